//! One step downhill along one weight.

use super::{curve, low, points};
use crate::equation::Context;
use crate::model::backprop::{eq14_mean_gradient, gradient};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::numerical_gradient::eq09_forward_difference;
use crate::scene::{Axis, Figure, Hue, Mark, Picture, Series, text};
use crate::stage::figures::figure;

/// The output and the hidden unit of the weight v_kj that moves.
const WEIGHT: (usize, usize) = (1, 2);

/// A step along the weight, against its slope.
#[derive(Debug, Clone, Copy)]
pub(in crate::stage) struct Step {
    pub(in crate::stage) from: f64,
    pub(in crate::stage) rate: f64,
    pub(in crate::stage) slope: f64,
    pub(in crate::stage) to: f64,
    /// The errors where it begins, beyond by ε, and where it ends.
    pub(in crate::stage) before: f64,
    pub(in crate::stage) beyond: f64,
    pub(in crate::stage) after: f64,
}

impl Step {
    /// With the slope of the tangent.
    fn tangent(from: f64, rate: f64) -> Self {
        let Context {
            mut network,
            samples,
            ..
        } = Context::worked_example();
        let (k, j) = WEIGHT;
        network.v[k][j] = from;
        let slopes: Vec<f64> = samples
            .iter()
            .map(|sample| gradient(&network, sample).v[k][j])
            .collect();
        Self::along(from, 0.0, rate, eq14_mean_gradient(&slopes))
    }

    /// With the slope of the secant to a weight that is larger by ε.
    pub(in crate::stage) fn secant(from: f64, epsilon: f64, rate: f64) -> Self {
        let slope = eq09_forward_difference(error(), from, epsilon);
        Self::along(from, epsilon, rate, slope)
    }

    fn along(from: f64, epsilon: f64, rate: f64, slope: f64) -> Self {
        let (error, to) = (error(), from - rate * slope);
        Self {
            from,
            rate,
            slope,
            to,
            before: error(from),
            beyond: error(from + epsilon),
            after: error(to),
        }
    }
}

/// The error of the worked example over the weight.
fn error() -> impl Fn(f64) -> f64 {
    let Context {
        network, samples, ..
    } = Context::worked_example();
    move |weight| {
        let mut moved = network.clone();
        moved.v[WEIGHT.0][WEIGHT.1] = weight;
        eq08_mean_cross_entropy(&moved, &samples)
    }
}

/// The error of the worked example along one weight, its slope where the weight is `from`, and where a step leads, with either sign.
pub(super) fn descent_step(from: f64, learning_rate: f64) -> Figure {
    descent_of(&Step::tangent(from, learning_rate), None)
}

/// The same for a step, with the weight beyond by ε where the slope is that of a secant.
pub(in crate::stage) fn descent_of(step: &Step, epsilon: Option<f64>) -> Figure {
    let &Step {
        from,
        slope,
        to,
        before,
        after,
        ..
    } = step;
    let (error, back) = (error(), from + step.rate * slope);
    let x = Axis::new(&format!("v{}{}", low(WEIGHT.0), low(WEIGHT.1)), -2.0, 3.5);
    let along = points(&x, &error);
    let highest = along.iter().map(|point| point.1).fold(0.0, f64::max);
    let lowest = along.iter().map(|point| point.1).fold(highest, f64::min);
    let room = 0.1 * (highest - lowest);
    let ends = epsilon.map_or([from - 1.0, from + 1.0], |epsilon| {
        [from - 1.0, from + 1.0_f64.max(epsilon)]
    });
    let straight = ends.map(|at| (at, before + slope * (at - from)));
    let leg = |label: &str, to: f64, error: f64| {
        let legs = vec![(from, before), (to, before), (to, error)];
        Series::new(label, Hue::Text, legs).dashed()
    };
    let climbed = error(back);
    let mut series = vec![
        Series::new("E", Hue::Text, along),
        Series::new("slope", Hue::Letter('w'), straight.to_vec()),
        leg("−α · slope", to, after),
    ];
    let mark = |weight: f64, error: f64, name: &str| Mark::current((weight, error), name);
    let mut marks = vec![mark(from, before, "here"), mark(to, after, "downhill")];
    match epsilon {
        None => {
            series.push(leg("", back, climbed));
            marks.push(mark(back, climbed, "uphill"));
        }
        Some(epsilon) => marks.push(mark(from + epsilon, step.beyond, "+ ε")),
    }
    let y = Axis::new("E", lowest - room, highest + room);
    let mut curve = curve("", x, y, series);
    curve.marks = marks;
    let [before, after, climbed] = [before, after, climbed].map(|error| text(error, 4));
    let (rate, slope) = (text(step.rate, 1), text(slope, 4));
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
