//! A page laid over the screen: the keys, a command, or what was understood of the data.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Clear, Widget};

use super::painter::{Parts as _, cells};
use super::theme::Theme;
use crate::scene::Overlay;
use crate::scene::wrap::{padded, widest, width, wrap};

/// Columns of the border and of the blanks beside it, and rows of the border.
const BESIDE: u16 = 4;
const ABOVE: u16 = 2;

pub(super) fn draw(page: &Overlay, theme: Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    let title = format!(" {} ", page.title);
    let names = widest(page.lines.iter().map(|(name, _)| name));
    let texts = widest(page.lines.iter().map(|(_, text)| text));
    let room = area.width.saturating_sub(BESIDE).max(1);
    // A longer name has lines of its own, above its text.
    let column = match names {
        0 => 0,
        names if names + 2 + texts <= room => names + 2,
        names => (names + 2).min(room.div_ceil(2)),
    };
    let wide = (column + texts).max(width(&title)).min(room);
    let lines_of = |(number, line)| {
        let mut lines = lines(line, column, wide, theme);
        if page.selected == Some(number) {
            for line in &mut lines {
                choose(line, wide, theme);
            }
        }
        lines
    };
    let rows = usize::from(area.height.saturating_sub(ABOVE));
    let numbered = || page.lines.iter().enumerate();
    let passed = numbered().take(page.first).flat_map(lines_of).count();
    let mut all: Vec<Line<'_>> = numbered().flat_map(lines_of).collect();
    let is_whole = all.len() <= rows;
    // The last rows fill the page.
    let shown = all.split_off(passed.min(all.len().saturating_sub(rows)));
    let height = if is_whole {
        cells(shown.len()).saturating_add(ABOVE)
    } else {
        area.height
    };
    let wide = wide.saturating_add(BESIDE).min(area.width);
    let (left, above) = ((area.width - wide) / 2, (area.height - height) / 2);
    let middle = Rect::new(area.x + left, area.y + above, wide, height);
    Clear.render(middle, buffer);
    let below = if is_whole {
        " Esc "
    } else {
        " Esc · ↑↓ PgUp PgDn scroll "
    };
    let block = Block::bordered()
        .title(title)
        .title_bottom(below)
        .border_style(theme.title());
    let inner = block.inner(middle);
    block.render(middle, buffer);
    let inner = inner.beside(1).first_columns(inner.width.saturating_sub(2));
    Text::from(shown).render(inner, buffer);
    middle
}

/// Shows a line as chosen, over its whole width.
fn choose(line: &mut Line<'_>, wide: u16, theme: Theme) {
    let rest = wide.saturating_sub(cells(line.width()));
    line.push_span(" ".repeat(rest.into()));
    let spans = line.spans.iter_mut();
    spans.for_each(|span| span.style = theme.focus());
}

/// A name and its text, broken between words, the text in a column of its own.
fn lines<'a>(
    (name, text): &'a (String, String),
    column: u16,
    wide: u16,
    theme: Theme,
) -> Vec<Line<'a>> {
    let name_room = column.saturating_sub(2);
    let texts = wrap(text, wide.saturating_sub(column));
    let mut lines: Vec<Line<'a>> = Vec::new();
    let is_above = width(name) > name_room;
    if is_above {
        let names = wrap(name, wide).into_iter();
        lines.extend(names.map(|name| Line::styled(name, theme.title())));
    }
    for (number, text) in texts.into_iter().enumerate() {
        let name = if number == 0 && !is_above { name } else { "" };
        let name = Span::styled(padded(name, column, false), theme.title());
        lines.push(Line::from(vec![name, Span::raw(text)]));
    }
    lines
}
