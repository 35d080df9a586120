//! The parts of which networks of any layout consist: nodes, weights and their links.

use super::NODE;
use crate::figure::prelude::*;
use crate::scene::number::significant;
use crate::scene::{Layer, Link, Node, Quantity};

pub(super) struct Pen<'a> {
    pub(super) canvas: &'a mut Canvas,
    /// Whether some numbers are lit, so that the others stay in the background.
    pub(super) some_lit: bool,
    pub(super) largest_weight: f64,
}

impl Pen<'_> {
    /// Draws something in groups that have the keys of its symbols.
    pub(super) fn group(&mut self, keys: &str, draw: impl FnOnce(&mut Pen)) {
        let (some_lit, largest_weight) = (self.some_lit, self.largest_weight);
        self.canvas.group(keys, |canvas| {
            draw(&mut Pen {
                canvas,
                some_lit,
                largest_weight,
            });
        });
    }

    /// Draws a node: a compartment for each number, with its name above it. A bias, which is not computed, is hollow.
    pub(super) fn node(&mut self, node: &Node, widths: &[f64], (left, middle): Point) {
        let width = widths.iter().take(node.quantities.len()).sum();
        let area = Rect::new(left, middle - NODE / 2.0, width, NODE);
        self.group(&node.keys(), |pen| pen.body(node, widths, &area));
        let mut left = left;
        for (quantity, &width) in node.quantities.iter().zip(widths) {
            let x = left + width / 2.0;
            self.quantity(quantity, [(x, middle - 6.0), (x, middle + 15.0)]);
            left += width;
        }
    }

    fn body(&mut self, node: &Node, widths: &[f64], area: &Rect) {
        let (body, edge) = colors(node);
        let body = Some(body).filter(|_| !node.bias);
        let body = body.unwrap_or(ColorRole::Background);
        let is_lit = self.some_lit && node.quantities.iter().any(|quantity| quantity.lit);
        let stroke = Stroke::new(edge, if is_lit { 2.4 } else { 1.4 });
        self.canvas.shape(&area.rounded(12.0), body, stroke);
        if node.bias {
            let at = (area.centre().0, area.bottom + 10.5);
            self.canvas.text(at, Anchor::Center, &Text::faint("bias"));
        }
        let mut left = area.left;
        for (index, (quantity, &width)) in node.quantities.iter().zip(widths).enumerate() {
            if index > 0 {
                let ends = [(left, area.top + 8.0), (left, area.bottom - 8.0)];
                self.canvas.line(ends, Stroke::new(ColorRole::Rule, 1.2));
            }
            if quantity.focused {
                let compartment = Rect::new(left, area.top, width, NODE);
                self.focus(&compartment.inset(3.5), 9.0);
            }
            left += width;
        }
    }

    pub(super) fn quantity(&mut self, quantity: &Quantity, [above, below]: [Point; 2]) {
        let (name, value) = texts(quantity, self.some_lit);
        self.canvas.group(&quantity.symbol.key(), |canvas| {
            canvas.text(above, Anchor::Center, &name);
            canvas.text(below, Anchor::Center, &value);
        });
    }

    fn focus(&mut self, area: &Rect, radius: f64) {
        let stroke = Stroke::new(ColorRole::Text, 1.6);
        self.canvas.outline(&area.rounded(radius), stroke);
    }

    /// Draws the plate on which a weight is written, with an edge of the background.
    pub(super) fn plate(&mut self, link: &Link, plate: &Rect, edge: f64) {
        let radius = plate.height() / 2.0;
        let around = plate.inset(-edge).rounded(radius + edge);
        let (body, color) = ColorRole::of_body(link.weight.symbol.ink());
        let is_lit = self.some_lit && link.weight.lit;
        let stroke = Stroke::new(color, if is_lit { 2.0 } else { 1.0 });
        self.canvas.plate(around);
        self.canvas.shape(&plate.rounded(radius), body, stroke);
        if link.weight.focused {
            self.focus(&plate.inset(-3.0), radius + 3.0);
        }
    }

    /// Draws three dots for the nodes that are omitted, and their number.
    pub(super) fn gap(&mut self, (x, y): Point, count: usize) {
        for up in [-8.0, 0.0, 8.0] {
            self.canvas.disc((x - 26.0, y + up), 2.0, ColorRole::Faint);
        }
        self.canvas.count_omitted((x - 16.0, y), count);
    }

    pub(super) fn stroke(&self, link: &Link) -> Stroke {
        let weight = link.weight.value.unwrap_or(0.0);
        let share = Some(weight.abs() / self.largest_weight).filter(|share| share.is_finite());
        let is_dim = self.some_lit && !link.weight.lit;
        let color = ColorRole::of_letter(Some(link.weight.symbol.letter));
        Stroke::new(color, 1.0 + 3.6 * share.unwrap_or(0.0))
            .opacity(if is_dim { 0.35 } else { 1.0 })
            .dashed(if weight < 0.0 { &[7.0, 7.0] } else { &[] })
    }
}

/// Fill and edge of a node: those of its first number.
pub(super) fn colors(node: &Node) -> (ColorRole, ColorRole) {
    let first = node.quantities.first();
    ColorRole::of_body(first.and_then(|quantity| quantity.symbol.ink()))
}

fn texts(quantity: &Quantity, some_lit: bool) -> (Text, Text) {
    let value = quantity.value.map_or("·".to_owned(), significant);
    let color = ColorRole::faint_if(some_lit && !quantity.lit);
    let slope = if quantity.is_slope { "∂" } else { "" };
    let name = Text::words(slope, ColorRole::Text).then(Text::symbol(&quantity.symbol));
    let name = name.size(13.0);
    let value = Text::words(&value, color).size(15.0);
    let value = value.value_of(&(slope.to_owned() + &quantity.symbol.key()));
    let is_bold = some_lit && quantity.lit;
    (name.bold_if(is_bold), value.bold_if(is_bold))
}

/// The width of a compartment for any of the quantities, as if they were bold: the layout stays when the light moves.
pub(super) fn compartment<'a>(quantities: impl Iterator<Item = &'a Quantity>) -> f64 {
    let width = |quantity: &Quantity| {
        let (name, value) = texts(quantity, false);
        value.bold().width().max(name.bold().width())
    };
    largest(quantities.map(width)).max(34.0) + 22.0
}

pub(super) fn compartments(layer: &Layer) -> Vec<f64> {
    let counts = layer.nodes.iter().map(|node| node.quantities.len());
    let most = counts.max().unwrap_or(0);
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

/// A weight with its name, and its next value if that is not yet stored: v₀₁ 1 → 0.93.
pub(super) fn weight_text(link: &Link, between: &str, some_lit: bool) -> Text {
    let (name, value) = texts(&link.weight, some_lit);
    let color = value.spans[0].role;
    let mut text = name.and(between, ColorRole::Text).then(value);
    if let Some((sign, number, what)) = next(link) {
        let key = format!("{what} {}", link.weight.symbol.key());
        let number = Text::words(&number, color).value_of(&key);
        text = text.and(sign, ColorRole::Faint).then(number);
    }
    text.size(12.5)
}

/// The next value of a weight, or its change where the digits shown would be the same.
fn next(link: &Link) -> Option<(&'static str, String, &'static str)> {
    let next = link.next?;
    let mut value = link.weight.value.into_iter();
    let same = value.find(|value| significant(*value) == significant(next));
    Some(match same.map(|value| next - value) {
        Some(change) if change < 0.0 => (" − ", significant(-change), "change"),
        Some(change) => (" + ", significant(change), "change"),
        None => (" → ", significant(next), "new"),
    })
}
