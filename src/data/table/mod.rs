//! A table from a file as people have them: what is not said about it is found out, and what was found out is said.
//!
//! | file | from | to |
//! |---|---|---|
//! | `text` | bytes | text |
//! | `rows` | text | rows of cells |
//! | `numbers` | cells | numbers |
//! | `header` | rows | names of columns |
//! | `columns` | rows, names | what each column is |
//! | `faults` | columns | one message about all that cannot be read |

mod columns;
mod faults;
mod header;
mod numbers;
mod rows;
mod text;

use columns::{Column, MAX_WORDS};
use faults::Faults;
use numbers::NumberForm;
use rows::Row;

use super::reading::{Missing, Reading, Separator, is_missing};
use super::{
    About, DataError, DataSet, LONGEST_NAME, MAX_CLASSES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS,
    escaped, grouped, quoted,
};
use crate::data::error::{count, shortened};
use crate::model::Matrix;

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
    let bytes = text::unpack(bytes, name)?;
    let text = text::decode(&bytes, name, &reading.encoding)?;
    read(&text, name, reading).map_err(|error| match error {
        DataError::Faults {
            file,
            faults,
            options,
        } => {
            let options = faults::tried(options, reading, |reading| read(&text, name, reading));
            DataError::Faults {
                file,
                faults,
                options,
            }
        }
        other => other,
    })
}

/// A table that is split into cells and has names for its columns.
struct Table<'a> {
    file: &'a str,
    rows: Vec<Row>,
    columns: Vec<Column>,
    form: NumberForm,
    /// How the file is written: separators, encoding.
    notes: Vec<String>,
    remarks: Vec<String>,
}

fn read(text: &text::Text, file: &str, reading: &Reading) -> Result<DataSet, DataError> {
    let mut table = Table::new(text, file, reading)?;
    // In a table whose rows are shifted any class would be wrong.
    let class = table.class(reading).map_err(|fault| {
        let lengths = Faults::of_lengths(&table);
        if lengths.is_empty() {
            fault
        } else {
            lengths.into_error(file)
        }
    })?;
    let inputs = table.inputs(class, reading)?;
    let faults = Faults::of(&table, class, &inputs, reading);
    if !faults.is_empty() {
        return Err(faults.into_error(file));
    }
    table.data_set(class, &inputs, reading)
}

impl<'a> Table<'a> {
    fn new(text: &text::Text, file: &'a str, reading: &Reading) -> Result<Self, DataError> {
        let split = rows::split(&text.text, reading);
        let fault = |line, fault: String| DataError::Line {
            file: file.to_owned(),
            line,
            fault,
        };
        if let Some(line) = split.open_quote {
            return Err(fault(
                line,
                "a quotation mark is never closed. Close it, or take it out".to_owned(),
            ));
        }
        let mut rows = split.rows;
        let Some(first) = rows.first() else {
            return Err(fault(1, "the file is empty. Expected a table: one row for each sample, one column of which is its class".to_owned()));
        };
        let (width, first_line) = (first.cells.len(), first.line);
        if width > MAX_COLUMNS {
            return Err(too_large(
                file,
                first_line,
                &format!("the table has {} columns", grouped(width)),
                MAX_COLUMNS,
                "Leave columns out, and check the line ends",
            ));
        }
        if rows.len() > MAX_ROWS + 1 {
            return Err(too_large(
                file,
                first_line,
                &format!("the table has {} rows", grouped(rows.len() - 1)),
                MAX_ROWS,
                "Take a part of them",
            ));
        }
        let form = NumberForm::find(
            rows.iter().flat_map(|row| &row.cells),
            split.separator,
            reading,
        );
        let (names, has_header) = header::names(&rows, form, !reading.may_have_header);
        if has_header {
            rows.remove(0);
        }
        if rows.is_empty() {
            return Err(fault(
                first_line,
                "there is a header but no row below it. Expected one row for each sample"
                    .to_owned(),
            ));
        }
        if names.len() < 2 {
            return Err(fault(
                first_line,
                format!(
                    "found one column, expected at least two: one or more inputs, and the class. If the cells are not separated by {}, name their separator with --separator",
                    split.separator.plural()
                ),
            ));
        }
        if let Some(name) = names
            .iter()
            .find(|name| name.chars().count() > LONGEST_NAME)
        {
            let what = format!(
                "the column \"{}\" has {} characters",
                shortened(name),
                grouped(name.chars().count())
            );
            return Err(too_large(
                file,
                first_line,
                &what,
                LONGEST_NAME,
                "Shorten it",
            ));
        }
        let columns = names.iter().enumerate();
        let columns = columns
            .map(|(index, name)| Column::new(name, index, &rows, form))
            .collect();
        let notes = notes(text, split.separator, split.comments, form, has_header);
        Ok(Self {
            file,
            rows,
            columns,
            form,
            notes,
            remarks: Vec::new(),
        })
    }

