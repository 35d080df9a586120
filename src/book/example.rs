//! The numbers that a page shows an equation with.

use std::fmt::Write as _;

use super::number::Precision;
use crate::equation::Context;
use crate::model::network::{eq07_softmax, forward, log_softmax};

/// Numbers in place of the worked example's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Example {
    pub neuron: Option<Neuron>,
    /// The indices k, j and i.
    pub indices: [Option<usize>; 3],
    /// The current sample.
    pub n: Option<usize>,
    pub epsilon: Option<f64>,
    pub learning_rate: Option<f64>,
    /// K output sums in place of those of the forward pass.
    pub a: Option<Vec<f64>>,
    /// K targets in place of those of the sample.
    pub t: Option<Vec<f64>>,
    pub precision: Precision,
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
    /// The context to evaluate equations in.
    #[must_use]
    pub fn context(&self) -> Context {
        let mut context = Context::worked_example();
        if let Some(Neuron { w, x }) = &self.neuron {
            context = context.with_neuron(w.clone(), x.clone());
        }
        let [k, j, i] = self.indices;
        context.indices.k = k.unwrap_or(context.indices.k);
        context.indices.j = j.unwrap_or(context.indices.j);
        context.indices.i = i.unwrap_or(context.indices.i);
        context.epsilon = self.epsilon.unwrap_or(context.epsilon);
        context.learning_rate = self.learning_rate.unwrap_or(context.learning_rate);
        if let Some(n) = self.n {
            context.n = n;
            context.pass = forward(&context.network, &context.samples[n].x);
        }
        if let Some(t) = &self.t {
            context.samples[context.n].t.clone_from(t);
        }
        if let Some(a) = &self.a {
            context.pass.y = eq07_softmax(a);
            context.pass.log_y = log_softmax(a);
            context.pass.a.clone_from(a);
        }
        context
    }

    /// The options of `nn28 equation` that give the same numbers.
    pub(super) fn arguments(&self) -> String {
        let join = |numbers: &[f64]| {
            let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
            numbers.join(",")
        };
        let mut arguments = String::new();
        if let Some(Neuron { w, x }) = &self.neuron {
            let inputs = &x[..x.len() - 1];
            let _ = write!(arguments, " --w={} --x={}", join(w), join(inputs));
        }
        let [k, j, i] = self.indices;
        for (name, index) in [("k", k), ("j", j), ("i", i), ("sample", self.n)] {
            if let Some(index) = index {
                let _ = write!(arguments, " --{name} {index}");
            }
        }
        let rates = [
            ("epsilon", self.epsilon),
            ("learning-rate", self.learning_rate),
        ];
        for (name, value) in rates {
            if let Some(value) = value {
                let _ = write!(arguments, " --{name} {value}");
            }
        }
        arguments
    }

    /// Checks that the numbers have the shape of the worked example.
    fn check_shape(&self) -> Result<(), String> {
        let context = Context::worked_example();
        let (samples, classes) = (context.samples.len(), context.network.classes());
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

/// Reads arguments such as `w=-2,1,2 x=0,0 digits=2`.
pub(super) fn example(arguments: &str) -> Result<Example, String> {
    let mut example = Example::default();
    let (mut w, mut x) = (None, None);
    for argument in arguments.split_whitespace() {
        let (key, value) = key_and_value(argument)?;
        if let Some(precision) = precision(key, value)? {
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

/// The precision that an argument asks for, if it is about that.
pub(super) fn precision(key: &str, value: &str) -> Result<Option<Precision>, String> {
    Ok(match key {
        "digits" => Some(Precision::Decimals(count(key, value)?.min(17))),
        "scientific" => Some(Precision::Scientific(count(key, value)?.min(17))),
        _ => None,
    })
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_under_an_equation_gives_the_same_numbers() {
        let text = "w=-2,1,2 x=0.5,1 k=1 n=2 epsilon=1e-5 learning_rate=0.25";
        let mut found = example(text).unwrap_or_default();
        found.n = Some(2);
        assert_eq!(
            found.arguments(),
            " --w=-2,1,2 --x=0.5,1 --k 1 --sample 2 --epsilon 0.00001 --learning-rate 0.25"
        );
    }
}
