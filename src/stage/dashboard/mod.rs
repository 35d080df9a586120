//! What three of the four dashboards do alike: the place that has the focus, the selected equation, weight and number, the pages
//! that are laid over the screen, and what the shared keys do to them.

mod knobs;
mod state;

use super::card::card;
use super::experiment::{Experiment, SetupError, around};
use super::remarks;
use super::setup::Setup;
use super::{Action, Direction, Request, keys};
use crate::data;
use crate::engine::Parameters;
use crate::equation::{Chapter, Context, Entry, Number};
use crate::scene::number::compact;
use crate::scene::{EquationCard, KeyHint, Overlay, Panel, Symbol, Target};

pub(super) use knobs::Knob;
use knobs::SPEEDS;

/// How much a weight changes at a key.
const WEIGHT_STEP: f64 = 0.1;
/// A weight does not go farther than this by keys.
const FARTHEST: f64 = 100.0;
/// What a command cannot say.
const BY_HAND: &str = "The weights were changed by hand, or came from another dashboard, or α changed on the way: no command repeats that. \
                       Start with --save FILE.json, and they are written there at the end; --network FILE.json brings them back.";
/// How many ticks a second has.
const TICKS: u32 = 30;

/// What an action has changed, and so what must be computed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Only what is looked at.
    Look,
    /// The current sample.
    Sample,
    /// A weight, by hand.
    Weight,
    /// α, ε, or the way of training.
    Rates,
    /// Everything: other data, another shape, another seed.
    Fresh,
}

/// What the shared keys made of an action.
pub(super) enum Handled {
    /// Nothing: it is for the stage.
    No,
    /// It is done.
    Done(Change),
    /// The world outside is asked.
    Asks(Request),
}

/// A page over the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Help,
    Command,
}

/// The part of a dashboard's state that is alike in all of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DashboardState {
    pub experiment: Experiment,
    pub chapter: Chapter,
    /// Which of the equations is selected.
    pub selected: usize,
    /// Which line of it is being read.
    pub line: Option<usize>,
    pub focus: Panel,
    /// The names of the pictures, and which one shows.
    pub views: &'static [&'static str],
    pub view: usize,
    /// The weight in the middle of attention, and another one for pictures over two.
    pub weight: usize,
    pub second: usize,
    pub knobs: &'static [Knob],
    pub knob: usize,
    pub playing: bool,
    pub speed: usize,
    /// How many ticks have passed since the last step of a slow play.
    waited: u32,
    pub overlay: Option<Page>,
    pub notice: Option<String>,
    /// A reader's own data, to come back to.
    own: Option<data::DataSet>,
    /// Whether these weights are such as no command can repeat.
    pub by_hand: bool,
}

/// The equations that a chapter's dashboard shows.
pub fn entries_of(chapter: Chapter) -> impl Iterator<Item = &'static Entry> {
    crate::equation::all()
        .filter(move |entry| entry.chapter() == chapter || entry.also_in == Some(chapter))
}

