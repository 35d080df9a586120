//! A terminal on loan: taken over on entering, given back on every way out.

use std::io::{self, Stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

/// How long the loop has to end by itself after a signal.
const GRACE: Duration = Duration::from_millis(600);

/// The terminal while a dashboard has it.
pub struct Session {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    interrupted: Arc<AtomicI32>,
}

impl Session {
    /// Take over the terminal: raw mode, the alternate screen, the mouse. Signals that would end the program are noted instead.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn start() -> io::Result<Self> {
        let interrupted = Arc::new(AtomicI32::new(0));
        end_on_signals(Arc::clone(&interrupted))?;
        give_back_before_a_panic_is_printed();
        // The theme decides about colours. Left to itself, an empty colour command would reset bold and reverse as well.
        crossterm::style::force_color_output(true);
        enable_raw_mode()?;
        let taken = execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture)
            .and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())));
        match taken {
            Ok(terminal) => Ok(Self {
                terminal,
                interrupted,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draw one frame.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(draw).map(drop)
    }

    /// The signal that has asked the program to end, if one has.
    #[must_use]
    pub fn interrupted(&self) -> Option<i32> {
        Some(self.interrupted.load(Ordering::Relaxed)).filter(|signal| *signal != 0)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
    }
}

/// Undo everything that [`Session::start`] did. What fails is passed over: there is nobody left to tell.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

fn give_back_before_a_panic_is_printed() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        give_back();
        print(panic);
    }));
}

/// Note a signal for the loop. If the loop does not end in time, end the program here: where the terminal has gone away,
/// reading from it may never return.
fn end_on_signals(interrupted: Arc<AtomicI32>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else {
            return;
        };
        interrupted.store(signal, Ordering::Relaxed);
        std::thread::sleep(GRACE);
        give_back();
        std::process::exit(128 + signal);
    });
    Ok(())
}
