//! The state that the three dashboards over data share, and what the shared keys do to it.

mod knobs;
mod screen;
mod shell;
mod state;
mod task;

use super::card::card;
use super::data_page::data_page;
use super::defaults::Defaults;
use super::experiment::{Experiment, Scores, around};
use super::pictures::confusion;
use super::projection::{CELLS, Projection2d};
use super::settings::Settings;
use super::{Action, Direction, Record, Request, keys, remarks};
use crate::data::{self, DataSet};
use crate::equation::{Chapter, Context, Entry, Number};
use crate::scene::number::compact;
use crate::scene::{EquationCard, KeyHint, Panel, Picture, Target};

pub(super) use knobs::{Knob, cycle};
use knobs::{SLOWEST_AT_FIRST, SPEEDS};
pub(super) use screen::Screen;
pub(super) use shell::{Dashboard, Facts, Keys, Parts};
pub(super) use task::{Task, Tasks};

const WEIGHT_STEP: f64 = 0.1;
/// A weight does not go farther than this by keys.
const FARTHEST: f64 = 100.0;
const BY_HAND: &str = "The weights were changed by hand, or came from another dashboard, or α changed on the way: no command repeats that. \
                       Start with --save FILE.json, and they are written there at the end; --network FILE.json brings them back.";
const TICKS_PER_SECOND: u32 = 30;
/// Multiplications of a slice of a long computation: a few milliseconds.
pub(super) const SLICE: usize = 2_000_000;

/// The extent of a change, and so of what must be computed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Only what is looked at.
    Look,
    Sample,
    /// A weight, by hand.
    Weight,
    /// α, ε, or the way of training.
    Rates,
    /// Everything: other data, another shape, another seed.
    Fresh,
}

/// The outcome of an action.
pub(super) enum Handled {
    /// It was not for this part.
    No,
    Done(Change),
    Asks(Request),
}

#[derive(Debug, Clone)]
pub(super) struct DashboardState {
    pub screen: Screen,
    pub experiment: Experiment,
    /// The steps of training that made the weights.
    pub steps: u64,
    /// The focused weight, and another one for pictures over two.
    pub weight: usize,
    pub second: usize,
    pub knobs: &'static [Knob],
    pub knob: usize,
    pub speed: usize,
    /// Ticks since the last step of a slow play.
    waited: u32,
    /// A reader's own data, to come back to.
    custom: Option<DataSet>,
    /// The settings that were chosen for them, if the reader has not.
    chosen: Option<Defaults>,
    /// True if no command reproduces the weights: they were edited, or trained with changing settings.
    pub by_hand: bool,
    pub scores: Scores,
    pub projection: Projection2d,
    pub picture: Picture,
    /// True if the picture is older than what was computed since.
    pub behind: bool,
    pub tasks: Tasks,
}

pub fn entries_of(chapter: Chapter) -> impl Iterator<Item = &'static Entry> {
    crate::equation::all()
        .filter(move |entry| entry.chapter() == chapter || entry.also_in == Some(chapter))
}

