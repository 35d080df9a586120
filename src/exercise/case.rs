//! The cases on which a function is tried: the numbers that the reader knows, and others that tell mistakes apart.
//!
//! In the worked example M = 2 and N = K = 3, so that a sum over classes and one over samples look alike there; everywhere else all
//! sizes differ, and no two numbers are equal.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use crate::equation::Context;
use crate::model::{Network, Sample};

/// A network with samples on which functions are tried.
#[derive(Debug, Clone)]
pub struct Case {
    pub kind: Kind,
    pub context: Context,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The worked example of the book.
    Worked,
    /// D = 4, M = 2, K = 6, N = 7: no two sizes are equal, also with the biases counted.
    Sizes,
    /// Targets between 0 and 1.
    Soft,
    /// Targets that do not sum to 1.
    AnyTargets,
    /// Numbers drawn by a seed.
    Seed(u64),
    /// Sums in the hundreds and thousands: where a right formula can still fail.
    Far,
}

impl Kind {
    /// True if a right function need not hold there: it is fragile then, and not wrong.
    pub fn is_far(self) -> bool {
        self == Self::Far
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Worked => write!(f, "worked example"),
            Self::Sizes => write!(f, "other sizes"),
            Self::Soft => write!(f, "soft targets"),
            Self::AnyTargets => write!(f, "targets that do not sum to 1"),
            Self::Seed(seed) => write!(f, "seed {seed}"),
            Self::Far => write!(f, "large sums"),
        }
    }
}

/// The cases of every function, in the order in which they are tried: the worked example first, large sums last.
pub fn cases() -> Vec<Case> {
    let worked = Case {
        kind: Kind::Worked,
        context: Context::worked_example(),
    };
    let mut cases = vec![worked];
    cases.extend([Kind::Sizes, Kind::Soft, Kind::AnyTargets].map(drawn));
    cases.extend((5..8).map(|seed| drawn(Kind::Seed(seed))));
    cases.push(drawn(Kind::Far));
    cases
}

/// The case of a seed, of any seed.
pub fn seeded(seed: u64) -> Case {
    drawn(Kind::Seed(seed))
}

/// A case with drawn numbers.
fn drawn(kind: Kind) -> Case {
    let (seed, [inputs, hidden, classes, count]) = match kind {
        Kind::Worked => (0, [2, 2, 3, 3]),
        Kind::Sizes => (1, [4, 2, 6, 7]),
        Kind::Soft => (2, [3, 2, 5, 6]),
        Kind::AnyTargets => (3, [2, 4, 3, 6]),
        Kind::Far => (4, [2, 3, 3, 4]),
        Kind::Seed(seed) => {
            let sizes = [[2, 4, 3, 6], [3, 5, 2, 7], [4, 2, 6, 5]];
            (seed, sizes[(seed % 3) as usize])
        }
    };
    let mut numbers = ChaCha8Rng::seed_from_u64(seed);
    let size = if kind.is_far() { 500.0 } else { 1.0 };
    let mut row = |size: f64, count: usize| -> Vec<f64> {
        (0..count)
            .map(|_| size * away_from_zero(&mut numbers))
            .collect()
    };
    let w = (0..hidden).map(|_| row(size, inputs + 1)).collect();
    let v = (0..classes).map(|_| row(size, hidden + 1)).collect();
    let mut sample = |n: usize| {
        let mut x = row(1.0, inputs);
        x.push(1.0);
        let soft: Vec<f64> = row(1.0, classes)
            .iter()
            .map(|number| number.abs())
            .collect();
        let sum: f64 = soft.iter().sum();
        let target = |k: usize| match kind {
            Kind::Soft => soft[k] / sum,
            Kind::AnyTargets => 0.9 * soft[k] / sum,
            _ => f64::from(u8::from(k == n % classes)),
        };
        let t = (0..classes).map(target).collect();
        Sample { x, t }
    };
    let samples: Vec<Sample> = (0..count).map(&mut sample).collect();
    let network = Network { w, v };
    let n = samples.len() / 2;
    let mut context = Context::new(network, samples, n);
    context.epsilon = if kind == Kind::Sizes { 0.25 } else { 0.01 };
    context.learning_rate = 0.3;
    Case { kind, context }
}

/// A number between 0.2 and 1.8 with either sign: a factor that vanishes would hide the others.
fn away_from_zero(numbers: &mut ChaCha8Rng) -> f64 {
    let sign = if numbers.random_bool(0.5) { 1.0 } else { -1.0 };
    sign * numbers.random_range(0.2..1.8)
}
