//! The words of a diagnosis: cases, places, letters and numbers.

use super::evidence::Place;
use crate::exercise::{Answer, Blank, Kind};

/// A case as the place of an observation.
pub(in crate::exercise) fn in_case(kind: Kind) -> String {
    match kind {
        Kind::Worked => "in the worked example".into(),
        Kind::Sizes => "with other sizes".into(),
        Kind::Soft => "with soft targets".into(),
        Kind::AnyTargets => "with targets that do not sum to 1".into(),
        Kind::Seed(seed) => format!("in the case of seed {seed}"),
        Kind::Far => "where sums are large".into(),
    }
}

/// A call as the place of an observation: its case, and its place in it.
pub(in crate::exercise) fn place(kind: Kind, at: &str) -> String {
    let case = in_case(kind);
    let is_phrase = ["along ", "at ", "where "]
        .iter()
        .any(|word| at.starts_with(word));
    match at {
        "" => case,
        at if is_phrase => format!("{case}, {at}"),
        at => format!("{case}, at {at}"),
    }
}

/// The text with a capital in front, unless it begins with a letter of the equations.
pub(in crate::exercise) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some('a'..='z')) => {
            String::from(first.to_ascii_uppercase()) + letters.as_str()
        }
        _ => text.to_owned(),
    }
}

/// The text to follow a colon.
pub(super) fn clause(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some('a'..='z')) => {
            String::from(first.to_ascii_lowercase()) + letters.as_str()
        }
        _ => text.to_owned(),
    }
}

/// One number of an answer by its name; empty if the answer has no other.
pub(in crate::exercise) fn entry(blank: &Blank, answer: &Answer, place: Place) -> String {
    let (part, row, column) = place;
    let rows = answer.parts.get(part).map_or(0, Vec::len);
    let columns = answer
        .parts
        .get(part)
        .and_then(|rows| rows.get(row))
        .map_or(0, Vec::len);
    let name = part_name(blank, part);
    match (name.is_empty(), rows > 1) {
        (true, true) => format!("row {row}, column {column}"),
        (false, true) => format!("row {row}, column {column} of {name}"),
        (false, false) if columns > 1 => format!("{name}{}", low_digits(column)),
        (true, false) if columns > 1 => format!("{} = {column}", index_of_vector(blank, part)),
        _ => name,
    }
}

/// The index that counts the numbers of a vector, or a word for it.
pub(super) fn index_of_vector(blank: &Blank, part: usize) -> String {
    match (blank.over, blank.parts.get(part).copied()) {
        (Some(letter), _) => letter.to_string(),
        (None, Some("b" | "z")) => "j".into(),
        (None, Some("a" | "y" | "log y")) => "k".into(),
        (None, _) => "index".into(),
    }
}

/// A part of an answer by its name; a part of a gradient is a slope along it.
pub(super) fn part_name(blank: &Blank, part: usize) -> String {
    let name = blank.parts.get(part).copied().unwrap_or_default();
    let error = if blank.parameters.contains(&"sample") {
        "Eₙ"
    } else {
        "E"
    };
    if blank.name.ends_with("gradient") && !name.is_empty() {
        format!("∂{error}/∂{name}")
    } else {
        name.to_owned()
    }
}

/// A parameter as the equations write it.
pub(super) fn letter(parameter: &str) -> &str {
    match parameter {
        "epsilon" => "ε",
        "learning_rate" => "α",
        "error_by_a" => "∂E_n/∂a_k",
        "a_by_z" => "∂a_k/∂z_j",
        "z_by_b" => "∂z_j/∂b_j",
        "b_by_w" => "∂b_j/∂w_ji",
        name => name,
    }
}

/// An index below the line.
pub(super) fn low_digits(index: usize) -> String {
    let low = |digit: char| char::from_u32('₀' as u32 + digit.to_digit(10).unwrap_or(0));
    index.to_string().chars().filter_map(low).collect()
}

/// A list with "and" before its last word.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number with four decimals, or with a power of ten where those would not show it.
pub(super) fn number(number: f64) -> String {
    with_digits(number, 4)
}

/// Two numbers with as many digits as it takes to tell them apart.
pub(super) fn pair(one: f64, other: f64) -> (String, String) {
    let both = |digits| (with_digits(one, digits), with_digits(other, digits));
    let differ = |(one, other): &(String, String)| one != other;
    (4..16).map(both).find(differ).unwrap_or_else(|| both(16))
}

fn with_digits(number: f64, digits: usize) -> String {
    let text = match number.abs() {
        _ if number.is_nan() => "NaN".into(),
        size if size.is_infinite() => if number > 0.0 { "∞" } else { "-∞" }.into(),
        size if size < f64::MIN_POSITIVE => "0".into(),
        size if (1e-3..1e6).contains(&size) => format!("{number:.digits$}"),
        _ => format!("{number:.digits$e}"),
    };
    text.replace('-', "−")
}

/// A factor with as few digits as show it.
pub(super) fn factor(factor: f64) -> String {
    let text = number(factor);
    match text.split_once('.') {
        Some(_) if !text.contains('e') => {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text,
    }
}
