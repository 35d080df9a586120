//! What pictures over two axes share: where a point is, and the numbers and names beside and below them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::dots::{Dot, Point, Raster};
use super::painter::{Painter, Parts as _, cell_at};
use super::theme::sign_of_class;
use crate::scene::number::{Notation, scientific};
use crate::scene::wrap::{cut, cut_in_middle, padded, width};
use crate::scene::{Axis, Mark, MarkKind, Series, short};

/// The sign of a sample that is taken for one of another class.
pub(super) const WRONG: char = '✗';

/// The columns beside a picture, for the numbers of its y axis.
pub(super) const BESIDE: u16 = 8;

/// The room in which a cut name is still one.
const NAME: u16 = 12;

/// The area of a picture between its axes.
pub(super) struct Plot<'a> {
    pub x: &'a Axis,
    pub y: &'a Axis,
    pub area: Rect,
}

impl<'a> Plot<'a> {
    /// A plane of a height in an area, no wider than the room. Two columns a row would be a square; a wider one shows more.
    pub fn plane(x: &'a Axis, y: &'a Axis, area: Rect, height: u16, room: u16) -> Self {
        let width = room.min(height.saturating_mul(9) / 2);
        let area = area.beside(BESIDE).first_columns(width).first_rows(height);
        Self { x, y, area }
    }

    fn fractions(&self, mark: &Mark) -> Point {
        (self.x.fraction(mark.x), self.y.fraction(mark.y))
    }

    /// The marks between the ends of the axes, with their fractions across and up and their cells.
    pub fn inside<'m>(&self, marks: &'m [Mark]) -> Vec<(&'m Mark, Point, (u16, u16))> {
        let holds = |fraction: f64| (0.0..=1.0).contains(&fraction);
        let marks = marks.iter();
        let marks = marks.map(|mark| (mark, self.fractions(mark), self.nearest_cell(mark)));
        let inside = marks.filter(|(_, at, _)| holds(at.0) && holds(at.1));
        inside.collect()
    }

    /// The cell of a mark, on an edge if the mark is outside.
    pub fn nearest_cell(&self, mark: &Mark) -> (u16, u16) {
        let (across, up) = self.fractions(mark);
        let x = self.area.x + cell_at(across, self.area.width);
        (x, self.area.y + cell_at(1.0 - up, self.area.height))
    }

    pub fn beside(&self, area: Rect) -> Rect {
        let used = self.area.right() + 2 - area.x;
        area.beside(used).first_rows(self.area.height)
    }

    /// The label of the current point, and the column where it begins: to the right of the point, or to the left if there is no room.
    pub fn label(&self, mark: &Mark, column: u16) -> Option<(u16, String)> {
        if mark.kind != MarkKind::Current || mark.label.is_empty() {
            return None;
        }
        let label = format!(" {} ", mark.label);
        let before = column.saturating_sub(width(&label)).max(self.area.x);
        let fits = column + width(&label) < self.area.right();
        Some((if fits { column + 1 } else { before }, label))
    }

    /// Draws lines in a raster over the area; `dot` gives the dots of each at fractions across and up.
    pub fn lines<F>(&self, lines: &[Series], raster: &mut Raster, dot: F)
    where
        F: Fn(&Series, Point) -> Dot,
    {
        let (wide, high) = (raster.width as f64, raster.height as f64);
        let at = |(x, y): Point| {
            let (across, down) = (self.x.fraction(x), 1.0 - self.y.fraction(y));
            (across * (wide - 0.01), down * (high - 0.01))
        };
        for line in lines {
            for ends in line.points.windows(2) {
                let dot = |(x, y): Point| dot(line, (x / wide, 1.0 - y / high));
                raster.line(at(ends[0]), at(ends[1]), dot);
            }
        }
    }

    pub fn write_beside(&self, y: u16, text: &str, style: Style, painter: &mut Painter) {
        let text = padded(text, BESIDE - 1, true);
        painter.put((self.area.x - BESIDE, y), &text, style);
    }

    /// Writes the numbers at the ends of both axes, and the names of the axes between them.
    pub fn scales(&self, painter: &mut Painter) {
        let (area, dim) = (self.area, painter.theme.dim());
        self.write_beside(area.top(), &short(self.y.range.1), dim, painter);
        self.write_beside(area.bottom() - 1, &short(self.y.range.0), dim, painter);
        let label = brief(&self.y.label, BESIDE - 1);
        let middle = area.y + area.height / 2;
        self.write_beside(middle, &label, of_axis(self.y, painter), painter);
        self.scale_below(painter);
    }

    pub fn scale_below(&self, painter: &mut Painter) {
        if self.x.is_log {
            return self.powers_below(painter);
        }
        let (area, dim) = (self.area, painter.theme.dim());
        let (from, to) = (short(self.x.range.0), short(self.x.range.1));
        let row = Rect::new(area.x, area.bottom(), area.width, 1);
        let end = area.right().saturating_sub(width(&to)).max(area.x);
        painter.write(row, (row.x, row.y), &from, dim);
        painter.write(row, (end, row.y), &to, dim);
        // In the middle, or if it is too long for that, between the two numbers with a blank on either side.
        let first = area.x + width(&from) + 1;
        let label = brief(&self.x.label, end.saturating_sub(first + 1));
        let last = end.saturating_sub(width(&label) + 1);
        let x = (area.x + area.width / 2).min(last).max(first);
        painter.write(row, (x, row.y), &label, of_axis(self.x, painter));
    }

    /// Writes powers of ten, and the name of the x axis at its end.
    fn powers_below(&self, painter: &mut Painter) {
        let (area, y) = (self.area, self.area.bottom());
        let label = brief(&self.x.label, area.width / 3);
        let end = area.right() - width(&label);
        painter.put((end, y), &label, of_axis(self.x, painter));
        for number in powers(self.x, area.width / 9) {
            let text = power(number);
            let across = self.x.fraction(number).clamp(0.0, 1.0);
            let column = area.x + (across * f64::from(area.width - 1)).round() as u16;
            let x = column.saturating_sub(width(&text) / 2).max(area.x);
            if x + width(&text) < end {
                painter.put((x, y), &text, painter.theme.dim());
            }
        }
    }

    /// The numbers of the y axis as texts, with their rows.
    pub fn ticks_up(&self) -> Vec<(String, u16)> {
        let (axis, area) = (self.y, self.area);
        if axis.is_log {
            let row = |number: f64| {
                let down = (1.0 - axis.fraction(number)) * (f64::from(area.height) * 4.0 - 1.0);
                area.y + ((down.round() / 4.0) as u16).min(area.height - 1)
            };
            let powers = powers(axis, area.height.div_ceil(3)).into_iter();
            return powers.map(|number| (power(number), row(number))).collect();
        }
        let (from, to) = axis.range;
        let mut ticks = vec![(short(to), area.top()), (short(from), area.bottom() - 1)];
        // Of an even number of rows none is in the middle.
        if area.height > 2 && area.height % 2 == 1 {
            let middle = f64::midpoint(from, to);
            ticks.push((short(middle), area.top() + area.height / 2));
        }
        ticks
    }
}

