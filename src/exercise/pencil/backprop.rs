//! The way back by hand: an output error, one slope of each matrix, one whole step.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::draw::{
    exact, exact_list, field, list, of_table, one_hot, question, row, shown, single, tenths, wrong,
};
use super::network::{pass_in_lines, rows_of, small};
use super::{Field, Pencil, Question, Wrong};
use crate::equation::Chapter;
use crate::exercise::value::Answer;
use crate::model::backprop::{gradient, output_errors};
use crate::model::network::{eq07_softmax, forward};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::training::online_step;

pub(super) const EXERCISES: &[Pencil] = &[
    Pencil {
        id: "23p",
        chapter: Chapter::Backprop,
        title: "the errors at the outputs",
        asks: "∂E_n/∂a_k for every output, from the sums and the targets.",
        draw: errors_at_outputs,
        hints: [
            "What comes between a and the error, and what do all errors of a sample sum to?",
            "First the shares y by (7). Then each is compared with its own target.",
            "∂E_n/∂a_k = y_k − …",
        ],
    },
    Pencil {
        id: "26p",
        chapter: Chapter::Backprop,
        title: "slopes along output weights",
        asks: "∂E_n/∂v_kj for one weight from a hidden unit, and for the bias of the same output.",
        draw: along_output_weights,
        hints: [
            "What does a weight have to know about the two ends of its arrow?",
            "The error belongs to the output k, the activity to the unit j. The bias unit has an activity too.",
            "∂E_n/∂v_kj = (y_k − …) · …",
        ],
    },
    Pencil {
        id: "28p",
        chapter: Chapter::Backprop,
        title: "a slope along a hidden weight",
        asks: "∂E_n/∂w_ji from the errors at the outputs.",
        draw: along_hidden_weight,
        hints: [
            "By which arrows does unit j reach the error, and what does each of them do to it?",
            "Three factors: the errors sent back along v, the slope of the unit, and the input.",
            "(Σ_k (y_k − t_k) …) · h′(…) · …, with h′(b_j) = z_j (1 − z_j)",
        ],
    },
    Pencil {
        id: "step-p",
        chapter: Chapter::Backprop,
        title: "one whole step by hand",
        asks: "The new weights of one output and of one hidden unit after one online step.",
        draw: whole_step,
        hints: [
            "Which numbers of the forward pass do (26) and (28) need, and with which v is (28) formed?",
            "First all slopes at the old weights, then the steps. If v moves first, w gets another slope.",
            "v_kj − α (y_k − t_k) z_j, and w_ji − α (Σ_k (y_k − t_k) …) h′(b_j) x_i",
        ],
    },
];

fn errors_at_outputs(numbers: &mut ChaCha8Rng) -> Question {
    let classes = numbers.random_range(2..=3);
    let a = row(numbers, classes, 1, 20);
    let t = one_hot(numbers, classes);
    let y = eq07_softmax(&a);
    let errors = output_errors(&y, &t);
    let targets: Vec<String> = t.iter().map(|t_k| format!("{t_k:.0}")).collect();
    let text = format!(
        "The output sums of a sample are a = {}, its targets t = ({}).\n\
         What is ∂E_n/∂a_k for k = 0 to {}, by (7) and (23)?",
        list(&a),
        targets.join(", "),
        classes - 1,
    );
    let name = |(k, error): (usize, &f64)| field(format!("∂E_n/∂a_{k}"), *error);
    let fields = errors.iter().enumerate().map(name).collect();
    let pick = |answer: &Answer| {
        let values = answer.numbers();
        (values.len() == classes).then_some(values)
    };
    let mut slips = of_table(
        "output_errors",
        &[y.as_slice().into(), t.as_slice().into()],
        pick,
    );
    add(
        &mut slips,
        "a-for-y",
        output_errors(&a, &t),
        "This is a_k − t_k: the softmax is left out.",
        "The error compares the share y_k with its target. The sums a go through (7) first.",
    );
    let pressed: Vec<f64> = a.iter().map(|a_k| eq04_sigmoid(*a_k)).collect();
    add(
        &mut slips,
        "sigmoid-for-softmax",
        output_errors(&pressed, &t),
        "The errors do not sum to 0: y is a sigmoid of each sum here.",
        "At the outputs the softmax makes y: exp(a_k) over the sum of all exponentials.",
    );
    let way = format!(
        "y = {}, and y − t = {}.",
        exact_list(&y),
        exact_list(&errors)
    );
    question(text, fields, slips, way)
}

