//! The slopes of the softmax, line by line: equations 18 and 19.

use super::calls::each_sample;
use super::{at_output, below, call, eq, of_sample, road};
use crate::equation::{Chapter, Context};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::backprop;

pub(super) const EXERCISES: &[Exercise] = &[
    Exercise {
        id: "18",
        aliases: &["18.2", "18.4"],
        chapter: Chapter::Backprop,
        title: "how an output follows its own sum",
        asks: "∂y₀/∂a₀ in the end, and two lines on the way, with exp(a₀) and u = Σ exp(a_k): line 2 is the quotient rule, line 4 has only the share of exp(a₀) in u.",
        blanks: &[
            blank! {
                backprop::eq18_slope_of_own_output(y_0: f64) -> f64 { backprop::eq18_slope_of_own_output(y_0) }
                fields { equation: Some(eq(18)), calls: own_outputs, by: "by dual numbers" }
                faults {
                    "turned", "It is negative for every y₀, though y₀ rises with its own sum.",
                    "The quotient rule is the wrong way round: it is f′g − f g′, not f g′ − f′g." {
                        -y_0 * (1.0 - y_0)
                    }
                    "sum-constant", "It is y₀ itself, and near 1 where y₀ can hardly rise any more.",
                    "u is treated as a constant. exp(a₀) is one of its terms, so u rises too." {
                        y_0
                    }
                    "square", "It is y₀², and near 1 where y₀ can hardly rise any more.",
                    "The first part of the numerator is lost, and the sign of the second." {
                        y_0 * y_0
                    }
                    "remainder", "It is 1 − y₀, and near 1 where y₀ is near 0.",
                    "The factor y₀ is missing: a share that is near 0 moves little." {
                        1.0 - y_0
                    }
                    "plus", "It is larger than y₀ for every y₀.",
                    "The second factor is 1 − y₀, with a minus: the share of all others together." {
                        y_0 * (1.0 + y_0)
                    }
                    "quotient", "It is above 1 wherever y₀ is above 0.5.",
                    "y₀ is divided by 1 − y₀, and should be multiplied by it." {
                        y_0 / (1.0 - y_0)
                    }
                    "as-other-output", "It is −y₀²: negative for every y₀.",
                    "This is (19) with i = 0. Along its own sum the numerator has a slope as well, and that gives the 1." {
                        -y_0 * y_0
                    }
                    "of-tanh", "It is 1 − y₀².",
                    "This is the slope of tanh from its answer." {
                        1.0 - y_0 * y_0
                    }
                }
                alternatives {
                    { y_0 - y_0 * y_0 }
                    { (1.0 - y_0) * y_0 }
                    { 0.25 - (y_0 - 0.5).powi(2) }
                }
            },
            blank! {
                backprop::eq18_line2_quotient_rule(power: f64, u: f64) -> f64 {
                    (power * u - power * power) / (u * u)
                }
                fields {
                    signature: Some("pub fn eq18_line2_quotient_rule(power: f64, u: f64) -> f64"),
                    equation: Some(eq(18)),
                    calls: own_powers,
                    by: "by dual numbers",
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "The quotient rule is the wrong way round: it is f′g − f g′, with the slope of the numerator first." {
                        (power * power - power * u) / (u * u)
                    }
                    "not-squared", "It is u times the right number.",
                    "The denominator of the quotient rule is u², and this is divided by u once." {
                        (power * u - power * power) / u
                    }
                    "sum-constant", "It is exp(a₀)/u, the share itself.",
                    "u is treated as a constant. exp(a₀) is one of its terms, so ∂u/∂a₀ = exp(a₀)." {
                        power * u / (u * u)
                    }
                    "slope-of-sum-is-1", "What is subtracted is exp(a₀)/u² in place of exp(a₀)²/u².",
                    "∂u/∂a₀ is taken to be 1. It is exp(a₀) again, so that exp(a₀) occurs twice." {
                        (power * u - power) / (u * u)
                    }
                    "plus", "It is larger than the share exp(a₀)/u.",
                    "A plus is between the two products. That is the rule for products; the one for quotients has a minus." {
                        (power * u + power * power) / (u * u)
                    }
                    "no-brackets", "It is exp(a₀) u minus a number smaller than 1.",
                    "Only the second product is divided by u². The numerator needs brackets." {
                        power * u - power * power / (u * u)
                    }
                    "denominator-without-brackets", "It is the numerator alone.",
                    "`/ u * u` divides by u and multiplies again. The denominator u² needs brackets." {
                        (power * u - power * power) / u * u
                    }
                    "numerator-constant", "It is negative: −(exp(a₀)/u)².",
                    "The numerator exp(a₀) is treated as a constant, as in (19). Here it moves as well." {
                        -power * power / (u * u)
                    }
                }
                alternatives {
                    { power * (u - power) / u.powi(2) }
                    { power / u - (power / u) * (power / u) }
                    { let (slope_above, slope_below) = (power, power); (slope_above * u - power * slope_below) / u / u }
                }
            },
            blank! {
                backprop::eq18_line4_in_shares(power: f64, u: f64) -> f64 { power / u * (1.0 - power / u) }
                fields {
                    signature: Some("pub fn eq18_line4_in_shares(power: f64, u: f64) -> f64"),
                    equation: Some(eq(18)),
                    calls: own_powers,
                    by: "by dual numbers",
                }
                faults {
                    "sum-constant", "It is exp(a₀)/u, the share itself.",
                    "The second factor is missing: u was treated as a constant." {
                        power / u
                    }
                    "square", "It is the square of the share exp(a₀)/u.",
                    "The 1 in the second factor is lost: (u − exp(a₀))/u is 1 minus the share." {
                        power / u * (power / u)
                    }
                    "turned", "Every number has the right size and the wrong sign.",
                    "The second factor is the wrong way round: it is 1 minus the share, not the share minus 1." {
                        power / u * (power / u - 1.0)
                    }
                    "remainder", "It is 1 minus the share.",
                    "The first factor exp(a₀)/u is missing." {
                        1.0 - power / u
                    }
                    "plus", "It is larger than the share exp(a₀)/u.",
                    "The second factor is 1 − exp(a₀)/u, with a minus." {
                        power / u * (1.0 + power / u)
                    }
                    "second-not-divided", "It is negative wherever exp(a₀) is above 1.",
                    "In the second factor exp(a₀) is not divided by u. Both factors speak of the share." {
                        power / u * (1.0 - power)
                    }
                    "no-brackets", "It is 0 for all numbers.",
                    "Brackets are missing around 1 − exp(a₀)/u. Without them the share is multiplied by 1, and then subtracted from itself." {
                        power / u * 1.0 - power / u
                    }
                }
                alternatives {
                    { let share = power / u; share - share * share }
                    { power / u * ((u - power) / u) }
                }
            },
        ],
        hints: [
            "In exp(a₀)/u, which of the two parts moves with a₀: the numerator, the denominator, or both?",
            "Both move, and with the same slope. The quotient rule then has two products with a minus between them; in the end there are two factors, and one of them is what the other outputs have together.",
            "(exp(a₀) u − …)/u²:  `(power * u - …) / (u * u)`  then  `power / u * (…)`  and  `y_0 * (…)`",
        ],
    },
    Exercise {
        id: "19",
        aliases: &["19.2", "19.3"],
        chapter: Chapter::Backprop,
        title: "how another output follows the first sum",
        asks: "∂y_l/∂a₀ for l ≠ 0 in the end, and two lines on the way, with exp(a_l), exp(a₀) and u: line 2 is the quotient rule, line 3 has only shares.",
        blanks: &[
            blank! {
                backprop::eq19_slope_of_other_output(y_l: f64, y_0: f64) -> f64 {
                    backprop::eq19_slope_of_other_output(y_l, y_0)
                }
                fields { equation: Some(eq(19)), calls: other_outputs, by: "by dual numbers" }
                faults {
                    "no-minus", "Every number has the right size and the wrong sign.",
                    "The minus is lost. The shares sum to 1: what one gains the others lose." {
                        y_l * y_0
                    }
                    "own-sum", "It is positive and does not change with y₀.",
                    "This is the slope of an output along its own sum, as in (18). Here it is the sum of another." {
                        y_l * (1.0 - y_l)
                    }
                    "remainder", "It is nearer to 0 where y₀ is larger.",
                    "This is −y_l (1 − y₀). The factor 1 − y₀ belongs to the first output itself." {
                        -y_l * (1.0 - y_0)
                    }
                    "no-slope", "It is 0 for every i.",
                    "Only its own sum is taken into account. a₀ is in u, the denominator of every output." {
                        0.0
                    }
                    "own-square", "It does not change with y₀: it is −y_l².",
                    "Both factors are y_l. One of them is y₀, the share of the sum that moves." {
                        -y_l * y_l
                    }
                    "first-square", "It is the same number for every i: −y₀².",
                    "Both factors are y₀. One of them is y_l, the share that gives way." {
                        -y_0 * y_0
                    }
                    "first-alone", "It is the same number for every i: −y₀.",
                    "The factor y_l is missing. A small share has little to lose." {
                        -y_0
                    }
                    "positive-remainder", "It is positive: y_l (1 − y₀).",
                    "The numerator exp(a_l) is given a slope along a₀. It has none, because l is not 0." {
                        y_l * (1.0 - y_0)
                    }
                }
                alternatives {
                    { -(y_0 * y_l) }
                    { 0.0 - y_l * y_0 }
                    { y_0 * -y_l }
                }
            },
            blank! {
                backprop::eq19_line2_quotient_rule(power_l: f64, power_0: f64, u: f64) -> f64 {
                    (0.0 * u - power_l * power_0) / (u * u)
                }
                fields {
                    signature: Some("pub fn eq19_line2_quotient_rule(power_l: f64, power_0: f64, u: f64) -> f64"),
                    equation: Some(eq(19)),
                    calls: other_powers,
                    by: "by dual numbers",
                }
                faults {
                    "turned", "Every number has the right size and the wrong sign.",
                    "The quotient rule is the wrong way round, or its minus is lost: it is f′g − f g′." {
                        (power_l * power_0 - 0.0 * u) / (u * u)
                    }
                    "not-squared", "It is u times the right number.",
                    "The denominator of the quotient rule is u², and this is divided by u once." {
                        (0.0 * u - power_l * power_0) / u
                    }
                    "numerator-moves", "It is positive, and too large by exactly exp(a_l)/u.",
                    "The numerator exp(a_l) is given the slope exp(a_l). Along a₀ it has none: its slope is 0." {
                        (power_l * u - power_l * power_0) / (u * u)
                    }
                    "own-slope-of-sum", "It does not change with a₀ except through u.",
                    "The slope of u is taken to be exp(a_l). Along a₀ it is exp(a₀)." {
                        (0.0 * u - power_l * power_l) / (u * u)
                    }
                    "sum-constant", "It is 0 for every i.",
                    "u is treated as a constant. exp(a₀) is one of its terms." {
                        0.0
                    }
                    "slope-of-sum-is-1", "It is −exp(a_l)/u²: exp(a₀) is not in the numerator.",
                    "∂u/∂a₀ is taken to be 1. It is exp(a₀)." {
                        (0.0 * u - power_l) / (u * u)
                    }
                    "slope-of-sum-is-u", "It is −exp(a_l)/u, the share itself with a minus.",
                    "∂u/∂a₀ is taken to be u. Of the terms of u only exp(a₀) moves." {
                        (0.0 * u - power_l * u) / (u * u)
                    }
                }
                alternatives {
                    { -power_l * power_0 / u.powi(2) }
                    { -(power_l / u) * (power_0 / u) }
                    { let (slope_above, slope_below) = (0.0, power_0); (slope_above * u - power_l * slope_below) / (u * u) }
                }
            },
            blank! {
                backprop::eq19_line3_in_shares(power_l: f64, power_0: f64, u: f64) -> f64 { -(power_l / u) * (power_0 / u) }
                fields {
                    signature: Some("pub fn eq19_line3_in_shares(power_l: f64, power_0: f64, u: f64) -> f64"),
                    equation: Some(eq(19)),
                    calls: other_powers,
                    by: "by dual numbers",
                }
                faults {
                    "no-minus", "Every number has the right size and the wrong sign.",
                    "The minus of line 2 is lost. What one share gains the others lose." {
                        power_l / u * (power_0 / u)
                    }
                    "second-not-divided", "It is u times the right number.",
                    "Only one of the two exponentials is divided by u. u² gives one u to each of them." {
                        -(power_l / u) * power_0
                    }
                    "own-square", "It does not change with a₀ except through u: it is the square of exp(a_l)/u.",
                    "Both factors are the share of exp(a_l). One of them is that of exp(a₀)." {
                        -(power_l / u) * (power_l / u)
                    }
                    "remainder", "It is nearer to 0 where exp(a₀) is larger.",
                    "The second factor is 1 minus the share, as in (18). Here it is the share of exp(a₀) itself." {
                        -(power_l / u) * (1.0 - power_0 / u)
                    }
                    "difference", "It is 0 where exp(a_l) = exp(a₀).",
                    "The shares are subtracted. The minus is in front; between them is a product." {
                        power_0 / u - power_l / u
                    }
                }
                alternatives {
                    { -power_l * power_0 / (u * u) }
                    { let (own, first) = (power_l / u, power_0 / u); 0.0 - own * first }
                }
            },
        ],
        hints: [
            "Does exp(a_l) move when a₀ is moved, and does u?",
            "The numerator has no slope, so one of the two products of the quotient rule is 0. The other keeps its sign, and has one share of each output.",
            "(0 · u − …)/u²:  `(0.0 * u - …) / (u * u)`  then  `-(power_l / u) * (…)`  and  `-y_l * …`",
        ],
    },
];

