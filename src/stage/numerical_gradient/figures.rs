//! The numerical gradient's figures: those of the book, and those of a screen.

use super::{NumericalGradient, Phase, scene, secant};
use crate::data;
use crate::scene::{Figure, Picture, text};
use crate::stage::Stage;
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, panel};
use crate::stage::history::error_curve;
use crate::stage::setup::Setup;

/// How many multiplications a figure of a screen may take: about a second, for keys have to wait for it.
const MOST: usize = 500_000_000;

/// The figures of the chapter; the source has none.
#[must_use]
pub fn book_figures() -> Vec<Figure> {
    let experiment = Experiment::of(data::body(1), Setup::default());
    let mut stage = NumericalGradient::new(experiment, 0, &[]);
    stage.search.epsilon = 0.5;
    let secant = secant(&mut stage);
    stage.search.epsilon = Setup::default().epsilon;
    stage.advance(usize::MAX / 2);
    let mut figures = vec![secant, matrices(&stage)];
    figures.extend([laboratory(&mut stage), descent(&mut stage)]);
    for figure in &mut figures {
        BOOK.clone_into(&mut figure.command);
    }
    figures
}

/// The pictures of a screen, with the command that reproduces it, but for those that would take long.
pub(super) fn of_state(stage: &NumericalGradient) -> Vec<Figure> {
    let mut stage = stage.clone();
    let mut figures = vec![secant(&mut stage), matrices(&stage)];
    let pass = stage.dashboard.experiment.cost_of_pass();
    if pass < 1_000_000 {
        figures.push(laboratory(&mut stage));
    }
    if stage.descent.passes() * pass < MOST {
        figures.push(descent(&mut stage));
    }
    if stage.steps > 0 {
        figures.push(training(&stage));
    }
    for figure in &mut figures {
        figure.command = stage.command();
    }
    figures
}

fn secant(stage: &mut NumericalGradient) -> Figure {
    let phase = std::mem::replace(&mut stage.phase, Phase::Run);
    let curve = secant::curve(stage);
    stage.phase = phase;
    let name = stage.dashboard.weight_name(stage.dashboard.weight);
    figure(
        "numerical-gradient-secant",
        format!(
            "The error along the weight {name}, and the secant through two points of it, ε = {} apart. {}",
            text(stage.search.epsilon, 3),
            curve.verdict
        ),
        format!(
            "A curve of E over {name}, and a straight line through two marked points. {}",
            curve.verdict
        ),
        vec![panel("", Picture::Curve(curve))],
    )
}

fn matrices(stage: &NumericalGradient) -> Figure {
    let matrices = scene::matrices(stage);
    figure(
        "numerical-gradient-matrices",
        format!("The slope of E along every weight. {}", matrices.verdict),
        format!(
            "Two matrices of slopes, one for w and one for v: {}.",
            matrices.title
        ),
        vec![panel("", Picture::Matrices(matrices))],
    )
}

fn laboratory(stage: &mut NumericalGradient) -> Figure {
    let NumericalGradient {
        laboratory,
        dashboard,
        ..
    } = stage;
    laboratory.of(&dashboard.experiment, dashboard.weight);
    laboratory.advance(&mut dashboard.experiment, usize::MAX / 4);
    let curve = laboratory.curve(dashboard);
    let best: Vec<String> = curve.marks.iter().map(|mark| mark.label.clone()).collect();
    figure(
        "numerical-gradient-laboratory",
        "How far the quotients are from the exact slope, for ε from 1e−14 to 1. On the right a smaller ε helps; on the left \
         rounding takes over, and it hurts. The printed quotient is wrong by its sign whatever ε is."
            .to_owned(),
        format!(
            "Three curves on logarithmic axes. Those of the forward and of the central difference fall to a lowest point and rise \
             again: {}. That of the printed one stays at 2.",
            best.join(", ")
        ),
        vec![panel("", Picture::Curve(curve))],
    )
}

fn descent(stage: &mut NumericalGradient) -> Figure {
    let NumericalGradient {
        descent, dashboard, ..
    } = stage;
    while !descent.is_complete() {
        descent.advance(&dashboard.experiment, 100_000);
    }
    let curve = descent.curve();
    figure(
        "numerical-gradient-descent",
        format!(
            "Descent from the same weights, α = {}, by each of the three quotients; a run is given up where E passes 48. {}",
            dashboard.experiment.setup.learning_rate, curve.verdict
        ),
        curve.verdict.clone(),
        vec![panel("", Picture::Curve(curve))],
    )
}

fn training(stage: &NumericalGradient) -> Figure {
    let curve = error_curve(stage.history.records(), "");
    let last = stage.history.records().last();
    let outcome = last.map_or(String::new(), |last| {
        format!(
            "After {} steps the training error is {}.",
            last.step,
            text(last.train.0, 6)
        )
    });
    figure(
        "numerical-gradient-training",
        format!(
            "Training by the {} difference, ε = {}. {outcome}",
            stage.search.difference, stage.search.epsilon
        ),
        format!("The error over the steps. {outcome}"),
        vec![panel("", Picture::Curve(curve))],
    )
}
