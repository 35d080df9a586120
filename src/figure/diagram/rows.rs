//! The nodes of a column that are displayed: all of a short one; of a long one its ends, and those the reader is led to.

use std::collections::BTreeSet;

use crate::scene::{Diagram, Quantity};

const MAX_ROWS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Node(usize),
    Gap(usize),
}

/// The rows of a layer. Targets are beside their outputs, so both display the same.
pub(super) fn rows(diagram: &Diagram, layer: usize) -> Vec<Row> {
    let mut wanted = wanted(diagram, layer);
    if is_beside(diagram, layer) {
        wanted.extend(self::wanted(diagram, layer - 1));
    } else if is_beside(diagram, layer + 1) {
        wanted.extend(self::wanted(diagram, layer + 1));
    }
    elided(diagram.layers[layer].nodes.len(), &wanted)
}

/// True if there is a layer beside the one before it, node by node, without links between them.
pub(super) fn is_beside(diagram: &Diagram, layer: usize) -> bool {
    let count = |layer: usize| diagram.layers[layer].nodes.len();
    let linked = |from: usize| diagram.links.iter().any(|link| link.from.0 == from);
    let has_neighbour = (1..diagram.layers.len()).contains(&layer);
    has_neighbour && count(layer) == count(layer - 1) && !linked(layer - 1)
}

/// True if the diagram is a state of a procedure, whose light moves from one to the next and whose layout stays.
pub(super) fn has_states(diagram: &Diagram) -> bool {
    diagram.links.iter().any(|link| link.also.is_some())
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
    if has_states(diagram) {
        return focused.collect();
    }
    focused.chain(by(|quantity| quantity.lit)).collect()
}

fn elided(count: usize, wanted: &[usize]) -> Vec<Row> {
    if count <= MAX_ROWS {
        return (0..count).map(Row::Node).collect();
    }
    let ends = [0, count - 1].into_iter();
    let others = [1, 2, 3, count - 2].into_iter().chain(4..count);
    let mut displayed = BTreeSet::new();
    for node in ends.chain(wanted.iter().copied()).chain(others) {
        if displayed.insert(node) && with_gaps(&displayed, count).len() > MAX_ROWS {
            displayed.remove(&node);
        }
    }
    with_gaps(&displayed, count)
}

fn with_gaps(displayed: &BTreeSet<usize>, count: usize) -> Vec<Row> {
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
