//! The neuron's figures: those of the book, and those of a screen.

use super::{Neuron, membrane, scene};
use crate::scene::number::exact;
use crate::scene::{Figure, FigurePanel, Picture, text};
use crate::stage::Stage;

/// The command that draws the figures of the book.
const BOOK: &str = "cargo run --release -- figures";

/// Figures 41, 42 and 43, and the two of the chapter that the source does not have.
#[must_use]
pub fn book_figures() -> Vec<Figure> {
    let neuron = Neuron::of_source();
    let membrane = membrane::membrane();
    let figure_41 = Figure {
        name: "figure-41".to_owned(),
        number: Some(41),
        caption: "A biological neuron. Pulses arrive at its synapses and move the membrane potential, which leaks away \
                  again; where it reaches the threshold, a pulse leaves through the axon."
            .to_owned(),
        alternative: format!(
            "A nerve cell with three synapses, and below it the membrane potential over {} milliseconds. Pulses at the two \
             exciting synapses lift the potential, pulses at the inhibiting one lower it. It crosses the threshold {} times, \
             and each time a pulse leaves and the potential falls below zero.",
            membrane.time.range.1,
            membrane.pulses_out.len(),
        ),
        panels: vec![panel("", Picture::Membrane(membrane))],
        command: BOOK.to_owned(),
    };
    let mut figures = vec![figure_41, figure_42(&neuron), figure_43(&neuron)];
    figures.extend([plane(&neuron), sigmoid(&neuron)]);
    for figure in &mut figures {
        BOOK.clone_into(&mut figure.command);
    }
    figures
}

/// The pictures of a screen, with the command that reproduces it.
pub(super) fn of_state(neuron: &Neuron) -> Vec<Figure> {
    let mut figures = vec![
        diagram(neuron),
        plane(neuron),
        sigmoid(neuron),
        surface(neuron),
    ];
    for figure in &mut figures {
        figure.command = neuron.command();
    }
    figures
}

fn panel(title: &str, picture: Picture) -> FigurePanel {
    FigurePanel {
        title: title.to_owned(),
        picture,
    }
}

fn figure(name: &str, caption: String, alternative: String, panels: Vec<FigurePanel>) -> Figure {
    Figure {
        name: name.to_owned(),
        number: None,
        caption,
        alternative,
        panels,
        command: String::new(),
    }
}

fn weights(neuron: &Neuron) -> String {
    let numbers: Vec<String> = neuron
        .weights()
        .iter()
        .map(|w| exact(*w).replace('-', "−"))
        .collect();
    format!("({})", numbers.join(", "))
}

fn figure_42(neuron: &Neuron) -> Figure {
    Figure {
        name: "figure-42".to_owned(),
        number: Some(42),
        ..diagram(neuron)
    }
}

fn diagram(neuron: &Neuron) -> Figure {
    let caption = "The neuron model. Every input is multiplied by its weight, the products are summed to a, and the sigmoid \
                   turns a into y."
        .to_owned();
    let alternative = format!(
        "A diagram of a neuron with {} inputs and the bias, weights {}, sum a = {} and output y = {}.",
        neuron.inputs().len(),
        weights(neuron),
        text(neuron.sum(), 4),
        text(neuron.output(), 4),
    );
    let picture = Picture::Diagram(scene::diagram(neuron, None));
    figure(
        "neuron-diagram",
        caption,
        alternative,
        vec![panel("", picture)],
    )
}

fn figure_43(neuron: &Neuron) -> Figure {
    let origin = |mirrored: bool| {
        let surface = scene::surface(neuron, mirrored);
        text(surface.field.between(0.5, 0.5), 4)
    };
    let panels = vec![
        panel(
            "right: y = 1 / (1 + exp(−a))",
            Picture::Surface(scene::surface(neuron, false)),
        ),
        panel(
            "as printed: 1 / (1 + exp(+a))",
            Picture::Surface(scene::surface(neuron, true)),
        ),
    ];
    Figure {
        name: "figure-43".to_owned(),
        number: Some(43),
        caption: format!(
            "The output of the neuron with weights {} over the plane of its inputs, and the line a = 0. Left the surface of \
             equation 4, right the one that the source printed: its mirror image.",
            weights(neuron),
        ),
        alternative: format!(
            "Two surfaces over x₀ and x₁ from −10 to 10. The left one rises where −2x₀ + x₁ + 2 is positive and is {} at the \
             origin; the right one falls there and is {} at the origin.",
            origin(false),
            origin(true),
        ),
        panels,
        command: String::new(),
    }
}

fn plane(neuron: &Neuron) -> Figure {
    let caption = format!(
        "The output y over the plane of x₀ and x₁ for the weights {}, and the line a = 0, where y is one half.",
        weights(neuron),
    );
    let alternative = format!(
        "A heat map of y between {} and {} on both axes; at the marked point y is {}.",
        text(neuron.range().0, 1),
        text(neuron.range().1, 1),
        text(neuron.output(), 4),
    );
    figure(
        "neuron-plane",
        caption,
        alternative,
        vec![panel("", Picture::Plane(scene::plane(neuron)))],
    )
}

fn sigmoid(neuron: &Neuron) -> Figure {
    let caption =
        "The sigmoid: the sum a may be anything, the output y stays between 0 and 1.".to_owned();
    let alternative = format!(
        "The S-shaped curve of the sigmoid over a; the marked point is at a = {}, y = {}.",
        text(neuron.sum(), 4),
        text(neuron.output(), 4),
    );
    figure(
        "neuron-sigmoid",
        caption,
        alternative,
        vec![panel("", Picture::Curve(scene::sigmoid(neuron)))],
    )
}

fn surface(neuron: &Neuron) -> Figure {
    let surface = scene::surface(neuron, neuron.mirrored);
    let caption = format!(
        "The output over the plane as a surface, for the weights {}: {}.",
        weights(neuron),
        surface.title
    );
    let alternative = format!(
        "A surface over x₀ and x₁; its height at the marked point is {}.",
        text(
            surface.field.between(
                surface.x.fraction(neuron.x[0]),
                surface.y.fraction(surface.marks[0].y)
            ),
            4
        ),
    );
    figure(
        "neuron-surface",
        caption,
        alternative,
        vec![panel("", Picture::Surface(surface))],
    )
}
