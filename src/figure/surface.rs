//! A surface over the plane: opaque strips painted from the back to the front, on the floor of a box.
//!
//! Colour shows the height, as in the heat map; the net of lines shows the slope, also without colour.

mod lines;
mod scales;
mod strips;
mod view;

use super::prelude::*;
use strips::{columns_between, strips};
use view::{Spot, View};

use crate::scene::Surface;
use crate::scene::colour::{Rgb, viridis};

/// Cells along x and y, the number of them between lines of the net, and shades of the scale. Strips follow the heights, so
/// that few rows suffice.
const COLUMNS: usize = 40;
const ROWS: usize = 16;
const NET: (usize, usize) = (5, 2);
const SHADES: usize = 40;
const NET_LINE: Stroke = Stroke::new(ColorRole::Exact(Rgb(0, 0, 0)), 0.6).opacity(0.35);

pub(super) fn draw(surface: &Surface, canvas: &mut Canvas) -> Size {
    let view = View::new(surface);
    draw_box(&view, canvas);
    draw_surface(&view, canvas);
    scales::draw_heights(&view, canvas);
    scales::draw(&view, canvas);
    lines::draw_marks(&view, canvas);
    lines::draw_labels(&view, canvas);
    (view.area.width(), view.area.height())
}

/// Draws the floor with its grid and the two walls at the back, with their lines at one half and at the top.
fn draw_box(view: &View, canvas: &mut Canvas) {
    let (far_x, far_y) = (1.0 - view.nearest.0, 1.0 - view.nearest.1);
    let rule = Stroke::new(ColorRole::Rule, 0.9);
    let floor = Rect::UNIT.corners();
    let floor = floor.map(|(x, y)| view.position((x, y, 0.0)));
    canvas.area(floor, ColorRole::Body);
    let mut line = |spots: [Spot; 2]| canvas.line(spots.map(|spot| view.position(spot)), rule);
    for (tick, _) in &view.x.ticks {
        let x = view.x.axis.fraction(*tick);
        line([(x, 0.0, 0.0), (x, 1.0, 0.0)]);
        line([(x, far_y, 0.0), (x, far_y, 1.0)]);
    }
    for (tick, _) in &view.y.ticks {
        let y = view.y.axis.fraction(*tick);
        line([(0.0, y, 0.0), (1.0, y, 0.0)]);
        line([(far_x, y, 0.0), (far_x, y, 1.0)]);
    }
    for height in [0.0, 0.5, 1.0] {
        line([(0.0, far_y, height), (1.0, far_y, height)]);
        line([(far_x, 0.0, height), (far_x, 1.0, height)]);
    }
}

/// Draws row after row from the back: its cells, the net over them, then the lines that run there.
fn draw_surface(view: &View, canvas: &mut Canvas) {
    let near_is_last = view.nearest.1 > 0.5;
    let lines = lines::traced_lines(view);
    for row in 0..ROWS {
        let row = if near_is_last { row } else { ROWS - 1 - row };
        draw_cells(view, canvas, row);
        draw_net(view, canvas, row);
        for line in &lines {
            lines::draw_part(view, canvas, line, row);
        }
    }
    draw_edge(view, canvas, if near_is_last { ROWS } else { 0 });
    for line in &lines {
        lines::draw_hidden(view, canvas, line);
    }
}

/// Draws a row as strips of one shade each. Their ends follow the lines of equal height, so that strips of one shade in
/// neighbouring rows meet.
fn draw_cells(view: &View, canvas: &mut Canvas, row: usize) {
    let heights = |row| spots(row).map(|spot| view.height(spot)).collect();
    let edges = [row, row + 1].map(heights);
    let mut strips = strips(&edges);
    if view.nearest.0 < 0.5 {
        strips.reverse();
    }
    for (shade, from, to) in strips {
        let edge = |side: usize| {
            let columns = columns_between(from[side], to[side]);
            columns.map(move |column| view.on_surface((across(column), up(row + side))))
        };
        let outline = edge(0).chain(edge(1).rev());
        let height = shade as f64 / (SHADES - 1) as f64;
        canvas.area(outline, ColorRole::Exact(viridis(height)));
    }
}

/// Draws the net over a row: the lines that cross it, and its edge at the back.
fn draw_net(view: &View, canvas: &mut Canvas, row: usize) {
    for column in (0..=COLUMNS).step_by(NET.0) {
        let ends = [row, row + 1].map(|row| view.on_surface((across(column as f64), up(row))));
        canvas.line(ends, NET_LINE);
    }
    let back = if view.nearest.1 > 0.5 { row } else { row + 1 };
    if back % NET.1 == 0 {
        draw_edge(view, canvas, back);
    }
}

fn draw_edge(view: &View, canvas: &mut Canvas, row: usize) {
    canvas.line(spots(row).map(|spot| view.on_surface(spot)), NET_LINE);
}

fn spots(row: usize) -> impl Iterator<Item = Point> {
    (0..=COLUMNS).map(move |column| (across(column as f64), up(row)))
}

fn across(column: f64) -> f64 {
    column / COLUMNS as f64
}

fn up(row: usize) -> f64 {
    row as f64 / ROWS as f64
}
