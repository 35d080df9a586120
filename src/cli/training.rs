//! `network`, `numerical_gradient` and `backprop`: the programs of the chapters that work on data.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use serde::Serialize;

use super::{FigureOptions, Interrupted, LookOptions, NativeHost, Usage, aloud};
use crate::data::{self, Init};
use crate::engine::{Difference, Method, Score, Update};
use crate::equation::{Chapter, Number};
use crate::model::Matrix;
use crate::stage::{self, Experiment, Record, Scale, Setup, Stage};
use crate::terminal::{self, Session};

/// How many times a training without a terminal says how far it is, at most.
const REPORTS: u64 = 10;
/// How many points the curve of such a training has, at most.
const RECORDS: u64 = 200;

/// What to work on, and how.
#[derive(Debug, Clone, Args)]
pub struct TrainingOptions {
    /// The data: clusters, body, iris, wine, digits, xor, spiral, or a CSV whose last column is the class
    #[arg(long, value_name = "NAME|FILE.csv", default_value = "clusters")]
    data: String,
    /// How the inputs are scaled: standard (mean 0, deviation 1) or none
    #[arg(long, value_name = "standard|none", default_value = "standard")]
    scale: Scale,
    /// Which part of the data trains; the rest tests
    #[arg(long, value_name = "F", default_value_t = Setup::default().train_fraction, allow_hyphen_values = true)]
    train_fraction: f64,
    /// Divide the data in their order, without shuffling
    #[arg(long)]
    no_shuffle: bool,
    /// The seed of drawn data, of the shuffling and of the first weights
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The number of hidden units
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u16).range(1..))]
    hidden: Option<u16>,
    /// The first weights: ones, uniform (from −½ to ½) or xavier
    #[arg(long, value_name = "ones|uniform|xavier", default_value = "uniform")]
    init: Init,
    /// Start from the weights of a file: {"w": [[…]], "v": [[…]]}, M×(D+1) and K×(M+1)
    #[arg(long, value_name = "FILE.json")]
    network: Option<PathBuf>,
    /// Write the weights to a file at the end
    #[arg(long, value_name = "FILE.json")]
    save: Option<PathBuf>,
    /// The learning rate α
    #[arg(
        long,
        value_name = "A",
        default_value_t = 0.5,
        allow_hyphen_values = true
    )]
    learning_rate: f64,
    /// How many steps to train: without a terminal 1000 (network: 0) if it is not given, in a dashboard 0
    #[arg(long, value_name = "T")]
    steps: Option<u64>,
    /// The step ε of the numerical gradient
    #[arg(
        long,
        value_name = "E",
        default_value_t = 0.001,
        allow_hyphen_values = true
    )]
    epsilon: f64,
    /// The quotient of the numerical gradient: forward, central, or printed as in the source, which climbs
    #[arg(
        long,
        value_name = "forward|central|printed",
        default_value = "forward"
    )]
    difference: Difference,
    /// When weights move: once a step (batch), or after every sample (online)
    #[arg(long, value_name = "batch|online", default_value = "batch")]
    update: Update,
    /// Let --save write over a file that exists
    #[arg(long, requires = "save")]
    force: bool,
    /// How many threads train
    #[arg(long, value_name = "T", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// The equation to start with
    #[arg(long, value_name = "N")]
    equation: Option<Number>,
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
pub struct Report {
    stage: &'static str,
    steps: u64,
    /// Over the training part: E (8), and the share of samples that are right.
    train_error: f64,
    test_error: Option<f64>,
    train_accuracy: f64,
    test_accuracy: Option<f64>,
    /// The training loop alone.
    seconds: f64,
    forward_passes: u64,
    w: Matrix,
    v: Matrix,
    figures: Vec<PathBuf>,
    command: String,
}

impl Report {
    /// Its numbers by their names; the weights by row and column, w00 first.
    #[must_use]
    pub fn numbers(&self) -> Vec<(String, f64)> {
        let mut numbers = vec![
            ("steps".to_owned(), self.steps as f64),
            ("train_error".to_owned(), self.train_error),
            ("train_accuracy".to_owned(), self.train_accuracy),
            ("forward_passes".to_owned(), self.forward_passes as f64),
        ];
        let tested = [
            ("test_error", self.test_error),
            ("test_accuracy", self.test_accuracy),
        ];
        let of_test = tested
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        numbers.extend(of_test);
        for (letter, matrix) in [('w', &self.w), ('v', &self.v)] {
            for (row, entries) in matrix.iter().enumerate() {
                let entry =
                    |(column, value): (usize, &f64)| (format!("{letter}{row}{column}"), *value);
                numbers.extend(entries.iter().enumerate().map(entry));
            }
        }
        numbers
    }
}

