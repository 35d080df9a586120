//! What can go wrong with data: typed for what a reader can mend, and shown as one message that names the file and the line,
//! says what was expected, and what to try.

use std::fmt::Write as _;
use std::io;

use super::NAMES;
use super::limits::{
    LONGEST_NAME, LONGEST_QUOTE, MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS,
    MAX_WEIGHTS, grouped,
};

/// Why there is no data set, split or network to work with.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// Neither a data set of this name nor a file.
    #[error(
        "{}: there is no data set and no file of this name. The data sets are {}; anything else is the path of a CSV file",
        escaped(word), NAMES.join(", ")
    )]
    Unknown {
        /// What was asked for.
        word: String,
    },
    /// No such file.
    #[error(
        "{}: there is no such file. Check the spelling, and the folder that the path starts from",
        escaped(file)
    )]
    Missing {
        /// The path as given.
        file: String,
    },
    /// A directory where a file should be.
    #[error(
        "{}: this is a directory. Give the path of a file in it",
        escaped(file)
    )]
    Directory {
        /// The path as given.
        file: String,
    },
    /// A pipe or a device: to read it may take for ever.
    #[error(
        "{}: this is {kind}, expected a file. Save what comes out of it to a file first, and give the path of that",
        escaped(file)
    )]
    NotAFile {
        /// The path as given.
        file: String,
        /// What it is.
        kind: &'static str,
    },
    /// More bytes than are read.
    #[error(
        "{}: has {} bytes, more than the {} that nn28 reads. Take a part of it",
        escaped(file), grouped_u64(*found), grouped(MAX_BYTES)
    )]
    TooLarge {
        /// The path as given.
        file: String,
        /// Its bytes, as far as they were counted.
        found: u64,
    },
    /// Somebody else wrote the file in the meantime.
    #[error(
        "{}: changed while it was read. Try again when whatever writes it is done",
        escaped(file)
    )]
    Changed {
        /// The path as given.
        file: String,
    },
    /// The file is there but cannot be read.
    #[error("{}: cannot be read: {cause}", escaped(file))]
    Unreadable {
        /// The path as given.
        file: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The file cannot be written.
    #[error(
        "{}: cannot be written: {cause}. Choose another place, or check that its folder exists and may be written to",
        escaped(file)
    )]
    Unwritable {
        /// The path as given.
        file: String,
        /// What the system says.
        cause: io::Error,
    },
    /// A file stands where one is to be written.
    #[error(
        "{}: exists already and was left as it is. Choose another name, or let it be overwritten with --force",
        escaped(file)
    )]
    Exists {
        /// The path as given.
        file: String,
    },
    /// The bytes are no text.
    #[error(
        "{}, line {line}: expected text in UTF-8; {encoding}. Save the file again as UTF-8",
        escaped(file)
    )]
    NotText {
        /// The path as given.
        file: String,
        /// The first line that is not UTF-8, counted from 1.
        line: usize,
        /// What the bytes are instead.
        encoding: Encoding,
    },
    /// The table cannot be read as a data set.
    #[error("{}, line {line}: {fault}", escaped(file))]
    Csv {
        /// The path as given.
        file: String,
        /// The line in the file, counted from 1.
        line: usize,
        /// What is wrong there.
        fault: CsvFault,
    },
    /// The JSON is not a network.
    #[error("{}: {fault}", escaped(file))]
    Network {
        /// The path as given.
        file: String,
        /// What is wrong with it.
        fault: NetworkFault,
    },
    /// A network of more weights than there is room for.
    #[error(
        "a network of D = {inputs} inputs, M = {hidden} hidden units and K = {classes} classes has {} weights, more than the {} that nn28 trains. Take fewer hidden units",
        grouped(*weights), grouped(MAX_WEIGHTS)
    )]
    TooManyWeights {
        /// D.
        inputs: usize,
        /// M.
        hidden: usize,
        /// K.
        classes: usize,
        /// M × (D + 1) + K × (M + 1).
        weights: usize,
    },
    /// A training that keeps more numbers than there is room for.
    #[error(
        "{what} keeps {} numbers, more than the {} that nn28 has room for. {advice}",
        grouped(*found), grouped(MAX_ENTRIES)
    )]
    NoRoom {
        /// What keeps them.
        what: &'static str,
        /// How many.
        found: usize,
        /// What to try.
        advice: &'static str,
    },
    /// The part of the data that trains must be more than nothing and at most everything.
    #[error(
        "the training fraction is {fraction}, but it must be greater than 0 and at most 1, for example 0.5"
    )]
    Fraction {
        /// The fraction as given.
        fraction: f64,
    },
}

