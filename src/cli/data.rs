//! What was understood of data: for JSON, and `nn28 data`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::settings::ReadingArgs;
use crate::data::{self, DataSet, Scaler, grouped};
use crate::stage::{SETTINGS, Settings};

/// `nn28 data`: reads a table and says what was understood.
#[derive(Debug, Args)]
pub struct DataCommand {
    /// A table in a file, - for standard input, or the name of a data set
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Write the result to standard output as JSON
    #[arg(long)]
    json: bool,
}

impl DataCommand {
    /// # Errors
    /// A file that is no table.
    pub fn run(self) -> anyhow::Result<()> {
        let file = self.file.to_string_lossy();
        let set = data::load_as(&file, 1, &self.reading.settings.reading)?;
        if self.json {
            let data = DataReport::new(&set, None, None);
            let remarks = &set.about.remarks;
            return super::print_json(&Understood { data, remarks });
        }
        let rows = match set.about.left_out {
            0 => format!("{} rows", grouped(set.len())),
            left_out => format!(
                "{} rows, and {} left out",
                grouped(set.len()),
                grouped(left_out)
            ),
        };
        let remarks = set.about.remarks.join("\n");
        let text = format!(
            "{}: {rows}; {}.\n{}\n{remarks}",
            set.name,
            set.source,
            set.columns()
        );
        super::LookOptions::default().say(text.trim_end().to_owned() + "\n")?;
        Ok(())
    }
}

#[derive(Serialize)]
struct Understood<'a> {
    data: DataReport,
    remarks: &'a [String],
}

/// The data of a run.
#[derive(Debug, Default, Serialize)]
pub struct DataReport {
    file: String,
    rows: usize,
    left_out: usize,
    inputs: Vec<String>,
    words: Map<String, Value>,
    class: String,
    classes: Vec<ClassReport>,
    scale: ScaleReport,
}

#[derive(Debug, Default, Serialize)]
struct ClassReport {
    name: String,
    rows: usize,
    /// The share of its samples that are classified right: of the test part, or of the training part if nothing is left to test.
    recall: Option<f64>,
}

#[derive(Debug, Default, Serialize)]
struct ScaleReport {
    kind: &'static str,
    mean: Option<Vec<f64>>,
    deviation: Option<Vec<f64>>,
}

impl DataReport {
    pub fn new(set: &DataSet, confusion: Option<&[Vec<usize>]>, scaler: Option<&Scaler>) -> Self {
        let recall = |class: usize| {
            let row = &confusion?[class];
            let all: usize = row.iter().sum();
            (all > 0).then(|| row[class] as f64 / all as f64)
        };
        let classes = set.classes.iter().zip(set.class_sizes()).enumerate();
        let classes = classes.map(|(class, (name, rows))| ClassReport {
            name: name.clone(),
            rows,
            recall: recall(class),
        });
        let words = set.about.words.iter();
        Self {
            file: set.name.clone(),
            rows: set.len(),
            left_out: set.about.left_out,
            inputs: set.features.clone(),
            words: words
                .map(|(column, words)| (column.clone(), words.clone().into()))
                .collect(),
            class: set.about.class.clone(),
            classes: classes.collect(),
            scale: ScaleReport {
                kind: if scaler.is_some() { "standard" } else { "none" },
                mean: scaler.map(|scaler| scaler.mean.clone()),
                deviation: scaler.map(|scaler| scaler.deviation.clone()),
            },
        }
    }
}

/// Every setting by its name: numbers as numbers, switches as true or false.
pub(super) fn settings(settings: &Settings) -> Map<String, Value> {
    let value = |word: String| match &word[..] {
        "yes" => Value::Bool(true),
        "no" => Value::Bool(false),
        word => match serde_json::from_str(word) {
            Ok(Value::Number(number)) => Value::Number(number),
            _ => Value::String(word.to_owned()),
        },
    };
    let named =
        |setting: &crate::stage::Setting| (setting.name.to_owned(), value(setting.get(settings)));
    SETTINGS.iter().map(named).collect()
}
