//! One state machine for each chapter: an [`Action`] in, a new state, and a [`Scene`] of it to be drawn.
//!
//! A stage has no input, no output and no clock, so that a test can play it by replaying actions.

pub mod backprop;
mod card;
mod contents;
mod dashboard;
mod diagram;
mod experiment;
mod figures;
mod history;
pub mod keys;
mod matrices;
pub mod network;
pub mod neuron;
pub mod numerical_gradient;
mod pictures;
mod projection;
mod recipe;
mod remarks;
pub mod script;
mod setup;
mod state;

use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Panel, Scene, Target};
pub use backprop::Backprop;
pub use card::card_of;
pub use contents::Contents;
pub use dashboard::entries_of;
pub use experiment::{Experiment, SetupError};
pub use history::{Record, error_curve};
pub use network::Network;
pub use neuron::{Neuron, Preset};
pub use numerical_gradient::NumericalGradient;
pub use remarks::{outcome, remarks};
pub use setup::{Scale, Setup};
pub use state::{State, restored};

/// What a reader does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// An arrow.
    Move(Direction),
    /// To the next of the four places.
    NextPanel,
    /// To the place before.
    PreviousPanel,
    /// To one of the four places.
    Focus(Panel),
    /// To the next equation.
    NextEquation,
    /// To the equation before.
    PreviousEquation,
    /// Play, or pause.
    Play,
    /// One step on.
    StepOn,
    /// One step back.
    StepBack,
    /// Back to the start.
    Restart,
    /// Once more with another seed.
    NewSeed,
    /// More of the focused number.
    More,
    /// Less of it.
    Less,
    /// The next picture.
    NextView,
    /// The next of the stage's presets.
    NextPreset,
    /// One of the presets, counted from 0.
    Preset(usize),
    /// The form that the source prints, or the right one again.
    Printed,
    /// The keys, explained.
    Help,
    /// The command that reproduces the screen.
    Command,
    /// Close what is laid over the screen.
    Close,
    /// A click.
    Click(Target),
    /// Time has passed while playing: about a thirtieth of a second.
    Tick,
    /// There is time for a slice of a long computation: a few milliseconds.
    Slice,
    /// A measurement that the stage has asked for took so many seconds: the numerical gradient, and backpropagation.
    Measured(f64, f64),
    /// Something outside the stage has a sentence to say.
    Notice(String),
    /// Save the figures.
    Save,
    /// Open the book's page.
    OpenPage,
    /// Enter what is selected.
    Enter,
    /// Leave.
    Quit,
}

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// What a stage cannot do itself and asks of whoever runs it.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Leave the dashboard.
    Quit,
    /// Write these figures to files.
    Save(Vec<Figure>),
    /// Open the page of the book at an anchor, such as `neuron.html#eq-4`.
    OpenPage(String),
    /// Measure how long these two gradients take.
    Measure(Box<Measurement>),
    /// Open a chapter's dashboard, at an equation.
    Enter(Chapter, Option<Number>),
}

/// Two gradients whose times are wanted: that of the numerical gradient is of some slopes only, times as many as there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement(backprop::Cost);

impl Measurement {
    /// The work of the numerical gradient, and how much of the whole it is.
    pub fn numerical(&mut self) -> f64 {
        self.0.numerical()
    }

    /// The work of backpropagation, so many times over.
    pub fn backprop(&mut self) -> f64 {
        self.0.backprop()
    }
}

/// A chapter's dashboard without its screen.
pub trait Stage {
    /// Take an action.
    fn act(&mut self, action: Action) -> Option<Request>;

    /// What there is to see now.
    fn scene(&self) -> Scene;

    /// Whether time matters: whether [`Action::Tick`] would change anything.
    fn playing(&self) -> bool;

    /// Whether a long computation waits for time: for [`Action::Slice`].
    fn busy(&self) -> bool {
        false
    }

    /// The line that reproduces this screen.
    fn command(&self) -> String;

    /// The state in words, from which [`restored`] makes the same screen again.
    fn state(&self) -> State;

    /// What neither the command nor the state can say of this screen, if there is anything.
    fn unsaid(&self) -> Option<&'static str> {
        None
    }

    /// The pictures of this screen as figures.
    fn figures(&self) -> Vec<Figure>;

    /// Data, network and sample, where the stage has them, to be taken along to another one.
    fn experiment(&self) -> Option<&Experiment> {
        None
    }
}

/// The dashboard of a chapter at an equation, with the data, network and sample that were carried along, if any were.
#[must_use]
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
    let experiment = carried.cloned().unwrap_or_else(Experiment::usual);
    after(chapter, experiment, 0, &[], number)
}

/// The dashboard of a chapter after a training of so many steps.
#[must_use]
pub fn after(
    chapter: Chapter,
    experiment: Experiment,
    steps: u64,
    records: &[Record],
    number: Option<Number>,
) -> Box<dyn Stage> {
    let number = number.or_else(|| entries_of(chapter).next().map(|entry| entry.number));
    let number = number.unwrap_or(Number::whole(1));
    match chapter {
        Chapter::Neuron => Box::new(Neuron::of_experiment(&experiment).showing(number)),
        Chapter::Network => Box::new(Network::new(experiment, steps).showing(number)),
        Chapter::NumericalGradient => {
            Box::new(NumericalGradient::new(experiment, steps, records).showing(number))
        }
        Chapter::Backprop => Box::new(Backprop::new(experiment, steps, records).showing(number)),
    }
}

/// Every figure of the book, in its order.
#[must_use]
pub fn book_figures() -> Vec<Figure> {
    [
        neuron::book_figures(),
        network::book_figures(),
        numerical_gradient::book_figures(),
        backprop::book_figures(),
    ]
    .concat()
}
