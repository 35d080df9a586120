//! The source's four steps: forward, keeping b, z, a, y; new v, not yet stored; new w from the old v; both stored.
//! And what goes wrong if the new v is stored before w is computed.

use crate::engine::Parameters;
use crate::model::backprop::{eq28_slope_along_hidden_weight, output_errors};
use crate::model::network::forward;
use crate::model::{Network, Sample};
use crate::scene::{Diagram, Matrices, Symbol, text};
use crate::stage::dashboard::index;
use crate::stage::diagram::{Drawing, Position, backward_ledger, forward_ledger};
use crate::stage::experiment::Experiment;
use crate::stage::matrices::{descended, matrices_of};

/// One update by a single sample, on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UpdateSteps {
    /// The number of steps done, of four.
    pub done: u8,
    pub early: bool,
    pub sample: usize,
    pub old: Parameters,
    /// The slopes, all from the old weights.
    pub slopes: Parameters,
    /// The slopes of w that come out with the new v.
    wrong: Vec<f64>,
    pub new: Parameters,
    /// E of all samples before the new weights were stored, and after it.
    pub errors: Option<(f64, f64)>,
}

impl UpdateSteps {
    /// An update by the current sample, as (27) has it, from the weights as they are.
    pub fn begin(experiment: &mut Experiment, early: bool) -> Self {
        let old = experiment.parameters().clone();
        let slopes = experiment.gradient_of_sample();
        let rate = experiment.setup.learning_rate;
        let mut new = descended(&old, &slopes.values, rate);
        let v = new.to_network().v;
        let wrong = wrong_slopes(&experiment.network(), &v, experiment.sample());
        if early {
            let all = [&wrong, &slopes.values[wrong.len()..]].concat();
            new = descended(&old, &all, rate);
        }
        Self {
            done: 0,
            early,
            sample: experiment.sample_number(),
            old,
            slopes,
            wrong,
            new,
            errors: None,
        }
    }

    /// The change of E of all samples by the update, and why it can rise.
    fn effect(&self) -> String {
        let Some((before, after)) = self.errors.filter(|_| self.done == 4) else {
            return String::new();
        };
        let (from, to) = (text(before, 4), text(after, 4));
        if after > before {
            format!(
                " E of all samples rose from {from} to {to}: this sample's slope is not that of all."
            )
        } else {
            format!(" E of all samples fell from {from} to {to}.")
        }
    }

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

    pub fn equation(&self) -> u8 {
        match self.done {
            2 | 4 => 27,
            3 => 28,
            _ => 12,
        }
    }

    /// A weight, if it is computed and not yet stored.
    fn pending(&self, weight: usize) -> Option<f64> {
        let is_pending = match self.done {
            2 => weight >= self.old.shape.w() && !self.early,
            3 => weight < self.old.shape.w(),
            _ => false,
        };
        is_pending.then(|| self.new.values[weight])
    }

    /// The weights of the training: the old ones until the fourth step.
    pub fn position(&self) -> &Parameters {
        if self.done == 4 { &self.new } else { &self.old }
    }

    fn stored(&self) -> Parameters {
        let w = self.old.shape.w();
        let mut stored = self.position().clone();
        if self.early && self.done >= 2 {
            stored.values[w..].copy_from_slice(&self.new.values[w..]);
        }
        stored
    }

    pub fn diagram(&self, experiment: &Experiment, base: Drawing<'_>) -> Diagram {
        let shape = experiment.shape();
        let (letters, ledger) = match self.done {
            1 if base.is_backward => ("xwbzvayt", backward_ledger(shape, 1, &[0, 1, 2, 3])),
            1 => ("xwbzvay", forward_ledger(shape, 1, &[0, 1, 2, 3])),
            2 => ("vytz", backward_ledger(shape, 1, &[0, 1])),
            3 => ("wvxbyt", backward_ledger(shape, 1, &[2, 3])),
            _ => ("wv", backward_ledger(shape, 1, &[])),
        };
        let lit = |position: Position| letters.contains(position.0);
        let pending = |weight| self.pending(weight);
        let other = |weight: usize| {
            let (old, new) = (self.old.values[weight], self.new.values[weight]);
            if self.done == 4 { old } else { new }
        };
        // The numbers of the forward pass stay until the next one, also when the new weights are stored.
        let kept = experiment.forward(&self.old.to_network(), &experiment.sample().x);
        Drawing {
            lit: Some(&lit),
            next: Some(&pending),
            also: Some(&other),
            weights: Some(self.stored().to_network()),
            pass: Some(&kept),
            ledger,
            caption: self.summary().to_owned(),
            before: (self.done == 4).then(|| self.old.values.clone()),
            ..base
        }
        .of(experiment)
    }

    /// Slopes and new weights, as far as they are computed; or, stored too early, the right slopes beside the wrong ones.
    pub fn matrices(&self, selected: usize) -> Matrices {
        let shape = self.old.shape;
        let computed = |index: usize| self.done >= if index < shape.w() { 3 } else { 2 };
        let matrices = |names, values: &[f64]| {
            let known = |index: usize| values.get(index).copied().filter(|_| computed(index));
            matrices_of(shape, names, known, Some(selected))
        };
        let [of_w, of_v] = matrices(["∂Eₙ/∂w", "∂Eₙ/∂v"], &self.slopes.values);
        if self.early {
            let [wrong, _] = matrices(["∂Eₙ/∂w, new v", ""], &self.wrong);
            return Matrices {
                title: "v stored too early".to_owned(),
                matrices: vec![of_w, wrong],
                verdict: self.damage(),
            };
        }
        let [new_w, new_v] = matrices(["new w", "new v"], &self.new.values);
        Matrices {
            title: "slopes and new weights".to_owned(),
            matrices: vec![of_v, of_w, new_v, new_w],
            verdict: format!(
                "{}, by sample {} alone.{}",
                self.summary(),
                self.sample,
                self.effect()
            ),
        }
    }

    fn damage(&self) -> String {
        if self.done < 3 {
            return format!("{}. The old v is gone.", self.summary());
        }
        let mut worst = 0;
        let error = |weight: usize| (self.wrong[weight] - self.slopes.values[weight]).abs();
        for weight in 1..self.wrong.len() {
            if error(weight) > error(worst) {
                worst = weight;
            }
        }
        let (_, row, column) = self.old.shape.position(worst);
        let weight = Symbol::new('w', index(row, column));
        let [right, wrong] =
            [&self.slopes.values, &self.wrong].map(|slopes| text(slopes[worst], 6));
        format!(
            "Worst at {weight}: {right} from the old v, {wrong} from the new one. That is no gradient of Eₙ."
        )
    }
}

/// The slopes of w, M × (D+1) row after row, that (28) gives with a v that is not the one of the forward pass.
pub(super) fn wrong_slopes(network: &Network, v: &[Vec<f64>], sample: &Sample) -> Vec<f64> {
    let pass = forward(network, &sample.x);
    let errors = output_errors(&pass.y, &sample.t);
    let mut slopes = Vec::new();
    for (j, b_j) in pass.b.iter().enumerate() {
        let v_j: Vec<f64> = v.iter().map(|v_k| v_k[j]).collect();
        let along_bias = eq28_slope_along_hidden_weight(&errors, &v_j, *b_j, 1.0);
        slopes.extend(sample.x.iter().map(|x_i| along_bias * x_i));
    }
    slopes
}
