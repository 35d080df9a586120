//! Settings with which data are learned, for a command line that names none of them.

use crate::data::DataSet;
use crate::engine::{Method, Shape, Update};
use crate::equation::Chapter;
use crate::stage::{Experiment, Scale, Settings, SetupError};

/// Steps of a training without a dashboard, unless others are known to suit the data.
pub(super) const DEFAULT_STEPS: u64 = 1000;

/// Upper bound on the weights of a network whose slopes are numerical: a step takes a pass over the data for each of them.
const MAX_NUMERICAL: usize = 120;

/// Numbers of steps for a reader's table.
const TRIED: [u64; 3] = [300, 1000, 3000];
/// The share of samples by which more steps must be better to be worth it.
const CLEARLY: f64 = 0.03;
/// Number of inputs up to which steps are tried. With more of them, borders were learned soon, and noise by heart soon after.
const PLANE: usize = 2;
/// Rows below which all may be learned by heart if none is left to test on, and rows from which nothing is tried.
const SMALL: usize = 100;
const LARGE: usize = 10_000;

/// M, α and the number of steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Defaults {
    pub hidden: usize,
    pub learning_rate: f64,
    pub steps: u64,
}

impl Defaults {
    /// The values that suit data, as far as the other settings and the chapter let them.
    ///
    /// # Errors
    /// As [`Experiment::new`].
    pub fn of(set: &DataSet, settings: &Settings, chapter: Chapter) -> Result<Self, SetupError> {
        let general = Self::of_book(settings);
        let chosen = Self::of_data(set, settings)?;
        let shape = Shape {
            inputs: set.inputs(),
            hidden: chosen.hidden,
            classes: set.class_count(),
        };
        if chapter == Chapter::NumericalGradient && shape.parameters() > MAX_NUMERICAL {
            return Ok(general);
        }
        // A large α is for a mean over samples whose inputs are about as large as 1.
        if settings.scale == Scale::None || settings.update == Update::Online {
            let hidden = chosen.hidden;
            return Ok(Self { hidden, ..general });
        }
        Ok(chosen)
    }

    /// Those of the chapters' own runs.
    fn of_book(settings: &Settings) -> Self {
        Self {
            hidden: settings.hidden,
            learning_rate: settings.learning_rate,
            steps: DEFAULT_STEPS,
        }
    }

    fn of_data(set: &DataSet, settings: &Settings) -> Result<Self, SetupError> {
        let (hidden, learning_rate, steps) = match set.name.as_str() {
            "clusters" | "body" | "iris" | "wine" => (2, 0.5, DEFAULT_STEPS),
            "xor" => (16, 1.0, 1000),
            "spiral" => (16, 2.0, 1500),
            "digits" => (16, 2.0, 300),
            _ => return Self::of_table(set, settings),
        };
        Ok(Self {
            hidden,
            learning_rate,
            steps,
        })
    }

    /// Those for a reader's own table.
    fn of_table(set: &DataSet, settings: &Settings) -> Result<Self, SetupError> {
        let (hidden, learning_rate) = (16, 2.0);
        let setup = Settings {
            hidden,
            learning_rate,
            ..settings.clone()
        };
        let experiment = Experiment::new(set.clone(), setup, None)?;
        let [few, middle, many] = TRIED;
        let steps = match (experiment.test().len(), set.len()) {
            // Nothing can be learned too well.
            (0, ..SMALL) => many,
            _ if set.inputs() > PLANE => few,
            (0, _) | (_, LARGE..) => middle,
            _ => tried_steps(&experiment)?,
        };
        Ok(Self {
            hidden,
            learning_rate,
            steps,
        })
    }
}

/// The number of steps after which samples are classified best that are held back from the training part.
///
/// In a plane the border between two classes may be a line that noise blurs, and soon learned by heart, or a spiral that takes thousands of
/// steps. The sizes of the data do not tell which. The test part has no say in it.
fn tried_steps(experiment: &Experiment) -> Result<u64, SetupError> {
    let setup = Settings {
        scale: Scale::None,
        train_fraction: 2.0 / 3.0,
        shuffle: true,
        ..experiment.setup.clone()
    };
    let mut trial = Experiment::new(experiment.train().clone(), setup, None)?;
    let mut training = trial.training(Method::Backprop);
    let (mut best, mut reached, mut done) = (TRIED[0], 0.0, 0);
    for steps in TRIED {
        training.steps(trial.train_matrices(), steps - done);
        done = steps;
        trial.set_parameters(training.parameters.clone());
        let (_, held_back) = trial.scores();
        let accuracy = held_back.map_or(0.0, |score| score.accuracy());
        if accuracy > reached + CLEARLY {
            (best, reached) = (steps, accuracy);
        }
    }
    Ok(best)
}
