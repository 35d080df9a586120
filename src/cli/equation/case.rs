//! From options to the numbers that stand in the equations.

use super::{EquationCommand, are_of_a_neuron};
use crate::cli::Usage;
use crate::data::{self, one_hot};
use crate::equation::{Context, Entry, Indices};
use crate::model::{Network, Sample};
use crate::stage::Neuron;

impl EquationCommand {
    /// The current numbers, as the options describe them.
    pub(super) fn case(&self, entries: &[&Entry]) -> anyhow::Result<Context> {
        let mut case = match &self.w {
            Some(w) if are_of_a_neuron(entries) => self.neuron_alone(&w.0)?,
            Some(w) => {
                let case = self.network_case()?;
                let x = without_bias(case.sample());
                with_neuron(case, &w.0, x)?
            }
            None => self.network_case()?,
        };
        case.indices = Indices {
            k: self.k,
            j: self.j,
            i: self.i,
        };
        case.epsilon = self.epsilon;
        case.learning_rate = self.learning_rate;
        Ok(case)
    }

    /// Equations 1 to 4 of a single neuron: its inputs may come from anywhere, and a network has no part in them.
    fn neuron_alone(&self, w: &[f64]) -> anyhow::Result<Context> {
        if self.network.is_some() {
            return Err(Usage::error(
                "--w and --network do not go together in equations 1 to 4: leave one of them out",
            ));
        }
        let example = Context::worked_example();
        let x = match (&self.x, &self.data) {
            (Some(x), _) => x.0.clone(),
            (None, Some(name)) => {
                let samples = data::load(name, self.seed)?.samples();
                without_bias(&samples[self.current(&samples)?])
            }
            (None, None) => without_bias(&example.samples[self.current(&example.samples)?]),
        };
        with_neuron(example, w, x)
    }

    fn network_case(&self) -> anyhow::Result<Context> {
        let example = Context::worked_example();
        let network = match &self.network {
            Some(path) => data::read_network(path)?,
            None => example.network,
        };
        let samples = self.samples(&network, example.samples)?;
        let n = self.current(&samples)?;
        Ok(Context::new(network, samples, n))
    }

    /// The number of the current sample.
    fn current(&self, samples: &[Sample]) -> anyhow::Result<usize> {
        let (n, count) = (self.sample.unwrap_or(0), samples.len());
        if n < count {
            return Ok(n);
        }
        Err(Usage::error(format!(
            "--sample {n}: there are {count} samples, 0 to {}",
            count - 1
        )))
    }

    fn samples(&self, network: &Network, example: Vec<Sample>) -> anyhow::Result<Vec<Sample>> {
        let (inputs, classes) = (network.inputs(), network.classes());
        if let Some(name) = &self.data {
            let set = data::load(name, self.seed)?;
            if (set.inputs(), set.class_count()) != (inputs, classes) {
                return Err(Usage::error(format!(
                    "{} has D = {} inputs and K = {} classes, but the network has D = {inputs} and K = {classes}: \
                     give a network of its shape with --network FILE.json",
                    set.name,
                    set.inputs(),
                    set.class_count(),
                )));
            }
            return Ok(set.samples());
        }
        let mut samples = match &self.x {
            Some(x) => vec![Sample {
                x: x.0.iter().copied().chain([1.0]).collect(),
                t: one_hot(0, classes),
            }],
            None => example,
        };
        if let Some(found) = samples
            .iter()
            .map(|sample| sample.x.len() - 1)
            .find(|found| *found != inputs)
        {
            let whose = if self.x.is_some() {
                "--x"
            } else {
                "the worked example, which stands in without --x,"
            };
            return Err(Usage::error(format!(
                "the network takes D = {inputs} inputs, but {whose} has {found} numbers"
            )));
        }
        if let Some(class) = self.class {
            if class >= classes {
                return Err(Usage::error(format!(
                    "--class {class}: the network has K = {classes} classes, 0 to {}",
                    classes - 1
                )));
            }
            let n = self.sample.unwrap_or(0).min(samples.len() - 1);
            samples[n].t = one_hot(class, classes);
        }
        if samples.iter().any(|sample| sample.t.len() != classes) {
            return Err(Usage::error(format!(
                "the worked example has 3 classes, but the network has K = {classes}: give a sample with --x and --class"
            )));
        }
        Ok(samples)
    }
}

/// The inputs of a sample without the 1 at their end.
fn without_bias(sample: &Sample) -> Vec<f64> {
    sample.x[..sample.x.len() - 1].to_vec()
}

/// A case in which equations 1 to 4 speak of a single neuron.
fn with_neuron(case: Context, w: &[f64], x: Vec<f64>) -> anyhow::Result<Context> {
    let neuron = Neuron::new(w.to_vec(), x).map_err(|error| Usage::error(error.to_string()))?;
    Ok(case.with_neuron(w.to_vec(), neuron.inputs_with_bias()))
}
