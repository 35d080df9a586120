//! The exercises of the workbook as a page shows them: what they ask, how they are answered, and a sample for readers without a terminal.

use std::fmt::Write as _;

use super::equation_card::capitalised;
use super::html;
use crate::equation::Number;
use crate::exercise::pencil::{self, Pencil, Question, Right};
use crate::exercise::{self, Exercise, formula};
use crate::scene::number::decimals;

/// The seed of the sample question.
const SEED: u64 = 1;

/// An exercise that a page names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    Written(&'static Exercise),
    Pencil(&'static Pencil),
}

impl Named {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Written(one) => one.id,
            Self::Pencil(one) => one.id,
        }
    }

    /// The numbers of the equations that it is about.
    pub(super) fn equations(self) -> Vec<Number> {
        match self {
            Self::Written(one) => {
                let blanks = one.blanks.iter();
                let mut numbers: Vec<Number> = blanks.filter_map(|blank| blank.equation).collect();
                numbers.dedup();
                numbers
            }
            Self::Pencil(one) => one.id.trim_end_matches('p').parse().into_iter().collect(),
        }
    }
}

/// The exercises of some ids; the fault for an unknown one lists them all.
pub(super) fn find(ids: &str) -> Result<Vec<Named>, String> {
    if ids.is_empty() {
        return Err("exercise needs an id or several, as in {{#exercise 28 28p}}".to_owned());
    }
    let named = |id: &str| {
        let pencil = pencil::find(id).map(Named::Pencil);
        let found = pencil.or_else(|| exercise::find(id).map(Named::Written));
        found.ok_or_else(|| {
            let written = exercise::all().map(|one| one.id);
            let all: Vec<&str> = written.chain(pencil::all().map(|one| one.id)).collect();
            format!("unknown exercise {id:?} (expected {})", all.join(", "))
        })
    };
    ids.split_whitespace().map(named).collect()
}

/// A list of exercises, as HTML without a line break. `link` is how the page refers to an equation.
pub(super) fn list(exercises: &[Named], link: &dyn Fn(Number) -> String) -> String {
    let item = |named: &Named| {
        let numbers = named.equations();
        match named {
            Named::Written(one) => item(one.id, one.title, one.asks, &numbers, link) + &ways(one),
            Named::Pencil(one) => item(one.id, one.title, one.asks, &numbers, link) + &sample(one),
        }
    };
    let items = exercises.iter().map(|named| item(named) + "</li>");
    format!("<ul class=\"exercises\">{}</ul>", items.collect::<String>())
}

/// The beginning of an item: its id, title, equations, and task.
fn item(
    id: &str,
    title: &str,
    asks: &str,
    numbers: &[Number],
    link: &dyn Fn(Number) -> String,
) -> String {
    let links: Vec<String> = numbers.iter().map(|number| link(*number)).collect();
    let links = match links.len() {
        0 => String::new(),
        _ => format!(" {}", links.join(", ")),
    };
    let title = html::sentence(&capitalised(title));
    let (id, asks) = (html::escape(id), with_code(asks));
    format!(
        "<li class=\"exercise\" id=\"exercise-{id}\"><p><strong>{id} · {title}</strong>{links} {asks}</p>"
    )
}

/// A sentence in which words between backticks are code.
fn with_code(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let piece = |(at, piece): (usize, &str)| match at % 2 {
        0 => html::sentence(piece),
        _ => format!("<code>{}</code>", html::escape(piece)),
    };
    pieces.map(piece).collect()
}

fn command(arguments: &str) -> String {
    let command = html::escape(&format!("cargo run --release -- {arguments}"));
    format!("<code class=\"command\">{command}</code>")
}

/// How a function or a formula is handed in.
fn ways(one: &Exercise) -> String {
    let rust = command(&format!("exercise {}", one.id));
    let mut out = format!("<p class=\"ways\">In Rust: {rust}");
    if formula::known(one.id).is_ok() {
        let formula = command(&format!("answer {} \"…\"", one.id));
        let _ = write!(out, " As a formula: {formula}");
    }
    out + "</p>"
}

/// A question with its numbers, and the folded answer.
fn sample(one: &Pencil) -> String {
    let question = one.question(SEED);
    let ask = command(&format!("answer {}", one.id));
    format!(
        "<p class=\"question\">{}</p><p class=\"ways\">With pencil and paper; this and more like it: {ask}</p>\
         <details class=\"answer\"><summary>Answer</summary><p>{}</p><p>{}</p></details>",
        lines(&question.text),
        expected(&question),
        lines(&question.way)
    )
}

/// Lines of plain text as HTML.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.trim().lines().map(html::sentence).collect();
    lines.join("<br>")
}

/// The numbers that are expected, with the names of their fields.
fn expected(question: &Question) -> String {
    let value = |field: &pencil::Field| {
        let value = match field.right {
            Right::Number(value) => decimals(value, 4),
            Right::Near { value, .. } => format!("about {value:.0e}"),
            Right::Word { right, words } => {
                words.get(right).copied().unwrap_or_default().to_owned()
            }
            Right::Weight(weight) => decimals(weight?, 1),
        };
        Some(format!("{} = {value}", field.name))
    };
    let values: Option<Vec<String>> = question.fields.iter().map(value).collect();
    let values = values.map_or_else(|| "none".to_owned(), |values| values.join(", "));
    let is_one_of_many = question
        .fields
        .iter()
        .any(|field| matches!(field.right, Right::Weight(Some(_))));
    let example = if is_one_of_many { ", for example" } else { "" };
    html::sentence(&(values + example))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exercise_can_be_shown() {
        let written = exercise::all().map(|one| one.id);
        for id in written.chain(pencil::all().map(|one| one.id)) {
            let named = find(id).expect(id);
            let html = list(&named, &|number| number.to_string());
            assert!(html.contains(&format!("id=\"exercise-{id}\"")), "{html}");
            assert!(!html.contains('\n'), "{html}");
        }
    }
}
