//! The loop: poll, key to action, draw, restore. The only room that knows a terminal.

pub mod ascii;
mod keyboard;
mod lines;
mod session;

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::equation::{Chapter, Number};
use crate::scene::Figure;
use crate::stage::keys::{self, Key};
use crate::stage::{Action, Contents, Measurement, Request, Stage};
use crate::view::{self, HitMap, Theme};
use keyboard::Keyboard;
pub use lines::{line_width, size, write_lines};
pub use session::Session;

/// The time between two frames while something plays.
const FRAME: Duration = Duration::from_millis(33);
/// How much of that time long computations may have.
const WORK: Duration = Duration::from_millis(22);
/// How long to wait for a key otherwise, before looking for signals.
const IDLE: Duration = Duration::from_millis(200);

/// What can be shown in a terminal.
pub trait Screen {
    /// Take an action.
    fn act(&mut self, action: Action) -> Option<Request>;

    /// Draw the current state.
    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap;

    /// Whether time matters now.
    fn playing(&self) -> bool;

    /// Whether a long computation waits for time.
    fn busy(&self) -> bool {
        false
    }
}

impl Screen for Box<dyn Stage> {
    fn act(&mut self, action: Action) -> Option<Request> {
        Stage::act(self.as_mut(), action)
    }

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
        view::draw(&self.scene(), theme, area, buffer)
    }

    fn playing(&self) -> bool {
        Stage::playing(self.as_ref())
    }

    fn busy(&self) -> bool {
        Stage::busy(self.as_ref())
    }
}

impl Screen for Contents {
    fn act(&mut self, action: Action) -> Option<Request> {
        Self::act(self, &action)
    }

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
        view::draw_contents(&self.scene(), theme, area, buffer)
    }

    fn playing(&self) -> bool {
        false
    }
}

/// What a dashboard needs of the world outside: each answers with a sentence for the reader.
pub trait Services {
    /// Write figures to files, beside the loop.
    fn save(&self, figures: Vec<Figure>) -> Receiver<String>;

    /// Open a page of the book.
    fn open_page(&self, page: &str) -> String;
}

/// How a screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// By the reader, with q.
    Closed,
    /// Everything should end: Ctrl-C or a signal.
    Ended,
    /// Towards a chapter's dashboard.
    Towards(Chapter, Option<Number>),
}

/// How screens look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In which colours.
    pub theme: Theme,
    /// Whether in ASCII alone.
    pub ascii: bool,
}

/// Draw a screen as it is to look, and say where a click would land.
pub fn draw(screen: &dyn Screen, look: Look, area: Rect, buffer: &mut Buffer) -> HitMap {
    if look.ascii {
        ascii::draw(screen, look.theme, area, buffer)
    } else {
        screen.draw(look.theme, area, buffer)
    }
}

/// Show a screen until it is left.
///
/// # Errors
/// When the terminal cannot be read or written, and no signal says that everything should end.
pub fn run(
    session: &mut Session,
    screen: &mut dyn Screen,
    look: Look,
    services: &dyn Services,
) -> io::Result<Exit> {
    let show = Show {
        screen,
        look,
        services,
        hits: HitMap::default(),
        stale: true,
        saving: None,
        keyboard: Keyboard::default(),
    };
    match show.run(session) {
        // A terminal that hangs up fails before its signal is heard.
        Err(_) if session.interrupted_soon().is_some() => Ok(Exit::Ended),
        left => left,
    }
}

/// A screen, and what is known about it from frame to frame.
struct Show<'a> {
    screen: &'a mut dyn Screen,
    look: Look,
    services: &'a dyn Services,
    /// What a click meets on the frame that is shown.
    hits: HitMap,
    /// Whether that frame is older than the screen's state.
    stale: bool,
    saving: Option<Receiver<String>>,
    keyboard: Keyboard,
}

