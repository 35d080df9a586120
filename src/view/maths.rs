//! TeX in two dimensions on a grid of characters, each piece in the colour of its letter.
//!
//! `term-maths` lays the equation out but knows no colours. So every coloured character travels through it in disguise, as a
//! character of Unicode's private use area that says which letter's colour it has, and is recognised again in the finished grid.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::theme::Theme;
use crate::scene::colour::SymbolColor;
use crate::scene::marks::{Piece, pieces};

/// An equation on a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    rows: Vec<Vec<(char, Option<SymbolColor>)>>,
    baseline: usize,
}

const DISGUISES: u32 = 0xE000;
const PER_INK: u32 = 0x100;
const BOLD: u32 = 0x80;
const MINUS: char = '−';
/// More layouts than this are not remembered.
const MAX_KNOWN: usize = 512;

/// Lay out marked TeX.
///
/// ```
/// use nn28::view::maths::layout;
/// assert_eq!(layout(r"\frac{\ink{y}{a}}{2}").to_string(), " a \n───\n 2 ");
/// ```
#[must_use]
pub fn layout(tex: &str) -> Block {
    let terms = terms(tex);
    if terms.len() <= FEW_TERMS {
        return set(tex);
    }
    let mut sum = Block {
        rows: vec![Vec::new()],
        baseline: 0,
    };
    for (sign, term) in terms {
        if let Some(sign) = sign {
            sum = sum.beside(Block {
                rows: vec![vec![(' ', None), (sign, None), (' ', None)]],
                baseline: 0,
            });
        }
        sum = sum.beside(set(term));
    }
    sum
}

/// Longer sums are laid out term by term, for the time that `term-maths` takes grows much faster than the length.
const FEW_TERMS: usize = 6;

/// The terms of a sum, each with the sign before it, split outside of all brackets.
fn terms(tex: &str) -> Vec<(Option<char>, &str)> {
    if tex.contains(r"\begin") {
        return vec![(None, tex)];
    }
    let (mut terms, mut sign, mut start, mut depth) = (Vec::new(), None, 0, 0);
    for (at, c) in tex.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            '+' | '-'
                if depth == 0 && tex[..at].ends_with(' ') && tex[at + 1..].starts_with(' ') =>
            {
                let term = tex[start..at].trim();
                if !term.is_empty() && !term.ends_with('=') {
                    terms.push((sign, term));
                    sign = Some(if c == '-' { MINUS } else { c });
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    terms.push((sign, tex[start..].trim()));
    terms
}

/// Lay out marked TeX as a whole, or remember how it was laid out: a frame shows mostly what the frame before has shown, and laying
/// out takes longer than all else.
fn set(tex: &str) -> Block {
    thread_local! {
        static KNOWN: RefCell<BTreeMap<String, Block>> = const { RefCell::new(BTreeMap::new()) };
    }
    if let Some(block) = KNOWN.with_borrow(|known| known.get(tex).cloned()) {
        return block;
    }
    let block = laid_out(tex);
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        known.insert(tex.to_owned(), block.clone());
    });
    block
}

fn laid_out(tex: &str) -> Block {
    let block = term_maths::render(&disguise(&spaced(tex)));
    let rows = block.cells().iter().map(|row| reveal(row)).collect();
    Block {
        rows,
        baseline: block.baseline(),
    }
}

impl Block {
    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How many rows it takes.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Two blocks beside each other, their baselines on one line.
    #[must_use]
    pub fn beside(self, other: Self) -> Self {
        let baseline = self.baseline.max(other.baseline);
        let below = (self.height() - self.baseline.min(self.height()))
            .max(other.height() - other.baseline.min(other.height()));
        let (left, right) = (self.padded(baseline, below), other.padded(baseline, below));
        let join = |(mut left, right): (Vec<_>, Vec<_>)| {
            left.extend(right);
            left
        };
        Self {
            rows: left.into_iter().zip(right).map(join).collect(),
            baseline,
        }
    }

