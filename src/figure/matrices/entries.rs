//! A matrix entry by entry: its numbers aligned at the point, between brackets. Counts have a ground that is darker the
//! larger they are.

use super::{
    HEADS, NAME, display_entry, draw_name, draw_signs, head, heads_width, largest_entry, name,
};
use crate::figure::prelude::*;
use crate::scene::Matrix;

/// The height of a row, and the white to both sides of a number.
const ROW: f64 = 29.0;
const BESIDE: f64 = 11.0;
/// The upper edge of the first row.
const TOP: f64 = NAME + HEADS;
/// Percent of colour behind the largest count.
const STRONGEST: f64 = 55.0;

fn number(matrix: &Matrix, entry: Option<f64>) -> Text {
    let text = display_entry(entry, matrix.decimals);
    Text::words(&text, ColorRole::faint_if(entry.is_none()))
}

struct Cells<'a> {
    matrix: &'a Matrix,
    left: f64,
    width: f64,
    /// The space between the right ends of the numbers and of the cells.
    beside: f64,
}

impl<'a> Cells<'a> {
    fn new(matrix: &'a Matrix) -> Self {
        let entries = matrix.entries.iter().flatten();
        let widest = widest(entries.map(|&entry| number(matrix, entry)));
        let width = widest.max(heads_width(&matrix.columns)) + 2.0 * BESIDE;
        let width = width.max(40.0);
        let heads = heads_width(&matrix.rows);
        Self {
            matrix,
            left: heads + if heads > 0.0 { 20.0 } else { 10.0 },
            width,
            beside: (width - widest) / 2.0,
        }
    }

    fn cell(&self, (row, column): (usize, usize)) -> Rect {
        let left = self.left + self.width * column as f64;
        Rect::new(left, TOP + ROW * row as f64, self.width, ROW)
    }

    fn all(&self) -> Rect {
        let width = self.width * self.matrix.width() as f64;
        let height = ROW * self.matrix.entries.len() as f64;
        Rect::new(self.left, TOP, width, height)
    }
}

pub(super) fn draw(matrix: &Matrix, canvas: &mut Canvas) -> Size {
    let cells = Cells::new(matrix);
    let all = cells.all();
    let name = name(matrix).width().min(300.0);
    let width = (all.right + 10.0).max(name).max(60.0);
    draw_name(matrix, canvas, all.centre().0, width);
    draw_heads(matrix, canvas, &cells);
    let largest = largest_entry(matrix);
    if matrix.decimals > 0 {
        draw_brackets(canvas, &all);
    }
    for (row, entries) in matrix.entries.iter().enumerate() {
        for (column, &entry) in entries.iter().enumerate() {
            let cell = cells.cell((row, column));
            if matrix.decimals == 0 {
                draw_shade(
                    canvas,
                    &cell,
                    matrix.letter,
                    entry.unwrap_or(0.0).abs() / largest,
                );
            }
            let (middle, y) = cell.centre();
            let (x, anchor) = match entry {
                Some(_) => (cell.right - cells.beside, Anchor::Right),
                None => (middle, Anchor::Center),
            };
            canvas.label((x, y), anchor, &number(matrix, entry));
        }
    }
    draw_signs(matrix, canvas, |at, inset| cells.cell(at).inset(inset));
    (width, all.bottom + 6.0)
}

fn draw_heads(matrix: &Matrix, canvas: &mut Canvas, cells: &Cells) {
    for (column, words) in matrix.columns.iter().enumerate() {
        let x = cells.cell((0, column)).centre().0;
        canvas.text(
            (x, TOP - 8.0),
            Anchor::Center,
            &head(words, &matrix.columns),
        );
    }
    for (row, words) in matrix.rows.iter().enumerate() {
        let y = cells.cell((row, 0)).centre().1;
        canvas.label(
            (cells.left - 12.0, y),
            Anchor::Right,
            &head(words, &matrix.rows),
        );
    }
}

fn draw_brackets(canvas: &mut Canvas, area: &Rect) {
    let stroke = Stroke::new(ColorRole::Faint, 1.4);
    let (top, bottom) = (area.top + 1.0, area.bottom - 1.0);
    for (x, inner) in [(area.left - 6.0, area.left), (area.right + 6.0, area.right)] {
        let bracket = [(inner, top), (x, top), (x, bottom), (inner, bottom)];
        canvas.line(bracket, stroke);
    }
}

/// Draws a ground in the colour of the letter, or in blue, behind a count, which is a share of the largest.
fn draw_shade(canvas: &mut Canvas, cell: &Rect, letter: Option<char>, share: f64) {
    let symbol = letter.and_then(SymbolColor::of_letter);
    let color = symbol.map_or(of_class(0), SymbolColor::on_light);
    let cell = cell.inset(1.5).rounded(4.0);
    canvas.outline(&cell, Stroke::new(ColorRole::Rule, 0.8));
    if share > 0.0 {
        // One is not none, however many the others are.
        let percent = (share.min(1.0) * STRONGEST).max(6.0);
        canvas.area(cell, ColorRole::Tint(color, percent as u8));
    }
}
