//! Two axes and the lines between them, drawn by plotters; the points and names on them are our own.

use super::prelude::*;
use plotters::prelude::{ChartBuilder, DashedLineSeries, LabelAreaPosition, LineSeries};

use super::axis::PlotAxis;
use super::canvas::step;
use super::geometry::between;
use super::marks::draw_mark;
use crate::scene::{Axis, Mark, Series};

/// The space above the frame for the name of the vertical axis, below it for the other's numbers and name, and beside it.
const HEAD: f64 = 26.0;
const FOOT: f64 = 50.0;
const BESIDE: f64 = 12.0;
const TICK: f64 = 4.0;
const EDGE: Stroke = Stroke::new(ColorRole::Faint, 1.0);

/// A rectangle with an axis along two of its sides.
pub(super) struct Frame {
    outer: Rect,
    pub(super) inner: Rect,
    x: PlotAxis,
    y: PlotAxis,
}

impl Frame {
    /// The frame in an area that also holds the axes' numbers and names.
    pub(super) fn new(outer: Rect, x: &Axis, y: &Axis) -> Self {
        let (x, y) = (PlotAxis::new(x, 9), PlotAxis::new(y, 6));
        let inner = Rect {
            left: outer.left + y.widest_text() + BESIDE,
            top: outer.top + HEAD,
            right: outer.right - BESIDE,
            bottom: outer.bottom - FOOT,
        };
        Self { outer, inner, x, y }
    }

    /// The position of a point on the canvas.
    pub(super) fn position(&self, (x, y): Point) -> Point {
        self.position_at((self.x.fraction(x), self.y.fraction(y)))
    }

    fn position_at(&self, (across, up): Point) -> Point {
        let x = self.inner.left + across * self.inner.width();
        (x, self.inner.bottom - up * self.inner.height())
    }

    /// The position of a point within the frame.
    pub(super) fn position_within(&self, mark: &Mark) -> Option<Point> {
        let inside = self.inner.inset(-0.5);
        Some(self.position((mark.x, mark.y))).filter(|&at| inside.has(at))
    }

