//! The contents: a list on the left, a preview of the selected row on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{List, ListState, Paragraph, StatefulWidget, Widget, Wrap};

use super::painter::{HitMap, Painter, Parts as _};
use super::theme::Theme;
use super::{equation, footer, overlay};
use crate::scene::wrap::cut_at_word;
use crate::scene::{Contents, ContentsRow, Preview, Target};

/// Draws the contents screen into an area of any size, and says where a click would land.
pub fn draw_contents(contents: &Contents, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(theme, buffer);
    if area.width < 20 || area.height < 4 {
        let text = &contents.rows[contents.selected].text;
        painter.write(area, (area.x, area.y), text, theme.title());
        return painter.hits;
    }
    let header = area.first_rows(2);
    let body = area.below(2).first_rows(area.height - 3);
    Line::styled(" A Neural Network in 28 Equations", theme.title()).render(header, painter.buffer);
    if area.width >= 80 {
        let wide = if area.width >= 120 { 64 } else { 46 };
        list(contents, body.first_columns(wide), &mut painter);
        preview(&contents.preview, body.beside(wide + 2), &mut painter);
    } else {
        list(contents, body, &mut painter);
    }
    let notice = contents.notice.as_deref();
    footer(notice, &contents.keys, area, &mut painter);
    if let Some(page) = &contents.overlay {
        overlay::draw(page, theme, area, painter.buffer);
    }
    painter.hits
}

fn list(contents: &Contents, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let height = usize::from(area.height);
    let last_first = contents.rows.len().saturating_sub(height);
    let first = contents.selected.saturating_sub(height / 2).min(last_first);
    let rows = contents.rows.iter().enumerate();
    let rows = rows.map(|(index, row)| match text(row, area.width, theme) {
        line if index == contents.selected => line.style(Style::new()),
        line => line,
    });
    let mut state = ListState::default()
        .with_offset(first)
        .with_selected(Some(contents.selected));
    let list = List::new(rows)
        .highlight_symbol("▸ ")
        .highlight_style(theme.focus());
    StatefulWidget::render(list, area, painter.buffer, &mut state);
    for (number, row) in (first..contents.rows.len()).zip(area.rows()) {
        painter.hits.add(row, Target::Choice(number));
    }
}

fn text(row: &ContentsRow, room: u16, theme: Theme) -> Line<'static> {
    let (text, style) = match row.depth {
        0 => (row.text.clone(), theme.title()),
        1 => (format!("  {}", row.text), theme.dim()),
        _ => (format!("{:>9} {}", row.number, row.text), Style::new()),
    };
    // Beside the sign of the selected row.
    Line::styled(cut_at_word(&text, room.saturating_sub(2)), style)
}

fn preview(preview: &Preview, area: Rect, painter: &mut Painter) {
    let (theme, width) = (painter.theme, usize::from(area.width));
    let mut lines = match preview.cards.as_slice() {
        [card] => equation::in_words(card, theme, width),
        cards => {
            let title = vec![Line::styled(preview.title.clone(), theme.title())];
            let mut parts = vec![title];
            parts.extend(
                cards
                    .iter()
                    .map(|card| equation::in_brief(card, theme, width)),
            );
            equation::with_air(&parts)
        }
    };
    lines.insert(1, Line::styled(&preview.dashboard, theme.dim()));
    let text = Paragraph::new(lines).wrap(Wrap { trim: false });
    text.render(area, painter.buffer);
}
