//! Two layers: equations 5 and 6, and the pass through the whole network.

use super::neuron::{at_sums, of_units};
use super::softmax::{logarithms, shares};
use super::{call, eq, of_sample, road};
use crate::equation::check::{compensated_sum, hidden_outputs, output_sums, sigmoid_by_logarithm};
use crate::equation::{Chapter, Context};
use crate::exercise::{Answer, Argument, Call, Exercise};
use crate::model::network::{self, eq05_unit_sum, eq06_hidden_output, eq07_softmax, log_softmax};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::{Forward, Network};

pub(super) const HIDDEN: &[Exercise] = &[
    Exercise {
        id: "5",
        aliases: &[],
        chapter: Chapter::Network,
        title: "the sum of a unit",
        asks: "The sum of one hidden unit from its row of weights; x ends with the 1 of the bias. The output layer sums in the same way.",
        blanks: &[blank! {
            network::eq05_unit_sum(w_j: &[f64], x: &[f64]) -> f64 { network::eq05_unit_sum(w_j, x) }
            fields { equation: Some(eq(5)), calls: unit_sums, by: "summed from the last term" }
            faults {
                "no-bias", "What is missing is exactly the bias weight w_jD.",
                "The sum ends at D − 1. It runs to D: x_D = 1 is an input like the others, and w_jD is its weight." {
                    let inputs = x.len() - 1;
                    w_j[..inputs].iter().zip(x).map(|(w_ji, x_i)| w_ji * x_i).sum()
                }
                "one-in-front", "w_j0 is added alone, and each further weight is multiplied by the input before its own.",
                "The 1 is taken for the first input. It is the last, x_D, so that w_jD is the bias." {
                    let mut b_j = w_j[0];
                    for i in 1..w_j.len() { b_j += w_j[i] * x[i - 1]; }
                    b_j
                }
                "bias-twice", "The bias weight w_jD counts twice.",
                "The bias is added as in (2), and is in the sum already: here x has its 1." {
                    let mut b_j = w_j[x.len() - 1];
                    for i in 0..x.len() { b_j += w_j[i] * x[i]; }
                    b_j
                }
                "from-index-1", "What is missing is exactly w_j0 x₀.",
                "The sum begins at i = 1; (5) begins at i = 0." {
                    (1..x.len()).map(|i| w_j[i] * x[i]).sum()
                }
                "sigmoid-too", "It is between 0 and 1 in every case.",
                "The sigmoid is in it already: this is z_j. b_j is the sum before the sigmoid, and z_j comes with (6)." {
                    eq04_sigmoid(w_j.iter().zip(x).map(|(w_ji, x_i)| w_ji * x_i).sum())
                }
                "assigned", "This is the last product alone, which is w_jD.",
                "Each round of the loop replaces b_j instead of adding to it: `=` where `+=` is meant." {
                    let mut b_j = 0.0;
                    for i in 0..x.len() { b_j = w_j[i] * x[i]; }
                    b_j
                }
                "added", "It does not double when all inputs double.",
                "Weights and inputs are added where they should be multiplied." {
                    w_j.iter().zip(x).map(|(w_ji, x_i)| w_ji + x_i).sum()
                }
            }
            alternatives {
                { let mut b_j = 0.0; for i in (0..x.len()).rev() { b_j += w_j[i] * x[i]; } b_j }
                { let mut b_j = w_j[x.len() - 1]; for i in 0..x.len() - 1 { b_j += x[i] * w_j[i]; } b_j }
                { x.iter().enumerate().map(|(i, x_i)| w_j[i] * x_i).sum() }
            }
        }],
        hints: [
            "Which equation of the single neuron is this, and what is the last entry of x?",
            "D inputs and one bias: the number of products is D + 1.",
            "b_j = Σ_{i=0}^{D} w_ji · …:  `w_j.iter().zip(x).map(|(w_ji, x_i)| …).sum()`",
        ],
    },
    Exercise {
        id: "6",
        aliases: &[],
        chapter: Chapter::Network,
        title: "the output of a hidden unit",
        asks: "The output z_j of one hidden unit from its sum b_j. The 1 of the bias unit comes later, in the whole pass.",
        blanks: &[blank! {
            network::eq06_hidden_output(b_j: f64) -> f64 { network::eq06_hidden_output(b_j) }
            fields { equation: Some(eq(6)), calls: hidden_units, by: "by its logarithm" }
            faults {
                "h-left-out", "It is b_j itself.",
                "h is left out. Without it two layers would be no more than one: sums of sums." {
                    b_j
                }
                "mirrored", "This is the mirror image, 1 − z_j: it falls where b_j grows.",
                "The sign in the exponential is wrong: this is h(−b_j), not h(b_j)." {
                    eq04_sigmoid(-b_j)
                }
                "slope", "It is never above 0.25, and small for large sums of either sign.",
                "This is the slope h′(b_j), which is needed later, in (28). Here h itself is asked for." {
                    sigmoid_slope(b_j)
                }
                "tanh", "It goes from −1 to 1, and is 0 at b_j = 0.",
                "This is tanh. In this book h is the sigmoid of (4)." {
                    b_j.tanh()
                }
                "twice", "It is between 0.5 and 0.7311 for every sum.",
                "h is taken twice, h(h(b_j)): b_j is a sum that has not been through a sigmoid yet." {
                    eq04_sigmoid(eq04_sigmoid(b_j))
                }
                "step", "It is 0 or 1, and nothing between.",
                "This is a threshold. A step has no slope to follow, so a network of steps could not learn by (28)." {
                    if b_j > 0.0 { 1.0 } else { 0.0 }
                }
                "rectified", "It is b_j itself for positive sums, and 0 for all others.",
                "This is a rectifier, as many networks have it. In this book h is the sigmoid of (4)." {
                    b_j.max(0.0)
                }
            }
            alternatives {
                { 1.0 / (1.0 + (-b_j).exp()) }
                { 1.0 - eq04_sigmoid(-b_j) }
                { b_j.exp() / (b_j.exp() + 1.0) }
            }
        }],
        hints: [
            "What does a neuron do with its sum?",
            "Nothing new has to be written: h is a function of the chapter before.",
            "z_j = h(…):  `eq04_sigmoid(…)`",
        ],
    },
];

