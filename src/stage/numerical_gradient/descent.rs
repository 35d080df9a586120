//! Descents by each of the quotients, from the same weights: forward, central, and as printed, which climbs.

use crate::engine::{Difference, NumericalGradient, Parameters};
use crate::scene::{Axis, Curve, Hue, Picture, Progress, Series, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::matrices::descended;
use crate::stage::pictures::highest;
use crate::stage::{Experiment, Settings};

const STEPS: usize = 60;
const MAX_SHOWN: f64 = 12.0;

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
        let mut series: Vec<Series> = self.runs.iter().zip(['w', 'z', 'y']).map(series).collect();
        series[Difference::Central as usize].dashed = true;
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
    /// At its end, or too high to be seen.
    fn is_done(&self) -> bool {
        let is_seen = |error: &f64| (..=4.0 * MAX_SHOWN).contains(error);
        self.errors.len() > STEPS || !self.errors.last().is_none_or(is_seen)
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
