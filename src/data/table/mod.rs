//! A table from a file as people have them: what is not said about it is found out, and what was found out is said.
//!
//! | file | from | to |
//! |---|---|---|
//! | `text` | bytes | text |
//! | `rows` | text | rows of cells |
//! | `numbers` | cells | numbers |
//! | `header` | rows | names of columns |
//! | `columns` | rows, names | what each column is |
//! | `choice` | columns | class and inputs |
//! | `known` | columns, a network | its class and inputs |
//! | `new_rows` | a table without a class | inputs of a network |
//! | `faults` | columns | one message about all that cannot be read |
//! | `samples` | rows, class and inputs | the data set |

mod choice;
mod columns;
mod faults;
mod header;
mod known;
mod new_rows;
mod numbers;
mod rows;
mod samples;
mod text;

use columns::Column;
use faults::Faults;
pub use new_rows::{NewRows, parse_new_rows};
use numbers::NumberForm;
use rows::Row;

use super::error::{count, shortened};
use super::reading::{Reading, is_missing};
use super::{
    DataError, DataReport, DataSet, LONGEST_NAME, MAX_COLUMNS, MAX_ROWS, escaped, grouped,
};

/// Reads a table from memory. `name` becomes the name of the set and begins every message.
///
/// Classes that are all integers are ordered as numbers, others by first appearance. Control characters in names and classes are
/// escaped, so that any screen or figure may show them.
///
/// ```
/// use nn28::data::{Reading, parse_table};
/// let set = parse_table(b"width;height;kind\n1,5;2;cat\n3;4;dog\n", "pets.csv", &Reading::default())?;
/// assert_eq!(set.features, ["width", "height"]);
/// assert_eq!(set.classes, ["cat", "dog"]);
/// assert_eq!(set.x, [[1.5, 2.0], [3.0, 4.0]]);
/// assert_eq!(set.class, [0, 1]);
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// If the bytes are not such a table: all faults in one message, with the options that would make it readable.
pub fn parse_table(bytes: &[u8], name: &str, reading: &Reading) -> Result<DataSet, DataError> {
    parse(bytes, name, reading, None)
}

/// As [`parse_table`], with the inputs and the classes that a network knows, in its order. Columns are found by their names, else taken in
/// their order.
///
/// # Errors
///
/// As there, and if the table lacks an input, or has a class or a word that the network does not know.
pub fn parse_table_as(
    bytes: &[u8],
    name: &str,
    reading: &Reading,
    known: &DataReport,
) -> Result<DataSet, DataError> {
    parse(bytes, name, reading, Some(known))?.known_as(known)
}

fn parse(
    bytes: &[u8],
    name: &str,
    reading: &Reading,
    known: Option<&DataReport>,
) -> Result<DataSet, DataError> {
    let bytes = text::unpack(bytes, name)?;
    let text = text::decode(&bytes, name, &reading.encoding)?;
    read(&text, name, reading, known).map_err(|error| match error {
        DataError::Faults {
            file,
            faults,
            options,
        } => DataError::Faults {
            options: faults::advice(options, reading, |reading| {
                read(&text, name, reading, known)
            }),
            file,
            faults,
        },
        other => other,
    })
}

fn read(
    text: &text::Text,
    file: &str,
    reading: &Reading,
    known: Option<&DataReport>,
) -> Result<DataSet, DataError> {
    let mut table = Table::new(text, file, reading, 2)?;
    table.is_for_network = known.is_some();
    // In a table whose rows are shifted any class would be wrong.
    let class = match known {
        Some(known) => table.known_class(known, reading),
        None => table.class(reading),
    };
    let class = class.map_err(|fault| {
        let lengths = Faults::of_lengths(&table);
        if lengths.is_empty() {
            fault
        } else {
            lengths.into_error(file)
        }
    })?;
    let inputs = match known {
        Some(known) => table.known_inputs(known, Some(class), reading)?,
        None => table.inputs(class, reading)?,
    };
    let faults = Faults::of(&table, class, &inputs, reading);
    if !faults.is_empty() {
        return Err(faults.into_error(file));
    }
    table.data_set(class, &inputs, reading)
}

const UNCLOSED: &str = "a quotation mark is never closed. Close it, or take it out";
const EMPTY: &str = "the file is empty. Expected a table: one row for each sample, one column of which is its class";
const NO_ROW: &str = "there is a header but no row below it. Expected one row for each sample. If it is a row of data, add --no-header";

