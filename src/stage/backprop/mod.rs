//! Backpropagation: one update in four steps, the derivation line by line, and training that can be walked back.

mod check;
mod cost;
mod figures;
mod landscape;
mod measured;
mod moves;
mod procedure;
mod repair;
mod scene;

use super::dashboard::{Change, DashboardState, Handled, Knob};
use super::experiment::{Experiment, around};
use super::figures::HAS_FIGURES;
use super::history::History;
use super::pictures::Ground;
use super::setup::Scale;
use super::{Action, Direction, Measurement, Record, Request, Stage, State, recipe};
use crate::data::{self, Init};
use crate::engine::{Method, Parameters, Score, Training};
use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Panel, Picture, Scene, Target};
use check::Check;
pub(super) use cost::Cost;
use cost::Costs;
use landscape::Landscape;
use procedure::Procedure;
use repair::Repair;

pub use figures::book_figures;

/// The pictures, in the order of the key.
const VIEWS: [&str; 7] = [
    "regions",
    "procedure",
    "landscape",
    "check",
    "diagnosis",
    "repair",
    "cost",
];
const KNOBS: [Knob; 10] = [
    Knob::Speed,
    Knob::LearningRate,
    Knob::Update,
    Knob::Data,
    Knob::Hidden,
    Knob::Scale,
    Knob::Init,
    Knob::Sample,
    Knob::Weight,
    Knob::Second,
];
/// How many multiplications a slice of a long computation may take: a few milliseconds.
const SLICE: usize = 2_000_000;
/// At most so many steps a slice, so that the curve has points.
const MAX_STEPS: usize = 100;

/// A state to walk back to.
#[derive(Debug, Clone, PartialEq)]
struct Earlier {
    parameters: Parameters,
    /// Steps, and the updates of a step that was on its way.
    count: (u64, usize),
    sample: usize,
}

/// The state of backpropagation's dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Backprop {
    dashboard: DashboardState,
    training: Training,
    /// How many steps were made, and how many updates of the next one, where single samples were taken by hand.
    count: (u64, usize),
    history: History<Earlier>,
    procedure: Procedure,
    /// Whether the targets are softened so that they do not sum to 1.
    soft: bool,
    check: Check,
    landscape: Landscape,
    /// The runs of the repair, once they were looked at: on large data they take their time to begin.
    repair: Option<Repair>,
    costs: Costs,
    ground: Ground,
    scores: (Option<Score>, Option<Score>),
    picture: Picture,
    /// Whether the picture is behind what was computed since it was made.
    behind: bool,
}

