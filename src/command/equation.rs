//! `nn28 equation`: one equation, or all, with the numbers of a network, a sample and a class.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use super::{LookOptions, Numbers, Usage};
use crate::data;
use crate::equation::{self, Case, Entry, Indices, Number};
use crate::model::{Network, Sample};
use crate::scene::marks::plain;
use crate::{stage, terminal, view};

/// Options of `nn28 equation`.
#[derive(Debug, Clone, Args)]
pub struct EquationCommand {
    /// The number: 1 to 28, 25a or 25b
    #[arg(
        value_name = "N",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    number: Option<Number>,
    /// Every equation
    #[arg(long)]
    all: bool,
    /// The weights: {"w": [[…]], "v": [[…]]}, shapes M×(D+1) and K×(M+1)
    #[arg(long, value_name = "FILE.json")]
    network: Option<PathBuf>,
    /// Weights of a single neuron for equations 1 to 4, the bias last
    #[arg(long, value_name = "W0,W1,…,BIAS", allow_hyphen_values = true)]
    w: Option<Numbers>,
    /// The inputs of the sample, without the bias; E is then the error of this sample alone
    #[arg(long, value_name = "X0,X1,…", allow_hyphen_values = true, conflicts_with_all = ["data", "sample"])]
    x: Option<Numbers>,
    /// The class of the sample, from 0
    #[arg(long, value_name = "C", conflicts_with = "data")]
    class: Option<usize>,
    /// The samples over which E is the mean, as they are: a data set or a CSV
    #[arg(long, value_name = "NAME|FILE.csv")]
    data: Option<String>,
    /// The seed of a data set that is generated
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The current sample, from 0
    #[arg(long, value_name = "n")]
    sample: Option<usize>,
    /// The step ε of the numerical derivatives
    #[arg(
        long,
        value_name = "E",
        default_value_t = 0.001,
        allow_negative_numbers = true
    )]
    epsilon: f64,
    /// The learning rate α of equation 27
    #[arg(
        long,
        value_name = "A",
        default_value_t = 0.5,
        allow_hyphen_values = true
    )]
    learning_rate: f64,
    /// The output, from 0
    #[arg(long, default_value_t = 0)]
    k: usize,
    /// The hidden unit, from 0; M is the bias unit
    #[arg(long, default_value_t = 0)]
    j: usize,
    /// The input, from 0, D is the bias; in equation 19 another output than the first
    #[arg(long, default_value_t = 1)]
    i: usize,
    #[command(flatten)]
    look: LookOptions,
}

/// What `--json` prints: one object a line.
#[derive(Serialize)]
struct Report {
    equation: String,
    title: &'static str,
    stage: &'static str,
    indices: serde_json::Map<String, serde_json::Value>,
    tex: String,
    lines: Vec<LineReport>,
    value: Option<f64>,
    check: Option<CheckReport>,
    printed: Option<PrintedReport>,
    /// Why there is no value; only there where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<String>,
}

#[derive(Serialize)]
struct LineReport {
    tex: &'static str,
    numbers: String,
    value: f64,
}

#[derive(Serialize)]
struct CheckReport {
    by: &'static str,
    value: f64,
    relative_error: f64,
    holds: bool,
}

#[derive(Serialize)]
struct PrintedReport {
    tex: String,
    value: f64,
    why: &'static str,
}

