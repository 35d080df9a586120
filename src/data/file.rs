//! From a path to bytes, and from bytes to text.

use std::io::ErrorKind;
use std::path::Path;

use super::error::{DataError, Encoding};

/// All bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let file = path.display().to_string();
    if path.is_dir() {
        return Err(DataError::Directory { file });
    }
    std::fs::read(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => DataError::Missing { file },
        _ => DataError::Unreadable { file, cause },
    })
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
