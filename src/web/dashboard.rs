//! A dashboard inside a page. The page says what was pressed and clicked and that time has passed, and asks what there is to see.

use std::collections::VecDeque;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::equation::Chapter;
use crate::scene::{Scene, Target};
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
}

pub struct Dashboard {
    chapter: Chapter,
    stage: Box<dyn Stage>,
    /// Steps to take before the reader's own actions: a start may be a thousand steps long.
    script: VecDeque<Step>,
    size: (u16, u16),
    hits: HitMap,
    /// The effects asked for since [`Dashboard::effects`] was called last.
    effects: u32,
    /// The number of the equation that was selected when the screen was drawn last.
    equation: String,
    /// A measurement on its way, and the seconds of its first half once they are known.
    measurement: Option<(Box<Measurement>, Vec<f64>)>,
}

/// Leaving only gives the keys back: nothing is lost.
fn kept(mut stage: Box<dyn Stage>) -> Box<dyn Stage> {
    stage.set_home();
    stage
}

impl Dashboard {
    /// The dashboard of a line: the chapter's word and the steps since, as in `neuron Tab Tab w0=3`.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn start(line: &str) -> Result<Self, String> {
        let (word, script) = line.split_once(' ').unwrap_or((line, ""));
        let mut chapters = Chapter::ALL.into_iter();
        let chapter = chapters.find(|chapter| chapter.word() == word);
        let chapter = chapter.ok_or_else(|| format!("there is no dashboard {word:?}"))?;
        Ok(Self {
            chapter,
            stage: kept(stage::of_chapter(chapter, None, None)),
            script: script::parse(script)?.into(),
            size: (80, 24),
            hits: HitMap::default(),
            effects: 0,
            equation: String::new(),
            measurement: None,
        })
    }

    /// Takes the steps of a line of words, after those that remain.
    ///
    /// # Errors
    /// The first word that means nothing; then none of its steps is taken.
    pub fn perform(&mut self, line: &str) -> Result<(), String> {
        self.script.extend(script::parse(line)?);
        Ok(())
    }

    /// Restores the state of an address. If that fails, the dashboard stays as it is and says so.
    pub fn restore(&mut self, address: &str) {
        let state = address.parse::<State>();
        match state.and_then(|state| stage::restored(self.chapter, &state)) {
            Ok(stage) => {
                self.script.clear();
                self.stage = kept(stage);
            }
            Err(fault) => self.say(format!(
                "The address does not describe a state of this dashboard: {fault}."
            )),
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
        if let Some(action) = keys::action_while(self.stage.is_typing(), key) {
            self.act(action);
        }
    }

    /// A click, or the touch of a finger, at a column and a row.
    pub fn pointer(&mut self, column: u16, row: u16) {
        let target = self.hits.at(column, row);
        if let Some(action) = keys::action_of_click(self.stage.is_typing(), target) {
            self.act(action);
        }
    }

    /// A thirtieth of a second has passed.
    pub fn tick(&mut self) {
        if self.script.is_empty() {
            self.act(Action::Tick);
        }
    }

    /// Uses some milliseconds for what takes long.
    pub fn work(&mut self) {
        match self.script.pop_front() {
            Some(Step::Key(key)) => self.key(key),
            Some(Step::Set(name, value)) => self.set(&name, &value),
            None => self.act(Action::Slice),
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
        let is_waiting = !self.script.is_empty();
        let mut effects = std::mem::take(&mut self.effects);
        for (effect, is_wanted) in [
            (effect::TICKS, self.stage.playing() && !is_waiting),
            (effect::TIME, self.stage.busy() || is_waiting),
            (effect::CLOCK, self.measurement.is_some()),
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

    /// Sets one thing to a value. What only chooses where to look is a click; the rest is another state.
    fn set(&mut self, name: &str, value: &str) {
        let scene = self.stage.scene();
        let (names, target): (_, fn(usize) -> Target) = match name {
            "equation" => (scene.equation.choices.0, Target::Choice),
            "view" => (scene.views.0, Target::View),
            _ => {
                let state = self.stage.state().with(name, value);
                match stage::restored(self.chapter, &state) {
                    Ok(stage) => self.stage = kept(stage),
                    Err(fault) => self.say(fault),
                }
                return;
            }
        };
        if let Some(index) = names.iter().position(|name| name == value) {
            if self.scene().overlay.is_some() {
                self.act(Action::Close);
            }
            self.act(Action::Click(target(index)));
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

    pub fn draw(&mut self, theme: Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let scene = self.stage.scene();
        self.hits = view::draw(&scene, theme, buffer.area, &mut buffer);
        self.equation = scene.equation.number;
        buffer
    }
}
