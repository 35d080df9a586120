//! A heat map over two variables, with lines and points on it and a colour bar beside it.

use super::bitmap::DENSE;
use super::color_bar;
use super::contour::contour;
use super::frame::Frame;
use super::names;
use super::prelude::*;
use crate::scene::colour::viridis;
use crate::scene::{Axis, Plane};

/// The size without the colour bar, where no width is asked for.
const SIZE: Size = (396.0, 430.0);
/// The maximum height in a width.
const HIGHEST: f64 = 560.0;

/// Lines of equal height, where a map has some.
const LEVELS: u8 = 8;

pub(super) fn draw(plane: &Plane, canvas: &mut Canvas) -> Drawn {
    let heights = Axis::new(&plane.heat, plane.ends.0, plane.ends.1);
    let bar_width = color_bar::width(&heights);
    let size = canvas.room.map_or(SIZE, |room| {
        let width = room - bar_width;
        (width, width.min(HIGHEST) + SIZE.1 - SIZE.0)
    });
    let frame = Frame::new(size, [&plane.x, &plane.y], &plane.lines, &plane.marks);
    let bend = bend(plane);
    // A cast saturates at both ends and makes 0 of NaN. The bend is 1 or one half; a power for each pixel takes longer than all else.
    let bent = |value: f64| if bend < 1.0 { value.sqrt() } else { value };
    let color = |across, up| (bent(plane.field.between(across, up)) * 255.0).round() as u8;
    let heat = Bitmap::of(&frame.inner, DENSE, palette(1.0), color);
    canvas.bitmap(frame.inner, &heat)?;
    if bend < 1.0 {
        draw_levels(plane, canvas, &frame, bend);
    }
    frame.draw(canvas, true)?;
    color_bar::draw(canvas, &frame.inner, palette(bend), &heights)?;
    for line in &plane.lines {
        frame.draw_ends(canvas, line);
    }
    frame.draw_marks(canvas, true);
    names::draw(&frame, canvas, true);
    Ok((size.0 + bar_width, size.1))
}

/// The power of a height that its colour follows: one half where most of a map is low, or else a few high cells would take all
/// colours.
fn bend(plane: &Plane) -> f64 {
    let is_low = |value: &&f64| **value < 0.25;
    let low = plane.field.values.iter().filter(is_low).count();
    let is_level = plane.ends.0 >= plane.ends.1;
    if 2 * low > plane.field.values.len() && !is_level {
        0.5
    } else {
        1.0
    }
}

/// Draws the lines where the colour has gone a ninth, two ninths and so on of its way.
fn draw_levels(plane: &Plane, canvas: &mut Canvas, frame: &Frame, bend: f64) {
    let (columns, rows) = (plane.field.columns, plane.field.rows);
    let part = |index: f64, count: usize| index / (count - 1) as f64;
    for level in 1..=LEVELS {
        let level = (f64::from(level) / f64::from(LEVELS + 1)).powf(1.0 / bend);
        let height = |column, row| plane.field.at(column, row);
        for ends in contour((columns, rows), height, level) {
            let ends = ends.map(|(x, y)| frame.position_at((part(x, columns), part(y, rows))));
            canvas.line(ends, Stroke::new(ColorRole::Background, 0.8).opacity(0.6));
        }
    }
}

/// The colours of a scale whose heights are even.
fn palette(bend: f64) -> Palette {
    let color = |step: u8| ColorRole::Exact(viridis((f64::from(step) / 255.0).powf(bend)));
    (0..=255).map(color).collect()
}
