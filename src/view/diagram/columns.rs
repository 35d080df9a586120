//! The positions of the nodes of a network: a column a layer, of which a long one shows what matters and counts the rest.

use ratatui::layout::Rect;

use crate::scene::wrap::widest;
use crate::scene::{Diagram, Layer, Node, Quantity, short};
use crate::view::painter::cells;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Its sum above its output, in a box.
    Boxed,
    /// Its sum above its output.
    Stacked,
    /// Its sum beside its output.
    Beside,
    /// One number only.
    Single,
}

/// A form, the width of its numbers, and the least room for the links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub form: Form,
    pub number: u16,
    gap: u16,
}

/// The ways of drawing, the best first.
const LOOKS: [Look; 7] = [
    look(Form::Boxed, 8, 10),
    look(Form::Stacked, 8, 10),
    look(Form::Boxed, 6, 6),
    look(Form::Stacked, 6, 4),
    look(Form::Beside, 8, 14),
    look(Form::Single, 8, 8),
    look(Form::Single, 6, 3),
];

const fn look(form: Form, number: u16, gap: u16) -> Look {
    Look { form, number, gap }
}

/// The widest that links are drawn: longer ones are no clearer.
const WIDEST_GAP: u16 = 34;
/// The most empty rows between two nodes of the highest column.
const AIR: u16 = 3;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub x: u16,
    pub width: u16,
    /// The widths of the names and of the numbers.
    pub widths: (u16, u16),
    /// Whether links run into it, as they do not into the targets.
    pub linked: bool,
    /// Which of its quantities a node shows: one, or all.
    pub only: Option<usize>,
    pub slots: Vec<Slot>,
}

