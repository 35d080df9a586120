//! The network: one sample runs through it step by step, and all samples show what it does.

mod figures;
mod scene;
mod steps;

use super::dashboard::{Change, DashboardState, Handled, Knob};
use super::experiment::Experiment;
use super::figures::HAS_FIGURES;
use super::pictures::{self, Ground};
use super::{Action, Direction, Request, Stage, State, recipe};
use crate::engine::Score;
use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Panel, Picture, Scene, Target};
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
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    dashboard: DashboardState,
    /// How many of the steps of the forward pass are done.
    done: usize,
    /// How many steps of training made these weights.
    trained: u64,
    ground: Ground,
    scores: (Option<Score>, Option<Score>),
    picture: Picture,
}

impl Network {
    /// The dashboard of a experiment whose weights were trained for so many steps.
    #[must_use]
    pub fn new(experiment: Experiment, trained: u64) -> Self {
        let ground = Ground::of(&experiment);
        let mut dashboard =
            DashboardState::new(experiment, trained, Chapter::Network, &VIEWS, &KNOBS);
        let scores = dashboard.experiment.scores();
        let mut network = Self {
            done: 0,
            trained,
            picture: pictures::confusion(&dashboard.experiment, &scores),
            scores,
            ground,
            dashboard,
        };
        network.done = network.steps().len();
        network.refresh(Change::Look);
        network
    }

    /// The same as a state has it.
    ///
    /// # Errors
    /// The first word that cannot be.
    pub(super) fn in_state(mut self, state: &State) -> Result<Self, String> {
        self.dashboard.look(state)?;
        if let Some(done) = state.read("done")? {
            self.done = self.steps().len().min(done);
        }
        self.refresh(Change::Look);
        Ok(self)
    }

    /// The same with one of the equations selected.
    #[must_use]
    pub fn showing(mut self, number: Number) -> Self {
        self.dashboard.show(number);
        self
    }

    /// All steps of the forward pass.
    fn steps(&self) -> Vec<Step> {
        steps::all(self.dashboard.experiment.shape())
    }

    /// The step that was done last, while the sample is on its way.
    fn current(&self) -> Option<Step> {
        let steps = self.steps();
        (self.done < steps.len()).then(|| steps[self.done.max(1) - 1])
    }

    /// One step on; after the last comes the next sample.
    fn step_on(&mut self) -> Change {
        if self.done < self.steps().len() {
            self.done += 1;
            self.follow();
            return Change::Look;
        }
        self.dashboard.experiment.go_to_sample(1);
        self.done = 1;
        self.follow();
        Change::Sample
    }

    /// One step back; before the first comes the sample before, whole.
    fn step_back(&mut self) -> Change {
        if self.done > 1 {
            self.done -= 1;
            self.follow();
            return Change::Look;
        }
        self.dashboard.experiment.go_to_sample(-1);
        self.done = self.steps().len();
        self.follow();
        Change::Sample
    }

    /// Let equation and weight follow the step that was done.
    fn follow(&mut self) {
        let steps = self.steps();
        let Some(step) = steps.get(self.done.max(1) - 1) else {
            return;
        };
        self.dashboard.show(Number::whole(step.equation()));
        let inputs = self.dashboard.experiment.shape().inputs + 1;
        match step {
            Step::HiddenSum(j) | Step::HiddenOutput(j) => self.dashboard.weight = j * inputs,
            Step::OutputSum(k) => {
                let shape = self.dashboard.experiment.shape();
                self.dashboard.weight = shape.w() + k * (shape.hidden + 1);
            }
            Step::Softmax | Step::Error => {}
        }
    }

    /// The hidden unit in the middle of attention.
    fn unit(&self) -> Option<usize> {
        match self
            .dashboard
            .experiment
            .shape()
            .position(self.dashboard.weight)
        {
            ('w', row, _) => Some(row),
            (_, _, column) => (column < self.dashboard.experiment.shape().hidden).then_some(column),
        }
    }

