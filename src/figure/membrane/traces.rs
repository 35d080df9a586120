//! What happens over time: pulses in, the potential of the membrane, pulses out.

use super::{draw_step, pulse, share, synapses, thin};
use crate::figure::canvas::{Canvas, Point, Stroke};
use crate::figure::number::{number, sound, ticks};
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::colour::SymbolColor;
use crate::scene::{Axis, Membrane, Symbol};

/// The room at the left for words.
const WORDS: f64 = 202.0;
const POTENTIAL: f64 = 150.0;
const LEAVING: f64 = 46.0;
const APART: f64 = 18.0;
const FOOT: f64 = 46.0;

pub(super) fn height(membrane: &Membrane) -> f64 {
    arriving(membrane) + APART + POTENTIAL + APART + LEAVING + FOOT
}

/// The height of the rows of arriving pulses; at least two lines of words stand beside them.
fn arriving(membrane: &Membrane) -> f64 {
    (row(membrane) * synapses(membrane).len() as f64).max(40.0)
}

fn row(membrane: &Membrane) -> f64 {
    match synapses(membrane).len() {
        0..=4 => 32.0,
        5..=8 => 24.0,
        _ => 18.0,
    }
}

pub(super) fn draw(membrane: &Membrane, canvas: &mut Canvas, room: &Rect) {
    let time = sound(&membrane.time);
    let across = Rect {
        left: room.left + WORDS,
        right: room.right - 8.0,
        ..*room
    };
    let first = Rect {
        bottom: room.top + arriving(membrane),
        ..across
    };
    let second = Rect {
        top: first.bottom + APART,
        bottom: first.bottom + APART + POTENTIAL,
        ..across
    };
    let third = Rect {
        top: second.bottom + APART,
        bottom: second.bottom + APART + LEAVING,
        ..across
    };
    draw_time(canvas, &time, &across, third.bottom);
    draw_arriving(membrane, canvas, &time, &first, room.left);
    draw_potential(membrane, canvas, &time, &second, third.bottom);
    draw_leaving(membrane, canvas, &time, &third);
    let words = |words: &str| Text::new(words).size(13.0);
    draw_step(
        canvas,
        (room.left, second.top + 24.0),
        3,
        &[words("potential rises"), words("and falls")],
    );
    draw_step(
        canvas,
        (room.left, third.top + 26.0),
        4,
        &[words("pulses leave")],
    );
}

/// Where a time is drawn; none outside the axis.
fn place(time: &Axis, across: &Rect, moment: f64) -> Option<f64> {
    let fraction = time.fraction(moment);
    (0.0..=1.0)
        .contains(&fraction)
        .then(|| across.left + fraction * across.width())
}

/// A row a synapse: its strength, and a pulse whenever one arrives. One that holds back points down.
fn draw_arriving(membrane: &Membrane, canvas: &mut Canvas, time: &Axis, room: &Rect, left: f64) {
    let row = row(membrane);
    for (index, (strength, times)) in synapses(membrane).iter().enumerate() {
        let share = share(membrane, *strength);
        let base = room.top + row * (index as f64 + 0.7);
        canvas.line([(room.left, base), (room.right, base)], thin());
        let height = row * 0.56 * share.signum() * share.abs().max(0.25);
        for &moment in times {
            if let Some(x) = place(time, room, moment) {
                canvas.line(
                    pulse((x, base), height),
                    Stroke::new(Tone::SymbolColor(SymbolColor::X), 1.8),
                );
            }
        }
        let text = Text::symbol(&Symbol::new('w', index.to_string()))
            .then(Text::words(
                &format!(" = {}", number(*strength)),
                Tone::Text,
            ))
            .size(12.0)
            .fit(108.0);
        let middle = room.top + row * (index as f64 + 0.5);
        canvas.text((room.left - 10.0, middle + text.sink()), Anchor::End, text);
    }
    let words = |words: &str| [Text::new(words).size(13.0)];
    let first = room.top + row * 0.5;
    draw_step(canvas, (left, first), 1, &words("pulses in"));
    draw_step(canvas, (left, first + row.max(26.0)), 2, &words("weights"));
}

