//! Downhill: every weight takes a small step against its slope (equation 27).

use super::backprop::{Gradient, eq14_mean_gradient, gradient};
use super::network::{Network, Sample};

/// Equation 27: an output weight after one sample, v_kj(τ+1) = v_kj(τ) − α (y_k − t_k) z_j.
///
/// `learning_rate`: α. `output_error`: y_k − t_k.
///
/// ```
/// use nn28::model::training::eq27_updated_output_weight;
/// assert_eq!(eq27_updated_output_weight(1.0, 0.5, -0.75, 0.5), 1.1875);
/// ```
pub fn eq27_updated_output_weight(
    v_kj: f64,
    learning_rate: f64,
    output_error: f64,
    z_j: f64,
) -> f64 {
    v_kj - learning_rate * output_error * z_j
}

/// The same rule for any weight whose slope is known, which the source never numbers: w_ji(τ+1) =
/// w_ji(τ) − α ∂E_n/∂w_ji.
///
/// ```
/// use nn28::model::training::updated_weight;
/// assert_eq!(updated_weight(1.0, 0.5, -0.25), 1.125);
/// ```
pub fn updated_weight(weight: f64, learning_rate: f64, slope: f64) -> f64 {
    weight - learning_rate * slope
}

/// One online update: both layers move after a single sample, by the slopes at the old weights.
pub fn online_step(network: &Network, sample: &Sample, learning_rate: f64) -> Network {
    step(network, &gradient(network, sample), learning_rate)
}

/// One batch update: the slopes of all samples are averaged (equation 14) before any weight moves.
/// Without samples no weight moves.
pub fn batch_step(network: &Network, samples: &[Sample], learning_rate: f64) -> Network {
    let gradients: Vec<Gradient> = samples
        .iter()
        .map(|sample| gradient(network, sample))
        .collect();
    let Some(mut mean) = gradients.first().cloned() else {
        return network.clone();
    };
    for (j, row) in mean.w.iter_mut().enumerate() {
        for (i, entry) in row.iter_mut().enumerate() {
            let slopes: Vec<f64> = gradients.iter().map(|of_n| of_n.w[j][i]).collect();
            *entry = eq14_mean_gradient(&slopes);
        }
    }
    for (k, row) in mean.v.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            let slopes: Vec<f64> = gradients.iter().map(|of_n| of_n.v[k][j]).collect();
            *entry = eq14_mean_gradient(&slopes);
        }
    }
    step(network, &mean, learning_rate)
}

/// One pass over the samples in blocks of `size`, in their order: a batch update after each block.
/// With blocks of one sample it is online, with one block it is batch.
pub fn pass_in_blocks(
    network: &Network,
    samples: &[Sample],
    size: usize,
    learning_rate: f64,
) -> Network {
    let blocks = samples.chunks(size);
    blocks.fold(network.clone(), |network, block| {
        batch_step(&network, block, learning_rate)
    })
}

fn step(network: &Network, gradient: &Gradient, learning_rate: f64) -> Network {
    let moved = |weights: &super::Matrix, slopes: &super::Matrix| {
        let row = |(weights, slopes): (&Vec<f64>, &Vec<f64>)| {
            weights
                .iter()
                .zip(slopes)
                .map(|(weight, slope)| updated_weight(*weight, learning_rate, *slope))
                .collect()
        };
        weights.iter().zip(slopes).map(row).collect()
    };
    Network {
        w: moved(&network.w, &gradient.w),
        v: moved(&network.v, &gradient.v),
    }
}