    /// The rows, with empty ones above and below.
    fn padded(self, baseline: usize, below: usize) -> Vec<Vec<(char, Option<SymbolColor>)>> {
        let width = self.width();
        let blank = || vec![(' ', None); width];
        let above = baseline - self.baseline;
        let missing = (baseline + below).saturating_sub(above + self.height());
        let mut rows: Vec<_> = (0..above).map(|_| blank()).collect();
        rows.extend(self.rows.into_iter().map(|mut row| {
            row.resize(width, (' ', None));
            row
        }));
        rows.extend((0..missing).map(|_| blank()));
        rows
    }

    /// The block in pieces that are no wider than `width`, broken before signs. What follows the
    /// first piece is set in by `indent`.
    #[must_use]
    pub fn wrapped(self, width: usize, indent: usize) -> Vec<Self> {
        self.broken(width, indent).0
    }

    /// The pieces, and how bad the worst of the breaks between them is: 0 between terms outside of all brackets.
    pub(super) fn broken(self, width: usize, indent: usize) -> (Vec<Self>, i32) {
        if self.width() <= width {
            return (vec![self], 0);
        }
        let Some((at, rank)) = self.best_break(width, indent) else {
            return (vec![self], i32::MAX);
        };
        let (mut first, mut rest) = (self.clone(), self);
        for row in &mut first.rows {
            row.truncate(at);
        }
        for row in &mut rest.rows {
            let tail = row.split_off(at.min(row.len()));
            *row = vec![(' ', None); indent];
            row.extend(tail);
        }
        // What is left is shorter, for breaks stand behind the indent.
        let (pieces, worst) = rest.broken(width, indent);
        let pieces = [first].into_iter().chain(pieces).collect();
        (pieces, rank.max(worst))
    }

    /// The block, with a sign for what is left out of its middle if it is wider than `width`: whole terms if that is possible.
    #[must_use]
    pub fn elided(self, width: usize) -> Self {
        if self.width() <= width {
            return self;
        }
        let free: Vec<usize> = (1..self.width())
            .filter(|column| self.is_free(*column))
            .collect();
        let is_sign = |column: &&usize| {
            let sign = self.rows[self.baseline].get(**column + 1);
            sign.is_some_and(|(c, _)| matches!(*c, '+' | MINUS)) && free.contains(&(**column + 2))
        };
        let signs: Vec<usize> = free.iter().filter(is_sign).copied().collect();
        let found = self
            .without_middle(&signs, width)
            .or_else(|| self.without_middle(&free, width));
        found.unwrap_or_else(|| self.cut(width))
    }

    /// The block without what stands between two of the places, which are chosen so that as much as possible remains.
    fn without_middle(&self, places: &[usize], width: usize) -> Option<Self> {
        const SIGN: usize = 2;
        let total = self.width();
        let begins = |column: usize| {
            let row = self.rows.get(self.baseline)?;
            let filled = row.iter().take(column).filter(|(c, _)| *c != ' ').count();
            (filled > 1).then_some(column)
        };
        let mut best: Option<(usize, usize)> = None;
        for first in places.iter().filter_map(|place| begins(*place)) {
            for last in places.iter().copied().chain([total]) {
                let kept = |(first, last): (usize, usize)| first + total - last;
                let is_better = best.is_none_or(|best| kept((first, last)) > kept(best));
                if last > first + SIGN && kept((first, last)) + SIGN <= width && is_better {
                    best = Some((first, last));
                }
            }
        }
        let (first, last) = best?;
        let mut shorter = self.clone();
        for (number, row) in shorter.rows.iter_mut().enumerate() {
            row.resize(total, (' ', None));
            let left_out = &row[first..last];
            let is_bar = left_out.iter().all(|(c, _)| *c == '─');
            let is_blank = left_out.iter().all(|(c, _)| *c == ' ');
            let sign = match (is_bar, is_blank && number != self.baseline) {
                (true, _) => ['─', '─'],
                (_, true) => [' ', ' '],
                _ => [' ', '⋯'],
            };
            row.splice(first..last, sign.map(|c| (c, None)));
        }
        Some(shorter)
    }