    /// The index of a column that is given by its name or its number.
    fn find(&self, word: &str, option: &str) -> Result<usize, DataError> {
        let is_named =
            |same: &dyn Fn(&str) -> bool| self.columns.iter().position(|column| same(&column.name));
        let by_name = is_named(&|name| name == word)
            .or_else(|| is_named(&|name| name.eq_ignore_ascii_case(word)));
        let number = word
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        by_name.or(number.filter(|index| *index < self.columns.len())).ok_or_else(|| {
            let names = self.columns.iter().take(20).map(|column| shortened(&column.name));
            let names = names.collect::<Vec<_>>().join(", ");
            let more = if self.columns.len() > 20 { ", …" } else { "" };
            DataError::Option {
                file: self.file.to_owned(),
                fault: format!("{option} {word}: there is no such column. The columns are {names}{more}, or 1 to {}", self.columns.len()),
            }
        })
    }

    fn class(&mut self, reading: &Reading) -> Result<usize, DataError> {
        let index = match &reading.class[..] {
            word if !word.is_empty() => self.find(word, "--class")?,
            _ => {
                let found = columns::find_class(&self.columns);
                let others = self
                    .columns
                    .iter()
                    .enumerate()
                    .filter(|(index, column)| *index != found && columns::would_do(column));
                if let Some((_, other)) = others.into_iter().next() {
                    let (class, other) = (&self.columns[found].name, &other.name);
                    self.remarks.push(format!(
                        "The class is the column \"{class}\"; --class takes another, such as \"{other}\"."
                    ));
                }
                found
            }
        };
        let class = &self.columns[index];
        let Some(reason) = class.is_no_class() else {
            return Ok(index);
        };
        let other = self
            .columns
            .iter()
            .find(|column| column.is_no_class().is_none() && !column.counts_rows());
        let way = match other {
            Some(other) => format!("Name the class column: --class {}", quoted(&other.name)),
            None => "Expected a column with a few words or integers, each in many rows".to_owned(),
        };
        Err(DataError::Option {
            file: self.file.to_owned(),
            fault: format!(
                "the column \"{}\" cannot be the class: it {reason}. {way}",
                shortened(&class.name)
            ),
        })
    }

