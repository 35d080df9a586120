//! From a path to bytes, and from bytes to text.

use std::fs::{File, FileType, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::error::{DataError, Encoding};
use super::limits::MAX_BYTES;

/// All bytes of a file as they were at one time. Whatever has no end, or waits for somebody to write it, is not opened at all.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let file = || path.display().to_string();
    let unreadable = |cause: io::Error| match cause.kind() {
        ErrorKind::NotFound => DataError::Missing { file: file() },
        _ => DataError::Unreadable {
            file: file(),
            cause,
        },
    };
    let kind = path.metadata().map_err(unreadable)?.file_type();
    if kind.is_dir() {
        return Err(DataError::Directory { file: file() });
    }
    if !kind.is_file() {
        // What a script gives for no file is empty; any other device may go on for ever.
        if path == Path::new("/dev/null") {
            return Ok(Vec::new());
        }
        let kind = name_of(kind);
        return Err(DataError::NotAFile { file: file(), kind });
    }
    let mut opened = File::open(path).map_err(unreadable)?;
    let before = opened.metadata().map_err(unreadable)?;
    let too_large = |found| DataError::TooLarge {
        file: file(),
        found,
    };
    if before.len() > MAX_BYTES as u64 {
        return Err(too_large(before.len()));
    }
    // Some files of the system say that they are empty and are not, so that what is read has a limit as well.
    let mut bytes = Vec::new();
    let found = (&mut opened)
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if found > MAX_BYTES {
        return Err(too_large(found as u64));
    }
    if changed(&before, &opened.metadata().map_err(unreadable)?) {
        return Err(DataError::Changed { file: file() });
    }
    Ok(bytes)
}

/// What stands at a path if it is no file.
#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "something else"
}

/// Whether a file was written between two looks at it.
fn changed(before: &Metadata, after: &Metadata) -> bool {
    before.len() != after.len() || before.modified().ok() != after.modified().ok()
}

/// The text that the bytes of `file` spell in UTF-8, without the byte order mark that some editors put in front.
pub(super) fn decode<'bytes>(bytes: &'bytes [u8], file: &str) -> Result<&'bytes str, DataError> {
    let not_text = |line, encoding| DataError::NotText {
        file: file.to_string(),
        line,
        encoding,
    };
    if looks_like_utf16(bytes) {
        return Err(not_text(1, Encoding::Utf16));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let before = &bytes[..fault.valid_up_to()];
        not_text(1 + line_ends(before), Encoding::Other)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A byte order mark of two bytes, or a first letter of which one byte is zero.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

/// How many lines end in `bytes`, by LF, CR LF or CR.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    let ends = bytes.iter().enumerate().filter(|(place, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(place + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count()
}
