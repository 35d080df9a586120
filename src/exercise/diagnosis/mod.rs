//! The diagnosis of a wrong function: a sentence about what is seen, from its answers in all ordinary cases at once.
//!
//! Each file knows one kind of observation. The first that applies is said.

mod altered;
mod cases;
mod evidence;
mod factors;
pub(super) mod fragile;
mod influence;
mod places;
mod rough;
mod shape;
mod steps;
mod sums;
mod terms;
pub(super) mod words;

use super::judge::Ask;
use super::{Answer, Blank, Fault};
use evidence::Evidence;
pub(super) use evidence::Tried;

/// The observation, and the mistake of the table that it is.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub symptom: String,
    pub fault: Option<&'static Fault>,
}

impl From<String> for Finding {
    fn from(symptom: String) -> Self {
        Self {
            symptom,
            fault: None,
        }
    }
}

/// The diagnosis of answers of which one at least is wrong.
pub(super) fn diagnose(blank: &Blank, tried: &[Tried], ask: &mut Ask) -> Finding {
    if let Some(finding) = known(blank, tried) {
        return finding;
    }
    if let Some(symptom) = shape::seen(blank, tried) {
        return symptom.into();
    }
    let evidence = Evidence::new(blank, tried);
    let symptom = rough::not_finite(&evidence)
        .or_else(|| factors::constant(&evidence))
        .or_else(|| factors::seen(&evidence))
        .or_else(|| places::parts(&evidence, ask))
        .or_else(|| of_one_part(&evidence, ask))
        .unwrap_or_else(|| rough::numbers(&evidence));
    symptom.into()
}

/// The observation about numbers that belong together.
fn of_one_part(evidence: &Evidence, ask: &mut Ask) -> Option<String> {
    factors::constant(evidence)
        .or_else(|| factors::seen(evidence))
        .or_else(|| terms::of_right_number(evidence))
        .or_else(|| places::seen(evidence))
        .or_else(|| places::moved(evidence))
        .or_else(|| places::alike(evidence, false))
        .or_else(|| altered::simple(evidence))
        .or_else(|| terms::seen(evidence))
        .or_else(|| altered::further(evidence))
        .or_else(|| places::by_argument(evidence))
        .or_else(|| steps::seen(evidence))
        .or_else(|| rough::measured(evidence))
        .or_else(|| influence::none(evidence, ask))
        .or_else(|| influence::unbounded(evidence, ask))
        .or_else(|| places::alike(evidence, true))
        .or_else(|| factors::of_groups(evidence))
        .or_else(|| influence::direction(evidence, ask))
        .or_else(|| places::empty(evidence))
        .or_else(|| sums::seen(evidence))
        .or_else(|| cases::seen(evidence))
}

/// A mistake of the table, or one with the other sign.
fn known(blank: &Blank, tried: &[Tried]) -> Option<Finding> {
    let found_by = |is: &dyn Fn(&Tried, &Fault) -> bool| {
        let faults: &'static [Fault] = blank.faults;
        let is_it = |fault: &&Fault| tried.iter().all(|tried| is(tried, fault));
        faults.iter().find(is_it)
    };
    let answer = |tried: &Tried, fault: &Fault| fault.body.call(&tried.call.arguments);
    if let Some(fault) = found_by(&|tried, fault| tried.is(&answer(tried, fault))) {
        return Some(Finding {
            symptom: fault.symptom.into(),
            fault: Some(fault),
        });
    }
    let is_enough = Evidence::new(blank, tried).is_enough();
    let is_turned = |tried: &Tried, fault: &Fault| {
        is_enough && !speaks_of_signs(fault) && tried.is(&turned(&answer(tried, fault)))
    };
    let fault = found_by(&is_turned)?;
    let symptom = fault.symptom.trim_end_matches('.');
    Some(Finding {
        symptom: format!("{symptom}, and its sign is wrong."),
        fault: Some(fault),
    })
}

/// True if a symptom would contradict itself with the other sign.
fn speaks_of_signs(fault: &Fault) -> bool {
    let words = [
        "sign",
        "negative",
        "positive",
        "falls",
        "uphill",
        "direction",
        "0 ",
    ];
    words.iter().any(|word| fault.symptom.contains(word))
}

/// The answer with all signs turned.
fn turned(answer: &Answer) -> Answer {
    let mut turned = answer.clone();
    for number in turned.parts.iter_mut().flatten().flatten() {
        *number = -*number;
    }
    turned
}
