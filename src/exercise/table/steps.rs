//! One step of the whole network, after one sample and after all of them.

use super::call;
use super::calls::{each_sample, for_each_weight, where_targets_sum_to_1};
use crate::equation::check::{Variable, slope_of_error, slope_of_sample_error};
use crate::equation::{Chapter, Context};
use crate::exercise::{Call, Exercise};
use crate::model::backprop::{
    Gradient, eq14_mean_gradient, eq28_slope_along_hidden_weight, gradient, output_errors,
};
use crate::model::network::forward;
use crate::model::training::{self, online_step, updated_weight};
use crate::model::{Matrix, Network, Sample};

pub(super) const EXERCISES: &[Exercise] = &[Exercise {
    id: "step",
    aliases: &[],
    chapter: Chapter::Backprop,
    title: "one step of the whole network",
    asks: "All weights after one sample (online), and after one look at all samples (batch). All slopes are taken at the old weights.",
    blanks: &[
        blank! {
            training::online_step(network: &Network, sample: &Sample, learning_rate: f64) -> Network {
                training::online_step(network, sample, learning_rate)
            }
            fields {
                parts: &["w", "v"],
                calls: |context| where_targets_sum_to_1(context, online_steps),
                by: "the old weights less α times the slopes by dual numbers",
                assumes_targets_sum_to_1: true,
                by_hand: true,
            }
            faults {
                "new-output-weights", "v is right; the step of each row of w is off by a factor of its own, less so with a smaller α.",
                "v was stored before w was computed: the errors are sent back over the new v_kj, where (28) has the old ones." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], learning_rate, slopes.v[k][j]); }
                    }
                    let pass = forward(network, &sample.x);
                    let errors = output_errors(&pass.y, &sample.t);
                    for j in 0..network.hidden() {
                        let v_j: Vec<f64> = next.v.iter().map(|v_k| v_k[j]).collect();
                        for i in 0..network.w[j].len() {
                            let slope = eq28_slope_along_hidden_weight(&errors, &v_j, pass.b[j], sample.x[i]);
                            next.w[j][i] = updated_weight(network.w[j][i], learning_rate, slope);
                        }
                    }
                    next
                }
                "second-pass-for-w", "v is right; the steps of w are the slopes of a network whose v has moved already.",
                "v was stored, and the whole gradient was computed again for w. One step takes all slopes at the old weights." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], learning_rate, slopes.v[k][j]); }
                    }
                    let slopes = gradient(&next, sample);
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], learning_rate, slopes.w[j][i]); }
                    }
                    next
                }
                "second-pass-for-v", "w is right, and v is off, less so with a smaller α.",
                "w was stored, and a second forward pass made for v. One step takes all slopes at the old weights." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], learning_rate, slopes.w[j][i]); }
                    }
                    let slopes = gradient(&next, sample);
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], learning_rate, slopes.v[k][j]); }
                    }
                    next
                }
                "output-weights-alone", "v is right, and w does not move.",
                "Only (27) is done. The same rule holds for w, with the slopes of (28)." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], learning_rate, slopes.v[k][j]); }
                    }
                    next
                }
                "hidden-weights-alone", "w is right, and v does not move.",
                "Only w is moved. (27) is the step of v." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], learning_rate, slopes.w[j][i]); }
                    }
                    next
                }
                "uphill", "Every weight moves by the right distance in the wrong direction.",
                "The step goes along the slope. Downhill is against it: with a minus." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], -learning_rate, slopes.w[j][i]); }
                    }
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], -learning_rate, slopes.v[k][j]); }
                    }
                    next
                }
                "no-learning-rate", "The weights do not change with α.",
                "α is left out: the step is the slope itself." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], 1.0, slopes.w[j][i]); }
                    }
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], 1.0, slopes.v[k][j]); }
                    }
                    next
                }
                "step-alone", "The old weights have no influence except through the slopes.",
                "Each weight is replaced by its step −α ∂Eₙ/∂w. The step is added to the old weight." {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = -learning_rate * slopes.w[j][i]; }
                    }
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = -learning_rate * slopes.v[k][j]; }
                    }
                    next
                }
            }
            alternatives {
                {
                    let slopes = gradient(network, sample);
                    let mut next = network.clone();
                    for j in 0..network.w.len() {
                        for i in 0..network.w[j].len() { next.w[j][i] = updated_weight(network.w[j][i], learning_rate, slopes.w[j][i]); }
                    }
                    for k in 0..network.v.len() {
                        for j in 0..network.v[k].len() { next.v[k][j] = updated_weight(network.v[k][j], learning_rate, slopes.v[k][j]); }
                    }
                    next
                }
                {
                    let slopes = gradient(network, sample);
                    let moved = |weights: &Matrix, slopes: &Matrix| -> Matrix {
                        let row = |(weights, slopes): (&Vec<f64>, &Vec<f64>)| {
                            weights.iter().zip(slopes).map(|(weight, slope)| weight - learning_rate * slope).collect()
                        };
                        weights.iter().zip(slopes).map(row).collect()
                    };
                    Network { w: moved(&network.w, &slopes.w), v: moved(&network.v, &slopes.v) }
                }
                {
                    let mut next = network.clone();
                    let pass = forward(network, &sample.x);
                    let errors = output_errors(&pass.y, &sample.t);
                    for k in 0..network.classes() {
                        for j in 0..=network.hidden() { next.v[k][j] -= learning_rate * errors[k] * pass.z[j]; }
                    }
                    for j in 0..network.hidden() {
                        let v_j: Vec<f64> = network.v.iter().map(|v_k| v_k[j]).collect();
                        for i in 0..=network.inputs() {
                            next.w[j][i] -= learning_rate * eq28_slope_along_hidden_weight(&errors, &v_j, pass.b[j], sample.x[i]);
                        }
                    }
                    next
                }
            }
        },
        blank! {
            training::batch_step(network: &Network, samples: &[Sample], learning_rate: f64) -> Network {
                training::batch_step(network, samples, learning_rate)
            }
            fields {
                parts: &["w", "v"],
                calls: |context| where_targets_sum_to_1(context, batch_steps),
                by: "the old weights less α times the slopes of E by dual numbers",
                assumes_targets_sum_to_1: true,
            }
            faults {
                "sum", "Every weight moves N times too far.",
                "The slopes are summed and not divided by N: (14) has their mean." {
                    let mut next = network.clone();
                    let rate = learning_rate;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                "divided-twice", "Every weight moves too little, by a factor N.",
                "The mean is divided by N once more." {
                    let mut next = network.clone();
                    let rate = learning_rate / (samples.len() * samples.len()) as f64;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                "sample-after-sample", "It changes with the order of the samples, and moves about N times too far.",
                "The weights move after each sample: N online steps. A batch takes all slopes at the old weights, and moves once." {
                    samples.iter().fold(network.clone(), |network, sample| online_step(&network, sample, learning_rate))
                }
                "sample-after-sample-divided", "It moves about the right distance, and changes with the order of the samples.",
                "The weights move after each sample, by α/N. A batch takes all slopes at the old weights, and moves once." {
                    let rate = learning_rate / samples.len() as f64;
                    samples.iter().fold(network.clone(), |network, sample| online_step(&network, sample, rate))
                }
                "last-sample", "It does not change with the samples before the last.",
                "Each sample begins again at the old weights, so that only the last one counts." {
                    let mut next = network.clone();
                    for sample in samples { next = online_step(network, sample, learning_rate); }
                    next
                }
                "first-sample", "It changes with the first sample alone.",
                "Only the first sample is used. The mean is over all N." {
                    online_step(network, &samples[0], learning_rate)
                }
                "output-weights-alone", "v is right, and w does not move.",
                "Only v is moved. E depends on w as well." {
                    let mut next = network.clone();
                    let rate = learning_rate / samples.len() as f64;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                "uphill", "Every weight moves by the right distance in the wrong direction.",
                "The step goes along the slope. Downhill is against it: with a minus." {
                    let mut next = network.clone();
                    let rate = -learning_rate / samples.len() as f64;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                "always-three", "It is right for three samples, and moves too far for more.",
                "The sum is divided by the number 3. N is the number of samples." {
                    let mut next = network.clone();
                    let rate = learning_rate / 3.0;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
            }
            alternatives {
                {
                    let mut next = network.clone();
                    let rate = learning_rate / samples.len() as f64;
                    for sample in samples {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                {
                    let mut next = network.clone();
                    let rate = learning_rate / samples.len() as f64;
                    for sample in samples.iter().rev() {
                        let slopes = gradient(network, sample);
                        for j in 0..network.w.len() {
                            for i in 0..network.w[j].len() { next.w[j][i] -= rate * slopes.w[j][i]; }
                        }
                        for k in 0..network.v.len() {
                            for j in 0..network.v[k].len() { next.v[k][j] -= rate * slopes.v[k][j]; }
                        }
                    }
                    next
                }
                {
                    let gradients: Vec<Gradient> = samples.iter().map(|sample| gradient(network, sample)).collect();
                    let mut next = network.clone();
                    for (j, row) in next.w.iter_mut().enumerate() {
                        for (i, w_ji) in row.iter_mut().enumerate() {
                            let slopes: Vec<f64> = gradients.iter().map(|of_n| of_n.w[j][i]).collect();
                            *w_ji = updated_weight(*w_ji, learning_rate, eq14_mean_gradient(&slopes));
                        }
                    }
                    for (k, row) in next.v.iter_mut().enumerate() {
                        for (j, v_kj) in row.iter_mut().enumerate() {
                            let slopes: Vec<f64> = gradients.iter().map(|of_n| of_n.v[k][j]).collect();
                            *v_kj = updated_weight(*v_kj, learning_rate, eq14_mean_gradient(&slopes));
                        }
                    }
                    next
                }
            }
        },
    ],
    hints: [
        "At which weights are the slopes of w taken, and at which those of v?",
        "Nothing is stored before everything is computed. For a batch the N slopes along each weight become one before the weight moves.",
        "w_ji − α · …:  `next.w[j][i] = updated_weight(network.w[j][i], learning_rate, …)`  and the same for v",
    ],
}];

fn online_steps(context: &Context) -> Vec<Call> {
    each_sample(context, |of_n| {
        let arguments = vec![
            (&of_n.network).into(),
            of_n.sample().into(),
            of_n.learning_rate.into(),
        ];
        let slope = |weight| slope_of_sample_error(of_n, weight);
        (arguments, stepped(of_n, slope))
    })
}

fn batch_steps(context: &Context) -> Vec<Call> {
    let arguments = vec![
        (&context.network).into(),
        context.samples.as_slice().into(),
        context.learning_rate.into(),
    ];
    let slope = |weight| slope_of_error(context, weight);
    let expected = stepped(context, slope);
    vec![call(context, String::new(), arguments, expected)]
}

/// All weights after a step against these slopes.
fn stepped(context: &Context, slope: impl Fn(Variable) -> f64) -> (Matrix, Matrix) {
    let (w, v) = (&context.network.w, &context.network.v);
    for_each_weight(&context.network, |weight| {
        let old = match weight {
            Variable::W(j, i) => w[j][i],
            Variable::V(k, j) => v[k][j],
            Variable::A(_) | Variable::Nothing => f64::NAN,
        };
        old - context.learning_rate * slope(weight)
    })
}