impl DashboardState {
    /// The dashboard of a experiment whose weights were trained for so many steps.
    pub fn new(
        experiment: Experiment,
        steps: u64,
        chapter: Chapter,
        views: &'static [&'static str],
        knobs: &'static [Knob],
    ) -> Self {
        let own = experiment.has_own_data().then(|| experiment.set().clone());
        let weight = first_telling_weight(&experiment);
        let by_hand =
            steps == 0 && *experiment.parameters() != Parameters::from(experiment.start());
        Self {
            second: around(weight, 1, experiment.shape().parameters()),
            notice: remarks::first(&experiment),
            experiment,
            chapter,
            selected: 0,
            line: None,
            focus: Panel::Does,
            views,
            view: 0,
            weight,
            knobs,
            knob: 0,
            playing: false,
            speed: 2,
            waited: 0,
            overlay: None,
            own,
            by_hand,
        }
    }

    /// The equations that this network has something to say to.
    pub fn entries(&self) -> Vec<&'static Entry> {
        self.experiment.equations(entries_of(self.chapter))
    }

    pub fn entry(&self) -> &'static Entry {
        let entries = self.entries();
        entries[self.selected.min(entries.len() - 1)]
    }

    /// The numbers of the selected equation.
    pub fn case(&self) -> Context {
        self.experiment.case(self.entry(), self.weight)
    }

    /// The selected equation with its numbers, and which entries they are.
    pub fn card(&self, case: &Context) -> EquationCard {
        self.card_of(self.entry(), case)
    }

    /// The same with another form of the selected equation.
    pub fn card_of(&self, entry: &Entry, case: &Context) -> EquationCard {
        let mut card = card(entry, &self.entries(), self.selected, case);
        let indices = entry.indices.chars().map(|index| match index {
            'k' => format!(" k={}", case.indices.k),
            'j' => format!(" j={}", case.indices.j),
            _ => format!(" i={}", case.indices.i),
        });
        card.title.push_str(&indices.collect::<String>());
        card.line = self.line;
        card.note = self.experiment.note(entry);
        card
    }

    /// The current sample in words.
    pub fn sample_caption(&self) -> String {
        let (n, train) = (self.experiment.sample_number(), self.experiment.train());
        format!(
            "sample {n} of {}: {}",
            train.len(),
            train.classes[train.class[n]]
        )
    }

    /// Select an equation by its number, if it is here.
    pub fn show(&mut self, number: Number) {
        let place = self
            .entries()
            .iter()
            .position(|entry| entry.number.answers_to(number));
        if let Some(place) = place {
            self.select(place);
        }
    }

    fn select(&mut self, equation: usize) {
        self.selected = equation.min(self.entries().len() - 1);
        self.line = None;
    }

    /// Whether the picture of this name shows.
    pub fn is_viewing(&self, name: &str) -> bool {
        self.views[self.view] == name
    }

    /// Back to the weights that everything started from.
    pub fn restart(&mut self) {
        self.experiment.restart();
        (self.playing, self.by_hand) = (false, false);
    }

    /// How many steps a tick of play makes: none while a slow play waits; nothing if it should go as fast as it can.
    pub fn steps_of_tick(&mut self) -> Option<u32> {
        let speed = SPEEDS[self.speed];
        if speed == 0 {
            return None;
        }
        self.waited += speed;
        let steps = self.waited / TICKS;
        self.waited %= TICKS;
        Some(steps)
    }

    /// Whether play should go as fast as it can.
    pub fn is_fastest(&self) -> bool {
        SPEEDS[self.speed] == 0
    }

    /// What the shared keys make of an action.
    pub fn act(&mut self, action: &Action) -> Handled {
        let ticking = matches!(action, Action::Tick | Action::Slice | Action::Measured(..));
        if !ticking {
            self.notice = None;
        }
        let look = Handled::Done(Change::Look);
        match action {
            Action::Click(_) if self.overlay.is_some() => self.overlay = None,
            Action::NextPanel => self.focus = neighbour(self.focus, 1),
            Action::PreviousPanel => self.focus = neighbour(self.focus, Panel::ALL.len() - 1),
            Action::Focus(panel) => self.focus = *panel,
            Action::NextEquation => self.select(self.selected + 1),
            Action::PreviousEquation => self.select(self.selected.saturating_sub(1)),
            Action::NextView => self.view = (self.view + 1) % self.views.len(),
            Action::Play => self.playing = !self.playing,
            Action::Help => self.overlay = toggled(self.overlay, Page::Help),
            Action::Command => self.overlay = toggled(self.overlay, Page::Command),
            Action::Close => self.overlay = None,
            Action::Notice(sentence) => self.notice = Some(sentence.clone()),
            Action::OpenPage => {
                return Handled::Asks(Request::OpenPage(self.entry().address()));
            }
            Action::Quit => return Handled::Asks(Request::Quit),
            Action::NewSeed => return self.reseed(),
            Action::Click(target) => return self.click(*target),
            Action::More => return self.more(1),
            Action::Less => return self.more(-1),
            Action::Move(direction) => return self.arrow(*direction),
            _ => return Handled::No,
        }
        look
    }

    fn click(&mut self, target: Target) -> Handled {
        match target {
            Target::Panel(panel) => self.focus = panel,
            Target::Quantity(weight) => {
                self.focus = Panel::Where;
                self.weight = weight.min(self.experiment.shape().parameters() - 1);
                return Handled::Done(Change::Look);
            }
            Target::Choice(equation) => self.select(equation),
            Target::View(view) => self.view = view.min(self.views.len() - 1),
            Target::Knob(knob) => {
                self.focus = Panel::When;
                self.knob = knob.min(self.knobs.len() - 1);
            }
            Target::Point { .. } | Target::Entry { .. } => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn arrow(&mut self, direction: Direction) -> Handled {
        let up = match direction {
            Direction::Up | Direction::Right => 1,
            Direction::Down | Direction::Left => -1,
        };
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        match (self.focus, sideways) {
            (Panel::Where, true) => return self.change_weight(up),
            (Panel::Where, false) => self.choose_weight(-up),
            (Panel::What, true) => self.select(if up > 0 {
                self.selected + 1
            } else {
                self.selected.saturating_sub(1)
            }),
            (Panel::What, false) => self.read_line(up < 0),
            (Panel::When, true) => {
                self.knob = around(self.knob, up, self.knobs.len());
            }
            (Panel::When, false) => return self.turn(up),
            (Panel::Does, _) => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn more(&mut self, up: isize) -> Handled {
        if self.focus == Panel::When {
            self.turn(up)
        } else {
            self.change_weight(up)
        }
    }

    /// Turn the focused knob. What is remarkable about the rates then is said.
    fn turn(&mut self, up: isize) -> Handled {
        let handled = self.turn_knob(up);
        if matches!(handled, Handled::Done(Change::Rates)) {
            self.notice = remarks::of_rates(&self.experiment).into_iter().next();
        }
        handled
    }

    /// The weight so many places on.
    pub fn choose_weight(&mut self, steps: isize) {
        self.weight = around(self.weight, steps, self.experiment.shape().parameters());
    }

    fn read_line(&mut self, down: bool) {
        let last = self.entry().lines.len() - 1;
        self.line = match (self.line, down) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(line), true) => Some((line + 1).min(last)),
            (Some(line), false) => Some(line.saturating_sub(1)),
        };
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

    fn reseed(&mut self) -> Handled {
        let seed = self.experiment.setup.seed.wrapping_add(1);
        let name = self.experiment.set().name.clone();
        let set = data::load(&name, seed)
            .ok()
            .filter(|_| data::NAMES.contains(&name.as_str()));
        self.rebuild(set, |setup| setup.seed = seed)
    }

    /// Another experiment, or a sentence about why there is none.
    pub fn rebuild(
        &mut self,
        set: Option<data::DataSet>,
        change: impl FnOnce(&mut Setup),
    ) -> Handled {
        let changed: Result<Experiment, SetupError> = self.experiment.changed(set, change);
        match changed {
            Ok(experiment) => {
                self.experiment = experiment;
                self.by_hand = false;
                let last = self.experiment.shape().parameters() - 1;
                (self.weight, self.second) = (self.weight.min(last), self.second.min(last));
                self.selected = self.selected.min(self.entries().len() - 1);
                self.line = None;
                self.playing = false;
                Handled::Done(Change::Fresh)
            }
            Err(error) => {
                self.notice = Some(error.to_string());
                Handled::Done(Change::Look)
            }
        }
    }

    /// The name of a weight, such as w₁₀.
    pub fn weight_name(&self, weight: usize) -> String {
        let (letter, row, column) = self.experiment.shape().position(weight);
        Symbol::new(letter, index(row, column)).to_string()
    }

    /// The facts of the line above that all dashboards share.
    pub fn facts(&self) -> Vec<(String, String)> {
        let shape = self.experiment.shape();
        let fact = |name: &str, value: String| (name.to_owned(), value);
        vec![
            fact("data", self.experiment.set().name.clone()),
            fact(
                "D-M-K",
                format!("{}-{}-{}", shape.inputs, shape.hidden, shape.classes),
            ),
            fact("seed", self.experiment.setup.seed.to_string()),
            fact("α", compact(self.experiment.setup.learning_rate)),
        ]
    }

    /// The page over the screen. `own` explains the keys of this stage.
    pub fn overlay(&self, own: &[(&str, &str)], command: String) -> Option<Overlay> {
        let named = |(key, does): &(&str, &str)| ((*key).to_owned(), (*does).to_owned());
        Some(match self.overlay? {
            Page::Help => Overlay {
                title: "keys".to_owned(),
                lines: keys::HELP.iter().chain(own).map(named).collect(),
            },
            Page::Command => Overlay {
                title: "the command that reproduces this screen".to_owned(),
                lines: std::iter::once(command)
                    .chain(self.by_hand.then(|| BY_HAND.to_owned()))
                    .map(|line| (String::new(), line))
                    .collect(),
            },
        })
    }

    /// What a command cannot say, if these weights are such.
    pub fn unsaid(&self) -> Option<&'static str> {
        self.by_hand.then_some(BY_HAND)
    }

    /// The keys that matter now; `own` are those of the stage.
    pub fn key_hints(&self, own: &[(&str, &str)]) -> Vec<KeyHint> {
        let arrows: &[(&str, &str)] = match self.focus {
            Panel::Where => &[("↑↓", "weight"), ("←→", "change")],
            Panel::What => &[("←→", "equation"), ("↑↓", "line")],
            Panel::Does => &[("←→", "sample"), ("↑↓", "weight")],
            Panel::When => &[("←→", "number"), ("↑↓", "change")],
        };
        let play = if self.playing { "pause" } else { "play" };
        let mut hints = vec![("Tab", "place")];
        hints.extend(arrows);
        hints.extend([("n b", "step"), ("Space", play), ("v", "view")]);
        hints.extend(own);
        hints.extend([("[ ]", "equation"), ("r R", "restart"), ("s", "save")]);
        hints.extend([("?", "help"), ("q", "quit")]);
        hints
            .into_iter()
            .map(|(key, does)| KeyHint {
                key: key.to_owned(),
                does: does.to_owned(),
            })
            .collect()
    }
}

/// The first weight whose input is not the same for all samples; an empty pixel would teach nothing.
fn first_telling_weight(experiment: &Experiment) -> usize {
    let x = &experiment.train().x;
    let varies = |i: &usize| x.iter().any(|row| row[*i].to_bits() != x[0][*i].to_bits());
    (0..experiment.shape().inputs).find(varies).unwrap_or(0)
}

/// The index of a weight in a subscript: 10, or 10,3 where the digits would run together.
pub(super) fn index(row: usize, column: usize) -> String {
    if row > 9 || column > 9 {
        format!("{row},{column}")
    } else {
        format!("{row}{column}")
    }
}

pub(super) fn neighbour(panel: Panel, steps: usize) -> Panel {
    let here = Panel::ALL
        .iter()
        .position(|other| *other == panel)
        .unwrap_or(0);
    Panel::ALL[(here + steps) % Panel::ALL.len()]
}

pub(super) fn toggled(page: Option<Page>, asked: Page) -> Option<Page> {
    if page == Some(asked) {
        None
    } else {
        Some(asked)
    }
}
