//! The parts of a card, in lines of a width.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};

use super::side::{SIGN, Side};
use crate::scene::wrap::{cut_at_word, wrap};
use crate::scene::{EquationCard, PrintedCard};
use crate::view::maths::{Block, layout};
use crate::view::painter::Parts as _;
use crate::view::theme::Theme;

pub type Lines = Vec<Line<'static>>;

/// The rows that a right side may take, in the order in which they are tried. A sign shows where some are left out.
pub const ROWS: [usize; 5] = [usize::MAX, 12, 6, 3, 2];

/// Said in place of a misprint where there is no room for it.
const MISPRINTED: &str = "✗ The source of these equations errs here: ← shows";

/// A card in groups of rows that belong together.
pub struct Groups {
    /// The title, then the symbols and the numbers of one line after the other, except the numbers of the last.
    head: Vec<Lines>,
    /// The numbers of the last line with their value, and the check.
    core: [Lines; 2],
    below: Vec<Lines>,
}

impl Groups {
    pub fn all(self) -> Lines {
        let groups = self.head.into_iter().chain(self.core).chain(self.below);
        groups.flatten().collect()
    }

    /// The groups with air between them: of several lines, each keeps its numbers close.
    pub fn paragraphs(self) -> Vec<Lines> {
        let groups = self.head.len();
        let mut paragraphs: Vec<Lines> = Vec::new();
        for (index, group) in self.head.into_iter().chain(self.core).enumerate() {
            let belongs = groups > 2 && index % 2 == 0;
            match paragraphs.last_mut().filter(|_| belongs) {
                Some(paragraph) => paragraph.extend(group),
                None => paragraphs.push(group),
            }
        }
        paragraphs.extend(self.below);
        paragraphs
    }
}

pub fn with_air(parts: &[Lines]) -> Lines {
    parts.join(&Line::default())
}

/// Writes the parts of a card in lines of a width. `most` is the number of rows that a right side may take.
pub struct Writer<'a> {
    card: &'a EquationCard,
    theme: Theme,
    pub width: usize,
    left: Block,
    /// The first line that is written, with the left side before it.
    first: usize,
    /// True if the fractions of numbers stand in one row, for a low pane.
    is_flat: bool,
}

impl<'a> Writer<'a> {
    pub fn new(card: &'a EquationCard, theme: Theme, width: usize) -> Self {
        Self {
            card,
            theme,
            width,
            left: layout(&card.left),
            first: 0,
            is_flat: false,
        }
    }

    /// The same with the last line alone, which says what all of them come to.
    pub fn of_last_line(self) -> Self {
        let first = self.card.lines.len().saturating_sub(1);
        Self { first, ..self }
    }

    pub fn lines(&self) -> Range<usize> {
        self.first..self.card.lines.len()
    }

    /// The groups, with the misprint or with a sentence about it alone.
    pub fn groups(&self, most: usize, is_whole: bool) -> Groups {
        let mut head = vec![self.whole_title()];
        for number in self.lines() {
            head.push(self.symbols(number, most));
            head.push(self.worked(number, most, self.lines().len() == 1));
        }
        let last = self.lines().last().and_then(|_| head.pop());
        let mut below = self.ending(is_whole);
        let core = [last.unwrap_or_default(), below.remove(0)];
        Groups { head, core, below }
    }

    /// A card that is too high even if its sums are shortened. The numbers of its last line, their value and the check stay; the
    /// rows that are left out are counted: below, or else in the middle.
    pub fn cut_within(&self, room: usize) -> Lines {
        let groups = self.groups(ROWS[4], false);
        let count = |groups: &[Lines]| groups.iter().map(Vec::len).sum::<usize>();
        let (head, below) = (count(&groups.head), count(&groups.below));
        if below > 0 && head + count(&groups.core) < room {
            return self.cut_below(groups.all(), room);
        }
        let mut core = groups.core.concat();
        if core.len() + 2 > room {
            core = self.groups(1, false).core.concat();
        }
        core.drain(..(core.len() + 2).saturating_sub(room).min(core.len()));
        let kept = room.saturating_sub(core.len() + 1);
        let mut used = 0;
        let fitting = groups.head.into_iter().take_while(|group| {
            used += group.len();
            used <= kept
        });
        let mut text: Lines = fitting.flatten().collect();
        text.push(self.more(head + below - text.len()));
        text.extend(core);
        text
    }

    /// Says how many lines stand before the first that is written.
    pub fn before(&self) -> Lines {
        let count = self.first;
        let lines = if count == 1 { "line" } else { "lines" };
        self.hint(
            count > 0,
            &format!("… {count} {lines} before this one: → reads"),
        )
    }

    /// Says how to come to what is left out.
    pub fn hint(&self, has_use: bool, text: &str) -> Lines {
        let style = self.theme.dim();
        let lines = has_use.then(|| self.paragraph(("", style), text, style));
        lines.unwrap_or_default()
    }

