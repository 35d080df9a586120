//! `network`, `numerical_gradient` and `backprop`: the programs of the chapters that work on data.

mod defaults;
mod narration;
#[cfg(feature = "book")]
mod plan;
mod report;
mod run;

use std::path::PathBuf;

use clap::Parser;

use super::mine::{AtWork, HandOptions};
use super::saved::{self, Brought};
use super::settings::SettingArgs;
use super::{FigureOptions, Interrupted, LookOptions, Usage, place};
use crate::data;
use crate::equation::{Chapter, Number};
#[cfg(feature = "figures")]
use crate::scene::Figure;
use crate::stage::{self, Experiment, Settings, Stage, State};
use crate::terminal::Signals;
use defaults::{Chosen, trains};
pub(super) use narration::{AS_TRAINED, scale_of, scaled};
pub use report::Report;
use run::Run;

/// Number of rows below which all of them train, if the command line does not say.
const MIN_DIVIDED: usize = 20;

/// The settings of an experiment, what it begins with, and where its results go.
#[derive(Debug, Clone, Parser)]
pub struct TrainingOptions {
    #[command(flatten)]
    pub(super) chosen: SettingArgs,
    /// Start from a network that --save has written, with its scale, classes and settings; or from weights alone: {"w": [[…]], "v": [[…]]},
    /// M×(D+1) and K×(M+1)
    #[arg(long, value_name = "FILE.json")]
    pub(super) network: Option<PathBuf>,
    /// Write the network to a file at the end, with its scale, classes and settings, or to standard output (-); FILE.onnx and FILE.safetensors are for
    /// other engines
    #[arg(long, value_name = "FILE.json")]
    save: Option<PathBuf>,
    /// Write the data that the run uses to a file, divided and scaled
    #[arg(long, value_name = "FILE.csv")]
    save_data: Option<PathBuf>,
    /// Let --save and --save-data write over a file that exists
    #[arg(long)]
    force: bool,
    /// The number of steps to train; by default 0 in a dashboard and in network, else as many as suit the data, or 1000 with --learning-rate
    #[arg(long, value_name = "T")]
    steps: Option<u64>,
    /// Hide a fault in the gradient, or in the forward pass, that the seed determines: find it, then press B. Alone it is the next one that you have not
    /// found yet
    #[arg(long, value_name = "SEED", num_args = 0..=1, conflicts_with = "mine")]
    #[expect(clippy::option_option, reason = "without it, alone, and with a seed")]
    broken: Option<Option<u64>>,
    #[command(flatten)]
    hands: HandOptions,
    /// The equation to start with
    #[arg(long, value_name = "N")]
    equation: Option<Number>,
    #[command(flatten)]
    eyes: Eyes,
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// The picture, sample and weight with which a dashboard begins.
#[derive(Debug, Clone, Parser)]
struct Eyes {
    /// The picture to start with, by its name above it
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// The training sample to start with
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// The weight to start with, such as w01 or v10
    #[arg(long, value_name = "WEIGHT")]
    weight: Option<String>,
}

impl Eyes {
    fn words(&self) -> State {
        let sample = self.sample.map(|sample| sample.to_string());
        let words = [
            ("view", &self.view),
            ("sample", &sample),
            ("weight", &self.weight),
        ];
        let said = words
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)));
        said.fold(State::default(), |state, (name, value)| {
            state.with(name, value)
        })
    }
}

/// The end of a run.
#[cfg(feature = "figures")]
pub(super) struct Outcome {
    pub experiment: Experiment,
    pub steps: u64,
    pub figures: Vec<Figure>,
}

impl TrainingOptions {
    /// Shows the chapter's dashboard, or trains and narrates if there is no terminal.
    ///
    /// # Errors
    /// A wrong command line, data or a network that cannot be read, a training that diverges, a file that cannot be written.
    pub fn run(mut self, chapter: Chapter) -> anyhow::Result<()> {
        self.check(chapter)?;
        // A result on standard output is alone there.
        self.look.quiet |= self.outputs() > 0;
        // What is in the way is reported before the training, not after it.
        for path in [&self.save, &self.save_data].into_iter().flatten() {
            data::try_write(path, self.force)?;
        }
        #[cfg(feature = "figures")]
        {
            let is_headless = self.look.is_headless();
            self.files.check_apng(chapter, is_headless)?;
            if is_headless {
                self.files.try_folder()?;
            }
        }
        let (experiment, chosen) = self.broken_experiment(chapter)?;
        let (experiment, at_work) = match self.hands.at_work()? {
            Some(at_work) => (experiment.in_hands(at_work.mine()), Some(at_work)),
            None => (experiment, None),
        };
        #[cfg(feature = "figures")]
        self.files.check_frames(&experiment)?;
        if self.look.json || self.look.quiet {
            super::options::remark(&stage::remarks(&experiment));
        }
        if self.look.is_headless() {
            self.look.explain_narration();
            self.narrate(chapter, experiment, &chosen)
        } else {
            self.show(chapter, experiment, &chosen, at_work)
        }
    }

