//! A page of the book's sources.

use std::path::{Path, PathBuf};

use super::fault::Fault;

pub(super) struct Page {
    /// Its path in `src`.
    pub(super) path: PathBuf,
    /// Its path as faults name it.
    pub(super) file: String,
    pub(super) source: String,
}

impl Page {
    /// A page of the book in the folder `book`.
    pub(super) fn new(book: &Path, path: PathBuf, source: String) -> Self {
        let book = book.file_name().unwrap_or("book".as_ref());
        Self {
            file: slashed(&Path::new(book).join("src").join(&path)),
            path,
            source,
        }
    }

    /// The address of its HTML page within the book.
    pub(super) fn address(&self) -> String {
        slashed(&self.path.with_extension("html"))
    }

    /// The way from the page up to the first folder of the book.
    pub(super) fn up(&self) -> String {
        "../".repeat(self.path.components().count().saturating_sub(1))
    }

    pub(super) fn fault(&self, line: usize, message: impl Into<String>) -> Fault {
        Fault {
            file: self.file.clone(),
            line,
            message: message.into(),
        }
    }
}

pub(super) fn is_html(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "html")
}

/// A relative path as an address, with forward slashes on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
