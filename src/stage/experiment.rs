//! The object of three of the four stages: data, divided and scaled, a network, and the settings of its training.

mod case;
mod departure;
mod mine;
mod planted;
mod set_up;

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::settings::Settings;
use super::weight_index;
use crate::data::{self, DataSet, Scaler};
use crate::engine::{
    Engine, Method, NumericalGradient, Parameters, Samples, Score, Shape, Training,
};
use crate::exercise::broken::Broken;
use crate::exercise::hands::Mine;
use crate::model::{Network, Sample};
use crate::scene::Symbol;
pub use departure::Departure;
pub(super) use departure::is_same;
pub(super) use planted::flat;
pub use set_up::{FromFile, SetupError};

/// How much longer a pass of the reader's functions takes: they are not optimised, and their numbers come by a pipe.
const SLOWER: usize = 60;

/// The scores over the training part and over the test part, if there is one.
pub type Scores = (Score, Option<Score>);

#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    pub setup: Settings,
    /// The data with all their columns. These and their parts do not change: copies of an experiment share them.
    whole: Arc<DataSet>,
    /// All data with the columns that are on, not scaled.
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
    broken: Option<Broken>,
    mine: Option<Mine>,
}

impl Experiment {
    /// About how many multiplications a forward pass over the training part takes. An exponential counts as ten.
    pub fn cost_of_pass(&self) -> usize {
        let shape = self.shape();
        let exponentials = shape.hidden + 2 * shape.classes;
        let slower = self.mine().map_or(1, |_| SLOWER);
        slower * self.train.len() * (shape.parameters() + 10 * exponentials)
    }

    pub fn set(&self) -> &DataSet {
        &self.set
    }

    /// The data with all their columns, of which some may be off.
    pub fn whole(&self) -> &Arc<DataSet> {
        &self.whole
    }

    /// One number for each input of the whole set, from one for each that is on; 0 for the others.
    pub fn spread(&self, numbers: &[f64]) -> Vec<f64> {
        let (on, all) = (&self.set.features, &self.whole.features);
        let index = |name: &String| on.iter().position(|on| on == name);
        let number = |name: &String| index(name).map_or(0.0, |input| numbers[input]);
        all.iter().map(number).collect()
    }

    /// Data and shape as the beginning of names of files, such as iris-4-8-3: letters and digits of any script, and what else file
    /// systems and LaTeX take.
    pub fn file_name(&self) -> String {
        let shape = self.shape();
        let data = Path::new(&self.set().name).file_stem();
        let data = data.map_or("data".into(), OsStr::to_string_lossy);
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let data: String = data
            .chars()
            .map(|c| if is_plain(c) { c } else { '-' })
            .collect();
        format!("{data}-{}-{}-{}", shape.inputs, shape.hidden, shape.classes)
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

    pub fn weight_name(&self, weight: usize) -> String {
        let (letter, row, column) = self.shape().position(weight);
        Symbol::new(letter, weight_index(row, column)).to_string()
    }

    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    pub fn network(&self) -> Network {
        self.parameters.to_network()
    }

    /// The network for inputs that are scaled as those of another experiment; none if they are others.
    pub fn network_on(&self, other: &Self) -> Option<Network> {
        if (&self.set.features, &self.set.classes) != (&other.set.features, &other.set.classes) {
            return None;
        }
        let scale = |of: &Self, i: usize| match &of.scaler {
            Some(scaler) => (scaler.mean[i], scaler.deviation[i]),
            None => (0.0, 1.0),
        };
        let mut network = self.network();
        for w in &mut network.w {
            let inputs = w.len() - 1;
            for i in 0..inputs {
                let (own, others) = (scale(self, i), scale(other, i));
                w[inputs] += w[i] * (others.0 - own.0) / own.1;
                w[i] *= others.1 / own.1;
            }
        }
        Some(network)
    }

    pub fn start(&self) -> &Parameters {
        &self.start
    }

    pub fn options(&self) -> String {
        let options = self.setup.options(self.from_file.as_ref());
        match self.broken() {
            Some(broken) => format!("{options} --broken {}", broken.seed),
            None if self.mine.is_some() => options + " --mine",
            None => options,
        }
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
        Training::new(weights, method, settings.update, rate, threads).in_blocks(settings.block.0)
    }

    pub fn numerical(&self) -> Method {
        Method::Numerical(self.setup.difference, self.setup.epsilon)
    }

    /// E over the training part, at some weights.
    pub fn error_at(&mut self, parameters: &Parameters) -> f64 {
        let other = self.planted_error(parameters);
        if let Some(error) = other.or_else(|| self.error_of_mine(parameters)) {
            return error;
        }
        self.engine.error(parameters, &self.train_matrices)
    }

    /// The mean gradient over the training part, by backpropagation.
    pub fn gradient(&mut self) -> Parameters {
        if let Some(fault) = self.fault() {
            return self.planted_gradient(fault, &self.train_samples);
        }
        if let Some(slopes) = self.gradient_of_mine(&self.train_samples) {
            return slopes;
        }
        let (engine, samples) = (&mut self.engine, &self.train_matrices);
        engine.gradient(&self.parameters, samples).clone()
    }

    /// Ours, if the other is the reader's.
    pub fn our_gradient(&mut self) -> Option<Parameters> {
        self.mine()?;
        let (engine, samples) = (&mut self.engine, &self.train_matrices);
        Some(engine.gradient(&self.parameters, samples).clone())
    }

    /// Finds up to `count` more slopes of a numerical gradient over the training part.
    pub fn search(&mut self, search: &mut NumericalGradient, at: &Parameters, count: usize) {
        if self.fault_of_pass().is_some() || self.mine().is_some() {
            return self.planted_search(search, at, count);
        }
        search.advance(&mut self.engine, at, &self.train_matrices, count);
    }

    /// The gradient over the current sample alone, as an online update takes it.
    pub fn gradient_of_sample(&mut self) -> Parameters {
        if let Some(fault) = self.fault() {
            return self.planted_gradient(fault, std::slice::from_ref(self.sample()));
        }
        if let Some(slopes) = self.gradient_of_mine(std::slice::from_ref(self.sample())) {
            return slopes;
        }
        let sample = self.train_matrices.only(self.sample);
        self.engine.gradient(&self.parameters, &sample).clone()
    }

    pub fn scores(&mut self) -> Scores {
        let (train, test) = (
            Arc::clone(&self.train_matrices),
            Arc::clone(&self.test_matrices),
        );
        let has_test = !self.test.is_empty();
        let mut score = |samples: &Samples, of_test| {
            let planted = self.planted_score(samples, of_test);
            planted.unwrap_or_else(|| Score::of(&mut self.engine, &self.parameters, samples))
        };
        let mut train = score(&train, false);
        let test = has_test.then(|| score(&test, true));
        if let Some(error) = self.error_of_mine(&self.parameters) {
            train.error = error;
        }
        (train, test)
    }
}

/// The index `steps` on, or back, in a ring of `count`.
pub(super) fn around(index: usize, steps: isize, count: usize) -> usize {
    let (index, count) = (index.cast_signed(), count.cast_signed());
    (index + steps).rem_euclid(count).cast_unsigned()
}
