//! A matrix entry by entry: its numbers aligned at the point, between brackets. Counts stand on a ground that is the
//! darker the larger they are.

use super::{
    HEADS, NAME, columns, draw_selected, draw_worst, entry, head, largest, name, shown, widest_head,
};
use crate::figure::canvas::{Canvas, Stroke};
use crate::figure::shapes::rounded;
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::Matrix;
use crate::scene::colour::{Rgb, SymbolColor, of_class};

/// The height of a row, and the white to both sides of a number.
const ROW: f64 = 29.0;
const BESIDE: f64 = 11.0;
/// The largest count has so many percent of colour.
const STRONGEST: f64 = 55.0;
const NUMBER: f64 = 14.0;

pub(super) fn size(matrix: &Matrix) -> (f64, f64) {
    let cells = cell_width(matrix) * columns(matrix) as f64;
    let width = heads_width(matrix) + cells + 10.0;
    let height = NAME + HEADS + ROW * matrix.entries.len().max(1) as f64;
    (
        width.max(name(matrix).width().min(300.0)).max(60.0),
        height + 6.0,
    )
}

fn heads_width(matrix: &Matrix) -> f64 {
    match widest_head(&matrix.rows) {
        0.0 => 10.0,
        widest => widest + 20.0,
    }
}

fn cell_width(matrix: &Matrix) -> f64 {
    let entries = matrix.entries.iter().flatten();
    let numbers = entries.map(|&entry| number(matrix, entry).width());
    let widest = numbers.fold(widest_head(&matrix.columns), f64::max);
    (widest + 2.0 * BESIDE).max(40.0)
}

fn number(matrix: &Matrix, entry: Option<f64>) -> Text {
    let tone = if entry.is_some() {
        Tone::Text
    } else {
        Tone::Faint
    };
    Text::words(&shown(entry, matrix.decimals), tone).size(NUMBER)
}

/// Where the cells begin, and how large they are.
struct Cells {
    left: f64,
    top: f64,
    width: f64,
    rows: usize,
    columns: usize,
    /// How far the right ends of the numbers are from the right ends of the cells.
    beside: f64,
}

impl Cells {
    fn new(matrix: &Matrix, room: &Rect) -> Self {
        let width = cell_width(matrix);
        let entries = matrix.entries.iter().flatten();
        let widest = entries
            .map(|&entry| number(matrix, entry).width())
            .fold(0.0, f64::max);
        Self {
            left: room.left + heads_width(matrix),
            top: room.top + NAME + HEADS,
            width,
            rows: matrix.entries.len(),
            columns: columns(matrix),
            beside: (width - widest) / 2.0,
        }
    }

    fn cell(&self, (row, column): (usize, usize)) -> Rect {
        let left = self.left + self.width * column as f64;
        let top = self.top + ROW * row as f64;
        Rect::new(left, top, self.width, ROW)
    }

    fn holds(&self, (row, column): (usize, usize)) -> bool {
        row < self.rows && column < self.columns
    }

    fn all(&self) -> Rect {
        let (width, height) = (
            self.width * self.columns as f64,
            ROW * self.rows.max(1) as f64,
        );
        Rect::new(self.left, self.top, width, height)
    }
}

pub(super) fn draw(matrix: &Matrix, canvas: &mut Canvas, room: &Rect) {
    let cells = Cells::new(matrix, room);
    let all = cells.all();
    let name = name(matrix).fit(room.width());
    let half = name.width() / 2.0;
    let middle = all
        .centre()
        .0
        .clamp(room.left + half, (room.right - half).max(room.left + half));
    canvas.text((middle, room.top + 16.0), Anchor::Middle, name);
    draw_heads(matrix, canvas, &cells);
    if matrix.decimals == 0 {
        draw_shades(matrix, canvas, &cells);
    } else {
        draw_brackets(canvas, &all);
    }
    for (row, entries) in matrix.entries.iter().enumerate() {
        for (column, &entry) in entries.iter().enumerate() {
            draw_number(canvas, number(matrix, entry), entry, &cells, (row, column));
        }
    }
    if let Some(place) = matrix.worst.filter(|&place| cells.holds(place)) {
        draw_worst(canvas, &cells.cell(place).inset(2.5));
    }
    if let Some(place) = matrix.selected.filter(|&place| cells.holds(place)) {
        draw_selected(canvas, &cells.cell(place).inset(1.5));
    }
}

fn draw_heads(matrix: &Matrix, canvas: &mut Canvas, cells: &Cells) {
    for (column, words) in matrix.columns.iter().take(cells.columns).enumerate() {
        let cell = cells.cell((0, column));
        canvas.text(
            (cell.centre().0, cell.top - 8.0),
            Anchor::Middle,
            head(words),
        );
    }
    for (row, words) in matrix.rows.iter().take(cells.rows).enumerate() {
        let (text, cell) = (head(words), cells.cell((row, 0)));
        let at = (cells.left - 12.0, cell.centre().1 + text.sink());
        canvas.text(at, Anchor::End, text);
    }
}

fn draw_number(
    canvas: &mut Canvas,
    text: Text,
    entry: Option<f64>,
    cells: &Cells,
    place: (usize, usize),
) {
    let cell = cells.cell(place);
    let y = cell.centre().1 + text.sink();
    if entry.is_some() {
        canvas.text((cell.right - cells.beside, y), Anchor::End, text);
    } else {
        canvas.text((cell.centre().0, y), Anchor::Middle, text);
    }
}

/// Square brackets, as mathematics has them.
fn draw_brackets(canvas: &mut Canvas, room: &Rect) {
    let stroke = Stroke::new(Tone::Faint, 1.4);
    for (x, inwards) in [(room.left - 6.0, 6.0), (room.right + 6.0, -6.0)] {
        let (top, bottom) = (room.top + 1.0, room.bottom - 1.0);
        let corners = [
            (x + inwards, top),
            (x, top),
            (x, bottom),
            (x + inwards, bottom),
        ];
        canvas.line(corners, stroke);
    }
}

fn draw_shades(matrix: &Matrix, canvas: &mut Canvas, cells: &Cells) {
    let (largest, colour) = (largest(matrix), ground(matrix));
    for row in 0..cells.rows {
        for column in 0..cells.columns {
            let count = entry(matrix, (row, column)).unwrap_or(0.0);
            let share = (count.abs() / largest).min(1.0) * STRONGEST;
            let cell = cells.cell((row, column)).inset(1.5);
            canvas.outline(&rounded(&cell, 4.0), Stroke::new(Tone::Rule, 0.8));
            if share > 0.0 {
                // One is not none, however many the others are.
                let tint = Tone::Tint(colour, share.max(6.0) as u8);
                canvas.area(rounded(&cell, 4.0), tint);
            }
        }
    }
}

/// The colour of the ground: that of the letter, or blue.
fn ground(matrix: &Matrix) -> Rgb {
    let ink = matrix.letter.and_then(SymbolColor::of_letter);
    ink.map_or(of_class(0), SymbolColor::on_light)
}
