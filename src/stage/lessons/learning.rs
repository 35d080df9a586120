//! Networks that learn: before, during and after, and too long.

use super::curve;
use crate::data::{self, Init};
use crate::engine::Method;
use crate::scene::{Axis, Figure, Hue, Picture, Series, text};
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

/// The regions of a network before, during and after its training.
pub(super) fn learned() -> Figure {
    let setup = Settings {
        hidden: 8,
        init: Init::Xavier,
        learning_rate: 2.0,
        ..Settings::default()
    };
    let set = data::load("spiral", setup.seed).unwrap_or_else(|_| data::clusters(setup.seed));
    let experiment = Experiment::of(set, setup);
    let states = states(experiment, &[0, 100, 2000]);
    let of_state = |(experiment, record): &(Experiment, Record)| {
        let regions = Projection2d::of(experiment).regions_of_figure(experiment, None);
        let (step, error) = (record.step, text(record.train.0, 3));
        panel(
            &format!("step {step}: E = {error}"),
            Picture::Regions(regions),
        )
    };
    let errors: Vec<String> = states
        .iter()
        .map(|(_, record)| format!("{} after {} steps", text(record.train.0, 3), record.step))
        .collect();
    of_panels(
        "learned",
        "A network that learns to tell apart the arms of a spiral: its answer at every place of the plane before, during and after \
         training.",
        format!(
            "Three planes with the same samples, divided among the classes ever more as the samples lie. The error is {}.",
            errors.join(", ")
        ),
        states.iter().map(of_state).collect(),
    )
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
