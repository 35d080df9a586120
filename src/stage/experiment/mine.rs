//! The reader's functions at work in an experiment: its passes, its error, its slopes and its training.

use super::Experiment;
use super::departure::{Departure, departure, is_ours, is_same};
use super::planted::flat;
use crate::engine::{Difference, NumericalGradient, Parameters, Training};
use crate::equation::{Context, Entry};
use crate::exercise::hands::Mine;
use crate::model::Sample;
use crate::model::training::batch_step;
use crate::stage::matrices::descended;

/// The weights up to which the values of equations are asked for.
const MAX_WEIGHTS: usize = 400;

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
