//! The run that failed beside its repairs: the same data, network and seed, with one thing changed at a time.

use crate::data::Init;
use crate::engine::{Method, Training};
use crate::scene::{Axis, Curve, Hue, Picture, Series, text};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::pictures::finite_range;
use crate::stage::{Experiment, Scale, Settings};

pub(super) const STEPS: u64 = 1000;
/// Steps between two points of the curve.
const STRIDE: u64 = 10;

/// The source's own recipe, and two repairs.
pub(super) const RECIPES: [(&str, Scale, Init); 3] = [
    ("unscaled, all weights 1", Scale::None, Init::Ones),
    ("standardised, all weights 1", Scale::Standard, Init::Ones),
    (
        "standardised, weights drawn",
        Scale::Standard,
        Init::Uniform,
    ),
];

#[derive(Debug)]
struct Run {
    label: &'static str,
    experiment: Experiment,
    training: Training,
    steps: u64,
    /// Step and error over the test part, or over the training part where nothing is left to test.
    errors: Vec<(f64, f64)>,
    accuracy: f64,
}

impl Run {
    fn advance(&mut self, steps: u64) {
        for _ in 0..steps.min(STEPS - self.steps) {
            if self.steps.is_multiple_of(STRIDE) {
                self.score();
            }
            self.experiment.train_on(&mut self.training, 1);
            self.steps += 1;
            if self.steps == STEPS {
                self.score();
            }
        }
    }

    fn score(&mut self) {
        let parameters = self.training.parameters.clone();
        self.experiment.set_parameters(parameters);
        let (train, test) = self.experiment.scores();
        let score = test.unwrap_or(train);
        self.errors.push((self.steps as f64, score.error));
        self.accuracy = score.accuracy();
    }
}

#[derive(Debug)]
pub(super) struct Comparison {
    key: Settings,
    runs: [Run; 3],
}

impl Comparison {
    /// Three runs on the data of an experiment, with its α, M and seed.
    pub fn of(experiment: &Experiment) -> Self {
        let run = |(label, scale, init): (&'static str, Scale, Init)| {
            let experiment = experiment.drawn(|setup| (setup.scale, setup.init) = (scale, init));
            Run {
                label,
                training: experiment.training(Method::Backprop),
                experiment,
                steps: 0,
                errors: Vec::new(),
                accuracy: 0.0,
            }
        };
        Self {
            key: cache_key(experiment),
            runs: RECIPES.map(run),
        }
    }

    /// Continues for a number of steps, with the run that is the farthest behind.
    pub fn train(&mut self, steps: u64) {
        if let Some(run) = self.runs.iter_mut().min_by_key(|run| run.steps) {
            run.advance(steps);
        }
    }

    /// The errors over the steps, logarithmic if they differ much or if they are to be.
    pub fn curve(&self, is_log: bool) -> Curve {
        let (classes, part) = (self.runs[0].experiment.shape().classes, self.part());
        let guess = (classes as f64).ln();
        let colored = self.runs.iter().zip([4, 1, 2]);
        let mut series: Vec<Series> = colored
            .map(|(run, class)| Series::new(run.label, Hue::Class(class), run.errors.clone()))
            .collect();
        let errors = series
            .iter()
            .flat_map(|line| line.points.iter().map(|point| point.1));
        let (low, high) =
            finite_range(errors.filter(|error| *error > 0.0)).unwrap_or((guess, guess));
        let linear = 4.0 * guess + 1.0;
        let level = vec![(0.0, guess), (STEPS as f64, guess)];
        series.push(Series::new(format!("ln {classes}, a guess"), Hue::Text, level).dashed());
        Curve {
            title: format!("the run that failed, and two repairs: {part} error"),
            x: Axis::new("step", 0.0, STEPS as f64),
            y: if high < linear && !is_log {
                Axis::new("E", 0.0, high.max(guess) * 1.1)
            } else {
                Axis::log("E", low.min(guess) / 1.5, high * 1.5)
            },
            series,
            marks: Vec::new(),
            verdict: self.verdict(),
        }
    }

    pub fn part(&self) -> &'static str {
        let has_test = !self.runs[0].experiment.test().is_empty();
        if has_test { "test" } else { "training" }
    }

    /// Whether the source's own recipe did worse than both others, which are repairs then.
    pub fn is_repaired(&self) -> bool {
        let last = |run: &Run| run.errors.last().map_or(f64::NAN, |last| last.1);
        self.runs[1..]
            .iter()
            .all(|run| last(run) < last(&self.runs[0]))
    }

    fn verdict(&self) -> String {
        let part = self.part();
        let outcome = |run: &Run| {
            let label = run.label;
            let Some((_, error)) = run.errors.last() else {
                return format!("{label}: not yet begun");
            };
            let (error, accuracy) = (text(*error, 4), text(run.accuracy, 2));
            format!("{label}: {part} E = {error}, accuracy {accuracy}")
        };
        let all = self.runs.each_ref().map(outcome);
        format!("{}.", all.join("; "))
    }
}

impl Task for Comparison {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        self.key == cache_key(&dashboard.experiment)
    }

    fn is_complete(&self) -> bool {
        self.runs.iter().all(|run| run.steps == STEPS)
    }

    fn advance(&mut self, _: &mut Experiment, passes: usize) {
        self.train((passes as u64 / 4).clamp(1, 50));
    }

    fn picture(&self, dashboard: &DashboardState) -> Picture {
        Picture::Curve(self.curve(dashboard.extent.is_log))
    }
}

fn cache_key(experiment: &Experiment) -> Settings {
    Settings {
        scale: Scale::None,
        init: Init::Ones,
        ..experiment.setup.clone()
    }
}
