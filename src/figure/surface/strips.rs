//! A row of a surface as strips of one shade, cut where the heights pass from one shade to the next.

use super::{COLUMNS, SHADES};

/// Part of a row in one shade: the columns between which it lies, on both edges of the row.
pub(super) type Strip = (usize, [f64; 2], [f64; 2]);

/// The strips of a row, given the heights along its two edges.
pub(super) fn strips(edges: &[Vec<f64>; 2]) -> Vec<Strip> {
    let middle = |column: usize| f64::midpoint(edges[0][column], edges[1][column]);
    let shade = |height: f64| ((height * SHADES as f64) as usize).min(SHADES - 1);
    let mut strips = Vec::new();
    let (mut last, mut start) = (shade(middle(0)), [0.0; 2]);
    for cell in 0..COLUMNS {
        let (here, next) = (middle(cell), middle(cell + 1));
        let (from, to) = (shade(here), shade(next));
        let rises = from < to;
        for nth in 0..from.abs_diff(to) {
            let step = if rises { from + 1 + nth } else { from - nth };
            let level = step as f64 / SHADES as f64;
            let guess = cell as f64 + (level - here) / (next - here);
            let cut = [0, 1]
                .map(|side: usize| crossing(&edges[side], level, guess, rises).max(start[side]));
            strips.push((last, start, cut));
            (last, start) = (if rises { step } else { step - 1 }, cut);
        }
    }
    strips.push((last, start, [COLUMNS as f64; 2]));
    strips
}

/// The column at which heights pass a level in the given direction: the nearest to a guess, or else the guess.
fn crossing(heights: &[f64], level: f64, guess: f64, rising: bool) -> f64 {
    let near = |cell: &usize| (*cell as f64 + 0.5 - guess).abs() < COLUMNS as f64 / 8.0;
    let passes = |cell: &usize| {
        let (from, to) = (heights[*cell], heights[cell + 1]);
        (from < level) == rising && (level <= to) == rising
    };
    let at = |cell: usize| {
        let rise = heights[cell + 1] - heights[cell];
        cell as f64 + (level - heights[cell]) / rise
    };
    let found = (0..COLUMNS).filter(near).filter(passes).map(at);
    let nearest = found.min_by(|one, other| (one - guess).abs().total_cmp(&(other - guess).abs()));
    nearest.unwrap_or(guess)
}

/// Both ends of a range of columns, and the whole columns between them.
pub(super) fn columns_between(from: f64, to: f64) -> impl DoubleEndedIterator<Item = f64> {
    let whole = (0..=COLUMNS).map(|column| column as f64);
    let between = whole.filter(move |&column| from < column && column < to);
    std::iter::once(from).chain(between).chain([to])
}
