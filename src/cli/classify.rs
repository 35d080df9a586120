//! `nn28 classify`: what a saved network says of new rows.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::Usage;
use super::saved::Brought;
use super::settings::ReadingArgs;
use crate::data::{self, DataReport, NewRows, one_hot};
use crate::engine::{Engine, Parameters, Samples};
use crate::model::{Network, Sample};

/// `nn28 classify`: reads rows without a class, and writes them with the class and the probabilities that a network gives them.
#[derive(Debug, Args)]
pub struct ClassifyCommand {
    /// The network, in a file that --save or --json has written; - for standard input
    #[arg(long, value_name = "FILE.json")]
    network: PathBuf,
    /// The new rows: a table in a file; - for standard input, or the name of a data set
    #[arg(long, value_name = "FILE")]
    data: String,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// Let --output write over a file that exists
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ClassifyCommand {
    /// # Errors
    /// A file that is no network or no table of its columns, or one that cannot be written.
    pub fn run(self) -> anyhow::Result<()> {
        let ReadingArgs {
            mut settings,
            mut given,
        } = self.reading;
        Usage::ensure(self.output.is_some() || !self.force, || {
            "--force is for --output: name a file, or leave it out".to_owned()
        })?;
        Usage::ensure(!given.contains(&"missing"), || {
            "--missing: every row is kept, and one with a missing input has an empty class. Leave --missing out".to_owned()
        })?;
        if let Some(path) = &self.output {
            data::try_write(path, self.force)?;
        }
        let brought = Brought::read(&self.network)?;
        settings.data.clone_from(&self.data);
        given.push("data");
        let settings = brought.completed(&settings, &given)?;
        let saved = brought.saved;
        let without_names = || DataReport::of_weights(&saved.network);
        let known = saved.data.clone().unwrap_or_else(without_names);
        let rows = data::read_new_rows(&self.data, settings.seed, &settings.reading, &known)?;
        super::options::remark(&remarks(&rows, saved.data.is_some()));
        let probabilities = probabilities(&saved.network, &known, &rows);
        if let Some(path) = &self.output {
            return Ok(rows.write(&known, &probabilities, path, self.force)?);
        }
        io::stdout()
            .lock()
            .write_all(&rows.csv(&known, &probabilities)?)?;
        Ok(())
    }
}

/// Remarks about the answers.
fn remarks(rows: &NewRows, has_data: bool) -> Vec<String> {
    let mut remarks = rows.remarks.clone();
    if !has_data {
        remarks.push("The file of the network holds weights alone: the inputs are not scaled, and the classes are called by their numbers.".to_owned());
    }
    let empty = rows.inputs.iter().filter(|inputs| inputs.is_none()).count();
    if empty > 0 {
        let (all, have) = (rows.inputs.len(), if empty == 1 { "has" } else { "have" });
        remarks.push(format!(
            "{empty} of {all} rows {have} missing inputs: class and probabilities are empty there."
        ));
    }
    remarks
}

/// The outputs of a network for each row without missing inputs.
fn probabilities(network: &Network, known: &DataReport, rows: &NewRows) -> Vec<Option<Vec<f64>>> {
    let scaler = known.scaler();
    let sample = |inputs: &Vec<f64>| {
        let x = scaler
            .as_ref()
            .map_or_else(|| inputs.clone(), |scaler| scaler.scaled(inputs));
        Sample {
            x: x.into_iter().chain([1.0]).collect(),
            t: one_hot(0, network.classes()),
        }
    };
    let samples: Vec<Sample> = rows.inputs.iter().flatten().map(sample).collect();
    if samples.is_empty() {
        return vec![None; rows.inputs.len()];
    }
    let parameters = Parameters::from(network);
    let mut engine = Engine::new(parameters.shape, 1);
    let outputs = engine.outputs(&parameters, &Samples::new(&samples));
    let mut outputs = outputs.chunks(network.classes()).map(<[f64]>::to_vec);
    let of_row = |inputs: &Option<Vec<f64>>| inputs.as_ref().and_then(|_| outputs.next());
    rows.inputs.iter().map(of_row).collect()
}
