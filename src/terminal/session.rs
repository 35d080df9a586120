//! The terminal while a dashboard has it: taken at the start, given back on every way out.
//!
//! | event | answer |
//! |---|---|
//! | q, an error | the terminal is given back as [`Session`] is dropped |
//! | a panic of this thread | gives the terminal back first, so that the message can be read |
//! | a panic of another thread | keeps the message until the terminal is given back |
//! | SIGINT, SIGTERM, SIGQUIT, SIGHUP, a terminal that hangs up | the loop ends; if it cannot, a watching thread ends the program |
//! | Ctrl-Z, SIGTSTP | gives the terminal back and stops; takes it again on `fg` |
//! | SIGCONT after SIGSTOP | takes the terminal again |

use std::io::{self, IsTerminal as _, Write as _};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::execute;
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, disable_raw_mode};
use ratatui::Frame;
use ratatui::layout::Size;

use super::alternate::{AlternateScreen, give_back, is_active, take};
use super::background::QUESTION;
use super::keyboard::Keyboard;
use super::signals::{self, Signals};

/// Time between two looks for a signal that the loop does not answer.
const WATCH: Duration = Duration::from_millis(250);
/// Time for the loop to end by itself after a signal.
const EXIT_TIMEOUT: Duration = Duration::from_secs(2);
/// Time for a blocked terminal to take the last output.
const RESTORE_TIMEOUT: Duration = Duration::from_millis(200);
/// The exit status of a terminal that hangs up is that of SIGHUP.
const HANG_UP: i32 = 1;

/// Panic messages of other threads, printed when the screen is free again.
static DEFERRED_PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

pub struct Session {
    /// Never dropped: it would complain to a standard error that may be closed as well, and panic. [`give_back`] shows the cursor.
    terminal: ManuallyDrop<AlternateScreen>,
    /// The size of the last frame.
    drawn: Size,
    signals: Signals,
    pub(super) keyboard: Keyboard,
}

impl Session {
    /// Takes the terminal: raw mode, the alternate screen, the mouse. Signals that would end or stop the program are noted instead.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn start() -> io::Result<Self> {
        let signals = Signals::install()?;
        set_panic_hook(thread::current().id());
        // The theme decides about colours. Left to itself, an empty colour command would reset bold and reverse as well.
        crossterm::style::force_color_output(true);
        let terminal = take().inspect_err(|_| give_back())?;
        watch(signals.clone())?;
        Ok(Self {
            terminal: ManuallyDrop::new(terminal),
            drawn: Size::default(),
            signals,
            keyboard: Keyboard::default(),
        })
    }

    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        // The terminal shows the frame as a whole, if it knows how.
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.drawn = self.terminal.draw(draw)?.area.as_size();
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Asks the terminal for its background, once. The answer comes like keys, and [`Keyboard`] finds it among them.
    pub(super) fn ask_for_background(&mut self) -> io::Result<()> {
        if self.keyboard.expect_answer() {
            execute!(self.terminal.backend_mut(), Print(QUESTION))?;
        }
        Ok(())
    }

    /// True if the terminal was resized since the last frame.
    pub(super) fn is_resized(&self) -> io::Result<bool> {
        Ok(self.terminal.size()? != self.drawn)
    }

    /// The signal that asks the program to end, or SIGHUP if the terminal has hung up.
    pub fn interrupted(&self) -> Option<i32> {
        let hung_up = || (!io::stdin().is_terminal()).then_some(HANG_UP);
        self.signals.ended().or_else(hung_up)
    }

    /// Stops if that was requested, and takes the terminal again if the program had been stopped. Returns true if the screen has to be redrawn.
    pub(super) fn handle_stops(&mut self) -> io::Result<bool> {
        if self.signals.take_stop() {
            give_back();
            signals::stop()?;
        } else if self.signals.take_continue() {
            // The shell may have changed the terminal's mode; only a terminal that is given back can be taken.
            give_back();
        } else {
            return Ok(false);
        }
        self.terminal = ManuallyDrop::new(take()?);
        self.signals.take_continue();
        Ok(true)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.keyboard.is_expecting() {
            signals::forget_input();
        }
        give_back();
        self.signals.close();
        for message in deferred_panics().drain(..) {
            let _ = writeln!(io::stderr(), "{message}");
        }
    }
}

fn deferred_panics() -> MutexGuard<'static, Vec<String>> {
    let deferred = DEFERRED_PANICS.lock();
    deferred.unwrap_or_else(PoisonError::into_inner)
}

/// A panic of the drawing thread ends the program, so its message has to be readable. Another thread's would only spoil the screen.
fn set_panic_hook(drawing: ThreadId) {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if is_active() && thread::current().id() != drawing {
            deferred_panics().push(panic.to_string());
        } else {
            give_back();
            print(panic);
        }
    }));
}

/// Ends the program if the loop does not answer a signal: reading half a key or writing to a terminal that nobody reads may never return.
/// Once the terminal is given back, files may take as long as they need.
fn watch(signals: Signals) -> io::Result<()> {
    let watcher = thread::Builder::new().name("signals".to_owned());
    watcher.spawn(move || {
        while signals.ended().is_none() {
            thread::sleep(WATCH);
        }
        thread::sleep(EXIT_TIMEOUT);
        if is_active() {
            let _ = disable_raw_mode();
            thread::spawn(give_back);
            thread::sleep(RESTORE_TIMEOUT);
            std::process::exit(128 + signals.ended().unwrap_or_default());
        }
    })?;
    Ok(())
}
