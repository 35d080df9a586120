//! A grid of characters in colours: joined, broken before signs, or with its middle left out.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::theme::Theme;
use crate::scene::colour::SymbolColor;

type Cell = (char, Option<SymbolColor>);

const BLANK: Cell = (' ', None);
const MINUS: char = '−';
/// The ranks of a break before a factor, and within brackets that are more than a row high.
const FACTOR: i32 = 20;
const TALL: i32 = 100;

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Block {
    rows: Vec<Vec<Cell>>,
    baseline: usize,
}

impl Block {
    pub fn text(text: &str, color: Option<SymbolColor>) -> Self {
        let sign = |c| if c == '-' { MINUS } else { c };
        let row = text.chars().map(|c| (sign(c), color)).collect();
        let (rows, baseline) = (vec![row], 0);
        Self { rows, baseline }
    }

    /// A bracket around something `height` rows high.
    pub fn bracket(sign: &str, height: usize) -> Self {
        let [top, middle, bottom] = match sign {
            _ if height < 2 => return Self::text(sign, None),
            "(" => ['⎛', '⎜', '⎝'],
            ")" => ['⎞', '⎟', '⎠'],
            "[" => ['⎡', '⎢', '⎣'],
            "]" => ['⎤', '⎥', '⎦'],
            _ => return Self::text(sign, None),
        };
        let mut rows = vec![vec![(middle, None)]; height];
        (rows[0][0].0, rows[height - 1][0].0) = (top, bottom);
        let baseline = height / 2;
        Self { rows, baseline }
    }

    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Two blocks beside each other, their baselines on one line.
    pub fn beside(mut self, mut other: Self) -> Self {
        let above = self.baseline.max(other.baseline);
        let below = |block: &Self| block.height().saturating_sub(block.baseline);
        let height = above + below(&self).max(below(&other));
        self.grow(above, height);
        other.grow(above, height);
        for (row, more) in self.rows.iter_mut().zip(other.rows) {
            row.extend(more);
        }
        self
    }

    fn grow(&mut self, baseline: usize, height: usize) {
        let blank = vec![BLANK; self.width()];
        for row in &mut self.rows {
            row.resize(blank.len(), BLANK);
        }
        let above = std::iter::repeat_n(blank.clone(), baseline - self.baseline);
        self.rows.splice(0..0, above);
        self.rows.resize(height, blank);
        self.baseline = baseline;
    }

    /// The block on top of another, with its own baseline.
    pub fn over(mut self, mut below: Self) -> Self {
        let width = self.width().max(below.width());
        self.center(width);
        below.center(width);
        self.rows.extend(below.rows);
        self
    }

    /// The block below another, with its own baseline.
    pub fn under(self, above: Self) -> Self {
        let baseline = above.height() + self.baseline;
        let rows = above.over(self).rows;
        Self { rows, baseline }
    }

    fn center(&mut self, width: usize) {
        let left = (width - self.width()) / 2;
        for row in &mut self.rows {
            row.splice(0..0, std::iter::repeat_n(BLANK, left));
            row.resize(width, BLANK);
        }
    }

    /// The block in pieces no wider than `width`, broken before signs, the pieces after the first indented; and how bad the worst of the
    /// breaks is: 0 between terms outside of all brackets.
    pub fn broken(self, width: usize, indent: usize) -> (Vec<Self>, i32) {
        if self.width() <= width {
            return (vec![self], 0);
        }
        let breaks = self.breaks(indent).into_iter().rev();
        let fitting = breaks.filter(|(column, _)| *column <= width);
        // The last of the best.
        let Some((at, rank)) = fitting.min_by_key(|(_, rank)| *rank) else {
            return (vec![self], i32::MAX);
        };
        let (mut first, mut rest) = (self.clone(), self);
        for row in &mut first.rows {
            row.truncate(at);
        }
        for row in &mut rest.rows {
            row.splice(..at.min(row.len()), vec![BLANK; indent]);
        }
        // The rest is shorter, for breaks lie behind the indent.
        let (pieces, worst) = rest.trimmed().broken(width, indent);
        let pieces = [first.trimmed()].into_iter().chain(pieces).collect();
        (pieces, rank.max(worst))
    }