    /// Whether a column holds nothing but the bar of a fraction.
    fn is_free(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().map(|row| row.get(column));
        cells.all(|cell| matches!(cell, None | Some((' ' | '─', _))))
    }

    /// The block, cut if it is wider than `width`: between numbers, and with a sign that something is missing.
    #[must_use]
    pub fn cut(mut self, width: usize) -> Self {
        if self.width() <= width || width == 0 {
            return self;
        }
        let at = (0..width).rev().find(|column| self.is_free(*column));
        let at = at.unwrap_or(width - 1);
        for row in &mut self.rows {
            row.truncate(at);
        }
        if let Some(row) = self.rows.get_mut(self.baseline) {
            row.resize(at, (' ', None));
            row.push(('…', None));
        }
        self
    }

    /// The last of the best columns before which the block may be broken so that the first piece fits.
    fn best_break(&self, width: usize, indent: usize) -> Option<(usize, i32)> {
        let mut breaks = self.breaks(indent);
        breaks.retain(|(column, _)| *column <= width);
        let best = breaks.iter().map(|(_, rank)| *rank).min()?;
        breaks.into_iter().rfind(|(_, rank)| *rank == best)
    }

    /// The columns before which the block may be broken, each with a rank: between terms outside of all brackets is best, then
    /// within products, then within brackets. Brackets that are more than a row high stay whole.
    fn breaks(&self, indent: usize) -> Vec<(usize, i32)> {
        let Some(line) = self.rows.get(self.baseline) else {
            return Vec::new();
        };
        let (mut depth, mut tall, mut outermost) = (0, 0, 0);
        let mut breaks: Vec<(usize, i32)> = Vec::new();
        for (column, (c, _)) in line.iter().enumerate() {
            match *c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                '⎛' | '⎜' | '⎝' | '⎡' | '⎢' | '⎣' => tall += 1,
                '⎞' | '⎟' | '⎠' | '⎤' | '⎥' | '⎦' => tall -= 1,
                '+' | MINUS | '=' | '≈' | '·' | '/'
                    if tall == 0 && column > indent && self.stands_alone(column) =>
                {
                    let is_product = i32::from(matches!(*c, '·' | '/'));
                    breaks.push((column, 2 * depth + is_product));
                }
                _ => {}
            }
            outermost = outermost.min(depth);
        }
        // A piece that begins within a bracket closes more brackets than it opens.
        for (_, rank) in &mut breaks {
            *rank -= 2 * outermost;
        }
        breaks
    }

    /// Whether nothing stands above or below a sign on the baseline, and spaces stand around it.
    fn stands_alone(&self, column: usize) -> bool {
        let blank =
            |row: usize, column: usize| self.rows[row].get(column).is_none_or(|(c, _)| *c == ' ');
        let others = (0..self.rows.len()).filter(|row| *row != self.baseline);
        blank(self.baseline, column - 1)
            && blank(self.baseline, column + 1)
            && others.into_iter().all(|row| blank(row, column))
    }

    /// Empty columns as wide as another block: what is beside it lines up with what is beside the other.
    #[must_use]
    pub fn blank_like(other: &Self) -> Self {
        Self {
            rows: vec![vec![(' ', None); other.width()]],
            baseline: 0,
        }
    }

    /// The rows as styled text.
    #[must_use]
    pub fn lines(&self, theme: Theme) -> Vec<Line<'static>> {
        self.rows.iter().map(|row| styled(row, theme)).collect()
    }
}

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|(c, _)| *c).collect())
            .collect();
        f.write_str(&rows.join("\n"))
    }
}

/// TeX that `term-maths` sets with the spaces of a printed page: around products, after log, none after a sign.
fn spaced(tex: &str) -> String {
    let tex = tex
        .replace(r"\cdot ", r"\,\cdot\,")
        .replace(r"\log ", r"\log\,")
        .replace(r"\quad", r"\,\,\,");
    let mut out = String::with_capacity(tex.len());
    let mut before = '(';
    for c in tex.chars() {
        // A sign after an opening bracket, a sign or nothing at all belongs to what follows.
        let is_sign = "-+".contains(c) && matches!(before, '(' | '{' | '=' | '&' | ',');
        out.push(if is_sign { hidden(c as u32, None) } else { c });
        if c != ' ' {
            before = c;
        }
    }
    out
}

