//! The evidence against which an answer about the hidden fault is held: the slopes with the fault, the right ones, and what must hold anyway.

use super::Ratios;
use crate::engine::{Parameters, Shape};
use crate::exercise::broken::{Broken, Must, Place, Planted, RIGHT};
use crate::model::{Network, Sample};
use crate::scene::text;
use crate::stage::experiment::{Experiment, flat};

const UNSEEN: &str = "At these weights the fault does not show in any slope: train a few steps, or take another M or α, and look again.";

pub(super) struct Evidence {
    fault: &'static Planted,
    network: Network,
    shape: Shape,
    samples: Vec<Sample>,
    /// The current sample.
    sample: usize,
    rate: f64,
    slopes: Vec<f64>,
    /// The slopes that a check finds: those of the E that is computed.
    right: Vec<f64>,
}

impl Evidence {
    pub fn of(experiment: &Experiment, broken: Broken) -> Self {
        let mut evidence = Self {
            fault: broken.fault,
            network: experiment.network(),
            shape: experiment.shape(),
            samples: experiment.train_samples().to_vec(),
            sample: experiment.sample_number(),
            rate: experiment.setup.learning_rate,
            slopes: Vec::new(),
            right: Vec::new(),
        };
        evidence.slopes = evidence.slopes_with(broken.fault);
        let right = if broken.fault.is_of_pass() {
            broken.fault
        } else {
            &RIGHT
        };
        evidence.right = evidence.slopes_with(right);
        evidence
    }

    fn slopes_with(&self, fault: &Planted) -> Vec<f64> {
        flat(&fault.gradient(&self.network, &self.samples, self.rate)).values
    }

    fn ratios<'a>(&'a self, slopes: &'a [f64]) -> Ratios<'a> {
        Ratios {
            shape: self.shape,
            samples: self.samples.len(),
            slopes,
            right: &self.right,
        }
    }

    /// The numbers of wrong slopes and of all, along w and along v.
    fn wrong(&self) -> [(usize, usize); 2] {
        ['w', 'v'].map(|letter| self.ratios(&self.slopes).wrong(letter))
    }

    fn agrees(&self) -> bool {
        self.wrong().iter().all(|(wrong, _)| *wrong == 0)
    }

    /// True if the slopes of the current sample alone are wrong as well.
    fn is_wrong_alone(&self) -> bool {
        let alone = |fault: &Planted| {
            let sample = std::slice::from_ref(&self.samples[self.sample]);
            flat(&fault.gradient(&self.network, sample, self.rate)).values
        };
        let (slopes, right) = (alone(self.fault), alone(&RIGHT));
        let one = Ratios {
            shape: self.shape,
            samples: 1,
            slopes: &slopes,
            right: &right,
        };
        ['w', 'v'].iter().any(|letter| one.wrong(*letter).0 > 0)
    }

    /// The table's line about the fault: the wrong entries and the ratio.
    pub fn summary(&self) -> String {
        let [(w, all_w), (v, all_v)] = self.wrong();
        if let Some(must) = self.fault.breaks {
            return format!(
                "The check agrees in all {} entries. {}",
                all_w + all_v,
                self.broken_rule(must)
            );
        }
        if self.agrees() {
            return format!("The check agrees in all {} entries.", all_w + all_v);
        }
        let ratio = self.ratios(&self.slopes).summary();
        format!(
            "{w} of {all_w} entries of ∂E/∂w and {v} of {all_v} of ∂E/∂v are wrong; ratio: {ratio}."
        )
    }

