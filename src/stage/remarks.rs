//! Remarks about data and settings that a reader may not expect to matter in a training. None of them is an error.

use std::cmp::Reverse;

use super::experiment::{Experiment, Scores};
use super::history::Record;
use super::settings::Scale;
use crate::data::DataSet;
use crate::model::network::forward;
use crate::scene::number::compact;
use crate::scene::text;

const CHECKED_SAMPLES: usize = 24;
const FLAT: f64 = 1e-12;
/// E has grown away if it ends above its least value by this factor, and by this share of its first value.
const FAR: f64 = 2.0;
const NOTABLE: f64 = 0.1;

pub fn remarks(experiment: &Experiment) -> Vec<String> {
    let of_weights = of_weights(experiment).into_iter().collect();
    [of_data(experiment), of_weights, of_rates(experiment)].concat()
}

/// The first remark of a screen. The book itself has those about its own data sets.
pub(super) fn first(experiment: &Experiment) -> Option<String> {
    let own = experiment.has_own_data().then(|| of_data(experiment));
    let own = own.and_then(|own| own.into_iter().next());
    let of_weights = own.or_else(|| of_weights(experiment));
    of_weights.or_else(|| of_rates(experiment).into_iter().next())
}

pub(super) fn of_rates(experiment: &Experiment) -> Vec<String> {
    let mut remarks = Vec::new();
    let (rate, epsilon) = (experiment.setup.learning_rate, experiment.setup.epsilon);
    if rate == 0.0 {
        remarks.push("α = 0: no step moves a weight.".to_owned());
    } else if rate < 0.0 {
        let rate = compact(rate);
        remarks.push(format!("α = {rate} is negative: every step climbs."));
    }
    let weights = &experiment.parameters().values;
    let is_lost = |weight: &&f64| (**weight + epsilon).to_bits() == weight.to_bits();
    let (lost, epsilon) = (weights.iter().filter(is_lost).count(), compact(epsilon));
    if lost == weights.len() {
        remarks.push(format!(
            "ε = {epsilon} is too small beside the weights: w + ε is w, and every numerical slope 0."
        ));
    } else if lost > 0 {
        remarks.push(format!(
            "ε = {epsilon} is too small beside {lost} of the {} weights: for these w + ε is w, and the numerical slope 0.",
            weights.len()
        ));
    }
    remarks
}

fn of_data(experiment: &Experiment) -> Vec<String> {
    let train = experiment.train();
    let mut remarks = experiment.set().about.remarks.clone();
    let (count, first) = (train.len(), train.class[0]);
    if count == 1 {
        remarks.push("Only one sample trains: its class is all that there is to learn.".to_owned());
    } else if train.class.iter().all(|class| *class == first) {
        let class = &train.classes[first];
        remarks.push(format!(
            "All {count} training samples are of the class “{class}”, the others only test: what is learned is to say so always."
        ));
    } else if train.x.iter().all(|x| *x == train.x[0]) {
        remarks.push(format!(
            "All {count} training samples have the same inputs: no network can tell them apart, only learn how frequent each class is."
        ));
    }
    let is_constant = |column: &usize| {
        let mut bits = train.x.iter().map(|x| x[*column].to_bits());
        bits.all(|bits| bits == train.x[0][*column].to_bits())
    };
    let constant: Vec<usize> = (0..train.inputs()).filter(is_constant).collect();
    if let [column, others @ ..] = constant.as_slice()
        && count > 1
    {
        let name = &train.features[*column];
        let columns = match others.len() {
            0 => format!("The column “{name}” is the same"),
            more => format!("The column “{name}” and {more} more are the same"),
        };
        let follows = match experiment.setup.scale {
            Scale::Standard if experiment.keeps_scale() => "it acts as one more bias",
            Scale::Standard => "scaling makes it 0, and its weights never move",
            Scale::None => "it acts as one more bias",
        };
        remarks.push(format!("{columns} for all training samples: {follows}."));
    }
    remarks
}

fn of_weights(experiment: &Experiment) -> Option<String> {
    let network = experiment.network();
    let mut samples = experiment.train_samples().iter().take(CHECKED_SAMPLES);
    let is_flat = samples.all(|sample| {
        let z = forward(&network, &sample.x).z;
        let mut units = z[..network.hidden()].iter();
        units.all(|z| z * (1.0 - z) < FLAT)
    });
    let flat = compact(FLAT);
    let remark = format!(
        "Every hidden unit is 0 or 1 (its slope is below {flat}), so that w hardly moves: the weights or the inputs are very large."
    );
    is_flat.then_some(remark)
}

/// Remarks about a training that has gone wrong: E rose or did not move, or the answers are no better than without inputs.
pub fn outcome(records: &[Record], scores: &Scores, experiment: &Experiment) -> Vec<String> {
    let rate = experiment.setup.learning_rate;
    let of_error = of_error(records, rate);
    of_error
        .into_iter()
        .chain(of_answers(scores, experiment.set()))
        .collect()
}

fn of_error(records: &[Record], rate: f64) -> Option<String> {
    let [first, .., last] = records else {
        return None;
    };
    let (from, to, rate) = (first.train.0, last.train.0, compact(rate));
    let (began, ended) = (text(from, 6), text(to, 6));
    if to > from {
        return Some(format!(
            "E has risen from {began} to {ended}: the steps go too far with α = {rate}, or in the wrong direction."
        ));
    }
    if to.to_bits() == from.to_bits() {
        return Some(format!(
            "E has stayed at {ended}: no weight that matters has moved."
        ));
    }
    let least = records
        .iter()
        .min_by(|a, b| a.train.0.total_cmp(&b.train.0))?;
    let (error, step) = (least.train.0, least.step);
    let is_far = to > FAR * error && to - error > NOTABLE * from;
    is_far.then(|| {
        let error = text(error, 6);
        format!(
            "E was {error} at step {step}, and has risen to {ended} since: the steps go too far with α = {rate}."
        )
    })
}

/// A remark if always naming the most frequent class would be right as often.
fn of_answers((train, test): &Scores, set: &DataSet) -> Option<String> {
    let (part, score) = match test {
        Some(test) => ("test", test),
        None => ("training", train),
    };
    let sizes = score.confusion.iter().map(|row| row.iter().sum::<usize>());
    // Of several, the first.
    let (size, Reverse(class)) = sizes.zip((0..).map(Reverse)).max()?;
    let (right, count) = (score.right, score.count);
    (right <= size && size < count).then(|| {
        let class = &set.classes[class];
        format!(
            "The answers are no better than always the same one: {right} of {count} {part} samples are right, and {size} are of the class “{class}”."
        )
    })
}
