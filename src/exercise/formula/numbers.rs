//! The numbers behind the letters of a formula, in one call of a case.

use super::letters::Terms;
use super::tree::Letter;
use crate::equation::{Context, Indices};
use crate::exercise::value::{FUNCTIONS, Function};
use crate::exercise::{Argument, Blank, Call};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::network::{eq07_softmax, forward};
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::{Forward, Network};

/// The letters' values: those of the case, and of the arguments where the call has its own.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub context: Context,
    /// The passes of all samples.
    passes: Vec<Forward>,
    terms: &'static Terms,
    /// The weights and inputs of equations 1–3, and the sum of equation 4.
    unit: (Vec<f64>, Vec<f64>),
    sum: f64,
    /// The function of equation 9, its x and its step.
    function: Function,
    x: f64,
    epsilon: f64,
    /// Slopes that the function is given.
    slopes: Option<Vec<f64>>,
    factors: [Option<f64>; 2],
}

impl Numbers {
    pub fn new(terms: &'static Terms, blank: &Blank, call: &Call, context: &Context) -> Self {
        let mut context = context.clone();
        context.n = call.n;
        context.indices = call.indices;
        for argument in &call.arguments {
            match argument {
                Argument::Network(network) => context.network = network.clone(),
                Argument::Samples(samples) => context.samples.clone_from(samples),
                _ => {}
            }
        }
        let is_single = terms.letter('w') == Some("w_i");
        let unit = is_single.then(|| context.unit());
        let unit = unit.map(|(w, x)| (w.to_vec(), x.to_vec()));
        let mut numbers = Self {
            passes: Vec::new(),
            terms,
            unit: unit.unwrap_or_default(),
            sum: 0.0,
            function: FUNCTIONS[0],
            x: 0.0,
            epsilon: context.epsilon,
            slopes: None,
            factors: [None; 2],
            context,
        };
        numbers.pass();
        for (name, argument) in blank.parameters.iter().zip(&call.arguments) {
            numbers.take(name, argument);
        }
        // The intercept's input, where the function is given the others alone.
        let (weights, inputs) = (numbers.unit.0.len(), &mut numbers.unit.1);
        if inputs.len() + 1 == weights {
            inputs.push(1.0);
        }
        numbers
    }

    /// The value of an argument in place of that of the case.
    fn take(&mut self, name: &str, argument: &Argument) {
        let n = self.context.n;
        match (name, argument) {
            ("w", Argument::Numbers(w)) => self.unit.0.clone_from(w),
            ("x", Argument::Numbers(x)) => {
                self.unit.1.clone_from(x);
            }
            ("a", Argument::Number(a)) => self.sum = *a,
            ("a", Argument::Numbers(a)) => {
                self.passes[n].a.clone_from(a);
                self.passes[n].y = eq07_softmax(a);
            }
            ("b_j", Argument::Number(b_j)) => {
                let j = self.context.indices.j;
                if let Some(known) = self.passes[n].b.get_mut(j) {
                    *known = *b_j;
                }
            }
            ("f", Argument::Function(place)) => {
                self.function = FUNCTIONS.get(*place).copied().unwrap_or(FUNCTIONS[0]);
            }
            ("x", Argument::Number(x)) => self.x = *x,
            ("epsilon", Argument::Number(epsilon)) => self.epsilon = *epsilon,
            ("learning_rate", Argument::Number(rate)) => self.context.learning_rate = *rate,
            ("slopes" | "gradients", Argument::Numbers(slopes)) => {
                self.slopes = Some(slopes.clone());
            }
            ("slope_at_sum", Argument::Number(slope)) => self.factors[0] = Some(*slope),
            ("slope_of_sum", Argument::Number(slope)) => self.factors[1] = Some(*slope),
            _ => {}
        }
    }

    fn pass(&mut self) {
        let network = &self.context.network;
        let passes = self
            .context
            .samples
            .iter()
            .map(|one| forward(network, &one.x));
        self.passes = passes.collect();
    }

    /// The values that the indices have from outside.
    pub fn counted(&self) -> Vec<(char, usize)> {
        let Indices { k, j, i, l } = self.context.indices;
        let all = [
            ('k', k),
            ('j', j),
            ('i', i),
            ('l', l),
            ('n', self.context.n),
        ];
        let is_counted = |(name, _): &(char, usize)| self.terms.counted.contains(*name);
        all.into_iter().filter(is_counted).collect()
    }

    /// The number of values of an index of a letter.
    pub fn length(&self, name: char, position: usize) -> usize {
        let Network { w, v } = &self.context.network;
        match (name, position) {
            ('w' | 'x', _) if self.is_single() => self.unit.0.len(),
            ('w', 0) | ('b', _) => w.len(),
            ('w' | 'x', _) => w.first().map_or(0, Vec::len),
            ('v', 0) => v.len(),
            ('v' | 'z', _) => w.len() + 1,
            ('a' | 'y' | 't', _) => self.passes[self.context.n].a.len(),
            _ => self.context.samples.len(),
        }
    }

    fn is_single(&self) -> bool {
        self.terms.letter('w') == Some("w_i")
    }

