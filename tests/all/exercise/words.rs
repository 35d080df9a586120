//! What is said to the reader: short enough, in any letters, and without the solution.

use std::fs;

use nn28::exercise::{Blank, Fault, all, blanks};
use nn28::mine::{rust, solution_of_blank};
use nn28::scene::wrap::wrap;
use nn28::terminal::{Letters, ascii};

/// Three lines of 100 columns, one sentence or several, nothing that only a colour or a rare letter tells.
pub fn assert_readable(what: &str, said: &str) {
    for line in said.lines() {
        let rows = wrap(line, 100).len();
        assert!(rows <= 3, "{what}: {rows} lines: {said}");
    }
    assert!(said.ends_with(['.', '?', ')']), "{what}: {said}");
    assert!(
        !said.contains("  ") && !said.starts_with(' '),
        "{what}: {said}"
    );
    let lower = said.to_lowercase();
    for colour in ["red ", "green", "colour", "blue "] {
        let is_word = |(at, _): (usize, &str)| !lower[..at].ends_with(char::is_alphabetic);
        assert!(!lower.match_indices(colour).any(is_word), "{what}: {said}");
    }
    let marks = |text: &str| text.matches('?').count();
    let spelled = ascii::text(said, Letters::Ascii);
    assert!(spelled.is_ascii(), "{what}: {spelled}");
    assert_eq!(marks(&spelled), marks(said), "{what}: {spelled}");
}

pub fn faults() -> impl Iterator<Item = (&'static Blank, &'static Fault)> {
    blanks().flat_map(|blank| blank.faults.iter().map(move |fault| (blank, fault)))
}

#[test]
fn symptoms_causes_and_hints_are_short_sentences_in_any_letters() {
    for (blank, fault) in faults() {
        let what = format!("{}, {}", blank.name, fault.name);
        assert_readable(&what, fault.symptom);
        assert_readable(&what, fault.cause);
        assert!(
            fault.symptom.split(' ').count() > 3,
            "{what}: a bare verdict"
        );
        assert!(
            !fault.cause.contains(fault.symptom.trim_end_matches('.')),
            "{what}"
        );
    }
    for exercise in all() {
        assert_readable(exercise.id, exercise.asks);
        for hint in &exercise.hints[..2] {
            assert_readable(exercise.id, hint);
        }
        // The third is a formula and a line of Rust.
        let line = exercise.hints[2];
        assert!(wrap(line, 100).len() <= 3, "{line}");
    }
}

/// The sentences of a table in a source, each on a line of its own.
#[test]
fn advice_is_a_short_sentence_in_any_letters() {
    let source = fs::read_to_string("src/mine/advice.rs").expect("a source");
    let literal = |line: &str| {
        let inside = line.trim().strip_prefix('"')?.strip_suffix("\",")?;
        Some(inside.to_owned())
    };
    let advice: Vec<String> = source.lines().filter_map(literal).collect();
    assert!(advice.len() > 30, "{}", advice.len());
    for sentence in &advice {
        // A minus sign and a power that are the matter itself.
        let plain = sentence.replace('×', "x");
        assert_readable("advice", &plain);
    }
}

/// The words, numbers and signs of a text.
fn tokens(text: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found: Vec<String> = Vec::new();
    let mut is_inside = false;
    for letter in text.chars() {
        match found.last_mut() {
            Some(last) if is_inside && is_word(letter) => last.push(letter),
            _ if letter.is_whitespace() => {}
            _ => found.push(letter.to_string()),
        }
        is_inside = is_word(letter);
    }
    found
}

#[test]
fn the_first_two_hints_have_nothing_of_the_solution_s_text() {
    let mut known: Vec<&str> = Vec::new();
    for exercise in all() {
        known.extend(exercise.blanks.iter().map(|blank| blank.name));
        for blank in exercise.blanks {
            let text = solution_of_blank(blank);
            let body = rust::find(&text, blank.name).expect("a solution").body;
            let body = tokens(&text[body]);
            let called = body
                .windows(2)
                .filter(|pair| pair[1] == "(" && pair[0].contains('_'));
            let helpers: Vec<&String> = called
                .map(|pair| &pair[0])
                .filter(|name| !known.contains(&name.as_str()))
                .collect();
            for hint in &exercise.hints[..2] {
                let hint = tokens(hint);
                let is_run = |run: &[String]| body.windows(run.len()).any(|part| part == run);
                let runs = hint
                    .windows(6)
                    .filter(|run| is_run(run))
                    .collect::<Vec<_>>();
                assert!(runs.is_empty(), "{}: {runs:?}", blank.name);
                let named = helpers.iter().find(|name| hint.contains(name));
                assert_eq!(named, None, "{}", blank.name);
            }
        }
    }
}
