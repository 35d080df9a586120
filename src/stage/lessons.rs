//! The figures of the book that show one idea each. The numbers that an idea turns on are parameters of the functions here.

mod bars;
mod downhill;
mod learning;
mod paths;
mod planes;
mod sigmoid;
mod surprise;

use crate::equation::Chapter;
use crate::scene::{Axis, Curve, Figure, Series};
use crate::stage::figures::{BOOK, with_command};

pub(super) use bars::softmax_bars;
pub(super) use downhill::{Step, descent_of};
pub(super) use learning::{Learning, SETS, SHOWN_STEPS};
pub(super) use paths::Paths;
pub(super) use planes::{Units, hidden_plane_of};
pub(super) use sigmoid::saturation;
pub(super) use surprise::surprise_square;

/// The figures of a chapter, in the order of the book.
pub(super) fn of(chapter: Chapter) -> Vec<Figure> {
    let figures = match chapter {
        Chapter::Neuron => vec![sigmoid::saturation(None)],
        Chapter::Network => vec![
            bars::softmax_bars(&[2.0, 1.0, 0.0]),
            planes::hidden_plane(),
            planes::unit_images(),
        ],
        Chapter::NumericalGradient => vec![
            surprise::surprise_square(None),
            learning::error_curves(),
            downhill::descent_step(2.0, 1.5),
        ],
        Chapter::Backprop => vec![paths::Paths::of(0, 1, 0).figure(), learning::learned()],
    };
    with_command(figures, BOOK)
}

/// A curve without points that stand out.
fn curve(title: &str, x: Axis, y: Axis, series: Vec<Series>) -> Curve {
    Curve {
        title: title.to_owned(),
        x,
        y,
        series,
        marks: Vec::new(),
        verdict: String::new(),
    }
}

/// The points of a function at even distances along an axis.
fn points(x: &Axis, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let along = (0..=240).map(|part| x.at(f64::from(part) / 240.0));
    along.map(|x| (x, f(x))).collect()
}

/// A digit as an index.
fn low(digit: usize) -> char {
    char::from_u32(0x2080 + digit as u32).unwrap_or('?')
}
