//! What is wrong with the sources of the book, and where.
//!
//! Faults are collected, so that a build reports all of them at once.

use std::path::{Path, PathBuf};

/// One fault, at a line of a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Fault {
    /// The file, from the folder that holds the book, as `book/src/neuron.md`.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    pub message: String,
}

/// Why there is no new book. The one before it, if there was one, is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    #[error("{}", list(.0))]
    Faults(Vec<Fault>),
    #[error("{} holds something other than a book and is left alone: choose a new or empty folder with --output DIR", path.display())]
    Occupied { path: PathBuf },
    #[error("cannot {action} {}: {reason}", path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        reason: std::io::Error,
    },
    #[error("mdBook cannot build the book: {0}")]
    Mdbook(String),
}

impl BookError {
    /// Turns an error of the system into one that names the file.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |reason| Self::Io {
            action,
            path,
            reason,
        }
    }
}

/// All faults at once, if there are any, each of them once and in the order of pages and lines.
pub(super) fn none(mut faults: Vec<Fault>) -> Result<(), BookError> {
    if faults.is_empty() {
        return Ok(());
    }
    faults.sort();
    faults.dedup();
    Err(BookError::Faults(faults))
}

fn list(faults: &[Fault]) -> String {
    let plural = if faults.len() == 1 { "" } else { "s" };
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    let (count, lines) = (faults.len(), lines.join("\n"));
    format!("the book has {count} fault{plural}:\n{lines}")
}
