//! The network: one sample runs through it step by step, and all samples show what it does.

mod expect;
mod figures;
mod guide;
mod scene;
mod steps;

use super::Experiment;
use super::dashboard::{Asked, CONFUSION, Change, Dashboard, DashboardState, Knob};
use super::past::Past;
use crate::equation::Chapter;
use crate::scene::{Figure, Pane, Picture};
use steps::Step;

pub use figures::{book_figures, moved_diagram};
pub(super) use guide::TOUR;

const VIEWS: [&str; 3] = ["regions", "image", CONFUSION];
const KNOBS: [Knob; 11] = [
    Knob::Sample,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
    Knob::Noise,
    Knob::TrainShare,
    Knob::DataSeed,
    Knob::Columns,
    Knob::Weight,
    Knob::Speed,
];

#[derive(Debug, Clone)]
pub struct Network {
    dashboard: DashboardState,
    /// The steps of the forward pass that are done.
    done: usize,
    /// True if this sample's pass was gone through; if not, it comes first.
    is_seen: bool,
    past: Past<Self>,
}

impl Network {
    pub fn new(experiment: Experiment, steps: u64) -> Self {
        let dashboard = DashboardState::new(experiment, steps, Chapter::Network, &VIEWS, &KNOBS);
        let mut network = Self {
            dashboard,
            done: 0,
            is_seen: false,
            past: Past::default(),
        };
        network.done = network.steps().len();
        network.dashboard.screen.focus = Pane::Network;
        network.refresh(Change::Look);
        network
    }

    fn steps(&self) -> Vec<Step> {
        steps::all(self.dashboard.experiment.shape())
    }

    /// The step that was done last, while the sample is on its way; the next one while it is asked for.
    fn current(&self) -> Option<Step> {
        let steps = self.steps();
        if self.dashboard.screen.is_asking() {
            return steps.get(self.done).copied();
        }
        (self.done < steps.len()).then(|| steps[self.done.max(1) - 1])
    }

    /// Moves to a step of the pass; equation and weight follow.
    fn go_to(&mut self, done: usize) {
        self.done = done;
        let Some(step) = self.steps().get(done.max(1) - 1).copied() else {
            return;
        };
        self.look_at(step);
    }

    /// Equation and weight of a step.
    fn look_at(&mut self, step: Step) {
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

    /// The image, without outputs while they are not computed yet.
    fn image(&self) -> Picture {
        let shape = self.dashboard.experiment.shape();
        let is_under_way = self.done <= 2 * shape.hidden + shape.classes;
        self.dashboard.image(!is_under_way)
    }
}

impl Dashboard for Network {
    fn shared(&self) -> &DashboardState {
        &self.dashboard
    }

    fn shared_mut(&mut self) -> &mut DashboardState {
        &mut self.dashboard
    }

    fn past_mut(&mut self) -> &mut Past<Self> {
        &mut self.past
    }

    fn is_as_far(&self, other: &Self) -> bool {
        let far = |stage: &Self| (stage.done, stage.dashboard.experiment.sample_number());
        far(self) == far(other)
    }

    /// After the last step comes the next sample.
    fn step_on(&mut self) {
        if self.done < self.steps().len() {
            self.go_to(self.done + 1);
        } else {
            let next = isize::from(self.is_seen);
            self.dashboard.experiment.go_to_sample(next);
            self.go_to(1);
        }
        self.is_seen = true;
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

    fn question(&mut self) -> Asked {
        Ok(self.ask_next())
    }

    fn show_answer(&mut self) {
        self.step_on();
    }

    fn prepare_tour(&mut self) {
        (self.done, self.is_seen) = (self.steps().len(), false);
    }

    fn steps_done(&self) -> Option<usize> {
        (self.done < self.steps().len()).then_some(self.done)
    }

    fn set_steps_done(&mut self, done: usize) {
        self.done = self.steps().len().min(done);
    }

    fn refresh(&mut self, change: Change) {
        match change {
            Change::Fresh => (self.done, self.is_seen) = (self.steps().len(), false),
            Change::Weight => self.dashboard.rescore(),
            Change::Sample => self.is_seen = false,
            Change::Look | Change::Rates => {}
        }
        let unit = self.unit();
        self.dashboard.picture = match self.dashboard.screen.view_name() {
            CONFUSION => self.dashboard.confusion(),
            "image" => self.image(),
            _ => self.dashboard.regions(unit),
        };
    }

    fn draw_figures(&self) -> Vec<Figure> {
        figures::of_state(self)
    }
}
