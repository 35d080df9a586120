//! A large matrix as coloured dots: blue below 0, orange above; without colour in shades above 0 and in strokes below.

use ratatui::layout::{Position, Rect};

use super::dots::{Dot, Raster};
use super::painter::Painter;
use super::theme::{Theme, contrast};
use crate::scene::Matrix;

/// The largest size of an entry in dots.
const LARGEST: usize = 4;

/// Entries as dots: larger than one dot each if there is room, or several in one dot if there is not.
pub(super) struct HeatMap<'a> {
    matrix: &'a Matrix,
    pub area: Rect,
    rows: usize,
    columns: usize,
    largest: f64,
}

impl<'a> HeatMap<'a> {
    /// A map whose rows are a multiple of `step` dots high if there is room: with 2, in whole lines of the screen.
    pub fn new(matrix: &'a Matrix, room: Rect, step: usize) -> Self {
        let rows = matrix.entries.len().max(1);
        let columns = matrix.width().max(1);
        let (wide, high) = (usize::from(room.width), 2 * usize::from(room.height));
        let scale = (wide / columns).min(high / rows).min(LARGEST);
        let fitting = |count: usize, dots: usize, scale: usize| match scale {
            0 => count.min(dots),
            scale => count * scale,
        };
        // Dots are nearly square: rows in whole lines may be higher than their columns are wide.
        let up = scale.div_ceil(step) * step;
        let up = if up * rows <= high { up } else { scale };
        let sizes = matrix.entries.iter().flatten().flatten().copied();
        let sizes = sizes.map(f64::abs).filter(|size| size.is_finite());
        Self {
            matrix,
            area: Rect {
                width: fitting(columns, wide, scale) as u16,
                height: fitting(rows, high, up).div_ceil(2) as u16,
                ..room
            },
            rows,
            columns,
            largest: sizes.fold(f64::MIN_POSITIVE, f64::max),
        }
    }

    fn dots(&self) -> (usize, usize) {
        let area = self.area;
        (usize::from(area.width), 2 * usize::from(area.height))
    }

    /// Row and column of the entry in a dot.
    fn entry(&self, x: usize, y: usize) -> (usize, usize) {
        let (wide, high) = self.dots();
        let of = |dot: usize, count: usize, dots: usize| (dot * count / dots.max(1)).min(count - 1);
        (of(y, self.rows, high), of(x, self.columns, wide))
    }

    pub fn entry_at(&self, cell: Position) -> (usize, usize) {
        let (x, y) = (cell.x - self.area.x, cell.y - self.area.y);
        self.entry(x.into(), 2 * usize::from(y))
    }

    pub fn cell(&self, (row, column): (usize, usize)) -> Option<(u16, u16)> {
        let (wide, high) = self.dots();
        let x = (2 * column + 1) * wide / (2 * self.columns);
        let y = (2 * row + 1) * high / (2 * self.rows) / 2;
        let cell = (self.area.x + x as u16, self.area.y + y as u16);
        self.area.contains(cell.into()).then_some(cell)
    }

    /// An entry compared with the largest; 0 if it is not known.
    pub fn share(&self, entry: (usize, usize)) -> f64 {
        self.matrix.at(entry).unwrap_or(0.0) / self.largest
    }

    pub fn draw(&self, painter: &mut Painter) {
        let theme = painter.theme;
        let share = |x: usize, y: usize| self.share(self.entry(x, y));
        if theme != Theme::Plain {
            // An infinite entry stands out from all others.
            let infinite = contrast(theme.diverging(0.0));
            let dot = |x, y| match share(x, y) {
                share if share.is_finite() => theme.diverging(share),
                _ => infinite,
            };
            Raster::new(self.area, |x, y| Dot::Paint(theme.colour(dot(x, y)))).render(painter);
            return;
        }
        painter.signs(self.area, |x, y| {
            let (above, below) = (share(x, 2 * y), share(x, 2 * y + 1));
            let size = f64::midpoint(above.abs(), below.abs());
            Theme::signed_heat(size.copysign(above + below))
        });
    }
}