    fn check(&self, chapter: Chapter) -> anyhow::Result<()> {
        let outputs = self.outputs() + usize::from(self.look.json);
        Usage::ensure(self.outputs() == 0 || outputs == 1, || {
            "standard output holds one thing: the JSON, which is a network too, or what - takes"
                .to_owned()
        })?;
        Usage::ensure(self.outputs() == 0 || self.look.is_headless(), || {
            "- is for a training without a dashboard: add --headless, or name a file".to_owned()
        })?;
        let has_file = self.save.is_some() || self.save_data.is_some();
        Usage::ensure(has_file || !self.force, || {
            "--force is for --save and --save-data: name a file, or leave it out".to_owned()
        })?;
        Usage::ensure(
            self.broken.is_none() || chapter == Chapter::Backprop,
            || {
                let backprop = place::launch().chapter(Chapter::Backprop, "--broken");
                format!("--broken hides a fault in backpropagation: {backprop}")
            },
        )?;
        let Some(number) = self.equation else {
            return Ok(());
        };
        let is_shown = stage::entries_of(chapter).any(|entry| entry.number.answers_to(number));
        Usage::ensure(is_shown, || {
            let launch = place::launch();
            let other = launch.chapter(number.chapter().unwrap_or(chapter), "");
            let equation = launch.nn28(&format!("equation {number}"));
            format!("--equation {number} is not one of this dashboard: try {other}, or {equation}")
        })
    }

    /// The number of files that are standard output.
    fn outputs(&self) -> usize {
        let files = [&self.save, &self.save_data].into_iter().flatten();
        files.filter(|path| data::is_output(path)).count()
    }

    /// The experiment with a fault hidden in it, if there is one.
    fn broken_experiment(&self, chapter: Chapter) -> anyhow::Result<(Experiment, Chosen)> {
        let (experiment, chosen) = self.experiment(chapter)?;
        let next = || self.hands.memory().next_fault();
        Ok(match self.broken {
            Some(seed) => (experiment.with_fault(seed.unwrap_or_else(next)), chosen),
            None => (experiment, chosen),
        })
    }

    /// The experiment, and how it is learned.
    fn experiment(&self, chapter: Chapter) -> anyhow::Result<(Experiment, Chosen)> {
        let Some(path) = &self.network else {
            let mut settings = self.chosen.settings.clone();
            let set = settings.load()?;
            let set = settings.with_all_columns(set);
            let (set, mut settings) = self.divided(set, settings, false);
            let chosen = self.choose(&set, &settings, chapter)?;
            settings.hidden = chosen.values.hidden;
            settings.learning_rate = chosen.values.learning_rate;
            return Ok((Experiment::new(set, settings, None)?, chosen));
        };
        let brought = Brought::read(path)?;
        let given = &self.chosen.given;
        let mut settings = brought.completed(&self.chosen.settings, given)?;
        let set = brought.load(&settings, given)?;
        let set = settings.with_all_columns(set);
        let (set, settings) = self.divided(set, settings, brought.is_of(&self.chosen));
        let network = brought.into_network()?;
        let experiment = Experiment::with(set, settings, Some(network))?;
        let chosen = Chosen::nothing(self.steps);
        Ok((experiment, chosen))
    }

    /// Lets all rows train where few are left to test on, unless they are to be divided.
    fn divided(
        &self,
        mut set: data::DataSet,
        mut settings: Settings,
        is_asked: bool,
    ) -> (data::DataSet, Settings) {
        let is_asked = is_asked || self.chosen.given.contains(&"train-fraction");
        if set.len() < MIN_DIVIDED && !is_asked {
            settings.train_fraction = 1.0;
            let rows = set.len();
            set.about.remarks.push(format!(
                "With {rows} rows too few are left to test on: all of them train. --train-fraction divides them."
            ));
        }
        (set, settings)
    }

    fn show(
        self,
        chapter: Chapter,
        experiment: Experiment,
        chosen: &Chosen,
        at_work: Option<AtWork>,
    ) -> anyhow::Result<()> {
        let run = self.train(chapter, experiment, self.steps.unwrap_or(0), None)?;
        self.write_data(&run.experiment)?;
        let mut stage = self.stage(chapter, &run)?;
        if trains(chapter) && chosen.free == [true; 3] {
            stage.set_defaults(chosen.values);
        }
        if self.save.is_some() {
            stage.keep_network();
        }
        let memory = self.hands.memory();
        stage.set_marks(memory.marks());
        let screen = self.look.screen();
        let host = super::NativeHost::new(self.files, self.look);
        super::show(
            stage,
            screen,
            &host
                .saving(self.save.as_deref(), self.force)
                .remembering(memory)
                .hearing(at_work.map(AtWork::watched)),
        )
    }

    /// Writes the data after the training: one that fails leaves no file in the way of the next.
    fn write_data(&self, experiment: &Experiment) -> Result<(), data::DataError> {
        let Some(path) = &self.save_data else {
            return Ok(());
        };
        let set = experiment.set();
        let scaled = experiment.scaler().map(|scaler| scaler.apply(set));
        let trains = experiment.setup.which_train(set.len());
        data::write_table(scaled.as_ref().unwrap_or(set), &trains, path, self.force)
    }

