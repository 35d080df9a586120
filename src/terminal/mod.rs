//! The loop: poll, key to action, draw, restore. The only room that knows a terminal.

mod alternate;
pub mod ascii;
pub mod background;
mod depth;
mod frames;
mod keyboard;
mod lines;
mod output;
mod palette;
mod session;
mod signals;
mod terminfo;

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
pub use crossterm::terminal::size;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::equation::{Chapter, Number};
use crate::scene::Figure;
use crate::stage::keys::{self, Key};
use crate::stage::workbook::{Ask, News, Workbook};
use crate::stage::{Action, Contents, Deed, Experiment, Measurement, Request, Stage};
use crate::view::{self, HitMap, Theme};
pub use ascii::Letters;
pub use depth::Depth;
use frames::FRAME;
pub use lines::{line_width, write_lines};
pub use session::Session;
pub use signals::Signals;

/// A state that is shown in a terminal.
pub trait Screen {
    fn act(&mut self, action: Action) -> Option<Request>;

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap;

    /// True while an animation runs.
    fn playing(&self) -> bool {
        false
    }

    /// True while keys are the letters of a number.
    fn is_typing(&self) -> bool {
        false
    }

    /// The action of a key.
    fn action(&self, key: Key) -> Option<Action> {
        keys::action_while(self.is_typing(), key)
    }

    /// True while a long computation waits for its next slice.
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

    fn is_typing(&self) -> bool {
        Stage::is_typing(self.as_ref())
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
}

impl Screen for Workbook {
    fn act(&mut self, action: Action) -> Option<Request> {
        Self::act(self, action)
    }

    fn draw(&self, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
        view::draw_workbook(&self.scene(), theme, area, buffer)
    }

    /// This screen has keys of its own.
    fn action(&self, key: Key) -> Option<Action> {
        Some(Action::Key(key))
    }
}

/// The system around a dashboard. What takes time is done beside the loop; its outcome arrives as a sentence for the reader.
pub trait Host {
    fn save(&self, figures: Vec<Figure>) -> Receiver<String>;

    /// Saves a network, and returns a sentence about where it is, or why it is not.
    ///
    /// # Errors
    /// The sentence, if it is not saved.
    fn save_network(&self, experiment: &Experiment) -> Result<String, String>;

    fn open_page(&self, page: &str) -> Receiver<String>;

    /// Judges what the reader wrote, beside the loop; the outcome is among the next news.
    fn judge(&self, _ask: &Ask) {}

    /// Adds something to what the reader has done, if that is kept.
    ///
    /// # Errors
    /// A sentence, if it should be kept and cannot be.
    fn remember(&self, _deed: Deed) -> Result<(), String> {
        Ok(())
    }

    /// True if news about the reader's functions may come.
    fn is_hearing(&self) -> bool {
        false
    }

