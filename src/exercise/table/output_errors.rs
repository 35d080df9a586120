//! The errors at the outputs: equations 20 to 23.

use super::calls::{each_sample, where_targets_sum_to_1};
use super::{at, call, eq, of_sample, road};
use crate::equation::{Chapter, Context, Indices};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::backprop::{self, eq23_output_error};

pub(super) const EXERCISES: &[Exercise] = &[
    Exercise {
        id: "20",
        aliases: &["20.1", "20.2"],
        chapter: Chapter::Backprop,
        title: "the error at the first output",
        asks: "∂Eₙ/∂a₀ in the end, for targets that sum to 1, and two lines that hold for any targets: with (18) and (19) put in, and with y₀ taken out.",
        blanks: &[
            blank! {
                backprop::eq20_error_at_first_output(y_0: f64, t_0: f64) -> f64 {
                    backprop::eq20_error_at_first_output(y_0, t_0)
                }
                fields {
                    equation: Some(eq(20)),
                    calls: |context| where_targets_sum_to_1(context, first_errors),
                    by: "by dual numbers",
                    assumes_targets_sum_to_1: true,
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "This is t₀ − y₀. An output that is too large must give a positive slope: then Eₙ falls when a₀ falls." {
                        t_0 - y_0
                    }
                    "squared-error", "It is too small, by the factor y₀ (1 − y₀).",
                    "y₀ (1 − y₀) belongs to squared errors. Here it is cancelled by the 1/y₀ of the logarithm." {
                        (y_0 - t_0) * y_0 * (1.0 - y_0)
                    }
                    "own-output", "It is 0 wherever t₀ is 0.",
                    "This is −t₀ (1 − y₀), the first term of line 1 alone. The other outputs give t_l y₀ each." {
                        -t_0 * (1.0 - y_0)
                    }
                    "no-target", "It does not change with t₀.",
                    "−t₀ is missing: this is y₀ alone." {
                        y_0
                    }
                    "square", "It is never negative.",
                    "This is the square of y₀ − t₀, an error of its own. Its slope is asked for." {
                        (y_0 - t_0) * (y_0 - t_0)
                    }
                    "along-output", "It is 0 wherever t₀ is 0, and below −1 wherever t₀ is 1.",
                    "This is −t₀/y₀, the slope along y₀. a₀ comes before the softmax." {
                        -t_0 / y_0
                    }
                    "added", "It is never below y₀.",
                    "There is a minus between y₀ and t₀." {
                        y_0 + t_0
                    }
                }
                alternatives {
                    { -t_0 + y_0 }
                    { -(t_0 - y_0) }
                    { -t_0 * (1.0 - y_0) + (1.0 - t_0) * y_0 }
                }
            },
            blank! {
                backprop::eq20_line1_with_slopes(t: &[f64], y: &[f64]) -> f64 {
                    let others: f64 = t[1..].iter().map(|t_l| t_l * y[0]).sum();
                    -t[0] * (1.0 - y[0]) + others
                }
                fields {
                    signature: Some("pub fn eq20_line1_with_slopes(t: &[f64], y: &[f64]) -> f64"),
                    equation: Some(eq(20)),
                    calls: first_lines,
                    by: "by dual numbers",
                }
                faults {
                    "others-turned", "It is negative wherever t₀ is 0.",
                    "The other terms have a minus. There are two, one from Eₙ and one from (19), and together they make a plus." {
                        -t[0] * (1.0 - y[0]) - t[1..].iter().map(|t_l| t_l * y[0]).sum::<f64>()
                    }
                    "first-turned", "It is positive wherever t₀ is 1.",
                    "The first term has a plus. It has one minus, that of Eₙ: (18) has none." {
                        t[0] * (1.0 - y[0]) + t[1..].iter().map(|t_l| t_l * y[0]).sum::<f64>()
                    }
                    "own-output", "It is 0 wherever t₀ is 0.",
                    "Only the first term is there. The others have t_l y₀ each." {
                        -t[0] * (1.0 - y[0])
                    }
                    "own-shares", "A term after the first is off by the factor y_l/y₀.",
                    "The other terms are t_l y_l. In (1/y_l) · y_l y₀ it is the y_l that cancels, so y₀ is left." {
                        -t[0] * (1.0 - y[0]) + t[1..].iter().zip(&y[1..]).map(|(t_l, y_l)| t_l * y_l).sum::<f64>()
                    }
                    "no-reciprocals", "Each term is too small, by its own factor y_l.",
                    "The factors 1/y_l of (17) are lost." {
                        let others: f64 = t[1..].iter().zip(&y[1..]).map(|(t_l, y_l)| t_l * y_l * y[0]).sum();
                        -t[0] * y[0] * (1.0 - y[0]) + others
                    }
                    "first-twice", "It is too large by exactly t₀ y₀.",
                    "The sum over the others begins at 0 and counts the first output again." {
                        -t[0] * (1.0 - y[0]) + t.iter().map(|t_l| t_l * y[0]).sum::<f64>()
                    }
                    "second-alone", "It does not change with t₂ and those after it.",
                    "Only one other term is there. Each output other than the first has one." {
                        -t[0] * (1.0 - y[0]) + t[1] * y[0]
                    }
                }
                alternatives {
                    { let mut slope = -t[0] * (1.0 - y[0]); for i in 1..t.len() { slope += t[i] * y[0]; } slope }
                    { t[1..].iter().sum::<f64>() * y[0] - (1.0 - y[0]) * t[0] }
                    { -t[0] / y[0] * y[0] * (1.0 - y[0]) + (1..y.len()).map(|i| t[i] / y[i] * y[i] * y[0]).sum::<f64>() }
                }
            },
            blank! {
                backprop::eq20_line2_collected(t: &[f64], y: &[f64]) -> f64 {
                    t.iter().sum::<f64>() * y[0] - t[0]
                }
                fields {
                    signature: Some("pub fn eq20_line2_collected(t: &[f64], y: &[f64]) -> f64"),
                    equation: Some(eq(20)),
                    calls: first_lines,
                    by: "by dual numbers",
                }
                faults {
                    "first-target-missing", "It is too small by exactly t₀ y₀.",
                    "t₀ is not in the sum. −t₀ (1 − y₀) is −t₀ + t₀ y₀, and the second of these belongs to it." {
                        t[1..].iter().sum::<f64>() * y[0] - t[0]
                    }
                    "turned", "Every number has the right size and the wrong sign.",
                    "It is t₀ minus the sum times y₀. The sum comes first." {
                        t[0] - t.iter().sum::<f64>() * y[0]
                    }
                    "own-shares", "It changes with all outputs, not with y₀ alone.",
                    "Each t_l is multiplied by its own y_l. All of them have the factor y₀." {
                        t.iter().zip(y).map(|(t_l, y_l)| t_l * y_l).sum::<f64>() - t[0]
                    }
                    "all-targets-subtracted", "It is negative for every sample.",
                    "The sum of all targets is subtracted. It should be t₀ alone." {
                        let sum: f64 = t.iter().sum();
                        sum * y[0] - sum
                    }
                    "sum-of-targets-taken-for-1", "It is right where the targets sum to 1, and off by (1 − Σ t_k) y₀ elsewhere.",
                    "This is line 3, where the sum of the targets is replaced by 1. Line 2 holds for any targets." {
                        y[0] - t[0]
                    }
                    "no-target", "It is never negative.",
                    "−t₀ is missing." {
                        t.iter().sum::<f64>() * y[0]
                    }
                }
                alternatives {
                    { t.iter().map(|t_l| t_l * y[0]).sum::<f64>() - t[0] }
                    { -t[0] * (1.0 - y[0]) + t[1..].iter().sum::<f64>() * y[0] }
                    { let mut sum = 0.0; for i in (0..t.len()).rev() { sum += t[i]; } y[0] * sum - t[0] }
                }
            },
        ],
        hints: [
            "When a₀ rises, which of the K terms of Eₙ rise, and which fall?",
            "The terms of the other outputs have two minus signs each. Taken together, all targets meet the same output; and what is their sum?",
            "−t₀ (1 − y₀) + …:  `-t[0] * (1.0 - y[0]) + …`  then  `… * y[0] - t[0]`  and  `y_0 - …`",
        ],
    },
    Exercise {
        id: "21",
        aliases: &["22", "23"],
        chapter: Chapter::Backprop,
        title: "the errors at all outputs",
        asks: "The same for the second, the third and any output, and then for all K of them in a list.",
        blanks: &[
            blank! {
                backprop::eq21_error_at_second_output(y_1: f64, t_1: f64) -> f64 {
                    backprop::eq21_error_at_second_output(y_1, t_1)
                }
                fields {
                    equation: Some(eq(21)),
                    calls: |context| where_targets_sum_to_1(context, |context| errors_at(context, 1)),
                    by: "by dual numbers",
                    assumes_targets_sum_to_1: true,
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "This is t₁ − y₁. What is asked for is the slope of Eₙ, which is positive where y₁ is too large." {
                        t_1 - y_1
                    }
                    "squared-error", "It is too small, by the factor y₁ (1 − y₁).",
                    "y₁ (1 − y₁) belongs to squared errors. With the cross-entropy it cancels." {
                        (y_1 - t_1) * y_1 * (1.0 - y_1)
                    }
                    "own-output", "It is 0 wherever t₁ is 0.",
                    "This is the term of the second output alone. The others give t_l y₁ each." {
                        -t_1 * (1.0 - y_1)
                    }
                    "along-output", "It is 0 wherever t₁ is 0, and below −1 wherever t₁ is 1.",
                    "This is −t₁/y₁, the slope along y₁. a₁ comes before the softmax." {
                        -t_1 / y_1
                    }
                }
                alternatives {
                    { -t_1 + y_1 }
                    { -(t_1 - y_1) }
                    { -t_1 * (1.0 - y_1) + (1.0 - t_1) * y_1 }
                }
            },
            blank! {
                backprop::eq22_error_at_third_output(y_2: f64, t_2: f64) -> f64 {
                    backprop::eq22_error_at_third_output(y_2, t_2)
                }
                fields {
                    equation: Some(eq(22)),
                    calls: |context| where_targets_sum_to_1(context, |context| errors_at(context, 2)),
                    by: "by dual numbers",
                    assumes_targets_sum_to_1: true,
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "This is t₂ − y₂. What is asked for is the slope of Eₙ, which is positive where y₂ is too large." {
                        t_2 - y_2
                    }
                    "squared-error", "It is too small, by the factor y₂ (1 − y₂).",
                    "y₂ (1 − y₂) belongs to squared errors. With the cross-entropy it cancels." {
                        (y_2 - t_2) * y_2 * (1.0 - y_2)
                    }
                    "no-target", "It does not change with t₂.",
                    "−t₂ is missing: this is y₂ alone." {
                        y_2
                    }
                    "square", "It is never negative.",
                    "This is the square of y₂ − t₂, an error of its own. Its slope is asked for." {
                        (y_2 - t_2) * (y_2 - t_2)
                    }
                }
                alternatives {
                    { -t_2 + y_2 }
                    { -(t_2 - y_2) }
                }
            },
            blank! {
                backprop::eq23_output_error(y_k: f64, t_k: f64) -> f64 { backprop::eq23_output_error(y_k, t_k) }
                fields {
                    equation: Some(eq(23)),
                    calls: |context| where_targets_sum_to_1(context, errors_at_each),
                    by: "by dual numbers",
                    assumes_targets_sum_to_1: true,
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "This is t_k − y_k. What is asked for is the slope of Eₙ, which is positive where y_k is too large." {
                        t_k - y_k
                    }
                    "squared-error", "It is too small, by the factor y_k (1 − y_k).",
                    "y_k (1 − y_k) belongs to squared errors. With the cross-entropy it cancels." {
                        (y_k - t_k) * y_k * (1.0 - y_k)
                    }
                    "along-output", "It is 0 wherever t_k is 0, and below −1 wherever t_k is 1.",
                    "This is −t_k/y_k, the slope along y_k. a_k comes before the softmax." {
                        -t_k / y_k
                    }
                    "own-output", "It is 0 wherever t_k is 0.",
                    "This is the term of output k alone. Each other output gives t_l y_k." {
                        -t_k * (1.0 - y_k)
                    }
                    "size", "The sign is lost: it is positive where y_k is too small as well.",
                    "This is the distance of y_k and t_k. The sign says which way a_k has to go." {
                        (y_k - t_k).abs()
                    }
                    "square", "It is never negative, and too small.",
                    "This is the square of y_k − t_k, an error of its own. Its slope is asked for." {
                        (y_k - t_k) * (y_k - t_k)
                    }
                }
                alternatives {
                    { -t_k + y_k }
                    { -(t_k - y_k) }
                    { (1.0 - t_k) * y_k - t_k * (1.0 - y_k) }
                }
            },
            blank! {
                backprop::output_errors(y: &[f64], t: &[f64]) -> Vec<f64> { backprop::output_errors(y, t) }
                fields {
                    calls: |context| where_targets_sum_to_1(context, all_errors),
                    by: "by dual numbers",
                    assumes_targets_sum_to_1: true,
                    over: Some('k'),
                }
                faults {
                    "turned", "Every entry has the wrong sign.",
                    "They are t_k − y_k. y and t are exchanged." {
                        y.iter().zip(t).map(|(y_k, t_k)| t_k - y_k).collect()
                    }
                    "squared-error", "Each entry is too small, by its own factor y_k (1 − y_k).",
                    "y_k (1 − y_k) belongs to squared errors. With the cross-entropy it cancels." {
                        y.iter().zip(t).map(|(y_k, t_k)| (y_k - t_k) * y_k * (1.0 - y_k)).collect()
                    }
                    "first-class", "All entries are the same number, y₀ − t₀.",
                    "The index does not move: class 0 is used for all." {
                        y.iter().map(|_| eq23_output_error(y[0], t[0])).collect()
                    }
                    "along-output", "The entries are 0 wherever t_k is 0, and they do not sum to 0.",
                    "This is −t_k/y_k, the slope along y_k. The sums a_k come before the softmax." {
                        y.iter().zip(t).map(|(y_k, t_k)| -t_k / y_k).collect()
                    }
                    "divided", "Each entry is too small by a factor K.",
                    "They are divided by the number of classes. (12) is a sum over k, not a mean." {
                        y.iter().zip(t).map(|(y_k, t_k)| (y_k - t_k) / y.len() as f64).collect()
                    }
                    "size", "No entry is negative, so they do not sum to 0.",
                    "This is the distance of y_k and t_k. The signs say which way the sums have to go." {
                        y.iter().zip(t).map(|(y_k, t_k)| (y_k - t_k).abs()).collect()
                    }
                    "targets-alone", "The entries are 0 wherever t_k is 0, and right elsewhere.",
                    "Classes whose target is 0 are left out. They have to come down: y_k − 0 = y_k." {
                        y.iter().zip(t).map(|(y_k, t_k)| if *t_k == 0.0 { 0.0 } else { y_k - t_k }).collect()
                    }
                    "decision", "All entries are whole numbers for targets of 0 and 1.",
                    "The largest y_k counts as 1 and the others as 0, as in a perceptron. The error is in the shares themselves." {
                        let largest = y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                        y.iter().zip(t).map(|(y_k, t_k)| if *y_k == largest { 1.0 - t_k } else { -t_k }).collect()
                    }
                    "reversed", "The right numbers are there, in the opposite order.",
                    "The list is filled from its end." {
                        (0..y.len()).rev().map(|k| eq23_output_error(y[k], t[k])).collect()
                    }
                }
                alternatives {
                    { (0..y.len()).map(|k| y[k] - t[k]).collect() }
                    { let mut errors = y.to_vec(); for k in 0..t.len() { errors[k] -= t[k]; } errors }
                    { let mut errors = Vec::new(); for (y_k, t_k) in y.iter().zip(t) { errors.push(eq23_output_error(*y_k, *t_k)); } errors }
                }
            },
        ],
        hints: [
            "Is anything special about the first output, if all outputs are numbered anew?",
            "The sign decides: an output that is larger than its target has to come down, so its slope is positive. And each class has its own output and its own target.",
            "∂Eₙ/∂a_k = y_k − …:  `y_k - …`  and for all k:  `y.iter().zip(t).map(|(y_k, t_k)| eq23_output_error(…)).collect()`",
        ],
    },
];

