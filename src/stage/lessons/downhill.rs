//! One step downhill along one weight.

use super::{curve, points};
use crate::equation::Context;
use crate::model::Network;
use crate::model::backprop::{eq14_mean_gradient, gradient};
use crate::model::error::eq08_mean_cross_entropy;
use crate::scene::{Axis, Figure, Hue, Mark, Picture, Series, text};
use crate::stage::figures::figure;

/// The output and the hidden unit of the weight v_kj that moves.
const WEIGHT: (usize, usize) = (1, 2);

/// The error of the worked example along one weight, its slope where the weight is `from`, and where a step leads, with either sign.
pub(super) fn descent_step(from: f64, learning_rate: f64) -> Figure {
    let Context {
        mut network,
        samples,
        ..
    } = Context::worked_example();
    let (k, j) = WEIGHT;
    network.v[k][j] = from;
    let error = |weight: f64| {
        let mut moved: Network = network.clone();
        moved.v[k][j] = weight;
        eq08_mean_cross_entropy(&moved, &samples)
    };
    let slopes: Vec<f64> = samples
        .iter()
        .map(|sample| gradient(&network, sample).v[k][j])
        .collect();
    let slope = eq14_mean_gradient(&slopes);
    let (to, back) = (from - learning_rate * slope, from + learning_rate * slope);
    let x = Axis::new(&format!("v{}{}", low(k), low(j)), -2.0, 3.5);
    let along = points(&x, error);
    let highest = along.iter().map(|point| point.1).fold(0.0, f64::max);
    let lowest = along.iter().map(|point| point.1).fold(highest, f64::min);
    let room = 0.1 * (highest - lowest);
    let tangent = [from - 1.0, from + 1.0].map(|at| (at, error(from) + slope * (at - from)));
    let leg = |label: &str, to: f64| {
        let legs = vec![(from, error(from)), (to, error(from)), (to, error(to))];
        Series::new(label, Hue::Text, legs).dashed()
    };
    let series = vec![
        Series::new("E", Hue::Text, along),
        Series::new("slope", Hue::Letter('w'), tangent.to_vec()),
        leg("−α · slope", to),
        leg("", back),
    ];
    let y = Axis::new("E", lowest - room, highest + room);
    let mut curve = curve("", x, y, series);
    let mark = |weight: f64, name: &str| Mark::current((weight, error(weight)), name);
    curve.marks = vec![
        mark(from, "here"),
        mark(to, "downhill"),
        mark(back, "uphill"),
    ];
    let [before, after, climbed] = [from, to, back].map(|weight| text(error(weight), 4));
    let (rate, slope) = (text(learning_rate, 1), text(slope, 4));
    figure(
        "descent-step",
        format!(
            "One step downhill along one weight. The slope is {slope}; a step of −α times the slope, with α = {rate}, takes E from \
             {before} to {after}. The same step with the sign turned round climbs to {climbed}."
        ),
        format!(
            "A curve of E over one weight with its tangent at a point, E = {before}. A broken line leads along the axis and down to \
             a point lower on the curve, E = {after}; another leads the other way, to a higher one, E = {climbed}."
        ),
        Picture::Curve(curve),
    )
}

fn low(digit: usize) -> char {
    char::from_u32(0x2080 + digit as u32).unwrap_or('?')
}
