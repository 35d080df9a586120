//! Earlier states to walk back to, within a bounded memory, and the errors of a training for a curve.

use std::collections::VecDeque;
use std::sync::Arc;

use super::experiment::Scores;
use super::pictures::{finite_range, highest};
use super::records::Records;
use crate::engine::Score;
use crate::scene::{Axis, Curve, Hue, Mark, Series, fitted, text};

/// Limits of the bytes and the number of the earlier states.
const MAX_BYTES: usize = 8 << 20;
const MAX_STATES: usize = 10_000;
/// The same for the trail, which reaches back to the start with ever larger strides.
const MAX_TRAIL: (usize, usize) = (2 << 20, 400);
/// The earlier states that a copy keeps.
const MAX_COPIED: usize = 50;
/// The latest steps are this part of a run, and at least so many.
const LATEST: (u64, u64) = (5, 20);

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
    /// Copies of a history share its states: before every act one is made.
    states: VecDeque<Arc<State>>,
    max_states: usize,
    /// Some of all states that there ever were.
    trail: Vec<Arc<State>>,
    max_trail: usize,
    /// The distance of the trail's states, and the number of states since the last of them.
    stride: (usize, usize),
    records: Records,
}

/// The part of a training that its curve shows, and its scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    pub is_log: bool,
    /// The latest steps alone.
    pub is_latest: bool,
}

impl Extent {
    /// Goes on to the next: the whole run, the same logarithmic, the latest steps, the same logarithmic. Returns a sentence about it.
    pub fn turn(&mut self) -> &'static str {
        self.is_latest ^= self.is_log;
        self.is_log = !self.is_log;
        match (self.is_latest, self.is_log) {
            (false, false) => "The curve shows the whole run. L: E logarithmic.",
            (false, true) => "E is logarithmic over the whole run. L: the latest steps.",
            (true, false) => "The curve shows the latest fifth of the run. L: E logarithmic.",
            (true, true) => "E is logarithmic over the latest fifth. L: the whole run.",
        }
    }

    fn of(self, records: &[Record]) -> &[Record] {
        let last = records.last().map_or(0, |last| last.step);
        let first = last.saturating_sub((last / LATEST.0).max(LATEST.1));
        let before = records.partition_point(|record| record.step < first);
        &records[if self.is_latest { before } else { 0 }..]
    }

    /// The axis of E for some curves.
    pub fn axis(self, series: &[Series]) -> Axis {
        let most = round_up(highest(series, 0.1));
        let errors = series
            .iter()
            .flat_map(|one| &one.points)
            .map(|point| point.1);
        let range = finite_range(errors.filter(|error| *error > 0.0));
        match range.filter(|range| self.is_log && range.0 < most) {
            Some((least, _)) => Axis::log("E (log)", 10.0_f64.powf(least.log10().floor()), most),
            None => Axis::new("E", 0.0, most),
        }
    }
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
            records: Records::new(),
        };
        for record in records {
            history.record(*record);
        }
        history
    }

    pub fn keep(&mut self, state: State) {
        let state = Arc::new(state);
        if self.states.len() == self.max_states {
            self.states.pop_front();
        }
        self.stride.1 += 1;
        if self.stride.1 >= self.stride.0 {
            self.stride.1 = 0;
            self.trail.push(Arc::clone(&state));
        }
        if self.trail.len() > self.max_trail {
            self.trail = every_other(std::mem::take(&mut self.trail));
            self.stride.0 *= 2;
        }
        self.states.push_back(state);
    }

    /// Forgets the states before the last `MAX_COPIED`.
    pub fn forget_far(&mut self) {
        let far = self.states.len().saturating_sub(MAX_COPIED);
        self.states.drain(..far);
    }

    /// About how many bytes it takes, for states of as many numbers.
    pub fn bytes(&self, numbers_each: usize) -> usize {
        let states = self.states.len() + self.trail.len();
        states * numbers_each * size_of::<f64>() + size_of_val(self.records())
    }

    pub fn back(&mut self) -> Option<State> {
        if self.states.is_empty() {
            return None;
        }
        if let Some(less) = self.stride.1.checked_sub(1) {
            self.stride.1 = less;
        } else {
            self.trail.pop();
            self.stride.1 = self.stride.0 - 1;
        }
        self.states.pop_back().map(Arc::unwrap_or_clone)
    }

    /// Drops the states, where there is no way back to them.
    pub fn forget_states(&mut self) {
        self.states.clear();
        self.trail.clear();
        self.stride = (1, 0);
    }

    /// The state before this one, if there is a way back.
    pub fn last(&self) -> Option<&State> {
        self.states.back().map(Arc::as_ref)
    }

    /// True if there is no way back.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Takes over the states of a training that was not watched. No way leads back to them.
    pub fn remember(&mut self, trail: Vec<State>) {
        self.trail = trail.into_iter().map(Arc::new).collect();
    }

    pub fn trail(&self) -> &[Arc<State>] {
        &self.trail
    }

    fn summary(&self) -> String {
        let (back, most) = (self.states.len(), self.max_states);
        format!("training, b leads back {back} of at most {most} steps")
    }

    pub fn forget_after(&mut self, step: u64) {
        self.records.forget_after(step);
    }

    /// Adds a record, in place of those of the same and of later steps.
    pub fn record(&mut self, record: Record) {
        self.records.add(record);
    }

    pub fn records(&self) -> &[Record] {
        self.records.all()
    }

    /// The errors over the steps, each named at its end.
    pub fn error_curve(&self, extent: Extent) -> Curve {
        let records = extent.of(self.records());
        let test = points(records, |record| record.test.map(|test| test.0));
        let train = points(records, |record| Some(record.train.0));
        let named = |name: &str, points: &[(f64, f64)]| {
            let end = points.last().map_or(0.0, |end| end.1);
            format!("{name} {}", fitted(end, 6))
        };
        let series = of_parts([test, train], Hue::Text, named);
        Curve {
            title: self.summary(),
            ..over_steps(records, extent.axis(&series), series)
        }
    }

    /// The shares of correct answers over the steps, in per cent.
    pub fn accuracy_curve(&self, extent: Extent) -> Curve {
        let records = extent.of(self.records());
        let test = points(records, |record| record.test.map(|test| 100.0 * test.1));
        let train = points(records, |record| Some(100.0 * record.train.1));
        let named = |name: &str, points: &[(f64, f64)]| {
            let end = points.last().map_or(0.0, |end| end.1);
            format!("{name} {end:>3.0} %")
        };
        let series = of_parts([test, train], Hue::Class(2), named);
        over_steps(records, Axis::new("%", 0.0, 100.0), series)
    }
}

