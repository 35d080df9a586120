//! Exercises with pencil and paper: numbers drawn by a seed, a number or a few to find, and the slips that people make, computed at
//! the same numbers.

mod answer;
mod backprop;
mod draw;
mod gate;
mod network;
mod neuron;
mod slope;
mod typed;

use std::fmt::Write as _;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

pub use answer::{PencilVerdict, State, judge, number_typed, read, whole};
use gate::Gate;
pub use typed::typed;

use crate::equation::Chapter;

/// An exercise with other numbers for every seed.
#[derive(Debug)]
pub struct Pencil {
    pub id: &'static str,
    pub chapter: Chapter,
    pub title: &'static str,
    pub asks: &'static str,
    draw: fn(&mut ChaCha8Rng) -> Question,
    /// Three steps: a question that points, the step that is in doubt, and the line with a hole.
    pub hints: [&'static str; 3],
}

/// The question with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The numbers and the task, in plain lines.
    pub text: String,
    pub fields: Vec<Field>,
    pub wrong: Vec<Wrong>,
    /// The way to the answer, in a few lines with these numbers.
    pub way: String,
    /// The distance that a number may be off, in units of its last digit before it is more than rounding: later numbers carry the rounding of
    /// earlier ones.
    carried: f64,
    subject: Subject,
}

/// A number, or a word, to find.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: String,
    pub right: Right,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Right {
    Number(f64),
    /// Anything that is at most this factor away.
    Near {
        value: f64,
        factor: f64,
    },
    /// One of some words, by its position.
    Word {
        right: usize,
        words: &'static [&'static str],
    },
    /// A weight of a gate: many are right, or none is.
    Weight(Option<f64>),
}

/// A mistake at these numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    pub name: &'static str,
    /// A value for each field; for a word its position.
    pub values: Vec<f64>,
    pub symptom: String,
    pub cause: String,
}

/// The remarks that an answer can have beyond the listed mistakes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Subject {
    Numbers,
    Gate(Gate),
    /// A step ε for a function at x.
    Step {
        function: usize,
        x: f64,
    },
}

/// The draws that are tried until all mistakes differ from the right answer and from each other.
const MAX_DRAWS: usize = 60;

impl Pencil {
    /// The question of a seed: always the same.
    pub fn question(&self, seed: u64) -> Question {
        let salt = self.id.bytes().fold(0_u64, |salt, byte| {
            salt.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        let mut numbers = ChaCha8Rng::seed_from_u64(seed ^ (salt << 32));
        let mut best: Option<(usize, Question)> = None;
        for _ in 0..MAX_DRAWS {
            let mut question = (self.draw)(&mut numbers);
            if !question.can_be_typed() {
                continue;
            }
            let dropped = question.drop_unclear();
            if dropped == 0 {
                return question;
            }
            if best.as_ref().is_none_or(|(least, _)| dropped < *least) {
                best = Some((dropped, question));
            }
        }
        best.map_or_else(|| (self.draw)(&mut numbers), |(_, question)| question)
    }
}

impl Question {
    /// The right answer, a value for each field; empty where nothing is possible.
    pub fn right(&self) -> Vec<f64> {
        let value = |field: &Field| match field.right {
            Right::Number(value) | Right::Near { value, .. } => Some(value),
            Right::Word { right, .. } => Some(right as f64),
            Right::Weight(weight) => weight,
        };
        self.fields.iter().filter_map(value).collect()
    }

    /// An answer as it would be typed, with so many significant digits.
    pub fn as_typed(&self, values: &[f64], digits: usize) -> String {
        if values.is_empty() {
            return "none".to_owned();
        }
        let one = |(field, value): (&Field, &f64)| match field.right {
            Right::Word { words, .. } => words
                .get(*value as usize)
                .copied()
                .unwrap_or("?")
                .to_owned(),
            _ => typed(*value, digits),
        };
        let all: Vec<String> = self.fields.iter().zip(values).map(one).collect();
        all.join(" ")
    }

    /// True if the right answer has the digits that are asked for.
    fn can_be_typed(&self) -> bool {
        let is_good = |field: &Field| match field.right {
            Right::Number(value) => (0.01..100.0).contains(&value.abs()),
            _ => true,
        };
        self.fields.iter().all(is_good)
    }

    /// Drops the mistakes that make no difference here, or the same as one before.
    fn drop_the_same(&mut self) {
        let mut kept = vec![self.right()];
        // A sum that cancels leaves a little rounding.
        let values = self.wrong.iter_mut().flat_map(|wrong| &mut wrong.values);
        values
            .filter(|value| value.abs() < 1e-12 && value.abs() > 0.0)
            .for_each(|value| *value = 0.0);
        self.wrong.retain(|wrong| {
            let is_same = |other: &Vec<f64>| {
                let mut pairs = other.iter().zip(&wrong.values);
                let as_long = other.len() == wrong.values.len();
                as_long && pairs.all(|(one, other)| (one - other).abs() < 1e-9)
            };
            let is_new = wrong.values.iter().all(|value| value.is_finite());
            let is_new = is_new && !kept.iter().any(is_same);
            if is_new {
                kept.push(wrong.values.clone());
            }
            is_new
        });
    }

    /// Drops the mistakes that would not be recognised when they are typed with two digits: those that agree with the right answer
    /// or with another mistake. Returns their number.
    fn drop_unclear(&mut self) -> usize {
        self.drop_the_same();
        let count = self.wrong.len();
        let is_clear = |wrong: &Wrong| {
            [2, 3, 6].into_iter().all(|digits| {
                let verdict = judge(self, &self.as_typed(&wrong.values, digits));
                verdict.state == State::Wrong && verdict.fault == Some(wrong.name)
            })
        };
        let clear: Vec<bool> = self.wrong.iter().map(is_clear).collect();
        let mut clear = clear.into_iter();
        self.wrong.retain(|_| clear.next().unwrap_or(false));
        count - self.wrong.len()
    }

    /// The question with the names of its fields at the end.
    pub fn asked(&self) -> String {
        let mut text = self.text.clone();
        let names: Vec<&str> = self
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "\nType: {}", names.join("  "));
        text
    }
}

/// All exercises with pencil and paper, in the order of the book.
pub fn all() -> impl Iterator<Item = &'static Pencil> {
    let chapters = [
        neuron::EXERCISES,
        network::EXERCISES,
        slope::EXERCISES,
        backprop::EXERCISES,
    ];
    chapters.into_iter().flatten()
}

/// The exercise of this id.
pub fn find(id: &str) -> Option<&'static Pencil> {
    all().find(|pencil| pencil.id == id)
}
