//! Which columns are the class and the inputs, and what is said about the others.

use super::Table;
use super::columns::{self, Column, MAX_WORDS};
use crate::data::error::shortened;
use crate::data::{Advice, DataError, Reading, quoted};

impl Table<'_> {
    /// The index of a column that is given by its name or its number.
    pub fn find(&self, word: &str, option: &str) -> Result<usize, DataError> {
        let by_number = || {
            let index = word.parse::<usize>().ok()?.checked_sub(1)?;
            (index < self.columns.len()).then_some(index)
        };
        let named = |column: &Column| column.name == word;
        let alike = |column: &Column| column.name.eq_ignore_ascii_case(word);
        let mut columns = self.columns.iter();
        let by_name = columns.position(named);
        let found = by_name.or_else(|| self.columns.iter().position(alike));
        if let Some(index) = found.or_else(by_number) {
            return Ok(index);
        }
        let names = self.columns.iter().take(MAX_WORDS);
        let names: Vec<String> = names.map(|column| shortened(&column.name)).collect();
        let all = self.columns.len();
        let more = if all > MAX_WORDS { ", …" } else { "" };
        self.refused(format!(
            "{option} {word}: there is no such column. The columns are {}{more}, or 1 to {all}",
            names.join(", ")
        ))
    }

    pub fn class(&mut self, reading: &Reading) -> Result<usize, DataError> {
        let index = match &reading.class[..] {
            "" => columns::find_class(&self.columns),
            word => self.find(word, "--class")?,
        };
        let class = &self.columns[index];
        if let Some(reason) = class.is_no_class() {
            let name = shortened(&class.name);
            let faults = format!("the column \"{name}\" cannot be the class: it {reason}");
            return match columns::likeliest_class(&self.columns) {
                Some(other) if reading.class.is_empty() => Err(DataError::Faults {
                    file: self.file.to_owned(),
                    faults,
                    options: vec![Advice::Class(other.name.clone())],
                }),
                Some(other) => {
                    let other = quoted(&other.name);
                    self.refused(format!("{faults}. Another would be --class {other}"))
                }
                None => self.refused(format!(
                    "{faults}. Expected a column with a few words or integers, each in many rows: name another with --class"
                )),
            };
        }
        let mut others = self.columns.iter().enumerate();
        let other = others.find(|(other, column)| *other != index && columns::would_do(column));
        if let Some((_, other)) = other
            && reading.class.is_empty()
        {
            self.remarks.push(format!(
                "The class is the column \"{}\"; --class takes another, such as \"{}\".",
                class.name, other.name
            ));
        }
        Ok(index)
    }

    /// The indices of the columns that are inputs. Says what is left out.
    pub fn inputs(&mut self, class: usize, reading: &Reading) -> Result<Vec<usize>, DataError> {
        let indices = |words: &[String], option| {
            let found = words.iter().map(|word| self.find(word, option));
            found.collect::<Result<Vec<_>, _>>()
        };
        let dropped = indices(&reading.drop.0, "--drop")?;
        let only = indices(&reading.columns.0, "--columns")?;
        let (mut inputs, mut remarks) = (Vec::new(), Vec::new());
        for (index, column) in self.columns.iter().enumerate() {
            let is_asked = only.contains(&index);
            let is_unwanted = !only.is_empty() && !is_asked;
            if index == class || dropped.contains(&index) || is_unwanted {
                continue;
            }
            if column.may_name_rows() && !column.counts_rows() && !is_asked {
                remarks.push(format!(
                    "The column \"{}\" has another integer in every row. If it names the rows, leave it out: --drop {}.",
                    shortened(&column.name),
                    quoted(&column.name)
                ));
            }
            match column.is_no_input(is_asked) {
                None => inputs.push(index),
                Some(reason) => remarks.push(format!(
                    "The column \"{}\" {reason} and is left out.",
                    shortened(&column.name)
                )),
            }
        }
        self.remarks.extend(remarks);
        if inputs.is_empty() {
            let class = shortened(&self.columns[class].name);
            return self.refused(format!(
                "no column is left for the inputs beside the class, {class}"
            ));
        }
        Ok(inputs)
    }
}
