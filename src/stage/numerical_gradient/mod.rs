//! The numerical gradient: one weight after the other is nudged, the network runs again, and the quotient is its slope.

mod descent;
mod figures;
mod laboratory;
mod scene;
mod secant;

use super::desk::{Change, Desk, Handled, Knob};
use super::figures::HAS_FIGURES;
use super::history::History;
use super::pictures::Ground;
use super::workbench::Workbench;
use super::{Action, Direction, Record, Request, Stage, State, recipe};
use crate::engine::{Difference, Engine, Parameters, Score, SlopeSearch};
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
    desk: Desk,
    engine: Engine,
    /// The gradient that is being computed.
    search: SlopeSearch,
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
    /// The dashboard of a workbench whose weights were trained for so many steps.
    #[must_use]
    pub fn new(bench: Workbench, steps: u64, records: &[Record]) -> Self {
        let shape = bench.shape();
        let mut desk = Desk::new(bench, steps, Chapter::NumericalGradient, &VIEWS, &KNOBS);
        let scores = desk.bench.scores();
        let bench = &desk.bench;
        let mut history = History::for_weights(bench.parameters(), 2);
        for record in records {
            history.record(*record);
        }
        let mut stage = Self {
            engine: Engine::new(shape, 1),
            search: SlopeSearch::new(bench.setup.difference, bench.setup.epsilon),
            phase: Phase::Rest,
            nudged: f64::NAN,
            steps,
            passes: 0,
            history,
            ground: Ground::of(bench),
            scores,
            laboratory: Laboratory::new(),
            descent: Descent::new(bench),
            running: (0, 0),
            picture: Picture::Curve(laboratory::empty()),
            behind: false,
            desk,
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
        self.desk.look(state)?;
        self.refresh(Change::Look);
        Ok(self)
    }

    /// The same with one of the equations selected.
    #[must_use]
    pub fn showing(mut self, number: Number) -> Self {
        self.desk.show(number);
        self
    }

    fn is_complete(&self) -> bool {
        self.search.is_complete(self.desk.bench.parameters())
    }

    /// How many forward passes fit into a slice.
    fn passes_of_slice(&self) -> usize {
        (SLICE / self.desk.bench.cost_of_pass()).clamp(1, 2_000)
    }

    /// A new gradient from the weights as they are.
    fn begin(&mut self) {
        let setup = &self.desk.bench.setup;
        self.passes += self.search.passes;
        self.search = SlopeSearch::new(setup.difference, setup.epsilon);
        self.phase = Phase::Rest;
        self.running = (0, 0);
    }

    /// So many slopes more.
    fn advance(&mut self, slopes: usize) {
        let Self {
            desk,
            engine,
            search,
            ..
        } = self;
        let bench = &desk.bench;
        search.advance(engine, bench.parameters(), bench.train_matrices(), slopes);
        self.phase = Phase::Rest;
    }

    /// One step on: nudge, run, divide; and when all slopes are there, move all weights.
    fn step_on(&mut self) {
        if self.is_complete() {
            self.descend();
            return;
        }
        self.desk.weight = self.search.slopes.len();
        match self.phase {
            Phase::Rest => self.phase = Phase::Nudged,
            Phase::Nudged => {
                self.phase = Phase::Run;
                self.nudged = self.desk.bench.error_at(&self.moved());
            }
            Phase::Run => self.advance(1),
        }
        self.desk.show(Number::whole(10));
    }

    /// The weights with the one that is being tried nudged.
    fn moved(&self) -> Parameters {
        let mut moved = self.desk.bench.parameters().clone();
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
                self.nudged = self.desk.bench.error_at(&self.moved());
            }
            Phase::Rest => return self.earlier(),
        }
        self.desk.weight = self.search.slopes.len();
        Change::Look
    }

    fn earlier(&mut self) -> Change {
        let Some(earlier) = self.history.back() else {
            self.desk.notice = Some("This is as far back as it goes.".to_owned());
            return Change::Look;
        };
        self.begin();
        self.desk.bench.set_parameters(earlier.parameters);
        self.search.slopes = earlier.slopes;
        self.steps -= 1;
        self.history.forget_after(self.steps);
        Change::Sample
    }

    /// Every weight moves against its slope.
    fn descend(&mut self) {
        let rate = self.desk.bench.setup.learning_rate;
        let before = self.desk.bench.parameters().clone();
        let mut after = before.clone();
        for (weight, slope) in after.values.iter_mut().zip(&self.search.slopes) {
            *weight -= rate * slope;
        }
        let error = self.desk.bench.error_at(&after);
        if !after.values.iter().all(|weight| weight.is_finite()) || !error.is_finite() {
            self.desk.playing = false;
            self.desk.notice = Some(super::runaway(self.steps + 1, rate));
            return;
        }
        self.history.keep(Earlier {
            parameters: before,
            slopes: self.search.slopes.clone(),
        });
        self.desk.bench.set_parameters(after);
        self.steps += 1;
        self.scores = self.desk.bench.scores();
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
                self.desk.weight = self.search.slopes.len().saturating_sub(1);
            }
        } else if self.desk.is_viewing("laboratory") {
            self.laboratory.advance(&mut self.desk.bench, passes);
        } else if self.desk.is_viewing("descent") {
            self.descent.advance(&self.desk.bench, passes);
        }
    }

    fn is_running(&self) -> bool {
        self.desk.playing && self.desk.is_fastest()
    }

    /// Compute what a change makes another.
    fn refresh(&mut self, change: Change) {
        match change {
            Change::Look => {}
            Change::Fresh => {
                let bench = self.desk.bench.clone();
                let desk = self.desk.clone();
                *self = Self::new(bench, 0, &[]);
                self.desk = desk;
            }
            Change::Rates | Change::Weight => {
                self.desk.by_hand |= self.steps > 0;
                self.begin();
            }
            Change::Sample => self.scores = self.desk.bench.scores(),
        }
        if change == Change::Weight {
            // By hand: the curve goes on from here, and there is no way back across it.
            self.history.forget_states();
            self.scores = self.desk.bench.scores();
            self.record();
        }
        self.behind = false;
        self.laboratory.of(&self.desk.bench, self.desk.weight);
        self.descent.of(&self.desk.bench);
        self.picture = match VIEWS[self.desk.view] {
            "matrices" => Picture::Matrices(scene::matrices(self)),
            "laboratory" => Picture::Curve(self.laboratory.curve(&self.desk)),
            "descent" => Picture::Curve(self.descent.curve()),
            "regions" => {
                let bench = &mut self.desk.bench;
                Picture::Regions(self.ground.regions(bench, None))
            }
            _ => Picture::Curve(secant::curve(self)),
        };
    }

    /// What is for this stage alone.
    fn own(&mut self, action: &Action) -> Result<Change, Request> {
        match *action {
            Action::StepOn => self.step_on(),
            Action::StepBack => {
                self.desk.playing = false;
                return Ok(self.step_back());
            }
            Action::Restart => {
                self.desk.restart();
                self.desk.weight = 0;
                return Ok(Change::Fresh);
            }
            Action::Tick if self.desk.playing => {
                if self.is_running() {
                    self.running.0 += 1;
                } else {
                    let steps = self.desk.steps_of_tick().unwrap_or(0);
                    (0..steps).for_each(|_| self.step_on());
                }
            }
            Action::Printed => {
                self.desk.bench.setup.difference = scene::next_difference(self.search.difference);
                return Ok(Change::Rates);
            }
            Action::Move(direction) => match direction {
                Direction::Left => self.desk.bench.go_to_sample(-1),
                Direction::Right => self.desk.bench.go_to_sample(1),
                Direction::Up => self.desk.choose_weight(-1),
                Direction::Down => self.desk.choose_weight(1),
            },
            Action::Click(Target::Entry {
                matrix,
                row,
                column,
            }) => {
                self.desk.weight =
                    super::parameter_of(self.desk.bench.shape(), matrix, row, column);
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
        let change = match self.desk.act(&action) {
            Handled::Done(_) if action == Action::Play && self.desk.is_viewing("descent") => {
                // Here play is for the descents, which have a start and an end of their own.
                self.desk.playing = false;
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
        self.desk.playing || self.busy() || self.behind
    }

    fn busy(&self) -> bool {
        self.is_running()
            || self.desk.is_viewing("laboratory") && !self.laboratory.is_complete()
            || self.desk.is_viewing("descent") && self.descent.is_running()
    }

    fn command(&self) -> String {
        format!(
            "cargo run --release --bin numerical_gradient -- {} --steps {} --equation {}",
            recipe::options(&self.desk.bench),
            self.steps,
            self.desk.entry().number,
        )
    }

    fn state(&self) -> State {
        self.desk.words(self.steps)
    }

    fn unsaid(&self) -> Option<&'static str> {
        self.desk.unsaid()
    }

    fn figures(&self) -> Vec<Figure> {
        if HAS_FIGURES {
            figures::of_state(self)
        } else {
            Vec::new()
        }
    }

    fn workbench(&self) -> Option<&Workbench> {
        Some(&self.desk.bench)
    }
}
