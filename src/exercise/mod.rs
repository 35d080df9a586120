//! The exercises: for every function that the reader writes its right values, its cases, and the mistakes that people make in it.
//!
//! One table serves every judge (of Rust, of formulas, of numbers by hand), the planted faults, the wrong options of questions, and
//! the tests.

mod body;
pub mod broken;
mod case;
mod diagnosis;
#[macro_use]
mod macros;
pub mod formula;
pub mod hands;
pub mod judge;
pub mod pencil;
pub mod progress_script;
pub mod reply;
mod table;
pub mod value;

pub use body::Body;
pub use case::{Case, Kind, cases, seeded};
pub use table::all;
use value::{Answer, Argument};

use crate::equation::{Chapter, Context, Indices, Number};

/// One exercise: something to write, in one function or in two.
#[derive(Debug)]
pub struct Exercise {
    /// The equation's number where there is one; a letter or a word otherwise: `28`, `4s`, `pass`.
    pub id: &'static str,
    /// Other names: equations that are written in the same exercise, and earlier ids.
    pub aliases: &'static [&'static str],
    pub chapter: Chapter,
    pub title: &'static str,
    /// The task, in one or two sentences.
    pub asks: &'static str,
    pub blanks: &'static [Blank],
    /// Three steps: a question that points, the factor that is in doubt, the line with a hole.
    pub hints: [&'static str; 3],
}

/// One function to write.
#[derive(Debug)]
pub struct Blank {
    /// The file, `neuron` for `neuron.rs`, both in `model` and in the reader's folder.
    pub module: &'static str,
    pub name: &'static str,
    /// The signature of a function that `model` does not have: a line of a derivation.
    pub signature: Option<&'static str>,
    pub parameters: &'static [&'static str],
    pub equation: Option<Number>,
    /// Names of the parts of its answer, where there are several: b, z, a, y.
    pub parts: &'static [&'static str],
    pub right: Body,
    /// The calls of a case, each with the value by another road.
    pub calls: fn(&Context) -> Vec<Call>,
    /// The other road, in words: "by dual numbers".
    pub by: &'static str,
    /// True if it holds only for targets that sum to 1.
    pub assumes_targets_sum_to_1: bool,
    /// True if its mistakes are those of a question by hand as well.
    pub by_hand: bool,
    /// The index that counts the entries of a vector of answers: k for y, j for z.
    pub over: Option<char>,
    /// The distance that is always allowed, for numbers of the size 1.
    pub slack: f64,
    pub faults: &'static [Fault],
    /// Right bodies in an unusual form.
    pub alternatives: &'static [Body],
}

/// One call of a function.
#[derive(Debug, Clone)]
pub struct Call {
    /// The place, in the letters of the equation: `w₀₁`, `sample 2`; empty where a case has one call.
    pub at: String,
    pub arguments: Vec<Argument>,
    pub expected: Answer,
    /// Which entry it is about, for formulas.
    pub indices: Indices,
    /// The current sample.
    pub n: usize,
}

/// A mistake that people make.
#[derive(Debug)]
pub struct Fault {
    /// A short name for JSON and for tests: `h-for-slope`.
    pub name: &'static str,
    /// The observation, in the equation's letters: what is seen, not why.
    pub symptom: &'static str,
    /// The reason, shown when it is asked for.
    pub cause: &'static str,
    pub body: Body,
    /// Faults of the same blank that give the same numbers in every case.
    pub same_as: &'static [&'static str],
}

impl Blank {
    /// What this program judges of it. A page compiles no Rust, and a function with several parts is not written as a formula; its
    /// mistakes are of use there if a question by hand has them.
    const fn judged_here(self) -> Self {
        if cfg!(target_arch = "wasm32") && !self.parts.is_empty() && !self.by_hand {
            Self {
                right: table::BLANK.right,
                calls: table::BLANK.calls,
                faults: &[],
                ..self
            }
        } else {
            self
        }
    }

    /// The equation and the position of a line of a derivation: 28 and 2 for `eq28_line2_chain_rule`.
    pub fn line(&self) -> Option<(Number, &'static str)> {
        let (position, _) = self.name.split_once("_line")?.1.split_once('_')?;
        Some((self.equation?, position))
    }

    /// The name of a line of a derivation: `28.2`.
    pub fn line_id(&self) -> Option<String> {
        let (equation, position) = self.line()?;
        Some(format!("{equation}.{position}"))
    }

    /// A line of a derivation in words: `line 2 of (28), chain rule`.
    pub fn line_title(&self) -> Option<String> {
        let (equation, position) = self.line()?;
        let (_, words) = self.name.split_once("_line")?.1.split_once('_')?;
        let words = words.replace('_', " ");
        Some(format!("line {position} of ({equation}), {words}"))
    }
}

impl Exercise {
    /// True if `asked` names this exercise.
    pub fn answers_to(&self, asked: &str) -> bool {
        self.id == asked || self.aliases.contains(&asked)
    }
}

/// The exercise of this name.
pub fn find(asked: &str) -> Option<&'static Exercise> {
    all().find(|exercise| exercise.answers_to(asked))
}

/// All functions to write, in the order of the exercises.
pub fn blanks() -> impl Iterator<Item = &'static Blank> {
    all().flat_map(|exercise| exercise.blanks)
}

/// The mistakes that people make in a function, with what each of them gives for these arguments. Nothing for an unknown name.
pub fn mistakes(
    name: &str,
    arguments: &[Argument],
) -> impl Iterator<Item = (Answer, &'static Fault)> {
    let blank = blanks().find(|blank| blank.name == name);
    let faults = blank.map_or(&[][..], |blank| blank.faults);
    faults
        .iter()
        .map(|fault| (fault.body.call(arguments), fault))
}
