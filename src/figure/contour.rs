//! Lines of equal height on a grid, by marching squares: within each square of the grid a line enters and leaves where the heights at
//! the corners pass a level.

use super::prelude::*;

/// The pieces of a line: their ends, as columns and rows of the grid.
pub(super) fn contour(
    (columns, rows): (usize, usize),
    height: impl Fn(usize, usize) -> f64,
    level: f64,
) -> Vec<[Point; 2]> {
    let squares = (1..rows).flat_map(|row| (1..columns).map(move |column| (column, row)));
    squares
        .flat_map(|(column, row)| {
            let corners = [
                (column - 1, row - 1),
                (column, row - 1),
                (column, row),
                (column - 1, row),
            ];
            in_square(corners.map(|(x, y)| ((x as f64, y as f64), height(x, y) - level)))
        })
        .collect()
}

/// The one or two pieces in a square, from its corners with their heights above the level.
fn in_square(corners: [(Point, f64); 4]) -> Vec<[Point; 2]> {
    let crossing = |corner: usize| {
        let ((from, below), (to, above)) = (corners[corner], corners[(corner + 1) % 4]);
        let passes = (below < 0.0) != (above < 0.0);
        passes.then(|| between(from, to, below / (below - above)))
    };
    let mut points: Vec<Point> = (0..4).filter_map(crossing).collect();
    // A saddle has two pieces: around the corners that the middle does not belong to.
    let middle: f64 = corners.iter().map(|corner| corner.1).sum();
    if points.len() == 4 && (middle < 0.0) != (corners[0].1 < 0.0) {
        points.rotate_left(1);
    }
    points.chunks_exact(2).map(|two| [two[0], two[1]]).collect()
}
