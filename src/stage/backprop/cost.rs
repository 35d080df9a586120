//! The cost of a whole gradient as M grows: forward passes, and their time on the machine that runs this.

use crate::data::Init;
use crate::engine::{Difference, Engine, NumericalGradient, Parameters, Samples, Shape};
use crate::scene::{Axis, Curve, Hue, Series, text};
use crate::stage::experiment::Experiment;
use crate::stage::pictures::highest;

const UNITS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// Multiplications of a measurement.
const MAX_COST: usize = 12_000_000;

/// Two gradients to be timed. The numerical one is cut short, and its time extrapolated.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    parameters: Parameters,
    samples: Samples,
    engine: Engine,
    /// The slopes to take, of all that there are.
    slopes: usize,
    repeats: usize,
}

impl Measurement {
    fn new(experiment: &Experiment, hidden: usize) -> Self {
        let Shape {
            inputs, classes, ..
        } = experiment.shape();
        let network = Init::Uniform.network(inputs, hidden, classes, experiment.setup.seed);
        let parameters = Parameters::from(&network);
        let weights = parameters.values.len();
        let pass = experiment.train().len() * (weights + 10 * (hidden + 2 * classes));
        Self {
            slopes: (MAX_COST / pass).clamp(4, weights.max(4)),
            repeats: (MAX_COST / 4 / pass).clamp(1, 200),
            engine: Engine::new(parameters.shape, 1),
            samples: experiment.train_matrices().clone(),
            parameters,
        }
    }

    /// Takes the slopes. Returns the factor from its time to that of the whole gradient.
    pub fn numerical(&mut self) -> f64 {
        let mut search = NumericalGradient::new(Difference::Forward, 1e-3);
        let (at, samples) = (&self.parameters, &self.samples);
        search.advance(&mut self.engine, at, samples, self.slopes);
        (at.values.len() as f64 + 1.0) / search.passes as f64
    }

    /// Takes the gradient several times. Returns the factor from its time to that of one.
    pub fn backprop(&mut self) -> f64 {
        for _ in 0..self.repeats {
            self.engine.gradient(&self.parameters, &self.samples);
        }
        1.0 / self.repeats as f64
    }
}

/// The measurements so far: seconds for a gradient, numerical and by backpropagation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Costs {
    measured: Vec<(f64, f64)>,
    waiting: bool,
}

impl Costs {
    pub fn is_complete(&self) -> bool {
        self.measured.len() == UNITS.len()
    }

    /// The next measurement to ask for, if none is under way.
    pub fn next(&mut self, experiment: &Experiment) -> Option<Measurement> {
        let hidden = UNITS.get(self.measured.len()).filter(|_| !self.waiting)?;
        self.waiting = true;
        Some(Measurement::new(experiment, *hidden))
    }

    pub fn take(&mut self, numerical: f64, backprop: f64) {
        self.waiting = false;
        if !self.is_complete() {
            self.measured.push((numerical, backprop));
        }
    }

    /// The passes and, as far as they are measured, the times over M, both logarithmic.
    pub fn curve(&self, experiment: &Experiment) -> Curve {
        let shape = experiment.shape();
        let slopes = |hidden: usize| Shape { hidden, ..shape }.parameters() as f64;
        let largest = UNITS[UNITS.len() - 1];
        let over_m = |label: &str, letter, numbers: &[f64]| {
            let points = UNITS.iter().zip(numbers);
            let points = points.map(|(hidden, number)| (*hidden as f64, *number));
            Series::new(label, Hue::Letter(letter), points.collect())
        };
        let passes = UNITS.map(|hidden| slopes(hidden) + 1.0);
        let mut series = vec![
            over_m("passes, numerical", 'w', &passes),
            over_m("passes, backpropagation", 'z', &[2.0; UNITS.len()]),
        ];
        let mut unit = "passes";
        if !self.measured.is_empty() {
            let in_microseconds = |(one, other): &(f64, f64)| (one * 1e6, other * 1e6);
            let times: (Vec<f64>, Vec<f64>) = self.measured.iter().map(in_microseconds).unzip();
            series.push(over_m("µs, numerical", 'w', &times.0));
            series.push(over_m("µs, backpropagation", 'z', &times.1));
            unit = "µs, or passes";
        }
        Curve {
            title: format!("the cost of a gradient, N = {}", experiment.train().len()),
            x: Axis::log("M", 1.0, largest as f64),
            y: Axis::log(unit, 1.0, highest(&series, 10.0) * 2.0),
            series,
            marks: Vec::new(),
            verdict: self.verdict(slopes(largest) + 1.0, largest),
        }
    }

    fn verdict(&self, passes: f64, hidden: usize) -> String {
        let measured = |(numerical, backprop): &(f64, f64)| {
            let times = text(numerical / backprop.max(1e-12), 0);
            let [numerical, backprop] = [numerical, backprop].map(|time| text(time * 1e3, 3));
            format!(" Measured here: {numerical} ms against {backprop} ms, {times} times as long.")
        };
        let measured = self.measured.get(UNITS.len() - 1).map(measured);
        let measured = measured.unwrap_or_default();
        format!(
            "With M = {hidden} the numerical gradient runs the network {passes} times, backpropagation once forward and once back.{measured}"
        )
    }
}