    /// Draws the axes and the lines: on a grid, or on a heat map, where lines have an edge that sets them off.
    pub(super) fn draw<'a>(
        &self,
        canvas: &mut Canvas,
        lines: impl IntoIterator<Item = &'a Series>,
        on_heat_map: bool,
    ) -> Result<(), FigureError> {
        let lines: Vec<&Series> = lines.into_iter().collect();
        self.draw_chart(canvas, &lines, on_heat_map)?;
        for line in lines {
            for at in self.isolated_points(&line.points) {
                canvas.disc(at, 3.0, ColorRole::of_hue(line.hue));
            }
        }
        let name = |axis: &PlotAxis| Text::new(&axis.label).fit(self.inner.width());
        let (Rect { left, top, .. }, bottom) = (self.inner, self.inner.bottom);
        let middle = (self.inner.centre().0, bottom + 42.0);
        canvas.text(middle, Anchor::Middle, &name(&self.x));
        canvas.text((left, top - 11.0), Anchor::Start, &name(&self.y));
        Ok(())
    }

    fn draw_chart(
        &self,
        canvas: &mut Canvas,
        lines: &[&Series],
        on_heat_map: bool,
    ) -> Result<(), FigureError> {
        let style = |stroke: Stroke| canvas.style(stroke);
        let [edge, off] = [EDGE, Stroke::new(ColorRole::Background, 5.0)].map(style);
        let [bold, light] = [0.8, 0.4].map(|width| style(Stroke::new(ColorRole::Rule, width)));
        let colors = lines.iter().map(|line| ColorRole::of_hue(line.hue));
        let styles: Vec<_> = colors.map(|color| style(Stroke::new(color, 2.2))).collect();
        let area = canvas.plotting_area(&self.outer);
        let left = step(self.inner.left - self.outer.left);
        let mut chart = ChartBuilder::on(&area)
            .margin_top(step(HEAD))
            .margin_right(step(BESIDE))
            .set_label_area_size(LabelAreaPosition::Left, left)
            .set_label_area_size(LabelAreaPosition::Bottom, step(FOOT))
            .build_cartesian_2d(&self.x, &self.y)?;
        let (x_text, y_text) = (|x: &f64| self.x.text(*x), |y: &f64| self.y.text(*y));
        let mut mesh = chart.configure_mesh();
        if on_heat_map {
            mesh.disable_mesh();
        }
        mesh.bold_line_style(bold)
            .light_line_style(light)
            .axis_style(edge)
            .set_all_tick_mark_size(step(TICK))
            .x_label_formatter(&x_text)
            .y_label_formatter(&y_text)
            .draw()?;
        let (unit, value) = (Rect::new(0.0, 0.0, 1.0, 1.0), |at| self.value_at(at));
        let border = unit.corners().into_iter().chain([(0.0, 0.0)]).map(value);
        chart.draw_series(LineSeries::new(border, edge))?;
        for (line, style) in lines.iter().zip(styles) {
            for run in self.visible(&line.points) {
                let run = run.into_iter().map(value);
                if on_heat_map {
                    chart.draw_series(LineSeries::new(run.clone(), off))?;
                }
                if line.dashed {
                    let dashed = DashedLineSeries::new(run, step(6.0), step(5.0), style);
                    chart.draw_series(dashed)?;
                } else {
                    chart.draw_series(LineSeries::new(run, style))?;
                }
            }
        }
        Ok(())
    }

    /// The values at fractions of the axes.
    fn value_at(&self, (across, up): Point) -> Point {
        (self.x.at(across), self.y.at(up))
    }

    /// The parts of a line that lie within the frame, as fractions of the axes: plotters would move points that lie outside
    /// onto its edge. A point without a position breaks the line.
    fn visible(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let frame = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut before = None;
        for &(x, y) in points {
            let next = (self.x.fraction(x), self.y.fraction(y));
            let next = Some(next).filter(|at| at.0.is_finite() && at.1.is_finite());
            let Some((from, to)) = before.zip(next) else {
                before = next;
                continue;
            };
            // Thousands of points share a pixel: those that would not be seen are passed over.
            if coincide(self.position_at(from), self.position_at(to)) {
                continue;
            }
            before = next;
            let Some((from, to)) = frame.clip(from, to) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.last() == Some(&from) => run.push(to),
                _ => runs.push(vec![from, to]),
            }
        }
        runs
    }

    /// The points within the frame without a neighbour to draw a line to.
    fn isolated_points(&self, points: &[Point]) -> Vec<Point> {
        let finite = |(x, y): &Point| x.is_finite() && y.is_finite();
        let positions = points.iter().map(|&point| self.position(point));
        let positions: Vec<Point> = positions.collect();
        let runs = positions.split(|at| !finite(at));
        let alone = runs.filter(|run| run.len() == 1).flatten().copied();
        alone.filter(|&at| self.inner.has(at)).collect()
    }

    /// Draws a ring where a path begins and a dot where it ends. A line that comes from outside the frame is not a path.
    pub(super) fn draw_ends(&self, canvas: &mut Canvas, path: &Series) {
        let [first, _, .., last] = path.points[..] else {
            return;
        };
        let [first, last] = [first, last].map(|point| self.position(point));
        let inside = self.inner.inset(1.0);
        let broken = path.points.iter().any(|(x, y)| !(x + y).is_finite());
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

    pub(super) fn draw_marks(&self, canvas: &mut Canvas, marks: &[Mark]) {
        for mark in marks {
            if let Some(at) = self.position_within(mark) {
                draw_mark(canvas, at, mark.kind);
            }
        }
    }

    /// Draws the names of points and lines, each beside what it names; those of lines only if asked.
    pub(super) fn draw_labels(
        &self,
        canvas: &mut Canvas,
        series: &[Series],
        marks: &[Mark],
        with_lines: bool,
    ) {
        let lines: Vec<Vec<Point>> = series.iter().map(|line| self.dense(line)).collect();
        let along_lines = lines.iter().flatten().map(|&at| Rect::around(at, 4.0));
        let positions = marks.iter().map(|mark| self.position((mark.x, mark.y)));
        let taken = along_lines.chain(positions.map(|at| Rect::around(at, 9.0)));
        let taken: Vec<Rect> = taken.collect();
        let area = self.inner.inset(4.0);
        let width = area.width() * 0.9;
        for mark in marks.iter().filter(|mark| !mark.label.is_empty()) {
            let positions = beside(self.position((mark.x, mark.y)));
            canvas.text_where_free(
                &positions,
                &Text::new(&mark.label).fit(width),
                &area,
                &taken,
            );
        }
        let named = series.iter().zip(&lines).filter(|_| with_lines);
        for (line, points) in named.filter(|(line, _)| !line.label.is_empty()) {
            let text = Text::toned(&line.label, ColorRole::of_hue(line.hue)).fit(width);
            canvas.text_where_free(&along(points), &text, &area, &taken);
        }
    }

    /// The visible points of a line, and more between them: none farther than some pixels from the next.
    fn dense(&self, line: &Series) -> Vec<Point> {
        let runs = self.visible(&line.points).into_iter();
        let positions = runs.map(|run| run.into_iter().map(|at| self.position_at(at)));
        let between = |pair: &[Point]| {
            let (from, to) = (pair[0], pair[1]);
            let steps = (distance(from, to) / 5.0).ceil().max(1.0) as usize;
            (0..=steps).map(move |step| between(from, to, step as f64 / steps as f64))
        };
        let dense = |run: Vec<Point>| run.windows(2).flat_map(between).collect::<Vec<_>>();
        positions.flat_map(|run| dense(run.collect())).collect()
    }
}

fn distance(from: Point, to: Point) -> f64 {
    (to.0 - from.0).hypot(to.1 - from.1)
}

fn coincide(one: Point, other: Point) -> bool {
    distance(one, other) < 0.4
}

/// Positions for the name of a point, the best first.
pub(super) fn beside((x, y): Point) -> Vec<(Point, Anchor)> {
    let around = |far: f64| {
        [
            ((x + far, y - far * 0.5), Anchor::Start),
            ((x - far, y - far * 0.5), Anchor::End),
            ((x + far, y + far + 4.0), Anchor::Start),
            ((x - far, y + far + 4.0), Anchor::End),
            ((x, y - far), Anchor::Middle),
            ((x, y + far + 10.0), Anchor::Middle),
        ]
    };
    [16.0, 24.0, 36.0].into_iter().flat_map(around).collect()
}

/// Positions for the name of a line, the best first: near its ends, then along it, on both sides.
fn along(points: &[Point]) -> Vec<(Point, Anchor)> {
    let last = points.len().saturating_sub(1) as f64;
    [0.9, 0.8, 0.15, 0.25, 0.65, 0.5, 0.35, 0.97, 0.03]
        .into_iter()
        .filter_map(|part| points.get((last * part) as usize))
        .flat_map(|&point| beside(point))
        .collect()
}
