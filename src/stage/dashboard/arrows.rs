//! What the arrows choose and change in each pane, and the keys that matter there.

use super::{Change, DashboardState, Handled, Keys, around};
use crate::equation::Chapter;
use crate::scene::{KeyHint, Pane};
use crate::stage::{Leap, keys};

const ENTER: &str = "Enter brings the chosen run back.";

impl DashboardState {
    /// Chooses the next one (1) or the one before (−1) of what the pane with the focus has.
    pub(super) fn choose(&mut self, steps: isize) {
        match self.screen.focus {
            _ if self.is_choosing_run() => self.choose_run(steps),
            _ if self.is_at_confusion() => self.move_entry(steps, 0),
            Pane::Network | Pane::Picture => self.choose_weight(steps),
            Pane::Equation => self.screen.select_neighbour(steps > 0),
            Pane::Training => self.focus_knob(|place, count| around(place, steps, count)),
        }
    }

    pub(super) fn leap(&mut self, leap: Leap) {
        match self.screen.focus {
            _ if self.is_choosing_run() => self.leap_run(leap),
            _ if self.is_at_confusion() => self.leap_to_entry(leap),
            Pane::Network | Pane::Picture => {
                self.weight = leap.from(self.weight, self.experiment.shape().parameters());
            }
            Pane::Equation => self.screen.leap(leap),
            Pane::Training => self.focus_knob(|place, count| leap.from(place, count)),
        }
    }

    /// Changes what is chosen, up (1) or down (−1); of an equation it is the line that is read.
    pub(super) fn change(&mut self, up: isize) -> Handled {
        match self.screen.focus {
            _ if self.is_choosing_run() => {
                self.say(ENTER);
                Handled::Done(Change::Look)
            }
            _ if self.is_at_confusion() => {
                self.move_entry(0, up);
                Handled::Done(Change::Look)
            }
            Pane::Network | Pane::Picture => self.change_weight(up),
            Pane::Equation => {
                self.screen.read_line(up > 0);
                Handled::Done(Change::Look)
            }
            Pane::Training => self.turn(up),
        }
    }

    pub(super) fn go_to_sample(&mut self, steps: isize) -> Handled {
        self.shown.sample = None;
        self.experiment.go_to_sample(steps);
        Handled::Done(Change::Sample)
    }

    pub(super) fn choose_sample(&mut self, number: usize) {
        self.shown.sample = None;
        self.experiment.choose_sample(number);
    }

    /// The keys of the pane with the focus.
    pub fn keys_of_pane(&self) -> Keys {
        match self.screen.focus {
            _ if self.is_choosing_run() => &[("↑↓", "run"), ("Enter", "bring it back")],
            _ if self.is_at_confusion() => &[("↑↓", "class"), ("←→", "taken for")],
            Pane::Network | Pane::Picture => &[
                ("↑↓", "weight"),
                ("←→", "change"),
                ("Enter", "type a number"),
            ],
            Pane::Equation => &[("↑↓", "equation"), ("←→", "line")],
            Pane::Training => &[
                ("↑↓", "setting"),
                ("←→", "change"),
                ("Enter", "type a number; open the list of the columns"),
            ],
        }
    }

    /// The keys that matter now; `own` are those of the chapter.
    pub fn key_hints(&self, own: Keys) -> Vec<KeyHint> {
        if let Some(hints) = self.screen.modal_hints() {
            return hints;
        }
        let play = if self.screen.playing { "pause" } else { "play" };
        let mut hints = vec![("Space", play), ("n b", "step"), ("Tab", "pane")];
        hints.extend(self.keys_of_pane().iter().take(2));
        hints.extend([
            (keys::TOUR, "tour"),
            ("v", "picture"),
            (keys::ABOUT, "what is this"),
            (keys::EXPECT, "expect"),
            ("z", "zoom"),
            ("< >", "speed"),
        ]);
        hints.extend(own);
        hints.push((keys::SAMPLES, "sample"));
        if self.has_mistakes() {
            hints.push((keys::MISTAKES, "wrong sample"));
        }
        hints.push(("[ ]", "equation"));
        if self.is_viewing("regions") {
            let has_test = !self.experiment.test().is_empty();
            hints.extend(has_test.then_some(("t", "test")));
            hints.push(("d", "shades"));
        }
        if self.screen.chapter != Chapter::Network {
            hints.push((keys::CURVE, "curve"));
        }
        hints.extend([("u", "undo"), ("r R", "restart"), ("s", "save")]);
        hints.extend([("?", "help"), ("q", "quit")]);
        keys::hints(&hints)
    }
}
