//! The folded line below a paragraph, list or table that quotes runs: their settings, their commands, and what other seeds give.

use std::fmt::Write as _;
use std::ops::Range;

use super::directive::Directive;
use super::equation_card::capitalised;
use super::html;
use super::markdown::{Context, Found};
use super::number::{Precision, number};
use super::runs::{RunNumber, Runs, SEEDS, Spread, spaced};

/// A command of a paragraph, and the numbers of its run that the paragraph shows.
struct Quoted<'a> {
    command: String,
    shown: Vec<(&'a str, Precision)>,
}

/// The folded lines of a page as HTML, each with the offset at which it belongs.
pub(super) fn lines(
    runs: &mut Runs,
    blocks: &[Range<usize>],
    found: &[Found<'_>],
) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    for block in blocks {
        let within = found
            .iter()
            .filter(|found| block.contains(&found.range.start));
        let quoted = quoted(within.filter_map(run_of));
        if !quoted.is_empty() {
            lines.push((block.end, line(runs, &quoted)));
        }
    }
    lines
}

/// The run that a directive asks for, if it is about one.
fn run_of<'a>(found: &Found<'a>) -> Option<RunNumber<'a>> {
    let text = found.text.filter(|_| found.context != Context::Code)?;
    match Directive::parse(text) {
        Ok(Directive::Run(run)) => Some(run),
        _ => None,
    }
}

/// Each command once, in the order of the text.
fn quoted<'a>(runs: impl Iterator<Item = RunNumber<'a>>) -> Vec<Quoted<'a>> {
    let mut all: Vec<Quoted<'a>> = Vec::new();
    for run in runs {
        let command = spaced(run.command);
        let at = all.iter().position(|one| one.command == command);
        let at = at.unwrap_or_else(|| {
            let shown = Vec::new();
            all.push(Quoted { command, shown });
            all.len() - 1
        });
        if all[at].shown.iter().all(|(key, _)| *key != run.key) {
            all[at].shown.push((run.key, run.precision));
        }
    }
    all
}

fn line(runs: &mut Runs, quoted: &[Quoted<'_>]) -> String {
    let plans = quoted.iter().map(|one| runs.plan(&one.command));
    let settings: Vec<Vec<String>> = plans
        .map(|plan| plan.unwrap_or_default().settings)
        .collect();
    let is_common = |said: &&String| settings.iter().all(|other| other.contains(said));
    let common: Vec<&String> = settings.iter().flatten().filter(is_common).collect();
    let count = common.len() / settings.len().max(1);
    let mut out = "<details class=\"runs\"><summary>Get these numbers again</summary>".to_owned();
    let _ = write!(out, "<p>{}</p><ul>", sentence(&common[..count]));
    for (one, settings) in quoted.iter().zip(&settings) {
        let own: Vec<&String> = settings
            .iter()
            .filter(|said| !common.contains(said))
            .collect();
        let own = if own.is_empty() {
            String::new()
        } else {
            sentence(&own) + " "
        };
        let (command, chance) = (in_a_clone(&one.command), chance(runs, one));
        let command = html::escape(&command);
        let _ = write!(
            out,
            "<li>{own}<code class=\"command\">{command}</code>{chance}</li>"
        );
    }
    out + "</ul></details>"
}

/// Settings as a sentence.
fn sentence(settings: &[&String]) -> String {
    let words: Vec<String> = settings.iter().map(|said| html::escape(said)).collect();
    let words = words.join("; ");
    // A letter of the equations stays as it is.
    let words = if words.starts_with('α') {
        words
    } else {
        capitalised(&words)
    };
    if words.is_empty() { words } else { words + "." }
}

/// The command as a reader of a clone types it.
fn in_a_clone(command: &str) -> String {
    let (program, options) = command.split_once(' ').unwrap_or((command, ""));
    let options = format!("{options} --headless --no-figures");
    format!("cargo run --release --bin {program} -- {}", options.trim())
}

/// What other seeds give, in a sentence, where they give something else.
fn chance(runs: &mut Runs, one: &Quoted<'_>) -> String {
    if !runs.is_short(&one.command) {
        return " A long run: other seeds were not tried.".to_owned();
    }
    let (mut said, mut failed) = (Vec::new(), 0);
    for (key, precision) in &one.shown {
        if let Ok(spread) = runs.spread(&one.command, key)
            && spread.varies()
        {
            said.push(format!(
                "{} {}",
                words(key),
                written(spread, *precision, Context::Prose)
            ));
            failed = failed.max(spread.failed);
        }
    }
    if said.is_empty() {
        return String::new();
    }
    let without = match failed {
        0 => String::new(),
        1 => "; with one of them the numbers grow out of bounds".to_owned(),
        count => format!("; with {count} of them the numbers grow out of bounds"),
    };
    let (first, last) = (SEEDS.start(), SEEDS.end());
    format!(" Seeds {first} to {last}: {}{without}.", said.join(", "))
}

/// The name of a number of a run in words.
fn words(key: &str) -> String {
    match key {
        "train_error" => "training error".to_owned(),
        "test_error" => "test error".to_owned(),
        "train_accuracy" => "share of training samples right".to_owned(),
        "test_accuracy" => "share of test samples right".to_owned(),
        other => html::escape(&other.replace('_', " ")),
    }
}

/// The least and the greatest, or one number where they are written the same.
pub(super) fn written(spread: Spread, precision: Precision, context: Context) -> String {
    let [least, most] = [spread.least, spread.most].map(|value| number(value, precision, context));
    let to = match context {
        Context::Maths => r"\text{ to }",
        _ => " to ",
    };
    if least == most {
        least
    } else {
        least + to + &most
    }
}
