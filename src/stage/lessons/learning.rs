//! Networks that learn: at any step, and too long.

use super::curve;
use crate::data::{self, Init};
use crate::engine::{Method, Parameters, Training};
use crate::scene::{Axis, Curve, Figure, Hue, Mark, Picture, Series, Units, text};
use crate::stage::figures::{of_panels, panel};
use crate::stage::history::{self, Record};
use crate::stage::pictures::highest;
use crate::stage::projection::Projection2d;
use crate::stage::settings::Scale;
use crate::stage::{Experiment, Settings};

/// An experiment after some numbers of steps, with its record at each.
fn states(mut experiment: Experiment, steps: &[u64]) -> Vec<(Experiment, Record)> {
    let mut training = experiment.training(Method::Backprop);
    let mut done = 0;
    let state = |&step: &u64| {
        training.steps(experiment.train_matrices(), step - done);
        done = step;
        experiment.set_parameters(training.parameters.clone());
        let record = Record::new(step, &experiment.scores());
        (experiment.clone(), record)
    };
    steps.iter().map(state).collect()
}

/// The data sets to choose from, and the steps after which the book shows a network that learns.
pub(in crate::stage) const SETS: [&str; 4] = ["spiral", "clusters", "xor", "body"];
pub(in crate::stage) const SHOWN_STEPS: u64 = 2000;

/// Columns and rows of the plane's cells, and of the picture of a hidden unit.
const CELLS: (usize, usize) = (96, 72);
const SEEN: (usize, usize) = (24, 18);
/// The distance in steps of the states that are kept.
const STRIDE: u64 = 20;

/// A network that learns one of [`SETS`], at any step: it learns on from the state that it has kept last before it.
pub(in crate::stage) struct Learning {
    pub(in crate::stage) set: usize,
    experiment: Experiment,
    projection: Projection2d,
    training: Training,
    /// The states after multiples of [`STRIDE`] steps, from 0.
    kept: Vec<(Parameters, Record)>,
    now: Record,
}

impl Learning {
    pub(in crate::stage) fn of(set: usize) -> Self {
        let setup = Settings {
            data: SETS[set].to_owned(),
            hidden: 8,
            init: Init::Xavier,
            learning_rate: 2.0,
            ..Settings::default()
        };
        let data = data::drawn(SETS[set], setup.seed);
        let data = data.unwrap_or_else(|| data::clusters(setup.seed));
        let mut experiment = Experiment::of(data, setup);
        let now = Record::new(0, &experiment.scores());
        Self {
            set,
            projection: Projection2d::of(&experiment),
            training: experiment.training(Method::Backprop),
            kept: vec![(experiment.parameters().clone(), now)],
            experiment,
            now,
        }
    }

    /// Goes to a step, forward or back.
    pub(in crate::stage) fn go(&mut self, step: u64) {
        let before = ((step / STRIDE) as usize).min(self.kept.len() - 1);
        if step < self.now.step || before as u64 * STRIDE > self.now.step {
            let (parameters, record) = &self.kept[before];
            self.training.parameters = parameters.clone();
            self.now = *record;
        }
        while self.now.step < step {
            let next = (self.now.step / STRIDE + 1) * STRIDE;
            self.learn(next.min(step));
        }
        let parameters = self.training.parameters.clone();
        self.experiment.set_parameters(parameters);
    }

    /// Learns on to a step, at most the next one that is kept.
    fn learn(&mut self, step: u64) {
        let samples = self.experiment.train_matrices();
        self.training.steps(samples, step - self.now.step);
        let parameters = self.training.parameters.clone();
        self.experiment.set_parameters(parameters.clone());
        self.now = Record::new(step, &self.experiment.scores());
        if step == self.kept.len() as u64 * STRIDE {
            self.kept.push((parameters, self.now));
        }
    }

    /// The step, the error, and the share of the samples that are taken for what they are.
    pub(in crate::stage) fn score(&self) -> (u64, f64, f64) {
        let (error, accuracy) = self.now.train;
        (self.now.step, error, accuracy)
    }

    pub(in crate::stage) fn samples(&self) -> usize {
        self.experiment.train().len()
    }

