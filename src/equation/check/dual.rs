//! Dual numbers: a value together with its slope along one chosen number. Computing with them differentiates on the way, exactly.
//!
//! Source: W. K. Clifford, 1873; as a means of differentiation R. E. Wengert, Communications of the ACM 7 (1964).

use std::ops::{Add, Mul, Sub};

#[derive(Debug, Clone, Copy)]
pub(super) struct Dual {
    pub value: f64,
    pub slope: f64,
}

pub(super) const ZERO: Dual = Dual {
    value: 0.0,
    slope: 0.0,
};

impl Dual {
    fn new(value: f64, slope: f64) -> Self {
        Self { value, slope }
    }

    /// The number that is varied: its slope along itself is 1.
    pub fn varied(value: f64) -> Self {
        Self::new(value, 1.0)
    }

    pub fn fixed(value: f64) -> Self {
        Self::new(value, 0.0)
    }

    /// The sigmoid; its slope is 1 / (2 + 2 cosh a).
    pub fn sigmoid(self) -> Self {
        let value = (1.0 + (-self.value).exp()).recip();
        Self::new(value, self.slope / (2.0 + 2.0 * self.value.cosh()))
    }

    /// log Σ_k exp(a_k), without overflow.
    pub fn log_sum_exp(sums: &[Self]) -> Self {
        let top = sums.iter().map(|a| a.value).fold(f64::MIN, f64::max);
        let (mut whole, mut slope) = (0.0, 0.0);
        for a in sums {
            let power = (a.value - top).exp();
            whole += power;
            slope += power * a.slope;
        }
        Self::new(top + whole.ln(), slope / whole)
    }

    /// Output i of the softmax, exp(a_i − log Σ_k exp(a_k)).
    pub fn softmax(sums: &[Self], i: usize) -> Self {
        let exponent = sums[i] - Self::log_sum_exp(sums);
        let value = exponent.value.exp();
        Self::new(value, value * exponent.slope)
    }
}

impl Add for Dual {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.value + other.value, self.slope + other.slope)
    }
}

impl Sub for Dual {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.value - other.value, self.slope - other.slope)
    }
}

impl Mul for Dual {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let slope = self.slope * other.value + self.value * other.slope;
        Self::new(self.value * other.value, slope)
    }
}
