//! Functions that are right until their numbers are large.

use super::evidence::Tried;
use super::words;
use crate::exercise::judge::Mishap;
use crate::exercise::{Argument, Blank};

/// The observation in a call with large numbers.
pub(in crate::exercise) fn seen(blank: &Blank, failed: &Tried) -> String {
    let place = near(blank, failed);
    let Some(point) = failed.first_wrong() else {
        return format!("Right, but with another number of answers {place}.");
    };
    let (found, expected) = words::pair(point.found, point.expected);
    let is_infinite = |argument: &Argument| match argument {
        Argument::Numbers(numbers) => numbers.iter().any(|number| number.is_infinite()),
        _ => false,
    };
    let why = match point.found {
        found if found.is_nan() && failed.call.arguments.iter().any(is_infinite) => {
            ": log 0 is −∞, and 0 · ∞ is NaN. Here 0 · log 0 counts as 0."
        }
        found if found.is_nan() => {
            ": exp of such a number is larger than any number there is, and ∞/∞ and ∞ − ∞ are NaN."
        }
        f64::INFINITY => ": exp of such a number is larger than any number there is.",
        f64::NEG_INFINITY => ": the logarithm is taken of a share that is too small for a number.",
        _ => {
            return format!(
                "Right, but {found} in place of {expected} {place}: does a difference of nearly equal numbers lose its digits?"
            );
        }
    };
    format!("Right, but {found} {place}{why}")
}

/// The observation where a call has no value; none if it says nothing about large numbers.
pub(in crate::exercise) fn stopped(mishap: &Mishap) -> Option<String> {
    match mishap {
        Mishap::Panicked { message, line } => {
            let line = line.map_or(String::new(), |line| format!(" in line {line}"));
            Some(format!("it panics{line}: {message}"))
        }
        Mishap::NoAnswer => Some("there is no answer in time".into()),
        Mishap::Ended(how) => Some(format!("the program ended, {how}")),
        Mishap::Blank | Mishap::DoesNotCompile(_) | Mishap::NoCompiler => None,
    }
}

/// The size of the numbers, where they are arguments themselves.
fn near(blank: &Blank, failed: &Tried) -> String {
    let at = failed.call.at.as_str();
    if at.starts_with("at ") || at.starts_with("where ") {
        return at.into();
    }
    let largest = |argument: &Argument| match argument {
        Argument::Number(number) => number.abs(),
        Argument::Numbers(numbers) => numbers
            .iter()
            .fold(0.0, |most, number| number.abs().max(most)),
        _ => 0.0,
    };
    let sizes = failed.call.arguments.iter().map(largest);
    let largest = sizes
        .zip(blank.parameters)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    match largest {
        Some((size, parameter)) if size.is_finite() && size >= 20.0 => {
            format!("where {} is near {size:.0}", words::letter(parameter))
        }
        _ => "where sums are large".into(),
    }
}
