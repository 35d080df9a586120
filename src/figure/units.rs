//! What each hidden unit sees of the plane: small heat maps side by side.

use super::color_bar;
use super::prelude::*;
use crate::scene::colour::viridis;
use crate::scene::{Axis, Seen, Symbol, Units};

/// The width where none is asked for, the space between two maps, and the height of a name below.
const WIDTH: f64 = 330.0;
const APART: f64 = 10.0;
const NAME: f64 = 20.0;
/// The height of the scale's name.
const HEAD: f64 = 18.0;
/// The number of colours.
const COLORS: u8 = 48;
/// The height of a map for its width.
const HIGH: f64 = 0.8;
/// The pixels of a map's bitmap along a cell.
const FINE: usize = 3;

pub(super) fn draw(units: &Units, canvas: &mut Canvas) -> Drawn {
    let scale = Axis::new("z", 0.0, 1.0);
    let room = canvas.room.unwrap_or(WIDTH);
    let width = room - color_bar::width(&scale);
    let columns = columns(units.seen.len(), width);
    let wide = (width + APART) / columns as f64 - APART;
    let high = HIGH * wide;
    let place = |index: usize| {
        let (row, column) = ((index / columns) as f64, (index % columns) as f64);
        Rect::new(
            column * (wide + APART),
            HEAD + row * (high + NAME),
            wide,
            high,
        )
    };
    for (index, seen) in units.seen.iter().enumerate() {
        let area = place(index);
        canvas.bitmap(area, &bitmap(seen))?;
        canvas.outline(&area.corners(), EDGE);
        let name = Text::symbol(&Symbol::new('z', index.to_string())).size(13.0);
        let below = (area.centre().0, area.bottom + NAME / 2.0);
        canvas.label(below, Anchor::Center, &name);
    }
    let rows = units.seen.len().div_ceil(columns);
    let height = rows as f64 * (high + NAME);
    let whole = Rect::new(0.0, HEAD, width, height - NAME);
    color_bar::draw(canvas, &whole, palette(), &scale)?;
    Ok((room, HEAD + height))
}

/// As many columns as fill the width with maps that are neither tiny nor few to a row.
fn columns(count: usize, width: f64) -> usize {
    let most = (width / 64.0) as usize;
    let rows = count.div_ceil(most.max(1));
    count.div_ceil(rows.max(1)).max(1)
}

fn bitmap(seen: &Seen) -> Bitmap {
    let (columns, rows) = (seen.columns, seen.cells.len() / seen.columns);
    let part = |index: usize, count: usize| (index as f64 + 0.5) / (count * FINE) as f64;
    let pixel = |index: usize| {
        let (row, column) = (index / (columns * FINE), index % (columns * FINE));
        (seen.at(part(column, columns), part(row, rows)) * f64::from(COLORS - 1)).round() as u8
    };
    let count = columns * rows * FINE * FINE;
    Bitmap::new(columns * FINE, (0..count).map(pixel), palette())
}

fn palette() -> Palette {
    let color = |step: u8| ColorRole::Exact(viridis(f64::from(step) / f64::from(COLORS - 1)));
    (0..COLORS).map(color).collect()
}
