//! What the dashboards remember of their reader. They write to his folder where he has one, and never make it.

use std::cell::Cell;
use std::path::PathBuf;

use crate::equation::Number;
use crate::mine::{Event, Progress};
use crate::stage::Deed;

/// The seed of the first hidden fault.
const FIRST: u64 = 1;

#[derive(Debug, Clone)]
pub(super) struct Memory {
    folder: PathBuf,
    /// True once a fault of the file was reported.
    has_told: Cell<bool>,
}

impl Memory {
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            has_told: Cell::new(false),
        }
    }

    /// The events so far; none without a folder, or where they cannot be read.
    pub fn progress(&self) -> Option<Progress> {
        let path = self.folder.join("progress.txt");
        let progress = self.folder.is_dir().then(|| Progress::read(&path).ok());
        progress.flatten()
    }

    /// The marks of the equations; none without a folder.
    pub fn marks(&self) -> Vec<(Number, char)> {
        let progress = self.progress();
        progress.map_or(Vec::new(), |progress| super::exercise::marks(&progress))
    }

    /// The next hidden fault that was not found yet.
    pub fn next_fault(&self) -> u64 {
        let progress = self.progress();
        progress.map_or(FIRST, |progress| progress.next_fault(FIRST))
    }

    /// Adds a deed to the file, if there is a folder.
    ///
    /// # Errors
    /// A sentence, the first time that it cannot be written.
    pub fn record(&self, deed: Deed) -> Result<(), String> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        let path = self.folder.join("progress.txt");
        let written = Progress::read(&path).and_then(|mut file| file.record(&event(deed)));
        match written {
            Err(error) if !self.has_told.replace(true) => {
                let file = super::shown(&path);
                Err(format!("{file} does not take this answer: {error}"))
            }
            _ => Ok(()),
        }
    }
}

fn event(deed: Deed) -> Event {
    match deed {
        Deed::Predicted(number, kind, is_right) => {
            Event::Predicted(number.to_string(), kind.to_owned(), is_right)
        }
        Deed::Found { seed, level, tries } => Event::Found { seed, level, tries },
    }
}
