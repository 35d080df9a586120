//! What it does: the plane, divided among the classes. The paler a cell, the less certain its class.

use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::axes::{BESIDE, Plot, brief, sign_of};
use super::dots::{Dot, Raster};
use super::painter::{BETWEEN, Painter, Parts as _, cells, in_lines, middle};
use super::theme::{Theme, contrast, sign_of_class};
use crate::scene::Regions;
use crate::scene::wrap::{cut, cut_in_middle, widest, width};

const LEGEND: u16 = 14;
/// The widest name that a legend beside the plane has room for, whatever the plane loses.
const NAME: u16 = 34;
/// The widest name of the axis below that is surely whole.
const ROOM_BELOW: u16 = 16;
/// Rows of a legend below.
const BELOW: usize = 3;
/// Without colour: how far apart the signs of a region are, along and down.
const SPARSE: (u16, u16) = (8, 3);

pub(super) fn draw(regions: &Regions, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let (full, high) = (area.width - BESIDE - 2, area.height - 2);
    let is_beside = full >= high * 2 + LEGEND || full >= 64;
    let below = if is_beside || area.height < 8 {
        0
    } else {
        rows_below(regions, area)
    };
    let high = high - below;
    let names = widest(entries(regions, painter.theme).iter().map(|entry| entry.2));
    let legend = (names.min(NAME) + 4).min(full.saturating_sub(high * 2));
    let room = full - if is_beside { legend.max(LEGEND) } else { 0 };
    let plot = Plot::plane(&regions.x, &regions.y, area, high, room);
    painter.hits.add_picture(plot.area);
    match painter.theme {
        Theme::Plain => plain(regions, &plot, painter),
        Theme::Dark | Theme::Light => coloured(regions, &plot, painter),
    }
    draw_marks(regions, &plot, painter);
    plot.scales(painter);
    if is_beside {
        legend_beside(regions, plot.beside(area), painter);
    } else if below > 0 {
        let rows = area.beside(1).below(high + 1);
        legend_below(regions, rows.first_rows(below), painter);
    }
}

/// The rows of the legend below: more than one only for names that would not fit, and where the plane stays high.
fn rows_below(regions: &Regions, area: Rect) -> u16 {
    let widths = regions.classes.iter().map(|name| width(name) + 2);
    let widths: Vec<u16> = widths.collect();
    let most = if area.height >= 14 { BELOW } else { 1 };
    cells(in_lines(&widths, area.width.saturating_sub(1), most).len()).max(1)
}

/// Class and certainty, the probability beyond what each class has by chance, at fractions of the width and of the height.
fn at(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
    let cell = |fraction: f64, count: usize| ((fraction * count as f64) as usize).min(count - 1);
    let index = cell(up, regions.rows) * regions.columns + cell(across, regions.columns);
    let (class, probability) = regions.cells.get(index).copied().unwrap_or((0, 0.0));
    let chance = 1.0 / regions.classes.len().max(2) as f64;
    let certainty = (probability - chance) / (1.0 - chance);
    (class, certainty.clamp(0.0, 1.0))
}

fn coloured(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let theme = painter.theme;
    let mut raster = Raster::sampled(plot.area, |across, up| {
        let (class, certainty) = at(regions, across, up);
        Dot::Paint(theme.colour(theme.region(class, certainty)))
    });
    let paper = theme.colour(contrast(theme.region(0, 0.0)));
    plot.lines(&regions.lines, &mut raster, |line, _| {
        let hue = theme.hue(line.hue).fg;
        let hue = hue.filter(|colour| *colour != Color::Reset);
        Dot::Paint(hue.unwrap_or(paper))
    });
    raster.render(painter);
}

