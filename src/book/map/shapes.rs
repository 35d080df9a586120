//! Points, rectangles, and lines with round corners.

use std::fmt::Write as _;

/// A point of the map, in pixels to the right and downward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub(super) fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// One part of a curve, from where the part before ends.
#[derive(Debug, Clone, Copy)]
enum Part {
    Line(Point),
    /// A bend toward the first point, which ends at the second.
    Bend(Point, Point),
}

/// A line from corner to corner, each corner made round, with an arrow head at its end.
#[derive(Debug)]
pub(super) struct Curve {
    start: Point,
    parts: Vec<Part>,
    head: [Point; 3],
}

/// The length of an arrow head, and half its width.
const HEAD: (f64, f64) = (5.5, 3.6);

impl Curve {
    /// At least two corners; `radius` is what is cut off on both sides of a corner, where there is as much.
    pub(super) fn rounded(corners: &[Point], radius: f64) -> Self {
        let mut parts = Vec::new();
        for three in corners.windows(3) {
            let (before, at, after) = (three[0], three[1], three[2]);
            let room = distance(before, at).min(distance(at, after)) / 2.0;
            let radius = radius.min(room);
            let (enter, leave) = (toward(at, before, radius), toward(at, after, radius));
            parts.extend([Part::Line(enter), Part::Bend(at, leave)]);
        }
        let last = corners.len() - 1;
        parts.push(Part::Line(corners[last]));
        Self {
            start: corners[0],
            parts,
            head: head(corners[last - 1], corners[last]),
        }
    }

    /// The curve as SVG path data.
    pub(super) fn data(&self) -> String {
        let mut data = format!("M{}", text(self.start));
        for part in &self.parts {
            let _ = match part {
                Part::Line(to) => write!(data, "L{}", text(*to)),
                Part::Bend(corner, to) => write!(data, "Q{} {}", text(*corner), text(*to)),
            };
        }
        let [one, tip, other] = self.head.map(text);
        data + &format!("M{one}L{tip}L{other}")
    }

    /// Points along the curve, from end to end, and the arrow head's.
    #[cfg(test)]
    pub(super) fn points(&self) -> Vec<Point> {
        let shares = || (1..=64).map(|step| f64::from(step) / 64.0);
        let mut points = vec![self.start];
        for part in &self.parts {
            let from = points[points.len() - 1];
            match *part {
                Part::Line(to) => points.extend(shares().map(|share| between(from, to, share))),
                Part::Bend(corner, to) => points.extend(shares().map(|share| {
                    let (before, after) =
                        (between(from, corner, share), between(corner, to, share));
                    between(before, after, share)
                })),
            }
        }
        points.extend(self.head);
        points
    }
}

/// The three points of an arrow head whose tip is the end of a line.
fn head(from: Point, tip: Point) -> [Point; 3] {
    let back = toward(tip, from, HEAD.0);
    let (x, y) = ((tip.x - back.x) / HEAD.0, (tip.y - back.y) / HEAD.0);
    let aside = |by: f64| Point {
        x: back.x - y * by,
        y: back.y + x * by,
    };
    [aside(HEAD.1), tip, aside(-HEAD.1)]
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

fn between(from: Point, to: Point, share: f64) -> Point {
    Point {
        x: from.x + share * (to.x - from.x),
        y: from.y + share * (to.y - from.y),
    }
}

/// The point so far from one point in the direction of another.
fn toward(from: Point, to: Point, length: f64) -> Point {
    let whole = distance(from, to);
    if whole > 0.0 {
        between(from, to, length / whole)
    } else {
        from
    }
}

fn text(point: Point) -> String {
    format!("{} {}", rounded(point.x), rounded(point.y))
}

/// A length with one decimal.
pub(super) fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_cut_and_an_arrow_head_added() {
        let corners = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0)].map(|(x, y)| Point { x, y });
        let data = Curve::rounded(&corners, 5.0).data();
        assert_eq!(data, "M0 0L15 0Q20 0 20 5L20 20M16.4 14.5L20 20L23.6 14.5");
    }

    #[test]
    fn a_corner_with_little_room_is_cut_less() {
        let corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 20.0)].map(|(x, y)| Point { x, y });
        let data = Curve::rounded(&corners, 5.0).data();
        assert!(data.starts_with("M0 0L2 0Q4 0 4 2L4 20"), "{data}");
    }
}
