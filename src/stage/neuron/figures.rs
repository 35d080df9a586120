//! The neuron's figures: those of the book, and those of a screen.

use super::{Neuron, membrane, scene};
use crate::scene::number::exact;
use crate::scene::{Figure, Picture, text};
use crate::stage::figures::{BOOK, figure, numbered, panel, with_command};

/// Figures 41, 42 and 43, and the two of the chapter that the source does not have.
pub fn book_figures() -> Vec<Figure> {
    let neuron = Neuron::of_source();
    let figures = vec![
        figure_41(),
        numbered(42, diagram(&neuron)),
        figure_43(&neuron),
        plane(&neuron),
        sigmoid(&neuron),
    ];
    with_command(figures, BOOK)
}

/// The pictures of a screen.
pub(super) fn of_state(neuron: &Neuron) -> Vec<Figure> {
    vec![
        diagram(neuron),
        plane(neuron),
        sigmoid(neuron),
        surface(neuron),
    ]
}

fn figure_41() -> Figure {
    let membrane = membrane::membrane();
    let alternative = format!(
        "A nerve cell with three synapses, and below it the membrane potential over {} milliseconds. Pulses at the two \
         exciting synapses lift the potential, pulses at the inhibiting one lower it. It crosses the threshold {} times, \
         and each time a pulse leaves and the potential falls below zero.",
        membrane.time.range.1,
        membrane.pulses_out.len(),
    );
    numbered(
        41,
        figure(
            "",
            "A biological neuron. Pulses arrive at its synapses and move the membrane potential, which leaks away \
             again; where it reaches the threshold, a pulse leaves through the axon.",
            alternative,
            Picture::Membrane(membrane),
        ),
    )
}

fn weights(neuron: &Neuron) -> String {
    let numbers: Vec<String> = neuron
        .weights()
        .iter()
        .map(|w| exact(*w).replace('-', "−"))
        .collect();
    format!("({})", numbers.join(", "))
}

fn diagram(neuron: &Neuron) -> Figure {
    figure(
        "neuron-diagram",
        "The neuron model. Every input is multiplied by its weight, the products are summed to a, and the sigmoid \
         turns a into y.",
        format!(
            "A diagram of a neuron with {} inputs and the bias, weights {}, sum a = {} and output y = {}.",
            neuron.inputs().len(),
            weights(neuron),
            text(neuron.sum(), 4),
            text(neuron.output(), 4),
        ),
        Picture::Diagram(scene::diagram(neuron, None)),
    )
}

fn figure_43(neuron: &Neuron) -> Figure {
    let [right, printed] = [false, true].map(|mirrored| scene::surface(neuron, mirrored));
    let at_origin = [&right, &printed].map(|surface| text(surface.field.between(0.5, 0.5), 4));
    let caption = format!(
        "The output of the neuron with weights {} over the plane of its inputs, and the line a = 0. Left the surface of \
         equation 4, right the one that the source printed: its mirror image.",
        weights(neuron),
    );
    let alternative = format!(
        "Two surfaces over x₀ and x₁ from −10 to 10. The left one rises where −2x₀ + x₁ + 2 is positive and is {} at the \
         origin; the right one falls there and is {} at the origin.",
        at_origin[0], at_origin[1],
    );
    let printed = panel("as printed: 1 / (1 + exp(+a))", Picture::Surface(printed));
    let mut figure = figure("", caption, alternative, Picture::Surface(right));
    "right: y = 1 / (1 + exp(−a))".clone_into(&mut figure.panels[0].title);
    figure.panels.push(printed);
    numbered(43, figure)
}

fn plane(neuron: &Neuron) -> Figure {
    figure(
        "neuron-plane",
        format!(
            "The output y over the plane of x₀ and x₁ for the weights {}, and the line a = 0, where y is one half.",
            weights(neuron),
        ),
        format!(
            "A heat map of y between {} and {} on both axes; at the marked point y is {}.",
            text(neuron.range().0, 1),
            text(neuron.range().1, 1),
            text(neuron.output(), 4),
        ),
        Picture::Plane(scene::plane(neuron)),
    )
}

fn sigmoid(neuron: &Neuron) -> Figure {
    figure(
        "neuron-sigmoid",
        "The sigmoid: the sum a may be anything, the output y stays between 0 and 1.",
        format!(
            "The S-shaped curve of the sigmoid over a; the marked point is at a = {}, y = {}.",
            text(neuron.sum(), 4),
            text(neuron.output(), 4),
        ),
        Picture::Curve(scene::sigmoid(neuron)),
    )
}

fn surface(neuron: &Neuron) -> Figure {
    let surface = scene::surface(neuron, neuron.mirrored);
    let across = surface.x.fraction(neuron.x[0]);
    let up = surface.y.fraction(surface.marks[0].y);
    figure(
        "neuron-surface",
        format!(
            "The output over the plane as a surface, for the weights {}: {}.",
            weights(neuron),
            surface.title
        ),
        format!(
            "A surface over x₀ and x₁; its height at the marked point is {}.",
            text(surface.field.between(across, up), 4),
        ),
        Picture::Surface(surface),
    )
}
