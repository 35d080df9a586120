//! From text to rows of cells: what separates them is found out, and comments are passed over.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::data::reading::{Reading, Separator};

/// Number of lines that are looked at to find the separator.
const SAMPLE: usize = 100;

/// A row of the file.
pub(super) struct Row {
    /// Its line, counted from 1.
    pub line: usize,
    pub cells: StringRecord,
}

/// The rows of the file, and how they are separated.
pub(super) struct Rows {
    pub all: Vec<Row>,
    pub separator: Separator,
    /// Number of comment lines.
    pub comments: usize,
    /// The line of a cell whose quotation mark is not closed.
    pub open_quote: Option<usize>,
}

/// Splits a text into rows. Blank lines, rules of Markdown, and rows without any cell that is filled, are no rows.
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
    let separator = given.or(named).unwrap_or_else(|| find_separator(body));
    let body = match separator {
        Separator::Blanks => Cow::Owned(with_tabs(body)),
        _ => without_blanks_before_quotes(body, char::from(separator.byte())),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines::new(&body);
    // A text in memory that is valid UTF-8 cannot fail.
    for cells in reader.records().map_while(Result::ok) {
        let start = cells.position().map_or(0, csv::Position::byte);
        let line = lines.at(start as usize) + above;
        if cells.iter().any(|cell| !cell.is_empty()) && !is_rule(&cells) {
            rows.push(Row { line, cells });
        }
    }
    let open_quote = rows.last().and_then(|row| open_quote(&body, row, above));
    Rows {
        all: rows,
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

/// True for the line below the header of a table in Markdown: dashes, with colons at their ends.
fn is_rule(cells: &StringRecord) -> bool {
    let is_dashes =
        |cell: &str| cell.len() > 2 && cell.trim_matches(':').bytes().all(|byte| byte == b'-');
    let mut filled = cells.iter().filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_dashes)
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
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
        middle > 1 && same * 5 >= counts.len() * 4
    };
    let mut candidates = Separator::CANDIDATES.into_iter();
    candidates.find(fits).unwrap_or(Separator::Comma)
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

/// The same text, in which a quotation mark that opens a cell follows the separator at once, as the reader of the cells wants it.
fn without_blanks_before_quotes(text: &str, separator: char) -> Cow<'_, str> {
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
fn with_tabs(text: &str) -> String {
    text.lines()
        .map(|line| blanks_to_tabs(line) + "\n")
        .collect()
}

fn blanks_to_tabs(line: &str) -> String {
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

/// The line of the last row, if a quotation mark in it is never closed.
fn open_quote(text: &str, row: &Row, above: usize) -> Option<usize> {
    let rest = without_lines(text, row.line - above - 1);
    (rest.matches('"').count() % 2 == 1).then_some(row.line)
}
