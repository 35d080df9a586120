//! From data, settings and perhaps the file of a network to an experiment.

use std::sync::Arc;

use super::Experiment;
use crate::data::{self, DataError, DataSet, Scaler, Split, grouped, split};
use crate::engine::{Engine, Parameters, Samples};
use crate::equation::Context;
use crate::model::{Network, Sample};
use crate::stage::settings::{Scale, Settings};

#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error(transparent)]
    Data(#[from] DataError),
    #[error(
        "{data} has D = {} inputs and K = {} classes, but the network has D = {} and K = {}: give a network of its shape, or other data",
        .wanted.0, .wanted.1, .found.0, .found.1
    )]
    Shape {
        data: String,
        wanted: (usize, usize),
        found: (usize, usize),
    },
}

/// What the file of a network says beside its weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FromFile {
    pub file: String,
    /// The scale on which the network was trained, if it is known.
    pub scaler: Option<Scaler>,
    /// The settings that the file brings.
    pub settings: Settings,
}

impl Experiment {
    /// Divides and scales the data, and draws a network unless one is given.
    ///
    /// # Errors
    /// A fraction that leaves nothing to train, or a network of another shape.
    pub fn new(
        set: impl Into<Arc<DataSet>>,
        setup: Settings,
        network: Option<(Network, String)>,
    ) -> Result<Self, SetupError> {
        let from_file = |file| FromFile {
            file,
            ..FromFile::default()
        };
        let network = network.map(|(network, file)| (network, from_file(file)));
        Self::with(set, setup, network)
    }

    /// As [`Experiment::new`], with a network that may bring its scale, which then is not learned.
    ///
    /// # Errors
    /// As there.
    pub fn with(
        set: impl Into<Arc<DataSet>>,
        mut setup: Settings,
        network: Option<(Network, FromFile)>,
    ) -> Result<Self, SetupError> {
        let whole = set.into();
        setup.take_data(&whole.name);
        let set = selected(&whole, &setup);
        let (network, from_file) = network.unzip();
        if let Some(network) = &network {
            check_shape(&set, network)?;
            setup.hidden = network.hidden();
        }
        // The choices of a page always fit.
        if cfg!(not(target_arch = "wasm32")) {
            check_room(&set, &setup)?;
        }
        let (Split { train, test }, scaler) = divided(&set, &setup, from_file.as_ref())?;
        let (inputs, hidden, classes) = (set.inputs(), setup.hidden, set.class_count());
        let drawn = || setup.init.network(inputs, hidden, classes, setup.seed);
        let start = Parameters::from(&network.unwrap_or_else(drawn));
        let train_samples = train.samples();
        Ok(Self {
            train_matrices: Arc::new(Samples::new(&train_samples)),
            test_matrices: Arc::new(Samples::new(&test.samples())),
            engine: Engine::new(start.shape, setup.threads),
            parameters: start.clone(),
            start,
            from_file,
            train_samples: Arc::new(train_samples),
            scaler,
            train: Arc::new(train),
            test: Arc::new(test),
            whole,
            set,
            setup,
            sample: 0,
            broken: None,
            mine: None,
        })
    }

    /// Data that fit, with a network drawn from the seed.
    ///
    /// # Panics
    /// If the fraction of the setup is not above 0 and at most 1.
    pub fn of(set: impl Into<Arc<DataSet>>, setup: Settings) -> Self {
        Self::new(set, setup, None).expect("a fraction from 0 to 1")
    }

    /// The worked example of the book: D = 2, M = 2, K = 3, three samples.
    ///
    /// # Panics
    /// Never: its data and its network have one shape.
    pub fn worked_example() -> Self {
        let case = Context::worked_example();
        let without_bias = |sample: &Sample| sample.x[..2].to_vec();
        let set = DataSet {
            name: "worked example".to_owned(),
            features: ["x0", "x1"].map(str::to_owned).into(),
            classes: ["0", "1", "2"].map(str::to_owned).into(),
            x: case.samples.iter().map(without_bias).collect(),
            class: vec![0, 1, 2],
            source: "the worked example".to_owned(),
            about: data::About::default(),
        };
        let setup = Settings {
            scale: Scale::None,
            train_fraction: 1.0,
            shuffle: false,
            ..Settings::default()
        };
        let network = (case.network, set.name.clone());
        Self::new(set, setup, Some(network)).expect("data and network of one shape")
    }

