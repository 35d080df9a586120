//! What all stages need to make figures of their pictures.

use crate::scene::{Figure, FigurePanel, Picture};

/// The command that draws the figures of the book.
pub(super) const BOOK: &str = "cargo run --release -- figures";

/// A page saves the screen itself, and what draws figures for files would make the program in it a good deal larger.
pub(super) const HAS_FIGURES: bool = cfg!(not(target_arch = "wasm32"));

pub(super) fn panel(title: &str, picture: Picture) -> FigurePanel {
    FigurePanel {
        title: title.to_owned(),
        picture,
    }
}

/// A figure that the source does not have.
pub(super) fn figure(
    name: &str,
    caption: String,
    alternative: String,
    panels: Vec<FigurePanel>,
) -> Figure {
    Figure {
        name: name.to_owned(),
        number: None,
        caption,
        alternative,
        panels,
        command: String::new(),
    }
}

/// One of the source's figures, drawn anew.
pub(super) fn numbered(
    number: u8,
    caption: &str,
    alternative: String,
    panels: Vec<FigurePanel>,
) -> Figure {
    Figure {
        name: format!("figure-{number}"),
        number: Some(number),
        ..figure("", caption.to_owned(), alternative, panels)
    }
}
