//! A heat map over two variables, with lines and points on it and a scale beside it.

use super::bitmap::Bitmap;
use super::canvas::Canvas;
use super::frame::Frame;
use super::scale::Scale;
use super::text::Rect;
use super::theme::Tone;
use crate::scene::colour::viridis;
use crate::scene::{Field, Plane};

/// The size without the scale.
const SIZE: (f64, f64) = (396.0, 430.0);

pub(super) fn size(plane: &Plane) -> (f64, f64) {
    (SIZE.0 + scale(plane).width(), SIZE.1)
}

pub(super) fn draw(plane: &Plane, canvas: &mut Canvas, room: Rect) {
    let scale = scale(plane);
    let right = room.right - scale.width();
    let frame = Frame::new(Rect { right, ..room }, &plane.x, &plane.y);
    if let Some(heat) = heat(&plane.field, &frame.inner) {
        canvas.bitmap(frame.inner, heat);
    }
    frame.draw_axes(canvas);
    scale.draw(canvas, &frame.inner);
    for line in &plane.lines {
        frame.draw_series(canvas, line, true);
    }
    for line in &plane.lines {
        frame.draw_ends(canvas, line);
    }
    frame.draw_marks(canvas, &plane.marks);
    frame.draw_labels(canvas, &plane.lines, &plane.marks);
}

fn scale(plane: &Plane) -> Scale {
    Scale::new(palette(), &plane.heat, plane.ends)
}

/// The field as a picture of one bitmap pixel a pixel of the figure; none where there is no field.
fn heat(field: &Field, room: &Rect) -> Option<Bitmap> {
    let complete = field.values.len() == field.columns * field.rows;
    if field.columns < 2 || field.rows < 2 || !complete {
        return None;
    }
    let (width, height) = (
        room.width().round() as usize,
        room.height().round() as usize,
    );
    let part = |place: usize, count: usize| (place as f64 + 0.5) / count as f64;
    let pixels = (0..height)
        .flat_map(|row| (0..width).map(move |column| (row, column)))
        .map(|(row, column)| field.between(part(column, width), 1.0 - part(row, height)))
        // The smallest number saturates a cast, and so does NaN: what is no number is as dark as 0.
        .map(|heat| (heat * 255.0).round() as u8)
        .collect();
    Some(Bitmap {
        width,
        pixels,
        palette: palette(),
    })
}

fn palette() -> Vec<Tone> {
    (0..=255_u8)
        .map(|step| Tone::Exactly(viridis(f64::from(step) / 255.0)))
        .collect()
}
