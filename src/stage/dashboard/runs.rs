//! The last runs of a training: what differs in their settings, how far each came, and the way back to each.

use std::sync::Arc;

use super::{Change, Dashboard, DashboardState, Handled, around};
use crate::scene::number::percent;
use crate::scene::{Pane, Picture, Table, TableRow, fitted};
use crate::stage::experiment::{Experiment, Scores};
use crate::stage::pictures::columns;
use crate::stage::settings::{SETTINGS, Setting, Settings};
use crate::stage::{Leap, Record};

/// The most runs in the table.
const MAX_RUNS: usize = 5;
const NONE_YET: &str = "No run has ended yet. Train, then r, R, other data or another M: the run that ends comes here, and Enter brings it back.";
const NO_RUN: &str = "No run has ended yet: there is none to bring back.";

/// A training as it was when it ended, or was pinned.
#[derive(Debug)]
pub(super) struct Run {
    pub experiment: Experiment,
    pub records: Vec<Record>,
    steps: u64,
    scores: Scores,
    by_hand: bool,
}

/// The settings that a run was trained with before they were turned, after how many steps, and whether by hand until then.
#[derive(Debug, Clone)]
pub(super) struct Trained {
    steps: u64,
    settings: Settings,
    by_hand: bool,
}

/// The runs that ended, and the one that the present one is compared with.
#[derive(Debug, Clone, Default)]
pub(in crate::stage) struct Runs {
    /// The run that the next ones are drawn over, and its class in each cell of the plane.
    pub(super) pinned: Option<Arc<Run>>,
    pub(super) ghost: Option<Arc<Vec<usize>>>,
    /// The last runs, the latest first, and which of them is chosen.
    last: Vec<Arc<Run>>,
    pub(super) chosen: usize,
    /// The settings that trained the weights, before they were turned.
    pub(super) trained: Option<Trained>,
    /// The records of a run that is brought back, until its curve is drawn from them.
    pub earlier: Vec<Record>,
}

impl Runs {
    /// The same runs as there are in a later state, or in an earlier one.
    pub fn look_as(&mut self, other: &Self, has_same_data: bool) {
        // That of other data was taken off with them, and comes back with its own.
        if has_same_data {
            self.pinned.clone_from(&other.pinned);
        }
        self.last.clone_from(&other.last);
        self.chosen = other.chosen;
    }
}

/// A run as a row of the table.
#[derive(Clone, Copy)]
pub(super) struct Summary<'a> {
    pub settings: &'a Settings,
    pub steps: u64,
    pub scores: &'a Scores,
    by_hand: bool,
}

impl Run {
    pub fn of<D: Dashboard>(stage: &D) -> Self {
        let shared = stage.shared();
        let now = shared.summary();
        let mut experiment = shared.experiment.clone();
        experiment.setup = now.settings.clone();
        Self {
            experiment,
            records: stage.records().to_vec(),
            steps: now.steps,
            scores: now.scores.clone(),
            by_hand: now.by_hand,
        }
    }

    /// A run that was trained apart from the screen.
    pub fn trained(mut experiment: Experiment, steps: u64, records: Vec<Record>) -> Self {
        let scores = experiment.scores();
        Self {
            experiment,
            records,
            steps,
            scores,
            by_hand: false,
        }
    }

    pub fn summary(&self) -> Summary<'_> {
        Summary {
            settings: &self.experiment.setup,
            steps: self.steps,
            scores: &self.scores,
            by_hand: self.by_hand,
        }
    }

    pub fn is_same(&self, other: Summary<'_>, experiment: &Experiment) -> bool {
        self.steps == other.steps
            && self.experiment.setup == *other.settings
            && self.experiment.parameters() == experiment.parameters()
    }
}

impl Summary<'_> {
    /// Some settings with their values, at most so many.
    pub fn told(&self, settings: &[&Setting], most: usize) -> String {
        let told = |setting: &&Setting| {
            let name = match setting.name {
                "learning-rate" => "α",
                "epsilon" => "ε",
                "hidden" => "M",
                "train-fraction" => "train",
                name => name,
            };
            format!(" {name} {}", setting.get(self.settings))
        };
        let more = if settings.len() > most { " …" } else { "" };
        let by_hand = if self.by_hand { " by hand" } else { "" };
        let told: String = settings.iter().take(most).map(told).collect();
        told + more + by_hand
    }

    fn row(&self, name: String) -> TableRow {
        let (train, test) = self.scores;
        let test = test.as_ref().map(|test| percent(test.accuracy()));
        let (steps, error) = (self.steps.to_string(), fitted(train.error, 6));
        let test = test.unwrap_or_else(|| "–".to_owned());
        TableRow {
            cells: vec![name, steps, error, percent(train.accuracy()), test],
            right: None,
        }
    }
}

