//! The hidden fault: the questions about it, the sentences that lead on, and the right run below the wrong one once it is found.

mod evidence;
mod ratio;

use super::{Backprop, Change, Handled};
use crate::engine::Method;
use crate::exercise::broken::{Broken, Place};
use crate::scene::{Overlay, Pane};
use crate::stage::dashboard::{Facts, PresetRow};
use crate::stage::experiment::Experiment;
use crate::stage::{Deed, Record};
use evidence::Evidence;
pub(super) use ratio::Ratios;

const NOT_KNOWN: &str = "I don't know";
const NONE_HIDDEN: &str = "No fault is hidden here: backprop --broken hides one.";
const AGAIN: &str = "B asks again.";
const FOUND: &str =
    "r trains again, P takes off the right run; --broken alone hides the next fault.";
pub(super) const WAITS: &str =
    "A fault is hidden in this run already: that one waits until another run.";
/// Steps of the right run, and its multiplications: it is made while a key waits.
const STEPS: u64 = 300;
const MAX_COST: usize = 150_000_000;
/// The same of a run with the fault, whose steps take longer.
const MAX_PLANTED: usize = 30_000_000;
/// Points of its curve.
const POINTS: u64 = 100;

impl Backprop {
    pub(super) fn broken(&self) -> Option<Broken> {
        self.dashboard.experiment.broken()
    }

    /// Seed and level; once it is found, its name.
    pub(super) fn facts_of_fault(&self) -> Facts {
        let Some(broken) = self.broken() else {
            return Vec::new();
        };
        if self.dashboard.screen.hunt.is_found {
            let (equation, _) = broken.fault.place.words();
            return vec![(
                "level",
                format!("{}, found: {equation}", broken.fault.level),
            )];
        }
        vec![("level", format!("{} of 5", broken.level))]
    }

    pub(super) fn title_of_fault(&self) -> Option<String> {
        let broken = self.broken()?;
        let state = if self.dashboard.screen.hunt.is_found {
            "found".to_owned()
        } else {
            format!("level {}", broken.level)
        };
        // So short that 80 columns show it all.
        Some(format!("backprop broken {}, {state}", broken.seed))
    }

    /// Asks where the fault is, or for its cause.
    pub(super) fn ask_for_fault(&mut self) -> Handled {
        let Some(broken) = self.broken() else {
            self.dashboard.say(NONE_HIDDEN);
            return Handled::Done(Change::Look);
        };
        let hunt = self.dashboard.screen.hunt;
        if hunt.is_found {
            self.dashboard
                .say(format!("It is found already: {}. {FOUND}", found(broken)));
            return Handled::Done(Change::Look);
        }
        let (title, mut rows): (String, Vec<PresetRow>) = if hunt.has_place {
            let (equation, _) = broken.fault.place.words();
            let causes = broken.causes().into_iter();
            let rows = causes.map(|cause| answer("", cause.cause));
            (format!("{equation}: which cause?"), rows.collect())
        } else {
            let places = Place::ALL.into_iter().map(Place::words);
            let rows = places.map(|(name, about)| answer(name, about));
            ("where is the fault?".to_owned(), rows.collect())
        };
        rows.push(answer("", NOT_KNOWN));
        self.dashboard.screen.open_answers(title, rows);
        Handled::Done(Change::Look)
    }

    /// Takes an answer, counted from 0.
    pub(super) fn take_answer(&mut self, chosen: usize) -> Handled {
        let Some(broken) = self.broken() else {
            return Handled::No;
        };
        let experiment = &self.dashboard.experiment;
        let evidence = Evidence::of(experiment, broken);
        let hunt = &mut self.dashboard.screen.hunt;
        hunt.tries = hunt.tries.saturating_add(1);
        let fault = broken.fault;
        let leads_on = if hunt.has_place {
            match broken.causes().get(chosen) {
                Some(cause) if cause.name == fault.name => return self.find(broken, &evidence),
                Some(cause) => Err(evidence.other_cause(cause)),
                None => Ok(evidence.about_cause()),
            }
        } else {
            match Place::ALL.get(chosen) {
                Some(Place::Nothing) if fault.place == Place::Nothing => {
                    return self.find(broken, &evidence);
                }
                Some(place) if *place == fault.place => {
                    hunt.has_place = true;
                    return self.ask_for_fault();
                }
                Some(place) => Err(evidence.other_place(*place)),
                None => Ok(evidence.about_place()),
            }
        };
        let (title, sentence) = match leads_on {
            Ok(sentence) => ("look here", sentence),
            Err(sentence) => ("not that one", sentence),
        };
        let lines = [("", sentence), ("", AGAIN.to_owned())];
        self.dashboard.screen.open_about(page(title, &lines));
        Handled::Done(Change::Look)
    }

