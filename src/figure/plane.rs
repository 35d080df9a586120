//! A heat map over two variables, with lines and points on it and a scale beside it.

use super::FigureError;
use super::canvas::{Canvas, Stroke};
use super::frame::Frame;
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::colour::viridis;
use crate::scene::{Field, Plane};

/// The room that the scale at the right takes.
const SCALE: f64 = 74.0;

pub(super) const SIZE: (f64, f64) = (470.0, 430.0);

pub(super) fn draw(plane: &Plane, canvas: &mut Canvas, room: Rect) -> Result<(), FigureError> {
    let right = room.right - SCALE;
    let frame = Frame::new(Rect { right, ..room }, &plane.x, &plane.y);
    if let Some(png) = heat(&plane.field, &frame.inner)? {
        canvas.bitmap(frame.inner, png);
    }
    frame.draw_axes(canvas);
    draw_scale(plane, canvas, &frame.inner)?;
    for line in &plane.lines {
        frame.draw_series(canvas, line, true);
    }
    frame.draw_marks(canvas, &plane.marks);
    frame.draw_labels(canvas, &plane.lines, &plane.marks);
    Ok(())
}

/// The scale: which colour stands for which height.
fn draw_scale(plane: &Plane, canvas: &mut Canvas, beside: &Rect) -> Result<(), FigureError> {
    let bar = Rect {
        left: beside.right + 22.0,
        right: beside.right + 38.0,
        ..*beside
    };
    let column: Vec<f64> = (0..=255).map(|step| f64::from(step) / 255.0).collect();
    canvas.bitmap(
        bar,
        encode(1, &column.iter().rev().copied().collect::<Vec<_>>())?,
    );
    let edge = Stroke::new(Tone::Faint, 1.0);
    let corners = [
        (bar.left, bar.top),
        (bar.right, bar.top),
        (bar.right, bar.bottom),
        (bar.left, bar.bottom),
    ];
    canvas.outline(&corners, edge);
    for (height, text) in [
        (0.0, "0"),
        (0.25, "0.25"),
        (0.5, "0.5"),
        (0.75, "0.75"),
        (1.0, "1"),
    ] {
        let y = bar.bottom - height * bar.height();
        canvas.line([(bar.right, y), (bar.right + 4.0, y)], edge);
        let text = Text::words(text, Tone::Faint).size(12.0);
        canvas.text((bar.right + 8.0, y + 4.2), Anchor::Start, text);
    }
    let name = Text::new(&plane.heat).fit(SCALE - 12.0);
    canvas.text((bar.left, bar.top - 11.0), Anchor::Start, name);
    Ok(())
}

/// The field as a picture of one bitmap pixel a pixel of the figure; none where there is no field.
fn heat(field: &Field, room: &Rect) -> Result<Option<Vec<u8>>, FigureError> {
    let complete = field.values.len() == field.columns * field.rows;
    if field.columns < 2 || field.rows < 2 || !complete {
        return Ok(None);
    }
    let (width, height) = (
        room.width().round() as usize,
        room.height().round() as usize,
    );
    let part = |place: usize, count: usize| (place as f64 + 0.5) / count as f64;
    let heights: Vec<f64> = (0..height)
        .flat_map(|row| (0..width).map(move |column| (row, column)))
        .map(|(row, column)| field.between(part(column, width), 1.0 - part(row, height)))
        .collect();
    encode(width, &heights).map(Some)
}

/// Heights from 0 to 1 as a PNG with viridis for its palette. What is no number is as dark as 0.
fn encode(width: usize, heights: &[f64]) -> Result<Vec<u8>, FigureError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, (heights.len() / width) as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Best);
    encoder.set_palette(palette());
    // The smallest number saturates a cast, and so does NaN.
    let indices: Vec<u8> = heights
        .iter()
        .map(|height| (height * 255.0).round() as u8)
        .collect();
    let mut writer = encoder.write_header().map_err(FigureError::drawing)?;
    writer
        .write_image_data(&indices)
        .map_err(FigureError::drawing)?;
    writer.finish().map_err(FigureError::drawing)?;
    Ok(bytes)
}

fn palette() -> Vec<u8> {
    (0..=255_u8)
        .map(|step| viridis(f64::from(step) / 255.0))
        .flat_map(|rgb| [rgb.0, rgb.1, rgb.2])
        .collect()
}
