//! A step downhill of one weight: equation 27.

use super::calls::{each_hidden_weight, each_output_weight};
use super::{eq, road};
use crate::equation::{Chapter, Context, Indices};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::training::{self, updated_weight};

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "27",
    aliases: &[],
    chapter: Chapter::Backprop,
    title: "one weight, one step downhill",
    asks: "An output weight after one sample, from its error and its input, and any weight whose slope is known.",
    blanks: &[
        blank! {
            training::eq27_updated_output_weight(v_kj: f64, learning_rate: f64, output_error: f64, z_j: f64) -> f64 {
                training::eq27_updated_output_weight(v_kj, learning_rate, output_error, z_j)
            }
            fields { equation: Some(eq(27)), calls: output_updates, by: "the old weight less α times the slope by dual numbers" }
            faults {
                "uphill", "The weight moves by the right distance in the wrong direction.",
                "The step goes along the slope. Downhill is against it: with a minus." {
                    v_kj + learning_rate * output_error * z_j
                }
                "no-learning-rate", "It does not change with α.",
                "α is left out: the step is the slope itself." {
                    v_kj - output_error * z_j
                }
                "step-alone", "It does not change with v_kj.",
                "This is the step alone. It has to be added to the old weight." {
                    -learning_rate * output_error * z_j
                }
                "shrinking", "It moves by α v_kj too much towards 0.",
                "The old weight is made smaller too, (1 − α) v_kj, as in a moving average. Here it is kept whole." {
                    v_kj * (1.0 - learning_rate) - learning_rate * output_error * z_j
                }
                "no-input", "The weight moves by the same distance for every j.",
                "z_j is missing: the slope along v_kj is the error times z_j." {
                    v_kj - learning_rate * output_error
                }
                "brackets", "It is 0 wherever z_j is 0, and shrinks with the error.",
                "The brackets are around v_kj − α. The old weight should not be multiplied by anything." {
                    (v_kj - learning_rate) * output_error * z_j
                }
                "turned", "Every number has the right size and the wrong sign.",
                "The old weight is subtracted from the step." {
                    learning_rate * output_error * z_j - v_kj
                }
                "divided", "With a larger α the step is smaller.",
                "The slope is divided by α. α says how much of the slope is taken." {
                    v_kj - output_error * z_j / learning_rate
                }
            }
            alternatives {
                { updated_weight(v_kj, learning_rate, output_error * z_j) }
                { let step = -(output_error * z_j) * learning_rate; step + v_kj }
                { (-learning_rate * output_error).mul_add(z_j, v_kj) }
            }
        },
        blank! {
            training::updated_weight(weight: f64, learning_rate: f64, slope: f64) -> f64 {
                training::updated_weight(weight, learning_rate, slope)
            }
            fields { calls: updates, by: "by a product and a difference with one rounding" }
            faults {
                "uphill", "The weight moves by the right distance in the wrong direction.",
                "The step goes along the slope. Downhill is against it: with a minus." {
                    weight + learning_rate * slope
                }
                "no-learning-rate", "It does not change with α.",
                "α is left out: the step is the slope itself." {
                    weight - slope
                }
                "step-alone", "It does not change with the old weight.",
                "This is the step alone. It has to be added to the old weight." {
                    -learning_rate * slope
                }
                "shrinking", "It moves by α w_ji too much towards 0.",
                "The old weight is made smaller too, (1 − α) w_ji, as in a moving average. Here it is kept whole." {
                    weight * (1.0 - learning_rate) - learning_rate * slope
                }
                "brackets", "It is 0 wherever the slope is 0.",
                "The brackets are around the old weight minus α. Where the slope is 0, the weight should stay as it is." {
                    (weight - learning_rate) * slope
                }
                "sign-of-slope", "The weight moves by α, however steep it is.",
                "Only the sign of the slope is used. The step becomes smaller as the slope does." {
                    weight - learning_rate * slope.signum()
                }
                "relative", "The weight moves in proportion to itself.",
                "The step is multiplied by the weight. It is α times the slope, however large the weight." {
                    weight - learning_rate * slope * weight
                }
            }
            alternatives {
                { weight + -(learning_rate * slope) }
                { let mut moved = weight; moved -= slope * learning_rate; moved }
                { (-learning_rate).mul_add(slope, weight) }
            }
        },
    ],
    hints: [
        "If the slope is positive, does E grow or fall when the weight grows?",
        "The step goes against the slope, α says how much of it is taken, and the old weight is kept.",
        "v_kj − α · …:  `v_kj - learning_rate * …`  and  `weight - …`",
    ],
}];

fn output_updates(context: &Context) -> Vec<Call> {
    each_output_weight(context, |moved| {
        let Indices { k, j, .. } = moved.indices;
        let (v_kj, z_j) = (moved.network.v[k][j], moved.pass.z[j]);
        let numbers = [v_kj, moved.learning_rate, road(moved, eq(23)), z_j];
        (numbers.map(Argument::from).to_vec(), road(moved, eq(27)))
    })
}

fn updates(context: &Context) -> Vec<Call> {
    each_hidden_weight(context, |moved| {
        let Indices { j, i, .. } = moved.indices;
        let (w_ji, rate, slope) = (
            moved.network.w[j][i],
            moved.learning_rate,
            road(moved, eq(28)),
        );
        let numbers = [w_ji, rate, slope].map(Argument::from).to_vec();
        (numbers, (-rate).mul_add(slope, w_ji))
    })
}
