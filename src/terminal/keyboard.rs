//! Terminal events, with escape sequences put together again that arrive in pieces.
//!
//! An arrow, a click and a paste begin with Escape. If nothing else has arrived yet, crossterm reports the Escape key, and the rest as
//! keys of their own: a paste torn behind its first byte would press every letter in it. A typist is not quick enough for `[` right after Escape.
//!
//! The answer to a question about the background comes the same way, and crossterm reports it as keys even if it is whole: Alt and `]`, then
//! its letters, then Ctrl-G, or Alt and `\`.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyModifiers, MouseEventKind};

use super::background;
use crate::stage::{Action, Direction};
use crate::view::Theme;

/// An event within this time after Escape belongs to the same sequence, if it looks like it.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(25);
/// The same for what belongs to an answer, whose letters no typist would begin with.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(500);
/// The shortest time for which crossterm looks for events at all.
const NO_TIME: Duration = Duration::from_micros(20);
/// The longest answer: `rgba:` with four digits a part has 24 letters.
const MAX_ANSWER: usize = 64;

#[derive(Default)]
pub(super) struct Keyboard {
    /// An event that was read but does not belong to the sequence before it.
    peeked: Option<Event>,
    question: Question,
}

/// What became of the question about the background.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Question {
    #[default]
    NotAsked,
    Asked,
    /// With no theme if the answer could not be understood.
    Answered(Option<Theme>),
}

impl Keyboard {
    /// Expects an answer about the background. Returns false if that was asked before.
    pub fn expect_answer(&mut self) -> bool {
        let is_first = self.question == Question::NotAsked;
        if is_first {
            self.question = Question::Asked;
        }
        is_first
    }

    /// True as long as an answer may still come.
    pub fn is_expecting(&self) -> bool {
        self.question == Question::Asked
    }

    /// The theme for the background that the terminal has told.
    pub fn theme(&self) -> Option<Theme> {
        match self.question {
            Question::Answered(theme) => theme,
            Question::NotAsked | Question::Asked => None,
        }
    }

    /// True if an event arrives within this time.
    pub fn poll(&self, timeout: Duration) -> io::Result<bool> {
        Ok(self.peeked.is_some() || event::poll(timeout.max(NO_TIME))?)
    }

    /// The next event; `None` if it was the rest of a torn sequence, or an answer.
    pub fn read(&mut self) -> io::Result<Option<Event>> {
        if let Some(event) = self.peeked.take() {
            return Ok(Some(event));
        }
        let event = event::read()?;
        if is_key(&event, KeyCode::Char(']'), KeyModifiers::ALT) {
            return self.read_answer(event);
        }
        // The first piece of an answer may be an Escape alone.
        let timeout = if self.is_expecting() {
            4 * ESCAPE_TIMEOUT
        } else {
            ESCAPE_TIMEOUT
        };
        if !is_plain(&event, KeyCode::Esc) || !event::poll(timeout)? {
            return Ok(Some(event));
        }
        let next = event::read()?;
        if is_plain(&next, KeyCode::Char('[')) {
            self.skip_sequence()?;
        } else if is_plain(&next, KeyCode::Char('O')) {
            self.read_char(ESCAPE_TIMEOUT)?;
        } else if is_plain(&next, KeyCode::Char(']')) && self.question != Question::NotAsked {
            return self.read_answer(event);
        } else {
            self.peeked = Some(next);
            return Ok(Some(event));
        }
        Ok(None)
    }

    /// Reads an answer behind its first event, and takes everything up to its end or to a key that cannot belong to it. Returns the
    /// first event if no answer follows.
    fn read_answer(&mut self, first: Event) -> io::Result<Option<Event>> {
        let Some(digit) = self.read_char(ESCAPE_TIMEOUT)? else {
            return Ok(Some(first));
        };
        if !digit.is_ascii_digit() {
            self.peeked = Some(Event::Key(KeyCode::Char(digit).into()));
            return Ok(Some(first));
        }
        let mut answer = String::from(digit);
        while answer.len() < MAX_ANSWER
            && let Some(letter) = self.read_char(ANSWER_TIMEOUT)?
        {
            if !letter.is_ascii_hexdigit() && !"rgb:/;#?".contains(letter) {
                self.peeked = Some(Event::Key(KeyCode::Char(letter).into()));
                break;
            }
            answer.push(letter);
        }
        self.skip_terminator()?;
        if let Some(colour) = answer.strip_prefix("11;") {
            self.question = Question::Answered(background::of_answer(colour));
        }
        Ok(None)
    }

    /// Skips the end of an answer: BEL, or Escape and a backslash, which may be torn as well.
    fn skip_terminator(&mut self) -> io::Result<()> {
        let Some(end) = self.peeked.take() else {
            return Ok(());
        };
        let is_bell = is_key(&end, KeyCode::Char('g'), KeyModifiers::CONTROL);
        if is_bell || is_key(&end, KeyCode::Char('\\'), KeyModifiers::ALT) {
            return Ok(());
        }
        if is_plain(&end, KeyCode::Esc) && event::poll(ANSWER_TIMEOUT)? {
            let next = event::read()?;
            if !is_plain(&next, KeyCode::Char('\\')) {
                self.peeked = Some(next);
            }
            return Ok(());
        }
        self.peeked = Some(end);
        Ok(())
    }

    /// Skips parameters and the final letter or `~`; after the start of a paste also the paste.
    fn skip_sequence(&mut self) -> io::Result<()> {
        let mut skipped = String::new();
        while !skipped.ends_with(|last| matches!(last, '@'..='~'))
            && let Some(letter) = self.read_char(ESCAPE_TIMEOUT)?
        {
            skipped.push(letter);
        }
        while skipped == "200~" && event::poll(ESCAPE_TIMEOUT)? {
            event::read()?;
        }
        Ok(())
    }

    /// The next character, if it arrives in time. Another event waits for its turn.
    fn read_char(&mut self, timeout: Duration) -> io::Result<Option<char>> {
        if event::poll(timeout)? {
            let event = event::read()?;
            if let Event::Key(key) = &event
                && let KeyCode::Char(letter) = key.code
                && KeyModifiers::SHIFT.contains(key.modifiers)
            {
                return Ok(Some(letter));
            }
            self.peeked = Some(event);
        }
        Ok(None)
    }
}

/// The wheel does what ↑ and ↓ do.
pub(super) fn wheel(kind: MouseEventKind) -> Option<Action> {
    match kind {
        MouseEventKind::ScrollUp => Some(Action::Move(Direction::Up)),
        MouseEventKind::ScrollDown => Some(Action::Move(Direction::Down)),
        _ => None,
    }
}

fn is_key(event: &Event, code: KeyCode, modifiers: KeyModifiers) -> bool {
    let key = event.as_key_press_event();
    key.is_some_and(|key| key.code == code && key.modifiers == modifiers)
}

fn is_plain(event: &Event, code: KeyCode) -> bool {
    let key = event.as_key_press_event();
    key.is_some_and(|key| key.code == code && KeyModifiers::SHIFT.contains(key.modifiers))
}
