//! Slopes by the chain rule: from the output errors back to every weight (equations 14–26 and 28).
//!
//! Where the book derives an equation in several lines, `eqNN_derivation` evaluates every line as
//! it is written, and all of them give the same number. A derivative that a line still contains is
//! measured by [`derivative`], not derived.

use super::Matrix;
use super::error::{eq12_cross_entropy, eq13_mean_error, sample_errors};
use super::network::{
    Network, Sample, eq05_unit_sum, eq06_hidden_output, eq07_softmax, forward, largest, log_softmax,
};
use super::neuron::sigmoid_slope;

/// The derivative of f at x as a definition gives it, without any rule of calculus: three central
/// differences, weighted so that the errors of the orders ε² and ε⁴ cancel. Good to about twelve
/// digits for smooth functions.
///
/// Source: B. Fornberg, Mathematics of Computation 51 (1988), the centred weights of order six.
///
/// ```
/// use nn28::model::backprop::derivative;
/// assert!((derivative(f64::sin, 1.0) - 1.0_f64.cos()).abs() < 1e-12);
/// ```
pub fn derivative(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let step = 1.0 / 512.0;
    let rise = |steps: f64| f(x + steps * step) - f(x - steps * step);
    (45.0 * rise(1.0) - 9.0 * rise(2.0) + rise(3.0)) / (60.0 * step)
}

/// Equation 14: the gradient of the mean is the mean of the gradients, ∂E/∂w_ji = (1/N) Σ_n
/// ∂E_n/∂w_ji; the same holds for v_kj.
///
/// `gradients`: N slopes ∂E_n/∂w_ji of one and the same weight.
///
/// ```
/// use nn28::model::backprop::eq14_mean_gradient;
/// assert_eq!(eq14_mean_gradient(&[0.5, -0.25, 0.5]), 0.25);
/// ```
pub fn eq14_mean_gradient(gradients: &[f64]) -> f64 {
    gradients.iter().sum::<f64>() / gradients.len() as f64
}

/// The two lines of equation 14 for w_ji: the slope of the mean, and the mean of the slopes.
pub fn eq14_derivation(network: &Network, samples: &[Sample], j: usize, i: usize) -> [f64; 2] {
    let mean_error = |w_ji: f64| {
        let mut moved = network.clone();
        moved.w[j][i] = w_ji;
        eq13_mean_error(&sample_errors(&moved, samples))
    };
    let slopes = slopes_along_hidden_weight(network, samples, j, i);
    let slope_of_mean = derivative(mean_error, network.w[j][i]);
    [slope_of_mean, eq14_mean_gradient(&slopes)]
}

/// The N slopes ∂E_n/∂w_ji of one weight, by equation 28.
pub fn slopes_along_hidden_weight(
    network: &Network,
    samples: &[Sample],
    j: usize,
    i: usize,
) -> Vec<f64> {
    let v_j = column(&network.v, j);
    let slope = |sample: &Sample| {
        let pass = forward(network, &sample.x);
        let errors = output_errors(&pass.y, &sample.t);
        eq28_slope_along_hidden_weight(&errors, &v_j, pass.b[j], sample.x[i])
    };
    samples.iter().map(slope).collect()
}

/// Equation 15: the chain rule, ∂E_n/∂v_kj = ∂E_n/∂a_k · ∂a_k/∂v_kj: v_kj acts only through a_k.
///
/// ```
/// use nn28::model::backprop::eq15_chain_rule;
/// assert_eq!(eq15_chain_rule(-0.5, 0.25), -0.125);
/// ```
pub fn eq15_chain_rule(slope_at_sum: f64, slope_of_sum: f64) -> f64 {
    slope_at_sum * slope_of_sum
}

/// Equation 16: what is to be found, ∂E_n/∂a_0 = ∂/∂a_0 (−t_0 log y_0 − t_1 log y_1 − t_2 log y_2),
/// measured.
///
/// `t`: K targets. `a`: K output sums. Any K; the book writes K = 3.
///
/// ```
/// use nn28::model::backprop::eq16_slope_at_first_sum;
/// let slope = eq16_slope_at_first_sum(&[1.0, 0.0], &[0.0, 0.0]);
/// assert!((slope - (0.5 - 1.0)).abs() < 1e-12);
/// ```
pub fn eq16_slope_at_first_sum(t: &[f64], a: &[f64]) -> f64 {
    let error = |a_0: f64| eq12_cross_entropy(t, &log_softmax(&with(a, 0, a_0)));
    derivative(error, a[0])
}

