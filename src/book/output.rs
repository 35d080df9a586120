//! The folder in which a book is delivered, which may hold more than the book: a `.git`, notes, whatever its owner put there.
//!
//! A book is built in a temporary folder beside it. When it is sound its files are moved in one by one, each whole and at once, so that
//! a failed build leaves the old book as it was. A list of the files lies in the book's folder: what the next edition lacks
//! is removed if it is on the list, and nothing else ever is. A book without a list is of an edition that wrote none: its pages
//! are replaced, and all else stays.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use super::create_parent;
use super::fault::BookError;
use super::links::files_below;
use super::page::{is_html, slashed};

const LIST: &str = "book-files.txt";
const FIRST_LINE: &str = "# The files of this book. The next build replaces them and leaves everything else in this folder alone.";

/// The folder of a book that is being built.
pub(super) struct Output {
    folder: PathBuf,
    /// Where the new book grows. A build that was killed leaves it behind, hidden.
    pub(super) build: TempDir,
}

impl Output {
    /// Makes a temporary folder on the disk of the book's folder, of which a link may be given.
    ///
    /// # Errors
    /// If the folder holds something other than a book, or none can be made beside it.
    pub(super) fn new(folder: &Path) -> Result<Self, BookError> {
        if folder.exists() && !is_free(folder) {
            let path = folder.to_owned();
            return Err(BookError::Occupied { path });
        }
        let folder = match fs::read_link(folder) {
            Ok(_) => fs::canonicalize(folder).map_err(BookError::io("follow", folder))?,
            Err(_) => folder.to_owned(),
        };
        create_parent(&folder)?;
        let beside = folder.parent().unwrap_or(Path::new("."));
        let build = tempfile::Builder::new().prefix(".book-").tempdir_in(beside);
        Ok(Self {
            build: build.map_err(BookError::io("write in", beside))?,
            folder,
        })
    }

    pub(super) fn deliver(self) -> Result<(), BookError> {
        let (build, folder) = (self.build.path(), &self.folder);
        let old = read_list(&folder.join(LIST));
        let below = |path: PathBuf| path.strip_prefix(build).map(slashed).ok();
        let new: BTreeSet<String> = files_below(build)?.into_iter().filter_map(below).collect();
        // First of all the list, so that a folder that is only half filled is known as a book's.
        self.write_list(&old.union(&new).cloned().collect())?;
        // Pages come last: whatever they show is there already.
        let is_page = |name: &&String| is_html(Path::new(name));
        let (pages, others): (Vec<_>, Vec<_>) = new.iter().partition(is_page);
        for name in others.into_iter().chain(pages) {
            self.deliver_file(name)?;
        }
        for name in old.difference(&new) {
            let path = folder.join(name);
            // What cannot be removed does no harm, and a folder that still holds something cannot.
            let _ = fs::remove_file(&path);
            let folders = path.ancestors().skip(1);
            for emptied in folders.take_while(|above| *above != folder) {
                let _ = fs::remove_dir(emptied);
            }
        }
        self.write_list(&new)
    }

    fn deliver_file(&self, name: &str) -> Result<(), BookError> {
        let path = self.folder.join(name);
        create_parent(&path)?;
        let from = self.build.path().join(name);
        fs::rename(from, &path).map_err(BookError::io("write", &path))
    }

    fn write_list(&self, names: &BTreeSet<String>) -> Result<(), BookError> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let list = format!("{FIRST_LINE}\n{}\n", names.join("\n"));
        let path = self.build.path().join(LIST);
        fs::write(&path, list).map_err(BookError::io("write", &path))?;
        self.deliver_file(LIST)
    }
}

/// Whether a folder is empty or holds a book.
fn is_free(folder: &Path) -> bool {
    let has = |file: &str| folder.join(file).is_file();
    let styles = ["generated/ink.css", "woven/ink.css", "ink.css"];
    let is_book = has(LIST) || has("index.html") && has("toc.html") && styles.into_iter().any(has);
    is_book || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// The files of the book before; none that is not below its folder, whoever wrote the list.
fn read_list(path: &Path) -> BTreeSet<String> {
    let is_below = |name: &&str| {
        let mut parts = Path::new(name).components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    let list = fs::read_to_string(path).unwrap_or_default();
    let names = list.lines().skip(1).filter(is_below);
    names.map(str::to_owned).collect()
}
