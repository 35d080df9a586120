//! A dashboard inside a page. The page says what was pressed and clicked and that time has passed, and asks what there is to see.

use std::collections::{BTreeMap, VecDeque};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::journey::{Journey, kept, set};
use crate::equation::Chapter;
use crate::scene::Scene;
use crate::stage::keys::{self, Key};
use crate::stage::script::{self, Step};
use crate::stage::{self, Action, Measurement, Request, Stage, State};
use crate::view::{self, HitMap, Theme};

/// A screen is not larger than this, whatever the page asks for.
const LARGEST: (u16, u16) = (200, 100);
const NO_FILES: &str = "A page writes no files: y shows the command that brings this screen to a terminal, where w saves the network.";

/// The effects that the page is asked for: one bit each, or more of them at once.
pub mod effect {
    /// Tell when a thirtieth of a second has passed.
    pub const TICKS: u32 = 1;
    /// Give time for a long computation.
    pub const TIME: u32 = 2;
    /// Time a measurement.
    pub const CLOCK: u32 = 4;
    /// Give the keys back.
    pub const LEAVE: u32 = 8;
    pub const SAVE: u32 = 16;
    /// Go to the selected equation in the text.
    pub const OPEN: u32 = 32;
    /// Give time, and show nothing before the dashboard is where it begins.
    pub const GOING: u32 = 64;
    /// Give time while there is nothing else to do: for what may be asked for next.
    pub const AHEAD: u32 = 128;
}

pub struct Dashboard {
    chapter: Chapter,
    stage: Box<dyn Stage>,
    /// The journey to where the page wants the dashboard to begin. Until it ends, the stage is another one.
    journey: Option<Journey>,
    /// The steps of the reader meanwhile: they count from there.
    early: Vec<Step>,
    /// The journeys that may be asked for later.
    ahead: VecDeque<Journey>,
    /// The stages at the ends of all journeys so far, by their lines.
    snapshots: BTreeMap<String, Box<dyn Stage>>,
    size: (u16, u16),
    hits: HitMap,
    /// The effects asked for since [`Dashboard::effects`] was called last.
    effects: u32,
    /// The number of the equation that was selected when the screen was drawn last.
    equation: String,
    /// A measurement on its way, and the seconds of its first half once they are known.
    measurement: Option<(Box<Measurement>, Vec<f64>)>,
}

