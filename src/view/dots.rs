//! Pictures finer than the cells of a screen: lines of eight dots a cell, two across and four down; and coloured dots, two a cell, one
//! above the other, nearly square, so that shapes keep their form.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::painter::{Painter, middle};
use super::theme::{SHADES, Theme, shade};
use crate::scene::colour::{Rgb, viridis};

pub(super) type Point = (f64, f64);

#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub style: Style,
    /// A pattern of dots and blanks; empty for an unbroken line.
    pub dash: &'static [u8],
    /// Height in dots.
    pub thick: u8,
}

impl Pen {
    pub fn thin(style: Style, dash: &'static [u8]) -> Self {
        let thick = 1;
        Self { style, dash, thick }
    }
}

/// Lines of braille dots, the first row above. The last line through a cell gives it its look.
pub(super) struct Braille {
    area: Rect,
    cells: Vec<(u8, Style)>,
}

impl Braille {
    pub fn new(area: Rect) -> Self {
        let cells = vec![(0, Style::new()); area.area() as usize];
        Self { area, cells }
    }

    /// The last column and the last row of dots.
    pub fn last(&self) -> Point {
        let (wide, high) = (f64::from(self.area.width), f64::from(self.area.height));
        (wide * 2.0 - 1.0, high * 4.0 - 1.0)
    }

    pub fn dot(&mut self, (x, y): Point, style: Style) {
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let (x, y, last) = (x.round(), y.round(), self.last());
        if x < 0.0 || y < 0.0 || x > last.0 || y > last.1 {
            return;
        }
        let (x, y) = (x as usize, y as usize);
        let cell = &mut self.cells[y / 4 * usize::from(self.area.width) + x / 2];
        cell.0 |= BITS[y % 4][x % 2];
        cell.1 = style;
    }

    /// A line through points. Dashes go on around its corners.
    pub fn line(&mut self, points: &[Point], pen: Pen) {
        let (right, bottom) = self.last();
        let high = (right + 0.5, bottom + 0.5);
        let mut drawn = 0;
        for ends in points.windows(2) {
            // The end of a piece is the beginning of the next.
            let first = drawn;
            for (step, (x, y)) in straight(ends[0], ends[1], -0.5, high).enumerate() {
                drawn = first + step;
                let is_blank = pen.dash.get(drawn % pen.dash.len().max(1)) == Some(&b' ');
                for row in (0..pen.thick).filter(|_| !is_blank) {
                    self.dot((x, y + f64::from(row)), pen.style);
                }
            }
        }
    }

    /// Puts the dots on the screen; cells without dots are left as they are.
    pub fn render(&self, painter: &mut Painter) {
        self.render_over(painter, |_| Style::new());
    }

    /// The same, over what a cell at a position has.
    pub fn render_over(&self, painter: &mut Painter, ground: impl Fn(Position) -> Style) {
        for (at, (bits, style)) in self.area.positions().zip(&self.cells) {
            if let Some(symbol @ '⠁'..) = char::from_u32(0x2800 + u32::from(*bits)) {
                painter.sign(at.into(), symbol, ground(at).patch(*style));
            }
        }
    }
}

/// The points of a straight line, about one a dot, as far as they lie in a rectangle. Clipped after Liang and Barsky.
fn straight(from: Point, to: Point, low: f64, high: Point) -> impl Iterator<Item = Point> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    let (left, right) = ((-dx, from.0 - low), (dx, high.0 - from.0));
    let (above, below) = ((-dy, from.1 - low), (dy, high.1 - from.1));
    for (towards, room) in [left, right, above, below] {
        if towards < 0.0 {
            first = first.max(room / towards);
        } else if towards > 0.0 {
            last = last.min(room / towards);
        } else if room < 0.0 {
            last = -1.0;
        }
    }
    let is_inside = dx.is_finite() && dy.is_finite() && first <= last;
    let steps = (dx.abs().max(dy.abs()) * (last - first)).ceil().max(1.0);
    let inside = (0..=steps as usize).take_while(move |_| is_inside);
    inside.map(move |step| {
        let part = first + (last - first) * step as f64 / steps;
        (from.0 + part * dx, from.1 + part * dy)
    })
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dot {
    Empty,
    /// Heat, from 0 to 1.
    Heat(f64),
    /// A line drawn over heat of this height.
    Line(f64),
    /// A faint line on the ground.
    Faint,
    Paint(Color),
}

