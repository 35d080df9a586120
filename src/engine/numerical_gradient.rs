//! The numerical gradient (9–11): one weight is moved a little, the whole network is run again over
//! all samples, and the quotient is the slope. It advances in slices, so that it can be shown, and
//! stopped, in between.

use super::machine::Engine;
use super::matrices::{Parameters, Samples};

/// The quotient that is taken as the slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// (E(w+ε) − E(w)) / ε: equation 10.
    Forward,
    /// (E(w+ε) − E(w−ε)) / 2ε: a second pass for a smaller error.
    Central,
    /// (E(w−ε) − E(w)) / ε: as the source prints 10. It is the slope with the wrong sign, and
    /// descent climbs.
    Printed,
}

impl Difference {
    /// Number of forward passes for each weight, beside the one that all share.
    pub fn passes(self) -> u64 {
        match self {
            Self::Forward | Self::Printed => 1,
            Self::Central => 2,
        }
    }

    /// True if it needs E at the unmoved weights.
    pub fn needs_error(self) -> bool {
        self != Self::Central
    }

    /// The quotient of a function at x. `f_x` is f(x), which the central difference does not need.
    pub fn quotient(self, mut f: impl FnMut(f64) -> f64, x: f64, f_x: f64, epsilon: f64) -> f64 {
        match self {
            Self::Forward => (f(x + epsilon) - f_x) / epsilon,
            Self::Central => (f(x + epsilon) - f(x - epsilon)) / (2.0 * epsilon),
            Self::Printed => (f(x - epsilon) - f_x) / epsilon,
        }
    }
}

choices!(Difference, "difference", Forward "forward", Central "central", Printed "printed");

#[derive(Debug, Clone, PartialEq)]
pub struct NumericalGradient {
    pub difference: Difference,
    /// ε.
    pub epsilon: f64,
    /// E(w, v), once it is known; the central difference does not need it.
    pub error: Option<f64>,
    /// The slopes found so far, w first, then v.
    pub slopes: Vec<f64>,
    /// Number of forward passes over the samples.
    pub passes: u64,
}

impl NumericalGradient {
    pub fn new(difference: Difference, epsilon: f64) -> Self {
        Self {
            difference,
            epsilon,
            error: None,
            slopes: Vec::new(),
            passes: 0,
        }
    }

    pub fn is_complete(&self, parameters: &Parameters) -> bool {
        self.slopes.len() >= parameters.values.len()
    }

    /// Finds the slopes of up to `count` more weights.
    pub fn advance(
        &mut self,
        engine: &mut Engine,
        parameters: &Parameters,
        samples: &Samples,
        count: usize,
    ) {
        if self.difference.needs_error() && self.error.is_none() {
            self.error = Some(engine.error(parameters, samples));
            self.passes += 1;
        }
        let error = self.error.unwrap_or(f64::NAN);
        let mut moved = parameters.clone();
        let end = (self.slopes.len() + count).min(parameters.values.len());
        for index in self.slopes.len()..end {
            let quotient = (self.difference, self.epsilon);
            let slope = slope(engine, &mut moved, samples, index, quotient, error);
            self.slopes.push(slope);
            self.passes += self.difference.passes();
        }
    }
}

/// The slope of one weight, by whole passes (10). `error` is E at the unmoved weights. Restores the
/// weight.
pub(super) fn slope(
    engine: &mut Engine,
    parameters: &mut Parameters,
    samples: &Samples,
    index: usize,
    (difference, epsilon): (Difference, f64),
    error: f64,
) -> f64 {
    let w = parameters.values[index];
    let error_at = |w: f64| {
        parameters.values[index] = w;
        engine.error(parameters, samples)
    };
    let slope = difference.quotient(error_at, w, error, epsilon);
    parameters.values[index] = w;
    slope
}
