//! From the rows of a table to samples: numbers, words as numbers, the mean for what is missing.

use std::collections::BTreeMap;

use super::columns::{Column, label};
use super::rows::Row;
use super::{Table, check_length, is_missing, too_large};
use crate::data::error::{count, shortened};
use crate::data::{
    About, DataError, DataSet, LONGEST_NAME, MAX_CLASSES, MAX_ENTRIES, Missing, Reading, escaped,
    grouped,
};
use crate::model::Matrix;

impl Table<'_> {
    pub fn data_set(
        mut self,
        class: usize,
        inputs: &[usize],
        left_out: usize,
    ) -> Result<DataSet, DataError> {
        let class_column = Column::new(&self.columns[class].name, class, &self.rows, self.form);
        self.check_class(&class_column)?;
        self.check_entries(&class_column, inputs)?;
        let (classes, of_row) = self.classes(&class_column, class);
        let (file, notes) = (escaped(self.file), self.notes.join(", "));
        let mut set = DataSet {
            features: Vec::new(),
            classes: classes.iter().map(|label| escaped(label)).collect(),
            x: Vec::new(),
            class: of_row,
            source: format!("read from {file}: {notes}"),
            name: file,
            about: About {
                written: notes,
                class: escaped(&class_column.name),
                left_out,
                ..About::default()
            },
        };
        let width = inputs.iter().map(|index| self.width(*index)).sum();
        let rows = self.rows.iter();
        set.x = rows.map(|_| Vec::with_capacity(width)).collect();
        for index in inputs {
            self.add_input(&mut set, *index);
        }
        self.remark_on_labels(&class_column);
        if left_out > 0 {
            let (rows, are) = (
                count(left_out, "row"),
                if left_out == 1 { "is" } else { "are" },
            );
            self.remarks
                .push(format!("{rows} with missing values {are} left out."));
        }
        set.about.remarks = self.remarks.iter().map(|remark| escaped(remark)).collect();
        Ok(set)
    }

    /// Leaves out the rows without a class, and, unless means take their places, those without some input. Returns how many.
    pub fn leave_out(
        &mut self,
        class: usize,
        inputs: &[usize],
        reading: &Reading,
    ) -> Result<usize, DataError> {
        let all = self.rows.len();
        let fills_in = reading.missing == Missing::Mean;
        self.rows.retain(|row| {
            let is_filled = |index: &usize| !is_missing(row.cells.get(*index).unwrap_or_default());
            is_filled(&class) && (fills_in || inputs.iter().all(is_filled))
        });
        if self.rows.is_empty() {
            let rows = count(all, "row");
            return self.refused(format!(
                "all {rows} have missing values. Fill them in: --missing mean"
            ));
        }
        Ok(all - self.rows.len())
    }

    /// Checks the class in the rows that are left.
    fn check_class(&self, class: &Column) -> Result<(), DataError> {
        let name = shortened(&class.name);
        // Of the classes that a network knows one alone may be here.
        if (!self.is_for_network || class.is_quantity())
            && let Some(reason) = class.is_no_class()
        {
            return self.refused(format!(
                "the column \"{name}\" cannot be the class: it {reason}"
            ));
        }
        if class.different > MAX_CLASSES {
            let (line, classes) = (self.rows[0].line, grouped(class.different));
            let what = format!("the column \"{name}\" has {classes} classes");
            let advice = "Is it the class? --class names another";
            return too_large(self.file, line, &what, MAX_CLASSES, advice);
        }
        let line = |label: &str| {
            let mut rows = self.rows.iter();
            let first = rows.find(|row| row.cells.iter().any(|cell| cell == label));
            first.map_or(1, |row| row.line)
        };
        // Only a label of many bytes can have many characters.
        let mut long = class
            .values
            .iter()
            .filter(|label| label.len() > LONGEST_NAME);
        long.try_for_each(|label| {
            check_length(self.file, line(label), "class", [label].into_iter())
        })?;
        Ok(())
    }

    /// Number of inputs that a column becomes.
    fn width(&self, index: usize) -> usize {
        match &self.columns[index] {
            column if column.is_of_words() => column.different,
            _ => 1,
        }
    }

    fn check_entries(&self, class: &Column, inputs: &[usize]) -> Result<(), DataError> {
        let width = |index: &usize| self.width(*index);
        let (rows, inputs) = (self.rows.len(), inputs.iter().map(width).sum::<usize>());
        let (classes, entries) = (class.different, rows * (inputs + 1 + class.different));
        if entries <= MAX_ENTRIES {
            return Ok(());
        }
        let what = format!(
            "{} rows of {inputs} inputs, the bias and {classes} classes make {} numbers",
            grouped(rows),
            grouped(entries)
        );
        let advice = "Take a part of the rows or of the columns";
        too_large(self.file, self.rows[0].line, &what, MAX_ENTRIES, advice)
    }

    /// The classes, integers in their order, and the class of each row.
    fn classes(&self, class: &Column, index: usize) -> (Vec<String>, Vec<usize>) {
        let mut classes = class.values.clone();
        let integer = |label: &String| label.parse::<i128>().ok();
        if classes.iter().all(|label| integer(label).is_some()) {
            classes.sort_by_key(integer);
        }
        let numbers: BTreeMap<&str, usize> =
            (0..classes.len()).map(|k| (&classes[k][..], k)).collect();
        let rows = self.rows.iter();
        let of_row = rows
            .map(|row| numbers[&*label(&row.cells[index], self.form)])
            .collect();
        (classes, of_row)
    }

    /// Adds the input of a column of numbers, or those of a column of words: one for each word.
    fn add_input(&mut self, set: &mut DataSet, index: usize) {
        let column = &self.columns[index];
        let name = escaped(&column.name);
        if !column.is_of_words() {
            set.features.push(name);
            add(&mut set.x, &self.rows, index, |cell| self.form.read(cell));
            return;
        }
        let words: Vec<String> = column.values.iter().map(|word| escaped(word)).collect();
        if !self.is_for_network {
            self.remarks.push(format!(
                "The column \"{name}\" becomes {}, one for each word: {}.",
                count(words.len(), "input"),
                words.join(", ")
            ));
        }
        let features = words.iter().map(|word| format!("{name} {word}"));
        set.features.extend(features);
        set.about.words.push((name, words));
        for word in &column.values {
            let is_word = |cell: &str| Some(f64::from(u8::from(cell == word)));
            add(&mut set.x, &self.rows, index, is_word);
        }
    }

    /// Remarks on labels that differ only by case or blanks.
    fn remark_on_labels(&mut self, class: &Column) {
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for label in &class.values {
            let plain = label.split_whitespace().collect::<String>().to_lowercase();
            alike.entry(plain).or_default().push(label);
        }
        for labels in alike.values().filter(|labels| labels.len() > 1) {
            self.remarks.push(format!(
                "The classes {} look like one: write them alike.",
                labels.join(", ")
            ));
        }
    }
}

/// Adds one number to each sample; the mean where the cell is missing.
fn add(x: &mut Matrix, rows: &[Row], index: usize, number: impl Fn(&str) -> Option<f64>) {
    let number = |row: &Row| number(row.cells.get(index).filter(|cell| !is_missing(cell))?);
    let numbers: Vec<Option<f64>> = rows.iter().map(number).collect();
    let known = numbers.iter().flatten().count() as f64;
    let mean = numbers.iter().flatten().map(|number| number / known).sum();
    for (x, number) in x.iter_mut().zip(numbers) {
        x.push(number.unwrap_or(mean));
    }
}
