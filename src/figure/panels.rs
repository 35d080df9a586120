//! Several pictures on one figure: side by side as long as a page holds them, and in rows of two otherwise.

use super::legend::PITCH;
use super::prelude::*;
use super::{curve, draw as draw_picture};
use crate::scene::{Curve, FigurePanel, Picture};

/// The white space around a figure, where no width is asked for and in a width, between panels, and the height of a panel's title.
const MARGIN: f64 = 18.0;
const EDGE: f64 = 5.0;
const GAP: f64 = 24.0;
const TITLE: f64 = 28.0;
/// The maximum width of a figure of more than two panels, and the minimum width of a panel beside others in a width.
const WIDEST: f64 = 1400.0;
const NARROWEST: f64 = 270.0;

struct Panel<'a> {
    title: &'a str,
    canvas: Canvas,
    size: Size,
}

/// Draws panels into the width of a figure, if one is asked for. What needs more than that gets it.
pub(super) fn draw(panels: &[FigurePanel], width: Option<f64>, canvas: &mut Canvas) -> Drawn {
    let margin = width.map_or(MARGIN, |_| EDGE);
    let in_page = canvas.moving && width.is_some();
    let (columns, common, drawn) =
        arranged(panels, width.map(|width| width - 2.0 * margin), canvas)?;
    let sizes: Vec<Size> = drawn.iter().map(|panel| panel.size).collect();
    let column = |first: usize| sizes.iter().skip(first).step_by(columns);
    let width = |first: usize| largest(column(first).map(|size| size.0));
    let widths: Vec<f64> = (0..columns).map(width).collect();
    let titled = canvas.titles && panels.iter().any(|panel| !panel.title.is_empty());
    let head = if titled { TITLE } else { 0.0 };
    let mut top = margin;
    let mut ends = vec![margin; columns];
    for (index, panel) in drawn.into_iter().enumerate() {
        let mut column = index % columns;
        if column == 0 && in_page && index + 1 == sizes.len() {
            // In a page nothing is beside what is alone in its row: it is below the panel that ends highest.
            let higher = |one: &usize, other: &usize| ends[*one].total_cmp(&ends[*other]);
            column = (0..columns).min_by(higher).unwrap_or(0);
            top = ends[column];
        } else if column == 0 {
            top = largest(ends.iter().copied());
        }
        let left = margin
            + widths[..column]
                .iter()
                .map(|width| width + GAP)
                .sum::<f64>();
        let (middle, width) = (left + widths[column] / 2.0, panel.size.0);
        if titled {
            let title = Text::new(panel.title).size(15.0).bold().fit(width);
            canvas.text((middle, top + 14.0), Anchor::Center, &title);
        }
        canvas.place(panel.canvas, (middle - width / 2.0, top + head));
        ends[column] = top + head + panel.size.1 + GAP;
    }
    top = largest(ends);
    if let Some(curve) = common {
        let row = sizes[sizes.len() - 1].1 + GAP;
        let mut at = (margin + widths[0] + 3.0 * GAP, top - row + TITLE);
        for entry in curve::legend(curve, widths[0]) {
            entry.draw(canvas, at);
            at.1 += PITCH;
        }
    }
    let width: f64 = widths.iter().map(|width| width + GAP).sum();
    Ok((width - GAP + 2.0 * margin, top - GAP + margin))
}

/// The number of columns, the curve whose legend the panels share, and the panels: in a room, as many beside each other as have
/// room there.
fn arranged<'a>(
    panels: &'a [FigurePanel],
    room: Option<f64>,
    canvas: &mut Canvas,
) -> Drawn<(usize, Option<&'a Curve>, Vec<Panel<'a>>)> {
    let common = common_lines(panels);
    let Some(room) = room else {
        let drawn = all(panels, common, canvas)?;
        return Ok((columns(&drawn), common, drawn));
    };
    let most = ((room + GAP) / (NARROWEST + GAP)) as usize;
    for columns in (1..=panels.len().min(most).max(1)).rev() {
        let width = (room + GAP) / columns as f64 - GAP;
        let common = common.filter(|_| columns == 2);
        canvas.room = Some(width);
        let drawn = all(panels, common, canvas)?;
        if columns == 1 || drawn.iter().all(|panel| panel.size.0 <= width + 0.01) {
            return Ok((columns, common, drawn));
        }
    }
    Ok((1, None, Vec::new()))
}

fn all<'a>(
    panels: &'a [FigurePanel],
    common: Option<&Curve>,
    canvas: &Canvas,
) -> Drawn<Vec<Panel<'a>>> {
    let draw = |panel: &'a FigurePanel| {
        let mut canvas = canvas.part();
        let size = match (&panel.picture, common) {
            (Picture::Curve(curve), Some(_)) => curve::draw_unnamed(curve, &mut canvas)?,
            (picture, _) => draw_picture(picture, &mut canvas)?,
        };
        let title = &panel.title;
        Ok(Panel {
            title,
            canvas,
            size,
        })
    };
    panels.iter().map(draw).collect()
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

fn columns(panels: &[Panel]) -> usize {
    let width = panels.iter().map(|panel| panel.size.0 + GAP).sum::<f64>() - GAP;
    match panels.len() {
        3.. if width + 2.0 * MARGIN > WIDEST => 2,
        count => count.max(1),
    }
}
