//! A heat map over two variables, with lines and points on it and a colour bar beside it.

use super::bitmap::Bitmap;
use super::color_bar::ColorBar;
use super::frame::Frame;
use super::prelude::*;
use crate::scene::colour::viridis;
use crate::scene::{Field, Plane};

/// The size without the colour bar.
const SIZE: Size = (396.0, 430.0);

pub(super) fn draw(plane: &Plane, canvas: &mut Canvas) -> Drawn {
    let color_bar = ColorBar::new(palette(), &plane.heat, plane.ends);
    let (width, height) = SIZE;
    let frame = Frame::new(Rect::new(0.0, 0.0, width, height), &plane.x, &plane.y);
    if let Some(heat) = heat(&plane.field, &frame.inner) {
        canvas.bitmap(frame.inner, &heat)?;
    }
    frame.draw(canvas, &plane.lines, true)?;
    let bar_width = color_bar.draw(canvas, &frame.inner)?;
    for line in &plane.lines {
        frame.draw_ends(canvas, line);
    }
    frame.draw_marks(canvas, &plane.marks);
    frame.draw_labels(canvas, &plane.lines, &plane.marks, true);
    Ok((width + bar_width, height))
}

/// The field as a bitmap; none if it is empty or incomplete.
fn heat(field: &Field, area: &Rect) -> Option<Bitmap> {
    let complete = field.values.len() == field.columns * field.rows;
    let exists = field.columns > 1 && field.rows > 1 && complete;
    // A cast saturates at both ends and makes 0 of NaN.
    let color = |across, up| (field.between(across, up) * 255.0).round() as u8;
    exists.then(|| Bitmap::of(area, palette(), color))
}

fn palette() -> Vec<ColorRole> {
    let share = |step: u8| f64::from(step) / 255.0;
    (0..=255)
        .map(|step| ColorRole::Exact(viridis(share(step))))
        .collect()
}
