//! A large matrix as a heat map: blue below 0, vermilion above, the background at 0. Where nothing is above 0, the scale of heights.

use super::{
    HEADS, LINE, NAME, display_entry, draw_name, draw_signs, head, heads_width, largest_entry, name,
};
use crate::figure::color_bar;
use crate::figure::prelude::*;
use crate::scene::colour::viridis;
use crate::scene::{Axis, Matrix};

/// The desired size of the map, and the maximum size of a cell.
const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 300.0;
const LARGEST: f64 = 18.0;
/// The minimum height of the colour bar.
const BAR: f64 = 96.0;
/// Shades below 0, and as many above.
const SHADES: u8 = 100;
const UNKNOWN: u8 = 2 * SHADES + 1;

/// The size of a cell: whole numbers if it is large enough, so that all cells are alike.
fn cell_size(matrix: &Matrix) -> (f64, f64) {
    let size = |length: f64, count: usize| match length / count as f64 {
        size if size >= 2.0 => size.floor().min(LARGEST),
        size => size,
    };
    let width = size(WIDTH, matrix.width());
    let height = size(HEIGHT, matrix.entries.len());
    // Long strips tell less than squares.
    let flat = height.min(width * 3.0).max(height.min(8.0));
    (width.min(height * 3.0), flat)
}

pub(super) fn draw(matrix: &Matrix, canvas: &mut Canvas) -> Drawn {
    let (width, height) = cell_size(matrix);
    let left = heads_width(&matrix.rows, matrix) + 10.0;
    let map_width = width * matrix.width() as f64;
    let map_height = height * matrix.entries.len() as f64;
    let map = Rect::new(left, NAME + HEADS, map_width, map_height);
    canvas.bitmap(map, &pixels(matrix))?;
    canvas.outline(&map.corners(), EDGE);
    let below = map.top + map.height().max(BAR);
    let beside = Rect::of_sides(map.left, map.top, map.right, below);
    let (from, to) = range(matrix);
    let bar_width = color_bar::draw(canvas, &beside, palette(from, to), &Axis::new("", from, to))?;
    let words = words(matrix);
    let texts = words.iter().cloned().chain([name(matrix)]);
    let whole = (map.right + bar_width).max(widest(texts));
    draw_name(matrix, canvas, map.centre().0, whole);
    draw_heads(matrix, canvas, &map);
    draw_signs(matrix, canvas, |(row, column), _| {
        let left = map.left + width * column as f64;
        let cell = Rect::new(left, map.top + height * row as f64, width, height);
        // A frame that is smaller than this is a dot.
        cell.inset((width.min(height) / 2.0 - 5.0).min(-1.0))
    });
    canvas.lines((0.0, below + 8.0), LINE, Anchor::Left, &words);
    Ok((whole, below + LINE * words.len() as f64 + 10.0))
}

/// Draws the heads at even distances, and those of the selected row and column before all others.
fn draw_heads(matrix: &Matrix, canvas: &mut Canvas, map: &Rect) {
    let (width, height) = cell_size(matrix);
    let selected = matrix.selected.unwrap_or((0, 0));
    let every = |selected: usize, count: usize, least: f64| {
        let step = (least.ceil() as usize).next_power_of_two();
        [selected].into_iter().chain((0..count).step_by(step))
    };
    let least = (heads_width(&matrix.columns, matrix) + 10.0) / width;
    for column in every(selected.1, matrix.width(), least) {
        let x = map.left + width * (column as f64 + 0.5);
        let text = head(&matrix.columns[column], &matrix.columns, matrix).size(12.0);
        canvas.text_if_free((x, map.top - 7.0), Anchor::Center, &text);
    }
    for row in every(selected.0, matrix.entries.len(), 18.0 / height) {
        let text = head(&matrix.rows[row], &matrix.rows, matrix);
        let y = map.top + height * (row as f64 + 0.5) + text.baseline_offset();
        canvas.text_if_free((map.left - 6.0, y), Anchor::Right, &text.size(12.0));
    }
}

/// The numbers of the selected and of the worst entry, in words.
fn words(matrix: &Matrix) -> Vec<Text> {
    let words = |name: &str, (row, column): (usize, usize)| {
        let number = display_entry(matrix.at((row, column)), matrix.decimals);
        let (row, column) = (&matrix.rows[row], &matrix.columns[column]);
        let text = Text::caption(&format!("{name} ({row}, {column}): "));
        text.fit(WIDTH - 60.0).and(&number, ColorRole::Text)
    };
    let selected = matrix.selected.map(|at| words("selected", at));
    let worst = matrix.worst.first().map(|&at| words("worst", at));
    selected.into_iter().chain(worst).collect()
}

/// From the smallest to the largest entry, if all are below 0; or else to both sides of 0.
fn range(matrix: &Matrix) -> (f64, f64) {
    let entries = || matrix.entries.iter().flatten().flatten().copied();
    let least = entries().fold(f64::INFINITY, f64::min);
    let most = entries().fold(f64::NEG_INFINITY, f64::max);
    if least.is_finite() && least < most && most < 0.0 {
        return (least, most);
    }
    let largest = largest_entry(matrix);
    (-largest, largest)
}

fn pixels(matrix: &Matrix) -> Bitmap {
    let (from, to) = range(matrix);
    let shade = |entry: Option<f64>| match entry {
        Some(value) if !value.is_nan() => {
            let share = value / (to - from) - from / (to - from);
            (f64::from(2 * SHADES) * share.clamp(0.0, 1.0)).round() as u8
        }
        _ => UNKNOWN,
    };
    let columns = matrix.width();
    let entry = |index| shade(matrix.at((index / columns, index % columns)));
    let pixels = (0..matrix.entries.len() * columns).map(entry);
    let palette = palette(from, to).into_iter().chain([ColorRole::Rule]);
    let bitmap = Bitmap::new(columns, pixels, palette.collect());
    let (width, height) = cell_size(matrix);
    bitmap.enlarged(width.max(height).clamp(1.0, LARGEST) as usize)
}

/// A cell for each weight of some rows, in the colours from minus the largest to the largest.
pub(in crate::figure) fn bitmap(rows: &[Vec<Option<f64>>], largest: f64) -> Bitmap {
    let shade = |weight: &Option<f64>| match weight.map(|weight| weight / largest) {
        Some(share) if share.is_finite() => (f64::from(SHADES) * (1.0 + share)).round() as u8,
        _ => UNKNOWN,
    };
    let pixels = rows.iter().flatten().map(shade);
    let palette = palette(-1.0, 1.0).into_iter().chain([ColorRole::Rule]);
    Bitmap::new(rows[0].len(), pixels, palette.collect()).enlarged(12)
}

/// The colour of a share of the largest weight.
pub(in crate::figure) fn color(share: f64) -> ColorRole {
    ColorRole::Signed((100.0 * share) as i8)
}

fn palette(from: f64, to: f64) -> Palette {
    if from + to != 0.0 {
        let color = |step: u8| ColorRole::Exact(viridis(f64::from(step) / f64::from(2 * SHADES)));
        return (0..=2 * SHADES).map(color).collect();
    }
    let shades = -SHADES.cast_signed()..=SHADES.cast_signed();
    shades.map(ColorRole::Signed).collect()
}
