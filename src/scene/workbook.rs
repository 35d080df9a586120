//! The screen of an exercise: the reader's function on the left, the equation on the right.

use super::{EquationCard, KeyHint, Overlay};

#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The chapter, the exercise, how far the reader has come, and where the function is.
    pub title: String,
    pub exercise: String,
    pub progress: String,
    pub place: String,
    /// The task, the verdict, and the hints that were asked for.
    pub said: Vec<Said>,
    /// The reader's function, shown where there is room below.
    pub code: String,
    /// True while a newer verdict is being made: the old one is dimmed.
    pub is_old: bool,
    pub card: Option<EquationCard>,
    /// Equations that the function rests on, and whose functions they are.
    pub rests_on: String,
    /// The cases with their outcome, where there is one.
    pub cases: Vec<(String, Option<bool>)>,
    pub keys: Vec<KeyHint>,
    pub notice: Option<String>,
    pub overlay: Option<Overlay>,
}

/// A paragraph of the pane of the reader's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub tone: Tone,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Faint,
    Strong,
    Right,
    Wrong,
    /// Code or a compiler's lines, which are cut and not wrapped.
    Code,
}

impl Said {
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }
}
