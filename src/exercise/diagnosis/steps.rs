//! Functions that answer with new weights: the steps from the old ones.

use super::evidence::{Evidence, Point, Tried, number_at};
use super::{factors, places, words};
use crate::exercise::{Answer, Argument};

/// The observation in the steps, where the weights show none.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    let mut steps = evidence.clone();
    for (call, point) in &mut steps.points {
        let old = old_weight(&evidence.tried[*call], point)?;
        point.expected -= old;
        point.found -= old;
    }
    let said = factors::constant(&steps)
        .or_else(|| factors::seen(&steps))
        .or_else(|| places::seen(&steps))
        .or_else(|| factors::of_groups(&steps))?;
    Some(format!(
        "The steps from the old weights: {}",
        words::clause(&said)
    ))
}

/// The weight in whose place a number is; nothing unless the answer has the shape of the network.
fn old_weight(tried: &Tried, point: &Point) -> Option<f64> {
    let network = tried
        .call
        .arguments
        .iter()
        .find_map(|argument| match argument {
            Argument::Network(network) => Some(network),
            _ => None,
        })?;
    let old = Answer::from(network.clone());
    let has_shape = old.shape() == tried.call.expected.shape();
    has_shape.then(|| number_at(&old, point.place))?
}
