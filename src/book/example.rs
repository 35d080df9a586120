//! The numbers that a page shows an equation with.

use std::collections::BTreeMap;

use super::number::Precision;
use crate::equation::Context;
use crate::model::network::{eq07_softmax, forward, log_softmax};

/// The keys of the numbers, each with its option of `nn28 equation`, which has none for a and t.
const KEYS: [(&str, &str); 10] = [
    ("w", "--w="),
    ("x", "--x="),
    ("k", "--k "),
    ("j", "--j "),
    ("i", "--i "),
    ("n", "--sample "),
    ("epsilon", "--epsilon "),
    ("learning_rate", "--learning-rate "),
    ("a", ""),
    ("t", ""),
];

/// The worked example, with the numbers of a page in place of its own.
pub(super) struct Example {
    pub(super) context: Context,
    /// The options of `nn28 equation` that give the same numbers, each after a blank.
    pub(super) arguments: String,
    /// Whether the page gives the output sums.
    pub(super) has_sums: bool,
    /// Whether the page gives the targets.
    pub(super) has_targets: bool,
    pub(super) precision: Precision,
}

/// The values of a page as it writes them, by their keys.
type Given<'a> = BTreeMap<&'a str, &'a str>;

impl Example {
    /// Reads arguments such as `w=-2,1,2 x=0,0 digits=2`.
    pub(super) fn parse(arguments: &str) -> Result<Self, String> {
        let mut digits = Precision::default();
        let mut given = Given::new();
        for argument in arguments.split_whitespace() {
            let (key, value) = key_and_value(argument)?;
            if let Some(wanted) = precision(key, value)? {
                digits = wanted;
            } else if KEYS.iter().any(|(known, _)| *known == key) {
                given.insert(key, value);
            } else {
                let keys = KEYS.map(|(known, _)| known).join(", ");
                return Err(format!(
                    "unknown argument {key:?} (expected {keys}, digits or scientific)"
                ));
            }
        }
        let option = |(key, option): (&str, &str)| {
            let value = given.get(key).filter(|_| !option.is_empty())?;
            Some(format!(" {option}{value}"))
        };
        Ok(Self {
            context: context(&given)?,
            arguments: KEYS.into_iter().filter_map(option).collect(),
            has_sums: given.contains_key("a"),
            has_targets: given.contains_key("t"),
            precision: digits,
        })
    }

    /// A fault if the page gives output sums for what needs the network below them.
    pub(super) fn refuse_sums(&self, name: &str) -> Result<(), String> {
        let refusal = || format!("{name} is not a matter of the output sums alone and takes no a");
        (!self.has_sums).then_some(()).ok_or_else(refusal)
    }
}

/// Reads the value of a key; both are for the message of a fault.
type Read<T> = fn(&str, &str) -> Result<T, String>;

fn context(given: &Given<'_>) -> Result<Context, String> {
    let mut context = with_neuron(Context::worked_example(), given)?;
    let indices = &mut context.indices;
    indices.k = find(given, "k", count)?.unwrap_or(indices.k);
    indices.j = find(given, "j", count)?.unwrap_or(indices.j);
    indices.i = find(given, "i", count)?.unwrap_or(indices.i);
    context.epsilon = find(given, "epsilon", number)?.unwrap_or(context.epsilon);
    context.learning_rate = find(given, "learning_rate", number)?.unwrap_or(context.learning_rate);
    if let Some(n) = find(given, "n", count)? {
        let sample = context.samples.get(n).ok_or_else(|| {
            let last = context.samples.len() - 1;
            format!("sample n = {n} is out of range: the samples run from 0 to {last}")
        })?;
        context.pass = forward(&context.network, &sample.x);
        context.n = n;
    }
    let classes = context.network.classes();
    if let Some(t) = outputs(given, "t", classes)? {
        context.samples[context.n].t = t;
    }
    if let Some(a) = outputs(given, "a", classes)? {
        context.pass.y = eq07_softmax(&a);
        context.pass.log_y = log_softmax(&a);
        context.pass.a = a;
    }
    Ok(context)
}

fn find<T>(given: &Given<'_>, key: &str, read: Read<T>) -> Result<Option<T>, String> {
    given.get(key).map(|value| read(key, value)).transpose()
}

fn outputs(given: &Given<'_>, key: &str, classes: usize) -> Result<Option<Vec<f64>>, String> {
    match find(given, key, numbers)? {
        Some(found) if found.len() != classes => Err(format!(
            "{key} needs {classes} numbers, one for each output, but has {}",
            found.len()
        )),
        found => Ok(found),
    }
}

/// The precision that an argument asks for, if it is about that.
pub(super) fn precision(key: &str, value: &str) -> Result<Option<Precision>, String> {
    Ok(match key {
        "digits" => Some(Precision::Decimals(count(key, value)?.min(17))),
        "scientific" => Some(Precision::Scientific(count(key, value)?.min(17))),
        _ => None,
    })
}

pub(super) fn key_and_value(argument: &str) -> Result<(&str, &str), String> {
    argument.split_once('=').ok_or_else(|| {
        format!("malformed argument {argument:?} (expected KEY=VALUE, as in w=-2,1,2)")
    })
}

/// Weights, which end with the bias, and inputs, which are given without and get a 1.
fn with_neuron(context: Context, given: &Given<'_>) -> Result<Context, String> {
    match (find(given, "w", numbers)?, find(given, "x", numbers)?) {
        (None, None) => Ok(context),
        (Some(w), Some(mut x)) if w.len() == x.len() + 1 => {
            x.push(1.0);
            Ok(context.with_neuron(w, x))
        }
        (Some(w), Some(x)) => Err(format!(
            "{} weights, the bias last, need {} inputs, but x has {}",
            w.len(),
            w.len() - 1,
            x.len()
        )),
        _ => Err("w and x are given together or not at all".to_owned()),
    }
}

fn numbers(key: &str, value: &str) -> Result<Vec<f64>, String> {
    let number = |text: &str| {
        let number = text.parse().ok().filter(|value: &f64| value.is_finite());
        number.ok_or_else(|| malformed(key, value, &format!("{text:?} is not a finite number")))
    };
    value.split(',').map(number).collect()
}

fn number(key: &str, value: &str) -> Result<f64, String> {
    match numbers(key, value)?.as_slice() {
        [number] => Ok(*number),
        _ => Err(malformed(key, value, "expected one number")),
    }
}

fn count(key: &str, value: &str) -> Result<usize, String> {
    let count = value.parse();
    count.map_err(|_| malformed(key, value, "expected a whole number"))
}

fn malformed(key: &str, value: &str, reason: &str) -> String {
    format!("malformed argument {key}={value} ({reason})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_under_an_equation_gives_the_same_numbers() {
        let text = "n=2 w=-2,1,2 x=0.5,1 k=1 digits=3 epsilon=1e-5 learning_rate=0.25 t=1,0,0";
        assert_eq!(
            Example::parse(text).expect("sound arguments").arguments,
            " --w=-2,1,2 --x=0.5,1 --k 1 --sample 2 --epsilon 1e-5 --learning-rate 0.25"
        );
    }
}
