//! Lines and points on a surface, with their names.

use super::scales::{anchor_towards, direction};
use super::view::View;
use super::{COLUMNS, across, up};
use crate::figure::marks::{draw_hidden_line, draw_hidden_mark, draw_mark};
use crate::figure::names::{around, beside};
use crate::figure::prelude::*;
use crate::scene::Series;

pub(super) fn traced_lines(view: &View) -> Vec<Vec<Point>> {
    let lines = view.surface.lines.iter();
    lines.flat_map(|line| traced(view, line)).collect()
}

/// A line's points as fractions of the axes, close enough together to follow the surface.
fn traced(view: &View, line: &Series) -> Vec<Vec<Point>> {
    let steps = |pair: &[Point]| {
        let (from, to) = (pair[0], pair[1]);
        (0..=4 * COLUMNS).map(move |step| between(from, to, across(step as f64) / 4.0))
    };
    let points = line.points.windows(2).flat_map(steps);
    let points: Vec<Point> = points.map(|point| view.fractions(point)).collect();
    let runs = points.split(|&point| !Rect::UNIT.inset(-1e-9).has(point));
    let runs = runs.filter(|run| run.len() > 1);
    runs.map(<[Point]>::to_vec).collect()
}

/// Draws the part of a line that runs over a row. It begins in the row behind, lest that row's edge cut it.
pub(super) fn draw_part(view: &View, canvas: &mut Canvas, line: &[Point], row: usize) {
    let behind = usize::from(view.nearest.1 > 0.5);
    let rows = up(row.saturating_sub(behind)) - 1e-9..=up(row + 2 - behind) + 1e-9;
    let inside = line.iter().filter(|point| rows.contains(&point.1));
    let points = inside.map(|&point| view.on_surface(point));
    canvas.line(points, Stroke::new(ColorRole::Text, 2.6));
}

/// Draws the parts of a line behind a slope, which shine through, dotted.
pub(super) fn draw_hidden(view: &View, canvas: &mut Canvas, line: &[Point]) {
    let hidden = |&point: &Point| view.is_hidden(point);
    let runs = line.chunk_by(|one, next| hidden(one) == hidden(next));
    for run in runs.filter(|run| hidden(&run[0])) {
        let points = run.iter().map(|&point| view.on_surface(point));
        draw_hidden_line(canvas, &points.collect::<Vec<_>>());
    }
}

pub(super) fn draw_marks(view: &View, canvas: &mut Canvas) {
    let lines = traced_lines(view).into_iter().flatten();
    let around = |point, reach| Rect::around(view.on_surface(point), reach);
    let mut avoid: Vec<Rect> = lines.map(|point| around(point, 4.0)).collect();
    for mark in &view.surface.marks {
        let point = view.fractions((mark.x, mark.y));
        if !Rect::UNIT.has(point) {
            continue;
        }
        let at = view.on_surface(point);
        if view.is_hidden(point) {
            draw_hidden_mark(canvas, at);
        } else {
            draw_mark(canvas, at, mark.kind);
        }
        avoid.push(around(point, 9.0));
        if !mark.label.is_empty() {
            let text = Text::new(&mark.label).fit(view.area.width() * 0.8);
            canvas.text_where_free(beside(at).into_iter(), &text, &view.area, &avoid);
        }
    }
}

/// Draws the names of lines, each beyond one of the line's ends.
pub(super) fn draw_labels(view: &View, canvas: &mut Canvas) {
    let lines = view.surface.lines.iter();
    for line in lines.filter(|line| !line.label.is_empty()) {
        let runs = traced(view, line);
        let Some([first, .., last]) = runs.first().map(Vec::as_slice) else {
            continue;
        };
        let [first, last] = [first, last].map(|&point| view.on_surface(point));
        let mut ends = [(first, last), (last, first)];
        ends.sort_by(|one, other| other.0.1.total_cmp(&one.0.1)); // The lower end is in front.
        let beyond = |(end, other): (Point, Point), far: f64| {
            let out = direction(other, end);
            let at = (end.0 + out.0 * far, end.1 + out.1 * far + 5.0);
            (at, anchor_towards(out))
        };
        let distances = [14.0, 20.0, 28.0, 40.0, 56.0].into_iter();
        let positions = distances.flat_map(|far| ends.map(|end| beyond(end, far)));
        let positions = positions.chain([first, last].into_iter().flat_map(beside));
        let positions = positions.chain(around(ends[0].0, view.area));
        let (x, y) = view.leftmost();
        let edge = (0..=20).map(|part| view.position((x, y, f64::from(part) / 20.0)));
        let edge = edge.map(|at| Rect::around(at, 8.0));
        let ends = [first, last].map(|at| Rect::around(at, 6.0));
        let sides = surface_edge(view).into_iter();
        let avoid: Vec<Rect> = edge.chain(ends).chain(sides).collect();
        let text = Text::toned(&line.label, ColorRole::of_hue(line.hue));
        let text = text.fit(view.area.width() * 0.8);
        canvas.text_where_free(positions, &text, &view.area, &avoid);
    }
}

/// The places that the edge of the surface takes.
fn surface_edge(view: &View) -> Vec<Rect> {
    let corners = Rect::UNIT.corners();
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let along = |(&from, &to): (&Point, &Point)| {
        (0..=COLUMNS).map(move |step| between(from, to, across(step as f64)))
    };
    let points = sides.flat_map(along);
    points
        .map(|point| Rect::around(view.on_surface(point), 4.0))
        .collect()
}
