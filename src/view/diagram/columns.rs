//! Where the nodes of a network stand: a column a layer, of which a long one shows what matters and counts the rest.

use ratatui::layout::Rect;

use crate::scene::wrap::width;
use crate::scene::{Diagram, Layer, Node, short};

/// How a node is drawn.
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

/// A form, the width of its numbers, and how much room the links need at least.
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

/// A layer on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub x: u16,
    pub width: u16,
    /// The widths of the names and of the numbers.
    pub widths: (u16, u16),
    /// Whether links run into it; the targets only stand beside the outputs.
    pub linked: bool,
    /// Which of its quantities a node shows: one, or all.
    pub only: Option<usize>,
    pub slots: Vec<Slot>,
}

impl Column {
    pub fn right(&self) -> u16 {
        self.x + self.width
    }

    /// The slot of a node that shows.
    pub fn slot_of(&self, node: usize) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.what == What::Node(node))
    }
}

/// Some rows of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub y: u16,
    pub height: u16,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Node(usize),
    /// So many nodes are left out.
    Gap(usize),
}

/// The best way to draw a network in an area, and where everything stands; none where there is no room for it.
pub(super) fn arrange(diagram: &Diagram, area: Rect) -> Option<(Look, Vec<Column>)> {
    let fitting = || {
        let wide_enough = |look: &&Look| least_width(diagram, **look) <= area.width;
        LOOKS.iter().filter(wide_enough)
    };
    let whole = |look: &&Look| {
        let layers = diagram.layers.iter();
        layers
            .clone()
            .all(|layer| full_height(layer, look.form) <= area.height)
    };
    let rows = |look: &&Look| matches!(look.form, Form::Beside | Form::Single);
    let look = *fitting().find(whole).or_else(|| fitting().find(rows))?;
    Some((look, columns(diagram, look, area)))
}

fn is_linked(diagram: &Diagram, layer: usize) -> bool {
    diagram.links.iter().any(|link| link.to.0 == layer)
}

/// Whether a layer stands beside the one before it, without links: the targets beside the outputs.
fn is_beside(diagram: &Diagram, layer: usize) -> bool {
    layer > 0 && !is_linked(diagram, layer)
}

/// The widths of a layer's names and numbers.
fn widths(diagram: &Diagram, layer: usize, look: Look) -> (u16, u16) {
    let quantities = || {
        diagram.layers[layer]
            .nodes
            .iter()
            .flat_map(|node| &node.quantities)
    };
    let name = quantities()
        .map(|quantity| width(&quantity.symbol.to_string()))
        .max();
    // Targets are 0 or 1: they need no decimals.
    let targets = quantities()
        .filter_map(|quantity| quantity.value)
        .map(|value| width(&short(value)));
    let number = if is_beside(diagram, layer) {
        targets.max().unwrap_or(1).min(look.number) + 1
    } else {
        look.number
    };
    (name.unwrap_or(1).max(2), number)
}

fn cell_width(diagram: &Diagram, layer: usize, look: Look) -> u16 {
    let (name, number) = widths(diagram, layer, look);
    let most = diagram.layers[layer]
        .nodes
        .iter()
        .map(|node| node.quantities.len())
        .max();
    match (look.form, most.unwrap_or(1)) {
        (Form::Boxed, 2..) => name + number + 2,
        (Form::Beside, count @ 2..) => count as u16 * (name + number) + 2 * (count as u16 - 1),
        _ => name + number,
    }
}

fn least_width(diagram: &Diagram, look: Look) -> u16 {
    let layer = |layer: usize| {
        let before = match layer {
            0 => 0,
            _ if is_beside(diagram, layer) => 1,
            _ => look.gap,
        };
        before + cell_width(diagram, layer, look)
    };
    (0..diagram.layers.len()).map(layer).sum()
}

/// How many rows a node takes.
fn height(node: &Node, form: Form) -> u16 {
    match (form, node.quantities.len()) {
        (Form::Boxed, count @ 2..) => count as u16 + 2,
        (Form::Stacked, count @ 2..) => count as u16,
        _ => 1,
    }
}