    /// The block without the empty rows above and below it.
    fn trimmed(mut self) -> Self {
        let is_empty = |row: &Vec<Cell>| row.iter().all(|(c, _)| *c == ' ');
        let above = self
            .rows
            .iter()
            .take(self.baseline)
            .take_while(|row| is_empty(row))
            .count();
        self.rows.drain(..above);
        self.baseline -= above;
        while self.height() > self.baseline + 1 && self.rows.last().is_some_and(is_empty) {
            self.rows.pop();
        }
        self
    }

    /// The block with its middle left out if it is wider than `width`: whole terms if that is possible. A sign says so.
    pub fn elided(self, width: usize) -> Self {
        if self.width() <= width {
            return self;
        }
        let columns = 1..self.width();
        let free: Vec<usize> = columns.filter(|column| self.is_free(*column)).collect();
        let is_sign = |column: &&usize| {
            let sign = self.rows[self.baseline].get(**column + 1);
            sign.is_some_and(|(c, _)| matches!(*c, '+' | MINUS)) && free.contains(&(**column + 2))
        };
        let signs: Vec<usize> = free.iter().filter(is_sign).copied().collect();
        let mut shorter = [signs, free].into_iter();
        let found = shorter.find_map(|columns| self.without_middle(&columns, width));
        found.unwrap_or_else(|| self.cut(width))
    }

    /// The block without the columns between two of these, chosen so that as much as possible remains.
    fn without_middle(&self, columns: &[usize], width: usize) -> Option<Self> {
        const SIGN: usize = 2;
        let total = self.width();
        let line = self.rows.get(self.baseline)?;
        let begins = |column: &&usize| {
            let before = line.iter().take(**column);
            before.filter(|(c, _)| *c != ' ').count() > 1
        };
        let lasts = || columns.iter().copied().chain([total]);
        let firsts = columns.iter().filter(begins);
        let (first, last) = firsts
            .flat_map(|first| lasts().map(move |last| (*first, last)))
            .filter(|(first, last)| *last > first + SIGN && first + total + SIGN <= width + last)
            .min_by_key(|(first, last)| last - first)?;
        let mut shorter = self.clone();
        for (number, row) in shorter.rows.iter_mut().enumerate() {
            row.resize(total, BLANK);
            let is_all = |sign: char| row[first..last].iter().all(|(c, _)| *c == sign);
            let sign = match number {
                _ if is_all('─') => ['─', '─'],
                number if number != self.baseline && is_all(' ') => [' ', ' '],
                _ => [' ', '⋯'],
            };
            row.splice(first..last, sign.map(|c| (c, None)));
        }
        Some(shorter)
    }

    /// True if a column holds nothing except the bar of a fraction.
    fn is_free(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().map(|row| row.get(column));
        cells.all(|cell| matches!(cell, None | Some((' ' | '─', _))))
    }

