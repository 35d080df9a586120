//! The first row of a table: the names of the columns, or data.

use super::columns::is_count;
use super::numbers::NumberForm;
use super::rows::Row;
use crate::data::reading::is_missing;

/// The names of the columns, and whether they come from the first row.
pub(super) fn names(rows: &[Row], form: NumberForm, may_have_header: bool) -> (Vec<String>, bool) {
    let width = rows.iter().skip(1).map(|row| row.cells.len()).next();
    let width = width.unwrap_or(rows[0].cells.len());
    let has_header = may_have_header && is_header(rows, form);
    let mut names: Vec<String> = Vec::new();
    if has_header {
        // R writes no name above the names of the rows. Where the cell too many is empty, rows end in a separator.
        let is_longer = is_longer(&rows[0], width);
        let ends_empty = |row: &Row| row.cells.get(width - 1).is_none_or(str::is_empty);
        let has_empty_end = rows[1..].iter().all(ends_empty);
        let before = (is_longer && !has_empty_end).then_some("");
        let after = (is_longer && has_empty_end).then_some("");
        let all = before.into_iter().chain(&rows[0].cells).chain(after);
        names.extend(all.map(str::to_owned));
    } else {
        names.resize(rows[0].cells.len(), String::new());
    }
    for index in 0..names.len() {
        if names[index].is_empty() {
            names[index] = format!("column {}", index + 1);
        }
        let name = names[index].clone();
        let mut copy = 1;
        while names[..index].contains(&names[index]) {
            copy += 1;
            names[index] = format!("{name} ({copy})");
        }
    }
    (names, has_header)
}

/// True if rows of a width have a cell more than there are names. One name alone is a title.
fn is_longer(names: &Row, width: usize) -> bool {
    names.cells.len() > 1 && names.cells.len() + 1 == width
}

fn is_header(rows: &[Row], form: NumberForm) -> bool {
    let (first, rest) = (&rows[0].cells, &rows[1..]);
    if rest.is_empty() || is_longer(&rows[0], rest[0].cells.len()) {
        return true;
    }
    let is_number = |cell: &str| form.read(cell).is_some();
    let below = |index: usize| {
        rest.iter()
            .map(move |row| row.cells.get(index).unwrap_or_default())
    };
    let has_numbers = |index: usize| below(index).any(is_number);
    let has_its_kind =
        |(index, cell): (usize, &str)| is_missing(cell) || is_number(cell) == has_numbers(index);
    if !first.iter().enumerate().all(has_its_kind) {
        return true;
    }
    let numbers: Vec<f64> = first.iter().filter_map(|cell| form.read(cell)).collect();
    if numbers.is_empty() {
        return first
            .iter()
            .enumerate()
            .all(|(index, cell)| below(index).all(|other| other != cell));
    }
    counts_up(&numbers)
}

/// True for 0, 1, 2 … and for 1, 2, 3 …, at least two of them.
fn counts_up(numbers: &[f64]) -> bool {
    let starts = is_count(-1.0, numbers[0]) || is_count(0.0, numbers[0]);
    let mut pairs = numbers.windows(2);
    numbers.len() > 1 && starts && pairs.all(|pair| is_count(pair[0], pair[1]))
}
