//! `neuron`: the first chapter's program.

use std::path::PathBuf;

use clap::{ArgGroup, Parser};
use serde::Serialize;

use super::mine::{AtWork, HandOptions};
use super::saved::Brought;
use super::settings::ReadingArgs;
#[cfg(feature = "figures")]
use super::training::TrainingOptions;
use super::training::scale_of;
use super::{FigureOptions, LookOptions, Numbers, Usage, narration, place};
use crate::data::{self, DataReport};
use crate::equation::{Chapter, Number};
#[cfg(feature = "figures")]
use crate::scene::Figure;
use crate::scene::Picture;
use crate::stage::neuron::View;
use crate::stage::{Experiment, Neuron, Preset, Scale, Stage};

/// One neuron: a weighted sum, a sigmoid, and the line that it draws (equations 1 to 4)
#[derive(Debug, Parser)]
#[command(version, about)]
#[command(group(ArgGroup::new("samples").args(["data", "network"]).multiple(true)))]
pub struct NeuronCommand {
    /// The weights, the bias last; by default those of the source, -2,1,2
    #[arg(long, value_name = "W0,W1,…,BIAS", allow_hyphen_values = true)]
    w: Option<Numbers>,
    /// The inputs, without the bias; by default those of the worked example, 1.5,0.5
    #[arg(long, value_name = "X0,X1,…", allow_hyphen_values = true)]
    x: Option<Numbers>,
    /// Data to take the inputs from, and, without --w, the first hidden unit of a network of that shape: clusters, body, iris, wine,
    /// digits, xor, spiral, or a CSV
    #[arg(long, value_name = "NAME|FILE.csv", conflicts_with_all = ["x", "preset"])]
    data: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// How the inputs of --data are scaled: standard (mean 0, deviation 1) or none [default: standard]
    #[arg(long, value_name = "standard|none", requires = "samples")]
    scale: Option<Scale>,
    /// The seed of drawn data and of the first weights [default: 1]
    #[arg(long, value_name = "N", requires = "samples")]
    seed: Option<u64>,
    /// The network whose first hidden unit becomes the neuron; without --data on the data with which it was trained
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["x", "preset"])]
    network: Option<PathBuf>,
    /// The weights to start with, and their truth table: source, and, or, nand or xor
    #[arg(long, value_name = "NAME", default_value = "source")]
    preset: Preset,
    /// The equation to start with, 1 to 4
    #[arg(long, value_name = "N")]
    equation: Option<Number>,
    /// The picture to start with: plane, sigmoid or surface
    #[arg(long, value_name = "VIEW", default_value = "plane")]
    view: View,
    /// Start with figure 43 as the source printed it
    #[arg(long)]
    mirrored: bool,
    #[command(flatten)]
    hands: HandOptions,
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    w: &'a [f64],
    x: &'a [f64],
    a: f64,
    y: f64,
    figures: Vec<PathBuf>,
    command: String,
    /// With `--data` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<DataReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<Vec<String>>,
}

impl NeuronCommand {
    /// Shows the dashboard, or narrates if there is no terminal.
    ///
    /// # Errors
    /// A wrong command line, a folder that cannot be written, a terminal that fails.
    pub fn run(self) -> anyhow::Result<()> {
        let has_data = self.data.is_some() || self.network.is_some();
        self.reading.ensure_data(has_data, &[])?;
        #[cfg(feature = "figures")]
        self.files.refuse_apng("neuron")?;
        let experiment = self.experiment()?;
        let at_work = self.hands.at_work()?;
        let mine = at_work.as_ref().map(AtWork::mine);
        let mut neuron = self.neuron(experiment.as_ref())?.in_hands_of(mine);
        neuron.set_launch(place::launch());
        if self.look.is_headless() {
            self.look.explain_narration();
            self.narrate(&neuron, experiment.as_ref())
        } else {
            let screen = self.look.screen();
            let host = super::NativeHost::new(self.files, self.look);
            let memory = self.hands.memory();
            neuron.set_marks(memory.marks());
            let host = host.remembering(memory);
            let host = host.hearing(at_work.map(AtWork::watched));
            super::show(Box::new(neuron), screen, &host)
        }
    }

    fn neuron(&self, experiment: Option<&Experiment>) -> anyhow::Result<Neuron> {
        let default = match experiment {
            Some(experiment) => Neuron::of_experiment(experiment),
            None => Neuron::of_preset(self.preset),
        };
        let w = self.w.as_ref().map_or(default.weights(), |w| &w.0).to_vec();
        let x = match &self.x {
            Some(x) => x.0.clone(),
            // Weights for another number of inputs need inputs too; with zeros only the bias counts.
            None if experiment.is_none() && w.len() != default.weights().len() => {
                vec![0.0; w.len().saturating_sub(1)]
            }
            None => default.inputs().to_vec(),
        };
        let neuron = default.with_numbers(w, x);
        let neuron = neuron.map_err(|error| Usage::error(&error))?;
        let neuron = neuron.viewing(self.view).mirrored(self.mirrored);
        let Some(number) = self.equation else {
            return Ok(neuron);
        };
        let chapter = number.chapter().unwrap_or(Chapter::Neuron);
        Usage::ensure(chapter == Chapter::Neuron, || {
            let chapter = chapter.word();
            let equation = place::launch().nn28(&format!("equation {number}"));
            format!(
                "--equation {number} belongs to the chapter {chapter}: expected 1 to 4 here, or try {equation}"
            )
        })?;
        Ok(neuron.showing(number))
    }

