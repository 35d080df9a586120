//! A biological neuron: above, the cell; below, what happens in it over time. The same four numbers in both
//! tell which part of the cell a trace belongs to, and the same letters what became of it in the model.

mod cell;
mod traces;

use super::canvas::{Canvas, Point, Stroke};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::Membrane;

/// The width of it all, the height of the cell, and the room between cell and traces.
const WIDTH: f64 = 700.0;
const CELL: f64 = 236.0;
const BETWEEN: f64 = 22.0;

/// Synapses beyond these are left out.
const MAX_SYNAPSES: usize = 12;

pub(super) fn size(membrane: &Membrane) -> (f64, f64) {
    (WIDTH, CELL + BETWEEN + traces::height(membrane))
}

pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas, room: Rect) {
    let upper = Rect::new(room.left, room.top, room.width(), CELL);
    cell::draw(membrane, canvas, &upper);
    let lower = Rect {
        top: upper.bottom + BETWEEN,
        ..room
    };
    traces::draw(membrane, canvas, &lower);
}

/// The synapses that are shown.
fn synapses(membrane: &Membrane) -> &[(f64, Vec<f64>)] {
    &membrane.synapses[..membrane.synapses.len().min(MAX_SYNAPSES)]
}

/// How strong a synapse is among its neighbours, from −1 to 1.
fn share(membrane: &Membrane, strength: f64) -> f64 {
    let sizes = membrane.synapses.iter().map(|synapse| synapse.0.abs());
    let largest = sizes.filter(|size| size.is_finite()).fold(0.0, f64::max);
    if largest > 0.0 && strength.is_finite() {
        strength / largest
    } else {
        0.0
    }
}

/// A numbered disc with words beside it.
fn draw_step(canvas: &mut Canvas, (x, y): Point, number: u8, words: &[Text]) {
    canvas.disc((x + 9.0, y), 9.0, Tone::Text);
    let digit = Text::words(&number.to_string(), Tone::Background)
        .size(12.0)
        .bold();
    canvas.text((x + 9.0, y + 4.4), Anchor::Middle, digit);
    for (line, words) in words.iter().enumerate() {
        canvas.text(
            (x + 25.0, y + 4.6 + 17.0 * line as f64),
            Anchor::Start,
            words.clone(),
        );
    }
}

/// A pulse: up, a little below, and back. `size` is negative for one that points down.
fn pulse((x, y): Point, size: f64) -> [Point; 5] {
    [
        (x - 5.0, y),
        (x - 2.0, y),
        (x, y - size),
        (x + 2.2, y + size * 0.14),
        (x + 5.0, y),
    ]
}

fn thin() -> Stroke {
    Stroke::new(Tone::Rule, 1.0)
}
