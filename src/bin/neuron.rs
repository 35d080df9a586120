//! The neuron's dashboard: equations 1 to 4.

use std::process::ExitCode;

use nn28::cli::{self, neuron::NeuronCommand};

fn main() -> ExitCode {
    cli::finish(cli::parse::<NeuronCommand>().run())
}
