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
        // R writes no name above the names of the rows.
        let has_row_names = rows[0].cells.len() + 1 == width;
        let first = has_row_names.then_some("");
        names.extend(first.into_iter().chain(&rows[0].cells).map(str::to_owned));
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

fn is_header(rows: &[Row], form: NumberForm) -> bool {
    let (first, rest) = (&rows[0].cells, &rows[1..]);
    if rest.is_empty() || rest[0].cells.len() == first.len() + 1 {
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
