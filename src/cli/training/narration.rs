//! A training in sentences.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::run::Run;
use crate::cli::narration::{equation, number, percent, words, written};
use crate::engine::{Difference, Score, Update};
use crate::equation::Chapter;
use crate::scene::Target;
use crate::stage::{self, Action, Experiment, Record, Scale, Stage};

/// The data, the network, and what a step does.
pub(super) fn introduction(chapter: Chapter, experiment: &Experiment, steps: u64) -> String {
    let (shape, setup) = (experiment.shape(), &experiment.setup);
    let mut text = format!(
        "The data {}: {} samples to train and {} to test, D = {} inputs, K = {} classes.\n",
        experiment.set().name,
        experiment.train().len(),
        experiment.test().len(),
        shape.inputs,
        shape.classes,
    );
    text.push_str(match setup.scale {
        Scale::Standard => {
            "The inputs are scaled to mean 0 and deviation 1, as the training part has it.\n"
        }
        Scale::None => "The inputs are as they are.\n",
    });
    let _ = writeln!(
        text,
        "A network of M = {} hidden units, {} weights in all, with the seed {}.",
        shape.hidden,
        shape.parameters(),
        setup.seed,
    );
    if steps == 0 {
        text.push_str("It is not trained: its weights are those that it starts with.\n");
        return text;
    }
    let when = match setup.update {
        Update::Batch => "once, after all samples of the training part",
        Update::Online => "after every sample of the training part",
    };
    let slope = match (chapter, setup.difference) {
        (Chapter::NumericalGradient, Difference::Forward) => "the forward difference",
        (Chapter::NumericalGradient, Difference::Central) => "the central difference",
        (Chapter::NumericalGradient, Difference::Printed) => {
            "the difference that the source prints, which climbs"
        }
        _ => "backpropagation",
    };
    let epsilon = if chapter == Chapter::NumericalGradient {
        format!(" with epsilon = {}", written(setup.epsilon))
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "Each of {} moves every weight {when}: against the slope of the error, times alpha = {}. The slope comes from {slope}{epsilon}.",
        counted(steps, "step"),
        written(setup.learning_rate),
    );
    text
}

/// Warnings about the data and the settings, one a line.
pub(super) fn remarks(experiment: &Experiment) -> String {
    let remarks = stage::remarks(experiment);
    remarks.iter().map(|remark| words(remark) + "\n").collect()
}

fn seconds(seconds: f64) -> String {
    if seconds < 0.001 {
        "less than 0.001 seconds".to_owned()
    } else {
        format!("{seconds:.3} seconds")
    }
}

/// One thing, or several.
fn counted(count: u64, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}

/// The change since the last report.
pub(super) fn step(before: Record, now: Record) -> String {
    let change = |before: f64, now: f64| {
        let change = now - before;
        let size = number(change.abs(), 6);
        match change.partial_cmp(&0.0) {
            Some(Ordering::Less) => format!("{size} less than before"),
            Some(Ordering::Greater) => format!("{size} more than before"),
            _ => "as before".to_owned(),
        }
    };
    let mut text = format!(
        "Step {}: training error {}, {}, {} right",
        now.step,
        number(now.train.0, 6),
        change(before.train.0, now.train.0),
        percent(now.train.1),
    );
    if let Some((error, accuracy)) = now.test {
        let _ = write!(
            text,
            "; test error {}, {} right",
            number(error, 6),
            percent(accuracy)
        );
    }
    text + ".\n"
}

/// The chapter's equations with the numbers of a training, and its outcome.
pub(super) fn outcome(mut stage: Box<dyn Stage>, run: &Run) -> String {
    let mut text = String::new();
    let count = stage.scene().equation.choices.0.len();
    for number in 0..count {
        stage.act(Action::Click(Target::Choice(number)));
        let _ = write!(text, "\n{}", equation(&stage.scene().equation));
    }
    let score = |name: &str, score: &Score| {
        format!(
            "{name}: error {}, {} of {} right, {}.\n",
            number(score.error, 6),
            score.right,
            score.count,
            percent(score.accuracy())
        )
    };
    text.push_str(if run.steps == 0 {
        "\nThe outcome without training.\n"
    } else {
        "\nThe outcome of the training.\n"
    });
    if let Some(train) = &run.scores.0 {
        text.push_str(&score("Training part", train));
    }
    match &run.scores.1 {
        Some(test) => text.push_str(&score("Test part", test)),
        None => text.push_str("Nothing is left to test.\n"),
    }
    if let (Some(first), Some(last)) = (run.records.first(), run.records.last())
        && run.steps > 0
    {
        let _ = writeln!(
            text,
            "In {} the training error went from {} to {}. That took {} and {} runs of the network.",
            counted(run.steps, "step"),
            number(first.train.0, 6),
            number(last.train.0, 6),
            seconds(run.seconds),
            run.passes,
        );
    }
    if let [first, .., last] = run.records.as_slice()
        && let Some(outcome) = stage::outcome(first.train.0, last.train.0, &run.experiment)
    {
        let _ = writeln!(text, "{}", words(&outcome));
    }
    text
}