    /// A sentence that leads on after a wrong place was named.
    pub fn other_place(&self, said: Place) -> String {
        if self.agrees() && self.fault.level < RIGHT.level {
            return UNSEEN.to_owned();
        }
        if self.agrees() {
            return self.other_place_where_all_agrees(said);
        }
        let [(w, all_w), (v, all_v)] = self.wrong();
        let all = all_w + all_v;
        let right_block = |block: &str, count: usize, then: &str| {
            format!("All {count} entries of {block} are right: {then}")
        };
        match said {
            Place::Nothing => format!(
                "Something is: {} of {all} slopes differ from those by difference. v leads to the check, and its ratios say more than the error.",
                w + v
            ),
            Place::Pass => format!(
                "The check compares with differences of the same forward pass. {} of {all} slopes differ, and the forward pass alone cannot do that.",
                w + v
            ),
            Place::AlongV if v == 0 => {
                right_block("∂E/∂v", all_v, "look again at which block is wrong.")
            }
            Place::AlongW if w == 0 => {
                right_block("∂E/∂w", all_w, "look again at which block is wrong.")
            }
            Place::Errors if v == 0 => {
                right_block("∂E/∂v", all_v, "the errors y − t are in each of them.")
            }
            Place::Errors if w == 0 => {
                right_block("∂E/∂w", all_w, "the errors y − t are in each of them.")
            }
            Place::AlongV if w > 0 => format!(
                "A fault in (26) leaves ∂E/∂w as it is, and {w} of its {all_w} entries are wrong."
            ),
            Place::AlongW if v > 0 => format!(
                "A fault in (28) leaves ∂E/∂v as it is, and {v} of its {all_v} entries are wrong."
            ),
            said => self.other_place_of_both(said),
        }
    }

    fn other_place_of_both(&self, said: Place) -> String {
        let sample = self.sample;
        match said {
            Place::Mean if !self.is_wrong_alone() => format!(
                "A fault in (14) gives all entries of a block one ratio. Here it is: {}.",
                self.ratios(&self.slopes).summary()
            ),
            Place::Mean => format!(
                "Sample {sample} alone has wrong slopes already: the procedure and g show them, and (14) has nothing to do there."
            ),
            Place::Order => {
                "Lower α and look at the ratios again: a fault in the order shrinks with α. These stay as they are.".to_owned()
            }
            _ if !self.is_wrong_alone() => format!(
                "Sample {sample} alone has the right slopes: the procedure and g show them. What is added to them for E?"
            ),
            _ => "Lower α and look at the ratios again: they come nearer to 1, and no equation of the slopes knows α.".to_owned(),
        }
    }

    fn other_place_where_all_agrees(&self, said: Place) -> String {
        let all = self.slopes.len();
        match (said, self.fault.breaks) {
            (Place::Nothing, Some(must)) => format!(
                "The check agrees in all {all} entries, but it compares the network with itself. {}",
                question(must)
            ),
            (Place::Pass, _) => format!(
                "What must hold does: the outputs sum to 1, all weights 0 give E = ln K = {}, and the columns of ∂E/∂v sum to 0.",
                text(self.log_of_classes(), 4)
            ),
            _ => format!(
                "The check agrees in all {all} entries, so that no equation of the slopes is at fault. What can it not see?"
            ),
        }
    }

    /// A sentence for a reader who does not know where.
    pub fn about_place(&self) -> String {
        if self.agrees() {
            return format!(
                "The check agrees in all {} entries. It compares the network with itself: what must hold in any network? Add up the outputs of a sample, and the columns of ∂E/∂v.",
                self.slopes.len()
            );
        }
        let [(w, all_w), (v, all_v)] = self.wrong();
        format!(
            "Begin with the check: {w} of {all_w} slopes along w differ and {v} of {all_v} along v. Which equation do these have in common, and no others?"
        )
    }

    /// A sentence after a wrong cause was named in the right place.
    pub fn other_cause(&self, said: &Planted) -> String {
        if self.fault.is_of_pass() && said.is_of_pass() {
            return self.other_pass(said);
        }
        let slopes = self.slopes_with(said);
        for (letter, block) in [('w', "∂E/∂w"), ('v', "∂E/∂v")] {
            let [theirs, ours] =
                [&slopes, &self.slopes].map(|slopes| self.ratios(slopes).words(letter));
            let tells = |words: &str| words.contains("everywhere") || words.contains(" in ");
            if theirs != ours && (tells(&theirs) || tells(&ours)) {
                return format!(
                    "That one would have this ratio in {block}: {theirs}. Here it is: {ours}."
                );
            }
        }
        let distance = |weight: &usize| (slopes[*weight] - self.slopes[*weight]).abs();
        let far = (0..slopes.len()).max_by(|one, other| distance(one).total_cmp(&distance(other)));
        let far = far.unwrap_or(0);
        let (letter, row, column) = self.shape.position(far);
        let name = crate::stage::weight_index(row, column);
        let [theirs, ours] = [slopes[far], self.slopes[far]].map(|slope| text(slope, 6));
        format!("That one would make ∂E/∂{letter}{name} = {theirs}. Here it is {ours}.")
    }

