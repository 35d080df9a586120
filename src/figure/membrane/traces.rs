//! The state of a neuron over time: pulses in, the potential of the membrane, pulses out.

use super::{INPUT, OUTPUT, draw_pulse, draw_step, share, synapses};
use crate::figure::axis::PlotAxis;
use crate::figure::prelude::*;
use crate::scene::colour::SymbolColor;
use crate::scene::number::significant;
use crate::scene::{Membrane, Symbol};

/// The width of the words at the left.
const WORDS: f64 = 202.0;
const POTENTIAL: f64 = 150.0;
const LEAVING: f64 = 46.0;
const APART: f64 = 18.0;
const FOOT: f64 = 46.0;
const BASELINE: Stroke = Stroke::new(ColorRole::Rule, 1.0);
const EDGE: Stroke = Stroke::new(ColorRole::Faint, 1.0);

fn row_height(membrane: &Membrane) -> f64 {
    match synapses(membrane).len() {
        0..=4 => 32.0,
        5..=8 => 24.0,
        _ => 18.0,
    }
}

/// The time axis, and the area above it.
struct Traces<'a> {
    membrane: &'a Membrane,
    time: PlotAxis,
    /// The area to the right of the words.
    area: Rect,
}

/// Draws the traces below a height, and returns that of their lower end.
pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas, top: f64, width: f64) -> f64 {
    // Two lines of words are beside the rows of arriving pulses.
    let arriving = (row_height(membrane) * synapses(membrane).len() as f64).max(40.0);
    let potential = Rect::new(
        WORDS,
        top + arriving + APART,
        width - 8.0 - WORDS,
        POTENTIAL,
    );
    let traces = Traces {
        membrane,
        time: PlotAxis::new(&membrane.time, 7),
        area: Rect { top, ..potential },
    };
    let bottom = potential.bottom + APART + LEAVING;
    traces.draw_time(canvas, bottom);
    traces.draw_arriving(canvas);
    traces.draw_potential(canvas, &potential, bottom - 10.0);
    traces.draw_leaving(canvas, bottom - 10.0);
    let (third, fourth) = (potential.top + 24.0, bottom - LEAVING + 26.0);
    draw_step(canvas, (0.0, third), 3, &["potential rises", "and falls"]);
    draw_step(canvas, (0.0, fourth), 4, &["pulses leave"]);
    bottom + FOOT
}

impl Traces<'_> {
    /// The position of a moment, if the axis reaches so far.
    fn x(&self, moment: f64) -> Option<f64> {
        let fraction = self.time.fraction_within(moment)?;
        Some(self.area.left + fraction * self.area.width())
    }

    fn xs(&self, moments: &[f64]) -> Vec<f64> {
        moments
            .iter()
            .filter_map(|&moment| self.x(moment))
            .collect()
    }

    fn draw_level(&self, canvas: &mut Canvas, y: f64, stroke: Stroke) {
        canvas.line([(self.area.left, y), (self.area.right, y)], stroke);
    }

    /// Draws a row for each synapse: its strength, and its pulses, which point down if it inhibits.
    fn draw_arriving(&self, canvas: &mut Canvas) {
        let row = row_height(self.membrane);
        for (index, (strength, moments)) in synapses(self.membrane).iter().enumerate() {
            let share = share(self.membrane, *strength);
            let base = self.area.top + row * (index as f64 + 0.7);
            self.draw_level(canvas, base, BASELINE);
            let height = row * 0.56 * share.signum() * share.abs().max(0.25);
            for x in self.xs(moments) {
                draw_pulse(canvas, (x, base), 1.0, height, Stroke::new(INPUT, 1.8));
            }
            let value = format!(" = {}", significant(*strength));
            let text = Text::symbol(&Symbol::new('w', index.to_string()));
            let text = text
                .and(&value, ColorRole::Text, false)
                .size(12.0)
                .fit(108.0);
            let middle = self.area.top + row * (index as f64 + 0.5);
            canvas.label((self.area.left - 10.0, middle), Anchor::End, &text);
        }
        let first = self.area.top + row * 0.5;
        draw_step(canvas, (0.0, first), 1, &["pulses in"]);
        draw_step(canvas, (0.0, first + row.max(26.0)), 2, &["weights"]);
    }

    /// Draws the potential. Where it reaches the threshold it shoots up, and a dotted line leads to the pulse that leaves.
    fn draw_potential(&self, canvas: &mut Canvas, area: &Rect, leaving: f64) {
        let height = heights(self.membrane, area);
        let point = |&(moment, value): &Point| {
            Some((self.x(moment)?, height(value).clamp(area.top, area.bottom)))
        };
        let curve: Vec<Point> = self.membrane.potential.iter().filter_map(point).collect();
        let (rest, threshold) = (height(0.0), height(self.membrane.threshold));
        if let [first, .., last] = curve[..] {
            let ends = [(last.0, rest), (first.0, rest)];
            let below = curve.iter().copied().chain(ends);
            canvas.area(below, ColorRole::Wash(SymbolColor::Y));
        }
        self.draw_level(canvas, rest, EDGE);
        let dashed = Stroke::new(ColorRole::Text, 1.3).dashed(6.0, 5.0);
        self.draw_level(canvas, threshold, dashed);
        for x in self.xs(&self.membrane.pulses_out) {
            canvas.line([(x, threshold), (x, leaving)], EDGE.dashed(1.5, 4.0));
            canvas.line([(x, threshold), (x, area.top)], Stroke::new(OUTPUT, 2.2));
        }
        canvas.line(curve, Stroke::new(OUTPUT, 2.2));
        for (name, y) in [("threshold", threshold), ("rest", rest)] {
            let text = Text::faint(name);
            let at = (area.left - 10.0, y + text.baseline_offset());
            canvas.text_if_free(at, Anchor::End, &text);
        }
    }

    fn draw_leaving(&self, canvas: &mut Canvas, base: f64) {
        self.draw_level(canvas, base, BASELINE);
        for x in self.xs(&self.membrane.pulses_out) {
            draw_pulse(canvas, (x, base), 1.0, 28.0, Stroke::new(OUTPUT, 2.2));
        }
    }

    fn draw_time(&self, canvas: &mut Canvas, y: f64) {
        self.draw_level(canvas, y, EDGE);
        for (moment, text) in &self.time.ticks {
            if let Some(x) = self.x(*moment) {
                canvas.line([(x, y), (x, y + 4.0)], EDGE);
                canvas.text_if_free((x, y + 18.0), Anchor::Middle, &Text::faint(text));
            }
        }
        let name = Text::new(&self.time.label)
            .size(13.0)
            .fit(self.area.width());
        canvas.text((self.area.centre().0, y + 38.0), Anchor::Middle, &name);
    }
}

/// From a potential to a height in the area, which holds rest, threshold and the whole curve, with space for the pulse.
fn heights(membrane: &Membrane, area: &Rect) -> impl Fn(f64) -> f64 {
    let values = membrane.potential.iter().map(|point| point.1);
    let values = values.filter(|value| value.is_finite());
    let values = values.chain([membrane.threshold]);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let range = if high > low { 1.42 * (high - low) } else { 1.0 };
    let (bottom, height) = (area.bottom, area.height());
    move |value| bottom - (value - low) / range * height
}
