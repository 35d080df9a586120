//! The judge in a page: a question, the verdict on an answer, a hint, and the list of exercises, each an object in and an object out.
//!
//! What it says is what `nn28 answer` says. The head of `book/judge.js` lists the objects.

mod answered;
mod asked;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::exercise::formula::{self, Asked};
use crate::exercise::pencil::{self, Pencil};
use crate::exercise::{self, Exercise};

/// The seed of a question that names none.
const FIRST_SEED: u64 = 1;
/// The last level of the hints: the solution.
const SOLUTION: usize = 4;

/// An object from the page.
#[derive(Debug, Deserialize)]
struct Ask {
    r#do: String,
    #[serde(default)]
    id: String,
    seed: Option<u64>,
    #[serde(default)]
    level: usize,
    #[serde(default)]
    answers: Vec<String>,
}

/// What an id names.
#[derive(Debug, Clone, Copy)]
enum Named {
    Pencil(&'static Pencil),
    /// A formula, for an equation or an exercise.
    Formula(Option<&'static Exercise>),
    /// Only a function in Rust is judged, which a page cannot compile.
    Rust(&'static Exercise),
}

/// The answer to an object in JSON, as JSON. A request that makes no sense is answered by `{"error": "…"}`.
pub fn ask(request: &str) -> String {
    let asked: Result<Ask, _> = serde_json::from_str(request);
    let answer = asked
        .map_err(|error| format!("no request: {error}"))
        .and_then(|asked| answer(&asked));
    let answer = answer.unwrap_or_else(|error| json!({ "error": error }));
    answer.to_string()
}

fn answer(asked: &Ask) -> Result<Value, String> {
    let id = asked.id.as_str();
    let seed = asked.seed.unwrap_or(FIRST_SEED);
    match asked.r#do.as_str() {
        "exercises" => Ok(asked::exercises()),
        "question" => asked::question(named(id)?, id, seed),
        "judge" => answered::judge(named(id)?, id, seed, &asked.answers),
        "hint" => hint(named(id)?, id, seed, asked.level),
        other => Err(format!("there is nothing like {other:?} to do")),
    }
}

fn named(id: &str) -> Result<Named, String> {
    if let Some(pencil) = pencil::find(id) {
        return Ok(Named::Pencil(pencil));
    }
    let exercise = exercise::find(id);
    match (formula::known(id), exercise) {
        (Ok(_), _) => Ok(Named::Formula(exercise)),
        (Err(_), Some(exercise)) => Ok(Named::Rust(exercise)),
        (Err(_), None) => Err(format!("there is no exercise {id:?}")),
    }
}

/// A hint by its level, with the line that notes it.
fn hint(named: Named, id: &str, seed: u64, level: usize) -> Result<Value, String> {
    let (own, hints): (&str, &[&str]) = match named {
        Named::Pencil(pencil) => (pencil.id, &pencil.hints),
        Named::Formula(Some(one)) | Named::Rust(one) => (one.id, &one.hints),
        Named::Formula(None) => (id, &[]),
    };
    if level == SOLUTION {
        let text = solution(named, id, seed);
        return Ok(json!({ "text": text, "line": format!("shown {own}") }));
    }
    let hint = level.checked_sub(1).and_then(|at| hints.get(at));
    let text = hint.ok_or_else(|| format!("there is no hint {level}: expected 1 to {SOLUTION}"))?;
    Ok(json!({ "text": text, "line": format!("hint {own} {level}") }))
}

/// The way to the numbers of a seed, or the formula.
fn solution(named: Named, id: &str, seed: u64) -> String {
    match named {
        Named::Pencil(pencil) => pencil.question(seed).way,
        Named::Formula(_) => Asked::of(id).map_or(String::new(), |asked| asked.solution.to_owned()),
        Named::Rust(_) => "The function as the book has it is in the code of this page.".to_owned(),
    }
}
