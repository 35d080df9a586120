//! The columns of a table in which a network finds its class and its inputs.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use crate::data::about::listed;
use crate::data::error::count;
use crate::data::report::KnownColumn;
use crate::data::{DataError, DataReport, Reading, escaped};

impl Table<'_> {
    /// The class column: the one that is given, else the one that the network knows, else as without a network.
    pub fn known_class(
        &mut self,
        known: &DataReport,
        reading: &Reading,
    ) -> Result<usize, DataError> {
        if !reading.class.is_empty() {
            return self.find(&reading.class, "--class");
        }
        let all: Vec<usize> = (0..self.columns.len()).collect();
        if let Some(class) = self.named_class(known, &all) {
            return Ok(class);
        }
        let found = self.named(&known.columns(), &all);
        let class = self.class(reading);
        let is_input = |class: &usize| found.contains(&Some(*class));
        if class.as_ref().is_ok_and(is_input) || class.is_err() && found.iter().all(Option::is_some)
        {
            let name = match &known.class[..] {
                "" => "for the class".to_owned(),
                name => format!("\"{name}\", the class of the network"),
            };
            return self.refused(format!(
                "there is no column {name}. Name another with --class; rows without a class are for the command classify"
            ));
        }
        class
    }

    /// The columns of the network's inputs, found by their names, else taken in their order. Gives them the network's names.
    pub fn known_inputs(
        &mut self,
        known: &DataReport,
        class: Option<usize>,
        reading: &Reading,
    ) -> Result<Vec<usize>, DataError> {
        let (wanted, mut columns) = (known.columns(), self.asked(reading)?);
        let found = if self.has_header || self.is_laid_out(known, class, reading) {
            self.named(&wanted, &columns)
        } else {
            vec![None; wanted.len()]
        };
        let inputs: Vec<usize> = match found.iter().copied().collect() {
            Some(inputs) => inputs,
            None if self.has_header && found.iter().any(Option::is_some) => {
                let lacking = wanted.iter().zip(&found);
                let lacking = lacking.filter(|(_, found)| found.is_none());
                return self.refused(format!(
                    "the network takes the columns {}, but there is no column {}{}",
                    names(&wanted),
                    names(lacking.map(|(column, _)| column)),
                    by_option(reading)
                ));
            }
            None => self.in_their_order(known, class, columns.clone(), reading)?,
        };
        if let Some(class) = class.filter(|class| inputs.contains(class)) {
            let class = escaped(&self.columns[class].name);
            return self.refused(format!(
                "the column \"{class}\" is an input of the network, and cannot be the class"
            ));
        }
        columns.retain(|index| !inputs.contains(index) && Some(*index) != class);
        if class.is_some() && self.has_header && !columns.is_empty() {
            let unknown = self.names_at(&columns);
            self.remarks.push(format!(
                "Columns that the network does not know are left out: {unknown}."
            ));
        }
        for (index, column) in inputs.iter().zip(wanted) {
            self.columns[*index].name = column.name;
        }
        Ok(inputs)
    }

    fn names_at(&self, columns: &[usize]) -> String {
        let columns = columns.iter();
        listed(columns.map(|index| escaped(&self.columns[*index].name)))
    }

    /// As many columns as the network has, without the class and what else cannot be an input of it.
    fn in_their_order(
        &mut self,
        known: &DataReport,
        class: Option<usize>,
        mut columns: Vec<usize>,
        reading: &Reading,
    ) -> Result<Vec<usize>, DataError> {
        let wanted = known.columns();
        if class.is_some() || columns.len() > wanted.len() {
            let named = self.named_class(known, &columns);
            let class = class.or_else(|| named.filter(|_| self.has_header));
            columns.retain(|index| Some(*index) != class);
        }
        if columns.len() > wanted.len() {
            columns.retain(|index| self.fits_one_of(*index, &wanted));
        }
        if columns.len() > wanted.len() {
            columns.retain(|index| self.columns[*index].is_no_input(false).is_none());
        }
        let inputs = names(&wanted);
        if columns.len() != wanted.len() {
            return self.refused(format!(
                "the network takes {}, {inputs}, and none of these names is here; there are {} to take in their order{}. Choose them with --columns, or name the class with --class",
                count(wanted.len(), "column"),
                columns.len(),
                by_option(reading)
            ));
        }
        if self.has_header || columns.len() < self.columns.len() {
            let taken = self.names_at(&columns);
            self.remarks.push(format!(
                "No column has the name of an input of the network: {taken} are taken in their order for {inputs}."
            ));
        }
        Ok(columns)
    }

    /// The column of each input by its name; where no column has the name itself, by the name in another case.
    fn named(&self, wanted: &[KnownColumn], among: &[usize]) -> Vec<Option<usize>> {
        let mut found = vec![None; wanted.len()];
        let as_it_is: fn(&str) -> String = str::to_owned;
        for folded in [as_it_is, str::to_lowercase] {
            let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
            // Of columns with one name the first remains.
            let free = among.iter().rev().filter(|index| !taken.contains(index));
            let name = |index: &usize| folded(&escaped(&self.columns[*index].name));
            let mut free: BTreeMap<String, usize> =
                free.map(|index| (name(index), *index)).collect();
            for (found, column) in found.iter_mut().zip(wanted) {
                *found = found.or_else(|| free.remove(&folded(&column.name)));
            }
        }
        found
    }

    fn named_class(&self, known: &DataReport, among: &[usize]) -> Option<usize> {
        let (name, words) = (known.class.clone(), Vec::new());
        self.named(&[KnownColumn { name, words }], among)[0].filter(|_| !known.class.is_empty())
    }

    /// True if a table without a header has its class where the training of the network had it: then the numbers of columns are names.
    fn is_laid_out(&self, known: &DataReport, class: Option<usize>, reading: &Reading) -> bool {
        let all: Vec<usize> = (0..self.columns.len()).collect();
        let Some(named) = self.named_class(known, &all) else {
            return false;
        };
        let (column, classes) = (&self.columns[named], known.class_names());
        let is_class = |label: &String| classes.contains(&&escaped(label)[..]);
        let has_classes = || !column.is_quantity() && column.values.iter().all(is_class);
        reading.columns.0.is_empty() && class.map_or_else(has_classes, |class| class == named)
    }

    /// True if a column has a number or a word that some input of the network takes, or nothing at all.
    fn fits_one_of(&self, index: usize, wanted: &[KnownColumn]) -> bool {
        let column = &self.columns[index];
        column.is_empty()
            || wanted.iter().any(|wanted| match &wanted.words[..] {
                [] => !column.is_of_words(),
                words => column
                    .values
                    .iter()
                    .any(|word| words.contains(&escaped(word))),
            })
    }

    /// The columns that the options leave, in the order of --columns.
    fn asked(&self, reading: &Reading) -> Result<Vec<usize>, DataError> {
        let indices = |words: &[String], option| {
            let found = words.iter().map(|word| self.find(word, option));
            found.collect::<Result<Vec<_>, _>>()
        };
        let dropped = indices(&reading.drop.0, "--drop")?;
        let only = indices(&reading.columns.0, "--columns")?;
        let mut columns = if only.is_empty() {
            (0..self.columns.len()).collect()
        } else {
            only
        };
        let mut seen: BTreeSet<usize> = dropped.into_iter().collect();
        columns.retain(|index| seen.insert(*index));
        Ok(columns)
    }
}

fn names<'a>(columns: impl IntoIterator<Item = &'a KnownColumn>) -> String {
    let columns = columns.into_iter();
    listed(columns.map(|column| column.name.clone()))
}

/// Names the options that leave columns out.
fn by_option(reading: &Reading) -> &'static str {
    match (reading.drop.0.is_empty(), reading.columns.0.is_empty()) {
        (true, true) => "",
        (false, _) => " with --drop",
        (true, false) => " with --columns",
    }
}
