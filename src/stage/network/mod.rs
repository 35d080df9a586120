//! The network: one sample runs through it step by step, and all samples show what it does.

mod figures;
mod scene;
mod steps;

use super::dashboard::{Change, Dashboard, DashboardState, Knob};
use super::experiment::Experiment;
use super::pictures;
use crate::equation::Chapter;
use crate::scene::{Figure, Picture};
use steps::Step;

pub use figures::book_figures;

/// The pictures, in the order of the key.
const VIEWS: [&str; 3] = ["regions", "image", "confusion"];
const KNOBS: [Knob; 7] = [
    Knob::Sample,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
    Knob::Weight,
    Knob::Speed,
];

/// The state of the network's dashboard.
#[derive(Debug)]
pub struct Network {
    dashboard: DashboardState,
    /// The steps of the forward pass that are done.
    done: usize,
}

impl Network {
    /// The dashboard of an experiment after `steps` of training.
    pub fn new(experiment: Experiment, steps: u64) -> Self {
        let dashboard = DashboardState::new(experiment, steps, Chapter::Network, &VIEWS, &KNOBS);
        let mut network = Self { dashboard, done: 0 };
        network.done = network.steps().len();
        network.refresh(Change::Look);
        network
    }

    fn steps(&self) -> Vec<Step> {
        steps::all(self.dashboard.experiment.shape())
    }

    /// The step that was done last, while the sample is on its way.
    fn current(&self) -> Option<Step> {
        let steps = self.steps();
        (self.done < steps.len()).then(|| steps[self.done.max(1) - 1])
    }

    /// Moves to a step of the pass; equation and weight follow.
    fn go_to(&mut self, done: usize) {
        self.done = done;
        let Some(step) = self.steps().get(done.max(1) - 1).copied() else {
            return;
        };
        self.dashboard.show(step.equation());
        let shape = self.dashboard.experiment.shape();
        match step {
            Step::HiddenSum(j) | Step::HiddenOutput(j) => {
                self.dashboard.weight = j * (shape.inputs + 1);
            }
            Step::OutputSum(k) => self.dashboard.weight = shape.w() + k * (shape.hidden + 1),
            Step::Softmax | Step::Error => {}
        }
    }

    /// The hidden unit of the focused weight.
    fn unit(&self) -> Option<usize> {
        let shape = self.dashboard.experiment.shape();
        match shape.position(self.dashboard.weight) {
            ('w', row, _) => Some(row),
            (_, _, column) => (column < shape.hidden).then_some(column),
        }
    }

    fn image(&mut self) -> Picture {
        let shape = self.dashboard.experiment.shape();
        let is_under_way = self.done <= 2 * shape.hidden + shape.classes;
        let dashboard = &mut self.dashboard;
        if let Some(image) = pictures::image(&dashboard.experiment, !is_under_way) {
            return Picture::Image(image);
        }
        let notice = || "Only digits are images: choose them along the bottom.".to_owned();
        dashboard.screen.notice.get_or_insert_with(notice);
        let table = pictures::score_table(&dashboard.experiment, &dashboard.scores);
        Picture::Table(table)
    }
}

impl Dashboard for Network {
    fn shared(&self) -> &DashboardState {
        &self.dashboard
    }

    fn shared_mut(&mut self) -> &mut DashboardState {
        &mut self.dashboard
    }

    /// After the last step comes the next sample.
    fn step_on(&mut self) -> Change {
        if self.done < self.steps().len() {
            self.go_to(self.done + 1);
            return Change::Look;
        }
        self.dashboard.experiment.go_to_sample(1);
        self.go_to(1);
        Change::Sample
    }

    /// Before the first step comes the previous sample, whole.
    fn step_back(&mut self) -> Change {
        if self.done > 1 {
            self.go_to(self.done - 1);
            return Change::Look;
        }
        self.dashboard.experiment.go_to_sample(-1);
        self.go_to(self.steps().len());
        Change::Sample
    }

    fn play(&mut self, steps: Option<u32>) -> Change {
        for _ in 0..steps.unwrap_or(30) {
            self.step_on();
        }
        Change::Look
    }

    fn restart(&mut self) -> Change {
        self.dashboard.restart();
        Change::Weight
    }

    /// The network's program trains; its dashboard does not.
    fn trains_in_slices(&self) -> bool {
        false
    }

    fn steps_done(&self) -> Option<usize> {
        (self.done < self.steps().len()).then_some(self.done)
    }

    fn set_steps_done(&mut self, done: usize) {
        self.done = self.steps().len().min(done);
    }

    fn refresh(&mut self, change: Change) {
        match change {
            Change::Fresh => self.done = self.steps().len(),
            Change::Weight => self.dashboard.rescore(),
            Change::Look | Change::Sample | Change::Rates => {}
        }
        let unit = self.unit();
        self.dashboard.picture = match self.dashboard.screen.view_name() {
            "confusion" => pictures::confusion(&self.dashboard.experiment, &self.dashboard.scores),
            "image" => self.image(),
            _ => self.dashboard.regions(unit),
        };
    }

    fn draw_figures(&self) -> Vec<Figure> {
        figures::of_state(self)
    }
}
