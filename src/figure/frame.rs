//! Two axes and what lies between them: the ground of a plane and of a curve.

use super::canvas::{Canvas, Point, Stroke};
use super::marks::draw_mark;
use super::number::{between_powers, sound, ticks};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::{Axis, Mark, Series};

/// The size of the numbers along an axis.
const TICK_SIZE: f64 = 12.0;
/// The room above the frame for the name of the upward axis, and below it for ticks and the name of the other.
const HEAD: f64 = 26.0;
const FOOT: f64 = 50.0;

/// A rectangle with a scale along two of its sides.
pub(super) struct Frame {
    pub(super) inner: Rect,
    x: Axis,
    y: Axis,
}

impl Frame {
    /// Finds room for the axes' numbers and names within `room`.
    pub(super) fn new(room: Rect, x: &Axis, y: &Axis) -> Self {
        let (x, y) = (sound(x), sound(y));
        let widest = ticks(&y, 6)
            .iter()
            .map(|tick| Text::new(&tick.1).size(TICK_SIZE).width())
            .fold(0.0, f64::max);
        let inner = Rect {
            left: room.left + widest + 12.0,
            top: room.top + HEAD,
            right: room.right - 12.0,
            bottom: room.bottom - FOOT,
        };
        Self { inner, x, y }
    }

    /// Where a point is drawn.
    pub(super) fn place(&self, (x, y): Point) -> Point {
        (self.across(x), self.up(y))
    }

    fn across(&self, x: f64) -> f64 {
        self.inner.left + self.x.fraction(x) * self.inner.width()
    }

    fn up(&self, y: f64) -> f64 {
        self.inner.bottom - self.y.fraction(y) * self.inner.height()
    }

    /// Lines at the ticks, below everything else.
    pub(super) fn draw_grid(&self, canvas: &mut Canvas) {
        let (rule, fine) = (Stroke::new(Tone::Rule, 0.8), Stroke::new(Tone::Rule, 0.4));
        for x in between_powers(&self.x) {
            self.draw_upright(canvas, x, fine);
        }
        for y in between_powers(&self.y) {
            self.draw_level(canvas, y, fine);
        }
        for (x, _) in ticks(&self.x, 9) {
            self.draw_upright(canvas, x, rule);
        }
        for (y, _) in ticks(&self.y, 6) {
            self.draw_level(canvas, y, rule);
        }
    }

    fn draw_upright(&self, canvas: &mut Canvas, x: f64, rule: Stroke) {
        let x = self.across(x);
        canvas.line([(x, self.inner.top), (x, self.inner.bottom)], rule);
    }

    fn draw_level(&self, canvas: &mut Canvas, y: f64, rule: Stroke) {
        let y = self.up(y);
        canvas.line([(self.inner.left, y), (self.inner.right, y)], rule);
    }

    /// The border, the ticks with their numbers, and the axes' names.
    pub(super) fn draw_axes(&self, canvas: &mut Canvas) {
        let edge = Stroke::new(Tone::Faint, 1.0);
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.inner;
        canvas.outline(
            &[(left, top), (right, top), (right, bottom), (left, bottom)],
            edge,
        );
        for (x, text) in ticks(&self.x, 9) {
            let x = self.across(x);
            canvas.line([(x, bottom), (x, bottom + 4.0)], edge);
            draw_tick(canvas, (x, bottom + 22.0), Anchor::Middle, &text);
        }
        for (y, text) in ticks(&self.y, 6) {
            let y = self.up(y);
            canvas.line([(left - 4.0, y), (left, y)], edge);
            draw_tick(canvas, (left - 8.0, y + 4.2), Anchor::End, &text);
        }
        let name = |axis: &Axis| Text::new(&axis.label).fit(self.inner.width());
        canvas.text(
            (f64::midpoint(left, right), bottom + 42.0),
            Anchor::Middle,
            name(&self.x),
        );
        canvas.text((left, top - 11.0), Anchor::Start, name(&self.y));
    }

