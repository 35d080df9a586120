//! The numerical gradient: one weight after the other is nudged, the network runs again, and the quotient is its slope.

mod descent;
mod figures;
mod laboratory;
mod scene;
mod secant;

use super::dashboard::{Change, DashboardState, Handled, Knob};
use super::experiment::Experiment;
use super::figures::HAS_FIGURES;
use super::history::History;
use super::pictures::Ground;
use super::{Action, Direction, Record, Request, Stage, State, recipe};
use crate::engine::{self, Difference, Engine, Parameters, Score};
use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Picture, Scene, Target};
use descent::Descent;
use laboratory::Laboratory;

pub use figures::book_figures;

/// The pictures, in the order of the key.
const VIEWS: [&str; 5] = ["secant", "matrices", "laboratory", "descent", "regions"];
const KNOBS: [Knob; 9] = [
    Knob::Weight,
    Knob::Epsilon,
    Knob::Difference,
    Knob::LearningRate,
    Knob::Speed,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
];
/// How many multiplications a slice of a long computation may take: a few milliseconds.
const SLICE: usize = 2_000_000;

/// What happens to a weight, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing yet.
    Rest,
    /// It was moved by ε.
    Nudged,
    /// The network was run again.
    Run,
}

/// A state to walk back to: the weights before an update and the slopes that made it.
#[derive(Debug, Clone, PartialEq)]
struct Earlier {
    parameters: Parameters,
    slopes: Vec<f64>,
}

/// The state of the numerical gradient's dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct NumericalGradient {
    dashboard: DashboardState,
    engine: Engine,
    /// The gradient that is being computed.
    search: engine::NumericalGradient,
    phase: Phase,
    /// E with the nudged weight, once the network was run with it.
    nudged: f64,
    /// How many updates were made.
    steps: u64,
    /// The forward passes of the gradients before this one.
    passes: u64,
    history: History<Earlier>,
    ground: Ground,
    scores: (Option<Score>, Option<Score>),
    laboratory: Laboratory,
    descent: Descent,
    /// Since when the gradient runs as fast as it can: ticks, and the slopes that were there.
    running: (u32, usize),
    picture: Picture,
    /// Whether the picture is behind what was computed since it was made.
    behind: bool,
}

impl NumericalGradient {
    /// The dashboard of a experiment whose weights were trained for so many steps.
    #[must_use]
    pub fn new(experiment: Experiment, steps: u64, records: &[Record]) -> Self {
        let shape = experiment.shape();
        let mut dashboard = DashboardState::new(
            experiment,
            steps,
            Chapter::NumericalGradient,
            &VIEWS,
            &KNOBS,
        );
        let scores = dashboard.experiment.scores();
        let experiment = &dashboard.experiment;
        let mut history = History::for_weights(experiment.parameters(), 2);
        for record in records {
            history.record(*record);
        }
        let mut stage = Self {
            engine: Engine::new(shape, 1),
            search: engine::NumericalGradient::new(
                experiment.setup.difference,
                experiment.setup.epsilon,
            ),
            phase: Phase::Rest,
            nudged: f64::NAN,
            steps,
            passes: 0,
            history,
            ground: Ground::of(experiment),
            scores,
            laboratory: Laboratory::new(),
            descent: Descent::new(experiment),
            running: (0, 0),
            picture: Picture::Curve(laboratory::empty()),
            behind: false,
            dashboard,
        };
        stage.record();
        stage.refresh(Change::Look);
        stage
    }

    /// The same as a state has it.
    ///
    /// # Errors
    /// The first word that cannot be.
    pub(super) fn in_state(mut self, state: &State) -> Result<Self, String> {
        self.dashboard.look(state)?;
        self.refresh(Change::Look);
        Ok(self)
    }

    /// The same with one of the equations selected.
    #[must_use]
    pub fn showing(mut self, number: Number) -> Self {
        self.dashboard.show(number);
        self
    }

    fn is_complete(&self) -> bool {
        self.search
            .is_complete(self.dashboard.experiment.parameters())
    }

    /// How many forward passes fit into a slice.
    fn passes_of_slice(&self) -> usize {
        (SLICE / self.dashboard.experiment.cost_of_pass()).clamp(1, 2_000)
    }

