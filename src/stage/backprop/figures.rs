//! Backpropagation's figures: those of the book, and those of a screen.

use super::procedure::Procedure;
use super::{Backprop, scene};
use crate::data;
use crate::scene::{Figure, Matrices, Picture, text};
use crate::stage::Stage;
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, numbered, panel};
use crate::stage::setup::Setup;

/// How many multiplications a pass may take for all of a screen's figures to be drawn: thousands of passes are a second then, and
/// keys have to wait for it.
const MOST: usize = 100_000;
/// How many steps the training of the book's figures has.
const STEPS: usize = 300;

/// Figures 45 to 48, and those of the chapter that the source does not have.
#[must_use]
pub fn book_figures() -> Vec<Figure> {
    let mut figures = four_steps(Experiment::worked_example());
    let experiment = Experiment::of(data::body(1), Setup::default());
    let mut stage = Backprop::new(experiment, 0, &[]);
    for _ in 0..STEPS {
        stage.train(1);
    }
    figures.extend(all(&mut stage));
    figures.push(measured());
    for figure in &mut figures {
        BOOK.clone_into(&mut figure.command);
    }
    figures
}

/// The pictures of a screen, with the command that reproduces it.
pub(super) fn of_state(stage: &Backprop) -> Vec<Figure> {
    let mut stage = stage.clone();
    let mut figures = four_steps(stage.dashboard.experiment.clone());
    for figure in &mut figures {
        figure.name = format!("backprop-step-{}", figure.number.unwrap_or(45) - 44);
        figure.number = None;
    }
    if stage.dashboard.experiment.cost_of_pass() < MOST {
        figures.extend(all(&mut stage));
    } else {
        figures.extend([training(&stage), regions(&mut stage), cost(&stage)]);
    }
    for figure in &mut figures {
        figure.command = stage.command();
    }
    figures
}

fn all(stage: &mut Backprop) -> Vec<Figure> {
    vec![
        training(stage),
        regions(stage),
        landscape(stage),
        check(stage),
        failed(stage),
        cost(stage),
    ]
}

/// The same network in the four states of one update by the current sample.
fn four_steps(mut experiment: Experiment) -> Vec<Figure> {
    let mut procedure = Procedure::begin(&mut experiment, false);
    let captions = [
        "Step 1: forward. From the inputs come b and z, from z come a and y, and all of them are kept.",
        "Step 2: new v from the output errors y − t and the kept z. The new weights stand behind the arrows; nothing is stored yet.",
        "Step 3: new w. The output errors come back through the old v, and h′ comes from the kept b.",
        "Step 4: both are stored. The numbers of the forward pass are those of the old weights until the next one.",
    ];
    let figure = |(number, caption): (u8, &str)| {
        procedure.done = number + 1;
        let drawn = scene::in_procedure(&experiment, &procedure, None);
        let alternative = format!("The network's diagram. {}.", drawn.caption);
        numbered(
            45 + number,
            caption,
            alternative,
            vec![panel("", Picture::Diagram(drawn))],
        )
    };
    (0..4).zip(captions).map(figure).collect()
}

fn training(stage: &Backprop) -> Figure {
    let curve = scene::training_curve(stage.history.records());
    let outcome = stage
        .history
        .records()
        .last()
        .map_or(String::new(), |last| {
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
        vec![panel("", Picture::Curve(curve))],
    )
}

fn regions(stage: &mut Backprop) -> Figure {
    let regions = stage.ground.finely(&mut stage.dashboard.experiment, None);
    let classes = regions.classes.join(", ");
    figure(
        "backprop-regions",
        format!(
            "The regions of the classes after {} steps, and the lines of the hidden units.",
            stage.count.0
        ),
        format!("A plane divided into regions of the classes {classes}, with the samples of each."),
        vec![panel("", Picture::Regions(regions))],
    )
}

fn landscape(stage: &mut Backprop) -> Figure {
    let path = stage.history.trail().map(|earlier| &earlier.parameters);
    let mut landscape = super::Landscape::new(&stage.dashboard, path);
    landscape.advance(&mut stage.dashboard.experiment, usize::MAX / 2);
    let (one, other) = (
        stage.dashboard.weight_name(stage.dashboard.weight),
        stage.dashboard.weight_name(stage.dashboard.second),
    );
    figure(
        "backprop-landscape",
        format!(
            "The error along {one} and {other}, all other weights as they are at the end, and the path of the training. The other \
             weights moved as well, so the path need not run straight downhill on this map."
        ),
        format!(
            "A heat map of E over {one} and {other}, with a line from the first weights to the last."
        ),
        vec![panel("", Picture::Plane(landscape.plane()))],
    )
}

fn check(stage: &mut Backprop) -> Figure {
    let mut check = super::Check::new(&mut stage.dashboard.experiment);
    check.advance(&stage.dashboard.experiment, usize::MAX / 4);
    let mut matrices = check.matrices(&stage.dashboard);
    let errors = check.errors(&stage.dashboard);
    let verdict = std::mem::take(&mut matrices.verdict);
    let of_v = Matrices {
        matrices: matrices.matrices.split_off(2),
        ..matrices.clone()
    };
    figure(
        "backprop-check",
        format!(
            "The gradient check: every slope by backpropagation and by a central difference, and the relative error of each. {verdict}"
        ),
        format!(
            "Four matrices of slopes, two by each road, and two of their relative errors. {verdict}"
        ),
        vec![
            panel("", Picture::Matrices(matrices)),
            panel("", Picture::Matrices(of_v)),
            panel("", Picture::Matrices(errors)),
        ],
    )
}

fn failed(stage: &Backprop) -> Figure {
    // In its order, as the source divides its data.
    let experiment = stage
        .dashboard
        .experiment
        .drawn(|setup| setup.shuffle = false);
    let mut repair = super::Repair::new(&experiment);
    while !repair.is_complete() {
        repair.advance(100);
    }
    let curve = repair.curve();
    let part = if stage.dashboard.experiment.test().is_empty() {
        "training"
    } else {
        "test"
    };
    figure(
        "backprop-failed",
        format!(
            "The {part} error of the run that failed, and of its repairs, on {}, from the same seed. {}",
            stage.dashboard.experiment.set().name,
            curve.verdict
        ),
        format!(
            "Three curves of the {part} error over {} steps. {}",
            super::repair::STEPS,
            curve.verdict
        ),
        vec![panel("", Picture::Curve(curve))],
    )
}

/// The recorded cost of a step as the network and the data grow.
fn measured() -> Figure {
    let verdict = super::measured::verdict();
    let panels = super::measured::curves().into_iter();
    figure(
        "backprop-measured",
        format!(
            "The time of one training step as N, M and D grow, on one thread of this machine: {}. {verdict}",
            super::measured::machine()
        ),
        format!(
            "Three pictures with logarithmic axes, over N, M and D. Each has three rising lines: numerical slopes on top, then the \
             model, then the engine far below. {verdict}"
        ),
        panels
            .map(|(title, curve)| panel(&title, Picture::Curve(curve)))
            .collect(),
    )
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
        vec![panel("", Picture::Curve(curve))],
    )
}
