//! Expect: what is the next number of the pass?

use super::Network;
use super::steps::Step;
use crate::equation::Number;
use crate::exercise::value::Argument;
use crate::model::error::eq12_cross_entropy;
use crate::model::network::forward;
use crate::model::{self, Forward, Sample};
use crate::scene::{Symbol, text};
use crate::stage::dashboard::{Answer, Mistake, Question, mistakes_in};

/// An answer is right as near as this: of a sum, and of what lies between 0 and 1.
const NEAR: (f64, f64) = (0.1, 0.05);

impl Network {
    /// Asks for the number that the next step computes. After the last step it is the first one of the next sample.
    pub(super) fn ask_next(&mut self) -> Question {
        if self.done >= self.steps().len() {
            self.dashboard.experiment.go_to_sample(1);
            (self.done, self.is_seen) = (0, false);
        }
        let step = self.steps()[self.done];
        self.look_at(step);
        let experiment = &self.dashboard.experiment;
        let pass = forward(&experiment.network(), &experiment.sample().x);
        let class = experiment.train().class[experiment.sample_number()];
        let (name, right, within, why) = step.number(&pass, class, &experiment.sample().t);
        Question {
            kind: "number",
            equation: Number::whole(step.equation().0),
            asks: format!("What will {name} be? The equation has the numbers."),
            answer: Answer::Number {
                right,
                within,
                mistakes: step.mistakes(&experiment.network(), experiment.sample(), &pass, class),
            },
            outcome: format!("{name} is {}.", text(right, 4)),
            why,
        }
    }
}

impl Step {
    /// The numbers that common mistakes give in its place, with what each of them means.
    fn mistakes(
        self,
        network: &model::Network,
        sample: &Sample,
        pass: &Forward,
        class: usize,
    ) -> Vec<Mistake> {
        let numbers = |numbers: &[f64]| Argument::Numbers(numbers.to_vec());
        let (name, arguments, entry) = match self {
            Self::HiddenSum(j) => {
                let arguments = vec![numbers(&network.w[j]), numbers(&sample.x)];
                ("eq05_unit_sum", arguments, 0)
            }
            Self::HiddenOutput(j) => {
                let arguments = vec![Argument::Number(pass.b[j])];
                ("eq06_hidden_output", arguments, 0)
            }
            Self::OutputSum(k) => {
                let arguments = vec![numbers(&network.v[k]), numbers(&pass.z)];
                ("eq05_unit_sum", arguments, 0)
            }
            Self::Softmax => ("eq07_softmax", vec![numbers(&pass.a)], class),
            Self::Error => {
                let arguments = vec![numbers(&sample.t), numbers(&pass.log_y)];
                ("eq12_cross_entropy", arguments, 0)
            }
        };
        mistakes_in(name, &arguments, entry)
    }

    /// The number that it computes, with its name, how near an answer must be, and the reason.
    fn number(self, pass: &Forward, class: usize, t: &[f64]) -> (String, f64, f64, String) {
        let symbol = |letter, index: usize| Symbol::new(letter, index.to_string()).to_string();
        let (sum, share) = NEAR;
        match self {
            Self::HiddenSum(j) => {
                let why = "Each input times its weight, all added up, the bias as well.";
                (symbol('b', j), pass.b[j], sum, why.to_owned())
            }
            Self::HiddenOutput(j) => {
                let why = format!(
                    "The sigmoid of {}: a sum of 0 would give ½.",
                    text(pass.b[j], 4)
                );
                (symbol('z', j), pass.z[j], share, why)
            }
            Self::OutputSum(k) => {
                let why = "Each hidden output times its weight, all added up.";
                (symbol('a', k), pass.a[k], sum, why.to_owned())
            }
            Self::Softmax => {
                let name = symbol('y', class);
                let why = format!(
                    "exp of {} over the sum of exp of all a.",
                    text(pass.a[class], 4)
                );
                (name, pass.y[class], share, why)
            }
            Self::Error => {
                let error = eq12_cross_entropy(t, &pass.log_y);
                let y = text(pass.y[class], 4);
                let why = format!("It is −log of the y of its class, {y}; E is the mean over all.");
                ("this sample's part of E".to_owned(), error, sum, why)
            }
        }
    }
}
