//! A data set as a network knows it: with its inputs, and with its classes in its order.

use super::about::listed;
use super::{DataError, DataReport, DataSet};
use crate::model::Matrix;

impl DataSet {
    /// The set with the inputs and the classes of `known`: inputs are found by their names, else taken in their order.
    ///
    /// # Errors
    ///
    /// If the set has inputs or classes that are not known, or lacks an input.
    pub fn known_as(mut self, known: &DataReport) -> Result<Self, DataError> {
        let fault = |fault| DataError::Option {
            file: self.name.clone(),
            fault,
        };
        let x = self.with_inputs_of(known)?;
        let classes = self.known_classes(known).map_err(fault)?;
        self.x = x;
        self.class = self.class.iter().map(|class| classes[*class]).collect();
        self.features.clone_from(&known.inputs);
        self.classes = known.class_names().into_iter().map(str::to_owned).collect();
        let words = known.columns().into_iter();
        let words = words.filter(|column| !column.words.is_empty());
        self.about.words = words.map(|column| (column.name, column.words)).collect();
        Ok(self)
    }

    /// N × D: the inputs that are known, in their order.
    pub(super) fn with_inputs_of(&self, known: &DataReport) -> Result<Matrix, DataError> {
        let inputs = self.known_inputs(known);
        let inputs = inputs.map_err(|fault| DataError::Option {
            file: self.name.clone(),
            fault,
        })?;
        let input = |x: &[f64], index: &Option<usize>| index.map_or(0.0, |index| x[index]);
        let row = |x: &Vec<f64>| inputs.iter().map(|index| input(x, index)).collect();
        Ok(self.x.iter().map(row).collect())
    }

    /// The index of each known input; none for a word that no row has.
    fn known_inputs(&self, known: &DataReport) -> Result<Vec<Option<usize>>, String> {
        let index = |name: &String| self.features.iter().position(|feature| feature == name);
        let found: Vec<Option<usize>> = known.inputs.iter().map(index).collect();
        let columns = known.columns();
        let is_word = |input: &str| {
            let mut words = columns.iter().flat_map(|column| {
                let words = column.words.iter();
                words.map(|word| format!("{} {word}", column.name))
            });
            words.any(|word| word == input)
        };
        let lacks = |(input, found): &(&String, &Option<usize>)| found.is_none() && !is_word(input);
        let lacking = known.inputs.iter().zip(&found).filter(lacks);
        let unknown = self
            .features
            .iter()
            .filter(|name| !known.inputs.contains(name));
        let lists = [
            (
                "lack",
                lacking.map(|(input, _)| input.clone()).collect::<Vec<_>>(),
            ),
            ("have, unknown to it,", unknown.cloned().collect()),
        ];
        if lists.iter().all(|(_, names)| names.is_empty()) {
            return Ok(found);
        }
        let has_words = !known.words.is_empty() || !self.about.words.is_empty();
        if found.iter().all(Option::is_none) && self.inputs() == found.len() && !has_words {
            return Ok((0..found.len()).map(Some).collect());
        }
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let lists: Vec<String> = lists
            .map(|(verb, names)| format!("{verb} {}", listed(names.into_iter())))
            .collect();
        Err(format!(
            "the network takes the inputs {}; these data {}",
            listed(known.inputs.iter().cloned()),
            lists.join(" and ")
        ))
    }

    /// The known index of each class that some row has.
    fn known_classes(&self, known: &DataReport) -> Result<Vec<usize>, String> {
        let names = known.class_names();
        let index = |class: &String| names.iter().position(|name| name == class);
        let sizes = self.class_sizes();
        let unknown = self.classes.iter().zip(&sizes);
        let unknown: Vec<String> = unknown
            .filter(|(class, size)| **size > 0 && index(class).is_none())
            .map(|(class, size)| format!("{class} ({size})"))
            .collect();
        if unknown.is_empty() {
            return Ok(self
                .classes
                .iter()
                .map(|class| index(class).unwrap_or(0))
                .collect());
        }
        Err(format!(
            "the network knows the classes {}, but not these, with their rows: {}. Is it the class column? --class names another",
            listed(names.into_iter().map(str::to_owned)),
            listed(unknown.into_iter())
        ))
    }
}
