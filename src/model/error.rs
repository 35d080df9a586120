//! The error: the cross-entropy of one sample, and its mean over the data (equations 8, 12, 13).

use super::network::{Network, Sample, forward};

/// Equation 8: the mean cross-entropy error E(w, v) = −(1/N) Σ_n Σ_k t_nk log y_nk over N samples.
///
/// `samples`: N of them, at least one (the mean of none is not a number).
///
/// ```
/// use nn28::model::{Network, Sample, error::eq08_mean_cross_entropy};
/// // Weights of zero leave every class as likely as any other: E = ln K.
/// let network = Network { w: vec![vec![0.0; 3]; 2], v: vec![vec![0.0; 3]; 3] };
/// let samples = [Sample { x: vec![0.5, 1.0, 1.0], t: vec![1.0, 0.0, 0.0] }];
/// assert_eq!(eq08_mean_cross_entropy(&network, &samples), 3.0_f64.ln());
/// ```
pub fn eq08_mean_cross_entropy(network: &Network, samples: &[Sample]) -> f64 {
    let mut sum = 0.0;
    for sample in samples {
        let log_y = forward(network, &sample.x).log_y;
        for (t_nk, log_y_nk) in sample.t.iter().zip(log_y) {
            sum += entropy_term(*t_nk, log_y_nk);
        }
    }
    -sum / samples.len() as f64
}

/// Equation 12: the cross-entropy of one sample, E_n = −Σ_k t_nk log y_nk.
///
/// `t`: K targets. `log_y`: K logarithms of the outputs.
///
/// ```
/// use nn28::model::error::eq12_cross_entropy;
/// assert_eq!(eq12_cross_entropy(&[0.0, 1.0], &[-3.0, -0.25]), 0.25);
/// // 0 · log 0 counts as 0.
/// assert_eq!(eq12_cross_entropy(&[0.0, 1.0], &[f64::NEG_INFINITY, 0.0]), 0.0);
/// ```
pub fn eq12_cross_entropy(t: &[f64], log_y: &[f64]) -> f64 {
    let term = |(t_k, log_y_k): (&f64, &f64)| -entropy_term(*t_k, *log_y_k);
    t.iter().zip(log_y).map(term).sum()
}

/// Equation 13: the error over the data is the mean of the samples' errors, E = (1/N) Σ_n E_n.
///
/// `errors`: N errors E_n.
///
/// ```
/// use nn28::model::error::eq13_mean_error;
/// assert_eq!(eq13_mean_error(&[1.0, 3.0]), 2.0);
/// ```
pub fn eq13_mean_error(errors: &[f64]) -> f64 {
    errors.iter().sum::<f64>() / errors.len() as f64
}

/// E_n of equation 12 for every sample, from the weights.
pub fn sample_errors(network: &Network, samples: &[Sample]) -> Vec<f64> {
    let error = |one: &Sample| eq12_cross_entropy(&one.t, &forward(network, &one.x).log_y);
    samples.iter().map(error).collect()
}

/// t · log y, where 0 · log 0 = 0, its limit.
fn entropy_term(t: f64, log_y: f64) -> f64 {
    if t == 0.0 { 0.0 } else { t * log_y }
}
