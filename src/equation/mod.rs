//! The registry: for every equation its number, its TeX, the same with the current numbers, and a check by another road.
//!
//! The TeX of an equation is written here once. The book, the terminal and the figures all draw from it.
//! There are 29 entries, because the source gives the number 25 twice.

mod backprop;
mod case;
pub mod check;
mod foundation;
pub mod ink;
mod network;
mod neuron;
mod number;
mod numerical_gradient;
mod section;
pub mod spoken;
pub mod tex;

pub use case::{Context, ContextError, Indices};
pub use check::{Check, Verdict};
pub use number::{Number, UnknownEquation};
pub use numerical_gradient::ALONG_OUTPUT_WEIGHT;
pub use section::Section;

/// The four chapters, which are also the four stages and the four dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chapter {
    /// Equations 1–4.
    Neuron,
    /// Equations 5–7.
    Network,
    /// Equations 8–11.
    NumericalGradient,
    /// Equations 12–28.
    Backprop,
}

impl Chapter {
    /// All four, in the order of the book.
    pub const ALL: [Self; 4] = [
        Self::Neuron,
        Self::Network,
        Self::NumericalGradient,
        Self::Backprop,
    ];

    /// The one word that names the chapter's file, stage, dashboard and binary.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Neuron => "neuron",
            Self::Network => "network",
            Self::NumericalGradient => "numerical_gradient",
            Self::Backprop => "backprop",
        }
    }

    /// The chapter's title in the book.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Neuron => "The neuron",
            Self::Network => "The network",
            Self::NumericalGradient => "The numerical gradient",
            Self::Backprop => "Backpropagation",
        }
    }
}

/// One equation of the book.
#[derive(Debug)]
pub struct Entry {
    /// Its number.
    pub number: Number,
    /// What it computes, in a few words.
    pub title: &'static str,
    /// The chapter that it belongs to.
    pub chapter: Chapter,
    /// The left side in TeX; empty where a first line goes on from the equation before.
    pub left: &'static str,
    /// The right sides, one a line. All of them have the same value.
    pub lines: &'static [Line],
    /// The sign between the left side and the first line.
    pub relation: Relation,
    /// The equation read aloud.
    pub aloud: &'static str,
    /// The function in `model` that computes it, as a path below `model`.
    pub code: &'static str,
    /// Which indices choose its current numbers, of "k", "j" and "i".
    pub indices: &'static str,
    /// The letters of the quantities that it speaks of, which diagrams light up.
    pub symbols: &'static str,
    /// The equations that it uses directly: those that compute a letter on its right side, that it repeats in another form or for a
    /// case of its own, or whose result one of its lines puts in. In the order of the book; `used_by` is the other direction.
    pub depends_on: &'static [Number],
    /// A computation by another road.
    pub check: Check,
    /// What the source prints, where that is wrong.
    pub printed: Option<Printed>,
}

/// One line of an equation.
#[derive(Debug)]
pub struct Line {
    /// The right side in TeX.
    pub tex: &'static str,
    /// The same with the current numbers in place of the symbols.
    pub numbers: fn(&Context) -> String,
    /// What the line evaluates to.
    pub value: fn(&Context) -> f64,
}

/// What stands between the two sides of an equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// =
    Equal,
    /// ≈
    About,
}

impl Relation {
    /// The sign in TeX.
    #[must_use]
    pub fn tex(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::About => r"\approx",
        }
    }
}

/// A form that the source prints and that does not hold.
#[derive(Debug)]
pub struct Printed {
    /// The printed form in TeX, with the project's letters.
    pub tex: &'static str,
    /// What it evaluates to.
    pub value: fn(&Context) -> f64,
    /// What is wrong with it, and what comes of believing it.
    pub why: &'static str,
}

impl Entry {
    /// The whole equation in TeX; several lines stand in `aligned`.
    #[must_use]
    pub fn tex(&self) -> String {
        let sign = self.relation.tex();
        match self.lines {
            [line] => format!("{} {sign} {}", self.left, line.tex),
            lines => {
                let lines: Vec<String> = lines
                    .iter()
                    .map(|line| format!("&{sign} {}", line.tex))
                    .collect();
                format!(
                    "\\begin{{aligned}} {} {} \\end{{aligned}}",
                    self.left,
                    lines.join(r" \\ ")
                )
            }
        }
    }

    /// What the equation's last line evaluates to.
    #[must_use]
    pub fn value(&self, case: &Context) -> f64 {
        (self.lines[self.lines.len() - 1].value)(case)
    }

    /// The verdict of the independent check.
    #[must_use]
    pub fn verdict(&self, case: &Context) -> Verdict {
        self.check.verdict(case, self.value(case))
    }

    /// The page of the book on which it stands, without an ending.
    #[must_use]
    pub fn page(&self) -> &'static str {
        match self.number.integer() {
            // The error has a page of its own, before the ways to make it smaller.
            8 => "error",
            _ => self.chapter.word(),
        }
    }

    /// Where it stands in the book, as in `neuron.html#eq-4`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}.html#eq-{}", self.page(), self.number)
    }

    /// The command that shows this equation in a terminal.
    #[must_use]
    pub fn command(&self) -> String {
        format!("nn28 equation {}", self.number)
    }
}

/// All 29 entries, in the order of the book.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        neuron::ENTRIES,
        network::ENTRIES,
        numerical_gradient::ENTRIES,
        backprop::mean::ENTRIES,
        backprop::output::ENTRIES,
        backprop::weights::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// The entries of one number: one, but for 25, which has two.
#[must_use]
pub fn find(number: Number) -> Vec<&'static Entry> {
    all()
        .filter(|entry| entry.number.answers_to(number))
        .collect()
}

/// The entries of one chapter.
pub fn of_chapter(chapter: Chapter) -> impl Iterator<Item = &'static Entry> {
    all().filter(move |entry| entry.chapter == chapter)
}
