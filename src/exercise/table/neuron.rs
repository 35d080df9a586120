//! A single neuron: equations 1 to 4, and the slope of the sigmoid.

use super::{at, call, eq, road};
use crate::equation::check::sigmoid_by_logarithm;
use crate::equation::{Chapter, Context};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::neuron::{self, eq01_weighted_sum, eq04_sigmoid};

pub(super) const EXERCISES: &[Exercise] = &[
    Exercise {
        id: "1",
        aliases: &["3"],
        chapter: Chapter::Neuron,
        title: "the weighted sum",
        asks: "Each input is multiplied by its weight, and the products are added up: once term after term, once as the sigma says it.",
        blanks: &[
            blank! {
                neuron::eq01_weighted_sum(w: &[f64], x: &[f64]) -> f64 { neuron::eq01_weighted_sum(w, x) }
                fields { equation: Some(eq(1)), calls: whole_sum, by: "summed from the last term" }
                faults {
                    "assigned", "This is the last product alone.",
                    "Each round of the loop replaces a instead of adding to it: `=` where `+=` is meant." {
                        let mut a = 0.0;
                        for i in 0..w.len() { a = w[i] * x[i]; }
                        a
                    }
                    "no-bias", "What is missing is exactly the last product.",
                    "The loop ends before the bias. The last weight and its input, the 1, belong to the sum like any other." {
                        let mut a = 0.0;
                        for i in 0..w.len() - 1 { a += w[i] * x[i]; }
                        a
                    }
                    "from-index-1", "What is missing is exactly w₀x₀.",
                    "The loop begins at 1. Indices begin at 0, in the equations as in Rust." {
                        let mut a = 0.0;
                        for i in 1..w.len() { a += w[i] * x[i]; }
                        a
                    }
                    "product-of-sums", "This is the sum of all weights times the sum of all inputs.",
                    "Both lists are summed first and multiplied afterwards. That way each weight meets every input, not only its own." {
                        let (mut weights, mut inputs) = (0.0, 0.0);
                        for i in 0..w.len() { weights += w[i]; inputs += x[i]; }
                        weights * inputs
                    }
                    "added", "It does not double when all inputs double.",
                    "w and x are added where they should be multiplied: a weight says how often its input counts." {
                        let mut a = 0.0;
                        for i in 0..w.len() { a += w[i] + x[i]; }
                        a
                    }
                    "multiplied", "It is 0 for all weights and inputs.",
                    "The products are multiplied into a, which begins at 0: `*=` where `+=` is meant." {
                        let mut a = 0.0;
                        for i in 0..w.len() { a *= w[i] * x[i]; }
                        a
                    }
                    "begins-at-1", "It is too large by exactly 1.",
                    "a begins at 1. A sum of nothing is 0; it is a product of nothing that is 1." {
                        let mut a = 1.0;
                        for i in 0..w.len() { a += w[i] * x[i]; }
                        a
                    }
                    "divided", "It is the right number divided by n.",
                    "This is the mean of the products. (1) asks for their sum." {
                        let mut a = 0.0;
                        for i in 0..w.len() { a += w[i] * x[i]; }
                        a / w.len() as f64
                    }
                }
                alternatives {
                    { let mut a = 0.0; for i in (0..w.len()).rev() { a += w[i] * x[i]; } a }
                    { w.iter().zip(x).fold(0.0, |a, (w_i, x_i)| w_i.mul_add(*x_i, a)) }
                    { let products: Vec<f64> = (0..w.len()).map(|i| x[i] * w[i]).collect(); products.iter().sum() }
                }
            },
            blank! {
                neuron::eq03_sum_over_inputs(w: &[f64], x: &[f64]) -> f64 { neuron::eq03_sum_over_inputs(w, x) }
                fields { equation: Some(eq(3)), calls: whole_sum, by: "summed from the last term" }
                faults {
                    "upper-end-left-out", "What is missing is exactly the last product.",
                    "The n − 1 above the sigma is the last index that takes part. A Rust range leaves its end out: write `0..n`, or `0..=n - 1`." {
                        let n = w.len();
                        (0..n - 1).map(|i| w[i] * x[i]).sum()
                    }
                    "from-index-1", "What is missing is exactly w₀x₀.",
                    "The sum begins at i = 0, as it is written below the sigma; here it begins at 1." {
                        w.iter().zip(x).skip(1).map(|(w_i, x_i)| w_i * x_i).sum()
                    }
                    "product-of-sums", "This is the sum of all weights times the sum of all inputs.",
                    "The sigma covers the whole product w_i x_i. It cannot be distributed over the two factors." {
                        w.iter().sum::<f64>() * x.iter().sum::<f64>()
                    }
                    "added", "It does not double when all inputs double.",
                    "Between w_i and x_i there is a product, although no sign is written; here they are added." {
                        w.iter().zip(x).map(|(w_i, x_i)| w_i + x_i).sum()
                    }
                    "product", "It is 0 as soon as one weight is 0.",
                    "Everything is multiplied. The capital sigma asks for a sum; the sign for a product is a capital pi." {
                        w.iter().zip(x).map(|(w_i, x_i)| w_i * x_i).product()
                    }
                    "weights-alone", "It does not change with x.",
                    "Only the weights are summed; x_i is missing after the sigma." {
                        w.iter().sum()
                    }
                    "divided", "It is the right number divided by n.",
                    "This is the mean of the products. (3) asks for their sum." {
                        w.iter().zip(x).map(|(w_i, x_i)| w_i * x_i).sum::<f64>() / w.len() as f64
                    }
                }
                alternatives {
                    { (0..w.len()).rev().map(|i| x[i] * w[i]).sum() }
                    { let mut a = 0.0; for (w_i, x_i) in w.iter().zip(x) { a += w_i * x_i; } a }
                    { eq01_weighted_sum(w, x) }
                }
            },
        ],
        hints: [
            "Which number does each weight meet, and what happens to the products?",
            "Every product has to stay in the sum when the next one comes, from the first to the last, which is the bias.",
            "a = a + w_i · …, for each i from 0 to n − 1:  `a += w[i] * …;`  and with a sigma:  `w.iter().zip(x).map(…).sum()`",
        ],
    },
    Exercise {
        id: "2",
        aliases: &[],
        chapter: Chapter::Neuron,
        title: "the sum with its intercept",
        asks: "Here x is without its 1: n weights meet n − 1 inputs, and the last weight is the intercept.",
        blanks: &[blank! {
            neuron::eq02_sum_with_intercept(w: &[f64], x: &[f64]) -> f64 { neuron::eq02_sum_with_intercept(w, x) }
            fields { equation: Some(eq(2)), calls: sum_without_last_input, by: "summed from the last term" }
            faults {
                "no-intercept", "It does not change with the last weight.",
                "The sum ends with the last real input. The intercept w_{n−1} has no input here, and is added all the same." {
                    w.iter().zip(x).map(|(w_i, x_i)| w_i * x_i).sum()
                }
                "times-last-input", "The last weight is multiplied by the last real input.",
                "The input of the last weight is fixed at 1, so it is added as it is. The last input that x has belongs to the weight before." {
                    let last = x.len() - 1;
                    eq01_weighted_sum(&w[..x.len()], x) + w[x.len()] * x[last]
                }
                "once-per-input", "The last weight counts several times, once for each input.",
                "The intercept is added inside the loop. It belongs before or after it: once." {
                    let mut a = 0.0;
                    for i in 0..x.len() { a += w[i] * x[i] + w[x.len()]; }
                    a
                }
                "subtracted", "The last weight is subtracted.",
                "The intercept is treated as a threshold that the sum has to exceed. As the weight of the input 1 it is added." {
                    eq01_weighted_sum(&w[..x.len()], x) - w[x.len()]
                }
                "first-weight", "w₀ is added alone, and each further weight is multiplied by the input before its own.",
                "The intercept is taken from the front. In this book the bias is the last: w_{n−1}." {
                    w[0] + eq01_weighted_sum(&w[1..], x)
                }
                "weight-before", "The last weight has no influence, and the one before it counts twice: with its input and alone.",
                "The index is one too small: `w[x.len() - 1]` is the weight of the last real input, the intercept is the next." {
                    eq01_weighted_sum(&w[..x.len()], x) + w[x.len() - 1]
                }
                "one-added", "What is added to the products is exactly 1, whatever the last weight is.",
                "The 1 itself is added. It is the input; what is added is its product with the last weight, w_{n−1} · 1." {
                    eq01_weighted_sum(&w[..x.len()], x) + 1.0
                }
                "multiplied", "It is the sum of the products times the last weight.",
                "The intercept multiplies the sum where it should be added to it." {
                    eq01_weighted_sum(&w[..x.len()], x) * w[x.len()]
                }
            }
            alternatives {
                { let mut a = w[w.len() - 1]; for i in 0..x.len() { a += w[i] * x[i]; } a }
                { w.iter().zip(x.iter().chain(&[1.0])).map(|(w_i, x_i)| w_i * x_i).sum() }
                { let mut with_one = x.to_vec(); with_one.push(1.0); eq01_weighted_sum(w, &with_one) }
            }
        }],
        hints: [
            "How many weights are there, and how many inputs? Which weight has no partner?",
            "The products are those of (1). It is the last weight that needs a look: which number multiplies it?",
            "a = w₀ x₀ + … + w_{n−2} x_{n−2} + …:  `eq01_weighted_sum(&w[..x.len()], x) + …`",
        ],
    },
    Exercise {
        id: "4",
        aliases: &[],
        chapter: Chapter::Neuron,
        title: "the sigmoid",
        asks: "The answer of the neuron: a number between 0 and 1 for any sum a.",
        blanks: &[blank! {
            neuron::eq04_sigmoid(a: f64) -> f64 { neuron::eq04_sigmoid(a) }
            fields { equation: Some(eq(4)), calls: sigmoids, by: "by its logarithm" }
            faults {
                "mirrored", "This is the mirror image, 1 − y: it falls as a grows.",
                "The sign in the exponential is missing: exp(−a), not exp(a). The source's figure 43 shows this surface." {
                    1.0 / (1.0 + a.exp())
                }
                "no-one-below", "It exceeds 1 for positive sums.",
                "The 1 in the denominator is missing: 1 / exp(−a) is exp(a), and grows without bound." {
                    1.0 / (-a).exp()
                }
                "not-inverted", "It is above 1 for every sum.",
                "This is the denominator, 1 + exp(−a). Either it is not inverted, or brackets are missing: `1.0 / 1.0 + e` divides only the 1." {
                    1.0 / 1.0 + (-a).exp()
                }
                "tanh", "It goes from −1 to 1, and is 0 at a = 0.",
                "This is tanh, another curve of the same shape. The sigmoid is (1 + tanh(a/2)) / 2." {
                    a.tanh()
                }
                "minus-below", "It is never between 0 and 1: above 1 for positive sums, below 0 for negative ones.",
                "The denominator is 1 − exp(−a), which is 0 at a = 0. It should have a plus." {
                    1.0 / (1.0 - (-a).exp())
                }
                "step", "It is 0 or 1, and nothing between.",
                "This is a threshold. Between 0 and 1 the sigmoid says how sure the neuron is, and it has a slope that can be followed." {
                    if a > 0.0 { 1.0 } else { 0.0 }
                }
                "rectified", "It is a itself for positive sums, and 0 for all others.",
                "This is a rectifier, as many networks have it. Here the answer of a neuron is a number between 0 and 1." {
                    a.max(0.0)
                }
                "no-exponential", "Near a = 1 it grows beyond all bounds.",
                "The exponential is missing: 1 / (1 − a) in place of 1 / (1 + exp(−a))." {
                    1.0 / (1.0 + -a)
                }
            }
            alternatives {
                { a.exp() / (1.0 + a.exp()) }
                { 0.5 + 0.5 * (0.5 * a).tanh() }
                { if a < 0.0 { a.exp() / (1.0 + a.exp()) } else { 1.0 / (1.0 + (-a).exp()) } }
                { (1.0 + (-a).exp()).recip() }
            }
        }],
        hints: [
            "What should come out for a very large sum, for a very negative one, and for 0?",
            "Look at the denominator: for a large sum it has to come close to 1, and for a very negative one it has to be huge.",
            "y = 1 / (1 + …):  `1.0 / (1.0 + …)`",
        ],
    },
    Exercise {
        id: "4s",
        aliases: &[],
        chapter: Chapter::Neuron,
        title: "the slope of the sigmoid",
        asks: "How much y = h(a) grows with a: h′(a), from the sum a. One exponential, or one function that you have, is enough.",
        blanks: &[blank! {
            neuron::sigmoid_slope(a: f64) -> f64 { neuron::sigmoid_slope(a) }
            fields { calls: slopes, by: "by 1 / (2 + 2 cosh a)", slack: 0.0 }
            faults {
                "from-the-sum", "It is below 0 for negative sums and for sums above 1, though y never falls.",
                "It is formed from the sum, a (1 − a). The slope is formed from the answer: y (1 − y), with y = h(a)." {
                    a * (1.0 - a)
                }
                "of-tanh", "This is 1 − y²: near 1 for very negative sums, where y hardly changes.",
                "1 − y² is the slope of tanh from its own answer. That of the sigmoid is y (1 − y)." {
                    let y = eq04_sigmoid(a);
                    1.0 - y * y
                }
                "sum-times-answer", "It is below 0 for negative sums, and 0 at a = 0.",
                "h is missing around the first factor: y (1 − y) with y = h(a), not a (1 − y)." {
                    a * (1.0 - eq04_sigmoid(a))
                }
                "answer-times-sum", "It is below 0 for sums above 1, and 0 at a = 1.",
                "h is missing in the second factor: y (1 − y) with y = h(a), not y (1 − a)." {
                    eq04_sigmoid(a) * (1.0 - a)
                }
                "square", "This is y²: near 1 for large sums, where y hardly changes.",
                "Both factors are y. One of them is 1 − y, which is also h(−a)." {
                    eq04_sigmoid(a) * eq04_sigmoid(a)
                }
                "one-minus-y", "This is 1 − y: near 1 for very negative sums, where y hardly changes.",
                "A factor is missing: y (1 − y) has two, and for very negative sums it is y that vanishes." {
                    1.0 - eq04_sigmoid(a)
                }
                "y-alone", "This is y itself: near 1 for large sums, where y hardly changes.",
                "A factor is missing: y (1 − y) has two, and for large sums it is 1 − y that vanishes." {
                    eq04_sigmoid(a)
                }
                "plus", "This is y (1 + y): larger than y, and near 2 for large sums.",
                "The second factor is 1 − y, with a minus." {
                    let y = eq04_sigmoid(a);
                    y * (1.0 + y)
                }
                "negative", "It is negative for every sum, though y never falls.",
                "The chain rule gives two minus signs, one from the power −1 and one from −a. Together they are a plus; here one is lost." {
                    -eq04_sigmoid(a) * eq04_sigmoid(-a)
                }
                "sigmoid-twice", "It is between 0.196 and 0.25 for every sum.",
                "The sigmoid is taken twice, h(y) (1 − h(y)) with y = h(a): the slope at the answer, not at the sum." {
                    let y = eq04_sigmoid(eq04_sigmoid(a));
                    y * (1.0 - y)
                }
                "square-not-in-brackets", "It is above 1 for negative sums, and grows without bound to the left.",
                "The denominator is (1 + exp(−a))². `e / (1.0 + e) * (1.0 + e)` divides once and multiplies again: put the square in brackets." {
                    let e = (-a).exp();
                    e / (1.0 + e) * (1.0 + e)
                }
            }
            alternatives {
                { let y = eq04_sigmoid(a); y * (1.0 - y) }
                { let power = (-a.abs()).exp(); power / ((1.0 + power) * (1.0 + power)) }
                { 1.0 / (2.0 + 2.0 * a.cosh()) }
                { let y = 1.0 / (1.0 + (-a).exp()); y - y * y }
            }
        }],
        hints: [
            "Where is the sigmoid steepest, and how steep is it far to the left and far to the right?",
            "It has two factors, both from the answer y. One vanishes on the left; what vanishes on the right?",
            "h′(a) = y · (…), with y = h(a):  `eq04_sigmoid(a) * …`",
        ],
    },
];

