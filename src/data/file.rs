//! From a path to bytes.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::MAX_BYTES;
use super::error::{DataError, escaped, grouped};

/// Reads a file or a pipe to its end, but no more than the limit of what fits into the memory.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let file = path.display().to_string();
    if path.is_dir() {
        return Err(DataError::Directory { file });
    }
    let mut bytes = Vec::new();
    let opened = File::open(path).map(|opened| opened.take(MAX_BYTES as u64 + 1));
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
