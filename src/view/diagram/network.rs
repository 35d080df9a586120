//! A network with its numbers: a column a layer, links between them, the weights that matter now, the matrix products.

use ratatui::layout::{Constraint, Layout, Rect};

use super::columns::{Column, Form, Look, Slot, SlotKind, arrange};
use super::{ledger, links};
use crate::scene::wrap::{padded, width};
use crate::scene::{Diagram, Layer, Node, Quantity, short};
use crate::view::painter::{Painter, cells};

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    if area.width < 8 || area.height < 2 {
        return;
    }
    let [caption, heads, nodes, weights, products] = parts(diagram, area);
    painter.line(caption, &diagram.caption, painter.theme.title());
    let mut written = Vec::new();
    if let Some((look, columns)) = arrange(diagram, nodes) {
        draw_heads(diagram, &columns, heads, painter);
        for layer in 0..columns.len() - 1 {
            if columns[layer + 1].linked && links::draw(diagram, layer, &columns, nodes, painter) {
                written.push(layer);
            }
        }
        for (layer, column) in diagram.layers.iter().zip(&columns) {
            for slot in &column.slots {
                let place = Place {
                    column,
                    slot: *slot,
                    look,
                    area: nodes,
                };
                place.draw(layer, painter);
            }
        }
    }
    ledger::weights(diagram, &written, weights, painter);
    ledger::products(&diagram.ledger, products, painter);
}

/// The rows of caption, heads, nodes, weights and products. They do not depend on what is bright, so that nothing jumps.
fn parts(diagram: &Diagram, area: Rect) -> [Rect; 5] {
    let height = area.height;
    let caption = u16::from(!diagram.caption.is_empty());
    let ledger = cells(diagram.ledger.len());
    let (weights, products) = match height {
        0..8 => (0, 0),
        8..10 => (1, 0),
        10..14 => (1, ledger.min(1)),
        14..24 => (2, ledger.min(height / 5)),
        _ => (4, ledger.min(height / 5)),
    };
    let between = u16::from(height >= 24);
    let [caption, heads, _, nodes, _, weights, _, products] = Layout::vertical([
        Constraint::Length(caption),
        Constraint::Length(1),
        Constraint::Length(between),
        Constraint::Min(0),
        Constraint::Length(between),
        Constraint::Length(weights),
        Constraint::Length(between),
        Constraint::Length(products),
    ])
    .areas(area);
    [caption, heads, nodes, weights, products]
}

/// Writes the names of the layers above them; where one is too long, the letter of the layer.
fn draw_heads(diagram: &Diagram, columns: &[Column], area: Rect, painter: &mut Painter) {
    for (layer, column) in diagram.layers.iter().zip(columns) {
        let mut others = columns.iter().map(|other| other.x);
        let next = others.find(|x| *x > column.x).unwrap_or(area.right());
        let end = next.max(area.right().min(next + 1));
        let mut head = layer.caption.clone();
        if column.x + width(&head) >= end {
            let quantity = layer.nodes.first().and_then(|node| node.quantities.last());
            head = quantity.map_or(String::new(), |last| last.symbol.letter.to_string());
        }
        let x = column.x + column.width.saturating_sub(width(&head)) / 2;
        painter.write(area, (x, area.y), &head, painter.theme.dim());
    }
}

/// Some rows of a column in the area of all nodes.
struct Place<'a> {
    column: &'a Column,
    slot: Slot,
    look: Look,
    area: Rect,
}

impl Place<'_> {
    fn draw(&self, layer: &Layer, painter: &mut Painter) {
        match self.slot.kind {
            SlotKind::Node(node) => self.draw_node(&layer.nodes[node], painter),
            SlotKind::Gap(count) => {
                let forms = [
                    format!("⋮ {count} more"),
                    format!("⋮ {count}"),
                    "⋮".to_owned(),
                ];
                let mut forms = forms.into_iter();
                let form = forms.find(|form| width(form) <= self.column.width);
                let at = (self.column.x, self.slot.y);
                painter.put(at, &form.unwrap_or_default(), painter.theme.dim());
            }
        }
    }

    fn draw_node(&self, node: &Node, painter: &mut Painter) {
        let (column, slot, form) = (self.column, self.slot, self.look.form);
        let wide = column.widths.0 + column.widths.1;
        let (x, y) = (column.x, slot.y);
        let count = node.quantities.len() as u16;
        // A target is level with the middle of its output, and a bias in line with the outputs above it.
        let level = y + if count == 1 { (slot.height - 1) / 2 } else { 0 };
        let inset = (column.width - wide) / 2;
        let is_boxed = form == Form::Boxed && slot.height > 2 && count > 1;
        if is_boxed {
            let is_lit = node.quantities.iter().any(|quantity| quantity.lit);
            let (bright, plain) = (painter.theme.dim(), painter.theme.rule());
            let area = Rect::new(x, y, column.width, slot.height);
            painter.frame(area, if is_lit { bright } else { plain });
        }
        let at = |n: u16| match form {
            Form::Boxed if is_boxed => (x + 1, y + 1 + n),
            Form::Boxed | Form::Stacked => (x + inset, level + n),
            Form::Beside => (x + (column.width - wide) - (count - 1 - n) * (wide + 2), y),
            Form::Single => (x, y),
        };
        let only = column.only.map(|only| (only as u16).min(count - 1));
        for (n, quantity) in (0..count).zip(&node.quantities) {
            if only.is_none_or(|only| only == n) {
                self.draw_quantity(quantity, at(n), painter);
            }
        }
    }

    /// Draws one number; in a column too narrow for decimals, as that of the targets is, with as few digits as tell it.
    fn draw_quantity(&self, quantity: &Quantity, at: (u16, u16), painter: &mut Painter) {
        let (names, numbers) = self.column.widths;
        if numbers >= 6 {
            return painter.quantity(quantity, self.area, at, self.column.widths);
        }
        let number = quantity.value.map_or("·".to_owned(), short);
        let name = padded(&quantity.symbol.to_string(), names, false);
        let text = name + &padded(&number, numbers, true);
        painter.clickable(quantity, self.area, at, self.column.width, &text);
    }
}