/// The sum of each unit.
fn whole_sum(context: &Context) -> Vec<Call> {
    of_units(context, |unit| {
        let (w, x) = unit.unit();
        (vec![w.into(), x.into()], road(unit, eq(1)))
    })
}

/// The same with x as it is without its 1.
fn sum_without_last_input(context: &Context) -> Vec<Call> {
    of_units(context, |unit| {
        let (w, x) = unit.unit();
        let real = &x[..x.len() - 1];
        (vec![w.into(), real.into()], road(unit, eq(2)))
    })
}

fn sigmoids(context: &Context) -> Vec<Call> {
    at_sums(context, sigmoid_by_logarithm)
}

fn slopes(context: &Context) -> Vec<Call> {
    at_sums(context, |a| 1.0 / (2.0 + 2.0 * a.cosh()))
}

/// A call for each hidden unit of the current sample.
pub(super) fn of_units(
    context: &Context,
    of_unit: impl Fn(&Context) -> (Vec<Argument>, f64),
) -> Vec<Call> {
    let of_unit = |j: usize| {
        let unit = at(context, context.indices.k, j, context.indices.i);
        let (arguments, expected) = of_unit(&unit);
        call(&unit, format!("unit {j}"), arguments, expected)
    };
    (0..context.network.hidden()).map(of_unit).collect()
}

/// A call for each hidden sum of the current sample, and, where sums are large anyway, for sums at which forms of the sigmoid fail.
pub(super) fn at_sums(context: &Context, expected: fn(f64) -> f64) -> Vec<Call> {
    let mut calls = of_units(context, |unit| {
        let sum = unit.pass.b[unit.indices.j];
        (vec![sum.into()], expected(sum))
    });
    if has_large_sums(context) {
        let sums = [("1000", 1000.0), ("−1000", -1000.0), ("40", 40.0)];
        calls.extend(sums.map(|(text, sum)| {
            let at = format!("at the sum {text}");
            call(context, at, vec![sum.into()], expected(sum))
        }));
    }
    calls
}

/// True in the case in which forms that are only mathematically right may fail. Calls that are added there have arguments of their own,
/// which are not numbers of the context.
pub(super) fn has_large_sums(context: &Context) -> bool {
    context.pass.b.iter().any(|b_j| b_j.abs() > 100.0)
}
