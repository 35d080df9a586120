//! What a network says of itself: the stops of its tour.

use crate::scene::Pane::{Equation, Network, Picture};
use crate::stage::dashboard::{Keys, Stops, stop};
use crate::stage::keys::Key::{Char, Right};

pub(in crate::stage) const TOUR: Stops = &[
    stop(
        Network,
        Char('n'),
        "Inputs are at the left. Compute b₀, the weighted sum of unit 0.",
    ),
    stop(
        Equation,
        Char('n'),
        "The equation shows how, in numbers. Compute the next one.",
    ),
    stop(
        Network,
        Char(' '),
        "The rest follows from left to right: let the samples run through.",
    ),
    stop(
        Network,
        Char(' '),
        "The largest y is the answer, the t of 1 is the right one: stop.",
    ),
    stop(
        Picture,
        Char('.'),
        "◉ is sample {sample}; {correct} of all are correct. Go to the next.",
    ),
    stop(
        Network,
        Right,
        "{weight} is chosen. Make it larger: E is {E} now, and will move.",
    ),
    stop(
        Picture,
        Char('v'),
        "Nothing has been learned yet. Bring another picture to the front.",
    ),
];

/// Each picture in a sentence.
pub(super) const PICTURES: Keys = &[
    (
        "regions",
        "the plane of the inputs in the colours of the answers; ✗ marks wrong samples",
    ),
    (
        "image",
        "the sample as an image, and the outputs for each class as bars",
    ),
    (
        "confusion",
        "a row for each true class and a column for each answer: how often it was given",
    ),
];
