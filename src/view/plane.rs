//! What it does, from above: heat, the line where a = 0, and points.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::axes::{BESIDE, Plot, brief, sign_of};
use super::dots::{Dot, Raster};
use super::painter::{Painter, Parts as _};
use crate::scene::colour::viridis;
use crate::scene::wrap::{cut, widest, width};
use crate::scene::{Mark, MarkKind, Plane, short, text};

pub(super) fn draw(plane: &Plane, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let height = area.height - 2;
    let full = area.width - BESIDE - 2;
    let beside = legend_width(plane);
    let is_beside = full >= height.saturating_mul(2) + beside;
    let room = if is_beside { full - beside } else { full };
    let plot = Plot::plane(&plane.x, &plane.y, area, height, room);
    painter.hits.add_picture(plot.area);
    let field = &plane.field;
    let mut raster = Raster::sampled(plot.area, |across, up| Dot::Heat(field.between(across, up)));
    // A line has to be seen on the heat under it.
    plot.lines(&plane.lines, &mut raster, |_, (across, up)| {
        Dot::Line(field.between(across, up))
    });
    raster.render(painter);
    draw_marks(plane, &plot, painter);
    plot.scales(painter);
    name_of_y(plane, area, painter);
    let beside = plot.beside(area).first_rows(12);
    if beside.width >= 12 {
        legend(plane, beside, painter);
    }
}

/// Writes the name of the axis that goes up below the picture, if there is no room for it beside.
fn name_of_y(plane: &Plane, area: Rect, painter: &mut Painter) {
    let name = &plane.y.label;
    let row = area.below(area.height - 1).beside(BESIDE);
    if brief(name, BESIDE - 1) != *name {
        let name = format!("↑ {}", brief(name, row.width.saturating_sub(2)));
        painter.line(row, &name, painter.theme.letter(name.chars().nth(2)));
    }
}

fn legend_width(plane: &Plane) -> u16 {
    let ends = [plane.ends.0, plane.ends.1].map(|number| end(plane, number));
    let lines = plane.lines.iter().map(|line| line_name(plane, &line.label));
    (widest(ends.into_iter().chain(lines)).saturating_add(5)).clamp(14, 30)
}

fn line_name(plane: &Plane, label: &str) -> String {
    // The output of a neuron is one half along the line.
    let is_output = plane.ends == (0.0, 1.0) && plane.heat == "y";
    format!("{label}{}", if is_output { ", y = ½" } else { "" })
}

/// Draws the points, and the label of the current one above it or below.
fn draw_marks(plane: &Plane, plot: &Plot, painter: &mut Painter) {
    let class = |mark: &Mark| match mark.kind {
        MarkKind::Class(class) => class + 1,
        MarkKind::Current => 0,
    };
    let classes = plane.marks.iter().map(class).max().unwrap_or(0);
    for (mark, (across, up), (column, row)) in plot.inside(&plane.marks) {
        let heat = viridis(plane.field.between(across, up));
        let style = painter.theme.over(heat);
        painter.sign((column, row), sign_of(mark, classes), style);
        if let Some((x, label)) = plot.label(mark, column) {
            let y = if row > plot.area.y { row - 1 } else { row + 1 };
            painter.write(plot.area, (x, y), &label, style);
        }
    }
}

/// Draws the shades of the heat with their ends, and the names of the lines.
fn legend(plane: &Plane, area: Rect, painter: &mut Painter) {
    let last = f64::from((area.height - 1).max(1));
    for row in area.rows() {
        let height = 1.0 - f64::from(row.y - area.y) / last;
        let (symbol, style) = painter.theme.heat(height, height);
        painter.put((row.x, row.y), &symbol.to_string().repeat(2), style);
    }
    let words = area.beside(3);
    let (bottom, top) = plane.ends;
    for (number, y) in [(top, area.top()), (bottom, area.bottom() - 1)] {
        let text = cut(&end(plane, number), words.width);
        painter.put((words.x, y), &text, Style::new());
    }
    let rows = words.first_rows(area.height - 1).below(area.height / 2);
    for (line, row) in plane.lines.iter().zip(rows.rows()) {
        let name = line_name(plane, &line.label);
        // Half a sentence would say something else.
        if width(&name) <= row.width {
            painter.put((row.x, row.y), &name, painter.theme.dim());
        }
    }
}

/// The number at an end of the heat. Three decimals show no number below 1/1000, and no more.
fn end(plane: &Plane, number: f64) -> String {
    let number = match number.abs() {
        0.0 | 1e-2..1e6 => short(number),
        _ => text(number, 2),
    };
    format!("{} = {number}", plane.heat)
}
