//! What a neuron says of itself: the stops of its tour.

use crate::scene::Pane::{Equation, Network, Picture, Training};
use crate::stage::dashboard::{Keys, Stops, stop};
use crate::stage::keys::Key::{Char, Right};

pub(in crate::stage) const TOUR: Stops = &[
    stop(
        Network,
        Right,
        "Make x₀ larger: its product, the sum a and the output y follow.",
    ),
    stop(
        Equation,
        Char(']'),
        "The same numbers stand in the equation: go on to the next one.",
    ),
    stop(
        Picture,
        Char(' '),
        "◉ is the point of the inputs; y is {y} there. Let it wander.",
    ),
    stop(
        Picture,
        Char(' '),
        "The output is ½ on the line a = 0: stop the point near it.",
    ),
    stop(
        Picture,
        Char('v'),
        "y depends on the sum a alone: look at y over a, the sigmoid.",
    ),
    stop(
        Picture,
        Char('v'),
        "a is {a} and y is {y}: now look at y over both inputs.",
    ),
    stop(
        Training,
        Char('p'),
        "Other weights compute AND or OR: open the list, and take one.",
    ),
    stop(
        Picture,
        Char('m'),
        "The source printed this surface mirrored: switch to its form.",
    ),
];

/// Each picture in a sentence.
pub(super) const PICTURES: Keys = &[
    (
        "plane",
        "the output y over the first two inputs; it is ½ on the line a = 0",
    ),
    (
        "sigmoid",
        "the output y over the sum a: the sigmoid presses every sum between 0 and 1",
    ),
    (
        "surface",
        "the same plane as a surface, with y as its height: figure 43 of the source",
    ),
];