/// Equation 17: by the rule for the logarithm, ∂E_n/∂a_0 = −t_0 (1/y_0) ∂y_0/∂a_0 − t_1 (1/y_1)
/// ∂y_1/∂a_0 − t_2 (1/y_2) ∂y_2/∂a_0.
///
/// `t`: K targets. `y`: K outputs. `slopes`: the K slopes ∂y_l/∂a_0.
///
/// If y_l has vanished, (1/y_l) ∂y_l/∂a_0 has the form 0/0 and is replaced by its limit: 1 − y_0
/// for l = 0, and −y_0 for the others.
///
/// ```
/// use nn28::model::backprop::eq17_slope_through_outputs;
/// assert_eq!(eq17_slope_through_outputs(&[1.0, 0.0], &[0.5, 0.5], &[0.25, -0.25]), -0.5);
/// ```
pub fn eq17_slope_through_outputs(t: &[f64], y: &[f64], slopes: &[f64]) -> f64 {
    let relative_slope = |l: usize| {
        if y[l] < f64::MIN_POSITIVE {
            let own = if l == 0 { 1.0 } else { 0.0 };
            own - y[0]
        } else {
            (1.0 / y[l]) * slopes[l]
        }
    };
    let term = |l: usize| -t[l] * relative_slope(l);
    (0..t.len()).map(term).sum()
}

/// Equation 18: how an output follows its own sum, ∂y_0/∂a_0 = y_0 (1 − y_0).
///
/// ```
/// use nn28::model::backprop::eq18_slope_of_own_output;
/// assert_eq!(eq18_slope_of_own_output(0.25), 0.1875);
/// ```
pub fn eq18_slope_of_own_output(y_0: f64) -> f64 {
    y_0 * (1.0 - y_0)
}

/// The five lines of equation 18, with u = Σ_k exp(a_k): the slope as it is asked for, the quotient
/// rule, its factors, and the outputs.
///
/// `a`: K output sums.
pub fn eq18_derivation(a: &[f64]) -> [f64; 5] {
    let (powers, u) = powers_and_sum(a);
    let power = powers[0];
    [
        derivative(|a_0| eq07_softmax(&with(a, 0, a_0))[0], a[0]),
        (power * u - power * power) / (u * u),
        power / u * ((u - power) / u),
        power / u * (1.0 - power / u),
        eq18_slope_of_own_output(eq07_softmax(a)[0]),
    ]
}

/// Equation 19: how another output follows the sum a_0, ∂y_l/∂a_0 = −y_l y_0 for l ≠ 0.
///
/// ```
/// use nn28::model::backprop::eq19_slope_of_other_output;
/// assert_eq!(eq19_slope_of_other_output(0.5, 0.25), -0.125);
/// ```
pub fn eq19_slope_of_other_output(y_l: f64, y_0: f64) -> f64 {
    -y_l * y_0
}

/// The four lines of equation 19, with u = Σ_k exp(a_k) and l ≠ 0.
///
/// `a`: K output sums. `l` in 1..K.
pub fn eq19_derivation(a: &[f64], l: usize) -> [f64; 4] {
    let (powers, u) = powers_and_sum(a);
    let y = eq07_softmax(a);
    [
        derivative(|a_0| eq07_softmax(&with(a, 0, a_0))[l], a[0]),
        (0.0 * u - powers[l] * powers[0]) / (u * u),
        -(powers[l] / u) * (powers[0] / u),
        eq19_slope_of_other_output(y[l], y[0]),
    ]
}

/// Equation 20: ∂E_n/∂a_0 = (t_0 + t_1 + t_2) y_0 − t_0 = y_0 − t_0. The last step holds because
/// the targets sum to 1.
///
/// ```
/// use nn28::model::backprop::eq20_error_at_first_output;
/// assert_eq!(eq20_error_at_first_output(0.25, 1.0), -0.75);
/// ```
pub fn eq20_error_at_first_output(y_0: f64, t_0: f64) -> f64 {
    y_0 - t_0
}

/// The three lines of equation 20. The last one differs where the targets do not sum to 1.
///
/// `t`: K targets. `y`: K outputs.
pub fn eq20_derivation(t: &[f64], y: &[f64]) -> [f64; 3] {
    let others: f64 = t[1..].iter().map(|t_l| t_l * y[0]).sum();
    let sum_of_targets: f64 = t.iter().sum();
    [
        -t[0] * (1.0 - y[0]) + others,
        sum_of_targets * y[0] - t[0],
        eq20_error_at_first_output(y[0], t[0]),
    ]
}

/// Equation 21: the same for the second output, ∂E_n/∂a_1 = y_1 − t_1.
///
/// ```
/// use nn28::model::backprop::eq21_error_at_second_output;
/// assert_eq!(eq21_error_at_second_output(0.25, 0.0), 0.25);
/// ```
pub fn eq21_error_at_second_output(y_1: f64, t_1: f64) -> f64 {
    y_1 - t_1
}

