//! What is laid over a screen, and what takes the keys in its place: pages, the list of presets, a number that is typed.

use super::{Keys, Screen};
use crate::scene::{KeyHint, Overlay};
use crate::stage::{Action, Direction, Leap, keys};

/// The most letters of a number that is typed.
const LONGEST: usize = 24;
const PRESETS: &str = "presets: ● is on, Enter takes one";
const COLUMNS: &str = "inputs: ● is on, Enter turns it on or off";
const NO_LIST: &str = "p opens the list of the presets.";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Page {
    Help,
    Command,
    /// The page about the data, as it was when it was opened.
    Data(Overlay),
    /// Two lines about what is selected; any key closes them.
    About(Overlay),
    Presets(Vec<PresetRow>),
    /// A question with its answers.
    Answers(String, Vec<PresetRow>),
    /// The input columns, those with a mark that are on.
    Columns(Vec<PresetRow>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::stage) struct PresetRow {
    pub name: String,
    pub does: String,
    pub is_on: bool,
}

/// A number on its way in: the name, what was typed so far, and what is wrong with it, if it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typing {
    name: String,
    text: String,
    fault: String,
}

impl Screen {
    /// True if something else than the panes takes the keys.
    pub fn is_modal(&self) -> bool {
        self.page.is_some() || self.typing.is_some() || self.is_asking()
    }

    pub fn is_typing(&self) -> bool {
        self.typing.is_some() || self.is_asking_for_number()
    }

    /// Takes an action for what is laid over the screen. Returns the action that is left to carry out, if any.
    /// The pane and the chapter have `own_keys` lines in the help.
    pub fn sieve(&mut self, action: Action, own_keys: usize) -> Option<Action> {
        if matches!(action, Action::Notice(_) | Action::Measured(..)) {
            return Some(action);
        }
        if self.typing.is_some() {
            return self.type_on(&action);
        }
        if self.page.is_some() {
            return self.turn_page(&action, own_keys);
        }
        if self.is_asking() {
            return self.take_answer(&action);
        }
        match action {
            Action::Digit(_) => {
                self.notice = Some(NO_LIST.to_owned());
                None
            }
            action => Some(action),
        }
    }

    fn type_on(&mut self, action: &Action) -> Option<Action> {
        let typing = self.typing.as_mut()?;
        match action {
            Action::Type(letter)
                if !letter.is_control() && typing.text.chars().count() < LONGEST =>
            {
                typing.text.push(*letter);
                typing.fault.clear();
            }
            Action::Erase => {
                typing.text.pop();
                typing.fault.clear();
            }
            Action::Enter if typing.text.trim().is_empty() => self.typing = None,
            Action::Enter => return Some(Action::Typed(typing.text.clone())),
            Action::Close | Action::Quit | Action::Click(_) => self.typing = None,
            _ => {}
        }
        None
    }

    /// Asks for a number.
    pub fn begin_typing(&mut self, name: String) {
        let (text, fault) = (String::new(), String::new());
        self.playing = false;
        self.typing = Some(Typing { name, text, fault });
    }

    /// Ends the typing, or says what is wrong.
    pub fn end_typing(&mut self, fault: Option<String>) {
        match (fault, &mut self.typing) {
            (Some(fault), Some(typing)) => typing.fault = fault,
            _ => self.typing = None,
        }
    }

    /// The message, or the number that is typed.
    pub fn message(&self) -> Option<String> {
        let Some(typing) = &self.typing else {
            return self.asks().or_else(|| self.notice.clone());
        };
        let Typing { name, text, fault } = typing;
        let then = if fault.is_empty() {
            "Enter takes it, Esc gives up"
        } else {
            fault
        };
        Some(format!("{name} = {text}_   {then}"))
    }

