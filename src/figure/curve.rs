//! Curves over one variable.

use super::frame::Frame;
use super::legend::{self, Entry, PITCH, Sample};
use super::names;
use super::prelude::*;
use crate::scene::Curve;

/// The size without a legend, where no width is asked for.
const SIZE: Size = (440.0, 340.0);
/// Above this many lines, a legend takes the place of names beside the lines.
const MAX_BESIDE: usize = 4;

pub(super) fn draw(curve: &Curve, canvas: &mut Canvas) -> Drawn {
    let size = size(canvas);
    let frame = frame(curve, size);
    let lines = if canvas.moving {
        entries(curve, &frame, size.0, |_| true)
    } else {
        legend(curve, size.0)
    };
    let is_few = lines.len() <= MAX_BESIDE && !canvas.moving;
    let is_beside = is_few && names::have_room(&frame, canvas.colors);
    draw_frame(&frame, canvas, is_beside)?;
    if is_beside {
        return Ok(size);
    }
    let rows = legend::lines(lines, size.0);
    for (index, row) in rows.iter().enumerate() {
        let y = size.1 + PITCH * (index as f64 + 0.5);
        legend::draw_line(canvas, row, (size.0 / 2.0, y));
    }
    Ok((size.0, size.1 + PITCH * rows.len() as f64))
}

/// Draws a curve whose lines are named elsewhere.
pub(super) fn draw_unnamed(curve: &Curve, canvas: &mut Canvas) -> Drawn {
    let size = size(canvas);
    draw_frame(&frame(curve, size), canvas, false)?;
    Ok(size)
}

/// A narrow plot is nearly as high as it is wide; a wide one grows more slowly in height.
fn size(canvas: &Canvas) -> Size {
    canvas.room.map_or(SIZE, |width| {
        let growth = if width < SIZE.0 { 0.6 } else { 0.4 };
        (width, SIZE.1 + growth * (width - SIZE.0))
    })
}

fn frame(curve: &Curve, size: Size) -> Frame<'_> {
    Frame::new(size, [&curve.x, &curve.y], &curve.series, &curve.marks)
}

fn draw_frame(frame: &Frame, canvas: &mut Canvas, with_names: bool) -> Drawn<()> {
    frame.draw(canvas, false)?;
    frame.draw_marks(canvas, false);
    names::draw(frame, canvas, with_names);
    Ok(())
}

/// The names of the lines, each with a piece of its line.
pub(super) fn legend(curve: &Curve, width: f64) -> Vec<Entry> {
    let frame = frame(curve, (width, SIZE.1));
    entries(curve, &frame, width, |index| frame.shows(index))
}

fn entries(
    curve: &Curve,
    frame: &Frame,
    width: f64,
    is_shown: impl Fn(usize) -> bool,
) -> Vec<Entry> {
    let named = |&index: &usize| !curve.series[index].label.is_empty() && is_shown(index);
    let entry = |index: usize| {
        let sample = Sample::Line(frame.stroke(index));
        Entry::new(sample, &curve.series[index].label, width)
    };
    (0..curve.series.len()).filter(named).map(entry).collect()
}
