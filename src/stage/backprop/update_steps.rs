//! The source's four steps: forward, keeping b, z, a, y; new v, not yet stored; new w from the old v; both stored.
//! And what goes wrong if the new v is stored before w is computed.

use crate::engine::Parameters;
use crate::model::backprop::{eq28_slope_along_hidden_weight, output_errors};
use crate::model::network::forward;
use crate::model::{Network, Sample};
use crate::scene::{Matrices, Symbol, text};
use crate::stage::dashboard::index;
use crate::stage::experiment::Experiment;
use crate::stage::matrices::matrices_of;

/// One update by a single sample, on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UpdateSteps {
    /// The number of steps done, of four.
    pub done: u8,
    /// True if v is stored too early.
    pub early: bool,
    /// The index of the sample in the training part.
    pub sample: usize,
    /// The weights before the update.
    pub old: Parameters,
    /// The slopes, all from the old weights.
    pub slopes: Parameters,
    /// The slopes of w that come out with the new v.
    wrong: Vec<f64>,
    /// The weights after it.
    pub new: Parameters,
}

impl UpdateSteps {
    /// An update by the current sample, as (27) has it, from the weights as they are.
    pub fn begin(experiment: &mut Experiment, early: bool) -> Self {
        let old = experiment.parameters().clone();
        let slopes = experiment.gradient_of_sample();
        let rate = experiment.setup.learning_rate;
        let mut new = old.clone();
        for (weight, slope) in new.values.iter_mut().zip(&slopes.values) {
            *weight -= rate * slope;
        }
        let v = new.to_network().v;
        let wrong = wrong_slopes(&experiment.network(), &v, experiment.sample());
        if early {
            let stored = old.values.iter().zip(&wrong);
            for (weight, (old, slope)) in new.values.iter_mut().zip(stored) {
                *weight = old - rate * slope;
            }
        }
        Self {
            done: 0,
            early,
            sample: experiment.sample_number(),
            old,
            slopes,
            wrong,
            new,
        }
    }

    /// The step that was done last, in words.
    pub fn summary(&self) -> &'static str {
        match (self.done, self.early) {
            (1, _) => "step 1 of 4: forward, keeping b, z, a, y",
            (2, false) => "step 2 of 4: new v, not yet stored",
            (2, true) => "step 2 of 4: new v, stored too early",
            (3, false) => "step 3 of 4: new w from the old v, not yet stored",
            (3, true) => "step 3 of 4: new w from the new v: wrong",
            (4, _) => "step 4 of 4: both stored",
            _ => "four steps: n takes the first",
        }
    }

    /// The number of the last step's equation.
    pub fn equation(&self) -> u8 {
        match self.done {
            2 | 4 => 27,
            3 => 28,
            _ => 12,
        }
    }

    /// The weights that are computed and not yet stored; NaN for the others.
    pub fn pending(&self) -> Parameters {
        let shape = self.old.shape;
        let known = |index: usize| match self.done {
            2 => index >= shape.w() && !self.early,
            3 => index < shape.w(),
            _ => false,
        };
        let mut pending = self.new.clone();
        for (index, weight) in pending.values.iter_mut().enumerate() {
            if !known(index) {
                *weight = f64::NAN;
            }
        }
        pending
    }

    /// The weights of the training: the old ones until the fourth step.
    pub fn position(&self) -> &Parameters {
        if self.done == 4 { &self.new } else { &self.old }
    }

    /// The weights that are stored now.
    pub fn stored(&self) -> Parameters {
        let w = self.old.shape.w();
        let mut stored = self.position().clone();
        if self.early && self.done >= 2 {
            stored.values[w..].copy_from_slice(&self.new.values[w..]);
        }
        stored
    }

    /// Slopes and new weights, as far as they are computed; or, stored too early, the right slopes beside the wrong ones.
    pub fn matrices(&self, selected: usize) -> Matrices {
        let shape = self.old.shape;
        let computed = |index: usize| self.done >= if index < shape.w() { 3 } else { 2 };
        let matrices = |names, values: &[f64]| {
            let known: Vec<Option<f64>> = (0..shape.parameters())
                .map(|index| values.get(index).copied().filter(|_| computed(index)))
                .collect();
            matrices_of(shape, names, &known, Some(selected))
        };
        let mut all = matrices(["∂Eₙ/∂w", "∂Eₙ/∂v"], &self.slopes.values);
        if self.early {
            all.truncate(1);
            all.extend(
                matrices(["∂Eₙ/∂w, new v", ""], &self.wrong)
                    .into_iter()
                    .take(1),
            );
            return Matrices {
                title: "v stored too early".to_owned(),
                matrices: all,
                verdict: self.damage(),
            };
        }
        all.reverse();
        all.extend(
            matrices(["new w", "new v"], &self.new.values)
                .into_iter()
                .rev(),
        );
        Matrices {
            title: "slopes and new weights".to_owned(),
            matrices: all,
            verdict: format!("{}, by sample {} alone.", self.summary(), self.sample),
        }
    }

    /// The difference between the slopes from the new v and those from the old v.
    fn damage(&self) -> String {
        if self.done < 3 {
            return format!("{}. The old v is gone.", self.summary());
        }
        let (weight, right, wrong) = self.worst();
        let (_, row, column) = self.old.shape.position(weight);
        format!(
            "Worst at {}: {} from the old v, {} from the new one. That is no gradient of Eₙ.",
            Symbol::new('w', index(row, column)),
            text(right, 6),
            text(wrong, 6)
        )
    }

    /// The weight whose slope is hurt most, and both slopes.
    fn worst(&self) -> (usize, f64, f64) {
        let mut worst = (0, self.slopes.values[0], self.wrong[0]);
        for (index, (wrong, right)) in self.wrong.iter().zip(&self.slopes.values).enumerate() {
            if (wrong - right).abs() > (worst.1 - worst.2).abs() {
                worst = (index, *right, *wrong);
            }
        }
        worst
    }
}

/// The slopes of w, M × (D+1) row after row, that (28) gives with a v that is not the one of the forward pass.
fn wrong_slopes(network: &Network, v: &[Vec<f64>], sample: &Sample) -> Vec<f64> {
    let pass = forward(network, &sample.x);
    let errors = output_errors(&pass.y, &sample.t);
    let mut slopes = Vec::with_capacity(network.hidden() * sample.x.len());
    for (j, b_j) in pass.b.iter().enumerate() {
        let v_j: Vec<f64> = v.iter().map(|v_k| v_k[j]).collect();
        let along = |x_i: &f64| eq28_slope_along_hidden_weight(&errors, &v_j, *b_j, *x_i);
        slopes.extend(sample.x.iter().map(along));
    }
    slopes
}
