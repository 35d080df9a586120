//! Expect: does E rise or fall with the next weight?

use super::{NumericalGradient, Phase};
use crate::engine::Difference;
use crate::scene::number::compact;
use crate::scene::text;
use crate::stage::dashboard::{Answer, Asked, Question};

/// A slope is clear if it is as far from 0, and a step if it changes E by such a share.
const CLEAR: (f64, f64) = (1e-3, 1e-4);
/// The weights of which one may be clear.
const MOST: usize = 8;
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
                return Ok(self.about_slope(slope));
            }
        }
        Err(FLAT)
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
        let why = if falls {
            "Every weight went a little against its slope, downhill."
        } else {
            "The step went too far, or uphill: try a smaller α, or another quotient."
        };
        Ok(Question {
            kind: "step",
            asks: "All slopes are known, and all weights move: what does E do?".to_owned(),
            answer: Answer::one(&["it rises", "it falls"], usize::from(falls)),
            outcome: format!("E went from {} to {}.", text(before, 4), text(after, 4)),
            why: why.to_owned(),
        })
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
