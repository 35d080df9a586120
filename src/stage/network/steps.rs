//! The steps of a forward pass, one number at a time where a layer computes its sums.

use crate::engine::Shape;
use crate::scene::Symbol;
use crate::stage::diagram::Position;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    HiddenSum(usize),
    HiddenOutput(usize),
    OutputSum(usize),
    Softmax,
    Error,
}

/// All steps in their order: b_j one by one, z_j, a_k, all y_k at once, E.
pub(super) fn all(shape: Shape) -> Vec<Step> {
    let hidden = 0..shape.hidden;
    let sums = hidden.clone().map(Step::HiddenSum);
    sums.chain(hidden.map(Step::HiddenOutput))
        .chain((0..shape.classes).map(Step::OutputSum))
        .chain([Step::Softmax, Step::Error])
        .collect()
}

impl Step {
    /// The number of its equation, and the index of its product in the ledger.
    pub fn equation(self) -> (u8, Option<usize>) {
        match self {
            Self::HiddenSum(_) => (5, Some(0)),
            Self::HiddenOutput(_) => (6, Some(1)),
            Self::OutputSum(_) => (5, Some(2)),
            Self::Softmax => (7, Some(3)),
            Self::Error => (8, None),
        }
    }

    pub fn summary(self) -> String {
        let symbol = |letter, index: usize| Symbol::new(letter, index.to_string()).to_string();
        match self {
            Self::HiddenSum(j) => symbol('b', j) + ": weigh the inputs and add them up",
            Self::HiddenOutput(j) => symbol('z', j) + ": press the sum through the sigmoid",
            Self::OutputSum(k) => symbol('a', k) + ": weigh the hidden outputs and add them up",
            Self::Softmax => "y: the softmax makes probabilities of the sums".to_owned(),
            Self::Error => "E: how far the outputs are from the targets".to_owned(),
        }
    }

    /// True if the step reads or computes a number.
    pub fn lights(self, (letter, row, _): Position) -> bool {
        match self {
            Self::HiddenSum(j) => letter == 'x' || matches!(letter, 'w' | 'b') && row == j,
            Self::HiddenOutput(j) => matches!(letter, 'b' | 'z') && row == j,
            Self::OutputSum(k) => letter == 'z' || matches!(letter, 'v' | 'a') && row == k,
            Self::Softmax => matches!(letter, 'a' | 'y'),
            Self::Error => matches!(letter, 'y' | 't'),
        }
    }
}

/// True if a number is known after `done` steps. Inputs, weights, targets and the bias always are.
pub(super) fn is_known(shape: Shape, done: usize, (letter, row, _): Position) -> bool {
    let first = match letter {
        'b' => row,
        'z' if row < shape.hidden => shape.hidden + row,
        'a' => 2 * shape.hidden + row,
        'y' => 2 * shape.hidden + shape.classes,
        _ => return true,
    };
    first < done
}