impl Column {
    pub fn right(&self) -> u16 {
        self.x + self.width
    }

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

/// The best way to draw a network in an area, and its columns; none if there is no room for it.
pub(super) fn arrange(diagram: &Diagram, area: Rect) -> Option<(Look, Vec<Column>)> {
    let wide_enough = |look: &Look| least_width(diagram, *look) <= area.width;
    let fitting = || LOOKS.into_iter().filter(wide_enough);
    let whole = |look: &Look| {
        let mut layers = diagram.layers.iter();
        layers.all(|layer| full_height(layer, look.form) <= area.height)
    };
    let rows = |look: &Look| matches!(look.form, Form::Beside | Form::Single);
    let look = fitting().find(whole).or_else(|| fitting().find(rows))?;
    Some((look, columns(diagram, look, area)))
}

fn is_linked(diagram: &Diagram, layer: usize) -> bool {
    diagram.links.iter().any(|link| link.to.0 == layer)
}

/// Returns true if a layer is beside the one before it, without links: the targets beside the outputs.
fn is_beside(diagram: &Diagram, layer: usize) -> bool {
    layer > 0 && !is_linked(diagram, layer)
}

fn widths(diagram: &Diagram, layer: usize, look: Look) -> (u16, u16) {
    let nodes = diagram.layers[layer].nodes.iter();
    let quantities = nodes.flat_map(|node| &node.quantities);
    let names = quantities.clone();
    let names = widest(names.map(|quantity| quantity.symbol.to_string())).max(2);
    if !is_beside(diagram, layer) {
        return (names, look.number);
    }
    // Targets are 0 or 1: they need no decimals.
    let targets = quantities.filter_map(|quantity| quantity.value);
    (names, widest(targets.map(short)).clamp(1, look.number) + 1)
}

fn most_quantities(layer: &Layer) -> usize {
    let counts = layer.nodes.iter().map(|node| node.quantities.len());
    counts.max().unwrap_or(1)
}

fn cell_width(diagram: &Diagram, layer: usize, look: Look) -> u16 {
    let (name, number) = widths(diagram, layer, look);
    match (look.form, most_quantities(&diagram.layers[layer]) as u16) {
        (Form::Boxed, 2..) => name + number + 2,
        (Form::Beside, count @ 2..) => count * (name + number) + 2 * (count - 1),
        _ => name + number,
    }
}

fn least_width(diagram: &Diagram, look: Look) -> u16 {
    let cells = (0..diagram.layers.len()).map(|layer| cell_width(diagram, layer, look));
    let gaps = (0..diagram.layers.len()).map(|layer| gap_before(diagram, layer, look.gap));
    cells.chain(gaps).sum()
}

/// The columns before a layer, if those before a layer with links are `gap`.
fn gap_before(diagram: &Diagram, layer: usize, gap: u16) -> u16 {
    match layer {
        0 => 0,
        _ if is_beside(diagram, layer) => 1,
        _ => gap,
    }
}

fn height(node: &Node, form: Form) -> u16 {
    match (form, node.quantities.len()) {
        (Form::Boxed, count @ 2..) => count as u16 + 2,
        (Form::Stacked, count @ 2..) => count as u16,
        _ => 1,
    }
}

/// The rows of a layer with all of its nodes, with an empty one between stacks, which would be taken for each other.
fn full_height(layer: &Layer, form: Form) -> u16 {
    let heights = layer.nodes.iter().map(|node| height(node, form));
    let nodes = heights.fold(0, u16::saturating_add);
    match form {
        Form::Stacked => nodes.saturating_add(gaps(&layer.nodes)),
        _ => nodes,
    }
}

fn gaps<T>(things: &[T]) -> u16 {
    cells(things.len()).saturating_sub(1)
}

fn columns(diagram: &Diagram, look: Look, area: Rect) -> Vec<Column> {
    let linked = (1..diagram.layers.len()).filter(|layer| is_linked(diagram, *layer));
    let gaps = linked.count().max(1) as u16;
    let least = least_width(diagram, look);
    let gap = (look.gap + (area.width - least) / gaps).min(WIDEST_GAP);
    let used = least + (gap - look.gap) * gaps;
    let mut x = area.x + (area.width - used) / 2;
    let mut columns: Vec<Column> = Vec::new();
    for (layer, Layer { nodes, .. }) in diagram.layers.iter().enumerate() {
        let beside = is_beside(diagram, layer);
        x += gap_before(diagram, layer, gap);
        let slots = match columns.last() {
            // A target is level with its output.
            Some(before) if beside && nodes.len() == diagram.layers[layer - 1].nodes.len() => {
                before.slots.clone()
            }
            _ => slots(diagram, layer, look.form, area),
        };
        let width = cell_width(diagram, layer, look);
        columns.push(Column {
            x,
            width,
            widths: widths(diagram, layer, look),
            linked: is_linked(diagram, layer),
            only: (look.form == Form::Single).then(|| single_quantity(&diagram.layers[layer])),
            slots,
        });
        x += width;
    }
    columns
}

/// The one quantity that shows if there is room for one: the output, unless the equation speaks of the sums alone.
fn single_quantity(layer: &Layer) -> usize {
    let is_lit = |index: &usize| {
        let nodes = layer.nodes.iter().filter(|node| !node.bias);
        let mut quantities = nodes.filter_map(|node| node.quantities.get(*index));
        quantities.any(|quantity| quantity.lit || quantity.focused)
    };
    let last = most_quantities(layer).saturating_sub(1);
    let mut order = [last].into_iter().chain(0..last);
    order.find(is_lit).unwrap_or(last)
}

fn slots(diagram: &Diagram, layer: usize, form: Form, area: Rect) -> Vec<Slot> {
    let nodes = &diagram.layers[layer].nodes;
    let heights: Vec<u16> = nodes.iter().map(|node| height(node, form)).collect();
    let height = |kind: &SlotKind| match kind {
        SlotKind::Node(node) => heights[*node],
        SlotKind::Gap(_) => 1,
    };
    let shown = shown(&ranks(diagram, layer), &heights, area.height);
    let used = shown.iter().map(height).sum::<u16>();
    let gaps = gaps(&shown);
    let air = spread(diagram, form, area.height).saturating_sub(used) / gaps.max(1);
    let mut next = area.y + area.height.saturating_sub(used + air * gaps) / 2;
    let slot = |kind| {
        let (y, height) = (next, height(&kind));
        next += height + air;
        Slot { y, height, kind }
    };
    shown.into_iter().map(slot).collect()
}

/// The rows over which the columns spread: as many as the highest takes with some air.
fn spread(diagram: &Diagram, form: Form, room: u16) -> u16 {
    let airy = |layer: &Layer| {
        let air = gaps(&layer.nodes).saturating_mul(AIR);
        full_height(layer, form).saturating_add(air)
    };
    let highest = diagram.layers.iter().map(airy).max();
    highest.unwrap_or(room).min(room)
}

/// The rank of a node: 0 if the keys change it, then the bias, then what the equation speaks of.
fn rank(node: &Node) -> u8 {
    let has = |is: fn(&Quantity) -> bool| node.quantities.iter().any(is);
    match node.bias {
        _ if has(|quantity| quantity.focused) => 0,
        true => 1,
        false if has(|quantity| quantity.lit) => 2,
        false => 4,
    }
}

/// The ranks of the nodes of a layer, with those of their links and of the targets beside them.
fn ranks(diagram: &Diagram, layer: usize) -> Vec<u8> {
    let mut ranks: Vec<u8> = diagram.layers[layer].nodes.iter().map(rank).collect();
    let mut raise = |node: usize, rank: u8| {
        if let Some(old) = ranks.get_mut(node) {
            *old = rank.min(*old);
        }
    };
    for link in &diagram.links {
        let rank = match (link.weight.focused, link.weight.lit) {
            (true, _) => 0,
            (_, true) => 3,
            _ => continue,
        };
        let ends = [link.from, link.to].into_iter();
        for (_, node) in ends.filter(|(at, _)| *at == layer) {
            raise(node, rank);
        }
    }
    let count = diagram.layers[layer].nodes.len();
    let next = diagram.layers.get(layer + 1);
    let targets = next.filter(|next| is_beside(diagram, layer + 1) && next.nodes.len() == count);
    for (node, target) in targets.iter().flat_map(|next| &next.nodes).enumerate() {
        raise(node, rank(target));
    }
    ranks
}

/// As many nodes as fit into the room, those that matter first, and the numbers of those left out between them.
fn shown(ranks: &[u8], heights: &[u16], room: u16) -> Vec<SlotKind> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|node| ranks[*node]);
    let is_whole = heights.iter().copied().fold(0, u16::saturating_add) <= room;
    let mut kept = vec![is_whole; ranks.len()];
    // With none kept all of the column is one gap. A node divides the gap that it is in, or shortens it, or fills it: of thousands, each
    // is asked for its neighbours alone.
    let mut rows = 1;
    for node in order.into_iter().filter(|_| !is_whole) {
        let is_gap = |node: usize| kept.get(node) == Some(&false);
        let sides = u32::from(node > 0 && is_gap(node - 1)) + u32::from(is_gap(node + 1));
        let with_it = rows + u32::from(heights[node]) + sides - 1;
        if with_it <= u32::from(room) {
            kept[node] = true;
            rows = with_it;
        }
    }
    let mut shown = Vec::new();
    for (node, kept) in kept.iter().enumerate() {
        match shown.last_mut() {
            _ if *kept => shown.push(SlotKind::Node(node)),
            Some(SlotKind::Gap(count)) => *count += 1,
            _ => shown.push(SlotKind::Gap(1)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_column_keeps_what_matters_and_counts_the_rest() {
        let mut ranks = vec![4; 65];
        ranks[64] = 1;
        ranks[40] = 0;
        let shown = shown(&ranks, &[1; 65], 8);
        let first = [0, 1, 2, 3].map(SlotKind::Node);
        assert_eq!(shown[..4], first);
        let (input, bias) = (SlotKind::Node(40), SlotKind::Node(64));
        let rest = [SlotKind::Gap(36), input, SlotKind::Gap(23), bias];
        assert_eq!(shown[4..], rest);
    }

    #[test]
    fn no_gap_counts_a_single_node_that_would_fit_into_it() {
        for count in 1..40 {
            for room in 3..30 {
                let shown = shown(&vec![4; count], &vec![1; count], room);
                let fits = shown.len() <= room.into() && !shown.contains(&SlotKind::Gap(1));
                assert!(fits, "{count} in {room}: {shown:?}");
            }
        }
    }
}
