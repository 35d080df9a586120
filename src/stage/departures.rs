//! Where the reader's numbers are not ours: marked in the diagram, and in words.

use super::experiment::{Experiment, is_same};
use crate::exercise::hands::Mine;
use crate::model::backprop::gradient;
use crate::model::network::forward;
use crate::model::{Network, Sample};
use crate::scene::Diagram;

/// Puts our values beside the reader's where they are others.
pub(super) fn mark(
    diagram: &mut Diagram,
    experiment: &Experiment,
    network: &Network,
    sample: &Sample,
) {
    if experiment.mine().is_none() {
        return;
    }
    let ours = forward(network, &sample.x);
    let quantities = diagram.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    for quantity in quantities.flat_map(|node| &mut node.quantities) {
        let vector = match quantity.symbol.letter {
            'b' => &ours.b,
            'z' => &ours.z,
            'a' => &ours.a,
            'y' => &ours.y,
            _ => continue,
        };
        let index = quantity.symbol.index.parse().unwrap_or(usize::MAX);
        let ours = vector.get(index).copied();
        let yours = quantity.value;
        quantity.ours = ours.filter(|ours| yours.is_some_and(|yours| !is_same(yours, *ours)));
    }
}

/// The same for slopes along weights.
pub(super) fn mark_slopes(
    diagram: &mut Diagram,
    experiment: &Experiment,
    network: &Network,
    sample: &Sample,
) {
    if experiment.mine().is_none() {
        return;
    }
    let ours = gradient(network, sample);
    for link in &mut diagram.links {
        let ((layer, column), (_, row)) = (link.from, link.to);
        let ours = if layer == 0 {
            ours.w[row][column]
        } else {
            ours.v[row][column]
        };
        let yours = link.weight.value;
        let is_other = yours.is_some_and(|yours| !is_same(yours, ours));
        link.weight.ours = is_other.then_some(ours);
    }
}

/// A title with the number of the reader's functions before it, where it is not cut.
pub(super) fn title_in_hands(title: &str, mine: Option<&Mine>) -> String {
    match mine {
        None => title.to_owned(),
        Some(mine) if mine.is_ours => format!("ours · {title}"),
        Some(mine) => {
            let (count, all) = mine.count();
            format!("mine {count} of {all} · {title}")
        }
    }
}

/// A sentence where the reader's functions are not at work.
pub(super) fn absent(command: &str) -> String {
    format!("{command} lets the functions work that you wrote; then M exchanges them with ours.")
}

/// A sentence about whose functions are at work after an exchange.
pub(super) fn exchanged(mine: Option<&Mine>) -> String {
    match mine {
        None => "Ours are at work now, for a look: M brings yours back.".to_owned(),
        Some(mine) => {
            let (count, all) = mine.count();
            format!(
                "Yours are at work: {count} of {all} functions. Ours take the places of the others."
            )
        }
    }
}

/// A sentence about functions of the reader that have changed.
pub(super) fn changed(ids: &[String], mine: Option<&Mine>) -> String {
    let count = mine.map_or(String::new(), |mine| {
        let (count, all) = mine.count();
        format!(" {count} of {all} functions are yours now.")
    });
    let ids: Vec<String> = ids.iter().map(|id| format!("({id})")).collect();
    format!(
        "Your {} changed here: it works from now on.{count}",
        ids.join(", ")
    )
}
