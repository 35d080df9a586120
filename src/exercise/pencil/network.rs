//! The network by hand: shares, the error before any training, and one pass.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::draw::{
    exact, exact_list, field, list, of_table, one_hot, question, row, shown, single, word, wrong,
};
use super::{Field, Pencil, Question, Wrong};
use crate::equation::Chapter;
use crate::exercise::value::{Answer, Argument};
use crate::model::network::{eq07_softmax, forward};
use crate::model::{Forward, Network, Sample};

pub(super) const EXERCISES: &[Pencil] = &[
    Pencil {
        id: "pass-p",
        chapter: Chapter::Network,
        title: "one pass by hand",
        asks: "b, z, a and y of a small network for one sample.",
        draw: pass,
        hints: [
            "Which two quantities does each layer have, and what does the output layer receive?",
            "Each sum has as many products as its row has weights; the last one meets a 1.",
            "b_0 = w_00 x_0 + w_01 x_1 + …, z_0 = h(…), a_0 = v_00 … + v_01 … + v_02, y_0 = exp(a_0) / (…)",
        ],
    },
    Pencil {
        id: "7p",
        chapter: Chapter::Network,
        title: "shares from sums",
        asks: "The softmax of sums whose exponentials are simple, and what a number added to all of them does.",
        draw: shares,
        hints: [
            "What is exp(c + ln 3), with c left as it is?",
            "The factor exp(c) is in the numerator and in every term of the denominator.",
            "y_k = … / (p_0 + p_1 + p_2), where a_k = c + ln p_k",
        ],
    },
    Pencil {
        id: "8p",
        chapter: Chapter::NumericalGradient,
        title: "the error before any training",
        asks: "E by (8) when all weights are 0.",
        draw: untrained,
        hints: [
            "Which sums a does a network have whose weights are all 0, and which shares y?",
            "All K shares are the same. Of each sample only the y of its own class is in E.",
            "E = −(1/N) · N · log(…)",
        ],
    },
];

/// A small network: weights and inputs with one decimal.
pub(super) fn small(numbers: &mut ChaCha8Rng, classes: usize) -> (Network, Sample) {
    let w = (0..2).map(|_| row(numbers, 3, 1, 15)).collect();
    let v = (0..classes).map(|_| row(numbers, 3, 1, 15)).collect();
    let mut x = row(numbers, 2, 2, 15);
    x.push(1.0);
    let t = one_hot(numbers, classes);
    (Network { w, v }, Sample { x, t })
}

/// The rows of a network, as a question shows them.
pub(super) fn rows_of(network: &Network) -> String {
    let rows = |letter: char, rows: &[Vec<f64>]| {
        let row = |(number, row): (usize, &Vec<f64>)| format!("{letter}_{number} = {}", list(row));
        rows.iter()
            .enumerate()
            .map(row)
            .collect::<Vec<_>>()
            .join(",  ")
    };
    format!("{}\n{}", rows('w', &network.w), rows('v', &network.v))
}

/// The four quantities of a pass, as the way to an answer shows them.
pub(super) fn pass_in_lines(pass: &Forward) -> String {
    format!(
        "b = {};  z = {}, 1;\na = {};  y = {}",
        exact_list(&pass.b),
        exact_list(&pass.z[..2]),
        exact_list(&pass.a),
        exact_list(&pass.y),
    )
}

