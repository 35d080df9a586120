//! Terminal events, with escape sequences put together again that arrive in pieces.
//!
//! An arrow, a click and a paste begin with Escape. If nothing else has arrived yet, crossterm reports the Escape key, and the rest as
//! keys of their own: a paste torn behind its first byte would press every letter in it. A typist is not quick enough for `[` right after Escape.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyModifiers};

/// An event within this time after Escape belongs to the same sequence, if it looks like it.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(25);
/// The shortest time for which crossterm looks for events at all.
const NO_TIME: Duration = Duration::from_micros(20);

#[derive(Default)]
pub(super) struct Keyboard {
    /// An event that was read but does not belong to the sequence before it.
    peeked: Option<Event>,
}

impl Keyboard {
    /// True if an event arrives within this time.
    pub fn poll(&self, timeout: Duration) -> io::Result<bool> {
        Ok(self.peeked.is_some() || event::poll(timeout.max(NO_TIME))?)
    }

    /// The next event; `None` if it was the rest of a torn sequence.
    pub fn read(&mut self) -> io::Result<Option<Event>> {
        if let Some(event) = self.peeked.take() {
            return Ok(Some(event));
        }
        let event = event::read()?;
        if !is_plain(&event, KeyCode::Esc) || !event::poll(ESCAPE_TIMEOUT)? {
            return Ok(Some(event));
        }
        let next = event::read()?;
        if is_plain(&next, KeyCode::Char('[')) {
            self.skip_sequence()?;
        } else if is_plain(&next, KeyCode::Char('O')) {
            self.read_char()?;
        } else {
            self.peeked = Some(next);
            return Ok(Some(event));
        }
        Ok(None)
    }

    /// Skips parameters and the final letter or `~`; after the start of a paste also the paste.
    fn skip_sequence(&mut self) -> io::Result<()> {
        let mut skipped = String::new();
        while !skipped.ends_with(|last| matches!(last, '@'..='~'))
            && let Some(letter) = self.read_char()?
        {
            skipped.push(letter);
        }
        while skipped == "200~" && event::poll(ESCAPE_TIMEOUT)? {
            event::read()?;
        }
        Ok(())
    }

    /// The next character, if it arrives at once.
    fn read_char(&mut self) -> io::Result<Option<char>> {
        if event::poll(ESCAPE_TIMEOUT)? {
            let event = event::read()?;
            if let Event::Key(key) = &event
                && let KeyCode::Char(letter) = key.code
            {
                return Ok(Some(letter));
            }
            self.peeked = Some(event);
        }
        Ok(None)
    }
}

fn is_plain(event: &Event, code: KeyCode) -> bool {
    let key = event.as_key_press_event();
    key.is_some_and(|key| key.code == code && KeyModifiers::SHIFT.contains(key.modifiers))
}
