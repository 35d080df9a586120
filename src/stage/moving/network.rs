//! The network with any of its weights to change.

use super::{Control, Moving, Piece, Shown, line, no_drag, no_grip, no_pick};
use crate::engine::Parameters;
use crate::model::error::eq12_cross_entropy;
use crate::model::network::{forward, log_softmax};
use crate::scene::number::printed;
use crate::stage::Experiment;
use crate::stage::network::moved_diagram;

const fn weight(key: &'static str, name: &'static str, start: f64) -> Control {
    Control::new(key, name, [-4.0, 4.0, 0.05, start])
}

/// The weights of the worked example, in the order of [`Parameters`].
pub(super) const WEIGHTS: [Control; 15] = [
    weight("w_00", "hidden unit 0, from input 0", -2.0),
    weight("w_01", "hidden unit 0, from input 1", 1.0),
    weight("w_02", "hidden unit 0, bias", 2.0),
    weight("w_10", "hidden unit 1, from input 0", -1.5),
    weight("w_11", "hidden unit 1, from input 1", 1.0),
    weight("w_12", "hidden unit 1, bias", 0.25),
    weight("v_00", "output 0, from hidden unit 0", 1.0),
    weight("v_01", "output 0, from hidden unit 1", -1.0),
    weight("v_02", "output 0, bias", 0.5),
    weight("v_10", "output 1, from hidden unit 0", -0.5),
    weight("v_11", "output 1, from hidden unit 1", 1.5),
    weight("v_12", "output 1, bias", -0.25),
    weight("v_20", "output 2, from hidden unit 0", 0.25),
    weight("v_21", "output 2, from hidden unit 1", 0.5),
    weight("v_22", "output 2, bias", -1.0),
];

pub(super) const NETWORK: Moving = Moving {
    name: "44",
    controls: &WEIGHTS,
    help: "Drag the number of any weight sideways, and follow what comes of it through the network.",
    show: |values| {
        let experiment = experiment(values);
        Shown {
            figure: moved_diagram(&experiment),
            lines: lines(&experiment),
        }
    },
    drag: no_drag,
    pick: no_pick,
    grip: no_grip,
};

/// The worked example with other weights, the first of the values.
pub(super) fn experiment(values: &[f64]) -> Experiment {
    let mut experiment = Experiment::worked_example();
    let shape = experiment.shape();
    let values = values[..shape.parameters()].to_vec();
    experiment.set_parameters(Parameters { shape, values });
    experiment
}

fn lines(experiment: &Experiment) -> Vec<Vec<Piece>> {
    let sample = experiment.sample();
    let pass = forward(&experiment.network(), &sample.x);
    let error = eq12_cross_entropy(&sample.t, &log_softmax(&pass.a));
    let keys = [["a_0", "y_0"], ["a_1", "y_1"], ["a_2", "y_2"]];
    let mut numbers = vec![("E", printed(error, 4))];
    for ([a_key, y_key], (a, y)) in keys.into_iter().zip(pass.a.iter().zip(&pass.y)) {
        numbers.push((a_key, printed(*a, 4)));
        numbers.push((y_key, printed(*y, 4)));
    }
    vec![
        line("a = ({a_0}, {a_1}, {a_2})", &numbers),
        line("y = ({y_0}, {y_1}, {y_2})", &numbers),
        line("E = −log y₀ = −log {y_0} = {E}", &numbers),
    ]
}
