//! What: the selected equation in two dimensions, then with its numbers, then its check.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};

use super::maths::{Block, layout};
use super::theme::Theme;
use crate::scene::wrap::{cut_at_word, wrap};
use crate::scene::{EquationCard, EquationLine, PrintedCard};

/// The rows that a right side may take where not everything fits, in the order in which they are tried.
/// What is left out leaves a sign.
const BRIEF: [usize; 4] = [12, 6, 3, 2];

/// The whole card: title, symbols, numbers, check and misprint; with air between them where there is room for it. Several
/// lines follow each other, each with its numbers.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let inner = Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    };
    let (width, room) = (usize::from(inner.width), usize::from(area.height));
    if card.line.is_some() {
        return walk(card, theme, area, inner, buffer);
    }
    let airy = with_air(&Groups::new(card, theme, width, usize::MAX).paragraphs());
    let text = if airy.len() <= room {
        airy
    } else {
        [usize::MAX]
            .into_iter()
            .chain(BRIEF)
            .map(|most| Groups::new(card, theme, width, most).all())
            .find(|text| text.len() <= room)
            .unwrap_or_else(|| cut_within(card, theme, width, room))
    };
    Paragraph::new(Text::from(text)).render(inner, buffer);
}

/// A card in groups of rows that belong together.
struct Groups {
    /// The title, then the symbols and the numbers of one line after the other, but for the numbers of the last.
    head: Vec<Vec<Line<'static>>>,
    /// The numbers of the last line with what they come to, and the check.
    core: [Vec<Line<'static>>; 2],
    /// What stands below the check.
    below: Vec<Vec<Line<'static>>>,
}

impl Groups {
    fn new(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Self {
        let mut head = vec![vec![title(card, theme, width)]];
        let mut last = Vec::new();
        for (number, line) in card.lines.iter().enumerate() {
            head.push(symbols_of(card, number, theme, width, most));
            let mut numbers = if card.lines.len() == 1 {
                numbers_of(card, 0, theme, width, most)
            } else {
                step_numbers(card, number, theme, width, most)
            };
            numbers.push(value(line, layout(&card.left).width(), theme, width));
            if number + 1 == card.lines.len() {
                last = numbers;
            } else {
                head.push(numbers);
            }
        }
        let mut ending = ending(card, theme, width);
        let check = ending.remove(0);
        Self {
            head,
            core: [last, check],
            below: ending,
        }
    }

    fn all(self) -> Vec<Line<'static>> {
        let groups = self.head.into_iter().chain(self.core).chain(self.below);
        groups.flatten().collect()
    }

    /// What has air around it: the numbers of a line of several stand close to its symbols.
    fn paragraphs(self) -> Vec<Vec<Line<'static>>> {
        let groups = self.head.len();
        let mut paragraphs: Vec<Vec<Line<'static>>> = Vec::new();
        for (place, group) in self.head.into_iter().chain(self.core).enumerate() {
            let belongs = groups > 2 && place > 0 && place <= groups && place % 2 == 0;
            match paragraphs.last_mut().filter(|_| belongs) {
                Some(paragraph) => paragraph.extend(group),
                None => paragraphs.push(group),
            }
        }
        paragraphs.extend(self.below);
        paragraphs
    }
}

/// A card that is too high even if its sums are shortened. The numbers of its last line, what they come to and the check stay;
/// what is left out is counted: below, or else in the middle.
fn cut_within(card: &EquationCard, theme: Theme, width: usize, room: usize) -> Vec<Line<'static>> {
    let groups = Groups::new(card, theme, width, BRIEF[3]);
    let count = |groups: &[Vec<Line>]| groups.iter().map(Vec::len).sum::<usize>();
    let (head, below) = (count(&groups.head), count(&groups.below));
    if below > 0 && head + count(&groups.core) < room {
        return cut_below(groups.all(), room, theme);
    }
    let mut core = groups.core.concat();
    if core.len() + 2 > room {
        core = Groups::new(card, theme, width, 1).core.concat();
    }
    core.drain(..(core.len() + 2).saturating_sub(room).min(core.len()));
    let kept = room.saturating_sub(core.len() + 1);
    let mut text: Vec<Line<'static>> = Vec::new();
    for group in groups.head {
        if text.len() + group.len() > kept {
            break;
        }
        text.extend(group);
    }
    let more = head + below - text.len();
    text.push(Line::styled(format!("… {more} more lines"), theme.dim()));
    text.extend(core);
    text
}

