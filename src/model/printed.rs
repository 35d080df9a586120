//! The forms that the source prints, kept apart so that they can be shown to fail. Nothing else in
//! the project computes with these.
//!
//! The source numbers its equations like the book. These are the forms that do not hold as printed.

use super::backprop::eq14_derivation;
use super::error::{eq08_mean_cross_entropy, sample_errors};
use super::network::{Network, Sample};

/// The surface of the source's figure 43, 1 / (1 + exp(+a)): the mirror image of equation 4.
///
/// ```
/// use nn28::model::{neuron::eq04_sigmoid, printed::printed_eq04_figure};
/// assert_eq!(printed_eq04_figure(2.0), eq04_sigmoid(-2.0));
/// ```
pub fn printed_eq04_figure(a: f64) -> f64 {
    1.0 / (1.0 + a.exp())
}

/// Equation 9 as printed, with a minus sign in front: the slope with its sign turned round.
///
/// ```
/// use nn28::model::printed::printed_eq09;
/// assert_eq!(printed_eq09(|x| x * x, 3.0, 0.5), -6.5);
/// ```
pub fn printed_eq09(f: impl Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
    -(f(x + epsilon) - f(x)) / epsilon
}

/// Equation 10 as printed, with w − ε: about −∂E/∂w_ji, so that descent climbs.
pub fn printed_eq10(
    network: &Network,
    samples: &[Sample],
    j: usize,
    i: usize,
    epsilon: f64,
) -> f64 {
    let mut moved = network.clone();
    moved.w[j][i] -= epsilon;
    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
}

/// Equation 11 as printed, with w_0 − ε: equation 10's mistake at the first weight of unit j.
pub fn printed_eq11(network: &Network, samples: &[Sample], j: usize, epsilon: f64) -> f64 {
    printed_eq10(network, samples, j, 0, epsilon)
}

/// Equation 12 as printed, −Σ_n Σ_k t_nk log y_nk: the error of all samples under the name of one.
pub fn printed_eq12(network: &Network, samples: &[Sample]) -> f64 {
    sample_errors(network, samples).iter().sum()
}

/// Equation 13 as printed, −(1/N) Σ_n Σ_k E_n: every E_n counts K times, and the sign is wrong.
///
/// `errors`: N errors E_n. `classes`: K.
///
/// ```
/// use nn28::model::printed::printed_eq13;
/// assert_eq!(printed_eq13(&[1.0, 3.0], 3), -6.0);
/// ```
pub fn printed_eq13(errors: &[f64], classes: usize) -> f64 {
    let sum: f64 = errors.iter().map(|error| classes as f64 * error).sum();
    -sum / errors.len() as f64
}

/// The first line of equation 14 as printed, −∂/∂w_ji (1/N) Σ_n E_n. The second line is right.
pub fn printed_eq14_first_line(network: &Network, samples: &[Sample], j: usize, i: usize) -> f64 {
    let [slope_of_mean, _] = eq14_derivation(network, samples, j, i);
    -slope_of_mean
}
