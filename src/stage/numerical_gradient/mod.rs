//! The numerical gradient: one weight after the other is nudged, the network runs again, and the quotient is its slope.

mod descent;
mod expect;
mod figures;
mod guide;
mod scene;
mod secant;
mod sweep;

use super::dashboard::{Asked, Change, Dashboard, DashboardState, Handled, Knob, SLICE, cycle};
use super::history::{AT_START, History};
use super::matrices::descended;
use super::past::Past;
use super::{Action, Experiment, Record};
use crate::engine::{self, Difference, Parameters};
use crate::equation::Chapter;
use crate::scene::{Figure, Picture};
use descent::Descent;
use sweep::EpsilonSweep;

pub use figures::book_figures;
pub(super) use guide::TOUR;

const VIEWS: [&str; 7] = [
    "secant",
    "image",
    "matrices",
    "laboratory",
    "descent",
    "regions",
    "runs",
];
const KNOBS: [Knob; 13] = [
    Knob::Weight,
    Knob::Epsilon,
    Knob::Difference,
    Knob::LearningRate,
    Knob::Speed,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
    Knob::Noise,
    Knob::TrainShare,
    Knob::DataSeed,
    Knob::Columns,
];

/// Weights of which play shows how each slope of the first gradient is found.
const MAX_SHOWN: usize = 60;

/// The progress of the weight whose slope comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Rest,
    /// It was moved by ε.
    Nudged,
    /// The network was run again.
    Run,
}

#[derive(Debug, Clone)]
pub struct NumericalGradient {
    dashboard: DashboardState,
    search: engine::NumericalGradient,
    phase: Phase,
    /// E with the nudged weight, once the network was run with it.
    nudged: f64,
    /// The forward passes of the earlier gradients.
    passes: u64,
    /// The weights before each update, and the slopes that made it.
    history: History<(Parameters, Vec<f64>)>,
    /// Ticks since the gradient began to run as fast as it can.
    ticks: u32,
    past: Past<Self>,
}

impl NumericalGradient {
    pub fn new(experiment: Experiment, steps: u64, records: &[Record]) -> Self {
        let chapter = Chapter::NumericalGradient;
        let dashboard = DashboardState::new(experiment, steps, chapter, &VIEWS, &KNOBS);
        let mut stage = Self::over(dashboard, records);
        stage.refresh(Change::Look);
        stage
    }

    fn over(dashboard: DashboardState, records: &[Record]) -> Self {
        let experiment = &dashboard.experiment;
        let setup = &experiment.setup;
        let mut stage = Self {
            search: engine::NumericalGradient::new(setup.difference, setup.epsilon),
            phase: Phase::Rest,
            nudged: f64::NAN,
            passes: 0,
            history: History::new(2 * experiment.shape().parameters(), records),
            ticks: 0,
            past: Past::default(),
            dashboard,
        };
        stage.history.record(stage.dashboard.record());
        stage
    }

    fn is_complete(&self) -> bool {
        self.search
            .is_complete(self.dashboard.experiment.parameters())
    }

    fn begin(&mut self) {
        let setup = &self.dashboard.experiment.setup;
        self.passes += self.search.passes;
        self.search = engine::NumericalGradient::new(setup.difference, setup.epsilon);
        self.phase = Phase::Rest;
        self.ticks = 0;
    }

    fn advance(&mut self, count: usize) {
        let at = self.dashboard.experiment.parameters().clone();
        let experiment = &mut self.dashboard.experiment;
        experiment.search(&mut self.search, &at, count);
        self.phase = Phase::Rest;
    }

    /// True while play shows how each slope of the first gradient is found; later ones are found at once.
    fn shows_first_gradient(&self) -> bool {
        let is_small = self.dashboard.experiment.shape().parameters() <= MAX_SHOWN;
        is_small && self.history.is_empty()
    }

    /// A whole gradient and the step that it leads to; of a large network as many slopes as there is time for.
    fn whole_step(&mut self) {
        let passes = (SLICE / self.dashboard.experiment.cost_of_pass()).max(1);
        self.advance(passes);
        self.dashboard.weight = self.search.slopes.len().saturating_sub(1);
        if self.is_complete() {
            self.descend();
        }
    }

    /// The weights with the one that comes next nudged.
    fn moved(&self) -> Parameters {
        let mut moved = self.dashboard.experiment.parameters().clone();
        if let Some(weight) = moved.values.get_mut(self.search.slopes.len()) {
            *weight += match self.search.difference {
                Difference::Printed => -self.search.epsilon,
                Difference::Forward | Difference::Central => self.search.epsilon,
            };
        }
        moved
    }

    fn run_nudged(&mut self) {
        self.phase = Phase::Run;
        self.nudged = self.dashboard.experiment.error_at(&self.moved());
    }

    fn step_back_over_update(&mut self) {
        let Some((parameters, slopes)) = self.history.back() else {
            return self.dashboard.say(AT_START);
        };
        self.begin();
        self.dashboard.experiment.set_parameters(parameters);
        self.search.slopes = slopes;
        self.dashboard.steps -= 1;
        self.history.forget_after(self.dashboard.steps);
        self.dashboard.rescore();
    }

