//! Two axes and the lines between them, each with a pattern and a name of its own.

use super::marks::{SIGN, draw_class, draw_mark};
use super::prelude::*;
use crate::scene::{Axis, Mark, MarkKind, Series};

/// The space above the frame for the name of the vertical axis, below it for the other's numbers and name, and beside it.
pub(super) const HEAD: f64 = 26.0;
pub(super) const FOOT: f64 = 50.0;
pub(super) const BESIDE: f64 = 12.0;

/// The patterns of results and of help lines: lines are told apart without their colours.
const RESULTS: [&[f64]; 8] = [
    &[],
    &[14.0, 6.0],
    &[2.0, 5.0],
    &[14.0, 5.0, 2.0, 5.0],
    &[24.0, 6.0],
    &[14.0, 5.0, 2.0, 5.0, 2.0, 5.0],
    &[4.0, 12.0],
    &[14.0, 5.0, 2.0, 5.0, 2.0, 5.0, 2.0, 5.0],
];
const HELP: [&[f64]; 6] = [
    &[6.0, 5.0],
    &[3.0, 3.0],
    &[8.0, 4.0, 2.0, 4.0, 2.0, 4.0],
    &[8.0, 4.0, 2.0, 4.0],
    &[10.0, 3.0],
    &[8.0, 4.0, 2.0, 4.0, 2.0, 4.0, 2.0, 4.0],
];

pub(super) struct Frame<'a> {
    #[cfg_attr(
        not(feature = "figures"),
        expect(dead_code, reason = "only plotters asks for it")
    )]
    pub(super) size: Size,
    pub(super) inner: Rect,
    pub(super) x: PlotAxis,
    pub(super) y: PlotAxis,
    pub(super) lines: &'a [Series],
    pub(super) marks: &'a [Mark],
}

impl<'a> Frame<'a> {
    /// The frame in a picture whose size also holds the axes' numbers and names.
    pub(super) fn new(
        size: Size,
        [x, y]: [&Axis; 2],
        lines: &'a [Series],
        marks: &'a [Mark],
    ) -> Self {
        let (x, y) = (PlotAxis::new(x, 9), PlotAxis::new(y, 6));
        let left = y.widest_text() + BESIDE;
        Self {
            size,
            inner: Rect::of_sides(left, HEAD, size.0 - BESIDE, size.1 - FOOT),
            x,
            y,
            lines,
            marks,
        }
    }

    pub(super) fn position(&self, point: Point) -> Point {
        self.position_at(self.fractions(point))
    }

    fn fractions(&self, (x, y): Point) -> Point {
        (self.x.axis.fraction(x), self.y.axis.fraction(y))
    }

    /// The position at fractions of the axes.
    pub(super) fn position_at(&self, (across, up): Point) -> Point {
        let x = self.inner.left + across * self.inner.width();
        (x, self.inner.bottom - up * self.inner.height())
    }

    pub(super) fn position_within(&self, mark: &Mark) -> Option<Point> {
        let inside = self.inner.inset(-0.5);
        Some(self.position((mark.x, mark.y))).filter(|&at| inside.has(at))
    }

