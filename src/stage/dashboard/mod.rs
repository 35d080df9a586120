//! The state that the three dashboards over data share, and what the shared keys do to it.

mod about;
mod arrows;
mod columns;
mod entries;
mod hands;
mod knobs;
mod pace;
mod page;
mod pinned;
mod question;
mod remembered;
mod runs;
mod screen;
mod shell;
mod state;
mod task;
mod tour;
mod typed;
mod wrong;

use std::sync::Arc;

use super::card::{card, take_yours};
use super::data_page::data_page;
use super::defaults::Defaults;
use super::diagram::{Drawing, seen};
use super::experiment::{Experiment, Scores, around};
use super::history::Extent;
use super::pictures::{self, confusion};
use super::projection::{CELLS, Projection2d, Shown};
use super::settings::Settings;
use super::{Action, Direction, Record, Request, remarks};
use crate::data::DataSet;
use crate::engine::Score;
use crate::equation::{Chapter, Context, Entry, Number};
use crate::scene::number::{compact, fitted, percent};
use crate::scene::{EquationCard, Pane, Picture, StatusField, Target};

pub(super) use about::{about, about_equation};
pub(super) use entries::CONFUSION;
pub(super) use knobs::{Knob, cycle};
pub(super) use pace::Pace;
pub(super) use page::PresetRow;
pub(super) use question::{Answer, Asked, KNOWS_MISTAKES, Mistake, Question, mistakes_in};
use runs::Runs;
pub(super) use screen::{AGAIN, Leaving, Screen};
pub(super) use shell::{Dashboard, Facts, Keys, Parts};
pub(super) use task::{Task, Tasks};
pub(super) use tour::{Stops, stop};
pub(super) use typed::typed_number;

const ONLY_REGIONS: &str = "t and d change the picture of the regions: v leads there.";
const ALL_TRAIN: &str = "All samples train here: there are none to test on.";
const NO_CURVE: &str =
    "L changes the curve of a training: numerical_gradient and backprop have one.";
