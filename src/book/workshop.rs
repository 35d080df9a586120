//! A hidden folder beside the book, in which the next one is built until all of it is sound.
//!
//! It goes when the build ends, whatever the end. Only a build that was killed leaves it behind, and the next build clears it away:
//! the system lets go of a lock when its owner is gone.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = ".book-";

/// The folder, and the lock on it. Where a system or a disk cannot lock folders there is none, and nothing is ever cleared away.
pub(super) struct Workshop {
    folder: TempDir,
    _lock: Option<File>,
}

impl Workshop {
    /// A new workshop in a folder, in which no abandoned one is left.
    pub fn open(beside: &Path) -> io::Result<Self> {
        clear(beside);
        loop {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(beside)?;
            let lock = File::open(folder.path()).ok();
            // Another build may take a folder for abandoned before it is locked; then this one needs another.
            let is_taken = lock
                .as_ref()
                .is_some_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
            if !is_taken && folder.path().is_dir() {
                return Ok(Self {
                    folder,
                    _lock: lock,
                });
            }
        }
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
        let lock = is_workshop.then(|| File::open(entry.path()));
        if let Some(Ok(lock)) = lock
            && lock.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
