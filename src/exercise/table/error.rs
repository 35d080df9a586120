//! The error: equation 8, and its two parts, 12 and 13.

use super::network::of_samples;
use super::neuron::has_large_sums;
use super::{call, eq, road};
use crate::equation::check::compensated_sum;
use crate::equation::{Chapter, Context};
use crate::exercise::{Call, Exercise};
use crate::model::error::{self, eq12_cross_entropy, eq13_mean_error};
use crate::model::network::forward;
use crate::model::{Network, Sample};

/// The error over the data, which the numerical gradient measures.
pub(super) const EIGHT: &[Exercise] = &[Exercise {
    id: "8",
    aliases: &[],
    chapter: Chapter::NumericalGradient,
    title: "the mean cross-entropy",
    asks: "One number for the whole network: the cross-entropy of each sample, averaged over all N of them. `forward` gives log y.",
    blanks: &[blank! {
        error::eq08_mean_cross_entropy(network: &Network, samples: &[Sample]) -> f64 { error::eq08_mean_cross_entropy(network, samples) }
        fields { equation: Some(eq(8)), calls: error_of_data, by: "by log Σ exp(a) − a in a pass of its own" }
        faults {
            "no-minus", "E is negative, which it can never be.",
            "The minus in front is missing. No logarithm of a probability is positive." {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum += sample.t[k] * log_y[k]; }
                }
                sum / samples.len() as f64
            }
            "sum", "It is N times too large in every case.",
            "This is the sum over all samples; 1/N is missing. (With such a Σ over n the source prints Eₙ, in its (12).)" {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum -= sample.t[k] * log_y[k]; }
                }
                sum
            }
            "divided-twice", "It is N times too small in every case.",
            "It is divided by N twice, perhaps once inside the loop and once after it." {
                let count = samples.len() as f64;
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum -= sample.t[k] * log_y[k] / count; }
                }
                sum / count
            }
            "mean-over-classes", "It is K times too small in every case.",
            "It is divided by K as well. Over the classes (8) has a sum, only over the samples a mean." {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum -= sample.t[k] * log_y[k] / log_y.len() as f64; }
                }
                sum / samples.len() as f64
            }
            "classes-for-samples", "It is N/K times the right number, and so right where N = K.",
            "It is divided by K in place of N. In the worked example both are 3." {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum -= sample.t[k] * log_y[k]; }
                }
                sum / network.v.len() as f64
            }
            "log-of-mean", "It is too small, the more so the more the samples differ.",
            "This is the logarithm of a mean. (8) takes the logarithms first and averages them." {
                let mut sum = 0.0;
                for sample in samples {
                    let y = forward(network, &sample.x).y;
                    for k in 0..y.len() { sum += sample.t[k] * y[k]; }
                }
                -(sum / samples.len() as f64).ln()
            }
            "base-2", "It is 1.443 times what it should be, in every case.",
            "The logarithm is to base 2. In this book log is the natural one, `ln`: it undoes `exp`." {
                let mut sum = 0.0;
                for sample in samples {
                    let y = forward(network, &sample.x).y;
                    for k in 0..y.len() { sum -= sample.t[k] * y[k].log2(); }
                }
                sum / samples.len() as f64
            }
            "base-10", "It is 0.434 times what it should be, in every case.",
            "The logarithm is to base 10. In this book log is the natural one, `ln`: it undoes `exp`." {
                let mut sum = 0.0;
                for sample in samples {
                    let y = forward(network, &sample.x).y;
                    for k in 0..y.len() { sum -= sample.t[k] * y[k].log10(); }
                }
                sum / samples.len() as f64
            }
            "largest-target-alone", "It is right for targets of 0 and 1, and wrong for all others.",
            "Only the class with the largest target is counted. Each class counts with its own t_nk." {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    let mut class = 0;
                    for k in 0..log_y.len() { if sample.t[k] > sample.t[class] { class = k; } }
                    sum -= log_y[class];
                }
                sum / samples.len() as f64
            }
            "own-guess", "It does not change with t, and is too small.",
            "The class that the network itself finds likeliest is counted. Which one is right is for t to say." {
                let mut sum = 0.0;
                for sample in samples {
                    let log_y = forward(network, &sample.x).log_y;
                    sum -= log_y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                }
                sum / samples.len() as f64
            }
            "no-targets", "It does not change with t, and is far too large.",
            "The factor t_nk is missing, so the wrong classes are asked to be likely as well." {
                let mut sum = 0.0;
                for sample in samples {
                    for log_y_nk in forward(network, &sample.x).log_y { sum -= log_y_nk; }
                }
                sum / samples.len() as f64
            }
            "yes-or-no", "It is too large: the classes with t = 0 add to it as well.",
            "A term (1 − t) log(1 − y) is added, as for yes-or-no questions. The softmax ties the classes together already." {
                let mut sum = 0.0;
                for sample in samples {
                    let y = forward(network, &sample.x).y;
                    for k in 0..y.len() { sum -= sample.t[k] * y[k].ln() + (1.0 - sample.t[k]) * (1.0 - y[k]).ln(); }
                }
                sum / samples.len() as f64
            }
            "squares", "It is never above 2, however wrong the network is.",
            "This is the mean of the squared distances. (8) measures by the logarithm." {
                let mut sum = 0.0;
                for sample in samples {
                    let y = forward(network, &sample.x).y;
                    for k in 0..y.len() { sum += (sample.t[k] - y[k]) * (sample.t[k] - y[k]); }
                }
                sum / samples.len() as f64
            }
            "first-alone", "Only the first sample has an influence.",
            "The function returns, or the loop ends, in the first round." {
                let log_y = forward(network, &samples[0].x).log_y;
                let mut sum = 0.0;
                for k in 0..log_y.len() { sum -= samples[0].t[k] * log_y[k]; }
                sum
            }
            "last-alone", "Only the last sample has an influence.",
            "The sum is set to 0 again for each sample: it has to begin before the loop over n, not in it." {
                let mut sum = 0.0;
                for sample in samples {
                    sum = 0.0;
                    let log_y = forward(network, &sample.x).log_y;
                    for k in 0..log_y.len() { sum -= sample.t[k] * log_y[k]; }
                }
                sum / samples.len() as f64
            }
        }
        alternatives {
            {
                let mut sum = 0.0;
                for n in (0..samples.len()).rev() {
                    let y = forward(network, &samples[n].x).y;
                    for k in 0..y.len() { if samples[n].t[k] > 0.0 { sum += samples[n].t[k] * y[k].ln(); } }
                }
                -sum / samples.len() as f64
            }
            {
                let errors: Vec<f64> = samples.iter().map(|one| eq12_cross_entropy(&one.t, &forward(network, &one.x).log_y)).collect();
                eq13_mean_error(&errors)
            }
            {
                let part = 1.0 / samples.len() as f64;
                let of_sample = |one: &Sample| -> f64 {
                    one.t.iter().zip(forward(network, &one.x).y).map(|(t_nk, y_nk)| -part * t_nk * y_nk.ln()).sum()
                };
                samples.iter().map(of_sample).sum()
            }
        }
    }],
    hints: [
        "How many sums does (8) have, over what does each of them run, and which of them is a mean?",
        "Compare the sign and the factor in front: what do they make of a sum of logarithms that are never positive?",
        "E = −(1/N) Σ_n Σ_k t_nk · …:  for each sample  `sum += t_nk * …;`  and after the loops  `-sum / …`",
    ],
}];

