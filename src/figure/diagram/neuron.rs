//! A single neuron, laid out so that its sum can be followed from left to right.

use super::network::{BESIDE, name, names_width};
use super::pen::{Pen, colors, compartment, compartments, weight_text};
use super::rows::{Row, rows};
use super::{HEAD, NODE, PITCH};
use crate::figure::prelude::*;
use crate::scene::number::significant;
use crate::scene::{Diagram, Link, Node, Symbol};

/// The distance between columns, the length in which the links come together, and the arrow that leaves.
const BETWEEN: f64 = 34.0;
const FAN: f64 = 92.0;
const ARROW: f64 = 34.0;
/// The height of the neuron itself, which has a small picture above each of its numbers.
const BODY: f64 = 96.0;
const PLATE: f64 = 26.0;

/// The left edge and the width of each column: inputs, weights, products, neuron.
type Columns = [(f64, f64); 4];

fn columns(diagram: &Diagram) -> Columns {
    let head = |words: &str| Text::caption(words).width();
    let links = &diagram.links;
    let plates = |widest: f64, words| (widest + 18.0).max(head(words) + 4.0);
    let weights = links.iter().map(|link| weight(link, false).bold());
    let weights = plates(widest(weights), "weights");
    let products = plates(widest(links.iter().filter_map(product)), "products");
    let inputs: f64 = compartments(&diagram.layers[0]).iter().sum();
    let inputs = inputs.max(head(&diagram.layers[0].caption));
    let body: f64 = body_widths(diagram).iter().sum();
    let neuron = head(&diagram.layers[1].caption).clamp(body, body + 60.0);
    let names = names_width(diagram.layers.first());
    let inputs = (1.0 + names, inputs);
    let weights = (inputs.0 + inputs.1 + BETWEEN, weights);
    let products = (weights.0 + weights.1 + BETWEEN * 0.8, products);
    let neuron = (products.0 + products.1 + FAN, neuron);
    [inputs, weights, products, neuron]
}

pub(super) fn draw(diagram: &Diagram, pen: &mut Pen) -> Size {
    let columns = columns(diagram);
    let [inputs, .., neuron] = columns;
    let rows = rows(diagram, 0);
    let height = (PITCH * rows.len().max(2) as f64).max(BODY + 16.0);
    let middle = HEAD + height / 2.0;
    draw_captions(diagram, pen.canvas, columns, middle);
    let last = rows.len().saturating_sub(1) as f64;
    let centre = inputs.0 + inputs.1 / 2.0;
    let widths = compartments(&diagram.layers[0]);
    let left = centre - widths.iter().sum::<f64>() / 2.0;
    for (index, row) in rows.into_iter().enumerate() {
        let y = middle + PITCH * (index as f64 - last / 2.0);
        let spread = (index as f64 / last.max(1.0) - 0.5) * (17.0 * last).min(72.0);
        match row {
            Row::Gap(count) => pen.gap((centre, y), count),
            Row::Node(index) => {
                for link in diagram.links.iter().filter(|link| link.from == (0, index)) {
                    pen.group(&link.weight.symbol.key(), |pen| {
                        draw_link(pen, link, columns, y, middle + spread);
                    });
                }
                let node = &diagram.layers[0].nodes[index];
                pen.node(node, &widths, (left, y));
                if !node.name.is_empty() {
                    let beside = (inputs.0 - BESIDE, y);
                    let label =
                        |canvas: &mut Canvas| canvas.label(beside, Anchor::Right, &name(node));
                    pen.canvas.group(&node.keys(), label);
                }
            }
        }
    }
    draw_body(diagram, pen, (neuron.0, middle));
    (neuron.0 + neuron.1 + ARROW + 2.0, HEAD + height)
}

/// Draws a link level through its weight and up to its product, then bent to the neuron.
fn draw_link(pen: &mut Pen, link: &Link, columns: Columns, y: f64, enters: f64) {
    let [inputs, weights, (left, width), (neuron, _)] = columns;
    let (stroke, text) = (pen.stroke(link), weight(link, pen.some_lit));
    let (start, bend) = ((inputs.0 + inputs.1 / 2.0, y), (left + width, y));
    let product = product(link);
    let end = if product.is_some() { left } else { bend.0 };
    pen.canvas.line([start, (end, y)], stroke);
    let course = level(bend, (neuron - 9.0, enters));
    pen.canvas.line(course, stroke);
    let head = arrow_head((neuron - 1.0, enters), 9.0);
    pen.canvas.area(head, stroke.role);
    let plate = Rect::new(weights.0, y - PLATE / 2.0, weights.1, PLATE);
    pen.plate(link, &plate, 4.0);
    let canvas = &mut *pen.canvas;
    canvas.label((plate.centre().0, y), Anchor::Center, &text);
    if let Some(text) = product {
        canvas.label((left + width / 2.0, y), Anchor::Center, &text);
    }
}

