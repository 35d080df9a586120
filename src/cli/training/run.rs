//! The training loop of a program without a dashboard, and the record that it keeps.

use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use super::{TrainingOptions, narration};
use crate::cli::progress;
use crate::engine::{Method, Parameters, Score, Training};
use crate::equation::Chapter;
use crate::stage::{self, Experiment, Record};
use crate::terminal::Signals;

/// Upper bound on the progress reports of a training.
const MAX_REPORTS: u64 = 10;
/// Upper bound on the points of its curve, if it has no more than 200 million steps.
const MAX_RECORDS: u64 = 200;
/// Upper bound on the numbers of its trail.
const MAX_TRAIL: u64 = 1_000_000;
/// Upper bound on the steps between two points, at each of which the error is checked. Between them only the weights are.
const MAX_UNCHECKED: u64 = 1_000_000;
/// Time between two checks of the weights.
const SLICE: Duration = Duration::from_millis(50);

/// A training in slices, each about as long as [`SLICE`], and its outcome.
pub(super) struct Run {
    pub experiment: Experiment,
    pub training: Training,
    /// The scores over the training part and over the test part.
    pub scores: (Score, Option<Score>),
    pub records: Vec<Record>,
    /// The weights at the same steps, if all of them fit into a bounded memory.
    pub trail: Vec<Parameters>,
    pub steps: u64,
    /// The time of the steps alone.
    pub seconds: f64,
    slice: u64,
    /// The number of the reader's that stopped the training, if one is not ours.
    pub departure: Option<String>,
    /// The signals that end the training before its time, if they are noted.
    signals: Option<Signals>,
}

impl Run {
    fn new(
        mut experiment: Experiment,
        method: Method,
        signals: Option<Signals>,
    ) -> anyhow::Result<Self> {
        let scores = experiment.scores();
        let record = Record::new(0, &scores);
        anyhow::ensure!(
            record.is_finite(),
            "the error is not finite with the first weights: try smaller weights, or smaller inputs"
        );
        Ok(Self {
            training: experiment.training(method),
            experiment,
            scores,
            records: vec![record],
            trail: Vec::new(),
            steps: 0,
            seconds: 0.0,
            slice: 1,
            departure: None,
            signals,
        })
    }

    /// The signal that has ended the training.
    pub fn ended(&self) -> Option<i32> {
        self.signals.as_ref()?.ended()
    }

    /// Sentences about a training that went wrong.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = match self.steps {
            0 => Vec::new(),
            _ => stage::outcome(&self.records, &self.scores, &self.experiment),
        };
        remarks.extend(self.departure.clone());
        remarks
    }

    /// Trains up to a number of steps, or until a signal ends it, and records the outcome.
    fn train(&mut self, until: u64, bar: &ProgressBar) -> anyhow::Result<()> {
        while self.steps < until && self.goes_on() {
            self.one_slice(until - self.steps);
            anyhow::ensure!(self.training.is_finite(), self.diverged("weights are"));
            bar.set_position(self.steps);
        }
        let parameters = self.training.parameters.clone();
        if parameters.values.len() as u64 * MAX_RECORDS <= MAX_TRAIL {
            self.trail.push(self.experiment.parameters().clone());
        }
        self.experiment.set_parameters(parameters);
        self.scores = self.experiment.scores();
        let record = Record::new(self.steps, &self.scores);
        anyhow::ensure!(record.is_finite(), self.diverged("error is"));
        self.records.push(record);
        Ok(())
    }

    fn one_slice(&mut self, left: u64) {
        let count = self.slice.min(left);
        let start = Instant::now();
        let made = self.experiment.train_on(&mut self.training, count);
        self.steps += made;
        if made < count && self.training.is_finite() {
            self.stop();
        }
        let time = start.elapsed();
        self.seconds += time.as_secs_f64();
        if count == self.slice && time < SLICE {
            self.slice = self.slice.saturating_mul(2);
        }
    }

    /// True if neither a signal nor a number of the reader's ends the training.
    fn goes_on(&self) -> bool {
        self.ended().is_none() && self.departure.is_none()
    }

    /// Ends the training before a step in which a number of the reader's is not ours.
    fn stop(&mut self) {
        let mut there = self.experiment.clone();
        there.set_parameters(self.training.parameters.clone());
        let sentence = there.sentence_of_departure(self.training.is_numerical());
        self.departure = Some(format!(
            "Stopped before step {}. {sentence}",
            self.steps + 1
        ));
    }

    fn diverged(&self, what_is: &str) -> String {
        format!(
            "the {what_is} no longer finite after step {}: try a smaller --learning-rate than {:?}",
            self.steps, self.experiment.setup.learning_rate
        )
    }
}

impl TrainingOptions {
    /// Trains, and reports the progress if the program narrates.
    pub(super) fn train(
        &self,
        chapter: Chapter,
        experiment: Experiment,
        steps: u64,
        signals: Option<Signals>,
    ) -> anyhow::Result<Run> {
        let method = match chapter {
            Chapter::NumericalGradient => experiment.numerical(),
            Chapter::Neuron | Chapter::Network | Chapter::Backprop => Method::Backprop,
        };
        let mut run = Run::new(experiment, method, signals)?;
        let bar = progress::bar("training", self.look.quiet || steps < 2);
        bar.set_length(steps);
        let between = steps.div_ceil(MAX_RECORDS).min(MAX_UNCHECKED);
        let (mut reports, mut reported) = (0, 0);
        while run.steps < steps && run.goes_on() {
            run.train(run.steps.saturating_add(between).min(steps), &bar)?;
            let due = u128::from(run.steps) * u128::from(MAX_REPORTS) / u128::from(steps);
            if due > reports && self.narrates() {
                let last = run.records.len() - 1;
                let [before, now] = [reported, last].map(|index| run.records[index]);
                bar.suspend(|| self.look.say(narration::step(before, now)))?;
                (reports, reported) = (due, last);
            }
        }
        if run.ended().is_some()
            && let Some(signals) = &run.signals
        {
            // The results are written now; who cannot wait for that may end the program.
            signals.close();
        }
        Ok(run)
    }
}
