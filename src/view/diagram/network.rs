//! A network with its numbers: a column a layer, links between them, the weights that matter now, the matrix products.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::columns::{Column, Form, Look, Slot, What, arrange};
use super::{Pad, ledger, links, look};
use crate::scene::{Diagram, Node, short};
use crate::view::Hits;
use crate::view::theme::Theme;
use crate::view::words::{cut, width};

pub(super) fn draw(
    diagram: &Diagram,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut Hits,
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
    // A target stands level with the middle of its output.
    if !column.linked && node.quantities.len() == 1 && slot.height > 1 {
        let y = slot.y + (slot.height - 1) / 2;
        return target_or_input(node, column, y, pad);
    }
    let quantities = node.quantities.iter().enumerate();
    match look.form {
        Form::Boxed if slot.height > 2 => {
            draw_box(node, column, slot, pad);
            for (place, quantity) in quantities {
                pad.quantity(
                    quantity,
                    (column.x + 1, slot.y + 1 + place as u16),
                    column.widths,
                );
            }
        }
        Form::Beside => {
            let last = node.quantities.len().saturating_sub(1);
            let most = (column.width + 2) / (wide + 2);
            for (place, quantity) in quantities {
                // An output without a sum stands below the other outputs.
                let place = place as u16 + most.saturating_sub(last as u16 + 1);
                pad.quantity(
                    quantity,
                    (column.x + place * (wide + 2), slot.y),
                    column.widths,
                );
            }
        }
        Form::Single => {
            let place = column
                .only
                .unwrap_or(0)
                .min(node.quantities.len().saturating_sub(1));
            if let Some(quantity) = node.quantities.get(place) {
                single(quantity, column, slot.y, pad);
            }
        }
        Form::Boxed | Form::Stacked => {
            let inset = (column.width - wide) / 2;
            for (place, quantity) in quantities {
                if column.linked || node.quantities.len() > 1 {
                    pad.quantity(
                        quantity,
                        (column.x + inset, slot.y + place as u16),
                        column.widths,
                    );
                } else {
                    single(quantity, column, slot.y, pad);
                }
            }
        }
    }
}

fn target_or_input(node: &Node, column: &Column, y: u16, pad: &mut Pad) {
    if let Some(quantity) = node.quantities.first() {
        single(quantity, column, y, pad);
    }
}

/// One number. Where a column is too narrow for decimals, as that of the targets is, as few digits as tell it.
fn single(quantity: &crate::scene::Quantity, column: &Column, y: u16, pad: &mut Pad) {
    if column.widths.1 >= 6 {
        return pad.quantity(quantity, (column.x, y), column.widths);
    }
    let number = quantity.value.map_or("·".to_owned(), short);
    let (name, wide) = (usize::from(column.widths.0), usize::from(column.widths.1));
    let text = format!("{:<name$}{number:>wide$}", quantity.symbol.to_string());
    pad.put(column.x, y, &text, look(quantity, pad.theme));
    pad.clickable(quantity, (column.x, y), column.width);
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
