//! The four steps of an update with any weight to change: forward, the new v, the new w, and both stored.

use super::network::{WEIGHTS, experiment};
use super::{Control, Moving, Piece, Shown, bracketed, line, no_drag, no_grip, no_pick};
use crate::model::backprop::{gradient, output_errors};
use crate::model::error::eq12_cross_entropy;
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::model::{Network, Sample};
use crate::scene::number::{at_most, printed};
use crate::scene::{Figure, Symbol};
use crate::stage::backprop::moved_step;

const RATE: Control = Control::new("α", "learning rate", [0.0, 10.0, 0.1, 0.5]);
const SLOPES: Control = Control::switch("∂", "slopes in place of values");
/// The weight whose slope and step are written out, by what it leads to and by what it weighs.
const OUTPUT: Control = Control::new("k", "output", [0.0, 2.0, 1.0, 0.0]);
const HIDDEN: Control = Control::new("j", "hidden unit", [0.0, 1.0, 1.0, 0.0]);
const FROM_HIDDEN: Control = Control::new("j", "hidden unit, 2 is the bias", [0.0, 2.0, 1.0, 0.0]);
const INPUT: Control = Control::new("i", "input, 2 is the bias", [0.0, 2.0, 1.0, 1.0]);

/// The weights and more controls.
const fn with<const N: usize>(more: &[Control]) -> [Control; N] {
    let mut all = [RATE; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < WEIGHTS.len() {
            WEIGHTS[at]
        } else {
            more[at - WEIGHTS.len()]
        };
        at += 1;
    }
    all
}

pub(super) const FORWARD: Moving = Moving {
    name: "45",
    controls: &with::<16>(&[SLOPES]),
    help: "Drag the number of any weight sideways: everything after it changes. With slopes in place of values it is everything before it.",
    show: |values| {
        let step = Step::of(1, values, RATE.start, values[15]);
        let lines = if step.is_backward {
            vec![OUTPUT_ERRORS, "δⱼ = (Σₖ δₖ vₖⱼ) h′(bⱼ): {∂b_0}, {∂b_1}"]
        } else {
            vec![
                "b = ({b_0}, {b_1}), z = ({z_0}, {z_1}, 1)",
                "a = ({a_0}, {a_1}, {a_2})",
                "y = ({y_0}, {y_1}, {y_2})",
                "Eₙ = −log y₀ = −log {y_0} = {E}",
            ]
        };
        let lines = lines.into_iter().map(|line| step.line(line)).collect();
        Shown {
            figure: step.figure,
            lines,
        }
    },
    drag: no_drag,
    pick: no_pick,
    grip: no_grip,
};

const OUTPUT_ERRORS: &str = "δₖ = yₖ − tₖ: {∂a_0}, {∂a_1}, {∂a_2}";

pub(super) const NEW_V: Moving = Moving {
    name: "46",
    controls: &with::<19>(&[RATE, SLOPES, OUTPUT, FROM_HIDDEN]),
    help: "Click an output weight to have its step written out. Drag the number of any weight sideways.",
    show: |values| {
        let step = Step::of(2, values, values[15], values[16]);
        let (k, j) = (values[17], values[18]);
        let lines = vec![
            step.line(OUTPUT_ERRORS),
            step.slope(('v', k, j), "a", 'z'),
            step.update(('v', k, j)),
        ];
        Shown {
            figure: step.figure,
            lines,
        }
    },
    drag: no_drag,
    pick: |values, key| choose(&mut values[17..], key, 'v'),
    grip: no_grip,
};

pub(super) const NEW_W: Moving = Moving {
    name: "47",
    controls: &with::<19>(&[RATE, SLOPES, HIDDEN, INPUT]),
    help: "Click a hidden weight to have its step written out. Drag the number of any weight sideways.",
    show: |values| {
        let step = Step::of(3, values, values[15], values[16]);
        let (j, i) = (values[17], values[18]);
        let back = [0, 1, 2].map(|k| format!("{{∂a_{k}}} · {{v_{k}{j}}}"));
        let (error, back) = (Symbol::new('δ', j.to_string()), back.join(" + "));
        let sum = format!("{error} = ({back}) · {{h′_{j}}} = {{∂b_{j}}}");
        let lines = vec![
            step.product(&sum),
            step.slope(('w', j, i), "b", 'x'),
            step.update(('w', j, i)),
        ];
        Shown {
            figure: step.figure,
            lines,
        }
    },
    drag: no_drag,
    pick: |values, key| choose(&mut values[17..], key, 'w'),
    grip: no_grip,
};

pub(super) const STORED: Moving = Moving {
    name: "48",
    controls: &with::<16>(&[RATE]),
    help: "The weights in the drawing are those after the step; a control sets the one before it.",
    show: |values| {
        let mut step = Step::of(4, values, values[15], 0.0);
        let after = Step::of(1, &step.new, RATE.start, 0.0);
        for (key, value) in after.numbers {
            step.numbers.push((format!("new {key}"), value));
        }
        let lines = [
            "before the step: y = ({y_0}, {y_1}, {y_2}), Eₙ = {E}",
            "after it: y = ({new y_0}, {new y_1}, {new y_2}), Eₙ = {new E}",
        ];
        let lines = lines.map(|line| step.line(line)).into();
        Shown {
            figure: step.figure,
            lines,
        }
    },
    drag: no_drag,
    pick: no_pick,
    grip: no_grip,
};