    /// The block, cut between numbers if it is wider than `width`. A sign says so.
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
            row.resize(at, BLANK);
            row.push(('…', None));
        }
        self
    }

    /// The columns before which the block may be broken, each with a rank: best between terms outside of all brackets, then within
    /// products, then within brackets, then before a factor, and at worst within brackets that are more than a row high.
    fn breaks(&self, indent: usize) -> Vec<(usize, i32)> {
        let Some(line) = self.rows.get(self.baseline) else {
            return Vec::new();
        };
        let (mut depth, mut outermost) = (0, 0);
        let mut breaks = Vec::new();
        for (column, (c, _)) in line.iter().enumerate() {
            let kind = match *c {
                '+' | MINUS | '=' | '≈' if self.is_alone(column) => Some(0),
                '·' | '/' if self.is_alone(column) => Some(1),
                _ if self.begins_factor(column) => Some(FACTOR),
                _ => None,
            };
            let found = kind.filter(|_| column > indent);
            breaks.extend(found.map(|kind| (column, depth + kind)));
            depth += match *c {
                '(' | '[' => 2,
                ')' | ']' => -2,
                '⎛' | '⎜' | '⎝' | '⎡' | '⎢' | '⎣' => TALL,
                '⎞' | '⎟' | '⎠' | '⎤' | '⎥' | '⎦' => -TALL,
                _ => 0,
            };
            outermost = outermost.min(depth);
        }
        // A piece that begins within a bracket closes more brackets than it opens.
        for (_, rank) in &mut breaks {
            *rank -= outermost;
        }
        breaks
    }

    /// True if a column has something after an empty one, and no sign on either side.
    fn begins_factor(&self, column: usize) -> bool {
        let is_blank = |column: usize| {
            let mut cells = self.rows.iter().map(|row| row.get(column));
            cells.all(|cell| cell.is_none_or(|(c, _)| *c == ' '))
        };
        let line = &self.rows[self.baseline];
        let before = line.iter().take(column).rev().find(|(c, _)| *c != ' ');
        let is_sign = |c: char| "+−=≈·/×∑∏".contains(c);
        column > 0
            && !is_blank(column)
            && is_blank(column - 1)
            && !line.get(column).is_some_and(|(c, _)| is_sign(*c))
            && before.is_some_and(|(c, _)| !is_sign(*c))
    }

    /// True if a sign on the baseline has nothing above or below it, and blanks around it.
    fn is_alone(&self, column: usize) -> bool {
        let blank = |row: &[Cell], column: usize| row.get(column).is_none_or(|(c, _)| *c == ' ');
        let line = &self.rows[self.baseline];
        let mut rows = self.rows.iter().enumerate();
        blank(line, column - 1)
            && blank(line, column + 1)
            && rows.all(|(n, row)| n == self.baseline || blank(row, column))
    }

    /// Empty columns as wide as another block: its right side lines up with that of the other.
    pub fn blank_like(other: &Self) -> Self {
        Self::text(&" ".repeat(other.width()), None)
    }

    pub fn lines(&self, theme: Theme) -> Vec<Line<'static>> {
        let span = |cells: &[Cell]| {
            let text: String = cells.iter().map(|(c, _)| *c).collect();
            Span::styled(text, cells[0].1.map_or(Style::new(), |ink| theme.ink(ink)))
        };
        let line = |row: &Vec<Cell>| row.chunk_by(|a, b| a.1 == b.1).map(span).collect();
        self.rows.iter().map(line).collect()
    }
}

impl std::fmt::Display for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |row: &Vec<Cell>| row.iter().map(|(c, _)| *c).collect::<String>();
        f.write_str(&self.rows.iter().map(text).collect::<Vec<_>>().join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::marks::marked;
    use crate::view::maths::layout;

    #[test]
    fn a_letter_keeps_its_colour_together_with_its_index() {
        let block = layout(&marked("w_{ji} x_i"));
        let inks: Vec<_> = block.rows[0].iter().map(|(_, ink)| *ink).collect();
        let (w, x) = (Some(SymbolColor::W), Some(SymbolColor::X));
        assert_eq!(block.to_string(), "wⱼᵢ xᵢ");
        assert_eq!(inks, [w, w, w, None, x, x]);
    }

    #[test]
    fn a_block_that_is_too_wide_is_cut_between_numbers() {
        let block = layout(r"\frac{1.2345 + 6.7890}{2.2222 + 3.3333}").cut(12);
        let text = block.to_string();
        assert!(block.width() <= 12 && text.contains('…'), "{text}");
        assert!(text.contains("1.2345") && !text.contains("6.7"), "{text}");
    }

    #[test]
    fn a_sum_is_broken_between_its_terms_and_not_within_its_brackets() {
        let sum = layout(r"1.1111 (2.2222 - 3.3333) + 4.4444 (5.5555 - 6.6666) + 7.7777");
        let (pieces, _) = sum.broken(30, 2);
        let pieces: Vec<String> = pieces.iter().map(Block::to_string).collect();
        assert!([2, 3].contains(&pieces.len()), "{pieces:?}");
        let mut rest = pieces.iter().skip(1);
        assert!(rest.all(|piece| piece.starts_with("  + ")), "{pieces:?}");
        let product = layout(r"(1.1111 - 2.2222)\,\text{/}\,(3.3333 + 4.4444)");
        let (pieces, _) = product.broken(14, 2);
        assert!(pieces.iter().all(|piece| piece.width() <= 14), "{pieces:?}");
    }

    #[test]
    fn whole_terms_are_left_out_of_the_middle() {
        let block = layout("1.1111 + 2.2222 + 3.3333 + 4.4444").elided(24);
        assert_eq!(block.to_string(), "1.1111 ⋯ + 4.4444");
    }
}