/// The series of the test part, if there is one, and of the training part, which is drawn over it.
fn of_parts(
    [test, train]: [Vec<(f64, f64)>; 2],
    hue: Hue,
    named: impl Fn(&str, &[(f64, f64)]) -> String,
) -> Vec<Series> {
    let test = (!test.is_empty())
        .then(|| Series::new(named("test ", &test), Hue::Class(5), test).dashed());
    let train = Series::new(named("train", &train), hue, train);
    test.into_iter().chain([train]).collect()
}

/// The next of 1, 1.2, 1.6, 2, 3, 4, 6 and 8, and of their tenfolds: half of it is round as well.
fn round_up(number: f64) -> f64 {
    let unit = 10.0_f64.powf(number.log10().floor());
    let steps = [1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0];
    let next = steps.into_iter().find(|step| step * unit >= number);
    next.map_or(number, |step| step * unit)
}

fn over_steps(records: &[Record], y: Axis, series: Vec<Series>) -> Curve {
    let last = records.last().map_or(1, |record| record.step.max(1));
    let first = records.first().map_or(0, |record| record.step);
    let first = if first < last { first } else { 0 };
    Curve {
        title: "training".to_owned(),
        x: Axis::new("step", first as f64, last as f64),
        y,
        series,
        marks: Vec::new(),
        verdict: String::new(),
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
        assert_eq!(history.states.len(), 8);
        assert_eq!(history.trail().first(), Some(&Arc::new(0)));
        let back: Vec<i32> = std::iter::from_fn(|| history.back()).collect();
        assert_eq!(back, (12..20).rev().collect::<Vec<_>>());
    }
}
