//! Numbers for all weights: as the two matrices that they belong to, and moved against their slopes.

use crate::engine::{Parameters, Shape};
use crate::scene::Matrix;

/// Two matrices, of the shapes of w and v, from the known numbers of the weights; the entry of one weight is selected.
pub(super) fn matrices_of(
    shape: Shape,
    names: [&str; 2],
    known: impl Fn(usize) -> Option<f64>,
    selected: Option<usize>,
) -> [Matrix; 2] {
    let heads = |letter: char, count: usize| {
        let head = |index| format!("{letter}={index}");
        (0..count).map(head).collect()
    };
    let entries: Vec<Option<f64>> = (0..shape.parameters()).map(known).collect();
    let selected = selected.map(|weight| shape.position(weight));
    let matrix = |name: &str, letter, entries: &[Option<f64>], width, [row, column]: [char; 2]| {
        let selected = selected.filter(|selected| selected.0 == letter);
        Matrix {
            name: name.to_owned(),
            letter: Some(letter),
            rows: heads(row, entries.len() / width),
            columns: heads(column, width),
            entries: entries.chunks(width).map(<[_]>::to_vec).collect(),
            decimals: 4,
            selected: selected.map(|(_, row, column)| (row, column)),
            worst: Vec::new(),
            is_confusion: false,
        }
    };
    let (of_w, of_v) = entries.split_at(shape.w());
    [
        matrix(names[0], 'w', of_w, shape.inputs + 1, ['j', 'i']),
        matrix(names[1], 'v', of_v, shape.hidden + 1, ['k', 'j']),
    ]
}

/// The weights after a step against their slopes (27).
pub(super) fn descended(from: &Parameters, slopes: &[f64], rate: f64) -> Parameters {
    let mut weights = from.clone();
    for (weight, slope) in weights.values.iter_mut().zip(slopes) {
        *weight -= rate * slope;
    }
    weights
}
