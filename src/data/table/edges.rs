//! What people write around a table: titles above it, units below its header, totals below it, separators at the ends of lines.

use super::numbers::NumberForm;
use super::rows::Row;
use crate::data::reading::is_missing;

/// Limit of the lines above a table, and of those below it.
const MAX_LINES: usize = 20;

/// The rows of the table alone, and the number of lines that were above and below it.
pub(super) fn without_surroundings(mut rows: Vec<Row>) -> (Vec<Row>, [usize; 2]) {
    take_off_apostrophes(&mut rows);
    cut_ends(&mut rows);
    let around = take_lines_around(&mut rows);
    (rows, around)
}

/// Takes off the apostrophes around cells, in a table whose first row has them around every word.
fn take_off_apostrophes(rows: &mut [Row]) {
    fn inner(cell: &str) -> Option<&str> {
        cell.strip_prefix('\'')?.strip_suffix('\'')
    }
    let is_quoted = |row: &Row| {
        let is_word = |cell: &&str| !is_missing(cell) && cell.parse::<f64>().is_err();
        let mut words = row.cells.iter().filter(is_word).peekable();
        words.peek().is_some() && words.all(|cell| inner(cell).is_some())
    };
    if rows.first().is_some_and(is_quoted) {
        for row in rows {
            let cells = row.cells.iter();
            row.cells = cells
                .map(|cell| inner(cell).unwrap_or(cell).trim())
                .collect();
        }
    }
}

/// Cuts off the empty cells beyond the last column in which any cell is filled.
fn cut_ends(rows: &mut [Row]) {
    let filled = |row: &Row| {
        let mut cells = row.cells.iter().rev();
        let empty = cells.by_ref().take_while(|cell| cell.is_empty()).count();
        row.cells.len() - empty
    };
    let width = rows.iter().map(filled).max().unwrap_or(0);
    for row in rows {
        row.cells.truncate(width);
    }
}

/// Takes away the lines of words above a table and below it. Returns how many.
fn take_lines_around(rows: &mut Vec<Row>) -> [usize; 2] {
    let Some(width) = usual_width(rows).filter(|width| *width > 1) else {
        return [0, 0];
    };
    let all = rows.len();
    let is_above = |row: &&Row| {
        is_line(row, width)
            || row.cells.len() * 2 <= width && is_of_words(row)
            || has_sizes(row, all - 1, width - 1)
    };
    let above = rows.iter().take(MAX_LINES).take_while(is_above).count();
    rows.drain(..above);
    let is_below = |row: &&Row| {
        let first = row.cells.get(0).unwrap_or_default();
        let mut others = rows.iter().filter(|other| other.line != row.line);
        is_line(row, width)
            && !first.is_empty()
            && others.all(|other| other.cells.get(0) != Some(first))
    };
    let below = rows
        .iter()
        .rev()
        .take(MAX_LINES)
        .take_while(is_below)
        .count();
    rows.truncate(rows.len() - below);
    [above, below]
}

/// The length of most rows, if most rows have one length.
fn usual_width(rows: &[Row]) -> Option<usize> {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let middle = *widths.get(widths.len() / 2)?;
    let same = widths.iter().filter(|width| **width == middle).count();
    (same * 2 > rows.len()).then_some(middle)
}

/// True for the first line of scikit-learn's own files: the number of samples, that of inputs, and the names of classes.
fn has_sizes(row: &Row, samples: usize, inputs: usize) -> bool {
    let mut cells = row.cells.iter();
    let mut is_next = |size: usize| cells.next().is_some_and(|cell| cell == size.to_string());
    is_next(samples)
        && is_next(inputs)
        && cells
            .next()
            .is_some_and(|name| name.contains(char::is_alphabetic))
}

/// True for a row of one cell, which holds words.
fn is_line(row: &Row, width: usize) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    filled == 1 && (row.cells.len() == 1 || width > 2) && is_of_words(row)
}

fn is_of_words(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    filled.all(|cell| !is_missing(cell) && cell.contains(char::is_alphabetic))
}

/// Takes away the rows of units or types below a header, one or two. Returns their lines.
pub(super) fn take_units(rows: &mut Vec<Row>, form: NumberForm) -> Vec<usize> {
    let mut lines = Vec::new();
    while lines.len() < 2 && has_units(rows, form, !lines.is_empty()) {
        lines.push(rows.remove(0).line);
    }
    lines
}

/// True if the first row holds words over all columns of numbers, and nothing that recurs. Below such a row another may be of the other columns alone.
fn has_units(rows: &[Row], form: NumberForm, is_second: bool) -> bool {
    let Some((first, rest)) = rows.split_first() else {
        return false;
    };
    let below = |index: usize| {
        let cells = rest.iter().filter_map(move |row| row.cells.get(index));
        cells.filter(|cell| !is_missing(cell))
    };
    let is_of_numbers = |index: &usize| {
        let numbers = below(*index).filter(|cell| form.read(cell).is_some());
        numbers.count() * 2 > below(*index).count()
    };
    let (numbers, others): (Vec<usize>, Vec<usize>) =
        (0..first.cells.len()).partition(is_of_numbers);
    let cell = |index: &usize| first.cells.get(*index).unwrap_or_default();
    let mut cells = first.cells.iter();
    let words = numbers.iter().filter(|index| !is_missing(cell(index)));
    let (words, numbers) = (words.count(), numbers.len());
    cells.all(|cell| form.read(cell).is_none())
        && numbers > 0
        && (words * 2 > numbers || is_second && words == 0)
        && others
            .iter()
            .all(|index| is_missing(cell(index)) || below(*index).all(|other| other != cell(index)))
}
