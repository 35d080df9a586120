//! A gate as a neuron: its answers at the four corners (0, 0), (0, 1), (1, 0), (1, 1).

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::answer::{PencilVerdict, State, Value, values};
use super::draw::{shown, wrong};
use super::{Field, Question, Right, Subject, Wrong};
use crate::model::neuron::eq04_sigmoid;

const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// The names of the sixteen gates, by their answers as binary digits, the corner (0, 0) first.
const NAMES: [&str; 16] = [
    "always 0",
    "AND",
    "x_0 and not x_1",
    "x_0",
    "x_1 and not x_0",
    "x_1",
    "XOR",
    "OR",
    "NOR",
    "XNOR",
    "not x_1",
    "x_0 or not x_1",
    "not x_0",
    "x_1 or not x_0",
    "NAND",
    "always 1",
];

/// One of the sixteen gates, by its position in their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate(usize);

impl Gate {
    fn answers(self) -> [bool; 4] {
        [8, 4, 2, 1].map(|digit| self.0 & digit > 0)
    }

    /// The gate that a neuron is, with a sum of 0 taken for 0.
    fn of(w: [f64; 3]) -> Self {
        let digit = |corner: &[f64; 2]| usize::from(sum(w, corner) > 0.0);
        Self(
            CORNERS
                .iter()
                .fold(0, |gate, corner| 2 * gate + digit(corner)),
        )
    }

    fn opposite(self) -> Self {
        Self(15 - self.0)
    }

    fn name(self) -> &'static str {
        NAMES[self.0]
    }

    /// Weights that make it: the first found among small ones, with the line half-way between the corners.
    fn weights(self) -> Option<[f64; 3]> {
        let sizes = [1.0, -1.0, 0.0, 2.0, -2.0];
        let biases = [-0.5, 0.5, 1.5, -1.5, -2.5, 2.5];
        let all = sizes
            .iter()
            .flat_map(|w_0| sizes.iter().map(move |w_1| (*w_0, *w_1)));
        let mut all = all.flat_map(|(w_0, w_1)| biases.iter().map(move |w_2| [w_0, w_1, *w_2]));
        all.find(|w| Self::of(*w) == self)
    }

    /// The verdict on weights, or on `none`.
    pub fn judge(self, question: &Question, asked: &str) -> PencilVerdict {
        if asked.trim_end_matches('.') == "none" {
            return self.judge_none();
        }
        let values = match values(question, asked) {
            Ok(values) => values,
            Err(sentence) => return PencilVerdict::new(State::Unreadable, sentence),
        };
        let weight = |at: usize| match values.get(at) {
            Some(Value::Number(typed)) => typed.value,
            _ => f64::NAN,
        };
        self.judge_weights([weight(0), weight(1), weight(2)])
    }

    fn judge_none(self) -> PencilVerdict {
        if self.weights().is_none() {
            return PencilVerdict::new(State::Right, String::new());
        }
        let message = "There are weights: one straight line parts the corners with 1 from those with 0.\n\
                       Draw the four corners, and mark those with 1.";
        let wrong = none_for_line(message);
        PencilVerdict::of(&wrong, message.to_owned())
    }

    fn judge_weights(self, w: [f64; 3]) -> PencilVerdict {
        let on_line = CORNERS.iter().find(|corner| sum(w, corner).abs() < 1e-9);
        let made = Self::of(w);
        if made == self && on_line.is_none() {
            return PencilVerdict::new(State::Right, String::new());
        }
        if let Some(corner) = on_line {
            let message = format!(
                "At {} the sum is 0 and the answer ½: the line goes through that corner.",
                at(*corner)
            );
            return PencilVerdict::new(State::Wrong, message);
        }
        let differs = |(answer, wanted): (bool, bool)| answer != wanted;
        let first = made
            .answers()
            .into_iter()
            .zip(self.answers())
            .position(differs)
            .unwrap_or(0);
        let corner = CORNERS[first];
        let wanted = u8::from(self.answers()[first]);
        let answer = eq04_sigmoid(sum(w, &corner));
        let seen = format!(
            "At {} it answers {answer:.2} and should answer {wanted}.",
            at(corner)
        );
        let slip = question_slips(self)
            .into_iter()
            .find(|slip| slip.values == w || Self::of(weights_of(slip)) == made);
        if let Some(slip) = slip {
            PencilVerdict::of(&slip, format!("{seen} {}", slip.symptom))
        } else {
            let message = format!("{seen} At all four corners it is “{}”.", made.name());
            PencilVerdict::new(State::Wrong, message)
        }
    }
}

