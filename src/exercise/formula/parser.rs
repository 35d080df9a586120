//! From the text of a formula to its tree.

mod slopes;

use super::FormulaError;
use super::index;
use super::letters::Terms;
use super::lexer::{Piece, Token, pieces};
use super::tree::{DOTS, Function, Letter, Over, Part, Tree};

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

    /// Terms with + and − between them, and rows of dots.
    fn sum(&mut self) -> Found {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let sentence = format!("There are more than {MAX_DEPTH} brackets within one another.");
            return Err(self.error_here(sentence));
        }
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
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let sentence =
                format!("There are more than {MAX_DEPTH} signs and brackets within one another.");
            return Err(self.error_here(sentence));
        }
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

    /// A letter after its name has been read.
    fn letter(&mut self, name: char, place: usize) -> Found {
        let found = self.letter_and_indices(name, place)?;
        self.check_known(&found)?;
        // The time of a weight: v_kj(τ).
        let is_time = self.piece() == &Piece::Sign('(') && self.later(1) == &Piece::Letter('τ');
        if is_time && self.later(2) == &Piece::Sign(')') {
            self.at += 3;
        }
        Ok(Tree::Letter(found))
    }

    fn letter_and_indices(&mut self, name: char, place: usize) -> Result<Letter, FormulaError> {
        let mut at = Vec::new();
        while let Piece::Index(text) = self.piece().clone() {
            at.extend(index::read(&text, self.place(), self.terms)?);
            self.step();
        }
        Ok(Letter { name, at, place })
    }

    /// Checks that a letter is known, has the right number of indices, and that each of them is counted.
    fn check_known(&self, letter: &Letter) -> Result<(), FormulaError> {
        let error = |sentence: String| Err(FormulaError::new(letter.place, sentence));
        let Some(shown) = self.terms.letter(letter.name) else {
            return error(self.terms.refusal(&self.word_at(letter)));
        };
        if letter.name == 'E' {
            if letter.at.is_empty() {
                return error(self.terms.refusal("E"));
            }
        } else {
            let wanted = self.terms.indices(letter.name).len();
            let has_sample = wanted > 0 && OF_A_SAMPLE.contains(letter.name);
            let count = letter.at.len();
            if count != wanted && !(has_sample && count == wanted + 1) {
                return error(format!("`{letter}` needs its indices as in {shown}."));
            }
            if count == wanted && has_sample {
                self.check_sample(letter)?;
            }
        }
        self.check_counted(letter)
    }

    /// Checks that it is clear which sample a letter belongs to.
    fn check_sample(&self, letter: &Letter) -> Result<(), FormulaError> {
        let is_single = self.terms.letter('w') == Some("w_i");
        if is_single || self.scope.contains(&'n') {
            return Ok(());
        }
        let sentence = format!(
            "`{letter}` belongs to one sample, and none is chosen in {}: let a sum count n.",
            self.terms.title()
        );
        Err(FormulaError::new(letter.place, sentence))
    }

    fn check_counted(&self, letter: &Letter) -> Result<(), FormulaError> {
        let parts = letter.at.iter().flat_map(|index| &index.0);
        for (_, part) in parts {
            if let Part::Counted(counted) = part
                && !self.scope.contains(counted)
            {
                let sentence = format!(
                    "The {counted} of `{letter}` is not counted by a sum here, and {} has none from outside.",
                    self.terms.title()
                );
                return Err(FormulaError::new(letter.place, sentence));
            }
        }
        Ok(())
    }

    /// A letter that is not known, with the letters that are written together with it.
    fn word_at(&self, letter: &Letter) -> String {
        let run = |c: &&char| c.is_ascii_alphabetic();
        let before = self.text[..letter.place]
            .iter()
            .rev()
            .take_while(run)
            .count();
        let word: String = self.text[letter.place - before..]
            .iter()
            .take_while(run)
            .collect();
        let is_word = word.len() > 1 && letter.at.is_empty();
        if is_word { word } else { letter.to_string() }
    }

    /// `sum(k, …)`, `∑_k …`, `∑_{k=0}^{K−1} …`, `sum(k = 0 .. K−1, …)`, and the same for `max`.
    fn over(&mut self, is_sum: bool) -> Found {
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
            (Piece::Letter(letter), Piece::Sign(',' | '=')) if "kjinlm".contains(*letter) => {
                *letter
            }
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
            let again = matches!(parser.piece(), Piece::Letter(c) if "kjinlm".contains(*c));
            let body = if again && matches!(parser.later(1), Piece::Sign(',' | '=')) {
                parser.depth += 1;
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

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
