//! When: a small table along the bottom, with what follows from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::theme::Theme;
use crate::scene::{Table, TableRow};

/// The width of a column.
const COLUMN: usize = 10;

pub(super) fn draw(table: &Table, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let width = u16::try_from(table.columns.len() * COLUMN + 4).unwrap_or(u16::MAX);
    let text = Text::from(rows(table, theme));
    let verdict =
        Paragraph::new(Line::styled(table.verdict.clone(), theme.dim())).wrap(Wrap { trim: true });
    if area.width > width + 30 {
        let beside = Rect {
            x: area.x + width + 3,
            width: area.width - width - 4,
            y: area.y + 1,
            height: area.height.saturating_sub(1),
        };
        Paragraph::new(text).render(area, buffer);
        verdict.render(beside, buffer);
    } else {
        let height = u16::try_from(text.height())
            .unwrap_or(u16::MAX)
            .saturating_add(1)
            .min(area.height);
        let below = Rect {
            x: area.x + 1,
            y: area.y + height,
            width: area.width.saturating_sub(2),
            height: area.height - height,
        };
        Paragraph::new(text).render(area, buffer);
        verdict.render(below, buffer);
    }
}

fn rows(table: &Table, theme: Theme) -> Vec<Line<'static>> {
    let head = table
        .columns
        .iter()
        .map(|(name, letter)| Span::styled(format!("{name:>COLUMN$}"), theme.letter(*letter)));
    let mut lines = vec![Line::from(head.collect::<Vec<_>>())];
    lines.extend(table.rows.iter().map(|row| line(row, theme)));
    lines
}

fn line(row: &TableRow, theme: Theme) -> Line<'static> {
    let mut spans: Vec<Span> = row
        .cells
        .iter()
        .map(|cell| Span::raw(format!("{cell:>COLUMN$}")))
        .collect();
    match row.right {
        Some(true) => spans.push(Span::styled("  ✓", theme.right())),
        Some(false) => spans.push(Span::styled("  ✗", theme.wrong())),
        None => {}
    }
    Line::from(spans)
}