    /// N, M, K, D, and the n of a single neuron.
    pub fn size(&self, name: char) -> Option<usize> {
        let network = &self.context.network;
        Some(match name {
            'N' => self.context.samples.len(),
            'M' => network.hidden(),
            'K' => self.length('a', 0),
            'D' if self.is_single() => self.unit.0.len() - 1,
            'D' => network.inputs(),
            'n' if self.is_single() => self.unit.0.len(),
            _ => return None,
        })
    }

    /// The value of a letter of sample n at its indices, which are in range.
    pub fn value(&self, name: char, n: usize, at: &[usize]) -> f64 {
        if let Some(size) = self.size(name) {
            return size as f64;
        }
        match name {
            'α' => return self.context.learning_rate,
            'ε' => return self.epsilon,
            'x' if at.is_empty() => return self.x,
            'a' if at.is_empty() => return self.sum,
            'y' if at.is_empty() => return eq04_sigmoid(self.sum),
            'u' => return self.passes[n].a.iter().map(|a| a.exp()).sum(),
            'E' => return self.error(n),
            _ => {}
        }
        let (pass, sample) = (&self.passes[n], &self.context.samples[n]);
        let Network { w, v } = &self.context.network;
        match (name, at) {
            ('w', [i]) => self.unit.0[*i],
            ('x', [i]) if self.is_single() => self.unit.1[*i],
            ('w', [j, i]) => w[*j][*i],
            ('v', [k, j]) => v[*k][*j],
            ('x', [i]) => sample.x[*i],
            ('b', [j]) => pass.b[*j],
            ('z', [j]) => pass.z[*j],
            ('a', [k]) => pass.a[*k],
            ('y', [k]) => pass.y[*k],
            ('t', [k]) => sample.t[*k],
            _ => f64::NAN,
        }
    }

    /// E_n.
    fn error(&self, n: usize) -> f64 {
        let pairs = self.context.samples[n].t.iter().zip(&self.passes[n].y);
        let terms = pairs.map(|(t, y)| if *t == 0.0 { 0.0 } else { -t * y.ln() });
        terms.sum()
    }

    /// E of another network.
    pub fn error_of(&self, network: &Network) -> f64 {
        eq08_mean_cross_entropy(network, &self.context.samples)
    }

    pub fn apply(&self, x: f64) -> f64 {
        (self.function.at)(x)
    }

    /// A slope that an earlier equation has found. Both letters have their indices.
    pub fn slope(&self, of: (char, usize), along: (char, &[usize]), n: usize) -> f64 {
        let one = |is_same: bool| f64::from(u8::from(is_same));
        match (of, along) {
            (('E', _), ('a', [k])) => self.factors[0].unwrap_or_else(|| self.output_error(n, *k)),
            (('E', _), ('v', [k, j])) => self.output_error(n, *k) * self.passes[n].z[*j],
            (('E', _), ('w', [j, i])) => {
                let given = self.slopes.as_ref().and_then(|slopes| slopes.get(n));
                given
                    .copied()
                    .unwrap_or_else(|| self.hidden_slope(n, *j, *i))
            }
            (('a', k), ('v', [row, j])) => {
                let slope = || one(k == *row) * self.passes[n].z[*j];
                self.factors[1].unwrap_or_else(slope)
            }
            (('a', k), ('z', [j])) => self.context.network.v[k][*j],
            (('z', j), ('b', [other])) if j < self.passes[n].b.len() => {
                one(j == *other) * sigmoid_slope(self.passes[n].b[j])
            }
            (('b', j), ('w', [row, i])) => one(j == *row) * self.context.samples[n].x[*i],
            (('y', i), ('a', [k])) => {
                let given = self.slopes.as_ref().and_then(|slopes| slopes.get(i));
                let y = &self.passes[n].y;
                let slope = || y[i] * (one(i == *k) - y[*k]);
                given.copied().unwrap_or_else(slope)
            }
            _ => f64::NAN,
        }
    }

    /// ∂E_n/∂a_k, also for targets that do not sum to 1.
    fn output_error(&self, n: usize, k: usize) -> f64 {
        let t = &self.context.samples[n].t;
        self.passes[n].y[k] * t.iter().sum::<f64>() - t[k]
    }

    fn hidden_slope(&self, n: usize, j: usize, i: usize) -> f64 {
        let v = &self.context.network.v;
        let back = (0..v.len()).map(|k| self.output_error(n, k) * v[k][j]);
        back.sum::<f64>() * sigmoid_slope(self.passes[n].b[j]) * self.context.samples[n].x[i]
    }

    /// The same after one letter has another value, with all that follows from it.
    pub fn moved(&self, letter: &Letter, n: usize, at: &[usize], value: f64) -> Self {
        let mut moved = self.clone();
        match (letter.name, at) {
            ('a', [k]) => {
                moved.passes[n].a[*k] = value;
                moved.passes[n].y = eq07_softmax(&moved.passes[n].a);
            }
            ('w', [j, i]) => {
                moved.context.network.w[*j][*i] = value;
                moved.pass();
            }
            _ => {}
        }
        moved
    }
}
