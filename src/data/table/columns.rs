//! What each column of a table is: numbers, words, the class, or a count of the rows.

use std::borrow::Cow;
use std::collections::HashSet;

use super::numbers::NumberForm;
use super::rows::Row;
use crate::data::MAX_CLASSES;
use crate::data::error::shortened;
use crate::data::reading::is_missing;
use crate::data::table_file::PART;

/// Limit of the words of a column that become inputs, and of the values of a class in a table with few rows.
pub(super) const MAX_WORDS: usize = 20;
/// Rows over which integers have to grow by one to be taken for a count of the rows.
const MIN_COUNT: usize = 10;
/// Names of class columns, the likeliest first.
const CLASS_NAMES: [&str; 5] = ["class", "label", "target", "species", "diagnosis"];

/// What is known about a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub name: String,
    /// Numbers, words and missing cells, with the line of the first of each.
    pub numbers: Seen,
    pub words: Seen,
    pub missing: Seen,
    /// Numbers that are too large.
    pub too_large: Seen,
    /// The different filled cells in order of appearance, as many as there may be classes.
    pub values: Vec<String>,
    /// Number of different filled cells. Not counted where numbers have fractions.
    pub different: usize,
    has_fractions: bool,
    counts_up: bool,
    last: Option<f64>,
}

/// How often something is in a column, and where first.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub count: usize,
    pub line: usize,
    pub cell: String,
}

impl Seen {
    fn add(&mut self, line: usize, cell: &str) {
        if self.count == 0 {
            (self.line, self.cell) = (line, cell.to_owned());
        }
        self.count += 1;
    }
}

impl Column {
    /// Looks through all cells of column `index`.
    pub fn new(name: &str, index: usize, rows: &[Row], form: NumberForm) -> Self {
        let mut column = Self {
            name: name.to_owned(),
            counts_up: true,
            ..Self::default()
        };
        let mut values = HashSet::new();
        for row in rows {
            let cell = row.cells.get(index).unwrap_or_default();
            if is_missing(cell) {
                column.missing.add(row.line, cell);
                column.counts_up = false;
                continue;
            }
            column.add(row.line, cell, form.read(cell));
            let label = label(cell, form);
            if !column.has_fractions
                && column.values.len() <= MAX_CLASSES
                && !values.contains(&label)
            {
                column.values.push(label.clone().into_owned());
            }
            if !column.has_fractions {
                values.insert(label);
            }
        }
        column.different = values.len();
        column
    }

    fn add(&mut self, line: usize, cell: &str, number: Option<f64>) {
        let Some(number) = number else {
            self.words.add(line, cell);
            self.counts_up = false;
            return;
        };
        self.numbers.add(line, cell);
        if !number.is_finite() {
            self.too_large.add(line, cell);
        }
        self.has_fractions |= number.fract() != 0.0;
        let is_next = |last| is_count(last, number);
        self.counts_up &= number.fract() == 0.0 && self.last.is_none_or(is_next);
        self.last = Some(number);
    }

    fn filled(&self) -> usize {
        self.numbers.count + self.words.count
    }

    pub fn is_empty(&self) -> bool {
        self.filled() == 0
    }

    /// True if no cell is a number.
    pub fn is_of_words(&self) -> bool {
        self.numbers.count == 0 && self.words.count > 0
    }

    /// True for words that may name classes.
    fn may_be_of_classes(&self) -> bool {
        self.is_of_words() && !self.is_of_dates() && !self.is_of_parts()
    }

    /// True if every filled cell is a date or a time.
    fn is_of_dates(&self) -> bool {
        self.is_of_words() && self.values.iter().all(|word| is_date(word))
    }

    /// True for the column of a table that a run has written: which samples trained.
    fn is_of_parts(&self) -> bool {
        let (name, parts) = PART;
        let is_part = |word: &String| parts.contains(&&word[..]);
        self.name == name && self.is_of_words() && self.values.iter().all(is_part)
    }

    /// True for integers that grow by one from row to row.
    pub fn counts_rows(&self) -> bool {
        self.counts_up && self.numbers.count >= MIN_COUNT
    }

    /// True if every filled cell differs from the others.
    pub fn all_differ(&self) -> bool {
        !self.has_fractions && self.different == self.filled()
    }

    /// True for integers that all differ but do not count up: perhaps numbers that name the rows.
    pub fn may_name_rows(&self) -> bool {
        let name = self.name.to_lowercase();
        let is_named = ["id", "index", "unnamed: 0", "column 1"].contains(&&name[..])
            || name.ends_with("_id")
            || self.name.ends_with("Id")
            || self.name.ends_with("ID");
        is_named && self.words.count == 0 && self.filled() >= MIN_COUNT && self.all_differ()
    }

