//! All ways by which one weight of the hidden layer acts on the error.

use crate::model::backprop::{eq28_slope_along_hidden_weight, output_errors};
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::scene::{Figure, Picture, text};
use crate::stage::Experiment;
use crate::stage::diagram::{Drawing, Position};
use crate::stage::figures::figure;

/// The paths of w_ji in the worked example: through unit j to every output, and what arrives by each.
pub(super) fn weight_paths(j: usize, i: usize) -> Figure {
    let experiment = Experiment::worked_example();
    let (network, sample) = (experiment.network(), experiment.sample().clone());
    let pass = forward(&network, &sample.x);
    let errors = output_errors(&pass.y, &sample.t);
    let leaving: Vec<f64> = network.v.iter().map(|v_k| v_k[j]).collect();
    let slope = sigmoid_slope(pass.b[j]);
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
    let terms: Vec<String> = errors
        .iter()
        .zip(&leaving)
        .map(|(error, v_kj)| format!("{} · {}", factor(*error), factor(*v_kj)))
        .collect();
    let value = eq28_slope_along_hidden_weight(&errors, &leaving, pass.b[j], sample.x[i]);
    let (terms, value) = (terms.join(" + "), text(value, 4));
    let (slope, x_i) = (factor(slope), factor(sample.x[i]));
    figure(
        "weight-paths",
        format!(
            "All paths by which one weight of the hidden layer acts on the error: through its unit, and from there through every \
             output. Each path brings (y − t) · v; their sum times h′(b) = {slope} times x = {x_i} is the slope: ({terms}) · {slope} \
             · {x_i} = {value}."
        ),
        format!(
            "The network’s diagram; lit are one input, one hidden unit, the weight between them, and from that unit the weights to all \
             outputs. The slope is {value}."
        ),
        Picture::Diagram(drawing.of(&experiment)),
    )
}
