//! The signs of points: each class has its own, so that it is told by shape as well as by colour.

use super::prelude::*;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use crate::scene::MarkKind;

/// The size of a sign: the radius of the circle, from which the others follow.
pub(super) const SIGN: f64 = 5.2;

/// Draws a point that moves as a ring around a dot, and a sample as the sign of its class without colour.
pub(super) fn draw_mark(canvas: &mut Canvas, at: Point, kind: MarkKind) {
    let (text, background) = (ColorRole::Text, ColorRole::Background);
    match kind {
        MarkKind::Current => {
            canvas.disc(at, 9.0, background);
            canvas.ring(at, 6.5, 2.0, [text, background]);
            canvas.disc(at, 2.8, text);
        }
        MarkKind::Class(class) | MarkKind::Wrong(class) => {
            draw_sign(canvas, at, class, SIGN, [text, background]);
        }
    }
}

/// Draws the sign of a class in its colour, with an edge that sets it off from a ground of the same colour.
pub(super) fn draw_class(canvas: &mut Canvas, at: Point, class: usize, size: f64) {
    let colors = [ColorRole::Class(class), ColorRole::Text];
    draw_sign(canvas, at, class, size, colors);
}

fn draw_sign(canvas: &mut Canvas, at: Point, class: usize, size: f64, colors: [ColorRole; 2]) {
    let [inside, edge] = colors;
    let hole = (size * 0.55, ColorRole::Background);
    let layers = [(size + 1.2, edge), (size, inside), hole];
    let is_hollow = (4..8).contains(&(class % 10));
    for (size, color) in layers.into_iter().take(if is_hollow { 3 } else { 2 }) {
        match class % 10 {
            0 | 4 => canvas.disc(at, size, color),
            _ => canvas.area(shape(class, at, size), color),
        }
    }
}

/// Draws a ring around a point, which leaves visible what is in it.
pub(super) fn draw_ring(canvas: &mut Canvas, at: Point) {
    let circle = polygon(at, 24, 10.5, 0.0);
    canvas.outline(&circle, Stroke::new(ColorRole::Background, 5.0));
    canvas.outline(&circle, Stroke::new(ColorRole::Text, 2.2));
}

/// Draws a point behind something: its edge only, dotted.
pub(super) fn draw_hidden_mark(canvas: &mut Canvas, at: Point) {
    let mut ring = polygon(at, 24, 7.0, 0.0);
    ring.extend(ring.first().copied());
    draw_hidden_line(canvas, &ring);
}

/// Draws a line behind something: dotted, on a band that sets it off from any colour.
pub(super) fn draw_hidden_line(canvas: &mut Canvas, line: &[Point]) {
    let band = Stroke::new(ColorRole::Background, 3.4).opacity(0.55);
    let dots = Stroke::new(ColorRole::Text, 1.5).dashed(&[2.0, 4.0]);
    for stroke in [band, dots] {
        canvas.line(line.iter().copied(), stroke);
    }
}

/// Square, triangle, diamond, and the same hollow; a triangle on its head and a cross. A polygon of few corners is larger than
/// a circle to look as large.
fn shape(class: usize, at: Point, size: f64) -> Vec<Point> {
    match class % 10 {
        1 | 5 => polygon(at, 4, size * 1.2, FRAC_PI_4),
        2 | 6 => polygon(at, 3, size * 1.35, -FRAC_PI_2),
        8 => polygon(at, 3, size * 1.35, FRAC_PI_2),
        9 => cross(at, size * 1.15),
        _ => polygon(at, 4, size * 1.3, 0.0),
    }
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
