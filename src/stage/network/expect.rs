//! Expect: what is the next number of the pass?

use super::Network;
use super::steps::Step;
use crate::model::Forward;
use crate::model::error::eq12_cross_entropy;
use crate::model::network::forward;
use crate::scene::{Symbol, text};
use crate::stage::dashboard::{Answer, Question};

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
            asks: format!("What will {name} be? The equation has the numbers."),
            answer: Answer::Number { right, within },
            outcome: format!("{name} is {}.", text(right, 4)),
            why,
        }
    }
}

impl Step {
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