/// A training that is done.
struct Done {
    experiment: Experiment,
    scores: (Option<Score>, Option<Score>),
    records: Vec<Record>,
    steps: u64,
    seconds: f64,
    passes: u64,
}

impl TrainingOptions {
    /// Show the chapter's dashboard, or train and narrate where there is no terminal.
    ///
    /// # Errors
    /// A wrong command line, data or a network that cannot be read, a training that runs away, a file that cannot be written.
    pub fn run(self, chapter: Chapter) -> anyhow::Result<()> {
        self.check(chapter)?;
        if let Some(path) = &self.save
            && path.exists()
            && !self.force
        {
            // Found out before the training, not after it.
            let file = path.display().to_string();
            return Err(data::DataError::Exists { file }.into());
        }
        let experiment = self.experiment()?;
        if self.look.is_headless() {
            self.look.explain_narration();
            self.narrate(chapter, experiment)
        } else {
            self.show(chapter, experiment)
        }
    }

    fn check(&self, chapter: Chapter) -> anyhow::Result<()> {
        if !self.epsilon.is_finite() || self.epsilon <= 0.0 {
            let found = self.epsilon;
            return Err(Usage::error(format!(
                "--epsilon is {found}: expected a number above 0, such as 0.001"
            )));
        }
        if !self.learning_rate.is_finite() {
            let found = self.learning_rate;
            return Err(Usage::error(format!(
                "--learning-rate is {found}: expected a finite number"
            )));
        }
        let fraction = self.train_fraction;
        if !(fraction > 0.0 && fraction <= 1.0) {
            let wrong = data::DataError::Fraction { fraction };
            return Err(Usage::error(wrong.to_string()));
        }
        match self.equation {
            Some(number)
                if stage::entries_of(chapter).all(|entry| !entry.number.answers_to(number)) =>
            {
                Err(Usage::error(format!(
                    "--equation {number} is not one of this dashboard: try --bin {}, or nn28 equation {number}",
                    number.chapter().map_or("", Chapter::word)
                )))
            }
            _ => Ok(()),
        }
    }

    fn experiment(&self) -> anyhow::Result<Experiment> {
        let network = match &self.network {
            Some(path) => Some((data::read_network(path)?, path.display().to_string())),
            None => None,
        };
        if let (Some((network, file)), Some(hidden)) = (&network, self.hidden)
            && network.hidden() != usize::from(hidden)
        {
            return Err(Usage::error(format!(
                "--hidden {hidden}, but the network of {file} has M = {}: leave --hidden out",
                network.hidden()
            )));
        }
        let usual = Setup::default();
        let setup = Setup {
            scale: self.scale,
            train_fraction: self.train_fraction,
            shuffle: !self.no_shuffle,
            seed: self.seed,
            hidden: self.hidden.map_or(usual.hidden, usize::from),
            init: self.init,
            learning_rate: self.learning_rate,
            epsilon: self.epsilon,
            difference: self.difference,
            update: self.update,
            threads: usize::from(self.threads),
        };
        let set = data::load(&self.data, self.seed)?;
        Ok(Experiment::new(set, setup, network)?)
    }

    fn show(self, chapter: Chapter, experiment: Experiment) -> anyhow::Result<()> {
        let look = self.look.screen();
        let mut stage = self
            .stage_after(chapter, experiment, self.steps.unwrap_or(0))?
            .1;
        let (save, force) = (self.save.clone(), self.force);
        let host = NativeHost::new(self.files, self.look);
        let mut session = Session::start()?;
        super::settle(stage.as_mut());
        let left = terminal::run(&mut session, &mut stage, look, &host);
        let interrupted = Interrupted::check(&session);
        drop(session);
        // Whatever happened to the terminal, the weights are kept.
        if let (Some(path), Some(experiment)) = (save, stage.experiment()) {
            data::write_network(&experiment.network(), &path, force)?;
        }
        left?;
        interrupted
    }

