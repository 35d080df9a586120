//! From the text of a formula to its tree.

mod letters;
mod slopes;
mod sums;

use super::FormulaError;
use super::index;
use super::letters::Terms;
use super::lexer::{Piece, Token, pieces};
use super::tree::{DOTS, Function, Over, Tree};

/// Brackets, sums and functions within one another.
const MAX_DEPTH: usize = 40;

/// The longest text that is read.
const MAX_LENGTH: usize = 1000;

/// A letter whose value depends on the sample.
pub const OF_A_SAMPLE: &str = "xbzayt";

/// The tree of a formula for an equation.
pub fn parse(text: &str, terms: &'static Terms) -> Result<Tree, FormulaError> {
    if text.chars().count() > MAX_LENGTH {
        let sentence = format!(
            "The formula is longer than {MAX_LENGTH} characters: the book's fit in a line."
        );
        return Err(FormulaError::new(MAX_LENGTH, sentence));
    }
    let mut parser = Parser {
        text: text.chars().collect(),
        tokens: pieces(text)?,
        at: 0,
        depth: 0,
        scope: terms.counted.chars().collect(),
        terms,
    };
    let tree = parser.sum()?;
    match parser.piece() {
        Piece::End => Ok(tree),
        Piece::Sign('=') => {
            let sentence = "Only the right side is asked for, without the `=`.".to_owned();
            Err(parser.error_here(sentence))
        }
        Piece::Sign(')' | ']' | '}') => Err(parser.expected("there is a closing bracket too many")),
        _ => Err(parser.expected("the rest cannot be read")),
    }
}

struct Parser {
    text: Vec<char>,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The indices that are counted here.
    scope: Vec<char>,
    terms: &'static Terms,
}

type Found = Result<Tree, FormulaError>;

impl Parser {
    fn piece(&self) -> &Piece {
        &self.tokens[self.at].piece
    }

    /// The pieces after this one; at the end there is only the end.
    fn later(&self, steps: usize) -> &Piece {
        let last = self.tokens.len() - 1;
        &self.tokens[(self.at + steps).min(last)].piece
    }

    fn place(&self) -> usize {
        self.tokens[self.at].from
    }

