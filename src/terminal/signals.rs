//! Signals, and everything else that differs between systems in this room.
//!
//! | | Linux, macOS | Windows |
//! |---|---|---|
//! | end the program | SIGINT, SIGTERM, SIGQUIT, SIGHUP | Ctrl-Break, and a Ctrl-C that is no key |
//! | stop and continue | Ctrl-Z, SIGTSTP, SIGCONT | does not exist |
//! | abort (no memory left) | SIGABRT gives the terminal back | nothing runs any more |
//!
//! A console window that is closed on Windows takes the program with it at once: there is no terminal to give back,
//! and no time to write a file.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crossterm::event::KeyModifiers;

const SIGINT: i32 = 2;

/// The signals that have arrived.
#[derive(Clone, Default)]
pub struct Signals {
    ended: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    /// True once the terminal has been given back for good.
    closed: Arc<AtomicBool>,
}

impl Signals {
    /// Notes signals from now on, instead of ending or stopping.
    pub(super) fn install() -> io::Result<Self> {
        let signals = Self::of_ends()?;
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGCONT, SIGTSTP};
            use signal_hook::flag;

            flag::register(SIGTSTP, Arc::clone(&signals.stopped))?;
            flag::register(SIGCONT, Arc::clone(&signals.continued))?;
            restore_on_abort()?;
        }
        Ok(signals)
    }

    /// Notes signals that would end the program. After [`Signals::close`] a second SIGINT ends it.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn of_ends() -> io::Result<Self> {
        let signals = Self::default();
        signals.listen()?;
        Ok(signals)
    }

    #[cfg(unix)]
    fn listen(&self) -> io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGQUIT, SIGTERM};
        use signal_hook::flag;

        flag::register_conditional_default(SIGINT, Arc::clone(&self.closed))?;
        for signal in [SIGINT, SIGTERM, SIGQUIT, SIGHUP] {
            flag::register_usize(signal, Arc::clone(&self.ended), signal as usize)?;
        }
        Ok(())
    }

    #[cfg(windows)]
    fn listen(&self) -> io::Result<()> {
        let signals = self.clone();
        ctrlc::set_handler(move || {
            signals.ended.store(SIGINT as usize, Ordering::Relaxed);
            if signals.closed.load(Ordering::Relaxed) {
                std::process::exit(128 + SIGINT);
            }
        })
        .map_err(io::Error::other)
    }

    /// The signal that asks the program to end, if one has arrived.
    pub fn ended(&self) -> Option<i32> {
        let signal = i32::try_from(self.ended.load(Ordering::Relaxed));
        signal.ok().filter(|signal| *signal != 0)
    }

    /// Lets the next SIGINT end the program at once: waiting for files to be written is up to the user.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// True once after a request to stop, if a shell could continue the program.
    pub(super) fn take_stop(&self) -> bool {
        self.stopped.swap(false, Ordering::Relaxed) && has_job_control()
    }

    /// True once after the program was continued.
    pub(super) fn take_continue(&self) -> bool {
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

/// Forgets what the terminal has sent: an answer that comes too late would be typed into the shell.
pub(super) fn forget_input() {
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
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
    super::alternate::leave_screen(&mut farewell)?;
    farewell.extend_from_slice(MESSAGE);
    let restore = move || {
        if super::alternate::is_active() {
            let _ = tcsetattr(&terminal, OptionalActions::Now, &modes);
            let _ = (&terminal).write_all(&farewell);
        }
    };
    // SAFETY: the action makes two system calls on values made beforehand; it allocates nothing and locks nothing.
    unsafe { signal_hook::low_level::register(signal_hook::consts::SIGABRT, restore) }?;
    Ok(())
}

/// True if these modifiers were pressed to type a character: Windows reports AltGr as Ctrl and Alt.
pub(super) fn is_alt_gr(modifiers: KeyModifiers) -> bool {
    cfg!(windows) && modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}
