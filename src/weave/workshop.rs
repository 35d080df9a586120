//! A hidden folder beside the book, in which the next one is built until all of it is sound.
//!
//! It goes when the build ends, whatever the end. Only a build that was killed leaves it behind, and the next build clears it away:
//! the system lets go of a lock when its owner is gone.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = ".book-";
/// The file in the folder that whoever builds there keeps locked.
const LOCK: &str = "lock";

/// The folder, and the lock on it.
pub(super) struct Workshop {
    folder: TempDir,
    _lock: File,
}

impl Workshop {
    /// A new workshop in a folder, in which no abandoned one is left.
    pub fn open(beside: &Path) -> io::Result<Self> {
        clear(beside);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(beside)?;
        let lock = File::create(folder.path().join(LOCK))?;
        // Where a disk knows no locks nothing is ever cleared away.
        let _ = lock.try_lock();
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Remove the workshops that nobody builds in any more. What cannot be removed stays: it is hidden and does no harm.
fn clear(beside: &Path) {
    let entries = fs::read_dir(beside).into_iter().flatten().flatten();
    for entry in entries {
        let is_workshop = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let lock = is_workshop.then(|| File::open(entry.path().join(LOCK)));
        if let Some(Ok(lock)) = lock
            && lock.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
