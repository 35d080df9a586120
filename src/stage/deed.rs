//! What a reader does in a dashboard that is worth remembering. A stage tells it by [`Request::Remember`](super::Request::Remember).

use crate::equation::Number;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A question about the next step was answered: the equation that it is about, its kind, and the verdict.
    Predicted(Number, &'static str, bool),
    /// A hidden fault was found, with so many answers.
    Found { seed: u64, level: u8, tries: u32 },
}
