//! Descent along one weight, against the slope of a secant, on the curve of E over that weight.

use super::{Animation, Frames};
use crate::scene::{Axis, Curve, Figure, Hue, Mark, Picture, Series, text};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{of_panels, panel};
use crate::stage::pictures::finite_range;

/// Multiplications that the curve may take, and the bounds of its points.
const MAX_COST: usize = 60_000_000;
const POINTS: (usize, usize) = (9, 161);

struct Step {
    w: f64,
    error: f64,
    slope: f64,
}

struct Descent {
    steps: Vec<Step>,
    /// E over the weight, whose axes no frame moves.
    along: Curve,
}

pub(super) fn frames(experiment: &Experiment, count: usize) -> Frames {
    let mut at = experiment.clone();
    at.restart();
    let descent = Descent::new(&mut at, count);
    Frames::new(Animation::Descent, count, move |index| descent.frame(index))
}

impl Descent {
    /// Descends along the weight on which E depends most.
    fn new(experiment: &mut Experiment, count: usize) -> Self {
        let slopes = experiment.gradient().values;
        let steeper =
            |one: &usize, other: &usize| slopes[*one].abs().total_cmp(&slopes[*other].abs());
        let weight = (0..slopes.len()).max_by(steeper).unwrap_or(0);
        let mut moved = experiment.parameters().clone();
        let w = moved.values[weight];
        let name = experiment.weight_name(weight);
        let points = (MAX_COST / experiment.cost_of_pass()).clamp(POINTS.0, POINTS.1);
        let setup = experiment.setup.clone();
        let mut error_at = |w: f64| {
            moved.values[weight] = w;
            experiment.error_at(&moved)
        };
        let step = |w: f64, error_at: &mut dyn FnMut(f64) -> f64| {
            let error = error_at(w);
            let slope = setup.difference.quotient(error_at, w, error, setup.epsilon);
            Step { w, error, slope }
        };
        let mut steps = vec![step(w, &mut error_at)];
        while steps.len() < count {
            let last = &steps[steps.len() - 1];
            let next = step(last.w - setup.learning_rate * last.slope, &mut error_at);
            // A descent that climbs out of the picture ends.
            if !next.slope.is_finite() || next.error > 2.0 * steps[0].error {
                break;
            }
            steps.push(next);
        }
        let along = curve(&name, &steps, points, &mut error_at);
        Self { steps, along }
    }

    fn frame(&self, index: usize) -> Figure {
        let index = index.min(self.steps.len() - 1);
        let Step { w, error, slope } = self.steps[index];
        // Between points without a position there is no line.
        let gap = (f64::NAN, f64::NAN);
        let earlier = self.steps[..index].iter();
        let earlier = earlier.flat_map(|step| [(step.w, step.error), gap]);
        let (from, to) = self.along.x.range;
        let secant = [from, to].map(|end| (end, error + slope * (end - w)));
        let mut curve = self.along.clone();
        curve.series.extend([
            Series::new("", Hue::Letter('y'), earlier.collect()),
            Series::new("secant", Hue::Letter('w'), secant.into()).dashed(),
        ]);
        curve.marks = vec![Mark::current((w, error), "")];
        let [slope, error] = [slope, error].map(|number| text(number, 4));
        let title = format!("step {index}: slope {slope}, E = {error}");
        let panels = vec![panel(&title, Picture::Curve(curve))];
        let alternative = format!("A point on a curve, and a straight line through it. {title}.");
        of_panels("", Animation::Descent.caption(), alternative, panels)
    }
}

/// E over the weight, as far as the steps go and somewhat farther.
fn curve(name: &str, steps: &[Step], points: usize, error_at: &mut dyn FnMut(f64) -> f64) -> Curve {
    let (low, high) = finite_range(steps.iter().map(|step| step.w)).unwrap_or((0.0, 0.0));
    // Added to a huge weight, a short reach would be lost to rounding.
    let margin = (0.3 * (high - low)).max(0.1).max(1e-9 * low.abs());
    let x = Axis::new(name, low - margin, high + margin);
    let point = |index: usize| {
        let w = x.at(index as f64 / (points - 1) as f64);
        (w, error_at(w))
    };
    let along: Vec<(f64, f64)> = (0..points).map(point).collect();
    let errors = along.iter().map(|point| point.1);
    let errors = errors.chain(steps.iter().map(|step| step.error));
    let (low, high) = finite_range(errors).unwrap_or((0.0, 1.0));
    let margin = (0.15 * (high - low)).max(1e-9 * (1.0 + high.abs()));
    Curve {
        title: String::new(),
        y: Axis::new("E", low - margin, high + margin),
        series: vec![Series::new(format!("E along {name}"), Hue::Text, along)],
        marks: Vec::new(),
        verdict: String::new(),
        x,
    }
}
