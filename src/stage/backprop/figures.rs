//! Backpropagation's figures: those of the book, and those of a screen.

use super::check::Check;
use super::comparison::{self, Comparison};
use super::landscape::Landscape;
use super::update_steps::UpdateSteps;
use super::{Backprop, measured, scene};
use crate::data;
use crate::engine::Parameters;
use crate::scene::number::significant;
use crate::scene::{Figure, Mark, Picture, text};
use crate::stage::dashboard::Task;
use crate::stage::diagram::Drawing;
use crate::stage::figures::{
    BOOK, concluded, error_panel, figure, numbered, of_panels, panel, with_command,
};
use crate::stage::{Experiment, Settings};

/// Multiplications of a pass for which all of a screen's figures are drawn: keys wait about a second for them.
const MAX_COST: usize = 100_000;

/// Figures 45 to 48, and those of the chapter that the source does not have.
pub fn book_figures() -> Vec<Figure> {
    let (experiment, steps) = of_body();
    let mut stage = Backprop::new(experiment, 0, &[]);
    (0..steps).for_each(|_| stage.train(1));
    let steps = (45..).zip(four_steps(Experiment::worked_example()));
    let steps = steps.map(|(number, figure)| numbered(number, figure));
    let mut figures: Vec<Figure> = steps.chain(all(&stage)).collect();
    figures.push(recorded_times());
    with_command(figures, BOOK)
}

/// The experiment of the chapter's figures, and how many steps it is trained.
pub(in crate::stage) fn of_body() -> (Experiment, u64) {
    (Experiment::of(data::body(1), Settings::default()), 300)
}

pub(super) fn of_state(stage: &Backprop) -> Vec<Figure> {
    let mut figures = four_steps(stage.dashboard.experiment.clone());
    if stage.dashboard.experiment.cost_of_pass() < MAX_COST {
        figures.extend(all(stage));
    } else {
        figures.extend([training, regions, cost].map(|figure| figure(stage)));
    }
    figures
}

fn all(stage: &Backprop) -> [Figure; 6] {
    [training, regions, landscape, check, failed, cost].map(|figure| figure(stage))
}

const STEPS: [&str; 4] = [
    "Step 1: forward. From the inputs come b and z, from z come a and y, and all of them are kept.",
    "Step 2: new v from the output errors y − t and the kept z. The new weights stand behind the arrows; nothing is stored yet.",
    "Step 3: new w. The output errors come back through the old v, and h′ comes from the kept b.",
    "Step 4: both are stored. The numbers of the forward pass are those of the old weights until the next one.",
];

/// The four steps of an update by the current sample.
pub(in crate::stage) fn four_steps(mut experiment: Experiment) -> Vec<Figure> {
    let mut steps = UpdateSteps::begin(&mut experiment, false);
    let mut step = |number| {
        steps.done = number;
        step(&steps, &experiment, false)
    };
    [1, 2, 3, 4].map(&mut step).into()
}

fn step(steps: &UpdateSteps, experiment: &Experiment, is_backward: bool) -> Figure {
    let number = steps.done;
    let base = Drawing {
        is_backward,
        ..Drawing::default()
    };
    let mut diagram = steps.diagram(experiment, base);
    if is_backward {
        "∂Eₙ, flowing back".clone_into(&mut diagram.caption);
    }
    figure(
        &format!("backprop-step-{number}"),
        STEPS[usize::from(number) - 1],
        format!("The network's diagram. {}.", diagram.caption),
        Picture::Diagram(diagram),
    )
}

/// One of the four steps at other weights than the book's, with its number in the source, and the weights after it. `is_backward`
/// is for the slopes in place of the values.
pub(in crate::stage) fn moved_step(
    number: u8,
    mut experiment: Experiment,
    is_backward: bool,
) -> (Figure, Parameters) {
    let mut steps = UpdateSteps::begin(&mut experiment, false);
    steps.done = number;
    let figure = numbered(44 + number, step(&steps, &experiment, is_backward));
    (figure, steps.new)
}

fn training(stage: &Backprop) -> Figure {
    let records = stage.history.records();
    let outcome = records.last().map_or(String::new(), |last| {
        let tested = last.test.map_or(String::new(), |(error, accuracy)| {
            let (error, accuracy) = (text(error, 4), text(accuracy, 4));
            format!(", the test error {error} and the test accuracy {accuracy}")
        });
        let (step, error) = (last.step, text(last.train.0, 4));
        format!("After {step} steps the training error is {error}{tested}.")
    });
    let data = &stage.dashboard.experiment.set().name;
    let accuracy = panel("", Picture::Curve(scene::accuracy_curve(records)));
    let figure = of_panels(
        "backprop-training",
        format!("Training by backpropagation on {data}."),
        "Error and accuracy over the steps, for the training part and for the test part.",
        vec![error_panel(records), accuracy],
    );
    concluded(&outcome, figure)
}

