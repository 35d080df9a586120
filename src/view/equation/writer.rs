//! The parts of a card, in lines of a width.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};

use crate::scene::tex::{Kind, rewritten};
use crate::scene::wrap::{cut_at_word, wrap};
use crate::scene::{EquationCard, PrintedCard};
use crate::view::maths::{Block, layout};
use crate::view::painter::Parts as _;
use crate::view::theme::Theme;

pub type Lines = Vec<Line<'static>>;

/// The rows that a right side may take, in the order in which they are tried. A sign shows where some are left out.
pub const ROWS: [usize; 5] = [usize::MAX, 12, 6, 3, 2];

/// The width of a sign between two sides, with the blanks around it.
const SIGN: usize = 3;

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
    width: usize,
    left: Block,
}

impl<'a> Writer<'a> {
    pub fn new(card: &'a EquationCard, theme: Theme, width: usize) -> Self {
        Self {
            card,
            theme,
            width,
            left: layout(&card.left),
        }
    }

    pub fn lines(&self) -> Range<usize> {
        0..self.card.lines.len()
    }

    pub fn groups(&self, most: usize) -> Groups {
        let mut head = vec![vec![self.title(self.width)]];
        for number in self.lines() {
            head.push(self.symbols(number, most));
            head.push(self.worked(number, most, self.lines().len() == 1));
        }
        let last = self.lines().last().and_then(|_| head.pop());
        let mut below = self.ending();
        let core = [last.unwrap_or_default(), below.remove(0)];
        Groups { head, core, below }
    }