impl Backprop {
    /// The dashboard of a experiment whose weights were trained for so many steps.
    #[must_use]
    pub fn new(experiment: Experiment, steps: u64, records: &[Record]) -> Self {
        let mut dashboard =
            DashboardState::new(experiment, steps, Chapter::Backprop, &VIEWS, &KNOBS);
        let scores = dashboard.experiment.scores();
        let mut history = History::for_weights(dashboard.experiment.parameters(), 1);
        for record in records {
            history.record(*record);
        }
        let mut stage = Self {
            training: dashboard.experiment.training(Method::Backprop),
            count: (steps, 0),
            history,
            procedure: Procedure::begin(&mut dashboard.experiment, false),
            soft: false,
            check: Check::new(&mut dashboard.experiment),
            landscape: Landscape::new(&dashboard, std::iter::empty()),
            repair: None,
            costs: Costs::default(),
            ground: Ground::of(&dashboard.experiment),
            scores,
            picture: Picture::Table(repair::diagnosis(&dashboard.experiment)),
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
        self.procedure.done = state.read("done")?.unwrap_or(0).min(3);
        self.refresh(Change::Look);
        Ok(self)
    }

    /// The same with one of the equations selected.
    #[must_use]
    pub fn showing(mut self, number: Number) -> Self {
        self.dashboard.show(number);
        self
    }

    fn record(&mut self) {
        if let Some(record) = Record::new(self.count.0, &self.scores) {
            self.history.record(record);
        }
    }

    fn here(&self) -> Earlier {
        Earlier {
            parameters: self.dashboard.experiment.parameters().clone(),
            count: self.count,
            sample: self.dashboard.experiment.sample_number(),
        }
    }

    fn step_on(&mut self) {
        if self.dashboard.is_viewing("procedure") {
            self.procedure_on();
        } else {
            self.train(1);
        }
    }

    fn step_back(&mut self) {
        if self.dashboard.is_viewing("procedure") {
            self.procedure_back();
        } else if !self.walk_back() {
            self.dashboard.notice = Some("This is as far back as it goes.".to_owned());
        }
    }

    /// A slice of whatever takes long.
    fn slice(&mut self) {
        let pass = self.dashboard.experiment.cost_of_pass();
        let passes = (SLICE / pass).clamp(1, 2_000);
        if self.is_running() {
            self.train((passes / 4).clamp(1, MAX_STEPS));
        } else if self.dashboard.is_viewing("check") {
            self.check.advance(&self.dashboard.experiment, passes);
        } else if self.dashboard.is_viewing("landscape") {
            self.landscape
                .advance(&mut self.dashboard.experiment, passes);
        } else if self.dashboard.is_viewing("repair")
            && let Some(repair) = &mut self.repair
        {
            repair.advance((passes as u64 / 4).clamp(1, 50));
        }
    }

    fn is_running(&self) -> bool {
        self.dashboard.playing
            && self.dashboard.is_fastest()
            && !self.dashboard.is_viewing("procedure")
    }

    /// Bring the long computations to the weights as they are, and make the picture that shows.
    fn refresh(&mut self, change: Change) {
        match change {
            Change::Look | Change::Sample => {}
            Change::Rates => {
                self.dashboard.by_hand |= self.count != (0, 0);
                self.training = self.dashboard.experiment.training(Method::Backprop);
            }
            Change::Weight => {
                // The training still has the weights as they were before.
                if self.training.parameters != *self.dashboard.experiment.parameters() {
                    let parameters = self.training.parameters.clone();
                    self.history.keep(Earlier {
                        parameters,
                        ..self.here()
                    });
                }
                self.training = self.dashboard.experiment.training(Method::Backprop);
                self.after_update();
            }
            Change::Fresh => {
                let dashboard = self.dashboard.clone();
                let (soft, early) = (self.soft, self.procedure.early);
                *self = Self::new(dashboard.experiment.clone(), 0, &[]);
                self.dashboard = dashboard;
                (self.soft, self.procedure.early) = (soft, early);
            }
        }
        if change != Change::Look {
            self.procedure = self.new_procedure();
        }
        self.behind = false;
        self.picture = match VIEWS[self.dashboard.view] {
            "procedure" => self.view_procedure(),
            "landscape" => self.view_landscape(),
            "check" => {
                if !self.check.is_of(&self.dashboard.experiment) {
                    self.check = Check::new(&mut self.dashboard.experiment);
                    self.check_a_little();
                }
                Picture::Matrices(self.check.matrices(&self.dashboard))
            }
            "diagnosis" => Picture::Table(repair::diagnosis(&self.dashboard.experiment)),
            "repair" => {
                let experiment = &self.dashboard.experiment;
                let begun = self.repair.take().filter(|repair| repair.is_of(experiment));
                let repair = self
                    .repair
                    .insert(begun.unwrap_or_else(|| Repair::new(experiment)));
                Picture::Curve(repair.curve())
            }
            "cost" => Picture::Curve(self.costs.curve(&self.dashboard.experiment)),
            _ => Picture::Regions(self.ground.regions(&mut self.dashboard.experiment, None)),
        };
    }

    /// A small network is checked at once, so that its numbers do not flicker.
    fn check_a_little(&mut self) {
        let passes = (2 * SLICE / self.dashboard.experiment.cost_of_pass()).min(2_000);
        self.check.advance(&self.dashboard.experiment, passes);
    }

    fn view_procedure(&mut self) -> Picture {
        if self.procedure.place() != self.dashboard.experiment.parameters() {
            self.procedure = self.new_procedure();
        }
        Picture::Matrices(self.procedure.matrices(self.dashboard.weight))
    }

    fn view_landscape(&mut self) -> Picture {
        if self.dashboard.second == self.dashboard.weight {
            let count = self.dashboard.experiment.shape().parameters();
            self.dashboard.second = around(self.dashboard.weight, 1, count);
        }
        if !self.landscape.is_of(&self.dashboard) {
            let path = self.history.trail().map(|earlier| &earlier.parameters);
            let fresh = Landscape::new(&self.dashboard, path);
            // While it plays, a landscape that is still being computed is finished first.
            let is_cheap = self.dashboard.experiment.cost_of_pass() * Landscape::PASSES < 4 * SLICE;
            if is_cheap || !self.dashboard.playing || self.landscape.is_complete() {
                self.landscape = fresh;
            }
            if is_cheap {
                self.landscape
                    .advance(&mut self.dashboard.experiment, usize::MAX / 2);
            }
        }
        Picture::Plane(self.landscape.plane())
    }

    /// One of the situations that are worth a key.
    fn choose(&mut self, preset: usize) -> Change {
        match preset {
            0..=2 => {
                let (label, scale, init) = repair::RECIPES[preset];
                let seed = self.dashboard.experiment.setup.seed;
                let set = (preset == 0).then(|| data::body(seed));
                let change = self.dashboard.rebuild(set, |setup| {
                    if preset == 0 {
                        // As the source has it: the first half trains, two hidden units.
                        (setup.shuffle, setup.train_fraction, setup.hidden) = (false, 0.5, 2);
                    }
                    setup.scale = scale;
                    setup.init = init;
                });
                self.dashboard.notice =
                    Some(format!("{}: {label}", self.dashboard.experiment.set().name));
                if let Handled::Done(change) = change {
                    return change;
                }
            }
            3 => {
                self.soft = !self.soft;
                self.dashboard.show(Number::whole(20));
                self.dashboard.notice = Some(if self.soft {
                    "Targets that do not sum to 1: look at the lines of (20).".to_owned()
                } else {
                    "Targets that sum to 1 again.".to_owned()
                });
            }
            _ => self.toggle_early(),
        }
        Change::Look
    }

    /// What is for this stage alone.
    fn own(&mut self, action: &Action) -> Result<Change, Request> {
        match *action {
            Action::StepOn => self.step_on(),
            Action::StepBack => {
                self.dashboard.playing = false;
                self.step_back();
            }
            Action::Restart => {
                self.dashboard.restart();
                return Ok(Change::Fresh);
            }
            Action::Tick => return self.tick(),
            Action::Measured(numerical, backprop) => self.costs.take(numerical, backprop),
            Action::Preset(number) => return Ok(self.choose(number)),
            Action::NextPreset => {
                let setup = &self.dashboard.experiment.setup;
                let next = match (setup.scale, setup.init) {
                    (Scale::None, Init::Ones) => 1,
                    (Scale::Standard, Init::Ones) => 2,
                    _ => 0,
                };
                return Ok(self.choose(next));
            }
            Action::Printed => self.toggle_early(),
            Action::Move(direction) => match direction {
                Direction::Left | Direction::Right => {
                    let on = if direction == Direction::Right { 1 } else { -1 };
                    self.dashboard.experiment.go_to_sample(on);
                    return Ok(Change::Sample);
                }
                Direction::Up => self.dashboard.choose_weight(-1),
                Direction::Down => self.dashboard.choose_weight(1),
            },
            Action::Click(Target::Point { across, up }) if self.dashboard.is_viewing("regions") => {
                self.dashboard.focus = Panel::Does;
                self.dashboard
                    .experiment
                    .choose_sample(self.ground.nearest(across, up));
                return Ok(Change::Sample);
            }
            Action::Click(Target::Entry {
                matrix,
                row,
                column,
            }) => {
                self.dashboard.weight = self.weight_at(matrix, row, column);
            }
            Action::Save => return Err(Request::Save(self.figures())),
            _ => {}
        }
        Ok(Change::Look)
    }

    /// The weight of an entry of the matrices that show.
    fn weight_at(&self, matrix: usize, row: usize, column: usize) -> usize {
        let of_v = match &self.picture {
            Picture::Matrices(matrices) => {
                matrices
                    .matrices
                    .get(matrix)
                    .and_then(|matrix| matrix.letter)
                    == Some('v')
            }
            _ => false,
        };
        super::parameter_of(
            self.dashboard.experiment.shape(),
            usize::from(of_v),
            row,
            column,
        )
    }

    fn tick(&mut self) -> Result<Change, Request> {
        if self.dashboard.is_viewing("cost")
            && let Some(cost) = self.costs.next(&self.dashboard.experiment)
        {
            return Err(Request::Measure(Box::new(Measurement(cost))));
        }
        if self.dashboard.playing {
            let steps = if self.is_running() {
                0
            } else {
                self.dashboard.steps_of_tick().unwrap_or(1)
            };
            if self.dashboard.is_viewing("procedure") {
                (0..steps.min(4)).for_each(|_| self.procedure_on());
            } else if steps > 0 {
                self.train(steps as usize);
            }
        }
        Ok(Change::Look)
    }
}

impl Stage for Backprop {
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
        self.dashboard.playing
            || self.busy()
            || self.behind
            || self.dashboard.is_viewing("cost") && !self.costs.is_complete()
    }

    fn busy(&self) -> bool {
        self.is_running()
            || self.dashboard.is_viewing("check") && !self.check.is_complete()
            || self.dashboard.is_viewing("landscape") && !self.landscape.is_complete()
            || self.dashboard.is_viewing("repair")
                && self
                    .repair
                    .as_ref()
                    .is_some_and(|repair| !repair.is_complete())
    }

    fn command(&self) -> String {
        format!(
            "cargo run --release --bin backprop -- {} --steps {} --equation {}",
            recipe::options(&self.dashboard.experiment),
            self.count.0,
            self.dashboard.entry().number,
        )
    }

    fn state(&self) -> State {
        let mut state = self.dashboard.words(self.count.0);
        state.say_if(
            (1..4).contains(&self.procedure.done),
            "done",
            self.procedure.done,
        );
        state
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
