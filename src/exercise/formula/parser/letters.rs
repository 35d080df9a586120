//! Letters with their indices, and the reasons to refuse one.

use super::super::FormulaError;
use super::super::index;
use super::super::lexer::Piece;
use super::super::tree::{Letter, Part, Tree};
use super::{Found, OF_A_SAMPLE, Parser};

impl Parser {
    /// A letter after its name has been read.
    pub(super) fn letter(&mut self, name: char, place: usize) -> Found {
        let found = self.letter_and_indices(name, place)?;
        self.check_known(&found)?;
        // The time of a weight: v_kj(τ).
        let is_time = self.piece() == &Piece::Sign('(') && self.later(1) == &Piece::Letter('τ');
        if is_time && self.later(2) == &Piece::Sign(')') {
            self.at += 3;
        }
        Ok(Tree::Letter(found))
    }

    pub(super) fn letter_and_indices(
        &mut self,
        name: char,
        place: usize,
    ) -> Result<Letter, FormulaError> {
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

    pub(super) fn check_counted(&self, letter: &Letter) -> Result<(), FormulaError> {
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
}
