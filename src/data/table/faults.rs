//! All that cannot be read in a table, in one message, and the options with which it can be.

use super::Table;
use super::columns::{Column, MAX_WORDS, Seen};
use crate::data::error::{count, shortened};
use crate::data::{Advice, DataError, DataSet, Missing, Reading, Separator};

/// Number of columns that are named for each kind of fault.
const NAMED: usize = 6;
/// Number of options that are tried one after the other.
const TRIALS: usize = 40;

/// The faults of a table, by kind and column.
#[derive(Debug, Default)]
pub(super) struct Faults {
    sentences: Vec<String>,
    options: Vec<Advice>,
}

impl Faults {
    /// The rows with more cells or fewer than there are columns.
    pub fn of_lengths(table: &Table) -> Self {
        let width = table.columns.len();
        let mut others = table.rows.iter().filter(|row| row.cells.len() != width);
        let sentence = others.next().map(|first| {
            let (number, found) = (others.count() + 1, first.cells.len());
            format!(
                "{} of another length than {width} cells, the first in line {} with {found}: quote a cell that holds a separator",
                count(number, "row"), first.line
            )
        });
        Self {
            sentences: sentence.into_iter().collect(),
            options: Vec::new(),
        }
    }

    pub fn of(table: &Table, class: usize, inputs: &[usize], reading: &Reading) -> Self {
        let mut faults = Self::of_lengths(table);
        let used = || {
            inputs
                .iter()
                .chain([&class])
                .map(|index| &table.columns[*index])
        };
        let columns = || inputs.iter().map(|index| &table.columns[*index]);
        if reading.missing == Missing::Refuse {
            faults.add("values are missing", used(), |column| &column.missing);
            if !faults.sentences.is_empty() && used().any(|column| column.missing.count > 0) {
                let is_rare =
                    used().map(|column| column.missing.count).sum::<usize>() * 4 < table.rows.len();
                faults.options.push(Advice::Missing(if is_rare {
                    Missing::Drop
                } else {
                    Missing::Mean
                }));
            }
        }
        let mixed = columns().filter(|column| !column.is_of_words() && column.words.count > 0);
        faults.add("cells are words among numbers", mixed.clone(), |column| {
            &column.words
        });
        faults.add("numbers are too large", columns(), |column| {
            &column.too_large
        });
        let wordy = columns().filter(|column| column.is_of_words() && column.different > MAX_WORDS);
        for column in wordy.clone() {
            faults.sentences.push(format!(
                "\"{}\" has {} different words, more than the {MAX_WORDS} that may become inputs",
                shortened(&column.name),
                column.different
            ));
        }
        let large = columns().filter(|column| column.too_large.count > 0);
        faults.options.extend(
            mixed
                .chain(wordy)
                .chain(large)
                .map(|column| Advice::Drop(column.name.clone())),
        );
        faults
    }

    pub fn say(&mut self, sentence: String) {
        self.sentences.push(sentence);
    }

    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    pub fn into_error(self, file: &str) -> DataError {
        DataError::Faults {
            file: file.to_owned(),
            faults: self.sentences.join("; "),
            options: self.options,
        }
    }

    /// Adds a kind of fault: how many there are in each column, and where first.
    fn add<'a>(
        &mut self,
        kind: &str,
        columns: impl Iterator<Item = &'a Column>,
        seen: impl Fn(&Column) -> &Seen,
    ) {
        let found: Vec<&Column> = columns.filter(|column| seen(column).count > 0).collect();
        let named = found.iter().take(NAMED).map(|column| {
            let seen = seen(column);
            let cell = if seen.cell.is_empty() {
                String::new()
            } else {
                format!(" (\"{}\")", shortened(&seen.cell))
            };
            format!(
                "{} in \"{}\", the first in line {}{cell}",
                seen.count,
                shortened(&column.name),
                seen.line
            )
        });
        let mut list: Vec<String> = named.collect();
        if found.len() > NAMED {
            list.push(format!(
                "and more in {}",
                count(found.len() - NAMED, "other column")
            ));
        }
        if !list.is_empty() {
            self.sentences.push(format!("{kind}: {}", list.join(", ")));
        }
    }
}

/// The options with which a table can be read: those that its faults suggest, or else another separator; none if no options help.
pub(super) fn advice(
    suggested: Vec<Advice>,
    reading: &Reading,
    read: impl Fn(&Reading) -> Result<DataSet, DataError>,
) -> Vec<Advice> {
    let others = Separator::CANDIDATES.map(|separator| vec![Advice::Separator(separator)]);
    let is_open = reading.separator == Separator::Auto;
    let others = others.into_iter().filter(|_| is_open);
    let mut attempts = [suggested].into_iter().chain(others);
    let found = attempts.find_map(|first| {
        let options = tried(first, reading, &read);
        (!options.is_empty()).then_some(options)
    });
    found.unwrap_or_default()
}

/// The options, completed until the table can be read with them, as words of a command line; none if no options help.
fn tried(
    first: Vec<Advice>,
    reading: &Reading,
    read: &impl Fn(&Reading) -> Result<DataSet, DataError>,
) -> Vec<Advice> {
    let (mut options, mut new) = (Vec::new(), first);
    for _ in 0..TRIALS {
        if new.is_empty() {
            break;
        }
        options.append(&mut new);
        let mut reading = reading.clone();
        for option in &options {
            match option {
                Advice::Missing(missing) => reading.missing = *missing,
                Advice::Separator(separator) => reading.separator = *separator,
                Advice::Drop(column) => reading.drop.0.push(column.clone()),
            }
        }
        match read(&reading) {
            Ok(_) => return options,
            Err(DataError::Faults { options: more, .. }) => new = more,
            Err(_) => break,
        }
    }
    Vec::new()
}