pub(super) const PASS: &[Exercise] = &[Exercise {
    id: "pass",
    aliases: &["forward"],
    chapter: Chapter::Network,
    title: "the pass through the network",
    asks: "One sample through the whole network by your own functions: b, then z with its 1, then a, then y and log y.",
    blanks: &[blank! {
        network::forward(network: &Network, x: &[f64]) -> Forward { network::forward(network, x) }
        fields { parts: &["b", "z", "a", "y", "log y"], calls: passes, by: "by a pass with sums from the far end", by_hand: true }
        faults {
            "no-input-bias", "b: what is missing is exactly the bias weight w_jD.",
            "The hidden sums end before x_D = 1. The last column of w has to take part." {
                let real = &x[..x.len() - 1];
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, real)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "first-row-of-w", "b: the same number for every hidden unit.",
            "Row 0 of w is used for every unit. Unit j has row j." {
                let b: Vec<f64> = network.w.iter().map(|_| eq05_unit_sum(&network.w[0], x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "no-one", "z has M numbers, and M + 1 are expected.",
            "The outputs need a bias as well: z ends with z_M = 1. Without it the last column of v has no partner." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "one-in-front", "z begins with the 1, and should end with it.",
            "The 1 of the bias is the last entry, z_M. In front, it gives each z_j the weight of the next one." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z = vec![1.0];
                for b_j in &b { z.push(eq06_hidden_output(*b_j)); }
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "one-through-h", "z: the last number is 0.7311 in every case, and should be 1.",
            "The 1 went through h, and h(1) = 0.7311. The bias unit has no sum: z_M is 1 as it is." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let z: Vec<f64> = b.iter().chain(&[1.0]).map(|b_j| eq06_hidden_output(*b_j)).collect();
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "h-left-out", "z: the first M numbers are b itself.",
            "h is left out between the layers: z_j = h(b_j)." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z = b.clone();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "no-hidden-bias", "b and z are right; in a, what is missing is exactly the bias weight v_kM.",
            "The output sums end before z_M = 1. The last column of v has to take part." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                z.push(1.0);
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "b-for-z", "b and z are right; a is Σ_j v_kj b_j + v_kM.",
            "b is passed on in place of z: what leaves a hidden unit is its output, not its sum." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let mut sums = b.clone();
                sums.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &sums)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "x-for-z", "b and z are right; a does not change with w.",
            "The output layer receives x. Its inputs are the outputs z of the hidden layer." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, x)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "first-row-of-v", "b and z are right; a is the same number for every class.",
            "Row 0 of v is used for every output. Output k has row k." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|_| eq05_unit_sum(&network.v[0], &z)).collect();
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            "h-at-outputs", "b, z and a are right; the y_k sum to 1, but are too close to each other.",
            "h is taken at the outputs too, before the softmax. The softmax takes the sums a as they are." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let pressed: Vec<f64> = a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect();
                let (y, log_y) = (eq07_softmax(&pressed), log_softmax(&pressed));
                Forward { b, z, a, y, log_y }
            }
            "no-softmax", "b, z and a are right; y is a itself.",
            "The softmax is left out: y are shares, each between 0 and 1." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let log_y = log_softmax(&a);
                Forward { b, z, y: a.clone(), a, log_y }
            }
            "sigmoid-at-outputs", "b, z and a are right; the y_k are between 0 and 1, but do not sum to 1.",
            "Each output has its own sigmoid. The classes share one whole: at the outputs it is the softmax." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let y: Vec<f64> = a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect();
                let log_y = y.iter().map(|y_k| y_k.ln()).collect();
                Forward { b, z, a, y, log_y }
            }
            "no-logarithm", "b, z, a and y are right; log y is y itself.",
            "The logarithm is left out in the last part: log y comes from a, by the log-softmax." {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).collect();
                z.push(1.0);
                let a: Vec<f64> = network.v.iter().map(|v_k| eq05_unit_sum(v_k, &z)).collect();
                let y = eq07_softmax(&a);
                Forward { b, z, a, log_y: y.clone(), y }
            }
        }
        alternatives {
            {
                let (mut b, mut z, mut a) = (Vec::new(), Vec::new(), Vec::new());
                for j in 0..network.w.len() {
                    b.push(eq05_unit_sum(&network.w[j], x));
                    z.push(eq06_hidden_output(b[j]));
                }
                z.push(1.0);
                for k in 0..network.v.len() { a.push(eq05_unit_sum(&network.v[k], &z)); }
                let (y, log_y) = (eq07_softmax(&a), log_softmax(&a));
                Forward { b, z, a, y, log_y }
            }
            {
                let hidden = network.w.len();
                let mut b = vec![0.0; hidden];
                for (j, w_j) in network.w.iter().enumerate() {
                    for (i, x_i) in x.iter().enumerate() { b[j] += x_i * w_j[i]; }
                }
                let z: Vec<f64> = b.iter().map(|b_j| eq06_hidden_output(*b_j)).chain([1.0]).collect();
                let a: Vec<f64> = network.v.iter().map(|v_k| v_k[hidden] + (0..hidden).map(|j| v_k[j] * z[j]).sum::<f64>()).collect();
                let log_y = log_softmax(&a);
                Forward { y: log_y.iter().map(|log_y_k| log_y_k.exp()).collect(), b, z, a, log_y }
            }
            {
                let b: Vec<f64> = network.w.iter().map(|w_j| eq05_unit_sum(w_j, x)).collect();
                let mut z = vec![1.0; b.len() + 1];
                for (z_j, b_j) in z.iter_mut().zip(&b) { *z_j = 1.0 / (1.0 + (-b_j).exp()); }
                let a: Vec<f64> = network.v.iter().map(|v_k| v_k.iter().zip(&z).map(|(v_kj, z_j)| v_kj * z_j).sum()).collect();
                let y = eq07_softmax(&a);
                Forward { log_y: y.iter().map(|y_k| y_k.ln()).collect(), b, z, a, y }
            }
        }
    }],
    hints: [
        "Which of your functions makes b from x, which z from b, and which a from z? What does each layer need at its end?",
        "Count: M numbers b, M + 1 numbers z, K numbers a. Which one of z has no sum?",
        "z = (h(b₀), …, h(b_{M−1}), …):  `z.push(…);`  then  `network.v.iter().map(|v_k| eq05_unit_sum(v_k, …)).collect()`",
    ],
}];

