//! A table as books set it: three rules, no boxes, numbers at the right.

use super::prelude::*;
use crate::scene::Table;

/// The height of a row, and the space around the rules.
const ROW: f64 = 25.0;
const AROUND: f64 = 7.0;
/// The space between columns, the maximum width of one, and the width of the signs at the right.
const APART: f64 = 26.0;
const WIDEST: f64 = 280.0;
const SIGNS: f64 = 28.0;
/// The height of a line of the sentence below, and its minimum width.
const LINE: f64 = 20.0;
const NARROWEST: f64 = 300.0;

/// The left edge and the width of a column, and whether it has numbers only.
type Column = (f64, f64, bool);

/// The columns, and the width of the table.
fn columns(table: &Table) -> (Vec<Column>, f64) {
    let (mut columns, mut left) = (Vec::new(), APART / 2.0);
    for (index, name) in table.columns.iter().enumerate() {
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(index));
        let texts = cells().map(|cell| Text::new(cell)).chain([head(name)]);
        let width = widest(texts).min(WIDEST);
        columns.push((left, width, cells().all(|cell| is_number(cell))));
        left += width + APART;
    }
    let has_signs = table.rows.iter().any(|row| row.right.is_some());
    let signs = if has_signs { SIGNS } else { 0.0 };
    (columns, left - APART / 2.0 + signs)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['−', '-', '+']);
    let is_first = |c: char| c.is_ascii_digit() || "∞·–…".contains(c);
    digits.is_empty() || digits.starts_with(is_first) || cell == "NaN"
}

fn head((words, letter): &(String, Option<char>)) -> Text {
    Text::toned(words, ColorRole::of_letter(*letter)).bold()
}

pub(super) fn draw(table: &Table, canvas: &mut Canvas) -> Size {
    let (columns, width) = columns(table);
    let whole = width.max(NARROWEST);
    let left = (whole - width) / 2.0;
    let rule = |canvas: &mut Canvas, y: f64, thickness: f64| {
        let stroke = Stroke::new(ColorRole::Text, thickness);
        canvas.line([(left, y), (left + width, y)], stroke);
    };
    rule(canvas, 1.0, 1.8);
    let mut top = 1.0 + AROUND;
    for (column, name) in columns.iter().zip(&table.columns) {
        draw_cell(canvas, column, (left, top), head(name));
    }
    top += ROW + AROUND / 2.0;
    rule(canvas, top, 0.9);
    top += AROUND;
    for row in &table.rows {
        for (column, cell) in columns.iter().zip(&row.cells) {
            draw_cell(canvas, column, (left, top), Text::new(cell));
        }
        if let Some(is_right) = row.right {
            let at = (left + width - SIGNS / 2.0 - 4.0, top + ROW / 2.0);
            canvas.label(at, Anchor::Center, &sign(is_right));
        }
        top += ROW;
    }
    rule(canvas, top + AROUND / 2.0, 1.8);
    top += 2.0 * AROUND;
    let verdict = Text::wrapped(&table.verdict, 13.0, whole);
    canvas.lines((left, top), LINE, Anchor::Left, &verdict);
    let bottom = top + LINE * verdict.len() as f64;
    (whole, bottom + AROUND / 2.0 - 1.0)
}

fn sign(is_right: bool) -> Text {
    if is_right {
        Text::words("✓", ColorRole::Class(2))
    } else {
        Text::words("✗", ColorRole::Exact(of_class(4))).bold()
    }
}

/// Draws a text in a column: numbers at its right, words at its left.
fn draw_cell(canvas: &mut Canvas, column: &Column, (left, top): Point, text: Text) {
    let &(start, width, is_numeric) = column;
    let (x, anchor) = if is_numeric {
        (left + start + width, Anchor::Right)
    } else {
        (left + start, Anchor::Left)
    };
    canvas.label((x, top + ROW / 2.0), anchor, &text.fit(width + 0.1));
}
