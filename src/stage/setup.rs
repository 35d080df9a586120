//! What a reader chooses beside data and network.

use crate::data::Init;
use crate::engine::{Difference, Update};

/// How the inputs are scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Mean 0 and deviation 1, learned on the training part.
    Standard,
    /// As they are.
    None,
}

impl std::fmt::Display for Scale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Standard => "standard",
            Self::None => "none",
        })
    }
}

impl std::str::FromStr for Scale {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "standard" => Ok(Self::Standard),
            "none" => Ok(Self::None),
            _ => Err(format!(
                "there is no scale {word:?}: expected standard or none"
            )),
        }
    }
}

/// What a reader chooses beside data and network.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// How the inputs are scaled.
    pub scale: Scale,
    /// Which part of the data trains, above 0 and at most 1.
    pub train_fraction: f64,
    /// Whether the data are shuffled before they are divided.
    pub shuffle: bool,
    /// The seed of drawn data, of the order and of the first weights.
    pub seed: u64,
    /// M.
    pub hidden: usize,
    /// How the first weights are chosen.
    pub init: Init,
    /// α.
    pub learning_rate: f64,
    /// ε.
    pub epsilon: f64,
    /// Which quotient the numerical gradient takes.
    pub difference: Difference,
    /// Batch or online.
    pub update: Update,
    /// How many threads train.
    pub threads: usize,
}

impl Default for Setup {
    /// The source's numbers, where they work: M = 2, α = 0.5, ε = 0.001, half of the data to train.
    fn default() -> Self {
        Self {
            scale: Scale::Standard,
            train_fraction: 0.5,
            shuffle: true,
            seed: 1,
            hidden: 2,
            init: Init::Uniform,
            learning_rate: 0.5,
            epsilon: 0.001,
            difference: Difference::Forward,
            update: Update::Batch,
            threads: 1,
        }
    }
}
