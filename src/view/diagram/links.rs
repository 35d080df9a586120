//! The edges between two layers, each whole from the number of its weight to the node that it enters: the sign by colour and pattern,
//! the size by the weight of the line.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::columns::{Column, Slot};
use super::looks::{Form, Look};
use super::{chosen, steady};
use crate::scene::{Diagram, Link, Target};
use crate::view::dots::{Braille, Pen};
use crate::view::painter::Painter;
use crate::view::theme::Theme;

/// More edges than this between two layers, and those that are not chosen are left out.
const MAX_FAINT: usize = 60;
/// More nodes than this beside an edge, and it is thinner.
const CROWD: usize = 8;
/// A negative weight's line.
const BROKEN: &[u8] = b"####   ";

struct Edge<'a> {
    /// The position of its link.
    index: usize,
    link: &'a Link,
    /// The row of its number.
    row: u16,
    /// The row of dots where it ends.
    end: f64,
    /// The size of its weight compared with the largest between the same layers.
    share: f64,
    /// The lines that it is drawn of.
    thick: u8,
    /// False for one that is drawn faint, without its number.
    is_chosen: bool,
}

/// Draws the edges between two neighbouring columns, and the numbers at which they begin. Returns true if it drew all of them.
pub(super) fn draw(
    diagram: &Diagram,
    look: Look,
    layer: usize,
    columns: &[Column],
    area: Rect,
    painter: &mut Painter,
) -> bool {
    let (left, right) = (&columns[layer], &columns[layer + 1]);
    let end = right.x.saturating_sub(1);
    let gap = Rect::new(
        left.edges,
        area.y,
        end.saturating_sub(left.edges),
        area.height,
    );
    let edges = edges(diagram, look, layer, left, right);
    let mut braille = Braille::new(gap);
    for edge in &edges {
        line(edge, gap, &mut braille, painter.theme);
    }
    braille.render(painter);
    if look.form != Form::Bare {
        let changes = edges.iter().filter_map(|edge| diagram.change(edge.index));
        let largest = changes.map(f64::abs).fold(0.0, f64::max);
        for edge in edges.iter().filter(|edge| edge.is_chosen) {
            number(diagram, edge, left, largest, painter);
        }
    }
    look.is_whole()
}

fn edges<'a>(
    diagram: &'a Diagram,
    look: Look,
    layer: usize,
    left: &Column,
    right: &Column,
) -> Vec<Edge<'a>> {
    let of_layer = |link: &&Link| link.from.0 == layer && link.to.0 == layer + 1;
    let size = |link: &Link| link.weight.value.map_or(0.0, f64::abs);
    let sizes = diagram.links.iter().filter(of_layer).map(size);
    let largest = sizes
        .filter(|size| size.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max);
    let count = diagram.links.iter().filter(of_layer).count();
    let chosen = chosen(diagram).map(|(unit, output)| [unit, output][layer.min(1)]);
    let edge = |(index, link): (usize, &'a Link)| {
        let (from, to) = (left.slot_of(link.from.1)?, right.slot_of(link.to.1)?);
        let is_chosen = look.is_whole() || chosen == Some(link.to.1);
        // A faint one begins below the number of the chosen one.
        let is_faint = !is_chosen && from.height > 1 && count <= MAX_FAINT;
        let below = match look.form {
            Form::Beside => link.to.1 as u16,
            Form::Below => link.to.1 as u16 + 1,
            Form::Chosen | Form::Bare => u16::from(is_faint),
        };
        (is_chosen || is_faint).then(|| Edge {
            index,
            link,
            row: from.y + below,
            end: end(to, from, left),
            share: size(link) / largest,
            thick: thickness(size(link) / largest, left.slots.len()),
            is_chosen,
        })
    };
    let links = diagram
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| of_layer(link));
    let mut edges: Vec<Edge> = links.filter_map(edge).collect();
    // Later ones cover earlier ones.
    let order = |edge: &Edge| {
        let weight = &edge.link.weight;
        (edge.is_chosen, weight.focused, weight.lit, edge.share)
    };
    let by_order = |one: &Edge, other: &Edge| order(one).partial_cmp(&order(other));
    edges.sort_by(|one, other| by_order(one, other).unwrap_or(Ordering::Equal));
    edges
}

