//! What a whole gradient costs as M grows: forward passes, and the time that they take on the machine that runs this.

use crate::data::Init;
use crate::engine::{self, Difference, Engine, Parameters, Samples, Shape};
use crate::scene::{Axis, Curve, Hue, Series, text};
use crate::stage::experiment::Experiment;

/// The numbers of hidden units.
const UNITS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// How many multiplications a measurement may take.
const MOST: usize = 12_000_000;

/// Two gradients to be timed.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::stage) struct Cost {
    parameters: Parameters,
    samples: Samples,
    engine: Engine,
    /// How many slopes are taken, of all that there are.
    slopes: usize,
    repeats: usize,
}

impl Cost {
    fn new(experiment: &Experiment, hidden: usize) -> Self {
        let Shape {
            inputs, classes, ..
        } = experiment.shape();
        let network = Init::Uniform.network(inputs, hidden, classes, experiment.setup.seed);
        let parameters = Parameters::from(&network);
        let pass =
            experiment.train().len() * (parameters.values.len() + 10 * (hidden + 2 * classes));
        Self {
            slopes: (MOST / pass).clamp(4, parameters.values.len().max(4)),
            repeats: (MOST / 4 / pass).clamp(1, 200),
            engine: Engine::new(parameters.shape, 1),
            samples: experiment.train_matrices().clone(),
            parameters,
        }
    }

    /// Take the slopes; gives by how much the time is to be multiplied for the whole gradient.
    pub fn numerical(&mut self) -> f64 {
        let mut search = engine::NumericalGradient::new(Difference::Forward, 1e-3);
        search.advance(
            &mut self.engine,
            &self.parameters,
            &self.samples,
            self.slopes,
        );
        let all = self.parameters.values.len() as f64;
        (all + 1.0) / search.passes as f64
    }

    /// Take the gradient several times; gives by how much the time is to be multiplied for one.
    pub fn backprop(&mut self) -> f64 {
        for _ in 0..self.repeats {
            self.engine.gradient(&self.parameters, &self.samples);
        }
        1.0 / self.repeats as f64
    }
}

/// The measurements that were made so far: seconds for a gradient, numerical and by backpropagation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Costs {
    measured: Vec<(f64, f64)>,
    /// Whether one is under way.
    waiting: bool,
}

impl Costs {
    pub fn is_complete(&self) -> bool {
        self.measured.len() == UNITS.len()
    }

    /// The next measurement to ask for, if none is under way.
    pub fn next(&mut self, experiment: &Experiment) -> Option<Cost> {
        if self.waiting {
            return None;
        }
        let hidden = UNITS.get(self.measured.len())?;
        self.waiting = true;
        Some(Cost::new(experiment, *hidden))
    }

    pub fn take(&mut self, numerical: f64, backprop: f64) {
        self.waiting = false;
        if !self.is_complete() {
            self.measured.push((numerical, backprop));
        }
    }

    /// The times over M, both logarithmic, or the passes alone where no time is measured.
    pub fn curve(&self, experiment: &Experiment) -> Curve {
        let shape = experiment.shape();
        let all = |hidden: usize| Shape { hidden, ..shape }.parameters() as f64;
        let series = |label: &str, hue, dashed, points: Vec<(f64, f64)>| Series {
            label: label.to_owned(),
            hue,
            dashed,
            points,
        };
        let over =
            |f: &dyn Fn(usize) -> f64| UNITS.map(|hidden| (hidden as f64, f(hidden))).to_vec();
        let times = |which: fn(&(f64, f64)) -> f64| {
            UNITS
                .iter()
                .zip(&self.measured)
                .map(|(hidden, measured)| (*hidden as f64, which(measured) * 1e6))
                .collect::<Vec<_>>()
        };
        let mut lines = vec![
            series(
                "passes, numerical",
                Hue::Letter('w'),
                true,
                over(&|m| all(m) + 1.0),
            ),
            series(
                "passes, backpropagation",
                Hue::Letter('z'),
                true,
                over(&|_| 2.0),
            ),
        ];
        if !self.measured.is_empty() {
            lines.push(series(
                "µs, numerical",
                Hue::Letter('w'),
                false,
                times(|m| m.0),
            ));
            lines.push(series(
                "µs, backpropagation",
                Hue::Letter('z'),
                false,
                times(|m| m.1),
            ));
        }
        let highest = lines
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| point.1)
            .fold(10.0, f64::max);
        let (most, name) = (
            UNITS[UNITS.len() - 1],
            if self.measured.is_empty() {
                "passes"
            } else {
                "µs, or passes"
            },
        );
        Curve {
            title: format!("the cost of a gradient, N = {}", experiment.train().len()),
            x: Axis::log("M", 1.0, most as f64),
            y: Axis::log(name, 1.0, highest * 2.0),
            series: lines,
            marks: Vec::new(),
            verdict: self.verdict(all(most) + 1.0, most),
        }
    }

    fn verdict(&self, passes: f64, most: usize) -> String {
        let times = match self.measured.get(UNITS.len() - 1) {
            Some((numerical, backprop)) => format!(
                " Measured here: {} ms against {} ms, {} times as long.",
                text(numerical * 1e3, 3),
                text(backprop * 1e3, 3),
                text(numerical / backprop.max(1e-12), 0)
            ),
            None => String::new(),
        };
        format!(
            "With M = {most} the numerical gradient runs the network {passes} times, backpropagation once forward and once back.{times}"
        )
    }
}
