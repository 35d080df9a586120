//! Formulas, for readers who do not write Rust: the right side of an equation as text, judged by its values.
//!
//! `sum(k, (y_k − t_k) v_kj) h'(b_j) x_i` is read as the book writes it: letters with indices, implied multiplication, sums over an
//! index. Every equal form is right, since only the numbers are compared, in the same cases and with the same mistakes as for
//! functions. Large sums are left out: a formula is mathematics and has no rounding.

mod index;
mod letters;
mod lexer;
mod numbers;
mod parser;
mod tree;
mod value;

use super::judge::{Mishap, Verdict};
use super::value::{Answer, Argument};
use super::{Blank, Call, Case, Kind, blanks, cases, find};
use crate::equation::{Context, Number};
use crate::model::{Network, Sample};
use letters::Terms;
use numbers::Numbers;
use tree::Tree;
use value::{At, Steps};

/// The reason why a text is not a formula for this equation: one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct FormulaError {
    /// The character of the text at which it is found.
    pub at: usize,
    pub sentence: String,
}

impl FormulaError {
    fn new(at: usize, sentence: String) -> Self {
        Self { at, sentence }
    }
}

/// The verdict on a formula for an equation, by its number, or for a function or an exercise, by its name.
///
/// # Errors
/// A text that is not a formula of this equation's letters.
///
/// ```
/// use nn28::exercise::formula;
/// let missing = formula::judge("26", "(y_k - t_k z_j").unwrap_err();
/// assert_eq!(missing.sentence, "After `(y_k - t_k z_j` a `)` is missing.");
/// ```
pub fn judge(asked: &str, text: &str) -> Result<Verdict, FormulaError> {
    let (blank, terms) = asked_for(asked)?;
    let tree = parser::parse(text, terms)?;
    let cases = cases_for(blank, terms, &tree);
    let mut answers = Answers::new(blank, terms, &tree, &cases)?;
    let mut ask = |arguments: &[Argument]| answers.to(arguments);
    Ok(super::judge::judge(blank, &cases, &mut ask))
}

/// The words that a formula for this equation may use, as a list: `w_ji, x_i, D and M`.
///
/// # Errors
/// An equation that is not written as a formula.
pub fn known(asked: &str) -> Result<String, FormulaError> {
    asked_for(asked).map(|(_, terms)| terms.list())
}

/// The same words one by one.
///
/// # Errors
/// An equation that is not written as a formula.
pub fn words(asked: &str) -> Result<Vec<&'static str>, FormulaError> {
    asked_for(asked).map(|(_, terms)| terms.all().collect())
}

/// What a formula is for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The quantity, `∂E_n/∂w_ji`.
    pub quantity: &'static str,
    /// The function that computes it, by its name.
    pub function: &'static str,
    /// True for a line of a derivation.
    pub is_line: bool,
    /// The other road that it is compared with, in words.
    pub by: &'static str,
    /// The formula as the book has it, as it can be typed.
    pub solution: &'static str,
}

impl Asked {
    /// Nothing for an equation that is not written as a formula.
    pub fn of(asked: &str) -> Option<Self> {
        let (blank, terms) = asked_for(asked).ok()?;
        Some(Self {
            quantity: terms.asked,
            function: blank.name,
            is_line: blank.line().is_some(),
            by: blank.by,
            solution: terms.solution,
        })
    }
}

/// A line of a derivation in words, `line 2 of (28), chain rule`; nothing for a whole equation.
pub fn line_title(asked: &str) -> Option<String> {
    asked_for(asked).ok()?.0.line_title()
}

fn asked_for(asked: &str) -> Result<(&'static Blank, &'static Terms), FormulaError> {
    let number: Option<Number> = asked.parse().ok();
    let of_equation = |blank: &&Blank| {
        let line = blank.line_id();
        let own = blank.equation.zip(number).filter(|_| line.is_none());
        let is_number = own.is_some_and(|(own, asked)| own.answers_to(asked));
        is_number || blank.name == asked || line.is_some_and(|line| line == asked)
    };
    let with_terms = |blank: &'static Blank| Terms::of(blank).map(|terms| (blank, terms));
    let of_exercise =
        || find(asked).and_then(|exercise| exercise.blanks.iter().find_map(with_terms));
    let found = blanks().filter(of_equation).find_map(with_terms);
    found.or_else(of_exercise).ok_or_else(|| {
        let sentence =
            format!("There is no formula to write for {asked}: formulas are for (1) to (28).");
        FormulaError::new(0, sentence)
    })
}

