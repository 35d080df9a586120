//! Several pictures on one figure: side by side as long as a page holds them, and in rows of two otherwise.

use super::draw as draw_picture;
use super::prelude::*;
use crate::scene::FigurePanel;

/// The white space around a figure and between its panels.
const MARGIN: f64 = 18.0;
const GAP: f64 = 24.0;
/// The height of a panel's title.
const TITLE: f64 = 28.0;
/// The maximum width of a figure of more than two panels.
const WIDEST: f64 = 1400.0;

/// Draws the panels in reading order and returns the size of the figure.
pub(super) fn draw(panels: &[FigurePanel], canvas: &mut Canvas) -> Drawn {
    let mut drawn = Vec::new();
    for panel in panels {
        let mut own = Canvas::new(canvas.theme);
        let size = draw_picture(&panel.picture, &mut own)?;
        drawn.push((panel, own, size));
    }
    let sizes: Vec<Size> = drawn.iter().map(|panel| panel.2).collect();
    let columns = columns(&sizes);
    let widths = widths(&sizes, columns);
    let titled = panels.iter().any(|panel| !panel.title.is_empty());
    let (mut left, mut top) = (MARGIN, MARGIN);
    let head = if titled { TITLE } else { 0.0 };
    for (index, (panel, own, (width, _))) in drawn.into_iter().enumerate() {
        let column = index % columns;
        let middle = left + widths[column] / 2.0;
        let title = Text::new(&panel.title).size(15.0).bold().fit(width);
        canvas.text((middle, top + 14.0), Anchor::Middle, &title);
        canvas.place(own, (middle - width / 2.0, top + head));
        left += widths[column] + GAP;
        if column + 1 == columns || index + 1 == sizes.len() {
            let row = &sizes[index - column..=index];
            top += head + largest(row.iter().map(|size| size.1)) + GAP;
            left = MARGIN;
        }
    }
    let width = widths.iter().map(|width| width + GAP).sum::<f64>();
    let width = (width - GAP).max(0.0) + 2.0 * MARGIN;
    Ok((width, (top - GAP).max(MARGIN) + MARGIN))
}

fn columns(sizes: &[Size]) -> usize {
    let width = sizes.iter().map(|size| size.0 + GAP).sum::<f64>() - GAP;
    if sizes.len() > 2 && width + 2.0 * MARGIN > WIDEST {
        2
    } else {
        sizes.len().max(1)
    }
}

fn widths(sizes: &[Size], columns: usize) -> Vec<f64> {
    let column = |index: usize| sizes.iter().skip(index).step_by(columns);
    let width = |index: usize| largest(column(index).map(|size| size.0));
    (0..columns.min(sizes.len())).map(width).collect()
}
