//! A verdict in words.

use std::fmt::Write as _;

use super::WIDTH;
use super::asked::Line;
use crate::cli::{escaped_lines, shown};
use crate::exercise::judge::State;
use crate::mine::Report;
use crate::scene::{text, wrap::wrap};

/// The lines that are shown of what a function has printed.
const PRINTED: usize = 5;

/// The word of a state for a reader, with a sign before it.
pub(in crate::cli) const fn headline(state: State) -> &'static str {
    match state {
        State::Right => "✓ right",
        State::Fragile => "✓ right, but fragile",
        State::Blank => "· not written yet",
        State::Wrong => "✗ not right",
        State::DoesNotCompile => "✗ does not compile",
        State::Panicked => "✗ it panicked",
        State::NoAnswer => "✗ no answer in 2 seconds",
        State::Ended => "✗ the program ended",
        State::WrongLength => "✗ another shape",
        State::NoCompiler => "· not judged: there is no Rust compiler",
    }
}

/// The two numbers of a verdict, and where they are.
pub(in crate::cli) fn numbers(report: &Report) -> Option<String> {
    let verdict = &report.verdict;
    let (yours, expected) = (verdict.yours?, verdict.expected?);
    let place = verdict.case.map_or(String::new(), |case| case.to_string());
    let place = [place.as_str(), verdict.at.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let by = report.blank.by;
    let [yours, expected] = [yours, expected].map(|number| text(number, 6));
    Some(format!(
        "{}: yours {yours}, {by} {expected}",
        place.join(", ")
    ))
}

/// The first lines that a reader's function has printed.
pub(in crate::cli) fn printed(report: &Report) -> String {
    let lines: Vec<&str> = report.printed.lines().collect();
    let first = lines
        .iter()
        .take(PRINTED)
        .copied()
        .collect::<Vec<_>>()
        .join("\n");
    let more = match lines.len().saturating_sub(PRINTED) {
        0 => String::new(),
        count => format!("\n… and {count} lines more"),
    };
    format!("Your program printed:\n{}{more}", escaped_lines(&first))
}

/// A verdict in a paragraph.
pub(super) fn told(report: &Report) -> String {
    let (one, blank) = (report.exercise, report.blank);
    let title = Line::of(blank).map_or_else(
        || format!("({}) {}", one.id, one.title),
        |line| line.to_string(),
    );
    let line = report.line.map_or(String::new(), |line| format!(":{line}"));
    let file = shown(&report.file);
    let mut out = format!(
        "{title}: {}\n    {} in {file}{line}\n",
        headline(report.verdict.state),
        blank.name
    );
    let mut say = |said: &str| {
        for row in said.lines().flat_map(|row| wrap(row, WIDTH - 4)) {
            let _ = writeln!(out, "    {row}");
        }
    };
    if let Some(numbers) = numbers(report) {
        say(&numbers);
    }
    if report.verdict.state != State::Blank {
        say(&report.verdict.symptom);
    }
    if !report.printed.is_empty() {
        say(&printed(report));
    }
    if let Some(diagnostic) = &report.diagnostic {
        for row in diagnostic.rendered.lines().skip(1) {
            let _ = writeln!(out, "    {row}");
        }
    }
    out
}
