//! A network with its numbers. A single neuron is laid out like a table, so that the sum can be followed by eye:
//! input, times weight, product, sum, output. A network has a column a layer.
//!
//! The colour of a link is that of its letter, its thickness tells how large the weight is, and a broken line that it is negative.

use super::canvas::{Canvas, Point, Stroke};
use super::number::number;
use super::shapes::rounded;
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::{Diagram, Layer, Link, Node, Quantity};

mod ledger;
mod network;
mod neuron;
mod rows;

/// The distance from row to row, and the height of a node.
const PITCH: f64 = 62.0;
const NODE: f64 = 48.0;
/// The room for the names of the columns, and for the key below.
const HEAD: f64 = 30.0;
const KEY: f64 = 38.0;
/// Numbers and symbols in a node.
const VALUE: f64 = 15.0;
const NAME: f64 = 13.0;

pub(super) fn size(diagram: &Diagram) -> (f64, f64) {
    let (width, height) = if neuron::is_one(diagram) {
        neuron::size(diagram)
    } else {
        network::size(diagram)
    };
    let (width, around) = ledger::size(diagram, width);
    (width, height + around)
}

pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, room: Rect) {
    let inner = ledger::draw(diagram, canvas, room);
    if neuron::is_one(diagram) {
        neuron::draw(diagram, canvas, inner);
    } else {
        network::draw(diagram, canvas, inner);
    }
    draw_key(diagram, canvas, &inner);
}

/// Whether some of the numbers are lit and others are not, so that the others stand back.
fn is_lit(diagram: &Diagram) -> bool {
    let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let numbers = nodes.flat_map(|node| &node.quantities);
    let weights = diagram.links.iter().map(|link| &link.weight);
    let (lit, dim): (Vec<_>, Vec<_>) = numbers.chain(weights).partition(|quantity| quantity.lit);
    !lit.is_empty() && !dim.is_empty()
}

/// The name and the number of a quantity, as two texts.
fn texts(quantity: &Quantity, some_lit: bool) -> (Text, Text) {
    let name = Text::symbol(&quantity.symbol).size(NAME);
    let value = Text::words(&shown(quantity.value), Tone::Text).size(VALUE);
    match (some_lit, quantity.lit) {
        (true, false) => (name, value.all(Tone::Faint)),
        (true, true) => (name.bold(), value.bold()),
        (false, _) => (name, value),
    }
}

/// A number, or a dot where there is none yet.
fn shown(value: Option<f64>) -> String {
    value.map_or("·".to_owned(), number)
}

/// The width of a compartment that holds each of the quantities.
fn compartment<'a>(quantities: impl Iterator<Item = &'a Quantity>) -> f64 {
    let width = |quantity: &Quantity| {
        // As wide as if it were bold, so that the layout stays when the light moves.
        let value = Text::words(&shown(quantity.value), Tone::Text)
            .size(VALUE)
            .bold();
        value
            .width()
            .max(Text::symbol(&quantity.symbol).size(NAME).bold().width())
    };
    quantities.map(width).fold(34.0, f64::max) + 22.0
}

/// The widths of the compartments of a layer's nodes.
fn compartments(layer: &Layer) -> Vec<f64> {
    let most = layer
        .nodes
        .iter()
        .map(|node| node.quantities.len())
        .max()
        .unwrap_or(0);
    // A node with fewer numbers lacks the first of them: a bias has an output and no sum.
    let nth = |n: usize| {
        let nodes = layer.nodes.iter();
        compartment(nodes.filter_map(move |node| {
            let missing = most - node.quantities.len();
            node.quantities.get(n.checked_sub(missing)?)
        }))
    };
    (0..most).map(nth).collect()
}

