//! The table, in the order of the book.

mod backprop;
mod calls;
mod derivations;
mod differences;
mod error;
mod gradient;
mod hidden_weights;
mod network;
mod neuron;
mod numerical_gradient;
mod output_errors;
mod output_weights;
mod softmax;
mod steps;
mod training;

use super::{Answer, Argument, Blank, Body, Call, Exercise};
use crate::equation::{Context, Indices, Number, brief};
use crate::model::Sample;

/// All exercises, in the order of the book.
pub fn all() -> impl Iterator<Item = &'static Exercise> {
    [
        neuron::EXERCISES,
        network::HIDDEN,
        softmax::EXERCISES,
        network::PASS,
        error::EIGHT,
        differences::EXERCISES,
        numerical_gradient::EXERCISES,
        error::TWELVE,
        backprop::EXERCISES,
        derivations::EXERCISES,
        output_errors::EXERCISES,
        output_weights::EXERCISES,
        training::EXERCISES,
        hidden_weights::EXERCISES,
        steps::EXERCISES,
    ]
    .into_iter()
    .flatten()
}

/// The facts that most functions have in common.
pub(super) const BLANK: Blank = Blank {
    module: "",
    name: "",
    signature: None,
    parameters: &[],
    equation: None,
    parts: &[],
    right: Body::new("", |_| None),
    calls: |_| Vec::new(),
    by: "by another road",
    assumes_targets_sum_to_1: false,
    by_hand: false,
    over: None,
    slack: 1e-12,
    faults: &[],
    alternatives: &[],
};

const fn eq(number: u8) -> Number {
    Number::whole(number)
}

/// The value of an equation by the registry's other road.
fn road(context: &Context, number: Number) -> f64 {
    brief::find(number).map_or(f64::NAN, |one| (one.other_road)(context))
}

/// The context with other indices.
fn at(context: &Context, k: usize, j: usize, i: usize) -> Context {
    let indices = Indices {
        k,
        j,
        i,
        ..context.indices
    };
    Context {
        indices,
        ..context.clone()
    }
}

/// The context with another output l.
fn at_output(context: &Context, l: usize) -> Context {
    let mut moved = context.clone();
    moved.indices.l = l;
    moved
}

/// The context with another current sample.
fn of_sample(context: &Context, n: usize) -> Context {
    let mut moved = Context::new(context.network.clone(), context.samples.clone(), n);
    moved.indices = context.indices;
    moved.epsilon = context.epsilon;
    moved.learning_rate = context.learning_rate;
    moved
}

/// A call about the entry and the sample that a context has chosen.
fn call(
    context: &Context,
    at: String,
    arguments: Vec<Argument>,
    expected: impl Into<Answer>,
) -> Call {
    Call {
        at,
        arguments,
        expected: expected.into(),
        indices: context.indices,
        n: context.n,
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl From<&[f64]> for Argument {
    fn from(numbers: &[f64]) -> Self {
        Self::Numbers(numbers.to_vec())
    }
}

impl From<&Sample> for Argument {
    fn from(sample: &Sample) -> Self {
        Self::Sample(sample.clone())
    }
}

impl From<&[Sample]> for Argument {
    fn from(samples: &[Sample]) -> Self {
        Self::Samples(samples.to_vec())
    }
}

impl From<&crate::model::Network> for Argument {
    fn from(network: &crate::model::Network) -> Self {
        Self::Network(network.clone())
    }
}

/// Letters below the line, as they are shown: w₀₁.
fn below(letter: &str, indices: &[usize]) -> String {
    let digit = |index: &usize| {
        let digits = index.to_string();
        let low = |digit: char| char::from_u32('₀' as u32 + digit.to_digit(10).unwrap_or(0));
        digits.chars().filter_map(low).collect::<String>()
    };
    letter
        .chars()
        .map(String::from)
        .chain(indices.iter().map(digit))
        .collect()
}
