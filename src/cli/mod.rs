//! The command line: options in, narration, JSON or a dashboard out. Only this room prints.

#[cfg(feature = "figures")]
mod animations;
pub mod answer;
#[cfg(feature = "book")]
pub mod book;
pub mod classify;
pub mod contents;
pub mod data;
pub mod doctor;
pub mod equation;
pub mod exercise;
pub mod figures;
mod list;
#[cfg(feature = "book")]
pub mod live;
mod mine;
mod narration;
pub mod neuron;
mod options;
mod place;
mod progress;
mod saved;
mod services;
mod settings;
pub mod training;
mod workbook;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::data::escaped;
use crate::stage::Stage;
use crate::terminal::{self, Session};
pub use figures::FigureOptions;
pub use list::Numbers;
pub use options::LookOptions;
use services::NativeHost;

/// The files of the book and the sources that it quotes, by their paths in a clone, with their text.
pub type BookFiles = &'static [(&'static str, &'static str)];

/// A mistake in the command line: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(String);

impl Usage {
    fn error(message: &impl ToString) -> anyhow::Error {
        Self(message.to_string()).into()
    }

    /// An error with a message unless the command line is as it should be.
    fn ensure(is_right: bool, message: impl FnOnce() -> String) -> anyhow::Result<()> {
        anyhow::ensure!(is_right, Self(message()));
        Ok(())
    }
}

/// A signal has ended a dashboard: exit status 128 and the signal's number, as a shell reports it.
#[derive(Debug, thiserror::Error)]
#[error("ended by signal {0}")]
pub struct Interrupted(i32);

impl Interrupted {
    /// An error if a signal has ended the session.
    fn check(session: &Session) -> anyhow::Result<()> {
        let signal = session.interrupted();
        signal.map_or(Ok(()), |signal| Err(Self(signal).into()))
    }
}

/// The options of a program. A mistake in them ends it with one message, which shows control characters on the command line escaped.
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

/// Prints one line of JSON. JSON itself would leave some control characters in its strings as they are.
fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
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

/// Prints an error, if there is one, and returns the exit status: 0, 2 for a mistake in the command line, else 1.
/// A reader who closes the pipe has seen enough; that is no error.
pub fn finish(result: anyhow::Result<()>) -> ExitCode {
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        let error = cause.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        return ExitCode::SUCCESS;
    }
    if let Some(Interrupted(signal)) = error.downcast_ref() {
        return ExitCode::from(u8::try_from(128 + signal).unwrap_or(1));
    }
    let message = format!("error: {}", escaped_lines(&error.to_string()));
    let message = options::spelled(message, options::letters_of_errors());
    // If it cannot be written, the status is still an error's.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
}

/// The same for a command that has an exit status of its own.
pub fn finish_with(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| finish(Err(error)))
}

/// Shows a dashboard until the reader leaves or a signal ends it, and then saves its network, if that was asked for.
fn show(
    mut stage: Box<dyn Stage>,
    screen: terminal::RenderOptions,
    host: &NativeHost,
) -> anyhow::Result<()> {
    let mut session = Session::start()?;
    let left = terminal::run(&mut session, &mut stage, screen, host);
    let interrupted = Interrupted::check(&session);
    drop(session);
    // Whatever happened to the terminal, the work is kept.
    if let Some(experiment) = stage.experiment() {
        host.save_at_end(experiment)?;
    }
    left?;
    interrupted
}

/// The last sentences of a narration: where the figures are, and how to run the same again.
fn figures_and_command(figures: &[PathBuf], command: &str) -> String {
    let count = match figures.len() {
        0 => "No figures were".to_owned(),
        1 => "A figure was".to_owned(),
        count => format!("{count} figures were"),
    };
    let line = |path: &PathBuf| format!("Figure: {}\n", shown(path));
    let paths: String = figures.iter().map(line).collect();
    format!("{count} written.\n{paths}The same again: {command}\n")
}
