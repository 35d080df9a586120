//! A block of samples, forward and backward, in buffers that are used again.
//!
//! ```text
//! forward    b = x wᵀ      (n×(D+1)) ((D+1)×M) → n×M       kept as z = h(b), with a column of 1
//!            a = z vᵀ      (n×(M+1)) ((M+1)×K) → n×K       kept as e = y − t
//! backward   ∂E/∂v = eᵀ z            (K×n) (n×(M+1)) → K×(M+1)
//!            d = (e v) ∘ z ∘ (1−z)   (n×K) (K×M)     → n×M
//!            ∂E/∂w = dᵀ x            (M×n) (n×(D+1)) → M×(D+1)
//! ```
//!
//! The time goes into the exponentials while the layers are narrow, and into the products x wᵀ and dᵀ x once they are wide.

use std::ops::Range;

use super::exponential::{exponentials, sigmoids};
use super::matrices::{Parameters, Samples, Shape};
use super::product::{View, product};

/// How many samples a block has at most.
pub(super) const ROWS: usize = 128;

/// The buffers of one thread.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Hidden outputs, n × (M+1).
    z: Vec<f64>,
    /// Outputs y, then output errors y − t, n × K.
    pub e: Vec<f64>,
    /// Hidden errors, n × M.
    d: Vec<f64>,
    /// The sum of the samples' slopes.
    pub gradient: Parameters,
}

impl Block {
    pub fn new(shape: Shape) -> Self {
        Self {
            z: vec![1.0; ROWS * (shape.hidden + 1)],
            e: vec![0.0; ROWS * shape.classes],
            d: vec![0.0; ROWS * shape.hidden],
            gradient: Parameters::zeros(shape),
        }
    }

    /// The forward pass (5–7), and the sum of the errors E_n (12). Leaves y in `e`.
    pub fn forward(
        &mut self,
        parameters: &Parameters,
        samples: &Samples,
        rows: &Range<usize>,
    ) -> f64 {
        let Shape {
            inputs,
            hidden,
            classes,
        } = parameters.shape;
        let n = rows.len();
        let x = View::new(samples.x(rows), n, inputs + 1);
        let w = View::new(parameters.w(), hidden, inputs + 1);
        let v = View::new(parameters.v(), classes, hidden + 1);
        product(&mut self.z, hidden + 1, false, x, w.transposed());
        let z = &mut self.z[..n * (hidden + 1)];
        sigmoids(z);
        // That has gone over the bias as well.
        for bias in z.iter_mut().skip(hidden).step_by(hidden + 1) {
            *bias = 1.0;
        }
        let z = View::new(&self.z[..n * (hidden + 1)], n, hidden + 1);
        product(&mut self.e, classes, false, z, v.transposed());
        softmax_and_error(&mut self.e[..n * classes], samples.t(rows), classes)
    }

    /// The backward pass (23, 26, 28) after a forward pass: adds the slopes of these samples to `gradient`.
    pub fn backward(&mut self, parameters: &Parameters, samples: &Samples, rows: &Range<usize>) {
        let Shape {
            inputs,
            hidden,
            classes,
        } = parameters.shape;
        let n = rows.len();
        for (y, t) in self.e.iter_mut().zip(samples.t(rows)) {
            *y -= t;
        }
        let e = View::new(&self.e[..n * classes], n, classes);
        let z = View::new(&self.z[..n * (hidden + 1)], n, hidden + 1);
        let x = View::new(samples.x(rows), n, inputs + 1);
        let v = View::new(parameters.v(), classes, hidden + 1).first_columns(hidden);
        let (of_w, of_v) = self.gradient.parts_mut();
        product(of_v, hidden + 1, true, e.transposed(), z);
        product(&mut self.d, hidden, false, e, v);
        let outputs = self.z.chunks(hidden + 1);
        for (d, z) in self.d.chunks_mut(hidden).zip(outputs).take(n) {
            for (d_j, z_j) in d.iter_mut().zip(z) {
                *d_j *= z_j * (1.0 - z_j);
            }
        }
        let d = View::new(&self.d[..n * hidden], n, hidden);
        product(of_w, inputs + 1, true, d.transposed(), x);
    }
}

/// Turns sums a into y, row by row, and gives the sum of the errors −Σ t log y, by way of log y, so that nothing overflows.
fn softmax_and_error(a: &mut [f64], t: &[f64], classes: usize) -> f64 {
    let mut error = 0.0;
    for (a, t) in a.chunks_mut(classes).zip(t.chunks(classes)) {
        let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (a_k, t_k) in a.iter_mut().zip(t) {
            *a_k -= largest;
            if *t_k != 0.0 {
                error -= t_k * *a_k;
            }
        }
    }
    exponentials(a);
    for (powers, t) in a.chunks_mut(classes).zip(t.chunks(classes)) {
        let sum: f64 = powers.iter().sum();
        error += sum.ln() * t.iter().sum::<f64>();
        for power in powers {
            *power /= sum;
        }
    }
    error
}
