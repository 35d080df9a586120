//! The verdict on a function that the reader wrote, from what it answers in every case.

use super::diagnosis::{Finding, Tried, diagnose, fragile, words};
use super::{Answer, Argument, Blank, Case, Fault, Kind};

/// The outcome of a call, where that is not a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mishap {
    /// It is still `todo!`.
    Blank,
    /// The function does not compile. Its first message, with the reader's own file and line.
    DoesNotCompile(String),
    /// A panic: its message, and the line in the reader's file where that is known.
    Panicked {
        message: String,
        line: Option<usize>,
    },
    /// No answer in time.
    NoAnswer,
    /// The program ended: how, in words.
    Ended(String),
    /// There is no compiler.
    NoCompiler,
}

/// The words of `check --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Right,
    /// Right in every ordinary case, and not where sums are large.
    Fragile,
    Blank,
    Wrong,
    DoesNotCompile,
    Panicked,
    NoAnswer,
    Ended,
    WrongLength,
    NoCompiler,
}

impl State {
    /// The word for JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Fragile => "fragile",
            Self::Blank => "blank",
            Self::Wrong => "wrong",
            Self::DoesNotCompile => "does_not_compile",
            Self::Panicked => "panicked",
            Self::NoAnswer => "no_answer",
            Self::Ended => "ended",
            Self::WrongLength => "wrong_length",
            Self::NoCompiler => "no_compiler",
        }
    }
}

/// The verdict on one function.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub state: State,
    /// The observation, in at most three lines; empty for a right one.
    pub symptom: String,
    /// The mistake of the table, if it is one.
    pub fault: Option<&'static Fault>,
    /// The first case, in which it is not right.
    pub case: Option<Kind>,
    /// The place in that case, in the letters of the equation.
    pub at: String,
    pub yours: Option<f64>,
    pub expected: Option<f64>,
}

/// Asks for the value of a call.
pub type Ask<'a> = dyn FnMut(&[Argument]) -> Result<Answer, Mishap> + 'a;

/// A call in which there is no value: where, and why.
type Stopped = (Kind, String, Mishap);

/// The verdict on a function over some cases.
pub fn judge(blank: &Blank, cases: &[Case], ask: &mut Ask) -> Verdict {
    let applies = |case: &&Case| case.kind != Kind::AnyTargets || !blank.assumes_targets_sum_to_1;
    let (far, mut ordinary): (Vec<&Case>, Vec<&Case>) = cases
        .iter()
        .filter(applies)
        .partition(|case| case.kind.is_far());
    ordinary.sort_by_key(|case| case.kind != Kind::Worked);
    let tried = match try_all(blank, &ordinary, ask) {
        Ok(tried) => tried,
        Err((case, at, mishap)) => return verdict_of(mishap, case, at),
    };
    if tried.iter().any(|tried| !tried.is_right()) {
        return verdict_of_wrong(blank, &tried, ask);
    }
    match try_all(blank, &far, ask) {
        Ok(tried) => match tried.iter().find(|tried| !tried.is_right()) {
            None => Verdict::of(State::Right),
            Some(failed) => Verdict {
                symptom: fragile::seen(blank, failed),
                ..Verdict::at(State::Fragile, blank, failed)
            },
        },
        Err((case, at, mishap)) => match fragile::stopped(&mishap) {
            None => verdict_of(mishap, case, at),
            Some(seen) => Verdict {
                state: State::Fragile,
                symptom: format!("Right, but {} {seen}.", words::place(case, &at)),
                ..verdict_of(mishap, case, at)
            },
        },
    }
}

/// The answers of the function in every call of the cases.
fn try_all<'a>(
    blank: &Blank,
    cases: &[&'a Case],
    ask: &mut Ask,
) -> Result<Vec<Tried<'a>>, Stopped> {
    let mut tried = Vec::new();
    for case in cases {
        for call in (blank.calls)(&case.context) {
            match ask(&call.arguments) {
                Ok(found) => tried.push(Tried::new(blank, case, call, found)),
                Err(mishap) => return Err((case.kind, call.at, mishap)),
            }
        }
    }
    Ok(tried)
}

/// The verdict on a function with a wrong answer among its answers.
fn verdict_of_wrong(blank: &Blank, tried: &[Tried], ask: &mut Ask) -> Verdict {
    let Some(failed) = tried.iter().find(|tried| !tried.is_right()) else {
        return Verdict::of(State::Right);
    };
    let has_shape = |tried: &Tried| tried.call.expected.shape() == tried.found.shape();
    let state = if tried.iter().all(has_shape) {
        State::Wrong
    } else {
        State::WrongLength
    };
    let Finding { symptom, fault } = diagnose(blank, tried, ask);
    Verdict {
        symptom,
        fault,
        ..Verdict::at(state, blank, failed)
    }
}

/// The verdict on a function of which a call has no value.
fn verdict_of(mishap: Mishap, case: Kind, at: String) -> Verdict {
    let place = words::sentence(&words::place(case, &at));
    let (state, symptom, is_of_call) = match mishap {
        Mishap::Blank => {
            let text = "It is not written yet: its body is still `todo!`.";
            (State::Blank, text.to_owned(), false)
        }
        Mishap::DoesNotCompile(message) => (State::DoesNotCompile, message, false),
        Mishap::NoCompiler => {
            let text =
                "There is no Rust compiler here. Formulas and numbers can be checked without one.";
            (State::NoCompiler, text.to_owned(), false)
        }
        Mishap::Panicked { message, line } => {
            let line = line.map_or(String::new(), |line| format!(", line {line}"));
            (State::Panicked, format!("{place}: {message}{line}"), true)
        }
        Mishap::NoAnswer => {
            let text = format!("{place}: no answer in time. Does every loop end?");
            (State::NoAnswer, text, true)
        }
        Mishap::Ended(how) => (
            State::Ended,
            format!("{place}: the program ended, {how}"),
            true,
        ),
    };
    let (case, at) = if is_of_call {
        (Some(case), at)
    } else {
        (None, String::new())
    };
    Verdict {
        symptom,
        case,
        at,
        ..Verdict::of(state)
    }
}

impl Verdict {
    /// A verdict that says nothing more.
    fn of(state: State) -> Self {
        Self {
            state,
            symptom: String::new(),
            fault: None,
            case: None,
            at: String::new(),
            yours: None,
            expected: None,
        }
    }

    /// A verdict with the first number that is not right in a call.
    fn at(state: State, blank: &Blank, failed: &Tried) -> Self {
        let first = failed.first_wrong();
        let entry = first.map_or(String::new(), |point| {
            words::entry(blank, &failed.call.expected, point.place)
        });
        let names = [failed.call.at.as_str(), entry.as_str()];
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        Self {
            case: Some(failed.case.kind),
            at: names.join(", "),
            yours: first.map(|point| point.found),
            expected: first.map(|point| point.expected),
            ..Self::of(state)
        }
    }
}
