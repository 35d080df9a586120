//! Matrices side by side: entry by entry where they are small, as heat maps where they are large.

mod entries;
mod heat;

use super::canvas::{Canvas, Point, Stroke};
use super::number::fixed;
use super::shapes::rounded;
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::of_class;
use crate::scene::{Matrices, Matrix};

/// Matrices with more columns or rows than these are heat maps.
const MAX_COLUMNS: usize = 14;
const MAX_ROWS: usize = 16;
/// The room between matrices; a row of them is no wider than this.
const APART: f64 = 40.0;
const WIDEST: f64 = 1100.0;
/// The room for the name of a matrix, for the heads of its columns, and for a line below.
const NAME: f64 = 28.0;
const HEADS: f64 = 22.0;
const LINE: f64 = 22.0;
/// Heads are cut to this width.
const HEAD: f64 = 130.0;
/// A sentence is never set narrower than this.
const NARROWEST: f64 = 320.0;

pub(super) fn size(matrices: &Matrices) -> (f64, f64) {
    let rows = rows(matrices);
    let width = rows.iter().map(|row| row_size(row).0);
    let width = width.fold(NARROWEST, f64::max);
    let height: f64 = rows.iter().map(|row| row_size(row).1 + LINE).sum();
    let below = key(matrices).len().min(1) + verdict(matrices, width).len();
    (width, (height - LINE).max(0.0) + LINE * below as f64 + 8.0)
}

pub(super) fn draw(matrices: &Matrices, canvas: &mut Canvas, room: Rect) {
    let mut top = room.top;
    for row in rows(matrices) {
        let (width, height) = row_size(&row);
        let mut left = room.centre().0 - width / 2.0;
        for matrix in row {
            let (width, height) = block(matrix);
            draw_block(matrix, canvas, &Rect::new(left, top, width, height));
            left += width + APART;
        }
        top += height + LINE;
    }
    top += 8.0 - LINE;
    let key = key(matrices);
    draw_key(canvas, &key, (room.centre().0, top + LINE / 2.0));
    top += LINE * key.len().min(1) as f64;
    for (number, line) in verdict(matrices, room.width()).into_iter().enumerate() {
        let y = top + LINE * (number as f64 + 0.5) + line.sink();
        canvas.text((room.centre().0, y), Anchor::Middle, line);
    }
}

/// The matrices in rows, as many in each as fit.
fn rows(matrices: &Matrices) -> Vec<Vec<&Matrix>> {
    let mut rows: Vec<Vec<&Matrix>> = Vec::new();
    for matrix in &matrices.matrices {
        match rows.last_mut() {
            Some(row) if row_size(row).0 + APART + block(matrix).0 <= WIDEST => row.push(matrix),
            _ => rows.push(vec![matrix]),
        }
    }
    rows
}

fn row_size(row: &[&Matrix]) -> (f64, f64) {
    let sizes: Vec<_> = row.iter().map(|matrix| block(matrix)).collect();
    let width: f64 = sizes.iter().map(|size| size.0 + APART).sum();
    let height = sizes.iter().map(|size| size.1).fold(0.0, f64::max);
    (width - APART, height)
}

fn block(matrix: &Matrix) -> (f64, f64) {
    if is_large(matrix) {
        heat::size(matrix)
    } else {
        entries::size(matrix)
    }
}

fn draw_block(matrix: &Matrix, canvas: &mut Canvas, room: &Rect) {
    if is_large(matrix) {
        heat::draw(matrix, canvas, room);
    } else {
        entries::draw(matrix, canvas, room);
    }
}

fn is_large(matrix: &Matrix) -> bool {
    columns(matrix) > MAX_COLUMNS || matrix.entries.len() > MAX_ROWS
}

/// How many columns there are.
fn columns(matrix: &Matrix) -> usize {
    matrix.entries.iter().map(Vec::len).max().unwrap_or(0)
}

fn entry(matrix: &Matrix, (row, column): (usize, usize)) -> Option<f64> {
    *matrix.entries.get(row)?.get(column)?
}

/// An entry as it is printed: a dot where it is not known yet.
fn shown(entry: Option<f64>, decimals: u8) -> String {
    entry.map_or("·".to_owned(), |value| fixed(value, decimals))
}

/// The largest finite size of an entry; 1 where there is none.
fn largest(matrix: &Matrix) -> f64 {
    let entries = matrix.entries.iter().flatten().flatten();
    let sizes = entries.map(|value| value.abs());
    let largest = sizes.filter(|size| size.is_finite()).fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

fn name(matrix: &Matrix) -> Text {
    Text::toned(&matrix.name, Tone::of_letter(matrix.letter))
        .size(15.0)
        .bold()
}

fn head(words: &str) -> Text {
    Text::toned(words, Tone::Faint).size(13.0).fit(HEAD)
}

fn widest_head(heads: &[String]) -> f64 {
    heads
        .iter()
        .map(|words| head(words).width())
        .fold(0.0, f64::max)
}

/// The frame of the selected entry.
fn draw_selected(canvas: &mut Canvas, cell: &Rect) {
    canvas.outline(&rounded(cell, 5.0), Stroke::new(Tone::Text, 2.2));
}

/// A corner in the colour of a warning: the entry that is wrong or worst.
fn draw_worst(canvas: &mut Canvas, cell: &Rect) {
    let warning = Tone::Exactly(of_class(4));
    let reach = 9.0_f64.min(cell.width()).min(cell.height());
    let corner = [
        (cell.right - reach, cell.top),
        (cell.right, cell.top),
        (cell.right, cell.top + reach),
    ];
    canvas.outline(&rounded(cell, 2.0), Stroke::new(warning, 1.4));
    canvas.area(corner, warning);
}

type Sign = (fn(&mut Canvas, &Rect), &'static str);

/// What the signs on the entries mean; nothing where there are none.
fn key(matrices: &Matrices) -> Vec<Sign> {
    let any = |has: fn(&Matrix) -> bool| matrices.matrices.iter().any(has);
    let selected: Sign = (draw_selected, "selected");
    let worst: Sign = (draw_worst, "stands out as worst");
    let used = [
        (any(|matrix| matrix.selected.is_some()), selected),
        (any(|matrix| matrix.worst.is_some()), worst),
    ];
    used.into_iter()
        .filter(|used| used.0)
        .map(|used| used.1)
        .collect()
}

fn draw_key(canvas: &mut Canvas, key: &[Sign], (middle, y): Point) {
    let text = |words: &str| Text::words(words, Tone::Faint).size(12.0);
    let width: f64 = key
        .iter()
        .map(|(_, words)| 50.0 + text(words).width())
        .sum();
    let mut left = middle - (width - 24.0) / 2.0;
    for (sign, words) in key {
        sign(canvas, &Rect::new(left, y - 7.0, 18.0, 14.0));
        let text = text(words);
        let width = text.width();
        canvas.text((left + 26.0, y + text.sink()), Anchor::Start, text);
        left += 50.0 + width;
    }
}

fn verdict(matrices: &Matrices, width: f64) -> Vec<Text> {
    Text::wrapped(&matrices.verdict, 13.0, Tone::Text, width)
}
