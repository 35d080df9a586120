//! Earlier states to walk back to, within a bounded memory, and the errors of a training for a curve.

use std::collections::VecDeque;

use super::experiment::Scores;
use super::pictures::highest;
use crate::engine::Score;
use crate::scene::{Axis, Curve, Hue, Mark, Series, text};

/// Limits of the bytes and the number of the earlier states.
const MAX_BYTES: usize = 8 << 20;
const MAX_STATES: usize = 10_000;
/// The same for the trail, which reaches back to the start with ever larger strides.
const MAX_TRAIL: (usize, usize) = (2 << 20, 400);
/// Points of a curve; above this every other one is dropped.
const MAX_RECORDS: usize = 2_000;

pub(super) const AT_START: &str = "This is as far back as it goes.";

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    pub step: u64,
    /// Error and accuracy over the training part.
    pub train: (f64, f64),
    /// Error and accuracy over the test part, where there is one.
    pub test: Option<(f64, f64)>,
}

impl Record {
    pub fn new(step: u64, (train, test): &Scores) -> Self {
        let pair = |score: &Score| (score.error, score.accuracy());
        Self {
            step,
            train: pair(train),
            test: test.as_ref().map(pair),
        }
    }

    pub fn is_finite(&self) -> bool {
        self.train.0.is_finite() && self.test.is_none_or(|test| test.0.is_finite())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct History<State> {
    states: VecDeque<State>,
    max_states: usize,
    /// Some of all states that there ever were.
    trail: Vec<State>,
    max_trail: usize,
    /// The distance of the trail's states, and the number of states since the last of them.
    stride: (usize, usize),
    records: Vec<Record>,
}

impl<State: Clone> History<State> {
    /// A history of states of as many numbers, and of an earlier training.
    pub fn new(numbers_each: usize, records: &[Record]) -> Self {
        let bytes_each = numbers_each * size_of::<f64>();
        let mut history = Self {
            states: VecDeque::new(),
            max_states: (MAX_BYTES / bytes_each).clamp(8, MAX_STATES),
            trail: Vec::new(),
            max_trail: (MAX_TRAIL.0 / bytes_each).clamp(8, MAX_TRAIL.1),
            stride: (1, 0),
            records: Vec::new(),
        };
        for record in records {
            history.record(*record);
        }
        history
    }

    pub fn keep(&mut self, state: State) {
        if self.states.len() == self.max_states {
            self.states.pop_front();
        }
        self.stride.1 += 1;
        if self.stride.1 >= self.stride.0 {
            self.stride.1 = 0;
            self.trail.push(state.clone());
        }
        if self.trail.len() > self.max_trail {
            self.trail = every_other(std::mem::take(&mut self.trail));
            self.stride.0 *= 2;
        }
        self.states.push_back(state);
    }

    pub fn back(&mut self) -> Option<State> {
        if let Some(less) = self.stride.1.checked_sub(1) {
            self.stride.1 = less;
        } else {
            self.trail.pop();
            self.stride.1 = self.stride.0 - 1;
        }
        self.states.pop_back()
    }

    /// Drops the states, where there is no way back to them.
    pub fn forget_states(&mut self) {
        self.states.clear();
        self.trail.clear();
        self.stride = (1, 0);
    }

    /// Takes over the states of a training that was not watched. No way leads back to them.
    pub fn remember(&mut self, trail: Vec<State>) {
        self.trail = trail;
    }

    pub fn trail(&self) -> &[State] {
        &self.trail
    }

    pub fn summary(&self) -> String {
        format!(
            "b leads back {} of at most {} steps ({} MB)",
            self.states.len(),
            self.max_states,
            MAX_BYTES >> 20
        )
    }

    pub fn forget_after(&mut self, step: u64) {
        self.records.retain(|record| record.step <= step);
    }

    /// Adds a record, or replaces one of the same step.
    pub fn record(&mut self, record: Record) {
        self.records.retain(|other| other.step < record.step);
        if self.records.len() >= MAX_RECORDS {
            self.records = every_other(std::mem::take(&mut self.records));
        }
        self.records.push(record);
    }

    pub fn records(&self) -> &[Record] {
        &self.records
    }
}

fn every_other<T>(all: Vec<T>) -> Vec<T> {
    all.into_iter().step_by(2).collect()
}

pub(super) fn points(records: &[Record], number: fn(&Record) -> Option<f64>) -> Vec<(f64, f64)> {
    let point = |record: &Record| Some((record.step as f64, number(record)?));
    records.iter().filter_map(point).collect()
}

pub fn error_curve(records: &[Record], title: &str) -> Curve {
    let trained = points(records, |record| Some(record.train.0));
    let tested = points(records, |record| record.test.map(|test| test.0));
    let last = trained.last().copied();
    let mut series = vec![Series::new("training error", Hue::Text, trained)];
    if !tested.is_empty() {
        series.push(Series::new("test error", Hue::Text, tested).dashed());
    }
    let mark = |(step, error)| Mark::current((step, error), text(error, 4));
    Curve {
        title: title.to_owned(),
        x: Axis::new("step", 0.0, last.map_or(1.0, |last| last.0).max(1.0)),
        y: Axis::new("E", 0.0, highest(&series, 0.1) * 1.05),
        series,
        marks: last.into_iter().map(mark).collect(),
        verdict: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_states_go_first_and_the_memory_is_bounded() {
        let mut history = History::new(MAX_BYTES / 64, &[]);
        (0..20).for_each(|state| history.keep(state));
        assert!(history.summary().contains("8 of at most 8 steps"));
        assert_eq!(history.trail().first(), Some(&0));
        let back: Vec<i32> = std::iter::from_fn(|| history.back()).collect();
        assert_eq!(back, (12..20).rev().collect::<Vec<_>>());
    }

    #[test]
    fn records_stay_few_and_in_order() {
        let mut history: History<()> = History::new(1, &[]);
        let (train, test) = ((1.0, 0.5), None);
        (0..10_000).for_each(|step| history.record(Record { step, train, test }));
        assert!(history.records().len() <= MAX_RECORDS);
        let steps = history.records().iter().map(|record| record.step);
        assert!(steps.is_sorted_by(|one, other| one < other));
        history.forget_after(100);
        assert!(history.records().iter().all(|record| record.step <= 100));
        assert_eq!(history.records()[0].step, 0);
    }
}
