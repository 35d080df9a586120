//! The columns of a table in which a network finds its class and its inputs.

use super::Table;
use crate::data::about::listed;
use crate::data::error::count;
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
        let mut columns = self.columns.iter();
        let is_known = |name: &str| !name.is_empty() && escaped(name) == known.class;
        match columns.position(|column| is_known(&column.name)) {
            Some(index) => Ok(index),
            None => self.class(reading),
        }
    }

    /// The columns of the network's inputs, found by their names, else taken in their order. Gives them the network's names.
    pub fn known_inputs(
        &mut self,
        known: &DataReport,
        class: Option<usize>,
        reading: &Reading,
    ) -> Result<Vec<usize>, DataError> {
        let wanted = known.columns().into_iter().map(|column| column.name);
        let wanted: Vec<String> = wanted.collect();
        let mut columns = self.asked(reading)?;
        let name = |index: &usize| escaped(&self.columns[*index].name);
        let named = |wanted: &String| columns.iter().copied().find(|index| name(index) == *wanted);
        let by_name: Vec<Option<usize>> = wanted.iter().map(named).collect();
        if let Some(inputs) = by_name.iter().copied().collect::<Option<Vec<_>>>() {
            columns.retain(|index| !inputs.contains(index) && Some(*index) != class);
            if class.is_some() && !columns.is_empty() {
                let names = listed(columns.iter().map(name));
                self.remarks.push(format!(
                    "Columns that the network does not know are left out: {names}."
                ));
            }
            return Ok(inputs);
        }
        if self.has_header && by_name.iter().any(Option::is_some) {
            let both = wanted.iter().zip(&by_name);
            let lacking = both.filter(|(_, found)| found.is_none());
            let lacking = listed(lacking.map(|(name, _)| name.clone()));
            return self.refused(format!(
                "the network takes the columns {}, but there is no column {lacking}{}",
                listed(wanted.iter().cloned()),
                by_option(reading)
            ));
        }
        let is_class = |index: &usize| match class {
            Some(class) => *index == class,
            None => name(index) == known.class,
        };
        if class.is_some() || columns.len() > wanted.len() {
            columns.retain(|index| !is_class(index));
        }
        self.inputs_in_order(columns, wanted, reading)
    }

    /// The columns of inputs that have other names, in their order.
    fn inputs_in_order(
        &mut self,
        mut columns: Vec<usize>,
        wanted: Vec<String>,
        reading: &Reading,
    ) -> Result<Vec<usize>, DataError> {
        if columns.len() > wanted.len() {
            columns.retain(|index| self.columns[*index].is_no_input(false).is_none());
        }
        if columns.len() != wanted.len() {
            return self.refused(format!(
                "the network takes {}, {}, and none of these names is here; there are {} to take in their order{}. Choose them with --columns",
                count(wanted.len(), "column"),
                listed(wanted.iter().cloned()),
                columns.len(),
                by_option(reading)
            ));
        }
        if self.has_header {
            self.remarks.push(format!(
                "No column has the name of an input of the network: {} are taken in their order for {}.",
                listed(
                    columns
                        .iter()
                        .map(|index| escaped(&self.columns[*index].name))
                ),
                listed(wanted.iter().cloned())
            ));
        }
        for (index, name) in columns.iter().zip(wanted) {
            self.columns[*index].name = name;
        }
        Ok(columns)
    }

    /// The columns that the options leave.
    fn asked(&self, reading: &Reading) -> Result<Vec<usize>, DataError> {
        let indices = |words: &[String], option| {
            let found = words.iter().map(|word| self.find(word, option));
            found.collect::<Result<Vec<_>, _>>()
        };
        let dropped = indices(&reading.drop.0, "--drop")?;
        let only = indices(&reading.columns.0, "--columns")?;
        let is_asked =
            |index: &usize| !dropped.contains(index) && (only.is_empty() || only.contains(index));
        Ok((0..self.columns.len()).filter(is_asked).collect())
    }
}

/// Names the options that leave columns out.
fn by_option(reading: &Reading) -> &'static str {
    match (reading.drop.0.is_empty(), reading.columns.0.is_empty()) {
        (true, true) => "",
        (false, _) => " with --drop",
        (true, false) => " with --columns",
    }
}
