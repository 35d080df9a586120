//! The surprise against the square, and one step downhill.

use super::{Control, Moving, Shown, bracketed, line, no_grip, no_pick};
use crate::scene::number::at_most;
use crate::scene::text;
use crate::stage::lessons;

pub(super) const SURPRISE: Moving = Moving {
    name: "surprise-square",
    controls: &[Control::new(
        "y",
        "probability of the right class",
        [0.01, 0.99, 0.01, 0.1],
    )],
    help: "Drag the points along the curves.",
    show: |values| {
        let y = values[0];
        let numbers = [
            ("y", text(y, 2)),
            ("surprise", text(-y.ln(), 3)),
            ("square", text((1.0 - y).powi(2), 3)),
            ("slope of the surprise", text(1.0 - y, 3)),
            ("slope of the square", text(2.0 * y * (1.0 - y).powi(2), 3)),
        ];
        Shown {
            figure: lessons::surprise_square(Some(y)),
            lines: vec![
                line(
                    "surprise: −log {y} = {surprise}, slope 1 − {y} = {slope of the surprise}",
                    &numbers,
                ),
                line(
                    "square: (1 − {y})² = {square}, slope 2 · {y} · (1 − {y})² = {slope of the square}",
                    &numbers,
                ),
            ],
        }
    },
    drag: |values, drag| values[0] = drag.to.0,
    pick: no_pick,
    grip: no_grip,
};

pub(super) const DESCENT: Moving = Moving {
    name: "descent-step",
    controls: &[
        Control::new("v_12", "weight", [-2.0, 3.5, 0.05, 2.0]),
        Control::new("ε", "step of the slope", [0.01, 1.5, 0.01, 0.01]),
        Control::new("α", "learning rate", [0.0, 6.0, 0.1, 1.5]),
    ],
    help: "Drag the point. A wide ε makes the slope that of a secant; a large α steps over the valley.",
    show: |values| {
        let [from, epsilon, rate] = [0, 1, 2].map(|index| values[index]);
        let step = lessons::Step::secant(from, epsilon, rate);
        let numbers = [
            ("v_12", bracketed(from, at_most(from, 2))),
            ("ε", at_most(epsilon, 2)),
            ("α", at_most(rate, 1)),
            ("E", text(step.before, 6)),
            ("beyond", text(step.beyond, 6)),
            ("slope", bracketed(step.slope, text(step.slope, 4))),
            ("to", text(step.to, 3)),
            ("after", text(step.after, 4)),
        ];
        Shown {
            figure: lessons::descent_of(&step, Some(epsilon)),
            lines: vec![
                line(
                    "slope = (E(v₁₂ + ε) − E(v₁₂)) / ε = ({beyond} − {E}) / {ε} = {slope}",
                    &numbers,
                ),
                line(
                    "v₁₂ − α · slope = {v_12} − {α} · {slope} = {to}, where E = {after}",
                    &numbers,
                ),
            ],
        }
    },
    drag: |values, drag| values[0] = drag.to.0,
    pick: no_pick,
    grip: no_grip,
};
