//! A network with its numbers: a column a layer, edges between them, the weight that the keys change, the matrix products.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::columns::{Column, SlotKind, arrange};
use super::looks::{Form, Look};
use super::measures::Measures;
use super::nodes::Nodes;
use super::{chosen, gallery, ledger, links};
use crate::scene::Diagram;
use crate::scene::wrap::{cut, width};
use crate::view::painter::{Painter, cells};

/// The areas of a network, and the look that fits.
struct Parts {
    look: Option<Look>,
    caption: Rect,
    heads: Rect,
    nodes: Rect,
    weights: Rect,
    products: Rect,
}

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    if area.width < 8 || area.height < 2 {
        return;
    }
    let measures = Measures::of(diagram, area.height);
    let parts = parts(&measures, area);
    draw_caption(diagram, parts.caption, painter);
    let mut written = Vec::new();
    if let Some(look) = parts.look {
        let (area, pictures) = gallery::split(&measures, look, parts.nodes);
        gallery::draw(&measures, look, pictures, painter);
        let columns = arrange(&measures, look, area);
        draw_heads(diagram, look, &columns, parts.heads, painter);
        for layer in 0..columns.len().saturating_sub(1) {
            if links::draw(diagram, look, layer, &columns, parts.nodes, painter) {
                written.push(layer);
            }
        }
        for (layer, column) in columns.iter().enumerate() {
            let measures = &measures;
            let nodes = Nodes {
                measures,
                look,
                column,
                layer,
            };
            for slot in &column.slots {
                match slot.kind {
                    SlotKind::Node(node) => nodes.draw(node, *slot, painter),
                    SlotKind::Gap(count) => draw_gap(count, column, slot.y, painter),
                }
            }
        }
    }
    ledger::weights(diagram, &written, parts.weights, painter);
    ledger::products(&diagram.ledger, parts.products, painter);
}

/// Writes the caption and, if there is room, the key to the lines and signs.
fn draw_caption(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    painter.line(area, &diagram.caption, painter.theme.title());
    let has_changes = (0..diagram.links.len()).any(|link| diagram.change(link).is_some());
    let signs = if has_changes {
        "▴▾ last step  "
    } else {
        ""
    };
    let key = format!("{signs}─ above 0  ╌ below 0");
    let free = area.width.saturating_sub(width(&diagram.caption) + 3);
    if !diagram.caption.is_empty() && width(&key) <= free {
        let x = area.right() - width(&key);
        painter.write(area, (x, area.y), &key, painter.theme.dim());
    }
}

/// The rows of caption, heads, nodes, weights and products. They do not depend on what is bright, so that nothing jumps. The nodes come
/// first: the products have what they leave.
fn parts(measures: &Measures, area: Rect) -> Parts {
    let (height, ledger) = (area.height, cells(measures.diagram.ledger.len()));
    let caption = u16::from(!measures.diagram.caption.is_empty() && height > 5);
    let weights = u16::from(height > 7);
    let mut heads = u16::from(height > 6);
    let mut rest = height - caption - weights;
    let mut look = measures.look(area.width, rest - heads);
    let without_heads = measures.look(area.width, rest);
    let is_whole = |look: Option<Look>| look.is_some_and(Look::is_whole);
    if is_whole(without_heads) && !is_whole(look) {
        (heads, look) = (0, without_heads);
    }
    rest -= heads;
    let more = u16::from(!is_whole(look) && weights > 0 && height >= 14);
    let few = match height {
        0..10 => 0,
        10..24 => height / 10,
        _ => height / 5,
    };
    let left = look.map_or(few, |look| measures.left(look, rest - more, few));
    let kept = kept(measures, area, rest - more, ledger);
    look = measures.look(area.width, rest - more - kept).or(look);
    let products = ledger.min(left.max(kept));
    let air = u16::from(products > 0 && height >= 14 && left.max(kept) > products);
    let nodes = rest - products - air - more;
    let rows = [caption, heads, nodes, weights + more, air, products];
    let [caption, heads, nodes, weights, _, products] =
        Layout::vertical(rows.map(Constraint::Length)).areas(area);
    Parts {
        look,
        caption,
        heads,
        nodes,
        weights,
        products,
    }
}

/// The rows that the products have in any case: all of them, or fewer where the nodes would else lose numbers or
/// pictures.
fn kept(measures: &Measures, area: Rect, rest: u16, ledger: u16) -> u16 {
    if area.height < 14 || ledger == 0 {
        return 0;
    }
    let worth = |rows: u16| {
        let look = measures.look(area.width, rows);
        look.map(|look| (look.form, look.pictures))
    };
    let wanted = worth(rest);
    let mut rows = [ledger + 1, ledger, 2, 1].into_iter();
    rows.find(|rows| worth(rest.saturating_sub(*rows)) == wanted)
        .unwrap_or(0)
}

/// Writes the names of the layers, and the letters of the weights between them; of chosen edges what they lead into.
fn draw_heads(
    diagram: &Diagram,
    look: Look,
    columns: &[Column],
    area: Rect,
    painter: &mut Painter,
) {
    let dim = painter.theme.dim();
    for (index, column) in columns.iter().enumerate() {
        let layer = &diagram.layers[index];
        let head = cut(&layer.caption, column.width);
        painter.write(area, (column.x, area.y), &head, dim);
        let Some(link) = diagram.links.iter().find(|link| link.from.0 == index) else {
            continue;
        };
        let letter = link.weight.symbol.letter;
        let letters = if diagram.is_backward {
            format!("∂{letter}")
        } else {
            letter.to_string()
        };
        let style: Style = painter.theme.letter(Some(letter)).bold();
        let x = match look.form {
            Form::Bare => column.edges + 1,
            Form::Below => column.edges - width(&letters),
            _ => column.weights + 2,
        };
        let next = columns.get(index + 1).map_or(area.right(), |next| next.x);
        let end = painter.write(area, (x, area.y), &letters, style);
        let into = chosen(diagram).filter(|_| !look.is_whole());
        let node = into.and_then(|(unit, output)| {
            let node = [unit, output][index.min(1)];
            diagram
                .layers
                .get(index + 1)?
                .nodes
                .get(node)?
                .quantities
                .first()
        });
        if let Some(sum) = node {
            let text = format!("→{}", sum.symbol);
            if end + width(&text) < next {
                painter.write(area, (end, area.y), &text, dim);
            }
        }
    }
}

fn draw_gap(count: usize, column: &Column, y: u16, painter: &mut Painter) {
    let forms = [format!("⋮ {count} more"), format!("⋮ {count}"), "⋮".into()];
    let mut forms = forms.into_iter();
    let form = forms.find(|form| width(form) <= column.width);
    let dim = painter.theme.dim();
    painter.put((column.x, y), &form.unwrap_or_default(), dim);
}
