//! All that cannot be read in a table, in one message, and the options with which it can be.

use super::Table;
use super::columns::{Column, MAX_WORDS, Seen};
use crate::data::error::{count, shortened};
use crate::data::{Advice, DataError, DataSet, Missing, Reading, Separator};

/// Number of columns that are named for each kind of fault.
const NAMED: usize = 3;
/// Length of a line of a message, with some room for what begins it.
const LINE: usize = 110;
const MORE: &str = "and more in";
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
        let inputs: Vec<&Column> = inputs.iter().map(|index| &table.columns[*index]).collect();
        let class = &table.columns[class];
        if reading.missing == Missing::Refuse {
            let used: Vec<&Column> = inputs.iter().copied().chain([class]).collect();
            faults.add_missing(&used, table.rows.len());
        }
        faults.add_inputs(table, &inputs);
        if reading.class.is_empty() && !faults.options.is_empty() {
            let class = shortened(&class.name);
            let taken = format!("the class is \"{class}\" (another: --class)");
            faults.sentences.push(taken);
        }
        faults
    }

    fn add_missing(&mut self, used: &[&Column], rows: usize) {
        let missing: usize = used.iter().map(|column| column.missing.count).sum();
        if missing > 0 {
            self.add("values are missing", used, |column| &column.missing);
            let is_rare = missing * 4 < rows;
            let way = if is_rare {
                Missing::Drop
            } else {
                Missing::Mean
            };
            self.options.push(Advice::Missing(way));
        }
    }

    fn add_inputs(&mut self, table: &Table, inputs: &[&Column]) {
        let filtered = |is_faulty: fn(&Column) -> bool| -> Vec<&Column> {
            let inputs = inputs.iter().copied();
            inputs.filter(|column| is_faulty(column)).collect()
        };
        let mixed = filtered(|column| !column.is_of_words() && column.words.count > 0);
        let large = filtered(|column| column.too_large.count > 0);
        let wordy = filtered(|column| column.is_of_words() && column.different > MAX_WORDS);
        self.add("cells are words among numbers", &mixed, |column| {
            &column.words
        });
        self.add("numbers are too large", &large, |column| &column.too_large);
        self.add_wordy(&wordy);
        let all = mixed.iter().chain(&wordy).chain(&large);
        self.options.extend(all.map(|column| table.drop(column)));
    }

    fn add_wordy(&mut self, wordy: &[&Column]) {
        let named = wordy.iter().take(NAMED).enumerate();
        let mut list: Vec<String> = named
            .map(|(n, column)| {
                let name = shortened(&column.name);
                match n {
                    0 => format!("\"{name}\" has {} different words", column.different),
                    _ => format!("\"{name}\" {}", column.different),
                }
            })
            .collect();
        list.extend(others(wordy.len()));
        if !list.is_empty() {
            list.push(format!("more than the {MAX_WORDS} that may become inputs"));
            self.say(in_lines(&list));
        }
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
            faults: self.sentences.join(";\n  "),
            options: self.options,
        }
    }

    /// Adds a kind of fault: how many there are in each column, and where first.
    fn add(&mut self, kind: &str, columns: &[&Column], seen: impl Fn(&Column) -> &Seen) {
        let found = columns.iter().filter(|column| seen(column).count > 0);
        let found: Vec<&&Column> = found.collect();
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
        list.extend(others(found.len()));
        if let Some(first) = list.first_mut() {
            *first = format!("{kind}: {first}");
            self.say(in_lines(&list));
        }
    }
}

impl Table<'_> {
    /// The option that leaves a column out.
    fn drop(&self, column: &Column) -> Advice {
        let mut columns = self.columns.iter();
        let has_numbers = columns.any(|column| column.name.parse::<usize>().is_ok());
        let mut columns = self.columns.iter();
        let index = columns.position(|other| other.name == column.name);
        let number = index.filter(|_| !has_numbers).map(|index| index + 1);
        Advice::Drop(column.name.clone(), number)
    }
}

/// A list with commas, in lines that a terminal shows whole.
fn in_lines(list: &[String]) -> String {
    let (mut text, mut length) = (String::new(), 0);
    for part in list {
        let part_length = part.chars().count() + 2;
        if length > 0 {
            let is_full = length + part_length > LINE && !part.starts_with(MORE);
            text += if is_full { ",\n    " } else { ", " };
            length = if is_full { 4 } else { length };
        }
        text += part;
        length += part_length;
    }
    text
}

/// The sentence about the columns that are not named.
fn others(all: usize) -> Option<String> {
    (all > NAMED).then(|| format!("{MORE} {}", count(all - NAMED, "other column")))
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
        // Rows that are left out may hold the other faults as well.
        let is_missing = |option: &Advice| matches!(option, Advice::Missing(Missing::Drop));
        if options.is_empty() && new.first().is_some_and(is_missing) {
            new.truncate(1);
        }
        options.append(&mut new);
        let mut reading = reading.clone();
        for option in &options {
            match option {
                Advice::Class(column) => reading.class.clone_from(column),
                Advice::Missing(missing) => reading.missing = *missing,
                Advice::Separator(separator) => reading.separator = *separator,
                Advice::Drop(column, _) => reading.drop.0.push(column.clone()),
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
