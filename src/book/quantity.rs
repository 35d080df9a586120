//! Numbers of the worked example that the text speaks of and that are no equation's value.

use crate::equation::Context;
use crate::model::backprop::{
    eq14_mean_gradient, eq28_slope_along_hidden_weight, gradient, output_errors,
};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::network::{Network, forward};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid, sigmoid_slope};
use crate::model::numerical_gradient::{central_difference, eq10_slope_along_weight};
use crate::model::training::{batch_step, online_step};

/// One of these numbers. A page asks for it by its name, as in `{{#quantity central_error epsilon=1e-5}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// `sigmoid_slope`: h′ of the sum of unit j, or of the neuron of w and x.
    SigmoidSlope,
    /// `forward_error`: by how much the forward difference along w_ji misses the slope.
    ForwardError,
    /// `central_difference`: the central difference along w_ji.
    CentralDifference,
    /// `central_error`: by how much the central difference along w_ji misses the slope.
    CentralError,
    /// `error_after_batch`: E after one batch update.
    ErrorAfterBatch,
    /// `error_after_printed`: E after one batch update that believes the signs of the printed equation 10.
    ErrorAfterPrinted,
    /// `sample_error_after_online`: E_n of the current sample after one online update with it.
    SampleErrorAfterOnline,
    /// `hidden_weight_after_online`: w_ji after one online update with the current sample.
    HiddenWeightAfterOnline,
    /// `slope_after_storing_v`: what equation 28 gives if the new v is stored before w is computed.
    SlopeAfterStoringV,
    /// `hidden_error`: Σ_k (y_k − t_k) v_kj, what arrives at the output of hidden unit j from above.
    HiddenError,
    /// `above_or_and_nand`: the neuron of w, fed with what OR and NAND answer to x.
    AboveOrAndNand,
    /// `chance_of_2`, `chance_of_3`, `chance_of_10`: log K, the error of a network that knows nothing.
    Chance(u8),
    /// `weights`: P, the number of weights.
    Weights,
}

const NAMES: [(&str, Quantity); 15] = [
    ("sigmoid_slope", Quantity::SigmoidSlope),
    ("forward_error", Quantity::ForwardError),
    ("central_difference", Quantity::CentralDifference),
    ("central_error", Quantity::CentralError),
    ("error_after_batch", Quantity::ErrorAfterBatch),
    ("error_after_printed", Quantity::ErrorAfterPrinted),
    (
        "sample_error_after_online",
        Quantity::SampleErrorAfterOnline,
    ),
    (
        "hidden_weight_after_online",
        Quantity::HiddenWeightAfterOnline,
    ),
    ("slope_after_storing_v", Quantity::SlopeAfterStoringV),
    ("hidden_error", Quantity::HiddenError),
    ("above_or_and_nand", Quantity::AboveOrAndNand),
    ("chance_of_2", Quantity::Chance(2)),
    ("chance_of_3", Quantity::Chance(3)),
    ("chance_of_10", Quantity::Chance(10)),
    ("weights", Quantity::Weights),
];

/// The gates of the first chapter.
const OR: [f64; 3] = [10.0, 10.0, -5.0];
const NAND: [f64; 3] = [-10.0, -10.0, 15.0];