    /// The indices of the columns that are inputs. Says what is left out.
    fn inputs(&mut self, class: usize, reading: &Reading) -> Result<Vec<usize>, DataError> {
        let indices = |words: &[String], option| {
            words
                .iter()
                .map(|word| self.find(word, option))
                .collect::<Result<Vec<_>, _>>()
        };
        let (dropped, only) = (
            indices(&reading.drop.0, "--drop")?,
            indices(&reading.columns.0, "--columns")?,
        );
        let mut inputs = Vec::new();
        let mut remarks = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let name = shortened(&column.name);
            let is_asked = only.contains(&index);
            if index == class || dropped.contains(&index) || !only.is_empty() && !is_asked {
                continue;
            }
            let reason = if column.is_empty() {
                "has no values"
            } else if column.counts_rows() && !is_asked {
                "counts the rows"
            } else if column.is_of_words() && column.different == 1 && column.missing.count == 0 {
                "has one word"
            } else if column.is_of_words()
                && column.different > MAX_WORDS
                && column.all_differ()
                && !is_asked
            {
                "has another word in every row"
            } else {
                inputs.push(index);
                continue;
            };
            remarks.push(format!("The column \"{name}\" {reason} and is left out."));
        }
        self.remarks.extend(remarks);
        if inputs.is_empty() {
            return Err(DataError::Option {
                file: self.file.to_owned(),
                fault: format!(
                    "no column is left for the inputs beside the class, {}",
                    shortened(&self.columns[class].name)
                ),
            });
        }
        Ok(inputs)
    }

    fn data_set(
        mut self,
        class: usize,
        inputs: &[usize],
        reading: &Reading,
    ) -> Result<DataSet, DataError> {
        let all = self.rows.len();
        let is_whole = |row: &Row| {
            let is_filled = |index: usize| !is_missing(row.cells.get(index).unwrap_or_default());
            is_filled(class)
                && (reading.missing == Missing::Mean
                    || inputs.iter().all(|index| is_filled(*index)))
        };
        self.rows.retain(is_whole);
        let left_out = all - self.rows.len();
        let class_column = Column::new(&self.columns[class].name, class, &self.rows, self.form);
        self.check(&class_column, inputs, left_out)?;
        let (classes, of_row) = self.classes(&class_column, class);
        let mut set = DataSet {
            name: escaped(self.file),
            features: Vec::new(),
            classes: classes.iter().map(|label| escaped(label)).collect(),
            x: vec![Vec::new(); self.rows.len()],
            class: of_row,
            source: format!(
                "read from {}: {}",
                escaped(self.file),
                self.notes.join(", ")
            ),
            about: About {
                class: escaped(&class_column.name),
                left_out,
                ..About::default()
            },
        };
        for index in inputs {
            self.add_input(&mut set, *index);
        }
        self.remark_on_labels(&class_column);
        if left_out > 0 {
            self.remarks.push(format!(
                "{} with missing values {} left out.",
                count(left_out, "row"),
                if left_out == 1 { "is" } else { "are" }
            ));
        }
        set.about.remarks = self.remarks.iter().map(|remark| escaped(remark)).collect();
        Ok(set)
    }

    fn check(&self, class: &Column, inputs: &[usize], left_out: usize) -> Result<(), DataError> {
        let option = |fault| {
            Err(DataError::Option {
                file: self.file.to_owned(),
                fault,
            })
        };
        if self.rows.is_empty() {
            return option(format!(
                "all {} have missing values. Fill them in: --missing mean",
                count(left_out, "row")
            ));
        }
        if let Some(reason) = class.is_no_class() {
            return option(format!(
                "the column \"{}\" cannot be the class: it {reason}",
                shortened(&class.name)
            ));
        }
        let line = self.rows[0].line;
        if class.different > MAX_CLASSES {
            let what = format!(
                "the column \"{}\" has {} classes",
                shortened(&class.name),
                grouped(class.different)
            );
            return Err(too_large(
                self.file,
                line,
                &what,
                MAX_CLASSES,
                "Is it the class? --class names another",
            ));
        }
        if let Some(label) = class
            .values
            .iter()
            .find(|label| label.chars().count() > LONGEST_NAME)
        {
            let what = format!(
                "the class \"{}\" has {} characters",
                shortened(label),
                grouped(label.chars().count())
            );
            let mut rows = self.rows.iter();
            let first = rows.find(|row| row.cells.iter().any(|cell| cell == label));
            let line = first.map_or(line, |row| row.line);
            return Err(too_large(
                self.file,
                line,
                &what,
                LONGEST_NAME,
                "Shorten it",
            ));
        }
        let width = |index: &usize| {
            if self.columns[*index].is_of_words() {
                self.columns[*index].different
            } else {
                1
            }
        };
        let (rows, inputs) = (self.rows.len(), inputs.iter().map(width).sum::<usize>());
        let entries = rows * (inputs + 1 + class.different);
        if entries > MAX_ENTRIES {
            let what = format!(
                "{} rows of {inputs} inputs, the bias and {} classes make {} numbers",
                grouped(rows),
                class.different,
                grouped(entries)
            );
            return Err(too_large(
                self.file,
                line,
                &what,
                MAX_ENTRIES,
                "Take a part of the rows or of the columns",
            ));
        }
        Ok(())
    }

    /// The classes, integers in their order, and the class of each row.
    fn classes(&self, class: &Column, index: usize) -> (Vec<String>, Vec<usize>) {
        let mut classes = class.values.clone();
        let integers = classes.iter().map(|label| label.parse::<i128>().ok());
        if integers.collect::<Option<Vec<_>>>().is_some() {
            classes.sort_by_key(|label| label.parse::<i128>().unwrap_or_default());
        }
        let numbers: std::collections::HashMap<&str, usize> = classes
            .iter()
            .enumerate()
            .map(|(k, label)| (&label[..], k))
            .collect();
        let of_row = self
            .rows
            .iter()
            .map(|row| numbers[&row.cells[index]])
            .collect();
        (classes, of_row)
    }

    /// Adds the input of a column of numbers, or those of a column of words: one for each word.
    fn add_input(&mut self, set: &mut DataSet, index: usize) {
        let column = &self.columns[index];
        let name = escaped(&column.name);
        if column.is_of_words() {
            let words: Vec<String> = column.values.iter().map(|word| escaped(word)).collect();
            self.remarks.push(format!(
                "The column \"{name}\" becomes {} inputs, one for each word: {}.",
                words.len(),
                words.join(", ")
            ));
            set.features
                .extend(words.iter().map(|word| format!("{name} {word}")));
            set.about.words.push((name, words));
            for word in &column.values {
                let is_word = |cell: &str| Some(if cell == word { 1.0 } else { 0.0 });
                add(&mut set.x, &self.rows, index, is_word);
            }
        } else {
            set.features.push(name);
            add(&mut set.x, &self.rows, index, |cell| self.form.read(cell));
        }
    }

    fn remark_on_labels(&mut self, class: &Column) {
        let plain = |label: &str| label.split_whitespace().collect::<String>().to_lowercase();
        for (k, label) in class.values.iter().enumerate() {
            let alike: Vec<&str> = class
                .values
                .iter()
                .filter(|other| plain(other) == plain(label))
                .map(|other| &other[..])
                .collect();
            if alike.len() > 1
                && class.values[..k]
                    .iter()
                    .all(|other| plain(other) != plain(label))
            {
                self.remarks.push(format!(
                    "The classes {} look like one: write them alike.",
                    alike.join(", ")
                ));
            }
        }
    }
}