    /// Other data or settings. The weights are drawn again if the shape, the seed or their kind changes.
    ///
    /// # Errors
    /// As [`Experiment::new`].
    pub fn changed(
        &self,
        set: Option<DataSet>,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Self, SetupError> {
        let mut setup = self.setup.clone();
        change(&mut setup);
        let whole = set.map_or_else(|| Arc::clone(&self.whole), Arc::new);
        if whole.name != self.whole.name {
            setup.reading.columns.clone_from(&whole.about.chosen);
        }
        let set = selected(&whole, &setup);
        let drawn_from = |set: &DataSet, setup: &Settings| {
            let shape = (set.inputs(), setup.hidden, set.class_count());
            (shape, setup.init, setup.seed)
        };
        let has_same_columns = setup.reading.columns == self.setup.reading.columns;
        let keeps_weights =
            has_same_columns && drawn_from(&set, &setup) == drawn_from(&self.set, &self.setup);
        let from_file = self.from_file.clone().map(|mut from_file| {
            // The scale is that of these inputs.
            from_file.scaler = from_file
                .scaler
                .filter(|_| set.features == self.set.features);
            from_file
        });
        let is_from_file = from_file.is_some();
        let network = || (self.start.to_network(), from_file.unwrap_or_default());
        let mut other = Self::with(whole, setup, keeps_weights.then(network))?;
        other.from_file = other.from_file.filter(|_| is_from_file);
        other.sample = self.sample.min(other.train.len() - 1);
        other.broken = self.broken;
        other.mine.clone_from(&self.mine);
        Ok(other)
    }

    /// The same data with other settings, and with new weights even if the network was given.
    pub fn drawn(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut setup = self.setup.clone();
        change(&mut setup);
        let mut other = Self::of(Arc::clone(&self.whole), setup);
        other.broken = self.broken;
        other.mine.clone_from(&self.mine);
        other
    }
}

/// The data with the columns that are on.
fn selected(whole: &Arc<DataSet>, setup: &Settings) -> Arc<DataSet> {
    let part = whole.only(&setup.reading.columns);
    part.map_or_else(|| Arc::clone(whole), Arc::new)
}

/// Divides the data, and scales both parts as the training part needs it, or as the network knows it.
fn divided(
    set: &DataSet,
    setup: &Settings,
    from_file: Option<&FromFile>,
) -> Result<(Split, Option<Scaler>), DataError> {
    let parts = split(set, setup.train_fraction, setup.order())?;
    if setup.scale == Scale::None {
        return Ok((parts, None));
    }
    let known = from_file.and_then(|from_file| from_file.scaler.clone());
    let scaler = known.unwrap_or_else(|| Scaler::learn(&parts.train));
    let [train, test] = [parts.train, parts.test].map(|part| scaler.apply(&part));
    Ok((Split { train, test }, Some(scaler)))
}

fn check_shape(set: &DataSet, network: &Network) -> Result<(), SetupError> {
    let wanted = (set.inputs(), set.class_count());
    let found = (network.inputs(), network.classes());
    if wanted == found {
        return Ok(());
    }
    Err(SetupError::Shape {
        data: set.name.clone(),
        wanted,
        found,
    })
}

/// Refuses a network, or a way to train it, that would not fit into the memory.
fn check_room(set: &DataSet, setup: &Settings) -> Result<(), DataError> {
    let (inputs, hidden, classes) = (set.inputs(), setup.hidden, set.class_count());
    let weights = hidden * (inputs + 1) + classes * (hidden + 1);
    let slopes = weights * setup.threads;
    if weights > data::MAX_WEIGHTS {
        let weights = grouped(weights);
        return Err(DataError::TooLarge {
            what: format!(
                "a network of D = {inputs} inputs, M = {hidden} hidden units and K = {classes} classes has {weights} weights"
            ),
            limit: data::MAX_WEIGHTS,
            advice: "Take fewer hidden units",
        });
    }
    if slopes > data::MAX_ENTRIES {
        let slopes = grouped(slopes);
        return Err(DataError::TooLarge {
            what: format!("one gradient for each thread has {slopes} numbers"),
            limit: data::MAX_ENTRIES,
            advice: "Take fewer threads, or fewer hidden units",
        });
    }
    Ok(())
}