/// What bytes that are not UTF-8 look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Encoding {
    /// Two bytes a letter, as some spreadsheets save.
    #[error("this looks like UTF-16")]
    Utf16,
    /// Anything else.
    #[error("these bytes are something else")]
    Other,
}

/// What is wrong with a line of a CSV.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvFault {
    /// Nothing in the file.
    #[error(
        "the file is empty. Expected a header, then one row for each sample: numbers, and the class last"
    )]
    Empty,
    /// A header with no row below it.
    #[error("there is a header but no row below it. Expected one row for each sample")]
    HeaderOnly,
    /// The first line looks like data.
    #[error(
        "expected a header that names the columns, found only numbers. Put a first line above, such as {example}"
    )]
    NoHeader {
        /// A header that would do.
        example: String,
    },
    /// Less than one number and a class.
    #[error("found one column, expected at least two: one or more numbers, and the class last{}", hint(.separator.as_deref()))]
    OneColumn {
        /// The character that seems to separate the columns in place of the comma.
        separator: Option<String>,
    },
    /// A column without a name, as programs write that save row numbers.
    #[error(
        "column {column} has no name. Name it in the header, or leave the column out if it only counts the rows"
    )]
    Unnamed {
        /// The column, counted from 1.
        column: usize,
    },
    /// A row as long as no other.
    #[error(
        "found {}, but the header has {expected}. Write each row with {expected} cells, and quote a cell that holds a comma", count(*found, "cell")
    )]
    Ragged {
        /// The cells of this row.
        found: usize,
        /// The cells of the header.
        expected: usize,
    },
    /// A quotation mark that is opened and not closed swallows the lines below.
    #[error(
        "a cell runs on over the end of the line. Close the quotation mark that opens it, or take the line break out"
    )]
    OpenQuote,
    /// Nothing where something should be.
    #[error(
        "column \"{}\" is empty. Fill the cell in, or leave the row out",
        shown(column)
    )]
    EmptyCell {
        /// The column's name.
        column: String,
    },
    /// Text where a number should be.
    #[error(
        "column \"{}\" has \"{}\", expected a number such as 36.6. Only the last column, the class, may be text",
        shown(column),
        shown(cell)
    )]
    NotANumber {
        /// The column's name.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// NaN, an infinity, or a number too large.
    #[error(
        "column \"{}\" has \"{}\", expected a finite number. Correct the cell, or leave the row out",
        shown(column),
        shown(cell)
    )]
    NotFinite {
        /// The column's name.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// Nothing to tell apart.
    #[error(
        "from here on every row has the class \"{}\", expected at least two classes in the last column",
        shown(class)
    )]
    OneClass {
        /// The only class.
        class: String,
    },
    /// Two columns of one name, which no screen could tell apart.
    #[error(
        "columns {first} and {second} are both named \"{}\". Give each column a name of its own",
        shown(name)
    )]
    SameName {
        /// The first of the two, counted from 1.
        first: usize,
        /// The second.
        second: usize,
        /// Their name.
        name: String,
    },
    /// A name of a column or a class that is a text rather than a name.
    #[error(
        "the {what} \"{}\" has {} characters, more than the {} that a name may have. Shorten it, or close the quotation mark that opens it",
        shown(name), grouped(*found), grouped(LONGEST_NAME)
    )]
    LongName {
        /// A column or a class.
        what: &'static str,
        /// The name.
        name: String,
        /// Its characters.
        found: usize,
    },
    /// More rows than are read.
    #[error(
        "the table has {} rows, more than the {} that nn28 reads. Take a part of them",
        grouped(*found), grouped(MAX_ROWS)
    )]
    TooManyRows {
        /// All rows below the header.
        found: usize,
    },
    /// A line with more separators than there may be columns.
    #[error(
        "the line has {} commas, but nn28 reads at most {} columns. Leave columns out, and check the line ends",
        grouped(*commas), grouped(MAX_COLUMNS)
    )]
    TooManyColumns {
        /// The commas of the line.
        commas: usize,
    },
    /// More classes than are told apart.
    #[error(
        "up to here there are {} classes, more than the {} that nn28 tells apart. Is the last column the class?",
        grouped(MAX_CLASSES + 1), grouped(MAX_CLASSES)
    )]
    TooManyClasses,
    /// More numbers than there is room for.
    #[error(
        "{} rows of {inputs} inputs, the bias and {classes} classes make {} numbers, more than the {} that nn28 has room for. Take a part of the rows or of the columns",
        grouped(*rows), grouped(rows * (inputs + 1 + classes)), grouped(MAX_ENTRIES)
    )]
    TooManyEntries {
        /// N, all rows below the header.
        rows: usize,
        /// D.
        inputs: usize,
        /// K.
        classes: usize,
    },
    /// Whatever else the CSV reader objects to.
    #[error("not a table: {0}")]
    Syntax(String),
}