    /// The data, if there are any, scaled, with a network of their shape.
    fn experiment(&self) -> anyhow::Result<Option<Experiment>> {
        let (mut settings, mut given) = (self.reading.settings.clone(), self.reading.given.clone());
        if let Some(data) = &self.data {
            settings.data.clone_from(data);
            given.push("data");
        }
        if let Some(scale) = self.scale {
            settings.scale = scale;
            given.push("scale");
        }
        if let Some(seed) = self.seed {
            settings.seed = seed;
            given.push("seed");
        }
        let Some(path) = &self.network else {
            let Some(data) = &self.data else {
                return Ok(None);
            };
            let set = data::load_as(data, settings.draw(), &settings.reading)?;
            return Ok(Some(Experiment::new(set, settings, None)?));
        };
        let brought = Brought::read(path)?;
        Usage::ensure(self.data.is_some() || brought.saved.data.is_some(), || {
            let file = path.display();
            format!("{file} holds weights alone: name data with --data")
        })?;
        let settings = brought.completed(&settings, &given)?;
        let set = brought.load(&settings, &given)?;
        let network = brought.into_network()?;
        Ok(Some(Experiment::with(set, settings, Some(network))?))
    }

    fn narrate(self, neuron: &Neuron, experiment: Option<&Experiment>) -> anyhow::Result<()> {
        let remarks = experiment.map_or(&[][..], |of| &of.set().about.remarks);
        if self.look.json || self.look.quiet {
            super::options::remark(remarks);
        }
        let (figures, said) = self.files.write(&self.look, || neuron.figures())?;
        if self.look.json {
            let is_told = experiment.is_some() || !said.is_empty();
            let report = Report {
                w: neuron.weights(),
                x: neuron.inputs(),
                a: neuron.sum(),
                y: neuron.output(),
                figures,
                command: neuron.command(),
                data: experiment.map(|of| DataReport::new(of.set(), None, of.scaler())),
                remarks: is_told.then(|| [remarks, &said].concat()),
            };
            super::print_json(&report)?;
        } else if !self.look.quiet {
            let end = super::figures_and_command(&figures, &neuron.command());
            let data = experiment.map_or_else(String::new, |of| {
                [&[of.set().summary(None, scale_of(of))], remarks]
                    .concat()
                    .join("\n")
                    + "\n"
            });
            self.look.say(data + &tell(neuron) + &end)?;
        }
        Ok(())
    }
}

/// The figures of a neuron: with weights and inputs of its own, or of the data and the network of a run.
#[cfg(feature = "figures")]
pub(super) fn figures(
    w: Option<&Numbers>,
    x: Option<&Numbers>,
    run: &TrainingOptions,
) -> anyhow::Result<Vec<Figure>> {
    let (settings, given) = (&run.chosen.settings, &run.chosen.given);
    let has = |name: &&'static str| given.contains(name);
    let (files, look) = run.output();
    let neuron = NeuronCommand {
        w: w.cloned(),
        x: x.cloned(),
        data: has(&"data").then(|| settings.data.clone()),
        reading: ReadingArgs {
            settings: settings.clone(),
            given: given.clone(),
        },
        scale: has(&"scale").then_some(settings.scale),
        seed: has(&"seed").then_some(settings.seed),
        network: run.network.clone(),
        preset: Preset::Source,
        equation: None,
        view: View::Plane,
        mirrored: false,
        hands: HandOptions::default(),
        files: files.clone(),
        look: look.clone(),
    };
    let experiment = neuron.experiment()?;
    let mut neuron = neuron.neuron(experiment.as_ref())?;
    neuron.set_launch(place::launch());
    Ok(neuron.figures())
}

/// The neuron in sentences: its numbers, its four equations, and what follows.
fn tell(neuron: &Neuron) -> String {
    let list = |letter: char, numbers: &[f64]| {
        let listed = numbers.iter().enumerate().map(|(i, number)| {
            let number = narration::written(*number);
            match if letter == 'x' { neuron.name(i) } else { "" } {
                "" => format!("{letter} {i} = {number}"),
                name => format!("{letter} {i}, {name}, = {number}"),
            }
        });
        listed.collect::<Vec<_>>().join(", ")
    };
    let mut text = format!(
        "A neuron with {} weights, the bias last: {}.\nIts inputs: {}.\n",
        neuron.weights().len(),
        list('w', neuron.weights()),
        list('x', neuron.inputs())
    );
    for number in (1..=4).map(Number::whole) {
        let card = neuron.clone().showing(number).scene().equation;
        text = text + "\n" + &narration::equation(&card);
    }
    let sum = narration::number(neuron.sum(), 6);
    let output = narration::number(neuron.output(), 6);
    let end = format!("The outcome: the weighted sum a is {sum}, and the output y is {output}.");
    text = text + "\n" + &end + "\n";
    if let Picture::Table(table) = neuron.scene().training.picture {
        text += &(narration::words(&table.verdict) + "\n");
    }
    text
}