fn pass(numbers: &mut ChaCha8Rng) -> Question {
    let classes = numbers.random_range(2..=3);
    let (network, sample) = small(numbers, classes);
    let pass = forward(&network, &sample.x);
    let text = format!(
        "{}\nThe sample is x = {} and 1 for the bias. b, z without its 1, a and y, by (5), (6), (5), (7)?\n\
         Keep four digits on the way, and type two or more.",
        rows_of(&network),
        list(&sample.x[..2]),
    );
    let named = |letter: char, values: &[f64]| -> Vec<Field> {
        let one = |(number, value): (usize, &f64)| field(format!("{letter}_{number}"), *value);
        values.iter().enumerate().map(one).collect()
    };
    let parts = [
        ('b', &pass.b[..]),
        ('z', &pass.z[..2]),
        ('a', &pass.a),
        ('y', &pass.y),
    ];
    let fields = parts
        .iter()
        .flat_map(|(letter, values)| named(*letter, values))
        .collect();
    let pick = |answer: &Answer| {
        let part = |number: usize, count: usize| answer.parts.get(number)?.first()?.get(..count);
        // A mistake in the length of z is not one on paper.
        part(1, 3)?;
        let all = [
            part(0, 2)?,
            part(1, 2)?,
            part(2, classes)?,
            part(3, classes)?,
        ];
        Some(all.concat())
    };
    let slips = of_table(
        "forward",
        &[(&network).into(), sample.x.as_slice().into()],
        pick,
    );
    Question {
        carried: 2.5,
        ..question(text, fields, slips, pass_in_lines(&pass))
    }
}

const AFTER: &[&str] = &["stay", "change"];

/// Shares of three classes, as whole numbers.
const PARTS: [[u8; 3]; 9] = [
    [1, 2, 3],
    [1, 2, 5],
    [1, 3, 4],
    [2, 1, 5],
    [3, 1, 6],
    [5, 3, 2],
    [4, 1, 2],
    [1, 6, 2],
    [7, 2, 1],
];

fn shares(numbers: &mut ChaCha8Rng) -> Question {
    let parts = PARTS[numbers.random_range(0..PARTS.len())];
    let shift = numbers.random_range(0..3);
    let parts = [0, 1, 2].map(|at| parts[(at + shift) % 3]);
    let c = super::draw::tenths(numbers, 1, 15);
    let added = f64::from(numbers.random_range(2..=9));
    let a = parts.map(|part| c + f64::from(part).ln());
    let y = eq07_softmax(&a);
    let term = |(k, part): (usize, &u8)| match part {
        1 => format!("a_{k} = {}", shown(c)),
        part => format!("a_{k} = {} + ln {part}", shown(c)),
    };
    let sums: Vec<String> = parts.iter().enumerate().map(term).collect();
    let text = format!(
        "{}. Which shares y_0, y_1, y_2 does (7) make of them?\n\
         And if {added:.0} is added to all three sums: do the shares stay, or change?",
        sums.join(", "),
    );
    let mut fields: Vec<Field> = y
        .iter()
        .enumerate()
        .map(|(k, y_k)| field(format!("y_{k}"), *y_k))
        .collect();
    fields.push(word("after", 0, AFTER));
    let slips = slips_of_shares(&a, &y);
    let whole: u8 = parts.iter().sum();
    let way = format!(
        "exp(a_k) is exp(c) times {}, {} and {}. The factor exp(c) cancels:\n\
         y_k is that number over their sum, {whole}: {}.\n\
         What is added to all sums changes c alone, and the shares stay.",
        parts[0],
        parts[1],
        parts[2],
        exact_list(&y),
    );
    question(text, fields, slips, way)
}

fn slips_of_shares(a: &[f64], y: &[f64]) -> Vec<Wrong> {
    let pick = |answer: &Answer| {
        let mut values = answer.numbers();
        values.push(0.0);
        (values.len() == 4).then_some(values)
    };
    let mut slips = of_table("eq07_softmax", &[a.into()], pick);
    let total: f64 = a.iter().sum();
    let proportional = a.iter().map(|a_k| a_k / total).chain([0.0]).collect();
    if slips.iter().all(|slip| slip.values != proportional) {
        slips.push(wrong(
            "in-proportion",
            proportional,
            "These are shares in proportion to the sums themselves.",
            "The exponential comes first: shares in proportion to exp(a_k), which is positive whatever a_k is.",
        ));
    }
    let mut changed = y.to_vec();
    changed.push(1.0);
    slips.push(wrong(
        "only-differences",
        changed,
        "The shares stay: what is added to all sums is in the numerator and in the denominator.",
        "exp(a + c) = exp(c) exp(a). The factor exp(c) cancels, so only the differences of the sums count.",
    ));
    slips
}

