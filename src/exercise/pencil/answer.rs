//! The verdict on what was typed.

use super::typed::{Typed, number, pieces, typed};
use super::{Field, Question, Right, Subject, Wrong, slope};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Right,
    /// It agrees as far as it goes, and more digits are needed.
    TooFew,
    /// Off by no more than rounding.
    Rounded,
    Wrong,
    /// The way was asked for.
    Shown,
    /// Not an answer to this question.
    Unreadable,
}

impl State {
    /// The word for JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::TooFew => "too_few_digits",
            Self::Rounded => "rounded",
            Self::Wrong => "wrong",
            Self::Shown => "shown",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The verdict, with what is seen in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PencilVerdict {
    pub state: State,
    /// Sentences for the reader; empty for a right answer.
    pub message: String,
    /// The listed mistake, if it is one.
    pub fault: Option<&'static str>,
    /// Its reason, shown when it is asked for.
    pub cause: String,
    /// One for each field, where there are as many values.
    pub fields: Vec<State>,
    /// The field that the message is about, if it is about one.
    pub at: Option<usize>,
}

impl PencilVerdict {
    pub(super) fn new(state: State, message: String) -> Self {
        Self {
            state,
            message,
            fault: None,
            cause: String::new(),
            fields: Vec::new(),
            at: None,
        }
    }

    fn about(self, at: usize) -> Self {
        Self {
            at: Some(at),
            ..self
        }
    }

    pub(super) fn of(wrong: &Wrong, message: String) -> Self {
        Self {
            fault: Some(wrong.name),
            cause: wrong.cause.clone(),
            ..Self::new(State::Wrong, message)
        }
    }
}

/// A value of one field.
pub(super) enum Value {
    Number(Typed),
    /// The position of a word.
    Word(usize),
}

/// The verdict on an answer: a value for each field, `none`, or `?`.
pub fn judge(question: &Question, answers: &str) -> PencilVerdict {
    let asked = answers.trim().to_ascii_lowercase().replace('’', "'");
    if is_question(&asked) {
        let message = format!(
            "Here is the way. Other numbers make a new question.\n{}",
            question.way
        );
        return PencilVerdict::new(State::Shown, message);
    }
    if let Subject::Gate(gate) = question.subject {
        return gate.judge(question, &asked);
    }
    match values(question, answers) {
        Ok(values) => verdict(question, &values),
        Err(sentence) => PencilVerdict::new(State::Unreadable, sentence),
    }
}

fn is_question(asked: &str) -> bool {
    let known = [
        "?",
        "i don't know",
        "i dont know",
        "don't know",
        "dont know",
        "idk",
        "show it",
    ];
    known.contains(&asked.trim_end_matches('.'))
}

/// One value for each field.
pub(super) fn values(question: &Question, answers: &str) -> Result<Vec<Value>, String> {
    let fields = &question.fields;
    let pieces = pieces(answers, fields.len());
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let names = names.join("  ");
    if let Some(piece) = pieces.iter().find(|piece| *piece == "none") {
        return Err(format!(
            "`{piece}` is for questions without an answer. This one has one: {names}"
        ));
    }
    if pieces.len() != fields.len() {
        let (count, found) = (fields.len(), pieces.len());
        let values = if count == 1 { "value is" } else { "values are" };
        return Err(format!(
            "{count} {values} asked for, with spaces between, and {found} found: {names}"
        ));
    }
    let pairs = fields.iter().zip(&pieces);
    pairs.map(|(field, piece)| value(field, piece)).collect()
}

/// The value of one field.
fn value(field: &Field, piece: &str) -> Result<Value, String> {
    if let Right::Word { words, .. } = field.right {
        let mut found = words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.starts_with(piece));
        let word = found.next().map(|(position, _)| Value::Word(position));
        let (name, words) = (&field.name, words.join(" or "));
        word.ok_or_else(|| format!("`{piece}` cannot be read. {name}: {words}"))
    } else {
        number(piece)
            .map(Value::Number)
            .ok_or_else(|| not_read(piece))
    }
}

fn not_read(piece: &str) -> String {
    format!("`{piece}` cannot be read as a number: 0.61, 61/100, ln 2 and 1e-8 can.")
}

/// The answer in one of several fields that is about all of them: `none`, or `?`. The same where there is one text for all fields.
pub fn whole(question: &Question, answers: &[String]) -> Option<String> {
    let mut typed = answers.iter().filter(|typed| !typed.trim().is_empty());
    let (first, others) = (typed.next()?, typed.count());
    let asked = first.trim().to_ascii_lowercase().replace('’', "'");
    let is_text = answers.len() == 1 && question.fields.len() > 1;
    let is_whole = is_text || others == 0 && (asked == "none" || is_question(&asked));
    is_whole.then(|| first.trim().to_owned())
}