    /// The errors up to now.
    fn curve(&self) -> Curve {
        let (step, error, _) = self.score();
        let before = (step / STRIDE) as usize;
        let kept = self.kept[..=before].iter().map(|(_, record)| *record);
        let records: Vec<Record> = kept.chain([self.now]).collect();
        let points = history::points(&records, |record| Some(record.train.0));
        let errors = vec![Series::new("", Hue::Text, points)];
        let x = Axis::new("step", 0.0, SHOWN_STEPS.max(step) as f64);
        let y = Axis::new("E", 0.0, highest(&errors, 0.1) * 1.1);
        let now = Mark::current((step as f64, error), "");
        Curve {
            marks: vec![now],
            ..curve("", x, y, errors)
        }
    }

    pub(in crate::stage) fn figure(&self) -> Figure {
        let (step, error, _) = self.score();
        let regions = self
            .projection
            .regions_of_cells(&self.experiment, None, CELLS);
        let seen = self.projection.seen(self.experiment.network(), SEEN);
        let (count, classes) = (seen.len(), regions.classes.len());
        let title = String::new();
        let [first, last] = [self.kept[0].1.train.0, error].map(|error| text(error, 3));
        of_panels(
            "learned",
            format!(
                "A network of {count} hidden units, after {step} steps: its answer at every place of the plane, with the samples that it \
                 learns from; its error on the way there; and what each hidden unit sees of the plane."
            ),
            format!(
                "A plane with samples of {classes} classes, divided among the classes. A curve of the error over the steps, from {first} \
                 to {last}. {count} small planes, each with one straight border between an output near 0 and one near 1."
            ),
            vec![
                panel(&format!("step {step}"), Picture::Regions(regions)),
                panel(
                    &format!("the error: E = {last}"),
                    Picture::Curve(self.curve()),
                ),
                panel(
                    "what each hidden unit sees",
                    Picture::Units(Units { title, seen }),
                ),
            ],
        )
    }
}

/// A network that has learned.
pub(super) fn learned() -> Figure {
    let mut learning = Learning::of(0);
    learning.go(SHOWN_STEPS);
    learning.figure()
}

/// Errors and accuracies of a network with few samples to learn from.
pub(super) fn error_curves() -> Figure {
    let setup = Settings {
        hidden: 16,
        init: Init::Uniform,
        scale: Scale::Standard,
        train_fraction: 0.1,
        learning_rate: 0.5,
        ..Settings::default()
    };
    // A logarithmic axis has no place for step 0; the steps are evenly spread along it.
    let along = (0..=120).map(|part| 5000_f64.powf(f64::from(part) / 120.0));
    let mut steps: Vec<u64> = along.map(|step| step.round() as u64).collect();
    steps.dedup();
    let experiment = Experiment::of(data::clusters(setup.seed), setup);
    let records: Vec<Record> = states(experiment, &steps)
        .into_iter()
        .map(|state| state.1)
        .collect();
    let both = |train: fn(&Record) -> Option<f64>, test: fn(&Record) -> Option<f64>| {
        let tested = history::points(&records, test);
        vec![
            Series::new("training", Hue::Text, history::points(&records, train)),
            Series::new("test", Hue::Letter('w'), tested),
        ]
    };
    let errors = both(
        |record| Some(record.train.0),
        |record| record.test.map(|test| test.0),
    );
    let accuracies = both(
        |record| Some(record.train.1),
        |record| record.test.map(|test| test.1),
    );
    let x = || Axis::log("step", 1.0, 5000.0);
    let highest = highest(&errors, 0.1) * 1.05;
    let errors = curve("", x(), Axis::new("E", 0.0, highest), errors);
    let accuracies = curve("", x(), Axis::new("accuracy", 0.0, 1.02), accuracies);
    of_panels(
        "error-curves",
        "A network with sixteen hidden units and few samples to train on. The training error falls on and on; the test error falls, \
         and then rises, although the test accuracy hardly changes.",
        "Two pairs of curves over the steps, on a logarithmic axis. The training error goes to 0 and the test error turns and climbs; \
         the training accuracy reaches 1, the test accuracy stays below.",
        vec![
            panel("the error", Picture::Curve(errors)),
            panel("the accuracy", Picture::Curve(accuracies)),
        ],
    )
}
