//! A terminal on loan: taken over on entering, given back on every way out.

use std::io::{self, Stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The terminal while a dashboard has it.
pub struct Session {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    interrupted: Arc<AtomicBool>,
}

impl Session {
    /// Take over the terminal: raw mode, the alternate screen, the mouse. Signals that would end the program are noted instead.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn start() -> io::Result<Self> {
        let interrupted = Arc::new(AtomicBool::new(false));
        for signal in signal_hook::consts::TERM_SIGNALS {
            signal_hook::flag::register(*signal, Arc::clone(&interrupted))?;
        }
        #[cfg(unix)]
        signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(&interrupted))?;
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

    /// Whether a signal has asked the program to end.
    pub(super) fn interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
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
