//! A network with its numbers. A single neuron is laid out like a table, so that the sum can be followed by eye:
//! input, times weight, product, sum, output. A network has a column for each layer.
//!
//! The colour of a link is that of its letter, its thickness shows how large the weight is, and a broken line that it is negative.

use super::legend::{self, Entry, Sample};
use super::matrices::heat;
use super::prelude::*;
use crate::scene::Diagram;
use crate::scene::number::significant;

mod ledger;
mod network;
mod neuron;
mod pen;
mod rows;

use pen::Pen;

/// The distance from row to row, and the height of a node.
const PITCH: f64 = 62.0;
const NODE: f64 = 48.0;
/// The height of the names of the columns, and of the key below.
const HEAD: f64 = 30.0;
const KEY: f64 = 38.0;

pub(super) fn draw(diagram: &Diagram, canvas: &mut Canvas) -> Drawn {
    let mut inner = canvas.part();
    let mut pen = Pen {
        some_lit: is_partly_lit(diagram),
        largest_weight: largest_weight(diagram),
        canvas: &mut inner,
    };
    let (width, height) = match &diagram.layers[..] {
        [_, neuron] if neuron.nodes.len() == 1 => neuron::draw(diagram, &mut pen),
        _ => network::draw(diagram, &mut pen)?,
    };
    let at = (width / 2.0, height + KEY - 12.0);
    legend::draw_line(&mut inner, &key(diagram), at);
    Ok(ledger::draw(diagram, canvas, inner, (width, height + KEY)))
}

/// Whether some of the numbers are lit and others are not, so that the others stay in the background.
fn is_partly_lit(diagram: &Diagram) -> bool {
    let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let numbers = nodes.flat_map(|node| &node.quantities);
    let weights = diagram.links.iter().map(|link| &link.weight);
    let mut lit = numbers.chain(weights).map(|number| number.lit);
    let first = lit.next();
    lit.any(|lit| Some(lit) != first)
}

fn largest_weight(diagram: &Diagram) -> f64 {
    let weights = diagram.links.iter().filter_map(|link| link.weight.value);
    largest(weights.map(f64::abs).filter(|size| size.is_finite()))
}

fn key(diagram: &Diagram) -> Vec<Entry> {
    if (0..diagram.layers.len()).any(|layer| network::is_mapped(diagram, layer)) {
        return key_of_map(largest_weight(diagram));
    }
    let letters = diagram.links.iter().map(|link| link.weight.symbol.letter);
    let mut letters: Vec<char> = letters.collect();
    letters.dedup();
    let color = match letters[..] {
        [letter] => ColorRole::of_letter(Some(letter)),
        _ => ColorRole::Faint,
    };
    let thin = Stroke::new(color, 2.0);
    let entry = |words, stroke| Entry::key(Sample::Line(stroke), words);
    vec![
        entry("positive weight", thin),
        entry("negative weight", thin.dashed(&[7.0, 7.0])),
        entry("large weight", Stroke::new(color, 4.6)),
    ]
}

/// The colours of a map of weights, and the largest weight.
fn key_of_map(largest: f64) -> Vec<Entry> {
    let below = |canvas: &mut Canvas, area: &Rect| canvas.area(area.corners(), heat::color(-1.0));
    let above = |canvas: &mut Canvas, area: &Rect| canvas.area(area.corners(), heat::color(1.0));
    let largest = significant(largest);
    vec![
        Entry::key(Sample::Sign(below), &format!("weight −{largest}")),
        Entry::key(Sample::Sign(above), &format!("weight {largest}")),
    ]
}