fn first_errors(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![of_n.pass.y[0].into(), of_n.sample().t[0].into()];
        (arguments, road(of_n, eq(20)))
    })
}

fn first_lines(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![
            of_n.sample().t.as_slice().into(),
            of_n.pass.y.as_slice().into(),
        ];
        (arguments, road(of_n, eq(20)))
    })
}

/// A call for each sample: y_k and t_k of one output, if there is one.
fn errors_at(context: &Context, k: usize) -> Vec<Call> {
    if k >= context.network.classes() {
        return Vec::new();
    }
    each_sample(context, |of_n| {
        let Indices { j, i, .. } = of_n.indices;
        let moved = at(of_n, k, j, i);
        (error_at(&moved), road(&moved, eq(23)))
    })
}

/// A call for each sample and each k: y_k and t_k.
fn errors_at_each(context: &Context) -> Vec<Call> {
    let (count, classes) = (context.samples.len(), context.network.classes());
    let places = (0..count).flat_map(|n| (0..classes).map(move |k| (n, k)));
    let of_place = |(n, k): (usize, usize)| {
        let Indices { j, i, .. } = context.indices;
        let moved = at(&of_sample(context, n), k, j, i);
        let place = format!("k = {k}, sample {n}");
        call(&moved, place, error_at(&moved), road(&moved, eq(23)))
    };
    places.map(of_place).collect()
}

/// The output and the target of the current k.
fn error_at(context: &Context) -> Vec<Argument> {
    let k = context.indices.k;
    vec![context.pass.y[k].into(), context.sample().t[k].into()]
}

fn all_errors(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let Indices { j, i, .. } = of_n.indices;
        let error = |k: usize| road(&at(of_n, k, j, i), eq(23));
        let errors: Vec<f64> = (0..of_n.network.classes()).map(error).collect();
        let arguments = vec![
            of_n.pass.y.as_slice().into(),
            of_n.sample().t.as_slice().into(),
        ];
        (arguments, errors)
    })
}
