//! Curves over one variable.

use super::canvas::{Canvas, Stroke};
use super::frame::Frame;
use super::legend::{self, Entry, Sample};
use super::text::Rect;
use super::theme::Tone;
use crate::scene::{Curve, Series};

/// The size without a legend.
const SIZE: (f64, f64) = (440.0, 340.0);
/// So many lines have their names beside them; the names of more would be in each other's way.
const MAX_BESIDE: usize = 2;

pub(super) fn size(curve: &Curve) -> (f64, f64) {
    let lines = legend(curve).len() as f64;
    (SIZE.0, SIZE.1 + legend::PITCH * lines)
}

pub(super) fn draw(curve: &Curve, canvas: &mut Canvas, room: Rect) {
    let legend = legend(curve);
    let bottom = room.bottom - legend::PITCH * legend.len() as f64;
    let frame = Frame::new(Rect { bottom, ..room }, &curve.x, &curve.y);
    frame.draw_grid(canvas);
    frame.draw_axes(canvas);
    // Help lines lie below results.
    let (help, results): (Vec<_>, Vec<_>) = curve.series.iter().partition(|line| line.dashed);
    for line in help.into_iter().chain(results) {
        frame.draw_series(canvas, line, false);
    }
    frame.draw_marks(canvas, &curve.marks);
    if legend.is_empty() {
        frame.draw_labels(canvas, &curve.series, &curve.marks);
    } else {
        frame.draw_labels(canvas, &unnamed(&curve.series), &curve.marks);
    }
    legend::draw_lines(canvas, &legend, (room.centre().0, bottom));
}

/// The lines, which labels of points still have to avoid, without their own names.
fn unnamed(series: &[Series]) -> Vec<Series> {
    let bare = |line: &Series| Series {
        label: String::new(),
        ..line.clone()
    };
    series.iter().map(bare).collect()
}

/// The names of many lines in rows below the picture; nothing where there are few.
fn legend(curve: &Curve) -> Vec<Vec<Entry>> {
    let named = curve.series.iter().filter(|line| !line.label.is_empty());
    let entry = |line: &Series| {
        let stroke = Stroke::new(Tone::of_hue(line.hue), 2.6);
        let stroke = if line.dashed {
            stroke.dashed(6.0, 5.0)
        } else {
            stroke
        };
        Entry::new(Sample::Line(stroke), &line.label, SIZE.0)
    };
    let entries: Vec<Entry> = named.map(entry).collect();
    if entries.len() <= MAX_BESIDE {
        return Vec::new();
    }
    legend::lines(entries, SIZE.0)
}