    /// Train, and build the stage that shows the outcome.
    fn stage_after(
        &self,
        chapter: Chapter,
        experiment: Experiment,
        steps: u64,
    ) -> anyhow::Result<(Done, Box<dyn Stage>)> {
        let done = self.train(chapter, experiment, steps)?;
        let stage = stage::after(
            chapter,
            done.experiment.clone(),
            done.steps,
            &done.records,
            self.equation,
        );
        Ok((done, stage))
    }

    fn narrate(self, chapter: Chapter, experiment: Experiment) -> anyhow::Result<()> {
        let steps = self.steps.unwrap_or(match chapter {
            Chapter::Network | Chapter::Neuron => 0,
            Chapter::NumericalGradient | Chapter::Backprop => 1000,
        });
        if !self.look.json && !self.look.quiet {
            self.look.say(&introduction(chapter, &experiment, steps))?;
            for remark in stage::remarks(&experiment) {
                self.look.say(&format!("{}\n", aloud::words(&remark)))?;
            }
        }
        let (done, stage) = self.stage_after(chapter, experiment, steps)?;
        if let Some(path) = &self.save {
            data::write_network(&done.experiment.network(), path, self.force)?;
        }
        let figures = self.write_figures(stage.as_ref())?;
        let report = report(chapter, &done, figures, stage.command());
        if self.look.json {
            super::print_json(&report)?;
        } else if !self.look.quiet {
            let mut text = told(stage, &done);
            text.push_str(&super::figures_and_command(
                &report.figures,
                &report.command,
            ));
            self.look.say(&text)?;
        }
        Ok(())
    }

    /// The training loop. Only the steps themselves are timed.
    fn train(
        &self,
        chapter: Chapter,
        mut experiment: Experiment,
        steps: u64,
    ) -> anyhow::Result<Done> {
        let method = match chapter {
            Chapter::NumericalGradient => experiment.numerical(),
            Chapter::Neuron | Chapter::Network | Chapter::Backprop => Method::Backprop,
        };
        let bar = super::progress::bar("training", self.look.quiet || steps < 2);
        bar.set_length(steps);
        let mut training = experiment.training(method);
        let mut records: Vec<Record> = Record::new(0, &experiment.scores()).into_iter().collect();
        if !records.iter().all(Record::is_finite) {
            bar.finish_and_clear();
            anyhow::bail!(
                "the error is not finite with the first weights: try smaller weights, or smaller inputs"
            );
        }
        let mut seconds = 0.0;
        let chunk = steps.div_ceil(RECORDS).max(1);
        let (mut done, mut reported) = (0, 0);
        let mut told = records.first().copied();
        while done < steps {
            let until = (done + chunk).min(steps);
            let start = Instant::now();
            done += training.steps(experiment.train_matrices(), until - done);
            seconds += start.elapsed().as_secs_f64();
            if !training.is_finite() {
                bar.finish_and_clear();
                anyhow::bail!(
                    "the weights are no longer finite after step {done}: try a smaller --learning-rate than {:?}",
                    experiment.setup.learning_rate
                );
            }
            experiment.set_parameters(training.parameters.clone());
            records.extend(Record::new(done, &experiment.scores()));
            if !records.last().is_none_or(Record::is_finite) {
                bar.finish_and_clear();
                anyhow::bail!(
                    "the error is no longer finite after step {done}: try a smaller --learning-rate than {:?}",
                    experiment.setup.learning_rate
                );
            }
            bar.set_position(done);
            if done * REPORTS / steps > reported
                && !self.look.json
                && !self.look.quiet
                && self.look.is_headless()
            {
                reported = done * REPORTS / steps;
                let now = records.last().copied();
                if let (Some(before), Some(now)) = (told, now) {
                    bar.suspend(|| self.look.say(&step(before, now)))?;
                }
                told = now;
            }
        }
        bar.finish_and_clear();
        Ok(Done {
            scores: experiment.scores(),
            experiment,
            records,
            steps,
            seconds,
            passes: training.passes,
        })
    }

    #[cfg(feature = "figures")]
    fn write_figures(&self, stage: &dyn Stage) -> anyhow::Result<Vec<PathBuf>> {
        if self.files.no_figures {
            return Ok(Vec::new());
        }
        super::figures::write(&stage.figures(), &self.files, &self.look)
    }

