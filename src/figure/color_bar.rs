//! The scale beside a heat map: the colours and the numbers they mean.

use super::axis::PlotAxis;
use super::bitmap::Bitmap;
use super::prelude::*;
use crate::scene::Axis;

/// The distance from the heat map, and the width of the colours.
const APART: f64 = 22.0;
const BAR: f64 = 16.0;

/// Colours from the bottom to the top, and their numbers.
pub(super) struct ColorBar {
    palette: Vec<ColorRole>,
    axis: PlotAxis,
}

impl ColorBar {
    pub(super) fn new(palette: Vec<ColorRole>, name: &str, (from, to): (f64, f64)) -> Self {
        let axis = PlotAxis::new(&Axis::new(name, from, to), 5);
        Self { palette, axis }
    }

    /// Draws it to the right of a heat map, and returns the width that it takes.
    pub(super) fn draw(self, canvas: &mut Canvas, beside: &Rect) -> Result<f64, FigureError> {
        let bar = Rect::new(beside.right + APART, beside.top, BAR, beside.height());
        let width = APART + BAR + 8.0 + self.axis.widest_text().max(28.0);
        let edge = Stroke::new(ColorRole::Faint, 1.0);
        for (value, text) in &self.axis.ticks {
            let y = bar.bottom - self.axis.fraction(*value) * bar.height();
            canvas.line([(bar.right, y), (bar.right + 4.0, y)], edge);
            canvas.label((bar.right + 8.0, y), Anchor::Start, &Text::faint(text));
        }
        let name = Text::new(&self.axis.label).fit(width - 12.0);
        canvas.text((bar.left, bar.top - 11.0), Anchor::Start, &name);
        canvas.outline(&bar.corners(), edge);
        let last = self.palette.len().saturating_sub(1) as u8;
        let (pixels, palette) = ((0..=last).rev().collect(), self.palette);
        canvas.bitmap(
            bar,
            &Bitmap {
                width: 1,
                pixels,
                palette,
            },
        )?;
        Ok(width)
    }
}
