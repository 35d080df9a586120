//! The training loop of a program without a dashboard, and the record that it keeps.

use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use super::{TrainingOptions, narration};
use crate::cli::progress;
use crate::engine::{Method, Score, Training};
use crate::equation::Chapter;
use crate::stage::{Experiment, Record};

/// Upper bound on the progress reports of a training.
const MAX_REPORTS: u64 = 10;
/// Upper bound on the points of its curve.
const MAX_RECORDS: u64 = 200;
/// Upper bound on the steps between two checks of the error. Between them only the weights are checked.
const MAX_UNCHECKED: u64 = 1_000_000;
/// Time between two checks of the weights.
const SLICE: Duration = Duration::from_millis(50);

/// A finished training.
pub(super) struct Run {
    pub experiment: Experiment,
    /// The scores over the training part and over the test part.
    pub scores: (Score, Option<Score>),
    pub records: Vec<Record>,
    pub steps: u64,
    /// The time of the steps alone.
    pub seconds: f64,
    pub passes: u64,
}

/// A training in slices, each about as long as [`SLICE`].
struct Slices {
    training: Training,
    /// Steps of the next slice.
    slice: u64,
    done: u64,
    seconds: f64,
}

impl Slices {
    fn new(training: Training) -> Self {
        Self {
            training,
            slice: 1,
            done: 0,
            seconds: 0.0,
        }
    }

    /// Trains up to a number of steps, and scores the outcome.
    fn run(
        &mut self,
        experiment: &mut Experiment,
        until: u64,
        bar: &ProgressBar,
    ) -> anyhow::Result<Record> {
        loop {
            let checked = until.min(self.done.saturating_add(MAX_UNCHECKED));
            while self.done < checked {
                self.one(experiment, checked - self.done);
                let is_finite = self.training.is_finite();
                anyhow::ensure!(is_finite, self.diverged("weights are", experiment));
                bar.set_position(self.done);
            }
            experiment.set_parameters(self.training.parameters.clone());
            let record = Record::new(self.done, &experiment.scores());
            anyhow::ensure!(record.is_finite(), self.diverged("error is", experiment));
            if checked == until {
                return Ok(record);
            }
        }
    }

    fn one(&mut self, experiment: &Experiment, left: u64) {
        let count = self.slice.min(left);
        let start = Instant::now();
        self.done += self.training.steps(experiment.train_matrices(), count);
        let time = start.elapsed();
        self.seconds += time.as_secs_f64();
        if count == self.slice && time < SLICE {
            self.slice = self.slice.saturating_mul(2);
        }
    }

    fn diverged(&self, what_is: &str, experiment: &Experiment) -> String {
        format!(
            "the {what_is} no longer finite after step {}: try a smaller --learning-rate than {:?}",
            self.done, experiment.setup.learning_rate
        )
    }
}

impl TrainingOptions {
    /// Trains, and reports the progress if the program narrates.
    pub(super) fn train(
        &self,
        chapter: Chapter,
        mut experiment: Experiment,
        steps: u64,
    ) -> anyhow::Result<Run> {
        let method = match chapter {
            Chapter::NumericalGradient => experiment.numerical(),
            Chapter::Neuron | Chapter::Network | Chapter::Backprop => Method::Backprop,
        };
        let first = Record::new(0, &experiment.scores());
        anyhow::ensure!(
            first.is_finite(),
            "the error is not finite with the first weights: try smaller weights, or smaller inputs"
        );
        let bar = progress::bar("training", self.look.quiet || steps < 2);
        bar.set_length(steps);
        let mut slices = Slices::new(experiment.training(method));
        let (mut records, mut reports, mut reported) = (vec![first], 0, first);
        while slices.done < steps {
            let until = slices.done.saturating_add(steps.div_ceil(MAX_RECORDS));
            let now = slices.run(&mut experiment, until.min(steps), &bar)?;
            records.push(now);
            let due = u128::from(slices.done) * u128::from(MAX_REPORTS) / u128::from(steps);
            if due > reports && self.narrates() {
                bar.suspend(|| self.look.say(narration::step(reported, now)))?;
                (reports, reported) = (due, now);
            }
        }
        Ok(Run {
            scores: experiment.scores(),
            experiment,
            records,
            steps,
            seconds: slices.seconds,
            passes: slices.training.passes,
        })
    }
}
