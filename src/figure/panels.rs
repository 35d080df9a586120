//! Several pictures on one figure: side by side as long as a page holds them, and in rows of two otherwise.

use super::legend::PITCH;
use super::prelude::*;
use super::{curve, draw as draw_picture};
use crate::scene::{Curve, FigurePanel, Picture};

/// The white space around a figure and between its panels, and the height of a panel's title.
const MARGIN: f64 = 18.0;
const GAP: f64 = 24.0;
const TITLE: f64 = 28.0;
/// The maximum width of a figure of more than two panels.
const WIDEST: f64 = 1400.0;

pub(super) fn draw(panels: &[FigurePanel], canvas: &mut Canvas) -> Drawn {
    let common = common_lines(panels);
    let mut drawn = Vec::new();
    for panel in panels {
        let mut own = canvas.part();
        let size = match (&panel.picture, common) {
            (Picture::Curve(curve), Some(_)) => curve::draw_unnamed(curve, &mut own)?,
            (picture, _) => draw_picture(picture, &mut own)?,
        };
        drawn.push((panel, own, size));
    }
    let sizes: Vec<Size> = drawn.iter().map(|panel| panel.2).collect();
    let columns = columns(&sizes);
    let column = |first: usize| sizes.iter().skip(first).step_by(columns);
    let width = |first: usize| largest(column(first).map(|size| size.0));
    let widths: Vec<f64> = (0..columns).map(width).collect();
    let titled = canvas.titles && panels.iter().any(|panel| !panel.title.is_empty());
    let head = if titled { TITLE } else { 0.0 };
    let mut drawn = drawn.into_iter();
    let mut top = MARGIN;
    for row in sizes.chunks(columns) {
        let mut left = MARGIN;
        for (column, (panel, own, (width, _))) in widths.iter().zip(drawn.by_ref()) {
            let middle = left + column / 2.0;
            if titled {
                let title = Text::new(&panel.title).size(15.0).bold().fit(width);
                canvas.text((middle, top + 14.0), Anchor::Center, &title);
            }
            canvas.place(own, (middle - width / 2.0, top + head));
            left += column + GAP;
        }
        top += head + largest(row.iter().map(|size| size.1)) + GAP;
    }
    if let Some(curve) = common {
        let row = sizes[sizes.len() - 1].1 + GAP;
        let mut at = (MARGIN + widths[0] + 3.0 * GAP, top - row + TITLE);
        for entry in curve::legend(curve) {
            entry.draw(canvas, at);
            at.1 += PITCH;
        }
    }
    let width: f64 = widths.iter().map(|width| width + GAP).sum();
    Ok((width - GAP + 2.0 * MARGIN, top - GAP + MARGIN))
}

/// The curve whose legend three panels of the same lines share: it has the quarter that they leave free.
fn common_lines(panels: &[FigurePanel]) -> Option<&Curve> {
    let curves = panels.iter().filter_map(|panel| match &panel.picture {
        Picture::Curve(curve) => Some(curve),
        _ => None,
    });
    let curves: Vec<&Curve> = curves.collect();
    let labels = |curve: &Curve| curve.series.iter().map(|line| line.label.clone()).collect();
    let names: Vec<Vec<String>> = curves.iter().map(|curve| labels(curve)).collect();
    let are_same = names.windows(2).all(|two| two[0] == two[1]);
    let first = *curves.first()?;
    (panels.len() == 3 && curves.len() == 3 && are_same).then_some(first)
}

fn columns(sizes: &[Size]) -> usize {
    let width = sizes.iter().map(|size| size.0 + GAP).sum::<f64>() - GAP;
    match sizes.len() {
        3.. if width + 2.0 * MARGIN > WIDEST => 2,
        count => count.max(1),
    }
}
