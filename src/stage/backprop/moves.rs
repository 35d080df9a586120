//! What moves the weights: training, the four steps of one update, and the way back.

use super::procedure::Procedure;
use super::{Backprop, VIEWS};
use crate::engine::Score;
use crate::equation::Number;
use crate::stage::runaway;

impl Backprop {
    /// So many steps of training. A step that would lead out of the numbers is not made, and play stops before it.
    pub(super) fn train(&mut self, steps: usize) {
        for _ in 0..steps {
            let earlier = self.here();
            self.training
                .step(self.dashboard.experiment.train_matrices());
            if !self.training.is_finite() {
                self.training.parameters = earlier.parameters;
                self.stop_before_runaway();
                break;
            }
            self.history.keep(earlier);
            self.count = (self.count.0 + 1, 0);
            self.dashboard
                .experiment
                .set_parameters(self.training.parameters.clone());
        }
        self.after_update();
    }

    pub(super) fn stop_before_runaway(&mut self) {
        self.dashboard.playing = false;
        let rate = self.dashboard.experiment.setup.learning_rate;
        self.dashboard.notice = Some(runaway(self.count.0 + 1, rate));
    }

    /// Score the weights. Where E has left the numbers, walk back to where it had not.
    pub(super) fn after_update(&mut self) {
        self.scores = self.dashboard.experiment.scores();
        let is_lost = |scores: &(Option<Score>, Option<Score>)| {
            scores
                .0
                .as_ref()
                .is_some_and(|score| !score.error.is_finite())
        };
        if is_lost(&self.scores) {
            while is_lost(&self.scores) && self.go_back() {
                self.scores = self.dashboard.experiment.scores();
            }
            self.stop_before_runaway();
        }
        self.record();
    }

    /// To the state before, bit for bit; whether there is one.
    pub(super) fn go_back(&mut self) -> bool {
        let Some(earlier) = self.history.back() else {
            return false;
        };
        self.training.parameters = earlier.parameters.clone();
        self.dashboard.experiment.set_parameters(earlier.parameters);
        self.dashboard.experiment.choose_sample(earlier.sample);
        self.count = earlier.count;
        self.history.forget_after(self.count.0);
        true
    }

    /// To the state before, and score it; whether there is one.
    pub(super) fn walk_back(&mut self) -> bool {
        let is_there = self.go_back();
        if is_there {
            self.scores = self.dashboard.experiment.scores();
            self.record();
        }
        is_there
    }

    /// One of the four steps on. After the fourth comes the first of the next update.
    pub(super) fn procedure_on(&mut self) {
        if self.procedure.done == 4 {
            self.dashboard.experiment.go_to_sample(1);
            self.procedure = self.new_procedure();
        }
        self.procedure.done += 1;
        if self.procedure.done == 4 {
            self.store();
        }
        let equation = self.procedure.equation();
        self.dashboard.show(Number::whole(equation));
    }

    pub(super) fn new_procedure(&mut self) -> Procedure {
        Procedure::begin(&mut self.dashboard.experiment, self.procedure.early)
    }

    /// The fourth step: the new weights take the place of the old ones.
    pub(super) fn store(&mut self) {
        if !self
            .procedure
            .new
            .values
            .iter()
            .all(|weight| weight.is_finite())
        {
            self.procedure.done = 3;
            self.stop_before_runaway();
            return;
        }
        self.history.keep(self.here());
        self.dashboard
            .experiment
            .set_parameters(self.procedure.new.clone());
        self.training.parameters = self.procedure.new.clone();
        self.count.1 += 1;
        // Updates by single samples are no whole steps.
        self.dashboard.by_hand = true;
        if self.count.1 >= self.dashboard.experiment.train().len() {
            self.count = (self.count.0 + 1, 0);
        }
        self.after_update();
    }

    pub(super) fn procedure_back(&mut self) {
        match self.procedure.done {
            0 | 1 => {
                if self.walk_back() {
                    self.procedure = self.new_procedure();
                    self.procedure.done = 3;
                } else {
                    self.procedure.done = 0;
                    self.dashboard.notice = Some("This is as far back as it goes.".to_owned());
                }
            }
            4 => {
                let kept = self.procedure.clone();
                if self.walk_back() {
                    self.procedure = kept;
                }
                self.procedure.done = 3;
            }
            _ => self.procedure.done -= 1,
        }
        let equation = self.procedure.equation();
        self.dashboard.show(Number::whole(equation));
    }

    pub(super) fn toggle_early(&mut self) {
        let early = !self.procedure.early;
        let done = self.procedure.done.min(3);
        if self.procedure.done == 4 {
            self.walk_back();
        }
        self.procedure = Procedure::begin(&mut self.dashboard.experiment, early);
        self.procedure.done = done;
        self.dashboard.view = VIEWS
            .iter()
            .position(|view| *view == "procedure")
            .unwrap_or(0);
        self.dashboard.notice = Some(if early {
            "v is stored before w is computed.".to_owned()
        } else {
            "v and w are stored together, as they should be.".to_owned()
        });
    }
}