    /// The same where the forward pass errs: the first of the rules that tells the two apart.
    fn other_pass(&self, said: &Planted) -> String {
        let rules = [Must::SumToOne, Must::LogOfClasses, Must::ColumnsSumToZero];
        for must in rules {
            let [theirs, ours] = [said, self.fault].map(|fault| self.number(must, fault));
            if (theirs - ours).abs() > 1e-4 {
                let what = self.subject(must);
                let [theirs, ours] = [theirs, ours].map(|number| text(number, 4));
                return format!("With that one {what} {theirs}. Here it is {ours}.");
            }
        }
        let [theirs, ours] = [said, self.fault].map(|fault| match fault.name {
            "w-bias-dropped" => "the last column of w",
            "v-bias-dropped" => "the last column of v",
            _ => "none",
        });
        format!(
            "With that one the weights without effect would be: {theirs}. Here they are: {ours}."
        )
    }

    /// A sentence for a reader who does not know the cause.
    pub fn about_cause(&self) -> String {
        if let Some(must) = self.fault.breaks {
            return self.broken_rule(must);
        }
        let ratio = self.ratios(&self.slopes).summary();
        format!(
            "The ratio to the right slopes is {ratio}. Which of the four would do that? One entry of a single sample, by hand, decides."
        )
    }

    fn log_of_classes(&self) -> f64 {
        (self.shape.classes as f64).ln()
    }

    /// The number of a rule, with a fault: a sum of outputs, E at weights 0, a sum of a column, a slope.
    fn number(&self, must: Must, fault: &Planted) -> f64 {
        match must {
            Must::SumToOne => {
                let pass = fault.forward(&self.network, &self.samples[self.sample].x);
                pass.y.iter().sum()
            }
            Must::LogOfClasses => {
                let zeros = Parameters::zeros(self.shape).to_network();
                fault.error(&zeros, &self.samples)
            }
            Must::ColumnsSumToZero => {
                let gradient = fault.gradient(&self.network, &self.samples, self.rate);
                gradient.v.iter().filter_map(|row| row.last()).sum()
            }
            Must::EveryWeightCounts => 0.0,
        }
    }

    fn subject(&self, must: Must) -> String {
        match must {
            Must::SumToOne => format!("the outputs of sample {} would sum to", self.sample),
            Must::LogOfClasses => "all weights 0 would give E =".to_owned(),
            Must::ColumnsSumToZero => "the last column of ∂E/∂v would sum to".to_owned(),
            Must::EveryWeightCounts => String::new(),
        }
    }

    /// The rule that does not hold, with its number.
    fn broken_rule(&self, must: Must) -> String {
        let number = text(self.number(must, self.fault), 4);
        match must {
            Must::SumToOne => format!("But the outputs of sample {} sum to {number}.", self.sample),
            Must::LogOfClasses => format!(
                "But all weights 0 give E = {number}, and ln K = {}.",
                text(self.log_of_classes(), 4)
            ),
            Must::ColumnsSumToZero => {
                format!(
                    "But the last column of ∂E/∂v sums to {number}, and every column should sum to 0."
                )
            }
            Must::EveryWeightCounts => {
                "But some weights have no effect at all: a whole column of slopes is 0.".to_owned()
            }
        }
    }
}

/// The way to see that a rule does not hold.
fn question(must: Must) -> &'static str {
    match must {
        Must::SumToOne => "What do the outputs of one sample sum to?",
        Must::LogOfClasses => {
            "What is E if all weights are 0, and what must it be? (8) shows what it should be here."
        }
        Must::ColumnsSumToZero => "What do the columns of ∂E/∂v sum to, and what should they?",
        Must::EveryWeightCounts => "Is there a weight that nothing depends on?",
    }
}
