//! The first row of a table: the names of the columns, or data.

use std::collections::{BTreeMap, HashSet};

use super::columns::is_count;
use super::numbers::NumberForm;
use super::rows::Row;
use crate::data::reading::is_missing;

/// Number of rows whose names are looked at.
const MAX_NAMES: usize = 1_000;

/// The names of the columns, and whether they come from the first row. Without a header they may be those in a comment above.
pub(super) fn names(
    rows: &[Row],
    form: NumberForm,
    may_have_header: bool,
    heading: Vec<String>,
) -> (Vec<String>, bool) {
    let Some((first, rest)) = rows.split_first() else {
        return (Vec::new(), true);
    };
    let has_row_names = has_row_names(first, rest);
    let has_header = may_have_header && (has_row_names || is_header(first, rest, form));
    let names: Vec<String> = if has_header {
        let unnamed = has_row_names.then_some("");
        let cells = unnamed.into_iter().chain(first.cells.iter());
        cells.map(str::to_owned).collect()
    } else if may_have_header && heading.len() == first.cells.len() {
        heading
    } else {
        vec![String::new(); first.cells.len()]
    };
    (distinct(names), has_header)
}

/// The same names, each once: one without a name gets its number, one that comes again gets (2).
fn distinct(names: Vec<String>) -> Vec<String> {
    let (mut taken, mut copies) = (HashSet::new(), BTreeMap::new());
    let named = names.into_iter().enumerate().map(|(index, name)| {
        let name = if name.is_empty() {
            format!("column {}", index + 1)
        } else {
            name
        };
        let copy = copies.entry(name.clone()).or_insert(1);
        let mut other = name.clone();
        while !taken.insert(other.clone()) {
            *copy += 1;
            other = format!("{name} ({copy})");
        }
        other
    });
    named.collect()
}

/// True if the rows begin with names above which there is none, as R writes them: they all differ.
fn has_row_names(first: &Row, rest: &[Row]) -> bool {
    let mut seen = HashSet::new();
    let is_named = |row: &Row| {
        row.cells.len() == first.cells.len() + 1
            && row
                .cells
                .get(0)
                .is_some_and(|name| seen.insert(name.to_owned()))
    };
    !rest.is_empty() && rest.iter().take(MAX_NAMES).all(is_named)
}

fn is_header(first: &Row, rest: &[Row], form: NumberForm) -> bool {
    if rest.is_empty() {
        return true;
    }
    let first = &first.cells;
    let is_number = |cell: &str| form.read(cell).is_some();
    let below = |index: usize| {
        rest.iter()
            .map(move |row| row.cells.get(index).unwrap_or_default())
    };
    let has_numbers = |index: usize| below(index).any(is_number);
    // The first word of a column in which words are among numbers is no name of it, if it comes again.
    // A copy of the whole row, where files were put together, does not count.
    let others = |index: usize| {
        let others = rest.iter().filter(|row| row.cells != *first);
        others.map(move |row| row.cells.get(index).unwrap_or_default())
    };
    let recurs = |index: usize, cell: &str| others(index).any(|other| other == cell);
    let has_its_kind = |(index, cell): (usize, &str)| {
        is_missing(cell) || is_number(cell) == has_numbers(index) || recurs(index, cell)
    };
    if !first.iter().enumerate().all(has_its_kind) {
        return true;
    }
    let numbers: Vec<f64> = first.iter().filter_map(|cell| form.read(cell)).collect();
    if numbers.is_empty() {
        let mut cells = first.iter().enumerate();
        return cells.all(|(index, cell)| !recurs(index, cell));
    }
    let is_name = |(index, cell): (usize, &str)| is_name_of(cell, below(index), is_number);
    counts_up(&numbers) || grows(&numbers) && first.iter().enumerate().any(is_name)
}

/// True for a word that does not come again in a column of a few words that do.
fn is_name_of<'c>(
    word: &str,
    below: impl Iterator<Item = &'c str> + Clone,
    is_number: impl Fn(&str) -> bool,
) -> bool {
    let different: HashSet<&str> = below.clone().collect();
    !is_missing(word)
        && !is_number(word)
        && !different.contains(word)
        && different.len() * 2 < below.count()
}

/// True for at least three numbers that grow, as the wavelengths over a spectrum.
fn grows(numbers: &[f64]) -> bool {
    numbers.len() > 2 && numbers.windows(2).all(|pair| pair[0] < pair[1])
}

/// True for 0, 1, 2 … and for 1, 2, 3 …, at least two of them.
fn counts_up(numbers: &[f64]) -> bool {
    let starts = is_count(-1.0, numbers[0]) || is_count(0.0, numbers[0]);
    let mut pairs = numbers.windows(2);
    numbers.len() > 1 && starts && pairs.all(|pair| is_count(pair[0], pair[1]))
}
