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

/// What the page is asked to do. Each wish stands for itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wants {
    /// Tell when a thirtieth of a second has passed.
    pub ticks: bool,
    /// Give time for a long computation.
    pub time: bool,
    /// Time a measurement.
    pub clock: bool,
    /// Give the keys back.
    pub leave: bool,
    /// Save the picture.
    pub save: bool,
    /// Go to the selected equation in the text.
    pub open: bool,
}

/// One dashboard of a page.
pub struct Dashboard {
    chapter: Chapter,
    stage: Box<dyn Stage>,
    /// What is still to be done before the reader's own actions: a start may be a thousand steps long.
    script: VecDeque<Step>,
    size: (u16, u16),
    hits: HitMap,
    wants: Wants,
    /// The number of the equation that was selected when the screen was drawn last.
    equation: String,
    /// A measurement on its way, and the seconds of its first half once they are known.
    measurement: Option<(Box<Measurement>, Vec<f64>)>,
}

impl Dashboard {
    /// The dashboard of a line: the chapter's word and what was done since, as in `neuron Tab Tab w0=3`.
    ///
    /// # Errors
    /// The first word that means nothing.
    pub fn start(line: &str) -> Result<Self, String> {
        let (word, script) = line.split_once(' ').unwrap_or((line, ""));
        let chapter = Chapter::ALL
            .into_iter()
            .find(|chapter| chapter.word() == word)
            .ok_or_else(|| format!("there is no dashboard {word:?}"))?;
        let mut dashboard = Self::of(chapter, stage::of_chapter(chapter, None, None));
        dashboard.perform(script)?;
        Ok(dashboard)
    }

    fn of(chapter: Chapter, stage: Box<dyn Stage>) -> Self {
        Self {
            chapter,
            stage,
            script: VecDeque::new(),
            size: (80, 24),
            hits: HitMap::default(),
            wants: Wants::default(),
            equation: String::new(),
            measurement: None,
        }
    }

    /// Do what a line of words says, after what is still being done.
    ///
    /// # Errors
    /// The first word that means nothing; then nothing is done.
    pub fn perform(&mut self, line: &str) -> Result<(), String> {
        self.script.extend(script::parse(line)?);
        Ok(())
    }

    /// Begin anew as an address says. If that cannot be, the dashboard stays as it is and says so.
    pub fn restore(&mut self, address: &str) {
        let state = address.parse::<State>();
        match state.and_then(|state| stage::restored(self.chapter, &state)) {
            Ok(stage) => {
                self.script.clear();
                self.stage = stage;
            }
            Err(fault) => self.say(format!(
                "The address does not describe a state of this dashboard: {fault}."
            )),
        }
    }

    /// Have something else a sentence to say.
    pub fn say(&mut self, sentence: String) {
        self.stage.act(Action::Notice(sentence));
    }

    /// A screen of so many columns and rows.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns.clamp(1, LARGEST.0), rows.clamp(1, LARGEST.1));
    }

    /// A key was pressed; whether it means anything here.
    ///
    /// Esc closes what lies over the screen; where nothing does, it gives the keys back.
    pub fn key(&mut self, key: Key) -> bool {
        self.wants.leave |= key == Key::Escape && self.stage.scene().overlay.is_none();
        let Some(action) = keys::action(key) else {
            return false;
        };
        self.act(action);
        true
    }

    /// A click, or the touch of a finger, at a column and a row.
    pub fn pointer(&mut self, column: u16, row: u16) {
        if let Some(target) = self.hits.at(column, row) {
            self.act(Action::Click(target));
        }
    }

    /// A thirtieth of a second has passed.
    pub fn tick(&mut self) {
        if self.script.is_empty() {
            self.act(Action::Tick);
        }
    }

    /// There are some milliseconds for what takes long.
    pub fn work(&mut self) {
        match self.script.pop_front() {
            Some(step) => self.step(&step),
            None => self.act(Action::Slice),
        }
    }

    /// The next part of a measurement; the one before took so many seconds.
    pub fn measure(&mut self, seconds: f64) {
        let Some((mut measurement, mut times)) = self.measurement.take() else {
            return;
        };
        match times.len() {
            0 => {
                let share = measurement.numerical();
                times.push(share);
            }
            1 => {
                times[0] *= seconds;
                times.push(measurement.backprop());
            }
            _ => {
                self.act(Action::Measured(times[0], times[1] * seconds));
                return;
            }
        }
        self.measurement = Some((measurement, times));
    }

    /// What the page is asked to do; what is asked once is asked for the last time.
    pub fn wants(&mut self) -> Wants {
        let waiting = !self.script.is_empty();
        let wants = Wants {
            ticks: self.stage.playing() && !waiting,
            time: self.stage.busy() || waiting,
            clock: self.measurement.is_some(),
            ..self.wants
        };
        self.wants = Wants::default();
        wants
    }

    fn act(&mut self, action: Action) {
        match self.stage.act(action) {
            None | Some(Request::Enter(..)) => {}
            Some(Request::Quit) => self.wants.leave = true,
            Some(Request::Save(_)) => self.wants.save = true,
            Some(Request::OpenPage(_)) => self.wants.open = true,
            Some(Request::Measure(measurement)) => {
                self.measurement = Some((measurement, Vec::new()));
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Key(key) => {
                self.key(*key);
            }
            Step::Set(name, value) => self.set(name, value),
        }
    }

    /// Set one thing to a value. What only chooses where to look is a click; the rest is another state.
    fn set(&mut self, name: &str, value: &str) {
        let scene = self.stage.scene();
        let choices = match name {
            "equation" => Some((
                scene.equation.choices.0,
                Target::Choice as fn(usize) -> Target,
            )),
            "view" => Some((scene.views.0, Target::View as fn(usize) -> Target)),
            _ => None,
        };
        if let Some((names, target)) = choices {
            if let Some(place) = names.iter().position(|name| name == value) {
                self.act(Action::Close);
                self.act(Action::Click(target(place)));
            }
            return;
        }
        let state = self.stage.state().with(name, value);
        match stage::restored(self.chapter, &state) {
            Ok(stage) => self.stage = stage,
            Err(fault) => self.say(fault),
        }
    }

    /// What there is to see.
    pub fn scene(&self) -> Scene {
        self.stage.scene()
    }

    /// The number of the equation that was selected when the screen was drawn last.
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
            stage
                .experiment()
                .map(|experiment| experiment.parameters().clone())
        };
        let again = stage::restored(self.chapter, &state);
        let is_whole =
            again.is_ok_and(|again| weights(again.as_ref()) == weights(self.stage.as_ref()));
        let unsaid = if is_whole {
            ""
        } else {
            "\nThese weights are too many for an address: it begins before they were trained."
        };
        format!("{state}{unsaid}")
    }

    /// The screen as it stands.
    pub fn draw(&mut self, theme: Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let scene = self.stage.scene();
        self.hits = view::draw(&scene, theme, buffer.area, &mut buffer);
        self.equation = scene.equation.number;
        buffer
    }
}
