//! The settings of an experiment, in one table.
//!
//! An option of the command line, a word of a page's address, a step of a script and a part of the command that reproduces a screen are four
//! ways to write a row of it. A new setting is a field of [`Settings`] with its default, and a row of [`SETTINGS`].

mod optional;
mod uses;

use std::fmt::Display;
use std::str::FromStr;

use Field::{Number, Switch, Word};

use super::experiment::FromFile;
use crate::data::{Init, Reading, quoted};
use crate::engine::{Difference, Update};
use crate::scene::number::exact;
pub use optional::{Block, DataSeed};

/// Ten deviations hide everything that there is to learn.
const MAX_NOISE: f64 = 10.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Mean 0 and deviation 1, learned on the training part.
    Standard,
    None,
}

choices!(Scale, "scale", Standard "standard", None "none");

/// The data, and how a network learns them.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name of a data set, or the path of a file.
    pub data: String,
    /// How the file is read.
    pub reading: Reading,
    pub scale: Scale,
    /// The part of the data that trains, above 0 and at most 1.
    pub train_fraction: f64,
    /// True if the data are shuffled before they are divided.
    pub shuffle: bool,
    pub seed: u64,
    /// The seed of drawn data and of the shuffling.
    pub data_seed: DataSeed,
    /// The deviation of the noise that drawn data get, in deviations of each input.
    pub noise: f64,
    /// M.
    pub hidden: usize,
    pub init: Init,
    /// α.
    pub learning_rate: f64,
    /// ε.
    pub epsilon: f64,
    pub difference: Difference,
    pub update: Update,
    /// The samples of a batch: all, or blocks of them in their order.
    pub block: Block,
    pub threads: usize,
}

impl Default for Settings {
    /// The source's numbers, where they work: M = 2, α = 0.5, ε = 0.001, half of the data to train.
    fn default() -> Self {
        Self {
            data: "clusters".to_owned(),
            reading: Reading::default(),
            scale: Scale::Standard,
            train_fraction: 0.5,
            shuffle: true,
            seed: 1,
            data_seed: DataSeed::default(),
            noise: 0.0,
            hidden: 2,
            init: Init::Uniform,
            learning_rate: 0.5,
            epsilon: 0.001,
            difference: Difference::Forward,
            update: Update::Batch,
            block: Block::default(),
            threads: 1,
        }
    }
}

/// Every setting, in the order in which a command names them.
pub static SETTINGS: [Setting; 25] = [
    network("data", "NAME|FILE", Word(|s| &mut s.data))
        .help("The data: clusters, body, iris, wine, digits, xor, spiral, or a table in a file; - for standard input")
        .always(),
    table("class", "COLUMN", Word(|s| &mut s.reading.class)).help("The class column, by its name or its number"),
    table("drop", "COLUMNS", Word(|s| &mut s.reading.drop)).help("Columns to leave out, with commas between them"),
    network("columns", "COLUMNS", Word(|s| &mut s.reading.columns))
        .help("The columns that are inputs, by their names or numbers, with commas between them"),
    table("header", "no-header", Switch(|s| &mut s.reading.may_have_header)).help("The first row is data"),
    table("separator", "comma|semicolon|tab|bar|blanks", Word(|s| &mut s.reading.separator))
        .help("What separates the cells"),
    table("decimal", "point|comma", Word(|s| &mut s.reading.decimal)).help("The decimal sign"),
    table("thousands", "C", Word(|s| &mut s.reading.thousands)).help("The character between thousands"),
    table("encoding", "NAME", Word(|s| &mut s.reading.encoding))
        .help("The encoding of the text, such as utf-8 or windows-1252"),
    table("missing", "drop|mean", Word(|s| &mut s.reading.missing))
        .help("Rows with missing values: drop them, or fill in the mean of the column"),
    table("skip", "N", Word(|s| &mut s.reading.skip)).help("The number of lines above the table"),
    network("scale", "standard|none", Word(|s| &mut s.scale))
        .help("How the inputs are scaled: standard (mean 0, deviation 1) or none"),
    network("train-fraction", "F", Number(|s| &mut s.train_fraction))
        .help("The part of the data that trains; the rest tests"),
    network("shuffle", "no-shuffle", Switch(|s| &mut s.shuffle))
        .help("Divide the data in their order, without shuffling"),
    network("seed", "N", Word(|s| &mut s.seed))
        .help("The seed of drawn data, of the shuffling and of the first weights")
        .always(),
    network("data-seed", "N", Word(|s| &mut s.data_seed))
        .help("A seed for drawn data and the shuffling alone, so that --seed is that of the first weights"),
    network("noise", "F", Number(|s| &mut s.noise))
        .help("Noise that is added to clusters, body, xor and spiral: its deviation, in deviations of each input"),
    network("hidden", "M", Word(|s| &mut s.hidden))
        .help("The number of hidden units")
        .always(),
    network("init", "ones|uniform|xavier", Word(|s| &mut s.init))
        .help("The first weights: ones, uniform (from −½ to ½) or xavier"),
    setting("learning-rate", "A", Number(|s| &mut s.learning_rate))
        .help("The learning rate α")
        .always(),
    setting("epsilon", "E", Number(|s| &mut s.epsilon)).help("The step ε of the numerical gradient"),
    setting("difference", "forward|central|printed", Word(|s| &mut s.difference))
        .help("The quotient of the numerical gradient: forward, central, or printed as in the source, which climbs"),
    setting("update", "batch|online", Word(|s| &mut s.update))
        .help("When weights move: once a step (batch), or after every sample (online)"),
    setting("batch", "B", Word(|s| &mut s.block))
        .help("A step is a pass over the data in blocks of B samples, with an update after each: 1 is online, all one update"),
    setting("threads", "T", Word(|s| &mut s.threads))
        .help("The number of threads that train")
        .local(),
];

