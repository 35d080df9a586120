//! What a training leaves behind: earlier states to walk back to, within a bounded memory, and the errors for a curve.

use std::collections::VecDeque;

use crate::engine::{Parameters, Score};
use crate::scene::{Axis, Curve, Hue, Mark, MarkKind, Series, text};

/// How many bytes the earlier states may take, and how many states there may be.
const MAX_BYTES: usize = 8 << 20;
const MAX_STATES: usize = 10_000;
/// How many bytes and states the trail may take, which reaches back to the start with ever larger strides.
const MAX_TRAIL: (usize, usize) = (2 << 20, 400);
/// More points than this no curve shows; every other one is then dropped.
const MAX_RECORDS: usize = 2_000;

/// The errors and accuracies at a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// How many steps were done.
    pub step: u64,
    /// Error and accuracy over the training part.
    pub train: (f64, f64),
    /// Error and accuracy over the test part, where there is one.
    pub test: Option<(f64, f64)>,
}

impl Record {
    /// A record of two scores; none where the training part has none.
    #[must_use]
    pub fn new(step: u64, (train, test): &(Option<Score>, Option<Score>)) -> Option<Self> {
        let pair = |score: &Score| (score.error, score.accuracy());
        Some(Self {
            step,
            train: pair(train.as_ref()?),
            test: test.as_ref().map(pair),
        })
    }

    /// Whether the errors are numbers still.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.train.0.is_finite() && self.test.is_none_or(|test| test.0.is_finite())
    }
}

/// Earlier states and the errors so far.
#[derive(Debug, Clone, PartialEq)]
pub struct History<State> {
    states: VecDeque<State>,
    most: usize,
    /// Some of all states that there ever were, so many steps apart, and how many were kept since the last of them.
    trail: Vec<State>,
    most_trail: usize,
    stride: (usize, usize),
    records: Vec<Record>,
}

impl<State: Clone> History<State> {
    /// An empty one, for states of so many bytes.
    #[must_use]
    pub fn new(bytes_each: usize) -> Self {
        Self {
            states: VecDeque::new(),
            most: (MAX_BYTES / bytes_each.max(1)).clamp(8, MAX_STATES),
            trail: Vec::new(),
            most_trail: (MAX_TRAIL.0 / bytes_each.max(1)).clamp(8, MAX_TRAIL.1),
            stride: (1, 0),
            records: Vec::new(),
        }
    }

    /// For states that are a few numbers for each of these weights.
    #[must_use]
    pub fn for_weights(parameters: &Parameters, numbers_each: usize) -> Self {
        Self::new(parameters.values.len() * numbers_each * size_of::<f64>())
    }

    /// Keep a state; the oldest goes where there is no room.
    pub fn keep(&mut self, state: State) {
        if self.states.len() == self.most {
            self.states.pop_front();
        }
        self.stride.1 += 1;
        if self.stride.1 >= self.stride.0 {
            self.stride.1 = 0;
            self.trail.push(state.clone());
        }
        if self.trail.len() > self.most_trail {
            self.trail = every_other(std::mem::take(&mut self.trail));
            self.stride.0 *= 2;
        }
        self.states.push_back(state);
    }

    /// The last state that was kept, taken out.
    pub fn back(&mut self) -> Option<State> {
        if let Some(less) = self.stride.1.checked_sub(1) {
            self.stride.1 = less;
        } else {
            self.trail.pop();
            self.stride.1 = self.stride.0 - 1;
        }
        self.states.pop_back()
    }

    /// Forget the states, where there is no way back to them.
    pub fn forget_states(&mut self) {
        self.states.clear();
        self.trail.clear();
        self.stride = (1, 0);
    }

    /// Some of the states from the very first on.
    pub fn trail(&self) -> impl Iterator<Item = &State> {
        self.trail.iter()
    }

    /// How far back there is to go, and how much of it is kept at most.
    #[must_use]
    pub fn says(&self) -> String {
        format!(
            "b leads back {} of at most {} steps ({} MB)",
            self.states.len(),
            self.most,
            MAX_BYTES >> 20
        )
    }

    /// Forget the records after a step.
    pub fn forget_after(&mut self, step: u64) {
        self.records.retain(|record| record.step <= step);
    }

    /// Write a record down, in place of one of the same step.
    pub fn record(&mut self, record: Record) {
        self.records.retain(|other| other.step < record.step);
        if self.records.len() >= MAX_RECORDS {
            self.records = every_other(std::mem::take(&mut self.records));
        }
        self.records.push(record);
    }

    /// The records, in the order of their steps.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }
}

/// The first, the third, and so on.
fn every_other<T>(all: Vec<T>) -> Vec<T> {
    all.into_iter().step_by(2).collect()
}

/// The errors over the steps.
#[must_use]
pub fn error_curve(records: &[Record], title: &str) -> Curve {
    let points = |error: fn(&Record) -> Option<f64>| -> Vec<(f64, f64)> {
        let point = |record: &Record| Some((record.step as f64, error(record)?));
        records.iter().filter_map(point).collect()
    };
    let series = |label: &str, dashed, points: Vec<(f64, f64)>| Series {
        label: label.to_owned(),
        hue: Hue::Text,
        dashed,
        points,
    };
    let mut all = vec![series("training error", false, points(|r| Some(r.train.0)))];
    let tested = points(|r| r.test.map(|test| test.0));
    if !tested.is_empty() {
        all.push(series("test error", true, tested));
    }
    let highest = all
        .iter()
        .flat_map(|series| &series.points)
        .map(|point| point.1)
        .fold(0.1, f64::max);
    let last = records.last();
    Curve {
        title: title.to_owned(),
        x: Axis::new(
            "step",
            0.0,
            last.map_or(1.0, |last| last.step as f64).max(1.0),
        ),
        y: Axis::new("E", 0.0, highest * 1.05),
        series: all,
        marks: last.into_iter().map(mark).collect(),
        verdict: String::new(),
    }
}

fn mark(record: &Record) -> Mark {
    Mark {
        x: record.step as f64,
        y: record.train.0,
        label: text(record.train.0, 4),
        kind: MarkKind::Current,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_states_go_first_and_the_memory_is_bounded() {
        let mut history = History::new(MAX_BYTES / 8);
        (0..20).for_each(|state| history.keep(state));
        assert!(
            history.says().contains("8 of at most 8 steps"),
            "{}",
            history.says()
        );
        assert_eq!(
            history.trail().next(),
            Some(&0),
            "the trail reaches back to the start"
        );
        let back: Vec<i32> = std::iter::from_fn(|| history.back()).collect();
        assert_eq!(back, (12..20).rev().collect::<Vec<_>>());
    }

    #[test]
    fn records_stay_few_and_in_order() {
        let mut history: History<()> = History::new(1);
        for step in 0..10_000 {
            history.record(Record {
                step,
                train: (1.0, 0.5),
                test: None,
            });
        }
        assert!(history.records().len() <= MAX_RECORDS);
        assert!(
            history
                .records()
                .windows(2)
                .all(|pair| pair[0].step < pair[1].step)
        );
        history.forget_after(100);
        assert!(history.records().iter().all(|record| record.step <= 100));
        assert_eq!(history.records()[0].step, 0);
    }
}