    /// Built without figures, it writes none.
    #[cfg(not(feature = "figures"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)]
    fn write_figures(&self, _: &dyn Stage) -> anyhow::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    /// Train without a word and report.
    ///
    /// # Errors
    /// As [`TrainingOptions::run`].
    pub fn result(&self, chapter: Chapter) -> anyhow::Result<Report> {
        let mut silent = self.clone();
        silent.look.quiet = true;
        silent.check(chapter)?;
        let steps = self.steps.unwrap_or(1000);
        let (done, stage) = silent.stage_after(chapter, silent.experiment()?, steps)?;
        Ok(report(chapter, &done, Vec::new(), stage.command()))
    }
}

fn report(chapter: Chapter, done: &Done, figures: Vec<PathBuf>, command: String) -> Report {
    let (train, test) = &done.scores;
    let network = done.experiment.network();
    Report {
        stage: chapter.word(),
        steps: done.steps,
        train_error: train.as_ref().map_or(f64::NAN, |score| score.error),
        test_error: test.as_ref().map(|score| score.error),
        train_accuracy: train.as_ref().map_or(f64::NAN, Score::accuracy),
        test_accuracy: test.as_ref().map(Score::accuracy),
        seconds: done.seconds,
        forward_passes: done.passes,
        w: network.w,
        v: network.v,
        figures,
        command,
    }
}

/// What is worked on, and what a step does, in sentences.
fn introduction(chapter: Chapter, experiment: &Experiment, steps: u64) -> String {
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
        format!(" with epsilon = {}", aloud::written(setup.epsilon))
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "Each of {} moves every weight {when}: against the slope of the error, times alpha = {}. The slope comes from {slope}{epsilon}.",
        counted(steps, "step"),
        aloud::written(setup.learning_rate),
    );
    text
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

/// What the steps since the last report have changed.
fn step(before: Record, now: Record) -> String {
    let change = |before: f64, now: f64| {
        let change = now - before;
        let size = aloud::number(change.abs(), 6);
        match change.partial_cmp(&0.0) {
            Some(Ordering::Less) => format!("{size} less than before"),
            Some(Ordering::Greater) => format!("{size} more than before"),
            _ => "as before".to_owned(),
        }
    };
    let mut text = format!(
        "Step {}: training error {}, {}, {} right",
        now.step,
        aloud::number(now.train.0, 6),
        change(before.train.0, now.train.0),
        aloud::percent(now.train.1),
    );
    if let Some((error, accuracy)) = now.test {
        let _ = write!(
            text,
            "; test error {}, {} right",
            aloud::number(error, 6),
            aloud::percent(accuracy)
        );
    }
    text + ".\n"
}

/// The chapter's equations with the numbers of a training, and its outcome, in sentences.
fn told(mut stage: Box<dyn Stage>, done: &Done) -> String {
    let mut text = String::new();
    let count = stage.scene().equation.choices.0.len();
    for number in 0..count {
        stage.act(stage::Action::Click(crate::scene::Target::Choice(number)));
        let _ = write!(text, "\n{}", aloud::equation(&stage.scene().equation));
    }
    let score = |name: &str, score: &Score| {
        format!(
            "{name}: error {}, {} of {} right, {}.\n",
            aloud::number(score.error, 6),
            score.right,
            score.count,
            aloud::percent(score.accuracy())
        )
    };
    text.push_str(if done.steps == 0 {
        "\nThe outcome without training.\n"
    } else {
        "\nThe outcome of the training.\n"
    });
    if let Some(train) = &done.scores.0 {
        text.push_str(&score("Training part", train));
    }
    match &done.scores.1 {
        Some(test) => text.push_str(&score("Test part", test)),
        None => text.push_str("Nothing is left to test.\n"),
    }
    if let (Some(first), Some(last)) = (done.records.first(), done.records.last())
        && done.steps > 0
    {
        let _ = writeln!(
            text,
            "In {} the training error went from {} to {}. That took {} and {} runs of the network.",
            counted(done.steps, "step"),
            aloud::number(first.train.0, 6),
            aloud::number(last.train.0, 6),
            seconds(done.seconds),
            done.passes,
        );
    }
    if let [first, .., last] = done.records.as_slice()
        && let Some(outcome) = stage::outcome(first.train.0, last.train.0, &done.experiment)
    {
        let _ = writeln!(text, "{}", aloud::words(&outcome));
    }
    text
}
