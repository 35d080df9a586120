//! The state of a dashboard in words, `w=-2,1,2;x=1.5,0.5;view=plane`, so that an address can carry it.
//!
//! The words are those of the command line where it has them. What a word says is checked as an option is; a word that nobody knows is
//! a fault, and then there is no such state.

use std::fmt;
use std::str::FromStr;

use super::dashboard::Dashboard as _;
use super::experiment::Experiment;
use super::neuron::Neuron;
use super::setup::{Scale, Setup};
use super::{Backprop, Network, NumericalGradient, Stage};
use crate::data::{self, Init};
use crate::engine::{Difference, Parameters, Shape, Update};
use crate::equation::{Chapter, Number};
use crate::scene::Panel;

/// An address carries no more weights than this.
const MAX_WEIGHTS: usize = 200;
/// No network that an address describes has more hidden units than this.
const MAX_HIDDEN: usize = 64;
/// No number of an address is farther from zero than this.
const FARTHEST: f64 = 1e6;
/// What is drawn anew when one of these changes, so that weights which were carried along have no place any more.
const SHAPING: [&str; 7] = [
    "data",
    "scale",
    "train-fraction",
    "shuffle",
    "seed",
    "hidden",
    "init",
];

/// Names and values, in the order in which they were said. Of two with the same name the later one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State(Vec<(String, String)>);

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        f.write_str(&words.join(";"))
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = |word: &str| {
            let (name, value) = word
                .split_once('=')
                .ok_or_else(|| format!("{word:?} says nothing: expected name=value"))?;
            Ok((name.to_owned(), value.to_owned()))
        };
        let words = text.split(';').filter(|word| !word.is_empty());
        words.map(word).collect::<Result<_, _>>().map(Self)
    }
}

impl State {
    /// Say one thing more.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and words alike")]
    pub(super) fn say(&mut self, name: &str, value: impl ToString) {
        self.0.push((name.to_owned(), value.to_string()));
    }

    /// Say one thing more if it is not as usual.
    pub(super) fn say_if(&mut self, differs: bool, name: &str, value: impl ToString) {
        if differs {
            self.say(name, value);
        }
    }

    /// The same with one thing changed. Weights that were drawn for other data go with what they were drawn for.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if SHAPING.contains(&name) {
            let of_weights = |name: &str| ["w", "v", "steps", "done"].contains(&name);
            self.0
                .retain(|(name, _)| !of_weights(name) && weight(name).is_none());
        }
        self.say(name, value);
        self
    }

    /// What was said of a name last.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let mut said = self.0.iter().rev();
        said.find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// A value that can be read.
    pub(super) fn read<T: FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        let read = |value: &str| value.parse().map_err(|_| fault(name, value));
        self.text(name).map(read).transpose()
    }

    /// A list of numbers.
    pub(super) fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, String> {
        let read = |values: &str| {
            let number = |value: &str| number(name, value);
            values.split(',').map(number).collect()
        };
        self.text(name).map(read).transpose()
    }

    /// The single entries of a list that were changed, such as `w1` or `w01`: letter, row and column, value.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<(Entry, f64), String>> + '_ {
        let entry = |(name, value): &(String, String)| {
            let entry = weight(name)?;
            Some(number(name, value).map(|value| (entry, value)))
        };
        self.0.iter().filter_map(entry)
    }

    /// Nothing may be said of a name that is not among these.
    pub(super) fn speaks_only_of(&self, known: &[&str]) -> Result<(), String> {
        let unknown = |(name, _): &&(String, String)| {
            !known.contains(&name.as_str()) && weight(name).is_none()
        };
        match self.0.iter().find(unknown) {
            None => Ok(()),
            Some((name, _)) => Err(format!("nothing here is called {name:?}")),
        }
    }
}

/// An entry of a list or a matrix: w₁ is ('w', 1, none), v₁₀ is ('v', 1, 0).
pub(super) type Entry = (char, usize, Option<usize>);

/// The entry that a name means, as in `w1`, `v10` or `w3,12`.
fn weight(name: &str) -> Option<Entry> {
    let letter = name
        .chars()
        .next()
        .filter(|letter| "wvx".contains(*letter))?;
    let index = &name[1..];
    let number = |text: &str| text.parse::<usize>().ok();
    match index.split_once(',') {
        Some((row, column)) => Some((letter, number(row)?, Some(number(column)?))),
        None if index.len() == 2 => {
            Some((letter, number(&index[..1])?, Some(number(&index[1..])?)))
        }
        None => Some((letter, number(index)?, None)),
    }
}

