//! `nn28 equation`: one equation, or all, with the numbers of a network, a sample and a class.

mod case;
mod report;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;

use ratatui::text::Line;

use super::saved::Brought;
use super::settings::ReadingArgs;
use super::{LookOptions, Numbers, Usage};
use crate::data::{self, DataSet};
use crate::equation::{self, Chapter, Context, Entry, Number};
use crate::scene::wrap::wrap;
use crate::stage::{Scale, Settings};
use crate::terminal::{Letters, RenderOptions, ascii};
use crate::{stage, terminal, view};
use report::Report;

/// The help of `--class`: it says two things, for it means the same in all programs that read data.
const CLASS: &str =
    "The class of the sample, from 0; with --data the class column, by its name or its number";

#[derive(Debug, Clone, Parser)]
#[command(mut_arg("class", |argument| argument.value_name("C").help(CLASS)))]
pub struct EquationCommand {
    /// The number: 1 to 28, 25a or 25b
    #[arg(value_name = "N")]
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    number: Option<Number>,
    /// Every equation
    #[arg(long)]
    all: bool,
    /// Read the weights from a file: {"w": [[…]], "v": [[…]]}, M×(D+1) and K×(M+1)
    #[arg(long, value_name = "FILE.json")]
    network: Option<PathBuf>,
    /// Weights of a single neuron for equations 1 to 4, the bias last
    #[arg(long, value_name = "W0,W1,…,BIAS", allow_hyphen_values = true)]
    w: Option<Numbers>,
    /// The inputs of the sample as they were measured, without the bias; E is then the error of this sample alone
    #[arg(long, value_name = "X0,X1,…", allow_hyphen_values = true, conflicts_with_all = ["data", "sample"])]
    x: Option<Numbers>,
    /// The data over which E is the mean: a data set, or a table in a file; unscaled, unless the network of a file has a scale
    #[arg(long, value_name = "NAME|FILE")]
    data: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// The seed of generated data
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The current sample, from 0
    #[arg(long, value_name = "n")]
    sample: Option<usize>,
    /// The step ε of the numerical derivatives
    #[arg(long, value_name = "E", default_value_t = 0.001)]
    #[arg(value_parser = |word: &str| Settings::with("epsilon", word).map(|all| all.epsilon))]
    #[arg(allow_negative_numbers = true)]
    epsilon: f64,
    /// The learning rate α of equation 27
    #[arg(long, value_name = "A", default_value_t = 0.5)]
    #[arg(value_parser = |word: &str| Settings::with("learning-rate", word).map(|all| all.learning_rate))]
    #[arg(allow_negative_numbers = true)]
    learning_rate: f64,
    /// The index of the output, from 0
    #[arg(long, default_value_t = 0)]
    k: usize,
    /// The index of the hidden unit, from 0; M is the bias unit
    #[arg(long, default_value_t = 0)]
    j: usize,
    /// The index of the input, from 0; D is the bias [default: 1]
    #[arg(long)]
    i: Option<usize>,
    /// The index of an output other than the first, in equation 19, from 1 [default: 1]
    #[arg(long)]
    l: Option<usize>,
    #[command(flatten)]
    look: LookOptions,
}

/// True if all of the equations are those of a single neuron.
fn are_of_a_neuron(entries: &[&Entry]) -> bool {
    let mut entries = entries.iter();
    entries.all(|entry| entry.chapter() == Chapter::Neuron)
}

impl EquationCommand {
    /// Prints the equation, or all of them.
    ///
    /// # Errors
    /// A mistake in the command line, or a file that cannot be read.
    pub fn run(&self) -> anyhow::Result<()> {
        let text = self.text(self.look.lines(), terminal::line_width())?;
        Ok(io::stdout().lock().write_all(text.as_bytes())?)
    }

