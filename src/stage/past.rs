//! The reader's acts, to be taken back and made again: a stage keeps copies of itself, within a bounded memory.

use std::collections::VecDeque;

use super::Action;

/// Limits of the number and of the bytes of the copies.
const MAX_ACTS: usize = 1_000;
const MAX_BYTES: usize = 48 << 20;
pub(super) const NOTHING_DONE: &str = "There is nothing to take back.";
pub(super) const NOTHING_UNDONE: &str = "There is nothing to make again: u takes something back.";
pub(super) const TAKEN_BACK: &str = "Taken back: U or Ctrl-R makes it again.";
pub(super) const MADE_AGAIN: &str = "Made again: u takes it back.";

/// A state that can be come back to.
pub(super) trait Remembered {
    /// A copy without what can be computed again.
    fn copy(&self) -> Self;

    /// True if nothing that an act changes differs. What is looked at may.
    fn is_same(&self, other: &Self) -> bool;

    /// About how many bytes a copy takes.
    fn bytes(&self) -> usize;
}

#[derive(Debug)]
pub(super) struct Past<T> {
    acts: VecDeque<T>,
    /// The acts that were taken back, the last one first.
    undone: Vec<T>,
}

impl<T> Default for Past<T> {
    fn default() -> Self {
        Self {
            acts: VecDeque::new(),
            undone: Vec::new(),
        }
    }
}

/// A copy of a stage begins without a past.
impl<T> Clone for Past<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Stages may be the same whatever their past.
impl<T> PartialEq for Past<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T: Remembered> Past<T> {
    /// Keeps the state before an act, unless it is kept already.
    pub fn keep(&mut self, now: &T) {
        if self.acts.back().is_some_and(|last| last.is_same(now)) {
            return;
        }
        self.acts.push_back(now.copy());
        let mut bytes: usize = self.acts.iter().map(T::bytes).sum();
        while self.acts.len() > 1 && (self.acts.len() > MAX_ACTS || bytes > MAX_BYTES) {
            bytes -= self.acts.pop_front().map_or(0, |first| first.bytes());
        }
    }

    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// After an act that changed something, what was taken back cannot be made again.
    pub fn go_on(&mut self, now: &T) {
        if self.acts.back().is_some_and(|last| !last.is_same(now)) {
            self.undone.clear();
        }
    }

    /// The state before the last act.
    pub fn last(&self) -> Option<&T> {
        self.acts.back()
    }

    pub fn undo(&mut self, now: &T) -> Option<T> {
        loop {
            let before = self.acts.pop_back()?;
            if !before.is_same(now) {
                self.undone.push(now.copy());
                return Some(before);
            }
        }
    }

    pub fn redo(&mut self, now: &T) -> Option<T> {
        let next = self.undone.pop()?;
        self.keep(now);
        Some(next)
    }
}

/// True if an action may change more than what is looked at.
pub(super) fn may_change(action: &Action) -> bool {
    matches!(
        action,
        Action::Play
            | Action::StepOn
            | Action::StepBack
            | Action::Restart
            | Action::NewSeed
            | Action::More
            | Action::Less
            | Action::Move(_)
            | Action::Leap(_)
            | Action::NextSample
            | Action::PreviousSample
            | Action::NextMistake
            | Action::PreviousMistake
            | Action::Preset(_)
            | Action::Chosen(_)
            | Action::Column(_)
            | Action::Typed(_)
            | Action::Printed
            | Action::Enter
            | Action::Expect
            | Action::Answered
            | Action::Click(_)
    )
}

/// The same for what begins an act: an answer ends the one that its question began.
pub(super) fn begins_act(action: &Action) -> bool {
    may_change(action) && *action != Action::Answered
}