impl Show<'_> {
    fn run(mut self, session: &mut Session) -> io::Result<Exit> {
        let mut last_tick = Instant::now();
        loop {
            self.draw(session)?;
            if session.interrupted().is_some() {
                return Ok(Exit::Ended);
            }
            if session.answer_stops()? || session.has_another_size()? {
                self.stale = true;
                continue;
            }
            let wait = if self.screen.playing() {
                FRAME.saturating_sub(last_tick.elapsed())
            } else {
                IDLE
            };
            if self.keyboard.has_more(wait)?
                && let Some(exit) = self.hear_all(session)?
            {
                return Ok(exit);
            }
            if let Some(sentence) = finished(&mut self.saving) {
                self.act(Action::Notice(sentence));
            }
            if self.screen.playing() && last_tick.elapsed() >= FRAME {
                last_tick = Instant::now();
                if let Some(Request::Measure(measurement)) = self.act(Action::Tick) {
                    let (numerical, backprop) = measured(*measurement);
                    self.act(Action::Measured(numerical, backprop));
                }
            }
            // Long computations have their share of every frame, however long drawing takes; a key ends it.
            let start = Instant::now();
            while self.screen.busy()
                && start.elapsed() < WORK
                && !self.keyboard.has_more(Duration::ZERO)?
            {
                self.act(Action::Slice);
            }
        }
    }

    fn draw(&mut self, session: &mut Session) -> io::Result<()> {
        if self.stale {
            let (screen, look) = (&*self.screen, self.look);
            let hits = &mut self.hits;
            session.draw(|frame| *hits = draw(screen, look, frame.area(), frame.buffer_mut()))?;
            self.stale = false;
        }
        Ok(())
    }

    fn act(&mut self, action: Action) -> Option<Request> {
        self.stale = true;
        self.screen.act(action)
    }

    /// Hear all that has come, but not for longer than a frame lasts: whoever types faster than the screen is drawn need not wait for it.
    fn hear_all(&mut self, session: &mut Session) -> io::Result<Option<Exit>> {
        let start = Instant::now();
        loop {
            let Some(event) = self.keyboard.next()? else {
                return Ok(None);
            };
            if is_click(&event) {
                // It means what is shown where it falls.
                self.draw(session)?;
            }
            let exit = match heard(&event, &self.hits) {
                None => None,
                Some(Heard::End) => Some(Exit::Ended),
                Some(Heard::Stop) => {
                    Session::ask_for_stop()?;
                    None
                }
                Some(Heard::Resized) => {
                    self.stale = true;
                    Session::look_for_keys();
                    None
                }
                Some(Heard::Action(action)) => self.answer(action),
            };
            if exit.is_some()
                || start.elapsed() >= FRAME
                || !self.keyboard.has_more(Duration::ZERO)?
            {
                return Ok(exit);
            }
        }
    }

    /// Take an action, and do what the screen asks for.
    fn answer(&mut self, action: Action) -> Option<Exit> {
        match self.act(action)? {
            // Only a tick asks for measurements.
            Request::Measure(_) => {}
            Request::Quit => return Some(Exit::Closed),
            Request::Enter(chapter, number) => return Some(Exit::Towards(chapter, number)),
            Request::OpenPage(page) => {
                let sentence = self.services.open_page(&page);
                self.act(Action::Notice(sentence));
            }
            Request::Save(figures) if self.saving.is_none() => {
                self.act(Action::Notice("drawing the figures …".to_owned()));
                self.saving = Some(self.services.save(figures));
            }
            Request::Save(_) => {
                self.act(Action::Notice(
                    "the figures are still being drawn".to_owned(),
                ));
            }
        }
        None
    }
}

/// The seconds of a whole numerical gradient and of one by backpropagation.
fn measured(mut measurement: Measurement) -> (f64, f64) {
    let start = Instant::now();
    let numerical = measurement.numerical();
    let between = Instant::now();
    let backprop = measurement.backprop();
    (
        (between - start).as_secs_f64() * numerical,
        between.elapsed().as_secs_f64() * backprop,
    )
}

/// What the worker that saves has to say, once.
fn finished(saving: &mut Option<Receiver<String>>) -> Option<String> {
    let sentence = match saving.as_ref()?.try_recv() {
        Ok(sentence) => sentence,
        Err(TryRecvError::Empty) => return None,
        Err(TryRecvError::Disconnected) => "the figures could not be drawn".to_owned(),
    };
    *saving = None;
    Some(sentence)
}

enum Heard {
    Action(Action),
    Resized,
    Stop,
    End,
}

fn heard(event: &Event, hits: &HitMap) -> Option<Heard> {
    match event {
        Event::Resize(..) => Some(Heard::Resized),
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(KeyEvent {
            code: KeyCode::Char('c' | 'C'),
            modifiers,
            ..
        }) if modifiers.contains(KeyModifiers::CONTROL) => Some(Heard::End),
        Event::Key(KeyEvent {
            code: KeyCode::Char('z' | 'Z'),
            modifiers,
            ..
        }) if modifiers.contains(KeyModifiers::CONTROL) => Some(Heard::Stop),
        Event::Key(key)
            if key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            None
        }
        Event::Key(key) => keys::action(named(key.code)?).map(Heard::Action),
        Event::Mouse(mouse) if is_click(event) => hits
            .at(mouse.column, mouse.row)
            .map(|target| Heard::Action(Action::Click(target))),
        _ => None,
    }
}

fn is_click(event: &Event) -> bool {
    let left = MouseEventKind::Down(MouseButton::Left);
    matches!(event, Event::Mouse(mouse) if mouse.kind == left)
}

fn named(code: KeyCode) -> Option<Key> {
    Some(match code {
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        _ => return None,
    })
}
