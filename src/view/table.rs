//! When: a small table along the bottom, with what follows from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::theme::Theme;
use crate::scene::{Table, TableRow};

/// The width of a column where there is room, and the narrowest that four decimals fit into.
const COLUMN: usize = 10;
const NARROW: usize = 7;

pub(super) fn draw(table: &Table, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let fitting = usize::from(area.width.saturating_sub(3)) / table.columns.len().max(1);
    let column = fitting.clamp(NARROW, COLUMN);
    let width = u16::try_from(table.columns.len() * column + 4).unwrap_or(u16::MAX);
    let text = Text::from(rows(table, column, theme));
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

fn rows(table: &Table, column: usize, theme: Theme) -> Vec<Line<'static>> {
    let head = table
        .columns
        .iter()
        .map(|(name, letter)| Span::styled(format!("{name:>column$}"), theme.letter(*letter)));
    let mut lines = vec![Line::from(head.collect::<Vec<_>>())];
    lines.extend(table.rows.iter().map(|row| line(row, column, theme)));
    lines
}

fn line(row: &TableRow, column: usize, theme: Theme) -> Line<'static> {
    let mut spans: Vec<Span> = row
        .cells
        .iter()
        .map(|cell| Span::raw(cut(cell, column)))
        .collect();
    match row.right {
        Some(true) => spans.push(Span::styled("  ✓", theme.right())),
        Some(false) => spans.push(Span::styled("  ✗", theme.wrong())),
        None => {}
    }
    Line::from(spans)
}

/// A cell of a width. What does not fit ends with a sign that something is missing: half a number would be another number.
fn cut(cell: &str, column: usize) -> String {
    if cell.chars().count() < column {
        return format!("{cell:>column$}");
    }
    let kept: String = cell.chars().take(column.saturating_sub(2)).collect();
    format!(" {kept}…")
}
