//! The other road: the value of an equation, computed again in a way that shares no code with `model`.
//!
//! Derivatives come from dual numbers, sums from a compensated summation that starts at the far end, forward differences from the
//! average of the exact slope over the step. This file has a forward pass of its own for that purpose.

use super::Context;
use crate::model::{Network, Sample};

mod dual;

use dual::{Dual, ZERO};

/// The largest error of rounding, relative to the largest number of a computation.
pub(super) const ROUNDING: f64 = 1e-14;

type Value = fn(&Context) -> f64;

/// An independent check: the same quantity by another road.
#[derive(Debug)]
pub struct Check {
    /// The road, in words.
    pub by: &'static str,
    pub value: Value,
    /// The largest distance of the two, relative to the larger of them.
    pub tolerance: f64,
    /// A distance that is allowed in any case: the error of rounding, for numbers of the size that the computation passes through.
    pub rounding: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Verdict {
    /// The value by the other road.
    pub value: f64,
    /// The distance of the two values, relative to the larger of them.
    pub relative_error: f64,
    pub holds: bool,
}

impl Check {
    /// A slope by dual numbers.
    pub(super) const fn by_dual_numbers(value: Value) -> Self {
        Self::new("dual numbers", 1e-9, value, rounding_of_outputs)
    }

    /// A sum of products from the last term to the first, with a compensation.
    pub(super) const fn by_compensated_sum(value: Value, rounding: Value) -> Self {
        let by = "a compensated sum from the last term to the first";
        Self::new(by, 1e-12, value, rounding)
    }

    /// An error by the logarithm of a sum.
    pub(super) const fn by_log_sum_exp(value: Value) -> Self {
        let by = "log Σ exp(a) − a in a forward pass of its own";
        Self::new(by, 1e-12, value, rounding_of_outputs)
    }

    /// A forward difference by the exact slope.
    pub(super) const fn by_average_slope(value: Value, rounding: Value) -> Self {
        let by = "the average of the exact slope from the weight to the weight + ε";
        Self::new(by, 1e-9, value, rounding)
    }

    const fn new(by: &'static str, tolerance: f64, value: Value, rounding: Value) -> Self {
        Self {
            by,
            value,
            tolerance,
            rounding,
        }
    }

    pub fn verdict(&self, context: &Context, value: f64) -> Verdict {
        let other = (self.value)(context);
        let distance = (value - other).abs();
        let larger = value.abs().max(other.abs());
        Verdict {
            value: other,
            // Two zeros are not apart.
            relative_error: distance / larger.max(f64::MIN_POSITIVE),
            holds: distance <= self.tolerance * larger + (self.rounding)(context),
        }
    }
}

/// The sum of products, from the last to the first, with the rounding error carried along (Neumaier's summation).
pub(crate) fn compensated_sum(left: &[f64], right: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for (u, v) in left.iter().zip(right).rev() {
        let term = u * v;
        let next = sum + term;
        lost += if sum.abs() >= term.abs() {
            (sum - next) + term
        } else {
            (term - next) + sum
        };
        sum = next;
    }
    // Nothing is carried along beyond the largest number.
    if lost.is_finite() { sum + lost } else { sum }
}

/// The error of rounding of a sum of products.
pub(super) fn rounding_of_sum(left: &[f64], right: &[f64]) -> f64 {
    let products = left.iter().zip(right).map(|(u, v)| (u * v).abs());
    products.sum::<f64>() * ROUNDING
}

/// The sigmoid by way of its logarithm, −log y = log(1 + exp(−a)).
pub(crate) fn sigmoid_by_logarithm(a: f64) -> f64 {
    (-(-a).exp().ln_1p()).exp()
}

/// The hidden outputs with their bias, each by its own compensated sum.
pub(crate) fn hidden_outputs(network: &Network, x: &[f64]) -> Vec<f64> {
    let output = |w_j: &Vec<f64>| sigmoid_by_logarithm(compensated_sum(w_j, x));
    network.w.iter().map(output).chain([1.0]).collect()
}

/// Every output sum a_k.
pub(crate) fn output_sums(network: &Network, x: &[f64]) -> Vec<f64> {
    let z = hidden_outputs(network, x);
    let sum = |v_k: &Vec<f64>| compensated_sum(v_k, &z);
    network.v.iter().map(sum).collect()
}

/// The error of rounding of a function of any sample's output sums, whose slopes are at most 1.
pub(super) fn rounding_of_outputs(context: &Context) -> f64 {
    let Network { w, v } = &context.network;
    let of_sample = |sample: &Sample| {
        let z = hidden_outputs(&context.network, &sample.x);
        let hidden = largest(w.iter().map(|w_j| rounding_of_sum(w_j, &sample.x)));
        let size = |v_k: &Vec<f64>| v_k.iter().map(|v| v.abs()).sum::<f64>();
        let of_output = |v_k: &Vec<f64>| rounding_of_sum(v_k, &z) + hidden * size(v_k);
        ROUNDING.max(largest(v.iter().map(of_output)))
    };
    largest(context.samples.iter().map(of_sample))
}

/// The sum of the sizes of the weights that leave unit j, and the largest size of input i.
pub(super) fn reach(context: &Context, i: usize) -> (f64, f64) {
    let leaving = context.weights_leaving(context.indices.j);
    let inputs = context.samples.iter().map(|sample| sample.x[i].abs());
    (leaving.iter().map(|v| v.abs()).sum(), largest(inputs))
}

/// The largest of numbers that are not negative, or 0.
fn largest(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, f64::max)
}

