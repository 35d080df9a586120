//! The cell: axons of other cells end in synapses on its dendrites, the cell body collects, its own axon leaves.

use super::{draw_step, pulse, share, synapses};
use crate::figure::canvas::{Canvas, Point, Stroke};
use crate::figure::shapes::{arrow_head, bezier, branch, level, rounded};
use crate::figure::text::{Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::Membrane;
use crate::scene::colour::SymbolColor;

/// Where things are, from the left of the room.
const SYNAPSE: f64 = 158.0;
const SOMA: Point = (318.0, 136.0);
const RADIUS: f64 = 46.0;
const FORK: f64 = 600.0;
const END: f64 = 672.0;

pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas, room: &Rect) {
    let at = |(x, y): Point| (room.left + x, room.top + y);
    let soma = at(SOMA);
    let ends: Vec<Point> = ends(synapses(membrane).len()).into_iter().map(at).collect();
    let apart = ends
        .windows(2)
        .map(|pair| pair[1].1 - pair[0].1)
        .fold(54.0, f64::min);
    draw_body(canvas, soma, &ends, room);
    for (&end, (strength, _)) in ends.iter().zip(synapses(membrane)) {
        draw_arriving(canvas, end, share(membrane, *strength), room.left, apart);
    }
    draw_leaving(canvas, room);
    draw_words(canvas, room);
}

/// The tips of the dendrites, from above.
fn ends(count: usize) -> Vec<Point> {
    let reach = 150.0_f64.min(54.0 * (count.max(1) - 1) as f64);
    let step = reach / (count.max(2) - 1) as f64;
    let height = |number: usize| SOMA.1 - reach / 2.0 + step * number as f64;
    (0..count)
        .map(|number| (SYNAPSE + 10.0, height(number)))
        .collect()
}

/// The outlines of the whole cell are drawn first and its insides after, so that its parts grow into each other.
fn draw_body(canvas: &mut Canvas, soma: Point, ends: &[Point], room: &Rect) {
    let mut parts: Vec<Vec<Point>> = ends.iter().map(|&end| dendrite(soma, end)).collect();
    let hillock = [
        (soma.0 + RADIUS - 12.0, soma.1),
        (soma.0 + RADIUS + 40.0, soma.1),
    ];
    parts.push(branch(&level(hillock[0], hillock[1]), 40.0, 9.0));
    parts.push(twig(soma, (soma.0 - 6.0, room.top + 62.0)));
    parts.push(twig(soma, (soma.0 + 12.0, room.top + 212.0)));
    parts.push(body(soma));
    for part in &parts {
        canvas.outline(part, Stroke::new(Tone::Faint, 2.8));
    }
    for part in parts {
        canvas.area(part, Tone::Body);
    }
    canvas.disc(soma, 15.0, Tone::Rule);
}

/// A body that is not quite round.
fn body((x, y): Point) -> Vec<Point> {
    let radius =
        |angle: f64| RADIUS * (1.0 + 0.05 * (3.0 * angle + 0.6).cos() + 0.03 * (5.0 * angle).sin());
    (0..60)
        .map(|step| f64::from(step) / 60.0 * std::f64::consts::TAU)
        .map(|angle| {
            (
                x + radius(angle) * angle.cos(),
                y + radius(angle) * angle.sin(),
            )
        })
        .collect()
}

fn dendrite(soma: Point, end: Point) -> Vec<Point> {
    let root = (soma.0 - 20.0, soma.1 + (end.1 - soma.1) * 0.28);
    let course = bezier(
        root,
        (soma.0 - 74.0, soma.1 + (end.1 - soma.1) * 0.45),
        (end.0 + 48.0, end.1),
        end,
    );
    branch(&course, 22.0, 6.0)
}

/// A short dendrite without a synapse.
fn twig(soma: Point, end: Point) -> Vec<Point> {
    let middle = (
        f64::midpoint(soma.0, end.0) + 8.0,
        f64::midpoint(soma.1, end.1),
    );
    branch(&bezier(soma, middle, middle, end), 34.0, 3.0)
}

/// An axon that arrives, a pulse on it, and its synapse: the stronger, the larger; hollow where it holds back.
fn draw_arriving(canvas: &mut Canvas, end: Point, strength: f64, left: f64, apart: f64) {
    let tip = (end.0 - 10.0, end.1);
    let stroke = Stroke::new(Tone::SymbolColor(SymbolColor::X), 2.2);
    let pulse_at = (left + 70.0, end.1);
    canvas.line([(left + 6.0, end.1), (pulse_at.0 - 7.0, end.1)], stroke);
    canvas.line(
        pulse((pulse_at.0, end.1), (apart * 0.7).min(15.0))
            .map(|(x, y)| (pulse_at.0 + (x - pulse_at.0) * 1.4, y)),
        stroke,
    );
    canvas.line([(pulse_at.0 + 7.0, end.1), tip], stroke);
    canvas.area(
        arrow_head((left + 106.0, end.1), 8.0),
        Tone::SymbolColor(SymbolColor::X),
    );
    let radius = (4.0 + 4.5 * strength.abs()).min(apart * 0.42);
    let inside = if strength < 0.0 {
        Tone::Background
    } else {
        Tone::SymbolColor(SymbolColor::W)
    };
    canvas.ring(
        (tip.0 - radius + 4.0, tip.1),
        radius,
        2.0,
        Tone::SymbolColor(SymbolColor::W),
        inside,
    );
}

/// The axon in its sheath, a pulse above it, and the ends where it meets other cells.
fn draw_leaving(canvas: &mut Canvas, room: &Rect) {
    let y = room.top + SOMA.1;
    let start = room.left + SOMA.0 + RADIUS + 34.0;
    let (fork, end) = (room.left + FORK, room.left + END);
    let ink = Tone::SymbolColor(SymbolColor::Y);
    canvas.line([(start, y), (fork, y)], Stroke::new(ink, 2.6));
    for sheath in 0..4 {
        let part = Rect::new(start + 8.0 + 47.0 * f64::from(sheath), y - 7.0, 40.0, 14.0);
        canvas.area(rounded(&part, 7.0), Tone::Body);
        canvas.outline(&rounded(&part, 7.0), Stroke::new(Tone::Faint, 1.3));
    }
    for height in [-34.0, 0.0, 34.0] {
        canvas.line(level((fork, y), (end, y + height)), Stroke::new(ink, 2.2));
        canvas.disc((end, y + height), 5.5, ink);
    }
    let above = (room.left + 476.0, y - 18.0);
    let large = pulse(above, 26.0).map(|(x, y)| (above.0 + (x - above.0) * 2.0, y));
    canvas.line(large, Stroke::new(ink, 2.4));
    canvas.line(
        [
            (above.0 + 20.0, above.1 - 8.0),
            (above.0 + 48.0, above.1 - 8.0),
        ],
        Stroke::new(ink, 1.6),
    );
    canvas.area(arrow_head((above.0 + 54.0, above.1 - 8.0), 8.0), ink);
}

fn draw_words(canvas: &mut Canvas, room: &Rect) {
    let mut step = |x: f64, y: f64, number: u8, words: &[&str]| {
        let words: Vec<Text> = words
            .iter()
            .map(|words| Text::new(words).size(13.0))
            .collect();
        draw_step(canvas, (room.left + x, room.top + y), number, &words);
    };
    step(0.0, 12.0, 1, &["pulses arrive: x"]);
    step(140.0, 12.0, 2, &["synapses weigh them: w"]);
    step(352.0, 60.0, 3, &["the cell adds them up: a"]);
    step(424.0, 186.0, 4, &["over a threshold,", "a pulse leaves: y"]);
}
