//! The signs that points have: each class its own, so that it is told by shape as well as by colour.

use super::canvas::{Canvas, Point, Stroke};
use super::theme::Tone;
use crate::scene::MarkKind;

/// How large a sign is: the radius of the circle, and what the others need to look as large.
pub(super) const SIGN: f64 = 5.2;

/// A point that moves is a ring around a dot; a class has a shape of its own.
pub(super) fn draw_mark(canvas: &mut Canvas, at: Point, kind: MarkKind) {
    match kind {
        MarkKind::Current => {
            canvas.disc(at, 9.0, Tone::Background);
            canvas.ring(at, 6.5, 2.0, Tone::Text, Tone::Background);
            canvas.disc(at, 2.8, Tone::Text);
        }
        MarkKind::Class(class) => {
            draw_sign(canvas, at, class, SIGN, (Tone::Text, Tone::Background));
        }
    }
}

/// The sign of a class in its colour, with an edge that sets it off from a ground of the same colour.
pub(super) fn draw_class(canvas: &mut Canvas, at: Point, class: usize, size: f64) {
    draw_sign(canvas, at, class, size, (Tone::Class(class), Tone::Text));
}

fn draw_sign(
    canvas: &mut Canvas,
    at: Point,
    class: usize,
    size: f64,
    (inside, edge): (Tone, Tone),
) {
    draw_shape(canvas, at, class, size + 1.2, edge);
    draw_shape(canvas, at, class, size, inside);
    if (4..8).contains(&(class % 10)) {
        draw_shape(canvas, at, class, size * 0.55, Tone::Background);
    }
}

fn draw_shape(canvas: &mut Canvas, at: Point, class: usize, size: f64, tone: Tone) {
    if matches!(class % 10, 0 | 4) {
        canvas.disc(at, size, tone);
    } else {
        canvas.area(shape(class, at, size), tone);
    }
}

/// A ring around a point, which leaves visible what is in it.
pub(super) fn draw_ring(canvas: &mut Canvas, at: Point) {
    let circle = shape(0, at, 10.5);
    canvas.outline(&circle, Stroke::new(Tone::Background, 5.0));
    canvas.outline(&circle, Stroke::new(Tone::Text, 2.2));
}

/// A point behind something: its edge only, dotted.
pub(super) fn draw_hidden_mark(canvas: &mut Canvas, at: Point) {
    let mut ring = shape(0, at, 7.0);
    ring.extend(ring.first().copied());
    draw_hidden_line(canvas, ring);
}

/// A line behind something: dotted, on a band that sets it off from any colour.
pub(super) fn draw_hidden_line(canvas: &mut Canvas, line: Vec<Point>) {
    canvas.line(
        line.clone(),
        Stroke::new(Tone::Background, 3.4).opacity(0.55),
    );
    canvas.line(line, Stroke::new(Tone::Text, 1.5).dashed(2.0, 4.0));
}

/// Circle, square, triangle, diamond; the same hollow; a triangle on its head and a cross.
fn shape(class: usize, at: Point, size: f64) -> Vec<Point> {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};
    // A polygon of few corners is smaller than its circle.
    match class % 10 {
        0 | 4 => polygon(at, 24, size, 0.0),
        1 | 5 => polygon(at, 4, size * 1.2, FRAC_PI_4),
        2 | 6 => polygon(at, 3, size * 1.35, -FRAC_PI_2),
        8 => polygon(at, 3, size * 1.35, FRAC_PI_2),
        9 => cross(at, size * 1.15),
        _ => polygon(at, 4, size * 1.3, 0.0),
    }
}

fn polygon((x, y): Point, corners: u8, radius: f64, first: f64) -> Vec<Point> {
    (0..corners)
        .map(|corner| first + f64::from(corner) / f64::from(corners) * std::f64::consts::TAU)
        .map(|angle| (x + radius * angle.cos(), y + radius * angle.sin()))
        .collect()
}

fn cross((x, y): Point, reach: f64) -> Vec<Point> {
    let half = reach * 0.4;
    let quarter = [(half, -reach), (half, -half), (reach, -half)];
    let turned = |(dx, dy): Point, turns: usize| (0..turns).fold((dx, dy), |(dx, dy), _| (-dy, dx));
    (0..4)
        .flat_map(|turns| quarter.map(|corner| turned(corner, turns)))
        .map(|(dx, dy)| (x + dx, y + dy))
        .collect()
}
