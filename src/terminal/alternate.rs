//! The alternate screen in raw mode: how it is taken, and how it is given back.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
#[cfg(windows)]
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::output::Output;

pub(super) type AlternateScreen = Terminal<CrosstermBackend<Output>>;

/// Giving the screen back twice would move the cursor over later output.
static ACTIVE: AtomicBool = AtomicBool::new(false);

/// True while the screen is taken.
pub(super) fn is_active() -> bool {
    ACTIVE.load(Ordering::Relaxed)
}

/// Enters raw mode and the alternate screen, with mouse and paste.
pub(super) fn take() -> io::Result<AlternateScreen> {
    ACTIVE.store(true, Ordering::Relaxed);
    enable_raw_mode()?;
    let mut out = Output::new();
    execute!(out, EnterAlternateScreen, Clear(ClearType::All))?;
    follow_mouse(&mut out, true)?;
    // An old Windows console cannot do this, and needs it least.
    let _ = execute!(out, EnableBracketedPaste);
    Terminal::new(CrosstermBackend::new(out))
}

/// Undoes everything that [`take`] did. Errors are ignored: there is nobody left to tell.
pub(super) fn give_back() {
    if is_active() {
        let _ = leave_screen(&mut io::stdout());
        let _ = disable_raw_mode();
        ACTIVE.store(false, Ordering::Relaxed);
    }
}

pub(super) fn leave_screen(out: &mut impl Write) -> io::Result<()> {
    let _ = execute!(out, DisableBracketedPaste);
    follow_mouse(out, false)?;
    execute!(out, LeaveAlternateScreen, Show)
}

/// Clicks, the wheel and what is dragged. crossterm would ask for every motion as well, which nothing here answers and which some terminals
/// take for the end of marking text.
#[cfg(unix)]
fn follow_mouse(out: &mut impl Write, is_on: bool) -> io::Result<()> {
    let modes: &[u8] = if is_on {
        b"\x1b[?1000h\x1b[?1002h\x1b[?1006h"
    } else {
        b"\x1b[?1006l\x1b[?1002l\x1b[?1000l"
    };
    out.write_all(modes)?;
    out.flush()
}

#[cfg(windows)]
fn follow_mouse(out: &mut impl Write, is_on: bool) -> io::Result<()> {
    if is_on {
        execute!(out, EnableMouseCapture)
    } else {
        execute!(out, DisableMouseCapture)
    }
}