/// The whole text if it fits, else the longest of the brief ones that does, else the briefest.
fn shortened<T>(whole: Vec<T>, brief: impl Fn(usize) -> Vec<T>, room: usize) -> Vec<T> {
    let mut text = whole;
    for most in BRIEF {
        if text.len() <= room {
            break;
        }
        text = brief(most);
    }
    text
}

/// What does not fit below is counted.
fn cut_below(mut text: Vec<Line<'static>>, room: usize, theme: Theme) -> Vec<Line<'static>> {
    if text.len() > room && room > 1 {
        let more = text.len() - (room - 1);
        text.truncate(room - 1);
        text.push(Line::styled(format!("… {more} more lines"), theme.dim()));
    }
    text
}

/// A derivation, line by line: the one that is being read is marked, bright, and always on the screen.
fn walk(card: &EquationCard, theme: Theme, area: Rect, inner: Rect, buffer: &mut Buffer) {
    // Beside the sign of the line that is being read.
    let below = Rect {
        x: inner.x + 1.min(inner.width),
        y: inner.y + 1,
        width: inner.width.saturating_sub(1),
        height: area.height.saturating_sub(1),
    };
    let room = usize::from(below.height);
    let (rows, read) = derivation(card, theme, below.width.into(), room);
    // As little is left out above as shows the whole line, and below it how much is left out there.
    let first = (read.end + 1).saturating_sub(room).min(read.start);
    let first = first.min(rows.len().saturating_sub(room));
    let shown: Vec<Line> = rows.into_iter().skip(first).collect();
    Paragraph::new(title(card, theme, inner.width.into())).render(inner, buffer);
    Paragraph::new(Text::from(cut_below(shown, room, theme))).render(below, buffer);
    let marked = read.start - first..(read.end - first).min(room);
    for place in marked {
        let sign = if place == read.start - first {
            "▸"
        } else {
            "│"
        };
        let y = below.y + place as u16;
        buffer.set_stringn(area.x, y, sign, area.width.into(), theme.title());
    }
}

/// The rows of a derivation and of what follows from it, and which of them are those of the line that is being read.
fn derivation(
    card: &EquationCard,
    theme: Theme,
    width: usize,
    room: usize,
) -> (Vec<Line<'static>>, Range<usize>) {
    let last = card.lines.len().saturating_sub(1);
    let read = card.line.unwrap_or(0).min(last);
    let ending = ending(card, theme, width).concat();
    let step = |number: usize, most: usize| step(card, number, theme, width, most);
    let mut steps: Vec<_> = (0..card.lines.len())
        .map(|number| step(number, usize::MAX))
        .collect();
    if steps.iter().map(Vec::len).sum::<usize>() + ending.len() > room {
        for (number, rows) in steps.iter_mut().enumerate() {
            // The line that is being read shows as much as there is room for.
            let room = if number == read {
                room.saturating_sub(1)
            } else {
                0
            };
            *rows = shortened(rows.clone(), |most| step(number, most), room);
        }
    }
    let start = steps.iter().take(read).map(Vec::len).sum();
    let end = steps.iter().take(read + 1).map(Vec::len).sum();
    let bright = |(number, rows): (usize, Vec<Line<'static>>)| {
        let dim = number != read;
        rows.into_iter().map(move |row| dimmed(row, dim, theme))
    };
    let mut rows: Vec<Line> = steps.into_iter().enumerate().flat_map(bright).collect();
    rows.extend(ending);
    (rows, start..end)
}

/// A line of a derivation: in symbols, in numbers, and what it comes to.
fn step(
    card: &EquationCard,
    number: usize,
    theme: Theme,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let mut text = symbols_of(card, number, theme, width, most);
    text.extend(step_numbers(card, number, theme, width, most));
    let indent = layout(&card.left).width();
    text.push(value(&card.lines[number], indent, theme, width));
    text
}

/// The numbers below the symbols of a line: the left side stands before the symbols alone.
fn step_numbers(
    card: &EquationCard,
    number: usize,
    theme: Theme,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let side = Side {
        left: Block::blank_like(&layout(&card.left)),
        sign: "=",
        right: &card.lines[number].numbers,
    };
    side.lines(theme, width, most)
}

fn dimmed(line: Line<'static>, dim: bool, theme: Theme) -> Line<'static> {
    if !dim {
        return line;
    }
    let text: String = line
        .spans
        .iter()
        .map(|span| span.content.as_ref())
        .collect();
    Line::styled(text, theme.dim())
}

/// The equation with its numbers for the smallest screens, and its check if there is room.
pub(super) fn numbers_alone(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let width = area.width.into();
    let room = usize::from(area.height.saturating_sub(1));
    let check = check(card, theme, width);
    let whole = numbers(card, theme, width, usize::MAX);
    let last = |most| {
        let number = card.lines.len().saturating_sub(1);
        let mut text = numbers_of(card, number, theme, width, most);
        text.extend(card.lines.last().map(|line| value(line, 0, theme, width)));
        text
    };
    let shorter = BRIEF.into_iter().chain([1]).map(last);
    let fits = |text: &Vec<Line>| text.len() + check.len() <= room;
    let found = [whole].into_iter().chain(shorter).find(fits);
    let mut text = vec![title(card, theme, width)];
    text.extend(found.unwrap_or_else(|| last(1)));
    text.extend(check);
    let has_free_row = text.len() < area.height.into();
    let text = cut_below(text, area.height.into(), theme);
    Paragraph::new(Text::from(text)).render(area, buffer);
    if has_free_row {
        let keys = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        Line::styled("[ ] n ? q", theme.dim()).render(keys, buffer);
    }
}

/// The card as lines, for where there is no screen. `width`: where lines are broken.
#[must_use]
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    with_air(&parts(card, theme, width, usize::MAX))
}

/// `most`: how many rows of pieces a right side may take.
fn parts(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Vec<Line<'static>>> {
    let mut parts = vec![
        vec![title(card, theme, usize::MAX)],
        symbols(card, theme, width, most),
        numbers(card, theme, width, most),
    ];
    parts.extend(ending(card, theme, width));
    parts
}

/// What stands below the numbers: the check, a sentence that they call for, and the printed form.
fn ending(card: &EquationCard, theme: Theme, width: usize) -> Vec<Vec<Line<'static>>> {
    let mut parts = vec![check(card, theme, width)];
    if !card.note.is_empty() {
        parts.push(marked_paragraph(
            &Span::raw(""),
            &card.note,
            Style::new(),
            width,
        ));
    }
    let printed = card.printed.as_ref();
    parts.extend(printed.map(|printed| misprint(printed, theme, width)));
    parts
}

