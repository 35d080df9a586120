//! The names of points and lines of a plot, each beside what it names.

use std::iter;

use super::frame::{Frame, distance, is_finite};
use super::prelude::*;
use super::theme::Colors;
use crate::scene::Mark;

/// A name farther from its point than this is led to it by a line.
const FAR: f64 = 24.0;

struct Names<'a> {
    frame: &'a Frame<'a>,
    lines: Vec<Vec<Point>>,
    /// Where lines and points are.
    taken: Vec<Rect>,
    placed: Vec<Rect>,
    area: Rect,
    /// Whether each name so far covers nothing, and is beside its own line.
    all_clear: bool,
}

/// Whether all names have a place where they cover nothing, and those of lines one beside their own line.
pub(super) fn have_room(frame: &Frame, colors: Colors) -> bool {
    draw(frame, &mut Canvas::new(colors), true)
}

/// Draws the names of points and, if asked, of lines. Returns whether each has a place of its own.
pub(super) fn draw(frame: &Frame, canvas: &mut Canvas, with_lines: bool) -> bool {
    let mut names = Names::new(frame);
    for mark in frame.marks.iter().filter(|mark| !mark.label.is_empty()) {
        names.draw_of_point(canvas, mark);
    }
    let is_named = |index: &usize| !frame.lines[*index].label.is_empty() && frame.shows(*index);
    for index in (0..frame.lines.len())
        .filter(is_named)
        .filter(|_| with_lines)
    {
        names.draw_of_line(canvas, index);
    }
    names.all_clear
}

impl<'a> Names<'a> {
    fn new(frame: &'a Frame) -> Self {
        let lines: Vec<Vec<Point>> = frame.lines.iter().map(|line| frame.dense(line)).collect();
        let along_lines = lines.iter().flatten().map(|&at| Rect::around(at, 4.0));
        let positions = frame
            .marks
            .iter()
            .map(|mark| frame.position((mark.x, mark.y)));
        let taken = along_lines.chain(positions.map(|at| Rect::around(at, 9.0)));
        Self {
            taken: taken.collect(),
            lines,
            placed: Vec::new(),
            area: frame.inner.inset(4.0),
            all_clear: true,
            frame,
        }
    }

    fn draw_of_point(&mut self, canvas: &mut Canvas, mark: &Mark) {
        let at = self.frame.position((mark.x, mark.y));
        if !is_finite(&at) {
            return;
        }
        let text = Text::new(&mark.label).fit(self.area.width() * 0.9);
        let placed = self.placed.clone();
        let positions = beside(at).into_iter().chain(around(at, self.area));
        // No leader runs through another name.
        let positions = positions.filter(|&(to, anchor)| {
            let (from, to) = leader(&text.area(to, anchor), at);
            !placed.iter().any(|name| name.clip(from, to).is_some())
        });
        let found = self.place(canvas, positions, &text);
        let leader = found.map(|found| leader(&found, at));
        if let Some((from, to)) = leader.filter(|leader| distance(leader.0, at) > FAR) {
            canvas.line([from, to], EDGE);
        }
    }

    fn draw_of_line(&mut self, canvas: &mut Canvas, index: usize) {
        let line = &self.frame.lines[index];
        let text = Text::label(&line.label, ColorRole::of_hue(line.hue));
        let text = text.fit(self.area.width() * 0.9);
        let mut positions = along(&self.lines[index]);
        let is_own = |at: &(Point, Anchor)| is_nearest(&text.area(at.0, at.1), index, &self.lines);
        if positions.iter().any(is_own) {
            positions.retain(is_own);
        } else {
            self.all_clear = false;
        }
        self.place(canvas, positions.into_iter(), &text);
    }

    fn place(
        &mut self,
        canvas: &mut Canvas,
        at: impl Iterator<Item = (Point, Anchor)>,
        text: &Text,
    ) -> Option<Rect> {
        let found = canvas.text_where_free(at, text, &self.area, &self.taken);
        let is_clear = |name: Rect| !self.taken.iter().any(|taken| taken.overlaps(&name));
        self.all_clear &= found.is_some_and(is_clear);
        self.placed.extend(found);
        found
    }
}

/// The ends of the thin line from a name to a point that is farther from it than names are from their points.
fn leader(name: &Rect, at: Point) -> (Point, Point) {
    let name = name.inset(-3.0);
    let from = (
        at.0.clamp(name.left, name.right),
        at.1.clamp(name.top, name.bottom),
    );
    (from, between(at, from, 10.0 / distance(at, from).max(10.0)))
}

/// Whether a name is clearly nearer to its own line than to any other.
fn is_nearest(name: &Rect, own: usize, lines: &[Vec<Point>]) -> bool {
    let far = |line: &Vec<Point>| {
        let distances = line.iter().map(|&at| name.distance(at));
        distances.fold(f64::MAX, f64::min)
    };
    let limit = 1.5 * far(&lines[own]);
    let mut others = lines.iter().enumerate().filter(|(index, _)| *index != own);
    others.all(|(_, other)| limit < far(other))
}

/// Positions for the name of a point, the best first.
pub(super) fn beside((x, y): Point) -> Vec<(Point, Anchor)> {
    let around = |far: f64| {
        [
            ((x + far, y - far * 0.5), Anchor::Left),
            ((x - far, y - far * 0.5), Anchor::Right),
            ((x + far, y + far + 4.0), Anchor::Left),
            ((x - far, y + far + 4.0), Anchor::Right),
            ((x, y - far), Anchor::Center),
            ((x, y + far + 10.0), Anchor::Center),
        ]
    };
    [16.0, 24.0, 36.0].into_iter().flat_map(around).collect()
}

/// Positions for the name of a point that has no room beside it, all over the picture, the nearest first; few names need them.
pub(super) fn around(from: Point, area: Rect) -> impl Iterator<Item = (Point, Anchor)> {
    let part = |step: u16| f64::from(step) / 48.0;
    let position = move |step: u16| {
        let (across, up) = (part(step % 49), part(step / 49));
        (
            area.left + across * area.width(),
            area.top + up * area.height(),
        )
    };
    let all = move || {
        let mut positions: Vec<Point> = (0..49 * 49).map(position).collect();
        positions.sort_by(|one, other| distance(*one, from).total_cmp(&distance(*other, from)));
        positions
    };
    let positions = iter::once_with(all).flatten();
    positions.map(|at| (at, Anchor::Center))
}

/// Positions for the name of a line, the best first: near its ends, then along it, on both sides.
fn along(points: &[Point]) -> Vec<(Point, Anchor)> {
    let last = points.len().saturating_sub(1) as f64;
    let parts = [0.9, 0.8, 0.15, 0.25, 0.65, 0.5, 0.35, 0.97, 0.03].into_iter();
    let points = parts.filter_map(|part| points.get((last * part) as usize));
    points.flat_map(|&point| beside(point)).collect()
}
