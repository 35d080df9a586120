//! The mean of slopes, and the chain rule: equations 14 to 17.

use super::calls::{each_hidden_weight, each_output_weight, each_sample};
use super::{at_output, eq, of_sample, road};
use crate::equation::{Chapter, Context, Number};
use crate::exercise::{Argument, Call, Exercise};
use crate::model::backprop::{self, derivative};
use crate::model::error::eq12_cross_entropy;
use crate::model::network::{eq07_softmax, log_softmax};

pub(super) const EXERCISES: &[Exercise] = &[
    Exercise {
        id: "14",
        aliases: &[],
        chapter: Chapter::Backprop,
        title: "the mean of the slopes",
        asks: "N samples have N slopes along one and the same weight. From them comes the slope of E.",
        blanks: &[blank! {
            backprop::eq14_mean_gradient(gradients: &[f64]) -> f64 { backprop::eq14_mean_gradient(gradients) }
            fields { equation: Some(eq(14)), calls: mean_slopes, by: "by dual numbers of all samples" }
            faults {
                "sum", "It is N times too large in every case.",
                "The slopes are summed and not divided by N. E is a mean, and so is its slope." {
                    gradients.iter().sum()
                }
                "divided-twice", "It is too small by a factor N in every case.",
                "The mean is divided by N once more. One N is enough: it is that of E." {
                    let count = gradients.len() as f64;
                    gradients.iter().sum::<f64>() / count / count
                }
                "last-sample", "It does not change with the slopes before the last.",
                "Each slope replaces the one before it instead of being added: `=` where `+=` is meant." {
                    gradients[gradients.len() - 1]
                }
                "first-sample", "It changes with the first slope alone.",
                "This is ∂E₀/∂w_ji, the slope of a single sample." {
                    gradients[0]
                }
                "last-divided", "It changes with the last slope alone, and is 1/N of it.",
                "Each slope replaces the one before it in the sum, which is then divided by N: `=` where `+=` is meant." {
                    let mut sum = 0.0;
                    for slope in gradients { sum = *slope; }
                    sum / gradients.len() as f64
                }
                "printed", "Every number has the right size and the wrong sign.",
                "A minus is in front of the mean. The first line of the source has it too; but it is inside Eₙ already." {
                    -gradients.iter().sum::<f64>() / gradients.len() as f64
                }
                "one-less", "It is too large by a factor N/(N − 1).",
                "The sum is divided by N − 1, as for a variance. A mean divides by N." {
                    gradients.iter().sum::<f64>() / (gradients.len() - 1) as f64
                }
                "always-three", "It is right for three samples, and too large for more.",
                "The sum is divided by the number 3. N is the length of the list." {
                    gradients.iter().sum::<f64>() / 3.0
                }
                "sizes", "It is never negative.",
                "The sizes of the slopes are averaged. Samples that pull in opposite directions cancel: their signs count." {
                    gradients.iter().map(|slope| slope.abs()).sum::<f64>() / gradients.len() as f64
                }
            }
            alternatives {
                { let mut sum = 0.0; for n in (0..gradients.len()).rev() { sum += gradients[n]; } sum / gradients.len() as f64 }
                { gradients.iter().map(|slope| slope / gradients.len() as f64).sum() }
                {
                    let mut mean = 0.0;
                    for (n, slope) in gradients.iter().enumerate() { mean += (slope - mean) / (n + 1) as f64; }
                    mean
                }
            }
        }],
        hints: [
            "If all N samples had the same slope, what should come out?",
            "All slopes take part with their signs and with equal weight. What is in doubt is the number in front of the sum.",
            "(1/…) Σ_n ∂Eₙ/∂w_ji:  `gradients.iter().sum::<f64>() / …`",
        ],
    },
    Exercise {
        id: "15",
        aliases: &["16", "17"],
        chapter: Chapter::Backprop,
        title: "from the error back to the first sum",
        asks: "The chain rule; what is to be found at a₀, measured by `derivative`; and the same through the outputs y, by the rule for the logarithm.",
        blanks: &[
            blank! {
                backprop::eq15_chain_rule(slope_at_sum: f64, slope_of_sum: f64) -> f64 {
                    backprop::eq15_chain_rule(slope_at_sum, slope_of_sum)
                }
                fields { equation: Some(eq(15)), calls: chains, by: "by dual numbers" }
                faults {
                    "added", "It is not 0 where one of the two slopes is 0.",
                    "The two slopes are added. Changes that follow one another multiply." {
                        slope_at_sum + slope_of_sum
                    }
                    "divided", "It is smaller where a_k follows v_kj more: the second slope acts the wrong way.",
                    "The first slope is divided by the second. In their product ∂a_k cancels, as in a product of fractions." {
                        slope_at_sum / slope_of_sum
                    }
                    "first-alone", "It is the same for every j.",
                    "∂a_k/∂v_kj is left out: this is only ∂Eₙ/∂a_k." {
                        slope_at_sum
                    }
                    "second-alone", "It is the same for every k.",
                    "∂Eₙ/∂a_k is left out: this is only ∂a_k/∂v_kj." {
                        slope_of_sum
                    }
                    "minus", "Every number has the right size and the wrong sign.",
                    "A minus is in front. It belongs to the step downhill, not to the slope." {
                        -slope_at_sum * slope_of_sum
                    }
                    "mean", "It is half of the sum of the two slopes.",
                    "The two slopes are averaged. Changes that follow one another multiply." {
                        0.5 * (slope_at_sum + slope_of_sum)
                    }
                }
                alternatives {
                    { slope_of_sum * slope_at_sum }
                    { [slope_at_sum, slope_of_sum].iter().product() }
                }
            },
            blank! {
                backprop::eq16_slope_at_first_sum(t: &[f64], a: &[f64]) -> f64 { backprop::eq16_slope_at_first_sum(t, a) }
                fields { equation: Some(eq(16)), calls: slopes_at_first_sum, by: "by dual numbers", slack: 1e-9 }
                faults {
                    "own-output", "It is 0 wherever t₀ is 0.",
                    "Only −t₀ log y₀ is moved. a₀ is in the denominator of every output, so all of them move." {
                        let error = |a_0: f64| {
                            let mut moved = a.to_vec();
                            moved[0] = a_0;
                            -t[0] * log_softmax(&moved)[0]
                        };
                        derivative(error, a[0])
                    }
                    "other-outputs", "It is 0 wherever t₀ is 1 and all others are 0.",
                    "The term of the first output, −t₀ log y₀, is left out." {
                        let error = |a_0: f64| {
                            let mut moved = a.to_vec();
                            moved[0] = a_0;
                            eq12_cross_entropy(&t[1..], &log_softmax(&moved)[1..])
                        };
                        derivative(error, a[0])
                    }
                    "all-sums", "It is 0 for every sample.",
                    "All sums are moved together. Only differences count in the softmax, so nothing changes." {
                        let error = |shift: f64| {
                            let moved: Vec<f64> = a.iter().map(|a_k| a_k + shift).collect();
                            eq12_cross_entropy(t, &log_softmax(&moved))
                        };
                        derivative(error, 0.0)
                    }
                    "second-sum", "It is negative where t₁ is 1, and not where t₀ is 1.",
                    "a₁ is moved. The first sum has the index 0." {
                        let error = |a_1: f64| {
                            let mut moved = a.to_vec();
                            moved[1] = a_1;
                            eq12_cross_entropy(t, &log_softmax(&moved))
                        };
                        derivative(error, a[1])
                    }
                    "no-minus", "Every number has the right size and the wrong sign.",
                    "The minus in front of each t_k log y_k is lost." {
                        let log_of_likelihood = |a_0: f64| {
                            let mut moved = a.to_vec();
                            moved[0] = a_0;
                            t.iter().zip(log_softmax(&moved)).map(|(t_k, log_y_k)| t_k * log_y_k).sum()
                        };
                        derivative(log_of_likelihood, a[0])
                    }
                    "no-logarithm", "It is too small, by the factor y_k of the class whose t_k is 1.",
                    "The logarithm is left out: this is the slope of −Σ t_k y_k." {
                        let error = |a_0: f64| {
                            let mut moved = a.to_vec();
                            moved[0] = a_0;
                            -t.iter().zip(eq07_softmax(&moved)).map(|(t_k, y_k)| t_k * y_k).sum::<f64>()
                        };
                        derivative(error, a[0])
                    }
                    "sum-of-targets-taken-for-1", "It is right where the targets sum to 1, and off by (1 − Σ t_k) y₀ elsewhere.",
                    "This is already (20), y₀ − t₀, which assumes that the targets sum to 1. (16) holds for any targets." {
                        eq07_softmax(a)[0] - t[0]
                    }
                }
                alternatives {
                    { t.iter().sum::<f64>() * eq07_softmax(a)[0] - t[0] }
                    {
                        let error = |shift: f64| {
                            let mut moved = a.to_vec();
                            moved[0] += shift;
                            eq12_cross_entropy(t, &log_softmax(&moved))
                        };
                        derivative(error, 0.0)
                    }
                    {
                        let log_y = |a_0: f64, i: usize| {
                            let mut moved = a.to_vec();
                            moved[0] = a_0;
                            log_softmax(&moved)[i]
                        };
                        (0..t.len()).map(|i| -t[i] * derivative(|a_0| log_y(a_0, i), a[0])).sum()
                    }
                }
            },
            blank! {
                backprop::eq17_slope_through_outputs(t: &[f64], y: &[f64], slopes: &[f64]) -> f64 {
                    backprop::eq17_slope_through_outputs(t, y, slopes)
                }
                fields { equation: Some(eq(17)), calls: slopes_through_outputs, by: "by dual numbers" }
                faults {
                    "own-output", "It is 0 wherever t₀ is 0.",
                    "Only the first term is there. Every output has a slope along a₀, so every −t_l log y_l has a term." {
                        -t[0] / y[0] * slopes[0]
                    }
                    "no-reciprocal", "Each term is too small, by its factor y_l.",
                    "1/y_l is missing: the slope of log y_l is (1/y_l) ∂y_l/∂a₀." {
                        (0..t.len()).map(|i| -t[i] * slopes[i]).sum()
                    }
                    "no-minus", "Every number has the right size and the wrong sign.",
                    "The minus in front of each term is lost. It is that of Eₙ." {
                        (0..t.len()).map(|i| t[i] / y[i] * slopes[i]).sum()
                    }
                    "first-output-below", "The terms after the first are off by the factor y_l/y₀.",
                    "Every term is divided by y₀. Each logarithm has its own output below: 1/y_l." {
                        (0..t.len()).map(|i| -t[i] / y[0] * slopes[i]).sum()
                    }
                    "others-turned", "The first term is right; each other term has the wrong sign.",
                    "A plus is in front of the terms after the first. They have a minus of their own; the one in ∂y_l/∂a₀ is a second one." {
                        (1..t.len()).fold(-t[0] / y[0] * slopes[0], |sum, i| sum + t[i] / y[i] * slopes[i])
                    }
                    "no-targets", "It does not change with t.",
                    "The targets t_l are left out." {
                        (0..t.len()).map(|i| -slopes[i] / y[i]).sum()
                    }
                    "logarithm-kept", "A term is off by the factor y_l log y_l.",
                    "The logarithm is still there: its slope is 1/y_l, not log y_l." {
                        (0..t.len()).map(|i| -t[i] * y[i].ln() * slopes[i]).sum()
                    }
                    "multiplied", "Each term is too small, by the factor y_l².",
                    "It is multiplied by y_l where it should be divided." {
                        (0..t.len()).map(|i| -t[i] * y[i] * slopes[i]).sum()
                    }
                    "no-slopes", "It does not change with the slopes ∂y_l/∂a₀.",
                    "The inner slope of the chain rule is left out: −t_l/y_l is the slope along y_l." {
                        (0..t.len()).map(|i| -t[i] / y[i]).sum()
                    }
                }
                alternatives {
                    { (0..t.len()).map(|i| -t[i] * (1.0 / y[i]) * slopes[i]).sum() }
                    { let mut slope = 0.0; for i in (0..y.len()).rev() { slope -= t[i] * slopes[i] / y[i]; } slope }
                    { -t.iter().zip(y).zip(slopes).map(|((t_l, y_l), slope_l)| t_l / y_l * slope_l).sum::<f64>() }
                }
            },
        ],
        hints: [
            "How many of the numbers y_k move when a₀ alone is moved?",
            "Eₙ has a term for each output, and none of them is constant. By the rule for the logarithm each gets one more factor, from its own output.",
            "−t₀ (1/…) ∂y₀/∂a₀ − …:  `-t[i] * (1.0 / …) * slopes[i]`  and for (16):  `derivative(|a_0| …, a[0])`",
        ],
    },
];

