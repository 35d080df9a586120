//! The reader's functions at work in an experiment: its passes, its error, its slopes and its training.

use super::Experiment;
use super::planted::flat;
use crate::engine::{Difference, NumericalGradient, Parameters, Training};
use crate::equation::{Context, Entry};
use crate::exercise::hands::Mine;
use crate::model::backprop::Gradient;
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::network::forward;
use crate::model::training::batch_step;
use crate::model::{Matrix, Network, Sample, backprop};
use crate::scene::{Symbol, text};
use crate::stage::matrices::descended;
use crate::stage::weight_index;

/// The relative distance of two numbers that are the same but for their rounding.
const SAME: f64 = 1e-9;
/// The weights up to which the values of equations are asked for.
const MAX_WEIGHTS: usize = 400;

/// A number of the reader's that is not ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// Its name, such as z₁ of sample 3, and the equation that it comes from.
    pub name: String,
    pub equation: &'static str,
    pub yours: f64,
    pub ours: f64,
}

impl Departure {
    fn of_error(yours: f64, ours: f64) -> Self {
        Self {
            name: "E".to_owned(),
            equation: "8",
            yours,
            ours,
        }
    }

    pub fn sentence(&self) -> String {
        let [yours, ours] = [self.yours, self.ours].map(|number| text(number, 6));
        format!(
            "Your {} is {yours}, ours {ours}: look at ({}), or at what it rests on.",
            self.name, self.equation
        )
    }
}

impl Experiment {
    /// The same in the reader's hands.
    pub fn in_hands(mut self, mine: Mine) -> Self {
        self.mine = Some(mine);
        self
    }

    /// The reader's hands, at work or not.
    pub fn hands(&self) -> Option<&Mine> {
        self.mine.as_ref()
    }

    /// Lets ours work in place of the reader's, or his again. Returns false if there are none of his.
    pub fn exchange_hands(&mut self) -> bool {
        if let Some(mine) = &mut self.mine {
            mine.is_ours = !mine.is_ours;
        }
        self.mine.is_some()
    }

    /// The reader's functions, if they are at work. Pages have none.
    pub fn mine(&self) -> Option<&Mine> {
        let at_work = self.mine.as_ref().filter(|mine| !mine.is_ours);
        at_work.filter(|_| cfg!(not(target_arch = "wasm32")))
    }

    /// The reader's value of an equation.
    pub fn value_of_mine(&self, entry: &Entry, context: &Context) -> Option<f64> {
        let is_small = self.parameters.values.len() <= MAX_WEIGHTS;
        self.mine()
            .filter(|_| is_small)
            .and_then(|mine| mine.value(entry, context))
    }

    /// E over the training part by the reader's functions.
    pub(super) fn error_of_mine(&self, parameters: &Parameters) -> Option<f64> {
        self.mine()?
            .error(&parameters.to_network(), &self.train_samples)
    }

    /// The mean gradient over some samples by the reader's functions.
    pub(super) fn gradient_of_mine(&self, samples: &[Sample]) -> Option<Parameters> {
        let gradient = self.mine()?.gradient(&self.network(), samples)?;
        Some(flat(&gradient))
    }

    /// The slope along a hidden weight by a forward difference of the reader's.
    pub(super) fn slope_of_mine(
        &self,
        search: &NumericalGradient,
        at: &Parameters,
        weight: usize,
    ) -> Option<f64> {
        let mine = self.mine()?;
        let ('w', j, i) = at.shape.position(weight) else {
            return None;
        };
        if search.difference != Difference::Forward {
            return None;
        }
        mine.slope(
            &at.to_network(),
            &self.train_samples,
            [j, i],
            search.epsilon,
        )
    }

    /// The first number of the current sample that is not ours.
    pub fn departure_here(&self) -> Option<Departure> {
        let (rate, n) = (self.setup.learning_rate, self.sample);
        let sample = std::slice::from_ref(self.sample());
        departure(self.mine()?, &self.network(), sample, rate, n)
    }

    /// A sentence on the first number of the next step that is not ours.
    pub fn sentence_of_departure(&self, is_numerical: bool) -> String {
        let departure = if is_numerical {
            let mut search = NumericalGradient::new(self.setup.difference, self.setup.epsilon);
            self.planted_search(&mut search, &self.parameters, self.parameters.values.len());
            self.departure_of_slopes(&search, &self.parameters)
        } else {
            self.departure()
        };
        departure.map_or_else(
            || "Your functions gave no answer.".to_owned(),
            |departure| departure.sentence(),
        )
    }