    /// Draws the axes and the lines, help lines below broken results: on a grid, or on a heat map, where an edge sets them off.
    pub(super) fn draw(&self, canvas: &mut Canvas, on_heat_map: bool) -> Drawn<()> {
        canvas.mark_area(self.inner, self.x.axis.range, self.y.axis.range);
        #[cfg(feature = "figures")]
        self.draw_axes(canvas, on_heat_map)?;
        #[cfg(not(feature = "figures"))]
        self.draw_axes_in_page(canvas, on_heat_map);
        // Unbroken lines first: where lines coincide, those above let them through.
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|&index| (self.is_broken(index), !self.lines[index].dashed));
        for index in order {
            self.draw_line(canvas, index, on_heat_map);
        }
        let name =
            |x: &PlotAxis| Text::label(&x.axis.label, ColorRole::Text).fit(self.inner.width());
        let below = (self.inner.centre().0, self.inner.bottom + 42.0);
        canvas.text(below, Anchor::Center, &name(&self.x));
        let above = (self.inner.left, self.inner.top - 11.0);
        canvas.text(above, Anchor::Left, &name(&self.y));
        Ok(())
    }

    /// The line's colour, and a pattern that no other line of its kind has.
    pub(super) fn stroke(&self, index: usize) -> Stroke {
        let line = &self.lines[index];
        let alike = |other: &&Series| other.dashed == line.dashed;
        let order = self.lines[..index].iter().filter(alike).count();
        let color = ColorRole::of_hue(line.hue);
        if line.dashed {
            Stroke::new(color, 1.6).dashed(HELP[order % HELP.len()])
        } else {
            Stroke::new(color, 2.2).dashed(RESULTS[order % RESULTS.len()])
        }
    }

    fn is_broken(&self, index: usize) -> bool {
        !self.stroke(index).dashes.is_empty()
    }

    /// Whether anything of a line lies within the frame.
    pub(super) fn shows(&self, index: usize) -> bool {
        let points = &self.lines[index].points;
        !self.visible(points).is_empty() || self.isolated_points(points).next().is_some()
    }

    fn draw_line(&self, canvas: &mut Canvas, index: usize, on_heat_map: bool) {
        let (points, stroke) = (&self.lines[index].points, self.stroke(index));
        for run in self.visible(points) {
            let run = run.into_iter().map(|at| self.position_at(at));
            if on_heat_map {
                canvas.line(run.clone(), Stroke::new(ColorRole::Background, 5.0));
            }
            canvas.line(run, stroke);
        }
        for at in self.isolated_points(points) {
            canvas.disc(at, 3.0, stroke.role);
        }
    }

    /// The parts of a line that lie within the frame, as fractions of the axes: plotters would move points that lie outside
    /// onto its edge. A point without a position breaks the line.
    fn visible(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut before = None;
        for &point in points {
            let next = Some(self.fractions(point)).filter(is_finite);
            let step = before.zip(next);
            // Thousands of points share a pixel: those that would not be seen are passed over.
            let unseen = |(from, to)| coincide(self.position_at(from), self.position_at(to));
            if step.is_some_and(unseen) {
                continue;
            }
            before = next;
            let visible = step.and_then(|(from, to)| Rect::UNIT.clip(from, to));
            match (visible, runs.last_mut()) {
                (Some((from, to)), Some(run)) if run.last() == Some(&from) => run.push(to),
                (Some((from, to)), _) => runs.push(vec![from, to]),
                (None, _) => {}
            }
        }
        runs
    }

    /// The points within the frame without a neighbour to draw a line to.
    fn isolated_points(&self, points: &[Point]) -> impl Iterator<Item = Point> {
        let runs = points.split(|&point| !is_finite(&self.fractions(point)));
        let alone = runs.filter(|run| run.len() == 1).flatten();
        let positions = alone.map(|&point| self.position(point));
        positions.filter(|&at| self.inner.has(at))
    }

    /// Draws a ring where a path begins and a dot where it ends. A line that comes from outside the frame is not a path.
    pub(super) fn draw_ends(&self, canvas: &mut Canvas, path: &Series) {
        let [first, _, .., last] = path.points[..] else {
            return;
        };
        let [first, last] = [first, last].map(|point| self.position(point));
        let inside = self.inner.inset(1.0);
        let broken = !path.points.iter().all(is_finite);
        let leaves = !inside.has(first) || !inside.has(last);
        if path.dashed || broken || leaves || coincide(first, last) {
            return;
        }
        let (color, background) = (ColorRole::of_hue(path.hue), ColorRole::Background);
        canvas.disc(first, 7.0, background);
        canvas.ring(first, 4.4, 2.2, [color, background]);
        canvas.disc(last, 6.6, background);
        canvas.disc(last, 5.0, color);
    }

    /// Draws the marks; samples have the colour of their class, unless they are on a heat map.
    pub(super) fn draw_marks(&self, canvas: &mut Canvas, on_heat_map: bool) {
        for mark in self.marks {
            match (mark.kind, self.position_within(mark)) {
                (MarkKind::Class(class) | MarkKind::Wrong(class), Some(at)) if !on_heat_map => {
                    draw_class(canvas, at, class, SIGN);
                }
                (kind, Some(at)) => draw_mark(canvas, at, kind),
                _ => {}
            }
        }
    }

    /// The visible points of a line, and more between them: none farther than some pixels from the next.
    pub(super) fn dense(&self, line: &Series) -> Vec<Point> {
        let dense = |pair: &[Point]| {
            let (from, to) = (self.position_at(pair[0]), self.position_at(pair[1]));
            let steps = (distance(from, to) / 5.0).ceil().max(1.0) as usize;
            (0..=steps).map(move |step| between(from, to, step as f64 / steps as f64))
        };
        let runs = self.visible(&line.points);
        let pairs = runs.iter().flat_map(|run| run.windows(2));
        pairs.flat_map(dense).collect()
    }
}

pub(super) fn is_finite((x, y): &Point) -> bool {
    x.is_finite() && y.is_finite()
}

pub(super) fn distance(from: Point, to: Point) -> f64 {
    (to.0 - from.0).hypot(to.1 - from.1)
}

fn coincide(one: Point, other: Point) -> bool {
    distance(one, other) < 0.4
}
