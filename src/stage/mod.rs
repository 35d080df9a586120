//! One state machine for each chapter: an [`Action`] in, a new state, and a [`Scene`] of it to be drawn.
//!
//! A stage has no input, no output and no clock, so that a test can play it by replaying actions.

mod card;
mod contents;
pub mod keys;
pub mod neuron;

use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Panel, Scene, Target};
pub use card::card_of;
pub use contents::Contents;
pub use neuron::{Neuron, Preset};

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
#[allow(missing_docs)]
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
    /// Open a chapter's dashboard, at an equation.
    Enter(Chapter, Option<Number>),
}

/// A chapter's dashboard without its screen.
pub trait Stage {
    /// Take an action.
    fn act(&mut self, action: Action) -> Option<Request>;

    /// What there is to see now.
    fn scene(&self) -> Scene;

    /// Whether time matters: whether [`Action::Tick`] would change anything.
    fn playing(&self) -> bool;

    /// The line that reproduces this screen.
    fn command(&self) -> String;

    /// The pictures of this screen as figures.
    fn figures(&self) -> Vec<Figure>;
}

/// The dashboard of a chapter, if it is built, at an equation.
#[must_use]
pub fn of_chapter(chapter: Chapter, number: Option<Number>) -> Option<Box<dyn Stage>> {
    match chapter {
        Chapter::Neuron => {
            let neuron = Neuron::of_source();
            Some(Box::new(match number {
                Some(number) => neuron.showing(number),
                None => neuron,
            }))
        }
        Chapter::Network | Chapter::NumericalGradient | Chapter::Backprop => None,
    }
}
