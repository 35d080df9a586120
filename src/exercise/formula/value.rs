//! The value of a formula.

use std::cell::Cell;

use super::FormulaError;
use super::letters::Terms;
use super::numbers::Numbers;
use super::parser::OF_A_SAMPLE;
use super::tree::{Function, Index, Letter, Over, Part, Tree};
use crate::model::backprop::derivative;
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};

/// The steps of one judgement: a hundred times what the longest equation of the book needs.
const MAX_STEPS: usize = 3_000_000;

/// The steps that are left to a judgement.
#[derive(Debug)]
pub struct Steps(Cell<usize>);

impl Steps {
    pub fn new() -> Self {
        Self(Cell::new(MAX_STEPS))
    }

    fn take(&self, count: usize) -> Result<(), FormulaError> {
        let left = self.0.get().checked_sub(count);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| {
            let sentence = "The formula takes too many steps: use fewer sums within one another.";
            FormulaError::new(0, sentence.to_owned())
        })
    }
}

/// A formula at one place of a case.
pub struct At<'a> {
    pub numbers: &'a Numbers,
    pub terms: &'static Terms,
    pub steps: &'a Steps,
    /// The values of the counted indices, the innermost last.
    pub counted: Vec<(char, usize)>,
}

type Value = Result<f64, FormulaError>;

