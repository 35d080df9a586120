//! The performance of a network on samples.

use super::machine::Engine;
use super::matrices::{Parameters, Samples, largest};

#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// E, the mean cross-entropy (8).
    pub error: f64,
    /// Number of samples whose own class is the most probable one.
    pub right: usize,
    pub count: usize,
    /// K × K: number of samples of the row's class that were classified as the column's class.
    pub confusion: Vec<Vec<usize>>,
}

impl Score {
    /// The score over samples, of which there is at least one.
    pub fn of(engine: &mut Engine, parameters: &Parameters, samples: &Samples) -> Self {
        let classes = parameters.shape.classes;
        let outputs = engine.outputs(parameters, samples);
        let mut confusion = vec![vec![0; classes]; classes];
        for (n, y) in outputs.chunks(classes).enumerate() {
            confusion[samples.class(n)][largest(y)] += 1;
        }
        Self {
            error: engine.error(parameters, samples),
            right: (0..classes).map(|class| confusion[class][class]).sum(),
            count: samples.len(),
            confusion,
        }
    }

    /// The share of samples classified right, from 0 to 1.
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.count as f64
    }
}
