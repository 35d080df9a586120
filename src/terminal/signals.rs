//! Signals, and everything else that differs between systems in this room.
//!
//! | | Linux, macOS | Windows |
//! |---|---|---|
//! | end the program | SIGINT, SIGTERM, SIGQUIT, SIGHUP | Ctrl-C or SIGTERM from another program, Ctrl-Break |
//! | stop and continue | Ctrl-Z, SIGTSTP, SIGCONT | does not exist |
//! | abort (no memory left) | SIGABRT gives the terminal back | nothing runs any more |
//!
//! A console window that is closed on Windows takes the program with it at once: there is no terminal to give back,
//! and no time to write a file.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

#[cfg(unix)]
const ENDING: [i32; 4] = [
    SIGINT,
    SIGTERM,
    signal_hook::consts::SIGQUIT,
    signal_hook::consts::SIGHUP,
];
/// The last one is SIGBREAK.
#[cfg(windows)]
const ENDING: [i32; 3] = [SIGINT, SIGTERM, 21];

/// Pending signals.
#[derive(Clone, Default)]
pub(super) struct Signals {
    ended: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    /// True once the terminal has been given back for good.
    closed: Arc<AtomicBool>,
}

impl Signals {
    /// Notes signals from now on, instead of ending or stopping.
    pub fn install() -> io::Result<Self> {
        let signals = Self::default();
        // Whoever waits for files to be written can still leave with Ctrl-C.
        flag::register_conditional_default(SIGINT, Arc::clone(&signals.closed))?;
        for signal in ENDING {
            flag::register_usize(signal, Arc::clone(&signals.ended), signal as usize)?;
        }
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGCONT, SIGTSTP};
            flag::register(SIGTSTP, Arc::clone(&signals.stopped))?;
            flag::register(SIGCONT, Arc::clone(&signals.continued))?;
            restore_on_abort()?;
        }
        Ok(signals)
    }

    /// The signal that asks the program to end, if one has arrived.
    pub fn ended(&self) -> Option<i32> {
        let signal = i32::try_from(self.ended.load(Ordering::Relaxed));
        signal.ok().filter(|signal| *signal != 0)
    }

    /// Ends the program on the next SIGINT.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// True once after a request to stop, if a shell could continue the program.
    pub fn take_stop(&self) -> bool {
        self.stopped.swap(false, Ordering::Relaxed) && has_job_control()
    }

    /// True once after the program was continued.
    pub fn take_continue(&self) -> bool {
        self.continued.swap(false, Ordering::Relaxed)
    }
}

/// True if a shell controls this program as a job: it then has a process group of its own.
#[cfg(unix)]
fn has_job_control() -> bool {
    use rustix::process::{getpgrp, getsid};
    getsid(None).is_ok_and(|session| session != getpgrp())
}

#[cfg(windows)]
fn has_job_control() -> bool {
    false
}

/// Sends what Ctrl-Z sends in a terminal that is not raw: a request to stop, to this program and to what started it.
pub(super) fn ask_for_stop() -> io::Result<()> {
    #[cfg(unix)]
    if has_job_control() {
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    }
    Ok(())
}

/// Stops, and returns when the program is continued.
pub(super) fn stop() -> io::Result<()> {
    #[cfg(unix)]
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    Ok(())
}

/// Restores the terminal when the program aborts, as Rust does when no memory is left.
#[cfg(unix)]
#[allow(unsafe_code, reason = "an action that runs inside a signal handler")]
fn restore_on_abort() -> io::Result<()> {
    use std::fs::File;
    use std::io::Write as _;
    use std::os::fd::AsFd as _;

    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

    const MESSAGE: &[u8] = b"The program was aborted: there was not enough memory, most likely.\n";
    let terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let modes = tcgetattr(&terminal)?;
    let mut farewell = Vec::new();
    super::session::leave_screen(&mut farewell)?;
    farewell.extend_from_slice(MESSAGE);
    let restore = move || {
        if super::session::is_active() {
            let _ = tcsetattr(&terminal, OptionalActions::Now, &modes);
            let _ = (&terminal).write_all(&farewell);
        }
    };
    // SAFETY: the action makes two system calls on values made beforehand; it allocates nothing and locks nothing.
    unsafe { signal_hook::low_level::register(signal_hook::consts::SIGABRT, restore) }?;
    Ok(())
}

/// True if these modifiers were pressed to type a character: Windows reports AltGr as Ctrl and Alt.
pub(super) fn is_alt_gr(modifiers: crossterm::event::KeyModifiers) -> bool {
    use crossterm::event::KeyModifiers;
    cfg!(windows) && modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}