/// What was typed for one field alone, as one word of an answer, and its state without regard to the other fields.
///
/// # Errors
/// The reason why it cannot be read.
pub fn read(field: &Field, typed: &str) -> Result<(String, State), String> {
    let mut found = pieces(typed, 1);
    let piece = found.pop().filter(|_| found.is_empty());
    let piece = piece.ok_or_else(|| not_read(typed.trim()))?;
    let state = mark(field.right, &value(field, &piece)?);
    Ok((piece, state))
}

/// The number that was typed for a field.
pub fn number_typed(question: &Question, answers: &str, at: usize) -> Option<f64> {
    match values(question, answers).ok()?.get(at)? {
        Value::Number(typed) => Some(typed.value),
        Value::Word(_) => None,
    }
}

fn verdict(question: &Question, values: &[Value]) -> PencilVerdict {
    let pairs = question.fields.iter().zip(values);
    let marks: Vec<State> = pairs
        .map(|(field, value)| mark(field.right, value))
        .collect();
    let verdict = overall(question, values, &marks);
    let is_rounded = |at: usize| is_rounding(question, &question.fields[at].right, &values[at]);
    let rounded = |(at, mark): (usize, State)| match mark {
        State::Wrong if is_rounded(at) => State::Rounded,
        mark => mark,
    };
    PencilVerdict {
        fields: marks.into_iter().enumerate().map(rounded).collect(),
        ..verdict
    }
}

fn overall(question: &Question, values: &[Value], marks: &[State]) -> PencilVerdict {
    let is_right = |mark: &State| *mark == State::Right;
    if marks.iter().all(is_right) {
        return PencilVerdict::new(State::Right, String::new());
    }
    if marks
        .iter()
        .all(|mark| matches!(mark, State::Right | State::TooFew))
    {
        return almost(question, values, marks);
    }
    let whole = question.wrong.iter().find(|wrong| {
        let mut pairs = wrong.values.iter().zip(values);
        pairs.len() == values.len() && pairs.all(|(wrong, value)| is_mistake(value, *wrong))
    });
    if let Some(wrong) = whole {
        let at = marks.iter().position(|mark| !is_right(mark)).unwrap_or(0);
        return PencilVerdict::of(wrong, named(question, values, at, wrong)).about(at);
    }
    let is_close = |(at, mark): (usize, &State)| {
        *mark != State::Wrong || is_rounding(question, &question.fields[at].right, &values[at])
    };
    if marks.iter().enumerate().all(is_close) {
        return almost(question, values, marks);
    }
    let first = marks.iter().enumerate().position(|pair| !is_close(pair));
    first.map_or_else(
        || almost(question, values, marks),
        |at| single(question, values, marks, at),
    )
}

/// The verdict on values of which none is far off.
fn almost(question: &Question, values: &[Value], marks: &[State]) -> PencilVerdict {
    let of = |state: State| {
        let at = marks.iter().position(|mark| *mark == state)?;
        let value = shown(question, values, at);
        Some((at, format!("{} = {value}", question.fields[at].name)))
    };
    if let Some((at, value)) = of(State::Wrong) {
        let message = format!(
            "{value} is off in its last digit only: that is rounding, and no mistake.\n\
             Keep one digit more on the way, and round at the end."
        );
        return PencilVerdict::new(State::Rounded, message).about(at);
    }
    let (at, value) = of(State::TooFew).unwrap_or_default();
    let message = format!("{value} agrees as far as it goes. Two significant digits are needed.");
    PencilVerdict::new(State::TooFew, message).about(at)
}