fn fault(name: &str, value: &str) -> String {
    format!("{name} cannot be {value:?}")
}

fn number(name: &str, value: &str) -> Result<f64, String> {
    let number: Option<f64> = value.parse().ok();
    number
        .filter(|number| number.abs() <= FARTHEST)
        .ok_or_else(|| fault(name, value))
}

/// A list as an address has it, to the last bit.
pub(super) fn list(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    numbers.join(",")
}

/// The place of a name among the four.
pub(super) fn panel(state: &State) -> Result<Option<Panel>, String> {
    let Some(word) = state.text("place") else {
        return Ok(None);
    };
    let found = Panel::ALL
        .into_iter()
        .find(|panel| panel_word(*panel) == word);
    found.map(Some).ok_or_else(|| fault("place", word))
}

/// What a place is called.
pub(super) fn panel_word(panel: Panel) -> &'static str {
    match panel {
        Panel::Where => "where",
        Panel::What => "what",
        Panel::Does => "does",
        Panel::When => "when",
    }
}

/// The dashboard of a chapter in a state.
///
/// # Errors
/// One sentence about the first word that cannot be.
///
/// ```
/// use nn28::equation::Chapter;
/// use nn28::stage::{Stage, restored};
/// let neuron = restored(Chapter::Neuron, &"w=3,1,2;x=0,0".parse()?)?;
/// assert!(neuron.command().contains("--w=3,1,2"));
/// assert_eq!(restored(Chapter::Neuron, &"q=3".parse()?).err(), Some("nothing here is called \"q\"".to_owned()));
/// # Ok::<(), String>(())
/// ```
pub fn restored(chapter: Chapter, state: &State) -> Result<Box<dyn Stage>, String> {
    if chapter == Chapter::Neuron {
        return Ok(Box::new(Neuron::of_state(state)?));
    }
    state.speaks_only_of(&WORDS)?;
    let experiment = experiment(state)?;
    let steps = state.read("steps")?.unwrap_or(0);
    Ok(match chapter {
        Chapter::Neuron | Chapter::Network => {
            Box::new(Network::new(experiment, steps).in_state(state)?)
        }
        Chapter::NumericalGradient => {
            Box::new(NumericalGradient::new(experiment, steps, &[]).in_state(state)?)
        }
        Chapter::Backprop => Box::new(Backprop::new(experiment, steps, &[]).in_state(state)?),
    })
}

/// What there is to say of the three stages that work on data.
const WORDS: [&str; 23] = [
    "data",
    "scale",
    "train-fraction",
    "shuffle",
    "seed",
    "hidden",
    "init",
    "learning-rate",
    "epsilon",
    "difference",
    "update",
    "w",
    "v",
    "steps",
    "by-hand",
    "sample",
    "weight",
    "second",
    "number",
    "done",
    "equation",
    "view",
    "place",
];

/// What a experiment has to say.
pub(super) fn of_experiment(experiment: &Experiment) -> State {
    let (setup, usual) = (&experiment.setup, Setup::default());
    let mut state = State::default();
    let differs = |one: f64, other: f64| one.to_bits() != other.to_bits();
    state.say("data", &experiment.set().name);
    state.say_if(setup.scale != usual.scale, "scale", setup.scale);
    state.say_if(
        differs(setup.train_fraction, usual.train_fraction),
        "train-fraction",
        setup.train_fraction,
    );
    state.say_if(!setup.shuffle, "shuffle", "no");
    state.say("seed", setup.seed);
    state.say("hidden", setup.hidden);
    state.say_if(setup.init != usual.init, "init", setup.init);
    state.say("learning-rate", setup.learning_rate);
    state.say_if(
        differs(setup.epsilon, usual.epsilon),
        "epsilon",
        setup.epsilon,
    );
    state.say_if(
        setup.difference != usual.difference,
        "difference",
        setup.difference,
    );
    state.say_if(setup.update != usual.update, "update", setup.update);
    let parameters = experiment.parameters();
    if *parameters != Parameters::from(experiment.start()) && carries_weights(experiment) {
        let (w, v) = parameters.values.split_at(parameters.shape.w());
        state.say("w", list(w));
        state.say("v", list(v));
    }
    state.say_if(
        experiment.sample_number() != 0,
        "sample",
        experiment.sample_number(),
    );
    state
}

/// Whether an address has room for all weights.
pub(super) fn carries_weights(experiment: &Experiment) -> bool {
    experiment.shape().parameters() <= MAX_WEIGHTS
}

