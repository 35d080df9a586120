//! What the lines and signs of a picture stand for.

use super::canvas::{Canvas, Point, Stroke};
use super::marks::{SIGN, draw_class};
use super::text::{Anchor, Text};
use super::theme::Tone;

/// The distance from one line to the next.
pub(super) const PITCH: f64 = 21.0;
const BETWEEN: f64 = 22.0;

/// A line or a sign.
pub(super) enum Sample {
    Line(Stroke),
    Class(usize),
}

/// A sample, and what it stands for.
pub(super) struct Entry {
    pub(super) sample: Sample,
    pub(super) text: Text,
}

impl Entry {
    pub(super) fn new(sample: Sample, words: &str, width: f64) -> Self {
        let text = Text::toned(words, Tone::Text).size(13.0);
        let mut entry = Self { sample, text };
        entry.text = entry.text.clone().fit(width - entry.indent());
        entry
    }

    fn indent(&self) -> f64 {
        match self.sample {
            Sample::Line(_) => 38.0,
            Sample::Class(_) => 20.0,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.indent() + self.text.width()
    }

    /// Draws it with its middle line at a height.
    pub(super) fn draw(&self, canvas: &mut Canvas, (x, y): Point) {
        match self.sample {
            Sample::Line(stroke) => canvas.line([(x, y), (x + 29.0, y)], stroke),
            Sample::Class(class) => draw_class(canvas, (x + 6.0, y), class, SIGN),
        }
        let base = (x + self.indent(), y + self.text.sink());
        canvas.text(base, Anchor::Start, self.text.clone());
    }
}

/// The entries in lines that are no wider than a width.
pub(super) fn lines(entries: Vec<Entry>, width: f64) -> Vec<Vec<Entry>> {
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    let mut used = 0.0;
    for entry in entries {
        let wanted = entry.width() + BETWEEN;
        match lines.last_mut() {
            Some(line) if used + entry.width() <= width => {
                used += wanted;
                line.push(entry);
            }
            _ => {
                used = wanted;
                lines.push(vec![entry]);
            }
        }
    }
    lines
}

/// Draws lines of entries below each other, each line in the middle.
pub(super) fn draw_lines(canvas: &mut Canvas, lines: &[Vec<Entry>], (middle, top): Point) {
    for (number, line) in lines.iter().enumerate() {
        let width: f64 = line.iter().map(|entry| entry.width() + BETWEEN).sum();
        let mut x = middle - (width - BETWEEN) / 2.0;
        for entry in line {
            entry.draw(canvas, (x, top + PITCH * (number as f64 + 0.5)));
            x += entry.width() + BETWEEN;
        }
    }
}