    /// The first of the slopes by trying that is not ours, or E before them.
    pub fn departure_of_slopes(
        &self,
        search: &NumericalGradient,
        at: &Parameters,
    ) -> Option<Departure> {
        self.mine()?;
        let mut plain = self.clone();
        plain.mine = None;
        let [yours, ours] = [
            self.error_of_mine(at).unwrap_or(f64::NAN),
            plain.error_at(at),
        ];
        if !is_same(yours, ours) {
            return Some(Departure::of_error(yours, ours));
        }
        let mut ours_too = NumericalGradient::new(search.difference, search.epsilon);
        plain.search(&mut ours_too, at, search.slopes.len());
        // Two errors that differ by rounding are divided by ε.
        let slack = 1e-14 * ours.abs().max(1.0) / search.epsilon;
        let mut slopes = search.slopes.iter().zip(&ours_too.slopes).enumerate();
        let (weight, (yours, ours)) = slopes.find(|(_, (yours, ours))| {
            !is_same(**yours, **ours) && (*yours - *ours).abs().total_cmp(&slack).is_gt()
        })?;
        Some(Departure {
            name: format!("∂E/∂{}", self.weight_name(weight)),
            equation: "10",
            yours: *yours,
            ours: *ours,
        })
    }

    /// Makes up to `count` steps by the reader's functions. Stops before the first in which a number of his is not ours. Returns the number
    /// of steps made.
    pub(super) fn train_by_mine(&self, mine: &Mine, training: &mut Training, count: u64) -> u64 {
        if training.is_numerical() {
            return self.descend_by_mine(training, count);
        }
        let batches = || self.train_samples.chunks(self.batch());
        for step in 0..count {
            let before = training.parameters.clone();
            for batch in batches() {
                let network = training.parameters.to_network();
                let rate = training.learning_rate;
                let next = mine.step(&network, batch, rate);
                let Some(next) = next.filter(|next| is_ours(mine, &network, batch, rate, next))
                else {
                    training.parameters = before;
                    return step;
                };
                training.parameters = Parameters::from(&next);
                training.passes += 1;
            }
            if !training.is_finite() {
                return step + 1;
            }
        }
        count
    }

    /// The same by slopes that are found by trying.
    fn descend_by_mine(&self, training: &mut Training, count: u64) -> u64 {
        let (setup, all) = (&self.setup, self.parameters.values.len());
        for step in 0..count {
            let mut search = NumericalGradient::new(setup.difference, setup.epsilon);
            self.planted_search(&mut search, &training.parameters, all);
            if self
                .departure_of_slopes(&search, &training.parameters)
                .is_some()
            {
                return step;
            }
            let rate = training.learning_rate;
            training.parameters = descended(&training.parameters, &search.slopes, rate);
            training.passes += search.passes;
            if !training.is_finite() {
                return step + 1;
            }
        }
        count
    }

    /// The first number of the next step that is not ours, in the order of computing.
    pub fn departure(&self) -> Option<Departure> {
        let mine = self.mine()?;
        let rate = self.setup.learning_rate;
        let mut network = self.network();
        for (block, batch) in self.train_samples.chunks(self.batch()).enumerate() {
            let first = block * self.batch();
            if let Some(departure) = departure(mine, &network, batch, rate, first) {
                return Some(departure);
            }
            network = batch_step(&network, batch, rate);
        }
        None
    }
}

/// True if the first pass of a step, E before it and the weights after it are ours.
fn is_ours(mine: &Mine, network: &Network, batch: &[Sample], rate: f64, next: &Network) -> bool {
    let pass = batch
        .first()
        .and_then(|sample| departure_of_pass(mine, network, sample, 0));
    if pass.is_some() {
        return false;
    }
    let error = mine.error(network, batch);
    let ours = batch_step(network, batch, rate);
    error.is_some_and(|error| is_same(error, eq08_mean_cross_entropy(network, batch)))
        && first_of([&next.v, &next.w], [&ours.v, &ours.w]).is_none()
}

