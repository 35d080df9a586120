//! A single neuron, laid out so that its sum can be followed from left to right.

use super::rows::{Row, rows};
use super::{
    HEAD, KEY, NODE, PITCH, compartment, compartments, draw_focus, draw_gap, draw_node, is_lit,
    largest_weight, stroke, texts, weight_text,
};
use crate::figure::canvas::{Canvas, Point, Stroke};
use crate::figure::number::number;
use crate::figure::shapes::{arrow_head, level, rounded};
use crate::figure::text::{Anchor, Rect, Text};
use crate::figure::theme::Tone;
use crate::scene::{Diagram, Layer, Link, Node};

/// The distance between columns, the stretch in which the links come together, and the arrow that leaves.
const BETWEEN: f64 = 34.0;
const FAN: f64 = 92.0;
const ARROW: f64 = 34.0;
/// The height of the neuron itself, which has a small picture above each of its numbers.
const BODY: f64 = 96.0;
const PLATE: f64 = 26.0;

/// Whether the diagram is that of one neuron.
pub(super) fn is_one(diagram: &Diagram) -> bool {
    diagram.layers.len() == 2 && diagram.layers[1].nodes.len() == 1
}

pub(super) fn size(diagram: &Diagram) -> (f64, f64) {
    (
        Columns::new(diagram, 0.0).end + 2.0,
        (HEAD + KEY + PITCH * rows(diagram, 0).len().max(2) as f64).max(HEAD + KEY + BODY + 16.0),
    )
}

/// Where the columns begin and how wide they are.
struct Columns {
    inputs: (f64, f64),
    weights: (f64, f64),
    products: (f64, f64),
    neuron: (f64, f64),
    end: f64,
}

impl Columns {
    fn new(diagram: &Diagram, left: f64) -> Self {
        let widest = |texts: Vec<Text>, head: &str| {
            let head = caption(head).width();
            texts.iter().map(Text::width).fold(head - 14.0, f64::max) + 18.0
        };
        let inputs = &diagram.layers[0];
        let input = compartments(inputs)
            .iter()
            .sum::<f64>()
            .max(caption(&inputs.caption).width());
        let weight = widest(
            diagram
                .links
                .iter()
                .map(|link| weight_text(link, " = ", false).size(14.0).bold())
                .collect(),
            "weights",
        );
        let product = widest(
            diagram.links.iter().filter_map(product_text).collect(),
            "products",
        );
        let neuron = body_widths(diagram).iter().sum::<f64>();
        let name = caption(&diagram.layers[1].caption).width();
        let neuron = neuron.max(name.min(neuron + 60.0));
        let weights = left + input + BETWEEN;
        let products = weights + weight + BETWEEN * 0.8;
        let body = products + product + FAN;
        Self {
            inputs: (left, input),
            weights: (weights, weight),
            products: (products, product),
            neuron: (body, neuron),
            end: body + neuron + ARROW,
        }
    }
}

pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas, room: Rect) {
    let columns = Columns::new(diagram, room.left + 1.0);
    let some_lit = is_lit(diagram);
    let inputs = &diagram.layers[0];
    let rows = places(diagram, &room);
    let middle = f64::midpoint(room.top + HEAD, room.bottom - KEY);
    draw_captions(diagram, canvas, &columns, &room, middle);
    for (number, &(row, y)) in rows.iter().enumerate() {
        let centre = columns.inputs.0 + columns.inputs.1 / 2.0;
        match row {
            Row::Gap(count) => draw_gap(canvas, (centre, y), count),
            Row::Node(index) => {
                let links = diagram.links.iter().filter(|link| link.from == (0, index));
                for link in links {
                    let stroke = stroke(link, largest_weight(diagram), some_lit);
                    let last = (rows.len() - 1) as f64;
                    let spread = (number as f64 / last.max(1.0) - 0.5) * (17.0 * last).min(72.0);
                    draw_link(canvas, link, &columns, y, middle + spread, some_lit, stroke);
                }
                draw_input(canvas, inputs, index, &columns, y, some_lit);
            }
        }
    }
    draw_body(diagram, canvas, &columns, middle, some_lit);
}

