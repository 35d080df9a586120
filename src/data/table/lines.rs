//! Lines before they are split into cells: comments, rules, quotation marks and blanks, in the form that the reader of cells takes.

use std::borrow::Cow;

use crate::data::reading::Separator;

/// What a spreadsheet writes where it cannot compute.
const SHEET_ERRORS: [&str; 7] = [
    "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!",
];

pub(super) fn is_comment(line: &str) -> bool {
    line.starts_with('#') && !SHEET_ERRORS.iter().any(|error| line.starts_with(error))
}

/// The same text, in which a quotation mark that opens a cell follows the separator at once, as the reader of the cells wants it.
pub(super) fn without_blanks_before_quotes(text: &str, separator: char) -> Cow<'_, str> {
    if !text.contains(" \"") && !text.contains("\t\"") {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut is_quoted, mut cell) = (String::with_capacity(text.len()), false, 0);
    for letter in text.chars() {
        if letter == '"' && !is_quoted && plain[cell..].trim().is_empty() {
            plain.truncate(cell);
        }
        is_quoted ^= letter == '"';
        plain.push(letter);
        if !is_quoted && (letter == separator || matches!(letter, '\n' | '\r')) {
            cell = plain.len();
        }
    }
    Cow::Owned(plain)
}

/// The same text with a tab for each run of blanks outside quotation marks.
pub(super) fn with_tabs(text: &str) -> String {
    text.lines()
        .map(|line| blanks_to_tabs(line) + "\n")
        .collect()
}

pub(super) fn blanks_to_tabs(line: &str) -> String {
    let parts = line.trim().split('"').enumerate();
    let parts = parts.map(|(index, part)| {
        if index % 2 == 1 {
            return part.to_owned();
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        let edge = |is_blank: bool| {
            if is_blank && !words.is_empty() {
                "\t"
            } else {
                ""
            }
        };
        let (before, after) = (
            edge(part.starts_with(char::is_whitespace)),
            edge(part.ends_with(char::is_whitespace)),
        );
        if words.is_empty() && !part.is_empty() {
            return "\t".to_owned();
        }
        format!("{before}{}{after}", words.join("\t"))
    });
    parts.collect::<Vec<_>>().join("\"")
}

/// True if a quotation mark that opens a cell is never closed.
pub(super) fn is_quote_open(text: &str, separator: Separator, has_escapes: bool) -> bool {
    let separator = char::from(separator.byte());
    let (mut is_open, mut is_start) = (false, true);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if is_open && has_escapes => _ = letters.next(),
            // Two of them within a cell close and open it.
            '"' if is_open => (is_open, is_start) = (false, true),
            '"' if is_start => is_open = true,
            ' ' if is_start => {}
            _ => is_start = letter == separator || matches!(letter, '\n' | '\r'),
        }
    }
    is_open
}

/// True if quotation marks in cells are written \", which other programs write "".
pub(super) fn has_escaped_quotes(text: &str, separator: Separator) -> bool {
    let ends = [char::from(separator.byte()), '"', '\n', '\r'];
    let mut found = text.match_indices("\\\"");
    found.any(|(start, mark)| {
        let rest = &text[start + mark.len()..];
        !rest.is_empty() && !rest.starts_with(ends)
    })
}

/// The text without the lines that only rule a table, and with NA for the errors of a spreadsheet, which look like comments.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    let error = |line: &str| {
        let mut errors = SHEET_ERRORS.iter();
        errors.find(|error| line.starts_with(**error)).copied()
    };
    let mut lines = text.split(['\n', '\r']);
    if !lines.any(|line| is_rule(line) || error(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive(['\n', '\r']).map(|line| {
        let end = &line[line.trim_end_matches(['\n', '\r']).len()..];
        match error(line) {
            Some(error) => Cow::Owned(format!("NA{}", &line[error.len()..])),
            None if is_rule(line) => Cow::Borrowed(end),
            None => Cow::Borrowed(line),
        }
    });
    Cow::Owned(lines.collect())
}

/// True for a line such as |---|:-:| below the header of a table in Markdown, or ===== in other texts.
fn is_rule(line: &str) -> bool {
    let signs = |sign| matches!(sign, '-' | '=' | '+' | '|' | ':' | ' ' | '\t' | '\n' | '\r');
    (line.contains("---") || line.contains("===")) && line.chars().all(signs)
}