fn experiment(state: &State) -> Result<Experiment, String> {
    let usual = Setup::default();
    let setup = Setup {
        scale: state.read::<Scale>("scale")?.unwrap_or(usual.scale),
        train_fraction: state
            .read("train-fraction")?
            .unwrap_or(usual.train_fraction),
        shuffle: yes_or_no(state, "shuffle")?.unwrap_or(usual.shuffle),
        seed: state.read("seed")?.unwrap_or(usual.seed),
        hidden: state.read("hidden")?.unwrap_or(usual.hidden),
        init: state.read::<Init>("init")?.unwrap_or(usual.init),
        learning_rate: state.read("learning-rate")?.unwrap_or(usual.learning_rate),
        epsilon: state.read("epsilon")?.unwrap_or(usual.epsilon),
        difference: state
            .read::<Difference>("difference")?
            .unwrap_or(usual.difference),
        update: state.read::<Update>("update")?.unwrap_or(usual.update),
        // A dashboard trains on one thread.
        threads: usual.threads,
    };
    if !(1..=MAX_HIDDEN).contains(&setup.hidden) {
        return Err(fault("hidden", &setup.hidden.to_string()));
    }
    if setup.learning_rate.is_nan() || setup.learning_rate.abs() > FARTHEST {
        return Err(fault("learning-rate", &setup.learning_rate.to_string()));
    }
    if !(setup.epsilon > 0.0 && setup.epsilon <= 1.0) {
        return Err(fault("epsilon", &setup.epsilon.to_string()));
    }
    let name = state.text("data").unwrap_or("clusters");
    if !data::NAMES.contains(&name) {
        return Err(fault("data", name));
    }
    let set = data::load(name, setup.seed).map_err(|error| error.to_string())?;
    let mut experiment = Experiment::new(set, setup, None).map_err(|error| error.to_string())?;
    take_weights(state, &mut experiment)?;
    experiment.choose_sample(state.read("sample")?.unwrap_or(0));
    Ok(experiment)
}

/// Put the weights of a state in place of those that were drawn.
fn take_weights(state: &State, experiment: &mut Experiment) -> Result<(), String> {
    let shape = experiment.shape();
    let mut values = experiment.parameters().values.clone();
    for (name, from, count) in [("w", 0, shape.w()), ("v", shape.w(), shape.v())] {
        let Some(numbers) = state.numbers(name)? else {
            continue;
        };
        if numbers.len() != count {
            return Err(format!("{name} has {} numbers, not {count}", numbers.len()));
        }
        values[from..from + count].copy_from_slice(&numbers);
    }
    for entry in state.entries() {
        let (entry, value) = entry?;
        let place = place_of(shape, entry)
            .ok_or_else(|| format!("this network has no such weight as {entry:?}"))?;
        values[place] = value;
    }
    experiment.set_parameters(Parameters { shape, values });
    Ok(())
}

/// Where an entry stands in the list of all weights.
fn place_of(shape: Shape, (letter, row, column): Entry) -> Option<usize> {
    let column = column?;
    (0..shape.parameters()).find(|place| shape.position(*place) == (letter, row, column))
}

pub(super) fn yes_or_no(state: &State, name: &str) -> Result<Option<bool>, String> {
    match state.text(name) {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(other) => Err(fault(name, other)),
    }
}

/// The equation that a state names.
pub(super) fn equation(state: &State) -> Result<Option<Number>, String> {
    state.read("equation")
}

/// The place of a state's picture among the names of all.
pub(super) fn view(state: &State, names: &[&str]) -> Result<Option<usize>, String> {
    let Some(word) = state.text("view") else {
        return Ok(None);
    };
    let found = names.iter().position(|name| *name == word);
    found.map(Some).ok_or_else(|| fault("view", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_weights_are_told_from_other_words() {
        assert_eq!(weight("w1"), Some(('w', 1, None)));
        assert_eq!(weight("v10"), Some(('v', 1, Some(0))));
        assert_eq!(weight("w3,12"), Some(('w', 3, Some(12))));
        for other in ["w", "view", "x", "weight", "wé1"] {
            assert_eq!(weight(other), None, "{other}");
        }
    }

    #[test]
    fn other_data_leave_no_weights_behind() {
        let state: State = "data=clusters;w=1,2;v00=3;steps=4;view=cost"
            .parse()
            .expect("words");
        assert_eq!(
            state.with("data", "iris").to_string(),
            "data=clusters;view=cost;data=iris"
        );
    }
}
