//! Outlines that diagrams are made of.

use super::canvas::Point;
use super::text::Rect;

/// Steps in a curve: fine enough to look round.
const STEPS: usize = 28;

/// A rectangle with round corners.
pub(super) fn rounded(room: &Rect, radius: f64) -> Vec<Point> {
    let radius = radius.min(room.width() / 2.0).min(room.height() / 2.0);
    let inner = room.inset(radius);
    let corners = [
        (inner.right, inner.bottom),
        (inner.left, inner.bottom),
        (inner.left, inner.top),
        (inner.right, inner.top),
    ];
    let arc = |(quarter, (x, y)): (usize, Point)| {
        (0..=6).map(move |step| {
            let angle = (quarter as f64 + f64::from(step) / 6.0) * std::f64::consts::FRAC_PI_2;
            (x + radius * angle.cos(), y + radius * angle.sin())
        })
    };
    corners.into_iter().enumerate().flat_map(arc).collect()
}

/// A cubic Bézier curve.
pub(super) fn bezier(from: Point, leave: Point, arrive: Point, to: Point) -> Vec<Point> {
    let at = |step: usize| {
        let t = step as f64 / STEPS as f64;
        let u = 1.0 - t;
        let parts = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let mix = |values: [f64; 4]| {
            parts
                .iter()
                .zip(values)
                .map(|(part, value)| part * value)
                .sum()
        };
        (
            mix([from.0, leave.0, arrive.0, to.0]),
            mix([from.1, leave.1, arrive.1, to.1]),
        )
    };
    (0..=STEPS).map(at).collect()
}

/// A curve that leaves and arrives level.
pub(super) fn level(from: Point, to: Point) -> Vec<Point> {
    let bend = (to.0 - from.0) * 0.5;
    bezier(from, (from.0 + bend, from.1), (to.0 - bend, to.1), to)
}

/// The outline of a branch along a curve: its width goes evenly from `thick` to `thin`.
pub(super) fn branch(curve: &[Point], thick: f64, thin: f64) -> Vec<Point> {
    let last = curve.len().saturating_sub(1);
    let side = |sign: f64| {
        (0..=last).map(move |place| {
            let (before, after) = (curve[place.saturating_sub(1)], curve[(place + 1).min(last)]);
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let length = dx.hypot(dy).max(1e-9);
            let part = place as f64 / last.max(1) as f64;
            let half = sign * (thick + (thin - thick) * part) / 2.0;
            let (x, y) = curve[place];
            (x - dy / length * half, y + dx / length * half)
        })
    };
    side(1.0).chain(side(-1.0).rev()).collect()
}

/// The head of an arrow that points to the right and ends at a point.
pub(super) fn arrow_head((x, y): Point, size: f64) -> [Point; 3] {
    [
        (x, y),
        (x - size, y - size * 0.5),
        (x - size, y + size * 0.5),
    ]
}