    /// The parts of a line that lie within the frame, in the canvas's coordinates. A point without a place breaks the line.
    pub(super) fn within(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut before = None;
        for place in points.iter().map(|&point| self.place(point)) {
            let place = (place.0.is_finite() && place.1.is_finite()).then_some(place);
            // Thousands of points share a pixel: those that would not be seen are passed over.
            if let (Some(one), Some(next)) = (before, place)
                && near(one, next)
            {
                continue;
            }
            let stretch = before.zip(place);
            before = place;
            let clip = |(from, to)| clipped(from, to, &self.inner);
            let Some((from, to)) = stretch.and_then(clip) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.last() == Some(&from) => run.push(to),
                _ => runs.push(vec![from, to]),
            }
        }
        runs
    }

    /// Points without a neighbour to draw a line to.
    fn lonely(&self, points: &[Point]) -> Vec<Point> {
        let place = |at: Option<usize>| {
            let (x, y) = self.place(*points.get(at?)?);
            (x.is_finite() && y.is_finite()).then_some((x, y))
        };
        let alone = |at: &usize| place(at.checked_sub(1)).or(place(Some(at + 1))).is_none();
        let lonely = (0..points.len()).filter(alone);
        lonely
            .filter_map(|at| place(Some(at)))
            .filter(|&at| self.inner.has(at))
            .collect()
    }

    /// A line over the frame, with an edge that sets it off from what is behind it, or without.
    pub(super) fn draw_series(&self, canvas: &mut Canvas, series: &Series, edged: bool) {
        let tone = Tone::of_hue(series.hue);
        let dash = |stroke: Stroke| {
            if series.dashed {
                stroke.dashed(6.0, 5.0)
            } else {
                stroke
            }
        };
        for run in self.within(&series.points) {
            if edged {
                canvas.line(run.clone(), Stroke::new(Tone::Background, 5.0));
            }
            canvas.line(run, dash(Stroke::new(tone, 2.2)));
        }
        for at in self.lonely(&series.points) {
            canvas.disc(at, 3.0, tone);
        }
    }

    /// Where a path begins, as a ring, and where it ends, as a dot. A line that comes from beyond the frame is no path.
    pub(super) fn draw_ends(&self, canvas: &mut Canvas, path: &Series) {
        let [first, _, .., last] = path.points[..] else {
            return;
        };
        let [first, last] = [first, last].map(|point| self.place(point));
        let inside = self.inner.inset(1.0);
        let broken = path.points.iter().any(|(x, y)| !(x + y).is_finite());
        if path.dashed || broken || near(first, last) || !inside.has(first) || !inside.has(last) {
            return;
        }
        let tone = Tone::of_hue(path.hue);
        canvas.disc(first, 7.0, Tone::Background);
        canvas.ring(first, 4.4, 2.2, tone, Tone::Background);
        canvas.disc(last, 6.6, Tone::Background);
        canvas.disc(last, 5.0, tone);
    }

    /// The names of lines and points, each beside what it names.
    pub(super) fn draw_labels(&self, canvas: &mut Canvas, series: &[Series], marks: &[Mark]) {
        let points = |line: &Series| -> Vec<Point> {
            let runs = self.within(&line.points);
            runs.iter().flat_map(|run| dense(run)).collect()
        };
        let mut taken: Vec<Rect> = series
            .iter()
            .flat_map(points)
            .map(|at| around(at, 4.0))
            .collect();
        let spots = marks.iter().map(|mark| self.place((mark.x, mark.y)));
        taken.extend(spots.map(|at| around(at, 9.0)));
        let room = self.inner.inset(4.0);
        let most = room.width() * 0.9;
        for mark in marks.iter().filter(|mark| !mark.label.is_empty()) {
            let at = self.place((mark.x, mark.y));
            let text = Text::new(&mark.label).fit(most);
            canvas.text_where_free(&beside(at), &text, &room, &taken);
        }
        for line in series.iter().filter(|line| !line.label.is_empty()) {
            let text = Text::toned(&line.label, Tone::of_hue(line.hue)).fit(most);
            canvas.text_where_free(&along(&points(line)), &text, &room, &taken);
        }
    }

    /// Points over the frame; those outside it are left out.
    pub(super) fn draw_marks(&self, canvas: &mut Canvas, marks: &[Mark]) {
        for mark in marks {
            let at = self.place((mark.x, mark.y));
            if self.inner.inset(-0.5).has(at) {
                draw_mark(canvas, at, mark.kind);
            }
        }
    }
}

/// A number at a tick, unless its neighbour leaves no room for it.
fn draw_tick(canvas: &mut Canvas, at: Point, anchor: Anchor, text: &str) {
    let text = Text::words(text, Tone::Faint).size(TICK_SIZE);
    if canvas.is_free(&text.room(at, anchor)) {
        canvas.text(at, anchor, text);
    }
}

/// The part of a stretch that lies within a rectangle (after Liang and Barsky).
fn clipped(from: Point, to: Point, room: &Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let sides = [
        (-dx, from.0 - room.left),
        (dx, room.right - from.0),
        (-dy, from.1 - room.top),
        (dy, room.bottom - from.1),
    ];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, distance) in sides {
        if towards == 0.0 && distance < 0.0 || towards.is_nan() || distance.is_nan() {
            return None;
        }
        if towards < 0.0 {
            enter = enter.max(distance / towards);
        } else if towards > 0.0 {
            leave = leave.min(distance / towards);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    let start = if enter > 0.0 { at(enter) } else { from };
    let end = if leave < 1.0 { at(leave) } else { to };
    (enter < leave).then_some((start, end))
}

/// Whether two points cannot be told apart.
fn near(one: Point, other: Point) -> bool {
    (one.0 - other.0).hypot(one.1 - other.1) < 0.4
}

/// The points of a line, and more between them: none farther than some pixels from the next.
fn dense(run: &[Point]) -> Vec<Point> {
    let between = |pair: &[Point]| {
        let (from, to) = (pair[0], pair[1]);
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 5.0).ceil().max(1.0) as usize;
        (0..=steps).map(move |step| {
            let part = step as f64 / steps as f64;
            (
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            )
        })
    };
    run.windows(2).flat_map(between).collect()
}

/// The room that a point takes.
pub(super) fn around((x, y): Point, reach: f64) -> Rect {
    Rect::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach)
}

/// Places for the name of a point, the best first.
pub(super) fn beside((x, y): Point) -> Vec<(Point, Anchor)> {
    let mut places = Vec::new();
    for far in [16.0, 24.0, 36.0] {
        places.extend([
            ((x + far, y - far * 0.5), Anchor::Start),
            ((x - far, y - far * 0.5), Anchor::End),
            ((x + far, y + far + 4.0), Anchor::Start),
            ((x - far, y + far + 4.0), Anchor::End),
            ((x, y - far), Anchor::Middle),
            ((x, y + far + 10.0), Anchor::Middle),
        ]);
    }
    places
}

/// Places for the name of a line, the best first: near its ends, then along it, on both sides.
pub(super) fn along(points: &[Point]) -> Vec<(Point, Anchor)> {
    let at = |part: f64| points.get(((points.len().max(1) - 1) as f64 * part) as usize);
    [0.9, 0.8, 0.15, 0.25, 0.65, 0.5, 0.35, 0.97, 0.03]
        .into_iter()
        .filter_map(at)
        .flat_map(|&point| beside(point))
        .collect()
}