/// Equation 22: the same for the third output, ∂E_n/∂a_2 = y_2 − t_2.
///
/// ```
/// use nn28::model::backprop::eq22_error_at_third_output;
/// assert_eq!(eq22_error_at_third_output(0.5, 0.0), 0.5);
/// ```
pub fn eq22_error_at_third_output(y_2: f64, t_2: f64) -> f64 {
    y_2 - t_2
}

/// Equation 23: the error at any output, ∂E_n/∂a_k = y_k − t_k.
///
/// ```
/// use nn28::model::backprop::eq23_output_error;
/// assert_eq!(eq23_output_error(0.25, 1.0), -0.75);
/// ```
pub fn eq23_output_error(y_k: f64, t_k: f64) -> f64 {
    y_k - t_k
}

/// Equation 23 for all K outputs: `y` and `t` have K entries each.
///
/// ```
/// use nn28::model::backprop::output_errors;
/// assert_eq!(output_errors(&[0.25, 0.75], &[0.0, 1.0]), [0.25, -0.25]);
/// ```
pub fn output_errors(y: &[f64], t: &[f64]) -> Vec<f64> {
    let error = |(y_k, t_k): (&f64, &f64)| eq23_output_error(*y_k, *t_k);
    y.iter().zip(t).map(error).collect()
}

/// Equation 24: the first output sum written out, a_0 = v_00 z_0 + v_01 z_1 + v_02 z_2, the last z
/// being 1. Any M; the book writes M = 2.
///
/// `v_0`: row 0 of v, M + 1 weights. `z`: M + 1 hidden outputs, the last of them 1.
///
/// ```
/// use nn28::model::backprop::eq24_first_output_sum;
/// assert_eq!(eq24_first_output_sum(&[2.0, -1.0, 0.5], &[0.5, 0.25, 1.0]), 1.25);
/// ```
pub fn eq24_first_output_sum(v_0: &[f64], z: &[f64]) -> f64 {
    let mut a_0 = 0.0;
    for j in 0..z.len() {
        a_0 += v_0[j] * z[j];
    }
    a_0
}

/// Equation 25a: how the first sum follows one of its weights, ∂a_0/∂v_0j = z_j.
///
/// ```
/// use nn28::model::backprop::eq25a_slope_of_first_sum;
/// assert_eq!(eq25a_slope_of_first_sum(&[0.5, 0.25, 1.0], 1), 0.25);
/// ```
pub fn eq25a_slope_of_first_sum(z: &[f64], j: usize) -> f64 {
    z[j]
}

/// Equation 25b: how any output sum follows one of its weights, ∂a_k/∂v_kj = z_j, whatever k is.
///
/// ```
/// use nn28::model::backprop::eq25b_slope_of_any_sum;
/// assert_eq!(eq25b_slope_of_any_sum(&[0.5, 0.25, 1.0], 2), 1.0);
/// ```
pub fn eq25b_slope_of_any_sum(z: &[f64], j: usize) -> f64 {
    z[j]
}

/// Equation 26: the slope of the error along an output weight, ∂E_n/∂v_kj = (y_k − t_k) z_j.
///
/// ```
/// use nn28::model::backprop::eq26_slope_along_output_weight;
/// assert_eq!(eq26_slope_along_output_weight(0.25, 1.0, 0.5), -0.375);
/// ```
pub fn eq26_slope_along_output_weight(y_k: f64, t_k: f64, z_j: f64) -> f64 {
    (y_k - t_k) * z_j
}

/// The two lines of equation 26: the chain rule with measured slopes, and what 23 and 25 give.
///
/// `k` in 0..K, `j` in 0..=M.
pub fn eq26_derivation(network: &Network, sample: &Sample, k: usize, j: usize) -> [f64; 2] {
    let pass = forward(network, &sample.x);
    let slope_at_sum = derivative(
        |a_k| eq12_cross_entropy(&sample.t, &log_softmax(&with(&pass.a, k, a_k))),
        pass.a[k],
    );
    let slope_of_sum = derivative(
        |v_kj| eq05_unit_sum(&with(&network.v[k], j, v_kj), &pass.z),
        network.v[k][j],
    );
    [
        eq15_chain_rule(slope_at_sum, slope_of_sum),
        eq26_slope_along_output_weight(pass.y[k], sample.t[k], pass.z[j]),
    ]
}

/// Equation 28: the slope along a hidden weight, ∂E_n/∂w_ji = (Σ_k (y_k − t_k) v_kj) h′(b_j) x_i.
///
/// `errors`: the K output errors y_k − t_k. `v_j`: column j of v, the K weights that leave unit j.
///
/// ```
/// use nn28::model::backprop::eq28_slope_along_hidden_weight;
/// // (0.5·2 + (−0.5)·1) · h′(0) · 3 = 0.5 · 0.25 · 3
/// assert_eq!(eq28_slope_along_hidden_weight(&[0.5, -0.5], &[2.0, 1.0], 0.0, 3.0), 0.375);
/// ```
pub fn eq28_slope_along_hidden_weight(errors: &[f64], v_j: &[f64], b_j: f64, x_i: f64) -> f64 {
    let terms = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj);
    let error_sent_back: f64 = terms.sum();
    error_sent_back * sigmoid_slope(b_j) * x_i
}

