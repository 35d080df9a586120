//! What it does, from above: heat, the line where a = 0, and points.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::axes::{BESIDE, Plot, brief, sign_of};
use super::dots::{Dot, Raster};
use super::painter::{Painter, Parts as _, cells};
use crate::scene::colour::viridis;
use crate::scene::wrap::{cut, widest, width, wrap};
use crate::scene::{Mark, MarkKind, Plane, short, text};

/// Columns of a name that has its row for itself.
const LONGEST: u16 = 24;

pub(super) fn draw(plane: &Plane, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let height = area.height - 2;
    let full = area.width - BESIDE - 2;
    let beside = legend_width(plane);
    // Square, or wider where the legend has its room as well: so no larger area has a smaller plane.
    let square = full.min(height.saturating_mul(2));
    let room = square.max(full.saturating_sub(beside));
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
    let beside = plot.beside(area);
    if beside.width >= 12 {
        legend(plane, beside.first_rows(12), painter);
        name_lines(plane, beside.below(13), painter);
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
    // A sentence may take several rows.
    let lines = plane.lines.iter().map(|line| line_name(plane, &line.label));
    let lines = lines.filter(|name| width(name) <= LONGEST);
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
        MarkKind::Class(class) | MarkKind::Wrong(class) => class + 1,
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
}

/// Writes the names of the lines below the shades, if there is room for the whole of them.
fn name_lines(plane: &Plane, area: Rect, painter: &mut Painter) {
    let mut rest = area;
    for line in &plane.lines {
        let name = line_name(plane, &line.label);
        let texts = wrap(&name, area.width.saturating_sub(2));
        if cells(texts.len()) > rest.height {
            return;
        }
        painter.put((rest.x, rest.y), "━", Style::new());
        for (text, row) in texts.iter().zip(rest.rows()) {
            painter.put((row.x + 2, row.y), text, painter.theme.dim());
        }
        rest = rest.below(cells(texts.len()));
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
