//! A small table, with what follows from it.

use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Widget;

use super::painter::{Painter, Parts as _, cells};
use super::theme::Theme;
use crate::scene::wrap::{cut, padded, widest, wrap};
use crate::scene::{Table, TableRow, Target};

/// The width of a column where there is room, and the narrowest that four decimals fit into.
const COLUMN: u16 = 10;
const NARROW: u16 = 7;
const SIGN: u16 = 3;

pub(super) fn draw(table: &Table, area: Rect, painter: &mut Painter) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let columns = columns(table, area.width - SIGN);
    let wide = columns.iter().map(|(width, _)| *width).sum::<u16>() + 4;
    let is_beside = area.width > wide + 30;
    let inner = area.inner(Margin::new(1, 0));
    // A verdict below needs its rows; a low panel keeps them for the table.
    let needed = match table.verdict.as_str() {
        verdict if !is_beside && !verdict.is_empty() => wrap(verdict, inner.width).len() + 1,
        _ => 0,
    };
    let room = usize::from(area.height);
    let kept = if needed + 3 > room { 0 } else { needed };
    let text = rows(table, &columns, painter.theme, room - kept);
    let (beside, below) = (
        inner.beside(wide + 2).below(1),
        inner.below(cells(text.len()) + 1),
    );
    let shown = table.rows.len().min(text.len() - 1);
    Text::from(text).render(area, painter.buffer);
    if let Some(selected) = table.selected {
        let rows = area.first_columns(wide.min(area.width)).below(1).rows();
        for (row, place) in rows.take(shown).enumerate() {
            painter.hits.add(place, Target::Row(row));
            if row == selected {
                painter.buffer.set_style(place, painter.theme.focus());
            }
        }
    }
    painter.sentence(&table.verdict, if is_beside { beside } else { below });
}

/// A width, and whether a column begins at the left, as words do: numbers end at the right.
type Column = (u16, bool);

/// The columns, as wide as their contents, with air if there is room for it. If even the contents do not fit, the widest give way.
fn columns(table: &Table, room: u16) -> Vec<Column> {
    let cells = |n: usize| table.rows.iter().filter_map(move |row| row.cells.get(n));
    let is_number = |cell: &String| {
        cell.contains(|c: char| c.is_ascii_digit()) && !cell.starts_with(char::is_alphabetic)
    };
    let is_text = |n: usize| n == 0 && cells(0).next().is_some() && !cells(0).all(is_number);
    let names = table.columns.iter().enumerate();
    let contents = names.map(|(n, (name, _))| widest(cells(n).chain([name])).saturating_add(2));
    let mut widths: Vec<u16> = contents.collect();
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
    let widths = widths.into_iter().enumerate();
    widths.map(|(n, width)| (width, is_text(n))).collect()
}

/// The head, and as many rows as fit; the others are counted.
fn rows<'a>(table: &'a Table, columns: &[Column], theme: Theme, room: usize) -> Vec<Line<'a>> {
    let head = |((name, letter), column): (&(String, Option<char>), &Column)| {
        Span::styled(cell(name, *column), theme.letter(*letter))
    };
    let mut lines = vec![table.columns.iter().zip(columns).map(head).collect()];
    let (all, most) = (table.rows.len(), room.saturating_sub(2));
    let shown = if all < room { all } else { most };
    let rows = table.rows.iter().take(shown);
    lines.extend(rows.map(|row| line(row, columns, theme)));
    if shown < all {
        let more = format!(" … {} more", all - shown);
        lines.push(Line::styled(more, theme.dim()));
    }
    lines
}

fn line(row: &TableRow, columns: &[Column], theme: Theme) -> Line<'static> {
    let cells = row.cells.iter().zip(columns);
    let sign = match row.right {
        Some(true) => Span::styled("  ✓", theme.right()),
        Some(false) => Span::styled("  ✗", theme.wrong()),
        None => Span::default(),
    };
    let cells = cells.map(|(text, column)| Span::raw(cell(text, *column)));
    cells.chain([sign]).collect()
}

/// A cell of a width, with a space before it.
fn cell(text: &str, (width, is_text): Column) -> String {
    let room = width - 1;
    format!(" {}", padded(&cut(text, room), room, !is_text))
}