impl EquationCommand {
    /// Print the equation, or all of them.
    ///
    /// # Errors
    /// A wrong command line, or a file that cannot be read.
    pub fn run(&self) -> anyhow::Result<()> {
        let text = self.text(self.look.line_theme(), terminal::line_width())?;
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// What the command prints, in a theme and with lines no longer than `width`.
    ///
    /// # Errors
    /// A wrong command line, or a file that cannot be read.
    pub fn text(&self, theme: view::Theme, width: usize) -> anyhow::Result<String> {
        let entries = self
            .number
            .map_or_else(|| equation::all().collect(), equation::find);
        if self.w.is_some() && self.number.is_some_and(|number| number.integer() > 4) {
            return Err(Usage::error(
                "--w sets the weights of equations 1 to 4; for the others give --network FILE.json",
            ));
        }
        let case = self.case(&entries)?;
        let mut out = Vec::new();
        for (place, entry) in entries.into_iter().enumerate() {
            let admitted = self.admitted(&case, entry)?;
            if self.look.json {
                serde_json::to_writer(&mut out, &report(entry, &admitted))?;
                out.push(b'\n');
            } else {
                if place > 0 {
                    out.push(b'\n');
                }
                match admitted {
                    Ok(case) => terminal::write_lines(
                        &mut out,
                        &view::in_words(&stage::card_of(entry, &case), theme, width),
                    )?,
                    Err(why_not) => writeln!(out, "({}) {}: {why_not}", entry.number, entry.title)?,
                }
            }
        }
        String::from_utf8(out).context("the text is not UTF-8")
    }

    /// The case with indices that suit the entry; where there is nothing to be said and all were asked for, why not.
    fn admitted(&self, case: &Case, entry: &Entry) -> anyhow::Result<Result<Case, String>> {
        let mut case = case.clone();
        if self.all
            && entry.number == Number::whole(19)
            && !(1..case.network.classes()).contains(&case.indices.i)
        {
            // Among all equations only 19 means an output by i; it takes the first that it can.
            case.indices.i = 1;
        }
        match case.admits(entry) {
            Ok(()) => Ok(Ok(case)),
            Err(error) if self.all && self.is_somewhere(&case) => Ok(Err(error.to_string())),
            Err(error) => Err(Usage::error(error.to_string())),
        }
    }

    /// Whether the indices exist at all: for some equation, if not for every one.
    fn is_somewhere(&self, case: &Case) -> bool {
        let (inputs, classes) = (case.network.inputs(), case.network.classes());
        self.k < classes && self.j <= case.network.hidden() && self.i <= inputs.max(classes - 1)
    }

    fn case(&self, entries: &[&Entry]) -> anyhow::Result<Case> {
        if !self.epsilon.is_finite() || self.epsilon <= 0.0 {
            return Err(Usage::error(format!(
                "--epsilon is {}: expected a number above 0, such as 0.001",
                self.epsilon
            )));
        }
        if !self.learning_rate.is_finite() {
            return Err(Usage::error(format!(
                "--learning-rate is {}: expected a finite number",
                self.learning_rate
            )));
        }
        let example = Case::worked_example();
        let network = match &self.network {
            Some(path) => data::read_network(path)?,
            None => example.network.clone(),
        };
        // Equations 1 to 4 of a single neuron need neither a network nor its samples.
        let only_neuron =
            self.w.is_some() && entries.iter().all(|entry| entry.number.integer() <= 4);
        let samples = if only_neuron {
            example.samples
        } else {
            self.samples(&network, example.samples)?
        };
        if only_neuron && self.network.is_some() {
            return Err(Usage::error(
                "--w and --network do not go together in equations 1 to 4: leave one of them out",
            ));
        }
        if only_neuron && let Some(name) = &self.data {
            return self.neuron_in(&data::load(name, self.seed)?);
        }
        let n = self.sample.unwrap_or(0);
        if n >= samples.len() {
            return Err(Usage::error(format!(
                "--sample {n}: there are {} samples, 0 to {}",
                samples.len(),
                samples.len() - 1
            )));
        }
        let mut case = if only_neuron {
            Case::worked_example()
        } else {
            Case::new(network, samples, n)
        };
        case.indices = Indices {
            k: self.k,
            j: self.j,
            i: self.i,
        };
        case.epsilon = self.epsilon;
        case.learning_rate = self.learning_rate;
        match &self.w {
            Some(w) => self.with_neuron(case, &w.0),
            None => Ok(case),
        }
    }

    /// The single neuron at a sample of a data set.
    fn neuron_in(&self, set: &data::DataSet) -> anyhow::Result<Case> {
        let n = self.sample.unwrap_or(0);
        let Some(x) = set.x.get(n) else {
            return Err(Usage::error(format!(
                "--sample {n}: {} has {} samples, 0 to {}",
                set.name,
                set.len(),
                set.len() - 1
            )));
        };
        let w = self.w.as_ref().map_or(Vec::new(), |w| w.0.clone());
        stage::Neuron::new(w.clone(), x.clone())
            .map_err(|error| Usage::error(error.to_string()))?;
        let x = x.iter().copied().chain([1.0]).collect();
        Ok(Case::worked_example().with_neuron(w, x))
    }

    fn with_neuron(&self, case: Case, w: &[f64]) -> anyhow::Result<Case> {
        let mut x = match &self.x {
            Some(x) => x.0.clone(),
            None => case.sample().x[..case.sample().x.len() - 1].to_vec(),
        };
        stage::Neuron::new(w.to_vec(), x.clone())
            .map_err(|error| Usage::error(error.to_string()))?;
        x.push(1.0);
        Ok(case.with_neuron(w.to_vec(), x))
    }

    fn samples(&self, network: &Network, example: Vec<Sample>) -> anyhow::Result<Vec<Sample>> {
        let (inputs, classes) = (network.inputs(), network.classes());
        if let Some(name) = &self.data {
            let set = data::load(name, self.seed)?;
            if (set.inputs(), set.class_count()) != (inputs, classes) {
                return Err(Usage::error(format!(
                    "{} has D = {} inputs and K = {} classes, but the network has D = {inputs} and K = {classes}: \
                     give a network of its shape with --network FILE.json",
                    set.name,
                    set.inputs(),
                    set.class_count(),
                )));
            }
            return Ok(set.samples());
        }
        let mut samples = match &self.x {
            Some(x) => vec![Sample {
                x: x.0.iter().copied().chain([1.0]).collect(),
                t: one_hot(0, classes),
            }],
            None => example,
        };
        if let Some(found) = samples
            .iter()
            .map(|sample| sample.x.len() - 1)
            .find(|found| *found != inputs)
        {
            let whose = if self.x.is_some() {
                "--x"
            } else {
                "the worked example, which stands in without --x,"
            };
            return Err(Usage::error(format!(
                "the network takes D = {inputs} inputs, but {whose} has {found} numbers"
            )));
        }
        if let Some(class) = self.class {
            if class >= classes {
                return Err(Usage::error(format!(
                    "--class {class}: the network has K = {classes} classes, 0 to {}",
                    classes - 1
                )));
            }
            let n = self.sample.unwrap_or(0).min(samples.len() - 1);
            samples[n].t = one_hot(class, classes);
        }
        if samples.iter().any(|sample| sample.t.len() != classes) {
            return Err(Usage::error(format!(
                "the worked example has 3 classes, but the network has K = {classes}: give a sample with --x and --class"
            )));
        }
        Ok(samples)
    }
}

fn one_hot(class: usize, classes: usize) -> Vec<f64> {
    (0..classes)
        .map(|k| if k == class { 1.0 } else { 0.0 })
        .collect()
}

fn report(entry: &Entry, admitted: &Result<Case, String>) -> Report {
    let mut report = Report {
        equation: entry.number.to_string(),
        title: entry.title,
        stage: entry.chapter.word(),
        indices: serde_json::Map::new(),
        tex: entry.tex(),
        lines: Vec::new(),
        value: None,
        check: None,
        printed: None,
        why_not: None,
    };
    match admitted {
        Err(why_not) => report.why_not = Some(why_not.clone()),
        Ok(case) => {
            let verdict = entry.verdict(case);
            report.indices = indices(entry, case);
            report.lines = entry
                .lines
                .iter()
                .map(|line| line_report(line, case))
                .collect();
            report.value = Some(entry.value(case));
            report.check = Some(CheckReport {
                by: entry.check.by,
                value: verdict.value,
                relative_error: verdict.relative_error,
                holds: verdict.holds,
            });
            report.printed = entry.printed.as_ref().map(|printed| PrintedReport {
                tex: format!("{} {} {}", entry.left, entry.relation.tex(), printed.tex),
                value: (printed.value)(case),
                why: printed.why,
            });
        }
    }
    report
}

fn line_report(line: &equation::Line, case: &Case) -> LineReport {
    LineReport {
        tex: line.tex,
        numbers: plain(&(line.numbers)(case)),
        value: (line.value)(case),
    }
}

/// The indices that choose this equation's numbers.
fn indices(entry: &Entry, case: &Case) -> serde_json::Map<String, serde_json::Value> {
    let Indices { k, j, i } = case.indices;
    let named = [('k', k), ('j', j), ('i', i)];
    let used = named
        .into_iter()
        .filter(|(name, _)| entry.indices.contains(*name));
    used.map(|(name, index)| (name.to_string(), index.into()))
        .collect()
}