impl Quantity {
    /// The quantity called `name`.
    pub(super) fn parse(name: &str) -> Result<Self, String> {
        let found = NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, quantity)| *quantity).ok_or_else(|| {
            let names = NAMES.map(|(name, _)| name);
            format!("unknown quantity {name:?} (expected {})", names.join(", "))
        })
    }

    /// Its value.
    #[must_use]
    pub fn value(self, case: &Context) -> f64 {
        let (j, i) = (case.indices.j, case.indices.i);
        match self {
            Self::SigmoidSlope => {
                let (w, x) = case.unit();
                sigmoid_slope(eq03_sum_over_inputs(w, x))
            }
            Self::ForwardError => {
                let found =
                    eq10_slope_along_weight(&case.network, &case.samples, j, i, case.epsilon);
                (found - slope(case)).abs()
            }
            Self::CentralDifference => central(case),
            Self::CentralError => (central(case) - slope(case)).abs(),
            Self::ErrorAfterBatch => error_after_batch(case, case.learning_rate),
            // With the sign turned round, downhill is uphill.
            Self::ErrorAfterPrinted => error_after_batch(case, -case.learning_rate),
            Self::SampleErrorAfterOnline => {
                let moved = online_step(&case.network, case.sample(), case.learning_rate);
                eq08_mean_cross_entropy(&moved, &[case.sample().clone()])
            }
            Self::HiddenWeightAfterOnline => {
                online_step(&case.network, case.sample(), case.learning_rate).w[j][i]
            }
            Self::SlopeAfterStoringV => {
                let stored = online_step(&case.network, case.sample(), case.learning_rate).v;
                along_hidden_weight(case, &stored)
            }
            Self::HiddenError => {
                let leaving = case.weights_leaving(j);
                let terms = case.output_errors().into_iter().zip(leaving);
                terms.map(|(error, v_kj)| error * v_kj).sum()
            }
            Self::AboveOrAndNand => {
                let (w, x) = case.unit();
                let gate = |w: &[f64], x: &[f64]| eq04_sigmoid(eq03_sum_over_inputs(w, x));
                let (or, nand) = (gate(&OR, x), gate(&NAND, x));
                gate(w, &[or, nand, 1.0])
            }
            Self::Chance(classes) => f64::from(classes).ln(),
            Self::Weights => {
                let Network { w, v } = &case.network;
                w.iter().chain(v).map(Vec::len).sum::<usize>() as f64
            }
        }
    }
}

/// ∂E/∂w_ji by equations 14 and 28.
fn slope(case: &Context) -> f64 {
    let (j, i) = (case.indices.j, case.indices.i);
    let of_sample = |sample| gradient(&case.network, sample).w[j][i];
    eq14_mean_gradient(&case.samples.iter().map(of_sample).collect::<Vec<_>>())
}

fn central(case: &Context) -> f64 {
    let (j, i) = (case.indices.j, case.indices.i);
    let error_at = |w_ji: f64| {
        let mut moved = case.network.clone();
        moved.w[j][i] = w_ji;
        eq08_mean_cross_entropy(&moved, &case.samples)
    };
    central_difference(error_at, case.network.w[j][i], case.epsilon)
}

fn error_after_batch(case: &Context, learning_rate: f64) -> f64 {
    let moved = batch_step(&case.network, &case.samples, learning_rate);
    eq08_mean_cross_entropy(&moved, &case.samples)
}

/// Equation 28 with the forward pass of the old weights, and with the output weights that are given.
fn along_hidden_weight(case: &Context, v: &[Vec<f64>]) -> f64 {
    let (j, i) = (case.indices.j, case.indices.i);
    let sample = case.sample();
    let pass = forward(&case.network, &sample.x);
    let leaving: Vec<f64> = v.iter().map(|v_k| v_k[j]).collect();
    let errors = output_errors(&pass.y, &sample.t);
    eq28_slope_along_hidden_weight(&errors, &leaving, pass.b[j], sample.x[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_of_the_worked_example_is_finite() {
        for (name, quantity) in NAMES {
            let value = quantity.value(&Context::worked_example());
            assert!(value.is_finite(), "{name}: {value}");
        }
    }

    #[test]
    fn with_the_old_output_weights_nothing_is_wrong() {
        let mut case = Context::worked_example();
        let right = gradient(&case.network, case.sample()).w[0][1];
        let same = |value: f64| (value - right).abs() < 1e-15;
        assert!(same(along_hidden_weight(&case, &case.network.v)));
        let wrong = Quantity::SlopeAfterStoringV.value(&case);
        assert!((wrong - right).abs() > 1e-3, "{wrong} and {right}");
        case.learning_rate = 0.0;
        assert!(same(Quantity::SlopeAfterStoringV.value(&case)));
    }
}
