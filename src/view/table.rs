//! A small table, with what follows from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Widget, Wrap};

use super::theme::Theme;
use crate::scene::wrap::{cut, padded, width, wrap};
use crate::scene::{Table, TableRow};

/// The width of a column where there is room, and the narrowest that four decimals fit into.
const COLUMN: u16 = 10;
const NARROW: u16 = 7;
/// The room that the sign of a row takes.
const SIGN: u16 = 3;

pub(super) fn draw(table: &Table, theme: Theme, area: Rect, buffer: &mut Buffer) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let columns = columns(table, area.width - SIGN.min(area.width));
    let wide = columns.iter().map(|column| column.width).sum::<u16>() + 4;
    let verdict =
        Paragraph::new(Line::styled(table.verdict.clone(), theme.dim())).wrap(Wrap { trim: true });
    if area.width > wide + 30 {
        let beside = Rect {
            x: area.x + wide + 3,
            width: area.width - wide - 4,
            y: area.y + 1,
            height: area.height.saturating_sub(1),
        };
        let text = rows(table, &columns, theme, area.height.into());
        Paragraph::new(Text::from(text)).render(area, buffer);
        verdict.render(beside, buffer);
    } else {
        let inner = Rect {
            x: area.x + 1,
            width: area.width - 2,
            ..area
        };
        let lines = wrap(&table.verdict, inner.width).len();
        let needed = if table.verdict.is_empty() {
            0
        } else {
            lines + 1
        };
        // The verdict needs its rows; a low place keeps them for the table.
        let kept = if needed + 3 > area.height.into() {
            0
        } else {
            needed as u16
        };
        let text = rows(table, &columns, theme, usize::from(area.height - kept));
        let height = (text.len() as u16 + 1).min(area.height);
        Paragraph::new(Text::from(text)).render(area, buffer);
        let below = Rect {
            y: inner.y + height,
            height: inner.height - height,
            ..inner
        };
        verdict.render(below, buffer);
    }
}

/// How a column is set.
struct Column {
    width: u16,
    /// Whether it begins at the left, as words do.
    is_text: bool,
}

/// As wide as their contents, with as much air as there is room for. If even the contents do not fit, the widest give way.
fn columns(table: &Table, room: u16) -> Vec<Column> {
    let cells = |n: usize| table.rows.iter().filter_map(move |row| row.cells.get(n));
    let content = |n: usize| {
        let head = width(&table.columns[n].0);
        cells(n)
            .map(|cell| width(cell))
            .max()
            .unwrap_or(0)
            .max(head)
    };
    let is_number = |cell: &String| {
        cell.chars().any(|c| c.is_ascii_digit())
            && !cell.chars().next().is_some_and(char::is_alphabetic)
    };
    let is_text = |n: usize| n == 0 && cells(0).next().is_some() && !cells(0).all(is_number);
    let mut widths: Vec<u16> = (0..table.columns.len()).map(|n| content(n) + 2).collect();
    let roomy: Vec<u16> = widths.iter().map(|width| (*width).max(COLUMN)).collect();
    let sum = |widths: &[u16]| widths.iter().map(|width| u32::from(*width)).sum::<u32>();
    if sum(&roomy) <= u32::from(room) {
        widths = roomy;
    }
    while sum(&widths) > u32::from(room) {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROW => *widest -= 1,
            _ => break,
        }
    }
    let column = |(n, width)| Column {
        width,
        is_text: is_text(n),
    };
    widths.into_iter().enumerate().map(column).collect()
}

/// The head, and as many rows as fit; of those that do not, how many there are.
fn rows(table: &Table, columns: &[Column], theme: Theme, room: usize) -> Vec<Line<'static>> {
    let head = table.columns.iter().zip(columns);
    let head = head
        .map(|((name, letter), column)| Span::styled(cell(name, column), theme.letter(*letter)));
    let mut lines = vec![Line::from(head.collect::<Vec<_>>())];
    let fits = room.saturating_sub(1);
    let shown = if table.rows.len() > fits {
        fits.saturating_sub(1)
    } else {
        table.rows.len()
    };
    lines.extend(
        table
            .rows
            .iter()
            .take(shown)
            .map(|row| line(row, columns, theme)),
    );
    if shown < table.rows.len() {
        let more = format!(" … {} more", table.rows.len() - shown);
        lines.push(Line::styled(more, theme.dim()));
    }
    lines
}

fn line(row: &TableRow, columns: &[Column], theme: Theme) -> Line<'static> {
    let cells = row.cells.iter().zip(columns);
    let mut spans: Vec<Span> = cells
        .map(|(text, column)| Span::raw(cell(text, column)))
        .collect();
    match row.right {
        Some(true) => spans.push(Span::styled("  ✓", theme.right())),
        Some(false) => spans.push(Span::styled("  ✗", theme.wrong())),
        None => {}
    }
    Line::from(spans)
}

/// A cell of a width, with a space before it.
fn cell(text: &str, column: &Column) -> String {
    let room = column.width - 1;
    format!(" {}", padded(&cut(text, room), room, !column.is_text))
}
