//! Thin lines: eight dots in each cell of the screen, two across and four down.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub style: Style,
    /// So many dots on, so many off, and so on; none for an unbroken line.
    pub dash: &'static [usize],
    /// How many dots it is high.
    pub thick: u8,
}

impl Pen {
    /// An unbroken line, one dot high.
    pub fn thin(style: Style) -> Self {
        Self {
            style,
            dash: &[],
            thick: 1,
        }
    }
}

/// Dots on a grid, the first row above. What is drawn last gives a cell its look.
pub(super) struct Braille {
    area: Rect,
    cells: Vec<(u8, Style)>,
}

impl Braille {
    pub fn new(area: Rect) -> Self {
        let count = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            cells: vec![(0, Style::new()); count],
        }
    }

    /// The place of the last column and of the last row of dots.
    pub fn last(&self) -> (f64, f64) {
        (
            f64::from(self.area.width) * 2.0 - 1.0,
            f64::from(self.area.height) * 4.0 - 1.0,
        )
    }

    fn dot(&mut self, x: f64, y: f64, style: Style) {
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let (x, y) = (x.round(), y.round());
        let (right, bottom) = self.last();
        if x < 0.0 || y < 0.0 || x > right || y > bottom {
            return;
        }
        let (x, y) = (x as usize, y as usize);
        let cell = &mut self.cells[y / 4 * usize::from(self.area.width) + x / 2];
        cell.0 |= BITS[y % 4][x % 2];
        cell.1 = style;
    }

    /// A line through points. Dashes go on around its corners.
    pub fn line(&mut self, points: &[(f64, f64)], pen: Pen) {
        let mut drawn = 0;
        for ends in points.windows(2) {
            self.straight(ends[0], ends[1], pen, &mut drawn);
        }
    }

    fn straight(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen, drawn: &mut usize) {
        let Some((from, to)) = clipped(from, to, self.last()) else {
            return;
        };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).ceil().max(1.0) as usize;
        for step in 0..=steps {
            let part = step as f64 / steps as f64;
            let is_on = is_on(pen.dash, *drawn);
            for row in (0..pen.thick).filter(|_| is_on) {
                let y = from.1 + part * dy + f64::from(row);
                self.dot(from.0 + part * dx, y, pen.style);
            }
            // The end of a piece is the beginning of the next.
            *drawn += usize::from(step < steps);
        }
    }

    /// Put the dots on the screen; cells without dots are left as they are.
    pub fn render(&self, buffer: &mut Buffer) {
        let width = usize::from(self.area.width);
        for (place, (bits, style)) in self.cells.iter().enumerate() {
            if *bits != 0 {
                let (column, row) = ((place % width) as u16, (place / width) as u16);
                let symbol = char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' ');
                buffer[(self.area.x + column, self.area.y + row)]
                    .set_char(symbol)
                    .set_style(*style);
            }
        }
    }
}

/// Whether a dot of a dashed line is drawn.
fn is_on(dash: &[usize], drawn: usize) -> bool {
    let Some(mut place) = drawn.checked_rem(dash.iter().sum()) else {
        return true;
    };
    let part = dash.iter().position(|length| {
        let within = place < *length;
        place = place.saturating_sub(*length);
        within
    });
    part.is_none_or(|part| part % 2 == 0)
}

type Point = (f64, f64);

/// The part of a straight line that lies within the grid, after Liang and Barsky.
fn clipped(from: Point, to: Point, (right, bottom): Point) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    if !dx.is_finite() || !dy.is_finite() {
        return None;
    }
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    let edges = [
        (-dx, from.0 + 0.5),
        (dx, right + 0.5 - from.0),
        (-dy, from.1 + 0.5),
        (dy, bottom + 0.5 - from.1),
    ];
    for (towards, room) in edges {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            first = first.max(room / towards);
        } else {
            last = last.min(room / towards);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    (first <= last).then(|| (at(first), at(last)))
}
