//! What there is to see, as plain data: the terminal, the figures, the book and the page all draw from it.
//!
//! A scene knows nothing of where its numbers come from, and nothing of how they are drawn.

pub mod colour;
mod diagram;
pub mod escape;
pub mod marks;
pub mod number;
mod picture;
pub mod projection;
pub mod spoken;
pub mod tex;
mod workbook;
pub mod wrap;

pub use colour::Hue;
pub use diagram::{Diagram, Layer, Link, Node, Product, Quantity, Seen, Symbol};
pub use number::{fitted, short, text};
pub use picture::{
    Axis, Bar, Curve, Field, Ghost, Image, Mark, MarkKind, Matrices, Matrix, Membrane, Picture,
    Plane, Regions, Series, Surface, Units,
};
pub use workbook::{Said, Tone, Workbook};

#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub title: String,
    /// The line above: names and values that seldom change, and the numbers that do.
    pub facts: Vec<(String, String)>,
    pub status: Status,
    pub diagram: Diagram,
    pub equation: EquationCard,
    /// What it does: one picture at a time.
    pub picture: Picture,
    /// The names of the pictures that can take its place, and which of them it is.
    pub views: (Vec<String>, usize),
    /// When: what there is along the bottom.
    pub training: Training,
    pub focus: Pane,
    /// True if the pane with the focus has the whole screen.
    pub is_zoomed: bool,
    /// A sentence about what to do next.
    pub next: String,
    /// The key that it asks for, on a tour.
    pub guide: Option<Guide>,
    /// The keys that matter now, the most important ones first; the last two are those for help and for leaving.
    pub keys: Vec<KeyHint>,
    pub notice: Option<String>,
    /// A page laid over the screen: its title and its lines, name and text.
    pub overlay: Option<Overlay>,
}

/// A stop of a tour: which one of how many, and the key to press. Of a question the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    pub place: String,
    pub key: String,
    pub answers: Vec<String>,
}

/// How it goes: numbers that change, and the errors of the training so far, where there is one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Status {
    pub fields: Vec<StatusField>,
    pub errors: Vec<f64>,
}

/// A number in a field of a fixed width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusField {
    pub name: String,
    pub value: String,
    pub width: u16,
    /// True if the curve of the errors belongs beside it.
    pub has_curve: bool,
}

impl StatusField {
    pub fn new(name: &str, value: String, width: u16) -> Self {
        Self {
            name: name.to_owned(),
            value,
            width,
            has_curve: false,
        }
    }
}

/// What there is along the bottom: numbers to set, how far a long computation has come, and a picture of what happened so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    pub knobs: Vec<Knob>,
    pub progress: Option<Progress>,
    pub picture: Picture,
    /// A second curve over the same steps, below the first.
    pub below: Option<Curve>,
}

