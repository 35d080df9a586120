//! The state of a dashboard in words, `w=-2,1,2;x=1.5,0.5;view=plane`, so that an address can carry it.
//!
//! The settings have the names and values that the command line gives them, and are checked alike. An unknown name is a fault.

use std::fmt;
use std::str::FromStr;

use super::dashboard::Dashboard as _;
use super::experiment::{Experiment, SetupError};
use super::neuron::Neuron;
use super::settings::{self, SETTINGS, Setting, Settings};
use super::{Backprop, Network, NumericalGradient, Record, Stage};
use crate::data;
use crate::engine::Parameters;
use crate::equation::Chapter;

/// The most weights that an address carries.
const MAX_WEIGHTS: usize = 200;
/// The largest network that an address may ask of a page.
const MAX_HIDDEN: usize = 64;
/// The most steps that an address claims: as many as can be counted exactly, and more can follow.
const MAX_STEPS: u64 = 1 << 53;
/// The largest absolute value of a number in an address.
const MAX_NUMBER: f64 = 1e6;

/// Names and values in their order. Of two with the same name the later one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State(Vec<(String, String)>);

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.0.iter().map(|(name, value)| format!("{name}={value}"));
        f.write_str(&words.collect::<Vec<_>>().join(";"))
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = |word: &str| match word.split_once('=') {
            Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
            None => Err(format!("{word:?} has no value: expected name=value")),
        };
        let words = text.split(';').filter(|word| !word.is_empty());
        words.map(word).collect::<Result<_, _>>().map(Self)
    }
}

impl State {
    #[expect(clippy::needless_pass_by_value, reason = "numbers and words alike")]
    pub(super) fn say(&mut self, name: &str, value: impl ToString) {
        self.0.push((name.to_owned(), value.to_string()));
    }

    pub(super) fn say_if(&mut self, differs: bool, name: &str, value: impl ToString) {
        if differs {
            self.say(name, value);
        }
    }

    /// Says the curve of a training, if it has more than one point.
    pub(super) fn say_records(&mut self, records: &[Record]) {
        let pairs = |record: &Record| [Some(record.train), record.test].into_iter().flatten();
        let word = |record: &Record| {
            // A curve shows no more digits.
            let pairs = pairs(record).map(|(error, right)| format!(":{error:.6e}:{right:.6e}"));
            record.step.to_string() + &pairs.collect::<String>()
        };
        let is_readable =
            |record: &&Record| pairs(record).all(|(error, _)| error.abs() <= MAX_NUMBER);
        let words: Vec<String> = records.iter().filter(is_readable).map(word).collect();
        self.say_if(words.len() > 1, "curve", words.join(","));
    }

    /// The same with one value changed. If that draws another network, weights of the old one are dropped.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let mut redrawing = SETTINGS.iter().filter(|setting| setting.redraws);
        if redrawing.any(|setting| setting.name == name) {
            let of_weights = |name: &str| ["w", "v", "steps", "done", "curve"].contains(&name);
            let is_kept = |name: &str| !of_weights(name) && weight(name).is_none();
            self.0.retain(|(name, _)| is_kept(name));
        }
        if name == "data" {
            self.0.retain(|(name, _)| name != "columns");
        }
        self.say(name, value);
        self
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let said = self.0.iter().rfind(|(other, _)| other == name);
        said.map(|(_, value)| value.as_str())
    }

    /// The last value of a name, read in a way that refuses some values.
    pub(super) fn read_as<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let read = |value: &str| read(value).ok_or_else(|| fault(name, value));
        self.text(name).map(read).transpose()
    }

    pub(super) fn read<T: FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        self.read_as(name, |value| value.parse().ok())
    }

    pub(super) fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, String> {
        self.read_as(name, |values| values.split(',').map(number).collect())
    }

    pub(super) fn yes_or_no(&self, name: &str) -> Result<bool, String> {
        Ok(self.read_as(name, settings::yes_or_no)?.unwrap_or(false))
    }

    /// The single entries of a list or matrix, such as `w1` or `w01`, with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<(&str, Entry, f64), String>> {
        self.0.iter().filter_map(|(name, value)| {
            let (entry, number) = (weight(name)?, number(value));
            let read = number.map(|number| (name.as_str(), entry, number));
            Some(read.ok_or_else(|| fault(name, value)))
        })
    }

    /// Refuses a name that is neither one of these nor an entry of a list.
    pub(super) fn check_names(&self, is_known: impl Fn(&str) -> bool) -> Result<(), String> {
        let unknown = |(name, _): &&(String, String)| !is_known(name) && weight(name).is_none();
        match self.0.iter().find(unknown) {
            None => Ok(()),
            Some((name, _)) => Err(format!("nothing here is called {name:?}")),
        }
    }
}