impl At<'_> {
    pub fn value(&mut self, tree: &Tree) -> Value {
        self.steps.take(1)?;
        Ok(match tree {
            Tree::Number(number) => *number,
            Tree::Letter(letter) => self.letter(letter)?,
            Tree::Minus(of) => -self.value(of)?,
            Tree::Two(sign, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    '/' => left / right,
                    _ => left.powf(right),
                }
            }
            Tree::Of(function, of) => {
                let of = self.value(of)?;
                match function {
                    Function::Exp => of.exp(),
                    Function::Log => of.ln(),
                    Function::Sqrt => of.sqrt(),
                    Function::Sigmoid => eq04_sigmoid(of),
                    Function::SigmoidSlope => sigmoid_slope(of),
                    Function::Any => self.numbers.apply(of),
                }
            }
            Tree::Largest(all) => {
                let mut largest = f64::NEG_INFINITY;
                for one in all {
                    largest = largest.max(self.value(one)?);
                }
                largest
            }
            Tree::Over(over) => self.over(over)?,
            Tree::Slope(of, along) => self.slope(of, along)?,
            Tree::Derivative(along, of) => self.derivative(along, of)?,
            Tree::Error(both) => self.error(both)?,
        })
    }

    fn letter(&self, letter: &Letter) -> Value {
        let counted = self
            .counted
            .iter()
            .rev()
            .find(|(name, _)| *name == letter.name);
        if let Some((_, value)) = counted {
            return Ok(*value as f64);
        }
        if letter.name == 'E' {
            let n = self.place(letter, 0)?;
            return Ok(self.numbers.value('E', n, &[]));
        }
        let (n, at) = self.places(letter)?;
        Ok(self.numbers.value(letter.name, n, &at))
    }

    /// The sample of a letter, and its other indices.
    fn places(&self, letter: &Letter) -> Result<(usize, Vec<usize>), FormulaError> {
        let first = self.has_sample(letter);
        let n = if first {
            self.place(letter, 0)?
        } else {
            self.sample()
        };
        let at = (usize::from(first)..letter.at.len()).map(|position| self.place(letter, position));
        Ok((n, at.collect::<Result<_, _>>()?))
    }

    /// True if the first index of a letter is its sample.
    fn has_sample(&self, letter: &Letter) -> bool {
        // A letter that is known in slopes alone has the indices that it has there.
        OF_A_SAMPLE.contains(letter.name)
            && self.terms.letter(letter.name).is_some()
            && letter.at.len() > self.terms.indices(letter.name).len()
    }

    /// The sample that is counted, or the current one.
    fn sample(&self) -> usize {
        let counted = self.counted.iter().rev().find(|(name, _)| *name == 'n');
        counted.map_or(self.numbers.context.n, |(_, n)| *n)
    }

    /// An index of a letter, in its range.
    fn place(&self, letter: &Letter, position: usize) -> Result<usize, FormulaError> {
        let index = &letter.at[position];
        let length = self.range(letter, position);
        let value = self.index(index);
        let found = usize::try_from(value).ok().filter(|found| *found < length);
        found.ok_or_else(|| {
            let last = length.saturating_sub(1);
            let sentence = format!(
                "`{letter}`: the index {index} is {value} somewhere, and it runs from 0 to {last} there."
            );
            FormulaError::new(letter.place, sentence)
        })
    }

    fn range(&self, letter: &Letter, position: usize) -> usize {
        match (self.has_sample(letter), position) {
            (true, 0) => self.numbers.length('E', 0),
            (true, position) => self.numbers.length(letter.name, position - 1),
            (false, position) => self.numbers.length(letter.name, position),
        }
    }

    fn index(&self, index: &Index) -> i64 {
        let part = |(minus, part): &(bool, Part)| {
            let value = match part {
                Part::Whole(whole) => *whole,
                Part::Size(name) => self.numbers.size(*name).unwrap_or(0),
                Part::Counted(name) => {
                    let counted = self.counted.iter().rev().find(|(other, _)| other == name);
                    counted.map_or(0, |(_, value)| *value)
                }
            };
            let value = whole(value);
            if *minus { -value } else { value }
        };
        index.0.iter().map(part).sum()
    }

    fn over(&mut self, over: &Over) -> Value {
        let (first, last) = self.limits(over)?;
        let mut found = if over.is_sum { 0.0 } else { f64::NEG_INFINITY };
        for value in first..=last {
            let Ok(value) = usize::try_from(value) else {
                let sentence = format!("The {} of a sum begins below 0.", over.index);
                return Err(FormulaError::new(over.place, sentence));
            };
            self.counted.push((over.index, value));
            let one = self.value(&over.body);
            self.counted.pop();
            found = if over.is_sum {
                found + one?
            } else {
                found.max(one?)
            };
        }
        Ok(found)
    }

    /// The first and the last value of an index.
    fn limits(&mut self, over: &Over) -> Result<(i64, i64), FormulaError> {
        if let Some((first, last)) = &over.limits {
            let (first, last) = (self.value(first)?, self.value(last)?);
            return Ok((first.round() as i64, last.round() as i64));
        }
        if over.index == 'n' {
            return Ok((0, whole(self.numbers.length('E', 0)) - 1));
        }
        let mut letters = Vec::new();
        over.body.letters(over.index, &mut letters);
        let mut limits: Option<(i64, i64)> = None;
        for letter in letters {
            for (position, index) in letter.at.iter().enumerate() {
                let Some(shift) = self.shift(index, over.index) else {
                    continue;
                };
                let length = whole(self.range(letter, position));
                let (first, last) = limits.unwrap_or((0, i64::MAX));
                limits = Some((first.max(-shift), last.min(length - 1 - shift)));
            }
        }
        limits.ok_or_else(|| {
            let index = over.index;
            let sentence = format!("Nothing in this sum has the index {index} that it counts.");
            FormulaError::new(over.place, sentence)
        })
    }

    /// The number that is added to the counted letter in an index, if it has that letter.
    fn shift(&self, index: &Index, counted: char) -> Option<i64> {
        let own = (false, Part::Counted(counted));
        let position = index.0.iter().position(|part| *part == own)?;
        let mut others = index.clone();
        others.0.remove(position);
        Some(self.index(&others))
    }

    fn slope(&self, of: &Letter, along: &Letter) -> Value {
        let (n, place) = if of.name == 'E' {
            let n = self.place(of, 0)?;
            (n, 0)
        } else {
            (self.sample(), self.place(of, 0)?)
        };
        let at = (0..along.at.len()).map(|position| self.place(along, position));
        let at: Vec<usize> = at.collect::<Result<_, _>>()?;
        Ok(self.numbers.slope((of.name, place), (along.name, &at), n))
    }

    /// A derivative that is left to be measured.
    fn derivative(&mut self, along: &Letter, of: &Tree) -> Value {
        let at = (0..along.at.len()).map(|position| self.place(along, position));
        let at: Vec<usize> = at.collect::<Result<_, _>>()?;
        // Six passes, which are paid before they are made: derivatives within one another are six to a power.
        let n = self.sample();
        self.steps.take(100 * self.numbers.context.samples.len())?;
        let now = self.numbers.value(along.name, n, &at);
        let failure = Cell::new(None);
        let value = derivative(
            |moved| {
                let numbers = self.numbers.moved(along, n, &at, moved);
                let mut there = At {
                    numbers: &numbers,
                    counted: self.counted.clone(),
                    ..*self
                };
                there.value(of).unwrap_or_else(|error| {
                    failure.set(Some(error));
                    f64::NAN
                })
            },
            now,
        );
        failure.take().map_or(Ok(value), Err)
    }

    /// E after the weights that are named have their new values.
    fn error(&mut self, both: &[Tree; 2]) -> Value {
        let samples = self.numbers.context.samples.len();
        self.steps.take(50 * samples)?;
        let mut network = self.numbers.context.network.clone();
        for (tree, name) in both.iter().zip(['w', 'v']) {
            let row = match tree {
                Tree::Letter(letter) if letter.at.is_empty() => continue,
                Tree::Largest(row) => row.as_slice(),
                one => std::slice::from_ref(one),
            };
            for one in row {
                let mut letters = Vec::new();
                one.letters(' ', &mut letters);
                let Some(weight) = letters.into_iter().find(|letter| letter.name == name) else {
                    continue;
                };
                let (_, at) = self.places(weight)?;
                let value = self.value(one)?;
                let matrix = if name == 'w' {
                    &mut network.w
                } else {
                    &mut network.v
                };
                matrix[at[0]][at[1]] = value;
            }
        }
        Ok(self.numbers.error_of(&network))
    }
}

/// A number that can be subtracted from. Sizes and indices are far smaller than the largest.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX >> 8)
}
