//! Descents by each of the quotients, from the same weights: forward, central, and as printed, which climbs.

use crate::engine::{Difference, NumericalGradient, Parameters};
use crate::scene::{Axis, Curve, Hue, Mark, Picture, Progress, Series, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::matrices::descended;
use crate::stage::pictures::finite_range;
use crate::stage::{Experiment, Settings};

const STEPS: usize = 60;
/// A run is given up where E passes this, or twice what it began with.
const MAX_ERROR: f64 = 48.0;

#[derive(Debug)]
struct Run {
    parameters: Parameters,
    search: NumericalGradient,
    /// E before each update, and at the end.
    errors: Vec<f64>,
}

#[derive(Debug)]
pub(super) struct Descent {
    start: Parameters,
    setup: Settings,
    runs: [Run; 3],
    paused: bool,
}

impl Descent {
    pub fn new(dashboard: &mut DashboardState) -> Self {
        let setup = dashboard.experiment.setup.clone();
        let start = dashboard.experiment.start().clone();
        let run = |difference| Run {
            parameters: start.clone(),
            search: NumericalGradient::new(difference, setup.epsilon),
            errors: Vec::new(),
        };
        Self {
            runs: Difference::ALL.map(run),
            start,
            setup,
            paused: false,
        }
    }

    pub fn passes(experiment: &Experiment) -> usize {
        Difference::ALL.len() * STEPS * (experiment.shape().parameters() + 2)
    }

    pub fn curve(&self) -> Curve {
        let series = |(run, letter): (&Run, char)| {
            let errors = run.errors.iter().enumerate();
            let points = errors.map(|(step, error)| (step as f64, *error)).collect();
            let name = run.search.difference.to_string();
            Series::new(name, Hue::Letter(letter), points)
        };
        let series: Vec<Series> = self.runs.iter().zip(['w', 'z', 'y']).map(series).collect();
        let errors = self.runs.iter().flat_map(|run| run.errors.iter().copied());
        let range = finite_range(errors.filter(|error| *error > 0.0));
        let (low, high) = range.unwrap_or((0.1, 10.0));
        Curve {
            title: "descent by three quotients".to_owned(),
            x: Axis::new("step", 0.0, STEPS as f64),
            y: Axis::log("E", low / 1.5, high * 1.5),
            series,
            marks: self.runs.iter().filter_map(Run::given_up).collect(),
            verdict: self.verdict(),
        }
    }

    /// The error at which a run is given up.
    pub fn limit(&self) -> f64 {
        self.runs[0].limit()
    }

    fn verdict(&self) -> String {
        let outcome = |run: &Run| {
            let name = run.search.difference;
            let [first, .., last] = run.errors[..] else {
                return format!("{name} is at its first step");
            };
            let way = if last > first { "climbs" } else { "falls" };
            let (last, steps) = (text(last, 4), run.errors.len() - 1);
            format!("{name} {way} to E = {last} in {steps} steps")
        };
        let all = self.runs.each_ref().map(outcome);
        format!("From the same weights: {}.", all.join("; "))
    }
}

impl Task for Descent {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        let experiment = &dashboard.experiment;
        experiment.setup == self.setup && *experiment.start() == self.start
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
        let left = match (self.is_complete(), self.paused) {
            (true, _) => "done",
            (_, true) => "stopped: Space goes on",
            _ => "Space stops",
        };
        let share = self.runs.iter().map(Run::share).sum::<f64>() / self.runs.len() as f64;
        Some(Progress::new("three descents", share, left))
    }

    /// Continues the run that is the farthest behind.
    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let mut spent = 0;
        while spent < passes as u64 {
            let unfinished = self.runs.iter_mut().filter(|run| !run.is_done());
            let Some(run) = unfinished.min_by_key(|run| run.errors.len()) else {
                return;
            };
            spent += run.advance(experiment, passes);
        }
    }

    fn picture(&self, _: &DashboardState) -> Picture {
        Picture::Curve(self.curve())
    }
}

impl Run {
    fn limit(&self) -> f64 {
        let first = self.errors.first().copied().unwrap_or(0.0);
        MAX_ERROR.max(2.0 * first)
    }

    /// At its end, or too high to go on.
    fn is_done(&self) -> bool {
        let goes_on = |error: &f64| (..=self.limit()).contains(error);
        self.errors.len() > STEPS || !self.errors.last().is_none_or(goes_on)
    }

    /// A mark where the run was given up, if it was.
    fn given_up(&self) -> Option<Mark> {
        let (step, error) = (self.errors.len().checked_sub(1)?, *self.errors.last()?);
        let is_early = self.is_done() && step < STEPS;
        is_early.then(|| Mark::current((step as f64, error), format!("given up at step {step}")))
    }

    fn share(&self) -> f64 {
        if self.is_done() {
            return 1.0;
        }
        let slopes = self.search.slopes.len() as f64 / self.parameters.values.len() as f64;
        (self.errors.len().saturating_sub(1) as f64 + slopes) / STEPS as f64
    }

    /// Computes up to `slopes` more slopes, and updates if all are there. Returns the forward passes that it took.
    fn advance(&mut self, experiment: &mut Experiment, slopes: usize) -> u64 {
        if self.errors.is_empty() {
            self.errors.push(experiment.error_at(&self.parameters));
        }
        let before = self.search.passes;
        experiment.search(&mut self.search, &self.parameters, slopes);
        let spent = self.search.passes - before;
        if self.search.is_complete(&self.parameters) {
            let rate = experiment.setup.learning_rate;
            self.parameters = descended(&self.parameters, &self.search.slopes, rate);
            self.errors.push(experiment.error_at(&self.parameters));
            self.search = NumericalGradient::new(self.search.difference, self.search.epsilon);
        }
        spent + 1
    }
}
