//! The nodes of a long column that show: those that matter, with the rest counted.

use super::chosen;
use super::columns::SlotKind;
use super::measures::targets;
use crate::scene::{Diagram, Node, Quantity};

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
pub(super) fn ranks(diagram: &Diagram, layer: usize) -> Vec<u8> {
    let mut ranks: Vec<u8> = diagram.layers[layer].nodes.iter().map(rank).collect();
    let mut raise = |node: usize, rank: u8| {
        if let Some(old) = ranks.get_mut(node) {
            *old = rank.min(*old);
        }
    };
    if let Some((unit, output)) = chosen(diagram).filter(|_| layer > 0) {
        raise([unit, output][(layer - 1).min(1)], 1);
    }
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
    let beside = targets(diagram).filter(|_| layer + 2 == diagram.layers.len());
    for (node, target) in beside.iter().flat_map(|next| &next.nodes).enumerate() {
        raise(node, rank(target));
    }
    ranks
}

/// As many nodes as fit into the room, those that matter first, and the numbers of those left out between them.
pub(super) fn shown(ranks: &[u8], heights: &[u16], room: u16) -> Vec<SlotKind> {
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