    /// Why the column is left out of the inputs; `None` if it is one. One that is asked for may count the rows.
    pub fn is_no_input(&self, is_asked: bool) -> Option<&'static str> {
        let is_of_many = self.is_of_words() && self.different > MAX_WORDS;
        if self.is_empty() {
            Some("has no values")
        } else if self.counts_rows() && !is_asked {
            Some("counts the rows")
        } else if self.is_of_parts() && !is_asked {
            Some("says which samples trained")
        } else if self.is_of_words() && self.different == 1 && self.missing.count == 0 {
            Some("has one word")
        } else if is_of_many && self.all_differ() && !is_asked {
            Some("has another word in every row")
        } else {
            None
        }
    }

    /// True if a number has a fraction.
    pub fn is_quantity(&self) -> bool {
        !self.is_of_words() && self.has_fractions
    }

    /// Why the column cannot be the class; `None` if it can.
    pub fn is_no_class(&self) -> Option<String> {
        let (values, rows) = (self.different, self.filled());
        if self.is_empty() {
            Some("is empty".to_owned())
        } else if self.is_quantity() {
            Some("has numbers with fractions, a quantity and no class".to_owned())
        } else if values > MAX_WORDS && values * 3 > rows {
            Some(format!(
                "has {values} different values in {rows} rows, too many for a class"
            ))
        } else if values == 1 {
            Some(format!(
                "has the same value in every row, \"{}\"; there must be two classes at least",
                shortened(&shortened(&self.values[0]))
            ))
        } else {
            None
        }
    }
}

/// A cell as a class or a word: whole numbers without point, exponent or sign, so that 1, 1.0 and 1e0 are one class.
pub(super) fn label(cell: &str, form: NumberForm) -> Cow<'_, str> {
    const EXACT: f64 = 9e15;
    let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit()) && !cell.starts_with('0');
    let number = if is_plain { None } else { form.read(cell) };
    match number.filter(|number| number.fract() == 0.0 && number.abs() < EXACT) {
        Some(number) => Cow::Owned((number as i64).to_string()),
        None => Cow::Borrowed(cell),
    }
}

/// True if a number is by one larger than the last.
#[expect(clippy::float_cmp, reason = "whole numbers are exact")]
pub(super) fn is_count(last: f64, number: f64) -> bool {
    number == last + 1.0
}

/// The index of the class column, if none is given. It may be one that cannot be a class, if none can.
pub(super) fn find_class(columns: &[Column]) -> usize {
    let last = columns.len() - 1;
    let is_named = |column: &Column, name: &str| column.name.trim().eq_ignore_ascii_case(name);
    let named = CLASS_NAMES
        .iter()
        .filter_map(|name| columns.iter().position(|column| is_named(column, name)));
    let y = is_named(&columns[last], "y").then_some(last);
    let of_words: Vec<usize> = (0..=last)
        .filter(|index| columns[*index].may_be_of_classes())
        .collect();
    let last_of_words = of_words.last().copied().filter(|index| *index == last);
    let only_of_words = (of_words.len() == 1).then(|| of_words[0]);
    let mut candidates = named
        .chain(y)
        .chain(last_of_words)
        .chain(only_of_words)
        .chain([last]);
    let found = candidates.find(|index| columns[*index].is_no_class().is_none());
    found.unwrap_or(last)
}

/// The column to name where the one that was found cannot be the class: one of words, or else the one with the fewest values.
pub(super) fn likeliest_class(columns: &[Column]) -> Option<&Column> {
    let could_be = |column: &&Column| {
        let is_number_of_row = column.counts_rows() || column.may_name_rows();
        column.is_no_class().is_none()
            && !column.is_of_dates()
            && !column.is_of_parts()
            && !is_number_of_row
    };
    let columns = columns.iter().filter(could_be);
    columns.min_by_key(|column| (!column.is_of_words(), column.different))
}

/// True for 2015-02-04 17:51:00, 3/10/2004 or 18.00.00.
fn is_date(word: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '-' | '/' | '.');
    word.starts_with(|first: char| first.is_ascii_digit())
        && word.chars().all(|letter| {
            letter.is_ascii_digit() || is_sign(letter) || matches!(letter, ':' | ' ' | 'T' | 'Z')
        })
        && (word.contains(':') || word.matches(is_sign).count() > 1)
}

/// True if a column could be the class, beside the one that is.
pub(super) fn would_do(column: &Column) -> bool {
    let is_named = CLASS_NAMES
        .iter()
        .any(|name| column.name.eq_ignore_ascii_case(name));
    (is_named || column.may_be_of_classes())
        && column.is_no_class().is_none()
        && !column.counts_rows()
}