/// The answers of a formula to the calls of all cases.
struct Answers {
    all: Vec<(Vec<Argument>, Answer)>,
    next: usize,
}

impl Answers {
    fn new(
        blank: &Blank,
        terms: &'static Terms,
        tree: &Tree,
        cases: &[Case],
    ) -> Result<Self, FormulaError> {
        let steps = Steps::new();
        let mut all = Vec::new();
        for case in cases {
            for call in (blank.calls)(&case.context) {
                let answer = answer(blank, terms, tree, &call, &case.context, &steps)?;
                all.push((call.arguments, answer));
            }
        }
        Ok(Self { all, next: 0 })
    }

    /// The answer to these arguments. Calls are expected in their order, since the same arguments can belong to several entries;
    /// other arguments than those of the cases have no answer.
    fn to(&mut self, arguments: &[Argument]) -> Result<Answer, Mishap> {
        let is_same = |(own, _): &&(Vec<Argument>, Answer)| own == arguments;
        if let Some((_, answer)) = self.all.get(self.next).filter(is_same) {
            self.next += 1;
            return Ok(answer.clone());
        }
        let found = self.all.iter().find(is_same);
        found
            .map(|(_, answer)| answer.clone())
            .ok_or(Mishap::NoAnswer)
    }
}

/// The answer to one call: a number, or one for each entry of a vector.
fn answer(
    blank: &Blank,
    terms: &'static Terms,
    tree: &Tree,
    call: &Call,
    context: &Context,
    steps: &Steps,
) -> Result<Answer, FormulaError> {
    let numbers = Numbers::new(terms, blank, call, context);
    let value = |over: Option<(char, usize)>| {
        let mut counted = numbers.counted();
        counted.extend(over);
        let mut at = At {
            numbers: &numbers,
            terms,
            steps,
            counted,
        };
        at.value(tree)
    };
    let Some(over) = blank.over else {
        return value(None).map(Answer::from);
    };
    let entries = 0..call.expected.numbers().len();
    let numbers: Result<Vec<f64>, _> = entries.map(|entry| value(Some((over, entry)))).collect();
    numbers.map(Answer::from)
}

/// The cases on which a formula is judged: of the sizes D = M = 2 and K = 3 where it is written out as in the book.
fn cases_for(blank: &Blank, terms: &Terms, tree: &Tree) -> Vec<Case> {
    let any_targets = !terms.assumes_targets_sum_to_1(blank);
    let fits = |case: &Case| !case.kind.is_far() && (any_targets || case.kind != Kind::AnyTargets);
    let ordinary = cases().into_iter().filter(fits);
    let mut letters = Vec::new();
    tree.letters(' ', &mut letters);
    let whole = |index: &tree::Index| index.whole().is_some_and(|whole| whole > 0);
    let is_written_out = letters.iter().any(|letter| letter.at.iter().any(whole));
    if terms.written_out && is_written_out {
        ordinary.map(|case| cut(&case)).collect()
    } else {
        ordinary.collect()
    }
}

/// A case with the book's sizes, D = M = 2 and K = 3: the first weights and inputs of each row, and the last for the bias.
fn cut(case: &Case) -> Case {
    const CLASSES: usize = 3;
    let three = |row: &[f64]| [row[0], row[1], row[row.len() - 1]].to_vec();
    let old = &case.context;
    let w = [0, 1].map(|j| three(&old.network.w[j])).to_vec();
    let v = [0, 1, 2].map(|k| {
        old.network
            .v
            .get(k)
            .map_or(vec![0.5, -0.75, 0.25], |v_k| three(v_k))
    });
    let sample = |(n, one): (usize, &Sample)| {
        let is_one_hot = one.t.iter().all(|t| *t == 0.0 || (*t - 1.0).abs() < 1e-15);
        let sum: f64 = one.t.iter().sum();
        let first: Vec<f64> = one.t.iter().copied().take(CLASSES).collect();
        let part: f64 = first.iter().sum();
        let t = (0..CLASSES).map(|k| {
            if is_one_hot {
                f64::from(u8::from(n % CLASSES == k))
            } else {
                first[k] * sum / part
            }
        });
        Sample {
            x: three(&one.x),
            t: t.collect(),
        }
    };
    let samples = old.samples.iter().enumerate().map(sample).collect();
    let network = Network { w, v: v.to_vec() };
    let mut context = Context::new(network, samples, old.n);
    context.epsilon = old.epsilon;
    context.learning_rate = old.learning_rate;
    Case {
        kind: case.kind,
        context,
    }
}
