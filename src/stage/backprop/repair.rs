//! The run that failed, diagnosed and repaired: the same data, network and seed, with one thing changed at a time.

use crate::data::Init;
use crate::engine::{Method, Training};
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::scene::number::percent;
use crate::scene::{Axis, Curve, Hue, Series, Symbol, Table, TableRow, text};
use crate::stage::experiment::Experiment;
use crate::stage::setup::{Scale, Setup};

/// How many steps each run makes.
pub(super) const STEPS: u64 = 1000;
/// After how many steps a point of the curve is made.
const STRIDE: u64 = 10;
/// A unit whose slope h′ is below this for a sample hardly learns from it.
const SATURATED: f64 = 0.01;
/// More units than this the table does not name.
const MAX_UNITS: usize = 12;

/// The recipes: the source's own, and two repairs.
pub(super) const RECIPES: [(&str, Scale, Init); 3] = [
    ("unscaled, all weights 1", Scale::None, Init::Ones),
    ("standardised, all weights 1", Scale::Standard, Init::Ones),
    (
        "standardised, weights drawn",
        Scale::Standard,
        Init::Uniform,
    ),
];

#[derive(Debug, Clone, PartialEq)]
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
            self.training.step(self.experiment.train_matrices());
            self.steps += 1;
        }
        if self.steps == STEPS {
            self.score();
        }
    }

    fn score(&mut self) {
        self.experiment
            .set_parameters(self.training.parameters.clone());
        let (train, test) = self.experiment.scores();
        if let Some(score) = test.or(train)
            && self
                .errors
                .last()
                .is_none_or(|last| last.0 < self.steps as f64)
        {
            self.errors.push((self.steps as f64, score.error));
            self.accuracy = score.accuracy();
        }
    }
}

/// The three runs, as far as they have come.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Repair {
    of: (String, Setup),
    runs: Vec<Run>,
}

impl Repair {
    /// Three runs on the data of a experiment, with its α, M and seed.
    pub fn new(experiment: &Experiment) -> Self {
        let run = |(label, scale, init): (&'static str, Scale, Init)| {
            let experiment = experiment.drawn(|setup| {
                setup.scale = scale;
                setup.init = init;
            });
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
            of: essence(experiment),
            runs: RECIPES.map(run).to_vec(),
        }
    }

    pub fn is_of(&self, experiment: &Experiment) -> bool {
        self.of == essence(experiment)
    }

    pub fn is_complete(&self) -> bool {
        self.runs.iter().all(|run| run.steps == STEPS)
    }

    /// So many steps more, for the run that is the farthest behind.
    pub fn advance(&mut self, steps: u64) {
        if let Some(run) = self.runs.iter_mut().min_by_key(|run| run.steps) {
            run.advance(steps);
        }
    }

    /// The errors of the three runs over each other, and the error of a guess.
    pub fn curve(&self) -> Curve {
        let classes = self.runs[0].experiment.shape().classes;
        let guess = (classes as f64).ln();
        let series = |(number, run): (usize, &Run)| Series {
            label: run.label.to_owned(),
            hue: Hue::Class([4, 1, 2][number]),
            dashed: false,
            points: run.errors.clone(),
        };
        let mut all: Vec<Series> = self.runs.iter().enumerate().map(series).collect();
        let highest = all
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| point.1)
            .filter(|error| error.is_finite())
            .fold(guess, f64::max);
        all.push(Series {
            label: format!("ln {classes}, a guess"),
            hue: Hue::Text,
            dashed: true,
            points: vec![(0.0, guess), (STEPS as f64, guess)],
        });
        let part = self.part();
        Curve {
            title: format!("the run that failed, and two repairs: {part} error"),
            x: Axis::new("step", 0.0, STEPS as f64),
            y: Axis::new("E", 0.0, (highest * 1.1).min(4.0 * guess + 1.0)),
            series: all,
            marks: Vec::new(),
            verdict: self.verdict(),
        }
    }

    /// Which part the errors are over.
    fn part(&self) -> &'static str {
        if self.runs[0].experiment.test().is_empty() {
            "training"
        } else {
            "test"
        }
    }

    fn verdict(&self) -> String {
        let part = self.part();
        let says = |run: &Run| {
            let Some((_, error)) = run.errors.last() else {
                return format!("{}: not yet begun", run.label);
            };
            format!(
                "{}: {part} E = {}, accuracy {}",
                run.label,
                text(*error, 4),
                text(run.accuracy, 2)
            )
        };
        let all: Vec<String> = self.runs.iter().map(says).collect();
        format!("{}.", all.join("; "))
    }
}

