//! The reader's functions in place of ours, wherever they run.

use std::fmt::Debug;
use std::sync::Arc;

use super::judge::Mishap;
use super::{Answer, Argument, blanks};
use crate::equation::{Context, Entry};
use crate::model::backprop::Gradient;
use crate::model::neuron::eq03_sum_over_inputs;
use crate::model::{Forward, Network, Sample};

/// A program in which the reader's functions call ours, and ours call the reader's.
pub trait Hands: Debug + Send + Sync {
    /// The value of a function of the exercises, by its name.
    ///
    /// # Errors
    /// The event instead of a value.
    fn call(&self, name: &str, arguments: &[Argument]) -> Result<Answer, Mishap>;

    /// The mean gradient over some samples, N × (w and v).
    ///
    /// # Errors
    /// The event instead of a value.
    fn mean_gradient(&self, network: &Network, samples: &[Sample]) -> Result<Answer, Mishap>;

    /// The names of the functions that are the reader's. The others are ours.
    fn names(&self) -> Vec<&'static str>;

    /// The number of all functions.
    fn all(&self) -> usize;
}

/// The hands in which an experiment is.
#[derive(Debug, Clone)]
pub struct Mine {
    hands: Arc<dyn Hands>,
    /// True if ours are at work, for a look.
    pub is_ours: bool,
}

impl PartialEq for Mine {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.hands, &other.hands) && self.is_ours == other.is_ours
    }
}

impl Mine {
    pub fn new(hands: Arc<dyn Hands>) -> Self {
        Self {
            hands,
            is_ours: false,
        }
    }

    /// The number of the reader's functions, of all.
    pub fn count(&self) -> (usize, usize) {
        (self.hands.names().len(), self.hands.all())
    }

    /// The pass of a network, if it can be computed.
    pub fn forward(&self, network: &Network, x: &[f64]) -> Option<Forward> {
        let arguments = [
            Argument::Network(network.clone()),
            Argument::Numbers(x.to_vec()),
        ];
        let answer = self.hands.call("forward", &arguments).ok()?;
        let parts = answer.parts.into_iter().map(|part| part.into_iter().next());
        let [b, z, a, y, log_y] = parts.collect::<Option<Vec<_>>>()?.try_into().ok()?;
        Some(Forward { b, z, a, y, log_y })
    }

    /// E over some samples.
    pub fn error(&self, network: &Network, samples: &[Sample]) -> Option<f64> {
        let arguments = [
            Argument::Network(network.clone()),
            Argument::Samples(samples.to_vec()),
        ];
        self.number("eq08_mean_cross_entropy", &arguments)
    }

    /// The mean gradient over some samples. None if it has not the shape of the network.
    pub fn gradient(&self, network: &Network, samples: &[Sample]) -> Option<Gradient> {
        let like = Answer::from(network.clone());
        let answer = self.hands.mean_gradient(network, samples).ok()?;
        let [w, v] = of_shape(answer, &like)?;
        Some(Gradient { w, v })
    }

    /// The network after one update by the mean over some samples, or by one of them.
    pub fn step(&self, network: &Network, samples: &[Sample], rate: f64) -> Option<Network> {
        let (name, samples) = match samples {
            [one] => ("online_step", Argument::Sample(one.clone())),
            all => ("batch_step", Argument::Samples(all.to_vec())),
        };
        let arguments = [
            Argument::Network(network.clone()),
            samples,
            Argument::Number(rate),
        ];
        let answer = self.hands.call(name, &arguments).ok()?;
        let [w, v] = of_shape(answer, &Answer::from(network.clone()))?;
        Some(Network { w, v })
    }

    /// The slope along a weight w_ji by a forward difference (10).
    pub fn slope(
        &self,
        network: &Network,
        samples: &[Sample],
        [j, i]: [usize; 2],
        epsilon: f64,
    ) -> Option<f64> {
        let arguments = [
            Argument::Network(network.clone()),
            Argument::Samples(samples.to_vec()),
            Argument::Index(j),
            Argument::Index(i),
            Argument::Number(epsilon),
        ];
        self.number("eq10_slope_along_weight", &arguments)
    }

    /// The weighted sum of a neuron by the first of (1), (3) and (2) that is the reader's.
    pub fn sum(&self, w: &[f64], x: &[f64]) -> Option<f64> {
        let names = self.hands.names();
        let sums = [
            "eq01_weighted_sum",
            "eq03_sum_over_inputs",
            "eq02_sum_with_intercept",
        ];
        let name = sums.into_iter().find(|name| names.contains(name))?;
        self.number(
            name,
            &[w, x].map(|numbers| Argument::Numbers(numbers.to_vec())),
        )
    }

    /// h(a) by the reader's function.
    pub fn sigmoid(&self, a: f64) -> Option<f64> {
        self.number("eq04_sigmoid", &[Argument::Number(a)])
    }

    fn number(&self, name: &str, arguments: &[Argument]) -> Option<f64> {
        self.hands
            .call(name, arguments)
            .ok()?
            .numbers()
            .first()
            .copied()
    }

    /// The reader's value of an equation with the current numbers; none where the function is ours, or gives none.
    pub fn value(&self, entry: &Entry, context: &Context) -> Option<f64> {
        let names = self.hands.names();
        let blank = blanks()
            .find(|blank| blank.equation == Some(entry.number) && names.contains(&blank.name))?;
        let (w, x) = context.unit();
        match blank.name {
            "eq01_weighted_sum" | "eq02_sum_with_intercept" | "eq03_sum_over_inputs" => {
                return self.number(blank.name, &arguments_of_sum(blank.name, w, x));
            }
            "eq04_sigmoid" => return self.sigmoid(eq03_sum_over_inputs(w, x)),
            _ => {}
        }
        let mut context = context.clone();
        if !entry.over_all_samples {
            context.samples = vec![context.sample().clone()];
            context.n = 0;
        }
        let (n, indices) = (context.n, context.indices);
        let calls = (blank.calls)(&context);
        let here = |call: &&super::Call| call.n == n && call.indices == indices;
        let call = calls.iter().find(here).or(calls.first())?;
        let answer = self.hands.call(blank.name, &call.arguments).ok()?;
        let place = match blank.over {
            Some('k') => indices.k,
            Some('j') => indices.j,
            _ => 0,
        };
        answer.numbers().get(place).copied()
    }
}

/// The arguments of (1) to (3). The second one takes the inputs without the 1.
fn arguments_of_sum(name: &str, w: &[f64], x: &[f64]) -> [Argument; 2] {
    let inputs = match name {
        "eq02_sum_with_intercept" => &x[..x.len().saturating_sub(1)],
        _ => x,
    };
    [w, inputs].map(|numbers| Argument::Numbers(numbers.to_vec()))
}

/// The two matrices of an answer, if it has the shape of another.
fn of_shape(answer: Answer, like: &Answer) -> Option<[crate::model::Matrix; 2]> {
    let is_alike = answer.shape() == like.shape();
    answer.parts.try_into().ok().filter(|_| is_alike)
}
