//! The network that learns: at any step, from any of the data sets.

use std::cell::RefCell;

use super::{Control, Moving, Piece, Shown, line, no_drag, no_grip, no_pick};
use crate::scene::number::printed;
use crate::stage::lessons::{Learning, SETS, SHOWN_STEPS};

/// The last step.
const LAST: f64 = 5000.0;

pub(super) const LEARNING: Moving = Moving {
    name: "learned",
    controls: &[
        Control::choice("data set", "data set", &SETS),
        Control::new("n", "step", [0.0, LAST, 1.0, SHOWN_STEPS as f64]),
    ],
    help: "Play, or drag the step back and forth.",
    show,
    drag: no_drag,
    grip: no_grip,
    pick: no_pick,
};

thread_local! {
    /// The network that was shown last: the next one is mostly a few steps on. What is shown depends on the numbers alone.
    static LAST_SHOWN: RefCell<Option<Learning>> = const { RefCell::new(None) };
}

fn show(values: &[f64]) -> Shown {
    let (set, step) = (values[0] as usize, values[1] as u64);
    LAST_SHOWN.with_borrow_mut(|last| {
        let kept = last.take().filter(|learning| learning.set == set);
        let learning = last.insert(kept.unwrap_or_else(|| Learning::of(set)));
        learning.go(step);
        Shown {
            figure: learning.figure(),
            lines: lines(learning),
        }
    })
}

fn lines(learning: &Learning) -> Vec<Vec<Piece>> {
    let (step, error, accuracy) = learning.score();
    let samples = learning.samples();
    let right = (accuracy * samples as f64).round();
    let numbers = [("n", step.to_string()), ("E", printed(error, 4))];
    let score = format!("after {{n}} steps E = {{E}}, and {right} of {samples} samples are right");
    vec![line(&score, &numbers)]
}
