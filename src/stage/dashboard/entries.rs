//! The entries of the matrices in front: of the confusion matrix the arrows choose one, of others a click.

use super::{DashboardState, around};
use crate::scene::{Pane, Picture};
use crate::stage::{Leap, pictures};

/// The name of the picture of who was taken for whom.
pub(in crate::stage) const CONFUSION: &str = "confusion";

impl DashboardState {
    /// Who was taken for whom.
    pub fn confusion(&self) -> Picture {
        let matrices = pictures::confusion(&self.experiment, &self.scores, self.entry);
        Picture::Matrices(matrices)
    }

    /// Chooses an entry of the matrices in front: of the confusion matrix, or the weight of an entry where these are weights.
    pub(super) fn choose_entry(&mut self, matrix: usize, row: usize, column: usize) {
        if self.is_viewing(CONFUSION) {
            self.screen.focus = Pane::Picture;
            self.entry = Some((row, column));
        }
        if let Picture::Matrices(shown) = &self.picture
            && let Some(letter) = shown.matrices.get(matrix).and_then(|one| one.letter)
            && let Some(weight) = self.experiment.weight_at((letter, row, column))
        {
            self.weight = weight;
        }
    }

    /// True if the arrows go through the confusion matrix.
    pub(super) fn is_at_confusion(&self) -> bool {
        self.screen.focus == Pane::Picture && self.is_viewing(CONFUSION)
    }

    /// Chooses another entry of the confusion matrix, at first the one in its corner.
    pub(super) fn move_entry(&mut self, down: isize, right: isize) {
        let classes = self.experiment.shape().classes;
        self.entry = Some(match self.entry {
            Some((row, column)) => (around(row, down, classes), around(column, right, classes)),
            None => (0, 0),
        });
    }

    pub(super) fn leap_to_entry(&mut self, leap: Leap) {
        let (row, column) = self.entry.unwrap_or_default();
        let classes = self.experiment.shape().classes;
        self.entry = Some((leap.from(row, classes), column));
    }
}
