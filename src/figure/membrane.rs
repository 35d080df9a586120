//! A biological neuron: above, the cell; below, its state over time. The same four numbers in both tell which part of the
//! cell a trace belongs to, and the same letters which quantity of the model it became.

mod cell;
mod traces;

use super::prelude::*;
use crate::scene::Membrane;

/// The width of the figure, the height of the cell, and the space between cell and traces.
const WIDTH: f64 = 700.0;
const CELL: f64 = 236.0;
const BETWEEN: f64 = 22.0;

const INPUT: ColorRole = ColorRole::Symbol(SymbolColor::X);
const WEIGHT: ColorRole = ColorRole::Symbol(SymbolColor::W);
const OUTPUT: ColorRole = ColorRole::Symbol(SymbolColor::Y);

pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas) -> Size {
    let strengths = membrane.synapses.iter().map(|synapse| synapse.0);
    let strongest = largest(strengths.clone().map(f64::abs));
    // Relative to the strongest, from −1 to 1.
    let shares: Vec<f64> = strengths.map(|strength| strength / strongest).collect();
    cell::draw(&shares, canvas);
    let bottom = traces::draw(membrane, canvas, CELL + BETWEEN);
    (WIDTH, bottom)
}

fn draw_step(canvas: &mut Canvas, (x, y): Point, number: u8, words: &[&str]) {
    canvas.disc((x + 9.0, y), 9.0, ColorRole::Text);
    let digit = Text::words(&number.to_string(), ColorRole::Background);
    let digit = digit.size(12.0).bold();
    canvas.text((x + 9.0, y + 4.4), Anchor::Center, &digit);
    for (line, words) in words.iter().enumerate() {
        let at = (x + 25.0, y + 4.6 + 17.0 * line as f64);
        canvas.text(at, Anchor::Left, &Text::new(words).size(13.0));
    }
}

/// Draws a pulse of a height: up, a little below, and back.
fn draw_pulse(canvas: &mut Canvas, (x, y): Point, stretch: f64, height: f64, stroke: Stroke) {
    let (top, below) = (y - height, y + height * 0.14);
    let outline = [(-5.0, y), (-2.0, y), (0.0, top), (2.2, below), (5.0, y)];
    canvas.line(outline.map(|(dx, y)| (x + dx * stretch, y)), stroke);
}
