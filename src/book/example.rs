//! The numbers that a page shows an equation with, and how a number in the text is written.

use crate::equation::Context;
use crate::model::network::{eq07_softmax, forward, log_softmax};

/// The numbers that an equation is shown with, where they are not the worked example's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Example {
    /// A single neuron.
    pub neuron: Option<Neuron>,
    /// The indices k, j and i, where given.
    pub indices: [Option<usize>; 3],
    /// The current sample, where not the first.
    pub n: Option<usize>,
    /// The step ε, where not that of the worked example.
    pub epsilon: Option<f64>,
    /// The learning rate α, where not that of the worked example.
    pub learning_rate: Option<f64>,
    /// K output sums in place of those of the forward pass.
    pub a: Option<Vec<f64>>,
    /// K targets in place of those of the sample.
    pub t: Option<Vec<f64>>,
    /// How a value in the text is written.
    pub precision: Precision,
}

/// How a number in the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// `digits=3`: so many decimals.
    Decimals(usize),
    /// `scientific=1`: so many decimals, and a power of ten.
    Scientific(usize),
}

impl Default for Precision {
    fn default() -> Self {
        Self::Decimals(4)
    }
}

impl Precision {
    /// The precision that an argument asks for, if it is about that.
    pub(super) fn parse(key: &str, value: &str) -> Result<Option<Self>, String> {
        Ok(match key {
            "digits" => Some(Self::Decimals(count(key, value)?.min(17))),
            "scientific" => Some(Self::Scientific(count(key, value)?.min(17))),
            _ => None,
        })
    }
}

/// Weights and inputs of a single neuron, both with the bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    /// The weights, the bias last.
    pub w: Vec<f64>,
    /// The inputs, and 1.
    pub x: Vec<f64>,
}

impl Example {
    /// The case to evaluate.
    #[must_use]
    pub fn case(&self) -> Context {
        let mut case = Context::worked_example();
        if let Some(Neuron { w, x }) = &self.neuron {
            case = case.with_neuron(w.clone(), x.clone());
        }
        let [k, j, i] = self.indices;
        case.indices.k = k.unwrap_or(case.indices.k);
        case.indices.j = j.unwrap_or(case.indices.j);
        case.indices.i = i.unwrap_or(case.indices.i);
        case.epsilon = self.epsilon.unwrap_or(case.epsilon);
        case.learning_rate = self.learning_rate.unwrap_or(case.learning_rate);
        if let Some(n) = self.n {
            case.n = n;
            case.pass = forward(&case.network, &case.samples[n].x);
        }
        if let Some(t) = &self.t {
            case.samples[case.n].t.clone_from(t);
        }
        if let Some(a) = &self.a {
            case.pass.y = eq07_softmax(a);
            case.pass.log_y = log_softmax(a);
            case.pass.a.clone_from(a);
        }
        case
    }

    /// Whether the numbers have the shape of the worked example.
    fn check_shape(&self) -> Result<(), String> {
        let case = Context::worked_example();
        let (samples, classes) = (case.samples.len(), case.network.classes());
        if let Some(n) = self.n.filter(|n| *n >= samples) {
            return Err(format!(
                "sample n = {n} is out of range: the samples run from 0 to {}",
                samples - 1
            ));
        }
        for (name, numbers) in [("a", &self.a), ("t", &self.t)] {
            let found = numbers.as_ref().map_or(classes, Vec::len);
            if found != classes {
                return Err(format!(
                    "{name} needs {classes} numbers, one for each output, but has {found}"
                ));
            }
        }
        Ok(())
    }
}

/// Read arguments such as `w=-2,1,2 x=0,0 digits=2`.
pub(super) fn example(arguments: &str) -> Result<Example, String> {
    let mut example = Example::default();
    let (mut w, mut x) = (None, None);
    for argument in arguments.split_whitespace() {
        let (key, value) = key_and_value(argument)?;
        if let Some(precision) = Precision::parse(key, value)? {
            example.precision = precision;
            continue;
        }
        match key {
            "w" => w = Some(numbers(key, value)?),
            "x" => x = Some(numbers(key, value)?),
            "k" => example.indices[0] = Some(count(key, value)?),
            "j" => example.indices[1] = Some(count(key, value)?),
            "i" => example.indices[2] = Some(count(key, value)?),
            "n" => example.n = Some(count(key, value)?),
            "epsilon" => example.epsilon = Some(number_of(key, value)?),
            "learning_rate" => example.learning_rate = Some(number_of(key, value)?),
            "a" => example.a = Some(numbers(key, value)?),
            "t" => example.t = Some(numbers(key, value)?),
            _ => {
                return Err(format!(
                    "unknown argument {key:?} (expected w, x, k, j, i, n, epsilon, learning_rate, a, t, digits or scientific)"
                ));
            }
        }
    }
    example.neuron = neuron(w, x)?;
    example.check_shape()?;
    Ok(example)
}

/// The two sides of an argument.
pub(super) fn key_and_value(argument: &str) -> Result<(&str, &str), String> {
    argument.split_once('=').ok_or_else(|| {
        format!("malformed argument {argument:?} (expected KEY=VALUE, as in w=-2,1,2)")
    })
}

/// The neuron's weights end with the bias; its inputs are given without.
fn neuron(w: Option<Vec<f64>>, x: Option<Vec<f64>>) -> Result<Option<Neuron>, String> {
    match (w, x) {
        (None, None) => Ok(None),
        (Some(w), Some(mut x)) if w.len() == x.len() + 1 => {
            x.push(1.0);
            Ok(Some(Neuron { w, x }))
        }
        (Some(w), Some(x)) => Err(format!(
            "{} weights, the bias last, need {} inputs, but x has {}",
            w.len(),
            w.len() - 1,
            x.len()
        )),
        _ => Err("w and x are given together or not at all".to_owned()),
    }
}

fn numbers(key: &str, value: &str) -> Result<Vec<f64>, String> {
    let number = |text: &str| text.parse().ok().filter(|value: &f64| value.is_finite());
    value
        .split(',')
        .map(|text| {
            number(text).ok_or_else(|| {
                format!("malformed argument {key}={value} ({text:?} is not a finite number)")
            })
        })
        .collect()
}

fn number_of(key: &str, value: &str) -> Result<f64, String> {
    match numbers(key, value)?.as_slice() {
        [number] => Ok(*number),
        _ => Err(format!(
            "malformed argument {key}={value} (expected one number)"
        )),
    }
}

fn count(key: &str, value: &str) -> Result<usize, String> {
    value
        .parse()
        .map_err(|_| format!("malformed argument {key}={value} (expected a whole number)"))
}