/// The settings that are not the same for all runs.
pub(super) fn differing(runs: &[Summary<'_>]) -> Vec<&'static Setting> {
    let differs = |setting: &&Setting| {
        let mut values = runs.iter().map(|run| setting.get(run.settings));
        let first = values.next();
        values.any(|value| Some(value) != first)
    };
    SETTINGS.iter().filter(differs).collect()
}

impl DashboardState {
    /// The present run, with the settings that it was trained with.
    pub(super) fn summary(&self) -> Summary<'_> {
        let trained = self.runs.trained.as_ref();
        let trained = trained.filter(|trained| trained.steps == self.steps && self.steps > 0);
        let (settings, by_hand) = trained.map_or((&self.experiment.setup, self.by_hand), |it| {
            (&it.settings, it.by_hand)
        });
        Summary {
            settings,
            steps: self.steps,
            scores: &self.scores,
            by_hand,
        }
    }

    /// Takes note of the settings before they were turned: they trained what there is until then.
    pub(super) fn turned(&mut self, before: &Self) {
        let summary = before.summary();
        self.runs.trained = Some(Trained {
            steps: summary.steps,
            settings: summary.settings.clone(),
            by_hand: summary.by_hand,
        });
    }

    /// Puts a run into the table, in front. The pinned one stays in it.
    pub(super) fn keep_run(&mut self, run: Arc<Run>) {
        if run.steps == 0 {
            return;
        }
        self.runs
            .last
            .retain(|other| !other.is_same(run.summary(), &run.experiment));
        self.runs.last.insert(0, run);
        if self.runs.last.len() > MAX_RUNS
            && let Some(last) = self.runs.last.iter().rposition(|run| !self.is_pinned(run))
        {
            self.runs.last.remove(last);
        }
        self.runs.chosen = 0;
    }

    /// The runs of the table except for the present one.
    fn earlier_runs(&self) -> Vec<&Arc<Run>> {
        let is_now = |run: &&Arc<Run>| run.is_same(self.summary(), &self.experiment);
        self.runs.last.iter().filter(|run| !is_now(run)).collect()
    }

    /// True if the keys choose among the runs.
    pub(super) fn is_choosing_run(&self) -> bool {
        self.is_viewing("runs") && self.screen.focus == Pane::Picture
    }

    pub(super) fn choose_run(&mut self, steps: isize) {
        let count = self.earlier_runs().len();
        if count > 0 {
            self.runs.chosen = around(self.runs.chosen.min(count - 1), steps, count);
        }
    }

    pub(super) fn leap_run(&mut self, leap: Leap) {
        self.runs.chosen = leap.from(self.runs.chosen, self.earlier_runs().len());
    }

    /// Goes back to where the chosen run was.
    pub(super) fn bring_back(&mut self) -> Handled {
        let runs = self.earlier_runs();
        let chosen = self.runs.chosen.min(runs.len().saturating_sub(1));
        let Some(run) = runs.get(chosen).map(|run| Arc::clone(run)) else {
            self.say(NO_RUN);
            return Handled::Done(Change::Look);
        };
        self.take_experiment(run.experiment.clone());
        (self.steps, self.by_hand) = (run.steps, run.by_hand);
        self.runs.earlier.clone_from(&run.records);
        let (steps, error) = (run.steps, fitted(run.scores.0.error, 6));
        self.say(format!(
            "The run of {steps} steps is back, E = {error}: Space trains it on, u takes that back."
        ));
        Handled::Done(Change::Fresh)
    }

    /// The present run and the last ones, with the settings that are not the same for all of them.
    pub fn table_of_runs(&self) -> Picture {
        let runs = self.earlier_runs();
        let earlier = runs.iter().map(|run| run.summary());
        let all: Vec<Summary<'_>> = [self.summary()].into_iter().chain(earlier).collect();
        let settings = differing(&all);
        let name = |number: usize| match number {
            0 => "now".to_owned(),
            number if self.is_pinned(runs[number - 1]) => format!("{number} pinned"),
            number => number.to_string(),
        };
        let named = |(number, run): (usize, &Summary<'_>)| {
            name(number) + &run.told(&settings, settings.len())
        };
        let names: Vec<String> = all.iter().enumerate().map(named).collect();
        let selected = (!runs.is_empty()).then(|| 1 + self.runs.chosen.min(runs.len() - 1));
        let chosen = selected.map(|chosen| {
            let name = &names[chosen];
            format!("Enter brings run {name} back, with its data and weights. ↑↓ chooses another; u takes it back.")
        });
        let rows = all.iter().zip(&names);
        Picture::Table(Table {
            title: "the last runs".to_owned(),
            columns: columns("run,steps,E,correct,test", "     "),
            rows: rows.map(|(run, name)| run.row(name.clone())).collect(),
            selected,
            verdict: chosen.unwrap_or_else(|| NONE_YET.to_owned()),
        })
    }
}

/// Takes note of a run that ends, or whose settings are turned, by what the stage was before.
pub(super) fn follow<D: Dashboard>(before: Option<&D>, stage: &mut D, change: Change) {
    let Some(before) = before.filter(|_| D::TRAINS) else {
        return;
    };
    match change {
        Change::Fresh => stage.shared_mut().end_run(Run::of(before)),
        Change::Rates => stage.shared_mut().turned(before.shared()),
        Change::Look | Change::Sample | Change::Weight => {}
    }
}
