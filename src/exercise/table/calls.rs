//! The calls of a case for functions of one sample or of one weight.

use super::network::of_samples;
use super::{at, below, call};
use crate::equation::check::Variable;
use crate::equation::{Context, Indices};
use crate::exercise::{Answer, Argument, Call};
use crate::model::{Matrix, Network};

/// A call for each sample.
pub(super) fn each_sample<A: Into<Answer>>(
    context: &Context,
    of: impl Fn(&Context) -> (Vec<Argument>, A),
) -> Vec<Call> {
    of_samples(context, |of_n| {
        let (arguments, expected) = of(of_n);
        (arguments, expected.into())
    })
}

/// A call for each hidden weight w_ji.
pub(super) fn each_hidden_weight<A: Into<Answer>>(
    context: &Context,
    of: impl Fn(&Context) -> (Vec<Argument>, A),
) -> Vec<Call> {
    let of_weight = |moved: Context| {
        let (arguments, expected) = of(&moved);
        let Indices { j, i, .. } = moved.indices;
        call(&moved, along("w", j, i), arguments, expected)
    };
    let (units, inputs) = (context.network.hidden(), context.network.inputs());
    let places = (0..units).flat_map(|j| (0..=inputs).map(move |i| (j, i)));
    places
        .map(|(j, i)| of_weight(at(context, context.indices.k, j, i)))
        .collect()
}

/// A call for each output weight v_kj.
pub(super) fn each_output_weight<A: Into<Answer>>(
    context: &Context,
    of: impl Fn(&Context) -> (Vec<Argument>, A),
) -> Vec<Call> {
    let of_weight = |moved: Context| {
        let (arguments, expected) = of(&moved);
        let Indices { k, j, .. } = moved.indices;
        call(&moved, along("v", k, j), arguments, expected)
    };
    let (classes, units) = (context.network.classes(), context.network.hidden());
    let places = (0..classes).flat_map(|k| (0..=units).map(move |j| (k, j)));
    places
        .map(|(k, j)| of_weight(at(context, k, j, context.indices.i)))
        .collect()
}

/// The calls of a function that assumes that targets sum to 1: none where they do not.
pub(super) fn where_targets_sum_to_1(
    context: &Context,
    calls: impl Fn(&Context) -> Vec<Call>,
) -> Vec<Call> {
    let sum_to_1 = |t: &[f64]| (t.iter().sum::<f64>() - 1.0).abs() < 1e-9;
    if context.samples.iter().all(|sample| sum_to_1(&sample.t)) {
        calls(context)
    } else {
        Vec::new()
    }
}

/// Two matrices in the shapes of w and v, from an entry for each weight.
pub(super) fn for_each_weight(
    network: &Network,
    entry: impl Fn(Variable) -> f64,
) -> (Matrix, Matrix) {
    let row = |along: &dyn Fn(usize) -> Variable, length: usize| {
        (0..length).map(|column| entry(along(column))).collect()
    };
    let row_of_w = |j: usize| row(&|i| Variable::W(j, i), network.inputs() + 1);
    let row_of_v = |k: usize| row(&|j| Variable::V(k, j), network.hidden() + 1);
    (
        (0..network.hidden()).map(row_of_w).collect(),
        (0..network.classes()).map(row_of_v).collect(),
    )
}

/// A weight as a place: "along w₀₁".
fn along(letter: &str, row: usize, column: usize) -> String {
    format!("along {}", below(letter, &[row, column]))
}