    /// Compute what a change makes another.
    fn refresh(&mut self, change: Change) {
        if change == Change::Fresh {
            self.ground = Ground::of(&self.dashboard.experiment);
            self.trained = 0;
            self.done = self.steps().len();
        }
        if matches!(change, Change::Fresh | Change::Weight) {
            self.scores = self.dashboard.experiment.scores();
        }
        let unit = self.unit();
        let shape = self.dashboard.experiment.shape();
        let is_under_way = self.done <= 2 * shape.hidden + shape.classes;
        self.picture = match VIEWS[self.dashboard.view] {
            "confusion" => pictures::confusion(&self.dashboard.experiment, &self.scores),
            "image" => pictures::image(&mut self.dashboard.experiment, !is_under_way).map_or_else(
                || {
                    self.dashboard.notice.get_or_insert_with(|| {
                        "Only digits are images: choose them along the bottom.".to_owned()
                    });
                    Picture::Table(pictures::score_table(
                        &self.dashboard.experiment,
                        &self.scores,
                    ))
                },
                Picture::Image,
            ),
            _ => Picture::Regions(self.ground.regions(&mut self.dashboard.experiment, unit)),
        };
    }

    /// What is for this stage alone.
    fn own(&mut self, action: &Action) -> Result<Change, Request> {
        match *action {
            Action::StepOn => return Ok(self.step_on()),
            Action::StepBack => return Ok(self.step_back()),
            Action::Restart => {
                self.dashboard.restart();
                self.trained = 0;
                return Ok(Change::Weight);
            }
            Action::Tick if self.dashboard.playing => {
                let steps = self.dashboard.steps_of_tick().unwrap_or(30);
                let mut change = Change::Look;
                for _ in 0..steps {
                    if self.step_on() == Change::Sample {
                        change = Change::Sample;
                    }
                }
                return Ok(change);
            }
            Action::Move(direction) => {
                let (steps, sideways) = match direction {
                    Direction::Left => (-1, true),
                    Direction::Right => (1, true),
                    Direction::Up => (-1, false),
                    Direction::Down => (1, false),
                };
                if sideways {
                    self.dashboard.experiment.go_to_sample(steps);
                    return Ok(Change::Sample);
                }
                self.dashboard.choose_weight(steps);
            }
            Action::Click(Target::Point { across, up }) if self.dashboard.is_viewing("regions") => {
                self.dashboard.focus = Panel::Does;
                self.dashboard
                    .experiment
                    .choose_sample(self.ground.nearest(across, up));
                return Ok(Change::Sample);
            }
            Action::Save => return Err(Request::Save(self.figures())),
            _ => {}
        }
        Ok(Change::Look)
    }
}

impl Stage for Network {
    fn act(&mut self, action: Action) -> Option<Request> {
        let idle = action == Action::Slice || action == Action::Tick && !self.dashboard.playing;
        if idle {
            return None;
        }
        let weights = self.dashboard.experiment.parameters().clone();
        let change = match self.dashboard.act(&action) {
            Handled::Done(change) => change,
            Handled::Asks(request) => return Some(request),
            Handled::No => match self.own(&action) {
                Ok(change) => change,
                Err(request) => return Some(request),
            },
        };
        if change == Change::Weight && *self.dashboard.experiment.parameters() == weights {
            return None;
        }
        self.refresh(change);
        None
    }

    fn scene(&self) -> Scene {
        scene::scene(self)
    }

    fn playing(&self) -> bool {
        self.dashboard.playing
    }

    fn command(&self) -> String {
        let steps = if self.trained > 0 {
            format!(" --steps {}", self.trained)
        } else {
            String::new()
        };
        format!(
            "cargo run --release --bin network -- {}{steps} --equation {}",
            recipe::options(&self.dashboard.experiment),
            self.dashboard.entry().number,
        )
    }

    fn state(&self) -> State {
        let mut state = self.dashboard.words(self.trained);
        let all = self.steps().len();
        state.say_if(self.done < all, "done", self.done);
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
