//! The network's figures: those of the book, and those of a screen.

use super::Network;
use crate::data::{self, Init};
use crate::engine::Method;
use crate::equation::Context;
use crate::scene::{Figure, Picture, text};
use crate::stage::Stage;
use crate::stage::diagram::{Drawing, diagram, forward_ledger};
use crate::stage::experiment::Experiment;
use crate::stage::figures::{BOOK, figure, numbered, panel};
use crate::stage::pictures;
use crate::stage::setup::Setup;

/// Figure 44, and those of the chapter that the source does not have.
#[must_use]
pub fn book_figures() -> Vec<Figure> {
    let mut figures = vec![figure_44(&Experiment::worked_example())];
    let trained = trained("clusters", 4, 300);
    figures.push(regions(&trained, None, "network-regions"));
    figures.push(regions(&trained, Some(0), "network-hidden-lines"));
    figures.push(confusion(&trained));
    figures.extend(digit(&self::trained("digits", 16, 60)));
    for figure in &mut figures {
        BOOK.clone_into(&mut figure.command);
    }
    figures
}

/// A network that was trained on a data set of a name; the figures need one that has learned something.
fn trained(name: &str, hidden: usize, steps: usize) -> Network {
    let setup = Setup {
        hidden,
        init: Init::Xavier,
        ..Setup::default()
    };
    let set = data::load(name, setup.seed).unwrap_or_else(|_| data::clusters(setup.seed));
    let mut experiment =
        Experiment::new(set, setup, None).unwrap_or_else(|_| Experiment::worked_example());
    let mut training = experiment.training(Method::Backprop);
    training.learning_rate = 1.0;
    for _ in 0..steps {
        training.step(experiment.train_matrices());
    }
    experiment.set_parameters(training.parameters);
    experiment.setup.learning_rate = 1.0;
    Network::new(experiment, steps as u64)
}

/// The pictures of a screen, with the command that reproduces it.
pub(super) fn of_state(network: &Network) -> Vec<Figure> {
    let mut diagram = figure_44(&network.dashboard.experiment);
    (diagram.number, diagram.name) = (None, "network-diagram".to_owned());
    let mut figures = vec![
        diagram,
        regions(network, network.unit(), "network-regions"),
        confusion(network),
    ];
    figures.extend(digit(network));
    for figure in &mut figures {
        figure.command = network.command();
    }
    figures
}

fn figure_44(experiment: &Experiment) -> Figure {
    let shape = experiment.shape();
    let count = experiment.train().len();
    let drawing = Drawing {
        ledger: forward_ledger(shape, count, &[]),
        ..Drawing::plain()
    };
    let pass = &Context::new(experiment.network(), vec![experiment.sample().clone()], 0).pass;
    let outputs: Vec<String> = pass.y.iter().map(|y| text(*y, 4)).collect();
    numbered(
        44,
        "The network: inputs x with the bias, hidden units with their sums b and outputs z, outputs with their sums a and \
         probabilities y, and the targets t. Below, the matrix products for all samples with their shapes.",
        format!(
            "A network of {} inputs, {} hidden units and {} outputs. For the current sample its outputs are {}.",
            shape.inputs,
            shape.hidden,
            shape.classes,
            outputs.join(", ")
        ),
        vec![panel("", Picture::Diagram(diagram(experiment, drawing)))],
    )
}

fn regions(network: &Network, unit: Option<usize>, name: &str) -> Figure {
    let mut experiment = network.dashboard.experiment.clone();
    let mut regions = network.ground.clone().finely(&mut experiment, unit);
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
    figure(
        name,
        caption,
        alternative,
        vec![panel("", Picture::Regions(regions))],
    )
}

fn confusion(network: &Network) -> Figure {
    let picture = pictures::confusion(&network.dashboard.experiment, &network.scores);
    let says = match &picture {
        Picture::Matrices(matrices) => matrices.verdict.clone(),
        _ => String::new(),
    };
    figure(
        "network-confusion",
        format!(
            "Who was taken for whom: a row for each class, a column for what the network said. {says}"
        ),
        format!("A table of counts, class by class. {says}"),
        vec![panel("", picture)],
    )
}

fn digit(network: &Network) -> Option<Figure> {
    let image = pictures::image(&mut network.dashboard.experiment.clone(), true)?;
    let most = image
        .bars
        .iter()
        .max_by(|one, other| one.share.total_cmp(&other.share))
        .map_or(String::new(), |bar| {
            format!("{} with {}", bar.name, text(bar.share, 4))
        });
    Some(figure(
        "network-digit",
        "An image of 8 × 8 pixels is 64 inputs; beside it the ten outputs.".to_owned(),
        format!(
            "A handwritten digit in 64 grey pixels, and ten bars: the most probable class is {most}."
        ),
        vec![panel("", Picture::Image(image))],
    ))
}