/// The middle of each row of inputs, with what stands there.
fn places(diagram: &Diagram, room: &Rect) -> Vec<(Row, f64)> {
    let rows = rows(diagram, 0);
    let middle = f64::midpoint(room.top + HEAD, room.bottom - KEY);
    let first = middle - PITCH * (rows.len().max(1) - 1) as f64 / 2.0;
    let place = |(number, row)| (row, first + PITCH * number as f64);
    rows.into_iter().enumerate().map(place).collect()
}

fn draw_input(
    canvas: &mut Canvas,
    layer: &Layer,
    index: usize,
    columns: &Columns,
    y: f64,
    some_lit: bool,
) {
    let widths = compartments(layer);
    let left = columns.inputs.0 + (columns.inputs.1 - widths.iter().sum::<f64>()) / 2.0;
    draw_node(canvas, &layer.nodes[index], &widths, left, y, some_lit);
}

/// A link goes level through its weight and its product, then bends to the neuron.
fn draw_link(
    canvas: &mut Canvas,
    link: &Link,
    columns: &Columns,
    y: f64,
    enters: f64,
    some_lit: bool,
    stroke: Stroke,
) {
    let (inputs, weights) = (columns.inputs, columns.weights);
    let bend = columns.products.0 + columns.products.1;
    let target = (columns.neuron.0 - 9.0, enters);
    canvas.line([(inputs.0 + inputs.1 / 2.0, y), (bend, y)], stroke);
    canvas.line(level((bend, y), target), stroke);
    canvas.area(
        arrow_head((columns.neuron.0 - 1.0, enters), 9.0),
        stroke.tone(),
    );

    let plate = Rect::new(weights.0, y - PLATE / 2.0, weights.1, PLATE);
    let ink = link.weight.symbol.ink();
    let outline = rounded(&plate, PLATE / 2.0);
    canvas.area(
        rounded(&plate.inset(-4.0), PLATE / 2.0 + 4.0),
        Tone::Background,
    );
    canvas.area(outline.clone(), ink.map_or(Tone::Body, Tone::Wash));
    canvas.outline(
        &outline,
        Stroke::new(ink.map_or(Tone::Faint, Tone::SymbolColor), 1.0),
    );
    if link.weight.focused {
        draw_focus(canvas, &plate.inset(-3.0), PLATE / 2.0 + 3.0);
    }
    let text = weight_text(link, " = ", some_lit).size(14.0);
    canvas.text((plate.centre().0, y + text.sink()), Anchor::Middle, text);
    if let Some(text) = product_text(link) {
        let centre = columns.products.0 + columns.products.1 / 2.0;
        let behind = Rect::new(columns.products.0, y - 10.0, columns.products.1, 20.0);
        canvas.area(rounded(&behind, 0.0), Tone::Background);
        canvas.text((centre, y + text.sink()), Anchor::Middle, text);
    }
}

fn product_text(link: &Link) -> Option<Text> {
    let value = number(link.product?);
    let index = crate::scene::Symbol::new('x', link.weight.symbol.index.as_str());
    let name = Text::symbol(&link.weight.symbol)
        .then(Text::words(" ", Tone::Text))
        .then(Text::symbol(&index));
    Some(
        name.then(Text::words(&format!(" = {value}"), Tone::Text))
            .size(14.0),
    )
}

fn caption(text: &str) -> Text {
    Text::toned(text, Tone::Faint).size(13.0)
}