fn with_air(parts: &[Vec<Line<'static>>]) -> Vec<Line<'static>> {
    parts.join(&Line::default())
}

/// The title, the symbols, and what they come to.
pub(super) fn in_brief(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut text = vec![title(card, theme, usize::MAX)];
    text.extend(symbols(card, theme, width, usize::MAX));
    if let Some(line) = card.lines.last() {
        text.push(Line::from(vec![
            Span::raw("  = "),
            Span::styled(line.value.clone(), theme.title()),
        ]));
    }
    text
}

fn title(card: &EquationCard, theme: Theme, width: usize) -> Line<'static> {
    let number = Span::styled(format!("({}) ", card.number), theme.title());
    let room = width.saturating_sub(number.width());
    let words = cut_at_word(&card.title, u16::try_from(room).unwrap_or(u16::MAX));
    Line::from(vec![number, Span::raw(words)])
}

/// Every line of the equation in symbols, with the left side before the first.
fn symbols(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Line<'static>> {
    (0..card.lines.len())
        .flat_map(|number| symbols_of(card, number, theme, width, most))
        .collect()
}

/// A line in symbols. A left side that is too wide to stand before the first has rows of its own.
fn symbols_of(
    card: &EquationCard,
    number: usize,
    theme: Theme,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let side = Side::new(card, number, &card.lines[number].tex);
    let mut text = Vec::new();
    if number == 0 && !side.fits(width) {
        text.extend(layout(&card.left).elided(width).lines(theme));
    }
    text.extend(side.lines(theme, width, most));
    text
}

/// A line in numbers.
fn numbers_of(
    card: &EquationCard,
    number: usize,
    theme: Theme,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let Some(line) = card.lines.get(number) else {
        return Vec::new();
    };
    Side::new(card, number, &line.numbers).lines(theme, width, most)
}

/// Every line in numbers, with what it comes to.
fn numbers(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Line<'static>> {
    let indent = layout(&card.left).width();
    let mut text = Vec::new();
    for (number, line) in card.lines.iter().enumerate() {
        text.extend(numbers_of(card, number, theme, width, most));
        text.push(value(line, indent, theme, width));
    }
    text
}

/// What a line comes to, below its sign where it fits there.
fn value(line: &EquationLine, indent: usize, theme: Theme, width: usize) -> Line<'static> {
    let needed = Span::raw(&line.value).width() + 3;
    let indent = if indent + needed <= width { indent } else { 0 };
    let value = [
        Span::raw(format!("{:indent$} = ", "")),
        Span::styled(line.value.clone(), theme.title()),
    ];
    Line::from(value.to_vec())
}

