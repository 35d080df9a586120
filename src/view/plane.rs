//! What it does, from above: heat, the line where a = 0, and points.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::axes::{BESIDE, Plot, plane_width};
use super::dots::{Dot, Raster};
use super::painter::{Painter, Parts as _, middle};
use super::theme::sign_of_class;
use crate::scene::wrap::{cut, widest, width};
use crate::scene::{Mark, MarkKind, Plane, short, text};

pub(super) fn draw(plane: &Plane, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let height = area.height - 2;
    let full = area.width - BESIDE - 2;
    let beside = legend_width(plane);
    let room = if full >= height.saturating_mul(2) + beside {
        full - beside
    } else {
        full
    };
    let plot = Plot {
        x: &plane.x,
        y: &plane.y,
        area: area
            .beside(BESIDE)
            .first_columns(plane_width(height, room))
            .first_rows(height),
    };
    painter.hits.add_picture(plot.area);
    heat(plane, &plot, painter);
    for mark in &plane.marks {
        draw_mark(plane, mark, &plot, painter);
    }
    plot.scales(painter);
    let beside = area
        .beside(plot.area.right() + 2 - area.x)
        .first_rows(height.min(12));
    if beside.width >= 12 {
        legend(plane, beside, painter);
    }
}

/// The width that the legend beside the plane asks for.
fn legend_width(plane: &Plane) -> u16 {
    let ends = [plane.ends.0, plane.ends.1].map(|number| end(plane, number));
    let lines = plane.lines.iter().map(|line| line_name(plane, &line.label));
    (widest(ends.into_iter().chain(lines)).saturating_add(5)).clamp(14, 30)
}

/// The name of a line on the heat.
fn line_name(plane: &Plane, label: &str) -> String {
    // The output of a neuron is one half along the line.
    if plane.ends == (0.0, 1.0) && plane.heat == "y" {
        format!("{label}, y = ½")
    } else {
        label.to_owned()
    }
}

fn heat(plane: &Plane, plot: &Plot, painter: &mut Painter) {
    let (wide, high) = (
        usize::from(plot.area.width),
        2 * usize::from(plot.area.height),
    );
    let field = &plane.field;
    let mut raster = Raster::new(plot.area, |x, y| {
        Dot::Heat(field.between(middle(x, wide), 1.0 - middle(y, high)))
    });
    for ends in plane.lines.iter().flat_map(|line| line.points.windows(2)) {
        let (from, to) = (plot.dot(&raster, ends[0]), plot.dot(&raster, ends[1]));
        // A line has to be seen on the heat under it.
        let under = |part: f64| {
            let (x, y) = (
                from.0 + part * (to.0 - from.0),
                from.1 + part * (to.1 - from.1),
            );
            Dot::Line(field.between(x / wide as f64, 1.0 - y / high as f64))
        };
        raster.line(from, to, under);
    }
    raster.render(painter);
}

/// Draws a point, and beside it its label.
fn draw_mark(plane: &Plane, mark: &Mark, plot: &Plot, painter: &mut Painter) {
    let Some((column, row)) = plot.cell(mark) else {
        return;
    };
    let (across, up) = (plane.x.fraction(mark.x), plane.y.fraction(mark.y));
    let style = painter.theme.over_heat(plane.field.between(across, up));
    let sign = match mark.kind {
        MarkKind::Current => '◉',
        MarkKind::Class(class) => sign_of_class(class, classes(plane)),
    };
    painter.sign((column, row), sign, style);
    if mark.kind == MarkKind::Current && !mark.label.is_empty() {
        let label = format!(" {} ", mark.label);
        let x = if column + width(&label) < plot.area.right() {
            column + 1
        } else {
            column.saturating_sub(width(&label)).max(plot.area.x)
        };
        let y = if row > plot.area.y { row - 1 } else { row + 1 };
        painter.write(plot.area, (x, y), &label, style);
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
    for (number, y) in [
        (plane.ends.1, area.top()),
        (plane.ends.0, area.bottom() - 1),
    ] {
        let text = cut(&end(plane, number), words.width);
        painter.put((words.x, y), &text, Style::new());
    }
    let rows = words
        .first_rows(area.height - 1)
        .below(area.height / 2)
        .rows();
    for (line, row) in plane.lines.iter().zip(rows) {
        let name = line_name(plane, &line.label);
        // Half a sentence would say something else.
        if width(&name) <= row.width {
            painter.put((row.x, row.y), &name, painter.theme.dim());
        }
    }
}

/// The number at an end of the heat. Three decimals show no number below 1/1000, and no more.
fn end(plane: &Plane, number: f64) -> String {
    let number = if number == 0.0 || (1e-2..1e6).contains(&number.abs()) {
        short(number)
    } else {
        text(number, 2)
    };
    format!("{} = {number}", plane.heat)
}

/// The number of classes that the points belong to.
fn classes(plane: &Plane) -> usize {
    let class = |mark: &Mark| match mark.kind {
        MarkKind::Class(class) => class + 1,
        MarkKind::Current => 0,
    };
    plane.marks.iter().map(class).max().unwrap_or(0)
}
