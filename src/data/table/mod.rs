//! A table from a file as people have them: what is not said about it is found out, and what was found out is said.
//!
//! | file | from | to |
//! |---|---|---|
//! | `text` | bytes | text |
//! | `other` | bytes, text | a refusal of what is no table |
//! | `lines` | text | text without comments and rules |
//! | `rows` | text | rows of cells |
//! | `cells` | the cells of a row | kept small |
//! | `edges` | rows | rows without titles, units and totals |
//! | `numbers` | cells | numbers |
//! | `header` | rows | names of columns |
//! | `columns` | rows, names | what each column is |
//! | `choice` | columns | class and inputs |
//! | `known` | columns, a network | its class and inputs |
//! | `new_rows` | a table without a class | inputs of a network |
//! | `faults` | columns | one message about all that cannot be read |
//! | `samples` | rows, class and inputs | the data set |

mod cells;
mod choice;
mod columns;
mod edges;
mod faults;
mod header;
mod known;
mod lines;
mod new_rows;
mod numbers;
mod other;
mod rows;
mod samples;
mod text;

use std::borrow::Cow;

use columns::Column;
use faults::Faults;
pub use new_rows::{NewRows, parse_new_rows};
use numbers::NumberForm;
use rows::Row;

use super::error::{count, shortened};
use super::reading::{Missing, Reading, is_missing};
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
    let mut text = text::decode(&bytes, name, &reading.encoding)?;
    text.is_packed = matches!(bytes, Cow::Owned(_));
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
    let mut left_out = 0;
    if reading.missing == Missing::Drop && Faults::of_lengths(&table).is_empty() {
        left_out = table.leave_out(class, &inputs, reading)?;
        table.look_again();
    }
    let faults = Faults::of(&table, class, &inputs, reading);
    if !faults.is_empty() {
        return Err(faults.into_error(file));
    }
    left_out += table.leave_out(class, &inputs, reading)?;
    table.data_set(class, &inputs, left_out)
}

const UNCLOSED: &str = "a quotation mark is never closed. Close it, or take it out";
const EMPTY: &str = "the file is empty. Expected a table: one row for each sample, one column of which is its class";
const ONE_COLUMN: &str = "found one column, expected at least two: one or more inputs, and the class. The cells of a row may be separated by commas, semicolons, tabs, bars or blanks";
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
        let split = rows::split(&text.letters, reading);
        if let Some(line) = split.open_quote {
            return fault(file, line, UNCLOSED);
        }
        let Some(line) = split.all.first().map(|first| first.line) else {
            return fault(file, 1, EMPTY);
        };
        let (mut rows, around) = edges::without_surroundings(split.all);
        check_size(file, &rows)?;
        let cells = rows.iter().flat_map(|row| row.cells.iter());
        let form = NumberForm::find(cells, split.separator, reading);
        let (names, has_header) =
            header::names(&rows, form, reading.may_have_header, split.heading);
        let remarks = take_header(&mut rows, has_header, form);
        if rows.is_empty() {
            return fault(file, line, NO_ROW);
        }
        if names.len() < min_columns {
            return fault(file, line, ONE_COLUMN);
        }
        check_length(file, line, "column", names.iter())?;
        let columns = names.iter().enumerate();
        let columns = columns.map(|(index, name)| Column::new(name, index, &rows, form));
        let header = if has_header { "a header" } else { "no header" };
        let separated = format!("cells separated by {}", split.separator.plural());
        let notes = [separated, header.to_owned()].into_iter();
        let notes = notes.chain(form.notes());
        let notes = notes.chain(lines_left_out(around, split.comments));
        let notes = notes.chain(text.encoding.map(str::to_owned));
        let notes = notes.chain(text.is_packed.then(|| "packed by gzip".to_owned()));
        Ok(Self {
            file,
            columns: columns.collect(),
            notes: notes.collect(),
            rows,
            form,
            has_header,
            is_for_network: false,
            remarks,
        })
    }

    /// Looks through the columns once more, after rows were left out.
    fn look_again(&mut self) {
        let columns = self.columns.iter().enumerate();
        let columns =
            columns.map(|(index, column)| Column::new(&column.name, index, &self.rows, self.form));
        self.columns = columns.collect();
    }

    /// A table that cannot be read as it was asked to be.
    fn refused<T>(&self, fault: String) -> Result<T, DataError> {
        let file = self.file.to_owned();
        Err(DataError::Option { file, fault })
    }
}

fn fault<T>(file: &str, line: usize, fault: &str) -> Result<T, DataError> {
    let (file, fault) = (file.to_owned(), fault.to_owned());
    Err(DataError::Line { file, line, fault })
}

/// Takes away the header, its copies further below, and what else belongs to it. Returns remarks on that.
fn take_header(rows: &mut Vec<Row>, has_header: bool, form: NumberForm) -> Vec<String> {
    if !has_header || rows.is_empty() {
        return Vec::new();
    }
    let header = rows.remove(0).cells;
    let units = edges::take_units(rows, form).into_iter();
    let units = units.map(|line| format!("Line {line} has units or types and is left out."));
    let mut remarks: Vec<String> = units.collect();
    let all = rows.len();
    let has_word = header.iter().any(|name| form.read(name).is_none());
    rows.retain(|row| !has_word || row.cells != header);
    if rows.len() < all {
        let copies = all - rows.len();
        let verbs = if copies == 1 {
            "repeats it and is"
        } else {
            "repeat it and are"
        };
        let copies = count(copies, "row");
        remarks.push(format!("{copies} below the header {verbs} left out."));
    }
    remarks
}

/// What is said about the lines that are no rows.
fn lines_left_out([above, below]: [usize; 2], comments: usize) -> impl Iterator<Item = String> {
    let kinds = [
        (comments, "comment line", ""),
        (above, "line", " above the table"),
        (below, "line", " below the table"),
    ];
    let found = kinds.into_iter().filter(|(number, ..)| *number > 0);
    found.map(|(number, noun, place)| count(number, noun) + place)
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
    let Some((line, width)) = rows.first().map(|row| (row.line, row.cells.len())) else {
        return Ok(());
    };
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
