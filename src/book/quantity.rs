//! Numbers of the worked example that the text quotes and that are no equation's value.

use crate::equation::Context;
use crate::model::backprop::{
    eq14_mean_gradient, eq28_slope_along_hidden_weight, gradient, output_errors,
};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::network::{Network, forward};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid, sigmoid_slope};
use crate::model::numerical_gradient::{central_difference, eq10_slope_along_weight};
use crate::model::training::{batch_step, online_step};

/// The gates of the first chapter.
const OR: [f64; 3] = [10.0, 10.0, -5.0];
const NAND: [f64; 3] = [-10.0, -10.0, 15.0];

pub(super) type Quantity = fn(&Context) -> f64;

/// The quantities by their names, as in `{{#quantity central_error epsilon=1e-5}}`.
const QUANTITIES: [(&str, Quantity); 15] = [
    // h′ of the sum of unit j, or of the neuron of w and x.
    ("sigmoid_slope", |context| {
        let (w, x) = context.unit();
        sigmoid_slope(eq03_sum_over_inputs(w, x))
    }),
    // By how much the forward difference along w_ji misses the slope.
    ("forward_error", |context| {
        let (j, i) = (context.indices.j, context.indices.i);
        let (network, samples) = (&context.network, &context.samples);
        let found = eq10_slope_along_weight(network, samples, j, i, context.epsilon);
        (found - slope(context)).abs()
    }),
    ("central_difference", central),
    ("central_error", |context| {
        (central(context) - slope(context)).abs()
    }),
    ("error_after_batch", |context| {
        error_after_batch(context, context.learning_rate)
    }),
    // E after one batch update that believes the signs of the printed equation 10: downhill is uphill.
    ("error_after_printed", |context| {
        error_after_batch(context, -context.learning_rate)
    }),
    ("sample_error_after_online", |context| {
        eq08_mean_cross_entropy(&after_online(context), &[context.sample().clone()])
    }),
    ("hidden_weight_after_online", |context| {
        after_online(context).w[context.indices.j][context.indices.i]
    }),
    // What equation 28 gives if the new v is stored before w is computed.
    ("slope_after_storing_v", |context| {
        along_hidden_weight(context, &after_online(context).v)
    }),
    // Σ_k (y_k − t_k) v_kj, what arrives at the output of hidden unit j from above.
    ("hidden_error", |context| {
        let leaving = context.weights_leaving(context.indices.j);
        let terms = context.output_errors().into_iter().zip(leaving);
        terms.map(|(error, v_kj)| error * v_kj).sum()
    }),
    // The neuron of w, fed with what OR and NAND answer to x.
    ("above_or_and_nand", |context| {
        let (w, x) = context.unit();
        let gate = |w: &[f64], x: &[f64]| eq04_sigmoid(eq03_sum_over_inputs(w, x));
        gate(w, &[gate(&OR, x), gate(&NAND, x), 1.0])
    }),
    // log K, the error of a network that knows nothing.
    ("chance_of_2", |_| 2_f64.ln()),
    ("chance_of_3", |_| 3_f64.ln()),
    ("chance_of_10", |_| 10_f64.ln()),
    // P, the number of weights.
    ("weights", |context| {
        let Network { w, v } = &context.network;
        w.iter().chain(v).map(Vec::len).sum::<usize>() as f64
    }),
];

pub(super) fn find(name: &str) -> Result<Quantity, String> {
    let found = QUANTITIES.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names = QUANTITIES.map(|(name, _)| name).join(", ");
        format!("unknown quantity {name:?} (expected {names})")
    })
}

fn after_online(context: &Context) -> Network {
    online_step(&context.network, context.sample(), context.learning_rate)
}

/// ∂E/∂w_ji by equations 14 and 28.
fn slope(context: &Context) -> f64 {
    let (j, i) = (context.indices.j, context.indices.i);
    let of_sample = |sample| gradient(&context.network, sample).w[j][i];
    eq14_mean_gradient(&context.samples.iter().map(of_sample).collect::<Vec<_>>())
}

fn central(context: &Context) -> f64 {
    let (j, i) = (context.indices.j, context.indices.i);
    let error_at = |w_ji: f64| {
        let mut moved = context.network.clone();
        moved.w[j][i] = w_ji;
        eq08_mean_cross_entropy(&moved, &context.samples)
    };
    central_difference(error_at, context.network.w[j][i], context.epsilon)
}

fn error_after_batch(context: &Context, learning_rate: f64) -> f64 {
    let moved = batch_step(&context.network, &context.samples, learning_rate);
    eq08_mean_cross_entropy(&moved, &context.samples)
}

/// Equation 28 with the forward pass of the old weights, and with the output weights that are given.
fn along_hidden_weight(context: &Context, v: &[Vec<f64>]) -> f64 {
    let (j, i) = (context.indices.j, context.indices.i);
    let sample = context.sample();
    let pass = forward(&context.network, &sample.x);
    let leaving: Vec<f64> = v.iter().map(|v_k| v_k[j]).collect();
    let errors = output_errors(&pass.y, &sample.t);
    eq28_slope_along_hidden_weight(&errors, &leaving, pass.b[j], sample.x[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_of_the_worked_example_is_finite() {
        for (name, value) in QUANTITIES {
            let value = value(&Context::worked_example());
            assert!(value.is_finite(), "{name}: {value}");
        }
    }

    #[test]
    fn with_the_old_output_weights_nothing_is_wrong() {
        let mut context = Context::worked_example();
        let right = gradient(&context.network, context.sample()).w[0][1];
        let same = |value: f64| (value - right).abs() < 1e-15;
        assert!(same(along_hidden_weight(&context, &context.network.v)));
        let after_storing = find("slope_after_storing_v").expect("a quantity");
        let wrong = after_storing(&context);
        assert!((wrong - right).abs() > 1e-3, "{wrong} and {right}");
        context.learning_rate = 0.0;
        assert!(same(after_storing(&context)));
    }
}
