//! What there is to see, as plain data: the terminal, the figures, the book and the page all draw from it.
//!
//! A scene knows nothing of where its numbers come from, and nothing of how they are drawn.

pub mod colour;
mod diagram;
pub mod escape;
mod figure;
pub mod marks;
pub mod number;
mod picture;
pub mod projection;
pub mod spoken;
pub mod tex;
pub mod wrap;

pub use colour::Hue;
pub use diagram::{Diagram, Layer, Link, Node, Product, Quantity, Symbol};
pub use figure::{Figure, FigurePanel};
pub use number::{fitted, short, text};
pub use picture::{
    Axis, Bar, Curve, Field, Image, Mark, MarkKind, Matrices, Matrix, Membrane, Picture, Plane,
    Regions, Series, Surface,
};

/// One whole screen of a dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The stage's name.
    pub title: String,
    /// What the line above says of the stage: name and value.
    pub facts: Vec<(String, String)>,
    /// Where: the network or the neuron with its numbers.
    pub diagram: Diagram,
    /// What: the selected equation.
    pub equation: EquationCard,
    /// What it does: one picture at a time.
    pub picture: Picture,
    /// The names of the pictures that can take its place, and which of them it is.
    pub views: (Vec<String>, usize),
    /// When: what there is along the bottom.
    pub when: When,
    /// The place that the arrows belong to.
    pub focus: Panel,
    /// The keys that matter now, and what they do.
    pub keys: Vec<KeyHint>,
    /// One sentence about what just happened.
    pub notice: Option<String>,
    /// A page laid over the screen: its title and its lines, name and text.
    pub overlay: Option<Overlay>,
}

/// What there is along the bottom: numbers to set, how far a long computation has come, and a picture of what happened so far.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// The numbers and choices that the keys change while the focus is here.
    pub knobs: Vec<Knob>,
    /// How far a long computation has come.
    pub progress: Option<Progress>,
    /// The picture, most often a curve over the steps or a table.
    pub picture: Picture,
}

impl When {
    /// A picture alone.
    #[must_use]
    pub fn of(picture: Picture) -> Self {
        Self {
            knobs: Vec::new(),
            progress: None,
            picture,
        }
    }
}

/// A number or a choice that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knob {
    /// Its name.
    pub name: String,
    /// Its value now.
    pub value: String,
    /// Whether the keys change it now.
    pub focused: bool,
}

/// How far a long computation has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub label: String,
    /// From 0 to 1.
    pub share: f64,
    /// How much is left, in words such as 12 s left; empty where nobody knows.
    pub left: String,
}

impl Progress {
    #[must_use]
    pub fn new(label: impl Into<String>, share: f64, left: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            share,
            left: left.into(),
        }
    }
}

/// The four places of every dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The diagram.
    Where,
    /// The equation.
    What,
    /// The picture.
    Does,
    /// The line of time, or a table.
    When,
}

choices!(Panel, "place", Where "where", What "what", Does "does", When "when");

/// An equation with its current numbers. All TeX carries `\ink` marks.
#[derive(Debug, Clone, PartialEq)]
pub struct EquationCard {
    /// Its number, such as 25a.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The left side.
    pub left: String,
    /// The sign between the sides.
    pub sign: String,
    /// The lines of the right side.
    pub lines: Vec<EquationLine>,
    /// By what road it was checked, and what came of that.
    pub check: String,
    /// Whether the check holds.
    pub holds: bool,
    /// The form that the source prints, where it errs.
    pub printed: Option<PrintedCard>,
    /// The equations of this stage and which of them is selected.
    pub choices: (Vec<String>, usize),
    /// The line that is being read, where a derivation is walked through.
    pub line: Option<usize>,
    /// A sentence that these numbers call for; may be empty.
    pub note: String,
}

/// One line of an equation.
#[derive(Debug, Clone, PartialEq)]
pub struct EquationLine {
    /// The right side in symbols.
    pub tex: String,
    /// The right side in numbers.
    pub numbers: String,
    /// What it comes to.
    pub value: String,
}

/// A form that the source prints and that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedCard {
    /// The printed right side.
    pub tex: String,
    /// What it comes to.
    pub value: String,
    /// What is wrong with it.
    pub why: String,
}

/// A small table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The heads of its columns, with the letter whose colour a column has.
    pub columns: Vec<(String, Option<char>)>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// What follows from it, in a sentence.
    pub verdict: String,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// One text a column.
    pub cells: Vec<String>,
    /// Whether the row is as it should be; none where there is nothing that it should be.
    pub right: Option<bool>,
}

/// A key and what it does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHint {
    /// The key as a reader would name it.
    pub key: String,
    /// What it does.
    pub does: String,
}

/// A page laid over the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Its title.
    pub title: String,
    /// Its lines: a name, such as a key, and a text.
    pub lines: Vec<(String, String)>,
}

/// What a click can meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// One of the four places.
    Panel(Panel),
    /// A number of the diagram that can be changed.
    Quantity(usize),
    /// A point of the picture, as fractions of its width from the left and of its height from the bottom.
    Point {
        /// From 0 at the left to 1 at the right.
        across: f64,
        /// From 0 at the bottom to 1 at the top.
        up: f64,
    },
    /// One of the stage's equations.
    Choice(usize),
    /// One of the pictures.
    View(usize),
    /// One of the numbers along the bottom.
    Knob(usize),
    /// An entry of a matrix.
    Entry {
        /// Which of the matrices.
        matrix: usize,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
}

/// The contents screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Chapters, sections and equations.
    pub rows: Vec<ContentsRow>,
    /// Which row is selected.
    pub selected: usize,
    /// What the selected row is about.
    pub preview: Preview,
    /// The keys that matter.
    pub keys: Vec<KeyHint>,
    /// One sentence about what just happened.
    pub notice: Option<String>,
    /// A page laid over the screen.
    pub overlay: Option<Overlay>,
}

/// One row of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsRow {
    /// 0 for a chapter, 1 for a section, 2 for an equation.
    pub depth: u8,
    /// The number of an equation in parentheses, or nothing.
    pub number: String,
    /// Its title.
    pub text: String,
}

/// The preview of a row: its equations with the numbers of the worked example.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The title of what is selected.
    pub title: String,
    /// Its equations.
    pub cards: Vec<EquationCard>,
    /// How to come to the dashboard, or that there is none yet.
    pub dashboard: String,
}