/// A table that is split into cells and has names for its columns.
struct Table<'a> {
    file: &'a str,
    rows: Vec<Row>,
    columns: Vec<Column>,
    form: NumberForm,
    /// How the file is written, in words: separators, header, encoding.
    notes: Vec<String>,
    has_header: bool,
    /// True if a network says what the classes and the words are.
    is_for_network: bool,
    remarks: Vec<String>,
}

impl<'a> Table<'a> {
    fn new(
        text: &text::Text,
        file: &'a str,
        reading: &Reading,
        min_columns: usize,
    ) -> Result<Self, DataError> {
        let split = rows::split(&text.text, reading);
        let fault = |line, fault: &str| {
            let (file, fault) = (file.to_owned(), fault.to_owned());
            Err(DataError::Line { file, line, fault })
        };
        if let Some(line) = split.open_quote {
            return fault(line, UNCLOSED);
        }
        let mut rows = split.all;
        let Some(line) = rows.first().map(|first| first.line) else {
            return fault(1, EMPTY);
        };
        check_size(file, &rows)?;
        let cells = rows.iter().flat_map(|row| &row.cells);
        let form = NumberForm::find(cells, split.separator, reading);
        let (names, has_header) = header::names(&rows, form, reading.may_have_header);
        if has_header {
            rows.remove(0);
        }
        if rows.is_empty() {
            return fault(line, NO_ROW);
        }
        let separators = split.separator.plural();
        if names.len() < 2
            && let Some(begin) = rows.iter().find(|row| row.cells.len() > 1)
        {
            let (begin, above) = (begin.line, begin.line - 1);
            return fault(
                line,
                &format!(
                    "found one column, but the table seems to begin in line {begin}. Skip what is above: --skip {above}"
                ),
            );
        }
        if names.len() < min_columns {
            return fault(
                line,
                &format!(
                    "found one column, expected at least two: one or more inputs, and the class. If the cells are not separated by {separators}, name their separator with --separator"
                ),
            );
        }
        check_length(file, line, "column", names.iter())?;
        let columns = names.iter().enumerate();
        let columns = columns.map(|(index, name)| Column::new(name, index, &rows, form));
        Ok(Self {
            file,
            columns: columns.collect(),
            notes: notes(text, separators, split.comments, form, has_header),
            rows,
            form,
            has_header,
            is_for_network: false,
            remarks: Vec::new(),
        })
    }

    /// A table that cannot be read as it was asked to be.
    fn refused<T>(&self, fault: String) -> Result<T, DataError> {
        let file = self.file.to_owned();
        Err(DataError::Option { file, fault })
    }
}

/// How a file is written.
fn notes(
    text: &text::Text,
    separators: &str,
    comments: usize,
    form: NumberForm,
    has_header: bool,
) -> Vec<String> {
    let header = if has_header { "a header" } else { "no header" };
    let mut notes = vec![
        format!("cells separated by {separators}"),
        header.to_owned(),
    ];
    notes.extend((form.decimal == ',').then(|| "decimal commas".to_owned()));
    let thousands = form.thousands;
    notes.extend(thousands.map(|mark| format!("\"{mark}\" between thousands")));
    notes.extend((comments > 0).then(|| count(comments, "comment line")));
    notes.extend(text.encoding.map(str::to_owned));
    notes
}

fn too_large<T>(
    file: &str,
    line: usize,
    what: &str,
    limit: usize,
    advice: &'static str,
) -> Result<T, DataError> {
    Err(DataError::TooLarge {
        what: format!("{}, line {line}: {what}", escaped(file)),
        limit,
        advice,
    })
}

fn check_size(file: &str, rows: &[Row]) -> Result<(), DataError> {
    let (line, width) = (rows[0].line, rows[0].cells.len());
    if width > MAX_COLUMNS {
        let what = format!("the table has {} columns", grouped(width));
        let advice = "Leave columns out, and check the line ends";
        return too_large(file, line, &what, MAX_COLUMNS, advice);
    }
    if rows.len() > MAX_ROWS + 1 {
        let what = format!("the table has {} rows", grouped(rows.len() - 1));
        return too_large(file, line, &what, MAX_ROWS, "Take a part of them");
    }
    Ok(())
}

fn check_length<'n>(
    file: &str,
    line: usize,
    what: &str,
    mut names: impl Iterator<Item = &'n String>,
) -> Result<(), DataError> {
    let length = |name: &&String| name.chars().count();
    let Some(long) = names.find(|name| length(name) > LONGEST_NAME) else {
        return Ok(());
    };
    let (name, length) = (shortened(long), grouped(length(&long)));
    let what = format!("the {what} \"{name}\" has {length} characters");
    too_large(file, line, &what, LONGEST_NAME, "Shorten it")
}