/// Output k as 1 / Σ_j exp(a_j − a_k), which has no numerator that could overflow.
pub(crate) fn output_by_differences(a: &[f64], k: usize) -> f64 {
    1.0 / a.iter().map(|a_j| (a_j - a[k]).exp()).sum::<f64>()
}

/// E over all samples of the context.
pub(super) fn error(context: &Context) -> f64 {
    mean(context, |n| dual_error(context, n, Variable::Nothing).value)
}

/// E_n of the current sample.
pub(super) fn sample_error(context: &Context) -> f64 {
    dual_error(context, context.n, Variable::Nothing).value
}

/// E_n with its slope along one number.
fn dual_error(context: &Context, n: usize, variable: Variable) -> Dual {
    DualForward::new(context, n, variable).error(0.0)
}

/// The mean over all samples of the context.
fn mean(context: &Context, of_sample: impl Fn(usize) -> f64) -> f64 {
    let count = context.samples.len();
    (0..count).map(of_sample).sum::<f64>() / count as f64
}

/// The number of the network that is varied.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Variable {
    Nothing,
    /// w_ji, by j and i.
    W(usize, usize),
    /// v_kj, by k and j.
    V(usize, usize),
    /// The output sum a_k.
    A(usize),
}

impl Variable {
    /// The current hidden weight w_ji.
    pub fn w(context: &Context) -> Self {
        Self::W(context.indices.j, context.indices.i)
    }

    /// The current output weight v_kj.
    pub fn v(context: &Context) -> Self {
        Self::V(context.indices.k, context.indices.j)
    }
}

/// The slope of E_n along one number.
pub(crate) fn slope_of_sample_error(context: &Context, variable: Variable) -> f64 {
    dual_error(context, context.n, variable).slope
}

/// The slope of E along one number.
pub(crate) fn slope_of_error(context: &Context, variable: Variable) -> f64 {
    mean(context, |n| dual_error(context, n, variable).slope)
}

/// The forward difference of E as what it is: the average of the exact slope over the step from the weight to the weight + ε.
pub(crate) fn average_slope_of_error(context: &Context, variable: Variable) -> f64 {
    mean(context, |n| {
        let pass = DualForward::new(context, n, variable);
        average(context.epsilon, |shift| pass.error(shift).slope)
    })
}

/// The slope of output i along the output sum a_k.
pub(super) fn slope_of_output(context: &Context, i: usize, k: usize) -> f64 {
    let sums = DualForward::new(context, context.n, Variable::A(k)).sums(0.0);
    Dual::softmax(&sums, i).slope
}