/// Without colour: each region has its sign here and there, lighter or denser by its certainty, and an edge around it.
fn plain(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let (wide, high) = (plot.area.width, plot.area.height);
    let class = |column: u16, row: u16| {
        let across = middle(column.into(), wide.into());
        at(regions, across, 1.0 - middle(row.into(), high.into()))
    };
    let mut lines = Raster::new(plot.area, |_, _| Dot::Empty);
    plot.lines(&regions.lines, &mut lines, |_, _| Dot::Line(0.5));
    let (dim, bold) = (Style::new().dim(), Style::new().bold());
    for position in plot.area.positions() {
        let (column, row) = (position.x - plot.area.x, position.y - plot.area.y);
        let (here, certainty) = class(column, row);
        let is_edge = column + 1 < wide && class(column + 1, row).0 != here
            || row + 1 < high && class(column, row + 1).0 != here;
        let shift = row / SPARSE.1 % 2 * (SPARSE.0 / 2);
        let is_signed = row % SPARSE.1 == 1 && (column + shift) % SPARSE.0 == SPARSE.0 / 2;
        let (symbol, style) = match (lines.cell(column, row), is_edge, is_signed) {
            ([Dot::Line(_), _] | [_, Dot::Line(_)], ..) => ('●', bold),
            (_, true, _) => ('▓', Style::new()),
            (_, _, true) => (sign_of_class(here, regions.classes.len()), dim),
            _ => (if certainty > 0.8 { '░' } else { ' ' }, dim),
        };
        painter.sign(position.into(), symbol, style);
    }
}

/// Draws the samples, and the current point with its label beside it.
fn draw_marks(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    for (mark, (across, up), (column, row)) in plot.inside(&regions.marks) {
        let (class, certainty) = at(regions, across, up);
        let style = painter.theme.over(painter.theme.region(class, certainty));
        if let Some((x, label)) = plot.label(mark, column) {
            let label = cut(&label, plot.area.right().saturating_sub(x));
            painter.put((x, row), &label, style.reversed());
        }
        painter.sign((column, row), sign_of(mark, regions.classes.len()), style);
    }
}

/// The signs and the names of the classes, and those of the lines.
fn entries(regions: &Regions, theme: Theme) -> Vec<(char, Style, &str)> {
    let sign = |class| sign_of_class(class, regions.classes.len());
    let classes = regions.classes.iter().enumerate();
    let classes = classes.map(|(n, name)| (sign(n), theme.class(n), name.as_str()));
    // Beside and below the plane there is no room for a long name.
    let axes = [('→', &regions.x, ROOM_BELOW), ('↑', &regions.y, BESIDE - 1)].into_iter();
    let axes = axes.filter(|(_, axis, room)| width(&axis.label) > *room);
    let axes = axes.map(|(sign, axis, _)| {
        let letter = axis.label.chars().next();
        (sign, theme.letter(letter), axis.label.as_str())
    });
    let stroke = if theme == Theme::Plain { '●' } else { '─' };
    let lines = regions.lines.iter().filter(|line| !line.label.is_empty());
    let lines = lines.map(|line| (stroke, theme.hue(line.hue), line.label.as_str()));
    classes.chain(axes).chain(lines).collect()
}

/// Draws as many entries below each other as fit, and counts the others.
fn legend_beside(regions: &Regions, area: Rect, painter: &mut Painter) {
    let entries = entries(regions, painter.theme);
    let is_whole = cells(entries.len()) <= area.height;
    let fits = usize::from(area.height) - usize::from(!is_whole);
    for ((sign, style, name), row) in entries.iter().take(fits).zip(area.rows()) {
        let room = row.beside(2).width;
        let name = match sign {
            '→' | '↑' => brief(name, room),
            _ => cut_in_middle(name, room),
        };
        painter.sign((row.x, row.y), *sign, *style);
        painter.put((row.x + 2, row.y), &name, Style::new());
    }
    if fits < entries.len() {
        let text = cut(&format!("… {} more", entries.len() - fits), area.width);
        painter.put((area.x, area.y + fits as u16), &text, painter.theme.dim());
    }
}

/// Draws as many entries beside and below each other as fit.
fn legend_below(regions: &Regions, area: Rect, painter: &mut Painter) {
    let entries = entries(regions, painter.theme);
    let widths: Vec<u16> = entries.iter().map(|entry| width(entry.2) + 2).collect();
    let lines = in_lines(&widths, area.width, area.height.into());
    for (line, mut row) in lines.into_iter().zip(area.rows()) {
        for (sign, style, name) in &entries[line] {
            if width(name).saturating_add(2) > row.width {
                painter.write(row, (row.x, row.y), "…", painter.theme.dim());
                return;
            }
            painter.sign((row.x, row.y), *sign, *style);
            painter.put((row.x + 2, row.y), name, Style::new());
            row = row.beside(width(name) + 2 + BETWEEN);
        }
    }
}
