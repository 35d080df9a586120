//! What was understood of data: for JSON, and `nn28 data`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::settings::ReadingArgs;
use crate::data::{self, DataReport, grouped};
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
        let written = match &set.about.written[..] {
            "" => &set.source,
            written => written,
        };
        let text = format!(
            "{}: {rows}; {written}.\n{}\n{remarks}",
            set.name,
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

/// Every setting by its name: numbers as numbers, switches as true or false.
pub(super) fn settings(settings: &Settings) -> Map<String, Value> {
    let value = |word: String| match &word[..] {
        "yes" => Value::Bool(true),
        "no" => Value::Bool(false),
        // A word that would not come back as it was, such as a column's name "1.50", stays a word.
        word => match serde_json::from_str(word) {
            Ok(value @ Value::Number(_)) if super::saved::word(&value) == word => value,
            _ => Value::String(word.to_owned()),
        },
    };
    let named =
        |setting: &crate::stage::Setting| (setting.name.to_owned(), value(setting.get(settings)));
    SETTINGS.iter().map(named).collect()
}