    fn descend(&mut self) {
        let experiment = &mut self.dashboard.experiment;
        let parameters = experiment.parameters().clone();
        if let Some(departure) = experiment.departure_of_slopes(&self.search, &parameters) {
            return self.dashboard.stop_before(&departure);
        }
        let slopes = self.search.slopes.clone();
        let after = descended(&parameters, &slopes, experiment.setup.learning_rate);
        let error = experiment.error_at(&after);
        if !after.values.iter().all(|weight| weight.is_finite()) || !error.is_finite() {
            return self.dashboard.stop_before_runaway();
        }
        experiment.set_parameters(after);
        self.history.keep((parameters, slopes));
        self.dashboard.steps = self.dashboard.steps.saturating_add(1);
        self.dashboard.rescore();
        self.history.record(self.dashboard.record());
        self.begin();
    }
}

impl Dashboard for NumericalGradient {
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
        self.phase == other.phase && self.search.slopes.len() == other.search.slopes.len()
    }

    fn bytes_of_history(&self) -> usize {
        let numbers = self.dashboard.experiment.shape().parameters();
        self.history.bytes(2 * numbers)
    }

    fn forget_far(&mut self) {
        self.history.forget_far();
    }

    /// Nudges, runs, divides; and when all slopes are there, moves all weights.
    fn step_on(&mut self) {
        if self.is_complete() {
            return self.descend();
        }
        self.dashboard.weight = self.search.slopes.len();
        match self.phase {
            Phase::Rest => self.phase = Phase::Nudged,
            Phase::Nudged => self.run_nudged(),
            Phase::Run => self.advance(1),
        }
        self.dashboard.show(10);
    }

    fn step_back(&mut self) {
        self.dashboard.screen.playing = false;
        match self.phase {
            Phase::Nudged => self.phase = Phase::Rest,
            Phase::Run => self.phase = Phase::Nudged,
            Phase::Rest if self.search.slopes.pop().is_some() => self.run_nudged(),
            Phase::Rest => return self.step_back_over_update(),
        }
        self.dashboard.weight = self.search.slopes.len();
    }

    fn play(&mut self, steps: Option<u32>) {
        match steps {
            None => self.ticks += 1,
            Some(_) if self.shows_first_gradient() => self.step_on(),
            Some(steps) => (0..steps).for_each(|_| self.whole_step()),
        }
    }

    fn question(&mut self) -> Asked {
        self.ask_slope()
    }

    fn show_answer(&mut self) {
        self.show_slope();
    }

    fn prepare_tour(&mut self) {
        self.begin();
        self.dashboard.weight = 0;
    }

    fn train_slice(&mut self, passes: usize) {
        if self.is_complete() {
            self.descend();
        } else {
            self.advance(passes);
            self.dashboard.weight = self.search.slopes.len().saturating_sub(1);
        }
    }

    fn restart(&mut self) -> Change {
        self.dashboard.restart();
        self.dashboard.weight = 0;
        Change::Fresh
    }

    fn own(&mut self, action: &Action) -> Handled {
        if *action != Action::Printed {
            return Handled::No;
        }
        let setup = &mut self.dashboard.experiment.setup;
        cycle(&mut setup.difference, &Difference::ALL, 1);
        Handled::Done(Change::Rates)
    }

    fn refresh(&mut self, change: Change) {
        match change {
            Change::Look | Change::Sample => {}
            Change::Fresh => {
                let past = std::mem::take(&mut self.past);
                let records = std::mem::take(&mut self.dashboard.runs.earlier);
                *self = Self::over(self.dashboard.clone(), &records);
                self.past = past;
            }
            Change::Rates | Change::Weight => {
                self.dashboard.by_hand |= self.dashboard.steps > 0;
                self.begin();
            }
        }
        if change == Change::Weight {
            // By hand: the curve goes on from here, and there is no way back across it.
            self.history.forget_states();
            self.dashboard.rescore();
            self.history.record(self.dashboard.record());
        }
        self.dashboard.drop_old_tasks();
        self.dashboard.picture = match self.dashboard.screen.view_name() {
            "matrices" => Picture::Matrices(scene::matrices(&self.dashboard, &self.search)),
            "laboratory" => self.dashboard.task_picture(EpsilonSweep::new),
            "descent" => self.dashboard.task_picture(Descent::new),
            "regions" => self.dashboard.regions(None),
            "runs" => self.dashboard.table_of_runs(),
            "image" => self.dashboard.image(true),
            _ => {
                let is_next = self.search.slopes.len() == self.dashboard.weight;
                let phase = if is_next { self.phase } else { Phase::Run };
                Picture::Curve(secant::curve(&mut self.dashboard, &self.search, phase))
            }
        };
    }

    fn draw_figures(&self) -> Vec<Figure> {
        figures::of_state(self)
    }
}
