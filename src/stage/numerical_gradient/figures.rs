//! The numerical gradient's figures: those of the book, and those of a screen.

use super::sweep::EpsilonSweep;
use super::{Descent, NumericalGradient, Phase, scene, secant};
use crate::data;
use crate::engine;
use crate::scene::{Figure, Picture, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, with_command};
use crate::stage::history::error_curve;
use crate::stage::settings::Settings;

/// Multiplications of a screen's figure: about a second, as keys have to wait for it.
const MAX_COST: usize = 500_000_000;

/// The figures of the chapter; the source has none.
pub fn book_figures() -> Vec<Figure> {
    let experiment = Experiment::of(data::body(1), Settings::default());
    let mut stage = NumericalGradient::new(experiment, 0, &[]);
    let search = engine::NumericalGradient::new(stage.search.difference, 0.5);
    let secant = secant(&mut stage.dashboard, &search);
    stage.advance(usize::MAX / 2);
    let figures = vec![
        secant,
        matrices(&stage),
        laboratory(&mut stage.dashboard),
        descent(&mut stage.dashboard),
    ];
    with_command(figures, BOOK)
}

/// The pictures of a screen, except those that would take long.
pub(super) fn of_state(stage: &NumericalGradient) -> Vec<Figure> {
    let mut dashboard = stage.dashboard.clone();
    let pass = dashboard.experiment.cost_of_pass();
    let mut figures = vec![secant(&mut dashboard, &stage.search), matrices(stage)];
    if pass < 1_000_000 {
        figures.push(laboratory(&mut dashboard));
    }
    if Descent::passes(&dashboard.experiment) * pass < MAX_COST {
        figures.push(descent(&mut dashboard));
    }
    if stage.dashboard.steps > 0 {
        figures.push(training(stage));
    }
    figures
}

fn secant(dashboard: &mut DashboardState, search: &engine::NumericalGradient) -> Figure {
    let curve = secant::curve(dashboard, search, Phase::Run);
    let name = dashboard.weight_name(dashboard.weight);
    figure(
        "numerical-gradient-secant",
        format!(
            "The error along the weight {name}, and the secant through two points of it, ε = {} apart. {}",
            text(search.epsilon, 3),
            curve.verdict
        ),
        format!(
            "A curve of E over {name}, and a straight line through two marked points. {}",
            curve.verdict
        ),
        Picture::Curve(curve),
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
        Picture::Matrices(matrices),
    )
}

fn laboratory(dashboard: &mut DashboardState) -> Figure {
    let mut sweep = EpsilonSweep::new(dashboard);
    sweep.advance(&mut dashboard.experiment, usize::MAX / 4);
    let curve = sweep.curve(dashboard);
    let best: Vec<String> = curve.marks.iter().map(|mark| mark.label.clone()).collect();
    figure(
        "numerical-gradient-laboratory",
        "How far the quotients are from the exact slope, for ε from 1e−14 to 1. On the right a smaller ε helps; on the left \
         rounding takes over, and it hurts. The printed quotient is wrong by its sign whatever ε is.",
        format!(
            "Three curves on logarithmic axes. Those of the forward and of the central difference fall to a lowest point and rise \
             again: {}. That of the printed one stays at 2.",
            best.join(", ")
        ),
        Picture::Curve(curve),
    )
}

fn descent(dashboard: &mut DashboardState) -> Figure {
    let mut descent = Descent::new(dashboard);
    while !descent.is_complete() {
        descent.advance(&mut dashboard.experiment, 100_000);
    }
    let curve = descent.curve();
    figure(
        "numerical-gradient-descent",
        format!(
            "Descent from the same weights, α = {}, by each of the three quotients; a run is given up where E passes 48. {}",
            dashboard.experiment.setup.learning_rate, curve.verdict
        ),
        curve.verdict.clone(),
        Picture::Curve(curve),
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
        Picture::Curve(curve),
    )
}
