//! The numerical gradient's figures: those of the book, and those of a screen.

use super::sweep::EpsilonSweep;
use super::{Descent, NumericalGradient, Phase, scene, secant};
use crate::data;
use crate::engine::{self, Difference};
use crate::scene::{Figure, Hue, Picture, Series, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::figures::{BOOK, error_panel, figure, of_panels, with_command};
use crate::stage::{Experiment, Settings};

/// Multiplications of a screen's figure: about a second, as keys have to wait for it.
const MAX_COST: usize = 500_000_000;

/// The figures of the chapter; the source has none.
pub fn book_figures() -> Vec<Figure> {
    let experiment = Experiment::of(data::body(1), Settings::default());
    let mut stage = NumericalGradient::new(experiment, 0, &[]);
    let search = engine::NumericalGradient::new(stage.search.difference, 0.5);
    let slopes = stage.search.clone();
    let dashboard = &mut stage.dashboard;
    let figures = vec![
        secant(dashboard, &search),
        matrices(dashboard, slopes),
        laboratory(dashboard),
        descent(dashboard),
    ];
    with_command(figures, BOOK)
}

/// The pictures of a screen, except those that would take long.
pub(super) fn of_state(stage: &NumericalGradient) -> Vec<Figure> {
    let mut dashboard = stage.dashboard.clone();
    let pass = dashboard.experiment.cost_of_pass();
    let mut figures = vec![secant(&mut dashboard, &stage.search)];
    if 2 * dashboard.experiment.shape().parameters() * pass < MAX_COST {
        figures.push(matrices(&mut dashboard, stage.search.clone()));
    }
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
    let mut curve = secant::curve(dashboard, search, Phase::Run);
    let sign = if search.difference == Difference::Printed {
        '−'
    } else {
        '+'
    };
    let moved = format!("E({} {sign} ε)", curve.x.label);
    for mark in &mut curve.marks {
        mark.label = mark.label.replace("E′", &moved);
    }
    if let [here, moved] = &curve.marks[..]
        && !here.label.is_empty()
    {
        let legs = vec![(here.x, here.y), (moved.x, here.y), (moved.x, moved.y)];
        curve
            .series
            .push(Series::new("ε", Hue::Text, legs).dashed());
    }
    let (name, verdict) = (&curve.x.label, &curve.verdict);
    let epsilon = text(search.epsilon, 3);
    figure(
        "numerical-gradient-secant",
        format!(
            "The error along the weight {name}, and the secant through two points of it, ε = {epsilon} apart. {verdict}"
        ),
        format!(
            "A curve of E over {name}, and a straight line through two marked points. {verdict}"
        ),
        Picture::Curve(curve),
    )
}

/// All slopes: those that a search has not found yet are found now.
fn matrices(dashboard: &mut DashboardState, mut search: engine::NumericalGradient) -> Figure {
    let at = dashboard.experiment.parameters().clone();
    dashboard
        .experiment
        .search(&mut search, &at, at.values.len());
    let matrices = scene::matrices(dashboard, &search);
    let (title, verdict) = (&matrices.title, &matrices.verdict);
    figure(
        "numerical-gradient-matrices",
        format!("The slope of E along every weight. {verdict}"),
        format!("Two matrices of slopes, one for w and one for v: {title}."),
        Picture::Matrices(matrices),
    )
}

fn laboratory(dashboard: &mut DashboardState) -> Figure {
    let mut sweep = EpsilonSweep::new(dashboard);
    sweep.advance(&mut dashboard.experiment, usize::MAX / 4);
    let mut curve = sweep.curve(dashboard);
    let best: Vec<String> = curve.marks.iter().map(|mark| mark.label.clone()).collect();
    for mark in &mut curve.marks {
        // Its line says of which quotient it is the best.
        let at = mark.label.find('ε').unwrap_or(0);
        mark.label.drain(..at);
    }
    figure(
        "numerical-gradient-laboratory",
        "How far the quotients are from the exact slope, for ε from 1e−14 to 1. On the right a smaller ε helps; on the left \
         rounding takes over, and it hurts; the rings are at the best ε. The printed quotient is wrong by its sign whatever ε is.",
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
    let (rate, verdict) = (dashboard.experiment.setup.learning_rate, &curve.verdict);
    let limit = text(descent.limit(), 0);
    figure(
        "numerical-gradient-descent",
        format!(
            "Descent from the same weights, α = {rate}, by each of the three quotients; a run is given up where E passes {limit}. {verdict}"
        ),
        verdict.clone(),
        Picture::Curve(curve),
    )
}

fn training(stage: &NumericalGradient) -> Figure {
    let records = stage.history.records();
    let outcome = records.last().map_or(String::new(), |last| {
        let (step, error) = (last.step, text(last.train.0, 6));
        format!("After {step} steps the training error is {error}.")
    });
    let (difference, epsilon) = (stage.search.difference, stage.search.epsilon);
    of_panels(
        "numerical-gradient-training",
        format!("Training by the {difference} difference, ε = {epsilon}. {outcome}"),
        format!("The error over the steps. {outcome}"),
        vec![error_panel(records)],
    )
}