/// The error of one sample, and the mean of these errors.
pub(super) const TWELVE: &[Exercise] = &[Exercise {
    id: "12",
    aliases: &["13"],
    chapter: Chapter::Backprop,
    title: "the error of one sample, and the mean",
    asks: "(8) in two parts: first the error Eₙ of one sample, then the mean of N such errors. In (12), 0 · log 0 counts as 0.",
    blanks: &[
        blank! {
            error::eq12_cross_entropy(t: &[f64], log_y: &[f64]) -> f64 { error::eq12_cross_entropy(t, log_y) }
            fields { equation: Some(eq(12)), calls: errors_of_samples, by: "by log Σ exp(a) − a in a pass of its own" }
            faults {
                "no-minus", "Eₙ is negative, which it can never be.",
                "The minus in front is missing. No logarithm of a probability is positive." {
                    t.iter().zip(log_y).map(|(t_k, log_y_k)| t_k * log_y_k).sum()
                }
                "divided-by-classes", "It is K times too small in every case.",
                "It is divided by K. Over the classes there is a sum and no mean; the mean over samples comes with (13)." {
                    -t.iter().zip(log_y).map(|(t_k, log_y_k)| t_k * log_y_k).sum::<f64>() / t.len() as f64
                }
                "no-targets", "It does not change with t.",
                "The factor t_k is missing, so the wrong classes are asked to be likely as well." {
                    -log_y.iter().sum::<f64>()
                }
                "log-twice", "It is NaN in every case.",
                "The logarithm is taken once more. The second list holds log y_k already, and log of a negative number is NaN." {
                    -t.iter().zip(log_y).map(|(t_k, log_y_k)| t_k * log_y_k.ln()).sum::<f64>()
                }
                "y-for-log", "It is between −1 and 0, however wrong the network is.",
                "The logarithm is undone: this is −Σ t_k y_k." {
                    -t.iter().zip(log_y).map(|(t_k, log_y_k)| t_k * log_y_k.exp()).sum::<f64>()
                }
                "exchanged", "It is infinite as soon as one target is 0.",
                "t and y have changed places: this is −Σ y_k log t_k." {
                    -t.iter().zip(log_y).map(|(t_k, log_y_k)| log_y_k.exp() * t_k.ln()).sum::<f64>()
                }
                "largest-target-alone", "It is right for targets of 0 and 1, and wrong for all others.",
                "Only the class with the largest target is counted. Each class counts with its own t_k." {
                    let mut class = 0;
                    for k in 0..t.len() { if t[k] > t[class] { class = k; } }
                    -log_y[class]
                }
                "last-class-missing", "The last class has no influence.",
                "The K − 1 above the sigma is the last index that takes part. A Rust range leaves its end out: write `0..t.len()`." {
                    let mut sum = 0.0;
                    for k in 0..t.len() - 1 { sum -= t[k] * log_y[k]; }
                    sum
                }
                "yes-or-no", "It is too large: the classes with t = 0 add to it as well.",
                "A term (1 − t) log(1 − y) is added, as for yes-or-no questions. The softmax ties the classes together already." {
                    let mut sum = 0.0;
                    for k in 0..t.len() { sum -= t[k] * log_y[k] + (1.0 - t[k]) * (1.0 - log_y[k].exp()).ln(); }
                    sum
                }
                "squares", "It is never above 2, however wrong the network is.",
                "This is the squared distance of t and y. (12) measures by the logarithm." {
                    t.iter().zip(log_y).map(|(t_k, log_y_k)| (t_k - log_y_k.exp()).powi(2)).sum()
                }
            }
            alternatives {
                { let mut sum = 0.0; for k in (0..t.len()).rev() { if t[k] > 0.0 { sum -= t[k] * log_y[k]; } } sum }
                { -t.iter().zip(log_y).map(|(t_k, log_y_k)| t_k * log_y_k).sum::<f64>() }
                { log_y.iter().enumerate().fold(0.0, |sum, (k, log_y_k)| sum - t[k] * log_y_k) }
            }
        },
        blank! {
            error::eq13_mean_error(errors: &[f64]) -> f64 { error::eq13_mean_error(errors) }
            fields { equation: Some(eq(13)), calls: means, by: "summed from the last error" }
            faults {
                "printed", "It is −3 times the right number in every case.",
                "This is how the source has it, with a minus in front and a Σ over k: both are in Eₙ already, so each Eₙ counts K = 3 times." {
                    let classes = 3;
                    let mut sum = 0.0;
                    for error in errors { for _k in 0..classes { sum += error; } }
                    -sum / errors.len() as f64
                }
                "printed-minus", "It is negative, which an error can never be.",
                "A minus is in front, as the source has it too. The minus of the logarithms is in Eₙ already." {
                    -errors.iter().sum::<f64>() / errors.len() as f64
                }
                "sum", "It is N times too large in every case.",
                "This is the sum of all errors; 1/N is missing. (With such a Σ over n the source prints Eₙ, in its (12).)" {
                    errors.iter().sum()
                }
                "one-less", "It is N / (N − 1) times the right number.",
                "It is divided by N − 1, as a variance is. A mean of N numbers is divided by N." {
                    errors.iter().sum::<f64>() / (errors.len() - 1) as f64
                }
                "divided-twice", "It is N times too small in every case.",
                "It is divided by N twice, perhaps once inside the loop and once after it." {
                    let count = errors.len() as f64;
                    errors.iter().map(|error| error / count).sum::<f64>() / count
                }
                "always-3", "It is right where N = 3, and N/3 times the right number elsewhere.",
                "It is divided by the 3 of the worked example, which is both N and K there. N is the length of the list." {
                    errors.iter().sum::<f64>() / 3.0
                }
                "last-alone", "Only the last sample has an influence.",
                "Each round replaces the sum: `=` where `+=` is meant." {
                    let mut sum = 0.0;
                    for error in errors { sum = *error; }
                    sum / errors.len() as f64
                }
                "running-mean", "The later samples have more influence than the first ones.",
                "It is halved in each round, (mean + Eₙ) / 2. Sum first, then divide once." {
                    let mut mean = errors[0];
                    for error in &errors[1..] { mean = (mean + error) / 2.0; }
                    mean
                }
            }
            alternatives {
                { let mut sum = 0.0; for n in (0..errors.len()).rev() { sum += errors[n]; } sum / errors.len() as f64 }
                { let mut mean = 0.0; for (n, error) in errors.iter().enumerate() { mean += (error - mean) / (n + 1) as f64; } mean }
                { errors.iter().map(|error| error / errors.len() as f64).sum() }
            }
        },
    ],
    hints: [
        "Which of the two sums of (8) belongs to one sample, and which to the data?",
        "There is one minus in the two parts together, and one division. To which part does each of them belong?",
        "Eₙ = −Σ_k t_k · …:  `sum -= t[k] * …;`  and  E = (1/N) Σ_n …:  `errors.iter().sum::<f64>() / …`",
    ],
}];

fn error_of_data(context: &Context) -> Vec<Call> {
    let arguments = vec![(&context.network).into(), context.samples.as_slice().into()];
    vec![call(
        context,
        String::new(),
        arguments,
        road(context, eq(8)),
    )]
}

/// A call for each sample, and, where sums are large anyway, the same with outputs that are too small for a number.
fn errors_of_samples(context: &Context) -> Vec<Call> {
    let mut calls = of_samples(context, |one| {
        let (t, log_y) = (one.sample().t.as_slice(), one.pass.log_y.as_slice());
        (vec![t.into(), log_y.into()], road(one, eq(12)).into())
    });
    if has_large_sums(context) {
        let (t, log_y): (&[f64], &[f64]) = (&[0.0, 1.0], &[f64::NEG_INFINITY, -0.25]);
        let at = "where a y is 0".to_owned();
        calls.push(call(context, at, vec![t.into(), log_y.into()], 0.25));
    }
    calls
}

fn means(context: &Context) -> Vec<Call> {
    let errors = context.sample_errors();
    let parts = vec![1.0 / errors.len() as f64; errors.len()];
    let mean = compensated_sum(&errors, &parts);
    let arguments = vec![errors.as_slice().into()];
    vec![call(context, String::new(), arguments, mean)]
}
