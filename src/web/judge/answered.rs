//! Verdicts on what was typed into the fields of a question.

use serde_json::{Value, json};

use super::Named;
use crate::exercise::formula::Asked;
use crate::exercise::pencil::{self, Field, Pencil, Question, Right, State};
use crate::exercise::reply::{self, Reply};
use crate::scene::text;

/// The decimals of the two numbers of a formula.
const DIGITS: u8 = 6;

/// The verdict on the answers, one for each field; or on one for all of them, `none` or `?`.
pub(super) fn judge(
    named: Named,
    id: &str,
    seed: u64,
    answers: &[String],
) -> Result<Value, String> {
    match named {
        Named::Pencil(pencil) => Ok(by_hand(pencil, seed, answers)),
        Named::Formula(_) => Ok(by_formula(id, answers)),
        Named::Rust(one) => Err(format!(
            "({}) is a function in Rust, which the terminal judges",
            one.id
        )),
    }
}

fn by_hand(pencil: &Pencil, seed: u64, answers: &[String]) -> Value {
    let question = pencil.question(seed);
    let whole = pencil::whole(&question, answers);
    let typed = match whole {
        Some(whole) => whole,
        None => match read(&question, answers) {
            Ok(typed) => typed,
            Err(verdict) => return verdict,
        },
    };
    let reply = reply::by_hand(pencil, seed, &typed);
    let states = (0..question.fields.len()).map(|at| {
        let all = Some(reply.state).filter(|_| reply.fields.is_empty());
        let own = || reply.fields.get(at).copied().unwrap_or_default();
        all.unwrap_or_else(own)
    });
    let about = |at: usize| reply.field.is_some_and(|field| field == at);
    let message = |at: usize| {
        if about(at) {
            reply.symptom.as_str()
        } else {
            ""
        }
    };
    let fields = states
        .enumerate()
        .map(|(at, state)| field(state, message(at)));
    told(&reply, &fields.collect::<Vec<_>>())
}

/// The fields as one text, as it is typed in a terminal; or the verdict on fields of which one is empty or cannot be read.
fn read(question: &Question, answers: &[String]) -> Result<String, Value> {
    let mut words = Vec::new();
    let mut fields = Vec::new();
    let mut unread = String::new();
    let mut empty: Vec<&str> = Vec::new();
    for (at, one) in question.fields.iter().enumerate() {
        let typed = answers.get(at).map_or("", |typed| typed.trim());
        if typed.is_empty() {
            empty.push(&one.name);
            fields.push(field("blank", ""));
            continue;
        }
        match pencil::read(one, typed) {
            Ok((word, state)) => {
                fields.push(field(alone(one, state), ""));
                words.push(word);
            }
            Err(sentence) => {
                fields.push(field("unreadable", &sentence));
                unread = sentence;
            }
        }
    }
    if !unread.is_empty() {
        return Err(no_answer("unreadable", &unread, &fields));
    }
    if empty.is_empty() {
        return Ok(words.join(" "));
    }
    let are = if empty.len() == 1 { "is" } else { "are" };
    let sentence = format!("{} {are} still empty.", empty.join(", "));
    Err(no_answer("blank", &sentence, &fields))
}

/// The state of one field while others are empty: a weight of a gate has none by itself.
fn alone(field: &Field, state: State) -> &'static str {
    match field.right {
        Right::Weight(_) => "",
        _ => state.word(),
    }
}

fn by_formula(id: &str, answers: &[String]) -> Value {
    let typed = answers.first().map_or("", |typed| typed.trim());
    if typed.is_empty() {
        let sentence = "No formula is written yet.";
        return no_answer("blank", sentence, &[field("blank", "")]);
    }
    match reply::formula(id, typed) {
        Ok(reply) => {
            let fields = [field(reply.state, &reply.symptom)];
            let mut told = told(&reply, &fields);
            told["numbers"] = numbers(id, &reply).into();
            told
        }
        Err(error) => {
            let mut one = field("unreadable", &error.sentence);
            one["at"] = error.at.into();
            no_answer("unreadable", &error.sentence, &[one])
        }
    }
}

/// The two numbers of a wrong formula, and where they are.
fn numbers(id: &str, reply: &Reply) -> String {
    let (Some(yours), Some(expected)) = (reply.yours, reply.expected) else {
        return String::new();
    };
    let case = reply.case.as_deref().unwrap_or_default();
    let place = [case, reply.at.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let by = Asked::of(id).map_or("", |asked| asked.by);
    let [yours, expected] = [yours, expected].map(|number| text(number, DIGITS));
    format!("{}: yours {yours}, {by} {expected}", place.join(", "))
}

/// A reply with its fields.
fn told(reply: &Reply, fields: &[Value]) -> Value {
    json!({
        "verdict": verdict(reply.state), "state": reply.state, "fields": fields, "symptom": reply.symptom,
        "cause": reply.cause, "fault": reply.fault, "line": reply.line,
    })
}

/// The verdict on something that is not judged: it leaves no line.
fn no_answer(state: &str, sentence: &str, fields: &[Value]) -> Value {
    json!({
        "verdict": state, "state": state, "fields": fields, "symptom": sentence, "cause": "", "fault": null, "line": "",
    })
}

fn field(state: &str, message: &str) -> Value {
    json!({ "verdict": verdict(state), "state": state, "message": message })
}

/// One word of a few for a state.
fn verdict(state: &str) -> &str {
    match state {
        "right" | "fragile" => "right",
        "unreadable" | "blank" | "shown" | "" => state,
        _ => "wrong",
    }
}
