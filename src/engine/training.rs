//! Updates (27): every weight takes a small step against its slope, after all samples or after each.

use std::ops::Range;
use std::str::FromStr;

use super::machine::Engine;
use super::matrices::{Parameters, Samples};
use super::slopes::{self, Difference, SlopeSearch};

/// When the weights move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Once a step, by the mean gradient over all samples.
    Batch,
    /// After every sample, in their order; a step is one pass over all of them.
    Online,
}

impl std::fmt::Display for Update {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Batch => "batch",
            Self::Online => "online",
        })
    }
}

impl FromStr for Update {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "batch" => Ok(Self::Batch),
            "online" => Ok(Self::Online),
            _ => Err(format!(
                "there is no update {word:?}: expected batch or online"
            )),
        }
    }
}

/// Where the slopes come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Equations 23, 26 and 28: one forward pass and one backward.
    Backprop,
    /// Equation 10 with this difference and this ε: forward passes for every single weight.
    Numerical(Difference, f64),
}

/// A training that goes on step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The weights as they are now.
    pub parameters: Parameters,
    /// Where the slopes come from.
    pub method: Method,
    /// When the weights move.
    pub update: Update,
    /// α.
    pub learning_rate: f64,
    /// How many times the network was run forward over the samples that an update is for.
    pub passes: u64,
    /// One a thread.
    engines: Vec<Engine>,
    slopes: Vec<f64>,
}

impl Training {
    /// A training from these weights, on so many threads, at least 1.
    #[must_use]
    pub fn new(
        parameters: Parameters,
        method: Method,
        update: Update,
        learning_rate: f64,
        threads: usize,
    ) -> Self {
        let shape = parameters.shape;
        let engines = match method {
            // The samples are divided among threads,
            Method::Backprop => vec![Engine::new(shape, threads)],
            // or else the weights are.
            Method::Numerical(..) => vec![Engine::new(shape, 1); threads.max(1)],
        };
        Self {
            slopes: vec![0.0; parameters.values.len()],
            parameters,
            method,
            update,
            learning_rate,
            passes: 0,
            engines,
        }
    }

    /// One step: a batch update, or one pass of online updates.
    pub fn step(&mut self, samples: &Samples) {
        match self.update {
            Update::Batch => self.descend(samples, 0..samples.len()),
            Update::Online => {
                for n in 0..samples.len() {
                    self.descend(samples, n..n + 1);
                }
            }
        }
    }

    /// Whether all weights are numbers still.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.parameters
            .values
            .iter()
            .all(|weight| weight.is_finite())
    }

    /// One update by the mean gradient over some of the samples.
    pub fn descend(&mut self, samples: &Samples, rows: Range<usize>) {
        let gradient: &[f64] = match self.method {
            Method::Backprop => {
                self.passes += 1;
                &self.engines[0]
                    .gradient(&self.parameters, samples, rows)
                    .1
                    .values
            }
            Method::Numerical(difference, epsilon) => {
                let search = SlopeSearch::new(difference, epsilon);
                let over = (&self.parameters, samples, &rows);
                self.passes += slopes::whole(&mut self.engines, &search, over, &mut self.slopes);
                &self.slopes
            }
        };
        for (weight, slope) in self.parameters.values.iter_mut().zip(gradient) {
            *weight -= self.learning_rate * slope;
        }
    }
}
