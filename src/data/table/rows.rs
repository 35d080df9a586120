//! From text to rows of cells: what separates them is found out, and comments are passed over.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::cells::Cells;

use super::lines::{
    blanks_to_tabs, cleaned, has_escaped_quotes, is_comment, is_quote_open, with_tabs,
    without_blanks_before_quotes,
};
use crate::data::reading::{Reading, Separator};

/// Number of lines that are looked at to find the separator.
const SAMPLE: usize = 100;

/// A row of the file.
pub(super) struct Row {
    /// Its line, counted from 1.
    pub line: usize,
    pub cells: Cells,
}

/// The rows of the file, and how they are separated.
pub(super) struct Rows {
    pub all: Vec<Row>,
    pub separator: Separator,
    /// Number of comment lines.
    pub comments: usize,
    /// The cells of the comment right above the first row, which may be a header.
    pub heading: Vec<String>,
    /// The line of a cell whose quotation mark is not closed.
    pub open_quote: Option<usize>,
}

/// Splits a text into rows. Blank lines, and rows without any cell that is filled, are no rows.
pub(super) fn split(text: &str, reading: &Reading) -> Rows {
    let mut above = reading.skip;
    let mut body = without_lines(text, above);
    let named = named_separator(body);
    if named.is_some() {
        above += 1;
        body = without_lines(text, above);
    }
    let given = (reading.separator != Separator::Auto).then_some(reading.separator);
    let comments = body.lines().filter(|line| is_comment(line)).count();
    let above_rows = body;
    let body = &*cleaned(body);
    let separator = given.or(named).unwrap_or_else(|| find_separator(body));
    let body = match separator {
        Separator::Blanks => Cow::Owned(with_tabs(body)),
        _ => without_blanks_before_quotes(body, char::from(separator.byte())),
    };
    let escape = has_escaped_quotes(&body, separator).then_some(b'\\');
    let mut reader = ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true)
        .escape(escape)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    let (mut lines, mut last) = (Lines::new(&body), 0);
    let mut record = StringRecord::new();
    // A text in memory that is valid UTF-8 cannot fail.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.at(start as usize) + above;
        if record.iter().any(|cell| !cell.is_empty()) {
            last = start as usize;
            let cells = record.iter().collect();
            rows.push(Row { line, cells });
        }
    }
    let is_open = is_quote_open(&body[last..], separator, escape.is_some());
    let open_quote = rows.last().filter(|_| is_open).map(|row| row.line);
    Rows {
        all: rows,
        heading: heading(above_rows, separator),
        separator,
        comments,
        open_quote,
    }
}

/// The lines of a text, counted from 1 on the way through it.
struct Lines<'a> {
    text: &'a str,
    start: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            start: 0,
            line: 1,
        }
    }

    /// The line of the first row at or below a position; blank lines and comments are no rows.
    fn at(&mut self, position: usize) -> usize {
        loop {
            let rest = &self.text[self.start..];
            let is_before =
                self.start < position || rest.starts_with(['\r', '\n']) || is_comment(rest);
            let Some(end) = rest.find(['\r', '\n']).filter(|_| is_before) else {
                return self.line;
            };
            let is_pair = rest[end..].starts_with("\r\n");
            self.start += end + 1 + usize::from(is_pair);
            self.line += 1;
        }
    }
}

/// The cells of the last comment above the first row, if they are words.
fn heading(text: &str, separator: Separator) -> Vec<String> {
    let comments = text.lines().take_while(|line| is_comment(line));
    let comment = comments.last().unwrap_or_default();
    let comment = comment.trim_start_matches('#').trim();
    let cells: Vec<&str> = match separator {
        Separator::Blanks => comment.split_whitespace().collect(),
        _ => comment.split(char::from(separator.byte())).collect(),
    };
    let cells = cells.iter().map(|cell| cell.trim().trim_matches('"'));
    let is_word = |cell: &str| cell.contains(char::is_alphabetic);
    if cells.clone().all(is_word) {
        cells.map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// The text below some lines.
fn without_lines(text: &str, count: usize) -> &str {
    (0..count).fold(text, |text, _| {
        text.split_once('\n').map_or("", |(_, rest)| rest)
    })
}

/// The separator that a spreadsheet names in a first line of its own: `sep=;`.
fn named_separator(text: &str) -> Option<Separator> {
    let line = text.lines().next()?.trim();
    let named = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("\"sep=")?.strip_suffix('"'))?;
    let mut candidates = Separator::CANDIDATES.into_iter();
    candidates.find(|separator| {
        named.as_bytes() == [separator.byte()] || (named.is_empty() && *separator == Separator::Tab)
    })
}

/// The first separator that gives most lines the same number of cells, more than one.
fn find_separator(text: &str) -> Separator {
    let lines = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty() && !is_comment(line));
    let lines: Vec<&str> = lines.take(SAMPLE).collect();
    let fits = |separator: &Separator| {
        let mut counts: Vec<usize> = lines
            .iter()
            .map(|line| cell_count(line, *separator))
            .collect();
        counts.sort_unstable();
        let middle = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let same = counts.iter().filter(|count| **count == middle).count();
        // A title, or a header without a name above those of the rows, differs.
        middle > 1 && same * 5 >= counts.len().saturating_sub(1) * 4
    };
    let mut candidates = Separator::CANDIDATES.into_iter();
    let found = candidates.find(fits).unwrap_or(Separator::Comma);
    // Tabs among blanks, or blanks between numbers with decimal commas.
    let sign = char::from(found.byte());
    let is_two = |cell: &str| is_of_numbers(cell) || has_inner_quote(cell);
    let is_mixed = || lines.iter().any(|line| line.split(sign).any(is_two));
    let may_be = matches!(found, Separator::Tab | Separator::Comma);
    if may_be && is_mixed() && fits(&Separator::Blanks) {
        return Separator::Blanks;
    }
    found
}

/// True for several numbers with blanks between them, other than the groups of one number.
fn is_of_numbers(cell: &str) -> bool {
    let words = || cell.split_whitespace();
    let is_group = |word: &str| {
        word.split(['.', ','])
            .next()
            .is_some_and(|whole| whole.len() == 3)
    };
    words().count() > 1
        && words().all(|word| word.parse::<f64>().is_ok())
        && !words().skip(1).all(is_group)
}

/// True if a blank is beside a quotation mark in the middle of a cell.
fn has_inner_quote(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains(" \"") || cell.contains("\" ")
}

/// Number of cells in a line; a separator between quotation marks does not count.
fn cell_count(line: &str, separator: Separator) -> usize {
    if separator == Separator::Blanks {
        return blanks_to_tabs(line).split('\t').count();
    }
    let outside = line.split('"').step_by(2);
    let byte = char::from(separator.byte());
    1 + outside
        .map(|part| part.matches(byte).count())
        .sum::<usize>()
}
