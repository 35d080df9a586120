//! Slopes by trying: move one number a little, run the whole network again, see how far the error
//! moved (equations 9–11).

use super::Matrix;
use super::error::eq08_mean_cross_entropy;
use super::network::{Network, Sample};

/// Equation 9: the forward difference df/dx ≈ (f(x + ε) − f(x)) / ε, wrong by the order of ε.
///
/// ```
/// use nn28::model::numerical_gradient::eq09_forward_difference;
/// // x² at 3: the slope is 6, and the difference is 6 + ε.
/// assert_eq!(eq09_forward_difference(|x| x * x, 3.0, 0.5), 6.5);
/// ```
pub fn eq09_forward_difference(f: impl Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
    (f(x + epsilon) - f(x)) / epsilon
}

/// The central difference (f(x + ε) − f(x − ε)) / 2ε, wrong by the order of ε² only.
///
/// ```
/// use nn28::model::numerical_gradient::central_difference;
/// assert_eq!(central_difference(|x| x * x, 3.0, 0.25), 6.0);
/// ```
pub fn central_difference(f: impl Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
    (f(x + epsilon) - f(x - epsilon)) / (2.0 * epsilon)
}

/// Equation 10: the slope of the error along one weight, ∂E/∂w_ji ≈ (E(w + ε, v) − E(w, v)) / ε,
/// where only w_ji is moved.
///
/// `j` in 0..M, `i` in 0..=D. Costs two forward passes over all N samples.
///
/// ```
/// use nn28::model::{Network, Sample, numerical_gradient::eq10_slope_along_weight};
/// // Every output weight is zero, so no hidden weight can matter.
/// let network = Network { w: vec![vec![1.0, -1.0, 0.5]], v: vec![vec![0.0; 2]; 2] };
/// let samples = [Sample { x: vec![0.5, 1.0, 1.0], t: vec![1.0, 0.0] }];
/// assert_eq!(eq10_slope_along_weight(&network, &samples, 0, 1, 0.001), 0.0);
/// ```
pub fn eq10_slope_along_weight(
    network: &Network,
    samples: &[Sample],
    j: usize,
    i: usize,
    epsilon: f64,
) -> f64 {
    let error_at = |w_ji: f64| {
        let mut moved = network.clone();
        moved.w[j][i] = w_ji;
        eq08_mean_cross_entropy(&moved, samples)
    };
    eq09_forward_difference(error_at, network.w[j][i], epsilon)
}

/// Equation 11: the same for the first weight of unit j, ∂E/∂w_j0 ≈ (E((w_j0 + ε, w_j1, …), v) −
/// E(w, v)) / ε.
///
/// ```
/// use nn28::model::{Network, Sample, numerical_gradient as slope};
/// let network = Network { w: vec![vec![1.0, -1.0, 0.5]], v: vec![vec![1.0, 0.0], vec![0.0, 1.0]] };
/// let samples = [Sample { x: vec![0.5, 1.0, 1.0], t: vec![1.0, 0.0] }];
/// let first = slope::eq11_slope_along_first_weight(&network, &samples, 0, 0.001);
/// assert_eq!(first, slope::eq10_slope_along_weight(&network, &samples, 0, 0, 0.001));
/// assert!(first < 0.0);
/// ```
pub fn eq11_slope_along_first_weight(
    network: &Network,
    samples: &[Sample],
    j: usize,
    epsilon: f64,
) -> f64 {
    let mut moved = network.clone();
    moved.w[j][0] += epsilon;
    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
}

/// The slope along every weight, one at a time: two gradients, in the shapes of w and of v.
///
/// Costs one forward pass over all N samples for the error itself and one for each of the M (D + 1)
/// + K (M + 1) weights.
pub fn numerical_gradient(network: &Network, samples: &[Sample], epsilon: f64) -> (Matrix, Matrix) {
    let error = eq08_mean_cross_entropy(network, samples);
    let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
    let mut moved = network.clone();
    let mut gradient = (network.w.clone(), network.v.clone());
    for (j, row) in gradient.0.iter_mut().enumerate() {
        for (i, entry) in row.iter_mut().enumerate() {
            moved.w[j][i] = network.w[j][i] + epsilon;
            *entry = slope(&moved);
            moved.w[j][i] = network.w[j][i];
        }
    }
    for (k, row) in gradient.1.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            moved.v[k][j] = network.v[k][j] + epsilon;
            *entry = slope(&moved);
            moved.v[k][j] = network.v[k][j];
        }
    }
    gradient
}