/// How many rows a layer takes with all of its nodes, with an empty one between stacks, which would be taken for each other.
fn full_height(layer: &Layer, form: Form) -> u16 {
    let nodes: u16 = layer
        .nodes
        .iter()
        .map(|node| height(node, form))
        .fold(0, u16::saturating_add);
    let count = u16::try_from(layer.nodes.len()).unwrap_or(u16::MAX);
    match form {
        Form::Stacked => nodes.saturating_add(count.saturating_sub(1)),
        _ => nodes,
    }
}

fn columns(diagram: &Diagram, look: Look, area: Rect) -> Vec<Column> {
    let count = diagram.layers.len();
    let gaps = (1..count)
        .filter(|layer| is_linked(diagram, *layer))
        .count()
        .max(1) as u16;
    let least = least_width(diagram, look);
    let gap = (look.gap + (area.width - least) / gaps).min(WIDEST_GAP);
    let used = least + (gap - look.gap) * gaps;
    let mut x = area.x + (area.width - used) / 2;
    let mut columns: Vec<Column> = Vec::new();
    for layer in 0..count {
        let beside = is_beside(diagram, layer);
        if layer > 0 {
            x += if beside { 1 } else { gap };
        }
        let same =
            layer > 0 && diagram.layers[layer].nodes.len() == diagram.layers[layer - 1].nodes.len();
        let slots = match columns.last() {
            // A target stands where its output stands.
            Some(before) if beside && same => before.slots.clone(),
            _ => slots(diagram, layer, look.form, area),
        };
        let width = cell_width(diagram, layer, look);
        columns.push(Column {
            x,
            width,
            widths: widths(diagram, layer, look),
            linked: is_linked(diagram, layer),
            only: (look.form == Form::Single).then(|| shown_quantity(&diagram.layers[layer])),
            slots,
        });
        x += width;
    }
    columns
}

/// Where there is room for one number: the output, unless the equation speaks of the sums alone.
fn shown_quantity(layer: &Layer) -> usize {
    let lit = |place: usize| {
        let quantity = |node: &Node| {
            node.quantities
                .get(place)
                .is_some_and(|quantity| quantity.lit || quantity.focused)
        };
        layer.nodes.iter().any(|node| !node.bias && quantity(node))
    };
    let last = layer
        .nodes
        .iter()
        .map(|node| node.quantities.len())
        .max()
        .unwrap_or(1)
        .saturating_sub(1);
    if lit(last) {
        last
    } else {
        (0..last).find(|place| lit(*place)).unwrap_or(last)
    }
}

fn slots(diagram: &Diagram, layer: usize, form: Form, area: Rect) -> Vec<Slot> {
    let nodes = &diagram.layers[layer].nodes;
    let heights: Vec<u16> = nodes.iter().map(|node| height(node, form)).collect();
    let shown = shown(&ranks(diagram, layer), &heights, area.height);
    let height = |what: &What| match what {
        What::Node(node) => heights[*node],
        What::Gap(_) => 1,
    };
    let gaps = (shown.len() as u16).saturating_sub(1);
    let used = shown.iter().map(height).sum::<u16>();
    let air = spread(diagram, form, area.height).saturating_sub(used) / gaps.max(1);
    let mut y = area.y + area.height.saturating_sub(used + air * gaps) / 2;
    let mut slots = Vec::new();
    for what in shown {
        let height = height(&what);
        slots.push(Slot { y, height, what });
        y += height + air;
    }
    slots
}

/// How many rows the columns spread over: as many as the highest takes with some air.
fn spread(diagram: &Diagram, form: Form, room: u16) -> u16 {
    let airy = |layer: &Layer| {
        let gaps = u16::try_from(layer.nodes.len())
            .unwrap_or(u16::MAX)
            .saturating_sub(1);
        full_height(layer, form).saturating_add(gaps.saturating_mul(AIR))
    };
    let highest = diagram.layers.iter().map(airy).max();
    highest.unwrap_or(room).min(room)
}

