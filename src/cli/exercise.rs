//! `nn28 exercise`, `check`, `hint` and `reset`: the exercises on the command line.

mod asked;
mod check;
mod hint;
mod list;
mod reset;
mod told;

use std::path::{Path, PathBuf};

use clap::Args;

use super::place;
use crate::equation::Number;
use crate::exercise::{self, Exercise};
use crate::mine::{Folder, Mark, Progress, folder_path};
pub use check::CheckCommand;
pub(super) use check::record;
pub use hint::HintCommand;
pub(super) use hint::{event_of_hint, hint};
pub use list::ExerciseCommand;
pub use reset::ResetCommand;
pub(super) use told::{headline, numbers, printed};

/// The columns of a narration.
pub(super) const WIDTH: u16 = 100;

/// Where the reader's functions are.
#[derive(Debug, Clone, Default, Args)]
pub struct FolderOptions {
    /// The folder of your functions; otherwise NN28_MINE, output/mine in a clone, or nn28-mine in the current folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl FolderOptions {
    /// Its path, whether it is there or not.
    pub(super) fn path(&self) -> PathBuf {
        folder_path(self.folder.as_deref(), place::clone_root().as_deref())
    }

    /// The folder that the command line names.
    pub(super) fn asked(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// These, or others where these name none.
    pub(super) fn or(self, others: &Self) -> Self {
        let folder = self.folder.or_else(|| others.folder.clone());
        Self { folder }
    }

    /// The folder, made where it is missing, and what the reader has done in it.
    pub(super) fn open(&self) -> anyhow::Result<(Folder, Progress)> {
        let folder = Folder::prepare(&self.path())?;
        let progress = folder.progress()?;
        Ok((folder, progress))
    }
}

/// The mark of an exercise, with a question mark behind it if its text has changed since it was right.
pub(super) fn mark(folder: &Folder, progress: &Progress, one: &Exercise) -> String {
    let sign = progress.mark(one.id).sign();
    let is_same = progress
        .text(one.id)
        .is_none_or(|text| text == folder.hash(one));
    if is_same {
        sign.to_string()
    } else {
        format!("{sign}?")
    }
}

/// The marks of the equations, and the reader's progress in a few words, if he has begun.
pub(super) fn progress(path: &Path) -> Option<(Vec<(Number, char)>, String)> {
    let progress = Progress::read(&path.join("progress.txt")).ok()?;
    let in_dashboards = progress.in_dashboards();
    let is_solving = exercise::all().any(|one| progress.mark(one.id) > Mark::Untouched);
    let has_begun = is_solving || !in_dashboards.is_empty();
    let said = [progress.to_string(), in_dashboards];
    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
    has_begun.then(|| (marks(&progress), said.join(" · ")))
}

/// The marks of the equations that have an exercise.
pub(super) fn marks(progress: &Progress) -> Vec<(Number, char)> {
    let marks = exercise::all().flat_map(|one| {
        let sign = progress.mark(one.id).sign();
        let numbers = one.blanks.iter().filter_map(|blank| blank.equation);
        numbers.map(move |number| (number, sign))
    });
    marks.collect()
}
