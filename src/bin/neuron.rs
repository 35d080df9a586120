//! The neuron's dashboard: equations 1 to 4.

use std::process::ExitCode;

use nn28::command::{self, neuron::NeuronCommand};

fn main() -> ExitCode {
    command::finish(command::parse::<NeuronCommand>().run())
}
