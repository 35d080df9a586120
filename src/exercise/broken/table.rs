//! The faults that are planted, by the equation in which they are.

use super::gradient::sent_back;
use super::{Must, Order, Outputs, Place, Plant, Planted, WrongPass};
use crate::model::backprop::output_errors;
use crate::model::network::{eq07_softmax, log_softmax};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};

/// No fault at all.
pub static RIGHT: Planted = Planted {
    name: "right",
    place: Place::Nothing,
    level: 4,
    cause: "Nothing is wrong.",
    lesson: "To say so takes more than a glance: the check agrees in every entry, the outputs sum to 1, and the columns of ∂E/∂v sum to 0.",
    breaks: None,
    plant: Plant::None,
};

const fn fault(
    place: Place,
    level: u8,
    name: &'static str,
    plant: Plant,
    cause: &'static str,
    lesson: &'static str,
) -> Planted {
    Planted {
        name,
        place,
        level,
        cause,
        lesson,
        breaks: None,
        plant,
    }
}

/// A fault of the forward pass, and the one thing that must hold and does not.
const fn of_pass(
    name: &'static str,
    breaks: Must,
    pass: WrongPass,
    cause: &'static str,
    lesson: &'static str,
) -> Planted {
    Planted {
        breaks: Some(breaks),
        ..fault(Place::Pass, 5, name, Plant::Pass(pass), cause, lesson)
    }
}

use Place::{AlongV, AlongW, Errors, Mean};

