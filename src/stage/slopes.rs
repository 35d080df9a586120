//! The slopes of one sample's error, where the diagram has the values: along outputs and sums from the right to the left, and weights.

use crate::exercise::broken::Flow;
use crate::model::backprop::Gradient;
use crate::model::neuron::sigmoid_slope;
use crate::model::{Forward, Network, Sample};
use crate::scene::{Diagram, Quantity};

/// The slopes from the numbers of a pass. Targets need not sum to 1.
pub(super) fn flow(network: &Network, sample: &Sample, pass: &Forward) -> Flow {
    let sum_t: f64 = sample.t.iter().sum();
    let outputs = pass.y.iter().zip(&sample.t);
    let along_a: Vec<f64> = outputs.map(|(y_k, t_k)| sum_t * y_k - t_k).collect();
    let back = |j: usize| {
        let products = network.v.iter().zip(&along_a);
        products.map(|(v_k, slope)| v_k[j] * slope).sum()
    };
    let along_z: Vec<f64> = (0..pass.b.len()).map(back).collect();
    let along_b = along_z.iter().zip(&pass.b);
    let along_b: Vec<f64> = along_b
        .map(|(slope, b_j)| slope * sigmoid_slope(*b_j))
        .collect();
    let products = |along: &[f64], inputs: &[f64]| {
        let row = |slope: &f64| inputs.iter().map(|input| slope * input).collect();
        along.iter().map(row).collect()
    };
    Flow {
        weights: Gradient {
            w: products(&along_b, &sample.x),
            v: products(&along_a, &pass.z),
        },
        along_a,
        along_z,
        along_b,
    }
}

/// Puts the slopes into a diagram, as far as the numbers that they come from are known.
pub(super) fn show(diagram: &mut Diagram, flow: &Flow) {
    let is_known = |quantity: &Quantity| quantity.value.is_some();
    let mut outputs = diagram.layers[2].nodes.iter();
    let is_run = outputs.all(|node| node.quantities.iter().all(is_known));
    let put = |quantity: &mut Quantity, slope: f64| {
        (quantity.value, quantity.is_slope) = (is_run.then_some(slope), true);
    };
    for (j, node) in diagram.layers[1].nodes.iter_mut().enumerate() {
        if let [b, z] = node.quantities.as_mut_slice() {
            put(b, flow.along_b[j]);
            put(z, flow.along_z[j]);
        }
    }
    for (node, slope) in diagram.layers[2].nodes.iter_mut().zip(&flow.along_a) {
        put(&mut node.quantities[0], *slope);
    }
    for link in &mut diagram.links {
        let ((layer, column), (_, row)) = (link.from, link.to);
        let slope = match layer {
            0 => flow.weights.w[row][column],
            _ => flow.weights.v[row][column],
        };
        put(&mut link.weight, slope);
        link.next = None;
    }
    diagram.caption = format!("∂Eₙ, flowing back: {}", diagram.caption);
}