/// The colour of the letter that begins the name of an axis.
fn of_axis(axis: &Axis, painter: &Painter) -> Style {
    painter.theme.letter(axis.label.chars().next())
}

/// The sign of a mark: that of its class, of which there are `count`.
pub(super) fn sign_of(mark: &Mark, count: usize) -> char {
    match mark.kind {
        MarkKind::Current => '◉',
        MarkKind::Class(class) => sign_of_class(class, count),
        MarkKind::Wrong(_) => WRONG,
    }
}

/// The name of an axis, or if there is no room for it the part before its parenthesis, its comma or its colon, such as x₀; cut if need be.
pub(super) fn brief(label: &str, room: u16) -> String {
    let before = |sign| label.split(sign).next().map_or("", str::trim);
    let (symbol, name) = (
        before(':'),
        before(',').split('(').next().unwrap_or("").trim(),
    );
    let forms = [label, before(','), name, before('('), symbol];
    match forms.into_iter().find(|form| width(form) <= room) {
        // A name that keeps half of its letters says more than none.
        Some(form) if form != symbol => form.to_owned(),
        _ if room >= NAME && 2 * room >= width(name) && name != symbol => cut_in_middle(name, room),
        _ => cut(symbol, room),
    }
}

/// The powers of ten on an axis, at most as many as asked for: every one, every second, every third and so on.
fn powers(axis: &Axis, most: u16) -> Vec<f64> {
    let first = (axis.range.0.log10() - 1e-9).ceil() as i32;
    let last = (axis.range.1.log10() + 1e-9).floor() as i32;
    let count = (last - first + 1).max(1);
    let fits = |step: &i32| (count - 1) / step < i32::from(most.max(1));
    let step = (1..count).find(fits).unwrap_or(count);
    // Counted from above: the upper end is most often a round one.
    let shown = (first..=last).filter(|power| (last - power) % step == 0);
    shown.map(|power| 10.0_f64.powi(power)).collect()
}

/// A power of ten, such as 1e−8; near 1 as a number.
fn power(number: f64) -> String {
    match number.log10().round() {
        -2.0..=3.0 => short(number),
        _ => scientific(number, 0, Notation::Plain),
    }
}
