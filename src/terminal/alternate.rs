//! The alternate screen in raw mode: how it is taken, and how it is given back.

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

pub(super) type AlternateScreen = Terminal<CrosstermBackend<Stdout>>;

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
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, Clear(ClearType::All))?;
    execute!(out, EnableMouseCapture)?;
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
    execute!(out, DisableMouseCapture, LeaveAlternateScreen, Show)
}
