//! Terms that an answer is, or that it has too much, or that it lacks.

use super::evidence::{Evidence, Point, Tried, sizes};
use super::words;
use crate::exercise::{Argument, Blank};
use crate::model::network::forward;
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::{Forward, Network, Sample};

/// A term, by the places of the parameters that it is made of.
#[derive(Debug, Clone, Copy)]
enum Term {
    Number(usize),
    OneMinus(usize),
    Square(usize),
    First(usize),
    Last(usize),
    Sum(usize),
    Mean(usize),
    Own(usize),
    Product(usize, usize),
    FirstProduct(usize, usize),
    LastProduct(usize, usize),
    OwnProduct(usize, usize),
    Dot(usize, usize),
    Letter(&'static str),
}

impl Term {
    fn name(self, blank: &Blank) -> String {
        let of =
            |place: usize| words::letter(blank.parameters.get(place).copied().unwrap_or_default());
        match self {
            Self::Number(p) => of(p).into(),
            Self::OneMinus(p) => format!("1 − {}", of(p)),
            Self::Square(p) => format!("{}²", of(p)),
            Self::First(p) => format!("the first number of {}", of(p)),
            Self::Last(p) => format!("the last number of {}", of(p)),
            Self::Sum(p) => format!("the sum of all {}", of(p)),
            Self::Mean(p) => format!("the mean of all {}", of(p)),
            Self::Own(p) => format!("the number of {} at the same place", of(p)),
            Self::Product(p, q) => format!("{} {}", of(p), of(q)),
            Self::FirstProduct(p, q) => format!("the first product, of {} and {}", of(p), of(q)),
            Self::LastProduct(p, q) => format!("the last product, of {} and {}", of(p), of(q)),
            Self::OwnProduct(p, q) => {
                format!("the product of {} and {} at the same place", of(p), of(q))
            }
            Self::Dot(p, q) => format!("the sum of the products of {} and {}", of(p), of(q)),
            Self::Letter(name) => name.into(),
        }
    }
}

/// Every term with its value at a number, NaN where it has none; the same terms in the same order everywhere.
fn terms_at(tried: &Tried, pass: Option<&Pass>, part: &str, point: &Point) -> Vec<(Term, f64)> {
    let arguments = &tried.call.arguments;
    let mut terms = Vec::new();
    for (p, one) in arguments.iter().enumerate() {
        match one {
            Argument::Number(number) => {
                let squares = [Term::Number(p), Term::OneMinus(p), Term::Square(p)];
                terms.extend(
                    squares
                        .into_iter()
                        .zip([*number, 1.0 - number, number * number]),
                );
            }
            Argument::Numbers(numbers) => of_vector(&mut terms, p, numbers, point),
            _ => {}
        }
        for (q, other) in arguments.iter().enumerate().skip(p + 1) {
            match (one, other) {
                (Argument::Number(one), Argument::Number(other)) => {
                    terms.push((Term::Product(p, q), one * other));
                }
                (Argument::Numbers(one), Argument::Numbers(other)) => {
                    of_vectors(&mut terms, (p, q), (one, other), point);
                }
                _ => {}
            }
        }
    }
    if let Some(pass) = pass {
        terms.extend(pass.letters(tried, part, point));
    }
    terms
}

fn of_vector(terms: &mut Vec<(Term, f64)>, p: usize, numbers: &[f64], point: &Point) {
    let end = |number: Option<&f64>| number.copied().unwrap_or(f64::NAN);
    let sum: f64 = numbers.iter().sum();
    terms.extend([
        (Term::Last(p), end(numbers.last())),
        (Term::First(p), end(numbers.first())),
        (Term::Sum(p), sum),
        (Term::Mean(p), sum / numbers.len() as f64),
        (Term::Own(p), end(numbers.get(point.place.2))),
    ]);
}

fn of_vectors(
    terms: &mut Vec<(Term, f64)>,
    (p, q): (usize, usize),
    (one, other): (&[f64], &[f64]),
    point: &Point,
) {
    let products: Vec<f64> = one
        .iter()
        .zip(other)
        .map(|(one, other)| one * other)
        .collect();
    let end = |number: Option<&f64>| number.copied().unwrap_or(f64::NAN);
    terms.extend([
        (Term::LastProduct(p, q), end(products.last())),
        (Term::FirstProduct(p, q), end(products.first())),
        (Term::OwnProduct(p, q), end(products.get(point.place.2))),
        (Term::Dot(p, q), products.iter().sum()),
    ]);
}

/// The network of a call, and what it computes from the call's sample, if there is one.
struct Pass<'a> {
    network: &'a Network,
    x: Vec<f64>,
    t: Vec<f64>,
    computed: Option<Forward>,
}

