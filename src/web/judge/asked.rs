//! Questions, and the list of them all.

use serde_json::{Value, json};

use super::Named;
use crate::equation::{Number, brief};
use crate::exercise::formula::{self, Asked};
use crate::exercise::pencil::{self, Field, Pencil, Right};
use crate::exercise::{self, Exercise};

/// The page with a whole step of learning.
const STEP_PAGE: &str = "backprop-procedure";

/// A question with its fields.
pub(super) fn question(named: Named, id: &str, seed: u64) -> Result<Value, String> {
    match named {
        Named::Pencil(pencil) => Ok(by_hand(pencil, seed)),
        Named::Formula(exercise) => by_formula(exercise, id, seed),
        Named::Rust(one) => Ok(json!({
            "id": one.id, "seed": seed, "title": one.title, "task": one.asks,
            "fields": [], "given": [], "hints": one.hints.len(), "kind": "rust",
        })),
    }
}

fn by_hand(pencil: &Pencil, seed: u64) -> Value {
    let question = pencil.question(seed);
    let fields: Vec<Value> = question.fields.iter().map(field).collect();
    let given: Vec<&str> = question.text.lines().collect();
    let is_weight = |field: &Field| matches!(field.right, Right::Weight(_));
    json!({
        "id": pencil.id, "seed": seed, "title": pencil.title, "task": pencil.asks, "fields": fields, "given": given,
        "hints": pencil.hints.len(), "kind": "pencil",
        "none": question.fields.iter().any(is_weight),
    })
}

fn field(field: &Field) -> Value {
    let name = &field.name;
    match field.right {
        Right::Word { words, .. } => {
            json!({ "name": name, "label": name, "kind": "choice", "options": words })
        }
        _ => json!({ "name": name, "label": format!("{name} ="), "kind": "number" }),
    }
}

fn by_formula(exercise: Option<&Exercise>, id: &str, seed: u64) -> Result<Value, String> {
    let asked = Asked::of(id).map_or("", |asked| asked.quantity);
    let words = formula::words(id).map_err(|error| error.to_string())?;
    let known = formula::known(id).map_err(|error| error.to_string())?;
    let of = formula::line_title(id).unwrap_or_default();
    let of = if of.is_empty() {
        of
    } else {
        format!(", {of},")
    };
    let field = json!({ "name": asked, "label": format!("{asked} ="), "kind": "formula" });
    Ok(json!({
        "id": id, "seed": seed, "title": exercise.map_or("", |one| one.title),
        "task": exercise.map_or("", |one| one.asks), "fields": [field],
        "given": [format!("A formula for ({id}){of} may use {known}.")],
        "hints": exercise.map_or(0, |one| one.hints.len()), "kind": "formula", "letters": words,
    }))
}

/// All exercises, in the order of the book; those by hand at the end.
pub(super) fn exercises() -> Value {
    let written = exercise::all().map(written);
    let by_hand = pencil::all().map(|one| {
        let numbers = of_pencil(one);
        row(one.id, one.title, "pencil", &numbers, one.chapter.word())
    });
    written.chain(by_hand).collect()
}

fn written(one: &'static Exercise) -> Value {
    let blanks = one.blanks.iter();
    let mut numbers: Vec<Number> = blanks.filter_map(|blank| blank.equation).collect();
    numbers.dedup();
    let formulas = formulas(one);
    let kind = if formulas.is_empty() {
        "rust"
    } else {
        "formula"
    };
    let mut row = row(one.id, one.title, kind, &numbers, one.chapter.word());
    row["formulas"] = formulas.into();
    row["aliases"] = one.aliases.into();
    row
}

/// The ids under which formulas of an exercise are judged, each once.
fn formulas(one: &Exercise) -> Vec<&'static str> {
    let ids = std::iter::once(&one.id).chain(one.aliases).copied();
    let mut found: Vec<(&str, &str)> = Vec::new();
    for id in ids {
        let name = Asked::of(id).map_or("", |asked| asked.function);
        if !name.is_empty() && found.iter().all(|(_, other)| *other != name) {
            found.push((id, name));
        }
    }
    found.into_iter().map(|(id, _)| id).collect()
}

/// The equation that a question by hand is named after.
fn of_pencil(one: &Pencil) -> Vec<Number> {
    let number: Option<Number> = one.id.trim_end_matches('p').parse().ok();
    number.into_iter().collect()
}

fn row(id: &str, name: &str, kind: &str, numbers: &[Number], chapter: &str) -> Value {
    let first = numbers.first().and_then(|number| brief::find(*number));
    let page = first.map_or(chapter, |equation| equation.page);
    // A whole step has a page of its own, after those of its equations.
    let page = if id.starts_with("step") {
        STEP_PAGE
    } else {
        page
    };
    let numbers: Vec<String> = numbers.iter().map(Number::to_string).collect();
    json!({ "id": id, "name": name, "kind": kind, "equations": numbers, "page": page })
}
