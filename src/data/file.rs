//! From a path to bytes, and back.

use std::fs::File;
#[cfg(feature = "terminal")]
use std::io::Write as _;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::MAX_BYTES;
use super::error::{DataError, escaped, grouped};
#[cfg(feature = "terminal")]
use crate::whole_file;

/// Reads a file or a pipe to its end, but no more than the limit of what fits into the memory.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let file = path.display().to_string();
    if path.is_dir() {
        return Err(DataError::Directory { file });
    }
    read_from(File::open(path), file)
}

/// Reads standard input to its end, with the same limit.
#[cfg(feature = "terminal")]
pub(super) fn read_input() -> Result<Vec<u8>, DataError> {
    read_from(Ok(std::io::stdin().lock()), "standard input".to_owned())
}

fn read_from(opened: io::Result<impl Read>, file: String) -> Result<Vec<u8>, DataError> {
    let mut bytes = Vec::new();
    let opened = opened.map(|opened| opened.take(MAX_BYTES as u64 + 1));
    match opened.and_then(|mut opened| opened.read_to_end(&mut bytes)) {
        Ok(found) if found <= MAX_BYTES => Ok(bytes),
        Ok(found) => Err(DataError::TooLarge {
            what: format!("{}: has at least {} bytes", escaped(&file), grouped(found)),
            limit: MAX_BYTES,
            advice: "Take a part of it",
        }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Err(DataError::Missing { file }),
        Err(cause) => Err(DataError::Unreadable { file, cause }),
    }
}

/// Tries whether [`write`] could write a file, before the work whose result it will hold.
///
/// # Errors
///
/// If the path is a directory or a device, if the file exists and `overwrite` is false, or if its folder does not exist or cannot be written to.
#[cfg(feature = "terminal")]
pub fn try_write(path: &Path, overwrite: bool) -> Result<(), DataError> {
    if is_output(path) {
        return Ok(());
    }
    room_for(path, overwrite)
        .and_then(|()| whole_file::try_folder(whole_file::folder(path)))
        .map_err(|cause| unwritable(path, cause))
}

/// True for `-`, which is standard output where a file is written.
#[cfg(feature = "terminal")]
pub fn is_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// Writes a file: all of it or, if that fails, nothing; or writes to standard output.
#[cfg(feature = "terminal")]
pub(super) fn write(
    path: &Path,
    prefix: &str,
    bytes: &[u8],
    overwrite: bool,
) -> Result<(), DataError> {
    if is_output(path) {
        let written = io::stdout().lock().write_all(bytes);
        return written.map_err(|cause| unwritable(path, cause));
    }
    room_for(path, overwrite)
        .and_then(|()| whole_file::write(path, prefix, bytes, overwrite))
        .map_err(|cause| unwritable(path, cause))
}

/// An error if something is in the way: a device or a pipe must not be replaced by a file.
#[cfg(feature = "terminal")]
fn room_for(path: &Path, overwrite: bool) -> io::Result<()> {
    if path.is_dir() {
        Err(ErrorKind::IsADirectory.into())
    } else if path.exists() && !path.is_file() {
        Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"))
    } else if path.exists() && !overwrite {
        Err(ErrorKind::AlreadyExists.into())
    } else if !whole_file::folder(path).is_dir() {
        let missing = "its folder does not exist";
        Err(io::Error::new(ErrorKind::NotFound, missing))
    } else {
        Ok(())
    }
}

#[cfg(feature = "terminal")]
fn unwritable(path: &Path, cause: io::Error) -> DataError {
    let file = path.display().to_string();
    match cause.kind() {
        ErrorKind::IsADirectory => DataError::Directory { file },
        ErrorKind::AlreadyExists => DataError::Exists { file },
        _ => DataError::Unwritable { file, cause },
    }
}
