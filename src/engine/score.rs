//! How well a network does on samples.

use super::machine::Engine;
use super::matrices::{Parameters, Samples, largest};

/// Error, accuracy, and who was taken for whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// E, the mean cross-entropy (8).
    pub error: f64,
    /// How many samples have their own class as the most probable one.
    pub right: usize,
    /// N.
    pub count: usize,
    /// K × K: how many samples of the class of the row were taken for the class of the column.
    pub confusion: Vec<Vec<usize>>,
}

impl Score {
    /// The score over samples; none where there are none.
    pub fn of(engine: &mut Engine, parameters: &Parameters, samples: &Samples) -> Option<Self> {
        if samples.is_empty() {
            return None;
        }
        let classes = parameters.shape.classes;
        let outputs = engine.outputs(parameters, samples);
        let mut confusion = vec![vec![0; classes]; classes];
        for (n, y) in outputs.chunks(classes).enumerate() {
            confusion[samples.class(n)][largest(y)] += 1;
        }
        Some(Self {
            error: engine.error(parameters, samples),
            right: (0..classes).map(|class| confusion[class][class]).sum(),
            count: samples.len(),
            confusion,
        })
    }

    /// The share of samples that are right, from 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.count as f64
    }
}