/// A call for each sample: y_0.
fn own_outputs(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        (vec![of_n.pass.y[0].into()], road(of_n, eq(18)))
    })
}

/// A call for each sample: exp(a_0) and u.
fn own_powers(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let (powers, u) = powers_and_sum(of_n);
        (vec![powers[0].into(), u.into()], road(of_n, eq(18)))
    })
}

/// A call for each sample and each l: y_l and y_0.
fn other_outputs(context: &Context) -> Vec<Call> {
    each_other_output(context, |of_n, l| {
        vec![of_n.pass.y[l].into(), of_n.pass.y[0].into()]
    })
}

/// A call for each sample and each l: exp(a_l), exp(a_0) and u.
fn other_powers(context: &Context) -> Vec<Call> {
    each_other_output(context, |of_n, l| {
        let (powers, u) = powers_and_sum(of_n);
        vec![powers[l].into(), powers[0].into(), u.into()]
    })
}

fn each_other_output(
    context: &Context,
    arguments: impl Fn(&Context, usize) -> Vec<Argument>,
) -> Vec<Call> {
    let (count, classes) = (context.samples.len(), context.network.classes());
    let places = (0..count).flat_map(|n| (1..classes).map(move |l| (n, l)));
    let of_place = |(n, l): (usize, usize)| {
        let moved = at_output(&of_sample(context, n), l);
        let place = format!("{}, sample {n}", below("y", &[l]));
        call(&moved, place, arguments(&moved, l), road(&moved, eq(19)))
    };
    places.map(of_place).collect()
}

/// The numbers exp(a_k) and their sum u. Where they are too large for numbers, all are divided by the largest.
fn powers_and_sum(context: &Context) -> (Vec<f64>, f64) {
    let a = &context.pass.a;
    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shift = if largest.abs() > 100.0 { largest } else { 0.0 };
    let powers: Vec<f64> = a.iter().map(|a_k| (a_k - shift).exp()).collect();
    let u = powers.iter().sum();
    (powers, u)
}
