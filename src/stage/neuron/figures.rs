//! The neuron's figures: those of the book, and those of a screen.

use super::{Neuron, joined, membrane, scene};
use crate::scene::number::significant;
use crate::scene::{Figure, Hue, Picture, Series, Surface, text};
use crate::stage::figures::{BOOK, figure, numbered, of_panels, panel, with_command};

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

/// The diagram at other numbers than the book's.
pub fn moved_diagram(neuron: &Neuron) -> Figure {
    numbered(42, diagram(neuron))
}

/// The plane at other numbers than the book's.
pub fn moved_plane(neuron: &Neuron) -> Figure {
    plane(neuron)
}

pub(super) fn of_state(neuron: &Neuron) -> Vec<Figure> {
    let of_one: [fn(&Neuron) -> Figure; 2] = [diagram, sigmoid];
    let of_two: [fn(&Neuron) -> Figure; 2] = [plane, surface];
    let has_plane = neuron.inputs().len() > 1;
    let all = of_one
        .into_iter()
        .chain(of_two.into_iter().filter(|_| has_plane));
    all.map(|figure| figure(neuron)).collect()
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
    let caption = "A biological neuron. Pulses arrive at its synapses and move the membrane potential, which leaks away \
                   again; where it reaches the threshold, a pulse leaves through the axon.";
    let picture = Picture::Membrane(membrane);
    numbered(41, figure("", caption, alternative, picture))
}

fn weights(neuron: &Neuron) -> String {
    format!("({})", joined(&neuron.w, ", ").replace('-', "−"))
}

fn outcome(neuron: &Neuron) -> [String; 2] {
    [neuron.sum(), neuron.output()].map(|number| text(number, 4))
}

fn diagram(neuron: &Neuron) -> Figure {
    let (inputs, weights) = (neuron.inputs().len(), weights(neuron));
    let [sum, output] = outcome(neuron);
    figure(
        "neuron-diagram",
        "The neuron model. Every input is multiplied by its weight, the products are summed to a, and the sigmoid \
         turns a into y.",
        format!(
            "A diagram of a neuron with {inputs} inputs and the bias, weights {weights}, sum a = {sum} and output y = {output}."
        ),
        Picture::Diagram(scene::diagram(neuron, None)),
    )
}

fn figure_43(neuron: &Neuron) -> Figure {
    let [right, mut printed] = [false, true].map(|mirrored| scene::surface(neuron, mirrored));
    // The line a = 0 goes into the picture at 26.6 degrees: from its other side the mirror image shows its slope as well.
    printed.yaw = 2.0 * 0.5_f64.atan().to_degrees() - right.yaw;
    let at_origin = |surface: &Surface| text(surface.field.between(0.5, 0.5), 4);
    let (right_height, printed_height) = (at_origin(&right), at_origin(&printed));
    let caption = format!(
        "The output of the neuron with weights {} over the plane of its inputs, and the line a = 0. Left the surface of \
         equation 4, right the one that the source printed: its mirror image.",
        weights(neuron),
    );
    let alternative = format!(
        "Two surfaces over x₀ and x₁ from −10 to 10. The left one rises where −2x₀ + x₁ + 2 is positive and is {right_height} at \
         the origin; the right one falls there and is {printed_height} at the origin."
    );
    let right = panel("equation 4: y = 1 / (1 + exp(−a))", Picture::Surface(right));
    let printed = panel("as printed: 1 / (1 + exp(+a))", Picture::Surface(printed));
    let panels = vec![right, printed];
    numbered(43, of_panels("", caption, alternative, panels))
}

fn plane(neuron: &Neuron) -> Figure {
    let weights = weights(neuron);
    let [from, to] = <[f64; 2]>::from(neuron.range()).map(|end| text(end, 1));
    let [_, output] = outcome(neuron);
    figure(
        "neuron-plane",
        format!(
            "The output y over the plane of x₀ and x₁ for the weights {weights}, and the line a = 0, where y is one half."
        ),
        format!(
            "A heat map of y between {from} and {to} on both axes; at the marked point y is {output}."
        ),
        Picture::Plane(scene::plane(neuron)),
    )
}

fn sigmoid(neuron: &Neuron) -> Figure {
    let [sum, output] = outcome(neuron);
    let mut curve = scene::sigmoid(neuron);
    // Room for the ends of the curve, and the two levels that it never reaches.
    curve.y.range = (-0.06, 1.06);
    let (from, to) = curve.x.range;
    let level = |y| Series::new("", Hue::Text, vec![(from, y), (to, y)]).dashed();
    curve.series.extend([0.0, 1.0].map(level));
    let [a, y] = [neuron.sum(), neuron.output()].map(significant);
    curve.marks[0].label = format!("a = {a}, y = {y}");
    figure(
        "neuron-sigmoid",
        "The sigmoid: the sum a may be anything, the output y stays between 0 and 1.",
        format!(
            "The S-shaped curve of the sigmoid over a; the marked point is at a = {sum}, y = {output}."
        ),
        Picture::Curve(curve),
    )
}

fn surface(neuron: &Neuron) -> Figure {
    let surface = scene::surface(neuron, neuron.mirrored);
    let mark = &surface.marks[0];
    let (across, up) = (surface.x.fraction(mark.x), surface.y.fraction(mark.y));
    let height = surface.field.between(across, up);
    let (weights, height, title) = (weights(neuron), text(height, 4), &surface.title);
    figure(
        "neuron-surface",
        format!("The output over the plane as a surface, for the weights {weights}: {title}."),
        format!("A surface over x₀ and x₁; its height at the marked point is {height}."),
        Picture::Surface(surface),
    )
}
