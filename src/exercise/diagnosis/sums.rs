//! Numbers that should have one sum in every case: shares sum to 1, and what one class gains the others lose.

use super::evidence::{Evidence, Point, Tried};
use super::words;

/// Sums of an answer: those of its rows, or those of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Along {
    Row,
    Column,
}

/// The first sum that is another than the one that is right everywhere: of the numbers, or of their exponentials.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    let plain: fn(f64) -> f64 = |number| number;
    let sums = [
        (Along::Row, "", plain),
        (Along::Row, "the exponentials of ", f64::exp),
        (Along::Column, "", plain),
    ];
    let mut sums = sums.into_iter();
    sums.find_map(|(along, name, function)| of(evidence, along, name, function))
}

fn of(evidence: &Evidence, along: Along, name: &str, function: fn(f64) -> f64) -> Option<String> {
    let sums = |tried, point| sums(tried, point, along, function);
    let (tried, point) = evidence.iter().next()?;
    let (_, right) = sums(tried, point)?;
    let mut wrong = None;
    for (tried, point) in evidence.iter() {
        let (found, expected) = sums(tried, point)?;
        let slack = 1e3 * point.slack + 1e-9;
        if (expected - right).abs() > slack {
            return None;
        }
        if wrong.is_none() && (found - right).abs() > slack.max(1e-6) {
            wrong = Some((tried, point, found));
        }
    }
    let (tried, point, found) = wrong?;
    let place = words::place(tried.case.kind, &tried.call.at);
    let (found, right) = (words::number(found), words::factor(right));
    let all = words::sentence(&format!("{name}all numbers of an answer"));
    Some(match along {
        Along::Row => format!("{all} should sum to {right}; {place}, they sum to {found}."),
        Along::Column => {
            let (_, _, column) = point.place;
            format!("Each column should sum to {right}; {place}, column {column} sums to {found}.")
        }
    })
}

/// The sum over the row or the column of a number: of what was found, and of what is expected.
fn sums(
    tried: &Tried,
    point: &Point,
    along: Along,
    function: fn(f64) -> f64,
) -> Option<(f64, f64)> {
    let (part, row, column) = point.place;
    let is_beside = |other: &&Point| {
        let (its_part, its_row, its_column) = other.place;
        let is_there = match along {
            Along::Row => its_row == row,
            Along::Column => its_column == column,
        };
        its_part == part && is_there
    };
    let (mut found, mut expected, mut count) = (0.0, 0.0, 0);
    for other in tried.points.iter().filter(is_beside) {
        found += function(other.found);
        expected += function(other.expected);
        count += 1;
    }
    (count > 1).then_some((found, expected))
}
