//! Figures with numbers that a reader changes: by a control, by dragging what the figure shows, or by choosing one of its parts.
//!
//! | file | its figures |
//! |---|---|
//! | `neuron` | the weighted sum, the line in the plane, the sigmoid |
//! | `errors` | the surprise and the square, a step downhill |
//! | `network` | the network with all its weights |
//! | `learning` | the network that learns |
//! | `steps` | the four steps of an update, forward and back |
//! | `layers` | softmax, the hidden plane, all paths of one weight |
//!
//! A figure is a function of its numbers. The book shows it at the first ones; a page draws it again at every other.

mod errors;
mod layers;
mod learning;
mod network;
mod neuron;
mod steps;

use crate::scene::Figure;

/// A number that can be changed.
#[derive(Debug, Clone, Copy)]
pub struct Control {
    /// Its symbol, as figures have it: w_0.
    pub key: &'static str,
    /// The same in words.
    pub name: &'static str,
    pub from: f64,
    pub to: f64,
    /// The distance between neighbours; all values are multiples of it, counted from `from`.
    pub step: f64,
    pub start: f64,
    /// The names of its values, if it is a choice; none if they are numbers.
    pub options: &'static [&'static str],
    /// True if it is only on or off.
    pub is_switch: bool,
}

impl Control {
    const fn new(key: &'static str, name: &'static str, [from, to, step, start]: [f64; 4]) -> Self {
        Self {
            key,
            name,
            from,
            to,
            step,
            start,
            options: &[],
            is_switch: false,
        }
    }

    /// One of some things that have names, at first the first of them.
    const fn choice(
        key: &'static str,
        name: &'static str,
        options: &'static [&'static str],
    ) -> Self {
        let last = (options.len() - 1) as f64;
        Self {
            options,
            ..Self::new(key, name, [0.0, last, 1.0, 0.0])
        }
    }

    const fn switch(key: &'static str, name: &'static str) -> Self {
        Self {
            is_switch: true,
            ..Self::new(key, name, [0.0, 1.0, 1.0, 0.0])
        }
    }

    /// The nearest value that the control can have.
    pub fn nearest(&self, value: f64) -> f64 {
        let value = if value.is_finite() { value } else { self.start };
        let steps = ((value.clamp(self.from, self.to) - self.from) / self.step).round();
        // Rounded to what a reader sees, since steps such as 0.1 add up to 0.30000000000000004.
        let nearest = (self.from + steps * self.step).clamp(self.from, self.to);
        // There is no negative zero.
        (nearest * 1e6).round() / 1e6 + 0.0
    }
}

/// A pointer that drags: the panel, and where in its axes it was put down and where it is.
#[derive(Debug, Clone, Copy)]
pub struct Drag {
    pub panel: usize,
    pub from: (f64, f64),
    pub to: (f64, f64),
}

/// A piece of an equation: the key of the symbol whose number it is, or nothing, and its text.
pub type Piece = (String, String);

/// What a figure shows at some numbers, and the lines of the equation beside it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub figure: Figure,
    pub lines: Vec<Vec<Piece>>,
}

pub struct Moving {
    /// The name of the figure in the book.
    pub name: &'static str,
    pub controls: &'static [Control],
    /// What can be done with it, in a sentence.
    pub help: &'static str,
    show: fn(&[f64]) -> Shown,
    drag: fn(&mut [f64], Drag),
    pick: fn(&mut [f64], &str),
    /// Whether a finger put down at a point of the first panel takes hold of something that moves in every direction.
    grip: fn(&[f64], (f64, f64)) -> bool,
}

const ALL: [Moving; 14] = [
    neuron::SUM,
    neuron::PLANE,
    neuron::SATURATION,
    network::NETWORK,
    steps::FORWARD,
    steps::NEW_V,
    steps::NEW_W,
    steps::STORED,
    errors::SURPRISE,
    errors::DESCENT,
    layers::SOFTMAX,
    layers::HIDDEN_PLANE,
    layers::PATHS,
    learning::LEARNING,
];

/// All figures that move.
pub fn all() -> &'static [Moving] {
    &ALL
}

pub fn find(name: &str) -> Option<&'static Moving> {
    all().iter().find(|moving| moving.name == name)
}

impl Moving {
    pub fn starts(&self) -> Vec<f64> {
        self.controls.iter().map(|control| control.start).collect()
    }

    /// The nearest values that the controls can have; those that are missing are the first ones.
    pub fn nearest(&self, values: &[f64]) -> Vec<f64> {
        let given = values
            .iter()
            .copied()
            .map(Some)
            .chain(std::iter::repeat(None));
        let pairs = self.controls.iter().zip(given);
        let value = |(control, value): (&Control, Option<f64>)| {
            control.nearest(value.unwrap_or(control.start))
        };
        pairs.map(value).collect()
    }

    pub fn show(&self, values: &[f64]) -> Shown {
        (self.show)(&self.nearest(values))
    }

    /// The values after a pointer has dragged something, which had these values when it was put down.
    pub fn dragged(&self, values: &[f64], drag: Drag) -> Vec<f64> {
        let mut values = self.nearest(values);
        (self.drag)(&mut values, drag);
        self.nearest(&values)
    }

    /// Whether a finger that is put down there takes hold of something, so that the page does not scroll.
    pub fn grips(&self, values: &[f64], panel: usize, at: (f64, f64)) -> bool {
        panel == 0 && (self.grip)(&self.nearest(values), at)
    }

    /// The values after a symbol of the figure has been chosen.
    pub fn picked(&self, values: &[f64], key: &str) -> Vec<f64> {
        let mut values = self.nearest(values);
        (self.pick)(&mut values, key);
        self.nearest(&values)
    }
}

/// A figure of which nothing is dragged but numbers.
fn no_drag(_: &mut [f64], _: Drag) {}

/// A figure in which things move in one direction only.
fn no_grip(_: &[f64], _: (f64, f64)) -> bool {
    false
}

/// A figure in which nothing is chosen.
fn no_pick(_: &mut [f64], _: &str) {}

/// Parts a template into pieces: `{w_0}` is the number of a symbol, by its value in `values`.
fn line(template: &str, values: &[(&str, String)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut parts = template.split('{');
    pieces.extend(parts.next().map(|plain| (String::new(), plain.to_owned())));
    for part in parts {
        let (key, plain) = part.split_once('}').unwrap_or((part, ""));
        let found = values.iter().find(|value| value.0 == key);
        let text = found.map_or(key, |value| value.1.as_str());
        pieces.push((key.to_owned(), text.to_owned()));
        pieces.push((String::new(), plain.to_owned()));
    }
    pieces.retain(|piece| !piece.1.is_empty());
    pieces
}

/// A factor or a summand: in brackets if it is negative.
fn bracketed(value: f64, text: String) -> String {
    if value < 0.0 {
        format!("({text})")
    } else {
        text
    }
}