fn weight(link: &Link, some_lit: bool) -> Text {
    weight_text(link, " = ", some_lit).size(14.0)
}

fn product(link: &Link) -> Option<Text> {
    let input = Symbol::new('x', link.weight.symbol.index.as_str());
    let weight = Text::symbol(&link.weight.symbol).and(" ", ColorRole::Text);
    let product = weight
        .then(Text::symbol(&input))
        .and(" = ", ColorRole::Text);
    let value = Text::words(&significant(link.product?), ColorRole::Text);
    let key = format!("{} {}", link.weight.symbol.key(), input.key());
    Some(product.then(value.value_of(&key)))
}

fn draw_captions(diagram: &Diagram, canvas: &mut Canvas, columns: Columns, middle: f64) {
    let heads = [diagram.layers[0].caption.as_str(), "weights", "products"];
    for ((left, width), words) in columns.into_iter().zip(heads) {
        let at = (left + width / 2.0, 12.0);
        canvas.text(at, Anchor::Center, &Text::caption(words));
    }
    let (left, width) = columns[3];
    let words = Text::caption(&diagram.layers[1].caption).fit(width + 60.0);
    let at = (left + width / 2.0, middle - BODY / 2.0 - 12.0);
    canvas.text(at, Anchor::Center, &words);
}

fn body_widths(diagram: &Diagram) -> Vec<f64> {
    let quantities = diagram.layers[1].nodes[0].quantities.iter();
    let width = |quantity| compartment([quantity].into_iter()).max(92.0);
    quantities.map(width).collect()
}

fn draw_body(diagram: &Diagram, pen: &mut Pen, (mut left, middle): Point) {
    let node = &diagram.layers[1].nodes[0];
    let widths = body_widths(diagram);
    let body = Rect::new(left, middle - BODY / 2.0, widths.iter().sum(), BODY);
    pen.canvas.group(&node.keys(), |canvas| {
        draw_inside(canvas, node, &widths, &body);
    });
    for (quantity, width) in node.quantities.iter().zip(widths) {
        let x = left + width / 2.0;
        pen.quantity(quantity, [34.0, 13.0].map(|up| (x, body.bottom - up)));
        left += width;
    }
}

/// Draws the neuron and the arrow that leaves it, without its numbers.
fn draw_inside(canvas: &mut Canvas, node: &Node, widths: &[f64], body: &Rect) {
    let (fill, edge) = colors(node);
    let stroke = |width| Stroke::new(edge, width);
    canvas.shape(&body.rounded(22.0), fill, stroke(1.8));
    let (tip, middle) = (body.right + ARROW, body.centre().1);
    canvas.line([(body.right, middle), (tip - 8.0, middle)], stroke(2.4));
    canvas.area(arrow_head((tip, middle), 11.0), edge);
    let mut left = body.left;
    for (index, width) in widths.iter().enumerate() {
        if index > 0 {
            let ends = [(left, body.top + 14.0), (left, body.bottom - 14.0)];
            canvas.line(ends, stroke(1.0));
        }
        let centre = (left + width / 2.0, body.top + 27.0);
        draw_sign(canvas, node, index, centre, edge);
        left += width;
    }
}

/// Draws what a compartment does: it adds up, or bends the sum into the range from 0 to 1.
fn draw_sign(canvas: &mut Canvas, node: &Node, index: usize, (x, y): Point, color: ColorRole) {
    let Some(before) = index.checked_sub(1) else {
        let sum = Text::words("Σ", color).size(24.0);
        return canvas.text((x, y + 8.0), Anchor::Center, &sum);
    };
    let position = |a: f64| (x + a * 4.6, y + 10.0 - 22.0 / (1.0 + (-a).exp()));
    let curve = (-12..=12).map(|half| position(f64::from(half) / 2.0));
    let axis = Stroke::new(ColorRole::Faint, 0.7);
    canvas.line([(x - 28.0, y + 11.0), (x + 28.0, y + 11.0)], axis);
    canvas.line(curve, Stroke::new(color, 1.8));
    let sum = node.quantities[before].value.filter(|sum| !sum.is_nan());
    if let Some(sum) = sum {
        let colors = [ColorRole::Text, ColorRole::Background];
        canvas.ring(position(sum.clamp(-6.0, 6.0)), 3.2, 1.4, colors);
    }
}

const _: () = assert!(NODE < PITCH, "rows must not touch");
