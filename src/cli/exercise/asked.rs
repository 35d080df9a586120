//! The ids that the command line takes: exercises, equations, and lines of derivations.

use std::fmt;
use std::slice;

use crate::cli::{Usage, place};
use crate::exercise::{self, Blank, Exercise, pencil};

/// An exercise, or one line of its derivation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub exercise: &'static Exercise,
    line: Option<&'static Blank>,
}

impl Asked {
    /// # Errors
    /// There is no such id: all that there are.
    pub fn of(id: &str) -> anyhow::Result<Self> {
        let exercise = exercise::find(id).ok_or_else(|| unknown(id))?;
        let is_meant = |blank: &&Blank| Line::of(blank).is_some_and(|line| line.id() == id);
        let line = exercise.blanks.iter().find(is_meant);
        Ok(Self { exercise, line })
    }

    /// The exercise with the functions that are meant, and no other.
    pub fn part(self) -> Exercise {
        Exercise {
            blanks: self.line.map_or(self.exercise.blanks, slice::from_ref),
            ..*self.exercise
        }
    }

    pub fn means(self, blank: &Blank) -> bool {
        self.part().blanks.iter().any(|one| one.name == blank.name)
    }

    /// `28`, or `28.2` for a line.
    pub fn id(self) -> String {
        self.line_id()
            .unwrap_or_else(|| self.exercise.id.to_owned())
    }

    pub fn line_id(self) -> Option<String> {
        self.line.and_then(Line::of).map(|line| line.id())
    }

    /// Id and title: "(4) the sigmoid", "(28.2) line 2 of (28), chain rule".
    pub fn title(self) -> String {
        let line = self.line.and_then(Line::of);
        line.map_or_else(
            || format!("({}) {}", self.exercise.id, self.exercise.title),
            |line| line.to_string(),
        )
    }
}

/// A line of a derivation: `eq18_line2_quotient_rule` is line 2 of (18).
pub(super) struct Line {
    id: String,
    title: String,
}

impl Line {
    pub fn of(blank: &Blank) -> Option<Self> {
        Some(Self {
            id: blank.line_id()?,
            title: blank.line_title()?,
        })
    }

    /// Its name on the command line: `18.2`.
    pub fn id(&self) -> String {
        self.id.clone()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) {}", self.id, self.title)
    }
}

/// The error for an id that no function has.
fn unknown(id: &str) -> anyhow::Error {
    let launch = place::launch();
    if pencil::find(id).is_some() {
        let asks = launch.nn28(&format!("answer {id}"));
        return Usage::error(&format!(
            "({id}) is found by hand: {asks} asks, and with \"?\" behind it shows the way"
        ));
    }
    let is_word = |id: &&str| id.parse::<u8>().is_err();
    let words: Vec<&str> = exercise::all().map(|one| one.id).filter(is_word).collect();
    let lines = exercise::blanks().filter_map(Line::of);
    let lines: Vec<String> = lines.map(|line| line.id()).collect();
    let by_hand: Vec<&str> = pencil::all().map(|one| one.id).collect();
    let [words, lines, by_hand] = [words.join(" "), lines.join(" "), by_hand.join(" ")];
    let answer = launch.nn28("answer");
    Usage::error(&format!(
        "there is no exercise {id}. There are\n  1 to 28, by their equations, and {words}\n  {lines}: lines of derivations\n  {by_hand}: by hand, with {answer}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_equation_every_line_and_every_exercise_can_be_asked_for() {
        let numbers = (1..=28).map(|number: u8| number.to_string());
        let ids = exercise::all().map(|one| one.id.to_owned());
        for id in numbers.chain(ids) {
            let asked = Asked::of(&id).expect("an exercise");
            assert!(asked.line.is_none(), "{id}");
            assert_eq!(asked.part().blanks.len(), asked.exercise.blanks.len());
        }
        let lines: Vec<&Blank> = exercise::blanks()
            .filter(|blank| blank.name.contains("_line"))
            .collect();
        assert_eq!(lines.len(), 7);
        for blank in lines {
            let id = Line::of(blank).expect("a line").id();
            let asked = Asked::of(&id).expect("a line");
            assert_eq!(asked.id(), id);
            let names: Vec<&str> = asked.part().blanks.iter().map(|one| one.name).collect();
            assert_eq!(names, [blank.name]);
        }
    }
}
