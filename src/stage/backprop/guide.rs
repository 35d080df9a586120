//! What backpropagation says of itself: the stops of its tour.

use crate::scene::Pane::{Equation, Network, Picture, Training};
use crate::stage::dashboard::{Keys, Stops, stop};
use crate::stage::keys::Key::Char;

pub(in crate::stage) const TOUR: Stops = &[
    stop(
        Training,
        Char(' '),
        "E is {E}, and {correct} are correct. Let the network learn.",
    ),
    stop(
        Picture,
        Char(' '),
        "The regions bend to the classes; {correct} are correct. Pause.",
    ),
    stop(
        Training,
        Char('b'),
        "E fell to {E}. Every step can be taken back: go back one.",
    ),
    stop(
        Network,
        Char('g'),
        "How does a weight know where to go? Show its slopes, marked ∂.",
    ),
    stop(
        Network,
        Char('g'),
        "The slopes flow back, from right to left. Show the weights again.",
    ),
    stop(
        Picture,
        Char('v'),
        "One update has four steps: bring the procedure to the front.",
    ),
    stop(
        Equation,
        Char('n'),
        "Take the first: a sample runs forward, and b, z, a, y are kept.",
    ),
    stop(
        Training,
        Char('r'),
        "Now change α or M and train again. First, back to the start.",
    ),
];

/// Each picture in a sentence.
pub(super) const PICTURES: Keys = &[
    (
        "image",
        "the digit itself, with the probability of each class beside it",
    ),
    (
        "regions",
        "the plane of the inputs in the colours of the answers; ✗ marks wrong samples",
    ),
    (
        "procedure",
        "one update by one sample in four steps: slopes, and the new weights beside them",
    ),
    (
        "landscape",
        "E over two weights, all others fixed; the path is that of the training",
    ),
    (
        "check",
        "each slope by backpropagation against a difference quotient: they must agree",
    ),
    (
        "diagnosis",
        "the hidden units: which are always on or off, and which do the same",
    ),
    (
        "repair",
        "the training that failed in the source, beside its two repairs",
    ),
    (
        "cost",
        "the time of a gradient over the number of weights: by nudging, and by going back",
    ),
    (
        "runs",
        "the last five runs: the settings that differ, and how far each came",
    ),
];
