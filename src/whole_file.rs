//! Files that are complete or do not exist: written beside their path, then moved there.

use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file by a temporary file in the same folder, since a rename does not reach across
/// disks. It removes itself if anything fails; only a process that is killed leaves it behind,
/// hidden and harmless.
///
/// # Errors
///
/// If the folder cannot be written to, or if the file exists and `overwrite` is false.
pub(crate) fn write(path: &Path, prefix: &str, bytes: &[u8], overwrite: bool) -> io::Result<()> {
    let folder = folder(path);
    if !folder.is_dir() {
        let missing = "its folder does not exist";
        return Err(io::Error::new(io::ErrorKind::NotFound, missing));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A temporary file is made for its owner alone; others may read this one, as far as the
        // user's mask allows.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    let moved = if overwrite {
        beside.persist(path)
    } else {
        beside.persist_noclobber(path)
    };
    moved.map(drop).map_err(|refused| refused.error)
}

/// Tries whether files can be written into a folder, or into the nearest one above it that exists, and leaves nothing there.
///
/// # Errors
///
/// If they cannot.
pub(crate) fn try_folder(folder: &Path) -> io::Result<()> {
    let mut all = folder.ancestors().filter(|folder| folder.exists());
    let exists = all.next().unwrap_or(Path::new("."));
    tempfile::tempfile_in(exists).map(drop)
}

/// The folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