/// The potential over time. Where it reaches the threshold it shoots up, and a dotted line leads to the pulse that leaves.
fn draw_potential(membrane: &Membrane, canvas: &mut Canvas, time: &Axis, room: &Rect, to: f64) {
    let up = scale(membrane, room);
    let ink = Tone::SymbolColor(SymbolColor::Y);
    let curve: Vec<Point> = membrane
        .potential
        .iter()
        .filter_map(|&(moment, value)| {
            Some((
                place(time, room, moment)?,
                up(value).clamp(room.top, room.bottom),
            ))
        })
        .collect();
    let rest = up(0.0);
    if let (Some(first), Some(last)) = (curve.first(), curve.last()) {
        let ends = [(last.0, rest), (first.0, rest)];
        canvas.area(
            curve.iter().copied().chain(ends),
            Tone::Wash(SymbolColor::Y),
        );
    }
    canvas.line(
        [(room.left, rest), (room.right, rest)],
        Stroke::new(Tone::Faint, 1.0),
    );
    let threshold = up(membrane.threshold);
    canvas.line(
        [(room.left, threshold), (room.right, threshold)],
        Stroke::new(Tone::Text, 1.3).dashed(6.0, 5.0),
    );
    for x in membrane
        .pulses_out
        .iter()
        .filter_map(|&moment| place(time, room, moment))
    {
        canvas.line(
            [(x, threshold), (x, to - 10.0)],
            Stroke::new(Tone::Faint, 1.0).dashed(1.5, 4.0),
        );
        canvas.line([(x, threshold), (x, room.top)], Stroke::new(ink, 2.2));
    }
    canvas.line(curve, Stroke::new(ink, 2.2));
    for (name, y) in [("threshold", threshold), ("rest", rest)] {
        let text = Text::words(name, Tone::Faint).size(12.0);
        let at = (room.left - 10.0, y + text.sink());
        if canvas.is_free(&text.room(at, Anchor::End)) {
            canvas.text(at, Anchor::End, text);
        }
    }
}

/// From a potential to a height in the room: rest, threshold and the whole curve are in it, with room for the pulse on top.
fn scale(membrane: &Membrane, room: &Rect) -> impl Fn(f64) -> f64 {
    let values = membrane
        .potential
        .iter()
        .map(|point| point.1)
        .filter(|value| value.is_finite());
    let values = values.chain([0.0, membrane.threshold]);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let high = if high > low {
        high + 0.42 * (high - low)
    } else {
        low + 1.0
    };
    let (bottom, height) = (room.bottom, room.height());
    move |value| bottom - (value - low) / (high - low) * height
}

fn draw_leaving(membrane: &Membrane, canvas: &mut Canvas, time: &Axis, room: &Rect) {
    let base = room.bottom - 10.0;
    canvas.line([(room.left, base), (room.right, base)], thin());
    for x in membrane
        .pulses_out
        .iter()
        .filter_map(|&moment| place(time, room, moment))
    {
        canvas.line(
            pulse((x, base), 28.0),
            Stroke::new(Tone::SymbolColor(SymbolColor::Y), 2.2),
        );
    }
}

fn draw_time(canvas: &mut Canvas, time: &Axis, across: &Rect, y: f64) {
    let edge = Stroke::new(Tone::Faint, 1.0);
    canvas.line([(across.left, y), (across.right, y)], edge);
    for (moment, text) in ticks(time, 7) {
        let Some(x) = place(time, across, moment) else {
            continue;
        };
        canvas.line([(x, y), (x, y + 4.0)], edge);
        let text = Text::words(&text, Tone::Faint).size(12.0);
        if canvas.is_free(&text.room((x, y + 18.0), Anchor::Middle)) {
            canvas.text((x, y + 18.0), Anchor::Middle, text);
        }
    }
    let name = Text::new(&time.label).size(13.0).fit(across.width());
    canvas.text((across.centre().0, y + 38.0), Anchor::Middle, name);
}