fn draw_captions(
    diagram: &Diagram,
    canvas: &mut Canvas,
    columns: &Columns,
    room: &Rect,
    middle: f64,
) {
    let y = room.top + 12.0;
    let products = diagram.links.iter().any(|link| link.product.is_some());
    let heads = [
        (columns.inputs, diagram.layers[0].caption.as_str()),
        (
            columns.weights,
            if diagram.links.is_empty() {
                ""
            } else {
                "weights"
            },
        ),
        (columns.products, if products { "products" } else { "" }),
    ];
    for ((left, width), words) in heads {
        canvas.text((left + width / 2.0, y), Anchor::Middle, caption(words));
    }
    let (left, width) = columns.neuron;
    let words = caption(&diagram.layers[1].caption).fit(width + 60.0);
    canvas.text(
        (left + width / 2.0, middle - BODY / 2.0 - 12.0),
        Anchor::Middle,
        words,
    );
}

/// The compartments of the neuron.
fn body_widths(diagram: &Diagram) -> Vec<f64> {
    let quantities = diagram.layers[1].nodes[0].quantities.iter();
    quantities
        .map(|quantity| compartment(std::iter::once(quantity)).max(92.0))
        .collect()
}

/// The neuron: a sum, then the sigmoid of it, and an arrow that leaves.
fn draw_body(
    diagram: &Diagram,
    canvas: &mut Canvas,
    columns: &Columns,
    middle: f64,
    some_lit: bool,
) {
    let node = &diagram.layers[1].nodes[0];
    let widths = body_widths(diagram);
    let width = widths.iter().sum::<f64>();
    let left = columns.neuron.0;
    let body = Rect::new(left, middle - BODY / 2.0, width, BODY);
    let ink = node
        .quantities
        .first()
        .and_then(|quantity| quantity.symbol.ink());
    let edge = ink.map_or(Tone::Faint, Tone::SymbolColor);
    let outline = rounded(&body, 22.0);
    canvas.area(outline.clone(), ink.map_or(Tone::Body, Tone::Wash));
    canvas.outline(&outline, Stroke::new(edge, 1.8));
    canvas.line(
        [(body.right, middle), (body.right + ARROW - 8.0, middle)],
        Stroke::new(edge, 2.4),
    );
    canvas.area(arrow_head((body.right + ARROW, middle), 11.0), edge);
    let mut left = left;
    for (number, (quantity, width)) in node.quantities.iter().zip(widths).enumerate() {
        let centre = left + width / 2.0;
        if number > 0 {
            canvas.line(
                [(left, body.top + 14.0), (left, body.bottom - 14.0)],
                Stroke::new(edge, 1.0),
            );
        }
        draw_sign(canvas, node, number, (centre, body.top + 27.0), edge);
        let (name, value) = texts(quantity, some_lit);
        canvas.text((centre, body.bottom - 34.0), Anchor::Middle, name);
        canvas.text((centre, body.bottom - 13.0), Anchor::Middle, value);
        left += width;
    }
}

/// What a compartment does: it adds up, or bends the sum into the range from 0 to 1.
fn draw_sign(canvas: &mut Canvas, node: &Node, number: usize, centre: Point, tone: Tone) {
    if number == 0 {
        let sum = Text::words("Σ", tone).size(24.0);
        canvas.text((centre.0, centre.1 + 8.0), Anchor::Middle, sum);
        return;
    }
    let place = |a: f64| {
        let y = 1.0 / (1.0 + (-a).exp());
        (centre.0 + a * 4.6, centre.1 + 10.0 - 22.0 * y)
    };
    let half = |from: f64| (0..=24).map(move |step| from + f64::from(step) / 2.0);
    canvas.line(
        [
            (centre.0 - 28.0, centre.1 + 11.0),
            (centre.0 + 28.0, centre.1 + 11.0),
        ],
        Stroke::new(Tone::Faint, 0.7),
    );
    canvas.line(half(-6.0).map(place), Stroke::new(tone, 1.8));
    let sum = node.quantities[number - 1].value.unwrap_or(f64::NAN);
    if !sum.is_nan() {
        canvas.ring(
            place(sum.clamp(-6.0, 6.0)),
            3.2,
            1.4,
            Tone::Text,
            Tone::Background,
        );
    }
}

const _: () = assert!(NODE < PITCH, "rows must not touch");