impl Dashboard {
    /// The dashboard of a line: the chapter's word and the steps since, as in `neuron Tab Tab w0=3`.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn start(line: &str) -> Result<Self, String> {
        let journey = Journey::of(line)?;
        let mut dashboard = Self {
            chapter: journey.chapter,
            stage: journey.stage.duplicate(),
            journey: None,
            early: Vec::new(),
            ahead: VecDeque::new(),
            snapshots: BTreeMap::new(),
            size: (80, 24),
            hits: HitMap::default(),
            effects: 0,
            equation: String::new(),
            measurement: None,
        };
        dashboard.set_out(journey);
        Ok(dashboard)
    }

    /// Begins again, with another line or the same one. Where a journey has led once, it leads at once.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn begin(&mut self, line: &str) -> Result<(), String> {
        self.early.clear();
        self.measurement = None;
        if let Some(left) = self.journey.take() {
            self.ahead.push_front(left);
        }
        if let Some(snapshot) = self.snapshots.get(line) {
            self.stage = snapshot.duplicate();
            return Ok(());
        }
        let prepared = self.ahead.iter().position(|journey| journey.line == line);
        let prepared = prepared.and_then(|index| self.ahead.remove(index));
        let journey = prepared.map_or_else(|| Journey::of(line), Ok)?;
        self.set_out(journey);
        Ok(())
    }

    fn set_out(&mut self, journey: Journey) {
        self.chapter = journey.chapter;
        if journey.is_over() {
            self.arrive(journey);
        } else {
            self.journey = Some(journey);
        }
    }

    /// Shows the end of a journey, and takes the steps that the reader asked for on the way.
    fn arrive(&mut self, mut journey: Journey) {
        journey.stage.hurry(false);
        self.stage = journey.stage.duplicate();
        self.snapshots.insert(journey.line, journey.stage);
        for step in std::mem::take(&mut self.early) {
            self.step(step);
        }
    }

    /// Prepares a line that [`Dashboard::begin`] may be called with later.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn prepare(&mut self, line: &str) -> Result<(), String> {
        let mut journeys = self.journey.iter().chain(&self.ahead);
        if !self.snapshots.contains_key(line) && journeys.all(|journey| journey.line != line) {
            self.ahead.push_back(Journey::of(line)?);
        }
        Ok(())
    }

    /// Takes one step of what is prepared.
    pub fn go_ahead(&mut self) {
        if let Some(mut journey) = self.ahead.pop_front() {
            if journey.go() {
                journey.stage.hurry(false);
                self.snapshots.insert(journey.line, journey.stage);
            } else {
                self.ahead.push_front(journey);
            }
        }
    }

    /// Takes the steps of a line of words, all of them before anything else happens.
    ///
    /// # Errors
    /// The first word that means nothing; then none of its steps is taken.
    pub fn perform(&mut self, line: &str) -> Result<(), String> {
        for step in script::parse(line)? {
            self.step(step);
        }
        Ok(())
    }

    /// Restores the state of an address. If that fails, the dashboard stays as it is and says so.
    pub fn restore(&mut self, address: &str) {
        let state = address.parse::<State>();
        match state.and_then(|state| stage::restored(self.chapter, &state)) {
            Ok(stage) => {
                (self.journey, self.measurement) = (None, None);
                self.early.clear();
                self.stage = kept(stage);
            }
            Err(fault) => self.say(format!("This dashboard has no such state: {fault}.")),
        }
    }

    pub fn say(&mut self, sentence: String) {
        self.stage.act(Action::Notice(sentence));
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns.clamp(1, LARGEST.0), rows.clamp(1, LARGEST.1));
    }

    /// Presses a key. Esc closes what lies over the screen; where nothing does, it gives the keys back.
    pub fn key(&mut self, key: Key) {
        self.step(Step::Key(key));
    }

    fn step(&mut self, step: Step) {
        match step {
            step if self.journey.is_some() => self.early.push(step),
            Step::Key(key) => {
                if let Some(action) = keys::action_while(self.stage.is_typing(), key) {
                    self.act(action);
                }
            }
            Step::Set(name, value) => set(self.chapter, &mut self.stage, &name, &value),
        }
    }

    /// A click, or the touch of a finger, at a column and a row. During a journey the screen is another one, and nothing is clicked.
    pub fn pointer(&mut self, column: u16, row: u16) {
        let target = self.hits.at(column, row);
        let action = keys::action_of_click(self.stage.is_typing(), target);
        if let Some(action) = action.filter(|_| self.journey.is_none()) {
            self.act(action);
        }
    }

    /// A thirtieth of a second has passed.
    pub fn tick(&mut self) {
        if self.journey.is_none() {
            self.act(Action::Tick);
        }
    }

    /// Uses some milliseconds for what takes long.
    pub fn work(&mut self) {
        let Some(mut journey) = self.journey.take() else {
            return self.act(Action::Slice);
        };
        if journey.go() {
            self.arrive(journey);
        } else {
            self.journey = Some(journey);
        }
    }

    /// Takes the next part of a measurement; `seconds` is how long the part before took.
    pub fn measure(&mut self, seconds: f64) {
        let Some((mut measurement, mut times)) = self.measurement.take() else {
            return;
        };
        match times[..] {
            [] => times.push(measurement.numerical()),
            [share] => times = vec![share * seconds, measurement.backprop()],
            [numerical, share, ..] => {
                return self.act(Action::Measured(numerical, share * seconds));
            }
        }
        self.measurement = Some((measurement, times));
    }

    /// The effects that the page is asked for. What is asked for once is not repeated.
    pub fn effects(&mut self) -> u32 {
        let is_going = self.journey.is_some();
        let mut effects = std::mem::take(&mut self.effects);
        for (effect, is_wanted) in [
            (effect::TICKS, self.stage.playing() && !is_going),
            (effect::TIME, self.stage.busy() || is_going),
            (effect::CLOCK, self.measurement.is_some()),
            (effect::GOING, is_going),
            (effect::AHEAD, !self.ahead.is_empty()),
        ] {
            effects |= u32::from(is_wanted) * effect;
        }
        effects
    }

    fn act(&mut self, action: Action) {
        match self.stage.act(action) {
            None | Some(Request::Enter(..) | Request::Workbook(_) | Request::Remember(_)) => {}
            Some(Request::Quit) => self.effects |= effect::LEAVE,
            Some(Request::SaveNetwork(_)) => {
                self.stage.act(Action::Notice(NO_FILES.to_owned()));
            }
            Some(Request::Save(_)) => self.effects |= effect::SAVE,
            Some(Request::OpenPage(_)) => self.effects |= effect::OPEN,
            Some(Request::Measure(measurement)) => {
                self.measurement = Some((measurement, Vec::new()));
            }
        }
    }

    pub fn scene(&self) -> Scene {
        self.stage.scene()
    }

    pub fn equation(&self) -> &str {
        &self.equation
    }

    /// The line that reproduces this state in a terminal, and in a second line what it cannot say.
    pub fn command(&self) -> String {
        let unsaid = self.stage.unsaid().map(|sentence| format!("\n{sentence}"));
        self.stage.command() + &unsaid.unwrap_or_default()
    }

    /// What an address says of this state, and in a second line what it has no room for.
    pub fn address(&self) -> String {
        let state = self.stage.state();
        let weights = |stage: &dyn Stage| {
            let experiment = stage.experiment();
            experiment.map(|experiment| experiment.parameters().clone())
        };
        let again = stage::restored(self.chapter, &state);
        if again.is_ok_and(|again| weights(&*again) == weights(&*self.stage)) {
            return state.to_string();
        }
        format!(
            "{state}\nThese weights are too many for an address: it begins before they were trained."
        )
    }

    /// What brings this state back after the page was closed.
    pub fn kept(&self) -> String {
        self.stage.whole_state().to_string()
    }

    pub fn draw(&mut self, theme: Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let scene = self.stage.scene();
        self.hits = view::draw(&scene, theme, buffer.area, &mut buffer);
        self.equation = scene.equation.number;
        buffer
    }
}
