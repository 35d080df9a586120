//! Files that are no tables: each is called by its name, with the way to a table.

use crate::data::DataError;

/// The beginnings of files that are not text, with what they are and what to do with them.
const BYTES: [(&[u8], &str, &str); 30] = [
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (xls)", SHEET),
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
        b"ARROW1",
        "a Feather file",
        "Write it as CSV, for example with pandas: read_feather(…).to_csv(…)",
    ),
    (
        b"FEA1",
        "a Feather file",
        "Write it as CSV, for example with pandas: read_feather(…).to_csv(…)",
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
        b"MATLAB 5.0",
        "a MATLAB file",
        "Write its table in MATLAB: writetable(…, 'data.csv')",
    ),
    (
        b"$FL2@(#)",
        "an SPSS file",
        "Write it as CSV, for example with pandas: read_spss(…).to_csv(…)",
    ),
    (
        b"<stata_dta>",
        "a Stata file",
        "Write it as CSV, for example with pandas: read_stata(…).to_csv(…)",
    ),
    (b"RDX", "an R data file", IN_R),
    (b"RDA", "an R data file", IN_R),
    (b"X\n\0\0", "an R data file", IN_R),
    (b"\x80\x02", "a Python pickle", PICKLE),
    (b"\x80\x03", "a Python pickle", PICKLE),
    (b"\x80\x04", "a Python pickle", PICKLE),
    (b"\x80\x05", "a Python pickle", PICKLE),
    (
        b"\0\0\x08",
        "an IDX file, as those of MNIST",
        "Take the digits as CSV",
    ),
    (b"\x89PNG", "a picture", TABLE),
    (b"\xff\xd8\xff", "a picture", TABLE),
    (b"GIF8", "a picture", TABLE),
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
    (
        b"\xfd7zXZ",
        "packed with xz",
        "Unpack it with unxz, or pack it with gzip",
    ),
    (b"7z\xbc\xaf", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (
        b"{\\rtf",
        "a document (RTF)",
        "Copy its table into a spreadsheet and save that as CSV",
    ),
    (
        b"version https://git-lfs",
        "a pointer to a file that Git LFS keeps elsewhere",
        "Fetch the file: git lfs pull",
    ),
    (
        b"\\",
        "LaTeX",
        "Write its table as CSV: commas in place of &, and a line for each row",
    ),
];

const SHEET: &str = "Open it in a spreadsheet and save the sheet as CSV (File, Save As)";
const IN_R: &str = "Write its table in R: write.csv(…, \"data.csv\", row.names = FALSE)";
const PICKLE: &str = "Write it as CSV, for example with pandas: read_pickle(…).to_csv(…)";
const UNPACK: &str = "Unpack it, and give the table in it";
const TABLE: &str = "Give a table: one row for each sample";

/// Refuses bytes that are no text.
pub(super) fn refuse_bytes(bytes: &[u8], file: &str) -> Result<(), DataError> {
    let mut known = BYTES.iter();
    if let Some((_, what, advice)) = known.find(|(start, ..)| bytes.starts_with(start)) {
        return Err(not_a_table(file, what, advice));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        return Err(if has(b"xl/") || has(b"opendocument.spreadsheet") {
            not_a_table(file, "a workbook (xlsx, ods)", SHEET)
        } else if has(b"word/") || has(b"opendocument.text") {
            let advice = "Copy its table into a spreadsheet and save that as CSV";
            not_a_table(file, "a document (docx, odt)", advice)
        } else {
            not_a_table(file, "a zip archive", UNPACK)
        });
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(not_a_table(file, "a tar archive", UNPACK));
    }
    Ok(())
}

/// Refuses texts of other forms.
pub(super) fn refuse_texts(text: &str, file: &str) -> Result<(), DataError> {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
    let first = first.unwrap_or_default();
    let (what, advice) = if text.contains('\0') {
        ("not text: it contains bytes of 0", TABLE)
    } else if is_start("@relation", first) {
        (
            "an ARFF file, the form of Weka",
            "Save it as CSV (in Weka: Save, CSV data files), or put the names of the attributes, separated by commas, in place of the lines down to @data",
        )
    } else if first.starts_with(['{', '[']) {
        ("JSON", "Write it as CSV: one row for each sample")
    } else if first.starts_with('<') && !first.starts_with("<NA>") {
        ("a page (HTML or XML)", "Download the table itself, as CSV")
    } else if first == "---" || (first.starts_with("- ") && first.contains(": ")) {
        ("YAML", "Write it as CSV: one row for each sample")
    } else if is_sparse(first) {
        (
            "in the form of LIBSVM (class index:value …)",
            "Write it as CSV, for example with scikit-learn: load_svmlight_file(…)[0].toarray()",
        )
    } else {
        return Ok(());
    };
    Err(not_a_table(file, what, advice))
}

fn is_start(start: &str, line: &str) -> bool {
    let found = line.get(..start.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// True for a class and then only pairs such as 3:0.5.
fn is_sparse(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: &str| word.parse::<f64>().is_ok();
    let is_pair = |word: &str| {
        let parts = word.split_once(':');
        parts.is_some_and(|(index, value)| index.parse::<usize>().is_ok() && is_number(value))
    };
    words.next().is_some_and(is_number) && words.clone().next().is_some() && words.all(is_pair)
}

pub(super) fn not_a_table(file: &str, what: &str, advice: &str) -> DataError {
    DataError::NotTable {
        file: file.to_owned(),
        what: what.to_owned(),
        advice: advice.to_owned(),
    }
}
