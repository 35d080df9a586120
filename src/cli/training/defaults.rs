//! M, α and the number of steps, for what a command line does not name of them.

use std::time::Instant;

use super::TrainingOptions;
use crate::data::DataSet;
use crate::engine::Method;
use crate::equation::Chapter;
use crate::stage::{Defaults, Experiment, Scale, Settings, SetupError};

/// Those for a reader's table, before steps are tried.
const OF_TABLE: Defaults = Defaults {
    hidden: 32,
    learning_rate: 2.0,
    steps: 300,
};
/// Numbers of steps for it.
const TRIED: [u64; 3] = [OF_TABLE.steps, 1000, 3000];
/// The share of samples by which more steps must be better to be worth it.
const CLEARLY: f64 = 0.03;
/// Number of inputs up to which steps are tried. With more of them, borders were learned soon, and noise by heart soon after.
const PLANE: usize = 2;
/// Rows below which all may be learned by heart if none is left to test on.
const SMALL: usize = 100;
/// Upper bound on the multiplications of a trial: one or two seconds.
const MAX_TRIAL: usize = 4_000_000_000;

/// M, α and the number of steps: some given, the others chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    pub values: Defaults,
    /// True for each of the three that was chosen.
    pub free: [bool; 3],
    /// The reason, in a sentence.
    pub why: &'static str,
    /// The time that the choice took.
    pub seconds: f64,
}

impl Chosen {
    /// For a network that brings its settings.
    pub fn nothing(steps: Option<u64>) -> Self {
        let usual = Defaults::OF_SOURCE;
        Self {
            values: Defaults {
                steps: steps.unwrap_or(usual.steps),
                ..usual
            },
            free: [false; 3],
            why: "",
            seconds: 0.0,
        }
    }
}

impl TrainingOptions {
    /// Chooses what the command line does not name. What it names has a say in the rest.
    ///
    /// # Errors
    /// As [`Experiment::new`].
    pub(super) fn choose(
        &self,
        set: &DataSet,
        settings: &Settings,
        chapter: Chapter,
    ) -> Result<Chosen, SetupError> {
        let start = Instant::now();
        let is_free = |name| !self.chosen.given.contains(&name);
        let free = [
            is_free("hidden"),
            is_free("learning-rate"),
            self.steps.is_none(),
        ];
        let known = Defaults::of_set(&set.name);
        let suited = known.unwrap_or(OF_TABLE);
        let mut values = suited.within(set, settings, chapter);
        let mut why = reason(values == suited, chapter);
        if !free[0] {
            values.hidden = settings.hidden;
        }
        if !free[1] {
            // The number of steps that is enough depends on α.
            (values.learning_rate, values.steps) =
                (settings.learning_rate, Defaults::OF_SOURCE.steps);
        }
        if let Some(steps) = self.steps {
            values.steps = steps;
        } else if values.steps == OF_TABLE.steps && known.is_none() && trains(chapter) {
            (values.steps, why) = steps_for_table(set, settings, values)?;
        }
        Ok(Chosen {
            values,
            free,
            why,
            seconds: start.elapsed().as_secs_f64(),
        })
    }
}

/// The reason for M and α.
fn reason(is_suited: bool, chapter: Chapter) -> &'static str {
    match chapter {
        _ if is_suited => "With scaled inputs such data are learned so.",
        Chapter::NumericalGradient => "With numerical slopes, more weights would take long.",
        _ => "They suit updates after single samples, and inputs as they were measured.",
    }
}

/// True for the programs of the chapters in which networks are trained.
pub(super) fn trains(chapter: Chapter) -> bool {
    [Chapter::NumericalGradient, Chapter::Backprop].contains(&chapter)
}

/// The number of steps for a reader's own table, and the reason.
fn steps_for_table(
    set: &DataSet,
    settings: &Settings,
    values: Defaults,
) -> Result<(u64, &'static str), SetupError> {
    let setup = Settings {
        hidden: values.hidden,
        learning_rate: values.learning_rate,
        ..settings.clone()
    };
    let experiment = Experiment::new(set.clone(), setup, None)?;
    let [few, middle, many] = TRIED;
    let (tested, cost) = (experiment.test().len(), experiment.cost_of_pass());
    Ok(match (tested, set.len()) {
        (0, ..SMALL) => (
            many,
            "Nothing is left to test, so all rows may be learned by heart.",
        ),
        _ if set.inputs() > PLANE => (
            few,
            "With more than 2 inputs, more steps mostly learn noise by heart.",
        ),
        (0, _) => (middle, "Nothing is left to try more steps on."),
        _ if cost.saturating_mul(many as usize) > MAX_TRIAL => {
            (middle, "To try how many steps are best would take long.")
        }
        _ => (
            tried_steps(&experiment)?,
            "More did not do clearly better on a third of the training samples that was held back in a trial.",
        ),
    })
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
