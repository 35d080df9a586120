//! Where a neuron hardly learns.

use super::{curve, points};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::scene::{Axis, Figure, Hue, Mark, Picture, Series, text};
use crate::stage::figures::figure;

/// The part of its largest slope below which a neuron counts as saturated.
const PART: f64 = 0.1;

/// The sigmoid and its slope, where the slope is less than a part of its largest, and what both are at a sum.
pub(in crate::stage) fn saturation(at_sum: Option<f64>) -> Figure {
    let part = PART;
    let x = Axis::new("a", -8.0, 8.0);
    // h′ = y (1 − y) is a part p of 1/4 where y = (1 + √(1 − p)) / 2.
    let y = f64::midpoint(1.0, (1.0 - part).sqrt());
    let edge = (y / (1.0 - y)).ln();
    let limit = |at: f64| Series::new("", Hue::Text, vec![(at, 0.0), (at, 1.0)]).dashed();
    let slope = points(&x, sigmoid_slope);
    let series = vec![
        Series::new("y = h(a)", Hue::Letter('y'), points(&x, eq04_sigmoid)),
        Series::new("h′(a) = y (1 − y)", Hue::Letter('w'), slope),
        limit(-edge),
        limit(edge),
    ];
    let mut curve = curve("", x, Axis::new("", -0.04, 1.04), series);
    let at = |a: f64| Mark::current((a, sigmoid_slope(a)), "");
    let largest = Mark::current((0.0, sigmoid_slope(0.0)), "¼");
    curve.marks = match at_sum {
        None => vec![at(-edge), largest, at(edge)],
        Some(a) => [eq04_sigmoid(a), sigmoid_slope(a)]
            .map(|y| Mark::current((a, y), text(y, 4)))
            .to_vec(),
    };
    let (edge, percent) = (text(edge, 2), text(100.0 * part, 0));
    figure(
        "saturation",
        format!(
            "The sigmoid and its slope. Beyond the broken lines, where the sum is below −{edge} or above {edge}, the slope is less \
             than {percent} % of its largest value: the neuron is sure of itself and hardly learns."
        ),
        format!(
            "The S-shaped curve of y over a, and below it the bell of its slope: a quarter at a = 0, less than {percent} % of that \
             beyond −{edge} and {edge}."
        ),
        Picture::Curve(curve),
    )
}
