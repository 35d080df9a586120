//! A pinned run: the next ones are drawn over its curves and its regions, and compared with it, as long as the data are the same.

use std::sync::Arc;

use super::DashboardState;
use super::runs::{Run, Summary, differing};
use crate::scene::number::{compact, percent, rounded};
use crate::scene::{Curve, Ghost, Hue, Picture, Series, fitted};
use crate::stage::experiment::Experiment;
use crate::stage::history::points;
use crate::stage::projection::CELLS;
use crate::stage::{Record, keys};

/// Of the grey of the palette.
const FAINT: Hue = Hue::Class(9);
/// The most settings that the name of a pinned run tells, and the line that compares.
const TOLD: usize = 2;
const NO_RUN: &str = "There is no run to pin yet: Space trains first.";
const TAKEN_OFF: &str = "The pinned run is taken off.";

impl DashboardState {
    /// The pinned run, if it is one of these data.
    fn pinned(&self) -> Option<&Run> {
        let data = &self.experiment.setup.data;
        let pinned = self.runs.pinned.as_deref();
        pinned.filter(|pinned| pinned.experiment.setup.data == *data)
    }

    pub(super) fn is_pinned(&self, run: &Run) -> bool {
        let pinned = self.runs.pinned.as_ref();
        pinned.is_some_and(|pinned| pinned.is_same(run.summary(), &run.experiment))
    }

    /// Pins a run, or takes the pinned one off.
    pub(super) fn toggle_pin(&mut self, run: Run) {
        if self.pinned().is_some() {
            self.runs.pinned = None;
            self.say(TAKEN_OFF);
        } else if let [_, .., last] = run.records[..] {
            let (step, error) = (last.step, fitted(last.train.0, 6));
            self.say(format!(
                "Pinned at step {step}, E = {error}: r, R or another α, and train again. {} takes it off.",
                keys::PIN
            ));
            let run = Arc::new(run);
            self.runs.pinned = Some(Arc::clone(&run));
            self.keep_run(run);
        } else {
            self.say(NO_RUN);
        }
        self.renew_ghost();
    }

    /// Pins the run without the hidden fault.
    pub fn pin_right(&mut self, experiment: Experiment, records: Vec<Record>) {
        let steps = records.last().map_or(0, |last| last.step);
        let run = Run::trained(experiment, steps, records);
        self.runs.pinned = Some(Arc::new(run));
        self.renew_ghost();
    }

    /// A run ends because everything begins anew. With other data the pinned one waits.
    pub(super) fn end_run(&mut self, run: Run) {
        let data = &run.experiment.setup.data;
        let was_theirs = |pinned: &Arc<Run>| pinned.experiment.setup.data == *data;
        if self.runs.pinned.as_ref().is_some_and(was_theirs) && self.pinned().is_none() {
            self.say(format!(
                "The pinned run is one of {data}: it waits until they are back."
            ));
        }
        self.keep_run(Arc::new(run));
        self.renew_ghost();
    }

    /// The regions of the pinned run, on the plane that there is now.
    pub(super) fn renew_ghost(&mut self) {
        let pinned = self.pinned().map(|pinned| &pinned.experiment);
        let classes = pinned.and_then(|run| {
            let network = run.network_on(&self.experiment)?;
            Some(self.projection.classes_of(network, CELLS))
        });
        self.runs.ghost = classes.map(Arc::new);
    }

    /// The same with a name that is short enough for every legend.
    pub(super) fn ghost(&self) -> Option<Ghost> {
        Some(Ghost {
            label: self.word_for(self.pinned()?).to_owned(),
            classes: self.runs.ghost.as_deref()?.clone(),
        })
    }

    /// The word for the pinned run: beside a run with a hidden fault it may be the right one.
    fn word_for(&self, pinned: &Run) -> &'static str {
        if pinned.experiment.broken() == self.experiment.broken() {
            "pinned"
        } else {
            "right"
        }
    }

    /// The name of the pinned run, with the settings that differ now.
    fn name_of_pinned(&self, pinned: &Run) -> String {
        let name = self.word_for(pinned);
        let (pinned, now) = (pinned.summary(), self.summary());
        format!("{name}{}", pinned.told(&differing(&[pinned, now]), TOLD))
    }

    /// Both curves of the training over those of the pinned run.
    pub(super) fn over_pinned(
        &self,
        mut picture: Picture,
        mut accuracy: Option<Curve>,
    ) -> (Picture, Option<Curve>) {
        if let (Some(pinned), Picture::Curve(error)) = (self.pinned(), &mut picture) {
            let label = self.name_of_pinned(pinned);
            self.draw_below(error, label, pinned, |record| Some(record.train.0));
            error.y = self.extent.axis(&error.series);
            if let Some(accuracy) = &mut accuracy {
                let percent = |record: &Record| Some(100.0 * record.train.1);
                self.draw_below(accuracy, self.word_for(pinned).to_owned(), pinned, percent);
            }
        }
        (picture, accuracy)
    }

    /// Draws a curve over one of the pinned run. The whole runs have room for both; of the latest steps it has the same.
    fn draw_below(
        &self,
        curve: &mut Curve,
        label: String,
        pinned: &Run,
        number: fn(&Record) -> Option<f64>,
    ) {
        let mut points = points(&pinned.records, number);
        let (first, last) = curve.x.range;
        if self.extent.is_latest {
            points.retain(|point| (first..=last).contains(&point.0));
        }
        if let [begin, .., end] = points[..] {
            curve.x.range = (first.min(begin.0), last.max(end.0));
            curve
                .series
                .insert(0, Series::new(label, FAINT, points).dashed());
        }
    }

    /// One line on the pinned run and the present one: the settings that differ, E, accuracy, and which came as low sooner.
    pub(super) fn comparison(&self, records: &[Record]) -> Option<String> {
        let pinned = self.pinned()?;
        let (before, now) = (pinned.summary(), self.summary());
        if now.steps == 0 {
            return None;
        }
        let settings = differing(&[before, now]);
        let side = |run: &Summary<'_>| {
            let (settings, train) = (run.told(&settings, TOLD), &run.scores.0);
            let (error, share) = (fitted(train.error, 5), percent(train.accuracy()));
            format!("{settings} E {error} {share}")
        };
        let paces = pace_beside(&pinned.records, records).unwrap_or_default();
        Some(format!(
            "{}{} | now{}{paces}",
            self.word_for(pinned),
            side(&before),
            side(&now)
        ))
    }
}

/// The steps that a run took to come as low as an earlier one did, against the steps of that; nothing if it did not.
fn pace_beside(earlier: &[Record], now: &[Record]) -> Option<String> {
    let low = earlier.last()?.train.0;
    let reached = |records: &[Record]| {
        let first = records.iter().find(|record| record.train.0 <= low)?;
        (first.step > 0).then_some(first.step as f64)
    };
    let (before, now) = (reached(earlier)?, reached(now)?);
    let times = |ratio: f64| compact(rounded(ratio, 2));
    Some(match before / now {
        ratio if ratio > 1.04 => format!(", as low in {}× fewer steps", times(ratio)),
        ratio if ratio < 0.96 => format!(", as low in {}× more steps", times(1.0 / ratio)),
        _ => ", as low in as many steps".to_owned(),
    })
}
