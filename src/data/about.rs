//! What was understood of a table.

use super::DataSet;

/// Number of names that a sentence lists.
const LISTED: usize = 24;

/// What was found out about the columns of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The name of the class column; empty for a set that is drawn.
    pub class: String,
    /// The columns of words that became inputs, each with its words.
    pub words: Vec<(String, Vec<String>)>,
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

    /// The inputs, the class column and the classes with their rows, in sentences.
    pub fn columns(&self) -> String {
        let sizes = self.class_sizes();
        let classes = self.classes.iter().zip(sizes);
        let classes = listed(classes.map(|(class, size)| format!("{class} ({size})")));
        let column = match &self.about.class[..] {
            "" => String::new(),
            name => format!(" of the column \"{name}\""),
        };
        let inputs = listed(self.features.iter().cloned());
        format!("Inputs: {inputs}. Classes{column}, with their rows: {classes}.")
    }
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let shown = &names[..names.len().min(LISTED)];
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
