//! Two layers: from inputs x through hidden outputs z to class probabilities y (equations 5–7).

use super::Matrix;
use super::neuron::eq04_sigmoid;

/// The weights of a network with D inputs, M hidden units and K classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// M × (D + 1): `w[j][i]` leads from input i to hidden unit j.
    pub w: Matrix,
    /// K × (M + 1): `v[k][j]` leads from hidden unit j to output k.
    pub v: Matrix,
}

impl Network {
    /// D, the number of inputs, the bias not counted.
    pub fn inputs(&self) -> usize {
        self.w[0].len() - 1
    }

    /// M, the number of hidden units, the bias not counted.
    pub fn hidden(&self) -> usize {
        self.w.len()
    }

    /// K, the number of classes.
    pub fn classes(&self) -> usize {
        self.v.len()
    }
}

/// One sample: what goes in and what should come out.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// D + 1 inputs, the last of them 1.
    pub x: Vec<f64>,
    /// K targets, as a rule one of them 1 and the others 0.
    pub t: Vec<f64>,
}

/// All that one forward pass computes. Backpropagation needs every part of it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Forward {
    /// M hidden sums b_j.
    pub b: Vec<f64>,
    /// M + 1 hidden outputs z_j, the last of them 1.
    pub z: Vec<f64>,
    /// K output sums a_k.
    pub a: Vec<f64>,
    /// K outputs y_k: the probabilities of the classes.
    pub y: Vec<f64>,
    /// K logarithms log y_k, finite even where y_k is too small for a number.
    pub log_y: Vec<f64>,
}

/// Equation 5: the sum of one unit, b_j = Σ_{i=0}^{D} w_ji x_i.
///
/// `w_j`: row j of w, D + 1 weights. `x`: D + 1 inputs, the last of them 1. The output layer sums
/// in the same way, a_k = Σ_{j=0}^{M} v_kj z_j, with row k of v and z in their place.
///
/// ```
/// use nn28::model::network::eq05_unit_sum;
/// assert_eq!(eq05_unit_sum(&[1.0, -2.0, 0.5], &[2.0, 1.0, 1.0]), 0.5);
/// ```
pub fn eq05_unit_sum(w_j: &[f64], x: &[f64]) -> f64 {
    w_j.iter().zip(x).map(|(w_ji, x_i)| w_ji * x_i).sum()
}

/// Equation 6: the output of one hidden unit, z_j = h(b_j), with h the sigmoid of equation 4.
///
/// ```
/// use nn28::model::network::eq06_hidden_output;
/// assert_eq!(eq06_hidden_output(0.0), 0.5);
/// ```
pub fn eq06_hidden_output(b_j: f64) -> f64 {
    eq04_sigmoid(b_j)
}

/// Equation 7: the softmax y_k = exp(a_k) / Σ_{j=0}^{K−1} exp(a_j), from sums to probabilities.
///
/// `a`: K sums. Returns K outputs that sum to 1. The largest sum is subtracted from all of them
/// first: that divides numerator and denominator by the same number, so it changes nothing, but
/// `exp` can no longer overflow.
///
/// ```
/// use nn28::model::network::eq07_softmax;
/// assert_eq!(eq07_softmax(&[0.0, 0.0]), [0.5, 0.5]);
/// assert_eq!(eq07_softmax(&[5.0, 5.0, 5.0]), eq07_softmax(&[1e6, 1e6, 1e6]));
/// ```
pub fn eq07_softmax(a: &[f64]) -> Vec<f64> {
    let largest = largest(a);
    let powers: Vec<f64> = a.iter().map(|a_k| (a_k - largest).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// The logarithm of the softmax, log y_k = a_k − log Σ_j exp(a_j), without the detour over y_k,
/// which may be too small for a number.
///
/// `a`: K sums. Returns K logarithms.
///
/// ```
/// use nn28::model::network::log_softmax;
/// assert_eq!(log_softmax(&[0.0, 2000.0]), [-2000.0, 0.0]);
/// ```
pub fn log_softmax(a: &[f64]) -> Vec<f64> {
    let largest = largest(a);
    let sum: f64 = a.iter().map(|a_j| (a_j - largest).exp()).sum();
    a.iter().map(|a_k| a_k - largest - sum.ln()).collect()
}

pub(super) fn largest(a: &[f64]) -> f64 {
    a.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// Equations 5, 6 and 7 in their order: one sample through the whole network.
///
/// `x`: D + 1 inputs, the last of them 1.
///
/// ```
/// use nn28::model::network::{Network, forward};
/// let network = Network { w: vec![vec![0.0, 0.0, 0.0]], v: vec![vec![2.0, 1.0], vec![0.0, 2.0]] };
/// let pass = forward(&network, &[0.5, 1.0, 1.0]);
/// assert_eq!((pass.b, pass.z), (vec![0.0], vec![0.5, 1.0]));
/// assert_eq!((pass.a, pass.y), (vec![2.0, 2.0], vec![0.5, 0.5]));
/// ```
pub fn forward(network: &Network, x: &[f64]) -> Forward {
    let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
    let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
    z.push(1.0);
    let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
    let y = eq07_softmax(&a);
    let log_y = log_softmax(&a);
    Forward { b, z, a, y, log_y }
}
