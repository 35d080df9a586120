//! Backpropagation: one update in four steps, the derivation line by line, and training that can be walked back.

mod broken;
mod check;
mod comparison;
mod cost;
mod diagnosis;
mod expect;
mod figures;
mod guide;
mod landscape;
mod measured;
mod moves;
mod presets;
mod scene;
mod update_steps;

use super::dashboard::{Asked, Change, Dashboard, DashboardState, Handled, Knob, PresetRow};
use super::experiment::{Experiment, around};
use super::history::History;
use super::past::Past;
use super::{Action, Record, Request};
use crate::engine::{Method, Parameters, Training};
use crate::equation::Chapter;
use crate::scene::{Figure, Picture};
use check::Check;
use comparison::Comparison;
use cost::Costs;
pub use cost::Measurement;
use diagnosis::diagnosis;
use landscape::Landscape;
use update_steps::UpdateSteps;

pub use figures::book_figures;
pub(super) use figures::{four_steps, moved_step, of_body};
pub(super) use guide::TOUR;

const VIEWS: [&str; 9] = [
    "regions",
    "image",
    "procedure",
    "landscape",
    "check",
    "diagnosis",
    "repair",
    "cost",
    "runs",
];
const KNOBS: [Knob; 15] = [
    Knob::Speed,
    Knob::LearningRate,
    Knob::Update,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
    Knob::Block,
    Knob::Noise,
    Knob::TrainShare,
    Knob::DataSeed,
    Knob::Columns,
    Knob::Sample,
    Knob::Weight,
    Knob::Second,
];
/// Steps of a slice, so that the curve has points.
const MAX_STEPS: usize = 100;

#[derive(Debug, Clone, PartialEq)]
struct Snapshot {
    parameters: Parameters,
    steps: u64,
    updates: usize,
    sample: usize,
}

#[derive(Debug, Clone)]
pub struct Backprop {
    dashboard: DashboardState,
    training: Training,
    /// Updates by single samples, taken by hand, since the last whole step.
    updates: usize,
    history: History<Snapshot>,
    update_steps: UpdateSteps,
    /// True if the targets are softened so that they do not sum to 1.
    soft: bool,
    costs: Costs,
    past: Past<Self>,
}

impl Backprop {
    pub fn new(experiment: Experiment, steps: u64, records: &[Record]) -> Self {
        let mut dashboard =
            DashboardState::new(experiment, steps, Chapter::Backprop, &VIEWS, &KNOBS);
        let landscape = Landscape::new(&dashboard, &[]);
        dashboard.tasks.put("landscape", Box::new(landscape));
        let mut stage = Self::over(dashboard, records);
        stage.refresh(Change::Look);
        stage
    }

    fn over(mut dashboard: DashboardState, records: &[Record]) -> Self {
        let mut stage = Self {
            training: dashboard.experiment.training(Method::Backprop),
            updates: 0,
            history: History::new(dashboard.experiment.shape().parameters(), records),
            update_steps: UpdateSteps::begin(&mut dashboard.experiment, false),
            soft: false,
            costs: Costs::default(),
            past: Past::default(),
            dashboard,
        };
        stage.history.record(stage.dashboard.record());
        stage
    }

    fn is_in_update(&self) -> bool {
        self.dashboard.is_viewing("procedure") && self.update_steps.done > 0
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            parameters: self.dashboard.experiment.parameters().clone(),
            steps: self.dashboard.steps,
            updates: self.updates,
            sample: self.dashboard.experiment.sample_number(),
        }
    }

    fn show_update_steps(&mut self) -> Picture {
        if self.update_steps.position() != self.dashboard.experiment.parameters() {
            self.begin_update();
        }
        Picture::Matrices(self.update_steps.matrices(self.dashboard.weight))
    }

    fn show_landscape(&mut self) -> Picture {
        let dashboard = &mut self.dashboard;
        if dashboard.second == dashboard.weight {
            let count = dashboard.experiment.shape().parameters();
            dashboard.second = around(dashboard.weight, 1, count);
        }
        let trail = self.history.trail();
        dashboard.task_picture(|dashboard| Landscape::begin(dashboard, trail))
    }

    fn measure(&mut self) -> Handled {
        let is_shown = self.dashboard.is_viewing("cost");
        let next = is_shown.then(|| self.costs.next(&self.dashboard.experiment));
        let ask = |cost| Handled::Asks(Request::Measure(Box::new(cost)));
        next.flatten().map_or(Handled::No, ask)
    }
}

