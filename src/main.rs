//! `nn28`: the workbook's front door. Contents, single equations, figures, the book.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use nn28::cli::training::TrainingOptions;
use nn28::cli::{self, contents::ContentsCommand, equation::EquationCommand};
use nn28::equation::Chapter;

#[cfg(feature = "book")]
mod book_files;
#[cfg(feature = "book")]
use book_files::BOOK_FILES;
#[cfg(not(feature = "book"))]
const BOOK_FILES: cli::BookFiles = &[];

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
    /// One neuron: a weighted sum, a sigmoid, and the line that it draws (equations 1 to 4)
    Neuron(cli::neuron::NeuronCommand),
    /// A network of two layers: one sample runs through it, and all of them show what it does (equations 5 to 8)
    Network(TrainingOptions),
    /// Slopes by trying: every weight is nudged and the network run again (equations 8 to 11)
    #[command(name = "numerical_gradient")]
    NumericalGradient(TrainingOptions),
    /// Slopes by the chain rule, and training (equations 12 to 28)
    Backprop(TrainingOptions),
    /// What is understood of a table, without training
    Data(cli::data::DataCommand),
    /// The classes of new rows, as a saved network sees them: a CSV on standard output
    Classify(cli::classify::ClassifyCommand),
    /// Write the equations yourself: a screen that judges whenever you save
    Exercise(cli::exercise::ExerciseCommand),
    /// Judge the functions that you wrote, once
    Check(cli::exercise::CheckCommand),
    /// A hint for an exercise, and the next one
    Hint(cli::exercise::HintCommand),
    /// A number that you found by hand, or a formula: judged by its value
    Answer(cli::answer::AnswerCommand),
    /// An exercise as it was at first; what you wrote is kept
    Reset(cli::exercise::ResetCommand),
    /// What is here and what is missing: compiler, terminal, your folder, editor, book; and what to do
    Doctor(cli::doctor::DoctorCommand),
    /// Some of the book's figures, by name or number
    #[cfg(feature = "figures")]
    Figure(cli::figures::command::FigureCommand),
    /// Every figure of the book, into output/figures
    #[cfg(feature = "figures")]
    Figures(cli::figures::command::FiguresCommand),
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
        Some(Command::Classify(classify)) => classify.run(),
        Some(Command::Exercise(exercise)) => exercise.run(),
        Some(Command::Check(check)) => return cli::finish_with(check.run()),
        Some(Command::Answer(answer)) => return cli::finish_with(answer.run()),
        Some(Command::Hint(hint)) => hint.run(),
        Some(Command::Reset(reset)) => reset.run(),
        Some(Command::Doctor(doctor)) => doctor.run(),
        Some(Command::Neuron(neuron)) => neuron.run(),
        Some(Command::Network(options)) => options.run(Chapter::Network),
        Some(Command::NumericalGradient(options)) => options.run(Chapter::NumericalGradient),
        Some(Command::Backprop(options)) => options.run(Chapter::Backprop),
        #[cfg(feature = "figures")]
        Some(Command::Figure(figure)) => figure.run(),
        #[cfg(feature = "figures")]
        Some(Command::Figures(figures)) => figures.run(),
        #[cfg(feature = "book")]
        Some(Command::Book(book)) => book.run(BOOK_FILES),
        #[cfg(feature = "book")]
        Some(Command::Preprocess(preprocess)) => preprocess.run(),
        None => nn28.contents.run(BOOK_FILES),
    })
}