    /// News about the reader's functions.
    fn news(&self) -> Option<News> {
        None
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// By the reader, with q.
    Closed,
    /// By Ctrl-C or a signal: the program ends.
    Ended,
    /// To a chapter's dashboard.
    Towards(Chapter, Option<Number>),
    /// To the reader's editor.
    Editing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    pub theme: Theme,
    pub depth: Depth,
    pub letters: Letters,
    /// True if the theme was guessed, so that the terminal is asked for its background.
    pub is_guess: bool,
}

impl RenderOptions {
    /// All colours and letters, in a theme that stays.
    pub fn of(theme: Theme) -> Self {
        Self {
            theme,
            depth: Depth::default(),
            letters: Letters::default(),
            is_guess: false,
        }
    }
}

/// Draws a screen. Returns its clickable areas.
pub fn draw(
    screen: &dyn Screen,
    options: RenderOptions,
    area: Rect,
    buffer: &mut Buffer,
) -> HitMap {
    let RenderOptions {
        theme,
        depth,
        letters,
        ..
    } = options;
    let hits = if letters == Letters::Ascii || depth == Depth::Sixteen {
        ascii::draw_signs(screen, theme, depth, area, buffer)
    } else {
        screen.draw(theme, area, buffer)
    };
    if letters != Letters::All {
        ascii::translate(buffer, letters);
    }
    if letters == Letters::Console && theme == Theme::Dark {
        depth::brighten(buffer);
    }
    depth.reduce(theme, buffer);
    hits
}

/// Shows a screen until it is left.
///
/// # Errors
/// When the terminal cannot be read or written, and neither a signal nor a hang-up is the reason.
pub fn run(
    session: &mut Session,
    screen: &mut dyn Screen,
    options: RenderOptions,
    host: &dyn Host,
) -> io::Result<Exit> {
    if options.is_guess {
        session.ask_for_background()?;
    }
    let app = App {
        screen,
        options,
        host,
        hits: HitMap::default(),
        stale: true,
        drawing: Duration::ZERO,
        saving: None,
        opening: None,
    };
    match app.run(session) {
        Err(_) if session.interrupted().is_some() => Ok(Exit::Ended),
        exit => exit,
    }
}

/// A screen and the state of its loop.
struct App<'a> {
    screen: &'a mut dyn Screen,
    options: RenderOptions,
    host: &'a dyn Host,
    /// Clickable areas of the last frame.
    hits: HitMap,
    /// True if the last frame is out of date.
    stale: bool,
    /// How long that took.
    drawing: Duration,
    saving: Option<Receiver<String>>,
    opening: Option<Receiver<String>>,
}

impl App<'_> {
    fn run(mut self, session: &mut Session) -> io::Result<Exit> {
        let mut last_tick = Instant::now();
        loop {
            self.follow_background(session);
            self.draw(session)?;
            if session.interrupted().is_some() {
                return Ok(Exit::Ended);
            }
            if session.handle_stops()? || session.is_resized()? {
                self.stale = true;
                continue;
            }
            let wait = frames::wait(self.screen.playing(), self.host.is_hearing(), last_tick);
            if session.keyboard.poll(wait)? {
                if let Some(exit) = self.drain_events(session)? {
                    return Ok(exit);
                }
                // A key is answered before anything long is computed.
                self.draw(session)?;
            }
            self.report_outcomes();
            if self.screen.playing() && last_tick.elapsed() >= FRAME {
                last_tick = frames::next_tick(last_tick);
                if let Some(Request::Measure(measurement)) = self.act(Action::Tick) {
                    let (numerical, backprop) = measure(*measurement);
                    self.act(Action::Measured(numerical, backprop));
                }
            }
            // Long computations have their share of every frame, however long drawing takes; a key ends it.
            let (start, drawing) = (Instant::now(), self.drawing);
            let has_time = || frames::has_time(start, last_tick, drawing);
            while self.screen.busy() && has_time() && !session.keyboard.poll(Duration::ZERO)? {
                self.act(Action::Slice);
            }
        }
    }

    /// Changes the theme, if that was guessed, to the one for the background that the terminal has told.
    fn follow_background(&mut self, session: &Session) {
        if let Some(theme) = session.keyboard.theme()
            && self.options.is_guess
            && self.options.theme != theme
        {
            self.options.theme = theme;
            self.stale = true;
        }
    }

    fn draw(&mut self, session: &mut Session) -> io::Result<()> {
        if self.stale {
            let start = Instant::now();
            let (screen, options, hits) = (&*self.screen, self.options, &mut self.hits);
            session
                .draw(|frame| *hits = draw(screen, options, frame.area(), frame.buffer_mut()))?;
            self.stale = false;
            self.drawing = start.elapsed();
        }
        Ok(())
    }

    fn act(&mut self, action: Action) -> Option<Request> {
        self.stale = true;
        self.screen.act(action)
    }

    /// Handles all events that have arrived, for up to one frame: fast typing does not wait for drawing.
    fn drain_events(&mut self, session: &mut Session) -> io::Result<Option<Exit>> {
        let start = Instant::now();
        loop {
            let Some(event) = session.keyboard.read()? else {
                return Ok(None);
            };
            let exit = self.handle(&event, session)?;
            if exit.is_some()
                || start.elapsed() >= FRAME
                || !session.keyboard.poll(Duration::ZERO)?
            {
                return Ok(exit);
            }
        }
    }

