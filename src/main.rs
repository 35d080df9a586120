//! `nn28`: the workbook's front door. Contents, single equations, figures, the book.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use nn28::cli::{self, contents::ContentsCommand, equation::EquationCommand};

/// A Neural Network in 28 Equations: a workbook to read, run and check
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Nn28 {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    contents: ContentsCommand,
}

#[derive(Subcommand)]
enum Command {
    /// One equation with numbers, in two dimensions
    Equation(EquationCommand),
    /// What is understood of a table, without training
    Data(cli::data::DataCommand),
    /// Every figure of the book, into output/figures
    #[cfg(feature = "figures")]
    Figures(cli::figures::FiguresCommand),
    /// The book, into output/book; works offline
    #[cfg(feature = "book")]
    Book(cli::book::BookCommand),
    /// The preprocessor that `mdbook build book` calls
    #[cfg(feature = "book")]
    #[command(hide = true)]
    Preprocess(cli::book::PreprocessCommand),
}

fn main() -> ExitCode {
    let nn28 = cli::parse::<Nn28>();
    cli::finish(match nn28.command {
        Some(Command::Equation(equation)) => equation.run(),
        Some(Command::Data(data)) => data.run(),
        #[cfg(feature = "figures")]
        Some(Command::Figures(figures)) => figures.run(),
        #[cfg(feature = "book")]
        Some(Command::Book(book)) => book.run(),
        #[cfg(feature = "book")]
        Some(Command::Preprocess(preprocess)) => preprocess.run(),
        None => nn28.contents.run(),
    })
}