pub static FAULTS: [Planted; 31] = [
    fault(
        Mean,
        1,
        "sum-for-mean",
        Plant::Scale(|n| [n, n]),
        "The slopes of the samples are added up, and not divided by N.",
        "A step is N times as long. With a small α that even trains faster, so the curve alone tells nothing.",
    ),
    fault(
        Mean,
        1,
        "divided-twice",
        Plant::Scale(|n| [1.0 / n, 1.0 / n]),
        "The sum of the slopes is divided by N twice.",
        "A step is N times too short, and E falls slowly, as with a small α. Only the ratio tells it from one.",
    ),
    fault(
        Mean,
        2,
        "w-summed",
        Plant::Scale(|n| [n, 1.0]),
        "The slopes along w are added up; only those along v are divided by N.",
        "Two blocks with two ratios: the mean is taken in two places, and one of them forgot it.",
    ),
    fault(
        Mean,
        2,
        "v-summed",
        Plant::Scale(|n| [1.0, n]),
        "The slopes along v are added up; only those along w are divided by N.",
        "Two blocks with two ratios: the mean is taken in two places, and one of them forgot it.",
    ),
    fault(
        Errors,
        1,
        "sign",
        Plant::Errors(|y, t, k| t[k] - y[k]),
        "The errors are t − y, with the sign turned round.",
        "Every slope has the wrong sign, so that each step climbs.",
    ),
    fault(
        Errors,
        3,
        "squared",
        Plant::Errors(|y, t, k| (y[k] - t[k]) * y[k] * (1.0 - y[k])),
        "The errors have a factor y (1 − y), as those of squared errors have.",
        "Each error keeps its sign, so that it trains, slowly. With the softmax and the cross-entropy that factor cancels.",
    ),
    fault(
        Errors,
        3,
        "no-targets",
        Plant::Errors(|y, _, k| y[k]),
        "The errors are y; the targets are left out.",
        "Each step lowers all sums alike: nothing is learned from the classes.",
    ),
    fault(
        Errors,
        3,
        "first-for-all",
        Plant::Errors(|y, t, _| y[0] - t[0]),
        "Every output has the error of output 0.",
        "All rows of ∂E/∂v are the same: an index that does not move.",
    ),
    fault(
        AlongV,
        2,
        "v-bias",
        Plant::AlongV(|pass, errors, k, j| {
            if j + 1 < pass.z.len() {
                errors[k] * pass.z[j]
            } else {
                0.0
            }
        }),
        "The loop over j ends before the bias: the last column stays 0.",
        "All else is right, and the other weights make up for the bias: the curve hardly shows it.",
    ),
    fault(
        AlongV,
        3,
        "b-for-z",
        Plant::AlongV(|pass, errors, k, j| errors[k] * pass.b.get(j).unwrap_or(&1.0)),
        "The hidden sums b_j are taken for the hidden outputs z_j.",
        "b and z rise together, so that it still trains, and often faster. Only the bias column is right: z_M = 1 has no sum.",
    ),
    fault(
        AlongV,
        3,
        "extra-slope",
        Plant::AlongV(|pass, errors, k, j| errors[k] * pass.y[k] * (1.0 - pass.y[k]) * pass.z[j]),
        "There is a factor y_k (1 − y_k) too many.",
        "The slopes along w are right, so the errors are. (26) takes its own factor, and trains slowly.",
    ),
    fault(
        AlongV,
        3,
        "slope-for-z",
        Plant::AlongV(|pass, errors, k, j| {
            errors[k] * pass.b.get(j).map_or(1.0, |b_j| sigmoid_slope(*b_j))
        }),
        "The slope h′(b_j) is taken for z_j.",
        "h′ belongs to the way through a hidden unit, and v ends before it. Only the bias column is right.",
    ),
    fault(
        AlongW,
        2,
        "w-bias",
        Plant::Input(|x, i| if i + 1 < x.len() { x[i] } else { 0.0 }),
        "The loop over i ends before the bias: the last column stays 0.",
        "The lines of the hidden units turn and cannot shift. On centred data that is hardly seen.",
    ),
    fault(
        AlongW,
        2,
        "back-sign",
        Plant::SentBack(|v, errors, j| -sent_back(v, errors, j)),
        "The errors come back with the wrong sign.",
        "v goes down and w goes up: E still falls, as far as v alone can bring it.",
    ),
    fault(
        AlongW,
        3,
        "no-slope",
        Plant::Slope(|_, _| 1.0),
        "The factor h′(b_j) is left out.",
        "h′ is at most 1/4 and differs from sample to sample, so that the ratio is no constant.",
    ),
    fault(
        AlongW,
        3,
        "h-for-slope",
        Plant::Slope(|pass, j| pass.z[j]),
        "h(b_j) is taken for h′(b_j).",
        "Both are positive, so that each sample's slopes have the right sign, and a wrong size.",
    ),
    fault(
        AlongW,
        3,
        "slope-of-z",
        Plant::Slope(|pass, j| sigmoid_slope(pass.z[j])),
        "The slope is h′(z_j), at the output of the unit in place of its sum.",
        "z lies between 0 and 1, so that h′(z) is always between 0.20 and 0.25: a unit never saturates.",
    ),
    fault(
        AlongW,
        3,
        "class-0-alone",
        Plant::SentBack(|v, errors, j| errors[0] * v[0][j]),
        "Only output 0 sends its error back; the sum over k is missing.",
        "A unit hears of one class alone, and learns nothing from the errors of the others.",
    ),
    fault(
        AlongW,
        3,
        "last-class-missing",
        Plant::SentBack(|v, errors, j| {
            let count = errors.len() - 1;
            sent_back(v, errors, j) - errors[count] * v[count][j]
        }),
        "The sum over k ends before the last class.",
        "Samples of the other classes are nearly right once y of the last one is near 0.",
    ),
    fault(
        AlongW,
        3,
        "row-for-column",
        Plant::SentBack(|v, errors, j| {
            let row = &v[j.min(v.len() - 1)];
            let term = |(k, error): (usize, &f64)| error * row[k.min(row.len() - 1)];
            errors.iter().enumerate().map(term).sum()
        }),
        "Row j of v is taken for column j.",
        "Where M + 1 = K nothing complains of the sizes, and on the diagonal both are one weight.",
    ),
    fault(
        AlongW,
        3,
        "column-shifted",
        Plant::SentBack(|v, errors, j| sent_back(v, errors, j + 1)),
        "Unit j takes column j + 1 of v.",
        "It is as if the bias came first. Each unit learns what its neighbour should.",
    ),
    fault(
        AlongW,
        3,
        "slope-of-unit-0",
        Plant::Slope(|pass, _| sigmoid_slope(pass.b[0])),
        "All units have h′(b₀), the slope of unit 0.",
        "Row 0 is right: an index that does not move.",
    ),
    fault(
        Place::Order,
        3,
        "new-v",
        Plant::Order(Order::NewV),
        "v is stored first, and the errors come back through the new v.",
        "The smaller α is, the smaller the fault: no equation is wrong, only its time.",
    ),
    fault(
        Place::Order,
        3,
        "second-pass",
        Plant::Order(Order::SecondPass),
        "v is stored first, and w's slopes come from a second forward pass.",
        "Both blocks go downhill, one after the other. It trains, but it is not the gradient.",
    ),
    fault(
        Place::Order,
        3,
        "new-w",
        Plant::Order(Order::NewW),
        "w is stored first, and v's slopes come from a second forward pass.",
        "Both blocks go downhill, one after the other. It trains, but it is not the gradient.",
    ),
    of_pass(
        "v-bias-dropped",
        Must::EveryWeightCounts,
        WrongPass {
            cut: Some('v'),
            outputs: right_outputs,
            errors: right_errors,
        },
        "The output sums (5) leave the bias of v out.",
        "Its slopes are 0 by both roads: a check compares the network with itself, and a weight without effect has slope 0.",
    ),
    of_pass(
        "w-bias-dropped",
        Must::EveryWeightCounts,
        WrongPass {
            cut: Some('w'),
            outputs: right_outputs,
            errors: right_errors,
        },
        "The hidden sums (5) leave the bias of w out.",
        "Its slopes are 0 by both roads, and the lines of all hidden units go through one point.",
    ),
    of_pass(
        "last-class-not-summed",
        Must::SumToOne,
        WrongPass {
            cut: None,
            outputs: without_last,
            errors: without_last_errors,
        },
        "The sum below the line of (7) ends before the last class.",
        "The outputs sum to more than 1, and E can fall below 0: no sum of probabilities does that.",
    ),
    of_pass(
        "sigmoid-for-softmax",
        Must::SumToOne,
        WrongPass {
            cut: None,
            outputs: sigmoids,
            errors: sigmoid_errors,
        },
        "Each output is h(a_k), a sigmoid of its own, in place of the softmax (7).",
        "The outputs do not sum to 1: no class takes anything from another.",
    ),
    of_pass(
        "h-at-the-outputs",
        Must::ColumnsSumToZero,
        WrongPass {
            cut: None,
            outputs: squeezed,
            errors: squeezed_errors,
        },
        "The output sums go through h before the softmax (7).",
        "The outputs sum to 1 and never come near 0 or 1. The columns of ∂E/∂v do not sum to 0, as those of a softmax do.",
    ),
    of_pass(
        "log-2",
        Must::LogOfClasses,
        WrongPass {
            cut: None,
            outputs: binary,
            errors: binary_errors,
        },
        "The logarithm of (8) has the base 2.",
        "All weights 0 give E = log₂ K and not ln K. It trains as with a larger α.",
    ),
];

