//! From the bytes of a file to text: what is packed is unpacked, and an encoding is found out.

use std::borrow::Cow;
use std::io::Read as _;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

use crate::data::{DataError, MAX_BYTES, escaped, grouped};

/// The beginnings of files that are no tables, with what they are and what to do with them.
const OTHER_FILES: [(&[u8], &str, &str); 10] = [
    (
        b"PK\x03\x04",
        "a workbook (xlsx, ods) or a zip archive",
        SAVE_AS_CSV,
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook (xls)",
        SAVE_AS_CSV,
    ),
    (
        b"%PDF",
        "a PDF",
        "Copy its table into a spreadsheet and save that as CSV",
    ),
    (
        b"PAR1",
        "a Parquet file",
        "Write it as CSV, for example with pandas: read_parquet(…).to_csv(…)",
    ),
    (
        b"\x93NUMPY",
        "a NumPy array",
        "Write it as text: numpy.savetxt(…, delimiter=\",\")",
    ),
    (b"\x89HDF", "an HDF5 file", "Write its table as CSV"),
    (
        b"SQLite format",
        "an SQLite database",
        "Write its table as CSV: sqlite3 -csv -header …",
    ),
    (
        b"\x89PNG",
        "a picture",
        "Give a table: one row for each sample",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "packed with zstd",
        "Unpack it with zstd -d, or pack it with gzip",
    ),
    (
        b"BZh",
        "packed with bzip2",
        "Unpack it with bunzip2, or pack it with gzip",
    ),
];

const SAVE_AS_CSV: &str = "Open it in a spreadsheet and save the sheet as CSV (File, Save As)";

/// The text of a file, and the name of its encoding if that is not UTF-8.
pub(super) struct Text<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Option<&'static str>,
}

/// Unpacks what gzip has packed.
pub(super) fn unpack<'a>(bytes: &'a [u8], file: &str) -> Result<Cow<'a, [u8]>, DataError> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut unpacked = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(MAX_BYTES as u64 + 1);
    decoder
        .read_to_end(&mut unpacked)
        .map_err(|cause| DataError::Unreadable {
            file: file.to_owned(),
            cause,
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
    if let Some((_, what, advice)) = OTHER_FILES
        .iter()
        .find(|(start, ..)| bytes.starts_with(start))
    {
        return Err(not_a_table(file, what, advice));
    }
    let named = Encoding::for_label(given.as_bytes());
    if named.is_none() && !given.is_empty() {
        let fault =
            format!("the encoding {given:?} is not known: try utf-8, utf-16le or windows-1252");
        return Err(DataError::Option {
            file: file.to_owned(),
            fault,
        });
    }
    let encoding = named
        .or_else(|| Encoding::for_bom(bytes).map(|(encoding, _)| encoding))
        .or_else(|| utf16_without_mark(bytes))
        .unwrap_or(if std::str::from_utf8(bytes).is_ok() {
            UTF_8
        } else {
            WINDOWS_1252
        });
    let (text, ..) = encoding.decode(bytes);
    if text.contains('\0') {
        return Err(not_a_table(
            file,
            "not text: it contains bytes of 0",
            "Give a table: one row for each sample",
        ));
    }
    refuse_other_texts(&text, file)?;
    Ok(Text {
        text,
        encoding: (encoding != UTF_8).then(|| encoding.name()),
    })
}

/// Refuses texts that are no tables, by their name.
fn refuse_other_texts(text: &str, file: &str) -> Result<(), DataError> {
    let start = text.trim_start();
    if start
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case("@relation"))
    {
        let advice = "Save it as CSV (in Weka: Save, CSV data files), or put the names of the attributes, separated by commas, in place of the lines down to @data";
        return Err(not_a_table(file, "an ARFF file, the form of Weka", advice));
    }
    if start.starts_with(['{', '[']) {
        return Err(not_a_table(
            file,
            "JSON",
            "Write it as CSV: one row for each sample",
        ));
    }
    if start.starts_with('<') {
        return Err(not_a_table(
            file,
            "a page (HTML or XML)",
            "Download the table itself, as CSV",
        ));
    }
    Ok(())
}

fn not_a_table(file: &str, what: &str, advice: &str) -> DataError {
    DataError::NotTable {
        file: file.to_owned(),
        what: what.to_owned(),
        advice: advice.to_owned(),
    }
}

/// UTF-16 of western letters, in which every other byte is 0.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, second, ..] if *second != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}
