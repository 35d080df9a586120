//! The network: one sample runs through it step by step, and all samples show what it does.

mod figures;
mod scene;
mod steps;

use super::dashboard::{Change, Dashboard, DashboardState, Knob};
use super::{Experiment, pictures};
use crate::equation::Chapter;
use crate::scene::{Figure, Picture};
use steps::Step;

pub use figures::book_figures;

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

#[derive(Debug)]
pub struct Network {
    dashboard: DashboardState,
    /// The steps of the forward pass that are done.
    done: usize,
}

impl Network {
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
        self.dashboard.show(step.equation().0);
        let shape = self.dashboard.experiment.shape();
        let weight = &mut self.dashboard.weight;
        match step {
            Step::HiddenSum(j) | Step::HiddenOutput(j) => *weight = j * (shape.inputs + 1),
            Step::OutputSum(k) => *weight = shape.w() + k * (shape.hidden + 1),
            Step::Softmax | Step::Error => {}
        }
    }

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
        pictures::score_table(&dashboard.experiment, &dashboard.scores)
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
    fn step_on(&mut self) {
        if self.done < self.steps().len() {
            self.go_to(self.done + 1);
        } else {
            self.dashboard.experiment.go_to_sample(1);
            self.go_to(1);
        }
    }

    /// Before the first step comes the previous sample, whole.
    fn step_back(&mut self) {
        if self.done > 1 {
            self.go_to(self.done - 1);
        } else {
            self.dashboard.experiment.go_to_sample(-1);
            self.go_to(self.steps().len());
        }
    }

    fn play(&mut self, steps: Option<u32>) {
        (0..steps.unwrap_or(30)).for_each(|_| self.step_on());
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
            "confusion" => {
                let dashboard = &self.dashboard;
                let matrices = pictures::confusion(&dashboard.experiment, &dashboard.scores);
                Picture::Matrices(matrices)
            }
            "image" => self.image(),
            _ => self.dashboard.regions(unit),
        };
    }

    fn draw_figures(&self) -> Vec<Figure> {
        figures::of_state(self)
    }
}
