//! The right function at other arguments.

use super::evidence::{Evidence, Tried, number_at};
use super::words;
use crate::exercise::{Answer, Argument};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::{Network, Sample};

/// Arguments in place of those of a call; nothing if the function cannot be called with them.
type Alter = Box<dyn Fn(&[Argument]) -> Option<Vec<Argument>>>;

/// A function of a number, in words and as it is.
type OfNumber = (&'static str, fn(f64) -> f64);
type OfRow = (&'static str, fn(&mut [f64]));
type OfNetwork = (&'static str, fn(&mut Network));
type OfList = (&'static str, fn(&mut Vec<Sample>));

/// Arguments that are exchanged, replaced, left out, or of the other sign.
pub(super) fn simple(evidence: &Evidence) -> Option<String> {
    let names = evidence.blank.parameters;
    let mut alterations: Vec<(String, Alter)> = Vec::new();
    for (p, one) in names.iter().copied().map(words::letter).enumerate() {
        of_numbers(&mut alterations, p, one, &NUMBERS[..3]);
        for (q, other) in names.iter().copied().map(words::letter).enumerate() {
            if p < q {
                let said = format!("{one} and {other} exchanged");
                alterations.push((said, Box::new(move |arguments| exchanged(arguments, p, q))));
            }
            if p != q {
                let said = format!("{other} in place of {one}");
                alterations.push((said, Box::new(move |arguments| replaced(arguments, p, q))));
            }
        }
    }
    first_that_fits(evidence, &alterations)
}

/// Arguments of which a part or a function is taken.
pub(super) fn further(evidence: &Evidence) -> Option<String> {
    let mut alterations: Vec<(String, Alter)> = Vec::new();
    let names = evidence.blank.parameters.iter().copied();
    for (p, one) in names.map(words::letter).enumerate() {
        of_numbers(&mut alterations, p, one, &NUMBERS[3..]);
        for rows in ROWS {
            let name = rows.name(one, "each row of ");
            for (said, of) in VECTORS {
                let alter = move |arguments: &[Argument]| in_rows(arguments, p, rows, of);
                alterations.push((said.replace('#', &name), Box::new(alter)));
            }
        }
        for (name, of) in NETWORKS {
            let alter = move |arguments: &[Argument]| of_network(arguments, p, of);
            alterations.push((name.into(), Box::new(alter)));
        }
        for (name, of) in LISTS {
            let alter = move |arguments: &[Argument]| of_list(arguments, p, of);
            alterations.push((name.into(), Box::new(alter)));
        }
    }
    first_that_fits(evidence, &alterations)
}

/// Functions of every number of an argument.
fn of_numbers(
    alterations: &mut Vec<(String, Alter)>,
    p: usize,
    parameter: &str,
    functions: &'static [OfNumber],
) {
    for rows in ROWS {
        let name = rows.name(parameter, "");
        for (said, of) in functions {
            let all = move |numbers: &mut [f64]| {
                for number in numbers {
                    *number = of(*number);
                }
            };
            let alter = move |arguments: &[Argument]| in_rows(arguments, p, rows, all);
            alterations.push((said.replace('#', &name), Box::new(alter)));
        }
    }
}

fn first_that_fits(evidence: &Evidence, alterations: &[(String, Alter)]) -> Option<String> {
    if !evidence.is_enough() {
        return None;
    }
    // The first wrong call alone refutes most of them.
    let first = evidence.wrong().next()?.0;
    let here = evidence.only(|tried, _| std::ptr::eq(tried, first));
    let at = |alter: &Alter, tried: &Tried| {
        let arguments = &tried.call.arguments;
        let altered = alter(arguments).unwrap_or_else(|| arguments.clone());
        evidence.blank.right.call(&altered)
    };
    for (said, alter) in alterations {
        let Some(altered) = alter(&first.call.arguments) else {
            continue;
        };
        let answer = evidence.blank.right.call(&altered);
        for (sign, after) in [(1.0, ""), (-1.0, ", with the wrong sign")] {
            let is_here = |(_, point): (&Tried, &_)| is(point, sign, &answer);
            let is_everywhere =
                || evidence.all_answers_are(|tried| Some(with_sign(sign, at(alter, tried))));
            if here.iter().all(is_here) && is_everywhere() {
                return Some(sentence(said, after));
            }
        }
    }
    None
}

fn is(point: &super::evidence::Point, sign: f64, answer: &Answer) -> bool {
    number_at(answer, point.place).is_some_and(|number| point.is(sign * number))
}

fn sentence(said: &str, after: &str) -> String {
    match said.strip_suffix('?') {
        Some(_) if after.is_empty() => format!("This is the right value for {said}"),
        Some(said) => format!("This is the right value for {said}{after}?"),
        None => format!("This is the right value for {said}{after}."),
    }
}

fn with_sign(sign: f64, mut answer: Answer) -> Answer {
    for number in answer.parts.iter_mut().flatten().flatten() {
        *number *= sign;
    }
    answer
}

/// The arguments with another one at a place.
fn with(arguments: &[Argument], place: usize, argument: Argument) -> Vec<Argument> {
    let mut altered = arguments.to_vec();
    altered[place] = argument;
    altered
}

/// True if a function that takes one of them takes the other.
fn are_alike(one: &Argument, other: &Argument) -> bool {
    match (one, other) {
        (Argument::Number(_), Argument::Number(_)) => true,
        (Argument::Numbers(one), Argument::Numbers(other)) => one.len() == other.len(),
        _ => false,
    }
}

fn exchanged(arguments: &[Argument], p: usize, q: usize) -> Option<Vec<Argument>> {
    let (one, other) = (arguments.get(p)?, arguments.get(q)?);
    are_alike(one, other).then(|| with(&with(arguments, p, other.clone()), q, one.clone()))
}

fn replaced(arguments: &[Argument], p: usize, q: usize) -> Option<Vec<Argument>> {
    let (one, other) = (arguments.get(p)?, arguments.get(q)?);
    are_alike(one, other).then(|| with(arguments, p, other.clone()))
}

/// A function of a number in its place, and the words for it with # for its name.
const NUMBERS: [OfNumber; 14] = [
    ("−# in place of #", |p| -p),
    ("# = 1: is it left out?", |_| 1.0),
    ("# = 0: is it left out?", |_| 0.0),
    ("#² in place of #", |p| p * p),
    ("|#| in place of #", f64::abs),
    ("1 − # in place of #", |p| 1.0 - p),
    ("1/# in place of #", |p| 1.0 / p),
    ("h of # in place of #", eq04_sigmoid),
    ("h′ of # in place of #", sigmoid_slope),
    ("tanh of # in place of #", f64::tanh),
    ("exp of # in place of #", f64::exp),
    ("log of # in place of #", f64::ln),
    ("2 # in place of #", |p| 2.0 * p),
    ("#/2 in place of #", |p| p / 2.0),
];

/// Numbers of an argument that are altered in the same way.
#[derive(Debug, Clone, Copy)]
enum Rows {
    Own,
    W,
    V,
    X,
    T,
}

const ROWS: [Rows; 5] = [Rows::Own, Rows::V, Rows::W, Rows::T, Rows::X];

impl Rows {
    /// The words for them; `before` if there may be several rows.
    fn name(self, parameter: &str, before: &str) -> String {
        match self {
            Self::Own => parameter.into(),
            Self::W => format!("{before}w"),
            Self::V => format!("{before}v"),
            Self::X => "x".into(),
            Self::T => "t".into(),
        }
    }

    /// Nothing if the argument has none.
    fn of(self, argument: &mut Argument) -> Vec<&mut [f64]> {
        match (self, argument) {
            (Self::Own, Argument::Number(number)) => vec![std::slice::from_mut(number)],
            (Self::Own, Argument::Numbers(numbers)) => vec![numbers],
            (Self::W, Argument::Network(network)) => {
                network.w.iter_mut().map(Vec::as_mut_slice).collect()
            }
            (Self::V, Argument::Network(network)) => {
                network.v.iter_mut().map(Vec::as_mut_slice).collect()
            }
            (Self::X, Argument::Sample(sample)) => vec![&mut sample.x],
            (Self::T, Argument::Sample(sample)) => vec![&mut sample.t],
            (Self::X, Argument::Samples(samples)) => {
                samples.iter_mut().map(|one| one.x.as_mut_slice()).collect()
            }
            (Self::T, Argument::Samples(samples)) => {
                samples.iter_mut().map(|one| one.t.as_mut_slice()).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn in_rows(
    arguments: &[Argument],
    p: usize,
    rows: Rows,
    of: impl Fn(&mut [f64]),
) -> Option<Vec<Argument>> {
    let mut altered = arguments.to_vec();
    let rows = rows.of(altered.get_mut(p)?);
    let has_numbers = !rows.is_empty() && rows.iter().all(|row| !row.is_empty());
    if !has_numbers {
        return None;
    }
    for row in rows {
        of(row);
    }
    Some(altered)
}

const VECTORS: [OfRow; 10] = [
    ("# with 0 for its last number", |numbers| {
        set_last(numbers, 0.0);
    }),
    ("# with 1 for its last number", |numbers| {
        set_last(numbers, 1.0);
    }),
    ("# with 0 for its first number", |numbers| numbers[0] = 0.0),
    ("# with its last number twice as large", |numbers| {
        let last = numbers.last().copied().unwrap_or_default();
        set_last(numbers, 2.0 * last);
    }),
    ("# with 0 for all but its first number", |numbers| {
        numbers[1..].fill(0.0);
    }),
    ("# with 0 for all but its last number", |numbers| {
        let last = numbers.len() - 1;
        numbers[..last].fill(0.0);
    }),
    ("# with its first number everywhere", |numbers| {
        let first = numbers[0];
        numbers.fill(first);
    }),
    ("# in reversed order", |numbers| numbers.reverse()),
    ("# moved one place to the left", |numbers| {
        numbers.rotate_left(1);
    }),
    ("# moved one place to the right", |numbers| {
        numbers.rotate_right(1);
    }),
];

fn set_last(numbers: &mut [f64], number: f64) {
    if let Some(last) = numbers.last_mut() {
        *last = number;
    }
}

const NETWORKS: [OfNetwork; 4] = [
    ("row 0 of w in place of each row", |network| {
        network.w = vec![network.w[0].clone(); network.w.len()];
    }),
    ("row 0 of v in place of each row", |network| {
        network.v = vec![network.v[0].clone(); network.v.len()];
    }),
    ("the rows of w in reversed order", |network| {
        network.w.reverse();
    }),
    ("the rows of v in reversed order", |network| {
        network.v.reverse();
    }),
];

fn of_network(arguments: &[Argument], p: usize, of: fn(&mut Network)) -> Option<Vec<Argument>> {
    let Argument::Network(network) = arguments.get(p)? else {
        return None;
    };
    let mut altered = network.clone();
    of(&mut altered);
    Some(with(arguments, p, Argument::Network(altered)))
}

const LISTS: [OfList; 5] = [
    ("the first sample alone", |samples| samples.truncate(1)),
    ("the last sample alone", |samples| {
        drop(samples.drain(..samples.len() - 1));
    }),
    ("all samples but the last", |samples| {
        samples.truncate(samples.len() - 1);
    }),
    ("all samples but the first", |samples| {
        drop(samples.drain(..1));
    }),
    ("the samples in reversed order", |samples| samples.reverse()),
];

fn of_list(arguments: &[Argument], p: usize, of: fn(&mut Vec<Sample>)) -> Option<Vec<Argument>> {
    let Argument::Samples(samples) = arguments.get(p)? else {
        return None;
    };
    let mut altered = samples.clone();
    (altered.len() > 1).then(|| of(&mut altered))?;
    Some(with(arguments, p, Argument::Samples(altered)))
}
