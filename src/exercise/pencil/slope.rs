//! Slopes by trying: the best step, and a step downhill by hand.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::draw::{exact, field, of_table, question, shown, single, tenths, word, wrong};
use super::{Field, Pencil, Question, Right, Subject, Wrong};
use crate::equation::Chapter;
use crate::exercise::value::FUNCTIONS;
use crate::model::numerical_gradient::{central_difference, eq09_forward_difference};

pub(super) const EXERCISES: &[Pencil] = &[
    Pencil {
        id: "9p",
        chapter: Chapter::NumericalGradient,
        title: "the best step",
        asks: "The ε with which each of the two differences is nearest to the slope. A factor of 30 either way is near enough.",
        draw: best_step,
        hints: [
            "Two errors pull in opposite directions. Which one grows with ε, and which one grows when ε becomes small?",
            "Rounding is about 1e−16 / ε. The forward difference errs by about ε besides, the central one by about ε².",
            "They balance where ε = 1e−16 / ε, that is ε ≈ √…, and where ε² = 1e−16 / ε, that is ε ≈ …",
        ],
    },
    Pencil {
        id: "10p",
        chapter: Chapter::NumericalGradient,
        title: "one step downhill",
        asks: "A weight after one step against its slope; then the same with w − ε in place of w + ε in (10), as it was once printed.",
        draw: one_step,
        hints: [
            "If E rises along a weight, which way does the weight have to go?",
            "The step is α times the slope, against its sign. With w − ε in (10) the sign of the slope itself is turned.",
            "w − α · …, and with the printed sign w − α · (−…)",
        ],
    },
];

/// Twice the relative rounding of a number is about 2e−16.
const BEST: [f64; 2] = [1e-8, 1e-5];

fn best_step(numbers: &mut ChaCha8Rng) -> Question {
    // x² has no third derivative: its central difference has no best step.
    let function = [0, 2, 3][numbers.random_range(0..3)];
    let x = f64::from(numbers.random_range(5..=20)) / 10.0;
    let name = FUNCTIONS[function].name;
    let text = format!(
        "f is {name}, at x = {}. Numbers have 16 digits. With which ε is the forward difference (9) nearest to f′(x),\n\
         and with which the central one, (f(x + ε) − f(x − ε)) / 2ε? A factor of 30 either way is near enough.",
        shown(x),
    );
    let names = ["ε_forward", "ε_central"];
    let fields = names.iter().zip(BEST).map(|(name, value)| Field {
        name: (*name).to_owned(),
        right: Right::Near {
            value,
            factor: 30.0,
        },
    });
    let slips = slips_of_steps(function, x);
    let way = format!(
        "Rounding is about 1e−16 / ε. Forward: ε = 1e−16 / ε gives ε ≈ 1e−8, with {}.\n\
         Central: ε² = 1e−16 / ε gives ε ≈ 1e−5, with {}; f′(x) = {:.10}.",
        digits(difference(function, x, BEST[0], 0)),
        digits(difference(function, x, BEST[1], 1)),
        (FUNCTIONS[function].slope)(x),
    );
    Question {
        subject: Subject::Step { function, x },
        ..question(text, fields.collect(), slips, way)
    }
}

fn slips_of_steps(function: usize, x: f64) -> Vec<Wrong> {
    let symptom = |epsilon: f64, at: usize| seen(function, x, epsilon, at);
    vec![
        wrong(
            "too-small",
            vec![1e-15, 1e-15],
            &symptom(1e-15, 0),
            "x + ε is rounded to the next number with 16 digits, and the difference has hardly a digit left.",
        ),
        wrong(
            "too-large",
            vec![0.1, 0.1],
            &symptom(0.1, 0),
            "The curve bends between the two points: the error is of the order of ε, or of ε² for the central difference.",
        ),
        wrong(
            "same-for-both",
            vec![1e-8, 1e-8],
            &symptom(1e-8, 1),
            "The central difference bends less, so its step can be larger, and rounding matters less.",
        ),
        wrong(
            "exchanged",
            vec![1e-5, 1e-8],
            &symptom(1e-5, 0),
            "The two are exchanged: the forward difference needs the smaller step, as its error falls with ε alone.",
        ),
    ]
}

fn difference(function: usize, x: f64, epsilon: f64, at: usize) -> f64 {
    let f = FUNCTIONS[function].at;
    if at == 0 {
        eq09_forward_difference(f, x, epsilon)
    } else {
        central_difference(f, x, epsilon)
    }
}

fn digits(number: f64) -> String {
    format!("{number:.10}").replace('-', "−")
}

