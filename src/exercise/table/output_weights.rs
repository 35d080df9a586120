//! The slopes along the output weights: equations 24 to 26.

use super::calls::{each_output_weight, each_sample, where_targets_sum_to_1};
use super::{at, below, call, eq, road};
use crate::equation::{Chapter, Context, Indices, Number};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::backprop;
use crate::model::neuron::eq04_sigmoid;

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "24",
    aliases: &["25", "25a", "25b", "26"],
    chapter: Chapter::Backprop,
    title: "the slope along an output weight",
    asks: "The first output sum, how it and any other follow one of their weights, and from that ∂Eₙ/∂v_kj.",
    blanks: &[
        blank! {
            backprop::eq24_first_output_sum(v_0: &[f64], z: &[f64]) -> f64 { backprop::eq24_first_output_sum(v_0, z) }
            fields { equation: Some(eq(24)), calls: first_sums, by: "by a compensated sum from the last term to the first" }
            faults {
                "no-bias", "It does not change with the last weight, v_0M.",
                "The sum ends before the bias. z_M = 1 has a weight as well." {
                    (0..z.len() - 1).map(|j| v_0[j] * z[j]).sum()
                }
                "assigned", "It is v_0M, the last term alone.",
                "Each round of the loop replaces a₀: `=` where `+=` is meant." {
                    v_0[z.len() - 1] * z[z.len() - 1]
                }
                "always-three", "It is right for M = 2, and does not change with the terms after the third.",
                "The three terms are written out. The lists may be longer: they have M + 1 entries." {
                    v_0[0] * z[0] + v_0[1] * z[1] + v_0[2] * z[2]
                }
                "through-h", "It is between 0 and 1 for all weights.",
                "The sum goes through h once more. The output sums stay as they are; the softmax comes next." {
                    eq04_sigmoid((0..z.len()).map(|j| v_0[j] * z[j]).sum())
                }
                "product-of-sums", "It is the sum of all weights times the sum of all z.",
                "Both lists are summed first. Each weight meets its own z alone." {
                    v_0.iter().sum::<f64>() * z.iter().sum::<f64>()
                }
                "bias-in-front", "It is as if z were 1, z₀, z₁ and so on: each weight meets the z before its own.",
                "The 1 is taken to be in front. In this book the bias is the last entry, in z as in x." {
                    let mut sum = v_0[0];
                    for j in 1..v_0.len() { sum += v_0[j] * z[j - 1]; }
                    sum
                }
                "weights-alone", "It does not change with z.",
                "The outputs z_j are left out." {
                    v_0.iter().sum()
                }
            }
            alternatives {
                { v_0.iter().zip(z).map(|(v_0j, z_j)| v_0j * z_j).sum() }
                { let mut a_0 = v_0[v_0.len() - 1]; for j in 0..z.len() - 1 { a_0 += z[j] * v_0[j]; } a_0 }
                { v_0.iter().zip(z).fold(0.0, |a_0, (v_0j, z_j)| v_0j.mul_add(*z_j, a_0)) }
            }
        },
        blank! {
            backprop::eq25a_slope_of_first_sum(z: &[f64], j: usize) -> f64 { backprop::eq25a_slope_of_first_sum(z, j) }
            fields { equation: Some(Number::part(25, 'a')), calls: slopes_of_first_sum, by: "by dual numbers" }
            faults {
                "one", "It is 1 for every j.",
                "The factor z_j is lost. A product v z moves z times as far as v." {
                    1.0
                }
                "first", "It is z₀ for every j.",
                "The index does not move: the 0 of a₀ is that of the output, not that of the hidden unit." {
                    z[0]
                }
                "no-bias", "It is 0 for the last j, and right elsewhere.",
                "The bias is treated as a constant. Its weight v_0M moves a₀ like any other: z_M = 1." {
                    if j + 1 == z.len() { 0.0 } else { z[j] }
                }
                "slope-of-h", "It is at most a quarter, and 0 for the last j.",
                "This is h′ = z (1 − z). a₀ is a plain sum of products; no h is on the way from v_0j to it." {
                    z[j] * (1.0 - z[j])
                }
                "all", "It is the same for every j: the sum of all z.",
                "All weights are moved at once. v_0j has one term in the sum." {
                    z.iter().sum()
                }
                "minus", "Every number has the right size and the wrong sign.",
                "A minus is in front. a₀ rises with v_0j, because z_j is positive." {
                    -z[j]
                }
            }
            alternatives {
                { z.iter().copied().nth(j).unwrap_or(f64::NAN) }
                { let moved_by_one = z[j] * 1.0; moved_by_one }
                { (0..z.len()).filter(|l| *l == j).map(|l| z[l]).sum() }
            }
        },
        blank! {
            backprop::eq25b_slope_of_any_sum(z: &[f64], j: usize) -> f64 { backprop::eq25b_slope_of_any_sum(z, j) }
            fields { equation: Some(Number::part(25, 'b')), calls: slopes_of_any_sum, by: "by dual numbers" }
            faults {
                "one", "It is 1 for every j.",
                "The factor z_j is lost. A product v z moves z times as far as v." {
                    1.0
                }
                "first", "It is z₀ for every j.",
                "The index does not move. The weight v_kj meets z_j." {
                    z[0]
                }
                "no-bias", "It is 0 for the last j, and right elsewhere.",
                "The bias is treated as a constant. Its weight v_kM moves a_k like any other: z_M = 1." {
                    if j + 1 == z.len() { 0.0 } else { z[j] }
                }
                "slope-of-h", "It is at most a quarter, and 0 for the last j.",
                "This is h′ = z (1 − z). a_k is a plain sum of products; no h is on the way from v_kj to it." {
                    z[j] * (1.0 - z[j])
                }
                "minus", "Every number has the right size and the wrong sign.",
                "A minus is in front. a_k rises with v_kj, because z_j is positive." {
                    -z[j]
                }
            }
            alternatives {
                { let z_j = &z[j]; *z_j }
                { z.iter().copied().nth(j).unwrap_or(f64::NAN) }
            }
        },
        blank! {
            backprop::eq26_slope_along_output_weight(y_k: f64, t_k: f64, z_j: f64) -> f64 {
                backprop::eq26_slope_along_output_weight(y_k, t_k, z_j)
            }
            fields {
                equation: Some(eq(26)),
                calls: |context| where_targets_sum_to_1(context, along_output_weights),
                by: "by dual numbers",
                assumes_targets_sum_to_1: true,
            }
            faults {
                "turned", "Every number has the right size and the wrong sign.",
                "The error is t_k − y_k. In (23) it is y_k − t_k." {
                    (t_k - y_k) * z_j
                }
                "no-input", "It does not change with z_j: only the bias weights have the right number.",
                "z_j is missing: this is ∂Eₙ/∂a_k alone." {
                    y_k - t_k
                }
                "squared-error", "It is too small, by the factor y_k (1 − y_k).",
                "y_k (1 − y_k) belongs to squared errors. With the cross-entropy it cancels." {
                    (y_k - t_k) * y_k * (1.0 - y_k) * z_j
                }
                "slope-of-h", "It is 0 for the bias weights, and too small for the others.",
                "z_j (1 − z_j) is the slope of h. It is on the way to w_ji; v_kj comes after it." {
                    (y_k - t_k) * z_j * (1.0 - z_j)
                }
                "no-brackets", "Where t_k is 1 it is y_k − z_j.",
                "Only t_k is multiplied by z_j. The whole difference is: (y_k − t_k) z_j." {
                    y_k - t_k * z_j
                }
                "no-target", "It is never negative, and does not change with t_k.",
                "−t_k is missing." {
                    y_k * z_j
                }
                "product", "It is 0 wherever t_k is 0.",
                "y_k and t_k are multiplied. The error is their difference." {
                    y_k * t_k * z_j
                }
            }
            alternatives {
                { z_j * (y_k - t_k) }
                { y_k * z_j - t_k * z_j }
                { -(t_k - y_k) * z_j }
            }
        },
    ],
    hints: [
        "If v_kj grows by a little, how far does a_k move, and does any other sum move with it?",
        "A weight matters by what comes in along it, and by the error at its end. The bias is no exception.",
        "∂Eₙ/∂v_kj = (y_k − t_k) …:  `(y_k - t_k) * …`  and  `a_0 += v_0[j] * …`",
    ],
}];