impl<'a> Pass<'a> {
    fn of(tried: &'a Tried, blank: &Blank) -> Option<Self> {
        let arguments = &tried.call.arguments;
        let network = arguments.iter().find_map(|argument| match argument {
            Argument::Network(network) => Some(network),
            _ => None,
        })?;
        let mut named = arguments.iter().zip(blank.parameters);
        let (x, t) = named
            .find_map(|(argument, name)| match argument {
                Argument::Sample(Sample { x, t }) => Some((x.clone(), t.clone())),
                Argument::Numbers(x) if *name == "x" => Some((x.clone(), Vec::new())),
                _ => None,
            })
            .unwrap_or_default();
        let computed = (!x.is_empty()).then(|| forward(network, &x));
        Some(Self {
            network,
            x,
            t,
            computed,
        })
    }

    /// The letters that belong to a number: by its row and column in a matrix, or by the indices of its call.
    fn letters(&self, tried: &Tried, part: &str, point: &Point) -> [(Term, f64); 11] {
        let ((_, row, column), indices) = (point.place, tried.call.indices);
        let (k, j, i) = match part {
            "w" => (usize::MAX, row, column),
            "v" => (row, column, usize::MAX),
            "b" | "z" => (usize::MAX, column, usize::MAX),
            "a" | "y" | "log y" => (column, usize::MAX, usize::MAX),
            _ => (usize::MAX, indices.j, indices.i),
        };
        let entry = |matrix: &[Vec<f64>], row: usize, column: usize| {
            matrix.get(row).and_then(|row| row.get(column)).copied()
        };
        let of = |vector: fn(&Forward) -> &Vec<f64>, index: usize| {
            self.computed
                .as_ref()
                .and_then(|pass| vector(pass).get(index).copied())
        };
        let (b_j, y_k) = (of(|pass| &pass.b, j), of(|pass| &pass.y, k));
        let (inputs, hidden) = (self.network.inputs(), self.network.hidden());
        let t_k = self.t.get(k).copied();
        let letters = [
            ("w_ji", entry(&self.network.w, j, i)),
            ("v_kj", entry(&self.network.v, k, j)),
            ("x_i", self.x.get(i).copied()),
            ("b_j", b_j),
            ("z_j", b_j.map(eq04_sigmoid)),
            ("h′(b_j)", b_j.map(sigmoid_slope)),
            ("a_k", of(|pass| &pass.a, k)),
            ("y_k", y_k),
            ("y_k − t_k", y_k.zip(t_k).map(|(y_k, t_k)| y_k - t_k)),
            ("the bias weight w_jD", entry(&self.network.w, j, inputs)),
            ("the bias weight v_kM", entry(&self.network.v, k, hidden)),
        ];
        letters.map(|(name, value)| (Term::Letter(name), value.unwrap_or(f64::NAN)))
    }
}

/// How a term makes the number found from the expected one, and the words for it.
type Form = (fn(f64, f64) -> f64, &'static str, &'static str);

const FORMS: [Form; 9] = [
    (|_, term| term, "It is exactly ", "."),
    (
        |right, term| right - term,
        "What is missing is exactly ",
        ".",
    ),
    (|right, term| right + term, "The surplus is exactly ", "."),
    (
        |right, term| right * term,
        "It is the right number times ",
        ".",
    ),
    (
        |right, term| right / term,
        "It is the right number divided by ",
        ": a factor is missing.",
    ),
    (|_, term| -term, "It is exactly −", "."),
    (
        |right, term| right - 2.0 * term,
        "Exactly one term has the wrong sign: ",
        ".",
    ),
    (
        |right, term| -right * term,
        "It is the right number times −",
        ".",
    ),
    (
        |right, term| -right / term,
        "It is the right number divided by −",
        ".",
    ),
];

/// A term that is the answer, or that is missing, or too much, as a summand or as a factor.
pub(super) fn seen(evidence: &Evidence) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    of_terms(evidence).or_else(|| difference(evidence))
}