/// The lines of an edge whose weight has a share of the largest; where many run into one node, fewer.
fn thickness(share: f64, nodes: usize) -> u8 {
    let thick = if share > 0.6 {
        3
    } else {
        1 + u8::from(share > 0.25)
    };
    if nodes > CROWD { 1 + thick / 3 } else { thick }
}

/// The row of dots at which an edge enters a node: the edges are side by side in the order of the nodes that they come from.
fn end(to: &Slot, from: &Slot, left: &Column) -> f64 {
    let count = left.slots.len() as f64;
    let place = left.slots.iter().position(|slot| slot == from).unwrap_or(0);
    let part = (place as f64 + 0.5) / count;
    f64::from(to.y) * 4.0 + (f64::from(to.height) * 4.0 * part).floor()
}

/// Draws an edge as one, two or three lines beside each other.
fn line(edge: &Edge, gap: Rect, braille: &mut Braille, theme: Theme) {
    let (style, thick) = pen(edge, theme);
    let from = (0.0, f64::from(edge.row - gap.y) * 4.0 + 1.0);
    let to = (
        f64::from(gap.width) * 2.0 - 1.0,
        edge.end - f64::from(gap.y) * 4.0,
    );
    let is_steep = (to.1 - from.1).abs() > (to.0 - from.0).abs();
    let is_negative = edge.link.weight.value.is_some_and(|value| value < 0.0);
    let pen = Pen::thin(style, if is_negative { BROKEN } else { b"" });
    for shift in 0..thick {
        let shift = f64::from(shift);
        let moved = |(x, y): (f64, f64)| {
            if is_steep {
                (x + shift, y)
            } else {
                (x, y + shift)
            }
        };
        braille.line(&[moved(from), moved(to)], pen);
    }
}

fn pen(edge: &Edge, theme: Theme) -> (Style, u8) {
    if edge.is_chosen {
        (style(edge.link, theme), edge.thick)
    } else {
        (theme.rule(), 1)
    }
}

/// The style of an edge, and of its number.
fn style(link: &Link, theme: Theme) -> Style {
    let weight = &link.weight;
    match weight.value {
        _ if weight.focused => theme.letter(Some(weight.symbol.letter)).bold(),
        Some(value) => theme.sign(value, weight.lit),
        None => theme.dim(),
    }
}

/// Writes the number of a weight, which its edge follows at once, and before it an arrow: which way the last step moved it, or that
/// slopes flow back.
fn number(diagram: &Diagram, edge: &Edge, left: &Column, largest: f64, painter: &mut Painter) {
    let (weight, theme) = (&edge.link.weight, painter.theme);
    let wide = left.edges - left.weights;
    let at = (left.weights, edge.row);
    let plain = style(edge.link, theme);
    let style = if weight.focused {
        plain.reversed()
    } else {
        plain
    };
    painter.put(at, &steady(diagram, weight.value, wide), style);
    if let Some(handle) = weight.handle {
        let place = Rect::new(at.0, at.1, wide, 1).intersection(painter.buffer.area);
        painter.hits.add(place, Target::Quantity(handle));
    }
    if weight.ours.is_some() {
        return painter.put((at.0 - 1, at.1), "✗", theme.wrong());
    }
    let change = diagram.change(edge.index);
    let (arrow, is_bright) = match change {
        _ if diagram.is_backward => ("←", weight.lit),
        Some(change) => (
            if change > 0.0 { "▴" } else { "▾" },
            change.abs() > largest / 2.0,
        ),
        None => return,
    };
    painter.put((at.0 - 1, at.1), arrow, theme.or_dim(is_bright, plain));
}