fn add(slips: &mut Vec<Wrong>, name: &'static str, values: Vec<f64>, symptom: &str, cause: &str) {
    let is_same = |(one, other): (&f64, &f64)| (one - other).abs() < 1e-12;
    let known = |slip: &Wrong| slip.values.iter().zip(&values).all(is_same);
    if !slips.iter().any(known) {
        slips.push(wrong(name, values, symptom, cause));
    }
}

/// Shares in tenths that sum to 1, none of them 0.
fn shares(numbers: &mut ChaCha8Rng, classes: usize) -> Vec<f64> {
    let first = numbers.random_range(1..=6);
    if classes == 2 {
        return vec![f64::from(first) / 10.0, f64::from(10 - first) / 10.0];
    }
    let second = numbers.random_range(1..=9 - first);
    [first, second, 10 - first - second]
        .map(|tenths| f64::from(tenths) / 10.0)
        .to_vec()
}

fn along_output_weights(numbers: &mut ChaCha8Rng) -> Question {
    let classes = numbers.random_range(2..=3);
    let y = shares(numbers, classes);
    let t = one_hot(numbers, classes);
    let mut z: Vec<f64> = [(); 2]
        .map(|()| f64::from(numbers.random_range(1..=9)) / 10.0)
        .to_vec();
    z.push(1.0);
    let v_k = row(numbers, 3, 3, 15);
    let (k, j) = (numbers.random_range(0..classes), numbers.random_range(0..2));
    let error = y[k] - t[k];
    let text = format!(
        "y = {}, the target is class {}, z = {} with the 1 of the bias;\n\
         row {k} of v is {}.\n\
         What are ∂E_n/∂v_{k}{j} and ∂E_n/∂v_{k}2, by (26)?",
        list(&y),
        t.iter().position(|t_k| *t_k > 0.5).unwrap_or(0),
        list(&z),
        list(&v_k),
    );
    let name = |j: usize| format!("∂E_n/∂v_{k}{j}");
    let fields = vec![field(name(j), error * z[j]), field(name(2), error)];
    let slips = slips_along_output_weights((y[k], t[k]), (z[j], v_k[j]), v_k[2]);
    let way = format!(
        "y_{k} − t_{k} = {}. Times z_{j} = {}: {}. Times z_2 = 1: {}.",
        exact(error),
        shown(z[j]),
        exact(error * z[j]),
        exact(error),
    );
    question(text, fields, slips, way)
}

/// The slips along a weight from a unit and along the bias weight of the same output.
fn slips_along_output_weights(
    (y_k, t_k): (f64, f64),
    (z_j, v_kj): (f64, f64),
    bias: f64,
) -> Vec<Wrong> {
    let error = y_k - t_k;
    let of = |z_j: f64| {
        let arguments = [y_k.into(), t_k.into(), z_j.into()];
        of_table("eq26_slope_along_output_weight", &arguments, |answer| {
            Some(vec![single(answer)?])
        })
    };
    let both = of(z_j).into_iter().zip(of(1.0));
    let both = both.map(|(one, other)| Wrong {
        values: vec![one.values[0], other.values[0]],
        ..one
    });
    let mut slips: Vec<Wrong> = both.collect();
    add(
        &mut slips,
        "v-for-z",
        vec![error * v_kj, error * bias],
        "The error is multiplied by the weight itself.",
        "The slope along a weight is what comes in at its other end, z_j: ∂a_k/∂v_kj = z_j. The weight itself is not in it.",
    );
    add(
        &mut slips,
        "no-slope-for-bias",
        vec![error * z_j, 0.0],
        "The bias has an activity too: z_2 = 1.",
        "z_M = 1, so that the slope along the bias weight is the error itself.",
    );
    slips
}