/// The slope of the output sum a_k along v_kj.
pub(super) fn slope_of_sum(context: &Context, k: usize, j: usize) -> f64 {
    DualForward::new(context, context.n, Variable::V(k, j)).sums(0.0)[k].slope
}

/// The average of the sigmoid's exact slope over the step from `at` to `at` + ε.
pub(crate) fn average_slope_of_sigmoid(at: f64, epsilon: f64) -> f64 {
    average(epsilon, |shift| Dual::varied(at + shift).sigmoid().slope)
}

/// The mean of f over [0, length] by Gauss's quadrature in five points on each of many pieces, more of them for a longer step.
fn average(length: f64, f: impl Fn(f64) -> f64) -> f64 {
    const POINTS: [(f64, f64); 3] = [
        (0.0, 0.568_888_888_888_888_9),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ];
    let count = (length.abs() * 16.0).clamp(8.0, 20_000.0) as u32;
    let half = length / f64::from(2 * count);
    let piece = |number: u32| {
        let middle = half * f64::from(2 * number + 1);
        let pair = |(at, weight): &(f64, f64)| match at {
            0.0 => weight * f(middle),
            at => weight * (f(middle - at * half) + f(middle + at * half)),
        };
        POINTS.iter().map(pair).sum::<f64>()
    };
    (0..count).map(piece).sum::<f64>() / f64::from(2 * count)
}

/// A forward pass of one sample in dual numbers, in which one number of the network is varied.
struct DualForward<'a> {
    network: &'a Network,
    sample: &'a Sample,
    variable: Variable,
    inputs: Vec<Dual>,
    /// The hidden outputs with their bias, before one of them is varied.
    hidden: Vec<Dual>,
}

impl<'a> DualForward<'a> {
    fn new(context: &'a Context, n: usize, variable: Variable) -> Self {
        let (network, sample) = (&context.network, &context.samples[n]);
        let inputs: Vec<Dual> = sample.x.iter().copied().map(Dual::fixed).collect();
        let output = |w_j: &Vec<f64>| weighted_sum(ZERO, w_j, &inputs, None).sigmoid();
        let hidden = network.w.iter().map(output).chain([Dual::fixed(1.0)]);
        Self {
            network,
            sample,
            variable,
            hidden: hidden.collect(),
            inputs,
        }
    }

    /// The output sums after the variable is moved by `shift`.
    fn sums(&self, shift: f64) -> Vec<Dual> {
        let moved = |weights: &[f64], at: usize| Some((at, Dual::varied(weights[at] + shift)));
        let mut hidden = self.hidden.clone();
        if let Variable::W(j, i) = self.variable {
            let w_j = &self.network.w[j];
            hidden[j] = weighted_sum(ZERO, w_j, &self.inputs, moved(w_j, i)).sigmoid();
        }
        let sum = |(row, v_k): (usize, &Vec<f64>)| match self.variable {
            Variable::A(k) if k == row => weighted_sum(Dual::varied(shift), v_k, &hidden, None),
            Variable::V(k, j) if k == row => weighted_sum(ZERO, v_k, &hidden, moved(v_k, j)),
            _ => weighted_sum(ZERO, v_k, &hidden, None),
        };
        self.network.v.iter().enumerate().map(sum).collect()
    }

    fn error(&self, shift: f64) -> Dual {
        let sums = self.sums(shift);
        let whole = Dual::log_sum_exp(&sums);
        let targets = self.sample.t.iter().zip(&sums).filter(|(t, _)| **t != 0.0);
        targets.fold(ZERO, |sum, (t, a)| sum + Dual::fixed(*t) * (whole - *a))
    }
}

/// `first` and the products of weights and inputs. The weight at a position may be moved.
fn weighted_sum(
    first: Dual,
    weights: &[f64],
    inputs: &[Dual],
    moved: Option<(usize, Dual)>,
) -> Dual {
    let pairs = weights.iter().zip(inputs).enumerate();
    pairs.fold(first, |sum, (index, (weight, input))| {
        let moved = moved.filter(|(at, _)| *at == index);
        sum + moved.map_or(Dual::fixed(*weight), |(_, weight)| weight) * *input
    })
}
