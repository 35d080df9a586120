//! A network with its numbers: a column a layer, links between them, the weights that matter now, the matrix products.

use ratatui::layout::{Constraint, Layout, Rect};

use super::columns::{Column, Form, Slot, SlotKind, arrange};
use super::{ledger, links};
use crate::scene::number::aligned;
use crate::scene::wrap::{cut_in_middle, padded, width};
use crate::scene::{Diagram, Node, Quantity, short};
use crate::view::painter::{Painter, Parts as _, cells};

/// The fewest rows of nodes of which one is given to the names of the first ones.
const NAMED: u16 = 8;

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    if area.width < 8 || area.height < 2 {
        return;
    }
    let [caption, heads, nodes, weights, products] = parts(diagram, area);
    painter.line(caption, &diagram.caption, painter.theme.title());
    let mut named = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let has_names = named.any(|node| !node.name.is_empty()) && nodes.height >= NAMED;
    let nodes = nodes.below(has_names.into());
    let mut written = Vec::new();
    if let Some((look, columns)) = arrange(diagram, nodes) {
        draw_heads(diagram, &columns, heads, painter);
        for layer in 0..columns.len() - 1 {
            if columns[layer + 1].linked && links::draw(diagram, layer, &columns, nodes, painter) {
                written.push(layer);
            }
        }
        for (index, (layer, column)) in diagram.layers.iter().zip(&columns).enumerate() {
            let ends = ends_of_names(&columns, index, nodes);
            for slot in &column.slots {
                match slot.kind {
                    SlotKind::Node(node) => {
                        let node = &layer.nodes[node];
                        draw_node(node, column, *slot, look.form, painter);
                        if has_names {
                            draw_name(node, column, *slot, ends, look.form, painter);
                        }
                    }
                    SlotKind::Gap(count) => draw_gap(count, column, slot.y, painter),
                }
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
    let air = u16::from(height >= 24);
    let nodes = height - (caption + 1 + weights + products + 3 * air);
    let rows = [caption, 1, air, nodes, air, weights, air, products];
    let [caption, heads, _, nodes, _, weights, _, products] =
        Layout::vertical(rows.map(Constraint::Length)).areas(area);
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

fn draw_gap(count: usize, column: &Column, y: u16, painter: &mut Painter) {
    let forms = [format!("⋮ {count} more"), format!("⋮ {count}"), "⋮".into()];
    let mut forms = forms.into_iter();
    let form = forms.find(|form| width(form) <= column.width);
    let dim = painter.theme.dim();
    painter.put((column.x, y), &form.unwrap_or_default(), dim);
}

/// The right end of the names above the nodes of a layer, and that of names that run on over the links which leave it.
fn ends_of_names(columns: &[Column], layer: usize, area: Rect) -> [u16; 2] {
    match columns.get(layer + 1) {
        Some(next) if next.linked => [columns[layer].right(), next.x.saturating_sub(1)],
        _ => [area.right(); 2],
    }
}

/// The end of the cells of a row that hold no more than lines, from one column to another.
fn end_of_lines([start, end]: [u16; 2], y: u16, painter: &Painter) -> u16 {
    let is_line = |x: &u16| {
        let cell = painter.buffer.cell((*x, y));
        let signs = |symbol: &str| symbol.chars().all(|sign| matches!(sign, ' ' | '⠀'..='⣿'));
        cell.is_some_and(|cell| signs(cell.symbol()))
    };
    let free = (start..end).take_while(is_line).count() as u16;
    // A number beside a name keeps its distance.
    start
        + if start + free < end {
            free.saturating_sub(1)
        } else {
            free
        }
}

/// Writes the name of a node of the first layer or of the outputs in the row above its numbers, if that is free.
fn draw_name(
    node: &Node,
    column: &Column,
    slot: Slot,
    [end, far]: [u16; 2],
    form: Form,
    painter: &mut Painter,
) {
    let is_target = node.quantities.iter().all(|one| one.symbol.letter == 't');
    if node.name.is_empty() || is_target {
        return;
    }
    let is_boxed = form == Form::Boxed && slot.height > 2 && node.quantities.len() > 1;
    // Into the edge of a box; above any other node, if there is a row between it and the node before.
    let (x, y, end) = if is_boxed {
        (column.x + 1, slot.y, column.right() - 1)
    } else {
        let y = slot.y.saturating_sub(1);
        (column.x, y, end_of_lines([end, far], y, painter))
    };
    let is_free = |other: &Slot| !(other.y..other.y + other.height).contains(&y);
    if is_boxed || column.slots.iter().all(is_free) {
        let room = end.saturating_sub(x);
        let short = node.name.split('(').next().unwrap_or_default().trim();
        let is_short = width(&node.name) > room && !short.is_empty();
        let name = if is_short { short } else { &node.name };
        let name = cut_in_middle(name, room);
        painter.put((x, y), &name, painter.theme.dim());
    }
}

fn draw_node(node: &Node, column: &Column, slot: Slot, form: Form, painter: &mut Painter) {
    let quantities = &node.quantities;
    let wide = column.widths.0 + column.widths.1;
    let (x, y) = (column.x, slot.y);
    let count = quantities.len() as u16;
    // A target is level with the middle of its output, and a bias in line with the outputs above it.
    let level = y + if count == 1 { (slot.height - 1) / 2 } else { 0 };
    let inset = (column.width - wide) / 2;
    let is_boxed = form == Form::Boxed && slot.height > 2 && count > 1;
    if is_boxed {
        let is_lit = quantities.iter().any(|quantity| quantity.lit);
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
    for (n, quantity) in (0..count).zip(quantities) {
        if only.is_none_or(|only| only == n) {
            draw_quantity(quantity, column, at(n), painter);
        }
    }
}

/// Draws one number; in a column too narrow for decimals, as that of the targets is, with as few digits as tell it.
fn draw_quantity(quantity: &Quantity, column: &Column, at: (u16, u16), painter: &mut Painter) {
    let (names, numbers) = column.widths;
    let number = match quantity.value {
        value if numbers >= 6 => aligned(value, numbers.into()),
        Some(value) => padded(&short(value), numbers, true),
        None => padded("·", numbers, true),
    };
    let text = padded(&quantity.symbol.to_string(), names, false) + &number;
    let screen = painter.buffer.area;
    painter.clickable(quantity, screen, at, names + numbers, &text);
}
