//! Slopes, and E at moved weights.

use super::super::FormulaError;
use super::super::index;
use super::super::lexer::Piece;
use super::super::tree::{Letter, Tree};
use super::{Found, Parser};

impl Parser {
    /// ∂E_n/∂a_k, or ∂/∂a_0 (…).
    pub(super) fn slope(&mut self) -> Found {
        let place = self.place();
        self.step();
        if self.take('/') {
            let along = self.along()?;
            let sentence = || self.terms.refusal(&format!("∂/∂{along}"));
            if !self.terms.measures(along.name) {
                return Err(FormulaError::new(place, sentence()));
            }
            self.check_counted(&along)?;
            let of = self.product()?;
            return Ok(Tree::Derivative(along, Box::new(of)));
        }
        let Piece::Letter(name) = *self.piece() else {
            return Err(self.expected("a letter is missing, as in ∂E_n/∂a_k"));
        };
        self.step();
        let of = self.letter_and_indices(name, place)?;
        if !self.take('/') {
            return Err(self.expected("a `/` is missing, as in ∂E_n/∂a_k"));
        }
        let along = self.along()?;
        let is_of_sample = name == 'E' && !of.at.is_empty();
        let above = if is_of_sample {
            "E_n".to_owned()
        } else {
            name.to_string()
        };
        let shape =
            |letter: &Letter| letter.name == 'E' || letter.at.len() == index::count(letter.name);
        let word = format!("∂{of}/∂{along}");
        if !self.terms.has_slope(&above, along.name) || !shape(&of) || !shape(&along) {
            return Err(FormulaError::new(place, self.terms.refusal(&word)));
        }
        self.check_counted(&of)?;
        self.check_counted(&along)?;
        Ok(Tree::Slope(of, along))
    }

    /// The letter below the line of a derivative.
    fn along(&mut self) -> Result<Letter, FormulaError> {
        let place = self.place();
        if !self.take('∂') {
            return Err(self.expected("a ∂ is missing, as in ∂E_n/∂a_k"));
        }
        let Piece::Letter(name) = *self.piece() else {
            return Err(self.expected("a letter is missing, as in ∂E_n/∂a_k"));
        };
        self.step();
        self.letter_and_indices(name, place)
    }

    /// E(w, v), with one weight of each moved or none: E(w_ji + ε, v).
    pub(super) fn error_at(&mut self) -> Found {
        let place = self.place();
        self.step();
        let unmoved = |name: char| {
            Tree::Letter(Letter {
                name,
                at: Vec::new(),
                place,
            })
        };
        if !self.take('(') {
            return Ok(Tree::Error(Box::new([unmoved('w'), unmoved('v')])));
        }
        let w = self.weights('w')?;
        if !self.take(',') {
            return Err(self.expected("a comma and v are missing, as in E(w_ji + ε, v)"));
        }
        let v = self.weights('v')?;
        self.close(')')?;
        Ok(Tree::Error(Box::new([w, v])))
    }

    /// A bare w, or the new value of one weight w_ji, alone or in a row of them.
    fn weights(&mut self, name: char) -> Found {
        let place = self.place();
        let ends = matches!(self.later(1), Piece::Sign(',' | ')'));
        if *self.piece() == Piece::Letter(name) && ends {
            self.step();
            let at = Vec::new();
            return Ok(Tree::Letter(Letter { name, at, place }));
        }
        if *self.piece() == Piece::Letter(name) && !matches!(self.later(1), Piece::Index(_)) {
            let sentence =
                format!("{name} is a whole matrix: say which weight moves, as in w_ji + ε.");
            return Err(self.error_here(sentence));
        }
        let is_row = *self.piece() == Piece::Sign('(') && self.terms.written_out;
        if !is_row {
            return self.moved(name);
        }
        self.step();
        let mut row = vec![self.moved(name)?];
        while self.take(',') {
            row.push(self.moved(name)?);
        }
        self.close(')')?;
        Ok(Tree::Largest(row))
    }

    /// The new value of one weight.
    fn moved(&mut self, name: char) -> Found {
        let place = self.place();
        let value = self.sum()?;
        let mut letters = Vec::new();
        value.letters(' ', &mut letters);
        if letters.iter().any(|letter| letter.name == name) {
            return Ok(value);
        }
        let sentence = format!("Here a weight {name} is expected that moves, as in w_ji + ε.");
        Err(FormulaError::new(place, sentence))
    }
}