/// The four lines of equation 28, from the chain rule over b_j to the numbers of the forward pass.
///
/// `j` in 0..M, `i` in 0..=D. The unit's own sum is written on the right as Σ_l w_jl x_l, so that no
/// index is used twice.
pub fn eq28_derivation(network: &Network, sample: &Sample, j: usize, i: usize) -> [f64; 4] {
    let pass = forward(network, &sample.x);
    let errors = output_errors(&pass.y, &sample.t);
    let sums_from =
        |z: &[f64]| -> Vec<f64> { network.v.iter().map(|v_k| eq05_unit_sum(v_k, z)).collect() };
    let error_from = |a: &[f64]| eq12_cross_entropy(&sample.t, &log_softmax(a));

    let error_by_b_j =
        |b_j: f64| error_from(&sums_from(&with(&pass.z, j, eq06_hidden_output(b_j))));
    let error_by_a = |k: usize| derivative(|a_k| error_from(&with(&pass.a, k, a_k)), pass.a[k]);
    let a_by_z_j = |k: usize| derivative(|z_j| sums_from(&with(&pass.z, j, z_j))[k], pass.z[j]);
    let z_by_b = derivative(eq06_hidden_output, pass.b[j]);
    let b_by_w = derivative(
        |w_ji| eq05_unit_sum(&with(&network.w[j], i, w_ji), &sample.x),
        network.w[j][i],
    );

    let over_classes = |term: &dyn Fn(usize) -> f64| (0..network.classes()).map(term).sum::<f64>();
    [
        derivative(error_by_b_j, pass.b[j]) * b_by_w,
        over_classes(&|k| error_by_a(k) * a_by_z_j(k)) * z_by_b * b_by_w,
        over_classes(&|k| errors[k] * a_by_z_j(k)) * z_by_b * sample.x[i],
        eq28_slope_along_hidden_weight(&errors, &column(&network.v, j), pass.b[j], sample.x[i]),
    ]
}

/// The gradients of one sample's error, in the shapes of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// M × (D + 1): ∂E_n/∂w_ji.
    pub w: Matrix,
    /// K × (M + 1): ∂E_n/∂v_kj.
    pub v: Matrix,
}

/// Equations 26 and 28 for every weight of the network, from one forward pass.
///
/// ```
/// use nn28::model::{Network, Sample, backprop::gradient};
/// let network = Network { w: vec![vec![0.0, 0.0]], v: vec![vec![0.0, 0.0], vec![0.0, 0.0]] };
/// let found = gradient(&network, &Sample { x: vec![2.0, 1.0], t: vec![1.0, 0.0] });
/// assert_eq!(found.v, [[-0.25, -0.5], [0.25, 0.5]]);
/// assert_eq!(found.w, [[0.0, 0.0]]);
/// ```
pub fn gradient(network: &Network, sample: &Sample) -> Gradient {
    let pass = forward(network, &sample.x);
    let errors = output_errors(&pass.y, &sample.t);
    let along_v =
        |k: usize, j: usize| eq26_slope_along_output_weight(pass.y[k], sample.t[k], pass.z[j]);
    let row_of_w = |j: usize| {
        let (v_j, b_j) = (column(&network.v, j), pass.b[j]);
        let along_w = |x_i: &f64| eq28_slope_along_hidden_weight(&errors, &v_j, b_j, *x_i);
        sample.x.iter().map(along_w).collect()
    };
    let row_of_v = |k: usize| (0..pass.z.len()).map(|j| along_v(k, j)).collect();
    Gradient {
        w: (0..network.hidden()).map(row_of_w).collect(),
        v: (0..network.classes()).map(row_of_v).collect(),
    }
}

/// The numbers exp(a_k) and their sum u, all divided by the largest, which cancels in quotients.
fn powers_and_sum(a: &[f64]) -> (Vec<f64>, f64) {
    let largest = largest(a);
    let powers: Vec<f64> = a.iter().map(|a_k| (a_k - largest).exp()).collect();
    let u = powers.iter().sum();
    (powers, u)
}

/// The numbers with one of them replaced.
fn with(numbers: &[f64], index: usize, number: f64) -> Vec<f64> {
    let mut moved = numbers.to_vec();
    moved[index] = number;
    moved
}

/// Column j of a matrix.
fn column(matrix: &Matrix, j: usize) -> Vec<f64> {
    matrix.iter().map(|row| row[j]).collect()
}