/// Coloured dots on a grid, the first row above.
pub(super) struct Raster {
    area: Rect,
    pub width: usize,
    pub height: usize,
    dots: Vec<Dot>,
}

impl Raster {
    /// As many dots as an area holds, each given by its column and its row.
    pub fn new(area: Rect, dot: impl Fn(usize, usize) -> Dot) -> Self {
        let (width, height) = (usize::from(area.width), 2 * usize::from(area.height));
        let dots = (0..width * height).map(|n| dot(n % width, n / width));
        Self {
            area,
            width,
            height,
            dots: dots.collect(),
        }
    }

    /// As many dots as an area holds, each as the fractions across and up of its middle give it.
    pub fn sampled(area: Rect, dot: impl Fn(f64, f64) -> Dot) -> Self {
        let (wide, high) = (area.width.into(), 2 * usize::from(area.height));
        Self::new(area, |x, y| dot(middle(x, wide), 1.0 - middle(y, high)))
    }

    fn set(&mut self, x: usize, y: usize, dot: Dot) {
        if x < self.width && y < self.height {
            self.dots[y * self.width + x] = dot;
        }
    }

    pub fn cell(&self, column: u16, row: u16) -> [Dot; 2] {
        let above = 2 * usize::from(row) * self.width + usize::from(column);
        [self.dots[above], self.dots[above + self.width]]
    }

    /// A straight line of dots; `dot` gives the one at a point.
    pub fn line(&mut self, from: Point, to: Point, dot: impl Fn(Point) -> Dot) {
        let high = (self.width as f64, self.height as f64);
        for (x, y) in straight(from, to, 0.0, high) {
            self.set(x as usize, y as usize, dot((x, y)));
        }
    }

    /// A filled polygon without dents.
    pub fn fill(&mut self, corners: &[Point], dot: Dot) {
        let ys = || corners.iter().map(|(_, y)| *y);
        let top = ys().fold(f64::INFINITY, f64::min).max(0.0);
        let bottom = ys().fold(0.0, f64::max).min(self.height as f64);
        for y in top as usize..bottom.ceil() as usize {
            let middle = y as f64 + 0.5;
            let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
            for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
                let part = (middle - from.1) / (to.1 - from.1);
                if (0.0..=1.0).contains(&part) {
                    let x = from.0 + part * (to.0 - from.0);
                    (left, right) = (left.min(x), right.max(x));
                }
            }
            if left <= right {
                // A negative number becomes 0.
                for x in (left - 0.5).ceil() as usize..=(right - 0.5).floor() as usize {
                    self.set(x, y, dot);
                }
            }
        }
    }

    pub fn render(&self, painter: &mut Painter) {
        for at in self.area.positions() {
            let dots = self.cell(at.x - self.area.x, at.y - self.area.y);
            let (symbol, style) = match painter.theme {
                Theme::Plain => plain(dots),
                theme => coloured(theme, dots),
            };
            painter.sign(at.into(), symbol, style);
        }
    }
}

fn coloured(theme: Theme, dots: [Dot; 2]) -> (char, Style) {
    let colours = dots.map(|dot| match dot {
        Dot::Empty => None,
        Dot::Heat(height) => Some(theme.colour(viridis(height))),
        Dot::Line(height) if height > 0.55 => Some(theme.colour(Rgb(0, 0, 0))),
        Dot::Line(_) => Some(theme.colour(Rgb(255, 255, 255))),
        Dot::Faint => theme.rule().fg,
        Dot::Paint(colour) => Some(colour),
    });
    match colours {
        [None, None] => (' ', Style::new()),
        [Some(above), None] => ('▀', Style::new().fg(above)),
        [None, Some(below)] => ('▄', Style::new().fg(below)),
        [Some(above), Some(below)] => ('▀', Style::new().fg(above).bg(below)),
    }
}

/// Without colour: shades for heat, never quite empty, and signs for lines.
fn plain(dots: [Dot; 2]) -> (char, Style) {
    let heat = |height| (shade(&SHADES[1..], height), Style::new());
    match dots {
        [Dot::Line(_), _] | [_, Dot::Line(_)] => ('●', Theme::Plain.title()),
        [Dot::Heat(above), Dot::Heat(below)] => heat(f64::midpoint(above, below)),
        [Dot::Heat(height), _] | [_, Dot::Heat(height)] => heat(height),
        [Dot::Empty, Dot::Empty] => (' ', Style::new()),
        _ => ('·', Theme::Plain.rule()),
    }
}
