//! The outputs of the network: equation 7 and its logarithm.

use super::network::of_samples;
use super::neuron::has_large_sums;
use super::{call, eq};
use crate::equation::check::output_by_differences;
use crate::equation::{Chapter, Context};
use crate::exercise::{Call, Exercise};
use crate::model::network::{self, eq07_softmax};
use crate::model::neuron::eq04_sigmoid;

pub(super) const EXERCISES: &[Exercise] = &[
    Exercise {
        id: "7",
        aliases: &[],
        chapter: Chapter::Network,
        title: "the softmax",
        asks: "From K sums to K shares of one whole, each between 0 and 1. It should hold for large sums as well.",
        blanks: &[blank! {
            network::eq07_softmax(a: &[f64]) -> Vec<f64> { network::eq07_softmax(a) }
            fields { equation: Some(eq(7)), calls: softmaxes, by: "by 1 / Σ exp(a_j − a_k)", over: Some('k') }
            faults {
                "not-divided", "The ratios of the y_k are right, but they do not sum to 1: each is exp(a_k).",
                "The exponentials are not divided by their sum." {
                    a.iter().map(|a_k| a_k.exp()).collect()
                }
                "sigmoid-of-each", "Each y_k is between 0 and 1, but does not change with the other sums.",
                "This is a sigmoid of each sum. In the softmax all classes share one denominator." {
                    a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect()
                }
                "shifted-above-alone", "The ratios of the y_k are right, but they sum to exp(−A), where A is the largest a_k.",
                "The largest is subtracted above and not below. It cancels only where it is in both." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum();
                    a.iter().map(|a_k| (a_k - largest).exp() / sum).collect()
                }
                "shifted-below-alone", "The ratios of the y_k are right, but they sum to exp(A), where A is the largest a_k.",
                "The largest is subtracted below and not above. It cancels only where it is in both." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let sum: f64 = a.iter().map(|a_j| (a_j - largest).exp()).sum();
                    a.iter().map(|a_k| a_k.exp() / sum).collect()
                }
                "divided-by-largest", "The ratios of the y_k are right, but the largest y_k is 1.",
                "The exponentials are divided by the largest of them, not by their sum: subtracting the largest a_k is not yet the division." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    a.iter().map(|a_k| (a_k - largest).exp()).collect()
                }
                "divided-by-count", "The ratios of the y_k are right, but each is exp(a_k) / K.",
                "The exponentials are divided by their number K, not by their sum." {
                    a.iter().map(|a_k| a_k.exp() / a.len() as f64).collect()
                }
                "proportional", "They sum to 1, but y_k is negative where a_k and the sum of all a_j have opposite signs.",
                "The sums themselves are divided by their sum. Only their exponentials are certain to be positive." {
                    let sum: f64 = a.iter().sum();
                    a.iter().map(|a_k| a_k / sum).collect()
                }
                "reversed", "They sum to 1, but the order is reversed: the largest sum has the smallest share.",
                "The exponentials have a minus. Here they are exp(a_k); the minus belongs to the sigmoid (4)." {
                    let powers: Vec<f64> = a.iter().map(|a_k| (-a_k).exp()).collect();
                    let sum: f64 = powers.iter().sum();
                    powers.iter().map(|power| power / sum).collect()
                }
                "squares", "They sum to 1, but y_k does not change with the sign of a_k.",
                "The sums are squared to make them positive. The exponential does that too, and keeps their order." {
                    let sum: f64 = a.iter().map(|a_j| a_j * a_j).sum();
                    a.iter().map(|a_k| a_k * a_k / sum).collect()
                }
                "others-below", "The order is right, but each is y_k / (1 − y_k), and they sum to more than 1.",
                "The denominator leaves out the class itself. The sum over j has all classes, k too." {
                    let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum();
                    a.iter().map(|a_k| a_k.exp() / (sum - a_k.exp())).collect()
                }
                "winner", "One y_k is 1, and all others are 0.",
                "The largest sum takes everything. The softmax leaves each class a share, and so a slope." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    a.iter().map(|a_k| if *a_k < largest { 0.0 } else { 1.0 }).collect()
                }
            }
            alternatives {
                { let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum(); a.iter().map(|a_k| a_k.exp() / sum).collect() }
                { a.iter().map(|a_k| 1.0 / a.iter().map(|a_j| (a_j - a_k).exp()).sum::<f64>()).collect() }
                {
                    let mut largest = a[0];
                    for a_k in a { if *a_k > largest { largest = *a_k; } }
                    let mut sum = 0.0;
                    for a_j in a { sum += (a_j - largest).exp(); }
                    let whole = largest + sum.ln();
                    let mut y = Vec::new();
                    for a_k in a { y.push((a_k - whole).exp()); }
                    y
                }
                { let mut y: Vec<f64> = a.iter().map(|a_k| (a_k - a[0]).exp()).collect(); let sum: f64 = y.iter().rev().sum(); for y_k in &mut y { *y_k /= sum; } y }
            }
        }],
        hints: [
            "What must the K shares sum to, and which of them may be negative?",
            "The exponentials are as they should be if the ratios are right. What is each of them divided by?",
            "y_k = exp(a_k − A) / …, with A the largest sum:  `powers.iter().map(|power| power / …).collect()`",
        ],
    },
    Exercise {
        id: "7s",
        aliases: &[],
        chapter: Chapter::Network,
        title: "the logarithm of the softmax",
        asks: "log y_k from the sums, without going through y_k, which may be too small for a number. The error (8) needs it.",
        blanks: &[blank! {
            network::log_softmax(a: &[f64]) -> Vec<f64> { network::log_softmax(a) }
            fields { calls: log_softmaxes, by: "by adding two exponentials at a time", over: Some('k') }
            faults {
                "not-put-back", "All are off by the same number, the largest a_j.",
                "The largest was taken out of the exponents and not put back: log Σ exp(a_j) is A + log Σ exp(a_j − A)." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let sum: f64 = a.iter().map(|a_j| (a_j - largest).exp()).sum();
                    a.iter().map(|a_k| a_k - sum.ln()).collect()
                }
                "no-sum", "All are too large by the same number, and the largest is 0.",
                "Only the largest is subtracted. log Σ exp(a_j − A) is missing, the logarithm of the denominator." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    a.iter().map(|a_k| a_k - largest).collect()
                }
                "sum-not-logged", "All are too small by the same number: Σ_k exp(log y_k) is below 1.",
                "The sum of the exponentials is subtracted, and not its logarithm." {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let sum: f64 = a.iter().map(|a_j| (a_j - largest).exp()).sum();
                    a.iter().map(|a_k| a_k - largest - sum).collect()
                }
                "sum-of-logs", "Each is a_k minus the sum of all a_j.",
                "The logarithm is moved inside the sum. The log of a sum of exponentials is not the sum of their logs." {
                    let sum: f64 = a.iter().sum();
                    a.iter().map(|a_k| a_k - sum).collect()
                }
                "no-logarithm", "They are positive and sum to 1: these are the y_k.",
                "The logarithm is left out." {
                    eq07_softmax(a)
                }
                "sum-added", "The differences are right, but all are off by twice log Σ exp(a_j).",
                "log Σ exp(a_j) is added. The logarithm of a quotient is a difference." {
                    let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum();
                    a.iter().map(|a_k| a_k + sum.ln()).collect()
                }
                "divided", "They are in proportion to the a_k.",
                "a_k is divided by log Σ exp(a_j). The logarithm turns the division of (7) into a subtraction." {
                    let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum();
                    a.iter().map(|a_k| a_k / sum.ln()).collect()
                }
                "minus", "All are positive: no logarithm of a share can be.",
                "Every sign is reversed. The minus in front comes with the error, in (8)." {
                    let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum();
                    a.iter().map(|a_k| sum.ln() - a_k).collect()
                }
                "base-2", "Each is 1.443 times what it should be, in every case.",
                "The logarithm is to base 2. In this book log is the natural one, `ln`: it undoes `exp`." {
                    eq07_softmax(a).iter().map(|y_k| y_k.log2()).collect()
                }
                "base-10", "Each is 0.434 times what it should be, in every case.",
                "The logarithm is to base 10. In this book log is the natural one, `ln`: it undoes `exp`." {
                    eq07_softmax(a).iter().map(|y_k| y_k.log10()).collect()
                }
            }
            alternatives {
                { eq07_softmax(a).iter().map(|y_k| y_k.ln()).collect() }
                { let sum: f64 = a.iter().map(|a_j| a_j.exp()).sum(); a.iter().map(|a_k| a_k - sum.ln()).collect() }
                { a.iter().map(|a_k| -a.iter().map(|a_j| (a_j - a_k).exp()).sum::<f64>().ln()).collect() }
                {
                    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                    let mut whole = 0.0;
                    for a_j in a { whole += (a_j - largest).exp(); }
                    let whole = largest + whole.ln();
                    let mut log_y = Vec::new();
                    for a_k in a { log_y.push(a_k - whole); }
                    log_y
                }
            }
        }],
        hints: [
            "The logarithm of a quotient: what becomes of the numerator exp(a_k), and what of the denominator?",
            "One part belongs to k, the other is the same for all. If the largest A leaves the exponents, where does it come back?",
            "log y_k = a_k − A − log Σ_j …:  `a.iter().map(|a_k| a_k - largest - …).collect()`",
        ],
    },
];

