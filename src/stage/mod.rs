//! One state machine for each chapter: an [`Action`] in, a new state, and a [`Scene`] of it to draw.
//!
//! A stage has no input, no output and no clock: a test can replay actions.

mod animation;
pub mod backprop;
mod card;
mod contents;
mod dashboard;
mod data_page;
mod deed;
mod defaults;
mod departures;
mod diagram;
mod experiment;
mod figures;
mod history;
pub mod keys;
mod launch;
mod lessons;
mod matrices;
pub mod moving;
pub mod network;
pub mod neuron;
pub mod numerical_gradient;
mod past;
mod pictures;
mod projection;
mod records;
mod remarks;
pub mod script;
mod settings;
mod slopes;
mod state;
pub mod workbook;

use crate::data;
use crate::engine::Parameters;
use crate::equation::{Chapter, Number};
use crate::scene::{Figure, Pane, Scene, Target};
pub use animation::{Animation, Frames};
pub use backprop::{Backprop, Measurement};
pub use card::card_of;
pub use contents::Contents;
use dashboard::Dashboard as _;
pub use dashboard::{entries_of, index as weight_index};
pub use deed::Deed;
pub use defaults::Defaults;
pub use experiment::{Departure, Experiment, FromFile, SetupError};
pub use figures::{RUN_FIGURES, with_command};
pub use history::{Record, error_curve};
pub use launch::Launch;
pub use network::Network;
pub use neuron::{Neuron, Preset};
pub use numerical_gradient::NumericalGradient;
pub use remarks::{outcome, remarks};
pub use settings::{SETTINGS, Scale, Setting, Settings};
pub use state::{State, restored};
pub use workbook::Workbook;

/// The places that a page of a list has.
const PAGE: usize = 10;

/// Something that a reader does, or that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Move(Direction),
    /// Far along a list.
    Leap(Leap),
    PreviousSample,
    NextSample,
    /// The next sample that the network gets wrong, or the one before.
    NextMistake,
    PreviousMistake,
    NextPane,
    PreviousPane,
    Focus(Pane),
    NextEquation,
    Show(Number),
    PreviousEquation,
    Play,
    StepOn,
    StepBack,
    Restart,
    NewSeed,
    /// Takes the reader's last act back, or makes it again.
    Undo,
    Redo,
    More,
    Less,
    NextView,
    /// The pane with the focus alone on the screen, or all again.
    Zoom,
    /// Slopes in place of values on the diagram, or values again.
    Gradients,
    /// Test samples on the plane, in place of those that train, or the other way round.
    TestSamples,
    /// Classes without shades, or with them.
    Discrete,
    /// The curve of the training: logarithmic, or the latest steps alone.
    Logarithmic,
    /// A slower or a faster play.
    Slower,
    Faster,
    /// The list of the presets.
    Presets,
    /// A digit: in the list of the presets it chooses.
    Digit(usize),
    /// One of the presets, counted from 0.
    Preset(usize),
    /// An input column is turned on or off, counted from 0.
    Column(usize),
    /// Switch between the form that the source prints and the right one.
    Printed,
    Help,
    /// The tour begins, or ends.
    Tour,
    /// Two lines about the selected thing.
    About,
    /// A run stays in the curves while the next ones are drawn over it.
    Pin,
    /// The questions about the hidden fault; one of the answers, counted from 0.
    NameFault,
    Chosen(usize),
    /// Ours work in place of the reader's functions, or his again.
    ExchangeHands,
    /// A question about the next step; it was answered.
    Expect,
    Answered,
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
    /// The figure in front, or all of them, as files.
    Save,
    SaveAll,
    SaveNetwork,
    /// The network was saved.
    NetworkSaved,
    OpenPage,
    Enter,
    /// While a number is typed: one more letter, one less, and the whole.
    Type(char),
    Erase,
    Typed(String),
    /// A key of a screen that has keys of its own.
    Key(keys::Key),
    /// News about the reader's functions.
    News(Box<workbook::News>),
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leap {
    First,
    Last,
    PageUp,
    PageDown,
}

impl Leap {
    /// The place in a list of `count` that it leads to.
    pub(crate) fn from(self, here: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        match self {
            Self::First => 0,
            Self::Last => last,
            Self::PageUp => here.saturating_sub(PAGE),
            Self::PageDown => (here + PAGE).min(last),
        }
    }
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
    /// Judge what the reader wrote, or open it.
    Workbook(workbook::Ask),
    /// Add this to what the reader has done.
    Remember(Deed),
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

    /// True if keys are the letters of a number now: see [`keys::action_while`].
    fn is_typing(&self) -> bool {
        false
    }

    /// True if a training was watched for long and is not saved. Leaving then asks once.
    fn has_trained_long(&self) -> bool {
        false
    }

    /// Says that the network is kept after leaving, so that leaving need not ask.
    fn keep_network(&mut self) {}

    /// Says that leaving leads back to where the reader came from, with the network kept.
    fn set_home(&mut self) {}

    /// Names commands that start by `launch`.
    fn set_launch(&mut self, launch: Launch);

    /// The line that reproduces this screen.
    fn command(&self) -> String;

    /// The state in words, from which [`restored`] makes the same screen again.
    fn state(&self) -> State;

    /// The same with all that an address has no room for: every weight, and the curve of the training.
    fn whole_state(&self) -> State {
        self.state()
    }

    /// A copy of this stage, with nothing to take back.
    fn duplicate(&self) -> Box<dyn Stage>;

    /// While actions follow one another and nobody sees what is between them, pictures are not computed and nothing is kept to be
    /// taken back. `hurry(false)` computes the picture that there is then.
    fn hurry(&mut self, _hurries: bool) {}

    /// Chooses picture, sample and weight by the words of a state.
    ///
    /// # Errors
    /// One sentence about the first word that is wrong.
    fn look_at(&mut self, _words: &State) -> Result<(), String> {
        Ok(())
    }

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

    /// Shows beside the equations how far the reader has come with their exercises.
    #[cfg(feature = "terminal")]
    fn set_marks(&mut self, _marks: Vec<(Number, char)>) {}

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

/// The figures of all chapters: those of the source, those of its dashboard, and those of one idea each.
pub fn book_figures() -> Vec<Figure> {
    let of_chapter = |chapter| match chapter {
        Chapter::Neuron => neuron::book_figures(),
        Chapter::Network => network::book_figures(),
        Chapter::NumericalGradient => numerical_gradient::book_figures(),
        Chapter::Backprop => backprop::book_figures(),
    };
    let with_lessons = |chapter| [of_chapter(chapter), lessons::of(chapter)].concat();
    Chapter::ALL.into_iter().flat_map(with_lessons).collect()
}
