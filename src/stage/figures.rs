//! The construction of figures, alike in all stages.

use super::{Record, Request, error_curve};
use crate::equation::Chapter;
use crate::scene::number::raised;
use crate::scene::{Figure, FigurePanel, Picture};

/// The figures of runs: chapter, name, and the number of the source's figure of the same kind.
pub const RUN_FIGURES: [(Chapter, &str, Option<u8>); 23] = {
    use Chapter::{Backprop, Network, Neuron, NumericalGradient};
    [
        (Neuron, "neuron-diagram", Some(42)),
        (Neuron, "neuron-surface", Some(43)),
        (Neuron, "neuron-plane", None),
        (Neuron, "neuron-sigmoid", None),
        (Network, "network-diagram", Some(44)),
        (Network, "network-regions", None),
        (Network, "network-confusion", None),
        (Network, "network-digit", None),
        (NumericalGradient, "numerical-gradient-secant", None),
        (NumericalGradient, "numerical-gradient-matrices", None),
        (NumericalGradient, "numerical-gradient-laboratory", None),
        (NumericalGradient, "numerical-gradient-descent", None),
        (NumericalGradient, "numerical-gradient-training", None),
        (Backprop, "backprop-step-1", Some(45)),
        (Backprop, "backprop-step-2", Some(46)),
        (Backprop, "backprop-step-3", Some(47)),
        (Backprop, "backprop-step-4", Some(48)),
        (Backprop, "backprop-training", None),
        (Backprop, "backprop-regions", None),
        (Backprop, "backprop-landscape", None),
        (Backprop, "backprop-check", None),
        (Backprop, "backprop-failed", None),
        (Backprop, "backprop-cost", None),
    ]
};

pub(super) const BOOK: &str = "cargo run --release -- figures";

pub(super) fn panel(title: &str, picture: Picture) -> FigurePanel {
    FigurePanel {
        title: title.to_owned(),
        picture,
    }
}

/// A figure that the source does not have.
pub(super) fn figure(
    name: &str,
    caption: impl Into<String>,
    alternative: impl Into<String>,
    picture: Picture,
) -> Figure {
    of_panels(name, caption, alternative, vec![panel("", picture)])
}

pub(super) fn of_panels(
    name: &str,
    caption: impl Into<String>,
    alternative: impl Into<String>,
    panels: Vec<FigurePanel>,
) -> Figure {
    Figure {
        name: name.to_owned(),
        run: String::new(),
        number: None,
        caption: raised(&caption.into()),
        alternative: raised(&alternative.into()),
        panels,
        command: String::new(),
    }
}

/// The error over the steps, its last point with what it is.
pub(super) fn error_panel(records: &[Record]) -> FigurePanel {
    let mut curve = error_curve(records, "");
    for mark in &mut curve.marks {
        mark.label = format!("training E = {}", mark.label);
    }
    panel("", Picture::Curve(curve))
}

/// Adds a sentence to the caption and to the alternative.
pub(super) fn concluded(sentence: &str, mut figure: Figure) -> Figure {
    let sentence = raised(sentence);
    figure.caption = format!("{} {sentence}", figure.caption);
    figure.alternative = format!("{} {sentence}", figure.alternative);
    figure
}

/// The same as one of the source's figures.
pub(super) fn numbered(number: u8, mut figure: Figure) -> Figure {
    (figure.name, figure.number) = (format!("figure-{number}"), Some(number));
    figure
}

/// The figures of a screen. A page saves the screen itself: figures for files would make the program in it much larger.
pub(super) fn of_screen(
    draw: impl FnOnce() -> Vec<Figure>,
    run: &str,
    command: &str,
) -> Vec<Figure> {
    if cfg!(target_arch = "wasm32") {
        return Vec::new();
    }
    let mut figures = with_command(draw(), command);
    for figure in &mut figures {
        run.clone_into(&mut figure.run);
    }
    figures
}

/// The request to save the figures of a picture, by its name, or why there is none. A page saves the screen itself.
pub(super) fn of_view(mut figures: Vec<Figure>, view: &str) -> Result<Request, &'static str> {
    let name = match view {
        "repair" => "failed",
        "image" => "digit",
        "procedure" => "step",
        view => view,
    };
    figures.retain(|figure| figure.name.split('-').any(|part| part == name));
    let has_some = !figures.is_empty() || cfg!(target_arch = "wasm32");
    if has_some {
        Ok(Request::Save(figures))
    } else {
        Err("This picture has no figure of its own; S saves all figures.")
    }
}

/// The same figures, each with the command that draws it.
pub fn with_command(mut figures: Vec<Figure>, command: &str) -> Vec<Figure> {
    for figure in &mut figures {
        command.clone_into(&mut figure.command);
    }
    figures
}
