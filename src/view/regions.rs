//! What it does: the plane, divided among the classes. The paler a cell, the less certain its class.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::axes::{BESIDE, Plot, WRONG, brief, sign_of};
use super::dots::{Braille, Dot, Pen, Raster};
use super::painter::{BETWEEN, Painter, Parts as _, cell_at, cells, in_lines, middle};
use super::theme::{Theme, sign_of_class};
use crate::scene::colour::Rgb;
use crate::scene::wrap::{cut, cut_in_middle, widest, width};
use crate::scene::{Mark, MarkKind, Regions};

const LEGEND: u16 = 14;
/// The widest name that a legend beside the plane has room for, whatever the plane loses.
const NAME: u16 = 34;
/// The widest name of the axis below that is surely whole.
const ROOM_BELOW: u16 = 16;
/// Rows of a legend below.
const BELOW: usize = 3;
/// The sign of an earlier run's borders, in colour and without.
const GHOST: (char, char) = ('⠒', '·');
/// Without colour: how far apart the signs of a region are, along and down.
const SPARSE: (u16, u16) = (8, 3);

pub(super) fn draw(regions: &Regions, area: Rect, painter: &mut Painter) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let (full, high) = (area.width - BESIDE - 2, area.height - 2);
    let names = widest(entries(regions, painter.theme).iter().map(|entry| entry.2));
    let legend = (names.min(NAME) + 4).min(full.saturating_sub(high * 2));
    let beside = full.saturating_sub(legend.max(LEGEND));
    let below = match area.height {
        ..8 => 0,
        _ => rows_below(regions, area, painter.theme),
    };
    // The legend is where it leaves more of the plane: so no larger area has a smaller plane.
    let size = |room: u16, high: u16| u32::from(room.min(high * 9 / 2)) * u32::from(high);
    let is_beside = size(beside, high) >= size(full, high - below);
    let (room, high, below) = if is_beside {
        (beside, high, 0)
    } else {
        (full, high - below, below)
    };
    let plot = Plot::plane(&regions.x, &regions.y, area, high, room);
    painter.hits.add_picture(plot.area);
    match painter.theme {
        Theme::Plain => plain(regions, &plot, painter),
        Theme::Dark | Theme::Light => coloured(regions, &plot, painter),
    }
    draw_lines(regions, &plot, painter);
    draw_marks(regions, &plot, painter);
    plot.scales(painter);
    if is_beside {
        legend_beside(regions, plot.beside(area), painter);
    } else if below > 0 {
        let rows = area.beside(1).below(high + 1);
        legend_below(regions, rows.first_rows(below), painter);
    }
}

/// The rows of the legend below: more than one only where the plane stays high, or is no higher for its width anyway.
fn rows_below(regions: &Regions, area: Rect, theme: Theme) -> u16 {
    let entries = entries(regions, theme);
    let widths: Vec<u16> = entries.iter().map(|entry| width(entry.2) + 2).collect();
    let most = usize::from(area.height).saturating_sub(12).clamp(1, BELOW);
    cells(in_lines(&widths, area.width.saturating_sub(1), most).len()).max(1)
}

/// The index of the cell at fractions of the width and of the height.
fn cell_of(regions: &Regions, across: f64, up: f64) -> usize {
    let cell = |fraction: f64, count: usize| ((fraction * count as f64) as usize).min(count - 1);
    cell(up, regions.rows) * regions.columns + cell(across, regions.columns)
}

/// Class and certainty, the probability beyond what each class has by chance, at fractions of the width and of the height.
fn at(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
    let index = cell_of(regions, across, up);
    let (class, probability) = regions.cells.get(index).copied().unwrap_or((0, 0.0));
    let chance = 1.0 / regions.classes.len().max(2) as f64;
    let certainty = (probability - chance) / (1.0 - chance);
    (class, certainty.clamp(0.0, 1.0))
}

fn coloured(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let theme = painter.theme;
    let raster = Raster::sampled(plot.area, |across, up| {
        let (class, certainty) = at(regions, across, up);
        Dot::Paint(theme.colour(theme.region(class, certainty)))
    });
    raster.render(painter);
    draw_ghost(regions, plot, painter);
}

/// The class that an earlier run has, at fractions of the width and of the height.
fn class_of_ghost(regions: &Regions, across: f64, up: f64) -> Option<usize> {
    let ghost = regions.ghost.as_ref()?;
    ghost.classes.get(cell_of(regions, across, up)).copied()
}

/// Draws the borders between the classes of an earlier run, thin and faint.
fn draw_ghost(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    if regions.ghost.is_none() {
        return;
    }
    let (wide, high) = (2 * plot.area.width, 4 * plot.area.height);
    let class = |column: u16, row: u16| {
        let (across, down) = (
            middle(column.into(), wide.into()),
            middle(row.into(), high.into()),
        );
        class_of_ghost(regions, across, 1.0 - down)
    };
    let mut braille = Braille::new(plot.area);
    for (column, row) in
        (0..high - 1).flat_map(|row| (0..wide - 1).map(move |column| (column, row)))
    {
        let here = class(column, row);
        if here != class(column + 1, row) || here != class(column, row + 1) {
            braille.dot((column.into(), row.into()), Style::new());
        }
    }
    let theme = painter.theme;
    braille.render_over(painter, |at| {
        theme.faint_over(ground(regions, plot, theme, at))
    });
}

