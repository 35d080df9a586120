//! The cell: axons of other cells end in synapses on its dendrites, the cell body collects, its own axon leaves.

use crate::figure::prelude::*;
use std::f64::consts::TAU;

use super::{INPUT, OUTPUT, WEIGHT, draw_pulse, draw_step};

const RADIUS: f64 = 46.0;
const STEPS: [(Point, &[&str]); 4] = [
    ((0.0, 12.0), &["pulses arrive: x"]),
    ((168.0, 12.0), &["synapses weigh them: w"]),
    ((352.0, 60.0), &["the cell adds them up: a"]),
    ((424.0, 186.0), &["over a threshold,", "a pulse leaves: y"]),
];

pub(super) fn draw(shares: &[f64], canvas: &mut Canvas) {
    let soma = (318.0, 136.0);
    let gaps = shares.len() as f64 - 1.0;
    let apart = 54.0_f64.min(150.0 / gaps);
    let y = |index: usize| soma.1 + apart * (index as f64 - gaps / 2.0);
    let tips: Vec<Point> = (0..shares.len()).map(|index| (168.0, y(index))).collect();
    draw_body(canvas, soma, &tips);
    for (&tip, &share) in tips.iter().zip(shares) {
        draw_arriving(canvas, tip, share);
    }
    draw_leaving(canvas, soma);
    let leaders = [
        [(361.0, 70.0), (344.0, 96.0)],
        [(433.0, 176.0), (433.0, 147.0)],
    ];
    for leader in leaders {
        canvas.line(leader, Stroke::new(ColorRole::Faint, 1.0));
    }
    for (number, (at, words)) in (1..).zip(STEPS) {
        draw_step(canvas, at, number, words);
    }
}

/// Draws the outlines of all parts first and their insides after, so that they grow into each other.
fn draw_body(canvas: &mut Canvas, soma: Point, tips: &[Point]) {
    let (x, y) = soma;
    let hillock = level((x + RADIUS - 12.0, y), (x + RADIUS + 40.0, y));
    let twigs = [(x - 6.0, y - 74.0), (x + 12.0, y + 76.0)].map(|tip| twig(soma, tip));
    let mut parts: Vec<Vec<Point>> = tips.iter().map(|&tip| dendrite(soma, tip)).collect();
    parts.push(branch(&hillock, 40.0, 9.0));
    parts.extend(twigs);
    parts.push(body(soma));
    for part in &parts {
        canvas.outline(part, Stroke::new(ColorRole::Faint, 2.8));
    }
    for part in parts {
        canvas.area(part, ColorRole::Body);
    }
    canvas.disc(soma, 15.0, ColorRole::Rule);
}

fn body(soma: Point) -> Vec<Point> {
    let bumps = |angle: f64| 0.05 * (3.0 * angle + 0.6).cos() + 0.03 * (5.0 * angle).sin();
    let edge = |angle: f64| on_circle(soma, RADIUS * (1.0 + bumps(angle)), angle);
    let angles = (0..60).map(|step| f64::from(step) / 60.0 * TAU);
    angles.map(edge).collect()
}

fn dendrite((x, y): Point, tip: Point) -> Vec<Point> {
    let root = (x - 20.0, y + (tip.1 - y) * 0.28);
    let bend = (x - 74.0, y + (tip.1 - y) * 0.45);
    branch(&bezier(root, bend, (tip.0 + 48.0, tip.1), tip), 22.0, 6.0)
}

fn twig(soma: Point, tip: Point) -> Vec<Point> {
    let middle = between(soma, tip, 0.5);
    let middle = (middle.0 + 8.0, middle.1);
    branch(&bezier(soma, middle, middle, tip), 34.0, 3.0)
}

/// Draws an axon with a pulse on it, and its synapse: larger if stronger, hollow if it inhibits.
fn draw_arriving(canvas: &mut Canvas, (end, y): Point, share: f64) {
    let stroke = Stroke::new(INPUT, 2.2);
    let pulse = 70.0;
    canvas.line([(6.0, y), (pulse - 7.0, y)], stroke);
    draw_pulse(canvas, (pulse, y), 1.4, 15.0, stroke);
    canvas.line([(pulse + 7.0, y), (end - 10.0, y)], stroke);
    canvas.area(arrow_head((106.0, y), 8.0), INPUT);
    let radius = 4.0 + 4.5 * share.abs();
    let hollow = [WEIGHT, ColorRole::Background];
    let colors = if share < 0.0 { hollow } else { [WEIGHT; 2] };
    canvas.ring((end - 6.0 - radius, y), radius, 2.0, colors);
    if share < 0.0 {
        let at = (end - 10.0 - radius, y + 24.0);
        canvas.text(at, Anchor::Center, &Text::faint("hollow: it inhibits"));
    }
}

/// Draws the axon in its sheath, a pulse above it, and the ends where it meets other cells.
fn draw_leaving(canvas: &mut Canvas, (soma, y): Point) {
    let (start, fork, end) = (soma + RADIUS + 34.0, soma + 282.0, soma + 354.0);
    let stroke = |width| Stroke::new(OUTPUT, width);
    canvas.line([(start, y), (fork, y)], stroke(2.6));
    for sheath in 0..4 {
        let part = Rect::new(start + 8.0 + 47.0 * f64::from(sheath), y - 7.0, 40.0, 14.0);
        let edge = Stroke::new(ColorRole::Faint, 1.3);
        canvas.shape(&part.rounded(7.0), ColorRole::Body, edge);
    }
    for height in [-34.0, 0.0, 34.0] {
        canvas.line(level((fork, y), (end, y + height)), stroke(2.2));
        canvas.disc((end, y + height), 5.5, OUTPUT);
    }
    let (x, above) = (soma + 158.0, y - 18.0);
    draw_pulse(canvas, (x, above), 2.0, 26.0, stroke(2.4));
    let level = above - 8.0;
    canvas.line([(x + 20.0, level), (x + 48.0, level)], stroke(1.6));
    canvas.area(arrow_head((x + 54.0, level), 8.0), OUTPUT);
}