fn first_sums(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![
            of_n.network.v[0].as_slice().into(),
            of_n.pass.z.as_slice().into(),
        ];
        (arguments, road(of_n, eq(24)))
    })
}

fn slopes_of_first_sum(context: &Context) -> Vec<Call> {
    let of_unit = |j: usize| {
        let moved = at(context, 0, j, context.indices.i);
        let arguments: Vec<Argument> = vec![moved.pass.z.as_slice().into(), j.into()];
        let expected = road(&moved, Number::part(25, 'a'));
        let place = format!("along {}", below("v", &[0, j]));
        call(&moved, place, arguments, expected)
    };
    (0..=context.network.hidden()).map(of_unit).collect()
}

fn slopes_of_any_sum(context: &Context) -> Vec<Call> {
    each_output_weight(context, |moved| {
        let arguments = vec![moved.pass.z.as_slice().into(), moved.indices.j.into()];
        (arguments, road(moved, Number::part(25, 'b')))
    })
}

fn along_output_weights(context: &Context) -> Vec<Call> {
    each_output_weight(context, |moved| {
        let Indices { k, j, .. } = moved.indices;
        let (y_k, t_k) = (moved.pass.y[k], moved.sample().t[k]);
        let arguments = [y_k, t_k, moved.pass.z[j]].map(Argument::from).to_vec();
        (arguments, road(moved, eq(26)))
    })
}