    fn handle(&mut self, event: &Event, session: &mut Session) -> io::Result<Option<Exit>> {
        match event {
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                // A click refers to the current state, so that has to be on the screen.
                self.draw(session)?;
                let target = self.hits.at(mouse.column, mouse.row);
                let action = keys::click(target, |key| self.screen.action(key));
                Ok(action.and_then(|action| self.answer(action)))
            }
            Event::Mouse(mouse) => {
                Ok(keyboard::wheel(mouse.kind).and_then(|action| self.answer(action)))
            }
            Event::Key(key) if key.kind != KeyEventKind::Release => self.press(*key),
            _ => Ok(None),
        }
    }

    fn press(&mut self, key: KeyEvent) -> io::Result<Option<Exit>> {
        let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
        let is_command = has_control || key.modifiers.contains(KeyModifiers::ALT);
        let key = match key.code {
            KeyCode::Char('c' | 'C') if has_control => return Ok(Some(Exit::Ended)),
            KeyCode::Char('z' | 'Z') if has_control => {
                return signals::ask_for_stop().map(|()| None);
            }
            KeyCode::Char('r' | 'R') if has_control => Key::Control('r'),
            _ if is_command && !signals::is_alt_gr(key.modifiers) => return Ok(None),
            KeyCode::Char(letter) => Key::Char(letter),
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Escape,
            KeyCode::Backspace => Key::Backspace,
            _ => return Ok(None),
        };
        let action = self.screen.action(key);
        Ok(action.and_then(|action| self.answer(action)))
    }

    /// Takes an action, and does what the screen requests.
    fn answer(&mut self, action: Action) -> Option<Exit> {
        match self.act(action)? {
            // Only a tick asks for measurements.
            Request::Measure(_) => {}
            Request::Quit => return Some(Exit::Closed),
            Request::Enter(chapter, number) => return Some(Exit::Towards(chapter, number)),
            Request::Workbook(ask) => {
                self.host.judge(&ask);
                if matches!(ask, Ask::Edit(_)) {
                    return Some(Exit::Editing);
                }
            }
            Request::Remember(deed) => {
                if let Err(why) = self.host.remember(deed) {
                    self.notice(why);
                }
            }
            Request::OpenPage(page) => {
                self.notice(format!("opening {page} …"));
                self.opening = Some(self.host.open_page(&page));
            }
            Request::SaveNetwork(experiment) => {
                let saved = self.host.save_network(&experiment);
                if saved.is_ok() {
                    self.act(Action::NetworkSaved);
                }
                self.notice(saved.unwrap_or_else(|fault| fault));
            }
            Request::Save(figures) if self.saving.is_none() => {
                self.notice("drawing the figures …");
                self.saving = Some(self.host.save(figures));
            }
            Request::Save(_) => self.notice("the figures are still being drawn"),
        }
        None
    }

    fn notice(&mut self, sentence: impl Into<String>) {
        self.act(Action::Notice(sentence.into()));
    }

    fn report_outcomes(&mut self) {
        let saved = outcome(&mut self.saving, "the figures could not be drawn");
        let opened = outcome(&mut self.opening, "the page could not be opened");
        for sentence in [saved, opened].into_iter().flatten() {
            self.notice(sentence);
        }
        while let Some(news) = self.host.news() {
            self.act(Action::News(Box::new(news)));
        }
    }
}

/// Seconds for a whole numerical gradient and for one by backpropagation.
fn measure(mut measurement: Measurement) -> (f64, f64) {
    let start = Instant::now();
    let numerical = measurement.numerical();
    let between = Instant::now();
    let backprop = measurement.backprop() * between.elapsed().as_secs_f64();
    ((between - start).as_secs_f64() * numerical, backprop)
}

/// The sentence of a finished worker, once; `failure` if it ended without one.
fn outcome(worker: &mut Option<Receiver<String>>, failure: &str) -> Option<String> {
    let sentence = match worker.as_ref()?.try_recv() {
        Ok(sentence) => sentence,
        Err(TryRecvError::Empty) => return None,
        Err(TryRecvError::Disconnected) => failure.to_owned(),
    };
    *worker = None;
    Some(sentence)
}