/// The colour of the ground in a cell of the screen.
fn ground(regions: &Regions, plot: &Plot, theme: Theme, cell: Position) -> Rgb {
    let across = middle((cell.x - plot.area.x).into(), plot.area.width.into());
    let down = middle((cell.y - plot.area.y).into(), plot.area.height.into());
    let (class, certainty) = at(regions, across, 1.0 - down);
    theme.region(class, certainty)
}

/// Draws the lines of the hidden units thin over the ground, with the name of the unit at one end.
fn draw_lines(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let theme = painter.theme;
    let over = |at: Position| theme.over(ground(regions, plot, theme, at));
    let mut braille = Braille::new(plot.area);
    let (right, bottom) = braille.last();
    let dot = |(x, y): &(f64, f64)| {
        let (across, up) = (plot.x.fraction(*x), plot.y.fraction(*y));
        (across * right, (1.0 - up) * bottom)
    };
    for line in &regions.lines {
        let dots: Vec<_> = line.points.iter().map(dot).collect();
        let dash: &[u8] = if line.dashed { b"##  " } else { b"" };
        braille.line(&dots, Pen::thin(Style::new(), dash));
    }
    braille.render_over(painter, over);
    for line in &regions.lines {
        let name = line.label.split(' ').next().unwrap_or_default();
        let Some(end) = line.points.last().filter(|_| !name.is_empty()) else {
            continue;
        };
        let (across, up) = (plot.x.fraction(end.0), plot.y.fraction(end.1));
        let (x, y) = (
            cell_at(across, plot.area.width),
            cell_at(1.0 - up, plot.area.height),
        );
        let x = (plot.area.x + x).min(plot.area.right().saturating_sub(width(name)));
        let y = plot.area.y + y;
        painter.put((x, y), name, over(Position::new(x, y)));
    }
}

/// Without colour: each region has its sign here and there, lighter or denser by its certainty, and an edge around it.
fn plain(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let (wide, high) = (plot.area.width, plot.area.height);
    let class = |column: u16, row: u16| {
        let across = middle(column.into(), wide.into());
        at(regions, across, 1.0 - middle(row.into(), high.into()))
    };
    let ghost = |column: u16, row: u16| {
        let across = middle(column.into(), wide.into());
        class_of_ghost(regions, across, 1.0 - middle(row.into(), high.into()))
    };
    let (dim, bold) = (Style::new().dim(), Style::new().bold());
    for position in plot.area.positions() {
        let (column, row) = (position.x - plot.area.x, position.y - plot.area.y);
        let (here, certainty) = class(column, row);
        let is_edge = column + 1 < wide && class(column + 1, row).0 != here
            || row + 1 < high && class(column, row + 1).0 != here;
        let is_of_ghost = column + 1 < wide && ghost(column + 1, row) != ghost(column, row)
            || row + 1 < high && ghost(column, row + 1) != ghost(column, row);
        let shift = row / SPARSE.1 % 2 * (SPARSE.0 / 2);
        let is_signed = row % SPARSE.1 == 1 && (column + shift) % SPARSE.0 == SPARSE.0 / 2;
        let (symbol, style) = match (is_edge, is_signed) {
            (true, _) => ('▓', dim),
            _ if is_of_ghost => (GHOST.1, bold),
            (_, true) => (sign_of_class(here, regions.classes.len()), dim),
            _ => (if certainty > 0.8 { '░' } else { ' ' }, dim),
        };
        painter.sign(position.into(), symbol, style);
    }
}

/// Draws the samples in the colours of their classes, those that are taken for another one by a sign of their own, and the current point.
fn draw_marks(regions: &Regions, plot: &Plot, painter: &mut Painter) {
    let theme = painter.theme;
    for (mark, (across, up), (column, row)) in plot.inside(&regions.marks) {
        let (class, certainty) = at(regions, across, up);
        let style = match mark.kind {
            MarkKind::Class(class) => theme.class(class),
            MarkKind::Wrong(_) | MarkKind::Current => Style::new(),
        };
        let style = theme.on_region(style, theme.region(class, certainty));
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
    let is_wrong = |mark: &Mark| matches!(mark.kind, MarkKind::Wrong(_));
    let wrong = regions.marks.iter().any(is_wrong);
    let wrong = wrong.then_some((WRONG, Style::new(), "wrong")).into_iter();
    let current = regions
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Current);
    let current = current.map(|mark| ('◉', Style::new(), mark.label.as_str()));
    let (sign, style) = match theme {
        Theme::Plain => (GHOST.1, Style::new().bold()),
        Theme::Dark | Theme::Light => (GHOST.0, theme.dim()),
    };
    let ghost = regions.ghost.iter();
    let ghost = ghost.map(|ghost| (sign, style, ghost.label.as_str()));
    let names = classes.chain(wrong).chain(ghost).chain(current);
    names.chain(axes).collect()
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
