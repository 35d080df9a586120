//! One state machine for each chapter: an [`Action`] in, a new state, and a [`Scene`] of it to draw.
//!
//! A stage has no input, no output and no clock: a test can replay actions.

mod animation;
pub mod backprop;
mod card;
mod contents;
mod dashboard;
mod data_page;
mod defaults;
mod diagram;
mod experiment;
mod figures;
mod history;
pub mod keys;
mod launch;
mod matrices;
pub mod network;
pub mod neuron;
pub mod numerical_gradient;
mod pictures;
mod projection;
mod remarks;
pub mod script;
mod settings;
mod state;

use crate::data;
use crate::engine::Parameters;
use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Panel, Scene, Target};
pub use animation::{Animation, Frames};
pub use backprop::{Backprop, Measurement};
pub use card::card_of;
pub use contents::Contents;
use dashboard::Dashboard as _;
pub use dashboard::{entries_of, index as weight_index};
pub use defaults::Defaults;
pub use experiment::{Experiment, FromFile, SetupError};
pub use figures::{RUN_FIGURES, with_command};
pub use history::{Record, error_curve};
pub use launch::Launch;
pub use network::Network;
pub use neuron::{Neuron, Preset};
pub use numerical_gradient::NumericalGradient;
pub use remarks::{outcome, remarks};
pub use settings::{SETTINGS, Scale, Setting, Settings};
pub use state::{State, restored};

/// Something that a reader does, or that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Move(Direction),
    NextPanel,
    PreviousPanel,
    Focus(Panel),
    NextEquation,
    PreviousEquation,
    Play,
    StepOn,
    StepBack,
    Restart,
    NewSeed,
    More,
    Less,
    NextView,
    NextPreset,
    /// One of the presets, counted from 0.
    Preset(usize),
    /// Switch between the form that the source prints and the right one.
    Printed,
    Help,
    /// The command that reproduces the screen.
    Command,
    /// The page about the data.
    Data,
    Close,
    Click(Target),
    /// About a thirtieth of a second has passed.
    Tick,
    /// There is time for a few milliseconds of a long computation.
    Slice,
    /// The seconds that a measurement took: the numerical gradient, and backpropagation.
    Measured(f64, f64),
    /// A sentence to show, from outside the stage.
    Notice(String),
    Save,
    SaveNetwork,
    OpenPage,
    Enter,
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// A request to the program that runs a stage.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    Quit,
    Save(Vec<Figure>),
    SaveNetwork(Box<Experiment>),
    /// Open the page of the book at an anchor, such as `neuron.html#eq-4`.
    OpenPage(String),
    /// Measure how long these two gradients take.
    Measure(Box<Measurement>),
    /// Open a chapter's dashboard, at an equation.
    Enter(Chapter, Option<Number>),
}

/// A chapter's dashboard without its screen.
pub trait Stage {
    fn act(&mut self, action: Action) -> Option<Request>;

    fn scene(&self) -> Scene;

    /// True if [`Action::Tick`] would change anything.
    fn playing(&self) -> bool;

    /// True if a long computation waits for [`Action::Slice`].
    fn busy(&self) -> bool {
        false
    }

    /// Names commands that start by `launch`.
    fn set_launch(&mut self, launch: Launch);

    /// The line that reproduces this screen.
    fn command(&self) -> String;

    /// The state in words, from which [`restored`] makes the same screen again.
    fn state(&self) -> State;

    /// A sentence if the command cannot reproduce this screen.
    fn unsaid(&self) -> Option<&'static str> {
        None
    }

    fn figures(&self) -> Vec<Figure>;

    /// Takes over the weights that a training without a dashboard has passed.
    fn remember(&mut self, _trail: Vec<Parameters>) {}

    /// Takes the settings that were chosen for the data, and a speed of play at which their training can be watched to its end.
    #[cfg(feature = "terminal")]
    fn set_defaults(&mut self, _chosen: Defaults) {}

    /// Data, network and sample, to be taken along to another stage.
    fn experiment(&self) -> Option<&Experiment> {
        None
    }
}

/// The dashboard of a chapter at an equation, with the data, network and sample that were carried along, if any were.
pub fn of_chapter(
    chapter: Chapter,
    number: Option<Number>,
    carried: Option<&Experiment>,
) -> Box<dyn Stage> {
    if chapter == Chapter::Neuron {
        let neuron = carried.map_or_else(Neuron::of_source, Neuron::of_experiment);
        return Box::new(match number {
            Some(number) => neuron.showing(number),
            None => neuron,
        });
    }
    let default = || Experiment::of(data::clusters(1), Settings::default());
    let experiment = carried.cloned().unwrap_or_else(default);
    after(chapter, experiment, 0, &[], number)
}

/// The dashboard of a chapter after `steps` of training.
pub fn after(
    chapter: Chapter,
    experiment: Experiment,
    steps: u64,
    records: &[Record],
    number: Option<Number>,
) -> Box<dyn Stage> {
    match chapter {
        Chapter::Neuron => of_chapter(chapter, number, Some(&experiment)),
        Chapter::Network => Box::new(Network::new(experiment, steps).showing(number)),
        Chapter::NumericalGradient => {
            Box::new(NumericalGradient::new(experiment, steps, records).showing(number))
        }
        Chapter::Backprop => Box::new(Backprop::new(experiment, steps, records).showing(number)),
    }
}

pub fn book_figures() -> Vec<Figure> {
    [
        neuron::book_figures(),
        network::book_figures(),
        numerical_gradient::book_figures(),
        backprop::book_figures(),
    ]
    .concat()
}