    /// Tells what was found, and lays the run over the right one.
    fn find(&mut self, broken: Broken, evidence: &Evidence) -> Handled {
        let fault = broken.fault;
        self.dashboard.screen.hunt.is_found = true;
        let tries = self.dashboard.screen.hunt.tries;
        self.dashboard.screen.deed = Some(Deed::Found {
            seed: broken.seed,
            level: fault.level,
            tries,
        });
        let (equation, about) = fault.place.words();
        let mut lines = vec![
            (
                "fault",
                format!("{}, of level {}", fault.words(), fault.level),
            ),
            ("where", format!("{equation}, {about}")),
            ("cause", fault.cause.to_owned()),
            ("seen", evidence.summary()),
            ("so", fault.lesson.to_owned()),
            ("answers", tries.to_string()),
        ];
        if fault.place != Place::Nothing {
            let steps = self.lay_over_right();
            lines.push((
                "curve",
                format!("Grey and dashed is the right run, {steps} steps; over it is the one with the fault."),
            ));
            self.dashboard.screen.focus = Pane::Training;
        }
        let title = format!("found: broken {}, level {}", broken.seed, fault.level);
        self.dashboard.screen.open_about(page(&title, &lines));
        Handled::Done(Change::Look)
    }

    /// Pins the run without the fault, from the same weights, and trains with it if that is still to be done. Returns the steps of the
    /// right run.
    fn lay_over_right(&mut self) -> u64 {
        let mut right = self.dashboard.experiment.clone().without_fault();
        right.restart();
        let affordable = MAX_COST / right.cost_of_pass().max(1) / 3;
        let steps = self
            .dashboard
            .steps
            .max(STEPS)
            .min(affordable.max(1) as u64);
        let records = trained(&mut right, steps);
        self.dashboard.pin_right(right, records);
        if self.dashboard.steps == 0 {
            let count = MAX_PLANTED / self.dashboard.experiment.cost_of_pass().max(1);
            let count = count.clamp(1, STEPS as usize);
            let each = count.div_ceil(POINTS as usize);
            (0..count / each).for_each(|_| self.train(each));
        }
        steps
    }
}

/// Trains, and returns the points of the curve.
fn trained(experiment: &mut Experiment, steps: u64) -> Vec<Record> {
    let mut training = experiment.training(Method::Backprop);
    let mut records = vec![Record::new(0, &experiment.scores())];
    let (mut done, between) = (0, steps.div_ceil(POINTS).max(1));
    while done < steps {
        let count = between.min(steps - done);
        if experiment.train_on(&mut training, count) < count || !training.is_finite() {
            break;
        }
        done += count;
        experiment.set_parameters(training.parameters.clone());
        records.push(Record::new(done, &experiment.scores()));
    }
    records
}

/// Place, fault and level in a few words.
fn found(broken: Broken) -> String {
    let fault = broken.fault;
    let (equation, _) = fault.place.words();
    format!("{equation}, {}, level {}", fault.words(), fault.level)
}

fn answer(name: &str, does: &str) -> PresetRow {
    PresetRow {
        name: name.to_owned(),
        does: does.to_owned(),
        is_on: false,
    }
}

fn page(title: &str, lines: &[(&str, String)]) -> Overlay {
    let line = |(name, text): &(&str, String)| ((*name).to_owned(), text.clone());
    Overlay::new(title, lines.iter().map(line).collect())
}
