//! Numbers for all weights as the two matrices that they belong to.

use crate::engine::Shape;
use crate::scene::Matrix;

/// Two matrices, of the shapes of w and v, from a number for each weight; the entry of one weight is selected.
pub(super) fn matrices_of(
    shape: Shape,
    names: [&str; 2],
    entries: &[Option<f64>],
    selected: Option<usize>,
) -> Vec<Matrix> {
    let (of_w, of_v) = entries.split_at(shape.w());
    let place = selected.map(|parameter| shape.position(parameter));
    let selected_in = |wanted: char| {
        place
            .filter(|(letter, ..)| *letter == wanted)
            .map(|(_, row, column)| (row, column))
    };
    vec![
        Matrix {
            selected: selected_in('w'),
            ..matrix(names[0], 'w', of_w, shape.inputs + 1, ['j', 'i'])
        },
        Matrix {
            selected: selected_in('v'),
            ..matrix(names[1], 'v', of_v, shape.hidden + 1, ['k', 'j'])
        },
    ]
}

fn matrix(
    name: &str,
    letter: char,
    entries: &[Option<f64>],
    width: usize,
    [row, column]: [char; 2],
) -> Matrix {
    let heads = |letter: char, count: usize| {
        (0..count)
            .map(|number| format!("{letter}={number}"))
            .collect()
    };
    Matrix {
        name: name.to_owned(),
        letter: Some(letter),
        rows: heads(row, entries.len() / width),
        columns: heads(column, width),
        entries: entries.chunks(width).map(<[_]>::to_vec).collect(),
        decimals: 4,
        selected: None,
        worst: None,
    }
}
