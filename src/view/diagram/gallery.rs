//! What all hidden units see, beside a network of which only some edges are drawn.

use ratatui::layout::Rect;

use super::looks::{Form, Look};
use super::measures::Measures;
use super::nodes::draw_seen;
use super::{chosen, style_of};
use crate::scene::Target;
use crate::view::painter::{Painter, Parts as _, cells};

/// Columns that the edges of a network get first, beyond the least.
const EDGES: u16 = 6;
/// Fewer pictures than this are no overview.
const FEW: u16 = 5;

/// The areas of the network and of the pictures; where these do not show, all is the network's.
pub(super) fn split(measures: &Measures, look: Look, area: Rect) -> (Rect, Rect) {
    let nothing = (area, Rect::default());
    let (wide, high) = measures.picture(look);
    if look.form != Form::Chosen || look.has_pictures() || wide == 0 {
        return nothing;
    }
    let spare = area
        .width
        .saturating_sub(measures.least_width(look) + EDGES);
    let (columns, rows) = (spare / (wide + 1), area.height / (high + 1));
    let count = cells(measures.diagram.seen.len());
    if columns * rows < FEW || count < FEW {
        return nothing;
    }
    let columns = columns.min(count.div_ceil(rows));
    let left = area.width - columns * (wide + 1);
    (area.first_columns(left), area.beside(left))
}

/// Draws as many pictures as fit, each below the name of its unit; a click chooses the unit.
pub(super) fn draw(measures: &Measures, look: Look, area: Rect, painter: &mut Painter) {
    let (diagram, (wide, high)) = (measures.diagram, measures.picture(look));
    let columns = area.width / (wide + 1);
    if columns == 0 {
        return;
    }
    let room = columns * (area.height / (high + 1));
    let unit = chosen(diagram).map(|(unit, _)| unit);
    let units = diagram
        .seen
        .iter()
        .zip(&diagram.layers[1].nodes)
        .enumerate();
    for ((j, (seen, node)), place) in units.zip(0..room) {
        let (x, y) = (place % columns * (wide + 1), place / columns * (high + 1));
        let cell = Rect::new(area.x + x + 1, area.y + y, wide, high + 1);
        if let Some(output) = node.quantities.last() {
            let style = style_of(output, painter.theme);
            let style = if unit == Some(j) {
                style.reversed()
            } else {
                style
            };
            painter.line(cell, &output.symbol.to_string(), style);
        }
        draw_seen(seen, cell.below(1), painter);
        let into = diagram.links.iter().find(|link| link.to == (1, j));
        if let Some(handle) = into.and_then(|link| link.weight.handle) {
            painter.hits.add(cell, Target::Quantity(handle));
        }
    }
}