/// A right side after its sign, in line with the first, which alone has the left side before it.
struct Side<'a> {
    left: Block,
    sign: &'a str,
    right: &'a str,
}

impl<'a> Side<'a> {
    fn new(card: &'a EquationCard, number: usize, right: &'a str) -> Self {
        let left = layout(&card.left);
        Self {
            left: if number == 0 {
                left
            } else {
                Block::blank_like(&left)
            },
            sign: &card.sign,
            right,
        }
    }

    /// The sign and the right side.
    fn alone(&self, right: &str) -> Block {
        layout(&format!(r"\,{}\,", self.sign)).beside(layout(right))
    }

    /// Whether both sides fit beside each other, broken no worse than the right one alone would be.
    fn fits(&self, width: usize) -> bool {
        let whole = self.left.clone().beside(self.alone(self.right));
        let strain = strain(&whole, width, self.left.width() + SIGN);
        strain == 0 || strain <= strain_alone(&self.alone(self.right), width) && strain < i32::MAX
    }

    /// Where both sides do not fit beside each other, without the left one; where a fraction is still too wide, in one row.
    fn lines(&self, theme: Theme, width: usize, most: usize) -> Vec<Line<'static>> {
        if self.fits(width) {
            let whole = self.left.clone().beside(self.alone(self.right));
            return broken(whole, width, self.left.width() + SIGN, theme, most);
        }
        let right = self.alone(self.right);
        let right = if strain_alone(&right, width) < i32::MAX {
            right
        } else {
            self.alone(&flat(self.right, width.saturating_sub(SIGN)))
        };
        broken(right, width, SIGN, theme, most)
    }
}

/// The width of a sign between two sides, with the blanks around it.
const SIGN: usize = 3;

