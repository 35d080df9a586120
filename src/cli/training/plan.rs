//! A run before it is made: its settings in words, and about how long it takes.

use super::{TrainingOptions, scale_of};
use crate::book::Plan;
use crate::cli::narration::{percent, written};
use crate::engine::{Difference, Update};
use crate::equation::Chapter;
use crate::stage::{Experiment, Settings};

impl TrainingOptions {
    /// The settings and the cost of a run.
    ///
    /// # Errors
    /// As [`TrainingOptions::run`], except for what happens in the training.
    pub fn plan(&self, chapter: Chapter) -> anyhow::Result<Plan> {
        let (experiment, chosen) = self.experiment(chapter)?;
        let steps = chosen.values.steps;
        let is_numerical = chapter == Chapter::NumericalGradient;
        let mut settings = data(&experiment);
        settings.extend(network(&experiment.setup));
        if steps == 0 {
            settings.push("no training".to_owned());
        } else {
            settings.push(slopes(&experiment.setup, is_numerical));
            settings.push(format!("α = {}", written(experiment.setup.learning_rate)));
            settings.push(updates(&experiment.setup, steps));
        }
        settings.push(seeds(&experiment.setup));
        Ok(Plan {
            settings,
            cost: cost(&experiment, steps, is_numerical),
        })
    }
}

fn data(experiment: &Experiment) -> Vec<String> {
    let setup = &experiment.setup;
    let noise = if setup.noise > 0.0 {
        format!(" with noise of deviation {}", written(setup.noise))
    } else {
        String::new()
    };
    let order = if setup.shuffle {
        ""
    } else {
        ", in their order"
    };
    let share = percent(setup.train_fraction);
    vec![
        format!("data {}{noise}", setup.data),
        format!("inputs {}", scale_of(experiment)),
        format!("{share} of the samples train{order}"),
    ]
}

fn network(setup: &Settings) -> Vec<String> {
    vec![
        format!("M = {}", setup.hidden),
        format!("first weights: {}", setup.init),
    ]
}

fn slopes(setup: &Settings, is_numerical: bool) -> String {
    if !is_numerical {
        return "slopes by backpropagation".to_owned();
    }
    let epsilon = written(setup.epsilon);
    match setup.difference {
        Difference::Forward => format!("slopes by forward differences with ε = {epsilon}"),
        Difference::Central => format!("slopes by central differences with ε = {epsilon}"),
        Difference::Printed => format!("slopes by the printed difference with ε = {epsilon}"),
    }
}

fn updates(setup: &Settings, steps: u64) -> String {
    let plural = if steps == 1 { "" } else { "s" };
    match (setup.update, setup.block.0) {
        (Update::Online, _) => {
            format!("{steps} step{plural}, each a pass with an update after every sample")
        }
        (Update::Batch, Some(block)) => {
            format!("{steps} step{plural}, each a pass with an update after every {block} samples")
        }
        (Update::Batch, None) => format!("{steps} batch step{plural}"),
    }
}

fn seeds(setup: &Settings) -> String {
    match setup.data_seed.0 {
        Some(data) => format!("seed {}, and {data} for the data", setup.seed),
        None => format!("seed {}", setup.seed),
    }
}

/// About how many multiplications the run takes. The way back costs twice a forward pass.
fn cost(experiment: &Experiment, steps: u64, is_numerical: bool) -> u64 {
    let weights = experiment.shape().parameters() as u64;
    let passes = match experiment.setup.difference {
        _ if !is_numerical => 3,
        Difference::Central => 2 * weights,
        Difference::Forward | Difference::Printed => weights + 1,
    };
    let cost = experiment.cost_of_pass() as u64;
    cost.saturating_mul(passes).saturating_mul(steps)
}
