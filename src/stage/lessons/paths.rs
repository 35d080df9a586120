//! All ways by which one weight of the hidden layer acts on the error.

use crate::model::backprop::{eq28_slope_along_hidden_weight, output_errors};
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::scene::{Figure, Picture, text};
use crate::stage::Experiment;
use crate::stage::diagram::{Drawing, Position};
use crate::stage::figures::figure;

/// The paths of w_ji in the worked example: through unit j to every output, and what arrives by each.
pub(in crate::stage) struct Paths {
    pub(in crate::stage) j: usize,
    pub(in crate::stage) i: usize,
    experiment: Experiment,
    /// The error of each output, and the weight that leads to it.
    pub(in crate::stage) terms: Vec<(f64, f64)>,
    /// h′ at the unit's sum, and the input.
    pub(in crate::stage) slope: f64,
    pub(in crate::stage) x: f64,
    pub(in crate::stage) value: f64,
}

impl Paths {
    pub(in crate::stage) fn of(j: usize, i: usize, sample: usize) -> Self {
        let mut experiment = Experiment::worked_example();
        experiment.choose_sample(sample);
        let (network, sample) = (experiment.network(), experiment.sample().clone());
        let pass = forward(&network, &sample.x);
        let errors = output_errors(&pass.y, &sample.t);
        let leaving: Vec<f64> = network.v.iter().map(|v_k| v_k[j]).collect();
        let value = eq28_slope_along_hidden_weight(&errors, &leaving, pass.b[j], sample.x[i]);
        Self {
            j,
            i,
            terms: errors.into_iter().zip(leaving).collect(),
            slope: sigmoid_slope(pass.b[j]),
            x: sample.x[i],
            value,
            experiment,
        }
    }

    /// What arrives at the unit by all paths.
    pub(in crate::stage) fn sum(&self) -> f64 {
        self.terms.iter().map(|(error, v)| error * v).sum()
    }

    pub(in crate::stage) fn figure(&self) -> Figure {
        let (j, i) = (self.j, self.i);
        let is_on_a_path = |(letter, row, column): Position| match letter {
            'x' => row == i,
            'w' => (row, column) == (j, i),
            'b' | 'z' => row == j,
            'v' => column == j,
            _ => true,
        };
        let drawing = Drawing {
            lit: Some(&is_on_a_path),
            ..Drawing::default()
        };
        let factor = |value: f64| match text(value, 4) {
            negative if value < 0.0 => format!("({negative})"),
            positive => positive,
        };
        let terms: Vec<String> = self
            .terms
            .iter()
            .map(|(error, v_kj)| format!("{} · {}", factor(*error), factor(*v_kj)))
            .collect();
        let (terms, value) = (terms.join(" + "), text(self.value, 4));
        let (slope, x_i) = (factor(self.slope), factor(self.x));
        figure(
            "weight-paths",
            format!(
                "All paths by which one weight of the hidden layer acts on the error: through its unit, and from there through \
                 every output. Each path brings (y − t) · v; their sum times h′(b) = {slope} times x = {x_i} is the slope: ({terms}) \
                 · {slope} · {x_i} = {value}."
            ),
            format!(
                "The network’s diagram; lit are one input, one hidden unit, the weight between them, and from that unit the weights \
                 to all outputs. The slope is {value}."
            ),
            Picture::Diagram(drawing.of(&self.experiment)),
        )
    }
}
