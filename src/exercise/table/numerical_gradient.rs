//! The slope of the error along weights, by trying: equations 10 and 11.

use super::calls::each_hidden_weight;
use super::{at, below, call, eq, gradient, road};
use crate::equation::{Chapter, Context, Indices};
use crate::exercise::{Call, Exercise};
use crate::model::error::{eq08_mean_cross_entropy, sample_errors};
use crate::model::numerical_gradient::{
    self, central_difference, eq09_forward_difference, eq10_slope_along_weight,
};
use crate::model::{Network, Sample};

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "10",
    aliases: &["11"],
    chapter: Chapter::NumericalGradient,
    title: "the error's slope along every weight, by trying",
    asks: "One weight is moved by ε and E is computed again: along w_ji, along the first weight w_j0, and along all of w and v.",
    blanks: &[
        blank! {
            numerical_gradient::eq10_slope_along_weight(
                network: &Network, samples: &[Sample], j: usize, i: usize, epsilon: f64
            ) -> f64 { numerical_gradient::eq10_slope_along_weight(network, samples, j, i, epsilon) }
            fields {
                equation: Some(eq(10)),
                calls: along_each,
                by: "by the average of the exact slope over the step",
                slack: 1e-10,
            }
            faults {
                "printed", "Every slope has the wrong sign: a step against it goes uphill.",
                "The weight is moved to w_ji − ε. This is how the source has it; it gives about −∂E/∂w_ji." {
                    let mut moved = network.clone();
                    moved.w[j][i] -= epsilon;
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                "turned", "Every number has the right size and the wrong sign.",
                "The old error comes first. It is new minus old, E(w + ε, v) − E(w, v)." {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    (eq08_mean_cross_entropy(network, samples) - eq08_mean_cross_entropy(&moved, samples)) / epsilon
                }
                "whole-row", "It is the same number for every i of a row.",
                "All weights of row j are moved at once. (10) moves w_ji and leaves every other weight where it is." {
                    let mut moved = network.clone();
                    for w_ji in &mut moved.w[j] { *w_ji += epsilon; }
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                "relative-step", "Its ratio to the slope is about w_ji itself.",
                "The weight is moved to w_ji (1 + ε), so by ε w_ji, and the rise is divided by ε." {
                    let mut moved = network.clone();
                    moved.w[j][i] *= 1.0 + epsilon;
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                "sum", "It is N times too large in every case.",
                "The errors Eₙ of all samples are summed. E is their mean." {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    let total = |network: &Network| sample_errors(network, samples).iter().sum::<f64>();
                    (total(&moved) - total(network)) / epsilon
                }
                "first-sample", "It does not change with the samples after the first.",
                "Only E₀ is measured. E is the mean over all N samples." {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    (eq08_mean_cross_entropy(&moved, &samples[..1]) - eq08_mean_cross_entropy(network, &samples[..1])) / epsilon
                }
                "central", "It is nearer to ∂E/∂w_ji than (10) is: its error is of the order of ε².",
                "This is the central difference. It is the better one, but (10) has E(w, v) itself as its second value." {
                    let error_at = |w_ji: f64| {
                        let mut moved = network.clone();
                        moved.w[j][i] = w_ji;
                        eq08_mean_cross_entropy(&moved, samples)
                    };
                    central_difference(error_at, network.w[j][i], epsilon)
                }
                "not-divided", "It vanishes with ε: it is the rise of E alone.",
                "The division by ε is missing." {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)
                }
                "moved-twice", "It is 0 for every weight.",
                "Both errors are taken at the moved weights. The second value belongs to the network as it was." {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    let before = eq08_mean_cross_entropy(&moved, samples);
                    (eq08_mean_cross_entropy(&moved, samples) - before) / epsilon
                }
            }
            alternatives {
                {
                    let mut moved = network.clone();
                    moved.w[j][i] += epsilon;
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                {
                    let mut moved = network.clone();
                    moved.w[j][i] = network.w[j][i] + epsilon;
                    let (new, old) = (sample_errors(&moved, samples), sample_errors(network, samples));
                    let rises: f64 = new.iter().zip(&old).map(|(new, old)| (new - old) / epsilon).sum();
                    rises / samples.len() as f64
                }
            }
        },
        blank! {
            numerical_gradient::eq11_slope_along_first_weight(
                network: &Network, samples: &[Sample], j: usize, epsilon: f64
            ) -> f64 { numerical_gradient::eq11_slope_along_first_weight(network, samples, j, epsilon) }
            fields {
                equation: Some(eq(11)),
                calls: along_first,
                by: "by the average of the exact slope over the step",
                slack: 1e-10,
            }
            faults {
                "printed", "The slope has the wrong sign: a step against it goes uphill.",
                "The weight is moved to w_j0 − ε. This is how the source has it; it gives about −∂E/∂w_j0." {
                    let mut moved = network.clone();
                    moved.w[j][0] -= epsilon;
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                "last-weight", "It is the slope along w_jD, the bias weight.",
                "The last weight of the row is moved. The first has the index 0, and belongs to x₀." {
                    let last = network.inputs();
                    eq10_slope_along_weight(network, samples, j, last, epsilon)
                }
                "second-weight", "It is the slope along w_j1.",
                "The weight with the index 1 is moved. The first has the index 0." {
                    eq10_slope_along_weight(network, samples, j, 1, epsilon)
                }
                "first-unit", "It is the same number for every unit j: the slope along w₀₀.",
                "The weight w₀₀ is moved, whatever j is." {
                    eq10_slope_along_weight(network, samples, 0, 0, epsilon)
                }
                "whole-row", "It is about the sum of the slopes along all weights of the row.",
                "ε is added to each weight of unit j. (11) adds it to the first alone; the others are written only to say that they stay." {
                    let mut moved = network.clone();
                    for w_ji in &mut moved.w[j] { *w_ji += epsilon; }
                    (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon
                }
                "sum", "It is N times too large in every case.",
                "The errors Eₙ of all samples are summed. E is their mean." {
                    samples.len() as f64 * eq10_slope_along_weight(network, samples, j, 0, epsilon)
                }
            }
            alternatives {
                { eq10_slope_along_weight(network, samples, j, 0, epsilon) }
                {
                    let error_at = |w_j0: f64| {
                        let mut moved = network.clone();
                        moved.w[j][0] = w_j0;
                        eq08_mean_cross_entropy(&moved, samples)
                    };
                    eq09_forward_difference(error_at, network.w[j][0], epsilon)
                }
            }
        },
        gradient::BY_TRYING,
    ],
    hints: [
        "Which numbers may differ between the two networks whose errors are compared?",
        "One weight is moved, once, upwards; all others are as they were, including the one that was moved before it.",
        "(E(w_ji + ε, v) − …) / ε:  `moved.w[j][i] += epsilon;  (eq08_mean_cross_entropy(&moved, samples) - …) / epsilon`",
    ],
}];

fn along_each(context: &Context) -> Vec<Call> {
    each_hidden_weight(context, |moved| {
        let Indices { j, i, .. } = moved.indices;
        let arguments = vec![
            (&moved.network).into(),
            moved.samples.as_slice().into(),
            j.into(),
            i.into(),
            moved.epsilon.into(),
        ];
        (arguments, road(moved, eq(10)))
    })
}

fn along_first(context: &Context) -> Vec<Call> {
    let of_unit = |j: usize| {
        let moved = at(context, context.indices.k, j, 0);
        let arguments = vec![
            (&moved.network).into(),
            moved.samples.as_slice().into(),
            j.into(),
            moved.epsilon.into(),
        ];
        let at = format!("along {}", below("w", &[j, 0]));
        call(&moved, at, arguments, road(&moved, eq(11)))
    };
    (0..context.network.hidden()).map(of_unit).collect()
}
