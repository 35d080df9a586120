//! The object of three of the four stages: data, divided and scaled, a network, and the settings of its training.

use std::sync::Arc;

use super::settings::{Scale, Settings};
use crate::data::{self, DataError, DataSet, Scaler, Split, grouped, split};
use crate::engine::{
    Engine, Method, NumericalGradient, Parameters, Samples, Score, Shape, Training,
};
use crate::equation::{Context, Entry};
use crate::model::{Network, Sample};

/// More entries than this, samples times weights, and an equation shows its numbers over the first samples only.
const MAX_FOR_AN_EQUATION: usize = 60_000;
const FIRST_SAMPLES: usize = 24;

/// The scores over the training part and over the test part, if there is one.
pub type Scores = (Score, Option<Score>);

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

#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    pub setup: Settings,
    /// All data, not scaled. These and their parts do not change: copies of an experiment share them.
    set: Arc<DataSet>,
    train: Arc<DataSet>,
    /// The rest, scaled alike; may be empty.
    test: Arc<DataSet>,
    scaler: Option<Scaler>,
    train_samples: Arc<Vec<Sample>>,
    train_matrices: Arc<Samples>,
    test_matrices: Arc<Samples>,
    /// The weights that `r` leads back to.
    start: Parameters,
    /// What came with these weights, if they were not drawn.
    from_file: Option<FromFile>,
    parameters: Parameters,
    sample: usize,
    engine: Engine,
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
        let set = set.into();
        setup.data.clone_from(&set.name);
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
            set,
            setup,
            sample: 0,
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

    /// About how many multiplications a forward pass over the training part takes. An exponential counts as ten.
    pub fn cost_of_pass(&self) -> usize {
        let shape = self.shape();
        let exponentials = shape.hidden + 2 * shape.classes;
        self.train.len() * (shape.parameters() + 10 * exponentials)
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
        let set = set.map_or_else(|| Arc::clone(&self.set), Arc::new);
        let drawn_from = |set: &DataSet, setup: &Settings| {
            let shape = (set.inputs(), setup.hidden, set.class_count());
            (shape, setup.init, setup.seed)
        };
        let keeps_weights = drawn_from(&set, &setup) == drawn_from(&self.set, &self.setup);
        let from_file = self.from_file.clone().map(|mut from_file| {
            // The scale is that of these inputs.
            from_file.scaler = from_file
                .scaler
                .filter(|_| set.features == self.set.features);
            from_file
        });
        let is_from_file = from_file.is_some();
        let network = || (self.start.to_network(), from_file.unwrap_or_default());
        let mut other = Self::with(set, setup, keeps_weights.then(network))?;
        other.from_file = other.from_file.filter(|_| is_from_file);
        other.sample = self.sample.min(other.train.len() - 1);
        Ok(other)
    }

    pub fn set(&self) -> &DataSet {
        &self.set
    }

    /// True if the data are a reader's own, and none of the book's.
    pub fn has_own_data(&self) -> bool {
        !data::NAMES.contains(&self.set.name.as_str())
    }

    /// The scale of the inputs, learned on the training part; `None` if they are as they were measured.
    pub fn scaler(&self) -> Option<&Scaler> {
        self.scaler.as_ref()
    }

    /// True if the scale came with the network.
    pub fn keeps_scale(&self) -> bool {
        let known = self
            .from_file
            .as_ref()
            .and_then(|from| from.scaler.as_ref());
        known.is_some() && known == self.scaler()
    }

    pub fn train(&self) -> &DataSet {
        &self.train
    }

    pub fn test(&self) -> &DataSet {
        &self.test
    }

    /// Inputs as they were measured, from D scaled ones.
    pub fn unscaled(&self, x: &[f64]) -> Vec<f64> {
        let Some(scaler) = &self.scaler else {
            return x.to_vec();
        };
        let unscaled = |(i, x): (usize, &f64)| scaler.mean[i] + x * scaler.deviation[i];
        x.iter().enumerate().map(unscaled).collect()
    }

    pub fn train_samples(&self) -> &[Sample] {
        &self.train_samples
    }

    pub fn train_matrices(&self) -> &Samples {
        &self.train_matrices
    }

    pub fn shape(&self) -> Shape {
        self.parameters.shape
    }

    /// The index of the weight of a letter, at a row and a column.
    pub fn weight_at(&self, position: (char, usize, usize)) -> Option<usize> {
        let shape = self.shape();
        (0..shape.parameters()).find(|weight| shape.position(*weight) == position)
    }

    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    pub fn network(&self) -> Network {
        self.parameters.to_network()
    }

    pub fn start(&self) -> &Parameters {
        &self.start
    }

    pub fn options(&self) -> String {
        self.setup.options(self.from_file.as_ref())
    }

    pub fn set_parameters(&mut self, parameters: Parameters) {
        debug_assert_eq!(parameters.shape, self.parameters.shape);
        self.parameters = parameters;
    }

    pub fn set_weight(&mut self, parameter: usize, value: f64) {
        self.parameters.values[parameter] = value;
    }

    pub fn restart(&mut self) {
        self.parameters = self.start.clone();
    }

    pub fn sample_number(&self) -> usize {
        self.sample
    }

    pub fn sample(&self) -> &Sample {
        &self.train_samples[self.sample]
    }

    /// Moves on or back by some samples; after the last comes the first.
    pub fn go_to_sample(&mut self, steps: isize) {
        self.sample = around(self.sample, steps, self.train.len());
    }

    /// Chooses a sample by its index, or the last one.
    pub fn choose_sample(&mut self, number: usize) {
        self.sample = number.min(self.train.len() - 1);
    }

    pub fn training(&self, method: Method) -> Training {
        let (weights, settings) = (self.parameters.clone(), &self.setup);
        let (rate, threads) = (settings.learning_rate, settings.threads);
        Training::new(weights, method, settings.update, rate, threads)
    }

    pub fn numerical(&self) -> Method {
        Method::Numerical(self.setup.difference, self.setup.epsilon)
    }

    /// E over the training part, at some weights.
    pub fn error_at(&mut self, parameters: &Parameters) -> f64 {
        self.engine.error(parameters, &self.train_matrices)
    }

    /// The mean gradient over the training part, by backpropagation.
    pub fn gradient(&mut self) -> Parameters {
        let (engine, samples) = (&mut self.engine, &self.train_matrices);
        engine.gradient(&self.parameters, samples).clone()
    }

    /// Finds up to `count` more slopes of a numerical gradient over the training part.
    pub fn search(&mut self, search: &mut NumericalGradient, at: &Parameters, count: usize) {
        search.advance(&mut self.engine, at, &self.train_matrices, count);
    }

    /// The gradient over the current sample alone, as an online update takes it.
    pub fn gradient_of_sample(&mut self) -> Parameters {
        let sample = self.train_matrices.only(self.sample);
        self.engine.gradient(&self.parameters, &sample).clone()
    }

    /// The same data with other settings, and with new weights even if the network was given.
    pub fn drawn(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut setup = self.setup.clone();
        change(&mut setup);
        Self::of(Arc::clone(&self.set), setup)
    }

    pub fn scores(&mut self) -> Scores {
        let mut score = |samples: &Samples| Score::of(&mut self.engine, &self.parameters, samples);
        let (train, has_test) = (score(&self.train_matrices), !self.test.is_empty());
        (train, has_test.then(|| score(&self.test_matrices)))
    }

    fn equations_see_all(&self) -> bool {
        self.train.len() * self.parameters.values.len() <= MAX_FOR_AN_EQUATION
    }

    /// A note beside an equation whose numbers are over some of the samples only.
    pub fn note(&self, entry: &Entry) -> String {
        let speaks_of_all = entry.over_all_samples || entry.printed_over_all_samples;
        if self.equations_see_all() || !speaks_of_all {
            return String::new();
        }
        let count = self.train.len();
        format!(
            "E here is over {FIRST_SAMPLES} of the {count} training samples, so that the equation keeps up."
        )
    }

    pub fn case(&self, entry: &Entry, parameter: usize) -> Context {
        self.case_of(self.network(), entry, parameter)
    }

    pub fn case_of(&self, network: Network, entry: &Entry, parameter: usize) -> Context {
        let (samples, n) = if self.equations_see_all() {
            (self.train_samples.to_vec(), self.sample)
        } else {
            // The current sample comes first, for it must be among them.
            let others = self.train_samples.iter().take(FIRST_SAMPLES - 1).cloned();
            let current = std::iter::once(self.sample().clone());
            (current.chain(others).collect(), 0)
        };
        let mut case = Context::new(network, samples, n);
        case.epsilon = self.setup.epsilon;
        case.learning_rate = self.setup.learning_rate;
        let (letter, row, column) = self.shape().position(parameter);
        (case.indices.j, case.indices.i, case.indices.k) = match letter {
            'w' => (row, column, 0),
            _ => (column, 0, row),
        };
        // An index that has no meaning here, such as that of the bias unit's sum, becomes the last that has.
        if case.validate(entry).is_err() {
            case.indices.j = case.indices.j.min(self.shape().hidden - 1);
        }
        if entry.i_is_output {
            case.indices.i = case.indices.k.max(1);
        }
        case
    }
}

/// Divides the data, and scales both parts as the training part needs it, or as the network knows it.
fn divided(
    set: &DataSet,
    setup: &Settings,
    from_file: Option<&FromFile>,
) -> Result<(Split, Option<Scaler>), DataError> {
    let seed = setup.shuffle.then_some(setup.seed);
    let parts = split(set, setup.train_fraction, seed)?;
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

/// The index `steps` on, or back, in a ring of `count`.
pub(super) fn around(index: usize, steps: isize, count: usize) -> usize {
    let (index, count) = (index.cast_signed(), count.cast_signed());
    (index + steps).rem_euclid(count).cast_unsigned()
}
