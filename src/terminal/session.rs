//! A terminal on loan: taken over on entering, given back on every way out, and in between while the reader is elsewhere.
//!
//! | what happens | what the program does |
//! |---|---|
//! | q, an error | ends, and the terminal is given back as [`Session`] is dropped |
//! | a panic of this thread | gives the terminal back first, so that the message can be read |
//! | a panic of another thread | keeps the message until the terminal is given back |
//! | SIGINT, SIGTERM, SIGQUIT, SIGHUP, a terminal that hangs up | the loop ends; if it cannot, the thread that hears signals ends the program |
//! | Ctrl-Z, SIGTSTP | gives the terminal back and stops; takes it again on `fg` |
//! | SIGCONT after a stop that nobody could see coming | takes the terminal again |

use std::io::{self, Stdout, Write as _};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// How long the loop has to end by itself after a signal.
const GRACE: Duration = Duration::from_millis(400);
/// How long a terminal that takes no more output has to take the last of it.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Whether the screen is taken. Giving it back twice would put the cursor where it was before, on what has been said since.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What other threads have panicked with while the screen was taken: said when it is free again.
static UNSAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The terminal while a dashboard has it.
pub struct Session {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// The size of the frame that is shown.
    drawn: Size,
    signals: Arc<Heard>,
}

/// The signals that have come and were not yet answered.
#[derive(Default)]
struct Heard {
    /// The one that asks the program to end, or 0.
    end: AtomicI32,
    stop: AtomicBool,
    go_on: AtomicBool,
}

impl Session {
    /// Take over the terminal: raw mode, the alternate screen, the mouse. Signals that would end or stop the program are noted instead.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn start() -> io::Result<Self> {
        let signals = Arc::new(Heard::default());
        listen(Arc::clone(&signals))?;
        keep_panics_off_the_screen(thread::current().id());
        // The theme decides about colours. Left to itself, an empty colour command would reset bold and reverse as well.
        crossterm::style::force_color_output(true);
        match take().and_then(|()| fresh()) {
            Ok(terminal) => Ok(Self {
                terminal,
                drawn: Size::default(),
                signals,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draw one frame.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.drawn = self.terminal.draw(draw)?.area.as_size();
        Ok(())
    }

    /// Whether the terminal has another size than the frame that it shows. When a key is pressed at the same moment,
    /// crossterm tells of the key alone.
    pub(super) fn has_another_size(&self) -> io::Result<bool> {
        Ok(self.terminal.size()? != self.drawn)
    }

    /// Let crossterm look for keys again: of a key and a change of size at the same moment, it has told of the size alone, and waits
    /// for the next key before it sees the first. A terminal whose modes are set, even to what they are, says again that it has input.
    pub(super) fn look_for_keys() {
        let input = io::stdin();
        if let Ok(modes) = tcgetattr(&input) {
            let _ = tcsetattr(&input, OptionalActions::Now, &modes);
        }
    }

    /// The signal that has asked the program to end, if one has.
    #[must_use]
    pub fn interrupted(&self) -> Option<i32> {
        Some(self.signals.end.load(Ordering::Relaxed)).filter(|signal| *signal != 0)
    }

    /// The same, for a terminal that has just failed: the signal that says why may still be on its way.
    pub(super) fn interrupted_soon(&self) -> Option<i32> {
        thread::sleep(LAST_WORDS);
        self.interrupted()
    }

    /// Ask for a stop, as Ctrl-Z does where the terminal is not raw: of the program and of what started it.
    pub(super) fn ask_for_stop() -> io::Result<()> {
        if has_job_control() {
            kill_current_process_group(Signal::TSTP)?;
        }
        Ok(())
    }

    /// Stop if that was asked for, and take the terminal again if the program has been stopped.
    /// Says whether the screen has to be drawn anew.
    pub(super) fn answer_stops(&mut self) -> io::Result<bool> {
        let stops = self.signals.stop.swap(false, Ordering::Relaxed) && has_job_control();
        if stops {
            give_back();
            // Comes back when the program is told to go on.
            emulate_default_handler(SIGTSTP)?;
        } else if self.signals.go_on.swap(false, Ordering::Relaxed) {
            // The mode of the terminal may be the shell's again; only what is given back can be taken.
            give_back();
        } else {
            return Ok(false);
        }
        take()?;
        // What it knows of the screen holds no longer.
        self.terminal = fresh()?;
        self.signals.go_on.store(false, Ordering::Relaxed);
        Ok(true)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
        for message in UNSAID
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            let _ = writeln!(io::stderr(), "{message}");
        }
    }
}

/// Whether a shell looks after this program and could let it go on: it then has a process group of its own.
fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

fn fresh() -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    Terminal::new(CrosstermBackend::new(io::stdout()))
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::Relaxed);
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableMouseCapture,
        EnableBracketedPaste
    )
}

/// Undo everything that [`take`] did. What fails is passed over: there is nobody left to tell.
fn give_back() {
    if !TAKEN.swap(false, Ordering::Relaxed) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic of the thread that draws ends the program, and its message is to be read. Another thread's would only spoil the screen.
fn keep_panics_off_the_screen(drawing: ThreadId) {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == drawing {
            give_back();
            print(panic);
        } else {
            let mut unsaid = UNSAID.lock().unwrap_or_else(PoisonError::into_inner);
            unsaid.push(panic.to_string());
        }
    }));
}

/// Note signals for the loop.
fn listen(heard: Arc<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT])?;
    let of_window = Arc::clone(&heard);
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => heard.stop.store(true, Ordering::Relaxed),
                SIGCONT => heard.go_on.store(true, Ordering::Relaxed),
                _ => end(&heard, signal),
            }
        }
    });
    // A program may have been started so that it hears no hang-up, and then finds a terminal without end or beginning.
    thread::spawn(move || {
        let window = io::stdin();
        loop {
            let mut watched = [PollFd::new(&window, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(_) => break end(&of_window, SIGHUP),
                Err(Errno::INTR) => {}
                // A system that cannot watch a terminal so has its signal alone.
                Err(_) => break,
            }
        }
    });
    Ok(())
}

/// Tell the loop to end. If it does not in time, end the program here: where the terminal has gone away, reading from it may never
/// return, and where nobody reads what is drawn, neither may writing.
fn end(heard: &Heard, signal: i32) {
    heard.end.store(signal, Ordering::Relaxed);
    thread::sleep(GRACE);
    let _ = disable_raw_mode();
    thread::spawn(give_back);
    thread::sleep(LAST_WORDS);
    std::process::exit(128 + signal);
}
