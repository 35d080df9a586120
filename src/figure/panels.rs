//! Several pictures on one figure: side by side as long as a page holds them, else in rows of two.

use super::canvas::Canvas;
use super::text::{Anchor, Rect, Text};
use super::{draw as draw_picture, size};
use crate::scene::FigurePanel;

/// The white space around a figure and between its panels.
const MARGIN: f64 = 18.0;
const GAP: f64 = 24.0;
/// The room for a panel's title.
const TITLE: f64 = 28.0;
/// A figure of more than two panels is no wider than this.
const WIDEST: f64 = 1400.0;

/// Draws the panels in reading order, and tells how large the figure is.
pub(super) fn draw(panels: &[FigurePanel], canvas: &mut Canvas) -> (f64, f64) {
    let sizes: Vec<(f64, f64)> = panels.iter().map(|panel| size(&panel.picture)).collect();
    let across = across(&sizes);
    let widths = columns(&sizes, across);
    let titled = panels.iter().any(|panel| !panel.title.is_empty());
    let head = if titled { TITLE } else { 0.0 };
    let mut top = MARGIN;
    let rows = panels.chunks(across).zip(sizes.chunks(across));
    for (panels, sizes) in rows {
        let mut left = MARGIN;
        for ((panel, &own), &width) in panels.iter().zip(sizes).zip(&widths) {
            draw_panel(panel, canvas, (left + width / 2.0, top), head, own);
            left += width + GAP;
        }
        top += head + tallest(sizes) + GAP;
    }
    let width = widths.iter().map(|width| width + GAP).sum::<f64>();
    let width = (width - GAP).max(0.0) + 2.0 * MARGIN;
    (width, (top - GAP).max(MARGIN) + MARGIN)
}

fn draw_panel(
    panel: &FigurePanel,
    canvas: &mut Canvas,
    (middle, top): (f64, f64),
    head: f64,
    (width, height): (f64, f64),
) {
    let title = Text::new(&panel.title).size(15.0).bold().fit(width);
    canvas.text((middle, top + 14.0), Anchor::Middle, title);
    let room = Rect::new(middle - width / 2.0, top + head, width, height);
    draw_picture(&panel.picture, canvas, room);
}

/// How many panels stand side by side.
fn across(sizes: &[(f64, f64)]) -> usize {
    let width = sizes.iter().map(|size| size.0 + GAP).sum::<f64>() - GAP;
    if sizes.len() > 2 && width + 2.0 * MARGIN > WIDEST {
        2
    } else {
        sizes.len().max(1)
    }
}

/// How wide each column is.
fn columns(sizes: &[(f64, f64)], across: usize) -> Vec<f64> {
    let column = |number: usize| {
        let own = sizes.iter().skip(number).step_by(across);
        own.map(|size| size.0).fold(0.0, f64::max)
    };
    (0..across.min(sizes.len())).map(column).collect()
}

fn tallest(sizes: &[(f64, f64)]) -> f64 {
    sizes.iter().map(|size| size.1).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_two_panels_stand_in_rows_of_two_where_they_would_be_too_wide() {
        assert_eq!(across(&[(460.0, 1.0); 4]), 2);
        assert_eq!(across(&[(300.0, 1.0); 4]), 4);
        assert_eq!(across(&[(900.0, 1.0); 2]), 2);
        assert_eq!(
            columns(&[(1.0, 0.0), (2.0, 0.0), (3.0, 0.0)], 2),
            [3.0, 2.0]
        );
    }
}
