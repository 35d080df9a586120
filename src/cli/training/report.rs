//! The result of a training as numbers with names, and as JSON.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};

use super::run::Run;
use crate::cli::data;
use crate::data::DataReport;
use crate::engine::Score;
use crate::equation::Chapter;
use crate::model::Matrix;
use crate::stage::weight_index;

#[derive(Debug, Default, Serialize)]
pub struct Report {
    stage: &'static str,
    steps: u64,
    /// E (8) over the training part.
    train_error: f64,
    test_error: Option<f64>,
    train_accuracy: f64,
    test_accuracy: Option<f64>,
    /// The time of the training loop alone.
    seconds: f64,
    forward_passes: u64,
    w: Matrix,
    v: Matrix,
    figures: Vec<PathBuf>,
    command: String,
    /// The seed of the hidden fault, and the level that is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<BrokenReport>,
    /// The number of the reader's functions that computed, of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    mine: Option<[usize; 2]>,
    shape: ShapeReport,
    settings: Map<String, Value>,
    data: DataReport,
    pub(super) remarks: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
struct BrokenReport {
    seed: u64,
    level: u8,
}

/// The sizes of the data and of the network: N training samples of D inputs, M hidden units, K classes.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct ShapeReport {
    n: usize,
    d: usize,
    m: usize,
    k: usize,
}

impl Report {
    pub(super) fn new(chapter: Chapter, run: &Run, figures: Vec<PathBuf>, command: String) -> Self {
        let (train, test) = &run.scores;
        let experiment = &run.experiment;
        let (network, shape) = (experiment.network(), experiment.shape());
        let confusion = &test.as_ref().unwrap_or(train).confusion;
        Self {
            stage: chapter.word(),
            steps: run.steps,
            train_error: train.error,
            test_error: test.as_ref().map(|score| score.error),
            train_accuracy: train.accuracy(),
            test_accuracy: test.as_ref().map(Score::accuracy),
            seconds: run.seconds,
            forward_passes: run.training.passes,
            w: network.w,
            v: network.v,
            figures,
            command,
            broken: experiment.broken().map(|broken| BrokenReport {
                seed: broken.seed,
                level: broken.level,
            }),
            mine: experiment.hands().map(|mine| mine.count().into()),
            shape: ShapeReport {
                n: train.count,
                d: shape.inputs,
                m: shape.hidden,
                k: shape.classes,
            },
            settings: data::settings(&experiment.setup),
            data: DataReport::new(experiment.set(), Some(confusion), experiment.scaler()),
            remarks: [crate::stage::remarks(experiment), run.remarks()].concat(),
        }
    }

    /// The numbers with their names. A weight is named by its row and column: w00, or w1,11 if one of them has two digits.
    pub fn numbers(&self) -> Vec<(String, f64)> {
        let all = [
            ("steps", Some(self.steps as f64)),
            ("train_error", Some(self.train_error)),
            ("train_accuracy", Some(self.train_accuracy)),
            ("forward_passes", Some(self.forward_passes as f64)),
            ("test_error", self.test_error),
            ("test_accuracy", self.test_accuracy),
        ];
        let known = |(name, value): (&str, Option<f64>)| Some((name.to_owned(), value?));
        let mut numbers: Vec<_> = all.into_iter().filter_map(known).collect();
        for (letter, matrix) in [('w', &self.w), ('v', &self.v)] {
            for (row, entries) in matrix.iter().enumerate() {
                let name = |column| format!("{letter}{}", weight_index(row, column));
                let named = |(column, value): (usize, &f64)| (name(column), *value);
                numbers.extend(entries.iter().enumerate().map(named));
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_weights_have_one_name() {
        let report = Report {
            w: vec![vec![0.5; 13]; 12],
            v: vec![vec![0.5; 13]; 12],
            ..Report::default()
        };
        let numbers = report.numbers();
        let names: BTreeSet<&str> = numbers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), numbers.len());
        for name in ["w00", "w1,11", "w11,1", "v9,10"] {
            assert!(names.contains(name), "{name}");
        }
    }
}