fn regions(stage: &Backprop) -> Figure {
    let dashboard = &stage.dashboard;
    let (experiment, steps) = (&dashboard.experiment, dashboard.steps);
    let classes = experiment.train().classes.join(", ");
    let picture = dashboard.picture_of_classes(None, true);
    let caption = match &picture {
        Picture::Regions(regions) if regions.lines.is_empty() => "The regions of the classes",
        Picture::Regions(_) => "The regions of the classes and the lines of the hidden units",
        _ => "The probability of each class over the only input",
    };
    figure(
        "backprop-regions",
        format!("{caption} after {steps} steps.{}", dashboard.about_plane()),
        format!("{caption}: {classes}, with samples of each."),
        picture,
    )
}

fn landscape(stage: &Backprop) -> Figure {
    let mut dashboard = stage.dashboard.clone();
    let mut landscape = Landscape::new(&dashboard, stage.history.trail());
    landscape.advance(&mut dashboard.experiment, usize::MAX / 2);
    let mut plane = landscape.plane();
    for mark in &mut plane.marks {
        let [x, y] = [mark.x, mark.y].map(significant);
        mark.label = format!("({x}, {y})");
    }
    if let [start, _, ..] = plane.lines[0].points[..] {
        plane.lines[0].label.clear();
        plane.marks.push(Mark::current(start, "start"));
    }
    let (first, second) = (&plane.x.label, &plane.y.label);
    let caption =
        format!("The error along {first} and {second}, all other weights as they are at the end");
    let alternative = format!("A heat map of E over {first} and {second}");
    let (path, line) = if landscape.has_path() {
        (
            ", and the path of the training. The other weights moved as well, so the path need not run straight downhill on this map.",
            ", with a line from the first weights to the last.",
        )
    } else {
        (".", ", with a point at the weights.")
    };
    figure(
        "backprop-landscape",
        caption + path,
        alternative + line,
        Picture::Plane(plane),
    )
}

fn check(stage: &Backprop) -> Figure {
    let mut dashboard = stage.dashboard.clone();
    let mut check = Check::new(&mut dashboard, false);
    check.advance(&mut dashboard.experiment, usize::MAX / 4);
    let mut matrices = check.matrices_of_figure(&dashboard);
    let verdict = std::mem::take(&mut matrices.verdict);
    let figure = figure(
        "backprop-check",
        "The gradient check: every slope by backpropagation and by a central difference, and the relative error of each. Above those \
         of w, below those of v.",
        "Six matrices: the slopes by each road and their relative errors, those of w above those of v.",
        Picture::Matrices(matrices),
    );
    concluded(&verdict, figure)
}

fn failed(stage: &Backprop) -> Figure {
    let experiment = &stage.dashboard.experiment;
    // In its order, as the source divides its data.
    let mut comparison = Comparison::of(&experiment.drawn(|setup| setup.shuffle = false));
    while !comparison.is_complete() {
        comparison.train(100);
    }
    let (curve, steps) = (comparison.curve(false), comparison::STEPS);
    let (part, data, verdict) = (comparison.part(), &experiment.set().name, &curve.verdict);
    let runs = if comparison.is_repaired() {
        "the run that failed, and of its repairs,"
    } else {
        "the source's recipe, and of the same with one thing or two changed,"
    };
    figure(
        "backprop-failed",
        format!("The {part} error of {runs} on {data}, from the same seed. {verdict}"),
        format!("Three curves of the {part} error over {steps} steps. {verdict}"),
        Picture::Curve(curve),
    )
}

fn recorded_times() -> Figure {
    let (machine, panels) = (measured::machine(), measured::curves().into_iter());
    let panels = panels.map(|(title, curve)| panel(&title, Picture::Curve(curve)));
    let figure = of_panels(
        "backprop-measured",
        format!(
            "The time of one training step as N, M and D grow, on one thread of this machine: {machine}. Numerical slopes are not \
             measured where a step would take too long."
        ),
        "Three pictures with logarithmic axes, over N, M and D. Each has three rising lines: numerical slopes on top, then the \
         model, then the engine far below.",
        panels.collect(),
    );
    concluded(&measured::verdict(), figure)
}

fn cost(stage: &Backprop) -> Figure {
    let curve = stage.costs.curve(&stage.dashboard.experiment);
    let verdict = curve.verdict.clone();
    let figure = figure(
        "backprop-cost",
        "What a whole gradient costs as the number M of hidden units grows.",
        "Lines on logarithmic axes: the numerical gradient's rises with M, that of backpropagation stays.",
        Picture::Curve(curve),
    );
    concluded(&verdict, figure)
}
