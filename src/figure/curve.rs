//! Curves over one variable.

use super::frame::Frame;
use super::legend::{self, Entry, PITCH, Sample};
use super::names;
use super::prelude::*;
use crate::scene::Curve;

/// The size without a legend.
const SIZE: Size = (440.0, 340.0);
/// Above this many lines, a legend takes the place of names beside the lines.
const MAX_BESIDE: usize = 4;

pub(super) fn draw(curve: &Curve, canvas: &mut Canvas) -> Drawn {
    let frame = frame(curve);
    let lines = legend(curve);
    let is_beside = lines.len() <= MAX_BESIDE && names::have_room(&frame, canvas.theme);
    draw_frame(&frame, canvas, is_beside)?;
    if is_beside {
        return Ok(SIZE);
    }
    let rows = legend::lines(lines, SIZE.0);
    for (index, row) in rows.iter().enumerate() {
        let y = SIZE.1 + PITCH * (index as f64 + 0.5);
        legend::draw_line(canvas, row, (SIZE.0 / 2.0, y));
    }
    Ok((SIZE.0, SIZE.1 + PITCH * rows.len() as f64))
}

/// Draws a curve whose lines are named elsewhere.
pub(super) fn draw_unnamed(curve: &Curve, canvas: &mut Canvas) -> Drawn {
    draw_frame(&frame(curve), canvas, false)?;
    Ok(SIZE)
}

fn frame(curve: &Curve) -> Frame<'_> {
    Frame::new(SIZE, [&curve.x, &curve.y], &curve.series, &curve.marks)
}

fn draw_frame(frame: &Frame, canvas: &mut Canvas, with_names: bool) -> Drawn<()> {
    frame.draw(canvas, false)?;
    frame.draw_marks(canvas, false);
    names::draw(frame, canvas, with_names);
    Ok(())
}

/// The names of the lines, each with a piece of its line.
pub(super) fn legend(curve: &Curve) -> Vec<Entry> {
    let frame = frame(curve);
    let named = |&index: &usize| !curve.series[index].label.is_empty() && frame.shows(index);
    let entry = |index: usize| {
        let sample = Sample::Line(frame.stroke(index));
        Entry::new(sample, &curve.series[index].label, SIZE.0)
    };
    (0..curve.series.len()).filter(named).map(entry).collect()
}
