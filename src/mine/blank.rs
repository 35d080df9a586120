//! The texts of the reader's files: the blanks, cut from the sources of `model`, and what is given.

use std::fmt::Write as _;

use crate::exercise::{self, Blank, Exercise, cases};
use crate::source::piece;

/// The columns of a documentation.
const WIDTH: usize = 96;

/// The sources of `model`: the name of each file, and its text.
pub(super) const MODEL: [(&str, &str); 8] = [
    ("mod", include_str!("../model/mod.rs")),
    ("neuron", include_str!("../model/neuron.rs")),
    ("network", include_str!("../model/network.rs")),
    ("error", include_str!("../model/error.rs")),
    (
        "numerical_gradient",
        include_str!("../model/numerical_gradient.rs"),
    ),
    ("backprop", include_str!("../model/backprop.rs")),
    ("training", include_str!("../model/training.rs")),
    ("printed", include_str!("../model/printed.rs")),
];

/// The files with functions to write, in the order of the book.
pub(super) const MODULES: [&str; 6] = [
    "neuron",
    "network",
    "error",
    "numerical_gradient",
    "backprop",
    "training",
];

/// The beginning of paths in the reader's files, whose rooms are not those of this program.
const ROOT: &str = "crate";

/// The names that every file of the reader's has.
const GIVEN: &str =
    "given::{Forward, Gradient, Matrix, Network, Sample, derivative, sample_errors}";

pub(super) const PACKAGE: &str = "\
# Your functions, as a package of its own, so that an editor knows them. nn28 does not call cargo here.
[package]
name = \"mine\"
version = \"0.1.0\"
edition = \"2024\"

[workspace]
";

pub(super) const LIBRARY: &str = "\
//! Your functions. Everything here is yours but `given.rs`.
#![allow(dead_code, unused)]
";

/// The beginning of a reader's file: what is in it, and what it may use.
pub(super) fn head(module: &str) -> String {
    let about = model(module).lines().next().unwrap_or_default();
    let mut head = format!(
        "{about}\n//!\n//! Yours: write the bodies. `nn28 check` judges them, `nn28 hint` helps.\n\nuse {ROOT}::{GIVEN};\n"
    );
    for other in MODULES.iter().take_while(|other| **other != module) {
        let names = exercise::blanks().filter(|blank| blank.module == *other);
        let mut names: Vec<&str> = names.map(|blank| blank.name).collect();
        names.sort_unstable();
        if !names.is_empty() {
            head.push_str(&imported(other, &names));
        }
    }
    head
}

/// The line that imports names from a module, as rustfmt writes it.
fn imported(module: &str, names: &[&str]) -> String {
    let names = names.join(", ");
    let line = format!("use {ROOT}::{module}::{{{names}}};\n");
    if line.chars().count() <= 100 {
        return line;
    }
    let names = names + ",";
    let rows = textwrap::wrap(&names, WIDTH);
    let rows = rows.iter().map(|row| format!("    {row}\n"));
    format!(
        "use {ROOT}::{module}::{{\n{}}};\n",
        rows.collect::<String>()
    )
}

pub(super) fn model(module: &str) -> &'static str {
    let found = MODEL.iter().find(|(name, _)| *name == module);
    found.map_or("", |(_, text)| text)
}

/// The function of `model` that a blank is cut from; none for the line of a derivation.
pub(super) fn solution(blank: &Blank) -> Option<String> {
    let source = model(blank.module);
    piece(source, blank.name).map(|piece| piece.text(source))
}

/// The signature of a blank, in one line or in several, without the bracket after it.
pub(super) fn signature(blank: &Blank) -> String {
    if let Some(signature) = blank.signature {
        return signature.to_owned();
    }
    let text = solution(blank).unwrap_or_default();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().skip_while(|line| line.starts_with("//")) {
        lines.push(line.trim_end_matches('{').trim_end());
        if line.ends_with('{') {
            break;
        }
    }
    lines.join("\n")
}

