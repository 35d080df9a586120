//! The loop: poll, key to action, draw, restore. The only room that knows a terminal.

mod lines;
mod session;

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::equation::{Chapter, Number};
use crate::scene::Figure;
use crate::stage::keys::{self, Key};
use crate::stage::{Action, Contents, Measurement, Request, Stage};
use crate::view::{self, Hits, Theme};
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
    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> Hits;

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

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> Hits {
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

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> Hits {
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

/// Show a screen until it is left.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn run(
    session: &mut Session,
    screen: &mut dyn Screen,
    theme: Theme,
    services: &dyn Services,
) -> io::Result<Exit> {
    let mut saving: Option<Receiver<String>> = None;
    let mut last_tick = Instant::now();
    let mut hits = Hits::default();
    let mut stale = true;
    loop {
        if stale {
            session.draw(|frame| hits = screen.draw(theme, frame.area(), frame.buffer_mut()))?;
            stale = false;
        }
        if session.interrupted().is_some() {
            return Ok(Exit::Ended);
        }
        let wait = if screen.playing() {
            FRAME.saturating_sub(last_tick.elapsed())
        } else {
            IDLE
        };
        if event::poll(wait)? {
            let Some(action) = action(&event::read()?, &hits) else {
                continue;
            };
            stale = true;
            match action {
                Heard::End => return Ok(Exit::Ended),
                Heard::Resized => {}
                Heard::Action(action) => match screen.act(action) {
                    // Only a tick asks for measurements.
                    None | Some(Request::Measure(_)) => {}
                    Some(Request::Quit) => return Ok(Exit::Closed),
                    Some(Request::Enter(chapter, number)) => {
                        return Ok(Exit::Towards(chapter, number));
                    }
                    Some(Request::OpenPage(page)) => {
                        screen.act(Action::Notice(services.open_page(&page)));
                    }
                    Some(Request::Save(figures)) if saving.is_none() => {
                        screen.act(Action::Notice("drawing the figures …".to_owned()));
                        saving = Some(services.save(figures));
                    }
                    Some(Request::Save(_)) => {
                        screen.act(Action::Notice(
                            "the figures are still being drawn".to_owned(),
                        ));
                    }
                },
            }
        }
        if let Some(sentence) = finished(&mut saving) {
            screen.act(Action::Notice(sentence));
            stale = true;
        }
        if screen.playing() && last_tick.elapsed() >= FRAME {
            last_tick = Instant::now();
            if let Some(Request::Measure(measurement)) = screen.act(Action::Tick) {
                let (numerical, backprop) = measured(*measurement);
                screen.act(Action::Measured(numerical, backprop));
            }
            stale = true;
        }
        // Long computations have their share of every frame, however long drawing takes; a key ends it.
        let start = Instant::now();
        while screen.busy() && start.elapsed() < WORK && !event::poll(Duration::ZERO)? {
            screen.act(Action::Slice);
            stale = true;
        }
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
    End,
}

fn action(event: &Event, hits: &Hits) -> Option<Heard> {
    match event {
        Event::Resize(..) => Some(Heard::Resized),
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(KeyEvent {
            code: KeyCode::Char('c' | 'C'),
            modifiers,
            ..
        }) if modifiers.contains(KeyModifiers::CONTROL) => Some(Heard::End),
        Event::Key(key)
            if key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            None
        }
        Event::Key(key) => keys::action(named(key.code)?).map(Heard::Action),
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => hits
            .at(mouse.column, mouse.row)
            .map(|target| Heard::Action(Action::Click(target))),
        _ => None,
    }
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
