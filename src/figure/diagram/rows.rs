//! Which nodes of a column are shown: all of a short one; of a long one its ends, and whatever is spoken of.

use crate::scene::{Diagram, Quantity};

/// More rows than this are elided.
pub(super) const MAX_ROWS: usize = 8;

/// What stands in a row of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Node(usize),
    /// So many nodes are left out.
    Gap(usize),
}

/// The rows of a layer. Targets stand beside their outputs, so both show the same.
pub(super) fn rows(diagram: &Diagram, layer: usize) -> Vec<Row> {
    let count = diagram.layers[layer].nodes.len();
    let pair = partner(diagram, layer);
    let spoken = spoken_of(diagram, layer);
    let spoken = spoken
        .into_iter()
        .chain(pair.into_iter().flat_map(|pair| spoken_of(diagram, pair)));
    elided(count, &spoken.collect::<Vec<_>>())
}

/// The layer that stands beside this one without links between them, node by node.
fn partner(diagram: &Diagram, layer: usize) -> Option<usize> {
    let count = |layer: usize| diagram.layers.get(layer).map(|layer| layer.nodes.len());
    let linked = |from: usize| diagram.links.iter().any(|link| link.from.0 == from);
    let paired = |left: usize| !linked(left) && count(left) == count(left + 1);
    match layer {
        0 => paired(0).then_some(1),
        _ if stands_beside(diagram, layer) => Some(layer - 1),
        _ => (paired(layer) && layer + 1 < diagram.layers.len()).then_some(layer + 1),
    }
}

/// Whether a layer stands beside the one before it, node by node.
pub(super) fn stands_beside(diagram: &Diagram, layer: usize) -> bool {
    layer > 0
        && diagram.layers[layer].nodes.len() == diagram.layers[layer - 1].nodes.len()
        && !diagram.links.iter().any(|link| link.from.0 == layer - 1)
}

/// The nodes that the reader is led to: first those that the keys change, then those that an equation speaks of.
fn spoken_of(diagram: &Diagram, layer: usize) -> Vec<usize> {
    let by = |of: fn(&Quantity) -> bool| {
        let nodes = diagram.layers[layer].nodes.iter().enumerate();
        let own = nodes.filter(move |(_, node)| node.quantities.iter().any(of));
        let links = diagram.links.iter().filter(move |link| of(&link.weight));
        let ends = links.flat_map(|link| [link.from, link.to]);
        own.map(|(number, _)| number)
            .chain(ends.filter(move |end| end.0 == layer).map(|end| end.1))
    };
    by(|quantity| quantity.focused)
        .chain(by(|quantity| quantity.lit))
        .collect()
}

/// The rows of a column of so many nodes, some of which should be there.
fn elided(count: usize, wanted: &[usize]) -> Vec<Row> {
    if count <= MAX_ROWS {
        return (0..count).map(Row::Node).collect();
    }
    let ends = [0, count - 1];
    let by_itself = [1, 2, 3, count - 2].into_iter().chain(4..count);
    let mut shown: Vec<usize> = Vec::new();
    for node in ends
        .into_iter()
        .chain(wanted.iter().copied())
        .chain(by_itself)
    {
        let mut more = shown.clone();
        more.push(node);
        more.sort_unstable();
        more.dedup();
        if node < count && with_gaps(&more, count).len() <= MAX_ROWS {
            shown = more;
        }
    }
    with_gaps(&shown, count)
}

/// The nodes, and between them how many are left out.
fn with_gaps(shown: &[usize], count: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut next = 0;
    for &node in shown {
        if node > next {
            rows.push(Row::Gap(node - next));
        }
        rows.push(Row::Node(node));
        next = node + 1;
    }
    if next < count {
        rows.push(Row::Gap(count - next));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_column_shows_its_ends_and_counts_what_it_leaves_out() {
        assert_eq!(elided(2, &[]), [Row::Node(0), Row::Node(1)]);
        let long = elided(20, &[]);
        assert_eq!(long.len(), MAX_ROWS);
        assert_eq!(long[5], Row::Gap(13));
        assert_eq!(long[7], Row::Node(19));
    }

    #[test]
    fn a_long_column_shows_what_is_spoken_of() {
        let rows = elided(65, &[40, 7]);
        for node in [0, 7, 40, 64] {
            assert!(rows.contains(&Row::Node(node)), "{node} in {rows:?}");
        }
        let all: Vec<usize> = (0..65).collect();
        assert_eq!(elided(65, &all).len(), MAX_ROWS);
        assert!(elided(65, &all).contains(&Row::Node(64)));
    }
}