fn untrained(numbers: &mut ChaCha8Rng) -> Question {
    let classes = numbers.random_range(2..=7);
    let [inputs, hidden] = [(); 2].map(|()| numbers.random_range(2..=5));
    let mut count = numbers.random_range(8..=30);
    if count % classes == 0 {
        count += 1;
    }
    let right = (classes as f64).ln();
    let text = format!(
        "A network has {inputs} inputs, {hidden} hidden units and {classes} classes, and all its weights are 0.\n\
         There are {count} samples, each with one target of 1. What is E, by (8)?",
    );
    let slips = slips_untrained([inputs, hidden, classes, count]);
    let way = format!(
        "All sums a are 0, so every y is 1/{classes}. Each sample has the error −log(1/{classes}) = log {classes},\n\
         and so has the mean: E = {}.",
        exact(right),
    );
    question(text, vec![field("E", right)], slips, way)
}

/// The mistakes in E for D, M, K and N, when all weights are 0.
fn slips_untrained([inputs, hidden, classes, count]: [usize; 4]) -> Vec<Wrong> {
    let right = (classes as f64).ln();
    let network = Network {
        w: vec![vec![0.0; inputs + 1]; hidden],
        v: vec![vec![0.0; hidden + 1]; classes],
    };
    let sample = |n: usize| Sample {
        x: vec![1.0; inputs + 1],
        t: (0..classes)
            .map(|k| f64::from(u8::from(k == n % classes)))
            .collect(),
    };
    let samples: Vec<Sample> = (0..count).map(sample).collect();
    let own = usual_slips_untrained(classes, count);
    let arguments: [Argument; 2] = [(&network).into(), samples.as_slice().into()];
    let of_table = of_table("eq08_mean_cross_entropy", &arguments, |answer| {
        Some(vec![single(answer)?])
    });
    let is_new = |slip: &Wrong| {
        let is_same = |other: &Wrong| {
            (slip.values[0] - other.values[0]).abs() < 0.02 * other.values[0].abs() + 1e-9
        };
        (slip.values[0] - right).abs() > 0.02 && !own.iter().any(is_same)
    };
    let of_table: Vec<Wrong> = of_table.into_iter().filter(is_new).collect();
    own.into_iter().chain(of_table).collect()
}

fn usual_slips_untrained(classes: usize, count: usize) -> Vec<Wrong> {
    let right = (classes as f64).ln();
    let all = [
        (
            "one-share",
            1.0 / classes as f64,
            "This is 1/K, the share of each class.",
            "E is made of the logarithm of the share: −log(1/K).",
        ),
        (
            "base-2",
            right / 2.0_f64.ln(),
            "This is the logarithm of K to base 2.",
            "log is the natural logarithm here, to base e.",
        ),
        (
            "base-10",
            right / 10.0_f64.ln(),
            "This is the logarithm of K to base 10.",
            "log is the natural logarithm here, to base e.",
        ),
        (
            "nothing-known",
            0.0,
            "E is 0 only if every y of the right class is 1.",
            "The network knows nothing yet, and E measures just that: all shares are 1/K, and their logarithm is not 0.",
        ),
        (
            "negative",
            -right,
            "The size is right. But no y is above 1, so no logarithm is above 0.",
            "The minus in front of (8) makes E positive.",
        ),
        (
            "sum-for-mean",
            count as f64 * right,
            "This is the sum over all samples.",
            "(8) is a mean: the sum is divided by N.",
        ),
        (
            "samples-for-classes",
            (count as f64).ln(),
            "This is log N, and N does not matter here.",
            "Each sample has the error log K, and so has their mean, however many there are.",
        ),
    ];
    let slip = |(name, value, symptom, cause)| wrong(name, vec![value], symptom, cause);
    all.map(slip).to_vec()
}
