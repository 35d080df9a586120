//! Sums over an index, and the largest of several numbers.

use super::super::FormulaError;
use super::super::index;
use super::super::lexer::Piece;
use super::super::tree::{Over, Tree};
use super::{Found, Parser};

/// The letters that a sum can count.
const COUNTED: &str = "kjinlm";

impl Parser {
    /// `sum(k, …)`, `∑_k …`, `∑_{k=0}^{K−1} …`, `sum(k = 0 .. K−1, …)`, and the same for `max`.
    pub(super) fn over(&mut self, is_sum: bool) -> Found {
        let place = self.place();
        self.step();
        if let Piece::Index(text) = self.piece().clone() {
            let (letter, from) = index::of_sum(&text, self.place(), self.terms)?;
            self.step();
            let to = if self.take('^') {
                Some(self.atom()?)
            } else {
                None
            };
            let limits = match (from, to) {
                (Some(from), Some(to)) => Some((from, to)),
                (None, None) => None,
                _ => {
                    return Err(
                        self.expected("a sum needs both of its limits, or none: ∑_{k=0}^{K-1}")
                    );
                }
            };
            return self.counting(letter, |parser| {
                let body = parser.product()?;
                Ok(over(is_sum, letter, limits, body, place))
            });
        }
        if !self.take('(') {
            let sentence = "an index is missing: sum(k, …) or ∑_k …";
            return Err(self.expected(sentence));
        }
        self.over_in_brackets(is_sum, place)
    }

    fn over_in_brackets(&mut self, is_sum: bool, place: usize) -> Found {
        let letter = match (self.piece(), self.later(1)) {
            (Piece::Letter(letter), Piece::Sign(',' | '=')) if COUNTED.contains(*letter) => *letter,
            _ if is_sum => return Err(self.expected("the index is missing, as in sum(k, …)")),
            _ => return self.largest(),
        };
        self.check_index(letter)?;
        self.step();
        let mut limits = None;
        if self.take('=') {
            let from = self.sum()?;
            self.close('‥')?;
            limits = Some((from, self.sum()?));
        }
        if !self.take(',') {
            return Err(self.expected("a comma is missing"));
        }
        self.counting(letter, |parser| {
            let again = matches!(parser.piece(), Piece::Letter(c) if COUNTED.contains(*c));
            let body = if again && matches!(parser.later(1), Piece::Sign(',' | '=')) {
                parser.deeper()?;
                let inner = parser.over_in_brackets(is_sum, place);
                parser.depth -= 1;
                return inner.map(|body| over(is_sum, letter, limits, body, place));
            } else {
                parser.sum()?
            };
            parser.close(')')?;
            Ok(over(is_sum, letter, limits, body, place))
        })
    }

    /// Reads something in which one more index is counted.
    fn counting(&mut self, letter: char, read: impl FnOnce(&mut Self) -> Found) -> Found {
        self.check_index(letter)?;
        self.scope.push(letter);
        let found = read(self);
        self.scope.pop();
        found
    }

    fn check_index(&self, letter: char) -> Result<(), FormulaError> {
        if letter == 'n' && self.terms.has("n") {
            let sentence = "n is the number of inputs here: count them by i.".to_owned();
            return Err(self.error_here(sentence));
        }
        Ok(())
    }

    /// The largest of several numbers.
    fn largest(&mut self) -> Found {
        let mut all = vec![self.sum()?];
        while self.take(',') {
            all.push(self.sum()?);
        }
        self.close(')')?;
        Ok(Tree::Largest(all))
    }
}

fn over(is_sum: bool, index: char, limits: Option<(Tree, Tree)>, body: Tree, place: usize) -> Tree {
    Tree::Over(Box::new(Over {
        is_sum,
        index,
        limits,
        body,
        place,
    }))
}
