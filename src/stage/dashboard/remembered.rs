//! Undo and redo of a dashboard over data. What is looked at stays as it is.

use super::{Change, Dashboard, DashboardState, Screen};
use crate::scene::{Picture, Table};
use crate::stage::past::{MADE_AGAIN, NOTHING_DONE, NOTHING_UNDONE, Past, Remembered, TAKEN_BACK};

/// Vectors of as many numbers as there are weights in a copy: buffers of two engines, weights, slopes.
const VECTORS: usize = 16;

impl<D: Dashboard> Remembered for D {
    fn copy(&self) -> Self {
        let mut copy = self.clone();
        copy.forget_far();
        copy.shared_mut().picture = nothing();
        copy
    }

    fn is_same(&self, other: &Self) -> bool {
        let [one, two] = [self.shared(), other.shared()];
        let experiments = [&one.experiment, &two.experiment];
        one.steps == two.steps
            && experiments[0].setup == experiments[1].setup
            && experiments[0].parameters() == experiments[1].parameters()
            && self.is_as_far(other)
    }

    fn bytes(&self) -> usize {
        let numbers = self.shared().experiment.shape().parameters();
        VECTORS * numbers * size_of::<f64>() + self.bytes_of_history()
    }
}

pub(super) fn nothing() -> Picture {
    Picture::Table(Table {
        title: String::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        selected: None,
        verdict: String::new(),
    })
}

/// Does something with the past of a stage and the stage.
pub(super) fn with_past<D: Dashboard, R>(
    stage: &mut D,
    f: impl FnOnce(&mut Past<D>, &mut D) -> R,
) -> R {
    let mut past = std::mem::take(stage.past_mut());
    let result = f(&mut past, stage);
    *stage.past_mut() = past;
    result
}

/// Takes the last act back, or makes it again.
pub(super) fn travel<D: Dashboard>(stage: &mut D, is_back: bool) {
    with_past(stage, |past, stage| {
        let (other, said, why_not) = if is_back {
            (past.undo(stage), TAKEN_BACK, NOTHING_DONE)
        } else {
            (past.redo(stage), MADE_AGAIN, NOTHING_UNDONE)
        };
        let Some(mut other) = other else {
            return stage.shared_mut().say(why_not);
        };
        let is_as_far = other.is_as_far(stage);
        other.shared_mut().look_as(stage.shared(), is_as_far);
        *stage = other;
        stage.shared_mut().say(said);
        stage.shared_mut().screen.forget_reason();
        stage.shared_mut().renew_ghost();
        stage.refresh(Change::Look);
    });
}

impl DashboardState {
    /// Looks at what another one looks at. Other data have a pace, and other classes and steps of a procedure equations, of their own.
    fn look_as(&mut self, other: &Self, is_as_far: bool) {
        let own = &self.screen;
        let looked = if is_as_far && own.classes == other.screen.classes {
            &other.screen
        } else {
            own
        };
        self.screen = Screen {
            classes: own.classes,
            left_out: own.left_out,
            selected: looked.selected,
            line: looked.line,
            playing: false,
            ..other.screen.clone()
        };
        let has_same_data = self.experiment.setup.data == other.experiment.setup.data;
        if has_same_data {
            self.pace = other.pace;
        }
        self.custom.clone_from(&other.custom);
        self.runs.look_as(&other.runs, has_same_data);
        self.knob = other.knob;
        (self.shown, self.shows_slopes) = (other.shown, other.shows_slopes);
        self.entry = other.entry;
        self.extent = other.extent;
    }
}
