//! What: the selected equation in two dimensions, then with its numbers, then its check.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget};

use super::maths::{Block, layout};
use super::theme::Theme;
use crate::scene::{EquationCard, PrintedCard};

/// The whole card: title, symbols, numbers, check and misprint; with air between them where there is room for it.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let area = Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    };
    let parts = parts(card, theme, area.width.into());
    let airy = with_air(&parts);
    let text = if airy.len() <= area.height.into() {
        airy
    } else {
        parts.concat()
    };
    Paragraph::new(Text::from(text)).render(area, buffer);
}

/// The equation with its numbers for the smallest screens, and its check if there is room.
pub(super) fn numbers_alone(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let width = area.width.into();
    let mut text = vec![title(card, theme)];
    text.extend(numbers(card, theme, width));
    text.extend(check(card, theme, width));
    Paragraph::new(Text::from(text)).render(area, buffer);
}

/// The card as lines, for where there is no screen. `width`: where lines are broken.
#[must_use]
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    with_air(&parts(card, theme, width))
}

fn parts(card: &EquationCard, theme: Theme, width: usize) -> Vec<Vec<Line<'static>>> {
    let mut parts = vec![
        vec![title(card, theme)],
        symbols(card, theme, width),
        numbers(card, theme, width),
        check(card, theme, width),
    ];
    parts.extend(
        card.printed
            .as_ref()
            .map(|printed| misprint(printed, theme, width)),
    );
    parts
}

fn with_air(parts: &[Vec<Line<'static>>]) -> Vec<Line<'static>> {
    parts.join(&Line::default())
}

/// The title, the symbols, and what they come to.
pub(super) fn in_brief(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut text = vec![title(card, theme)];
    text.extend(symbols(card, theme, width));
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
fn symbols(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let rows = card.lines.iter().enumerate();
    rows.flat_map(|(number, line)| row(card, number, &line.tex, theme, width))
        .collect()
}

/// Every line in numbers, with what it comes to.
fn numbers(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let indent = layout(&card.left).width();
    let mut text = Vec::new();
    for (number, line) in card.lines.iter().enumerate() {
        text.extend(row(card, number, &line.numbers, theme, width));
        let value = [
            Span::raw(format!("{:indent$} = ", "")),
            Span::styled(line.value.clone(), theme.title()),
        ];
        text.push(Line::from(value.to_vec()));
    }
    text
}

/// A right side after its sign, in line with the first, which alone has the left side before it.
fn row(
    card: &EquationCard,
    number: usize,
    right: &str,
    theme: Theme,
    width: usize,
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
    block
        .wrapped(width, indent.min(width / 3))
        .into_iter()
        .flat_map(|block| block.lines(theme))
        .collect()
}

fn check(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mark = if card.holds {
        Span::styled("✓ ", theme.right())
    } else {
        Span::styled("✗ ", theme.wrong())
    };
    marked_paragraph(&mark, &card.check, theme, width)
}

fn misprint(printed: &PrintedCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let block = layout(r"\text{printed: }").beside(layout(&printed.tex));
    let mut text: Vec<Line> = block
        .wrapped(width, 4)
        .iter()
        .flat_map(|block| block.lines(theme))
        .collect();
    let value = [
        Span::raw("       = "),
        Span::styled(printed.value.clone(), theme.title()),
    ];
    text.push(Line::from(value.to_vec()));
    text.extend(marked_paragraph(
        &Span::styled("✗ ", theme.wrong()),
        &printed.why,
        theme,
        width,
    ));
    text
}

/// A paragraph that begins with a mark and is set in by its width.
fn marked_paragraph(
    mark: &Span<'static>,
    text: &str,
    theme: Theme,
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
        .map(|(place, line)| {
            Line::from(vec![
                first(place),
                Span::styled(line.into_owned(), theme.dim()),
            ])
        })
        .collect()
}
