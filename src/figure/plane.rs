//! A heat map over two variables, with lines and points on it and a colour bar beside it.

use super::color_bar;
use super::frame::Frame;
use super::prelude::*;
use crate::scene::colour::viridis;
use crate::scene::{Axis, Plane};

/// The size without the colour bar.
const SIZE: Size = (396.0, 430.0);

pub(super) fn draw(plane: &Plane, canvas: &mut Canvas) -> Drawn {
    let frame = Frame::new(SIZE, [&plane.x, &plane.y], &plane.lines, &plane.marks);
    // A cast saturates at both ends and makes 0 of NaN.
    let color = |across, up| (plane.field.between(across, up) * 255.0).round() as u8;
    let heat = Bitmap::of(&frame.inner, palette(), color);
    canvas.bitmap(frame.inner, &heat)?;
    frame.draw(canvas, true)?;
    let heights = Axis::new(&plane.heat, plane.ends.0, plane.ends.1);
    let bar_width = color_bar::draw(canvas, &frame.inner, palette(), &heights)?;
    for line in &plane.lines {
        frame.draw_ends(canvas, line);
    }
    frame.draw_marks(canvas);
    frame.draw_labels(canvas, true);
    Ok((SIZE.0 + bar_width, SIZE.1))
}

fn palette() -> Palette {
    let color = |step: u8| ColorRole::Exact(viridis(f64::from(step) / 255.0));
    (0..=255).map(color).collect()
}
