//! The network's dashboard: equations 5 to 8.

use std::process::ExitCode;

use clap::Parser;
use nn28::cli::{self, training::TrainingOptions};
use nn28::equation::Chapter;

/// A network of two layers: one sample runs through it, and all of them show what it does (equations 5 to 8)
#[derive(Parser)]
#[command(version, about)]
struct Command {
    #[command(flatten)]
    options: TrainingOptions,
}

fn main() -> ExitCode {
    cli::finish(cli::parse::<Command>().options.run(Chapter::Network))
}
