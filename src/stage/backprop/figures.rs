//! Backpropagation's figures: those of the book, and those of a screen.

use super::check::Check;
use super::comparison::{self, Comparison};
use super::landscape::Landscape;
use super::update_steps::UpdateSteps;
use super::{Backprop, measured, scene};
use crate::data;
use crate::scene::{Figure, Matrices, Picture, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, numbered, panel, with_command};
use crate::stage::settings::Settings;

/// Multiplications of a pass for which all of a screen's figures are drawn: thousands of passes are a second then, and
/// keys have to wait for it.
const MAX_COST: usize = 100_000;
/// Training steps of the book's figures.
const STEPS: usize = 300;

/// Figures 45 to 48, and those of the chapter that the source does not have.
pub fn book_figures() -> Vec<Figure> {
    let experiment = Experiment::of(data::body(1), Settings::default());
    let mut stage = Backprop::new(experiment, 0, &[]);
    for _ in 0..STEPS {
        stage.train(1);
    }
    let steps = (45..).zip(four_steps(Experiment::worked_example()));
    let mut figures: Vec<Figure> = steps
        .map(|(number, figure)| numbered(number, figure))
        .collect();
    figures.extend(all(&stage));
    figures.push(recorded_times());
    with_command(figures, BOOK)
}

/// The pictures of a screen.
pub(super) fn of_state(stage: &Backprop) -> Vec<Figure> {
    let mut figures = four_steps(stage.dashboard.experiment.clone());
    if stage.dashboard.experiment.cost_of_pass() < MAX_COST {
        figures.extend(all(stage));
    } else {
        figures.extend([training(stage), regions(stage), cost(stage)]);
    }
    figures
}

fn all(stage: &Backprop) -> Vec<Figure> {
    vec![
        training(stage),
        regions(stage),
        landscape(stage),
        check(stage.dashboard.clone()),
        failed(&stage.dashboard.experiment),
        cost(stage),
    ]
}

/// The same network in the four states of one update by the current sample.
fn four_steps(mut experiment: Experiment) -> Vec<Figure> {
    let mut steps = UpdateSteps::begin(&mut experiment, false);
    let captions = [
        "Step 1: forward. From the inputs come b and z, from z come a and y, and all of them are kept.",
        "Step 2: new v from the output errors y − t and the kept z. The new weights stand behind the arrows; nothing is stored yet.",
        "Step 3: new w. The output errors come back through the old v, and h′ comes from the kept b.",
        "Step 4: both are stored. The numbers of the forward pass are those of the old weights until the next one.",
    ];
    let figure = |(number, caption): (u8, &str)| {
        steps.done = number;
        let diagram = scene::in_update(&experiment, &steps, None);
        figure(
            &format!("backprop-step-{number}"),
            caption,
            format!("The network's diagram. {}.", diagram.caption),
            Picture::Diagram(diagram),
        )
    };
    (1..).zip(captions).map(figure).collect()
}

fn training(stage: &Backprop) -> Figure {
    let records = stage.history.records();
    let outcome = records.last().map_or(String::new(), |last| {
        let tested = last.test.map_or(String::new(), |(error, accuracy)| {
            format!(
                ", the test error {} and the test accuracy {}",
                text(error, 4),
                text(accuracy, 4)
            )
        });
        format!(
            "After {} steps the training error is {}{tested}.",
            last.step,
            text(last.train.0, 4)
        )
    });
    figure(
        "backprop-training",
        format!(
            "Training by backpropagation on {}. {outcome}",
            stage.dashboard.experiment.set().name
        ),
        format!(
            "Error and accuracy over the steps, for the training part and for the test part. {outcome}"
        ),
        Picture::Curve(scene::training_curve(records)),
    )
}