#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub name: &'static str,
    /// The values that it takes, in brief. For a switch, the option that turns it away from its default.
    pub values: &'static str,
    pub help: &'static str,
    /// True if it is written even at its default.
    is_always_written: bool,
    /// True if another value draws another network, so that saved weights do not fit.
    pub redraws: bool,
    /// True if it is about this machine, so that no address carries it.
    pub is_local: bool,
    field: Field,
}

#[derive(Debug, Clone, Copy)]
enum Field {
    Number(fn(&mut Settings) -> &mut f64),
    Switch(fn(&mut Settings) -> &mut bool),
    Word(fn(&mut Settings) -> &mut dyn Value),
}

const fn setting(name: &'static str, values: &'static str, field: Field) -> Setting {
    Setting {
        name,
        values,
        help: "",
        is_always_written: false,
        redraws: false,
        is_local: false,
        field,
    }
}

/// A setting of the data or of the network that is drawn for them.
const fn network(name: &'static str, values: &'static str, field: Field) -> Setting {
    Setting {
        redraws: true,
        ..setting(name, values, field)
    }
}

/// How a file of this machine is read.
const fn table(name: &'static str, values: &'static str, field: Field) -> Setting {
    network(name, values, field).local()
}

impl Setting {
    const fn help(mut self, help: &'static str) -> Self {
        // A page has no use for it, and should be small.
        if cfg!(feature = "terminal") {
            self.help = help;
        }
        self
    }

    const fn always(mut self) -> Self {
        self.is_always_written = true;
        self
    }

    const fn local(mut self) -> Self {
        self.is_local = true;
        self
    }

    /// True if it says how a table is read.
    pub fn is_of_tables(&self) -> bool {
        self.is_local && self.redraws || self.name == "columns"
    }

    /// True if the default of the command line suits the data.
    pub fn suits_data(&self) -> bool {
        ["hidden", "learning-rate"].contains(&self.name)
    }

    /// The name of its option.
    pub fn option(&self) -> &'static str {
        if self.is_switch() {
            self.values
        } else {
            self.name
        }
    }

    /// True if the command line has an option without a value for it.
    pub fn is_switch(&self) -> bool {
        matches!(self.field, Switch(_))
    }

    pub fn get(&self, settings: &Settings) -> String {
        let mut settings = settings.clone();
        match self.field {
            Number(field) => exact(*field(&mut settings)),
            Switch(field) => if *field(&mut settings) { "yes" } else { "no" }.to_owned(),
            Word(field) => field(&mut settings).written(),
        }
    }

    /// Takes a word for the value.
    ///
    /// # Errors
    /// What was expected.
    pub fn set(&self, settings: &mut Settings, word: &str) -> Result<(), String> {
        let mut changed = settings.clone();
        match self.field {
            Number(field) => {
                *field(&mut changed) = word.parse().map_err(|_| "expected a number")?;
            }
            Switch(field) => *field(&mut changed) = yes_or_no(word).ok_or("expected yes or no")?,
            Word(field) => field(&mut changed).read(word)?,
        }
        changed.drop_unused(self.name);
        changed.validate()?;
        *settings = changed;
        Ok(())
    }
}