/// The documentation of the model's function, as far as it asks and does not tell: the sentence with the equation, and the parameters.
fn documentation(blank: &Blank) -> String {
    let text = solution(blank).unwrap_or_default();
    let lines = text.lines().map_while(|line| line.strip_prefix("///"));
    let lines = lines.take_while(|line| !line.contains("```"));
    let text: Vec<&str> = lines.map(str::trim).collect();
    let text = text.join("\n");
    let mut paragraphs = text.split("\n\n").map(|one| one.replace('\n', " "));
    let first = paragraphs.next().unwrap_or_default();
    let asks = sentences(&first).into_iter().take(1).collect::<String>();
    let is_asking = |one: &&str| one.starts_with(['`', 'R', 'A']);
    let parameters = paragraphs.filter(|one| one.starts_with('`'));
    let parameters = parameters.map(|one| {
        let kept: Vec<&str> = sentences(&one).into_iter().take_while(is_asking).collect();
        kept.join(" ")
    });
    let parts: Vec<String> = [asks].into_iter().chain(parameters).collect();
    parts.join("\n\n")
}

/// The sentences of a paragraph.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    let ends = |rest: &str| {
        let mut stops = rest.match_indices(". ").map(|(at, _)| at + 1);
        stops.find(|at| rest[at + 1..].starts_with(|c: char| c.is_uppercase() || c == '`'))
    };
    while let Some(end) = ends(rest) {
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    found.push(rest);
    found
}

/// The first number that is asked for in the worked example, with its place.
fn example(blank: &Blank) -> Option<String> {
    let worked = cases().into_iter().next()?;
    let call = (blank.calls)(&worked.context).into_iter().next()?;
    let numbers = call.expected.numbers();
    if numbers.len() > 6 {
        return None;
    }
    let shown = numbers
        .iter()
        .map(|number| format!("{number:.4}").replace('-', "−"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let place = if call.at.is_empty() {
        String::new()
    } else {
        format!(", {}", call.at)
    };
    Some(format!("In the worked example{place}: {shown}."))
}

/// The words of a line in a derivation, which `model` does not have: `eq18_line2_quotient_rule` is "line 2: quotient rule".
fn documentation_of_line(blank: &Blank) -> String {
    let number = blank
        .equation
        .map_or(String::new(), |number| number.to_string());
    let line = blank.name.split_once("line").map_or("", |(_, line)| line);
    let (line, words) = line.split_once('_').unwrap_or((line, ""));
    let words = words.replace('_', " ");
    let has = |one: &&Exercise| one.blanks.iter().any(|other| other.name == blank.name);
    let asks = exercise::all().find(has).map_or("", |one| one.asks);
    format!("Equation {number}, line {line} of its derivation: {words}.\n\n{asks}")
}

/// A blank with an empty line before it.
pub(super) fn blank_text(blank: &Blank) -> String {
    let mut text = documentation(blank);
    if text.is_empty() {
        text = documentation_of_line(blank);
    }
    if let Some(example) = example(blank) {
        text.push_str("\n\n");
        text.push_str(&example);
    }
    let lines = textwrap::wrap(&text, WIDTH);
    let lines = lines.iter().map(|line| format!("/// {line}"));
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    format!("\n{}\n{}\n", lines.join("\n"), code_of_blank(blank))
}

/// A blank with its signature alone.
pub(super) fn code_of_blank(blank: &Blank) -> String {
    let note = blank
        .equation
        .map_or_else(|| blank.name.to_owned(), |number| format!("({number})"));
    format!("{} {{\n    todo!(\"{note}\")\n}}", signature(blank))
}

/// The text of `given.rs`: the types, and two functions that are no exercises.
pub(super) fn given() -> String {
    let mut text = String::from(
        "//! Given: nn28 may write this file anew. Networks, samples, and a derivative by its definition.\n\n",
    );
    let (entropy, forward) = ("error::eq12_cross_entropy", "network::forward");
    let _ = writeln!(text, "use {ROOT}::{entropy};\nuse {ROOT}::{forward};");
    let pieces = [
        ("mod", "Matrix"),
        ("network", "Network"),
        ("network", "impl Network"),
        ("network", "Sample"),
        ("network", "Forward"),
        ("backprop", "Gradient"),
        ("backprop", "derivative"),
        ("error", "sample_errors"),
    ];
    for (module, name) in pieces {
        let source = model(module);
        if let Some(piece) = piece(source, name) {
            let _ = write!(text, "\n{}\n", piece.text(source));
        }
    }
    text
}