fn of_terms(evidence: &Evidence) -> Option<String> {
    let passes: Vec<_> = evidence
        .tried
        .iter()
        .map(|tried| Pass::of(tried, evidence.blank))
        .collect();
    let part = |point: &Point| {
        evidence
            .blank
            .parts
            .get(point.place.0)
            .copied()
            .unwrap_or_default()
    };
    let terms = |(call, point): &(usize, Point)| {
        terms_at(
            &evidence.tried[*call],
            passes[*call].as_ref(),
            part(point),
            point,
        )
    };
    let first = evidence
        .points
        .iter()
        .find(|(_, point)| !point.is_right())?;
    let mut hypotheses = Vec::new();
    for (place, (term, value)) in terms(first).into_iter().enumerate() {
        for form in FORMS {
            if first.1.is(form.0(first.1.expected, value)) {
                hypotheses.push((place, term, form));
            }
        }
    }
    if !hypotheses.is_empty() {
        for of_number in &evidence.points {
            let terms = terms(of_number);
            let (_, point) = of_number;
            hypotheses.retain(|(place, _, (form, _, _))| {
                terms
                    .get(*place)
                    .is_some_and(|(_, value)| point.is(form(point.expected, *value)))
            });
        }
    }
    let (_, term, (_, before, after)) = hypotheses.first()?;
    Some(format!("{before}{}{after}", term.name(evidence.blank)))
}

/// A function of the right number, and its name.
type Of = (fn(f64) -> f64, &'static str);

const FUNCTIONS: [Of; 12] = [
    (
        f64::abs,
        "never negative, and otherwise right: the size without the sign",
    ),
    (
        |right| -right.abs(),
        "never positive, and otherwise right: the size with a minus",
    ),
    (
        |right| right.max(0.0),
        "0 where it should be negative, and otherwise right",
    ),
    (|right| right * right, "the square of the right number"),
    (f64::sqrt, "the square root of the right number"),
    (|right| 1.0 - right, "1 minus the right number"),
    (f64::recip, "1 divided by the right number"),
    (
        f64::exp,
        "the exponential of the right number: is a logarithm missing?",
    ),
    (f64::ln, "the logarithm of the right number"),
    (eq04_sigmoid, "h of the right number"),
    (sigmoid_slope, "h′ of the right number"),
    (
        |right| (-right).exp(),
        "the exponential of minus the right number",
    ),
];

/// The right number, and then a function of it.
pub(super) fn of_right_number(evidence: &Evidence) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    let is_it = |of: fn(f64) -> f64| evidence.all_are(|_, point| Some(of(point.expected)));
    let (_, name) = FUNCTIONS.iter().find(|(of, _)| is_it(*of))?;
    Some(format!("{} {name}.", evidence.subject()))
}

/// The same distance everywhere, or for all numbers of an answer.
fn difference(evidence: &Evidence) -> Option<String> {
    let (first_tried, first) = evidence.wrong().next()?;
    let distance = first.found - first.expected;
    let side = |distance: f64| if distance > 0.0 { "large" } else { "small" };
    let subject = evidence.subject();
    if evidence.all_are(|_, point| Some(point.expected + distance)) {
        let by = words::factor(distance.abs());
        return Some(format!(
            "{subject} too {} by {by} in every case.",
            side(distance)
        ));
    }
    // 1/N, say: a sum that begins at 1 before it becomes a mean.
    let letters = ["N", "K", "M", "D"];
    let whole = |at: usize| distance * sizes(first_tried.case)[at] as f64;
    let is_part = |at: &usize| {
        let of = |tried: &Tried, point: &Point| {
            Some(point.expected + whole(*at) / sizes(tried.case)[*at] as f64)
        };
        evidence.all_are(of)
    };
    if let Some(at) = (0..4).find(is_part) {
        let by = words::factor(whole(at).abs());
        let (side, letter) = (side(distance), letters[at]);
        return Some(format!(
            "{subject} too {side} by {by}/{letter} in every case."
        ));
    }
    let as_first = |tried: &Tried, point: &Point| {
        let first = tried
            .points
            .iter()
            .find(|first| first.place.0 == point.place.0)?;
        let is_other = first.place != point.place;
        is_other.then_some(point.expected + first.found - first.expected)
    };
    evidence.all_are(as_first).then(|| {
        let (distance, side) = (words::factor(distance.abs()), side(distance));
        format!("All numbers of an answer are off by the same amount; the first are too {side} by {distance}.")
    })
}
