//! The functions that gather the slopes along all weights: by trying, and by the chain rule.

use super::call;
use super::calls::{each_sample, for_each_weight, where_targets_sum_to_1};
use crate::equation::Context;
use crate::equation::check::{average_slope_of_error, slope_of_sample_error};
use crate::exercise::{Blank, Call};
use crate::model::backprop::{self, Gradient, eq28_slope_along_hidden_weight, output_errors};
use crate::model::error::{eq08_mean_cross_entropy, sample_errors};
use crate::model::network::forward;
use crate::model::numerical_gradient::{self, eq09_forward_difference, eq10_slope_along_weight};
use crate::model::{Matrix, Network, Sample};

/// The slopes along all weights, by trying.
pub(super) const BY_TRYING: Blank = blank! {
    numerical_gradient::numerical_gradient(network: &Network, samples: &[Sample], epsilon: f64) -> (Matrix, Matrix) {
        numerical_gradient::numerical_gradient(network, samples, epsilon)
    }
    fields {
        parts: &["w", "v"],
        calls: average_slopes,
        by: "by the average of the exact slope over the step",
        slack: 1e-10,
    }
    faults {
        "not-put-back", "∂E/∂w₀₀ is right; each later entry is about the sum of the slopes so far.",
        "A moved weight is not put back before the next one moves, so that in the end all of them are moved." {
            let error = eq08_mean_cross_entropy(network, samples);
            let mut moved = network.clone();
            let mut gradient = (network.w.clone(), network.v.clone());
            for j in 0..network.w.len() {
                for i in 0..network.w[j].len() {
                    moved.w[j][i] += epsilon;
                    gradient.0[j][i] = (eq08_mean_cross_entropy(&moved, samples) - error) / epsilon;
                }
            }
            for k in 0..network.v.len() {
                for j in 0..network.v[k].len() {
                    moved.v[k][j] += epsilon;
                    gradient.1[k][j] = (eq08_mean_cross_entropy(&moved, samples) - error) / epsilon;
                }
            }
            gradient
        }
        "no-bias", "The last column of ∂E/∂w and of ∂E/∂v is 0; everything else is right.",
        "The bias is left out: w has D + 1 columns and v has M + 1, and the last is a weight like the others." {
            let error = eq08_mean_cross_entropy(network, samples);
            let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); moved.w[j][i] += epsilon; if i < network.inputs() { slope(&moved) } else { 0.0 } };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); moved.v[k][j] += epsilon; if j < network.hidden() { slope(&moved) } else { 0.0 } };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
        "hidden-weights-alone", "∂E/∂w is right, and ∂E/∂v is 0 everywhere.",
        "Only w is moved. E depends on v as well." {
            let mut gradient = (network.w.clone(), network.v.clone());
            for j in 0..network.w.len() {
                for i in 0..network.w[j].len() {
                    gradient.0[j][i] = eq10_slope_along_weight(network, samples, j, i, epsilon);
                }
            }
            for row in &mut gradient.1 { row.fill(0.0); }
            gradient
        }
        "printed", "Every slope has the wrong sign: a step against them goes uphill.",
        "Each weight is moved by −ε. This is how the source has it in (10) and (11)." {
            let error = eq08_mean_cross_entropy(network, samples);
            let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); moved.w[j][i] -= epsilon; slope(&moved) };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); moved.v[k][j] -= epsilon; slope(&moved) };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
        "relative-step", "The ratio of each entry to the slope is about the weight itself.",
        "Each weight is moved to 1 + ε times itself, and the rise is divided by ε." {
            let error = eq08_mean_cross_entropy(network, samples);
            let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); moved.w[j][i] *= 1.0 + epsilon; slope(&moved) };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); moved.v[k][j] *= 1.0 + epsilon; slope(&moved) };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
        "whole-row", "All entries of a row are the same number.",
        "A whole row of weights is moved at once. Each weight moves alone, with all others where they were." {
            let error = eq08_mean_cross_entropy(network, samples);
            let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); for w_ji in &mut moved.w[j] { *w_ji += epsilon; } slope(&moved) };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); for v_kj in &mut moved.v[k] { *v_kj += epsilon; } slope(&moved) };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
        "sum", "Every entry is N times too large.",
        "The errors Eₙ of all samples are summed. E is their mean." {
            let error: f64 = sample_errors(network, samples).iter().sum();
            let slope = |moved: &Network| (sample_errors(moved, samples).iter().sum::<f64>() - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); moved.w[j][i] += epsilon; slope(&moved) };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); moved.v[k][j] += epsilon; slope(&moved) };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
    }
    alternatives {
        {
            let error = eq08_mean_cross_entropy(network, samples);
            let slope = |moved: &Network| (eq08_mean_cross_entropy(moved, samples) - error) / epsilon;
            let along_w = |j: usize, i: usize| { let mut moved = network.clone(); moved.w[j][i] += epsilon; slope(&moved) };
            let along_v = |k: usize, j: usize| { let mut moved = network.clone(); moved.v[k][j] += epsilon; slope(&moved) };
            let row_of_w = |j: usize| (0..=network.inputs()).map(|i| along_w(j, i)).collect();
            let row_of_v = |k: usize| (0..=network.hidden()).map(|j| along_v(k, j)).collect();
            ((0..network.hidden()).map(row_of_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
        {
            let along_w = |j: usize| -> Vec<f64> {
                (0..=network.inputs()).map(|i| eq10_slope_along_weight(network, samples, j, i, epsilon)).collect()
            };
            let along_v = |k: usize, j: usize| {
                let error_at = |v_kj: f64| {
                    let mut moved = network.clone();
                    moved.v[k][j] = v_kj;
                    eq08_mean_cross_entropy(&moved, samples)
                };
                eq09_forward_difference(error_at, network.v[k][j], epsilon)
            };
            let row_of_v = |k: usize| -> Vec<f64> { (0..=network.hidden()).map(|j| along_v(k, j)).collect() };
            ((0..network.hidden()).map(along_w).collect(), (0..network.classes()).map(row_of_v).collect())
        }
    }
};

/// The slopes along all weights, by the chain rule.
pub(super) const BY_CHAIN_RULE: Blank = blank! {
    backprop::gradient(network: &Network, sample: &Sample) -> Gradient { backprop::gradient(network, sample) }
    fields {
        parts: &["w", "v"],
        calls: |context| where_targets_sum_to_1(context, slopes),
        by: "by dual numbers",
        assumes_targets_sum_to_1: true,
    }
    faults {
        "turned", "Every entry has the wrong sign: a step against them goes uphill.",
        "The errors are t_k − y_k. In (23) they are y_k − t_k." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&sample.t, &pass.y);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "no-output-bias", "The last column of ∂Eₙ/∂v is 0; everything else is right.",
        "z_M = 1 is an activity too: the slope along the bias weight v_kM is y_k − t_k." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| (0..=network.hidden()).map(|j| if j < network.hidden() { error_k * pass.z[j] } else { 0.0 }).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "no-hidden-bias", "The last column of ∂Eₙ/∂w is 0; everything else is right.",
        "x_D = 1 is an input too: w has D + 1 columns." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().enumerate().map(|(i, x_i)| if i < network.inputs() { eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i) } else { 0.0 }).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "v-for-z", "Each entry of ∂Eₙ/∂v is v_kj/z_j times the right number; ∂Eₙ/∂w is right.",
        "Each v_kj is multiplied by its own error. (26) multiplies the error by z_j, which came in along this weight." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().zip(&network.v).map(|(error_k, v_k)| v_k.iter().map(|v_kj| error_k * v_kj).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "b-for-z", "In ∂Eₙ/∂v only the last column is right; ∂Eₙ/∂w is right.",
        "The sums b_j are passed on instead of the outputs z_j = h(b_j)." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.b.iter().chain(&[1.0]).map(|b_j| error_k * b_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "squared-error", "Each row of ∂Eₙ/∂v is too small by a factor of its own; ∂Eₙ/∂w is right.",
        "A factor y_k (1 − y_k) is left over from squared errors. With softmax and cross-entropy it cancels." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = (0..network.classes()).map(|k| pass.z.iter().map(|z_j| errors[k] * pass.y[k] * (1.0 - pass.y[k]) * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "no-slope", "Each row of ∂Eₙ/∂w is too large by a factor of its own; ∂Eₙ/∂v is right.",
        "h′(b_j) is missing: z_j moves less than b_j, at most a quarter as far." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let sent_back = |j: usize| -> f64 { errors.iter().zip(&network.v).map(|(error_k, v_k)| error_k * v_k[j]).sum() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| sent_back(j) * x_i).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "h-for-slope", "Each row of ∂Eₙ/∂w is 1/(1 − z_j) times what it should be; ∂Eₙ/∂v is right.",
        "h(b_j) takes the place of its slope, h′(b_j) = z_j (1 − z_j)." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let sent_back = |j: usize| -> f64 { errors.iter().zip(&network.v).map(|(error_k, v_k)| error_k * v_k[j]).sum() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| sent_back(j) * pass.z[j] * x_i).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "slope-at-z", "Each row of ∂Eₙ/∂w is off by a factor of its own, near 1 where b_j is near 0; ∂Eₙ/∂v is right.",
        "h′ is taken at z_j, where (28) takes it at b_j: the function is given the output in place of the sum." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.z[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "first-unit", "∂Eₙ/∂w is right in row 0 and in no other; ∂Eₙ/∂v is right.",
        "The sum b₀ of the first unit is used for all units." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[0], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "row-for-column", "∂Eₙ/∂w does not follow the weights that leave unit j; ∂Eₙ/∂v is right.",
        "A row of v is taken for a column. Row k leads to output k; column j leaves unit j." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let row = |j: usize| network.v[j % network.classes()].clone();
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &row(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "next-column", "The last row of ∂Eₙ/∂w follows the bias weights of v; ∂Eₙ/∂v is right.",
        "Column j + 1 of v is taken for column j. The bias is the last column, not the first." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j + 1), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "first-class", "∂Eₙ/∂w follows the error of class 0 alone; ∂Eₙ/∂v is right.",
        "Only class 0 is sent back. The sum over k has all classes." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors[..1], &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
        "no-weights", "∂Eₙ/∂w is 0 everywhere; ∂Eₙ/∂v is right.",
        "The errors are summed without their weights v_kj, and the errors alone sum to 0." {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let ones = vec![1.0; network.classes()];
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &ones, pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
    }
    alternatives {
        {
            let pass = forward(network, &sample.x);
            let mut found = Gradient { w: network.w.clone(), v: network.v.clone() };
            for k in 0..network.classes() {
                for j in 0..=network.hidden() {
                    found.v[k][j] = (pass.y[k] - sample.t[k]) * pass.z[j];
                }
            }
            for j in 0..network.hidden() {
                let mut sent_back = 0.0;
                for k in (0..network.classes()).rev() {
                    sent_back += network.v[k][j] * (pass.y[k] - sample.t[k]);
                }
                let through = sent_back * pass.z[j] * (1.0 - pass.z[j]);
                for i in 0..=network.inputs() {
                    found.w[j][i] = through * sample.x[i];
                }
            }
            found
        }
        {
            let pass = forward(network, &sample.x);
            let errors = output_errors(&pass.y, &sample.t);
            let column = |j: usize| -> Vec<f64> { network.v.iter().map(|v_k| v_k[j]).collect() };
            let row_of_w = |j: usize| sample.x.iter().map(|x_i| eq28_slope_along_hidden_weight(&errors, &column(j), pass.b[j], *x_i)).collect();
            let v = errors.iter().map(|error_k| pass.z.iter().map(|z_j| error_k * z_j).collect()).collect();
            Gradient { w: (0..network.hidden()).map(row_of_w).collect(), v }
        }
    }
};

fn average_slopes(context: &Context) -> Vec<Call> {
    let arguments = vec![
        (&context.network).into(),
        context.samples.as_slice().into(),
        context.epsilon.into(),
    ];
    let slope = |weight| average_slope_of_error(context, weight);
    let expected = for_each_weight(&context.network, slope);
    vec![call(context, String::new(), arguments, expected)]
}

fn slopes(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let slope = |weight| slope_of_sample_error(of_n, weight);
        let arguments = vec![(&of_n.network).into(), of_n.sample().into()];
        (arguments, for_each_weight(&of_n.network, slope))
    })
}
