//! Descents by each of the quotients, from the same weights: forward, central, and as printed, which climbs.

use crate::engine::{self, Difference, Engine, Parameters};
use crate::scene::{Axis, Curve, Hue, Progress, Series, text};
use crate::stage::experiment::Experiment;
use crate::stage::setup::Setup;

/// How many updates each makes.
const STEPS: usize = 60;
/// Higher than this E is not drawn.
const HIGHEST: f64 = 12.0;

#[derive(Debug, Clone, PartialEq)]
struct Run {
    parameters: Parameters,
    search: engine::NumericalGradient,
    /// E before each update, and at the end.
    errors: Vec<f64>,
}

/// The runs, as far as they have come.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Descent {
    /// What they started from.
    start: Parameters,
    setup: Setup,
    data: String,
    engine: Engine,
    runs: Vec<Run>,
    /// Whether the reader has stopped it.
    paused: bool,
}

impl Descent {
    /// Three runs from the weights that everything started from.
    pub fn new(experiment: &Experiment) -> Self {
        let start = Parameters::from(experiment.start());
        let run = |difference| Run {
            parameters: start.clone(),
            search: engine::NumericalGradient::new(difference, experiment.setup.epsilon),
            errors: Vec::new(),
        };
        Self {
            runs: Difference::ALL.map(run).to_vec(),
            setup: experiment.setup.clone(),
            data: experiment.set().name.clone(),
            paused: false,
            engine: Engine::new(experiment.shape(), 1),
            start,
        }
    }

    /// Begin anew if anything is another: α, ε, the data, the first weights.
    pub fn of(&mut self, experiment: &Experiment) {
        let same = experiment.setup == self.setup && experiment.set().name == self.data;
        if !same || Parameters::from(experiment.start()) != self.start {
            *self = Self::new(experiment);
        }
    }

    /// About how many forward passes all of it takes.
    pub fn passes(&self) -> usize {
        self.runs.len() * STEPS * (self.start.values.len() + 2)
    }

    pub fn is_complete(&self) -> bool {
        self.runs.iter().all(Run::is_done)
    }

    /// Whether there is something to do, and the reader wants it done.
    pub fn is_running(&self) -> bool {
        !self.paused && !self.is_complete()
    }

    /// Stop, or go on.
    pub fn pause(&mut self) {
        self.paused = !self.paused;
    }

    /// How far all three have come.
    pub fn progress(&self) -> Progress {
        let share = |run: &Run| {
            if run.is_done() {
                return 1.0;
            }
            let slopes = run.search.slopes.len() as f64 / run.parameters.values.len() as f64;
            (run.errors.len().saturating_sub(1) as f64 + slopes) / STEPS as f64
        };
        Progress {
            label: "three descents".to_owned(),
            share: self.runs.iter().map(share).sum::<f64>() / self.runs.len() as f64,
            left: match (self.is_complete(), self.paused) {
                (true, _) => "done".to_owned(),
                (_, true) => "stopped: Space goes on".to_owned(),
                _ => "Space stops".to_owned(),
            },
        }
    }

    /// So many forward passes more, for the run that is the farthest behind.
    pub fn advance(&mut self, experiment: &Experiment, passes: usize) {
        let engine = &mut self.engine;
        let mut spent = 0;
        while spent < passes as u64 {
            let behind = self
                .runs
                .iter_mut()
                .filter(|run| !run.is_done())
                .min_by_key(|run| run.errors.len());
            let Some(run) = behind else { return };
            spent += run.advance(engine, experiment, passes);
        }
    }

    /// E over the updates.
    pub fn curve(&self) -> Curve {
        let hues = [Hue::Letter('w'), Hue::Letter('z'), Hue::Letter('y')];
        let series = |(run, hue): (&Run, Hue)| Series {
            label: run.search.difference.to_string(),
            hue,
            dashed: run.search.difference == Difference::Central,
            points: run
                .errors
                .iter()
                .enumerate()
                .map(|(step, error)| (step as f64, *error))
                .collect(),
        };
        let all: Vec<Series> = self.runs.iter().zip(hues).map(series).collect();
        let highest = all
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| point.1)
            .filter(|error| error.is_finite())
            .fold(0.5, f64::max);
        Curve {
            title: "descent by three quotients".to_owned(),
            x: Axis::new("step", 0.0, STEPS as f64),
            y: Axis::new("E", 0.0, (highest * 1.1).min(HIGHEST)),
            series: all,
            marks: Vec::new(),
            verdict: self.verdict(),
        }
    }

    fn verdict(&self) -> String {
        let says = |run: &Run| {
            let (name, steps) = (run.search.difference, run.errors.len().saturating_sub(1));
            match (run.errors.first(), run.errors.last()) {
                (Some(first), Some(last)) if steps > 0 => {
                    let way = if last > first { "climbs" } else { "falls" };
                    format!("{name} {way} to E = {} in {steps} steps", text(*last, 4))
                }
                _ => format!("{name} is at its first step"),
            }
        };
        let all: Vec<String> = self.runs.iter().map(says).collect();
        format!("From the same weights: {}.", all.join("; "))
    }
}

impl Run {
    /// At its end, or too high to be seen.
    fn is_done(&self) -> bool {
        self.errors.len() > STEPS
            || self
                .errors
                .last()
                .is_some_and(|error| !error.is_finite() || *error > 4.0 * HIGHEST)
    }

    /// Some slopes more, or an update. Gives the forward passes that it took.
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
