//! What it does: the plane, divided among the classes. The paler a place, the less certain its class.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::HitMap;
use super::plane::{across, brief, widest};
use super::raster::{Dot, Raster};
use super::theme::{Theme, contrast, sign_of_class};
use crate::scene::wrap::{cut, width};
use crate::scene::{Mark, MarkKind, Regions, short};

/// Room for the numbers beside the plane.
const BESIDE: u16 = 8;
/// The room that a legend beside the plane needs at least.
const LEGEND: u16 = 14;
/// Without colour: how far apart the signs of a region stand, along and down.
const SPARSE: (u16, u16) = (8, 3);

pub(super) fn draw(
    regions: &Regions,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    if area.width < BESIDE + 6 || area.height < 5 {
        return;
    }
    let (full, high) = (area.width - BESIDE - 2, area.height - 2);
    let beside = full >= high * 2 + LEGEND || full >= 64;
    let high = if beside || area.height < 8 {
        high
    } else {
        high - 1
    };
    let legend = legend_width(regions)
        .min(full.saturating_sub(high * 2))
        .max(LEGEND);
    let wide = widest(high, if beside { full - legend } else { full });
    let inner = Rect::new(area.x + BESIDE, area.y, wide, high);
    hits.add_picture(inner);
    if theme == Theme::Plain {
        plain(regions, inner, buffer);
    } else {
        coloured(regions, theme, inner, buffer);
    }
    for mark in &regions.marks {
        draw_mark(regions, mark, theme, inner, buffer);
    }
    axes(regions, theme, inner, buffer);
    if beside {
        legend_beside(regions, theme, area, inner, buffer);
    } else if area.height >= 8 {
        let below = Rect::new(area.x + 1, inner.bottom() + 1, area.width - 1, 1);
        legend_below(regions, theme, below, buffer);
    }
}

/// Class and certainty at fractions of the width and of the height: the probability beyond what each class has by chance.
fn at(regions: &Regions, across: f64, up: f64) -> (usize, f64) {
    let cell =
        |fraction: f64, count: usize| ((fraction * count as f64).max(0.0) as usize).min(count - 1);
    let place = cell(up, regions.rows) * regions.columns + cell(across, regions.columns);
    let (class, probability) = regions.cells.get(place).copied().unwrap_or((0, 0.0));
    let chance = 1.0 / regions.classes.len().max(2) as f64;
    (
        class,
        ((probability - chance) / (1.0 - chance)).clamp(0.0, 1.0),
    )
}

/// Where a point stands among the dots of a raster.
fn place(regions: &Regions, raster: &Raster, (x, y): (f64, f64)) -> (f64, f64) {
    (
        regions.x.fraction(x) * (raster.width as f64 - 0.01),
        (1.0 - regions.y.fraction(y)) * (raster.height as f64 - 0.01),
    )
}

fn draw_lines(regions: &Regions, raster: &mut Raster, dot: impl Fn(usize) -> Dot) {
    for (number, line) in regions.lines.iter().enumerate() {
        let points: Vec<_> = line
            .points
            .iter()
            .map(|point| place(regions, raster, *point))
            .collect();
        for ends in points.windows(2) {
            raster.line(ends[0], ends[1], |_| dot(number));
        }
    }
}

fn coloured(regions: &Regions, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut raster = Raster::new(area);
    let (width, height) = (raster.width, raster.height);
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let middle = |n: usize, count: usize| (n as f64 + 0.5) / count as f64;
        let (class, certainty) = at(regions, middle(x, width), 1.0 - middle(y, height));
        raster.set(
            x,
            y,
            Dot::Paint(theme.colour(theme.region(class, certainty))),
        );
    }
    let paper = theme.colour(contrast(theme.region(0, 0.0)));
    draw_lines(regions, &mut raster, |number| {
        let hue = theme
            .hue(regions.lines[number].hue)
            .fg
            .filter(|colour| *colour != Color::Reset);
        Dot::Paint(hue.unwrap_or(paper))
    });
    raster.render(theme, area, buffer);
}

/// Without colour: each region has its sign here and there, lighter or denser by its certainty, and an edge around it.
fn plain(regions: &Regions, area: Rect, buffer: &mut Buffer) {
    let class = |column: u16, row: u16| {
        let middle = |n: u16, count: u16| (f64::from(n) + 0.5) / f64::from(count);
        at(
            regions,
            middle(column, area.width),
            1.0 - middle(row, area.height),
        )
    };
    let mut lines = Raster::new(area);
    draw_lines(regions, &mut lines, |_| Dot::Line(0.5));
    let dim = Style::new().add_modifier(Modifier::DIM);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    for (column, row) in
        (0..area.height).flat_map(|row| (0..area.width).map(move |column| (column, row)))
    {
        let (here, certainty) = class(column, row);
        let right = column + 1 < area.width && class(column + 1, row).0 != here;
        let below = row + 1 < area.height && class(column, row + 1).0 != here;
        let shift = row / SPARSE.1 % 2 * (SPARSE.0 / 2);
        let signed = row % SPARSE.1 == 1 && (column + shift) % SPARSE.0 == SPARSE.0 / 2;
        let (symbol, style) = match (lines.is_set(column, row), right || below, signed) {
            (true, _, _) => ('●', bold),
            (_, true, _) => ('▓', Style::new()),
            (_, _, true) => (sign_of_class(here, regions.classes.len()), dim),
            _ if certainty > 0.8 => ('░', dim),
            _ => (' ', dim),
        };
        buffer[(area.x + column, area.y + row)]
            .set_char(symbol)
            .set_style(style);
    }
}

