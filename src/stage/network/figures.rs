//! The network's figures: those of the book, and those of a screen.

use super::Network;
use crate::data::{self, Init};
use crate::engine::Method;
use crate::model::network::forward;
use crate::scene::{Figure, Picture, text};
use crate::stage::diagram::{Drawing, forward_ledger};
use crate::stage::figures::{BOOK, concluded, figure, numbered, with_command};
use crate::stage::projection::MAX_LINES;
use crate::stage::{Experiment, Settings, pictures};

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

/// The diagram at other weights than the book's.
pub fn moved_diagram(experiment: &Experiment) -> Figure {
    numbered(44, diagram_figure(experiment))
}

/// A network trained on one of the data sets: the figures need one that has learned something.
fn trained(name: &str, hidden: usize, steps: u64) -> Network {
    let setup = Settings {
        hidden,
        init: Init::Xavier,
        learning_rate: 1.0,
        ..Settings::default()
    };
    let set = data::load(name, setup.seed).unwrap_or_else(|_| data::clusters(setup.seed));
    let mut experiment = Experiment::of(set, setup);
    let mut training = experiment.training(Method::Backprop);
    training.steps(experiment.train_matrices(), steps);
    experiment.set_parameters(training.parameters);
    Network::new(experiment, steps)
}

pub(super) fn of_state(network: &Network) -> Vec<Figure> {
    let figures = [
        diagram_figure(&network.dashboard.experiment),
        regions(network, network.unit(), "network-regions"),
        confusion(network),
    ];
    figures.into_iter().chain(digit(network)).collect()
}

fn diagram_figure(experiment: &Experiment) -> Figure {
    let shape = experiment.shape();
    let drawing = Drawing {
        ledger: forward_ledger(shape, experiment.train().len(), &[]),
        ..Drawing::default()
    };
    let y = forward(&experiment.network(), &experiment.sample().x).y;
    let outputs: Vec<String> = y.iter().map(|y| text(*y, 4)).collect();
    let (inputs, hidden, classes) = (shape.inputs, shape.hidden, shape.classes);
    let outputs = outputs.join(", ");
    figure(
        "network-diagram",
        "The network: inputs x with the bias, hidden units with their sums b and outputs z, outputs with their sums a and \
         probabilities y, and the targets t, with the numbers of one sample. Below, the matrix products for all samples with their \
         shapes.",
        format!(
            "A network of {inputs} inputs, {hidden} hidden units and {classes} outputs. For the current sample its outputs are {outputs}."
        ),
        Picture::Diagram(drawing.of(experiment)),
    )
}

fn regions(network: &Network, unit: Option<usize>, name: &str) -> Figure {
    let dashboard = &network.dashboard;
    let (shape, classes) = (
        dashboard.experiment.shape(),
        &dashboard.experiment.train().classes,
    );
    let classes = classes.join(", ");
    let picture = dashboard.picture_of_classes(unit, unit.is_some());
    if let Picture::Curve(_) = picture {
        let caption =
            "The probability of each class over the only input, and the training samples.";
        return figure(
            name,
            caption,
            format!("Curves for the classes {classes}."),
            picture,
        );
    }
    let lines = match unit {
        None => String::new(),
        Some(j) if shape.hidden > MAX_LINES => {
            format!(" On the line the sum b of hidden unit {j} is zero.")
        }
        Some(j) => format!(
            " On each line the sum b of a hidden unit is zero; that of unit {j} is the unbroken one."
        ),
    };
    let over = if unit.is_some() {
        ", and over them straight lines of hidden units"
    } else {
        ""
    };
    figure(
        name,
        format!(
            "What the network makes of the plane: everywhere the most probable class, the fainter the less certain, and training \
             samples.{lines}{}",
            dashboard.about_plane()
        ),
        format!(
            "A plane divided into regions of the classes {classes}, with samples of each class{over}."
        ),
        picture,
    )
}

fn confusion(network: &Network) -> Figure {
    let dashboard = &network.dashboard;
    let matrices = pictures::confusion(&dashboard.experiment, &dashboard.scores, None);
    let verdict = matrices.verdict.clone();
    let figure = figure(
        "network-confusion",
        "Who was taken for whom: a row for each true class, a column for the answer of the network, and the share of each row that is right.",
        "A table of counts, class by class.",
        Picture::Matrices(matrices),
    );
    concluded(&verdict, figure)
}

fn digit(network: &Network) -> Option<Figure> {
    let experiment = &network.dashboard.experiment;
    let current = (experiment.train(), experiment.sample_number());
    let image = pictures::image(experiment, current, true)?;
    let bars = image.bars.iter();
    let most = bars.max_by(|one, other| one.share.total_cmp(&other.share))?;
    let (class, share) = (&most.name, text(most.share, 4));
    Some(figure(
        "network-digit",
        "An image of 8 × 8 pixels is 64 inputs; beside it the ten outputs.",
        format!(
            "A handwritten digit in 64 grey pixels, and ten bars: the most probable class is {class} with {share}."
        ),
        Picture::Image(image),
    ))
}
