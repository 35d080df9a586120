//! Drawn numbers, and the mistakes of the table at these numbers.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::{Field, Question, Right, Subject, Wrong};
use crate::exercise::blanks;
use crate::exercise::value::{Answer, Argument};

/// A number with one decimal, from `least` to `most` tenths in size, with either sign.
pub fn tenths(numbers: &mut ChaCha8Rng, least: i32, most: i32) -> f64 {
    let sign = if numbers.random_bool(0.5) { 1.0 } else { -1.0 };
    sign * f64::from(numbers.random_range(least..=most)) / 10.0
}

pub fn row(numbers: &mut ChaCha8Rng, count: usize, least: i32, most: i32) -> Vec<f64> {
    (0..count).map(|_| tenths(numbers, least, most)).collect()
}

/// Targets of which one is 1.
pub fn one_hot(numbers: &mut ChaCha8Rng, classes: usize) -> Vec<f64> {
    let target = numbers.random_range(0..classes);
    (0..classes)
        .map(|k| f64::from(u8::from(k == target)))
        .collect()
}

/// A number as a question shows it, with one decimal.
pub fn shown(number: f64) -> String {
    format!("{number:.1}").replace('-', "−")
}

/// Numbers in parentheses: (0.5, −1.2, 1).
pub fn list(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| shown(*number)).collect();
    format!("({})", numbers.join(", "))
}

/// A number with four decimals, for the way to an answer.
pub fn exact(number: f64) -> String {
    format!("{number:.4}").replace('-', "−")
}

pub fn exact_list(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| exact(*number)).collect();
    numbers.join(", ")
}

pub fn field(name: impl Into<String>, value: f64) -> Field {
    Field {
        name: name.into(),
        right: Right::Number(value),
    }
}

pub fn word(name: impl Into<String>, right: usize, words: &'static [&'static str]) -> Field {
    Field {
        name: name.into(),
        right: Right::Word { right, words },
    }
}

pub fn wrong(name: &'static str, values: Vec<f64>, symptom: &str, cause: &str) -> Wrong {
    Wrong {
        name,
        values,
        symptom: symptom.to_owned(),
        cause: cause.to_owned(),
    }
}

/// The mistakes of a function of the table, each with the values that it gives at these arguments. Values that `pick` cannot make are
/// left out.
pub fn of_table(
    function: &str,
    arguments: &[Argument],
    pick: impl Fn(&Answer) -> Option<Vec<f64>>,
) -> Vec<Wrong> {
    let faults = blanks().filter(|blank| blank.name == function);
    let faults = faults.flat_map(|blank| blank.faults);
    let value = |fault: &'static super::super::Fault| {
        let values = pick(&fault.body.call(arguments))?;
        Some(wrong(fault.name, values, fault.symptom, fault.cause))
    };
    faults.filter_map(value).collect()
}

/// The number of an answer that is one.
pub fn single(answer: &Answer) -> Option<f64> {
    match answer.numbers()[..] {
        [number] => Some(number),
        _ => None,
    }
}

/// A question about numbers.
pub fn question(text: String, fields: Vec<Field>, wrong: Vec<Wrong>, way: String) -> Question {
    Question {
        text,
        fields,
        wrong,
        way,
        carried: 1.01,
        subject: Subject::Numbers,
    }
}