    /// A card that is too high even if its sums are shortened. The numbers of its last line, their value and the check stay; the
    /// rows that are left out are counted: below, or else in the middle.
    pub fn cut_within(&self, room: usize) -> Lines {
        let groups = self.groups(ROWS[4]);
        let count = |groups: &[Lines]| groups.iter().map(Vec::len).sum::<usize>();
        let (head, below) = (count(&groups.head), count(&groups.below));
        if below > 0 && head + count(&groups.core) < room {
            return self.cut_below(groups.all(), room);
        }
        let mut core = groups.core.concat();
        if core.len() + 2 > room {
            core = self.groups(1).core.concat();
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

    /// A derivation, line by line: the current line is marked, bright, and always on the screen.
    pub fn walk(self, area: Rect, buffer: &mut Buffer) {
        let title = self.title(area.width.into());
        // Beside the sign of the current line.
        let below = area.beside(1).below(1);
        let width = below.width.into();
        let narrower = Self { width, ..self };
        let room = usize::from(below.height);
        let (rows, read) = narrower.derivation(room);
        // As little is left out above as shows the whole line, and the rows left out below are counted there.
        let first = (read.end + 1).saturating_sub(room).min(read.start);
        let first = first.min(rows.len().saturating_sub(room));
        let shown: Lines = rows.into_iter().skip(first).collect();
        Paragraph::new(title).render(area, buffer);
        Paragraph::new(Text::from(narrower.cut_below(shown, room))).render(below, buffer);
        let marked = read.start - first..(read.end - first).min(room);
        for (index, row) in marked.enumerate() {
            let sign = if index == 0 { "▸" } else { "│" };
            let (y, style) = (below.y + row as u16, narrower.theme.title());
            buffer.set_string(area.x.saturating_sub(1), y, sign, style);
        }
    }

    /// The rows of a derivation and of its ending, and which of them are those of the current line.
    fn derivation(&self, room: usize) -> (Lines, Range<usize>) {
        let last = self.lines().len().saturating_sub(1);
        let read = self.card.line.unwrap_or(0).min(last);
        let ending = self.ending().concat();
        let step =
            |number, most| [self.symbols(number, most), self.worked(number, most, false)].concat();
        let whole = self.lines().flat_map(|number| step(number, ROWS[0]));
        let is_low = whole.count() + ending.len() > room;
        let (mut text, mut current) = (Lines::new(), 0..0);
        for number in self.lines() {
            // The current line shows as much as there is room for.
            let fits = |most: &usize| !is_low || number == read && step(number, *most).len() < room;
            let most = ROWS.into_iter().find(fits).unwrap_or(ROWS[4]);
            let rows = step(number, most);
            if number == read {
                current = text.len()..text.len() + rows.len();
                text.extend(rows);
            } else {
                let dim = |row: Line| Line::styled(row.to_string(), self.theme.dim());
                text.extend(rows.into_iter().map(dim));
            }
        }
        text.extend(ending);
        (text, current)
    }

    /// The check, a sentence about the numbers, and the printed form.
    pub fn ending(&self) -> Vec<Lines> {
        let note = Some(&self.card.note).filter(|note| !note.is_empty());
        let note = note.map(|note| self.paragraph(("", Style::new()), note, Style::new()));
        let printed = self.card.printed.as_ref();
        let printed = printed.map(|printed| self.misprint(printed));
        let parts = [Some(self.check()), note, printed].into_iter();
        parts.flatten().collect()
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
        let is_alone = number == 0 && !side.fits(self.width);
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
        side.lines(self, most)
    }

    fn side(&self, number: usize, right: &'a str) -> Side<'a> {
        let left = match number {
            0 => self.left.clone(),
            _ => Block::blank_like(&self.left),
        };
        let sign = &self.card.sign;
        Side { left, sign, right }
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
    fn broken(&self, block: Block, indent: usize, most: usize) -> Lines {
        let indent = indent.min(self.width / 3);
        let (pieces, _) = block.broken(self.width, indent);
        let left_out = pieces.len().saturating_sub(most);
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

/// A right side after its sign, in line with the first, which alone has the left side before it.
struct Side<'a> {
    left: Block,
    sign: &'a str,
    right: &'a str,
}

impl Side<'_> {
    fn alone(&self, right: &str) -> Block {
        layout(&format!(r"\,{}\,", self.sign)).beside(layout(right))
    }

    fn whole(&self) -> Block {
        self.left.clone().beside(self.alone(self.right))
    }

    /// True if both sides fit beside each other, broken no worse than the right one alone would be.
    fn fits(&self, width: usize) -> bool {
        let whole = strain(&self.whole(), width, self.left.width() + SIGN);
        let alone = || strain(&self.alone(self.right), width, SIGN);
        whole == 0 || whole < i32::MAX && whole <= alone()
    }

    /// Both sides, or the right one alone where they do not fit beside each other; a fraction that is still too wide in one row.
    fn lines(&self, writer: &Writer<'_>, most: usize) -> Lines {
        let width = writer.width;
        if self.fits(width) {
            return writer.broken(self.whole(), self.left.width() + SIGN, most);
        }
        let mut right = self.alone(self.right);
        if strain(&right, width, SIGN) == i32::MAX {
            right = self.alone(&flat(self.right, width.saturating_sub(SIGN)));
        }
        writer.broken(right, SIGN, most)
    }
}

/// The badness of breaking a block: 0 between terms, more within them, most of all if it does not fit even so.
fn strain(block: &Block, width: usize, indent: usize) -> i32 {
    let (pieces, worst) = block.clone().broken(width, indent.min(width / 3));
    let fits = pieces.iter().all(|piece| piece.width() <= width);
    if fits { worst } else { i32::MAX }
}

/// Fractions that are wider than the room, with a stroke instead of a bar.
fn flat(tex: &str, room: usize) -> String {
    let bracket = |tex: &str| match tex.find(' ') {
        Some(_) => format!("({tex})"),
        None => tex.to_owned(),
    };
    rewritten(tex, &|piece| {
        if piece.kind != Kind::Command("frac") {
            return None;
        }
        if layout(piece.source).width() <= room {
            return Some(piece.source.to_owned());
        }
        let (above, below) = (bracket(piece.text(0)), bracket(piece.text(1)));
        Some(format!(r"{above}\,\text{{/}}\,{below}"))
    })
}
