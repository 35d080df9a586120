//! A page laid over the screen: the keys, or a command.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Clear, Paragraph, Widget, Wrap};

use super::painter::{Parts as _, cells};
use super::theme::Theme;
use crate::scene::Overlay;
use crate::scene::wrap::{padded, widest, width};

pub(super) fn draw(page: &Overlay, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let name = widest(page.lines.iter().map(|(name, _)| name));
    let column = if name > 0 { name + 2 } else { 0 };
    let line = |(name, text): &(String, String)| {
        let text = padded("", column - width(name), false) + text;
        let name = Span::styled(name.clone(), theme.title());
        Line::from(vec![name, Span::raw(text)])
    };
    let text: Text = page.lines.iter().map(line).collect();
    let width = cells(text.width()).saturating_add(4).min(area.width);
    let room = usize::from(width.saturating_sub(4)).max(1);
    let wrapped = text.width().div_ceil(room) - usize::from(text.width() > 0);
    let height = cells(text.height() + wrapped).saturating_add(2);
    let height = height.min(area.height);
    let (left, above) = ((area.width - width) / 2, (area.height - height) / 2);
    let middle = Rect::new(area.x + left, area.y + above, width, height);
    Clear.render(middle, buffer);
    let block = Block::bordered()
        .title(format!(" {} ", page.title))
        .title_bottom(" Esc ")
        .border_style(theme.title());
    let inner = block.inner(middle);
    block.render(middle, buffer);
    let inner = inner.beside(1).first_columns(inner.width.saturating_sub(2));
    let text = Paragraph::new(text).wrap(Wrap { trim: false });
    text.render(inner, buffer);
}