    fn turn_page(&mut self, action: &Action, own_keys: usize) -> Option<Action> {
        let is_passing = matches!(action, Action::Tick | Action::Slice);
        if matches!(self.page, Some(Page::About(_))) && !is_passing {
            self.page = None;
            return None;
        }
        let count = match self.page.as_ref()? {
            Page::Presets(rows) | Page::Answers(_, rows) | Page::Columns(rows) => rows.len(),
            Page::Data(page) | Page::About(page) => page.lines.len(),
            Page::Help => keys::lines_of_help(self.chapter, own_keys),
            Page::Command => 1,
        };
        let is_list = matches!(self.page, Some(Page::Presets(_)));
        let has_answers = matches!(self.page, Some(Page::Answers(..)));
        let has_switches = matches!(self.page, Some(Page::Columns(_)));
        match action {
            Action::Move(Direction::Up) => self.first = self.first.saturating_sub(1),
            Action::Move(Direction::Down) => self.first = (self.first + 1).min(count - 1),
            Action::Move(Direction::Left) => self.first = Leap::PageUp.from(self.first, count),
            Action::Move(Direction::Right) => self.first = Leap::PageDown.from(self.first, count),
            Action::Leap(leap) => self.first = leap.from(self.first, count),
            Action::Enter if has_answers => {
                self.page = None;
                return Some(Action::Chosen(self.first));
            }
            Action::Digit(number @ 1..) if has_answers && *number <= count => {
                self.page = None;
                return Some(Action::Chosen(number - 1));
            }
            Action::NameFault if has_answers => self.page = None,
            Action::Enter if is_list => {
                self.page = None;
                return Some(Action::Preset(self.first));
            }
            Action::Digit(number @ 1..) if is_list && *number <= count => {
                self.page = None;
                return Some(Action::Preset(number - 1));
            }
            Action::Enter | Action::Play if has_switches => {
                return Some(Action::Column(self.first));
            }
            Action::Digit(number @ 1..) if has_switches && *number <= count => {
                self.first = number - 1;
                return Some(Action::Column(self.first));
            }
            Action::Close | Action::Quit | Action::Help | Action::Click(_) => self.page = None,
            // The key that opened it closes it as well.
            Action::Presets if is_list => self.page = None,
            Action::Command if self.page == Some(Page::Command) => self.page = None,
            Action::Data if matches!(self.page, Some(Page::Data(_))) => self.page = None,
            _ => {}
        }
        None
    }

    pub(super) fn open(&mut self, page: Page) {
        self.page = Some(page);
        self.first = 0;
    }

    pub fn open_data(&mut self, page: Overlay) {
        self.open(Page::Data(page));
    }

    pub fn open_about(&mut self, page: Overlay) {
        self.open(Page::About(page));
    }

    /// Opens the list of presets at the one that is on.
    pub fn open_presets(&mut self, rows: Vec<PresetRow>) {
        let on = rows.iter().position(|row| row.is_on);
        self.open(Page::Presets(rows));
        self.first = on.unwrap_or(0);
    }

    pub fn open_answers(&mut self, asks: String, rows: Vec<PresetRow>) {
        self.open(Page::Answers(asks, rows));
    }

    pub fn open_columns(&mut self, rows: Vec<PresetRow>) {
        self.open(Page::Columns(rows));
    }

    /// Shows in the list of columns which are on now.
    pub fn renew_columns(&mut self, rows: Vec<PresetRow>) {
        if matches!(self.page, Some(Page::Columns(_))) {
            self.page = Some(Page::Columns(rows));
        }
    }

    /// The page over the screen. `pane` explains the keys of the pane with the focus, `own` those of the chapter; `unsaid` is what the
    /// command cannot repeat.
    pub fn overlay(
        &self,
        pane: Keys,
        own: Keys,
        command: String,
        unsaid: Option<&str>,
    ) -> Option<Overlay> {
        let page = match self.page.as_ref()? {
            Page::Help => keys::help(self.chapter, self.focus, pane, own),
            Page::Command => {
                let said = [Some(command), unsaid.map(str::to_owned)];
                let said = said.into_iter().flatten();
                let lines = said.map(|line| (String::new(), line));
                Overlay::new("the command that reproduces this screen", lines.collect())
            }
            Page::Data(page) | Page::About(page) => page.clone(),
            Page::Presets(rows) => list(PRESETS, rows, self.first),
            Page::Answers(asks, rows) => list(asks, rows, self.first),
            Page::Columns(rows) => list(COLUMNS, rows, self.first),
        };
        Some(Overlay {
            first: self.first.min(page.lines.len().saturating_sub(1)),
            ..page
        })
    }

    /// The keys that matter while something else takes them.
    pub fn modal_hints(&self) -> Option<Vec<KeyHint>> {
        let hints: Keys = match (&self.page, &self.typing) {
            (None, None) => self.keys_of_question()?,
            (Some(Page::Answers(..)), _) => &[
                ("1 2 …", "answer"),
                ("↑↓ Enter", "answer"),
                ("Esc", "not yet"),
            ],
            (Some(Page::Presets(_)), _) => &[("↑↓", "choose"), ("Enter", "take"), ("Esc", "close")],
            (Some(Page::Columns(_)), _) => {
                &[("↑↓", "choose"), ("Enter", "on, off"), ("Esc", "close")]
            }
            (Some(Page::About(_)), _) => &[("any key", "close")],
            (Some(_), _) => &[("↑↓", "scroll"), ("Esc", "close")],
            (None, Some(_)) => &[("0–9", "type"), ("Enter", "take"), ("Esc", "give up")],
        };
        Some(keys::hints(hints))
    }
}

fn list(title: &str, rows: &[PresetRow], selected: usize) -> Overlay {
    let line = |(number, row): (usize, &PresetRow)| {
        let mark = if row.is_on { "● " } else { "  " };
        (
            format!("{mark}{} {}", number + 1, row.name),
            row.does.clone(),
        )
    };
    let lines = rows.iter().enumerate().map(line).collect();
    Overlay {
        selected: Some(selected),
        ..Overlay::new(title, lines)
    }
}
