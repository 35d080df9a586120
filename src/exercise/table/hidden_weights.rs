//! The slopes along the hidden weights: equation 28.

use super::calls::each_hidden_weight;
use super::{at, eq, gradient, road};
use crate::equation::{Chapter, Context, Indices};
use crate::exercise::{Call, Exercise};
use crate::model::backprop;
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "28",
    aliases: &["28.2"],
    chapter: Chapter::Backprop,
    title: "the slope along a hidden weight",
    asks: "∂Eₙ/∂w_ji from the errors and the forward pass; line 2, the chain rule over all classes; and the slopes along all of w and v.",
    blanks: &[
        blank! {
            backprop::eq28_slope_along_hidden_weight(errors: &[f64], v_j: &[f64], b_j: f64, x_i: f64) -> f64 {
                backprop::eq28_slope_along_hidden_weight(errors, v_j, b_j, x_i)
            }
            fields { equation: Some(eq(28)), calls: along_hidden_weights, by: "by dual numbers" }
            faults {
                "no-slope", "It is too large, by a factor that belongs to the unit j and not to the input i.",
                "h′(b_j) is missing: z_j moves less than b_j, at most a quarter as far." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back * x_i
                }
                "h-for-slope", "It is too large by the factor 1/(1 − z_j).",
                "h(b_j) takes the place of its slope, h′(b_j) = z_j (1 − z_j)." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back * eq04_sigmoid(b_j) * x_i
                }
                "slope-at-z", "It is too large where b_j is far from 0, by a factor that belongs to the unit j.",
                "h′ is taken at z_j, where (28) takes it at b_j: h is applied twice." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back * sigmoid_slope(eq04_sigmoid(b_j)) * x_i
                }
                "slope-from-sum", "It has the wrong sign wherever b_j is negative or above 1.",
                "h′ is formed as b_j (1 − b_j). It is formed from the answer: z_j (1 − z_j)." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back * b_j * (1.0 - b_j) * x_i
                }
                "slope-twice", "It is too small, by a factor h′(b_j) of the unit j.",
                "h′(b_j) is multiplied in twice. It does not depend on k, and stays outside the sum or inside, once." {
                    let slope = sigmoid_slope(b_j);
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj * slope).sum();
                    sent_back * slope * x_i
                }
                "first-class", "It changes with the error and the weight of class 0 alone.",
                "The sum over k is missing. z_j goes to every output, so every error comes back." {
                    errors[0] * v_j[0] * sigmoid_slope(b_j) * x_i
                }
                "last-class-missing", "It does not change with the error of class K − 1.",
                "The sum ends too early. K − 1, above the sigma, is the last index that takes part." {
                    let sent_back: f64 = (0..errors.len() - 1).map(|k| errors[k] * v_j[k]).sum();
                    sent_back * sigmoid_slope(b_j) * x_i
                }
                "no-weights", "It is 0 for every weight.",
                "The errors are summed without the weights v_kj, and the errors alone sum to 0." {
                    errors.iter().sum::<f64>() * sigmoid_slope(b_j) * x_i
                }
                "no-errors", "It does not change with the errors.",
                "The weights v_kj are summed without the errors y_k − t_k." {
                    v_j.iter().sum::<f64>() * sigmoid_slope(b_j) * x_i
                }
                "turned", "Every number has the right size and the wrong sign.",
                "A minus is in front. It belongs to the step downhill, (27), not to the slope." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    -sent_back * sigmoid_slope(b_j) * x_i
                }
                "no-input", "It does not change with x_i: only the bias weights have the right number.",
                "x_i is missing: this is ∂Eₙ/∂b_j." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back * sigmoid_slope(b_j)
                }
                "divided", "It is too small by a factor K.",
                "The sum over the classes is divided by their number. (28) has a sum over k, not a mean." {
                    let sent_back: f64 = errors.iter().zip(v_j).map(|(error_k, v_kj)| error_k * v_kj).sum();
                    sent_back / errors.len() as f64 * sigmoid_slope(b_j) * x_i
                }
            }
            alternatives {
                { let z_j = eq04_sigmoid(b_j); let mut sum = 0.0; for k in (0..v_j.len()).rev() { sum += v_j[k] * errors[k]; } sum * z_j * (1.0 - z_j) * x_i }
                { let through = sigmoid_slope(b_j) * x_i; (0..errors.len()).map(|k| errors[k] * v_j[k] * through).sum() }
                { x_i * sigmoid_slope(b_j) * errors.iter().zip(v_j).fold(0.0, |sum, (error_k, v_kj)| error_k.mul_add(*v_kj, sum)) }
            }
        },
        blank! {
            backprop::eq28_line2_chain_rule(error_by_a: &[f64], a_by_z: &[f64], z_by_b: f64, b_by_w: f64) -> f64 {
                let error_by_z: f64 = error_by_a.iter().zip(a_by_z).map(|(error, a)| error * a).sum();
                error_by_z * z_by_b * b_by_w
            }
            fields {
                signature: Some("pub fn eq28_line2_chain_rule(error_by_a: &[f64], a_by_z: &[f64], z_by_b: f64, b_by_w: f64) -> f64"),
                equation: Some(eq(28)),
                calls: chains,
                by: "by dual numbers",
            }
            faults {
                "first-class", "It changes with ∂Eₙ/∂a₀ and ∂a₀/∂z_j alone.",
                "The sum over k is missing. There are K ways from z_j to Eₙ, one through each a_k." {
                    error_by_a[0] * a_by_z[0] * z_by_b * b_by_w
                }
                "product-of-sums", "It is 0 for every weight.",
                "Both lists are summed first. Each ∂Eₙ/∂a_k belongs to its own ∂a_k/∂z_j, and all ∂Eₙ/∂a_k alone sum to 0." {
                    error_by_a.iter().sum::<f64>() * a_by_z.iter().sum::<f64>() * z_by_b * b_by_w
                }
                "no-activation", "It does not change with ∂z_j/∂b_j.",
                "A link of the chain is missing: from b_j to z_j there is h." {
                    error_by_a.iter().zip(a_by_z).map(|(error, a)| error * a).sum::<f64>() * b_by_w
                }
                "no-input", "It does not change with ∂b_j/∂w_ji.",
                "The last link of the chain is missing, the one from w_ji to b_j." {
                    error_by_a.iter().zip(a_by_z).map(|(error, a)| error * a).sum::<f64>() * z_by_b
                }
                "links-added", "It is not 0 where ∂z_j/∂b_j is 0.",
                "The links are added. Along one way they multiply; only the ways themselves are added." {
                    error_by_a.iter().zip(a_by_z).map(|(error, a)| error * a).sum::<f64>() + z_by_b * b_by_w
                }
                "ways-multiplied", "It is 0 as soon as one of the K ways is 0, and mostly too small.",
                "The K ways are multiplied. Along a way slopes multiply; the ways are added." {
                    error_by_a.iter().zip(a_by_z).map(|(error, a)| error * a).product::<f64>() * z_by_b * b_by_w
                }
                "last-class-missing", "It does not change with ∂Eₙ/∂a_k of the last k.",
                "The sum ends too early: K − 1 is the last index that takes part." {
                    (0..a_by_z.len() - 1).map(|k| error_by_a[k] * a_by_z[k]).sum::<f64>() * z_by_b * b_by_w
                }
            }
            alternatives {
                { let mut slope = 0.0; for k in 0..a_by_z.len() { slope += error_by_a[k] * a_by_z[k] * z_by_b * b_by_w; } slope }
                { let through = b_by_w * z_by_b; through * a_by_z.iter().zip(error_by_a).map(|(a, error)| a * error).sum::<f64>() }
            }
        },
        gradient::BY_CHAIN_RULE,
    ],
    hints: [
        "In how many ways does a hidden weight reach the error, and which numbers lie on each of them?",
        "Three things in a row: what comes back from all outputs, each error with its own weight; how far the unit lets it through; and what came in along the weight.",
        "(Σ_k (y_k − t_k) …) h′(…) x_i:  `errors.iter().zip(v_j).map(…).sum::<f64>() * sigmoid_slope(…) * x_i`",
    ],
}];

fn along_hidden_weights(context: &Context) -> Vec<Call> {
    each_hidden_weight(context, |moved| {
        let Indices { j, i, .. } = moved.indices;
        let arguments = vec![
            errors_by_slopes(moved).as_slice().into(),
            moved.weights_leaving(j).as_slice().into(),
            moved.pass.b[j].into(),
            moved.sample().x[i].into(),
        ];
        (arguments, road(moved, eq(28)))
    })
}

fn chains(context: &Context) -> Vec<Call> {
    each_hidden_weight(context, |moved| {
        let Indices { j, i, .. } = moved.indices;
        let arguments = vec![
            errors_by_slopes(moved).as_slice().into(),
            moved.weights_leaving(j).as_slice().into(),
            sigmoid_slope(moved.pass.b[j]).into(),
            moved.sample().x[i].into(),
        ];
        (arguments, road(moved, eq(28)))
    })
}

/// The K slopes ∂Eₙ/∂a_k, which are y_k − t_k where the targets sum to 1.
fn errors_by_slopes(context: &Context) -> Vec<f64> {
    let Indices { j, i, .. } = context.indices;
    let slope = |k: usize| road(&at(context, k, j, i), eq(23));
    (0..context.network.classes()).map(slope).collect()
}