/// For each hidden weight the slopes of the single samples by the chain rule in dual numbers.
fn mean_slopes(context: &Context) -> Vec<Call> {
    each_hidden_weight(context, |moved| {
        let of_n = |n: usize| road(&of_sample(moved, n), eq(28));
        let slopes: Vec<f64> = (0..moved.samples.len()).map(of_n).collect();
        (vec![slopes.as_slice().into()], road(moved, eq(14)))
    })
}

fn chains(context: &Context) -> Vec<Call> {
    each_output_weight(context, |moved| {
        let slopes = [eq(23), Number::part(25, 'b')].map(|number| road(moved, number));
        (slopes.map(Argument::from).to_vec(), road(moved, eq(15)))
    })
}

fn slopes_at_first_sum(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![
            of_n.sample().t.as_slice().into(),
            of_n.pass.a.as_slice().into(),
        ];
        (arguments, road(of_n, eq(16)))
    })
}

fn slopes_through_outputs(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![
            of_n.sample().t.as_slice().into(),
            of_n.pass.y.as_slice().into(),
            slopes_of_outputs(of_n).as_slice().into(),
        ];
        (arguments, road(of_n, eq(17)))
    })
}

/// The K slopes ∂y_l/∂a_0.
fn slopes_of_outputs(context: &Context) -> Vec<f64> {
    let other = |l: usize| road(&at_output(context, l), eq(19));
    let others = (1..context.network.classes()).map(other);
    [road(context, eq(18))].into_iter().chain(others).collect()
}
