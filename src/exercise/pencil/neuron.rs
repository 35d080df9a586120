//! A single neuron by hand, and weights for a gate.

use rand::rngs::ChaCha8Rng;

use super::draw::{exact, field, list, of_table, question, row, single, word, wrong};
use super::{Pencil, Question, Wrong, gate};
use crate::equation::Chapter;
use crate::model::neuron::{eq01_weighted_sum, eq04_sigmoid};

pub(super) const EXERCISES: &[Pencil] = &[
    Pencil {
        id: "3p",
        chapter: Chapter::Neuron,
        title: "a neuron at three points",
        asks: "The sum a and the answer y at two points, and the side of the line on which a third one lies.",
        draw: three_points,
        hints: [
            "Which input does the last weight meet?",
            "First a = w_0 x_0 + w_1 x_1 + w_2, with all signs; then y = 1 / (1 + exp(−a)). If a is negative, y is below ½.",
            "a = w_0 x_0 + w_1 x_1 + …, y = 1 / (1 + exp(…)), and the neuron fires where a > …",
        ],
    },
    Pencil {
        id: "gate",
        chapter: Chapter::Neuron,
        title: "weights for a gate",
        asks: "Weights of a neuron that answers as the gate does at its four corners, or `none` if there are no such weights.",
        draw: gate::question,
        hints: [
            "Where is the line a = 0 in the square of the four corners, and which corners lie on the side where a > 0?",
            "Try it first with the bias: at (0, 0) the sum is w_2 alone. Then each weight decides what its input adds to that.",
            "Can one straight line part the corners with 1 from those with 0? If yes: w_2 = a(0, 0), w_0 = a(1, 0) − …, w_1 = a(0, 1) − …",
        ],
    },
];

const SIDES: &[&str] = &["fires", "silent"];

fn three_points(numbers: &mut ChaCha8Rng) -> Question {
    let w = row(numbers, 3, 3, 20);
    let points = [(); 3].map(|()| {
        let mut x = row(numbers, 2, 3, 20);
        x.push(1.0);
        x
    });
    let sums = points.each_ref().map(|x| eq01_weighted_sum(&w, x));
    let text = format!(
        "A neuron has the weights w = {}, the last of them for the bias. By (3) and (4): what are a and y\n\
         at A = {} and at B = {}? And at C = {}: does it fire (y > ½), or is it silent?",
        list(&w),
        list(&points[0][..2]),
        list(&points[1][..2]),
        list(&points[2][..2]),
    );
    let values = values_of(sums, eq04_sigmoid);
    let names = ["a_A", "y_A", "a_B", "y_B"];
    let mut fields: Vec<_> = names
        .iter()
        .zip(&values)
        .map(|(name, value)| field(*name, *value))
        .collect();
    fields.push(word("C", usize::from(sums[2] <= 0.0), SIDES));
    let way = format!(
        "At A: a = {}, y = 1 / (1 + exp(−a)) = {}. At B: a = {}, y = {}.\n\
         At C: a = {}, and the neuron fires where a > 0.",
        exact(values[0]),
        exact(values[1]),
        exact(values[2]),
        exact(values[3]),
        exact(sums[2]),
    );
    question(text, fields, slips(&w, &points, sums), way)
}

/// The values of all fields from the three sums.
fn values_of(sums: [f64; 3], answer: impl Fn(f64) -> f64) -> Vec<f64> {
    let side = if answer(sums[2]) > 0.5 { 0.0 } else { 1.0 };
    vec![sums[0], answer(sums[0]), sums[1], answer(sums[1]), side]
}

fn slips(w: &[f64], points: &[Vec<f64>; 3], sums: [f64; 3]) -> Vec<Wrong> {
    let bias = w[2];
    let sizes = points
        .each_ref()
        .map(|x| w.iter().zip(x).map(|(w_i, x_i)| (w_i * x_i).abs()).sum());
    let mirrored = |a: f64| eq04_sigmoid(-a);
    let mut all = vec![
        wrong(
            "no-bias",
            values_of(sums.map(|a| a - bias), eq04_sigmoid),
            "What is missing is exactly the bias weight w_2.",
            "The sum ends before the bias. Its input is always 1, so w_2 is added as it is.",
        ),
        wrong(
            "bias-twice",
            values_of(sums.map(|a| a + bias), eq04_sigmoid),
            "The bias weight w_2 counts twice.",
            "The bias is the last product, w_2 · 1, and nothing more is added for it.",
        ),
        wrong(
            "signs-dropped",
            values_of(sizes, eq04_sigmoid),
            "This is the sum of the sizes of the products, without their signs.",
            "A product of numbers with different signs is negative, and lowers the sum.",
        ),
        wrong(
            "mirrored",
            values_of(sums, mirrored),
            "This is 1 − y, the answer of the mirrored neuron.",
            "The sign in the exponential is turned: exp(−a), not exp(a).",
        ),
    ];
    let own: Vec<&str> = all.iter().map(|slip| slip.name).collect();
    let of_sums = points.each_ref().map(|x| {
        let arguments = [w.into(), x.as_slice().into()];
        of_table("eq01_weighted_sum", &arguments, |answer| {
            Some(vec![single(answer)?])
        })
    });
    let of_answers = sums.map(|a| {
        of_table("eq04_sigmoid", &[a.into()], |answer| {
            Some(vec![single(answer)?])
        })
    });
    let wrong_sums = at_all_points(of_sums).map(|(slip, a)| (slip, values_of(a, eq04_sigmoid)));
    let wrong_answers = at_all_points(of_answers).map(|(slip, y)| {
        let side = if y[2] > 0.5 { 0.0 } else { 1.0 };
        (slip, vec![sums[0], y[0], sums[1], y[1], side])
    });
    let of_table = wrong_sums.chain(wrong_answers);
    // The table has some of them as well, in the words of its function.
    let of_table = of_table.filter(|(slip, _)| !own.contains(&slip.name));
    all.extend(of_table.map(|(slip, values)| Wrong { values, ..slip }));
    all
}

/// The mistakes of the three points, each with its three numbers. The table has them in the same order for every point.
fn at_all_points(
    [first, second, third]: [Vec<Wrong>; 3],
) -> impl Iterator<Item = (Wrong, [f64; 3])> {
    let others = second.into_iter().zip(third);
    first.into_iter().zip(others).map(|(one, (two, three))| {
        let numbers = [one.values[0], two.values[0], three.values[0]];
        (one, numbers)
    })
}
