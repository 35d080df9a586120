//! The state of a neuron over time: pulses in, the potential of the membrane, pulses out.

use super::{INPUT, OUTPUT, WIDTH, draw_pulse, draw_step};
use crate::figure::prelude::*;
use crate::scene::number::significant;
use crate::scene::{Membrane, Symbol};

const ROW: f64 = 32.0;
const POTENTIAL: f64 = 150.0;
const LEAVING: f64 = 46.0;
const APART: f64 = 18.0;
const FOOT: f64 = 46.0;
const BASELINE: Stroke = Stroke::new(ColorRole::Rule, 1.0);
const PULSE: Stroke = Stroke::new(OUTPUT, 2.2);

/// The edges of the area to the right of the words.
const LEFT: f64 = 202.0;
const RIGHT: f64 = WIDTH - 8.0;

struct Traces<'a> {
    membrane: &'a Membrane,
    time: PlotAxis,
}

/// Draws the traces below a height, and returns that of their lower end.
pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas, top: f64) -> f64 {
    let traces = Traces {
        membrane,
        time: PlotAxis::new(&membrane.time, 7),
    };
    let above = top + ROW * membrane.synapses.len() as f64 + APART;
    let below = above + POTENTIAL;
    let bottom = below + APART + LEAVING;
    traces.draw_time(canvas, bottom);
    traces.draw_arriving(canvas, top);
    traces.draw_potential(canvas, (above, below), bottom - 10.0);
    traces.draw_leaving(canvas, bottom - 10.0);
    let (third, fourth) = (above + 24.0, bottom - LEAVING + 26.0);
    draw_step(canvas, (0.0, third), 3, &["potential rises", "and falls"]);
    draw_step(canvas, (0.0, fourth), 4, &["pulses leave"]);
    bottom + FOOT
}

impl Traces<'_> {
    fn x(&self, moment: f64) -> f64 {
        LEFT + self.time.axis.fraction(moment) * (RIGHT - LEFT)
    }

    /// Draws a row for each synapse: its strength, and its pulses, which are alike whatever becomes of them.
    fn draw_arriving(&self, canvas: &mut Canvas, top: f64) {
        for (index, (strength, moments)) in self.membrane.synapses.iter().enumerate() {
            let base = top + ROW * (index as f64 + 0.7);
            draw_level(canvas, base, BASELINE);
            for &moment in moments {
                let (at, stroke) = ((self.x(moment), base), Stroke::new(INPUT, 1.8));
                draw_pulse(canvas, at, 1.0, ROW * 0.5, stroke);
            }
            let weight = Symbol::new('w', index.to_string());
            let text = Text::new(&format!("{weight} = {}", significant(*strength))).size(13.0);
            let middle = top + ROW * (index as f64 + 0.5);
            canvas.label((LEFT - 10.0, middle), Anchor::Right, &text);
        }
        let first = top + ROW * 0.5;
        draw_step(canvas, (0.0, first), 1, &["pulses in"]);
        draw_step(canvas, (0.0, first + ROW), 2, &["weights"]);
    }

    /// Draws the potential. Where it reaches the threshold it shoots up, and a dotted line leads to the pulse that leaves.
    fn draw_potential(&self, canvas: &mut Canvas, (above, below): (f64, f64), leaving: f64) {
        let (potential, threshold) = (&self.membrane.potential, self.membrane.threshold);
        // The area holds rest, threshold and the whole curve, with space for the pulse.
        let values = potential.iter().map(|point| point.1);
        let (low, high) = values.fold((0.0_f64, threshold), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let height = |value: f64| below - (value - low) / (1.42 * (high - low)) * POTENTIAL;
        let (rest, threshold) = (height(0.0), height(threshold));
        let point = |&(moment, value): &Point| (self.x(moment), height(value));
        let curve = || potential.iter().map(point);
        let under = curve().chain([(RIGHT, rest), (LEFT, rest)]);
        canvas.area(under, ColorRole::Wash(SymbolColor::Y));
        draw_level(canvas, rest, EDGE);
        let dashed = Stroke::new(ColorRole::Text, 1.3).dashed(&[6.0, 5.0]);
        draw_level(canvas, threshold, dashed);
        for &moment in &self.membrane.pulses_out {
            let x = self.x(moment);
            canvas.line([(x, threshold), (x, leaving)], EDGE.dashed(&[1.5, 4.0]));
            canvas.line([(x, threshold), (x, above)], PULSE);
        }
        canvas.line(curve(), PULSE);
        let name = format!("threshold {}", significant(self.membrane.threshold));
        for (name, y) in [(&name[..], threshold), ("rest 0", rest)] {
            canvas.label((LEFT - 10.0, y), Anchor::Right, &Text::faint(name));
        }
    }

    fn draw_leaving(&self, canvas: &mut Canvas, base: f64) {
        draw_level(canvas, base, BASELINE);
        for &moment in &self.membrane.pulses_out {
            draw_pulse(canvas, (self.x(moment), base), 1.0, 28.0, PULSE);
        }
    }

    fn draw_time(&self, canvas: &mut Canvas, y: f64) {
        draw_level(canvas, y, EDGE);
        for (moment, text) in &self.time.ticks {
            let x = self.x(*moment);
            canvas.line([(x, y), (x, y + 4.0)], EDGE);
            canvas.text((x, y + 18.0), Anchor::Center, &Text::faint(text));
        }
        let name = Text::new(&self.time.axis.label).size(13.0);
        let middle = f64::midpoint(LEFT, RIGHT);
        canvas.text((middle, y + 38.0), Anchor::Center, &name);
    }
}

fn draw_level(canvas: &mut Canvas, y: f64, stroke: Stroke) {
    canvas.line([(LEFT, y), (RIGHT, y)], stroke);
}