const FAR: &str = "No farther by keys: Enter types a number.";
const WEIGHT_STEP: f64 = 0.1;
/// A weight does not go farther than this by keys.
const FARTHEST: f64 = 100.0;
const BY_HAND: &str = "The weights were changed by hand, or came from another dashboard, or α changed on the way: no command repeats that. \
                       w saves the network, and --network FILE.json brings it back.";
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
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
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
    pub pace: Pace,
    /// Ticks of play since the weights were the first ones, or were saved.
    pub played: u32,
    /// A reader's own data, to come back to.
    custom: Option<Arc<DataSet>>,
    pub runs: Runs,
    /// The settings that were chosen for them, if the reader has not.
    chosen: Option<Defaults>,
    /// The steps after which the reader's functions have changed, and which.
    changes: Vec<(u64, String)>,
    /// True if no command reproduces the weights: they were edited, or trained with changing settings.
    pub by_hand: bool,
    pub scores: Scores,
    pub projection: Arc<Projection2d>,
    /// The choices for the plane: test samples, shades, one sample.
    shown: Shown,
    /// The chosen entry of the confusion matrix.
    entry: Option<(usize, usize)>,
    /// True if the diagram shows slopes in place of values.
    shows_slopes: bool,
    /// The part of the training that its curve shows.
    pub extent: Extent,
    pub picture: Picture,
    /// True if the picture is older than what was computed since.
    pub behind: bool,
    pub tasks: Tasks,
    /// True while nobody sees the pictures: see [`hurry`](super::Stage::hurry).
    pub hurries: bool,
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
        screen.left_out = pictures::left_out(&experiment);
        let weight = first_telling_weight(&experiment);
        let scores = experiment.scores();
        Self {
            screen,
            second: around(weight, 1, experiment.shape().parameters()),
            weight,
            knobs,
            knob: 0,
            pace: Pace::of_chapter(chapter),
            played: 0,
            custom: experiment
                .has_own_data()
                .then(|| Arc::clone(experiment.whole())),
            runs: Runs::default(),
            chosen: None,
            changes: Vec::new(),
            by_hand: steps == 0 && experiment.parameters() != experiment.start(),
            projection: Arc::new(Projection2d::of(&experiment)),
            shown: Shown::default(),
            entry: None,
            shows_slopes: false,
            extent: Extent::default(),
            picture: Picture::Matrices(confusion(&experiment, &scores, None)),
            scores,
            behind: false,
            tasks: Tasks::default(),
            hurries: false,
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
            'l' => format!(" l={}", case.indices.l),
            _ => format!(" i={}", case.indices.i),
        });
        card.title.push_str(&indices.collect::<String>());
        card.line = self.screen.line;
        card.note = self.experiment.note(entry);
        if let Some(yours) = self.experiment.value_of_mine(entry, case) {
            take_yours(&mut card, entry, case, yours);
        }
        card
    }

    pub fn sample_caption(&self) -> String {
        sample_caption(self.experiment.train(), self.experiment.sample_number())
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

    /// True if the weights are those that `r` leads back to.
    fn is_at_start(&self) -> bool {
        self.steps == 0 && self.experiment.parameters() == self.experiment.start()
    }

    fn renew(&mut self) {
        (self.screen.playing, self.by_hand) = (false, false);
        (self.steps, self.played) = (0, 0);
        self.runs.trained = None;
        self.tasks = Tasks::default();
        self.rescore();
    }

    /// Step, error and accuracy, for the line above.
    pub fn fields(&self) -> Vec<StatusField> {
        let (train, test) = &self.scores;
        let error = |name, error| StatusField::new(name, fitted(error, 6), 6);
        let share = |name, score: &Score| StatusField::new(name, percent(score.accuracy()), 5);
        let mut fields = vec![
            StatusField::new("step", self.steps.to_string(), 7),
            StatusField {
                has_curve: true,
                ..error("E", train.error)
            },
            share("correct", train),
        ];
        if let Some(test) = test {
            fields.push(error("test E", test.error));
            fields.push(share("correct", test));
        }
        fields
    }

    pub fn rescore(&mut self) {
        self.scores = self.experiment.scores();
    }

    pub fn record(&self) -> Record {
        Record::new(self.steps, &self.scores)
    }

    /// The diagram as all chapters draw it: with what the hidden units see, and values or slopes.
    pub fn drawing(&self) -> Drawing<'static> {
        Drawing {
            focused: Some(self.weight),
            seen: seen(&self.experiment.as_computed(), &self.projection),
            is_backward: self.shows_slopes && !self.screen.is_asking(),
            ..Drawing::default()
        }
    }

    pub fn regions(&self, unit: Option<usize>) -> Picture {
        if self.hurries {
            return remembered::nothing();
        }
        let shown = Shown { unit, ..self.shown };
        let mut regions = self
            .projection
            .regions(&self.experiment.as_computed(), shown, CELLS);
        regions.ghost = self.ghost();
        Picture::Regions(regions)
    }

    /// The current sample as an image, or the regions where it is none.
    pub fn image(&self, with_outputs: bool) -> Picture {
        let looked_at = self.shown.looked_at(&self.experiment);
        let computed = self.experiment.as_computed();
        let image = pictures::image(&computed, looked_at, with_outputs);
        image.map_or_else(|| self.regions(None), Picture::Image)
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
        let computed = self.experiment.as_computed();
        if let Some(curve) = self.projection.probabilities(&computed) {
            return Picture::Curve(curve);
        }
        let mut regions = self.projection.regions_of_figure(&computed, unit);
        if !with_lines {
            regions.lines.clear();
        }
        Picture::Regions(regions)
    }

    /// The steps of play in this tick, 0 while a slow play waits; `None` if it goes as fast as it can.
    pub fn steps_of_tick(&mut self) -> Option<u32> {
        self.played = self.played.saturating_add(1);
        self.pace.steps_of_tick()
    }

    pub fn shows_slopes(&self) -> bool {
        self.shows_slopes
    }

    pub fn plays_fastest(&self) -> bool {
        self.screen.playing && self.pace.is_fastest()
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
            Action::ExchangeHands => return self.exchange_hands(),
            Action::News(news) => return self.hear(news),
            Action::Gradients => self.shows_slopes = !self.shows_slopes,
            Action::TestSamples | Action::Discrete if !self.is_viewing("regions") => {
                self.say(ONLY_REGIONS);
            }
            Action::TestSamples if self.experiment.test().is_empty() => self.say(ALL_TRAIN),
            Action::TestSamples => self.shown.test = !self.shown.test,
            Action::Discrete => self.shown.discrete = !self.shown.discrete,
            Action::Logarithmic if self.screen.chapter == Chapter::Network => self.say(NO_CURVE),
            Action::Logarithmic => {
                let sentence = self.extent.turn();
                self.say(sentence);
            }
            Action::Slower => return Handled::Done(self.turn_view(Knob::Speed, -1)),
            Action::Faster => return Handled::Done(self.turn_view(Knob::Speed, 1)),
            Action::Data => {
                let page = data_page(&self.experiment);
                self.screen.open_data(page);
            }
            Action::Click(target) => return self.click(*target),
            Action::Enter if self.is_choosing_run() => return self.bring_back(),
            Action::Enter if self.is_at_columns() => self.open_columns(),
            Action::Column(column) => return self.toggle_column(*column),
            Action::Enter => self.begin_typing(),
            Action::Typed(text) => return self.take_typed(text),
            Action::More | Action::Less => return self.change(up),
            Action::Move(Direction::Right) => return self.change(1),
            Action::Move(Direction::Left) => return self.change(-1),
            Action::Move(Direction::Down) => self.choose(1),
            Action::Move(Direction::Up) => self.choose(-1),
            Action::Leap(leap) => self.leap(*leap),
            Action::NextSample => return self.go_to_sample(1),
            Action::PreviousSample => return self.go_to_sample(-1),
            Action::NextMistake => return self.go_to_mistake(1),
            Action::PreviousMistake => return self.go_to_mistake(-1),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn click(&mut self, target: Target) -> Handled {
        match target {
            Target::Quantity(weight) => {
                self.screen.focus = Pane::Network;
                self.weight = weight.min(self.experiment.shape().parameters() - 1);
            }
            Target::Knob(knob) => {
                self.screen.focus = Pane::Training;
                self.focus_knob(|_, _| knob);
            }
            Target::Point { across, up } if self.is_viewing("regions") => {
                self.screen.focus = Pane::Picture;
                let nearest = self.projection.nearest(across, up);
                self.choose_sample(nearest);
                return Handled::Done(Change::Sample);
            }
            Target::Row(row) => {
                self.screen.focus = Pane::Picture;
                self.runs.chosen = row.saturating_sub(1);
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

    pub fn choose_weight(&mut self, steps: isize) {
        self.weight = around(self.weight, steps, self.experiment.shape().parameters());
    }

    fn change_weight(&mut self, up: isize) -> Handled {
        let value = self.experiment.parameters().values[self.weight] + WEIGHT_STEP * up as f64;
        let value = (value * 1e9).round() / 1e9;
        if value.abs() <= FARTHEST {
            self.experiment.set_weight(self.weight, value);
            self.by_hand = true;
        } else {
            self.say(FAR);
        }
        Handled::Done(Change::Weight)
    }

    /// Draws data and weights from the next seed. A reader's own data stay.
    fn reseed(&mut self) -> Handled {
        let seed = self.experiment.setup.seed.wrapping_add(1);
        self.redraw(|setup| setup.seed = seed)
    }

    pub fn rebuild(&mut self, set: Option<DataSet>, change: impl FnOnce(&mut Settings)) -> Handled {
        match self.experiment.changed(set, change) {
            Ok(experiment) => self.take_experiment(experiment),
            Err(error) => {
                self.say(error.to_string());
                return Handled::Done(Change::Look);
            }
        }
        Handled::Done(Change::Fresh)
    }

    /// Begins with another experiment.
    fn take_experiment(&mut self, experiment: Experiment) {
        let now = &self.experiment;
        let has_other_samples = experiment.train() != now.train()
            || experiment.test() != now.test()
            || experiment.setup.scale != now.setup.scale;
        self.experiment = experiment;
        let shape = self.experiment.shape();
        self.screen.classes = shape.classes;
        self.screen.left_out = pictures::left_out(&self.experiment);
        if self.screen.selected >= self.screen.entries().len() {
            self.screen.select(self.screen.selected);
        }
        if has_other_samples {
            self.projection = Arc::new(Projection2d::of(&self.experiment));
        }
        self.shown.sample = None;
        let last = shape.parameters() - 1;
        (self.weight, self.second) = (self.weight.min(last), self.second.min(last));
        self.renew();
    }

    pub fn weight_name(&self, weight: usize) -> String {
        self.experiment.weight_name(weight)
    }
}

fn sample_caption(part: &DataSet, n: usize) -> String {
    let class = &part.classes[part.class[n]];
    format!("sample {n} of {}: {class}", part.len())
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
