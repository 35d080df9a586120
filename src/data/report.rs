//! The data of a run as an object with names, which a JSON carries and a network keeps.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{DataSet, Scaler, escaped};
use crate::model::Network;

/// The data as they were understood, and their scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DataReport {
    /// The name of a data set, or the path of a file.
    pub file: String,
    /// How the file is written, in words; empty for a set of the program.
    pub written: String,
    pub rows: usize,
    /// Number of rows that were left out.
    pub left_out: usize,
    /// D names. A column of words has an input for each word, called by both.
    pub inputs: Vec<String>,
    /// The words of each column of words, in the order of its inputs.
    pub words: Map<String, Value>,
    /// The class column.
    pub class: String,
    /// K classes, in the order of the outputs.
    pub classes: Vec<ClassReport>,
    pub scale: ScaleReport,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClassReport {
    pub name: String,
    pub rows: usize,
    /// The share of its samples that are classified right: of the test part, or of the training part if nothing is left to test.
    pub recall: Option<f64>,
}

/// The scale of the inputs: `standard`, with D means and D deviations, or `none`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScaleReport {
    pub kind: String,
    pub mean: Option<Vec<f64>>,
    pub deviation: Option<Vec<f64>>,
}

/// A column that a network takes its inputs from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KnownColumn {
    pub name: String,
    /// Its words, each an input; none if it holds numbers.
    pub words: Vec<String>,
}

impl DataReport {
    /// `confusion`: K × K, as a score has it.
    pub fn new(set: &DataSet, confusion: Option<&[Vec<usize>]>, scaler: Option<&Scaler>) -> Self {
        let recall = |class: usize| {
            let row = &confusion?[class];
            let all: usize = row.iter().sum();
            (all > 0).then(|| row[class] as f64 / all as f64)
        };
        let classes = set.classes.iter().zip(set.class_sizes()).enumerate();
        let classes = classes.map(|(class, (name, rows))| ClassReport {
            name: name.clone(),
            rows,
            recall: recall(class),
        });
        let words = set.about.words.iter();
        Self {
            file: set.name.clone(),
            written: set.about.written.clone(),
            rows: set.len(),
            left_out: set.about.left_out,
            inputs: set.features.clone(),
            words: words
                .map(|(column, words)| (column.clone(), words.clone().into()))
                .collect(),
            class: set.about.class.clone(),
            classes: classes.collect(),
            scale: ScaleReport {
                kind: if scaler.is_some() { "standard" } else { "none" }.to_owned(),
                mean: scaler.map(|scaler| scaler.mean.clone()),
                deviation: scaler.map(|scaler| scaler.deviation.clone()),
            },
        }
    }

    /// The report of a network whose file holds weights alone: its inputs and classes are numbered from 0.
    pub fn of_weights(network: &Network) -> Self {
        let class = |class: usize| ClassReport {
            name: class.to_string(),
            ..ClassReport::default()
        };
        Self {
            inputs: (0..network.inputs()).map(|i| format!("x{i}")).collect(),
            classes: (0..network.classes()).map(class).collect(),
            ..Self::default()
        }
    }

    /// K names.
    pub fn class_names(&self) -> Vec<&str> {
        self.classes.iter().map(|class| &class.name[..]).collect()
    }

    /// The scale of the inputs; `None` if they are taken as they are.
    pub fn scaler(&self) -> Option<Scaler> {
        let (mean, deviation) = (self.scale.mean.clone()?, self.scale.deviation.clone()?);
        Some(Scaler::known(mean, deviation))
    }

    /// The columns of the inputs, in their order.
    pub(super) fn columns(&self) -> Vec<KnownColumn> {
        let mut columns = Vec::new();
        let mut rest = &self.inputs[..];
        while let Some(first) = rest.first() {
            let column = self.column_of_words(rest).unwrap_or(KnownColumn {
                name: first.clone(),
                words: Vec::new(),
            });
            rest = &rest[column.words.len().max(1)..];
            columns.push(column);
        }
        columns
    }

    /// The column of words with whose inputs a list of them begins.
    fn column_of_words(&self, inputs: &[String]) -> Option<KnownColumn> {
        self.words.iter().find_map(|(name, words)| {
            let words: Vec<String> = serde_json::from_value(words.clone()).ok()?;
            let mut named = words.iter().map(|word| format!("{name} {word}"));
            let begins = inputs.len() >= words.len()
                && inputs.iter().zip(named.by_ref()).all(|(a, b)| *a == b);
            let name = name.clone();
            (begins && !words.is_empty()).then_some(KnownColumn { name, words })
        })
    }

    /// Escapes the names, and checks that they and the scale are those of a network of D inputs and K classes.
    pub(super) fn checked(mut self, network: &Network) -> Result<Self, String> {
        for name in self
            .inputs
            .iter_mut()
            .chain([&mut self.class, &mut self.file])
        {
            *name = escaped(name);
        }
        for class in &mut self.classes {
            class.name = escaped(&class.name);
        }
        let (inputs, classes) = (network.inputs(), network.classes());
        let found = (self.inputs.len(), self.classes.len());
        if found != (inputs, classes) {
            return Err(format!(
                "\"data\" names {} inputs and {} classes, but the weights are those of D = {inputs} and K = {classes}",
                found.0, found.1
            ));
        }
        let scale = &self.scale;
        let is_right = match (&scale.kind[..], &scale.mean, &scale.deviation) {
            ("standard", Some(mean), Some(deviation)) => {
                let is_scale = |deviation: &f64| deviation.is_finite() && *deviation > 0.0;
                (mean.len(), deviation.len()) == (inputs, inputs)
                    && mean.iter().all(|mean| mean.is_finite())
                    && deviation.iter().all(is_scale)
            }
            ("none" | "", None, None) => true,
            _ => false,
        };
        if is_right {
            return Ok(self);
        }
        Err(format!(
            "the scale is not one of D = {inputs} inputs: expected the kind standard with {inputs} means and {inputs} deviations above 0, or none"
        ))
    }
}
