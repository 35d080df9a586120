//! The columns that the inputs of a data set come from, and a set with some of them alone.

use super::about::listed;
use super::{DataError, DataSet, Names};

impl DataSet {
    /// The columns in their order, each with its number of inputs: one, or as many as it has words.
    ///
    /// ```
    /// let columns = nn28::data::clusters(1).input_columns();
    /// assert_eq!(columns, [("x0".to_owned(), 1), ("x1".to_owned(), 1)]);
    /// ```
    pub fn input_columns(&self) -> Vec<(String, usize)> {
        let mut columns = Vec::new();
        let mut rest = &self.features[..];
        while let Some(first) = rest.first() {
            let begins = |(name, words): &&(String, Vec<String>)| {
                let named = words.iter().map(|word| format!("{name} {word}"));
                !words.is_empty()
                    && rest.len() >= words.len()
                    && rest.iter().zip(named).all(|(a, b)| *a == b)
            };
            let words = self.about.words.iter().find(begins);
            let column = words.map_or_else(
                || (first.clone(), 1),
                |(name, words)| (name.clone(), words.len()),
            );
            rest = &rest[column.1..];
            columns.push(column);
        }
        columns
    }

    /// The names of the columns.
    pub fn column_names(&self) -> Names {
        Names(
            self.input_columns()
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
        )
    }

    /// The set with these columns alone, in its own order. None if one of them is not here.
    pub fn only(&self, names: &Names) -> Option<Self> {
        let (mut kept, mut first) = (Vec::new(), 0);
        let columns = self.input_columns();
        for (name, width) in &columns {
            if names.0.contains(name) {
                kept.extend(first..first + width);
            }
            first += width;
        }
        let is_here = |name: &String| columns.iter().any(|(column, _)| column == name);
        if kept.is_empty() || !names.0.iter().all(is_here) {
            return None;
        }
        let mut set = self.clone();
        set.features = kept
            .iter()
            .map(|input| self.features[*input].clone())
            .collect();
        set.x = self
            .x
            .iter()
            .map(|x| kept.iter().map(|input| x[*input]).collect())
            .collect();
        set.about.words.retain(|(name, _)| names.0.contains(name));
        Some(set)
    }

    /// The set with the columns that a reader has named, by their names or numbers; with all if none is named.
    pub(super) fn chosen(self, words: &Names) -> Result<Self, DataError> {
        if words.0.is_empty() {
            return Ok(self);
        }
        let names = self.column_names().0;
        let found = words.0.iter().map(|word| {
            let alike = |name: &&String| name.eq_ignore_ascii_case(word);
            let numbered = || names.get(word.parse::<usize>().ok()?.checked_sub(1)?);
            let found = names.iter().find(|name| *name == word);
            let found = found.or_else(|| names.iter().find(alike)).or_else(numbered);
            found.cloned().ok_or_else(|| DataError::Option {
                file: self.name.clone(),
                fault: format!(
                    "--columns {word}: there is no such column. The columns are {}, or 1 to {}",
                    listed(names.iter().cloned()),
                    names.len()
                ),
            })
        });
        let found = Names(found.collect::<Result<_, _>>()?);
        Ok(self.only(&found).unwrap_or(self))
    }
}