    /// The stage that shows the outcome of a training.
    fn stage(&self, chapter: Chapter, run: &Run) -> anyhow::Result<Box<dyn Stage>> {
        let experiment = run.experiment.clone();
        let (steps, records) = (run.steps, &run.records);
        let mut stage = stage::after(chapter, experiment, steps, records, self.equation);
        stage.set_launch(place::launch());
        stage.remember(run.trail.clone());
        let looked = stage.look_at(&self.eyes.words());
        looked.map_err(|fault| Usage::error(&format!("--{fault}")))?;
        Ok(stage)
    }

    fn narrate(
        self,
        chapter: Chapter,
        experiment: Experiment,
        chosen: &Chosen,
    ) -> anyhow::Result<()> {
        let steps = self.steps_of(chapter, chosen);
        if self.narrates() {
            let text = narration::introduction(chapter, &experiment, steps);
            let choice = narration::choice(chosen, steps);
            self.look
                .say(text + &choice + &narration::remarks(&experiment))?;
        }
        let run = self.train(chapter, experiment, steps, Signals::of_ends().ok())?;
        let stage = self.stage(chapter, &run)?;
        self.write_data(&run.experiment)?;
        if let Some(path) = &self.save {
            saved::of(&run.experiment).write(path, self.force)?;
        }
        if self.look.json || self.look.quiet {
            super::options::remark(&run.remarks());
        }
        let command = stage.command();
        #[cfg_attr(not(feature = "figures"), expect(unused_mut))]
        let (mut figures, remarks) = self.files.write(&self.look, || stage.figures())?;
        #[cfg(feature = "figures")]
        {
            let whole = (chapter, &run.experiment, run.steps);
            figures.extend(self.files.animate_run(&self.look, whole, &command)?);
        }
        if self.look.json {
            let mut report = Report::new(chapter, &run, figures, command);
            report.remarks.extend(remarks);
            super::print_json(&report)?;
        } else if self.narrates() {
            let end = super::figures_and_command(&figures, &command);
            self.look.say(narration::outcome(stage, &run) + &end)?;
        }
        run.ended()
            .map_or(Ok(()), |signal| Err(Interrupted(signal).into()))
    }

    fn narrates(&self) -> bool {
        self.look.is_headless() && !self.look.json && !self.look.quiet
    }

    /// Whether the command line says anything of a run.
    #[cfg(feature = "figures")]
    pub(super) fn is_given(&self) -> bool {
        !self.chosen.given.is_empty() || self.network.is_some() || self.steps.is_some()
    }

    #[cfg(feature = "figures")]
    pub(super) fn output(&self) -> (&FigureOptions, &LookOptions) {
        (&self.files, &self.look)
    }

    /// Returns a usage error if the command line asks for other files than a subcommand writes.
    #[cfg(feature = "figures")]
    pub(super) fn refuse_other_outputs(&self, subcommand: &str) -> anyhow::Result<()> {
        let options = [
            (self.save.is_some(), "save"),
            (self.save_data.is_some(), "save-data"),
            (self.force, "force"),
            (self.equation.is_some(), "equation"),
            (self.broken.is_some(), "broken"),
            (self.hands.is_mine(), "mine"),
            (self.eyes.view.is_some(), "view"),
            (self.eyes.sample.is_some(), "sample"),
            (self.eyes.weight.is_some(), "weight"),
        ];
        let given = options.iter().find(|(is_given, _)| *is_given);
        Usage::ensure(given.is_none(), || {
            let option = given.map_or("", |(_, option)| option);
            format!(
                "{subcommand} draws and no more: leave out --{option}, or give it to a chapter's program"
            )
        })
    }

    /// A run without output, with its figures.
    ///
    /// # Errors
    /// As [`TrainingOptions::run`].
    #[cfg(feature = "figures")]
    pub(super) fn outcome(&self, chapter: Chapter) -> anyhow::Result<Outcome> {
        let mut silent = self.clone();
        silent.look.quiet = true;
        let (experiment, chosen) = silent.experiment(chapter)?;
        super::options::remark(&stage::remarks(&experiment));
        let steps = silent.steps_of(chapter, &chosen);
        let run = silent.train(chapter, experiment, steps, None)?;
        super::options::remark(&run.remarks());
        Ok(Outcome {
            figures: silent.stage(chapter, &run)?.figures(),
            steps: run.steps,
            experiment: run.experiment,
        })
    }

    fn steps_of(&self, chapter: Chapter, chosen: &Chosen) -> u64 {
        match self.steps {
            None if !trains(chapter) => 0,
            _ => chosen.values.steps,
        }
    }

    /// Trains without output.
    ///
    /// # Errors
    /// As [`TrainingOptions::run`].
    pub fn result(&self, chapter: Chapter) -> anyhow::Result<Report> {
        let mut silent = self.clone();
        silent.look.quiet = true;
        silent.check(chapter)?;
        let (experiment, chosen) = silent.broken_experiment(chapter)?;
        let run = silent.train(chapter, experiment, chosen.values.steps, None)?;
        let command = silent.stage(chapter, &run)?.command();
        Ok(Report::new(chapter, &run, Vec::new(), command))
    }
}
