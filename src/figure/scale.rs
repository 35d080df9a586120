//! The scale beside a heat map: which colour stands for which number.

use super::bitmap::Bitmap;
use super::canvas::{Canvas, Stroke};
use super::number::{sound, ticks};
use super::text::{Anchor, Rect, Text};
use super::theme::Tone;
use crate::scene::Axis;

/// The distance from what it belongs to, and how wide its colours are.
const APART: f64 = 22.0;
const BAR: f64 = 16.0;

/// The colours from the bottom to the top, and the numbers that they stand for.
pub(super) struct Scale {
    pub(super) palette: Vec<Tone>,
    pub(super) name: String,
    axis: Axis,
}

impl Scale {
    pub(super) fn new(palette: Vec<Tone>, name: &str, (from, to): (f64, f64)) -> Self {
        Self {
            palette,
            name: name.to_owned(),
            axis: sound(&Axis::new("", from, to)),
        }
    }

    /// The room that it takes to the right of what it belongs to.
    pub(super) fn width(&self) -> f64 {
        let widths = ticks(&self.axis, 5).into_iter();
        let widest = widths.map(|(_, text)| number(&text).width());
        APART + BAR + 8.0 + widest.fold(28.0, f64::max)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, beside: &Rect) {
        let left = beside.right + APART;
        let bar = Rect {
            left,
            right: left + BAR,
            ..*beside
        };
        self.draw_bar(canvas, bar);
        let edge = Stroke::new(Tone::Faint, 1.0);
        for (value, text) in ticks(&self.axis, 5) {
            let y = bar.bottom - self.axis.fraction(value) * bar.height();
            canvas.line([(bar.right, y), (bar.right + 4.0, y)], edge);
            canvas.text((bar.right + 8.0, y + 4.2), Anchor::Start, number(&text));
        }
        let name = Text::new(&self.name).fit(self.width() - 12.0);
        canvas.text((bar.left, bar.top - 11.0), Anchor::Start, name);
    }

    fn draw_bar(&self, canvas: &mut Canvas, bar: Rect) {
        let last = (self.palette.len().max(1) - 1) as u8;
        let pixels = (0..=last).rev().collect();
        let palette = self.palette.clone();
        canvas.bitmap(
            bar,
            Bitmap {
                width: 1,
                pixels,
                palette,
            },
        );
        canvas.outline(&bar.corners(), Stroke::new(Tone::Faint, 1.0));
    }
}

fn number(text: &str) -> Text {
    Text::words(text, Tone::Faint).size(12.0)
}