/// A sample, or the current point with its label where there is room.
fn draw_mark(regions: &Regions, mark: &Mark, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (right, up) = (regions.x.fraction(mark.x), regions.y.fraction(mark.y));
    if !(0.0..=1.0).contains(&right) || !(0.0..=1.0).contains(&up) {
        return;
    }
    let cell = |fraction: f64, count: u16| ((fraction * f64::from(count)) as u16).min(count - 1);
    let (column, row) = (
        area.x + cell(right, area.width),
        area.y + cell(1.0 - up, area.height),
    );
    let (class, certainty) = at(regions, right, up);
    let style = theme.over(theme.region(class, certainty));
    let sign = match mark.kind {
        MarkKind::Current => '◉',
        MarkKind::Class(class) => sign_of_class(class, regions.classes.len()),
    };
    buffer[(column, row)].set_char(sign).set_style(style);
    if mark.kind == MarkKind::Current && !mark.label.is_empty() {
        let label = format!(" {} ", mark.label);
        let end = column + 1 + width(&label);
        let x = if end <= area.right() {
            column + 1
        } else {
            column.saturating_sub(width(&label)).max(area.x)
        };
        let room = area.right().saturating_sub(x);
        buffer.set_string(
            x,
            row,
            cut(&label, room),
            style.add_modifier(Modifier::REVERSED),
        );
        buffer[(column, row)].set_char(sign);
    }
}

fn axes(regions: &Regions, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let ends = [
        (regions.y.range.1, area.top()),
        (regions.y.range.0, area.bottom() - 1),
    ];
    for (number, y) in ends {
        buffer.set_string(
            area.x - BESIDE,
            y,
            format!("{:>7}", short(number)),
            theme.dim(),
        );
    }
    let label = brief(&regions.y.label, BESIDE - 1);
    let ink = theme.letter(regions.y.label.chars().next());
    let x = area.x - 1 - width(&label);
    buffer.set_string(x, area.y + area.height / 2, label, ink);
    across(&regions.x, theme, area, buffer);
}

/// The signs and the names of the classes, and those of the lines.
fn entries(regions: &Regions, theme: Theme) -> Vec<(char, Style, String)> {
    let classes = regions.classes.iter().enumerate().map(|(class, name)| {
        (
            sign_of_class(class, regions.classes.len()),
            theme.class(class),
            name.clone(),
        )
    });
    let sign = if theme == Theme::Plain { '●' } else { '─' };
    let lines = regions
        .lines
        .iter()
        .map(|line| (sign, theme.hue(line.hue), line.label.clone()));
    classes
        .chain(lines.filter(|(_, _, name)| !name.is_empty()))
        .collect()
}

/// The room that all names beside the plane ask for.
fn legend_width(regions: &Regions) -> u16 {
    let names = regions.classes.iter();
    let lines = regions.lines.iter().map(|line| &line.label);
    let widest = names.chain(lines).map(|name| width(name)).max();
    widest.unwrap_or(0).min(26) + 4
}

fn legend_beside(regions: &Regions, theme: Theme, area: Rect, inner: Rect, buffer: &mut Buffer) {
    let x = inner.right() + 2;
    let room = area.right().saturating_sub(x + 2);
    let entries = entries(regions, theme);
    let rows = usize::from(inner.height);
    let fits = if entries.len() > rows {
        rows - 1
    } else {
        entries.len()
    };
    for ((sign, style, name), y) in entries.iter().take(fits).zip(inner.y..) {
        buffer.set_string(x, y, sign.to_string(), *style);
        buffer.set_string(x + 2, y, cut(name, room), Style::new());
    }
    if fits < entries.len() {
        let text = format!("… {} more", entries.len() - fits);
        buffer.set_string(x, inner.y + fits as u16, cut(&text, room + 2), theme.dim());
    }
}

/// As many as fit into a line.
fn legend_below(regions: &Regions, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut x = area.x;
    for (sign, style, name) in entries(regions, theme) {
        if x + 2 + width(&name) > area.right().saturating_sub(2) {
            buffer.set_stringn(
                x,
                area.y,
                "…",
                usize::from(area.right().saturating_sub(x)),
                theme.dim(),
            );
            return;
        }
        buffer.set_string(x, area.y, sign.to_string(), style);
        buffer.set_string(x + 2, area.y, &name, Style::new());
        x += width(&name) + 4;
    }
}
