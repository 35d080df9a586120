//! The ratio of each slope to the one that it should be, and the pattern of all ratios in words: it names a fault where an error only
//! tells its size.

use crate::engine::Shape;
use crate::scene::number::{compact, rounded};

/// Slopes smaller than this have no ratio: rounding, and the ε of a difference, would make it.
const SMALLEST: f64 = 1e-6;
/// Ratios that differ by a smaller share are the same.
const SAME: f64 = 1e-3;

/// Slopes beside the right ones, for all weights or for the first of them.
pub(in crate::stage::backprop) struct Ratios<'a> {
    pub shape: Shape,
    /// N.
    pub samples: usize,
    pub slopes: &'a [f64],
    pub right: &'a [f64],
}

/// The pattern of the ratios of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pattern {
    /// No slope is large enough for a ratio.
    Unknown,
    Constant(f64),
    /// The last column has this ratio, all else is right.
    LastColumn(f64),
    /// Only the last column is right.
    OnlyLastColumn,
    /// This row is right, and others are not.
    Row(usize),
    None,
}

impl Ratios<'_> {
    /// The ratio of a weight, if the right slope is large enough for one.
    pub fn of(&self, weight: usize) -> Option<f64> {
        let (slope, right) = (self.slopes.get(weight)?, self.right.get(weight)?);
        (right.abs() > SMALLEST).then(|| slope / right)
    }

    /// The known ratios of a block with their rows and columns.
    fn block(&self, letter: char) -> Vec<(usize, usize, f64)> {
        let known = |weight: usize| {
            let (of, row, column) = self.shape.position(weight);
            (of == letter).then_some((row, column, self.of(weight)?))
        };
        (0..self.right.len()).filter_map(known).collect()
    }

    /// The number of slopes of a block that are wrong, and of all.
    pub fn wrong(&self, letter: char) -> (usize, usize) {
        let is_of = |weight: &usize| self.shape.position(*weight).0 == letter;
        let all = (0..self.right.len()).filter(is_of);
        let is_wrong = |weight: &usize| {
            let (slope, right) = (self.slopes[*weight], self.right[*weight]);
            (slope - right).abs() > SAME * slope.abs().max(right.abs()).max(SMALLEST)
        };
        (all.clone().filter(is_wrong).count(), all.count())
    }

    fn pattern(&self, letter: char) -> Pattern {
        let all = self.block(letter);
        let width = match letter {
            'w' => self.shape.inputs,
            _ => self.shape.hidden,
        };
        let constant = |of: &dyn Fn(&(usize, usize, f64)) -> bool| {
            let mut of = all.iter().filter(|one| of(one)).map(|one| one.2);
            let first = of.next()?;
            of.all(|ratio| is_same(ratio, first)).then_some(first)
        };
        let is_right = |of: &dyn Fn(&(usize, usize, f64)) -> bool| {
            constant(of).is_some_and(|ratio| is_same(ratio, 1.0))
        };
        if all.is_empty() {
            return Pattern::Unknown;
        }
        if let Some(ratio) = constant(&|_| true) {
            return Pattern::Constant(ratio);
        }
        if is_right(&|one| one.1 < width)
            && let Some(ratio) = constant(&|one| one.1 == width)
        {
            return Pattern::LastColumn(ratio);
        }
        if is_right(&|one| one.1 == width) {
            return Pattern::OnlyLastColumn;
        }
        let rows = all.iter().map(|one| one.0).max().unwrap_or(0);
        let row = (0..=rows).find(|row| is_right(&|one| one.0 == *row));
        row.map_or(Pattern::None, Pattern::Row)
    }

    /// The ratios of a block in words.
    pub fn words(&self, letter: char) -> String {
        let range = || {
            let all = self.block(letter);
            let low = all.iter().map(|one| one.2).fold(f64::INFINITY, f64::min);
            let high = all
                .iter()
                .map(|one| one.2)
                .fold(f64::NEG_INFINITY, f64::max);
            format!("no constant, from {} to {}", number(low), number(high))
        };
        match self.pattern(letter) {
            Pattern::Unknown => "slopes too small for a ratio".to_owned(),
            Pattern::Constant(ratio) => self.constant(ratio),
            Pattern::LastColumn(ratio) => {
                format!("{} in the last column, 1 in the others", number(ratio))
            }
            Pattern::OnlyLastColumn => format!("1 in the last column, else {}", range()),
            Pattern::Row(row) => format!("1 in row {row}, else {}", range()),
            Pattern::None => range(),
        }
    }

    /// A ratio that is the same everywhere, with the letter whose number it is, if there is one.
    fn constant(&self, ratio: f64) -> String {
        let (n, k) = (self.samples as f64, self.shape.classes as f64);
        let letters = [("N", n), ("K", k), ("1/N", 1.0 / n), ("1/K", 1.0 / k)];
        let mut named = letters
            .into_iter()
            .filter(|(_, size)| is_same(ratio, *size) && !is_same(*size, 1.0));
        named.next().map_or_else(
            || format!("{} everywhere", number(ratio)),
            |(letter, size)| {
                let size = compact(size);
                format!("{size} everywhere, and {letter} = {size}")
            },
        )
    }

    /// The ratios of all weights in words: of both blocks at once where they are alike.
    pub fn summary(&self) -> String {
        let [of_w, of_v] = ['w', 'v'].map(|letter| self.words(letter));
        if self.right.len() <= self.shape.w() || of_w == of_v && of_w.contains("everywhere") {
            return of_w;
        }
        format!("∂E/∂w: {of_w}; ∂E/∂v: {of_v}")
    }
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(other.abs()).max(SAME)
}

fn number(value: f64) -> String {
    // A ratio of 0 is one with a little rounding.
    let value = if value.abs() < SAME * SAME {
        0.0
    } else {
        value
    };
    compact(rounded(value, 4))
}
