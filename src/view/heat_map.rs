//! A large matrix as coloured dots: blue below 0, orange above; without colour in shades above 0 and in strokes below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::raster::{Dot, Raster};
use super::theme::{Theme, contrast};
use crate::scene::Matrix;

/// The largest that an entry is drawn, in dots.
const LARGEST: u16 = 4;

/// Entries as dots: larger than one dot each where there is room, or several in one dot where there is not.
pub(super) struct HeatMap<'a> {
    matrix: &'a Matrix,
    pub area: Rect,
    rows: usize,
    columns: usize,
    largest: f64,
}

impl<'a> HeatMap<'a> {
    pub fn new(matrix: &'a Matrix, room: Rect) -> Self {
        Self::scaled(matrix, room, 1)
    }

    /// Each row in whole lines of the screen, if there is room for that.
    pub fn with_lines(matrix: &'a Matrix, room: Rect) -> Self {
        Self::scaled(matrix, room, 2)
    }

    /// The rows are a multiple of `step` dots high.
    fn scaled(matrix: &'a Matrix, room: Rect, step: usize) -> Self {
        let rows = matrix.entries.len().max(1);
        let columns = matrix
            .entries
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(1);
        let scale = (usize::from(room.width) / columns)
            .min(2 * usize::from(room.height) / rows)
            .min(LARGEST.into());
        let fitting = |count: usize, dots: usize, scale: usize| {
            if scale == 0 {
                count.min(dots)
            } else {
                count * scale
            }
        };
        // Dots are nearly square: rows in whole lines may be higher than their columns are wide.
        let up = scale.div_ceil(step) * step;
        let up = if up * rows <= 2 * usize::from(room.height) {
            up
        } else {
            scale
        };
        let (wide, high) = (
            fitting(columns, room.width.into(), scale),
            fitting(rows, 2 * usize::from(room.height), up),
        );
        let entries = matrix
            .entries
            .iter()
            .flatten()
            .flatten()
            .map(|value| value.abs());
        Self {
            matrix,
            area: Rect {
                width: wide as u16,
                height: high.div_ceil(2) as u16,
                ..room
            },
            rows,
            columns,
            largest: entries
                .filter(|size| size.is_finite())
                .fold(f64::MIN_POSITIVE, f64::max),
        }
    }

    pub fn cells(&self) -> impl Iterator<Item = (u16, u16)> + use<> {
        let area = self.area;
        (0..area.height).flat_map(move |row| (0..area.width).map(move |column| (column, row)))
    }

    fn dots(&self) -> (usize, usize) {
        (
            usize::from(self.area.width),
            2 * usize::from(self.area.height),
        )
    }

    /// Row and column of the entry in a dot.
    pub fn entry(&self, x: u16, y: u16) -> (usize, usize) {
        let (wide, high) = self.dots();
        let of = |dot: u16, count: usize, dots: usize| {
            (usize::from(dot) * count / dots.max(1)).min(count - 1)
        };
        (of(y, self.rows, high), of(x, self.columns, wide))
    }

    /// The cell in the middle of an entry.
    pub fn place(&self, row: usize, column: usize) -> Option<(u16, u16)> {
        let (wide, high) = self.dots();
        let x = (2 * column + 1) * wide / (2 * self.columns);
        let y = (2 * row + 1) * high / (2 * self.rows) / 2;
        let place = (self.area.x + x as u16, self.area.y + y as u16);
        (self.area.contains(place.into())).then_some(place)
    }

    /// An entry compared with the largest.
    pub fn share(&self, row: usize, column: usize) -> f64 {
        let value = self
            .matrix
            .entries
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .flatten();
        value.map_or(0.0, |value| value / self.largest)
    }

    pub fn draw(&self, theme: Theme, buffer: &mut Buffer) {
        let share = |x: u16, y: u16| {
            let (row, column) = self.entry(x, y);
            self.share(row, column)
        };
        if theme == Theme::Plain {
            for (column, row) in self.cells() {
                let (above, below) = (share(column, 2 * row), share(column, 2 * row + 1));
                let size = f64::midpoint(above.abs(), below.abs());
                let symbol = Theme::signed_heat(size.copysign(above + below));
                let symbol = if symbol == ' ' { '·' } else { symbol };
                buffer[(self.area.x + column, self.area.y + row)].set_char(symbol);
            }
            return;
        }
        let mut raster = Raster::new(self.area);
        let known = contrast(theme.diverging(0.0));
        for (column, row) in self.cells() {
            for y in [2 * row, 2 * row + 1] {
                let share = share(column, y);
                let colour = if share.is_finite() {
                    theme.diverging(share)
                } else {
                    known
                };
                raster.set(column.into(), y.into(), Dot::Paint(theme.colour(colour)));
            }
        }
        raster.render(theme, self.area, buffer);
    }
}