pub(super) fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

impl Settings {
    /// The defaults, but for one setting.
    ///
    /// # Errors
    /// As [`Setting::set`].
    pub fn with(name: &str, word: &str) -> Result<Self, String> {
        let mut settings = Self::default();
        let mut named = SETTINGS.iter().filter(|setting| setting.name == name);
        named.try_for_each(|setting| setting.set(&mut settings, word))?;
        Ok(settings)
    }

    /// Returns what was expected in place of the first value that is out of range.
    fn validate(&self) -> Result<(), String> {
        let is_fraction = self.train_fraction > 0.0 && self.train_fraction <= 1.0;
        let has_room = (1..=65_535).contains(&self.hidden);
        let is_step = self.epsilon.is_finite() && self.epsilon > 0.0;
        let is_noise = (0.0..=MAX_NOISE).contains(&self.noise);
        let has_blocks = self.block != Block::default();
        let limits = [
            (is_fraction, "a fraction above 0 and at most 1, such as 0.5"),
            (has_room, "a number from 1 to 65,535"),
            (self.learning_rate.is_finite(), "a finite number"),
            (is_step, "a number above 0, such as 0.001"),
            ((1..=256).contains(&self.threads), "a number from 1 to 256"),
            (is_noise, "a deviation from 0 to 10, such as 0.5"),
            (
                self.noise == 0.0 || self.has_use("noise"),
                "no noise: only clusters, body, xor and spiral are drawn, other data are measured",
            ),
            (self.block.0 != Some(0), "at least one sample in a block"),
            (
                !has_blocks || self.has_use("batch"),
                "no blocks: online takes the samples one by one",
            ),
        ];
        match limits.iter().find(|(holds, _)| !holds) {
            Some((_, expected)) => Err(format!("expected {expected}")),
            None => Ok(()),
        }
    }

    /// The settings that are to be written, with their values: those that differ from the defaults, and some always.
    pub(super) fn written(&self) -> impl Iterator<Item = (&'static Setting, String)> {
        let default = Self::default();
        SETTINGS.iter().filter_map(move |setting| {
            let value = setting.get(self);
            let differs = value != setting.get(&default);
            (setting.is_always_written || differs).then_some((setting, value))
        })
    }

    /// The options that reproduce the settings. The weights come from a file, if there is one, and with them its settings.
    pub(super) fn options(&self, from_file: Option<&FromFile>) -> String {
        let option = |name: &str, value: &str| {
            let is_like_an_option = value.starts_with('-') && value.parse::<f64>().is_err();
            let sign = if is_like_an_option { '=' } else { ' ' };
            format!("--{name}{sign}{}", quoted(value))
        };
        let is_turned = |setting: &Setting, value: &str| {
            let of_file = from_file.map(|from_file| setting.get(&from_file.settings));
            !setting.is_switch() && of_file.is_some_and(|of_file| of_file != value)
        };
        let written = |(setting, value): (&Setting, String)| match (setting.name, from_file) {
            ("hidden", Some(from_file)) => Some(option("network", &from_file.file)),
            ("init", Some(_)) => None,
            _ if setting.is_switch() => Some(format!("--{}", setting.values)),
            (name, _) => Some(option(name, &value)),
        };
        let default = Self::default();
        let named = SETTINGS.iter().filter_map(|setting| {
            let value = setting.get(self);
            let differs = value != setting.get(&default) || is_turned(setting, &value);
            (setting.is_always_written || differs).then_some((setting, value))
        });
        let options: Vec<String> = named.filter_map(written).collect();
        options.join(" ")
    }
}

trait Value {
    fn written(&self) -> String;
    fn read(&mut self, word: &str) -> Result<(), String>;
}

impl<T: Display + FromStr<Err: Display>> Value for T {
    fn written(&self) -> String {
        self.to_string()
    }

    fn read(&mut self, word: &str) -> Result<(), String> {
        *self = word.parse().map_err(|error: T::Err| error.to_string())?;
        Ok(())
    }
}
