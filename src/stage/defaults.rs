//! Settings with which data are learned, where nobody chooses them.

use super::settings::{Scale, Settings};
use crate::data::DataSet;
use crate::engine::Update;
use crate::equation::Chapter;

/// Upper bound on the weights of a network whose slopes are numerical: a step takes a pass over the data for each of them.
const MAX_NUMERICAL: usize = 120;

/// A mean over fewer samples than this jumps too far for a large α.
const SMALL: usize = 16;

/// M, α and the number of steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Defaults {
    pub hidden: usize,
    pub learning_rate: f64,
    pub steps: u64,
}

impl Defaults {
    /// Those of the source.
    pub const OF_SOURCE: Self = Self {
        hidden: 2,
        learning_rate: 0.5,
        steps: 1000,
    };

    /// The values that suit a data set of the book.
    pub fn of_set(name: &str) -> Option<Self> {
        let (hidden, learning_rate, steps) = match name {
            "clusters" | "body" | "iris" | "wine" => return Some(Self::OF_SOURCE),
            "xor" => (16, 1.0, 1000),
            "spiral" => (16, 2.0, 1500),
            "digits" => (16, 2.0, 300),
            _ => return None,
        };
        Some(Self {
            hidden,
            learning_rate,
            steps,
        })
    }

    /// The same, as far as the chapter and other settings let them.
    pub fn within(self, set: &DataSet, settings: &Settings, chapter: Chapter) -> Self {
        let mut hidden = self.hidden;
        if chapter == Chapter::NumericalGradient {
            let (inputs, classes) = (set.inputs(), set.class_count());
            // P = M (D+1) + K (M+1).
            let most = MAX_NUMERICAL.saturating_sub(classes) / (inputs + 1 + classes);
            if most <= Self::OF_SOURCE.hidden {
                return Self::OF_SOURCE;
            }
            hidden = hidden.min(most);
        }
        // A large α is for a mean over samples whose inputs are about as large as 1.
        let is_small = settings.block.0.is_some_and(|samples| samples < SMALL);
        if settings.scale == Scale::None || settings.update == Update::Online || is_small {
            return Self {
                hidden,
                ..Self::OF_SOURCE
            };
        }
        Self { hidden, ..self }
    }
}
