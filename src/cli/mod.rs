//! The command line: options in, narration, JSON or a dashboard out. Only this room prints.

#[cfg(feature = "book")]
pub mod book;
pub mod contents;
pub mod equation;
#[cfg(feature = "figures")]
pub mod figures;
mod list;
#[cfg(feature = "book")]
pub mod live;
mod narration;
pub mod neuron;
mod options;
mod progress;
mod services;
mod settings;
pub mod training;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::data::{self, escaped};
use crate::model::Network;
use crate::scene::Panel;
use crate::stage::{Action, Stage};
use crate::terminal::{self, Session};
use crate::view;
pub use list::Numbers;
pub use options::{FigureOptions, LookOptions};
use services::NativeHost;

/// The command line was wrong, rather than the world: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(String);

impl Usage {
    fn error(message: impl Into<String>) -> anyhow::Error {
        Self(message.into()).into()
    }
}

/// A signal has ended a dashboard: exit status 128 and the signal's number, as a shell reports it.
#[derive(Debug, thiserror::Error)]
#[error("ended by signal {0}")]
pub struct Interrupted(i32);

impl Interrupted {
    /// An error if a signal has ended the session.
    fn check(session: &Session) -> anyhow::Result<()> {
        session
            .interrupted()
            .map_or(Ok(()), |signal| Err(Self(signal).into()))
    }
}

/// The options of a program. A wrong command line ends it with one message, in which nothing that was typed or that a shell put there
/// reaches the terminal as a control character.
#[must_use]
pub fn parse<T: Parser>() -> T {
    let is_plain = |word: std::ffi::OsString| {
        let word = word.to_string_lossy();
        escaped(&word) == word
    };
    T::try_parse().unwrap_or_else(|wrong| {
        if std::env::args_os().all(is_plain) {
            wrong.exit();
        }
        let _ = write!(io::stderr(), "{}", escaped_lines(&wrong.to_string()));
        std::process::exit(wrong.exit_code())
    })
}

/// Lines in which everything is escaped but their ends.
fn escaped_lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// A path as it may be shown.
fn shown(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// Prints one line of JSON, in which every control character is written as its number.
fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    // JSON itself leaves some of them in its strings as they are.
    let escaped = |character: char| {
        if character.is_control() {
            format!("\\u{:04x}", u32::from(character))
        } else {
            character.to_string()
        }
    };
    let line: String = serde_json::to_string(value)?.chars().map(escaped).collect();
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}

/// Print an error, if there is one, and say how the program ends: 0, 2 for a wrong command line, else 1.
/// A reader who closes the pipe has seen enough; that is no error.
#[must_use]
pub fn finish(result: anyhow::Result<()>) -> ExitCode {
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        return ExitCode::SUCCESS;
    }
    if let Some(Interrupted(signal)) = error.downcast_ref() {
        return ExitCode::from(u8::try_from(128 + signal).unwrap_or(1));
    }
    // Where nobody hears it, the status still says it.
    let message = format!("error: {}", escaped_lines(&error.to_string()));
    let message = if options::errors_are_ascii() {
        terminal::ascii::text(&message)
    } else {
        message
    };
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
}

/// Reads the network of a file, and names the file.
fn network(path: Option<&Path>) -> anyhow::Result<Option<(Network, String)>> {
    let read = |path: &Path| Ok((data::read_network(path)?, path.display().to_string()));
    path.map(read).transpose()
}

/// Shows a dashboard until the reader leaves or a signal ends it, and then does what is to be done `at_end`.
fn show(
    mut stage: Box<dyn Stage>,
    files: FigureOptions,
    look: LookOptions,
    at_end: impl FnOnce(&dyn Stage) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let screen = look.screen();
    let host = NativeHost::new(files, look);
    let mut session = Session::start()?;
    settle(stage.as_mut());
    let left = terminal::run(&mut session, &mut stage, screen, &host);
    let interrupted = Interrupted::check(&session);
    drop(session);
    // Whatever happened to the terminal, the work is kept.
    at_end(stage.as_ref())?;
    left?;
    interrupted
}

/// Where only two places fit on the screen, the diagram and the equation come first.
fn settle(stage: &mut dyn Stage) {
    if let Ok((width, height)) = terminal::size()
        && !view::is_roomy(width, height)
    {
        stage.act(Action::Focus(Panel::Where));
    }
}

/// Whether there is nobody who could look at a screen and press keys.
fn without_terminal() -> bool {
    !io::stdout().is_terminal() || !io::stdin().is_terminal()
}

/// The last sentences of a narration: where the figures are, and how to run the same again.
fn figures_and_command(figures: &[PathBuf], command: &str) -> String {
    let mut text = match figures {
        [] => "No figures were written.\n".to_owned(),
        [_] => "A figure was written.\n".to_owned(),
        several => format!("{} figures were written.\n", several.len()),
    };
    for path in figures {
        let _ = writeln!(text, "Figure: {}", shown(path));
    }
    text + &format!("The same again: {command}\n")
}
