//! The current numbers: a network, samples, and the entries of them that an equation speaks of.

use crate::model::{Forward, Network, Sample, backprop, error, network::forward};

/// Which entry of a vector or a matrix an equation shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indices {
    /// The output, in 0..K.
    pub k: usize,
    /// The hidden unit, in 0..M.
    pub j: usize,
    /// The input, in 0..=D.
    pub i: usize,
    /// An output other than the first, in 1..K.
    pub l: usize,
}

/// The numbers for the symbols of the equations.
#[derive(Debug, Clone)]
pub struct Context {
    pub network: Network,
    /// The samples over which E is the mean.
    pub samples: Vec<Sample>,
    /// n, the current sample, in 0..N.
    pub n: usize,
    pub indices: Indices,
    /// The step ε of the numerical derivative.
    pub epsilon: f64,
    pub learning_rate: f64,
    /// The weights and the inputs of a single neuron for equations 1–4, in place of hidden unit j. Both end with the bias.
    pub neuron: Option<(Vec<f64>, Vec<f64>)>,
    pub pass: Forward,
}

/// The reason why an equation has no value in a context.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContextError {
    #[error("equation {equation} speaks of a_{output}, but this network has K = {classes} outputs, a_0 to a_{}", classes - 1)]
    NoSuchOutput {
        equation: String,
        output: usize,
        classes: usize,
    },
    #[error("index {index} = {found} is out of range: {meaning} run from {first} to {last}")]
    Index {
        index: char,
        found: usize,
        meaning: &'static str,
        first: usize,
        last: usize,
    },
}

impl Context {
    /// The worked example that the whole project uses: D = 2, M = 2, K = 3, three samples, the first of them current.
    pub fn worked_example() -> Self {
        let network = Network {
            // The first hidden unit is the source's example of a single neuron.
            w: vec![vec![-2.0, 1.0, 2.0], vec![-1.5, 1.0, 0.25]],
            v: [[1.0, -1.0, 0.5], [-0.5, 1.5, -0.25], [0.25, 0.5, -1.0]]
                .map(Vec::from)
                .to_vec(),
        };
        let samples = [
            ([1.5, 0.5, 1.0], [1.0, 0.0, 0.0]),
            ([-1.0, 1.0, 1.0], [0.0, 1.0, 0.0]),
            ([0.5, -1.5, 1.0], [0.0, 0.0, 1.0]),
        ];
        let samples = samples.map(|(x, t)| Sample {
            x: x.to_vec(),
            t: t.to_vec(),
        });
        Self::new(network, samples.to_vec(), 0)
    }

    /// A context with the default indices, ε = 0.001 and α = 0.5, the values of the source.
    ///
    /// `n` in 0..N; every sample must have the network's D + 1 inputs and K targets.
    pub fn new(network: Network, samples: Vec<Sample>, n: usize) -> Self {
        let pass = forward(&network, &samples[n].x);
        Self {
            network,
            samples,
            n,
            indices: Indices {
                k: 0,
                j: 0,
                i: 1,
                l: 1,
            },
            epsilon: 0.001,
            learning_rate: 0.5,
            neuron: None,
            pass,
        }
    }

    /// The same numbers with a single neuron for equations 1–4. `w` and `x` have the same length and end with the bias.
    pub fn with_neuron(mut self, w: Vec<f64>, x: Vec<f64>) -> Self {
        self.neuron = Some((w, x));
        self
    }

    /// The weights and the inputs of equations 1–4: those of the single neuron, or of hidden unit j. Both end with the bias.
    pub fn unit(&self) -> (&[f64], &[f64]) {
        match &self.neuron {
            Some((w, x)) => (w, x),
            None => (&self.network.w[self.indices.j], &self.sample().x),
        }
    }

    pub fn sample(&self) -> &Sample {
        &self.samples[self.n]
    }

    /// Row j of w.
    pub(super) fn w_j(&self) -> &[f64] {
        &self.network.w[self.indices.j]
    }

    pub(super) fn w_ji(&self) -> f64 {
        self.w_j()[self.indices.i]
    }

    pub(super) fn v_kj(&self) -> f64 {
        self.network.v[self.indices.k][self.indices.j]
    }

    pub(super) fn x_i(&self) -> f64 {
        self.sample().x[self.indices.i]
    }

    pub(super) fn b_j(&self) -> f64 {
        self.pass.b[self.indices.j]
    }

    pub(super) fn z_j(&self) -> f64 {
        self.pass.z[self.indices.j]
    }

    /// The K output errors y_k − t_k of the current sample.
    pub fn output_errors(&self) -> Vec<f64> {
        backprop::output_errors(&self.pass.y, &self.sample().t)
    }

    /// The N errors E_n.
    pub fn sample_errors(&self) -> Vec<f64> {
        error::sample_errors(&self.network, &self.samples)
    }

    /// The weights v_kj from hidden unit j to every output.
    pub fn weights_leaving(&self, j: usize) -> Vec<f64> {
        self.network.v.iter().map(|v_k| v_k[j]).collect()
    }

    /// Checks that `entry` has a value in this context.
    ///
    /// # Errors
    /// An index out of range, or an equation of an output that the network does not have.
    pub fn validate(&self, entry: &super::Entry) -> Result<(), ContextError> {
        let classes = self.network.classes();
        if classes < entry.classes {
            return Err(ContextError::NoSuchOutput {
                equation: entry.number.to_string(),
                output: entry.classes - 1,
                classes,
            });
        }
        let Indices { k, j, i, l } = self.indices;
        let ranges = [
            ('k', k, ("the outputs", 0, classes - 1)),
            ('j', j, ("the hidden units", 0, self.last_unit(entry))),
            ('i', i, ("the inputs", 0, self.network.inputs())),
            ('l', l, ("the outputs other than the first", 1, classes - 1)),
        ];
        for (index, found, (meaning, first, last)) in ranges {
            if entry.indices.contains(index) && !(first..=last).contains(&found) {
                return Err(ContextError::Index {
                    index,
                    found,
                    meaning,
                    first,
                    last,
                });
            }
        }
        Ok(())
    }

    /// The largest j. The bias unit z_M has weights v that leave it, but none that lead to it.
    fn last_unit(&self, entry: &super::Entry) -> usize {
        if entry.symbols.contains('v') && !entry.symbols.contains('w') {
            self.network.hidden()
        } else {
            self.network.hidden() - 1
        }
    }
}
