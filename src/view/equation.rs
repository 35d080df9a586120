//! What: the selected equation in two dimensions, then with its numbers, then its check.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};

use super::maths::{Block, layout};
use super::theme::Theme;
use crate::scene::{EquationCard, EquationLine, PrintedCard};

/// The rows that a right side may take where not everything fits, in the order in which they are tried.
/// What is left out leaves a sign.
const BRIEF: [usize; 3] = [12, 6, 3];

/// The whole card: title, symbols, numbers, check and misprint; with air between them where there is room for it.
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
    let whole = parts(card, theme, width, usize::MAX);
    let airy = with_air(&whole);
    let text = if airy.len() <= room {
        airy
    } else {
        let brief = |most| parts(card, theme, width, most).concat();
        shortened(whole.concat(), brief, room)
    };
    let text = cut_below(text, room, theme);
    Paragraph::new(Text::from(text)).render(inner, buffer);
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
    Paragraph::new(title(card, theme)).render(inner, buffer);
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
    let line = &card.lines[number];
    let mut text = row(card, number, &line.tex, theme, width, most);
    // The left side stands before the symbols of the first line only.
    let indent = layout(&card.left).width();
    let numbers = Block::blank_like(&layout(&card.left))
        .beside(layout(r"\,=\,"))
        .beside(layout(&line.numbers));
    text.extend(broken(numbers, width, indent + 3, theme, most));
    text.push(value(line, indent, theme));
    text
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
    let mut text = vec![title(card, theme)];
    let whole = numbers(card, theme, width, usize::MAX);
    let brief = |most| numbers(card, theme, width, most);
    text.extend(shortened(
        whole,
        brief,
        usize::from(area.height.saturating_sub(1)),
    ));
    text.extend(check(card, theme, width));
    let text = cut_below(text, area.height.into(), theme);
    Paragraph::new(Text::from(text)).render(area, buffer);
}

/// The card as lines, for where there is no screen. `width`: where lines are broken.
#[must_use]
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    with_air(&parts(card, theme, width, usize::MAX))
}

/// `most`: how many rows of pieces a right side may take.
fn parts(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Vec<Line<'static>>> {
    let mut parts = vec![
        vec![title(card, theme)],
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
    let mut text = vec![title(card, theme)];
    text.extend(symbols(card, theme, width, usize::MAX));
    if let Some(line) = card.lines.last() {
        text.push(Line::from(vec![
            Span::raw("  = "),
            Span::styled(line.value.clone(), theme.title()),
        ]));
    }
    text
}

fn title(card: &EquationCard, theme: Theme) -> Line<'static> {
    Line::from(vec![
        Span::styled(format!("({}) ", card.number), theme.title()),
        Span::raw(card.title.clone()),
    ])
}

/// Every line of the equation in symbols, with the left side before the first.
fn symbols(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Line<'static>> {
    let rows = card.lines.iter().enumerate();
    rows.flat_map(|(number, line)| row(card, number, &line.tex, theme, width, most))
        .collect()
}

/// Every line in numbers, with what it comes to.
fn numbers(card: &EquationCard, theme: Theme, width: usize, most: usize) -> Vec<Line<'static>> {
    let indent = layout(&card.left).width();
    let mut text = Vec::new();
    for (number, line) in card.lines.iter().enumerate() {
        text.extend(row(card, number, &line.numbers, theme, width, most));
        text.push(value(line, indent, theme));
    }
    text
}

fn value(line: &EquationLine, indent: usize, theme: Theme) -> Line<'static> {
    let value = [
        Span::raw(format!("{:indent$} = ", "")),
        Span::styled(line.value.clone(), theme.title()),
    ];
    Line::from(value.to_vec())
}

/// A right side after its sign, in line with the first, which alone has the left side before it.
fn row(
    card: &EquationCard,
    number: usize,
    right: &str,
    theme: Theme,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let left = layout(&card.left);
    let indent = left.width() + 3;
    let left = if number == 0 {
        left
    } else {
        Block::blank_like(&left)
    };
    let block = left
        .beside(layout(&format!(r"\,{}\,", card.sign)))
        .beside(layout(right));
    broken(block, width, indent, theme, most)
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
            text.extend(piece.cut(width).lines(theme));
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
    let lines = textwrap::wrap(text, width.saturating_sub(mark.width()).max(10)).into_iter();
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
