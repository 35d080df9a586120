//! From a path to bytes, and from bytes to lines of text.

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

/// Decodes the bytes of `file` as UTF-8, without the byte order mark that some editors put in
/// front.
pub(super) fn decode<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, DataError> {
    let not_text = |line, found| {
        let fault = format!("expected text in UTF-8; {found}. Save the file again as UTF-8");
        DataError::line(file, line, fault)
    };
    if looks_like_utf16(bytes) {
        return Err(not_text(1, "this looks like UTF-16"));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let before = String::from_utf8_lossy(&bytes[..fault.valid_up_to()]);
        let line = lines(&format!("{before}?")).count();
        not_text(line, "these bytes are something else")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// True for a byte order mark of two bytes, or a first letter of which one byte is zero.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

/// The lines of a text, whether they end in LF, CR LF or CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}
