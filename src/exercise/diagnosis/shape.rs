//! Answers with too many or too few numbers.

use super::evidence::Tried;
use super::words;
use crate::exercise::{Answer, Blank};

/// The first call whose answer has not the shape that is expected.
pub(super) fn seen(blank: &Blank, tried: &[Tried]) -> Option<String> {
    let failed = tried.iter().find(|tried| !tried.has_shape())?;
    let place = words::place(failed.case.kind, &failed.call.at);
    let said = of_answer(blank, &failed.found, &failed.call.expected);
    Some(format!("{}: {said}.", words::sentence(&place)))
}

fn of_answer(blank: &Blank, found: &Answer, expected: &Answer) -> String {
    let (found, expected) = (found.shape(), expected.shape());
    if found.is_empty() {
        return "no number at all".into();
    }
    if found.len() != expected.len() {
        return format!(
            "{}, but {} are expected",
            count(found.len(), "part"),
            expected.len()
        );
    }
    let differ = found
        .iter()
        .zip(&expected)
        .position(|(found, expected)| found != expected);
    let part = differ.unwrap_or_default();
    let name = words::part_name(blank, part);
    let said = of_part(blank, part, &found[part], &expected[part]);
    if name.is_empty() {
        said
    } else {
        format!("{name} has {said}")
    }
}

/// The shapes of a part as the lengths of their rows.
fn of_part(blank: &Blank, part: usize, found: &[usize], expected: &[usize]) -> String {
    let columns = |rows: &[usize]| rows.first().copied().unwrap_or_default();
    let is_even = found.iter().all(|length| *length == columns(found));
    let (rows, wanted) = (
        (found.len(), columns(found)),
        (expected.len(), columns(expected)),
    );
    if let ([found], [expected]) = (found, expected) {
        let has_bias = blank.parts.get(part) == Some(&"z") || blank.over == Some('j');
        let bias = match expected.checked_sub(*found) {
            Some(1) if has_bias => ": the 1 of the bias is missing",
            _ => "",
        };
        let are = if *expected == 1 { "is" } else { "are" };
        return format!(
            "{}, but {} {are} expected{bias}",
            count(*found, "number"),
            spelled(*expected)
        );
    }
    if found.is_empty() {
        return format!("no rows, but {} are expected", spelled(wanted.0));
    }
    if !is_even {
        return "rows of different lengths".into();
    }
    let exchanged = if rows == (wanted.1, wanted.0) {
        ": rows and columns are exchanged"
    } else if rows.0 == wanted.0 && rows.1 + 1 == wanted.1 {
        ": the last column is missing, that of the bias"
    } else {
        ""
    };
    let size =
        |(rows, columns)| format!("{} with {}", count(rows, "row"), count(columns, "column"));
    format!(
        "{}, but {} are expected{exchanged}",
        size(rows),
        size(wanted)
    )
}

fn count(number: usize, of: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {of}{plural}", spelled(number))
}

/// Small numbers in words.
fn spelled(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).into())
}