    fn more(&self, count: usize) -> Line<'static> {
        Line::styled(format!("… {count} more lines"), self.theme.dim())
    }

    /// The text with the lines counted for which there is no room.
    pub fn cut_below(&self, mut text: Lines, room: usize) -> Lines {
        if text.len() > room && room > 1 {
            let more = text.len() - (room - 1);
            text.truncate(room - 1);
            text.push(self.more(more));
        }
        text
    }

    /// A derivation, line by line, then its check and the misprint: the current one is marked, bright, and always on the screen.
    pub fn walk(self, area: Rect, buffer: &mut Buffer) {
        // Beside the sign of the current line.
        let area = area.beside(1);
        let narrower = Self {
            width: area.width.into(),
            ..self
        };
        let room = usize::from(area.height);
        let (rows, read) = narrower.derivation(room);
        // As little is left out above as shows the whole line, and the rows left out below are counted there.
        let first = (read.end + 1).saturating_sub(room).min(read.start);
        let first = first.min(rows.len().saturating_sub(room));
        let mut shown: Lines = rows.into_iter().skip(first).collect();
        if read.end - first < room {
            shown = narrower.cut_below(shown, room);
        }
        Paragraph::new(Text::from(shown)).render(area, buffer);
        let marked = read.start - first..(read.end - first).min(room);
        for (index, row) in marked.enumerate() {
            let sign = if index == 0 { "▸" } else { "│" };
            let (y, style) = (area.y + row as u16, narrower.theme.title());
            buffer.set_string(area.x.saturating_sub(1), y, sign, style);
        }
    }

    /// The parts that are read one after the other: the lines, the check, and the misprint.
    pub fn part(&self, number: usize, most: usize) -> Lines {
        if number < self.card.lines.len() {
            return [self.symbols(number, most), self.worked(number, most, false)].concat();
        }
        match &self.card.printed {
            Some(printed) if number > self.card.lines.len() => self.misprint(printed),
            _ => [self.check(), self.note()].concat(),
        }
    }

    /// As much of a part as there is room for: whole, or with the fractions of its numbers in one row, or shortened, which the pane alone
    /// never needs to.
    fn within(&self, number: usize, room: usize) -> Lines {
        let flat = Self {
            left: self.left.clone(),
            is_flat: true,
            ..*self
        };
        let whole = [self, &flat].map(|form| form.part(number, ROWS[0]));
        let shorter = |most: &usize| {
            let hint = self.hint(true, "⋯ is left out: z shows it");
            [self.part(number, *most), hint].concat()
        };
        let shorter = ROWS[1..].iter().map(shorter);
        let mut forms = whole.into_iter().chain(shorter);
        let found = forms.find(|text| text.len() <= room);
        found.unwrap_or_else(|| self.part(number, ROWS[4]))
    }

    /// The rows of title, derivation and ending, and which of them are those of the current part.
    fn derivation(&self, room: usize) -> (Lines, Range<usize>) {
        let parts = 0..self.card.parts();
        let read = self.card.line.unwrap_or(0).min(parts.end - 1);
        let mut text = self.whole_title();
        let mut current = 0..0;
        let whole = parts.clone().map(|number| self.part(number, ROWS[0]).len());
        let is_low = whole.sum::<usize>() + text.len() > room;
        for number in parts {
            let rows = if number == read {
                self.within(number, room)
            } else {
                self.part(number, if is_low { ROWS[4] } else { ROWS[0] })
            };
            if number == read {
                current = text.len()..text.len() + rows.len();
                text.extend(rows);
            } else {
                let dim = |row: Line| Line::styled(row.to_string(), self.theme.dim());
                text.extend(rows.into_iter().map(dim));
            }
        }
        (text, current)
    }

    /// The check, a sentence about the numbers, and the printed form or where it is.
    pub fn ending(&self, is_whole: bool) -> Vec<Lines> {
        let misprint = |printed| {
            if is_whole {
                self.misprint(printed)
            } else {
                self.hint(true, MISPRINTED)
            }
        };
        let printed = self.card.printed.as_ref().map(misprint);
        let note = Some(self.note()).filter(|note| !note.is_empty());
        let parts = [Some(self.check()), note, printed].into_iter();
        parts.flatten().collect()
    }

    fn note(&self) -> Lines {
        let has_note = !self.card.note.is_empty();
        let note =
            has_note.then(|| self.paragraph(("", Style::new()), &self.card.note, Style::new()));
        note.unwrap_or_default()
    }

    /// The title in as many lines as it takes.
    fn whole_title(&self) -> Lines {
        let number = format!("({}) ", self.card.number);
        let text = format!("{number}{}", self.card.title);
        let lines = wrap(&text, self.width.max(10) as u16);
        let mut lines: Lines = lines
            .into_iter()
            .map(|line| Line::raw(line.into_owned()))
            .collect();
        lines[0] = Line::from(vec![
            Span::styled(number.clone(), self.theme.title()),
            Span::raw(lines[0].to_string().split_off(number.len())),
        ]);
        lines
    }

    pub fn title(&self, width: usize) -> Line<'static> {
        let number = Span::styled(format!("({}) ", self.card.number), self.theme.title());
        let room = width.saturating_sub(number.width());
        let words = cut_at_word(&self.card.title, u16::try_from(room).unwrap_or(u16::MAX));
        Line::from(vec![number, Span::raw(words)])
    }

    /// Every line of the equation in symbols, with the left side before the first.
    pub fn all_symbols(&self) -> Lines {
        let symbols = |number| self.symbols(number, usize::MAX);
        self.lines().flat_map(symbols).collect()
    }

    /// A line in symbols. A left side that is too wide for the row of the first has rows of its own.
    fn symbols(&self, number: usize, most: usize) -> Lines {
        let side = self.side(number, &self.card.lines[number].tex);
        let is_alone = number == self.first && !side.fits(self.width);
        let left = is_alone.then(|| self.left.clone().elided(self.width).lines(self.theme));
        [left.unwrap_or_default(), side.lines(self, most)].concat()
    }

    pub fn all_numbers(&self) -> Lines {
        let worked = |number| self.worked(number, usize::MAX, true);
        self.lines().flat_map(worked).collect()
    }

    fn worked(&self, number: usize, most: usize, is_alone: bool) -> Lines {
        let value = self.value(number, self.left.width());
        [self.numbers(number, most, is_alone), vec![value]].concat()
    }

    /// A line in numbers. Below the symbols of the line, only these have the left side before them.
    pub fn numbers(&self, number: usize, most: usize, is_alone: bool) -> Lines {
        let mut side = self.side(number, &self.card.lines[number].numbers);
        if !is_alone {
            (side.left, side.sign) = (Block::blank_like(&self.left), "=");
        }
        side.is_flat = self.is_flat;
        side.lines(self, most)
    }

    fn side(&self, number: usize, right: &'a str) -> Side<'a> {
        let left = if number == self.first {
            self.left.clone()
        } else {
            Block::blank_like(&self.left)
        };
        let sign = &self.card.sign;
        Side {
            left,
            sign,
            right,
            is_flat: false,
        }
    }

    /// The value of a line, below its sign where it fits there.
    pub fn value(&self, number: usize, indent: usize) -> Line<'static> {
        let value = &self.card.lines[number].value;
        let fits = indent + Span::raw(value).width() + SIGN <= self.width;
        let indent = if fits { indent } else { 0 };
        self.result(&format!("{:indent$} = ", ""), value)
    }

    pub fn result(&self, sign: &str, value: &str) -> Line<'static> {
        let value = Span::styled(value.to_owned(), self.theme.title());
        Line::from(vec![Span::raw(sign.to_owned()), value])
    }

    /// A block in pieces below each other. Of too many pieces the first and the last show, with a sign between them.
    pub fn broken(&self, block: Block, indent: usize, most: usize) -> Lines {
        let indent = indent.min(self.width / 3);
        let (pieces, _) = block.broken(self.width, indent);
        // In place of a single piece a sign saves nothing.
        let left_out = pieces.len().saturating_sub(most.saturating_add(1));
        let last = pieces.len() - 1;
        let mut text = Vec::new();
        for (number, piece) in pieces.into_iter().enumerate() {
            let is_out = left_out > 0 && number + 1 >= most && number != last;
            if !is_out {
                text.extend(piece.elided(self.width).lines(self.theme));
            } else if number + 1 == most {
                text.push(Line::styled(format!("{:indent$}⋯", ""), self.theme.dim()));
            }
        }
        text
    }

    pub fn check(&self) -> Lines {
        let (right, wrong) = (("✓ ", self.theme.right()), ("✗ ", self.theme.wrong()));
        let mark = if self.card.holds { right } else { wrong };
        self.paragraph(mark, &self.card.check, self.theme.dim())
    }

    fn misprint(&self, printed: &PrintedCard) -> Lines {
        let block = layout(r"\text{printed: }").beside(layout(&printed.tex));
        let mut text = self.broken(block, 4, usize::MAX);
        text.push(self.result("       = ", &printed.value));
        let mark = ("✗ ", self.theme.wrong());
        text.extend(self.paragraph(mark, &printed.why, self.theme.dim()));
        text
    }

    /// A paragraph indented by the mark with which it begins.
    fn paragraph(&self, mark: (&'static str, Style), text: &str, style: Style) -> Lines {
        let mark = Span::styled(mark.0, mark.1);
        let indent = Span::raw(" ".repeat(mark.width()));
        let width = self.width.saturating_sub(mark.width()).max(10) as u16;
        let marks = std::iter::once(mark).chain(std::iter::repeat(indent));
        let row = |(line, mark): (Cow<str>, _)| {
            Line::from(vec![mark, Span::styled(line.into_owned(), style)])
        };
        wrap(text, width).into_iter().zip(marks).map(row).collect()
    }
}