/// Adds one number to each sample; the mean where the cell is missing.
fn add(x: &mut Matrix, rows: &[Row], index: usize, number: impl Fn(&str) -> Option<f64>) {
    let numbers = rows.iter().map(|row| {
        Some(row.cells.get(index)?)
            .filter(|cell| !is_missing(cell))
            .and_then(&number)
    });
    let numbers: Vec<Option<f64>> = numbers.collect();
    let known = numbers.iter().flatten().count() as f64;
    let mean = numbers
        .iter()
        .flatten()
        .map(|number| number / known)
        .sum::<f64>();
    for (x, number) in x.iter_mut().zip(numbers) {
        x.push(number.unwrap_or(mean));
    }
}

fn too_large(file: &str, line: usize, what: &str, limit: usize, advice: &'static str) -> DataError {
    DataError::TooLarge {
        what: format!("{}, line {line}: {what}", escaped(file)),
        limit,
        advice,
    }
}

/// How a file is written, in words.
fn notes(
    text: &text::Text,
    separator: Separator,
    comments: usize,
    form: NumberForm,
    has_header: bool,
) -> Vec<String> {
    let mut notes = vec![format!("cells separated by {}", separator.plural())];
    notes.push(if has_header { "a header" } else { "no header" }.to_owned());
    notes.extend((form.decimal == ',').then(|| "decimal commas".to_owned()));
    notes.extend(
        form.thousands
            .map(|mark| format!("\"{mark}\" between thousands")),
    );
    notes.extend((comments > 0).then(|| count(comments, "comment line")));
    notes.extend(text.encoding.map(str::to_owned));
    notes
}