fn disguise(tex: &str) -> String {
    pieces(tex)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(tex) => tex.to_owned(),
            Piece::Colored(letter, tex) => SymbolColor::of_letter(letter)
                .map_or_else(|| tex.to_owned(), |ink| disguised(tex, ink)),
        })
        .collect()
}

/// Letters, digits and signs in disguise; commands and indices as they are.
fn disguised(tex: &str, ink: SymbolColor) -> String {
    if let Some(letter) = tex
        .strip_prefix(r"\mathbf{")
        .and_then(|rest| rest.chars().next())
    {
        return hidden(letter as u32 | BOLD, Some(ink)).to_string();
    }
    let mut out = String::new();
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
                    out.push(letter);
                }
            }
            '_' | '^' => {
                out.push(c);
                let braced = chars.peek() == Some(&'{');
                for c in chars.by_ref() {
                    out.push(c);
                    if !braced || c == '}' {
                        break;
                    }
                }
            }
            c if c.is_ascii_alphanumeric() || "-.".contains(c) => {
                out.push(hidden(c as u32, Some(ink)));
            }
            c => out.push(c),
        }
    }
    out
}

/// A character in disguise, in the colour of a letter or in none.
fn hidden(code: u32, ink: Option<SymbolColor>) -> char {
    let position = SymbolColor::ALL
        .iter()
        .position(|other| Some(*other) == ink);
    let number = position.unwrap_or(SymbolColor::ALL.len()) as u32;
    char::from_u32(DISGUISES + number * PER_INK + code).unwrap_or('?')
}

fn reveal(row: &[String]) -> Vec<(char, Option<SymbolColor>)> {
    let mut last = None;
    row.iter()
        .filter_map(|cell| cell.chars().next())
        .map(|c| {
            let (c, ink) = revealed(c);
            // An index has the colour of its letter.
            last = if ink.is_some() || !is_index(c) {
                ink
            } else {
                last
            };
            (c, last)
        })
        .collect()
}

fn revealed(c: char) -> (char, Option<SymbolColor>) {
    let Some(code) = (c as u32)
        .checked_sub(DISGUISES)
        .filter(|code| *code < PER_INK * (SymbolColor::ALL.len() as u32 + 1))
    else {
        return (if c == '-' { MINUS } else { c }, None);
    };
    let ink = SymbolColor::ALL.get((code / PER_INK) as usize).copied();
    let plain = code % PER_INK;
    let bold = || char::from_u32('𝐚' as u32 + (plain & !BOLD) - 'a' as u32);
    let c = if plain & BOLD == 0 {
        char::from_u32(plain)
    } else {
        bold()
    };
    (c.map_or('?', |c| if c == '-' { MINUS } else { c }), ink)
}

fn is_index(c: char) -> bool {
    matches!(c, '₀'..='₎' | 'ₐ'..='ₜ' | 'ᵢ' | 'ⱼ' | 'ᵣ'..='ᵥ' | '⁰'..='⁾' | '²' | '³' | '¹')
}

