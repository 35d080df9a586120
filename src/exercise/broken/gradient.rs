//! Forward pass and gradient with one mistake in them, sample after sample by the functions of `model`.

use std::borrow::Cow;

use super::{Order, Plant, Planted, without_bias};
use crate::model::backprop::{Gradient, output_errors};
use crate::model::error::eq12_cross_entropy;
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::model::{Forward, Matrix, Network, Sample};

/// The slopes of one sample's error on their way from the outputs to the weights.
pub struct Flow {
    pub along_a: Vec<f64>,
    pub along_z: Vec<f64>,
    pub along_b: Vec<f64>,
    pub weights: Gradient,
}

impl Planted {
    /// The network with which the pass computes.
    pub fn computed<'n>(&self, network: &'n Network) -> Cow<'n, Network> {
        match &self.plant {
            Plant::Pass(pass) => match pass.cut {
                Some(letter) => Cow::Owned(without_bias(network, letter)),
                None => Cow::Borrowed(network),
            },
            _ => Cow::Borrowed(network),
        }
    }

    pub fn forward(&self, network: &Network, x: &[f64]) -> Forward {
        self.pass(&self.computed(network), x)
    }

    /// A pass of the network with which it computes.
    fn pass(&self, computed: &Network, x: &[f64]) -> Forward {
        let mut pass = forward(computed, x);
        if let Plant::Pass(wrong) = &self.plant {
            (pass.y, pass.log_y) = (wrong.outputs)(&pass.a);
        }
        pass
    }

    /// E over the samples, by this forward pass.
    pub fn error(&self, network: &Network, samples: &[Sample]) -> f64 {
        let computed = self.computed(network);
        let error = |sample: &Sample| {
            let pass = self.pass(&computed, &sample.x);
            eq12_cross_entropy(&sample.t, &pass.log_y)
        };
        samples.iter().map(error).sum::<f64>() / samples.len() as f64
    }

    /// The mean gradient over some samples, by which a step with this α goes.
    pub fn gradient(&self, network: &Network, samples: &[Sample], rate: f64) -> Gradient {
        let mut mean = self.mean(network, &network.v, samples);
        match &self.plant {
            Plant::Scale(factors) => {
                let [of_w, of_v] = factors(samples.len() as f64);
                scale(&mut mean.w, of_w);
                scale(&mut mean.v, of_v);
            }
            Plant::Order(order) => self.reorder(*order, &mut mean, network, samples, rate),
            Plant::Pass(pass) if pass.cut.is_some() => {
                let of_cut = match pass.cut {
                    Some('w') => &mut mean.w,
                    _ => &mut mean.v,
                };
                let bias = of_cut.iter_mut().filter_map(|row| row.last_mut());
                bias.for_each(|slope| *slope = 0.0);
            }
            _ => {}
        }
        mean
    }

    fn reorder(
        &self,
        order: Order,
        mean: &mut Gradient,
        network: &Network,
        samples: &[Sample],
        rate: f64,
    ) {
        let mut stored = network.clone();
        match order {
            Order::NewV => {
                descend(&mut stored.v, &mean.v, rate);
                mean.w = self.mean(network, &stored.v, samples).w;
            }
            Order::SecondPass => {
                descend(&mut stored.v, &mean.v, rate);
                mean.w = self.mean(&stored, &stored.v, samples).w;
            }
            Order::NewW => {
                descend(&mut stored.w, &mean.w, rate);
                mean.v = self.mean(&stored, &stored.v, samples).v;
            }
        }
    }

    /// The mean of the samples' gradients, with the errors sent back through `v`.
    fn mean(&self, network: &Network, v: &Matrix, samples: &[Sample]) -> Gradient {
        let zeros = |matrix: &Matrix| vec![vec![0.0; matrix[0].len()]; matrix.len()];
        let mut sum = Gradient {
            w: zeros(&network.w),
            v: zeros(&network.v),
        };
        let computed = self.computed(network);
        for sample in samples {
            self.add(&computed, v, sample, &mut sum);
        }
        let share = 1.0 / samples.len() as f64;
        scale(&mut sum.w, share);
        scale(&mut sum.v, share);
        sum
    }

    /// Adds the slopes of one sample.
    fn add(&self, computed: &Network, v: &Matrix, sample: &Sample, sum: &mut Gradient) {
        let pass = self.pass(computed, &sample.x);
        let errors = self.errors(&pass, &sample.t);
        for (k, row) in sum.v.iter_mut().enumerate() {
            for (j, slope) in row.iter_mut().enumerate() {
                *slope += match self.plant {
                    Plant::AlongV(wrong) => wrong(&pass, &errors, k, j),
                    _ => errors[k] * pass.z[j],
                };
            }
        }
        for (j, row) in sum.w.iter_mut().enumerate() {
            let along_b = self.sent_back(v, &errors, j) * self.slope(&pass, j);
            for (i, slope) in row.iter_mut().enumerate() {
                *slope += along_b
                    * match self.plant {
                        Plant::Input(wrong) => wrong(&sample.x, i),
                        _ => sample.x[i],
                    };
            }
        }
    }

    fn errors(&self, pass: &Forward, t: &[f64]) -> Vec<f64> {
        match &self.plant {
            Plant::Errors(wrong) => (0..t.len()).map(|k| wrong(&pass.y, t, k)).collect(),
            Plant::Pass(wrong) => (wrong.errors)(&pass.a, [&pass.y, t]),
            _ => output_errors(&pass.y, t),
        }
    }

    fn sent_back(&self, v: &Matrix, errors: &[f64], j: usize) -> f64 {
        match self.plant {
            Plant::SentBack(wrong) => wrong(v, errors, j),
            _ => sent_back(v, errors, j),
        }
    }

    fn slope(&self, pass: &Forward, j: usize) -> f64 {
        match self.plant {
            Plant::Slope(wrong) => wrong(pass, j),
            _ => sigmoid_slope(pass.b[j]),
        }
    }

    /// The slopes of a single sample.
    pub fn flow(&self, network: &Network, sample: &Sample, rate: f64) -> Flow {
        let pass = self.forward(network, &sample.x);
        let along_a = self.errors(&pass, &sample.t);
        let weights = self.gradient(network, std::slice::from_ref(sample), rate);
        let mut along_z = Vec::new();
        let mut along_b = Vec::new();
        for j in 0..network.hidden() {
            let slope = self.slope(&pass, j);
            let mut back = self.sent_back(&network.v, &along_a, j);
            // The bias input is 1: where v is not the old one, its slope tells what came back.
            if let (Plant::Order(_), Some(bias)) = (&self.plant, weights.w[j].last()) {
                back = bias / slope;
            }
            along_z.push(back);
            along_b.push(back * slope);
        }
        Flow {
            along_a,
            along_z,
            along_b,
            weights,
        }
    }
}

/// Σ_k (y_k − t_k) v_kj, the sum over k in (28).
pub(super) fn sent_back(v: &Matrix, errors: &[f64], j: usize) -> f64 {
    let terms = errors.iter().zip(v).map(|(error, v_k)| error * v_k[j]);
    terms.sum()
}

fn scale(matrix: &mut Matrix, factor: f64) {
    let entries = matrix.iter_mut().flatten();
    entries.for_each(|entry| *entry *= factor);
}

fn descend(weights: &mut Matrix, slopes: &Matrix, rate: f64) {
    let slopes = slopes.iter().flatten();
    for (weight, slope) in weights.iter_mut().flatten().zip(slopes) {
        *weight -= rate * slope;
    }
}
