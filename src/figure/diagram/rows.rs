//! The nodes of a column that are displayed: all of a short one; of a long one its ends, and those the reader is led to.

use crate::scene::{Diagram, Quantity};

/// A longer column is elided.
pub(super) const MAX_ROWS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Node(usize),
    /// The number of nodes omitted here.
    Gap(usize),
}

/// The rows of a layer. Targets are beside their outputs, so both display the same.
pub(super) fn rows(diagram: &Diagram, layer: usize) -> Vec<Row> {
    let mut wanted = wanted(diagram, layer);
    if let Some(partner) = partner(diagram, layer) {
        wanted.extend(self::wanted(diagram, partner));
    }
    elided(diagram.layers[layer].nodes.len(), &wanted)
}

/// The layer that is beside this one without links between them, node by node.
fn partner(diagram: &Diagram, layer: usize) -> Option<usize> {
    if is_beside(diagram, layer) {
        return Some(layer - 1);
    }
    let next = layer + 1;
    (next < diagram.layers.len() && is_beside(diagram, next)).then_some(next)
}

/// Whether a layer is beside the one before it, node by node.
pub(super) fn is_beside(diagram: &Diagram, layer: usize) -> bool {
    let count = |layer: usize| diagram.layers[layer].nodes.len();
    let linked = |from: usize| diagram.links.iter().any(|link| link.from.0 == from);
    layer > 0 && count(layer) == count(layer - 1) && !linked(layer - 1)
}

/// The nodes that the reader is led to: first those that the keys change, then those that an equation refers to.
fn wanted(diagram: &Diagram, layer: usize) -> Vec<usize> {
    let by = |of: fn(&Quantity) -> bool| {
        let nodes = diagram.layers[layer].nodes.iter().enumerate();
        let own = nodes.filter(move |(_, node)| node.quantities.iter().any(of));
        let links = diagram.links.iter().filter(move |link| of(&link.weight));
        let ends = links.flat_map(|link| [link.from, link.to]);
        let ends = ends.filter(move |end| end.0 == layer).map(|end| end.1);
        own.map(|(index, _)| index).chain(ends)
    };
    let focused = by(|quantity| quantity.focused);
    focused.chain(by(|quantity| quantity.lit)).collect()
}

/// The rows of a column of `count` nodes, some of which are wanted.
fn elided(count: usize, wanted: &[usize]) -> Vec<Row> {
    if count <= MAX_ROWS {
        return (0..count).map(Row::Node).collect();
    }
    let ends = [0, count - 1].into_iter();
    let others = [1, 2, 3, count - 2].into_iter().chain(4..count);
    let mut displayed: Vec<usize> = Vec::new();
    for node in ends.chain(wanted.iter().copied()).chain(others) {
        let mut more = displayed.clone();
        more.push(node);
        more.sort_unstable();
        more.dedup();
        if node < count && with_gaps(&more, count).len() <= MAX_ROWS {
            displayed = more;
        }
    }
    with_gaps(&displayed, count)
}

/// The nodes, and between them the numbers of those omitted.
fn with_gaps(displayed: &[usize], count: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut next = 0;
    for node in displayed.iter().copied().chain([count]) {
        if node > next {
            rows.push(Row::Gap(node - next));
        }
        rows.push(Row::Node(node));
        next = node + 1;
    }
    rows.pop();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_column_shows_its_ends_and_counts_what_it_omits() {
        assert_eq!(elided(2, &[]), [Row::Node(0), Row::Node(1)]);
        let long = elided(20, &[]);
        assert_eq!(long.len(), MAX_ROWS);
        assert_eq!(long[5], Row::Gap(13));
        assert_eq!(long[7], Row::Node(19));
    }

    #[test]
    fn a_long_column_shows_what_the_reader_is_led_to() {
        let rows = elided(65, &[40, 7]);
        for node in [0, 7, 40, 64] {
            assert!(rows.contains(&Row::Node(node)), "{node} in {rows:?}");
        }
        let all: Vec<usize> = (0..65).collect();
        assert_eq!(elided(65, &all).len(), MAX_ROWS);
        assert!(elided(65, &all).contains(&Row::Node(64)));
    }
}
