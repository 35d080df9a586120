//! Faults of data: each message names the file and the line, says what was expected,
//! and what to try.

use std::io;

use super::{Advice, NAMES};

/// Why there is no data set, split or network to work with.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// Neither a data set of this name nor a file.
    #[error(
        "{}: there is no data set and no file of this name{}. The data sets are {}; anything else is the path of a CSV file",
        escaped(word), meant(word), NAMES.join(", ")
    )]
    Unknown { word: String },
    #[error(
        "{}: there is no such file. Check the spelling, and the folder that the path starts from",
        escaped(file)
    )]
    Missing { file: String },
    #[error(
        "{}: this is a directory. Give the path of a file in it",
        escaped(file)
    )]
    Directory { file: String },
    /// The file is there but cannot be read.
    #[error("{}: cannot be read: {cause}", escaped(file))]
    Unreadable { file: String, cause: io::Error },
    #[error(
        "{}: cannot be written: {cause}. Choose another path, or check that its folder exists and may be written to",
        escaped(file)
    )]
    Unwritable { file: String, cause: io::Error },
    /// A file is in the way of one to be written.
    #[error(
        "{}: exists already and was left as it is. Choose another name, or let it be overwritten with --force",
        escaped(file)
    )]
    Exists { file: String },
    /// More of something than fits into the memory.
    #[error("{what}, more than the limit of {}. {advice}", grouped(*limit))]
    TooLarge {
        /// The thing that is too large, and its size; control characters escaped.
        what: String,
        limit: usize,
        advice: &'static str,
    },
    /// A file that is something else.
    #[error("{}: this is {what}. {advice}", escaped(file))]
    NotTable {
        file: String,
        what: String,
        advice: String,
    },
    /// A table in which some cells cannot be read.
    #[error("{}: {faults}{}", escaped(file), added(options))]
    Faults {
        file: String,
        /// Each kind of fault, with its number and its first line.
        faults: String,
        /// The options with which the table can be read.
        options: Vec<Advice>,
    },
    /// A table that cannot be read as it was asked to be.
    #[error("{}: {fault}", escaped(file))]
    Option { file: String, fault: String },
    /// A line, counted from 1, that cannot be read.
    #[error("{}, line {line}: {fault}", escaped(file))]
    Line {
        file: String,
        line: usize,
        fault: String,
    },
    /// JSON that is not a network.
    #[error("{}: {fault}", escaped(file))]
    Network { file: String, fault: String },
    #[error(
        "the training fraction is {fraction}, but it must be greater than 0 and at most 1, for example 0.5"
    )]
    Fraction { fraction: f64 },
}

impl DataError {
    pub(super) fn network(file: &str, fault: String) -> Self {
        let file = file.to_string();
        Self::Network { file, fault }
    }
}

/// The data set whose name differs only by capitals.
fn meant(word: &str) -> String {
    let mut names = NAMES.iter();
    let found = names.find(|name| name.eq_ignore_ascii_case(word));
    found.map_or_else(String::new, |name| format!(", but there is {name}"))
}

/// The sentence that names the options.
fn added(options: &[Advice]) -> String {
    if options.is_empty() {
        return ". No option helps: correct the file".to_owned();
    }
    let line = Advice::line(options);
    match options {
        [Advice::Class(_), ..] => format!(". Name the class: add {line}"),
        _ => format!(".\n  To read the rest, add {line}"),
    }
}

/// Writes a number and a noun in the singular or plural.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Writes a number with a comma after every third digit from the right.
///
/// ```
/// use nn28::data::grouped;
/// assert_eq!([0, 999, 1_000, 256_000_000].map(grouped), ["0", "999", "1,000", "256,000,000"]);
/// ```
pub fn grouped(number: usize) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), number % 1_000),
    }
}

/// Escapes every character that could move a terminal's cursor, end a line, turn the direction of
/// writing or break a drawing.
///
/// ```
/// assert_eq!(nn28::data::escaped("red \u{1b}[31m.csv"), r"red \u{1b}[31m.csv");
/// assert_eq!(nn28::data::escaped("Größe in µm"), "Größe in µm");
/// ```
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_control(character) {
            safe.extend(character.escape_default());
        } else {
            safe.push(character);
        }
    }
    safe
}

/// True for control characters, ends of lines and paragraphs, marks of direction, and the two that
/// no SVG may contain.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Escapes a message that repeats a whole text, and drops its middle: what is wrong comes first,
/// and where comes last.
pub(super) fn without_middle(text: &str) -> String {
    const KEPT: usize = 100;
    let text = escaped(text);
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    if starts.len() <= 2 * KEPT {
        return text;
    }
    let (end, start) = (starts[KEPT], starts[starts.len() - KEPT]);
    format!("{}…{}", &text[..end], &text[start..])
}

/// Escapes a cell or a name, and cuts it to a length that fits into a message.
#[cfg(feature = "terminal")]
pub(super) fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let text = escaped(text);
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
