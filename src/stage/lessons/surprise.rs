//! The surprise against the square: values, and slopes along the sum.

use super::{curve, points};
use crate::scene::{Axis, Figure, Hue, Mark, Picture, Series, text};
use crate::stage::figures::{of_panels, panel};

/// For two classes, of which the right one has the probability y; with the values at one y, if there is one to show.
pub(in crate::stage) fn surprise_square(at: Option<f64>) -> Figure {
    let x = || Axis::new("y", 0.0, 1.0);
    let of = |name: &str, letter: char, f: fn(f64) -> f64| {
        Series::new(name, Hue::Letter(letter), points(&x(), f))
    };
    let errors = vec![
        of("−log y", 'y', |y| -y.ln()),
        of("(1 − y)²", 'w', |y| (1.0 - y).powi(2)),
    ];
    // Along the sum a of the right class dy/da = y (1 − y).
    let slopes = vec![
        of("surprise: 1 − y", 'y', |y| 1.0 - y),
        of("square: 2 y (1 − y)²", 'w', |y| {
            2.0 * y * (1.0 - y).powi(2)
        }),
    ];
    let mut errors = curve("", x(), Axis::new("error", 0.0, 2.5), errors);
    let mut slopes = curve("", x(), Axis::new("slope", 0.0, 1.05), slopes);
    if let Some(y) = at {
        let mark = |value: f64| Mark::current((y, value), text(value, 3));
        errors.marks = [-y.ln(), (1.0 - y).powi(2)].map(mark).to_vec();
        slopes.marks = [1.0 - y, 2.0 * y * (1.0 - y).powi(2)].map(mark).to_vec();
    }
    of_panels(
        "surprise-square",
        "Two errors of a sample whose right class has the probability y, and how steeply each falls as the sum of that class grows. \
         Where the network is certain and wrong, near y = 0, the square has no slope left.",
        "Left: −log y grows without bound as y goes to 0, the square (1 − y)² never exceeds 1. Right: the slope of the surprise along \
         the sum, 1 − y, is largest at y = 0; that of the square, 2 y (1 − y)², is 0 there.",
        vec![
            panel("the error", Picture::Curve(errors)),
            panel("its slope along the sum", Picture::Curve(slopes)),
        ],
    )
}
