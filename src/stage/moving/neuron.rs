//! The weighted sum, the line in the plane and the sigmoid.

use super::{Control, Drag, Moving, Piece, Shown, bracketed, line, no_drag, no_grip, no_pick};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid, sigmoid_slope};
use crate::scene::number::{at_most, printed};
use crate::scene::text;
use crate::stage::lessons;
use crate::stage::neuron::{Neuron, moved_diagram, moved_plane};

const W: [Control; 3] = [
    Control::new("w_0", "weight of the first input", [-6.0, 6.0, 0.1, -2.0]),
    Control::new("w_1", "weight of the second input", [-6.0, 6.0, 0.1, 1.0]),
    Control::new("w_2", "bias", [-20.0, 20.0, 0.1, 2.0]),
];
const X: [Control; 2] = [
    Control::new("x_0", "first input", [-10.0, 10.0, 0.1, 1.5]),
    Control::new("x_1", "second input", [-10.0, 10.0, 0.1, 0.5]),
];
const CONTROLS: [Control; 5] = [W[0], W[1], W[2], X[0], X[1]];

pub(super) const SUM: Moving = Moving {
    name: "42",
    controls: &CONTROLS,
    help: "Change a weight, the bias or an input: drag its number sideways.",
    show: |values| shown(values, moved_diagram),
    drag: no_drag,
    pick: no_pick,
    grip: no_grip,
};

pub(super) const PLANE: Moving = Moving {
    name: "neuron-plane",
    controls: &CONTROLS,
    help: "Drag the point. Drag the line: in its middle to shift it, near its ends to turn it.",
    show: |values| shown(values, moved_plane),
    drag: drag_plane,
    pick: no_pick,
    grip: |values, from| is_at_point(values, from) || to_line(values, from) < NEAR,
};

pub(super) const SATURATION: Moving = Moving {
    name: "saturation",
    controls: &[Control::new("a", "sum", [-8.0, 8.0, 0.1, 0.0])],
    help: "Drag the point along the curve.",
    show: |values| {
        let a = values[0];
        let (y, slope) = (eq04_sigmoid(a), sigmoid_slope(a));
        let numbers = [
            ("a", bracketed(a, at_most(a, 1))),
            ("y", printed(y, 4)),
            ("slope", printed(slope, 4)),
            ("rest", printed(1.0 - y, 4)),
        ];
        Shown {
            figure: lessons::saturation(Some(a)),
            lines: vec![
                line("y = h(a) = 1 / (1 + exp(−{a})) = {y}", &numbers),
                line("h′(a) = y (1 − y) = {y} · {rest} = {slope}", &numbers),
            ],
        }
    },
    drag: |values, drag| values[0] = drag.to.0,
    pick: no_pick,
    grip: no_grip,
};

fn shown(values: &[f64], draw: fn(&Neuron) -> crate::scene::Figure) -> Shown {
    let (w, x) = (values[..3].to_vec(), values[3..].to_vec());
    let neuron = Neuron::new(w, x).unwrap_or_else(|_| Neuron::of_source());
    Shown {
        figure: draw(&neuron),
        lines: equations(values),
    }
}

fn equations(values: &[f64]) -> Vec<Vec<Piece>> {
    let a = eq03_sum_over_inputs(&values[..3], &[values[3], values[4], 1.0]);
    let mut numbers: Vec<(&str, String)> = CONTROLS
        .iter()
        .zip(values)
        .map(|(control, value)| (control.key, bracketed(*value, at_most(*value, 2))))
        .collect();
    numbers.push(("a", text(a, 2)));
    numbers.push(("-a", bracketed(a, text(a, 2))));
    numbers.push(("y", printed(eq04_sigmoid(a), 4)));
    vec![
        line(
            "a = w₀ x₀ + w₁ x₁ + w₂ = {w_0} · {x_0} + {w_1} · {x_1} + {w_2} = {a}",
            &numbers,
        ),
        line(
            "y = 1 / (1 + exp(−a)) = 1 / (1 + exp(−{-a})) = {y}",
            &numbers,
        ),
    ]
}

/// The distance from the point within which it is the point that is dragged, and the part of the line around its middle that
/// shifts it, in units of the axes.
const NEAR: f64 = 1.2;
const MIDDLE: f64 = 4.0;

fn is_at_point(values: &[f64], at: (f64, f64)) -> bool {
    (at.0 - values[3]).hypot(at.1 - values[4]) < NEAR
}

/// The distance to the line; without weights there is no line.
fn to_line(w: &[f64], at: (f64, f64)) -> f64 {
    let size = w[0].hypot(w[1]);
    if size < 1e-9 {
        return f64::INFINITY;
    }
    (w[0] * at.0 + w[1] * at.1 + w[2]).abs() / size
}

/// Moves the point, or the line: in its middle by the bias, else by turning the weights around the line's middle.
fn drag_plane(values: &mut [f64], Drag { from, to, .. }: Drag) {
    let (w_0, w_1, w_2) = (values[0], values[1], values[2]);
    let size = w_0.hypot(w_1);
    if is_at_point(values, from) || to_line(values, from) > NEAR {
        (values[3], values[4]) = to;
        return;
    }
    // The point of the line that is nearest to the origin, and how far along the line the pointer was put down.
    let middle = (-w_2 * w_0 / size.powi(2), -w_2 * w_1 / size.powi(2));
    let along = (from.0 - middle.0).hypot(from.1 - middle.1);
    if along < MIDDLE {
        values[2] = -(w_0 * to.0 + w_1 * to.1);
    } else {
        let (x, y) = (to.0 - middle.0, to.1 - middle.1);
        let length = x.hypot(y).max(1e-9);
        let normal = (-y / length * size, x / length * size);
        // The side on which the sum is positive stays where it was at the pointer's first place.
        let before = (-(from.1 - middle.1), from.0 - middle.0);
        let sign = (before.0 * w_0 + before.1 * w_1).signum();
        (values[0], values[1]) = (sign * normal.0, sign * normal.1);
        values[2] = -(values[0] * middle.0 + values[1] * middle.1);
    }
}
