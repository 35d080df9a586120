//! What settings are for: which of them have a use beside the others, and the data that they draw or read.

use super::{Block, Settings};
use crate::data::{self, DataError, DataSet, Draw, Names, Reading};
use crate::engine::Update;

impl Settings {
    /// Takes other data, with the settings that have a use for them.
    pub(in crate::stage) fn take_data(&mut self, name: &str) {
        name.clone_into(&mut self.data);
        self.drop_unused("data");
    }

    /// True if a setting changes anything beside the others.
    pub fn has_use(&self, name: &str) -> bool {
        let is_drawn = data::is_drawn(&self.data);
        match name {
            "noise" => is_drawn,
            "data-seed" => is_drawn || self.shuffle,
            "batch" => self.update == Update::Batch,
            _ => true,
        }
    }

    /// Drops what another setting has left without a use.
    pub(super) fn drop_unused(&mut self, changed: &str) {
        match changed {
            "data" if !self.has_use("noise") => self.noise = 0.0,
            "update" if !self.has_use("batch") => self.block = Block::default(),
            _ => {}
        }
    }

    /// The draw of the data.
    pub fn draw(&self) -> Draw {
        Draw {
            seed: self.data_seed.0.unwrap_or(self.seed),
            noise: self.noise,
        }
    }

    /// The seed by which the data are shuffled before they are divided.
    pub(in crate::stage) fn order(&self) -> Option<u64> {
        self.shuffle.then_some(self.draw().seed)
    }

    /// True for each of so many samples that trains.
    #[cfg(feature = "terminal")]
    pub fn which_train(&self, count: usize) -> Vec<bool> {
        data::which_train(count, self.train_fraction, self.order())
    }

    /// All columns of the table of which a set has some, so that the others can be turned on; the columns get their names. Where the rows
    /// of both differ, and where the table cannot be read without the choice, the set is all there is.
    pub fn with_all_columns(&mut self, mut set: DataSet) -> DataSet {
        if self.reading.columns.0.is_empty() {
            return set;
        }
        let all = Reading {
            columns: Names::default(),
            ..self.reading.clone()
        };
        self.reading.columns = set.column_names();
        let is_same = |part: &DataSet| {
            part.x == set.x && part.class == set.class && part.classes == set.classes
        };
        let whole = data::load_as(&self.data, self.draw(), &all).ok();
        let whole = whole.filter(|whole| {
            whole
                .only(&self.reading.columns)
                .as_ref()
                .is_some_and(is_same)
        });
        if let Some(mut whole) = whole {
            if whole.column_names() == self.reading.columns {
                self.reading.columns = Names::default();
            }
            whole.about.remarks = set.about.remarks;
            return whole;
        }
        set.about.chosen.clone_from(&self.reading.columns);
        set
    }

    /// Reads or draws the data.
    ///
    /// # Errors
    /// As [`data::load_as`].
    pub fn load(&self) -> Result<DataSet, DataError> {
        data::load_as(&self.data, self.draw(), &self.reading)
    }
}
