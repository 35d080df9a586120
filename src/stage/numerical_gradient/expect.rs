//! Expect: does E rise or fall with the next weight, what is the quotient, and where does the step lead?

use super::{NumericalGradient, Phase};
use crate::engine::Difference;
use crate::equation::Number;
use crate::exercise::value::Argument;
use crate::scene::number::{compact, rounded};
use crate::scene::text;
use crate::stage::dashboard::{Answer, Asked, KNOWS_MISTAKES, Question, mistakes_in};

/// A slope is clear if it is as far from 0, and a step if it changes E by such a share.
const CLEAR: (f64, f64) = (1e-3, 1e-4);
/// The weights of which one may be clear.
const MOST: usize = 8;
/// Quotients are told from each other if they are such a share of the right one apart.
const APART: f64 = 0.1;
/// The cost of a pass with which the mistakes in one are tried.
const AFFORDABLE: usize = 1_000_000;
const FLAT: &str = "The next slopes are too near 0 to ask about: n finds them.";

impl NumericalGradient {
    /// Asks for the sign of the next slope that is clear; when all are known, for what their step does to E.
    pub(super) fn ask_slope(&mut self) -> Asked {
        if self.phase == Phase::Run {
            // Its E is on the screen: that gives its slope away.
            self.advance(1);
        }
        self.phase = Phase::Rest;
        if self.is_complete() {
            return self.ask_step();
        }
        let at = self.dashboard.experiment.parameters().clone();
        let mut search = self.search.clone();
        for _ in 0..MOST {
            if search.is_complete(&at) {
                break;
            }
            self.dashboard.experiment.search(&mut search, &at, 1);
            let slope = search.slopes.last().copied().unwrap_or(0.0);
            if slope.is_finite() && slope.abs() >= CLEAR.0 {
                self.dashboard.weight = search.slopes.len() - 1;
                self.dashboard.show(10);
                let quotient = || self.about_quotient(slope);
                let question = self.asks_for_number().then(quotient).flatten();
                return Ok(question.unwrap_or_else(|| self.about_slope(slope)));
            }
        }
        Err(FLAT)
    }

    /// Every second question is about a number.
    fn asks_for_number(&self) -> bool {
        KNOWS_MISTAKES && !self.dashboard.screen.answered().is_multiple_of(2)
    }

    /// Asks for the forward difference along a hidden weight, by the rise of E. The wrong answers are those of common mistakes.
    fn about_quotient(&self, slope: f64) -> Option<Question> {
        let (experiment, epsilon) = (&self.dashboard.experiment, self.search.epsilon);
        let (network, weight) = (experiment.network(), self.dashboard.weight);
        let columns = network.w.first()?.len();
        let is_forward = self.search.difference == Difference::Forward;
        if !is_forward || weight >= network.w.len() * columns {
            return None;
        }
        if experiment.cost_of_pass() > AFFORDABLE {
            return None;
        }
        let arguments = [
            Argument::Network(network),
            Argument::Samples(experiment.train_samples().to_vec()),
            Argument::Index(weight / columns),
            Argument::Index(weight % columns),
            Argument::Number(epsilon),
        ];
        let mistakes = mistakes_in("eq10_slope_along_weight", &arguments, 0);
        let turn = self.dashboard.screen.answered() / 2;
        let apart = APART * slope.abs();
        let (name, rise) = (self.dashboard.weight_name(weight), slope * epsilon);
        let epsilon = compact(epsilon);
        let does = if rise > 0.0 { "rises" } else { "falls" };
        let rise = compact(rounded(rise.abs(), 4));
        Some(Question {
            kind: "quotient",
            equation: Number::whole(10),
            asks: format!(
                "{name} is nudged up by {epsilon}, and E {does} by {rise}: what is the quotient?"
            ),
            answer: Answer::among(slope, &mistakes, apart, turn)?,
            outcome: format!("the quotient is {}.", text(slope, 6)),
            why: "The new E less the old one, divided by ε: the sign says which way is up."
                .to_owned(),
        })
    }

    fn about_slope(&self, slope: f64) -> Question {
        let weight = self.dashboard.weight_name(self.dashboard.weight);
        let epsilon = compact(self.search.epsilon);
        let is_printed = self.search.difference == Difference::Printed;
        let rises = (slope > 0.0) != is_printed;
        let does = if rises { "rises" } else { "falls" };
        let why = match (is_printed, rises) {
            (true, _) => "The printed quotient has the wrong sign: its step goes uphill.",
            (_, true) => "The slope is above 0, so the step will make the weight smaller.",
            (_, false) => "The slope is below 0, so the step will make the weight larger.",
        };
        Question {
            kind: "slope",
            equation: Number::whole(10),
            asks: format!("{weight} is nudged up by {epsilon}: what does E do?"),
            answer: Answer::one(&["it rises", "it falls"], usize::from(!rises)),
            outcome: format!("E {does}, the quotient is {}.", text(slope, 6)),
            why: why.to_owned(),
        }
    }

    fn ask_step(&self) -> Asked {
        let mut after = self.clone();
        after.descend();
        let [before, after] = [self, &after].map(|stage| stage.dashboard.scores.0.error);
        let falls = after < before;
        if (after - before).abs() < CLEAR.1 * before {
            return Err("This step changes E too little to ask about: n takes it.");
        }
        if self.asks_for_number()
            && let Some(question) = self.about_update()
        {
            return Ok(question);
        }
        let why = if falls {
            "Every weight went a little against its slope, downhill."
        } else {
            "The step went too far, or uphill: try a smaller α, or another quotient."
        };
        Ok(Question {
            kind: "step",
            equation: Number::whole(10),
            asks: "All slopes are known, and all weights move: what does E do?".to_owned(),
            answer: Answer::one(&["it rises", "it falls"], usize::from(falls)),
            outcome: format!("E went from {} to {}.", text(before, 4), text(after, 4)),
            why: why.to_owned(),
        })
    }

    /// Asks where the steepest weight goes. The wrong answers are those of common mistakes.
    fn about_update(&self) -> Option<Question> {
        let slopes = self.search.slopes.iter().enumerate();
        let size = |of: &(usize, &f64)| of.1.abs();
        let (weight, slope) = slopes.max_by(|one, other| size(one).total_cmp(&size(other)))?;
        self.dashboard.about_update(weight, *slope)
    }

    /// Finds the slope that was asked for, and those before it; or makes the step.
    pub(super) fn show_slope(&mut self) {
        if self.is_complete() {
            return self.descend();
        }
        let missing = (self.dashboard.weight + 1).saturating_sub(self.search.slopes.len());
        self.advance(missing);
    }
}
