//! A matrix entry by entry: its numbers aligned at the point, between brackets. Counts are those of classes taken for classes: they
//! have a ground that is darker the larger they are, blue where the answer was right and orange where it was wrong.

use super::{
    HEADS, NAME, display_entry, draw_name, draw_signs, head, heads_width, largest_entry, name,
};
use crate::figure::prelude::*;
use crate::scene::Matrix;
use crate::scene::number::percent;

/// The height of a row, and the white to both sides of a number.
const ROW: f64 = 29.0;
const BESIDE: f64 = 11.0;
/// The upper edge of the first row.
const TOP: f64 = NAME + HEADS;
/// The width of the words over the names of the rows of counts.
const TRUE_CLASS: f64 = 78.0;
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
        let width = widest.max(heads_width(&matrix.columns, matrix)) + 2.0 * BESIDE;
        let width = width.max(40.0);
        let heads = match matrix.decimals {
            0 => heads_width(&matrix.rows, matrix).max(TRUE_CLASS),
            _ => heads_width(&matrix.rows, matrix),
        };
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
    let is_counted = matrix.decimals == 0;
    let width = if is_counted {
        draw_count_heads(matrix, canvas, &cells)
    } else {
        let name = name(matrix).width().min(300.0);
        let width = (all.right + 10.0).max(name).max(60.0);
        draw_name(matrix, canvas, all.centre().0, width);
        draw_brackets(canvas, &all);
        width
    };
    draw_heads(matrix, canvas, &cells);
    let largest = largest_entry(matrix);
    for (row, entries) in matrix.entries.iter().enumerate() {
        for (column, &entry) in entries.iter().enumerate() {
            let cell = cells.cell((row, column));
            if is_counted {
                let share = entry.unwrap_or(0.0).abs() / largest;
                draw_shade(canvas, &cell, row == column, share);
            }
            let (middle, y) = cell.centre();
            let (x, anchor) = match entry {
                Some(_) if !is_counted => (cell.right - cells.beside, Anchor::Right),
                _ => (middle, Anchor::Center),
            };
            canvas.label((x, y), anchor, &number(matrix, entry));
        }
    }
    draw_signs(matrix, canvas, |at, inset| cells.cell(at).inset(inset));
    (width, all.bottom + 6.0)
}

/// Draws what the rows and the columns of counts are, and which share of each row is right. Returns the width of all.
fn draw_count_heads(matrix: &Matrix, canvas: &mut Canvas, cells: &Cells) -> f64 {
    let all = cells.all();
    let title = |words: &str| Text::words(words, ColorRole::Text).size(13.0).bold();
    let answer = title("answer");
    let side = title("true class");
    canvas.text((all.centre().0, 16.0), Anchor::Center, &answer);
    canvas.text((0.0, TOP - 8.0), Anchor::Left, &side);
    let share = |(row, entries): (usize, &Vec<Option<f64>>)| {
        let count: f64 = entries.iter().flatten().sum();
        let right = entries.get(row).copied().flatten().unwrap_or(0.0);
        let share = if count > 0.0 {
            percent(right / count)
        } else {
            "–".to_owned()
        };
        Text::faint(&share)
    };
    let head = Text::faint("recall");
    let shares: Vec<Text> = matrix.entries.iter().enumerate().map(share).collect();
    let right = all.right + 12.0 + widest(shares.iter().chain([&head]).cloned());
    canvas.text((right, TOP - 8.0), Anchor::Right, &head);
    for (row, share) in shares.iter().enumerate() {
        let y = cells.cell((row, 0)).centre().1;
        canvas.label((right, y), Anchor::Right, share);
    }
    right + 4.0
}

fn draw_heads(matrix: &Matrix, canvas: &mut Canvas, cells: &Cells) {
    for (column, words) in matrix.columns.iter().enumerate() {
        let x = cells.cell((0, column)).centre().0;
        canvas.text(
            (x, TOP - 8.0),
            Anchor::Center,
            &head(words, &matrix.columns, matrix),
        );
    }
    for (row, words) in matrix.rows.iter().enumerate() {
        let y = cells.cell((row, 0)).centre().1;
        canvas.label(
            (cells.left - 12.0, y),
            Anchor::Right,
            &head(words, &matrix.rows, matrix),
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

/// Draws a ground behind a count, which is a share of the largest, and a frame where the answer was right.
fn draw_shade(canvas: &mut Canvas, cell: &Rect, is_right: bool, share: f64) {
    let color = of_class(if is_right { 0 } else { 4 });
    let cell = cell.inset(1.5).rounded(4.0);
    if share > 0.0 {
        // One is not none, however many the others are.
        let percent = (share.min(1.0) * STRONGEST).max(8.0);
        canvas.area(cell.clone(), ColorRole::Tint(color, percent as u8));
    }
    let (edge, width) = if is_right {
        (ColorRole::Text, 1.6)
    } else {
        (ColorRole::Rule, 0.8)
    };
    canvas.outline(&cell, Stroke::new(edge, width));
}
