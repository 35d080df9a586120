//! Points, rectangles and the outlines that pictures are made of.

use std::f64::consts::{FRAC_PI_2, TAU};

pub(super) type Point = (f64, f64);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    pub(super) const UNIT: Self = Self::new(0.0, 0.0, 1.0, 1.0);

    pub(super) const fn of_sides(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    pub(super) const fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self::of_sides(left, top, left + width, top + height)
    }

    pub(super) fn around((x, y): Point, reach: f64) -> Self {
        Self::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach)
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Point {
        let x = f64::midpoint(self.left, self.right);
        (x, f64::midpoint(self.top, self.bottom))
    }

    /// The corners, clockwise.
    pub(super) fn corners(&self) -> [Point; 4] {
        let [left, top, right, bottom] = [self.left, self.top, self.right, self.bottom];
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    /// The rectangle made smaller on every side; larger where `by` is negative.
    pub(super) fn inset(&self, by: f64) -> Self {
        let (left, top) = (self.left + by, self.top + by);
        Self::of_sides(left, top, self.right - by, self.bottom - by)
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        let across = self.left <= other.left && other.right <= self.right;
        across && self.top <= other.top && other.bottom <= self.bottom
    }

    pub(super) fn has(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The distance of a point; 0 within the rectangle.
    pub(super) fn distance(&self, (x, y): Point) -> f64 {
        let across = (self.left - x).max(x - self.right).max(0.0);
        across.hypot((self.top - y).max(y - self.bottom).max(0.0))
    }

    pub(super) fn rounded(&self, radius: f64) -> Vec<Point> {
        let radius = radius.min(self.width() / 2.0).min(self.height() / 2.0);
        let [top_left, top_right, bottom_right, bottom_left] = self.inset(radius).corners();
        let corners = [bottom_right, bottom_left, top_left, top_right];
        let arc = |(quarter, corner): (usize, Point)| {
            let angle = move |step| (quarter as f64 + f64::from(step) / 6.0) * FRAC_PI_2;
            (0..=6).map(move |step| on_circle(corner, radius, angle(step)))
        };
        corners.into_iter().enumerate().flat_map(arc).collect()
    }

    /// The part of a line that lies within the rectangle, by Liang and Barsky's method.
    pub(super) fn clip(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (towards, distance) in sides {
            if towards < 0.0 {
                enter = enter.max(distance / towards);
            } else if towards > 0.0 || distance < 0.0 {
                leave = leave.min(distance / towards.abs());
            }
        }
        let cut = Some(between(from, to, leave)).filter(|_| leave < 1.0);
        (enter < leave).then(|| (between(from, to, enter), cut.unwrap_or(to)))
    }
}

/// The point at a fraction of the way from one to another.
pub(super) fn between(from: Point, to: Point, part: f64) -> Point {
    let x = from.0 + part * (to.0 - from.0);
    (x, from.1 + part * (to.1 - from.1))
}

/// The largest of some lengths, 0 if there are none.
pub(super) fn largest(lengths: impl IntoIterator<Item = f64>) -> f64 {
    lengths.into_iter().fold(0.0, f64::max)
}

pub(super) fn bezier(from: Point, leave: Point, arrive: Point, to: Point) -> Vec<Point> {
    let at = |step| {
        let t = f64::from(step) / 28.0;
        let u = 1.0 - t;
        let mix =
            |a, b, c, d| u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d;
        let x = mix(from.0, leave.0, arrive.0, to.0);
        (x, mix(from.1, leave.1, arrive.1, to.1))
    };
    (0..=28).map(at).collect()
}

/// A curve that is level at both ends.
pub(super) fn level(from: Point, to: Point) -> Vec<Point> {
    let bend = (to.0 - from.0) * 0.5;
    bezier(from, (from.0 + bend, from.1), (to.0 - bend, to.1), to)
}

/// The outline of a branch along a curve, whose width goes evenly from `thick` to `thin`.
pub(super) fn branch(curve: &[Point], thick: f64, thin: f64) -> Vec<Point> {
    let last = curve.len().saturating_sub(1);
    let side = |sign: f64| {
        (0..=last).map(move |index| {
            let (before, after) = (curve[index.saturating_sub(1)], curve[(index + 1).min(last)]);
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let length = dx.hypot(dy).max(1e-9);
            let part = index as f64 / last.max(1) as f64;
            let half = sign * (thick + (thin - thick) * part) / 2.0;
            let (x, y) = curve[index];
            (x - dy / length * half, y + dx / length * half)
        })
    };
    side(1.0).chain(side(-1.0).rev()).collect()
}

/// The head of an arrow to the right that ends at a point.
pub(super) fn arrow_head((x, y): Point, size: f64) -> [Point; 3] {
    let half = size * 0.5;
    [(x, y), (x - size, y - half), (x - size, y + half)]
}

pub(super) fn on_circle((x, y): Point, radius: f64, angle: f64) -> Point {
    (x + radius * angle.cos(), y + radius * angle.sin())
}

/// A regular polygon; `first` is the angle of its first corner.
pub(super) fn polygon(centre: Point, corners: u8, radius: f64, first: f64) -> Vec<Point> {
    let angle = |corner| first + f64::from(corner) / f64::from(corners) * TAU;
    let corners = (0..corners).map(|corner| on_circle(centre, radius, angle(corner)));
    corners.collect()
}
