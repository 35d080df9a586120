//! What the numerical gradient says of itself: the stops of its tour.

use crate::scene::Pane::{Equation, Network, Picture, Training};
use crate::stage::dashboard::{Keys, Stops, stop};
use crate::stage::keys::Key::Char;

pub(in crate::stage) const TOUR: Stops = &[
    stop(
        Network,
        Char('n'),
        "E is {E}. Nudge one weight, {weight}, by {ε}; the others stay.",
    ),
    stop(
        Picture,
        Char('n'),
        "The curve is E along {weight}. Run the network at the nudged point.",
    ),
    stop(
        Equation,
        Char('n'),
        "Divide the change of E by {ε}: that is the slope along {weight}.",
    ),
    stop(
        Training,
        Char(' '),
        "With all slopes known, all weights move downhill. Let it run.",
    ),
    stop(
        Training,
        Char(' '),
        "E is {E}, after {passes} passes through the data. Stop it.",
    ),
    stop(
        Picture,
        Char('v'),
        "The slopes of this gradient make two matrices: look at them.",
    ),
    stop(
        Network,
        Char('g'),
        "Show the slopes of one sample in the diagram, in place of weights.",
    ),
];

/// Each picture in a sentence.
pub(super) const PICTURES: Keys = &[
    (
        "image",
        "the digit itself, with the probability of each class beside it",
    ),
    (
        "secant",
        "E along one weight, all others fixed; the secant's slope is the quotient",
    ),
    (
        "matrices",
        "the slopes along all weights, as far as they are known, in the places of w and v",
    ),
    (
        "laboratory",
        "the error of the quotients over ε: too large and too small an ε are both bad",
    ),
    (
        "descent",
        "E over the steps downhill by forward, central and printed quotients",
    ),
    (
        "regions",
        "the plane of the inputs in the colours of the answers; ✗ marks wrong samples",
    ),
    (
        "runs",
        "the last five runs: the settings that differ, and how far each came",
    ),
];
