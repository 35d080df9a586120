//! What was understood of a table.

use super::{DataSet, Names};

/// Number of names that a sentence lists.
const LISTED: usize = 24;

/// What was found out about the columns of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// How the file is written, in words: its separator, header, encoding; empty for a set of the program.
    pub written: String,
    /// The name of the class column; empty for a set that is drawn.
    pub class: String,
    /// The columns of words that became inputs, each with its words.
    pub words: Vec<(String, Vec<String>)>,
    /// The columns that were read, if the file has more of them; empty for all.
    pub chosen: Names,
    /// Number of rows that were left out.
    pub left_out: usize,
    /// Sentences about what a reader might not expect.
    pub remarks: Vec<String>,
}

impl DataSet {
    /// Number of samples of each class.
    pub fn class_sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.class_count()];
        for class in &self.class {
            sizes[*class] += 1;
        }
        sizes
    }

    /// The data in two sentences: the file, how it is written, its rows, the inputs and their scale; the class column and the classes.
    ///
    /// `parts`: the numbers of samples that train and that test, where the data are divided.
    pub fn summary(&self, parts: Option<(usize, usize)>, scale: &str) -> String {
        let rows = match parts {
            Some((train, test)) => format!("{train} samples to train and {test} to test"),
            None => format!("{} samples", self.len()),
        };
        let left_out = match self.about.left_out {
            0 => String::new(),
            1 => ", 1 row left out".to_owned(),
            count => format!(", {count} rows left out"),
        };
        let (inputs, classes) = (self.inputs(), self.class_count());
        let input = if inputs == 1 { "input" } else { "inputs" };
        let written = match &self.about.written[..] {
            "" => String::new(),
            written => format!(" ({written})"),
        };
        format!(
            "The data {}{written}: {rows}{left_out}; D = {inputs} {input}, {scale}: {}. K = {classes} classes{}, with the rows of each: {}.",
            self.name,
            self.listed_inputs(),
            self.of_column(),
            self.listed_classes(),
        )
    }

    /// The inputs, the class column and the classes with their rows, in sentences.
    pub fn columns(&self) -> String {
        let (inputs, classes) = (self.listed_inputs(), self.listed_classes());
        let column = self.of_column();
        format!("Inputs: {inputs}. Classes{column}, with their rows: {classes}.")
    }

    fn of_column(&self) -> String {
        match &self.about.class[..] {
            "" => String::new(),
            name => format!(" of the column \"{name}\""),
        }
    }

    fn listed_inputs(&self) -> String {
        listed(self.features.iter().cloned())
    }

    fn listed_classes(&self) -> String {
        let classes = self.classes.iter().zip(self.class_sizes());
        listed(classes.map(|(class, size)| format!("{class} ({size})")))
    }
}

pub(super) fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let shown = &names[..names.len().min(LISTED)];
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
