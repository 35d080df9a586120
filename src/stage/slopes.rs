//! The slopes of one sample's error, where the diagram has the values: along outputs and sums from the right to the left, and weights.

use crate::model::neuron::sigmoid_slope;
use crate::model::{Forward, Network, Sample};
use crate::scene::{Diagram, Quantity};

/// Puts the slopes into a diagram, as far as the numbers that they come from are known. Targets need not sum to 1.
pub(super) fn show(diagram: &mut Diagram, network: &Network, sample: &Sample, pass: &Forward) {
    let is_known = |quantity: &Quantity| quantity.value.is_some();
    let mut outputs = diagram.layers[2].nodes.iter();
    let is_run = outputs.all(|node| node.quantities.iter().all(is_known));
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
    let put = |quantity: &mut Quantity, slope: f64| quantity.value = is_run.then_some(slope);
    for (j, node) in diagram.layers[1].nodes.iter_mut().enumerate() {
        if let [b, z] = node.quantities.as_mut_slice() {
            put(b, along_b[j]);
            put(z, along_z[j]);
        }
    }
    for (node, slope) in diagram.layers[2].nodes.iter_mut().zip(&along_a) {
        put(&mut node.quantities[0], *slope);
    }
    for link in &mut diagram.links {
        let ((layer, column), (_, row)) = (link.from, link.to);
        let slope = match layer {
            0 => along_b[row] * sample.x[column],
            _ => along_a[row] * pass.z[column],
        };
        put(&mut link.weight, slope);
        link.next = None;
    }
    diagram.caption = format!("∂Eₙ, flowing back: {}", diagram.caption);
}
