//! Backpropagation's dashboard: equations 12 to 28.

use std::process::ExitCode;

use clap::Parser;
use nn28::cli::{self, training::TrainingOptions};
use nn28::equation::Chapter;

/// Slopes by the chain rule, and training (equations 12 to 28)
#[derive(Parser)]
#[command(version, about)]
struct Command {
    #[command(flatten)]
    options: TrainingOptions,
}

fn main() -> ExitCode {
    cli::finish(cli::parse::<Command>().options.run(Chapter::Backprop))
}