fn softmaxes(context: &Context) -> Vec<Call> {
    of_sums(context, shares)
}

fn log_softmaxes(context: &Context) -> Vec<Call> {
    of_sums(context, logarithms)
}

/// A call for the output sums of each sample, and, where sums are large anyway, for sums whose exponentials are too large for a number.
fn of_sums(context: &Context, expected: fn(&[f64]) -> Vec<f64>) -> Vec<Call> {
    let mut calls = of_samples(context, |one| {
        let a = one.pass.a.as_slice();
        (vec![a.into()], expected(a).into())
    });
    if has_large_sums(context) {
        let sums: [(&str, &[f64]); 2] = [
            ("at sums of about 1001", &[1001.25, 1000.5, 1000.75]),
            ("at the sums 0 and 2000", &[0.0, 2000.0]),
        ];
        calls.extend(sums.map(|(text, a)| {
            let arguments = vec![a.into()];
            call(context, text.to_owned(), arguments, expected(a))
        }));
    }
    calls
}

/// The softmax by the differences of the sums.
pub(super) fn shares(a: &[f64]) -> Vec<f64> {
    let share = |k: usize| output_by_differences(a, k);
    (0..a.len()).map(share).collect()
}

/// log y_k = a_k − log Σ_j exp(a_j), where the logarithm of the sum is gathered from two terms at a time.
pub(super) fn logarithms(a: &[f64]) -> Vec<f64> {
    let gathered = |sum: f64, a_j: &f64| sum.max(*a_j) + (-(sum - a_j).abs()).exp().ln_1p();
    let sum = a.iter().fold(f64::MIN, gathered);
    a.iter().map(|a_k| a_k - sum).collect()
}