/// How much the nodes of a layer matter: 0 for what the keys change, then the bias, then what the equation speaks of.
fn ranks(diagram: &Diagram, layer: usize) -> Vec<u8> {
    let of_node = |node: &Node| {
        let any = |test: fn(&crate::scene::Quantity) -> bool| node.quantities.iter().any(test);
        match (
            any(|quantity| quantity.focused),
            node.bias,
            any(|quantity| quantity.lit),
        ) {
            (true, _, _) => 0,
            (_, true, _) => 1,
            (_, _, true) => 2,
            _ => 4,
        }
    };
    let mut ranks: Vec<u8> = diagram.layers[layer].nodes.iter().map(of_node).collect();
    for link in diagram
        .links
        .iter()
        .filter(|link| link.weight.lit || link.weight.focused)
    {
        let rank = if link.weight.focused { 0 } else { 3 };
        for (at, node) in [link.from, link.to] {
            if at == layer && node < ranks.len() {
                ranks[node] = ranks[node].min(rank);
            }
        }
    }
    // The targets stand beside the outputs, so what matters there matters here.
    if is_beside(diagram, layer + 1)
        && diagram
            .layers
            .get(layer + 1)
            .is_some_and(|next| next.nodes.len() == ranks.len())
    {
        for (rank, node) in ranks.iter_mut().zip(&diagram.layers[layer + 1].nodes) {
            *rank = (*rank).min(of_node(node));
        }
    }
    ranks
}

/// As many nodes as fit into the room, those that matter first, and how many are left out between them.
fn shown(ranks: &[u8], heights: &[u16], room: u16) -> Vec<What> {
    let last = ranks.iter().copied().max().unwrap_or(0);
    let order =
        (0..=last).flat_map(|rank| (0..ranks.len()).filter(move |node| ranks[*node] == rank));
    let mut kept = vec![false; ranks.len()];
    if heights.iter().copied().fold(0, u16::saturating_add) <= room {
        kept.fill(true);
    }
    // With none kept all of the column is one gap. A node divides the gap that it stands in, or shortens it, or fills it: of thousands,
    // each is asked for its neighbours alone.
    let is_gap = |kept: &[bool], node: Option<usize>| {
        let kept = node.and_then(|node| kept.get(node));
        u32::from(kept == Some(&false))
    };
    let mut rows = 1;
    for node in order {
        if !kept[node] {
            let sides = is_gap(&kept, node.checked_sub(1)) + is_gap(&kept, Some(node + 1));
            let with_it = rows + u32::from(heights[node]) + sides - 1;
            if with_it <= u32::from(room) {
                kept[node] = true;
                rows = with_it;
            }
        }
    }
    with_gaps(&kept)
}

fn with_gaps(kept: &[bool]) -> Vec<What> {
    let mut shown = Vec::new();
    for (node, kept) in kept.iter().enumerate() {
        match (kept, shown.last_mut()) {
            (true, _) => shown.push(What::Node(node)),
            (false, Some(What::Gap(count))) => *count += 1,
            (false, _) => shown.push(What::Gap(1)),
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
        let node = What::Node;
        assert_eq!(
            shown,
            [
                node(0),
                node(1),
                node(2),
                node(3),
                What::Gap(36),
                node(40),
                What::Gap(23),
                node(64)
            ]
        );
    }

    #[test]
    fn no_gap_stands_for_a_single_node_that_would_fit_into_it() {
        for count in 1..40_u16 {
            for room in 3..30 {
                let ranks = vec![4; usize::from(count)];
                let shown = shown(&ranks, &vec![1; usize::from(count)], room);
                assert!(
                    shown.len() <= usize::from(room) && !shown.contains(&What::Gap(1)),
                    "{count} in {room}: {shown:?}"
                );
            }
        }
    }
}
