//! What a reader does, as crossterm tells it, put together where it arrives in pieces.
//!
//! An arrow, a click or a paste begins with an Escape. If no more than that has come when it is looked for, crossterm takes it for the key,
//! and the rest for keys of their own: `ESC` `[200~quit` would quit. A finger is not so quick as to strike `[` right behind Escape.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

/// What comes within this time behind an Escape belongs to it, if it looks like it.
const TORN: Duration = Duration::from_millis(25);

/// What the terminal sends.
#[derive(Default)]
pub(super) struct Keyboard {
    /// What came right behind an Escape, and was not a part of it.
    waiting: Option<Event>,
}

impl Keyboard {
    /// Whether something comes within this time.
    pub fn has_more(&self, wait: Duration) -> io::Result<bool> {
        Ok(self.waiting.is_some() || event::poll(wait)?)
    }

    /// The next event; nothing if that was a sequence of which the beginning is lost.
    pub fn next(&mut self) -> io::Result<Option<Event>> {
        if let Some(event) = self.waiting.take() {
            return Ok(Some(event));
        }
        let event = event::read()?;
        if !is_plain(&event, KeyCode::Esc) || !event::poll(TORN)? {
            return Ok(Some(event));
        }
        let behind = event::read()?;
        if is_plain(&behind, KeyCode::Char('[')) {
            self.pass_over_parameters()?;
            return Ok(None);
        }
        if is_plain(&behind, KeyCode::Char('O')) {
            self.pass_over_one()?;
            return Ok(None);
        }
        self.waiting = Some(behind);
        Ok(Some(event))
    }

    /// The rest of a sequence: numbers and signs, and a letter or `~` at the end. Behind the beginning of a paste comes all of it.
    fn pass_over_parameters(&mut self) -> io::Result<()> {
        let mut passed = String::new();
        while let Some(letter) = self.pass_over_one()? {
            passed.push(letter);
            if matches!(letter, '@'..='~') {
                break;
            }
        }
        if passed == "200~" {
            while event::poll(TORN)? {
                event::read()?;
            }
        }
        Ok(())
    }

    /// The letter that comes next, if it comes at once.
    fn pass_over_one(&mut self) -> io::Result<Option<char>> {
        if !event::poll(TORN)? {
            return Ok(None);
        }
        match event::read()? {
            Event::Key(KeyEvent {
                code: KeyCode::Char(letter),
                ..
            }) => Ok(Some(letter)),
            other => {
                self.waiting = Some(other);
                Ok(None)
            }
        }
    }
}

fn is_plain(event: &Event, key: KeyCode) -> bool {
    let shift = KeyModifiers::SHIFT;
    matches!(event, Event::Key(KeyEvent { code, modifiers, .. }) if *code == key && shift.contains(*modifiers))
}