fn along_hidden_weight(numbers: &mut ChaCha8Rng) -> Question {
    let classes = numbers.random_range(2..=3);
    let y = shares(numbers, classes);
    let t = one_hot(numbers, classes);
    let errors = output_errors(&y, &t);
    let (j, i) = (numbers.random_range(0..2), numbers.random_range(0..2));
    let v_j = row(numbers, classes, 3, 20);
    let (b_j, x_i) = (tenths(numbers, 2, 20), tenths(numbers, 8, 30));
    let back: f64 = errors
        .iter()
        .zip(&v_j)
        .map(|(error, v_kj)| error * v_kj)
        .sum();
    let right = back * sigmoid_slope(b_j) * x_i;
    let text = format!(
        "The errors y_k − t_k at the outputs are {}.\n\
         The weights v_k{j} that leave hidden unit {j} are {},\n\
         its sum is b_{j} = {}, and the input is x_{i} = {}. What is ∂E_n/∂w_{j}{i}, by (28)?",
        list(&errors),
        list(&v_j),
        shown(b_j),
        shown(x_i),
    );
    let arguments = [
        errors.as_slice().into(),
        v_j.as_slice().into(),
        b_j.into(),
        x_i.into(),
    ];
    let slips = of_table("eq28_slope_along_hidden_weight", &arguments, |answer| {
        Some(vec![single(answer)?])
    });
    let z_j = eq04_sigmoid(b_j);
    let way = format!(
        "Sent back along v: Σ_k (y_k − t_k) v_k{j} = {}. z_{j} = h(b_{j}) = {}, so h′(b_{j}) = z_{j} (1 − z_{j}) = {}.\n\
         Times x_{i} = {}: {}.",
        exact(back),
        exact(z_j),
        exact(sigmoid_slope(b_j)),
        shown(x_i),
        exact(right),
    );
    let fields = vec![field(format!("∂E_n/∂w_{j}{i}"), right)];
    question(text, fields, slips, way)
}

fn whole_step(numbers: &mut ChaCha8Rng) -> Question {
    const UNITS: usize = 2;
    let (network, sample) = small(numbers, 2);
    let rate = f64::from(numbers.random_range(5..=9)) / 10.0;
    let (k, j) = (numbers.random_range(0..2), numbers.random_range(0..UNITS));
    let target = sample.t.iter().position(|t_k| *t_k > 0.5).unwrap_or(0);
    let moved = online_step(&network, &sample, rate);
    let text = format!(
        "{}\nThe sample is x = {} and 1 for the bias; its class is {target}. α = {}.\n\
         One online step: what are the new weights of output {k} and of hidden unit {j}? Keep four digits on the way.",
        rows_of(&network),
        list(&sample.x[..2]),
        shown(rate),
    );
    let named = |letter: char, number: usize, row: &[f64]| -> Vec<Field> {
        let one =
            |(column, weight): (usize, &f64)| field(format!("{letter}_{number}{column}"), *weight);
        row.iter().enumerate().map(one).collect()
    };
    let mut fields = named('v', k, &moved.v[k]);
    fields.extend(named('w', j, &moved.w[j]));
    let pick = |answer: &Answer| {
        let (w_j, v_k) = (answer.parts.first()?.get(j)?, answer.parts.get(1)?.get(k)?);
        let is_whole = w_j.len() == 3 && v_k.len() == 3;
        is_whole.then(|| [v_k.as_slice(), w_j.as_slice()].concat())
    };
    let arguments = [(&network).into(), (&sample).into(), rate.into()];
    let slips = of_table("online_step", &arguments, pick);
    let slopes = gradient(&network, &sample);
    let way = format!(
        "{}\n∂E_n/∂v_{k} = {};  ∂E_n/∂w_{j} = {}, both at the old weights\nv_{k} = {};  w_{j} = {}",
        pass_in_lines(&forward(&network, &sample.x)),
        exact_list(&slopes.v[k]),
        exact_list(&slopes.w[j]),
        exact_list(&moved.v[k]),
        exact_list(&moved.w[j]),
    );
    Question {
        carried: 2.5,
        ..question(text, fields, slips, way)
    }
}
