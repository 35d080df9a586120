//! Observations about the numbers as they are: not numbers, nearly right, or only wrong.

use super::evidence::{Evidence, Point, Tried};
use super::words;

/// Answers that are NaN or infinite.
pub(super) fn not_finite(evidence: &Evidence) -> Option<String> {
    let is_odd = |point: &Point| !point.found.is_finite() && point.expected.is_finite();
    let (tried, first) = evidence.iter().find(|(_, point)| is_odd(point))?;
    let count = evidence.iter().filter(|(_, point)| is_odd(point)).count();
    let what = words::number(first.found);
    if count == evidence.points.len() {
        return Some(format!("{} {what} in every case.", evidence.subject()));
    }
    let why = match first.found {
        found if found.is_nan() => "0/0, ∞ − ∞, or the logarithm or root of a negative number?",
        f64::NEG_INFINITY => "the logarithm of 0?",
        _ => "a division by 0?",
    };
    let place = words::place(tried.case.kind, &tried.call.at);
    let entry = words::entry(evidence.blank, &tried.call.expected, first.place);
    let entry = if entry.is_empty() { "it".into() } else { entry };
    Some(format!("{place}, {entry} is {what}: {why}")).map(|text| words::sentence(&text))
}

/// Right but for its last digits, everywhere.
pub(super) fn measured(evidence: &Evidence) -> Option<String> {
    let mut largest: f64 = 0.0;
    for (_, point) in evidence.wrong() {
        if !point.has_size() {
            return None;
        }
        largest = largest.max((point.found / point.expected - 1.0).abs());
    }
    let digits = -largest.log10().ceil();
    (largest < 1e-3 && evidence.is_enough()).then(|| {
        format!(
            "Only the first {digits:.0} digits are right: is it measured and not computed, or is a number rounded, or are digits lost?"
        )
    })
}

/// Nothing but the first number that is wrong, and to which side all of them are.
pub(super) fn numbers(evidence: &Evidence) -> String {
    let Some((tried, point)) = evidence.wrong().next() else {
        return String::new();
    };
    let (found, expected) = words::pair(point.found, point.expected);
    let place = words::place(tried.case.kind, &tried.call.at);
    let entry = words::entry(evidence.blank, &tried.call.expected, point.place);
    let here = if entry.is_empty() {
        format!("{place}, it is")
    } else {
        format!("{place}, {entry}:")
    };
    let side = side(evidence).map_or(String::new(), |side| format!("{side}: "));
    words::sentence(&format!(
        "{side}{here} {found}, and {expected} is expected."
    ))
}

/// The side to which every number errs.
fn side(evidence: &Evidence) -> Option<&'static str> {
    let all = |errs: &dyn Fn(&Tried, &Point) -> bool| {
        evidence.is_enough() && evidence.wrong().all(|(tried, point)| errs(tried, point))
    };
    if all(&|_, point| point.found * point.expected < 0.0) {
        Some("the sign is wrong in every case")
    } else if all(&|_, point| point.found > point.expected) {
        Some("too large in every case")
    } else if all(&|_, point| point.found < point.expected) {
        Some("too small in every case")
    } else {
        None
    }
}