/// What is wrong with a network file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkFault {
    /// Not JSON, or JSON of another form.
    #[error("{}. Expected {{\"w\": [[…]], \"v\": [[…]]}}, rows of finite numbers and nothing else", without_middle(.0))]
    Json(String),
    /// More values than there may be weights.
    #[error(
        "has {} values, more than the {} weights that nn28 reads. Take a smaller network",
        grouped(*found), grouped(MAX_WEIGHTS)
    )]
    TooMany {
        /// The values in the file, as its commas separate them.
        found: usize,
    },
    /// A matrix without a row.
    #[error("{matrix} has no rows, expected {expected}")]
    NoRows {
        /// `w` or `v`.
        matrix: char,
        /// What its rows stand for.
        expected: &'static str,
    },
    /// Rows of one matrix differ in length.
    #[error("row {row} of {matrix} has {} but row 0 has {expected}. All rows of {matrix} need the same length", count(*found, "weight"))]
    Ragged {
        /// `w` or `v`.
        matrix: char,
        /// The row, counted from 0.
        row: usize,
        /// Its length.
        found: usize,
        /// The length of row 0.
        expected: usize,
    },
    /// No input beside the bias.
    #[error("w has rows of {}, expected D + 1, at least 2: one for each input and one for the bias", count(*found, "weight"))]
    NoInputs {
        /// The length of w's rows.
        found: usize,
    },
    /// The two layers do not fit together.
    #[error(
        "v has rows of {}, but w has {} (M = {hidden}), so each row of v needs {}: one for each hidden unit and one for the bias",
        count(*found, "weight"), count(*hidden, "row"), hidden + 1
    )]
    Misfit {
        /// The length of v's rows.
        found: usize,
        /// M.
        hidden: usize,
    },
    /// Nothing to tell apart.
    #[error("v has 1 row (K = 1), expected at least 2: one for each class")]
    OneClass,
    /// NaN or an infinity, as training that diverged leaves behind.
    #[error(
        "{matrix}[{row}][{column}] is {value}, expected a finite number. If training led there, lower the learning rate"
    )]
    NotFinite {
        /// `w` or `v`.
        matrix: char,
        /// The row, counted from 0.
        row: usize,
        /// The column, counted from 0.
        column: usize,
        /// NaN, inf or -inf.
        value: String,
    },
}

fn hint(separator: Option<&str>) -> String {
    separator.map_or_else(String::new, |character| {
        format!(". The columns seem to be separated by {character}; separate them by commas")
    })
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn grouped_u64(number: u64) -> String {
    grouped(usize::try_from(number).unwrap_or(usize::MAX))
}

/// `text` with every character escaped that could move a terminal's cursor, end a line, turn the direction of writing or break a drawing.
///
/// ```
/// assert_eq!(nn28::data::escaped("red \u{1b}[31m.csv"), r"red \u{1b}[31m.csv");
/// assert_eq!(nn28::data::escaped("Größe in µm"), "Größe in µm");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_an_order(character) {
            // Writing to a string cannot fail.
            let _ = write!(safe, "{}", character.escape_default());
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Whether a character does something other than to stand in its place: controls, the ends of lines and paragraphs, the turns of
/// direction, and the two that no SVG may hold.
fn is_an_order(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Escaped, and without its middle where a message repeats a whole text: what is wrong stands before it, and where behind.
fn without_middle(text: &str) -> String {
    const KEPT: usize = 100;
    let text = escaped(text);
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    if starts.len() <= 2 * KEPT {
        return text;
    }
    let (end, start) = (starts[KEPT], starts[starts.len() - KEPT]);
    format!("{}…{}", &text[..end], &text[start..])
}

/// Escaped, and cut where a message would drown in it.
fn shown(text: &str) -> String {
    let text = escaped(text);
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
