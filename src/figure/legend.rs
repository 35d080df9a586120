//! The meaning of the lines and signs of a picture.

use super::marks::{SIGN, draw_class};
use super::prelude::*;

pub(super) const PITCH: f64 = 21.0;
const BETWEEN: f64 = 22.0;

pub(super) type Sign = fn(&mut Canvas, &Rect);

pub(super) enum Sample {
    Line(Stroke),
    Class(usize),
    Sign(Sign),
}

impl Sample {
    fn indent(&self) -> f64 {
        match self {
            Self::Line(_) => 50.0,
            Self::Class(_) => 20.0,
            Self::Sign(_) => 26.0,
        }
    }
}

pub(super) struct Entry {
    sample: Sample,
    text: Text,
}

impl Entry {
    pub(super) fn new(sample: Sample, words: &str, width: f64) -> Self {
        let text = Text::label(words, ColorRole::Text).size(13.0);
        let text = text.fit(width - sample.indent());
        Self { sample, text }
    }

    /// The sign of a class with its name.
    pub(super) fn class(class: usize, name: &str, width: f64) -> Self {
        let sample = Sample::Class(class);
        let text = Text::name(name, ColorRole::Text, width - sample.indent());
        Self { sample, text }
    }

    /// An entry of the key below a diagram or a matrix.
    pub(super) fn key(sample: Sample, words: &str) -> Self {
        let text = Text::faint(words);
        Self { sample, text }
    }

    pub(super) fn width(&self) -> f64 {
        self.sample.indent() + self.text.width()
    }

    /// Draws it with its middle at a height.
    pub(super) fn draw(&self, canvas: &mut Canvas, (x, y): Point) {
        match self.sample {
            Sample::Line(stroke) => canvas.line([(x, y), (x + 41.0, y)], stroke),
            Sample::Class(class) => draw_class(canvas, (x + 6.0, y), class, SIGN),
            Sample::Sign(draw) => draw(canvas, &Rect::new(x, y - 7.0, 18.0, 14.0)),
        }
        let left = x + self.sample.indent();
        canvas.label((left, y), Anchor::Left, &self.text);
    }
}

pub(super) fn lines(entries: Vec<Entry>, width: f64) -> Vec<Vec<Entry>> {
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if line_width(line) + BETWEEN + entry.width() <= width => line.push(entry),
            _ => lines.push(vec![entry]),
        }
    }
    lines
}

fn line_width(line: &[Entry]) -> f64 {
    let widths = line.iter().map(|entry| entry.width() + BETWEEN);
    widths.sum::<f64>() - BETWEEN
}

pub(super) fn draw_line(canvas: &mut Canvas, line: &[Entry], (middle, y): Point) {
    let mut x = middle - line_width(line) / 2.0;
    for entry in line {
        entry.draw(canvas, (x, y));
        x += entry.width() + BETWEEN;
    }
}