    fn step(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len() - 1);
    }

    fn take(&mut self, sign: char) -> bool {
        let is_it = *self.piece() == Piece::Sign(sign);
        if is_it {
            self.step();
        }
        is_it
    }

    fn error_here(&self, sentence: String) -> FormulaError {
        FormulaError::new(self.place(), sentence)
    }

    /// An error with the text before it.
    fn expected(&self, what: &str) -> FormulaError {
        const SHOWN: usize = 24;
        let end = if self.at == 0 {
            0
        } else {
            self.tokens[self.at - 1].to
        };
        if end == 0 {
            return self.error_here(format!("At the beginning {what}."));
        }
        let from = end.saturating_sub(SHOWN);
        let dots = if from == 0 { "" } else { "…" };
        let before: String = self.text[from..end].iter().collect();
        self.error_here(format!("After `{dots}{}` {what}.", before.trim_start()))
    }

    fn close(&mut self, bracket: char) -> Result<(), FormulaError> {
        if self.take(bracket) {
            Ok(())
        } else {
            Err(self.expected(&format!("a `{bracket}` is missing")))
        }
    }

    /// Counts one more bracket, sum or sign within the others.
    fn deeper(&mut self) -> Result<(), FormulaError> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        let sentence =
            format!("There are more than {MAX_DEPTH} brackets, sums or signs within one another.");
        Err(self.error_here(sentence))
    }

    /// Terms with + and − between them, and rows of dots.
    fn sum(&mut self) -> Found {
        self.deeper()?;
        let mut terms = vec![self.signed_term(true)?];
        while matches!(self.piece(), Piece::Sign('+' | '-')) {
            if self.later(1) == &Piece::Sign('…') {
                self.dots(&mut terms)?;
            } else {
                terms.push(self.signed_term(false)?);
            }
        }
        self.depth -= 1;
        let add = |sum: Tree, term: Tree| match term {
            Tree::Minus(term) => Tree::Two('-', Box::new(sum), term),
            term => Tree::Two('+', Box::new(sum), Box::new(term)),
        };
        let mut terms = terms.into_iter();
        let first = terms.next().unwrap_or(Tree::Number(0.0));
        Ok(terms.fold(first, add))
    }

    /// A term, with the sign in front of it.
    fn signed_term(&mut self, is_first: bool) -> Found {
        let minus = self.take('-');
        if !minus && !self.take('+') && !is_first {
            return Err(self.expected("a + or a − is missing"));
        }
        let term = self.product()?;
        Ok(if minus {
            Tree::Minus(Box::new(term))
        } else {
            term
        })
    }

    /// `… + last`: the terms before the dots begin the row.
    fn dots(&mut self, terms: &mut Vec<Tree>) -> Result<(), FormulaError> {
        let place = self.place();
        let unclear = || {
            let sentence = "The dots are unclear: before them the first terms are needed and after them the last, \
                            as in w_0 x_0 + w_1 x_1 + … + w_D x_D.";
            FormulaError::new(place, sentence.to_owned())
        };
        self.step();
        self.step();
        let last = self.signed_term(false)?;
        let second = terms.pop().ok_or_else(unclear)?;
        let mut ends = None;
        let mut series = second.series(&last, &mut ends);
        if let Some(first) = terms.last() {
            let (mut step, mut whole) = (None, None);
            let is_start = first.series(&second, &mut step).is_some();
            let steps = step.and_then(|(from, to)| Some((from, to.whole()?)));
            if is_start && steps.is_some_and(|(from, to)| to == from + 1) {
                series = first.series(&last, &mut whole);
                ends = whole;
                terms.pop();
            }
        }
        let (body, (from, to)) = series.zip(ends).ok_or_else(unclear)?;
        terms.push(Tree::Over(Box::new(Over {
            is_sum: true,
            index: DOTS,
            limits: Some((Tree::Number(from as f64), index::value(&to))),
            body,
            place,
        })));
        Ok(())
    }

    /// Factors with ·, / or nothing between them, from left to right.
    fn product(&mut self) -> Found {
        let mut product = self.power()?;
        let mut divided = false;
        loop {
            let sign = match self.piece() {
                Piece::Sign('*') => '*',
                Piece::Sign('/') => '/',
                _ if self.begins_factor() => {
                    if divided {
                        self.check_division()?;
                    }
                    ' '
                }
                _ => return Ok(product),
            };
            if sign != ' ' {
                self.step();
            }
            divided = sign == '/';
            let factor = self.power()?;
            let sign = if divided { '/' } else { '*' };
            product = Tree::Two(sign, Box::new(product), Box::new(factor));
        }
    }

    fn begins_factor(&self) -> bool {
        match self.piece() {
            Piece::Number(_) | Piece::Letter(_) | Piece::Word(_) => true,
            Piece::Sign(sign) => "([{∂".contains(*sign),
            Piece::Index(_) | Piece::End => false,
        }
    }

    /// `/ 2 ε` can be read in two ways.
    fn check_division(&self) -> Result<(), FormulaError> {
        let clear = match self.piece() {
            Piece::Word(_) => true,
            Piece::Sign(_) => self.tokens[self.at].spaced,
            _ => false,
        };
        if clear {
            return Ok(());
        }
        Err(self.expected(
            "it is unclear if the next factor is above or below the line: write · or brackets",
        ))
    }

    fn power(&mut self) -> Found {
        self.deeper()?;
        let found = self.power_within();
        self.depth -= 1;
        found
    }

    fn power_within(&mut self) -> Found {
        if self.take('-') {
            return Ok(Tree::Minus(Box::new(self.power()?)));
        }
        let base = self.atom()?;
        let exponent = match self.piece() {
            Piece::Sign('²') => Tree::Number(2.0),
            Piece::Sign('³') => Tree::Number(3.0),
            Piece::Sign('^') => {
                self.step();
                let exponent = self.power()?;
                return Ok(Tree::Two('^', Box::new(base), Box::new(exponent)));
            }
            _ => return Ok(base),
        };
        self.step();
        Ok(Tree::Two('^', Box::new(base), Box::new(exponent)))
    }

    fn atom(&mut self) -> Found {
        let place = self.place();
        match self.piece().clone() {
            Piece::Number(number) => {
                self.step();
                Ok(Tree::Number(number))
            }
            Piece::Sign(open @ ('(' | '[' | '{')) => {
                self.step();
                let inner = self.sum()?;
                self.close(closing(open))?;
                Ok(inner)
            }
            Piece::Sign('∂') => self.slope(),
            Piece::Word("sum") => self.over(true),
            Piece::Word("max") => self.over(false),
            Piece::Word(word) => {
                self.step();
                let function = match word {
                    "exp" => Function::Exp,
                    "log" => Function::Log,
                    _ => Function::Sqrt,
                };
                self.argument(function)
            }
            Piece::Letter('h') => self.sigmoid(),
            Piece::Letter('f') if self.terms.has("f") => {
                self.step();
                self.argument(Function::Any)
            }
            Piece::Letter('E') if self.terms.has("E(w,v)") => self.error_at(),
            Piece::Letter(name) => {
                self.step();
                self.letter(name, place)
            }
            Piece::End => Err(self.expected("something is missing")),
            Piece::Index(_) | Piece::Sign(_) => {
                Err(self.expected("a number, a letter or a bracket is missing"))
            }
        }
    }

    /// The argument of a function: in brackets, or the next letter or number.
    fn argument(&mut self, function: Function) -> Found {
        let inner = match self.piece() {
            Piece::Sign('(' | '[' | '{') | Piece::Letter(_) | Piece::Number(_) => {
                self.power_of_argument()?
            }
            _ => return Err(self.expected("a bracket is missing, as in exp(a_k)")),
        };
        Ok(Tree::Of(function, Box::new(inner)))
    }

    fn power_of_argument(&mut self) -> Found {
        if let Piece::Sign(open @ ('(' | '[' | '{')) = *self.piece() {
            self.step();
            let inner = self.sum()?;
            self.close(closing(open))?;
            return Ok(inner);
        }
        self.atom()
    }

    /// h, or h′.
    fn sigmoid(&mut self) -> Found {
        let place = self.place();
        self.step();
        let (function, word) = if self.take('′') {
            (Function::SigmoidSlope, "h′")
        } else {
            (Function::Sigmoid, "h")
        };
        if !self.terms.has(word) {
            let refused = if self.terms.of == "4" { "y" } else { word };
            return Err(FormulaError::new(place, self.terms.refusal(refused)));
        }
        self.argument(function)
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
