//! The contents: a list on the left, a preview of the selected row on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, List, ListState, Paragraph, StatefulWidget, Widget};

use super::painter::{HitMap, Painter, Parts as _, cells};
use super::theme::Theme;
use super::{equation, lines, overlay};
use crate::scene::wrap::{cut_at_word, wrap};
use crate::scene::{Contents, ContentsRow, Preview, Target};

/// Draws the contents screen into an area of any size, and says where a click would land.
pub fn draw_contents(contents: &Contents, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(theme, buffer);
    if area.width < 20 || area.height < 4 {
        let text = &contents.rows[contents.selected].text;
        painter.write(area, (area.x, area.y), text, theme.title());
        return painter.hits;
    }
    // A low screen keeps its rows for the list.
    let above = [contents.about.as_str(), &contents.begin];
    let above = &above[usize::from(area.height < 14)..];
    let below = area.below(area.height - 2);
    let title = " A Neural Network in 28 Equations";
    Line::styled(title, theme.title()).render(area.first_rows(1), painter.buffer);
    for (text, row) in above.iter().zip(area.below(1).rows()) {
        let text = format!(" {}", cut_at_word(text, row.width.saturating_sub(2)));
        painter.line(row, &text, Style::new());
    }
    let body = area.below(2 + cells(above.len()));
    let body = body.first_rows(body.height.saturating_sub(2));
    if area.width >= 80 {
        let wide = if area.width >= 120 { 64 } else { 46 };
        list(contents, body.first_columns(wide), &mut painter);
        preview(
            &contents.preview,
            contents.preview_row,
            body.beside(wide + 2),
            &mut painter,
        );
    } else {
        list(contents, body, &mut painter);
    }
    if let Some(notice) = &contents.notice {
        lines::sentence(notice, below.first_rows(1), &mut painter);
    }
    lines::keys(&contents.keys, below.below(1), &mut painter);
    if let Some(page) = &contents.overlay {
        overlay::draw(page, theme, area, painter.buffer);
    }
    painter.hits
}

fn list(contents: &Contents, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let shown = shown(contents, area.height.into());
    let rows = shown.iter().map(|index| {
        let line = text(&contents.rows[*index], area.width, theme);
        if *index == contents.selected {
            line.style(Style::new())
        } else {
            line
        }
    });
    let selected = shown.iter().position(|index| *index == contents.selected);
    let mut state = ListState::default().with_selected(selected);
    let list = List::new(rows)
        .highlight_symbol("▸ ")
        .highlight_style(theme.focus());
    StatefulWidget::render(list, area, painter.buffer, &mut state);
    for (number, row) in shown.into_iter().zip(area.rows()) {
        painter.hits.add(row, Target::Choice(number));
    }
}

/// The rows that show: always all chapters, and of what is in the chapters as much as there is room for, around the selected row.
fn shown(contents: &Contents, room: usize) -> Vec<usize> {
    let is_chapter = |row: &usize| contents.rows[*row].depth == 0;
    let all = 0..contents.rows.len();
    let chapters = all.clone().filter(is_chapter).count();
    let others: Vec<usize> = all.clone().filter(|row| !is_chapter(row)).collect();
    let room_of_others = room.saturating_sub(chapters);
    let here = others.partition_point(|row| *row < contents.selected);
    let last = others.len().saturating_sub(room_of_others);
    // The equations of a selected chapter are below it.
    let before = if is_chapter(&contents.selected) {
        0
    } else {
        room_of_others / 2
    };
    let first = here.saturating_sub(before).min(last);
    let others = &others[first..(first + room_of_others).min(others.len())];
    all.filter(|row| is_chapter(row) || others.contains(row))
        .collect()
}

fn text(row: &ContentsRow, room: u16, theme: Theme) -> Line<'static> {
    let (text, style) = match row.depth {
        0 => (row.text.clone(), theme.title()),
        1 => (format!("  {}", row.text), theme.dim()),
        _ => {
            let mark = row.mark.unwrap_or(' ');
            (
                format!("  {mark}{:>6} {}", row.number, row.text),
                Style::new(),
            )
        }
    };
    // Beside the sign of the selected row.
    Line::styled(cut_at_word(&text, room.saturating_sub(2)), style)
}

/// Draws the preview from a row on; the rows that do not fit are counted.
fn preview(preview: &Preview, first: u16, area: Rect, painter: &mut Painter) {
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
    let dashboard = wrap(&preview.dashboard, area.width).into_iter();
    lines.splice(
        1..1,
        dashboard.map(|row| Line::styled(row.into_owned(), theme.dim())),
    );
    let hidden = cells(lines.len()).saturating_sub(area.height);
    let first = first.min(hidden);
    let below = hidden - first;
    Paragraph::new(lines)
        .scroll((first, 0))
        .render(area, painter.buffer);
    if below > 0 && area.height > 1 {
        let row = area.below(area.height - 1);
        Clear.render(row, painter.buffer);
        painter.line(row, &format!("… {} more rows: + −", below + 1), theme.dim());
    }
}
