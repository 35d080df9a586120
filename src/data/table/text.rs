//! From the bytes of a file to text: what is packed is unpacked, and an encoding is found out.

use std::borrow::Cow;
use std::io::Read as _;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

use super::other::{not_a_table, refuse_bytes, refuse_texts};
use crate::data::{DataError, MAX_BYTES, escaped, grouped};

/// The text of a file.
pub(super) struct Text<'a> {
    pub letters: Cow<'a, str>,
    /// The name of its encoding, if that is not UTF-8.
    pub encoding: Option<&'static str>,
    /// True if gzip had packed it.
    pub is_packed: bool,
}

/// Unpacks what gzip has packed.
pub(super) fn unpack<'a>(bytes: &'a [u8], file: &str) -> Result<Cow<'a, [u8]>, DataError> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut unpacked = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(MAX_BYTES as u64 + 1);
    decoder.read_to_end(&mut unpacked).map_err(|cause| {
        let what = format!("a gzip file that is cut off or damaged ({cause})");
        not_a_table(file, &what, "Download or copy it again")
    })?;
    if unpacked.len() > MAX_BYTES {
        return Err(DataError::TooLarge {
            what: format!(
                "{}: unpacks to at least {} bytes",
                escaped(file),
                grouped(unpacked.len())
            ),
            limit: MAX_BYTES,
            advice: "Take a part of it",
        });
    }
    Ok(Cow::Owned(unpacked))
}

/// Decodes a file: by the encoding that is given, by its byte order mark, or as what it looks like.
pub(super) fn decode<'a>(bytes: &'a [u8], file: &str, given: &str) -> Result<Text<'a>, DataError> {
    refuse_bytes(bytes, file)?;
    let refused = |fault: String| {
        let file = file.to_owned();
        Err(DataError::Option { file, fault })
    };
    let named = Encoding::for_label(given.as_bytes());
    if named.is_none() && !given.is_empty() {
        return refused(format!(
            "the encoding {given:?} is not known: try utf-8, utf-16le or windows-1252"
        ));
    }
    let encoding = named
        .or_else(|| Encoding::for_bom(bytes).map(|(encoding, _)| encoding))
        .or_else(|| utf16_without_mark(bytes))
        .unwrap_or(if std::str::from_utf8(bytes).is_ok() {
            UTF_8
        } else {
            WINDOWS_1252
        });
    let (mut text, ..) = encoding.decode(bytes);
    // Files that were put together have a mark in the middle.
    if text.contains('\u{feff}') {
        text = Cow::Owned(text.replace('\u{feff}', ""));
    }
    // The line ends of old Macs.
    if text.contains('\r') && !text.contains('\n') {
        text = Cow::Owned(text.replace('\r', "\n"));
    }
    refuse_texts(&text, file)?;
    // Windows-1252 has no letters there; other encodings do.
    if named.is_none()
        && encoding == WINDOWS_1252
        && text.contains(|letter| matches!(letter, '\u{80}'..='\u{9f}'))
    {
        return refused(
            "the text is neither in UTF-8 nor in Windows-1252. Name its encoding, such as --encoding shift_jis, gbk, big5, euc-kr, windows-1251 or macintosh"
                .to_owned(),
        );
    }
    Ok(Text {
        letters: text,
        encoding: (encoding != UTF_8).then(|| encoding.name()),
        is_packed: false,
    })
}

/// UTF-16 of western letters, in which every other byte is 0.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, second, ..] if *second != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}