fn unit_sums(context: &Context) -> Vec<Call> {
    of_units(context, |unit| {
        let w_j = unit.network.w[unit.indices.j].as_slice();
        let x = unit.sample().x.as_slice();
        (vec![w_j.into(), x.into()], road(unit, eq(5)))
    })
}

fn hidden_units(context: &Context) -> Vec<Call> {
    at_sums(context, sigmoid_by_logarithm)
}

/// A call for each sample.
pub(super) fn of_samples(
    context: &Context,
    of_sample_n: impl Fn(&Context) -> (Vec<Argument>, Answer),
) -> Vec<Call> {
    let of_sample_n = |n: usize| {
        let one = of_sample(context, n);
        let (arguments, expected) = of_sample_n(&one);
        call(&one, format!("sample {n}"), arguments, expected)
    };
    (0..context.samples.len()).map(of_sample_n).collect()
}

fn passes(context: &Context) -> Vec<Call> {
    of_samples(context, |one| {
        let (network, x) = (&one.network, one.sample().x.as_slice());
        let sum = |w_j: &Vec<f64>| compensated_sum(w_j, x);
        let a = output_sums(network, x);
        let pass = Forward {
            b: network.w.iter().map(sum).collect(),
            z: hidden_outputs(network, x),
            y: shares(&a),
            log_y: logarithms(&a),
            a,
        };
        (vec![network.into(), x.into()], pass.into())
    })
}
