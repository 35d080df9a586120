//! A training in sentences.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::defaults::Chosen;
use super::run::Run;
use crate::cli::narration::{equation, number, percent, words, written};
use crate::engine::{Difference, Score, Update};
use crate::equation::Chapter;
use crate::scene::Target;
use crate::stage::{self, Action, Defaults, Experiment, Record, Scale, Stage};

/// The data, the network, and what a step does.
pub(super) fn introduction(chapter: Chapter, experiment: &Experiment, steps: u64) -> String {
    let (shape, setup) = (experiment.shape(), &experiment.setup);
    let parts = (experiment.train().len(), experiment.test().len());
    let scale = scale_of(experiment);
    let training = match steps {
        0 => "It is not trained: its weights are those that it starts with.".to_owned(),
        _ => method(chapter, experiment, steps),
    };
    let fault = experiment.broken().map_or(String::new(), |broken| {
        format!(
            "A fault is hidden in it, or none: number {}, level {} of 5. In the dashboard B names it.\n",
            broken.seed, broken.level
        )
    });
    let hands = experiment.hands().map_or(String::new(), |mine| {
        let (count, all) = mine.count();
        format!("{count} of {all} functions are yours; ours take the places of the others.\n")
    });
    format!(
        "{}\n\
         A network of M = {} hidden units, {} weights in all, with the seed {}.\n{fault}{hands}{training}\n",
        experiment.set().summary(Some(parts), scale),
        shape.hidden,
        shape.parameters(),
        setup.seed,
    )
}

/// The scale of inputs where a network brings its own.
pub(in crate::cli) const AS_TRAINED: &str =
    "scaled as those were with which the network was trained";

/// The scale of the inputs of an experiment.
pub(in crate::cli) fn scale_of(experiment: &Experiment) -> &'static str {
    if experiment.keeps_scale() {
        AS_TRAINED
    } else {
        scaled(experiment.setup.scale)
    }
}

/// The settings that were chosen because the command line does not name them, and the reason.
pub(super) fn choice(chosen: &Chosen, steps: u64) -> String {
    let Defaults {
        hidden,
        learning_rate,
        ..
    } = chosen.values;
    let values = [
        format!("M = {hidden}"),
        format!("alpha = {}", written(learning_rate)),
        counted(steps, "step"),
    ];
    // Without steps α does not matter.
    let told = if steps == 0 { 1 } else { values.len() };
    let named = values.into_iter().zip(chosen.free).take(told);
    let named: Vec<String> = named
        .filter_map(|(value, free)| free.then_some(value))
        .collect();
    if named.is_empty() {
        return String::new();
    }
    let time = match chosen.seconds {
        ..1.0 => String::new(),
        seconds => format!(" The choice took {seconds:.1} seconds."),
    };
    format!(
        "Chosen for these data, since the command line does not say: {}. {}{time}\n",
        named.join(", "),
        chosen.why
    )
}

/// The scale of the inputs.
pub(in crate::cli) fn scaled(scale: Scale) -> &'static str {
    match scale {
        Scale::Standard => "scaled to mean 0 and deviation 1, as the training part has it",
        Scale::None => "as they were measured",
    }
}

/// What a step of the training does.
fn method(chapter: Chapter, experiment: &Experiment, steps: u64) -> String {
    let setup = &experiment.setup;
    let when = match setup.update {
        Update::Batch => "once, after all samples of the training part",
        Update::Online => "after every sample of the training part",
    };
    let difference = match setup.difference {
        Difference::Forward => "the forward difference",
        Difference::Central => "the central difference",
        Difference::Printed => "the difference that the source prints, which climbs",
    };
    let slope = match chapter {
        Chapter::NumericalGradient => {
            format!("{difference} with epsilon = {}", written(setup.epsilon))
        }
        _ => "backpropagation".to_owned(),
    };
    format!(
        "Each of {} moves every weight {when}: against the slope of the error, times alpha = {}. The slope comes from {slope}.",
        counted(steps, "step"),
        written(setup.learning_rate),
    )
}

/// Warnings about the data and the settings, one a line.
pub(super) fn remarks(experiment: &Experiment) -> String {
    lines(&stage::remarks(experiment))
}

fn lines(remarks: &[String]) -> String {
    remarks.iter().map(|remark| words(remark) + "\n").collect()
}

/// One thing, or several.
fn counted(count: u64, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
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
    let test = now.test.map_or_else(String::new, |(error, accuracy)| {
        let (error, accuracy) = (number(error, 6), percent(accuracy));
        format!("; test error {error}, {accuracy} right")
    });
    format!(
        "Step {}: training error {}, {}, {} right{test}.\n",
        now.step,
        number(now.train.0, 6),
        change(before.train.0, now.train.0),
        percent(now.train.1),
    )
}

/// The chapter's equations with the numbers of a training, and its outcome.
pub(super) fn outcome(mut stage: Box<dyn Stage>, run: &Run) -> String {
    let mut text = String::new();
    let count = stage.scene().equation.choices.0.len();
    for number in 0..count {
        stage.act(Action::Click(Target::Choice(number)));
        let _ = write!(text, "\n{}", equation(&stage.scene().equation));
    }
    text.push_str(match run.steps {
        0 => "\nThe outcome without training.\n",
        _ => "\nThe outcome of the training.\n",
    });
    let (train, test) = &run.scores;
    text += &score("Training part", train);
    match test {
        Some(test) => text += &score("Test part", test),
        None => text += "Nothing is left to test.\n",
    }
    text + &progress(run)
}

fn score(part: &str, score: &Score) -> String {
    let (error, accuracy) = (number(score.error, 6), percent(score.accuracy()));
    let (right, count) = (score.right, score.count);
    format!("{part}: error {error}, {right} of {count} right, {accuracy}.\n")
}

/// How the error changed, and what that took.
fn progress(run: &Run) -> String {
    let [first, .., last] = run.records[..] else {
        return String::new();
    };
    let seconds = match run.seconds {
        ..0.001 => "less than 0.001".to_owned(),
        seconds => format!("{seconds:.3}"),
    };
    let (steps, passes) = (counted(run.steps, "step"), run.training.passes);
    let (before, after) = (first.train.0, last.train.0);
    let remarks = lines(&run.remarks());
    let (before, after) = (number(before, 6), number(after, 6));
    format!(
        "In {steps} the training error went from {before} to {after}. That took {seconds} seconds and {passes} runs of the network.\n{remarks}"
    )
}