/// An entry of a list or a matrix: w₁ is ('w', 1, none), v₁₀ is ('v', 1, 0).
pub(super) type Entry = (char, usize, Option<usize>);

/// The entry that a name means, as in `w1`, `v10` or `w3,12`.
pub(super) fn weight(name: &str) -> Option<Entry> {
    let index = name.strip_prefix(['w', 'v', 'x'])?;
    let letter = name.chars().next()?;
    let number = |text: &str| text.parse::<usize>().ok();
    if let Some((row, column)) = index.split_once(',') {
        return Some((letter, number(row)?, Some(number(column)?)));
    }
    let mut digits = index.chars().map(|digit| digit.to_digit(10));
    match (digits.next(), digits.next(), digits.next()) {
        (Some(row), Some(column), None) => Some((letter, row? as usize, Some(column? as usize))),
        _ => Some((letter, number(index)?, None)),
    }
}

fn fault(name: &str, value: &str) -> String {
    format!("{name} cannot be {value:?}")
}

/// The curve of a training: for every point the step, error and accuracy, and those of the test part where there is one.
fn records(value: &str) -> Option<Vec<Record>> {
    let record = |word: &str| {
        let (step, numbers) = word.split_once(':')?;
        let numbers: Vec<f64> = numbers.split(':').map(number).collect::<Option<_>>()?;
        let (train, test) = match numbers[..] {
            [error, accuracy] => ((error, accuracy), None),
            [error, accuracy, test_error, test_accuracy] => {
                ((error, accuracy), Some((test_error, test_accuracy)))
            }
            _ => return None,
        };
        let step = step.parse().ok().filter(|step| *step <= MAX_STEPS)?;
        Some(Record { step, train, test })
    };
    value.split(',').map(record).collect()
}

fn number(value: &str) -> Option<f64> {
    let number: f64 = value.parse().ok()?;
    (number.abs() <= MAX_NUMBER).then_some(number)
}

/// Numbers with commas between them, to the last bit.
pub(super) fn list(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    numbers.join(",")
}

/// The dashboard of a chapter in a state.
///
/// # Errors
/// One sentence about the first value that is wrong.
pub fn restored(chapter: Chapter, state: &State) -> Result<Box<dyn Stage>, String> {
    if chapter == Chapter::Neuron {
        return Ok(Box::new(Neuron::of_state(state)?));
    }
    let is_setting = |name: &str| carried().any(|setting| setting.name == name);
    state.check_names(|name| WORDS.contains(&name) || is_setting(name))?;
    let experiment = experiment(state)?;
    let count = |steps: &str| steps.parse().ok().filter(|steps| *steps <= MAX_STEPS);
    let steps = state.read_as("steps", count)?.unwrap_or(0);
    let records = state.read_as("curve", records)?.unwrap_or_default();
    Ok(match chapter {
        Chapter::Neuron => Box::new(Neuron::of_state(state)?),
        Chapter::Network => Box::new(Network::new(experiment, steps).in_state(state)?),
        Chapter::NumericalGradient => {
            Box::new(NumericalGradient::new(experiment, steps, &records).in_state(state)?)
        }
        Chapter::Backprop => Box::new(Backprop::new(experiment, steps, &records).in_state(state)?),
    })
}

fn carried() -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(|setting| !setting.is_local)
}

