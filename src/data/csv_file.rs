//! A reader's own data: a CSV with a header, numbers in all columns but the last, and the class in the last.
//!
//! The embedded sets come in by the same road. Tolerated: spaces around cells, quotes, blank lines, line ends of any system,
//! a byte order mark. Nothing is guessed: what is no number is an error that names its line, and what is too large one with its number.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::DataSet;
use super::error::{CsvFault, DataError, escaped};
use super::file::{decode, line_ends};
use super::limits::{LONGEST_NAME, MAX_CLASSES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS};
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
    let text = decode(bytes, name)?;
    check_width(text).map_err(|(line, fault)| at(line, fault))?;
    let mut rows = Rows::new(text);
    let read = |rows: &mut Rows| rows.next().map_err(|(line, fault)| at(line, fault));

    let Some(header) = read(&mut rows)? else {
        return Err(at(1, CsvFault::Empty));
    };
    let columns = column_names(&header).map_err(|fault| at(header.line, fault))?;
    let inputs = columns.len() - 1;
    let (mut x, mut classes, mut first) = (Matrix::new(), Classes::default(), header.line);
    while let Some(row) = read(&mut rows)? {
        let here = |fault| at(row.line, fault);
        if x.is_empty() {
            first = row.line;
        }
        let (numbers, label) = sample(&row, &columns).map_err(here)?;
        classes.push(label).map_err(here)?;
        x.push(numbers);
        if !has_room(x.len(), inputs, classes.labels.len()) {
            let found = x.len() + rows.left().map_err(|(line, fault)| at(line, fault))?;
            return Err(at(
                header.line,
                too_many(found, inputs, classes.labels.len()),
            ));
        }
    }
    if x.is_empty() {
        return Err(at(header.line, CsvFault::HeaderOnly));
    }
    let (classes, class) = classes.in_order();
    if let [only] = classes.as_slice() {
        let class = only.clone();
        return Err(at(first, CsvFault::OneClass { class }));
    }

    Ok(DataSet {
        name: escaped(name),
        features: columns[..inputs].iter().map(|name| escaped(name)).collect(),
        classes: classes.iter().map(|label| escaped(label)).collect(),
        x,
        class,
        source: format!("read from {}", escaped(name)),
    })
}

/// Whether there is room for N samples of D inputs and K classes.
fn has_room(rows: usize, inputs: usize, classes: usize) -> bool {
    rows <= MAX_ROWS && rows * (inputs + 1 + classes) <= MAX_ENTRIES
}

/// Why there is no room for them.
fn too_many(rows: usize, inputs: usize, classes: usize) -> CsvFault {
    if rows > MAX_ROWS {
        return CsvFault::TooManyRows { found: rows };
    }
    CsvFault::TooManyEntries {
        rows,
        inputs,
        classes,
    }
}

/// Refuse a line of too many cells before it is taken apart, since each takes far more memory than its comma.
fn check_width(text: &str) -> Result<(), (usize, CsvFault)> {
    let mut start = 0;
    for line in text.split(['\n', '\r']) {
        let commas = line.bytes().filter(|byte| *byte == b',').count();
        if commas >= MAX_COLUMNS {
            let line = 1 + line_ends(&text.as_bytes()[..start]);
            return Err((line, CsvFault::TooManyColumns { commas }));
        }
        start += line.len() + 1;
    }
    Ok(())
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

/// The rows that are not blank, the header first, one after the other.
struct Rows<'text> {
    text: &'text str,
    reader: ::csv::Reader<&'text [u8]>,
    /// The line of the row before.
    line: usize,
    /// How far the ends of lines are counted.
    counted: usize,
}

impl<'text> Rows<'text> {
    fn new(text: &'text str) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self {
            text,
            reader,
            line: 1,
            counted: 0,
        }
    }

    /// The next row; none after the last.
    fn next(&mut self) -> Result<Option<Row>, (usize, CsvFault)> {
        let mut record = StringRecord::new();
        loop {
            let more = self
                .reader
                .read_record(&mut record)
                .map_err(|fault| (self.line, CsvFault::Syntax(fault.to_string())))?;
            if !more {
                return Ok(None);
            }
            // The position that the reader reports lies in front of the blank lines, and the line that it reports with it.
            let start = first_letter(self.text, &record);
            self.line += line_ends(&self.text.as_bytes()[self.counted..start]);
            self.counted = start;
            let row = Row {
                line: self.line,
                record,
            };
            if !row.is_blank() {
                row.check_quotes().map_err(|fault| (row.line, fault))?;
                return Ok(Some(row));
            }
            record = row.record;
        }
    }

    /// How many rows come yet.
    fn left(&mut self) -> Result<usize, (usize, CsvFault)> {
        let mut count = 0;
        while self.next()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
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
    if let Some(before) = columns.iter().position(|name| name.is_empty()) {
        return Err(CsvFault::Unnamed { column: before + 1 });
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, name) in (1..).zip(&columns) {
        check_length("column", name)?;
        if let Some(first) = seen.insert(name, number) {
            return Err(CsvFault::SameName {
                first,
                second: number,
                name: (*name).to_string(),
            });
        }
    }
    Ok(columns)
}

/// Refuse a name that is a text.
fn check_length(what: &'static str, name: &str) -> Result<(), CsvFault> {
    // Only what has many bytes can have many characters.
    if name.len() <= LONGEST_NAME {
        return Ok(());
    }
    let found = name.chars().count();
    if found <= LONGEST_NAME {
        return Ok(());
    }
    let name = name.to_string();
    Err(CsvFault::LongName { what, name, found })
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

/// The classes as they appear, and for each row the number of its class.
#[derive(Default)]
struct Classes {
    labels: Vec<String>,
    number_of: BTreeMap<String, usize>,
    class: Vec<usize>,
}

impl Classes {
    fn push(&mut self, label: &str) -> Result<(), CsvFault> {
        let number = match self.number_of.get(label) {
            Some(number) => *number,
            None => self.first_of(label)?,
        };
        self.class.push(number);
        Ok(())
    }

    /// The number of a class that has not appeared before.
    fn first_of(&mut self, label: &str) -> Result<usize, CsvFault> {
        check_length("class", label)?;
        let number = self.labels.len();
        if number == MAX_CLASSES {
            return Err(CsvFault::TooManyClasses);
        }
        self.labels.push(label.to_string());
        self.number_of.insert(label.to_string(), number);
        Ok(number)
    }

    /// The K classes in their order, and for each of N rows the number of its class.
    fn in_order(self) -> (Vec<String>, Vec<usize>) {
        let integers: Option<Vec<i128>> =
            self.labels.iter().map(|label| label.parse().ok()).collect();
        let Some(integers) = integers else {
            return (self.labels, self.class);
        };
        let mut order: Vec<usize> = (0..integers.len()).collect();
        order.sort_by_key(|first| integers[*first]);
        let mut place = vec![0; order.len()];
        for (new, first) in order.iter().enumerate() {
            place[*first] = new;
        }
        let labels = order.iter().map(|first| self.labels[*first].clone());
        let class = self.class.iter().map(|first| place[*first]);
        (labels.collect(), class.collect())
    }
}