    /// A new gradient from the weights as they are.
    fn begin(&mut self) {
        let setup = &self.dashboard.experiment.setup;
        self.passes += self.search.passes;
        self.search = engine::NumericalGradient::new(setup.difference, setup.epsilon);
        self.phase = Phase::Rest;
        self.running = (0, 0);
    }

    /// So many slopes more.
    fn advance(&mut self, slopes: usize) {
        let Self {
            dashboard,
            engine,
            search,
            ..
        } = self;
        let experiment = &dashboard.experiment;
        search.advance(
            engine,
            experiment.parameters(),
            experiment.train_matrices(),
            slopes,
        );
        self.phase = Phase::Rest;
    }

    /// One step on: nudge, run, divide; and when all slopes are there, move all weights.
    fn step_on(&mut self) {
        if self.is_complete() {
            self.descend();
            return;
        }
        self.dashboard.weight = self.search.slopes.len();
        match self.phase {
            Phase::Rest => self.phase = Phase::Nudged,
            Phase::Nudged => {
                self.phase = Phase::Run;
                self.nudged = self.dashboard.experiment.error_at(&self.moved());
            }
            Phase::Run => self.advance(1),
        }
        self.dashboard.show(Number::whole(10));
    }

    /// The weights with the one that is being tried nudged.
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

    /// One step back; at the first weight to the gradient before.
    fn step_back(&mut self) -> Change {
        match self.phase {
            Phase::Nudged => self.phase = Phase::Rest,
            Phase::Run => self.phase = Phase::Nudged,
            Phase::Rest if self.search.slopes.pop().is_some() => {
                self.phase = Phase::Run;
                self.nudged = self.dashboard.experiment.error_at(&self.moved());
            }
            Phase::Rest => return self.earlier(),
        }
        self.dashboard.weight = self.search.slopes.len();
        Change::Look
    }

    fn earlier(&mut self) -> Change {
        let Some(earlier) = self.history.back() else {
            self.dashboard.notice = Some("This is as far back as it goes.".to_owned());
            return Change::Look;
        };
        self.begin();
        self.dashboard.experiment.set_parameters(earlier.parameters);
        self.search.slopes = earlier.slopes;
        self.steps -= 1;
        self.history.forget_after(self.steps);
        Change::Sample
    }

    /// Every weight moves against its slope.
    fn descend(&mut self) {
        let rate = self.dashboard.experiment.setup.learning_rate;
        let before = self.dashboard.experiment.parameters().clone();
        let mut after = before.clone();
        for (weight, slope) in after.values.iter_mut().zip(&self.search.slopes) {
            *weight -= rate * slope;
        }
        let error = self.dashboard.experiment.error_at(&after);
        if !after.values.iter().all(|weight| weight.is_finite()) || !error.is_finite() {
            self.dashboard.playing = false;
            self.dashboard.notice = Some(super::runaway(self.steps + 1, rate));
            return;
        }
        self.history.keep(Earlier {
            parameters: before,
            slopes: self.search.slopes.clone(),
        });
        self.dashboard.experiment.set_parameters(after);
        self.steps += 1;
        self.scores = self.dashboard.experiment.scores();
        self.record();
        self.begin();
    }

    fn record(&mut self) {
        if let Some(record) = Record::new(self.steps, &self.scores) {
            self.history.record(record);
        }
    }

    /// A slice of whatever takes long: a gradient at full speed, the laboratory, the three descents.
    fn slice(&mut self) {
        let passes = self.passes_of_slice();
        if self.is_running() {
            if self.is_complete() {
                self.descend();
            } else {
                self.advance(passes);
                self.dashboard.weight = self.search.slopes.len().saturating_sub(1);
            }
        } else if self.dashboard.is_viewing("laboratory") {
            self.laboratory
                .advance(&mut self.dashboard.experiment, passes);
        } else if self.dashboard.is_viewing("descent") {
            self.descent.advance(&self.dashboard.experiment, passes);
        }
    }

    fn is_running(&self) -> bool {
        self.dashboard.playing && self.dashboard.is_fastest()
    }

