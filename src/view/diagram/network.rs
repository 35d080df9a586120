//! A network with its numbers: a column a layer, links between them, the weights that matter now, the matrix products.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::columns::{Column, Form, Look, Slot, What, arrange};
use super::{Pad, ledger, links, look};
use crate::scene::wrap::{cut, width};
use crate::scene::{Diagram, Node, Quantity, short};
use crate::view::HitMap;
use crate::view::theme::Theme;

pub(super) fn draw(
    diagram: &Diagram,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    if area.width < 8 || area.height < 2 {
        return;
    }
    let [caption, heads, nodes, weights, products] = parts(diagram, area);
    let mut pad = Pad {
        theme,
        area,
        buffer,
        hits,
    };
    pad.put(
        caption.x,
        caption.y,
        &cut(&diagram.caption, caption.width),
        theme.title(),
    );
    let mut written = Vec::new();
    if let Some((look, columns)) = arrange(diagram, nodes) {
        draw_heads(diagram, &columns, heads, &mut pad);
        pad.area = nodes;
        for layer in 0..columns.len() - 1 {
            if columns[layer + 1].linked && links::draw(diagram, layer, &columns, &mut pad) {
                written.push(layer);
            }
        }
        for (layer, column) in columns.iter().enumerate() {
            for slot in &column.slots {
                draw_slot(diagram, layer, column, *slot, look, &mut pad);
            }
        }
        pad.area = area;
    }
    ledger::weights(diagram, &written, weights, &mut pad);
    ledger::products(&diagram.ledger, products, &mut pad);
}

/// The rows of caption, heads, nodes, weights and products. They do not depend on what is bright, so that nothing jumps.
fn parts(diagram: &Diagram, area: Rect) -> [Rect; 5] {
    let height = area.height;
    let caption = u16::from(!diagram.caption.is_empty());
    let ledger = u16::try_from(diagram.ledger.len()).unwrap_or(u16::MAX);
    let products = match height {
        0..10 => 0,
        10..14 => ledger.min(1),
        _ => ledger.min(height / 5),
    };
    let weights = match height {
        0..8 => 0,
        8..14 => 1,
        14..24 => 2,
        _ => 4,
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

/// The names of the layers above them; where one is too long, the letter of the layer.
fn draw_heads(diagram: &Diagram, columns: &[Column], area: Rect, pad: &mut Pad) {
    for (layer, column) in diagram.layers.iter().zip(columns) {
        let next = columns
            .iter()
            .map(|other| other.x)
            .find(|x| *x > column.x)
            .unwrap_or(area.right());
        let letter = || {
            let quantity = layer.nodes.first().and_then(|node| node.quantities.last());
            quantity.map_or(String::new(), |quantity| quantity.symbol.letter.to_string())
        };
        let head = if column.x + width(&layer.caption) < next.max(area.right().min(next + 1)) {
            layer.caption.clone()
        } else {
            letter()
        };
        let x = column.x + column.width.saturating_sub(width(&head)) / 2;
        pad.put(x, area.y, &head, pad.theme.dim());
    }
}

fn draw_slot(
    diagram: &Diagram,
    layer: usize,
    column: &Column,
    slot: Slot,
    look: Look,
    pad: &mut Pad,
) {
    match slot.what {
        What::Gap(count) => {
            let text = format!("⋮ {count} more");
            let text = if width(&text) <= column.width {
                text
            } else {
                format!("⋮ {count}")
            };
            let text = if width(&text) <= column.width {
                text
            } else {
                "⋮".to_owned()
            };
            pad.put(column.x, slot.y, &text, pad.theme.dim());
        }
        What::Node(node) => draw_node(&diagram.layers[layer].nodes[node], column, slot, look, pad),
    }
}

fn draw_node(node: &Node, column: &Column, slot: Slot, look: Look, pad: &mut Pad) {
    let wide = column.widths.0 + column.widths.1;
    let (x, y) = (column.x, slot.y);
    let count = node.quantities.len() as u16;
    // A target stands level with the middle of its output, and a bias in line with the outputs above it.
    let level = y + if count == 1 { (slot.height - 1) / 2 } else { 0 };
    let inset = (column.width - wide) / 2;
    let place = |n: u16| match look.form {
        Form::Boxed if slot.height > 2 && count > 1 => (x + 1, y + 1 + n),
        Form::Boxed | Form::Stacked => (x + inset, level + n),
        Form::Beside => (x + (column.width - wide) - (count - 1 - n) * (wide + 2), y),
        Form::Single => (x, y),
    };
    if look.form == Form::Boxed && slot.height > 2 && count > 1 {
        draw_box(node, column, slot, pad);
    }
    let shows = |n: u16| {
        column
            .only
            .is_none_or(|only| only.min(usize::from(count) - 1) == usize::from(n))
    };
    for (n, quantity) in (0..).zip(&node.quantities).filter(|(n, _)| shows(*n)) {
        single(quantity, column, place(n), pad);
    }
}

/// One number. Where a column is too narrow for decimals, as that of the targets is, as few digits as tell it.
fn single(quantity: &Quantity, column: &Column, at: (u16, u16), pad: &mut Pad) {
    if column.widths.1 >= 6 {
        return pad.quantity(quantity, at, column.widths);
    }
    let number = quantity.value.map_or("·".to_owned(), short);
    let (name, wide) = (usize::from(column.widths.0), usize::from(column.widths.1));
    let text = format!("{:<name$}{number:>wide$}", quantity.symbol.to_string());
    pad.put(at.0, at.1, &text, look(quantity, pad.theme));
    pad.clickable(quantity, at, column.width);
}

/// A box around a neuron, bright if the equation speaks of it.
fn draw_box(node: &Node, column: &Column, slot: Slot, pad: &mut Pad) {
    let lit = node.quantities.iter().any(|quantity| quantity.lit);
    let style = if lit {
        pad.theme.dim()
    } else {
        pad.theme.rule()
    };
    let edge = "─".repeat(usize::from(column.width.saturating_sub(2)));
    pad.put(column.x, slot.y, &format!("╭{edge}╮"), style);
    for y in slot.y + 1..slot.y + slot.height - 1 {
        pad.put(column.x, y, "│", style);
        pad.put(column.right() - 1, y, "│", style);
    }
    pad.put(
        column.x,
        slot.y + slot.height - 1,
        &format!("╰{edge}╯"),
        style,
    );
}
