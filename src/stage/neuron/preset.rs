//! Weights worth knowing: the source's example, and the gates that a single neuron can be, with the one that it cannot.

use crate::equation::Context;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    Source,
    And,
    Or,
    Nand,
    Xor,
}

choices!(Preset, "preset", Source "source", And "and", Or "or", Nand "nand", Xor "xor");

pub const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// Each preset's name, its weights w_0, w_1 and the bias, and, of a gate, the desired outputs in the four corners.
/// The weights of OR get three corners of XOR right, as many as any can.
type Row = (&'static str, [f64; 3], Option<[f64; 4]>);
const PRESETS: [Row; 5] = [
    ("source", [-2.0, 1.0, 2.0], None),
    ("AND", [10.0, 10.0, -15.0], Some([0.0, 0.0, 0.0, 1.0])),
    ("OR", [10.0, 10.0, -5.0], Some([0.0, 1.0, 1.0, 1.0])),
    ("NAND", [-10.0, -10.0, 15.0], Some([1.0, 1.0, 1.0, 0.0])),
    ("XOR", [10.0, 10.0, -5.0], Some([0.0, 1.0, 1.0, 0.0])),
];

impl Preset {
    pub fn name(self) -> &'static str {
        PRESETS[self as usize].0
    }

    pub fn weights(self) -> [f64; 3] {
        PRESETS[self as usize].1
    }

    pub fn targets(self) -> Option<[f64; 4]> {
        PRESETS[self as usize].2
    }

    /// The inputs to begin with: those of the worked example, or a corner of the truth table.
    pub fn inputs(self) -> Vec<f64> {
        match self {
            Self::Source => Context::worked_example().samples[0].x[..2].to_vec(),
            _ => CORNERS[2].to_vec(),
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
