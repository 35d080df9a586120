//! The reply to an answer: the same words in the terminal and in a page.

use super::judge::Verdict;
use super::pencil::{self, Pencil, State};
use super::{Exercise, Fault, find, formula};
use crate::equation::Number;

/// The reply, with the fields of `check --json` where an answer has them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// The id under which progress is noted.
    pub id: String,
    pub equation: Option<String>,
    pub state: &'static str,
    pub symptom: String,
    /// The reason of a recognised mistake, shown when it is asked for.
    pub cause: String,
    pub fault: Option<&'static str>,
    pub case: Option<String>,
    pub at: String,
    pub yours: Option<f64>,
    /// Not told of a number by hand, whose question would be answered by it.
    pub expected: Option<f64>,
    /// The words of the states of all fields, where each was read.
    pub fields: Vec<&'static str>,
    /// The field that the symptom is about.
    pub field: Option<usize>,
    /// The line of `progress.txt`.
    pub line: String,
}

impl Reply {
    /// True if the answer counts as right.
    pub fn is_right(&self) -> bool {
        matches!(self.state, "right" | "fragile")
    }
}

/// The reply to numbers for the question of a seed, to `none`, or to `?`.
pub fn by_hand(pencil: &Pencil, seed: u64, values: &str) -> Reply {
    let question = pencil.question(seed);
    let verdict = pencil::judge(&question, values);
    let is_right = verdict.state == State::Right;
    let first = verdict
        .fields
        .iter()
        .position(|state| *state != State::Right);
    let field = first.and_then(|at| question.fields.get(at));
    let line = match verdict.state {
        State::Shown => format!("shown {}", pencil.id),
        _ => line(pencil.id, &format!("seed={seed} {values}"), is_right),
    };
    Reply {
        id: pencil.id.to_owned(),
        equation: number_of(pencil.id.trim_end_matches('p')),
        state: verdict.state.word(),
        case: Some(format!("seed {seed}")).filter(|_| !is_right),
        at: field.map_or(String::new(), |field| field.name.clone()),
        yours: first.and_then(|at| pencil::number_typed(&question, values, at)),
        expected: None,
        fields: verdict.fields.iter().map(|state| state.word()).collect(),
        field: verdict.at,
        symptom: verdict.message,
        cause: verdict.cause,
        fault: verdict.fault,
        line,
    }
}

/// The reply to a formula for an equation or an exercise.
///
/// # Errors
/// A text that is no formula of its letters.
pub fn formula(asked: &str, text: &str) -> Result<Reply, formula::FormulaError> {
    let verdict = formula::judge(asked, text)?;
    let exercise = find(asked);
    let is_line = formula::Asked::of(asked).is_some_and(|one| one.is_line);
    let id = exercise.map_or(asked, |one| one.id);
    let typed = format!("formula \"{}\"", text.replace('"', "'"));
    let reply = Reply {
        id: id.to_owned(),
        equation: equation_of(asked, exercise),
        ..Reply::of(verdict)
    };
    let line = if is_line {
        // One line of a derivation is not the whole exercise.
        event("derived", asked, &typed, reply.is_right())
    } else {
        line(id, &typed, reply.is_right())
    };
    Ok(Reply { line, ..reply })
}

impl Reply {
    fn of(verdict: Verdict) -> Self {
        let told = |tell: fn(&Fault) -> &'static str| verdict.fault.map(tell);
        Self {
            state: verdict.state.word(),
            fault: told(|fault| fault.name),
            cause: told(|fault| fault.cause).unwrap_or_default().to_owned(),
            symptom: verdict.symptom,
            case: verdict.case.map(|case| case.to_string()),
            at: verdict.at,
            yours: verdict.yours,
            expected: verdict.expected,
            ..Self::default()
        }
    }
}

/// The number of the equation that a formula is for: the one that is asked for, or the first of the exercise.
pub fn equation_of(asked: &str, exercise: Option<&Exercise>) -> Option<String> {
    let blanks = exercise.map_or(&[][..], |one| one.blanks);
    let of_exercise = || blanks.iter().find_map(|blank| blank.equation);
    number_of(asked).or_else(|| Some(of_exercise()?.to_string()))
}

/// The number of an equation, if it is one.
pub fn number_of(asked: &str) -> Option<String> {
    let number: Number = asked.parse().ok()?;
    Some(number.to_string())
}

/// The line of `progress.txt` about an answer. It is one line, whatever was typed.
pub fn line(id: &str, typed: &str, is_right: bool) -> String {
    event("answer", id, typed, is_right)
}

fn event(kind: &str, id: &str, typed: &str, is_right: bool) -> String {
    let verdict = if is_right { "right" } else { "wrong" };
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{kind} {id} {typed} {verdict}")
}