    /// The text that the command prints, with lines no longer than `width`.
    pub(super) fn text(&self, look: RenderOptions, width: usize) -> anyhow::Result<String> {
        let entries = self.number.map(equation::find);
        let entries = entries.unwrap_or_else(|| equation::all().collect());
        let is_neuron = self.all || are_of_a_neuron(&entries);
        Usage::ensure(self.w.is_none() || is_neuron, || {
            "--w sets the weights of equations 1 to 4; for the others give --network FILE.json"
                .into()
        })?;
        let brought = self.network.as_deref().map(Brought::read).transpose()?;
        let set = self.set(brought.as_ref())?;
        let case = self.case(&entries, brought.as_ref(), set.as_ref())?;
        let mut out = Vec::new();
        if let Some(set) = set {
            let is_scaled = brought.is_some_and(|brought| brought.scaler().is_some());
            self.introduce(&set, is_scaled, look, width, &mut out)?;
        }
        for entry in entries {
            let admitted = self.admitted(&case, entry)?;
            if self.look.json {
                serde_json::to_writer(&mut out, &Report::new(entry, admitted))?;
                out.push(b'\n');
                continue;
            }
            if !out.is_empty() {
                out.push(b'\n');
            }
            let mut lines = match admitted {
                Ok(case) => view::in_words(&stage::card_of(entry, &case), look.theme, width),
                Err(why_not) => vec![Line::from(format!(
                    "({}) {}: {why_not}",
                    entry.number, entry.title
                ))],
            };
            if look.letters != Letters::All {
                lines = ascii::lines(&lines, look.letters);
            }
            terminal::write_lines(&mut out, &lines, look)?;
        }
        String::from_utf8(out).context("the text is not UTF-8")
    }

    /// The data, if there are any: those of the command line, or without a sample those with which the network was trained. What it
    /// knows of inputs, classes and scale holds for both.
    fn set(&self, brought: Option<&Brought>) -> anyhow::Result<Option<DataSet>> {
        let of_network = brought.filter(|brought| self.x.is_none() && brought.saved.data.is_some());
        let has_data = self.data.is_some() || of_network.is_some();
        self.reading.ensure_data(has_data, &["class"])?;
        let (mut settings, mut given) = (self.reading.settings.clone(), self.reading.given.clone());
        settings.seed = self.seed;
        if let Some(data) = &self.data {
            settings.data.clone_from(data);
            given.push("data");
        }
        let Some(brought) = brought.filter(|_| has_data) else {
            let load = |name: &String| data::load_as(name, self.seed, &settings.reading);
            return Ok(self.data.as_ref().map(load).transpose()?);
        };
        let settings = brought.completed(&settings, &given)?;
        let set = brought.load(&settings, &given)?;
        Ok(Some(match brought.scaler() {
            Some(scaler) => scaler.apply(&set),
            None => set,
        }))
    }

    /// Says what was understood of the data: above the equations, or beside JSON.
    fn introduce(
        &self,
        set: &DataSet,
        is_scaled: bool,
        look: RenderOptions,
        width: usize,
        out: &mut Vec<u8>,
    ) -> anyhow::Result<()> {
        let remarks = &set.about.remarks;
        if self.look.json {
            super::options::remark(remarks);
            return Ok(());
        }
        let scaled = if is_scaled {
            super::training::AS_TRAINED
        } else {
            super::training::scaled(Scale::None)
        };
        let summary = set.summary(None, scaled);
        let said = [&[summary], &remarks[..]].concat();
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let wrapped = said.iter().flat_map(|text| wrap(text, width));
        let mut lines: Vec<Line<'_>> = wrapped.map(Line::from).collect();
        if look.letters != Letters::All {
            lines = ascii::lines(&lines, look.letters);
        }
        Ok(terminal::write_lines(out, &lines, look)?)
    }

    /// The case with indices that suit the entry. Among all equations, one without a value for these indices has the reason instead.
    fn admitted(&self, case: &Context, entry: &Entry) -> anyhow::Result<Result<Context, String>> {
        let mut case = case.clone();
        if self.all && !(1..case.network.classes()).contains(&case.indices.l) {
            case.indices.l = 1;
        }
        match case.validate(entry) {
            Ok(()) => Ok(Ok(case)),
            Err(error) if self.all && self.is_somewhere(&case) => Ok(Err(error.to_string())),
            Err(error) => Err(Usage::error(&error)),
        }
    }

    /// True if each index exists in some equation.
    fn is_somewhere(&self, case: &Context) -> bool {
        let (inputs, classes) = (case.network.inputs(), case.network.classes());
        let is_input_or_output = |index: usize| index <= inputs.max(classes - 1);
        let given = self.i.into_iter().chain(self.l);
        self.k < classes
            && self.j <= case.network.hidden()
            && given.into_iter().all(is_input_or_output)
    }
}