/// A node: a compartment for each number, its name above it. A bias, which no one computes, is hollow.
fn draw_node(
    canvas: &mut Canvas,
    node: &Node,
    widths: &[f64],
    left: f64,
    middle: f64,
    some_lit: bool,
) {
    let width = widths.iter().take(node.quantities.len()).sum();
    let room = Rect::new(left, middle - NODE / 2.0, width, NODE);
    let ink = node
        .quantities
        .first()
        .and_then(|quantity| quantity.symbol.ink());
    let outline = rounded(&room, 12.0);
    let inside = if node.bias {
        Tone::Background
    } else {
        ink.map_or(Tone::Body, Tone::Wash)
    };
    canvas.area(outline.clone(), inside);
    let lit = some_lit && node.quantities.iter().any(|quantity| quantity.lit);
    let edge = Stroke::new(
        ink.map_or(Tone::Faint, Tone::SymbolColor),
        if lit { 2.4 } else { 1.4 },
    );
    canvas.outline(&outline, edge);
    let mut left = left;
    for (number, (quantity, width)) in node.quantities.iter().zip(widths).enumerate() {
        if number > 0 {
            canvas.line(
                [(left, room.top + 8.0), (left, room.bottom - 8.0)],
                Stroke::new(Tone::Rule, 1.2),
            );
        }
        if quantity.focused {
            let compartment = Rect::new(left, room.top, *width, NODE);
            draw_focus(canvas, &compartment.inset(3.5), 9.0);
        }
        let (name, value) = texts(quantity, some_lit);
        canvas.text((left + width / 2.0, middle - 6.0), Anchor::Middle, name);
        canvas.text((left + width / 2.0, middle + 15.0), Anchor::Middle, value);
        left += width;
    }
}

/// The frame of the number that the keys change.
fn draw_focus(canvas: &mut Canvas, room: &Rect, radius: f64) {
    canvas.outline(&rounded(room, radius), Stroke::new(Tone::Text, 1.6));
}

/// A weight with its name, and what it will become where that is not yet stored: v₀₁ 1 → 0.93.
fn weight_text(link: &Link, between: &str, some_lit: bool) -> Text {
    let (name, value) = texts(&link.weight, some_lit);
    let bold = value.bold;
    let mut text = name.and(between, Tone::Text, false);
    let tone = value.spans[0].tone;
    text = text.then(value).size(12.5);
    if let Some(next) = link.next {
        text = text
            .and(" → ", Tone::Faint, false)
            .and(&number(next), tone, false);
    }
    if bold { text.bold() } else { text }
}

/// Three dots for the nodes that are left out, and how many there are.
fn draw_gap(canvas: &mut Canvas, (x, y): Point, count: usize) {
    for up in [-8.0, 0.0, 8.0] {
        canvas.disc((x - 26.0, y + up), 2.0, Tone::Faint);
    }
    let text = Text::words(&format!("{count} more"), Tone::Faint).size(12.0);
    canvas.text((x - 16.0, y + text.sink()), Anchor::Start, text);
}

/// How a link is drawn.
fn stroke(link: &Link, largest: f64, some_lit: bool) -> Stroke {
    let weight = link.weight.value.unwrap_or(0.0);
    let share = if weight.is_finite() && largest > 0.0 {
        weight.abs() / largest
    } else {
        0.0
    };
    let dim = some_lit && !link.weight.lit;
    let tone = Tone::of_letter(Some(link.weight.symbol.letter));
    let stroke = Stroke::new(tone, 1.0 + 3.6 * share).opacity(if dim { 0.35 } else { 1.0 });
    if weight < 0.0 {
        stroke.dashed(7.0, 7.0)
    } else {
        stroke
    }
}

fn largest_weight(diagram: &Diagram) -> f64 {
    let sizes = diagram
        .links
        .iter()
        .filter_map(|link| link.weight.value)
        .map(f64::abs);
    sizes.filter(|size| size.is_finite()).fold(0.0, f64::max)
}

/// The key below: what the lines mean.
fn draw_key(diagram: &Diagram, canvas: &mut Canvas, room: &Rect) {
    if diagram.links.is_empty() {
        return;
    }
    let y = room.bottom - 8.0;
    let mut letters: Vec<char> = diagram
        .links
        .iter()
        .map(|link| link.weight.symbol.letter)
        .collect();
    letters.dedup();
    let tone = match letters[..] {
        [letter] => Tone::of_letter(Some(letter)),
        _ => Tone::Faint,
    };
    let samples = [
        ("positive weight", Stroke::new(tone, 2.0)),
        ("negative weight", Stroke::new(tone, 2.0).dashed(7.0, 7.0)),
        ("large weight", Stroke::new(tone, 4.6)),
    ];
    let text = |words: &str| Text::words(words, Tone::Faint).size(12.0);
    let width: f64 = samples
        .iter()
        .map(|(words, _)| 46.0 + text(words).width() + 24.0)
        .sum::<f64>()
        - 24.0;
    let mut left = room.centre().0 - width / 2.0;
    for (words, stroke) in samples {
        canvas.line([(left, y - 4.0), (left + 35.0, y - 4.0)], stroke);
        canvas.text((left + 46.0, y), Anchor::Start, text(words));
        left += 46.0 + text(words).width() + 24.0;
    }
}