/// The difference with some ε, beside the slope.
fn seen(function: usize, x: f64, epsilon: f64, at: usize) -> String {
    let (found, slope) = (
        difference(function, x, epsilon, at),
        (FUNCTIONS[function].slope)(x),
    );
    let kind = ["forward", "central"][at.min(1)];
    let distance = (found - slope).abs();
    let epsilon = format!("{epsilon:e}").replace('-', "−");
    let distance = format!("{distance:.0e}").replace('-', "−");
    format!(
        "With ε = {epsilon} the {kind} difference is {}, and f′(x) is {}: off by {distance}.",
        digits(found),
        digits(slope),
    )
}

/// The observation on an ε that is far from the best one.
pub(super) fn remark(subject: Subject, at: usize, epsilon: f64) -> String {
    let Subject::Step { function, x } = subject else {
        return "this is not the right one.".to_owned();
    };
    if epsilon <= 0.0 {
        return "a step ε is a positive number.".to_owned();
    }
    let side = if epsilon < BEST[at.min(1)] {
        "smaller"
    } else {
        "larger"
    };
    format!(
        "{} It is {side} than the best by more than a factor of 30.",
        seen(function, x, epsilon, at)
    )
}

const WAYS: &[&str] = &["falls", "climbs"];

fn one_step(numbers: &mut ChaCha8Rng) -> Question {
    let weight = tenths(numbers, 2, 19);
    let slope = tenths(numbers, 3, 19);
    let rate = f64::from(numbers.random_range(1..=9)) / 10.0;
    let step = rate * slope;
    let text = format!(
        "A weight is w = {}, and the slope of E along it is ∂E/∂w = {}. The learning rate is α = {}.\n\
         What is w after one step downhill? And if (10) has w − ε in place of w + ε, as it was once printed: what is w then,\n\
         and which way does E go, for a small α?",
        shown(weight),
        shown(slope),
        shown(rate),
    );
    let fields = vec![
        field("w_new", weight - step),
        field("w_printed", weight + step),
        word("E_printed", 1, WAYS),
    ];
    let slips = slips_downhill(weight, slope, rate);
    let way = format!(
        "w − α ∂E/∂w = {} − {} · ({}) = {}. The printed form gives the slope with its sign turned,\n\
         so w becomes {}: a step uphill, and E climbs.",
        shown(weight),
        shown(rate),
        shown(slope),
        exact(weight - step),
        exact(weight + step),
    );
    question(text, fields, slips, way)
}

/// The usual slips, and those of the table that give other numbers.
fn slips_downhill(weight: f64, slope: f64, rate: f64) -> Vec<Wrong> {
    let mut slips = usual_slips_downhill(weight, slope, rate);
    let of_table = |slope: f64| {
        let arguments = [weight.into(), rate.into(), slope.into()];
        of_table("updated_weight", &arguments, |answer| {
            Some(vec![single(answer)?])
        })
    };
    for (one, other) in of_table(slope).into_iter().zip(of_table(-slope)) {
        let values = vec![one.values[0], other.values[0], 1.0];
        let near = |known: &Wrong| {
            (known.values[0] - values[0]).abs() < 1e-12
                && (known.values[1] - values[1]).abs() < 1e-12
        };
        if !slips.iter().any(near) {
            slips.push(Wrong { values, ..one });
        }
    }
    slips
}

fn usual_slips_downhill(weight: f64, slope: f64, rate: f64) -> Vec<Wrong> {
    let step = rate * slope;
    vec![
        wrong(
            "uphill",
            vec![weight + step, weight - step, 1.0],
            "This goes uphill: the step has the sign of the slope.",
            "Downhill is against the slope: w − α ∂E/∂w. Where E rises with w, w has to become smaller.",
        ),
        wrong(
            "no-rate",
            vec![weight - slope, weight + slope, 1.0],
            "This is the whole slope as a step: α has no effect.",
            "The step is α times the slope.",
        ),
        wrong(
            "step-alone",
            vec![-step, step, 1.0],
            "This is the step alone, without the old weight.",
            "The step is added to the weight as it was: w − α ∂E/∂w.",
        ),
        wrong(
            "shrinks",
            vec![
                (1.0 - rate) * weight - step,
                (1.0 - rate) * weight + step,
                1.0,
            ],
            "The weight itself shrinks too, by α w.",
            "Only the slope is multiplied by α: w − α ∂E/∂w, not (1 − α) w − α ∂E/∂w.",
        ),
        wrong(
            "printed-falls",
            vec![weight - step, weight + step, 0.0],
            "With the printed sign E climbs.",
            "With w − ε the quotient is about −∂E/∂w. A step against it is a step along the slope: uphill.",
        ),
    ]
}
