//! Weights worth knowing: the source's example, and the gates that a single neuron can be, with the one that it cannot.

use crate::equation::Context;

/// A set of weights for two inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The source's example, (−2, 1, 2).
    Source,
    And,
    Or,
    Nand,
    /// Should fire where exactly one input is 1. No weights can do it.
    Xor,
}

choices!(Preset, "preset", Source "source", And "and", Or "or", Nand "nand", Xor "xor");

pub const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

impl Preset {
    pub fn name(self) -> &'static str {
        ["source", "AND", "OR", "NAND", "XOR"][self as usize]
    }

    /// w_0, w_1 and the bias. For XOR the weights of OR, which get three of the four corners right, as many as any can.
    pub fn weights(self) -> [f64; 3] {
        match self {
            Self::Source => [-2.0, 1.0, 2.0],
            Self::And => [10.0, 10.0, -15.0],
            Self::Or | Self::Xor => [10.0, 10.0, -5.0],
            Self::Nand => [-10.0, -10.0, 15.0],
        }
    }

    /// The inputs to begin with: those of the worked example, or a corner of the truth table.
    pub fn inputs(self) -> Vec<f64> {
        match self {
            Self::Source => Context::worked_example().samples[0].x[..2].to_vec(),
            _ => CORNERS[2].to_vec(),
        }
    }

    /// The desired output in each of the four corners, if this is a gate.
    pub fn targets(self) -> Option<[f64; 4]> {
        match self {
            Self::Source => None,
            Self::And => Some([0.0, 0.0, 0.0, 1.0]),
            Self::Or => Some([0.0, 1.0, 1.0, 1.0]),
            Self::Nand => Some([1.0, 1.0, 1.0, 0.0]),
            Self::Xor => Some([0.0, 1.0, 1.0, 0.0]),
        }
    }

    pub fn summary(self) -> &'static str {
        match self {
            Self::Source => "the source's weights: the line a = 0 is −2x₀ + x₁ + 2 = 0",
            Self::And => "AND: only both inputs together lift the sum over the bias of −15",
            Self::Or => "OR: either input alone lifts the sum over the bias of −5",
            Self::Nand => "NAND: AND with every sign turned round",
            Self::Xor => {
                "XOR: no weights can do it, for no line parts the two diagonals. Two layers can: see the network"
            }
        }
    }
}
