//! Curves over one variable.

use super::canvas::Canvas;
use super::frame::Frame;
use super::text::Rect;
use crate::scene::Curve;

pub(super) const SIZE: (f64, f64) = (440.0, 340.0);

pub(super) fn draw(curve: &Curve, canvas: &mut Canvas, room: Rect) {
    let frame = Frame::new(room, &curve.x, &curve.y);
    frame.draw_grid(canvas);
    frame.draw_axes(canvas);
    // Help lines lie below results.
    let (help, results): (Vec<_>, Vec<_>) = curve.series.iter().partition(|line| line.dashed);
    for line in help.into_iter().chain(results) {
        frame.draw_series(canvas, line, false);
    }
    frame.draw_marks(canvas, &curve.marks);
    frame.draw_labels(canvas, &curve.series, &curve.marks);
}
