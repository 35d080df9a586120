//! A reader's own data: a CSV with a header, numbers in all columns but the last, and the class in the last.
//!
//! The embedded sets come in by the same road. Tolerated: spaces around cells, quotes, blank lines, line ends of any system,
//! a byte order mark. Nothing is guessed: what is no number is an error that names its line.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::DataSet;
use super::error::{CsvFault, DataError, escaped};
use super::file::{decode, line_ends};
use crate::model::Matrix;

/// Reads a table from memory. `name` becomes the name of the set and stands in every message.
///
/// Classes that are all integers are ordered as numbers, others by first appearance.
/// Control characters in names and classes are escaped, so that any screen or figure may show them.
///
/// ```
/// let set = nn28::data::parse_csv(b"width,height,kind\n1,2,cat\n3,4,dog\n", "pets.csv")?;
/// assert_eq!(set.features, ["width", "height"]);
/// assert_eq!(set.classes, ["cat", "dog"]);
/// assert_eq!(set.x, [[1.0, 2.0], [3.0, 4.0]]);
/// assert_eq!(set.class, [0, 1]);
///
/// let fault = nn28::data::parse_csv(b"width,kind\nwide,cat\n", "pets.csv").unwrap_err();
/// assert!(fault.to_string().starts_with("pets.csv, line 2: column \"width\" has \"wide\""));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// Where the bytes are not such a table: the line, and what was expected there.
pub fn parse_csv(bytes: &[u8], name: &str) -> Result<DataSet, DataError> {
    let at = |line, fault| DataError::Csv {
        file: name.to_string(),
        line,
        fault,
    };
    let rows = rows(decode(bytes, name)?).map_err(|(line, fault)| at(line, fault))?;
    let Some((header, samples)) = rows.split_first() else {
        return Err(at(1, CsvFault::Empty));
    };
    let columns = column_names(header).map_err(|fault| at(header.line, fault))?;
    let Some(first) = samples.first() else {
        return Err(at(header.line, CsvFault::HeaderOnly));
    };

    let mut x = Matrix::with_capacity(samples.len());
    let mut labels = Vec::with_capacity(samples.len());
    for row in samples {
        let (numbers, label) = sample(row, &columns).map_err(|fault| at(row.line, fault))?;
        x.push(numbers);
        labels.push(label);
    }
    let (classes, class) = number_classes(&labels);
    if let [only] = classes.as_slice() {
        let class = only.clone();
        return Err(at(first.line, CsvFault::OneClass { class }));
    }

    Ok(DataSet {
        name: escaped(name),
        features: columns[..columns.len() - 1]
            .iter()
            .map(|column| escaped(column))
            .collect(),
        classes: classes.iter().map(|label| escaped(label)).collect(),
        x,
        class,
        source: format!("read from {}", escaped(name)),
    })
}

/// One row of the table and where it stands in the file.
struct Row {
    line: usize,
    record: StringRecord,
}

impl Row {
    fn len(&self) -> usize {
        self.record.len()
    }

    fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(bare)
    }

    fn is_blank(&self) -> bool {
        self.len() == 1 && self.cells().all(str::is_empty)
    }

    fn check_quotes(&self) -> Result<(), CsvFault> {
        if self.cells().any(|cell| cell.contains(['\n', '\r'])) {
            return Err(CsvFault::OpenQuote);
        }
        Ok(())
    }
}

/// A cell without the spaces around it, and without the quotes that a space in front hides from the CSV reader.
fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map_or(cell, str::trim)
}

/// All rows that are not blank, the header first.
fn rows(text: &str) -> Result<Vec<Row>, (usize, CsvFault)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|fault| (line, CsvFault::Syntax(fault.to_string())))?;
        // The position that the reader reports lies in front of the blank lines, and the line that it reports with it.
        let start = first_letter(text, &record);
        line += line_ends(&text.as_bytes()[counted..start]);
        counted = start;
        let row = Row { line, record };
        if !row.is_blank() {
            row.check_quotes().map_err(|fault| (line, fault))?;
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Where the record's first cell begins in the text: past the line ends that the reader skips.
fn first_letter(text: &str, record: &StringRecord) -> usize {
    let reported = record
        .position()
        .map_or(0, |position| position.byte() as usize);
    let skipped = text.as_bytes()[reported..]
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    reported + skipped
}

/// The names of the columns, the class's last.
fn column_names(header: &Row) -> Result<Vec<&str>, CsvFault> {
    let columns: Vec<&str> = header.cells().collect();
    if columns.len() < 2 {
        let separator = columns.first().and_then(|line| other_separator(line));
        return Err(CsvFault::OneColumn { separator });
    }
    let inputs = columns.len() - 1;
    if columns[..inputs]
        .iter()
        .all(|name| name.parse::<f64>().is_ok())
    {
        let example = example_header(inputs);
        return Err(CsvFault::NoHeader { example });
    }
    match columns.iter().position(|name| name.is_empty()) {
        Some(before) => Err(CsvFault::Unnamed { column: before + 1 }),
        None => Ok(columns),
    }
}

/// What seems to stand between the columns in place of commas.
fn other_separator(line: &str) -> Option<String> {
    let candidates = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")];
    candidates
        .iter()
        .find(|(character, _)| line.contains(*character))
        .map(|(_, name)| (*name).to_string())
}

fn example_header(inputs: usize) -> String {
    match inputs {
        1 => "x0,class".to_string(),
        2 => "x0,x1,class".to_string(),
        _ => format!("x0,x1,…,x{},class", inputs - 1),
    }
}

/// The numbers of one row, and its class.
fn sample<'row>(row: &'row Row, columns: &[&str]) -> Result<(Vec<f64>, &'row str), CsvFault> {
    if row.len() != columns.len() {
        return Err(CsvFault::Ragged {
            found: row.len(),
            expected: columns.len(),
        });
    }
    let cells: Vec<&str> = row.cells().collect();
    if let Some(gap) = cells.iter().position(|cell| cell.is_empty()) {
        let column = columns[gap].to_string();
        return Err(CsvFault::EmptyCell { column });
    }
    let inputs = columns.len() - 1;
    let numbers: Result<Vec<f64>, CsvFault> = cells[..inputs]
        .iter()
        .zip(columns)
        .map(|(cell, column)| number(cell, column))
        .collect();
    Ok((numbers?, cells[inputs]))
}

fn number(cell: &str, column: &str) -> Result<f64, CsvFault> {
    let (column, cell_text) = (column.to_string(), cell.to_string());
    match cell.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err(CsvFault::NotFinite {
            column,
            cell: cell_text,
        }),
        Err(_) => Err(CsvFault::NotANumber {
            column,
            cell: cell_text,
        }),
    }
}

/// The K classes in their order, and for each of N labels the number of its class.
fn number_classes(labels: &[&str]) -> (Vec<String>, Vec<usize>) {
    let mut classes: Vec<&str> = Vec::new();
    let mut number_of: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels {
        number_of.entry(label).or_insert_with(|| {
            classes.push(label);
            classes.len() - 1
        });
    }
    let integers: Option<Vec<i128>> = classes.iter().map(|label| label.parse().ok()).collect();
    if let Some(integers) = integers {
        let mut order: Vec<usize> = (0..classes.len()).collect();
        order.sort_by_key(|first| integers[*first]);
        classes = order.iter().map(|first| classes[*first]).collect();
        number_of = classes.iter().copied().zip(0..).collect();
    }
    let class = labels.iter().map(|label| number_of[label]).collect();
    (classes.iter().map(ToString::to_string).collect(), class)
}
