//! What it does, from above: heat, the line where a = 0, and points.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::HitMap;
use super::raster::{Dot, Raster};
use super::theme::{Theme, sign_of_class};
use crate::scene::wrap::{cut, width};
use crate::scene::{Axis, Mark, MarkKind, Plane, short, text};

/// Room for the numbers beside the plane.
const BESIDE: u16 = 8;

pub(super) fn draw(
    plane: &Plane,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
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
    let width = widest(height, room);
    let inner = Rect::new(area.x + BESIDE, area.y, width, height);
    hits.add_picture(inner);
    heat(plane, theme, inner, buffer);
    for mark in &plane.marks {
        draw_mark(plane, mark, theme, inner, buffer);
    }
    axes(plane, theme, inner, buffer);
    legend(plane, theme, area, inner, buffer);
}

/// How wide a plane is drawn: two columns a row would be a square, but what there is to see needs the width more than the form.
pub(super) fn widest(height: u16, room: u16) -> u16 {
    room.min(height.saturating_mul(9) / 2)
}

/// The room that the legend beside the plane asks for.
fn legend_width(plane: &Plane) -> u16 {
    let ends = [plane.ends.0, plane.ends.1].map(|number| end(plane, number));
    let lines = plane.lines.iter().map(|line| what(plane, &line.label));
    let widths = ends.into_iter().chain(lines).map(|text| width(&text));
    (widths.max().unwrap_or(0) + 5).clamp(14, 30)
}

/// What a line on the heat is called.
fn what(plane: &Plane, label: &str) -> String {
    if is_probability(plane) {
        format!("{label}, y = ½")
    } else {
        label.to_owned()
    }
}

fn heat(plane: &Plane, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let mut raster = Raster::new(area);
    let at = |x: usize, y: usize| {
        let (width, height) = (raster.width as f64, raster.height as f64);
        plane
            .field
            .between((x as f64 + 0.5) / width, 1.0 - (y as f64 + 0.5) / height)
    };
    let dots: Vec<_> = (0..raster.height)
        .flat_map(|y| (0..raster.width).map(move |x| (x, y)))
        .map(|(x, y)| (x, y, at(x, y)))
        .collect();
    for (x, y, height) in dots {
        raster.set(x, y, Dot::Heat(height));
    }
    let place = |(x, y): (f64, f64)| {
        (
            plane.x.fraction(x) * (raster.width as f64 - 0.01),
            (1.0 - plane.y.fraction(y)) * (raster.height as f64 - 0.01),
        )
    };
    let ends: Vec<_> = plane
        .lines
        .iter()
        .flat_map(|line| line.points.windows(2))
        .map(|ends| (place(ends[0]), place(ends[1])))
        .collect();
    let (width, height) = (raster.width as f64, raster.height as f64);
    for (from, to) in ends {
        // A line has to be seen on the heat that it runs over.
        let under = |part: f64| {
            let (x, y) = (
                from.0 + part * (to.0 - from.0),
                from.1 + part * (to.1 - from.1),
            );
            plane.field.between(x / width, 1.0 - y / height)
        };
        raster.line(from, to, |part| Dot::Line(under(part)));
    }
    raster.render(theme, area, buffer);
}

/// A point, and beside it its label where there is room.
fn draw_mark(plane: &Plane, mark: &Mark, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let cell = |fraction: f64, count: u16| {
        ((fraction * f64::from(count)).floor().max(0.0) as u16).min(count - 1)
    };
    let (across, up) = (plane.x.fraction(mark.x), plane.y.fraction(mark.y));
    if !(0.0..=1.0).contains(&across) || !(0.0..=1.0).contains(&up) {
        return;
    }
    let (column, row) = (
        area.x + cell(across, area.width),
        area.y + cell(1.0 - up, area.height),
    );
    let style = theme.over_heat(plane.field.between(across, up));
    let sign = match mark.kind {
        MarkKind::Current => '◉',
        MarkKind::Class(class) => sign_of_class(class, classes(plane)),
    };
    buffer[(column, row)].set_char(sign).set_style(style);
    if mark.kind == MarkKind::Current && !mark.label.is_empty() {
        let width = width(&mark.label).saturating_add(2);
        let x = if column + width < area.right() {
            column + 1
        } else {
            column.saturating_sub(width).max(area.x)
        };
        let y = if row > area.y { row - 1 } else { row + 1 };
        let room = usize::from(area.right().saturating_sub(x));
        buffer.set_stringn(x, y, format!(" {} ", mark.label), room, style);
    }
}

