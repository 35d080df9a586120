//! The network's figures: those of the book, and those of a screen.

use super::Network;
use crate::data::{self, Init};
use crate::engine::Method;
use crate::equation::Context;
use crate::scene::{Figure, Picture, text};
use crate::stage::diagram::{Drawing, diagram, forward_ledger};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, numbered, with_command};
use crate::stage::pictures;
use crate::stage::settings::Settings;

/// Figure 44, and those of the chapter that the source does not have.
pub fn book_figures() -> Vec<Figure> {
    let diagram = diagram_figure(&Experiment::worked_example());
    let clusters = trained("clusters", 4, 300);
    let mut figures = vec![
        numbered(44, diagram),
        regions(&clusters, None, "network-regions"),
        regions(&clusters, Some(0), "network-hidden-lines"),
        confusion(&clusters),
    ];
    figures.extend(digit(&trained("digits", 16, 60)));
    with_command(figures, BOOK)
}

/// A network trained on one of the data sets: the figures need one that has learned something.
fn trained(name: &str, hidden: usize, steps: usize) -> Network {
    let setup = Settings {
        hidden,
        init: Init::Xavier,
        learning_rate: 1.0,
        ..Settings::default()
    };
    let set = data::load(name, setup.seed).unwrap_or_else(|_| data::clusters(setup.seed));
    let mut experiment =
        Experiment::new(set, setup, None).unwrap_or_else(|_| Experiment::worked_example());
    let mut training = experiment.training(Method::Backprop);
    for _ in 0..steps {
        training.step(experiment.train_matrices());
    }
    experiment.set_parameters(training.parameters);
    Network::new(experiment, steps as u64)
}

/// The pictures of a screen.
pub(super) fn of_state(network: &Network) -> Vec<Figure> {
    let mut figures = vec![
        diagram_figure(&network.dashboard.experiment),
        regions(network, network.unit(), "network-regions"),
        confusion(network),
    ];
    figures.extend(digit(network));
    figures
}

fn diagram_figure(experiment: &Experiment) -> Figure {
    let shape = experiment.shape();
    let drawing = Drawing {
        ledger: forward_ledger(shape, experiment.train().len(), &[]),
        ..Drawing::default()
    };
    let pass = &Context::new(experiment.network(), vec![experiment.sample().clone()], 0).pass;
    let outputs: Vec<String> = pass.y.iter().map(|y| text(*y, 4)).collect();
    figure(
        "network-diagram",
        "The network: inputs x with the bias, hidden units with their sums b and outputs z, outputs with their sums a and \
         probabilities y, and the targets t. Below, the matrix products for all samples with their shapes.",
        format!(
            "A network of {} inputs, {} hidden units and {} outputs. For the current sample its outputs are {}.",
            shape.inputs,
            shape.hidden,
            shape.classes,
            outputs.join(", ")
        ),
        Picture::Diagram(diagram(experiment, drawing)),
    )
}

fn regions(network: &Network, unit: Option<usize>, name: &str) -> Figure {
    let dashboard = &network.dashboard;
    let mut regions = dashboard.projection.high_res(&dashboard.experiment, unit);
    let classes = regions.classes.join(", ");
    let (caption, alternative) = match unit {
        None => {
            regions.lines.clear();
            (
                "What the network makes of the plane: everywhere the most probable class, the fainter the less certain, and the \
                 training samples."
                    .to_owned(),
                format!("A plane divided into regions of the classes {classes}, with the samples of each class."),
            )
        }
        Some(j) => (
            format!(
                "The same with the lines that the hidden units draw: on each of them a sum b is zero. The line of unit {j} is \
                 the unbroken one."
            ),
            format!(
                "The regions of the classes {classes}, and over them the straight lines of the hidden units."
            ),
        ),
    };
    figure(name, caption, alternative, Picture::Regions(regions))
}

fn confusion(network: &Network) -> Figure {
    let dashboard = &network.dashboard;
    let picture = pictures::confusion(&dashboard.experiment, &dashboard.scores);
    let verdict = match &picture {
        Picture::Matrices(matrices) => matrices.verdict.clone(),
        _ => String::new(),
    };
    figure(
        "network-confusion",
        format!(
            "Who was taken for whom: a row for each class, a column for what the network said. {verdict}"
        ),
        format!("A table of counts, class by class. {verdict}"),
        picture,
    )
}

fn digit(network: &Network) -> Option<Figure> {
    let image = pictures::image(&network.dashboard.experiment, true)?;
    let most = image
        .bars
        .iter()
        .max_by(|one, other| one.share.total_cmp(&other.share))
        .map_or(String::new(), |bar| {
            format!("{} with {}", bar.name, text(bar.share, 4))
        });
    Some(figure(
        "network-digit",
        "An image of 8 × 8 pixels is 64 inputs; beside it the ten outputs.",
        format!(
            "A handwritten digit in 64 grey pixels, and ten bars: the most probable class is {most}."
        ),
        Picture::Image(image),
    ))
}