impl Training {
    pub fn of(picture: Picture) -> Self {
        Self {
            knobs: Vec::new(),
            progress: None,
            picture,
            below: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knob {
    pub name: String,
    pub value: String,
    pub focused: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub label: String,
    pub share: f64,
    /// The time left in words, such as 12 s left; may be empty.
    pub left: String,
}

impl Progress {
    pub fn new(label: impl Into<String>, share: f64, left: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            share,
            left: left.into(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    Network,
    Equation,
    Picture,
    Training,
}

choices!(Pane, "pane", Network "network", Equation "equation", Picture "picture", Training "training");

/// An equation with its current numbers. All TeX carries `\ink` marks.
#[derive(Debug, Clone, PartialEq)]
pub struct EquationCard {
    pub number: String,
    pub title: String,
    pub left: String,
    pub sign: String,
    pub lines: Vec<EquationLine>,
    /// The way it was checked, and the result.
    pub check: String,
    pub holds: bool,
    /// The form that the source prints, where it errs.
    pub printed: Option<PrintedCard>,
    /// The equations of this stage and which of them is selected.
    pub choices: (Vec<String>, usize),
    /// The part that is being read, where a derivation is walked through: a line, the check, or the misprint.
    pub line: Option<usize>,
    /// A sentence that these numbers call for; may be empty.
    pub note: String,
    /// How far the reader has come with its exercise, where that is known.
    pub mark: Option<char>,
}

impl EquationCard {
    /// The parts that are read one after the other: the lines, the check, and the misprint if there is one.
    pub fn parts(&self) -> usize {
        self.lines.len() + 1 + usize::from(self.printed.is_some())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct EquationLine {
    pub tex: String,
    pub numbers: String,
    pub value: String,
}

/// A form that the source prints and that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedCard {
    pub tex: String,
    pub value: String,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub title: String,
    /// The heads of its columns, with the letter whose colour a column has.
    pub columns: Vec<(String, Option<char>)>,
    pub rows: Vec<TableRow>,
    /// The index of the chosen row, where there is one to choose.
    pub selected: Option<usize>,
    pub verdict: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub cells: Vec<String>,
    /// `Some(ok)` if this row is a check, otherwise `None`.
    pub right: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHint {
    pub key: String,
    pub does: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    pub title: String,
    /// Its lines: a name, such as a key, and a text.
    pub lines: Vec<(String, String)>,
    /// The index of the line at the top, where not all of them fit.
    pub first: usize,
    /// The index of the chosen line, in a list.
    pub selected: Option<usize>,
}

impl Overlay {
    pub fn new(title: &str, lines: Vec<(String, String)>) -> Self {
        Self {
            title: title.to_owned(),
            lines,
            first: 0,
            selected: None,
        }
    }
}

/// What a click can meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    Pane(Pane),
    /// A number of the diagram that can be changed.
    Quantity(usize),
    /// A point of the picture, as fractions of its width from the left and of its height from the bottom.
    Point {
        across: f64,
        up: f64,
    },
    Choice(usize),
    /// An answer to a question.
    Answer(usize),
    View(usize),
    /// A key of the bar, by the character that it types, or by its arrow.
    Key(char),
    Knob(usize),
    /// A row of a table that has a chosen one.
    Row(usize),
    Entry {
        matrix: usize,
        row: usize,
        column: usize,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// The program in a few words, and where to begin or to go on.
    pub about: String,
    pub begin: String,
    pub rows: Vec<ContentsRow>,
    pub selected: usize,
    pub preview: Preview,
    /// The first row of the preview that shows, if it does not fit.
    pub preview_row: u16,
    pub keys: Vec<KeyHint>,
    pub notice: Option<String>,
    pub overlay: Option<Overlay>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsRow {
    /// 0 for a chapter, 1 for a section, 2 for an equation.
    pub depth: u8,
    /// The number of an equation in parentheses, or nothing.
    pub number: String,
    pub text: String,
    /// How far the reader has come with its exercise, where there is one.
    pub mark: Option<char>,
}

/// The preview of a row: its equations with the numbers of the worked example.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    pub title: String,
    pub cards: Vec<EquationCard>,
    /// How to come to the dashboard, or that there is none yet.
    pub dashboard: String,
}

/// A figure: one picture or several side by side, with all that is needed to print and to reproduce it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The name of its kind, such as `figure-43` or `network-regions`.
    pub name: String,
    /// Data and shape of the run that it is of, such as iris-4-8-3; empty for the book's.
    pub run: String,
    /// Its number in the source, where it has one.
    pub number: Option<u8>,
    /// The caption.
    pub caption: String,
    /// The same for those who cannot see it.
    pub alternative: String,
    pub panels: Vec<FigurePanel>,
    pub command: String,
}

impl Figure {
    /// The name of its files without theme and format: those of two runs differ.
    pub fn file_name(&self) -> String {
        match &self.run[..] {
            "" => self.name.clone(),
            run => format!("{run}-{}", self.name),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct FigurePanel {
    pub title: String,
    pub picture: Picture,
}