/// The weight that was clicked, if it is one of the step's.
fn choose(chosen: &mut [f64], key: &str, letter: char) {
    let mut indices = key.strip_prefix(letter).into_iter().flat_map(str::chars);
    let mut digit = || indices.find_map(|index| index.to_digit(10)).map(f64::from);
    if let (Some(row), Some(column)) = (digit(), digit()) {
        (chosen[0], chosen[1]) = (row, column);
    }
}

/// A step of the update of the worked example's first sample, at some weights.
struct Step {
    figure: Figure,
    is_backward: bool,
    /// All weights after the update.
    new: Vec<f64>,
    /// Every number of it by its key.
    numbers: Vec<(String, f64)>,
}

impl Step {
    fn of(number: u8, values: &[f64], rate: f64, backward: f64) -> Self {
        let mut experiment = experiment(values);
        experiment.setup.learning_rate = rate;
        let is_backward = backward > 0.5;
        let mut numbers = numbers_of(&experiment.network(), experiment.sample());
        let (figure, new) = moved_step(number, experiment, is_backward);
        numbers.push((RATE.key.to_owned(), rate));
        let new_weights = WEIGHTS.iter().zip(&new.values);
        numbers.extend(new_weights.map(|(weight, new)| (format!("new {}", weight.key), *new)));
        Self {
            figure,
            is_backward,
            new: new.values,
            numbers,
        }
    }

    fn line(&self, template: &str) -> Vec<Piece> {
        self.pieces(template, |_, text| text)
    }

    /// A line in which all numbers but the last are factors and summands.
    fn product(&self, template: &str) -> Vec<Piece> {
        let (factors, result) = template.split_at(template.rfind('{').unwrap_or(0));
        let mut pieces = self.pieces(factors, bracketed);
        pieces.extend(self.line(result));
        pieces
    }

    fn pieces(&self, template: &str, written: fn(f64, String) -> String) -> Vec<Piece> {
        let text = |(key, value): &(String, f64)| {
            let is_given = WEIGHTS.iter().chain([&RATE]).any(|given| given.key == key);
            let text = if is_given || key.starts_with('x') {
                at_most(*value, 2)
            } else {
                printed(*value, 4)
            };
            written(*value, text)
        };
        let texts: Vec<String> = self.numbers.iter().map(text).collect();
        let keys = self.numbers.iter().map(|number| &number.0[..]);
        line(template, &keys.zip(texts).collect::<Vec<_>>())
    }

    /// The slope along a weight: the error at its end times the activity at its beginning.
    fn slope(&self, (letter, row, column): (char, f64, f64), sum: &str, from: char) -> Vec<Piece> {
        let symbol = |letter, index: String| Symbol::new(letter, index).to_string();
        let weight = symbol(letter, format!("{row}{column}"));
        let (error, activity) = (
            symbol('δ', row.to_string()),
            symbol(from, column.to_string()),
        );
        self.product(&format!(
            "∂Eₙ/∂{weight} = {error} {activity} = {{∂{sum}_{row}}} · {{{from}_{column}}} = {{∂{letter}_{row}{column}}}"
        ))
    }

    fn update(&self, (letter, row, column): (char, f64, f64)) -> Vec<Piece> {
        let key = format!("{letter}_{row}{column}");
        let weight = Symbol::new(letter, format!("{row}{column}"));
        self.product(&format!(
            "new {weight} = {weight} − α ∂Eₙ/∂{weight} = {{{key}}} − {{α}} · {{∂{key}}} = {{new {key}}}"
        ))
    }
}

/// The numbers of a pass forward and of one back. A slope has the key of what it is the slope along, after ∂.
fn numbers_of(network: &Network, sample: &Sample) -> Vec<(String, f64)> {
    let pass = forward(network, &sample.x);
    let slopes = gradient(network, sample);
    let errors = output_errors(&pass.y, &sample.t);
    let mut numbers = vec![("E".to_owned(), eq12_cross_entropy(&sample.t, &pass.log_y))];
    let mut list = |key: &str, list: &[f64]| {
        let number = |(index, value): (usize, &f64)| (format!("{key}_{index}"), *value);
        numbers.extend(list.iter().enumerate().map(number));
    };
    let lists = [
        ("x", &sample.x),
        ("b", &pass.b),
        ("z", &pass.z),
        ("a", &pass.a),
        ("y", &pass.y),
    ];
    for (key, numbers) in lists {
        list(key, numbers);
    }
    list("∂a", &errors);
    // The input of the bias is 1, so its slope is the error of its unit.
    let of_bias = slopes.w.iter().filter_map(|row| row.last().copied());
    list("∂b", &of_bias.collect::<Vec<_>>());
    let bent = pass.b.iter().map(|b_j| sigmoid_slope(*b_j));
    list("h′", &bent.collect::<Vec<_>>());
    for (letter, weights) in [
        ("w", &network.w),
        ("v", &network.v),
        ("∂w", &slopes.w),
        ("∂v", &slopes.v),
    ] {
        for (row, weights) in weights.iter().enumerate() {
            let key = |column| format!("{letter}_{row}{column}");
            numbers.extend(
                weights
                    .iter()
                    .enumerate()
                    .map(|(column, value)| (key(column), *value)),
            );
        }
    }
    numbers
}