/// What the runs depend on.
fn essence(experiment: &Experiment) -> (String, Setup) {
    let setup = Setup {
        scale: Scale::None,
        init: Init::Ones,
        ..experiment.setup.clone()
    };
    (experiment.set().name.clone(), setup)
}

/// What the numbers say about each hidden unit: its mean slope, for how many samples it is saturated, and whose twin it is.
pub(super) fn diagnosis(experiment: &Experiment) -> Table {
    let network = experiment.network();
    let samples = experiment.train().samples();
    let passes: Vec<Vec<f64>> = samples
        .iter()
        .map(|sample| forward(&network, &sample.x).b)
        .collect();
    let slopes = |j: usize| passes.iter().map(move |b| sigmoid_slope(b[j]));
    let share = |j: usize| {
        slopes(j).filter(|slope| *slope < SATURATED).count() as f64 / passes.len() as f64
    };
    let mean = |j: usize| slopes(j).sum::<f64>() / passes.len() as f64;
    let twin = |j: usize| {
        let same_v = |one: usize| {
            network
                .v
                .iter()
                .all(|v_k| v_k[one].to_bits() == v_k[j].to_bits())
        };
        (0..j).find(|one| network.w[*one] == network.w[j] && same_v(*one))
    };
    let units = 0..network.hidden();
    let saturated = units.clone().filter(|j| share(*j) > 0.9).count();
    let twins = units.clone().filter(|j| twin(*j).is_some()).count();
    let row = |j: usize| {
        let sums: Vec<f64> = passes.iter().map(|b| b[j]).collect();
        let low = sums.iter().copied().fold(f64::INFINITY, f64::min);
        let high = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        TableRow {
            cells: vec![
                j.to_string(),
                text(low, 2),
                text(high, 2),
                text(mean(j), 4),
                percent(share(j)),
                twin(j).map_or("–".to_owned(), |other| {
                    Symbol::new('z', other.to_string()).to_string()
                }),
            ],
            right: Some(share(j) <= 0.9 && twin(j).is_none()),
        }
    };
    let head = |name: &str, letter: char| {
        (
            name.to_owned(),
            Some(letter).filter(|letter| *letter != ' '),
        )
    };
    Table {
        title: "diagnosis of the hidden units".to_owned(),
        columns: vec![
            head("unit", ' '),
            head("least b", 'b'),
            head("largest b", 'b'),
            head("mean h′", 'z'),
            head("saturated", ' '),
            head("twin of", 'z'),
        ],
        rows: units.take(MAX_UNITS).map(row).collect(),
        verdict: advice(network.hidden(), saturated, twins, experiment.setup.scale),
    }
}

fn advice(units: usize, saturated: usize, twins: usize, scale: Scale) -> String {
    let mut says = Vec::new();
    if saturated > 0 {
        let cure = match scale {
            Scale::None => "standardise the inputs (key 2)",
            Scale::Standard => "smaller weights keep the sums near 0",
        };
        says.push(format!(
            "{saturated} of {units} units are saturated: h′ ≈ 0, so (28) is ≈ 0 and w stands still. Cure: {cure}."
        ));
    }
    if twins > 0 {
        says.push(format!(
            "{twins} of {units} are twins of another: equal weights get equal slopes and stay equal for ever. Cure: draw the first weights (key 3)."
        ));
    }
    if says.is_empty() {
        says.push("No unit is saturated for nearly all samples, and no two are alike.".to_owned());
    }
    says.join(" ")
}
