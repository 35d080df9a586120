//! A figure: one picture or several side by side, with all that is needed to print and to reproduce it.

use super::Picture;

/// A figure of the book or of a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The name of its files, such as `figure-43`.
    pub name: String,
    /// Its number in the source, where it has one.
    pub number: Option<u8>,
    /// What it shows, as a caption.
    pub caption: String,
    /// The same for those who cannot see it.
    pub alternative: String,
    /// The pictures, from left to right.
    pub panels: Vec<FigurePanel>,
    /// The command that draws it again.
    pub command: String,
}

/// One picture of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigurePanel {
    /// What stands above it.
    pub title: String,
    /// The picture.
    pub picture: Picture,
}
