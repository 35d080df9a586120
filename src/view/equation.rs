//! The panel What: the selected equation in two dimensions, then with its numbers, then its check.

mod writer;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Paragraph, Widget};

use writer::{Lines, ROWS, Writer, with_air};

use super::theme::Theme;
use crate::scene::{EquationCard, EquationLine};

/// The whole card: title, symbols, numbers, check and misprint; with air between them where there is room for it. Several
/// lines follow each other, each with its numbers.
pub(super) fn draw(card: &EquationCard, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let inner = Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    };
    let room = usize::from(area.height);
    let writer = Writer::new(card, theme, inner.width.into());
    if card.line.is_some() {
        return writer.walk(area, inner, buffer);
    }
    let airy = with_air(&writer.groups(usize::MAX).paragraphs());
    let brief = ROWS.iter().map(|most| writer.groups(*most).all());
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
    let last = |most| {
        let last = writer.lines().last().into_iter();
        let rows = last.flat_map(|number| {
            let value = writer.value(number, 0);
            writer
                .numbers(number, most, true)
                .into_iter()
                .chain([value])
        });
        rows.collect::<Lines>()
    };
    let shorter = ROWS[1..].iter().copied().map(last);
    let mut forms = [writer.all_numbers()].into_iter().chain(shorter);
    let found = forms.find(|text| text.len() + check.len() <= room);
    let mut text = vec![writer.title(area.width.into())];
    text.extend(found.unwrap_or_else(|| last(1)));
    text.extend(check);
    let has_free_row = text.len() < area.height.into();
    let text = writer.cut_below(text, area.height.into());
    Paragraph::new(Text::from(text)).render(area, buffer);
    if has_free_row {
        let keys = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        Line::styled("[ ] n ? q", theme.dim()).render(keys, buffer);
    }
}

/// The card as lines, for where there is no screen. `width`: where lines are broken.
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
    let mut text = vec![writer.title(usize::MAX)];
    text.extend(writer.all_symbols());
    let value = |line: &EquationLine| writer.result("  = ", &line.value);
    text.extend(card.lines.last().map(value));
    text
}
