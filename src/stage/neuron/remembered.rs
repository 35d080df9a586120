//! Undo and redo of a neuron.

use super::Neuron;
use crate::stage::past::{MADE_AGAIN, NOTHING_DONE, NOTHING_UNDONE, Remembered, TAKEN_BACK};

impl Remembered for Neuron {
    fn copy(&self) -> Self {
        self.clone()
    }

    fn is_same(&self, other: &Self) -> bool {
        let numbers = |neuron: &Self| {
            let start = neuron.start.clone();
            (neuron.w.clone(), neuron.x.clone(), start)
        };
        numbers(self) == numbers(other)
            && (self.preset, self.seed, self.mirrored) == (other.preset, other.seed, other.mirrored)
    }

    fn bytes(&self) -> usize {
        size_of::<Self>() + 4 * size_of_val(&self.w[..])
    }
}

impl Neuron {
    /// Takes the last act back, or makes it again. The focus and the picture stay.
    pub(super) fn travel(&mut self, is_back: bool) {
        let mut past = std::mem::take(&mut self.past);
        let (other, said, why_not) = if is_back {
            (past.undo(self), TAKEN_BACK, NOTHING_DONE)
        } else {
            (past.redo(self), MADE_AGAIN, NOTHING_UNDONE)
        };
        let is_there = other.is_some();
        if let Some(other) = other {
            let screen = self.screen.clone();
            let pace = self.pace;
            *self = Self {
                screen,
                pace,
                ..other
            };
            self.screen.playing = false;
        }
        let sentence = if is_there { said } else { why_not };
        self.screen.notice = Some(sentence.to_owned());
        self.past = past;
    }
}