/// How badly a block has to be broken: 0 between terms, more within them, most of all if it does not fit even so.
fn strain(block: &Block, width: usize, indent: usize) -> i32 {
    let (pieces, worst) = block.clone().broken(width, indent.min(width / 3));
    if pieces.iter().all(|piece| piece.width() <= width) {
        worst
    } else {
        i32::MAX
    }
}

fn strain_alone(block: &Block, width: usize) -> i32 {
    strain(block, width, SIGN)
}

/// Fractions that are wider than the room, with a stroke instead of a bar.
fn flat(tex: &str, room: usize) -> String {
    const FRACTION: &str = r"\frac{";
    let mut out = String::new();
    let mut rest = tex;
    while let Some(start) = rest.find(FRACTION) {
        out.push_str(&rest[..start]);
        let after = &rest[start + FRACTION.len()..];
        let above = braced(after);
        let Some(second) = after[above.len()..].strip_prefix("}{") else {
            break;
        };
        let below = braced(second);
        let end = rest.len() - second.len() + below.len() + 1;
        let whole = &rest[start..end.min(rest.len())];
        if layout(whole).width() > room {
            let bracket = |tex: &str| {
                if tex.contains(' ') {
                    format!("({tex})")
                } else {
                    tex.to_owned()
                }
            };
            out.push_str(&bracket(above));
            out.push_str(r"\,\text{/}\,");
            out.push_str(&bracket(below));
        } else {
            out.push_str(whole);
        }
        rest = &rest[end.min(rest.len())..];
    }
    out.push_str(rest);
    out
}

/// What stands before the brace that closes.
fn braced(tex: &str) -> &str {
    let mut depth = 1;
    for (at, c) in tex.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &tex[..at];
        }
    }
    tex
}

/// A block in pieces below each other. Of too many pieces the first and the last show, with a sign for what is left out.
fn broken(
    block: Block,
    width: usize,
    indent: usize,
    theme: Theme,
    most: usize,
) -> Vec<Line<'static>> {
    let indent = indent.min(width / 3);
    let pieces = block.wrapped(width, indent);
    let left_out = pieces.len().saturating_sub(most);
    let last = pieces.len() - 1;
    let mut text = Vec::new();
    for (number, piece) in pieces.into_iter().enumerate() {
        let is_out = left_out > 0 && number + 1 >= most && number != last;
        if !is_out {
            text.extend(piece.elided(width).lines(theme));
        } else if number + 1 == most {
            text.push(Line::styled(format!("{:indent$}⋯", ""), theme.dim()));
        }
    }
    text
}

fn check(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mark = if card.holds {
        Span::styled("✓ ", theme.right())
    } else {
        Span::styled("✗ ", theme.wrong())
    };
    marked_paragraph(&mark, &card.check, theme.dim(), width)
}

fn misprint(printed: &PrintedCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let block = layout(r"\text{printed: }").beside(layout(&printed.tex));
    let mut text = broken(block, width, 4, theme, usize::MAX);
    let value = [
        Span::raw("       = "),
        Span::styled(printed.value.clone(), theme.title()),
    ];
    text.push(Line::from(value.to_vec()));
    text.extend(marked_paragraph(
        &Span::styled("✗ ", theme.wrong()),
        &printed.why,
        theme.dim(),
        width,
    ));
    text
}

/// A paragraph that begins with a mark and is set in by its width.
fn marked_paragraph(
    mark: &Span<'static>,
    text: &str,
    style: Style,
    width: usize,
) -> Vec<Line<'static>> {
    let lines = wrap(text, width.saturating_sub(mark.width()).max(10) as u16).into_iter();
    let first = |place| {
        if place == 0 {
            mark.clone()
        } else {
            Span::raw(" ".repeat(mark.width()))
        }
    };
    lines
        .enumerate()
        .map(|(place, line)| Line::from(vec![first(place), Span::styled(line.into_owned(), style)]))
        .collect()
}