impl Dashboard for Backprop {
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
        let far = |stage: &Self| {
            let steps = &stage.update_steps;
            (stage.updates, stage.soft, steps.done, steps.early)
        };
        far(self) == far(other)
    }

    fn bytes_of_history(&self) -> usize {
        self.history
            .bytes(self.dashboard.experiment.shape().parameters())
    }

    fn forget_far(&mut self) {
        self.history.forget_far();
    }

    fn step_on(&mut self) {
        if self.dashboard.is_viewing("procedure") {
            self.update_step_on();
        } else {
            self.train(1);
        }
    }

    fn step_back(&mut self) {
        self.dashboard.screen.playing = false;
        if self.dashboard.is_viewing("procedure") {
            self.update_step_back();
        } else {
            self.walk_back();
        }
    }

    fn play(&mut self, steps: Option<u32>) {
        if self.dashboard.is_viewing("procedure") {
            (0..steps.unwrap_or(1).min(4)).for_each(|_| self.update_step_on());
        } else if let Some(steps @ 1..) = steps {
            self.train((steps as usize).min(self.most_steps()));
        }
    }

    fn trains_in_slices(&self) -> bool {
        self.dashboard.plays_fastest() && !self.dashboard.is_viewing("procedure")
    }

    fn train_slice(&mut self, passes: usize) {
        self.train((passes / 4).clamp(1, self.most_steps()));
    }

    fn awaits_ticks(&self) -> bool {
        self.dashboard.is_viewing("cost") && !self.costs.is_complete()
    }

    fn own(&mut self, action: &Action) -> Handled {
        match *action {
            Action::Tick => return self.measure(),
            Action::Measured(numerical, backprop) => self.costs.take(numerical, backprop),
            Action::Preset(index) => return self.choose(index),
            Action::Printed => self.toggle_early(),
            Action::NameFault => return self.ask_for_fault(),
            Action::Chosen(answer) => return self.take_answer(answer),
            _ => return Handled::No,
        }
        Handled::Done(Change::Look)
    }

    fn presets(&self) -> Vec<PresetRow> {
        self.preset_rows()
    }

    fn question(&mut self) -> Asked {
        self.ask_step()
    }

    fn show_answer(&mut self) {
        self.show_step();
    }

    fn prepare_tour(&mut self) {
        self.begin_update();
    }

    fn steps_done(&self) -> Option<usize> {
        Some(usize::from(self.update_steps.done)).filter(|done| (1..4).contains(done))
    }

    fn set_steps_done(&mut self, done: usize) {
        self.update_steps.done = done.min(3) as u8;
    }

    fn refresh(&mut self, change: Change) {
        match change {
            Change::Look | Change::Sample => {}
            Change::Rates => {
                self.dashboard.by_hand |= (self.dashboard.steps, self.updates) != (0, 0);
                self.training = self.dashboard.experiment.training(Method::Backprop);
            }
            Change::Weight => self.take_weights(),
            Change::Fresh => {
                let (soft, early) = (self.soft, self.update_steps.early);
                let past = std::mem::take(&mut self.past);
                let records = std::mem::take(&mut self.dashboard.runs.earlier);
                *self = Self::over(self.dashboard.clone(), &records);
                self.past = past;
                (self.soft, self.update_steps.early) = (soft, early);
            }
        }
        if change != Change::Look {
            self.begin_update();
        }
        self.dashboard.picture = match self.dashboard.screen.view_name() {
            "procedure" => self.show_update_steps(),
            "landscape" => self.show_landscape(),
            "check" => {
                let is_early = self.update_steps.early;
                let begin = |dashboard: &mut DashboardState| Check::begin(dashboard, is_early);
                self.dashboard.task_picture(begin)
            }
            "diagnosis" => Picture::Table(diagnosis(&self.dashboard.experiment.as_computed())),
            "repair" => self
                .dashboard
                .task_picture(|it| Comparison::of(&it.experiment)),
            "cost" => Picture::Curve(self.costs.curve(&self.dashboard.experiment)),
            "runs" => self.dashboard.table_of_runs(),
            "image" => self.dashboard.image(true),
            _ => self.dashboard.regions(None),
        };
    }

    fn draw_figures(&self) -> Vec<Figure> {
        figures::of_state(self)
    }

    fn take_trail(&mut self, trail: Vec<Parameters>) {
        let now = self.snapshot();
        let at = |parameters| Snapshot {
            parameters,
            ..now.clone()
        };
        self.history.remember(trail.into_iter().map(at).collect());
    }
}
