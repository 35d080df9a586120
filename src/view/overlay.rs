//! A page laid over the screen: the keys, or a command.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Clear, Paragraph, Widget, Wrap};

use super::theme::Theme;
use crate::scene::Overlay;

pub(super) fn draw(page: &Overlay, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let widest = page
        .lines
        .iter()
        .map(|(name, _)| Span::raw(name).width())
        .max()
        .unwrap_or(0);
    let line = |(name, text): &(String, String)| {
        let gap = " ".repeat(widest - Span::raw(name).width() + usize::from(widest > 0) * 2);
        Line::from(vec![
            Span::styled(name.clone(), theme.title()),
            Span::raw(gap),
            Span::raw(text.clone()),
        ])
    };
    let text = Text::from(page.lines.iter().map(line).collect::<Vec<_>>());
    let width = u16::try_from(text.width())
        .unwrap_or(u16::MAX)
        .saturating_add(4)
        .min(area.width);
    let wrapped = text
        .width()
        .div_ceil(usize::from(width.saturating_sub(4)).max(1))
        - usize::from(text.width() > 0);
    let height = u16::try_from(text.height() + wrapped)
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(area.height);
    let middle = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    Clear.render(middle, buffer);
    let block = Block::bordered()
        .title(format!(" {} ", page.title))
        .title_bottom(" Esc ")
        .border_style(theme.title());
    let inner = block.inner(middle);
    block.render(middle, buffer);
    let inner = Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    };
    Paragraph::new(text)
        .wrap(Wrap { trim: false })
        .render(inner, buffer);
}