fn regions(stage: &Backprop) -> Figure {
    let dashboard = &stage.dashboard;
    let regions = dashboard.projection.high_res(&dashboard.experiment, None);
    let classes = regions.classes.join(", ");
    figure(
        "backprop-regions",
        format!(
            "The regions of the classes after {} steps, and the lines of the hidden units.",
            dashboard.steps
        ),
        format!("A plane divided into regions of the classes {classes}, with the samples of each."),
        Picture::Regions(regions),
    )
}

fn landscape(stage: &Backprop) -> Figure {
    let mut dashboard = stage.dashboard.clone();
    let path = stage.history.trail().map(|earlier| &earlier.parameters);
    let mut landscape = Landscape::new(&dashboard, path);
    landscape.advance(&mut dashboard.experiment, usize::MAX / 2);
    let [first, second] =
        [dashboard.weight, dashboard.second].map(|weight| dashboard.weight_name(weight));
    figure(
        "backprop-landscape",
        format!(
            "The error along {first} and {second}, all other weights as they are at the end, and the path of the training. The other \
             weights moved as well, so the path need not run straight downhill on this map."
        ),
        format!(
            "A heat map of E over {first} and {second}, with a line from the first weights to the last."
        ),
        Picture::Plane(landscape.plane()),
    )
}

fn check(mut dashboard: DashboardState) -> Figure {
    let mut check = Check::new(&mut dashboard);
    check.advance(&mut dashboard.experiment, usize::MAX / 4);
    let mut matrices = check.matrices(&dashboard);
    let errors = check.errors(&dashboard);
    let verdict = std::mem::take(&mut matrices.verdict);
    let of_v = Matrices {
        matrices: matrices.matrices.split_off(2),
        ..matrices.clone()
    };
    let mut figure = figure(
        "backprop-check",
        format!(
            "The gradient check: every slope by backpropagation and by a central difference, and the relative error of each. {verdict}"
        ),
        format!(
            "Four matrices of slopes, two by each road, and two of their relative errors. {verdict}"
        ),
        Picture::Matrices(matrices),
    );
    let others = [of_v, errors].map(|matrices| panel("", Picture::Matrices(matrices)));
    figure.panels.extend(others);
    figure
}

fn failed(experiment: &Experiment) -> Figure {
    // In its order, as the source divides its data.
    let mut comparison = Comparison::of(&experiment.drawn(|setup| setup.shuffle = false));
    while !comparison.is_complete() {
        comparison.train(100);
    }
    let curve = comparison.curve();
    let part = comparison.part();
    figure(
        "backprop-failed",
        format!(
            "The {part} error of the run that failed, and of its repairs, on {}, from the same seed. {}",
            experiment.set().name,
            curve.verdict
        ),
        format!(
            "Three curves of the {part} error over {} steps. {}",
            comparison::STEPS,
            curve.verdict
        ),
        Picture::Curve(curve),
    )
}

/// The recorded time of a step as the network and the data grow.
fn recorded_times() -> Figure {
    let verdict = measured::verdict();
    let panels = measured::curves().into_iter();
    Figure {
        name: "backprop-measured".to_owned(),
        number: None,
        caption: format!(
            "The time of one training step as N, M and D grow, on one thread of this machine: {}. {verdict}",
            measured::machine()
        ),
        alternative: format!(
            "Three pictures with logarithmic axes, over N, M and D. Each has three rising lines: numerical slopes on top, then the \
             model, then the engine far below. {verdict}"
        ),
        panels: panels
            .map(|(title, curve)| panel(&title, Picture::Curve(curve)))
            .collect(),
        command: String::new(),
    }
}

fn cost(stage: &Backprop) -> Figure {
    let curve = stage.costs.curve(&stage.dashboard.experiment);
    figure(
        "backprop-cost",
        format!(
            "What a whole gradient costs as the number M of hidden units grows. {}",
            curve.verdict
        ),
        format!(
            "Lines on logarithmic axes: the numerical gradient's rises with M, that of backpropagation stays. {}",
            curve.verdict
        ),
        Picture::Curve(curve),
    )
}
