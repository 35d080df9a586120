//! What: the selected equation in two dimensions, then with its numbers, then its check.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::maths::{Block, layout};
use super::theme::Theme;
use crate::scene::EquationCard;

/// The whole card: title, symbols, numbers, check and misprint, as far as there is room.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut text = vec![title(card, theme)];
    let width = usize::from(area.width.saturating_sub(2));
    let roomy = area.height > 13;
    if roomy {
        text.push(Line::default());
    }
    text.extend(symbols(card, theme, width));
    if roomy {
        text.push(Line::default());
    }
    text.extend(numbers(card, theme, width));
    if roomy {
        text.push(Line::default());
    }
    text.push(check(card, theme));
    text.extend(misprint(card, theme, width));
    Paragraph::new(Text::from(text))
        .wrap(Wrap { trim: false })
        .render(inset(area), buffer);
}

/// The equation with its numbers for the smallest screens.
pub(super) fn numbers_alone(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut text = vec![title(card, theme)];
    text.extend(numbers(card, theme, area.width.into()));
    Paragraph::new(Text::from(text)).render(area, buffer);
}

/// The card as plain text, for where there is no screen. `width`: where lines are broken.
#[must_use]
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let mut text = vec![title(card, theme), Line::default()];
    text.extend(symbols(card, theme, width));
    text.push(Line::default());
    text.extend(numbers(card, theme, width));
    text.push(Line::default());
    text.push(check(card, theme));
    text.extend(misprint(card, theme, width));
    text
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

fn inset(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
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

fn check(card: &EquationCard, theme: Theme) -> Line<'static> {
    let (mark, style) = if card.holds {
        ("✓ ", theme.right())
    } else {
        ("✗ ", theme.wrong())
    };
    Line::from(vec![
        Span::styled(mark, style),
        Span::styled(card.check.clone(), theme.dim()),
    ])
}

fn misprint(card: &EquationCard, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let Some(printed) = &card.printed else {
        return Vec::new();
    };
    let block = layout(r"\text{printed: }").beside(layout(&printed.tex));
    let mut text: Vec<Line> = vec![Line::default()];
    text.extend(block.lines(theme));
    let words = textwrap::wrap(&printed.why, width.saturating_sub(2).max(20)).into_iter();
    let value = [
        Span::styled("✗ ", theme.wrong()),
        Span::raw(printed.value.clone()),
    ];
    text.push(Line::from(value.to_vec()));
    text.extend(words.map(|line| Line::styled(format!("  {line}"), theme.dim())));
    text
}