fn weights_of(slip: &Wrong) -> [f64; 3] {
    [0, 1, 2].map(|at| slip.values.get(at).copied().unwrap_or(f64::NAN))
}

fn none_for_line(symptom: &str) -> Wrong {
    let cause =
        "Only XOR and its opposite have no line: their corners with 1 lie across from each other.";
    wrong("none-for-a-line", Vec::new(), symptom, cause)
}

fn sum(w: [f64; 3], corner: &[f64; 2]) -> f64 {
    w[0] * corner[0] + w[1] * corner[1] + w[2]
}

fn at(corner: [f64; 2]) -> String {
    format!("({:.0}, {:.0})", corner[0], corner[1])
}

/// The gates that come out by a usual slip.
fn question_slips(gate: Gate) -> Vec<Wrong> {
    let slip = |name, made: Gate, symptom: String, cause: &str| {
        let weights = made.weights()?;
        Some(Wrong {
            name,
            values: weights.to_vec(),
            symptom,
            cause: cause.to_owned(),
        })
    };
    let opposite = slip(
        "signs-turned",
        gate.opposite(),
        format!(
            "This is {}, the opposite at every corner.",
            gate.opposite().name()
        ),
        "All three signs are turned: the line is right, and the neuron fires on its other side.",
    );
    let by_bias = [
        ("AND", "OR"),
        ("OR", "AND"),
        ("NAND", "NOR"),
        ("NOR", "NAND"),
    ];
    let other = by_bias
        .iter()
        .find(|(asked, _)| *asked == gate.name())
        .map(|(_, made)| *made);
    let other = other
        .and_then(|name| NAMES.iter().position(|other| *other == name))
        .map(Gate);
    let bias = other.and_then(|made| {
        slip(
            "bias-between",
            made,
            format!("This is {}: the weights point the right way, and the line is too near or too far.", made.name()),
            "AND needs both inputs to outweigh the bias, OR already one: the size of the bias lies above one weight, or below.",
        )
    });
    let exchanged = Gate((gate.0 & 9) | ((gate.0 & 2) << 1) | ((gate.0 & 4) >> 1));
    let exchanged = (exchanged != gate).then_some(exchanged).and_then(|made| {
        slip(
            "inputs-exchanged",
            made,
            format!("This is “{}”: the inputs are exchanged.", made.name()),
            "w_0 belongs to x_0, the first number of a corner, and w_1 to x_1.",
        )
    });
    let mut all: Vec<Wrong> = [opposite, bias, exchanged].into_iter().flatten().collect();
    if gate.weights().is_none() {
        let or = [1.0, 1.0, -0.5].to_vec();
        let symptom = "This is OR. The corners with 1 and those with 0 lie across from each other: is there such a line?";
        let cause =
            "One neuron has one line. For this gate two lines are needed, that is, hidden units.";
        all = vec![wrong("one-line", or, symptom, cause)];
    }
    all
}

/// The question about one of the gates.
pub(super) fn question(numbers: &mut ChaCha8Rng) -> Question {
    let gate = Gate(numbers.random_range(0..16));
    let rows = CORNERS.iter().zip(gate.answers());
    let rows: Vec<String> = rows
        .map(|(corner, answer)| format!("{} → {}", at(*corner), u8::from(answer)))
        .collect();
    let text = format!(
        "The gate “{}”: {}.\n\
         Which weights w_0, w_1 and which bias w_2 make y > ½ where it is 1, and y < ½ where it is 0? If there are none: none",
        gate.name(),
        rows.join(",  "),
    );
    let weights = gate.weights();
    let fields = [0, 1, 2].map(|at| Field {
        name: format!("w_{at}"),
        right: Right::Weight(weights.map(|w| w[at])),
    });
    let way = match weights {
        Some(w) => format!(
            "With w = ({}, {}, {}) the line a = 0 parts the corners with 1 from those with 0. Many others do so too.",
            shown(w[0]),
            shown(w[1]),
            shown(w[2]),
        ),
        None => "None: the corners with 1 lie across from each other, and no straight line parts them from the others.".to_owned(),
    };
    let mut slips = question_slips(gate);
    if weights.is_some() {
        slips.push(none_for_line(
            "There are weights: one straight line parts the corners with 1 from those with 0.",
        ));
    }
    Question {
        text,
        fields: fields.to_vec(),
        wrong: slips,
        way,
        carried: 1.0,
        subject: Subject::Gate(gate),
    }
}
