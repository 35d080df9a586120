//! The numerical gradient's dashboard: equations 8 to 11.

use std::process::ExitCode;

use clap::Parser;
use nn28::cli::{self, training::TrainingOptions};
use nn28::equation::Chapter;

/// Slopes by trying: every weight is nudged and the network run again (equations 8 to 11)
#[derive(Parser)]
#[command(version, about)]
struct Command {
    #[command(flatten)]
    options: TrainingOptions,
}

fn main() -> ExitCode {
    let options = cli::parse::<Command>().options;
    cli::finish(options.run(Chapter::NumericalGradient))
}
