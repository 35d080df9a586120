//! One neuron: a weighted sum of its inputs, pressed into the range from 0 to 1 (equations 1–4).

/// Equation 1: the weighted sum a = w_0 x_0 + w_1 x_1 + … + w_{n−1} x_{n−1}, term after term.
///
/// `w`: n weights. `x`: n inputs.
///
/// ```
/// use nn28::model::neuron::eq01_weighted_sum;
/// // (−2)·0.5 + 1·1 + 2·1
/// assert_eq!(eq01_weighted_sum(&[-2.0, 1.0, 2.0], &[0.5, 1.0, 1.0]), 2.0);
/// ```
pub fn eq01_weighted_sum(w: &[f64], x: &[f64]) -> f64 {
    let mut a = 0.0;
    for i in 0..w.len() {
        a += w[i] * x[i];
    }
    a
}

/// Equation 2: the same sum with the last input fixed at 1, so that the last weight is the
/// intercept: a = w_0 x_0 + … + w_{n−2} x_{n−2} + w_{n−1}.
///
/// `w`: n weights. `x`: the n − 1 real inputs, without the 1.
///
/// ```
/// use nn28::model::neuron::eq02_sum_with_intercept;
/// // (−2)·0.5 + 1·1, and 2 unchanged
/// assert_eq!(eq02_sum_with_intercept(&[-2.0, 1.0, 2.0], &[0.5, 1.0]), 2.0);
/// ```
pub fn eq02_sum_with_intercept(w: &[f64], x: &[f64]) -> f64 {
    let intercept = w[x.len()];
    eq01_weighted_sum(&w[..x.len()], x) + intercept
}

/// Equation 3: the same sum, written with a sigma: a = Σ_{i=0}^{n−1} w_i x_i.
///
/// `w`: n weights. `x`: n inputs, the last of them 1.
///
/// ```
/// use nn28::model::neuron::eq03_sum_over_inputs;
/// assert_eq!(eq03_sum_over_inputs(&[-2.0, 1.0, 2.0], &[0.5, 1.0, 1.0]), 2.0);
/// ```
pub fn eq03_sum_over_inputs(w: &[f64], x: &[f64]) -> f64 {
    w.iter().zip(x).map(|(w_i, x_i)| w_i * x_i).sum()
}

/// Equation 4: the sigmoid y = 1 / (1 + exp(−a)), which turns any sum into a number from 0 to 1.
///
/// If exp(−a) is larger than any number, the quotient is 0, its limit.
///
/// ```
/// use nn28::model::neuron::eq04_sigmoid;
/// assert_eq!(eq04_sigmoid(0.0), 0.5);
/// assert_eq!(eq04_sigmoid(2.0), 0.880_797_077_977_882_3);
/// assert_eq!(eq04_sigmoid(-1000.0), 0.0);
/// ```
pub fn eq04_sigmoid(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

/// The slope of the sigmoid, h′(a) = h(a) (1 − h(a)). The second factor is computed as h(−a), which
/// is the same number and keeps its digits where h(a) is nearly 1.
///
/// ```
/// use nn28::model::neuron::sigmoid_slope;
/// assert_eq!(sigmoid_slope(0.0), 0.25);
/// ```
pub fn sigmoid_slope(a: f64) -> f64 {
    eq04_sigmoid(a) * eq04_sigmoid(-a)
}
