//! The changes of the weights: training, the four steps of one update, and the way back.

use super::broken::WAITS;
use super::update_steps::UpdateSteps;
use super::{Backprop, MAX_STEPS, VIEWS};
use crate::engine::Method;
use crate::stage::dashboard::SLICE;
use crate::stage::history::AT_START;

impl Backprop {
    /// Trains for up to `count` steps. A step to infinite weights is not made, and play stops before it.
    pub(super) fn train(&mut self, count: usize) {
        for _ in 0..count {
            let earlier = self.snapshot();
            let experiment = &mut self.dashboard.experiment;
            if experiment.train_on(&mut self.training, 1) == 0 {
                self.dashboard.stop_before_departure();
                break;
            }
            if !self.training.is_finite() {
                self.training.parameters = earlier.parameters;
                self.dashboard.stop_before_runaway();
                break;
            }
            experiment.set_parameters(self.training.parameters.clone());
            self.history.keep(earlier);
            self.count_step();
        }
        self.after_update();
    }

    /// The most steps at once. With a hidden fault they are made sample after sample, and take longer.
    pub(super) fn most_steps(&self) -> usize {
        let experiment = &self.dashboard.experiment;
        match experiment.broken() {
            _ if experiment.mine().is_some() => {
                (SLICE / experiment.cost_of_pass().max(1)).clamp(1, MAX_STEPS)
            }
            Some(_) => (SLICE / 4 / experiment.cost_of_pass().max(1)).clamp(1, MAX_STEPS),
            None => MAX_STEPS,
        }
    }

    fn count_step(&mut self) {
        self.dashboard.steps = self.dashboard.steps.saturating_add(1);
        self.updates = 0;
    }

    pub(super) fn take_weights(&mut self) {
        // The training still has the weights as they were before.
        if self.training.parameters != *self.dashboard.experiment.parameters() {
            let mut earlier = self.snapshot();
            earlier.parameters.clone_from(&self.training.parameters);
            self.history.keep(earlier);
        }
        self.training = self.dashboard.experiment.training(Method::Backprop);
        self.after_update();
    }

    /// Scores the weights. Where E is no longer finite, walks back to where it was.
    fn after_update(&mut self) {
        self.dashboard.rescore();
        if self.is_lost() {
            while self.is_lost() && self.go_back() {}
            self.dashboard.stop_before_runaway();
        }
        self.history.record(self.dashboard.record());
    }

    fn is_lost(&self) -> bool {
        // The reader's E may be none: then the training has stopped by itself.
        let is_ours = self.dashboard.experiment.mine().is_none();
        is_ours && !self.dashboard.scores.0.error.is_finite()
    }

    /// Returns to the state before, bit for bit. Returns false if there is none.
    fn go_back(&mut self) -> bool {
        let Some(earlier) = self.history.back() else {
            return false;
        };
        self.training.parameters = earlier.parameters.clone();
        self.dashboard.experiment.set_parameters(earlier.parameters);
        self.dashboard.experiment.choose_sample(earlier.sample);
        (self.dashboard.steps, self.updates) = (earlier.steps, earlier.updates);
        self.history.forget_after(earlier.steps);
        self.dashboard.rescore();
        self.history.record(self.dashboard.record());
        true
    }

    /// The same for a key: says so if there is no earlier state.
    pub(super) fn walk_back(&mut self) -> bool {
        let is_there = self.go_back();
        if !is_there {
            self.dashboard.say(AT_START);
        }
        is_there
    }

    pub(super) fn begin_update(&mut self) {
        let early = self.update_steps.early;
        self.update_steps = UpdateSteps::begin(&mut self.dashboard.experiment, early);
    }

    /// Makes one of the four steps. After the fourth comes the first of the next update.
    pub(super) fn update_step_on(&mut self) {
        if self.update_steps.done == 4 {
            self.dashboard.experiment.go_to_sample(1);
            self.begin_update();
        }
        self.update_steps.done += 1;
        if self.update_steps.done == 4 {
            self.store();
        }
        self.dashboard.show(self.update_steps.equation());
    }

    /// The fourth step: the new weights replace the old ones.
    fn store(&mut self) {
        let new = self.update_steps.new.clone();
        if !new.values.iter().all(|weight| weight.is_finite()) {
            self.update_steps.done = 3;
            return self.dashboard.stop_before_runaway();
        }
        let before = self.dashboard.scores.0.error;
        self.history.keep(self.snapshot());
        self.dashboard.experiment.set_parameters(new.clone());
        self.training.parameters = new;
        // Updates by single samples are no whole steps.
        self.dashboard.by_hand = true;
        self.updates += 1;
        if self.updates >= self.dashboard.experiment.train().len() {
            self.count_step();
        }
        self.after_update();
        self.update_steps.errors = Some((before, self.dashboard.scores.0.error));
    }

    pub(super) fn update_step_back(&mut self) {
        let done = self.update_steps.done;
        match done {
            0 | 1 if self.walk_back() => {
                self.begin_update();
                self.update_steps.done = 3;
            }
            0 | 1 => self.update_steps.done = 0,
            4 => {
                self.walk_back();
                self.update_steps.done = 3;
            }
            _ => self.update_steps.done -= 1,
        }
        self.dashboard.show(self.update_steps.equation());
    }

    pub(super) fn toggle_early(&mut self) {
        if self.broken().is_some() {
            return self.dashboard.say(WAITS);
        }
        let done = self.update_steps.done;
        if done == 4 {
            self.walk_back();
        }
        let early = !self.update_steps.early;
        self.update_steps.early = early;
        // The check is about the slopes by which the network trains from now on.
        self.dashboard.tasks.forget("check");
        self.begin_update();
        self.update_steps.done = done.min(3);
        let view = VIEWS.iter().position(|view| *view == "procedure");
        self.dashboard.screen.view = view.unwrap_or(0);
        self.dashboard.say(if early {
            "v is stored before w is computed."
        } else {
            "v and w are stored together, as they should be."
        });
    }
}
