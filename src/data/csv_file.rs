//! A table from a CSV: a header, numbers in all columns except the last, and the class in the last.
//!
//! The embedded sets are read by the same code. Accepted: spaces around cells, quotes, blank lines,
//! line ends of any system, a byte order mark. Nothing is guessed: a cell that is not a number is a
//! fault that names its line, and so is a table that is too large.

use std::borrow::Cow;

use super::error::{DataError, count, escaped, grouped, shortened};
use super::file::{decode, lines};
use super::{DataSet, LONGEST_NAME, MAX_CLASSES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS};
use crate::model::Matrix;

/// Reads a table from memory. `name` becomes the name of the set and begins every message.
///
/// Classes that are all integers are ordered as numbers, others by first appearance. Control
/// characters in names and classes are escaped, so that any screen or figure may show them.
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
/// If the bytes are not such a table: the line, and what was expected there.
pub fn parse_csv(bytes: &[u8], name: &str) -> Result<DataSet, DataError> {
    let text = decode(bytes, name)?;
    let mut rows = rows(text, name);
    let Some(header) = rows.next() else {
        let row = Row {
            file: name,
            line: 1,
            text,
        };
        return row.fault(
            "the file is empty. Expected a header, then one row for each sample: numbers, and the class last",
        );
    };
    let columns = header.columns()?;
    let inputs = columns.len() - 1;
    let (mut x, mut class, mut classes) = (Matrix::new(), Vec::new(), Vec::new());
    while let Some(row) = rows.next() {
        let (numbers, label) = row.sample(&columns)?;
        x.push(numbers);
        class.push(row.number_of(&label, &mut classes)?);
        let entries = x.len() * (inputs + 1 + classes.len());
        if x.len() > MAX_ROWS || entries > MAX_ENTRIES {
            return header.too_many_rows(x.len() + rows.count(), inputs, classes.len());
        }
    }
    if x.is_empty() {
        return header
            .fault("there is a header but no row below it. Expected one row for each sample");
    }
    order(&mut classes, &mut class);
    header.check_classes(&classes)?;
    Ok(DataSet {
        name: escaped(name),
        features: columns[..inputs].iter().map(|name| escaped(name)).collect(),
        classes: classes.iter().map(|label| escaped(label)).collect(),
        x,
        class,
        source: format!("read from {}", escaped(name)),
    })
}

/// The lines that are not blank, the header first.
fn rows<'a>(text: &'a str, file: &'a str) -> impl Iterator<Item = Row<'a>> {
    (1..)
        .zip(lines(text))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(move |(line, text)| Row { file, line, text })
}

