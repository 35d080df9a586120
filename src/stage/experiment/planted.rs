//! The fault that is hidden in an experiment: every slope, and every pass, that a screen shows is computed with it.

use std::borrow::Cow;

use super::Experiment;
use crate::engine::{Difference, NumericalGradient, Parameters, Samples, Score, Training, Update};
use crate::exercise::broken::{Broken, Flow, Planted};
use crate::model::backprop::Gradient;
use crate::model::network::forward;
use crate::model::{Forward, Network, Sample};
use crate::stage::matrices::descended;
use crate::stage::slopes;

impl Experiment {
    /// The same with the fault of a seed in its computation.
    pub fn with_fault(mut self, seed: u64) -> Self {
        self.broken = Some(Broken::of(seed));
        self
    }

    /// The same without a fault.
    pub fn without_fault(mut self) -> Self {
        self.broken = None;
        self
    }

    /// The hidden fault, if there is one. Pages have none.
    pub fn broken(&self) -> Option<Broken> {
        self.broken.filter(|_| cfg!(not(target_arch = "wasm32")))
    }

    pub(super) fn fault(&self) -> Option<&'static Planted> {
        Some(self.broken()?.fault)
    }

    /// The fault of the forward pass, if that is where it is.
    pub(super) fn fault_of_pass(&self) -> Option<&'static Planted> {
        self.fault().filter(|fault| fault.is_of_pass())
    }

    /// The forward pass of a network as it is computed here.
    pub fn forward(&self, network: &Network, x: &[f64]) -> Forward {
        let mine = || self.mine().and_then(|mine| mine.forward(network, x));
        match self.fault_of_pass() {
            Some(fault) => fault.forward(network, x),
            None => mine().unwrap_or_else(|| forward(network, x)),
        }
    }

    /// The slopes of a sample's error on their way back, if they are computed with a fault, or by the reader.
    pub fn flow(&self, network: &Network, sample: &Sample) -> Option<Flow> {
        if let Some(fault) = self.fault() {
            return Some(fault.flow(network, sample, self.setup.learning_rate));
        }
        let weights = self
            .mine()?
            .gradient(network, std::slice::from_ref(sample))?;
        let pass = self.forward(network, &sample.x);
        Some(Flow {
            weights,
            ..slopes::flow(network, sample, &pass)
        })
    }

    /// The same with the weights that the forward pass takes in: an engine on them does what it does.
    pub fn as_computed(&self) -> Cow<'_, Self> {
        let Some(fault) = self.fault_of_pass() else {
            return Cow::Borrowed(self);
        };
        let mut other = self.clone();
        other.parameters = computed(fault, &self.parameters);
        Cow::Owned(other)
    }

    /// The mean gradient over some samples, with the fault.
    pub(super) fn planted_gradient(&self, fault: &Planted, samples: &[Sample]) -> Parameters {
        let rate = self.setup.learning_rate;
        flat(&fault.gradient(&self.parameters.to_network(), samples, rate))
    }

    /// E at some weights, if the forward pass errs.
    pub(super) fn planted_error(&self, parameters: &Parameters) -> Option<f64> {
        let fault = self.fault_of_pass()?;
        Some(fault.error(&parameters.to_network(), &self.train_samples))
    }

    /// Finds up to `count` more slopes by a difference of the E that is computed here, be it with a fault or by the reader.
    pub(super) fn planted_search(
        &self,
        search: &mut NumericalGradient,
        at: &Parameters,
        count: usize,
    ) {
        let mut moved = at.clone();
        let mut error = |weight: usize, value: f64| {
            let before = std::mem::replace(&mut moved.values[weight], value);
            let error = self
                .planted_error(&moved)
                .or_else(|| self.error_of_mine(&moved));
            let error = error.unwrap_or(f64::NAN);
            moved.values[weight] = before;
            error
        };
        let end = (search.slopes.len() + count).min(at.values.len());
        for weight in search.slopes.len()..end {
            let (value, epsilon) = (at.values[weight], search.epsilon);
            let here = match search.difference {
                Difference::Central => f64::NAN,
                _ => error(weight, value),
            };
            let quotient = search.difference;
            let slope = self.slope_of_mine(search, at, weight);
            let slope = slope.unwrap_or_else(|| {
                quotient.quotient(|value| error(weight, value), value, here, epsilon)
            });
            search.slopes.push(slope);
            search.passes += quotient.passes();
        }
    }

    /// The score of a part, with the E of a forward pass that errs. The most probable class is the same with all of these.
    pub(super) fn planted_score(&mut self, samples: &Samples, of_test: bool) -> Option<Score> {
        let fault = self.fault_of_pass()?;
        let at = computed(fault, &self.parameters);
        let mut score = Score::of(&mut self.engine, &at, samples);
        let network = self.parameters.to_network();
        score.error = if of_test {
            fault.error(&network, &self.test.samples())
        } else {
            fault.error(&network, &self.train_samples)
        };
        Some(score)
    }

    /// Makes up to `count` steps of a training on the training part, stopping at the first non-finite weight. Returns the number of steps
    /// made.
    pub fn train_on(&self, training: &mut Training, count: u64) -> u64 {
        let Some(fault) = self.fault() else {
            return match self.mine() {
                Some(mine) => self.train_by_mine(mine, training, count),
                None => training.steps(&self.train_matrices, count),
            };
        };
        let step = |_: &u64| {
            self.planted_step(fault, training);
            !training.is_finite()
        };
        (1..=count).find(step).unwrap_or(count)
    }

    /// The number of samples of one update.
    pub(super) fn batch(&self) -> usize {
        let all = self.train_samples.len();
        match (self.setup.update, self.setup.block.0) {
            (Update::Online, _) => 1,
            (Update::Batch, Some(block)) => block.clamp(1, all),
            (Update::Batch, None) => all,
        }
    }

    fn planted_step(&self, fault: &Planted, training: &mut Training) {
        let rate = training.learning_rate;
        for batch in self.train_samples.chunks(self.batch()) {
            let network = training.parameters.to_network();
            let slopes = flat(&fault.gradient(&network, batch, rate));
            training.parameters = descended(&training.parameters, &slopes.values, rate);
            training.passes += 1;
        }
    }
}

/// The weights with which a pass computes.
fn computed(fault: &Planted, parameters: &Parameters) -> Parameters {
    Parameters::from(fault.computed(&parameters.to_network()).as_ref())
}

/// A gradient in the order of the weights.
pub(in crate::stage) fn flat(gradient: &Gradient) -> Parameters {
    let network = Network {
        w: gradient.w.clone(),
        v: gradient.v.clone(),
    };
    Parameters::from(&network)
}
