//! From options to the numbers in the equations.

use super::{EquationCommand, are_of_a_neuron};
use crate::cli::saved::Brought;
use crate::cli::{Numbers, Usage};
use crate::data::{DataSet, escaped, one_hot};
use crate::equation::{Context, Entry, Indices};
use crate::model::{Network, Sample};
use crate::stage::Neuron;

impl EquationCommand {
    pub(super) fn case(
        &self,
        entries: &[&Entry],
        brought: Option<&Brought>,
        set: Option<&DataSet>,
    ) -> anyhow::Result<Context> {
        let mut case = match &self.w {
            Some(w) if are_of_a_neuron(entries) => self.neuron_alone(&w.0, set)?,
            Some(w) => {
                let case = self.network_case(brought, set)?;
                let x = without_bias(case.sample());
                with_neuron(case, &w.0, x)?
            }
            None => self.network_case(brought, set)?,
        };
        let Self { k, j, i, .. } = *self;
        // Without --l an older command line may give it by --i.
        let l = self.l.or(i).unwrap_or(1);
        let i = i.unwrap_or(1);
        case.indices = Indices { k, j, i, l };
        case.epsilon = self.epsilon;
        case.learning_rate = self.learning_rate;
        Ok(case)
    }

    /// Equations 1 to 4 of a single neuron, without a network.
    fn neuron_alone(&self, w: &[f64], set: Option<&DataSet>) -> anyhow::Result<Context> {
        Usage::ensure(self.network.is_none(), || {
            "--w and --network do not go together in equations 1 to 4: leave one of them out".into()
        })?;
        let example = Context::worked_example();
        let x = if let Some(x) = &self.x {
            x.0.clone()
        } else {
            let samples = match set {
                Some(set) => &set.samples(),
                None => &example.samples,
            };
            without_bias(&samples[self.current(samples)?])
        };
        with_neuron(example, w, x)
    }

    fn network_case(
        &self,
        brought: Option<&Brought>,
        set: Option<&DataSet>,
    ) -> anyhow::Result<Context> {
        let example = Context::worked_example();
        let network = brought.map_or(example.network, |brought| brought.saved.network.clone());
        let mut samples = match set {
            Some(set) => samples_of_data(set, &network)?,
            None => self.samples(&network, example.samples)?,
        };
        if let (Some(_), Some(scaler)) = (&self.x, brought.and_then(Brought::scaler)) {
            for Sample { x, .. } in &mut samples {
                *x = [&scaler.scaled(&x[..x.len() - 1])[..], &[1.0]].concat();
            }
        }
        let n = self.current(&samples)?;
        Ok(Context::new(network, samples, n))
    }

    fn current(&self, samples: &[Sample]) -> anyhow::Result<usize> {
        let (n, count) = (self.sample.unwrap_or(0), samples.len());
        Usage::ensure(n < count, || {
            let last = count - 1;
            format!("--sample {n}: there are {count} samples, 0 to {last}")
        })?;
        Ok(n)
    }

    fn samples(&self, network: &Network, example: Vec<Sample>) -> anyhow::Result<Vec<Sample>> {
        let (inputs, classes) = (network.inputs(), network.classes());
        let (mut samples, whose) = match &self.x {
            Some(Numbers(x)) => {
                let x = x.iter().copied().chain([1.0]).collect();
                let t = one_hot(0, classes);
                (vec![Sample { x, t }], "--x")
            }
            None => (example, "the worked example, used without --x,"),
        };
        let found = samples[0].x.len() - 1;
        Usage::ensure(found == inputs, || {
            format!("the network takes D = {inputs} inputs, but {whose} has {found} numbers")
        })?;
        if let Some(class) = self.class()? {
            Usage::ensure(class < classes, || {
                let last = classes - 1;
                format!("--class {class}: the network has K = {classes} classes, 0 to {last}")
            })?;
            let n = self.sample.unwrap_or(0).min(samples.len() - 1);
            samples[n].t = one_hot(class, classes);
        }
        let has_classes = samples.iter().all(|sample| sample.t.len() == classes);
        Usage::ensure(has_classes, || {
            format!(
                "the worked example has 3 classes, but the network has K = {classes}: give a sample with --x and --class"
            )
        })?;
        Ok(samples)
    }

    /// The class of the sample, where there are no data.
    fn class(&self) -> anyhow::Result<Option<usize>> {
        let word = &self.reading.settings.reading.class;
        if word.is_empty() {
            return Ok(None);
        }
        let class = word.parse().map_err(|_| {
            let message = format!(
                "--class {}: without --data it is the class of the sample, a number from 0",
                escaped(word)
            );
            Usage::error(&message)
        });
        class.map(Some)
    }
}

/// The samples of data of the network's shape.
fn samples_of_data(set: &DataSet, network: &Network) -> anyhow::Result<Vec<Sample>> {
    let (inputs, classes) = (network.inputs(), network.classes());
    let found = (set.inputs(), set.class_count());
    Usage::ensure(found == (inputs, classes), || {
        format!(
            "{} has D = {} inputs and K = {} classes, but the network has D = {inputs} and K = {classes}: \
             give a network of its shape with --network FILE.json",
            set.name, found.0, found.1,
        )
    })?;
    Ok(set.samples())
}

/// The inputs of a sample without the 1 at their end.
fn without_bias(sample: &Sample) -> Vec<f64> {
    sample.x[..sample.x.len() - 1].to_vec()
}

/// A case in which equations 1 to 4 speak of a single neuron.
fn with_neuron(case: Context, w: &[f64], x: Vec<f64>) -> anyhow::Result<Context> {
    let neuron = Neuron::new(w.to_vec(), x).map_err(|error| Usage::error(&error))?;
    Ok(case.with_neuron(w.to_vec(), neuron.inputs_with_bias()))
}