#[derive(Clone, Copy)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn fault<T>(&self, fault: impl Into<String>) -> Result<T, DataError> {
        Err(DataError::line(self.file, self.line, fault.into()))
    }

    fn too_large<T>(&self, what: &str, limit: usize, advice: &'static str) -> Result<T, DataError> {
        let what = format!("{}, line {}: {what}", escaped(self.file), self.line);
        Err(DataError::TooLarge {
            what,
            limit,
            advice,
        })
    }

    fn too_many_rows<T>(&self, rows: usize, inputs: usize, classes: usize) -> Result<T, DataError> {
        let entries = grouped(rows * (inputs + 1 + classes));
        let found = grouped(rows);
        if rows > MAX_ROWS {
            let what = format!("the table has {found} rows");
            return self.too_large(&what, MAX_ROWS, "Take a part of them");
        }
        let what = format!(
            "{found} rows of {inputs} inputs, the bias and {classes} classes make {entries} numbers"
        );
        self.too_large(
            &what,
            MAX_ENTRIES,
            "Take a part of the rows or of the columns",
        )
    }

    fn check_classes(&self, classes: &[String]) -> Result<(), DataError> {
        if let [only] = classes {
            let only = shortened(only);
            return self.fault(format!(
                "every row has the class \"{only}\", expected at least two classes in the last column"
            ));
        }
        Ok(())
    }

    /// The cells of the line, and at most `limit` of them, so that a line of separators alone takes
    /// no memory.
    fn up_to(&self, limit: usize) -> Result<Vec<Cow<'a, str>>, DataError> {
        match cells(self.text).take(limit).collect() {
            Some(cells) => Ok(cells),
            None => self.fault("a cell runs on over the end of the line. Close the quotation mark that opens it, or take the line break out"),
        }
    }

    /// The names of the columns, the class's last.
    fn columns(&self) -> Result<Vec<Cow<'a, str>>, DataError> {
        let columns = self.up_to(MAX_COLUMNS + 1)?;
        if columns.len() > MAX_COLUMNS {
            let what = format!(
                "the header has {} columns",
                grouped(cells(self.text).count())
            );
            let advice = "Leave columns out, and check the line ends";
            return self.too_large(&what, MAX_COLUMNS, advice);
        }
        let inputs = &columns[..columns.len() - 1];
        if inputs.is_empty() {
            let hint = separator_hint(self.text);
            return self.fault(format!(
                "found one column, expected at least two: one or more numbers, and the class last{hint}"
            ));
        }
        if inputs.iter().all(|name| name.parse::<f64>().is_ok()) {
            let example = match inputs.len() {
                1 => "x0,class".to_string(),
                2 => "x0,x1,class".to_string(),
                more => format!("x0,x1,…,x{},class", more - 1),
            };
            return self.fault(format!(
                "expected a header that names the columns, found only numbers. Put a first line above, such as {example}"
            ));
        }
        for (index, name) in columns.iter().enumerate() {
            self.check_name(name, &columns[..index])?;
        }
        Ok(columns)
    }

    fn check_name(&self, name: &str, before: &[Cow<str>]) -> Result<(), DataError> {
        let position = before.len() + 1;
        if name.is_empty() {
            return self.fault(format!(
                "column {position} has no name. Name it in the header, or leave the column out if it only counts the rows"
            ));
        }
        self.check_length("column", name)?;
        if let Some(first) = before.iter().position(|other| other == name) {
            let (first, name) = (first + 1, shortened(name));
            return self.fault(format!(
                "columns {first} and {position} are both named \"{name}\". Give each column a name of its own"
            ));
        }
        Ok(())
    }

    fn check_length(&self, what: &str, name: &str) -> Result<(), DataError> {
        // Only a name of many bytes can have many characters.
        if name.len() <= LONGEST_NAME || name.chars().count() <= LONGEST_NAME {
            return Ok(());
        }
        let (name, found) = (shortened(name), grouped(name.chars().count()));
        let what = format!("the {what} \"{name}\" has {found} characters");
        self.too_large(&what, LONGEST_NAME, "Shorten it")
    }

    /// The numbers of a row, and its class.
    fn sample(&self, columns: &[Cow<str>]) -> Result<(Vec<f64>, Cow<'a, str>), DataError> {
        let expected = columns.len();
        let mut cells = self.up_to(expected + 1)?;
        if cells.len() != expected {
            let found = count(self::cells(self.text).count(), "cell");
            return self.fault(format!(
                "found {found}, but the header has {expected}. Write each row with {expected} cells, and quote a cell that holds a comma"
            ));
        }
        if let Some(empty) = cells.iter().position(|cell| cell.is_empty()) {
            let fault = "is empty. Fill the cell in, or leave the row out";
            return self.cell_fault(&columns[empty], fault);
        }
        let label = cells.pop().unwrap_or_default();
        let numbers = cells.iter().zip(columns);
        let numbers = numbers.map(|(cell, column)| self.number(cell, column));
        Ok((numbers.collect::<Result<_, _>>()?, label))
    }

    fn number(&self, cell: &str, column: &str) -> Result<f64, DataError> {
        let expected = match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => return Ok(number),
            Ok(_) => "a finite number. Correct the cell, or leave the row out",
            Err(_) => "a number such as 36.6. Only the last column, the class, may be text",
        };
        let cell = shortened(cell);
        self.cell_fault(column, &format!("has \"{cell}\", expected {expected}"))
    }

    fn cell_fault<T>(&self, column: &str, fault: &str) -> Result<T, DataError> {
        self.fault(format!("column \"{}\" {fault}", shortened(column)))
    }

    /// The number of a class, in the order of first appearance.
    fn number_of(&self, label: &str, classes: &mut Vec<String>) -> Result<usize, DataError> {
        if let Some(number) = classes.iter().position(|class| class == label) {
            return Ok(number);
        }
        self.check_length("class", label)?;
        classes.push(label.to_string());
        if classes.len() > MAX_CLASSES {
            let what = format!("up to here there are {} classes", grouped(classes.len()));
            return self.too_large(&what, MAX_CLASSES, "Is the last column the class?");
        }
        Ok(classes.len() - 1)
    }
}

/// The cells of a line, without the spaces around them; `None` for one with a quotation mark that
/// is not closed. A quoted cell may hold commas, and quotation marks written twice.
fn cells(line: &str) -> impl Iterator<Item = Option<Cow<'_, str>>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some(quoted) = text.trim_start().strip_prefix('"') else {
            return Some(Some(Cow::Borrowed(up_to_comma(text, &mut rest).trim())));
        };
        Some(unquote(quoted).map(|(mut cell, after)| {
            cell += up_to_comma(after, &mut rest).trim_end();
            Cow::Owned(cell.trim().to_string())
        }))
    })
}

fn up_to_comma<'a>(text: &'a str, rest: &mut Option<&'a str>) -> &'a str {
    let Some((cell, after)) = text.split_once(',') else {
        return text;
    };
    *rest = Some(after);
    cell
}

/// Splits a text behind the quotation mark that closes it; `None` if there is none.
fn unquote(mut text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    loop {
        let (part, after) = text.split_once('"')?;
        cell += part;
        let Some(more) = after.strip_prefix('"') else {
            return Some((cell, after));
        };
        cell.push('"');
        text = more;
    }
}

/// Names the character that seems to separate the columns in place of commas.
fn separator_hint(line: &str) -> String {
    let candidates = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")];
    let found = candidates.iter().find(|(mark, _)| line.contains(*mark));
    found.map_or_else(String::new, |(_, name)| {
        format!(". The columns seem to be separated by {name}; separate them by commas")
    })
}

/// Puts classes that are all integers in the order of these, and the class of each row with them.
fn order(classes: &mut [String], class: &mut [usize]) {
    let integers = classes.iter().map(|label| label.parse::<i128>().ok());
    let Some(integers) = integers.collect::<Option<Vec<_>>>() else {
        return;
    };
    let all = 0..classes.len();
    let is_before = |a: usize, b: usize| (integers[a], a) < (integers[b], b);
    let rank = |number| {
        all.clone()
            .filter(|other| is_before(*other, number))
            .count()
    };
    let position: Vec<usize> = all.clone().map(rank).collect();
    for class in class {
        *class = position[*class];
    }
    let unordered = classes.to_vec();
    for (label, position) in unordered.into_iter().zip(position) {
        classes[position] = label;
    }
}
