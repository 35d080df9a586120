//! Curves over one variable.

use super::frame::Frame;
use super::legend::{self, Entry, PITCH, Sample};
use super::prelude::*;
use crate::scene::{Curve, Series};

/// The size without a legend.
const SIZE: Size = (440.0, 340.0);
/// Above this many lines, a legend takes the place of names beside the lines.
const MAX_BESIDE: usize = 2;

pub(super) fn draw(curve: &Curve, canvas: &mut Canvas) -> Drawn {
    let legend = legend(curve);
    let frame = Frame::new(SIZE, [&curve.x, &curve.y], &curve.series, &curve.marks);
    frame.draw(canvas, false)?;
    frame.draw_marks(canvas);
    frame.draw_labels(canvas, legend.is_empty());
    for (index, line) in legend.iter().enumerate() {
        let y = SIZE.1 + PITCH * (index as f64 + 0.5);
        legend::draw_line(canvas, line, (SIZE.0 / 2.0, y));
    }
    Ok((SIZE.0, SIZE.1 + PITCH * legend.len() as f64))
}

/// The names of many lines, in rows below the picture; nothing if there are few.
fn legend(curve: &Curve) -> Vec<Vec<Entry>> {
    let named = curve.series.iter().filter(|line| !line.label.is_empty());
    let entry = |line: &Series| {
        let stroke = Stroke::new(ColorRole::of_hue(line.hue), 2.6);
        let stroke = stroke.dashed_if(line.dashed, 6.0, 5.0);
        Entry::new(Sample::Line(stroke), &line.label, SIZE.0)
    };
    let entries: Vec<Entry> = named.map(entry).collect();
    match entries.len() {
        ..=MAX_BESIDE => Vec::new(),
        _ => legend::lines(entries, SIZE.0),
    }
}