fn styled(row: &[(char, Option<SymbolColor>)], theme: Theme) -> Line<'static> {
    let mut spans: Vec<(String, Option<SymbolColor>)> = Vec::new();
    for (c, ink) in row {
        match spans.last_mut() {
            Some((text, last)) if last == ink => text.push(*c),
            _ => spans.push((c.to_string(), *ink)),
        }
    }
    let span = |(text, ink): (String, Option<SymbolColor>)| {
        Span::styled(text, ink.map_or(Style::new(), |ink| theme.ink(ink)))
    };
    Line::from(spans.into_iter().map(span).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation::{self, Context, ink::marked};
    use crate::scene::marks::plain;

    #[test]
    fn a_letter_keeps_its_colour_together_with_its_index() {
        let block = layout(&marked("w_{ji} x_i"));
        let inks: Vec<_> = block.rows[0].iter().map(|(_, ink)| *ink).collect();
        let (w, x) = (Some(SymbolColor::W), Some(SymbolColor::X));
        assert_eq!(
            (block.to_string().as_str(), inks),
            ("wⱼᵢ xᵢ", vec![w, w, w, None, x, x])
        );
    }

    #[test]
    fn colours_change_nothing_but_the_colours() {
        let case = Context::worked_example();
        for entry in equation::all() {
            for line in entry.lines {
                let symbols = marked(line.tex);
                assert_eq!(
                    layout(&symbols).to_string(),
                    layout(&plain(&symbols)).to_string(),
                    "{}",
                    entry.number
                );
                let drawn = layout(&(line.numbers)(&case)).to_string();
                assert!(
                    !drawn.contains('\\')
                        && !drawn.contains(|c| ('\u{E000}'..'\u{F8FF}').contains(&c)),
                    "{drawn}"
                );
            }
        }
    }

    #[test]
    fn a_long_sum_looks_the_same_term_by_term_as_in_one_piece() {
        let products = |n: usize| format!(r"\ink{{w}}{{{n}.5000}} \cdot \ink{{x}}{{x_{{{n}}}}}");
        let fractions = |n: usize| format!(r"\frac{{\ink{{y}}{{y_{n}}} + 1}}{{(a - {n})^2}}");
        let brackets = |n: usize| format!(r"(0.{n} - 1) \log \ink{{y}}{{y_{n}}}");
        for term in [&products as &dyn Fn(usize) -> String, &fractions, &brackets] {
            for sign in [" + ", " - "] {
                let sum = (0..9).map(term).collect::<Vec<_>>().join(sign);
                for tex in [sum.clone(), format!("-{sum}")] {
                    assert_eq!(layout(&tex).to_string(), set(&tex).to_string(), "{tex}");
                    assert_eq!(terms(&tex).len(), 9, "{tex}");
                }
            }
        }
    }

    #[test]
    fn a_block_that_is_too_wide_is_cut_between_numbers() {
        let block = layout(r"\frac{1.2345 + 6.7890}{2.2222 + 3.3333}").cut(12);
        assert!(block.width() <= 12 && block.to_string().contains('…'));
        assert!(block.to_string().contains("1.2345") && !block.to_string().contains("6.7"));
    }

    #[test]
    fn a_sum_is_broken_between_its_terms_and_not_within_its_brackets() {
        let sum = layout(r"1.1111 (2.2222 - 3.3333) + 4.4444 (5.5555 - 6.6666) + 7.7777");
        let pieces: Vec<String> = sum.wrapped(30, 2).iter().map(Block::to_string).collect();
        assert_eq!(
            pieces.len(),
            2 + usize::from(pieces.len() > 2),
            "{pieces:?}"
        );
        assert!(
            pieces.iter().skip(1).all(|piece| piece.starts_with("  + ")),
            "{pieces:?}"
        );
        let product = layout(r"(1.1111 - 2.2222)\,\text{/}\,(3.3333 + 4.4444)");
        let pieces = product.wrapped(14, 2);
        assert!(pieces.iter().all(|piece| piece.width() <= 14), "{pieces:?}");
    }

    #[test]
    fn whole_terms_are_left_out_of_the_middle() {
        let block = layout("1.1111 + 2.2222 + 3.3333 + 4.4444").elided(24);
        assert_eq!(block.to_string(), "1.1111 ⋯ + 4.4444");
    }

    #[test]
    fn a_sign_stands_close_to_what_it_belongs_to() {
        assert_eq!(layout(r"\exp(-\ink{y}{a}) - 1").to_string(), "exp(−a) − 1");
        assert_eq!(
            layout(r"\ink{w}{-2.0000} \cdot 0.5").to_string(),
            "−2.0000 · 0.5"
        );
    }
}
