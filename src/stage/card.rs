//! A registry entry with current numbers, as a scene shows it.

use crate::equation::{Context, Entry, Printed};
use crate::scene::marks::marked;
use crate::scene::{EquationCard, EquationLine, PrintedCard};

/// The card of a single entry, for which the context must be valid.
pub fn card_of(entry: &'static Entry, case: &Context) -> EquationCard {
    card(entry, &[entry], 0, case)
}

/// The card of an entry, for which the context must be valid; `choices[selected]` is the selected one.
pub(super) fn card(
    entry: &Entry,
    choices: &[&'static Entry],
    selected: usize,
    case: &Context,
) -> EquationCard {
    // Each number is computed once: over many samples and weights it takes its time.
    let (numbers, values) = ((entry.numbers)(case), (entry.values)(case));
    let verdict = entry.check.verdict(case, values[values.len() - 1]);
    let lines = entry.right.iter().zip(numbers).zip(values);
    let line = |((tex, numbers), number): ((&&str, String), f64)| EquationLine {
        tex: marked(tex),
        numbers,
        value: value(number),
    };
    let printed = |printed: &Printed| PrintedCard {
        tex: marked(printed.tex),
        value: value((printed.value)(case)),
        why: printed.why.to_owned(),
    };
    let choices = choices.iter().map(|entry| entry.number.to_string());
    EquationCard {
        number: entry.number.to_string(),
        title: entry.title.to_owned(),
        left: marked(entry.left),
        sign: entry.relation.to_owned(),
        lines: lines.map(line).collect(),
        check: format!("by {}: {}", entry.check.by, value(verdict.value)),
        holds: verdict.holds,
        printed: entry.printed.as_ref().map(printed),
        choices: (choices.collect(), selected),
        line: None,
        note: String::new(),
        mark: None,
    }
}

/// Puts the reader's value into a card: the check is of his.
pub(super) fn take_yours(card: &mut EquationCard, entry: &Entry, case: &Context, yours: f64) {
    let verdict = entry.check.verdict(case, yours);
    card.holds = verdict.holds;
    card.check = format!(
        "yours {}, by {}: {}",
        value(yours),
        entry.check.by,
        value(verdict.value)
    );
}

pub(super) fn value(number: f64) -> String {
    crate::scene::text(number, 6)
}
