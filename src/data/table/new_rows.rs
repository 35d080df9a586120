//! Rows without a class, for a network to classify.

use std::io;
use std::path::Path;

use super::faults::Faults;
use super::{Table, text};
use crate::data::error::{count, shortened};
use crate::data::report::KnownColumn;
use crate::data::{DataError, DataReport, DataSet, Reading, escaped, file, is_missing};

/// A table whose cells are kept as they were, and the inputs that a network takes from them.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRows {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// D inputs of each row, not scaled; `None` if a value is missing.
    pub inputs: Vec<Option<Vec<f64>>>,
    pub remarks: Vec<String>,
}

/// Reads new rows from memory. They need no class; `name` begins every message.
///
/// # Errors
///
/// As [`parse_table`](super::parse_table), or if the network's columns are not there or hold what it does not know.
pub fn parse_new_rows(
    bytes: &[u8],
    name: &str,
    reading: &Reading,
    known: &DataReport,
) -> Result<NewRows, DataError> {
    let bytes = text::unpack(bytes, name)?;
    let text = text::decode(&bytes, name, &reading.encoding)?;
    let mut table = Table::new(&text, name, reading, 1)?;
    let header = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let lengths = Faults::of_lengths(&table);
    if !lengths.is_empty() {
        return Err(lengths.into_error(name));
    }
    let class = match &reading.class[..] {
        "" => None,
        word => Some(table.find(word, "--class")?),
    };
    let indices = table.known_inputs(known, class, reading)?;
    let columns: Vec<(KnownColumn, usize)> = known.columns().into_iter().zip(indices).collect();
    let faults = Faults::of_known(&table, &columns);
    if !faults.is_empty() {
        return Err(faults.into_error(name));
    }
    let cells = |row: &super::Row| row.cells.iter().map(str::to_owned).collect();
    Ok(NewRows {
        header,
        rows: table.rows.iter().map(cells).collect(),
        inputs: table
            .rows
            .iter()
            .map(|row| table.inputs_of(row, &columns))
            .collect(),
        remarks: std::mem::take(&mut table.remarks),
    })
}

impl NewRows {
    /// The samples of a data set, each with its class.
    ///
    /// # Errors
    ///
    /// If the network takes other inputs.
    pub fn of_set(set: &DataSet, known: &DataReport) -> Result<Self, DataError> {
        let class = match &set.about.class[..] {
            "" => "kind",
            name => name,
        };
        let header = set.features.iter().map(String::as_str).chain([class]);
        let row = |(x, class): (&Vec<f64>, &usize)| {
            let cells = x.iter().map(f64::to_string);
            cells.chain([set.classes[*class].clone()]).collect()
        };
        Ok(Self {
            header: header.map(str::to_owned).collect(),
            rows: set.x.iter().zip(&set.class).map(row).collect(),
            inputs: set.with_inputs_of(known)?.into_iter().map(Some).collect(),
            remarks: Vec::new(),
        })
    }

    /// The rows as a CSV, each followed by its most probable class and the probabilities of all K; these are empty where there are none.
    ///
    /// # Errors
    ///
    /// If there is no memory for it.
    pub fn csv(
        &self,
        known: &DataReport,
        probabilities: &[Option<Vec<f64>>],
    ) -> io::Result<Vec<u8>> {
        let classes = known.class_names();
        let mut header = self.header.clone();
        for name in ["class"].iter().chain(&classes) {
            let mut copies = (1..).map(|copy| match copy {
                1 => (*name).to_owned(),
                copy => format!("{name} ({copy})"),
            });
            header.extend(copies.find(|name| !header.contains(name)));
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header)?;
        for (row, probabilities) in self.rows.iter().zip(probabilities) {
            let mut answers = vec![String::new(); 1 + classes.len()];
            if let Some(y) = probabilities {
                let largest = (1..y.len()).fold(0, |best, k| if y[k] > y[best] { k } else { best });
                classes[largest].clone_into(&mut answers[0]);
                for (answer, y_k) in answers[1..].iter_mut().zip(y) {
                    *answer = format!("{y_k:?}");
                }
            }
            writer.write_record(row.iter().chain(&answers))?;
        }
        let bytes = writer.into_inner();
        bytes.map_err(|error| io::Error::other(error.to_string()))
    }

    /// Writes [`NewRows::csv`] to a file: all of it or, if that fails, nothing.
    ///
    /// # Errors
    ///
    /// If the file exists and `overwrite` is false, or if it cannot be written.
    pub fn write(
        &self,
        known: &DataReport,
        probabilities: &[Option<Vec<f64>>],
        path: &Path,
        overwrite: bool,
    ) -> Result<(), DataError> {
        let bytes = self.csv(known, probabilities);
        let bytes = bytes.map_err(|cause| DataError::Unwritable {
            file: path.display().to_string(),
            cause,
        })?;
        file::write(path, ".rows-", &bytes, overwrite)
    }
}

impl Table<'_> {
    fn inputs_of(&self, row: &super::Row, columns: &[(KnownColumn, usize)]) -> Option<Vec<f64>> {
        let mut inputs = Vec::new();
        for (column, index) in columns {
            let cell = row.cells.get(*index).filter(|cell| !is_missing(cell))?;
            if column.words.is_empty() {
                inputs.push(self.form.read(cell)?);
            } else {
                let cell = escaped(cell);
                let is_word = |word: &String| f64::from(u8::from(*word == cell));
                inputs.extend(column.words.iter().map(is_word));
            }
        }
        Some(inputs)
    }
}

impl Faults {
    /// The cells in which a network does not find what it knows: numbers, or one of its words.
    fn of_known(table: &Table, columns: &[(KnownColumn, usize)]) -> Self {
        let mut faults = Self::default();
        for (column, index) in columns {
            let is_fault = |cell: &str| {
                let is_known = if column.words.is_empty() {
                    table.form.read(cell).is_some_and(f64::is_finite)
                } else {
                    column.words.contains(&escaped(cell))
                };
                !is_missing(cell) && !is_known
            };
            let cell = |row: &super::Row| row.cells.get(*index).unwrap_or_default().to_owned();
            let mut wrong = table.rows.iter().filter(|row| is_fault(&cell(row)));
            let Some(first) = wrong.next() else {
                continue;
            };
            let kind = if column.words.is_empty() {
                "without a number"
            } else {
                "with a word that the network does not know"
            };
            faults.say(format!(
                "{} in \"{}\" {kind}, the first in line {} (\"{}\")",
                count(wrong.count() + 1, "cell"),
                shortened(&column.name),
                first.line,
                shortened(&cell(first))
            ));
        }
        faults
    }
}
