//! The contents: a list on the left, a preview of the selected row on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::theme::Theme;
use super::{HitMap, equation, footer_of, overlay};
use crate::scene::wrap::cut_at_word;
use crate::scene::{Contents, ContentsRow, Preview, Target};

/// Draw the contents screen into an area of any size, and say where a click would land.
pub fn draw_contents(contents: &Contents, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut hits = HitMap::default();
    if area.width < 20 || area.height < 4 {
        let text = &contents.rows[contents.selected].text;
        buffer.set_stringn(area.x, area.y, text, area.width.into(), theme.title());
        return hits;
    }
    let [header, body, footer] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Min(0),
        Constraint::Length(1),
    ])
    .areas(area);
    Line::styled(" A Neural Network in 28 Equations", theme.title()).render(header, buffer);
    if area.width >= 80 {
        let columns = Layout::horizontal([
            Constraint::Length(if area.width >= 120 { 64 } else { 46 }),
            Constraint::Min(0),
        ])
        .spacing(2);
        let [left, right] = columns.areas(body);
        list(contents, theme, left, buffer, &mut hits);
        preview(&contents.preview, theme, right, buffer);
    } else {
        list(contents, theme, body, buffer, &mut hits);
    }
    footer_of(
        contents.notice.as_deref(),
        &contents.keys,
        theme,
        footer,
        buffer,
    );
    if let Some(page) = &contents.overlay {
        overlay::draw(page, theme, area, buffer);
    }
    hits
}

/// The rows around the selected one.
fn list(contents: &Contents, theme: Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let height = usize::from(area.height);
    let last_first = contents.rows.len().saturating_sub(height);
    let first = contents.selected.saturating_sub(height / 2).min(last_first);
    let rows = contents.rows.iter().enumerate().skip(first);
    for ((number, row), y) in rows.zip(area.top()..area.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        let selected = number == contents.selected;
        if selected {
            buffer.set_style(line, theme.focus());
        }
        text(row, selected, theme, area.width).render(line, buffer);
        hits.add(line, Target::Choice(number));
    }
}

fn text(row: &ContentsRow, selected: bool, theme: Theme, room: u16) -> Line<'static> {
    let style = match (selected, row.depth) {
        (true, _) => theme.focus(),
        (false, 0) => theme.title(),
        (false, 1) => theme.dim(),
        (false, _) => Style::new(),
    };
    let sign = if selected { "▸" } else { " " };
    let text = match row.depth {
        0 => format!("{sign} {}", row.text),
        1 => format!("{sign}   {}", row.text),
        _ => format!("{sign} {:>9} {}", row.number, row.text),
    };
    Line::styled(cut_at_word(&text, room), style)
}

fn preview(preview: &Preview, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let mut lines = Vec::new();
    if let [card] = preview.cards.as_slice() {
        lines.extend(equation::in_words(card, theme, width));
        lines.push(Line::default());
    } else {
        lines.extend([
            Line::styled(preview.title.clone(), theme.title()),
            Line::default(),
        ]);
        for card in &preview.cards {
            lines.extend(equation::in_brief(card, theme, width));
            lines.push(Line::default());
        }
    }
    lines.insert(1, Line::styled(preview.dashboard.clone(), theme.dim()));
    Paragraph::new(Text::from(lines))
        .wrap(Wrap { trim: false })
        .render(area, buffer);
}