    /// Compute what a change makes another.
    fn refresh(&mut self, change: Change) {
        match change {
            Change::Look => {}
            Change::Fresh => {
                let experiment = self.dashboard.experiment.clone();
                let dashboard = self.dashboard.clone();
                *self = Self::new(experiment, 0, &[]);
                self.dashboard = dashboard;
            }
            Change::Rates | Change::Weight => {
                self.dashboard.by_hand |= self.steps > 0;
                self.begin();
            }
            Change::Sample => self.scores = self.dashboard.experiment.scores(),
        }
        if change == Change::Weight {
            // By hand: the curve goes on from here, and there is no way back across it.
            self.history.forget_states();
            self.scores = self.dashboard.experiment.scores();
            self.record();
        }
        self.behind = false;
        self.laboratory
            .of(&self.dashboard.experiment, self.dashboard.weight);
        self.descent.of(&self.dashboard.experiment);
        self.picture = match VIEWS[self.dashboard.view] {
            "matrices" => Picture::Matrices(scene::matrices(self)),
            "laboratory" => Picture::Curve(self.laboratory.curve(&self.dashboard)),
            "descent" => Picture::Curve(self.descent.curve()),
            "regions" => {
                let experiment = &mut self.dashboard.experiment;
                Picture::Regions(self.ground.regions(experiment, None))
            }
            _ => Picture::Curve(secant::curve(self)),
        };
    }

    /// What is for this stage alone.
    fn own(&mut self, action: &Action) -> Result<Change, Request> {
        match *action {
            Action::StepOn => self.step_on(),
            Action::StepBack => {
                self.dashboard.playing = false;
                return Ok(self.step_back());
            }
            Action::Restart => {
                self.dashboard.restart();
                self.dashboard.weight = 0;
                return Ok(Change::Fresh);
            }
            Action::Tick if self.dashboard.playing => {
                if self.is_running() {
                    self.running.0 += 1;
                } else {
                    let steps = self.dashboard.steps_of_tick().unwrap_or(0);
                    (0..steps).for_each(|_| self.step_on());
                }
            }
            Action::Printed => {
                self.dashboard.experiment.setup.difference =
                    scene::next_difference(self.search.difference);
                return Ok(Change::Rates);
            }
            Action::Move(direction) => match direction {
                Direction::Left => self.dashboard.experiment.go_to_sample(-1),
                Direction::Right => self.dashboard.experiment.go_to_sample(1),
                Direction::Up => self.dashboard.choose_weight(-1),
                Direction::Down => self.dashboard.choose_weight(1),
            },
            Action::Click(Target::Entry {
                matrix,
                row,
                column,
            }) => {
                self.dashboard.weight =
                    super::parameter_of(self.dashboard.experiment.shape(), matrix, row, column);
            }
            Action::Save => return Err(Request::Save(self.figures())),
            _ => {}
        }
        Ok(Change::Look)
    }
}

impl Stage for NumericalGradient {
    fn act(&mut self, action: Action) -> Option<Request> {
        if action == Action::Slice {
            self.slice();
            self.behind = true;
            return None;
        }
        if action == Action::Tick && !self.playing() {
            return None;
        }
        let change = match self.dashboard.act(&action) {
            Handled::Done(_) if action == Action::Play && self.dashboard.is_viewing("descent") => {
                // Here play is for the descents, which have a start and an end of their own.
                self.dashboard.playing = false;
                self.descent.pause();
                Change::Look
            }
            Handled::Done(change) => change,
            Handled::Asks(request) => return Some(request),
            Handled::No => match self.own(&action) {
                Ok(change) => change,
                Err(request) => return Some(request),
            },
        };
        self.refresh(change);
        None
    }

    fn scene(&self) -> Scene {
        scene::scene(self)
    }

    fn playing(&self) -> bool {
        self.dashboard.playing || self.busy() || self.behind
    }

    fn busy(&self) -> bool {
        self.is_running()
            || self.dashboard.is_viewing("laboratory") && !self.laboratory.is_complete()
            || self.dashboard.is_viewing("descent") && self.descent.is_running()
    }

    fn command(&self) -> String {
        format!(
            "cargo run --release --bin numerical_gradient -- {} --steps {} --equation {}",
            recipe::options(&self.dashboard.experiment),
            self.steps,
            self.dashboard.entry().number,
        )
    }

    fn state(&self) -> State {
        self.dashboard.words(self.steps)
    }

    fn unsaid(&self) -> Option<&'static str> {
        self.dashboard.unsaid()
    }

    fn figures(&self) -> Vec<Figure> {
        if HAS_FIGURES {
            figures::of_state(self)
        } else {
            Vec::new()
        }
    }

    fn experiment(&self) -> Option<&Experiment> {
        Some(&self.dashboard.experiment)
    }
}