/// The ends of both ranges, and the names of the axes between them.
fn axes(plane: &Plane, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let ink = theme.letter(Some('x'));
    for (up, y) in [
        (plane.y.range.1, area.top()),
        (plane.y.range.0, area.bottom() - 1),
    ] {
        buffer.set_string(area.x - BESIDE, y, format!("{:>7}", short(up)), theme.dim());
    }
    let middle = area.y + area.height / 2;
    let label = brief(&plane.y.label, BESIDE - 1);
    buffer.set_string(area.x - BESIDE, middle, format!("{label:>7}"), ink);
    across(&plane.x, theme, area, buffer);
}

/// The name of an axis, or where there is no room for it what stands before its parenthesis or its colon: x₀ of
/// “x₀: temperature”; if even that does not fit, cut.
pub(super) fn brief(label: &str, room: u16) -> String {
    let before = |sign| {
        label
            .split_once(sign)
            .map_or(label, |(name, _)| name.trim())
    };
    let forms = [label, before('('), before(':')];
    let shortest = before(':');
    let fits = |form: &&&str| width(form) <= room;
    let form = forms.iter().find(fits).copied().unwrap_or(shortest);
    cut(form, room)
}

/// The numbers and the name below a picture.
pub(super) fn across(axis: &Axis, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let (from, to) = (short(axis.range.0), short(axis.range.1));
    let y = area.bottom();
    let end = area.right().saturating_sub(width(&to)).max(area.x);
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    buffer.set_stringn(area.x, y, from, room(area.x), theme.dim());
    buffer.set_stringn(end, y, to, room(end), theme.dim());
    // In the middle, or where it is too long for that, between the two numbers with a blank on either side.
    let first = area.x + width(&short(axis.range.0)) + 1;
    let free = end.saturating_sub(first + 1);
    let ink = theme.letter(axis.label.chars().next());
    let label = brief(&axis.label, free);
    let middle = area.x + area.width / 2;
    let last = end.saturating_sub(width(&label) + 1);
    let x = middle.min(last).max(first);
    buffer.set_stringn(x, y, label, room(x), ink);
}

/// What the lightness means, and what the line is.
fn legend(plane: &Plane, theme: Theme, area: Rect, inner: Rect, buffer: &mut Buffer) {
    let x = inner.right() + 2;
    if area.right() < x + 12 {
        return;
    }
    let rows = inner.height.min(12);
    for row in 0..rows {
        let height = 1.0 - f64::from(row) / f64::from((rows - 1).max(1));
        let (symbol, style) = theme.heat(height, height);
        buffer.set_string(x, inner.y + row, symbol.to_string().repeat(2), style);
    }
    let room = area.right() - x - 3;
    let ends = [(plane.ends.1, inner.y), (plane.ends.0, inner.y + rows - 1)];
    for (number, y) in ends {
        buffer.set_string(x + 3, y, cut(&end(plane, number), room), Style::new());
    }
    for (line, y) in plane
        .lines
        .iter()
        .zip(inner.y + rows / 2..inner.y + rows - 1)
    {
        let what = what(plane, &line.label);
        // Half a sentence would say something else.
        if width(&what) <= room {
            buffer.set_string(x + 3, y, what, theme.dim());
        }
    }
}

/// Whether the heat is the output of a neuron, which is one half along the line.
fn is_probability(plane: &Plane) -> bool {
    plane.ends == (0.0, 1.0) && plane.heat == "y"
}

/// What an end of the heat stands for. Three decimals show no number below 1/1000, and no more.
fn end(plane: &Plane, number: f64) -> String {
    let number = if number == 0.0 || (1e-2..1e6).contains(&number.abs()) {
        short(number)
    } else {
        text(number, 2)
    };
    format!("{} = {number}", plane.heat)
}

/// How many classes the points belong to.
fn classes(plane: &Plane) -> usize {
    let class = |mark: &Mark| match mark.kind {
        MarkKind::Class(class) => class + 1,
        MarkKind::Current => 0,
    };
    plane.marks.iter().map(class).max().unwrap_or(0)
}
