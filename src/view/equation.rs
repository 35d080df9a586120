//! The panel What: the selected equation in two dimensions, then with its numbers, then its check.

mod writer;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Paragraph, Widget};

pub(super) use writer::with_air;
use writer::{Lines, ROWS, Writer};

use super::theme::Theme;
use crate::scene::EquationCard;

/// The whole card: title, symbols, numbers, check and misprint, with air between them where there is room for it.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let inner = area.inner(Margin::new(1, 0));
    let room = usize::from(area.height);
    let writer = Writer::new(card, theme, inner.width.into());
    if card.line.is_some() {
        return writer.walk(inner, buffer);
    }
    let airy = with_air(&writer.groups(usize::MAX).paragraphs());
    let brief = ROWS.into_iter().map(|most| writer.groups(most).all());
    let mut forms = [airy].into_iter().chain(brief);
    let text = forms.find(|text| text.len() <= room);
    let text = text.unwrap_or_else(|| writer.cut_within(room));
    Paragraph::new(Text::from(text)).render(inner, buffer);
}

/// The equation with its numbers for the smallest screens, and its check if there is room.
pub(super) fn numbers_alone(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let writer = Writer::new(card, theme, area.width.into());
    let room = usize::from(area.height.saturating_sub(1));
    let check = writer.check();
    let last = |most: &usize| {
        let last = writer.lines().last();
        let mut text = last.map_or(Lines::new(), |last| writer.numbers(last, *most, true));
        text.extend(last.map(|last| writer.value(last, 0)));
        text
    };
    let shorter = ROWS[1..].iter().map(last);
    let mut forms = [writer.all_numbers()].into_iter().chain(shorter);
    let found = forms.find(|text| text.len() + check.len() <= room);
    let mut text = vec![writer.title(area.width.into())];
    text.extend(found.unwrap_or_else(|| last(&1)));
    text.extend(check);
    let has_free_row = text.len() < area.height.into();
    let text = writer.cut_below(text, area.height.into());
    Paragraph::new(Text::from(text)).render(area, buffer);
    if has_free_row {
        let keys = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        Line::styled("[ ] n ? q", theme.dim()).render(keys, buffer);
    }
}

/// The card in lines of a width, for where there is no screen.
pub fn in_words(card: &EquationCard, theme: Theme, width: usize) -> Lines {
    let writer = Writer::new(card, theme, width);
    let title = vec![writer.title(usize::MAX)];
    let mut parts = vec![title, writer.all_symbols(), writer.all_numbers()];
    parts.extend(writer.ending());
    with_air(&parts)
}

/// The title, the symbols, and the value.
pub(super) fn in_brief(card: &EquationCard, theme: Theme, width: usize) -> Lines {
    let writer = Writer::new(card, theme, width);
    let title = vec![writer.title(usize::MAX)];
    let last = card.lines.last().into_iter();
    let value = last.map(|line| writer.result("  = ", &line.value));
    [title, writer.all_symbols(), value.collect()].concat()
}
