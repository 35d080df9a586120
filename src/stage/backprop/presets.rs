//! Five situations worth a look: three runs on the source's data, and two faults that can be switched on.

use super::broken::WAITS;
use super::comparison::RECIPES;
use super::{Backprop, Change, Handled};
use crate::data::{self, Names};
use crate::engine::Update;
use crate::stage::Settings;
use crate::stage::dashboard::PresetRow;
use crate::stage::settings::{Block, DataSeed};

const NAMES: [(&str, &str); 5] = [
    ("the run that failed", "body, unscaled, all weights 1"),
    ("the same, scaled", "body, standardised, all weights 1"),
    ("the same, repaired", "body, standardised, weights drawn"),
    ("Σ t ≠ 1", "targets that do not sum to 1, for (20)"),
    ("v stored early", "v changes before w is computed"),
];

/// As the source has it: the first half trains, two hidden units, and the rest as the recipe says.
fn settings(recipe: usize, setup: &mut Settings) {
    let (_, scale, init) = RECIPES[recipe];
    (setup.shuffle, setup.train_fraction, setup.hidden) = (false, 0.5, 2);
    (setup.scale, setup.init) = (scale, init);
    setup.learning_rate = Settings::default().learning_rate;
    (setup.update, setup.block) = (Update::Batch, Block::default());
    (setup.noise, setup.data_seed) = (0.0, DataSeed::default());
    setup.reading.columns = Names::default();
}

impl Backprop {
    fn is_on(&self, preset: usize) -> bool {
        let setup = &self.dashboard.experiment.setup;
        match preset {
            3 => self.soft,
            4 => self.update_steps.early,
            recipe => {
                let mut other = setup.clone();
                settings(recipe, &mut other);
                setup.data == "body" && other == *setup
            }
        }
    }

    pub(super) fn preset_rows(&self) -> Vec<PresetRow> {
        let row = |(number, (name, does)): (usize, &(&str, &str))| PresetRow {
            name: (*name).to_owned(),
            does: (*does).to_owned(),
            is_on: self.is_on(number),
        };
        NAMES.iter().enumerate().map(row).collect()
    }

    pub(super) fn preset_names(&self) -> String {
        let on = self.preset_rows().into_iter().filter(|row| row.is_on);
        let names: Vec<String> = on.map(|row| row.name).collect();
        names.join(", ")
    }

    pub(super) fn choose(&mut self, preset: usize) -> Handled {
        match preset {
            0..=2 => return self.choose_recipe(preset),
            3 if self.broken().is_some() => self.dashboard.say(WAITS),
            3 => {
                self.soft = !self.soft;
                self.dashboard.show(20);
                self.dashboard.say(if self.soft {
                    "Targets that do not sum to 1: look at the lines of (20)."
                } else {
                    "Targets that sum to 1 again."
                });
            }
            4 => self.toggle_early(),
            _ => {}
        }
        Handled::Done(Change::Look)
    }

    /// Sets up one of the runs, without the faults.
    fn choose_recipe(&mut self, index: usize) -> Handled {
        (self.soft, self.update_steps.early) = (false, false);
        let set = data::body(self.dashboard.experiment.setup.seed);
        let handled = self
            .dashboard
            .rebuild(Some(set), |setup| settings(index, setup));
        self.dashboard.say(format!("body: {}", RECIPES[index].0));
        handled
    }
}
