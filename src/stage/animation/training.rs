//! A training from its first weights on: the regions of the classes beside the error so far.

use std::collections::BTreeSet;

use super::{Animation, Frames};
use crate::engine::{Method, Parameters, Training};
use crate::scene::{Axis, Curve, Figure, FigurePanel, Picture, text};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{of_panels, panel};
use crate::stage::history::{Record, error_curve};
use crate::stage::projection::Projection2d;

/// About how many points the curve has, beside those at frames.
const POINTS: u64 = 300;

struct Film {
    experiment: Experiment,
    projection: Projection2d,
    records: Vec<Record>,
    /// The weights at the frames' steps, each with the number of records up to there.
    states: Vec<(usize, Parameters)>,
    /// Those of the whole curve, so that no frame moves them.
    axes: [Axis; 2],
}

pub(super) fn frames(experiment: &Experiment, method: Method, steps: u64, count: usize) -> Frames {
    let steps_shown = steps_of_frames(steps, count);
    let film = Film::record(experiment, method, &steps_shown);
    let draw = move |index: usize| film.frame(steps_shown[index]);
    Frames::new(Animation::Training, count, draw)
}

/// The step that each frame shows: evenly in √step, so that the beginning is seen, but no step twice where there are enough.
fn steps_of_frames(steps: u64, count: usize) -> Vec<u64> {
    let last = count.saturating_sub(1).max(1) as u64;
    let step = |frame: u64| {
        let part = frame as f64 / last as f64;
        if steps < last {
            (steps as f64 * part).round() as u64
        } else {
            frame.max((steps as f64 * part * part).round() as u64)
        }
    };
    (0..count as u64).map(step).collect()
}

impl Film {
    /// Trains anew, as far as the numbers stay finite.
    fn record(experiment: &Experiment, method: Method, shown: &[u64]) -> Self {
        let mut at = experiment.clone();
        at.restart();
        let mut training = at.training(method);
        let steps = shown.last().copied().unwrap_or(0);
        let between = steps.div_ceil(POINTS).max(1) as usize;
        let stops = (0..=steps).step_by(between).chain(shown.iter().copied());
        let (mut records, mut states) = (Vec::new(), Vec::new());
        for stop in stops.collect::<BTreeSet<u64>>() {
            let before = records.last().map_or(0, |record: &Record| record.step);
            let Some(record) = record_at(&mut at, &mut training, (before, stop)) else {
                break;
            };
            records.push(record);
            if shown.binary_search(&stop).is_ok() {
                states.push((records.len(), training.parameters.clone()));
            }
        }
        let whole = error_curve(&records, "");
        Self {
            projection: Projection2d::of(&at),
            experiment: at,
            axes: [whole.x, whole.y],
            records,
            states,
        }
    }

    fn frame(&self, step: u64) -> Figure {
        let is_before = |state: &(usize, Parameters)| self.records[state.0 - 1].step <= step;
        let index = self.states.partition_point(is_before).max(1) - 1;
        let Some((records, parameters)) = self.states.get(index) else {
            return of_panels("", Animation::Training.caption(), "", Vec::new());
        };
        let mut at = self.experiment.clone();
        at.set_parameters(parameters.clone());
        let step = self.records[records - 1].step;
        let plane = || Picture::Regions(self.projection.regions_of_figure(&at, None));
        let of_one_input = self.projection.probabilities(&at).map(Picture::Curve);
        let classes = panel(&format!("step {step}"), of_one_input.unwrap_or_else(plane));
        let curve = self.curve(&self.records[..*records]);
        let title = &curve.title;
        let alternative = format!("The classes after {step} steps, and the error so far. {title}.");
        let panels = vec![classes, curve];
        of_panels("", Animation::Training.caption(), alternative, panels)
    }

    fn curve(&self, records: &[Record]) -> FigurePanel {
        let title = records.last().map_or(String::new(), |last| {
            let tested = last
                .test
                .map(|test| format!(", test E = {}", text(test.0, 4)));
            format!(
                "E = {}{}",
                text(last.train.0, 4),
                tested.unwrap_or_default()
            )
        });
        let [x, y] = self.axes.clone();
        let mut curve = Curve {
            x,
            y,
            ..error_curve(records, "")
        };
        for mark in &mut curve.marks {
            mark.label.clear();
        }
        panel(&title, Picture::Curve(curve))
    }
}

/// Trains on from one step to another; none if that leaves the finite numbers.
fn record_at(
    at: &mut Experiment,
    training: &mut Training,
    (before, stop): (u64, u64),
) -> Option<Record> {
    at.train_on(training, stop - before);
    at.set_parameters(training.parameters.clone());
    let record = Record::new(stop, &at.scores());
    (training.is_finite() && record.is_finite()).then_some(record)
}

#[cfg(test)]
mod tests {
    use super::steps_of_frames;

    #[test]
    fn frames_begin_slowly_end_at_the_last_step_and_repeat_none_without_need() {
        let steps = steps_of_frames(300, 60);
        assert_eq!(steps[..5], [0, 1, 2, 3, 4]);
        assert_eq!(steps[59], 300);
        assert!(steps.is_sorted_by(|one, next| one < next));
        assert_eq!(steps_of_frames(3, 7), [0, 1, 1, 2, 2, 3, 3]);
        assert_eq!(steps_of_frames(0, 2), [0, 0]);
    }
}