/// The first number that is not ours in one update: b, z, a, y, E, ∂E/∂v, ∂E/∂w, v, w.
fn departure(
    mine: &Mine,
    network: &Network,
    batch: &[Sample],
    rate: f64,
    first: usize,
) -> Option<Departure> {
    let passes = batch.iter().zip(first..);
    let of_passes = passes.map(|(sample, n)| departure_of_pass(mine, network, sample, n));
    if let Some(departure) = of_passes.flatten().next() {
        return Some(departure);
    }
    let error = mine.error(network, batch).unwrap_or(f64::NAN);
    let ours = eq08_mean_cross_entropy(network, batch);
    if !is_same(error, ours) {
        return Some(Departure::of_error(error, ours));
    }
    let slopes = mine
        .gradient(network, batch)
        .unwrap_or_else(|| nothing(network));
    let ours = mean_gradient(network, batch);
    let along = first_of([&slopes.v, &slopes.w], [&ours.v, &ours.w]);
    let name = |letter: char, row: usize, column: usize| {
        Symbol::new(letter, weight_index(row, column)).to_string()
    };
    let of = |(letter, row, column, yours, ours): (char, usize, usize, f64, f64), is_slope| {
        let weight = name(letter, row, column);
        Departure {
            name: if is_slope {
                format!("∂E/∂{weight}")
            } else {
                format!("new {weight}")
            },
            equation: match (is_slope, letter) {
                (true, 'v') => "26",
                (true, _) => "28",
                _ => "27",
            },
            yours,
            ours,
        }
    };
    if let Some(place) = along {
        return Some(of(place, true));
    }
    let next = mine.step(network, batch, rate);
    let next = next.unwrap_or_else(|| {
        let Gradient { w, v } = nothing(network);
        Network { w, v }
    });
    let ours = batch_step(network, batch, rate);
    first_of([&next.v, &next.w], [&ours.v, &ours.w]).map(|place| of(place, false))
}

/// A matrix and its letter, row and column, where two numbers are not the same: the reader's, and ours.
type Place = (char, usize, usize, f64, f64);

fn first_of(yours: [&Matrix; 2], ours: [&Matrix; 2]) -> Option<Place> {
    ['v', 'w']
        .into_iter()
        .zip(yours.into_iter().zip(ours))
        .find_map(|(letter, (yours, ours))| {
            let rows = yours.iter().zip(ours).enumerate();
            rows.flat_map(|(row, (yours, ours))| {
                let entries = yours.iter().zip(ours).enumerate();
                entries.map(move |(column, (yours, ours))| (letter, row, column, *yours, *ours))
            })
            .find(|(.., yours, ours)| !is_same(*yours, *ours))
        })
}

/// The first number of a sample's pass that is not ours.
fn departure_of_pass(
    mine: &Mine,
    network: &Network,
    sample: &Sample,
    n: usize,
) -> Option<Departure> {
    let ours = forward(network, &sample.x);
    let yours = mine.forward(network, &sample.x);
    let vectors = |pass: &crate::model::Forward| {
        [
            pass.b.clone(),
            pass.z.clone(),
            pass.a.clone(),
            pass.y.clone(),
        ]
    };
    let yours = yours
        .as_ref()
        .map_or_else(|| [const { Vec::new() }; 4], vectors);
    let parts = [('b', "5"), ('z', "6"), ('a', "5"), ('y', "7")];
    let parts = parts.into_iter().zip(yours.into_iter().zip(vectors(&ours)));
    for ((letter, equation), (yours, ours)) in parts {
        for (index, ours) in ours.into_iter().enumerate() {
            let yours = yours.get(index).copied().unwrap_or(f64::NAN);
            if !is_same(yours, ours) {
                let symbol = Symbol::new(letter, index.to_string());
                let name = format!("{symbol} of sample {n}");
                return Some(Departure {
                    name,
                    equation,
                    yours,
                    ours,
                });
            }
        }
    }
    None
}

/// The mean gradient by ours.
fn mean_gradient(network: &Network, samples: &[Sample]) -> Gradient {
    let mut mean = Gradient {
        w: network.w.iter().map(|row| vec![0.0; row.len()]).collect(),
        v: network.v.iter().map(|row| vec![0.0; row.len()]).collect(),
    };
    for sample in samples {
        let one = backprop::gradient(network, sample);
        for (sums, slopes) in [(&mut mean.w, &one.w), (&mut mean.v, &one.v)] {
            for (sum, slope) in sums.iter_mut().flatten().zip(slopes.iter().flatten()) {
                *sum += slope / samples.len() as f64;
            }
        }
    }
    mean
}

/// A gradient that could not be computed.
fn nothing(network: &Network) -> Gradient {
    let none = |rows: &Matrix| rows.iter().map(|row| vec![f64::NAN; row.len()]).collect();
    Gradient {
        w: none(&network.w),
        v: none(&network.v),
    }
}

/// True for two numbers that differ by rounding alone.
pub(in crate::stage) fn is_same(one: f64, other: f64) -> bool {
    if !one.is_finite() || !other.is_finite() {
        return one.is_nan() == other.is_nan() && (one.is_nan() || one.total_cmp(&other).is_eq());
    }
    (one - other).abs() <= SAME * one.abs().max(other.abs()).max(1e-3)
}
