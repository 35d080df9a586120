//! The positions of the nodes of a network: a column a layer, of which a long one shows what matters and counts the rest.

use ratatui::layout::Rect;

use super::chosen;
use super::looks::{Form, Look};
use super::measures::{BAR, Measures, Role};
use super::shown::{ranks, shown};
use crate::scene::{Layer, Node};
use crate::view::painter::cells;

/// The widest that edges are drawn: longer ones are no clearer.
const WIDEST_GAP: u16 = 30;
/// The most empty rows between two nodes.
const AIR: u16 = 3;
/// The columns that a column of outputs grows for long names.
const NAMES: u16 = 4;
/// The least rows in which the chosen unit is higher than the others.
const ROOMY: u16 = 10;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub role: Role,
    pub x: u16,
    pub width: u16,
    /// The widths of the names and of the numbers.
    pub widths: (u16, u16),
    /// Where the numbers of the weights that leave it begin; the sign of their change is before them.
    pub weights: u16,
    /// Where the edges that leave it begin.
    pub edges: u16,
    /// Which of its quantities a node shows if there is room for one.
    pub only: usize,
    pub slots: Vec<Slot>,
}

impl Column {
    pub fn slot_of(&self, node: usize) -> Option<&Slot> {
        let kind = SlotKind::Node(node);
        self.slots.iter().find(|slot| slot.kind == kind)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub y: u16,
    pub height: u16,
    pub kind: SlotKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    Node(usize),
    /// A number of nodes left out.
    Gap(usize),
}

/// The columns of a network in an area that is wide and high enough for the look.
pub(super) fn arrange(measures: &Measures, look: Look, area: Rect) -> Vec<Column> {
    let all = measures.count();
    let gaps = cells(all.saturating_sub(1));
    let mut spare = area.width.saturating_sub(measures.least_width(look));
    let is_long = look.is_whole() && measures.classes() > BAR;
    let names = if is_long {
        spare.min(measures.classes() - BAR).min(NAMES)
    } else {
        0
    };
    spare -= names;
    let more = (spare / gaps.max(1)).min(WIDEST_GAP.saturating_sub(look.gap));
    let mut x = area.x + (spare - more * gaps) / 2;
    let column = |layer: usize| {
        let (start, wide) = (x, measures.cell_width(layer, look));
        let (names_wide, number) = measures.widths(layer, look);
        let weights_wide = measures.weights_width(layer, look);
        let (weights, edges) = match look.form {
            Form::Below => (start + names_wide, start + names_wide + number),
            _ => (start + wide + 1, start + wide + weights_wide),
        };
        x = start + wide + weights_wide + look.gap + 1 + more;
        Column {
            role: measures.role(layer),
            x: start,
            width: if layer + 1 == all { wide + names } else { wide },
            widths: (names_wide, number),
            weights,
            edges,
            only: single_quantity(&measures.diagram.layers[layer]),
            slots: slots(measures, layer, look, area),
        }
    };
    (0..all).map(column).collect()
}

/// The one quantity that shows if there is room for one: the output, unless the equation speaks of the sums alone.
fn single_quantity(layer: &Layer) -> usize {
    let is_lit = |index: &usize| {
        let nodes = layer.nodes.iter().filter(|node| !node.bias);
        let mut quantities = nodes.filter_map(|node| node.quantities.get(*index));
        quantities.any(|quantity| quantity.lit || quantity.focused)
    };
    let counts = layer.nodes.iter().map(|node| node.quantities.len());
    let last = counts.max().unwrap_or(1).saturating_sub(1);
    let mut order = [last].into_iter().chain(0..last);
    order.find(is_lit).unwrap_or(last)
}

/// The heights of the nodes of a layer; of chosen edges as high as all of them can be, and the chosen unit higher.
fn heights(measures: &Measures, layer: usize, look: Look, room: u16) -> Vec<u16> {
    let nodes = &measures.diagram.layers[layer].nodes;
    let (unit, bias) = measures.heights(layer, look);
    let height = |node: &Node| if node.bias { bias } else { unit };
    if look.is_whole() {
        return nodes.iter().map(height).collect();
    }
    let most = measures.highest(layer, look, room);
    let mut heights: Vec<u16> = nodes.iter().map(|node| height(node).min(most)).collect();
    let chosen = chosen(measures.diagram).filter(|_| measures.role(layer) == Role::Hidden);
    let all = heights
        .iter()
        .copied()
        .fold(unit - most, u16::saturating_add);
    let is_roomy = all <= room || most == 1 && room >= ROOMY;
    let chosen = chosen.filter(|_| is_roomy);
    if let Some(height) = chosen.and_then(|(j, _)| heights.get_mut(j)) {
        *height = unit;
    }
    heights
}

fn slots(measures: &Measures, layer: usize, look: Look, area: Rect) -> Vec<Slot> {
    let heights = heights(measures, layer, look, area.height);
    let height = |kind: &SlotKind| match kind {
        SlotKind::Node(node) => heights[*node],
        SlotKind::Gap(_) => 1,
    };
    let shown = shown(&ranks(measures.diagram, layer), &heights, area.height);
    let used = shown.iter().map(height).sum::<u16>();
    let gaps = cells(shown.len()).saturating_sub(1);
    let air = (area.height.saturating_sub(used) / gaps.max(1)).min(AIR);
    let mut next = area.y + area.height.saturating_sub(used + air * gaps) / 2;
    let slot = |kind| {
        let (y, height) = (next, height(&kind));
        next += height + air;
        Slot { y, height, kind }
    };
    shown.into_iter().map(slot).collect()
}