impl DashboardState {
    pub fn new(
        mut experiment: Experiment,
        steps: u64,
        chapter: Chapter,
        views: &'static [&'static str],
        knobs: &'static [Knob],
    ) -> Self {
        let mut screen = Screen::new(chapter, experiment.shape().classes, views);
        screen.notice = remarks::first(&experiment);
        let weight = first_telling_weight(&experiment);
        let scores = experiment.scores();
        Self {
            screen,
            second: around(weight, 1, experiment.shape().parameters()),
            weight,
            knobs,
            knob: 0,
            speed: SLOWEST_AT_FIRST,
            waited: 0,
            custom: experiment.has_own_data().then(|| experiment.set().clone()),
            chosen: None,
            by_hand: steps == 0 && experiment.parameters() != experiment.start(),
            projection: Projection2d::of(&experiment),
            picture: Picture::Matrices(confusion(&experiment, &scores)),
            scores,
            behind: false,
            tasks: Tasks::default(),
            experiment,
            steps,
        }
    }

    pub fn entry(&self) -> &'static Entry {
        self.screen.entry()
    }

    pub fn say(&mut self, notice: impl Into<String>) {
        self.screen.notice = Some(notice.into());
    }

    pub fn case(&self) -> Context {
        self.experiment.case(self.entry(), self.weight)
    }

    pub fn card(&self, case: &Context) -> EquationCard {
        self.card_of(self.entry(), case)
    }

    pub fn card_of(&self, entry: &Entry, case: &Context) -> EquationCard {
        let mut card = card(entry, &self.screen.entries(), self.screen.selected, case);
        let indices = entry.indices.chars().map(|index| match index {
            'k' => format!(" k={}", case.indices.k),
            'j' => format!(" j={}", case.indices.j),
            _ => format!(" i={}", case.indices.i),
        });
        card.title.push_str(&indices.collect::<String>());
        card.line = self.screen.line;
        card.note = self.experiment.note(entry);
        card
    }

    pub fn sample_caption(&self) -> String {
        let (n, train) = (self.experiment.sample_number(), self.experiment.train());
        let class = &train.classes[train.class[n]];
        format!("sample {n} of {}: {class}", train.len())
    }

    pub fn show(&mut self, number: u8) {
        self.screen.show(Number::whole(number));
    }

    pub fn is_viewing(&self, name: &str) -> bool {
        self.screen.view_name() == name
    }

    pub fn restart(&mut self) {
        self.experiment.restart();
        self.renew();
    }

    fn renew(&mut self) {
        (self.screen.playing, self.by_hand) = (false, false);
        self.steps = 0;
        self.tasks = Tasks::default();
        self.rescore();
    }

    pub fn rescore(&mut self) {
        self.scores = self.experiment.scores();
    }

    pub fn record(&self) -> Record {
        Record::new(self.steps, &self.scores)
    }

    pub fn regions(&self, unit: Option<usize>) -> Picture {
        let regions = self.projection.regions(&self.experiment, unit, CELLS);
        Picture::Regions(regions)
    }

    /// A sentence on what a figure's plane is, where it is not that of the inputs.
    pub fn about_plane(&self) -> &'static str {
        match self.experiment.shape().inputs {
            ..=2 => "",
            _ => {
                " The plane goes through the mean of the samples along their two principal axes; the samples lie before and behind it."
            }
        }
    }

    /// The regions of a figure, or the outputs over the only input.
    pub fn picture_of_classes(&self, unit: Option<usize>, with_lines: bool) -> Picture {
        if let Some(curve) = self.projection.probabilities(&self.experiment) {
            return Picture::Curve(curve);
        }
        let mut regions = self.projection.regions_of_figure(&self.experiment, unit);
        if !with_lines {
            regions.lines.clear();
        }
        Picture::Regions(regions)
    }

    /// The steps of play in this tick, 0 while a slow play waits; `None` if it goes as fast as it can.
    pub fn steps_of_tick(&mut self) -> Option<u32> {
        if SPEEDS[self.speed] == 0 {
            return None;
        }
        self.waited += SPEEDS[self.speed];
        let steps = self.waited / TICKS_PER_SECOND;
        self.waited %= TICKS_PER_SECOND;
        Some(steps)
    }

    pub fn plays_fastest(&self) -> bool {
        self.screen.playing && SPEEDS[self.speed] == 0
    }

    /// Stops before a step that would leave the finite numbers.
    pub fn stop_before_runaway(&mut self) {
        self.screen.playing = false;
        let step = self.steps.saturating_add(1);
        let rate = compact(self.experiment.setup.learning_rate);
        self.say(format!(
            "Step {step} would make E infinite, so play stopped before it: α = {rate} is too large here. Lower it, or r restarts."
        ));
    }

    pub fn act(&mut self, action: &Action) -> Handled {
        let handled = self.screen.act(action);
        if !matches!(handled, Handled::No) {
            return handled;
        }
        let up = if *action == Action::Less { -1 } else { 1 };
        match action {
            Action::Play if self.toggle_task() => self.screen.playing = false,
            Action::Play => self.screen.playing = !self.screen.playing,
            Action::NewSeed => return self.reseed(),
            Action::Data => {
                let Self {
                    screen, experiment, ..
                } = self;
                screen.toggle_data(|| data_page(experiment));
            }
            Action::Click(target) => return self.click(*target),
            Action::More | Action::Less if self.screen.focus == Panel::When => {
                return self.turn(up);
            }
            Action::More | Action::Less => return self.change_weight(up),
            Action::Move(direction) => return self.arrow(*direction),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn click(&mut self, target: Target) -> Handled {
        match target {
            Target::Quantity(weight) => {
                self.screen.focus = Panel::Where;
                self.weight = weight.min(self.experiment.shape().parameters() - 1);
            }
            Target::Knob(knob) => {
                self.screen.focus = Panel::When;
                self.knob = knob.min(self.knobs.len() - 1);
            }
            Target::Point { across, up } if self.is_viewing("regions") => {
                self.screen.focus = Panel::Does;
                let nearest = self.projection.nearest(across, up);
                self.experiment.choose_sample(nearest);
                return Handled::Done(Change::Sample);
            }
            Target::Entry {
                matrix,
                row,
                column,
            } => self.choose_entry(matrix, row, column),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    /// Chooses the weight of an entry of the matrices in front, where the entries are those of weights.
    fn choose_entry(&mut self, matrix: usize, row: usize, column: usize) {
        if let Picture::Matrices(shown) = &self.picture
            && let Some(letter) = shown.matrices.get(matrix).and_then(|one| one.letter)
            && let Some(weight) = self.experiment.weight_at((letter, row, column))
        {
            self.weight = weight;
        }
    }

    fn arrow(&mut self, direction: Direction) -> Handled {
        let up = match direction {
            Direction::Up | Direction::Right => 1,
            Direction::Down | Direction::Left => -1,
        };
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        match (self.screen.focus, sideways) {
            (Panel::Where, true) => return self.change_weight(up),
            (Panel::Where | Panel::Does, false) => self.choose_weight(-up),
            (Panel::What, true) => self.screen.select_neighbour(up > 0),
            (Panel::What, false) => self.read_line(up < 0),
            (Panel::Does, true) => {
                self.experiment.go_to_sample(up);
                return Handled::Done(Change::Sample);
            }
            (Panel::When, true) => self.knob = around(self.knob, up, self.knobs.len()),
            (Panel::When, false) => return self.turn(up),
        }
        Handled::Done(Change::Look)
    }

    pub fn choose_weight(&mut self, steps: isize) {
        self.weight = around(self.weight, steps, self.experiment.shape().parameters());
    }

    fn read_line(&mut self, down: bool) {
        let last = self.entry().right.len() - 1;
        let here = self.screen.line;
        let before = here.map_or(last, |line| line.saturating_sub(1));
        let after = here.map_or(0, |line| (line + 1).min(last));
        self.screen.line = Some(if down { after } else { before });
    }

    fn change_weight(&mut self, up: isize) -> Handled {
        let value = self.experiment.parameters().values[self.weight] + WEIGHT_STEP * up as f64;
        let value = (value * 1e9).round() / 1e9;
        if value.abs() <= FARTHEST {
            self.experiment.set_weight(self.weight, value);
            self.by_hand = true;
        }
        Handled::Done(Change::Weight)
    }

    /// Draws data and weights from the next seed. A reader's own data stay.
    fn reseed(&mut self) -> Handled {
        let seed = self.experiment.setup.seed.wrapping_add(1);
        let is_drawn = !self.experiment.has_own_data();
        let set = is_drawn.then(|| data::load(&self.experiment.set().name, seed).ok());
        self.rebuild(set.flatten(), |setup| setup.seed = seed)
    }

    pub fn rebuild(&mut self, set: Option<DataSet>, change: impl FnOnce(&mut Settings)) -> Handled {
        match self.experiment.changed(set, change) {
            Ok(experiment) => self.experiment = experiment,
            Err(error) => {
                self.say(error.to_string());
                return Handled::Done(Change::Look);
            }
        }
        self.screen.close_data();
        let shape = self.experiment.shape();
        self.screen.classes = shape.classes;
        self.screen.select(self.screen.selected);
        self.projection = Projection2d::of(&self.experiment);
        let last = shape.parameters() - 1;
        (self.weight, self.second) = (self.weight.min(last), self.second.min(last));
        self.renew();
        Handled::Done(Change::Fresh)
    }

    pub fn weight_name(&self, weight: usize) -> String {
        self.experiment.weight_name(weight)
    }

    /// The keys that matter now; `own` are those of the chapter.
    pub fn key_hints(&self, own: Keys) -> Vec<KeyHint> {
        let arrows: Keys = match self.screen.focus {
            Panel::Where => &[("↑↓", "weight"), ("←→", "change")],
            Panel::What => &[("←→", "equation"), ("↑↓", "line")],
            Panel::Does => &[("←→", "sample"), ("↑↓", "weight")],
            Panel::When => &[("←→", "number"), ("↑↓", "change")],
        };
        let play = if self.screen.playing { "pause" } else { "play" };
        let mut hints = vec![("Tab", "place")];
        hints.extend(arrows);
        hints.extend([("n b", "step"), ("Space", play), ("v", "view")]);
        hints.extend(own);
        hints.extend([("[ ]", "equation"), ("r R", "restart"), ("s", "save")]);
        hints.extend([("?", "help"), ("q", "quit")]);
        keys::hints(&hints)
    }
}

/// The first weight whose input is not the same for all samples; an empty pixel would teach nothing.
fn first_telling_weight(experiment: &Experiment) -> usize {
    let x = &experiment.train().x;
    let varies = |i: &usize| x.iter().any(|row| row[*i].to_bits() != x[0][*i].to_bits());
    (0..experiment.shape().inputs).find(varies).unwrap_or(0)
}

/// The index of a weight in a subscript: 10, or 10,3 where the digits would run together.
pub fn index(row: usize, column: usize) -> String {
    let comma = if row > 9 || column > 9 { "," } else { "" };
    format!("{row}{comma}{column}")
}
