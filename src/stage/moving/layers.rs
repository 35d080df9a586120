//! Softmax, the hidden plane, and all paths of one weight.

use super::{Control, Drag, Moving, Piece, Shown, bracketed, line, no_drag, no_grip, no_pick};
use crate::model::network::eq07_softmax;
use crate::scene::number::{at_most, printed};
use crate::scene::text;
use crate::stage::lessons;

pub(super) const SOFTMAX: Moving = Moving {
    name: "softmax-bars",
    controls: &[
        Control::new("a_0", "sum of output 0", [-4.0, 4.0, 0.1, 2.0]),
        Control::new("a_1", "sum of output 1", [-4.0, 4.0, 0.1, 1.0]),
        Control::new("a_2", "sum of output 2", [-4.0, 4.0, 0.1, 0.0]),
    ],
    help: "Drag the end of a bar: all three change, since they share one whole.",
    show: |a| Shown {
        figure: lessons::softmax_bars(a),
        lines: softmax_lines(a),
    },
    drag: drag_bar,
    pick: no_pick,
    grip: no_grip,
};

fn softmax_lines(a: &[f64]) -> Vec<Vec<Piece>> {
    let y = eq07_softmax(a);
    let whole: f64 = a.iter().map(|a| a.exp()).sum();
    let keys = [("a_0", "y_0"), ("a_1", "y_1"), ("a_2", "y_2")];
    let mut numbers = vec![("whole", text(whole, 3))];
    for ((a_key, y_key), (a, y)) in keys.into_iter().zip(a.iter().zip(&y)) {
        numbers.push((a_key, at_most(*a, 1)));
        numbers.push((y_key, printed(*y, 3)));
    }
    vec![
        line("exp({a_0}) + exp({a_1}) + exp({a_2}) = {whole}", &numbers),
        line("y₀ = exp({a_0}) / {whole} = {y_0}", &numbers),
        line("y₁ = exp({a_1}) / {whole} = {y_1}", &numbers),
        line("y₂ = exp({a_2}) / {whole} = {y_2}", &numbers),
    ]
}

/// The sum at which the bar ends where the pointer is, while the others stay: y = e^a / (e^a + rest).
fn drag_bar(a: &mut [f64], Drag { from, to, .. }: Drag) {
    // The rows count from the top.
    let k = (from.1.max(0.0) as usize).min(a.len() - 1);
    let rest: f64 = a
        .iter()
        .enumerate()
        .filter(|(l, _)| *l != k)
        .map(|(_, a)| a.exp())
        .sum();
    let y = to.0.clamp(1e-3, 1.0 - 1e-3);
    a[k] = (y / (1.0 - y) * rest).ln();
}

/// The distance from a line within which a finger takes hold of it.
const NEAR: f64 = 0.15;

pub(super) const HIDDEN_PLANE: Moving = Moving {
    name: "hidden-plane",
    controls: &[
        Control::new(
            "θ_0",
            "direction of the weights of hidden unit 0 in degrees",
            [0.0, 360.0, 1.0, 45.0],
        ),
        Control::new(
            "θ_1",
            "direction of the weights of hidden unit 1 in degrees",
            [0.0, 360.0, 1.0, 225.0],
        ),
        Control::new("r", "size of the weights", [1.0, 20.0, 0.1, 14.1]),
    ],
    help: "Drag a line in the left plane to turn it, and watch the four corners move in the right one.",
    show: |values| {
        let units = lessons::Units::turned([values[0], values[1]], values[2]);
        Shown {
            figure: lessons::hidden_plane_of(&units),
            lines: unit_lines(&units),
        }
    },
    drag: |values, Drag { panel, from, to }| {
        if panel == 0 {
            let units = lessons::Units::turned([values[0], values[1]], values[2]);
            let unit = units.nearest(from);
            values[unit] = (values[unit] + lessons::Units::turn(from, to)).rem_euclid(360.0);
        }
    },
    pick: no_pick,
    grip: |values, from| {
        let units = lessons::Units::turned([values[0], values[1]], values[2]);
        units.distance(from) < NEAR
    },
};

fn unit_lines(units: &lessons::Units) -> Vec<Vec<Piece>> {
    let of_unit = |(j, w): (usize, &[f64; 3])| {
        let keys = [["w_00", "w_01", "w_02"], ["w_10", "w_11", "w_12"]][j];
        let numbers = [0, 1, 2].map(|i| (keys[i], bracketed(w[i], text(w[i], 1))));
        let [a, b, c] = keys;
        let z = ["z₀", "z₁"][j];
        line(
            &format!("{z} = h({{{a}}} · x₀ + {{{b}}} · x₁ + {{{c}}})"),
            &numbers,
        )
    };
    let answers = units.answers().map(|y| printed(y, 2));
    let [a, b, c, d] = answers;
    let answers = format!("y at (0, 0), (0, 1), (1, 0), (1, 1): {a}, {b}, {c}, {d}");
    let units = units.w.iter().enumerate().map(of_unit);
    units.chain([vec![(String::new(), answers)]]).collect()
}

pub(super) const PATHS: Moving = Moving {
    name: "weight-paths",
    controls: &[
        Control::new("j", "hidden unit", [0.0, 1.0, 1.0, 0.0]),
        Control::new("i", "input", [0.0, 2.0, 1.0, 1.0]),
        Control::new("n", "sample", [0.0, 2.0, 1.0, 0.0]),
    ],
    help: "Choose a weight of the hidden layer: click it, or set j and i. Its paths light up.",
    show: |values| {
        let [j, i, n] = [0, 1, 2].map(|index| values[index] as usize);
        let paths = lessons::Paths::of(j, i, n);
        Shown {
            lines: path_lines(&paths),
            figure: paths.figure(),
        }
    },
    drag: no_drag,
    grip: no_grip,
    pick: |values, key| {
        let digits: Vec<u32> = key.chars().filter_map(|digit| digit.to_digit(10)).collect();
        match (key.split('_').next(), &digits[..]) {
            (Some("w"), &[j, i]) => (values[0], values[1]) = (f64::from(j), f64::from(i)),
            (Some("x"), &[i]) => values[1] = f64::from(i),
            (Some("b" | "z"), &[j]) => values[0] = f64::from(j),
            _ => {}
        }
    },
};

fn path_lines(paths: &lessons::Paths) -> Vec<Vec<Piece>> {
    let (j, i) = (paths.j, paths.i);
    let by_output = paths.terms.iter().enumerate().map(|(k, (error, v))| {
        let (error_text, v_text) = (
            bracketed(*error, text(*error, 4)),
            bracketed(*v, at_most(*v, 4)),
        );
        let (y, v_key) = (format!("y_{k}"), format!("v_{k}{j}"));
        let numbers = [(&y[..], error_text), (&v_key[..], v_text)];
        let value = text(error * v, 4);
        line(
            &format!("through output {k}: (y − t) · v = {{{y}}} · {{{v_key}}} = {value}"),
            &numbers,
        )
    });
    let (x_key, b_key, w_key) = (format!("x_{i}"), format!("b_{j}"), format!("w_{j}{i}"));
    let numbers = [
        ("sum", bracketed(paths.sum(), text(paths.sum(), 4))),
        (&b_key[..], text(paths.slope, 4)),
        (&x_key[..], bracketed(paths.x, at_most(paths.x, 4))),
        (&w_key[..], text(paths.value, 4)),
    ];
    let last = format!("their sum · h′(b) · x = {{sum}} · {{{b_key}}} · {{{x_key}}} = {{{w_key}}}");
    by_output.chain([line(&last, &numbers)]).collect()
}