/// The verdict on the first value that is wrong.
fn single(question: &Question, values: &[Value], marks: &[State], at: usize) -> PencilVerdict {
    let right = question.fields[at].right;
    let known = question.wrong.iter().find(|wrong| {
        let value = wrong.values.get(at);
        value.is_some_and(|wrong| {
            is_mistake(&values[at], *wrong) && mark_of(right, *wrong) != State::Right
        })
    });
    if let Some(wrong) = known {
        return PencilVerdict::of(wrong, named(question, values, at, wrong)).about(at);
    }
    let field = &question.fields[at].name;
    let value = shown(question, values, at);
    let mut message = match (&values[at], right) {
        (Value::Number(typed), Right::Number(right)) => remark(typed.value, right),
        (Value::Number(typed), _) => slope::remark(question.subject, at, typed.value),
        (Value::Word(_), _) => "it is the other way round.".to_owned(),
    };
    message = format!("{field} = {value}: {message}");
    let others = marks.iter().filter(|mark| **mark == State::Right).count();
    if at > 0 && marks[..at].iter().all(|mark| *mark == State::Right) {
        message.push_str("\nAll before it is right.");
    } else if others > 0 {
        let count = marks.len();
        message = format!("{message}\n{others} of the {count} values are right.");
    }
    PencilVerdict::new(State::Wrong, message).about(at)
}

/// The observation on a number that no listed mistake gives.
fn remark(value: f64, right: f64) -> String {
    let ratio = value / right;
    let near = |to: f64| (ratio - to).abs() < 0.02 * to.abs();
    let said = if near(-1.0) {
        "the size is right, and the sign is turned."
    } else if near(2.0) {
        "this is twice the right number."
    } else if near(0.5) {
        "this is half of the right number."
    } else if near(10.0) || near(0.1) {
        "the digits are right, and the point is at the wrong place."
    } else if value * right < 0.0 {
        "it has the wrong sign, and another size as well."
    } else if value.abs() > right.abs() {
        "its size is too large, and none of the usual slips gives it."
    } else {
        "its size is too small, and none of the usual slips gives it."
    };
    said.to_owned()
}

/// A mistake with the value that shows it.
fn named(question: &Question, values: &[Value], at: usize, wrong: &Wrong) -> String {
    let (field, value) = (&question.fields[at].name, shown(question, values, at));
    format!("{field} = {value}. {}", wrong.symptom)
}

fn shown(question: &Question, values: &[Value], at: usize) -> String {
    match (&values[at], question.fields[at].right) {
        (Value::Number(typed), _) => typed.text.replace('-', "−"),
        (Value::Word(position), Right::Word { words, .. }) => words[*position].to_owned(),
        (Value::Word(_), _) => String::new(),
    }
}

fn mark(right: Right, value: &Value) -> State {
    match (right, value) {
        (Right::Word { right, .. }, Value::Word(word)) if *word == right => State::Right,
        (Right::Near { value, factor }, Value::Number(typed)) => {
            let ratio = typed.value / value;
            let is_near = ratio > 0.0 && ratio <= factor && ratio >= 1.0 / factor;
            if is_near { State::Right } else { State::Wrong }
        }
        (Right::Number(right), Value::Number(typed)) => {
            let is_exact = (typed.value - right).abs() < 1e-9;
            if !agrees(value, right) {
                State::Wrong
            } else if typed.digits < 2 && !is_exact {
                State::TooFew
            } else {
                State::Right
            }
        }
        _ => State::Wrong,
    }
}

/// The mark that a number would have if it was typed with two digits.
fn mark_of(right: Right, value: f64) -> State {
    match right {
        Right::Word { .. } => mark(right, &Value::Word(value as usize)),
        _ => number(&typed(value, 2))
            .map_or(State::Wrong, |typed| mark(right, &Value::Number(typed))),
    }
}

/// True if what was typed is this number, as far as its digits go: at least two for an expression.
fn agrees(typed: &Value, value: f64) -> bool {
    let typed = match typed {
        Value::Word(word) => return (*word as f64 - value).abs() < 0.5,
        Value::Number(typed) => typed,
    };
    let unit = typed.unit.unwrap_or_else(|| {
        let size = value.abs().max(f64::MIN_POSITIVE).log10().floor();
        10_f64.powf(size - 1.0)
    });
    (typed.value - value).abs() <= unit * 0.500_001
}

/// True if what was typed is the number of a mistake. Rounded to one digit or to none it may be anything.
fn is_mistake(typed: &Value, value: f64) -> bool {
    let is_near = match typed {
        Value::Word(_) => true,
        Value::Number(typed) => (typed.value - value).abs() <= 0.1 * value.abs(),
    };
    is_near && agrees(typed, value)
}

/// True if a number is off by rounding alone.
fn is_rounding(question: &Question, right: &Right, value: &Value) -> bool {
    let (Right::Number(right), Value::Number(typed)) = (right, value) else {
        return false;
    };
    let distance = (typed.value - right).abs();
    let unit = typed.unit.filter(|_| typed.digits > 1);
    unit.is_some_and(|unit| distance <= unit * question.carried && distance < 0.1 * right.abs())
}
