//! What an equation sees of an experiment: its network and its samples, or as many of them as the equation keeps up with.

use super::Experiment;
use crate::equation::{Context, Entry};
use crate::model::Network;

/// More entries than this, samples times weights, and an equation shows its numbers over the first samples only.
const MAX_FOR_AN_EQUATION: usize = 60_000;
const FIRST_SAMPLES: usize = 24;

impl Experiment {
    fn equations_see_all(&self) -> bool {
        self.train.len() * self.parameters.values.len() <= MAX_FOR_AN_EQUATION
    }

    /// The samples that an equation sees, if not all: fewer of a large network.
    fn first_samples(&self) -> usize {
        (MAX_FOR_AN_EQUATION / self.parameters.values.len()).clamp(1, FIRST_SAMPLES)
    }

    /// A note beside an equation whose numbers are over some of the samples only.
    pub fn note(&self, entry: &Entry) -> String {
        let speaks_of_all = entry.over_all_samples || entry.printed_over_all_samples;
        if self.equations_see_all() || !speaks_of_all {
            return String::new();
        }
        let (first, count) = (self.first_samples(), self.train.len());
        format!(
            "E here is over {first} of the {count} training samples, so that the equation keeps up."
        )
    }

    pub fn case(&self, entry: &Entry, parameter: usize) -> Context {
        self.case_of(self.network(), entry, parameter)
    }

    pub fn case_of(&self, network: Network, entry: &Entry, parameter: usize) -> Context {
        let (samples, n) = if self.equations_see_all() {
            (self.train_samples.to_vec(), self.sample)
        } else {
            // The current sample comes first, for it must be among them.
            let others = self
                .train_samples
                .iter()
                .take(self.first_samples() - 1)
                .cloned();
            let current = std::iter::once(self.sample().clone());
            (current.chain(others).collect(), 0)
        };
        let mut case = Context::new(network, samples, n);
        case.epsilon = self.setup.epsilon;
        case.learning_rate = self.setup.learning_rate;
        let (letter, row, column) = self.shape().position(parameter);
        (case.indices.j, case.indices.i, case.indices.k) = match letter {
            'w' => (row, column, 0),
            _ => (column, 0, row),
        };
        // An index that has no meaning here, such as that of the bias unit's sum, becomes the last that has.
        if case.validate(entry).is_err() {
            case.indices.j = case.indices.j.min(self.shape().hidden - 1);
        }
        case.indices.l = case.indices.k.max(1);
        case
    }
}