/// The names beside those of the settings in the three stages that work on data.
const WORDS: [&str; 14] = [
    "w", "v", "steps", "by-hand", "sample", "weight", "second", "number", "done", "equation",
    "view", "pane", "slopes", "curve",
];

/// The settings and the sample of an experiment, and its weights where they are to be carried.
pub(super) fn of_experiment(experiment: &Experiment, carries_weights: bool) -> State {
    let mut state = State::default();
    for (setting, value) in experiment.setup.written() {
        state.say_if(!setting.is_local, setting.name, value);
    }
    let parameters = experiment.parameters();
    if parameters != experiment.start() && carries_weights {
        let (w, v) = parameters.values.split_at(parameters.shape.w());
        state.say("w", list(w));
        state.say("v", list(v));
    }
    let sample = experiment.sample_number();
    state.say_if(sample != 0, "sample", sample);
    state
}

pub(super) fn carries_weights(experiment: &Experiment) -> bool {
    experiment.shape().parameters() <= MAX_WEIGHTS
}

fn experiment(state: &State) -> Result<Experiment, String> {
    let mut settings = Settings::default();
    for setting in carried() {
        // The data come first; those that are left without a use were of others.
        let is_used = settings.has_use(setting.name);
        if let Some(word) = state.text(setting.name).filter(|_| is_used) {
            let set = setting.set(&mut settings, word);
            set.map_err(|why| format!("{}: {why}", fault(setting.name, word)))?;
        }
    }
    // A page has less time and memory than a program, and no files.
    let limits = [
        ("data", data::NAMES.contains(&settings.data.as_str())),
        ("hidden", settings.hidden <= MAX_HIDDEN),
        ("learning-rate", settings.learning_rate.abs() <= MAX_NUMBER),
        ("epsilon", settings.epsilon <= 1.0),
    ];
    if let Some((name, _)) = limits.iter().find(|(_, holds)| !holds) {
        return Err(fault(name, state.text(name).unwrap_or_default()));
    }
    let set = settings.load().map_err(SetupError::from);
    let experiment = set.and_then(|set| {
        let whole = settings.with_all_columns(set);
        Experiment::new(whole, settings, None)
    });
    let mut experiment = experiment.map_err(|error| error.to_string())?;
    take_weights(state, &mut experiment)?;
    experiment.choose_sample(state.read("sample")?.unwrap_or(0));
    Ok(experiment)
}

/// Replaces the weights that were drawn by those of a state.
fn take_weights(state: &State, experiment: &mut Experiment) -> Result<(), String> {
    let shape = experiment.shape();
    let mut values = experiment.parameters().values.clone();
    let (w, v) = values.split_at_mut(shape.w());
    for (name, part) in [("w", w), ("v", v)] {
        let numbers = state.numbers(name)?.unwrap_or_else(|| part.to_vec());
        let (found, expected) = (numbers.len(), part.len());
        if found != expected {
            return Err(format!("{name} has {found} numbers, not {expected}"));
        }
        part.copy_from_slice(&numbers);
    }
    for entry in state.entries() {
        let (name, (letter, row, column), value) = entry?;
        let weight = column.and_then(|column| experiment.weight_at((letter, row, column)));
        values[weight.ok_or_else(|| format!("this network has no weight {name}"))?] = value;
    }
    experiment.set_parameters(Parameters { shape, values });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_weights_are_told_from_other_words() {
        assert_eq!(weight("w1"), Some(('w', 1, None)));
        assert_eq!(weight("v10"), Some(('v', 1, Some(0))));
        assert_eq!(weight("w3,12"), Some(('w', 3, Some(12))));
        for other in ["w", "view", "x", "weight", "wé1", "wé", "é", "w+1"] {
            assert_eq!(weight(other), None, "{other}");
        }
    }

    #[test]
    fn other_data_leave_no_weights_behind() {
        let state: Result<State, _> = "data=xor;w=1;v00=3;steps=4;view=cost".parse();
        let of_iris = state.expect("words").with("data", "iris").to_string();
        assert_eq!(of_iris, "data=xor;view=cost;data=iris");
    }
}