fn right_outputs(a: &[f64]) -> Outputs {
    (eq07_softmax(a), log_softmax(a))
}

fn right_errors(_: &[f64], [y, t]: [&[f64]; 2]) -> Vec<f64> {
    output_errors(y, t)
}

/// Shares of a sum to which the last class does not belong.
fn without_last(a: &[f64]) -> Outputs {
    let (first, last) = (&a[..a.len() - 1], a[a.len() - 1]);
    let mut logs = log_softmax(first);
    // log y_0 = a_0 − log of the sum.
    logs.push(last - (first[0] - logs[0]));
    (logs.iter().map(|log| log.exp()).collect(), logs)
}

fn without_last_errors(_: &[f64], [y, t]: [&[f64]; 2]) -> Vec<f64> {
    let last = y.len() - 1;
    let error = |k: usize| if k < last { y[k] - t[k] } else { -t[k] };
    (0..y.len()).map(error).collect()
}

fn sigmoids(a: &[f64]) -> Outputs {
    // log h(a) = −log(1 + exp(−a)), for sums of any size.
    let log = |a_k: &f64| a_k.min(0.0) - (-a_k.abs()).exp().ln_1p();
    let y = a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect();
    (y, a.iter().map(log).collect())
}

fn sigmoid_errors(_: &[f64], [y, t]: [&[f64]; 2]) -> Vec<f64> {
    y.iter()
        .zip(t)
        .map(|(y_k, t_k)| -t_k * (1.0 - y_k))
        .collect()
}

fn squeezed(a: &[f64]) -> Outputs {
    let squeezed: Vec<f64> = a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect();
    right_outputs(&squeezed)
}

fn squeezed_errors(a: &[f64], [y, t]: [&[f64]; 2]) -> Vec<f64> {
    let errors = output_errors(y, t);
    errors
        .iter()
        .zip(a)
        .map(|(error, a_k)| error * sigmoid_slope(*a_k))
        .collect()
}

fn binary(a: &[f64]) -> Outputs {
    let (y, logs) = right_outputs(a);
    let base = std::f64::consts::LN_2;
    (y, logs.iter().map(|log| log / base).collect())
}

fn binary_errors(_: &[f64], [y, t]: [&[f64]; 2]) -> Vec<f64> {
    let base = std::f64::consts::LN_2;
    output_errors(y, t)
        .iter()
        .map(|error| error / base)
        .collect()
}
