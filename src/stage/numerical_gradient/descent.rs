//! Descents by each of the quotients, from the same weights: forward, central, and as printed, which climbs.

use crate::engine::{self, Difference, Engine, Parameters};
use crate::scene::{Axis, Curve, Hue, Picture, Progress, Series, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::experiment::Experiment;
use crate::stage::pictures::highest;
use crate::stage::settings::Settings;

/// Updates of each run.
const STEPS: usize = 60;
/// The largest E of the curve.
const MAX_SHOWN: f64 = 12.0;

#[derive(Debug)]
struct Run {
    parameters: Parameters,
    search: engine::NumericalGradient,
    /// E before each update, and at the end.
    errors: Vec<f64>,
}

/// The three runs, as far as they have come.
#[derive(Debug)]
pub(super) struct Descent {
    start: Parameters,
    setup: Settings,
    data: String,
    engine: Engine,
    runs: Vec<Run>,
    /// True if the reader has stopped them.
    paused: bool,
}

impl Descent {
    /// Three runs from the first weights.
    pub fn new(dashboard: &mut DashboardState) -> Self {
        let experiment = &dashboard.experiment;
        let start = Parameters::from(experiment.start());
        let run = |difference| Run {
            parameters: start.clone(),
            search: engine::NumericalGradient::new(difference, experiment.setup.epsilon),
            errors: Vec::new(),
        };
        Self {
            runs: Difference::ALL.map(run).into(),
            setup: experiment.setup.clone(),
            data: experiment.set().name.clone(),
            paused: false,
            engine: Engine::new(experiment.shape(), 1),
            start,
        }
    }

    /// About how many forward passes all of it takes.
    pub fn passes(experiment: &Experiment) -> usize {
        Difference::ALL.len() * STEPS * (experiment.shape().parameters() + 2)
    }

    /// E over the updates.
    pub fn curve(&self) -> Curve {
        let hues = [Hue::Letter('w'), Hue::Letter('z'), Hue::Letter('y')];
        let series = |(run, hue): (&Run, Hue)| {
            let errors = run.errors.iter().enumerate();
            let points = errors.map(|(step, error)| (step as f64, *error)).collect();
            let series = Series::new(run.search.difference.to_string(), hue, points);
            match run.search.difference {
                Difference::Central => series.dashed(),
                Difference::Forward | Difference::Printed => series,
            }
        };
        let series: Vec<Series> = self.runs.iter().zip(hues).map(series).collect();
        Curve {
            title: "descent by three quotients".to_owned(),
            x: Axis::new("step", 0.0, STEPS as f64),
            y: Axis::new("E", 0.0, (highest(&series, 0.5) * 1.1).min(MAX_SHOWN)),
            series,
            marks: Vec::new(),
            verdict: self.verdict(),
        }
    }

    fn verdict(&self) -> String {
        let outcome = |run: &Run| {
            let (name, steps) = (run.search.difference, run.errors.len().saturating_sub(1));
            match (run.errors.first(), run.errors.last()) {
                (Some(first), Some(last)) if steps > 0 => {
                    let way = if last > first { "climbs" } else { "falls" };
                    format!("{name} {way} to E = {} in {steps} steps", text(*last, 4))
                }
                _ => format!("{name} is at its first step"),
            }
        };
        let all: Vec<String> = self.runs.iter().map(outcome).collect();
        format!("From the same weights: {}.", all.join("; "))
    }
}

impl Task for Descent {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        let experiment = &dashboard.experiment;
        experiment.setup == self.setup
            && experiment.set().name == self.data
            && Parameters::from(experiment.start()) == self.start
    }

    fn is_complete(&self) -> bool {
        self.runs.iter().all(Run::is_done)
    }

    fn is_running(&self) -> bool {
        !self.paused && !self.is_complete()
    }

    fn toggle(&mut self) -> bool {
        self.paused = !self.paused;
        true
    }

    fn progress(&self) -> Option<Progress> {
        let share = |run: &Run| {
            if run.is_done() {
                return 1.0;
            }
            let slopes = run.search.slopes.len() as f64 / run.parameters.values.len() as f64;
            (run.errors.len().saturating_sub(1) as f64 + slopes) / STEPS as f64
        };
        Some(Progress {
            label: "three descents".to_owned(),
            share: self.runs.iter().map(share).sum::<f64>() / self.runs.len() as f64,
            left: match (self.is_complete(), self.paused) {
                (true, _) => "done".to_owned(),
                (_, true) => "stopped: Space goes on".to_owned(),
                _ => "Space stops".to_owned(),
            },
        })
    }

    /// Continues the run that is the farthest behind.
    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let mut spent = 0;
        while spent < passes as u64 {
            let unfinished = self.runs.iter_mut().filter(|run| !run.is_done());
            let Some(run) = unfinished.min_by_key(|run| run.errors.len()) else {
                return;
            };
            spent += run.advance(&mut self.engine, experiment, passes);
        }
    }

    fn picture(&self, _: &DashboardState) -> Picture {
        Picture::Curve(self.curve())
    }
}

impl Run {
    /// At its end, or too high to be seen.
    fn is_done(&self) -> bool {
        self.errors.len() > STEPS
            || self
                .errors
                .last()
                .is_some_and(|error| !error.is_finite() || *error > 4.0 * MAX_SHOWN)
    }

    /// Computes up to `slopes` more slopes, and updates if all are there. Returns the forward passes that it took.
    fn advance(&mut self, engine: &mut Engine, experiment: &Experiment, slopes: usize) -> u64 {
        let samples = experiment.train_matrices();
        if self.errors.is_empty() {
            self.errors.push(engine.error(&self.parameters, samples));
        }
        let before = self.search.passes;
        self.search
            .advance(engine, &self.parameters, samples, slopes);
        let spent = self.search.passes - before;
        if self.search.is_complete(&self.parameters) {
            let rate = experiment.setup.learning_rate;
            for (weight, slope) in self.parameters.values.iter_mut().zip(&self.search.slopes) {
                *weight -= rate * slope;
            }
            self.errors.push(engine.error(&self.parameters, samples));
            self.search =
                engine::NumericalGradient::new(self.search.difference, self.search.epsilon);
        }
        spent + 1
    }
}
