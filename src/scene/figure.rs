//! A figure: one picture or several side by side, with all that is needed to print and to reproduce it.

use super::Picture;

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
    pub panels: Vec<FigurePanel>,
    pub command: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FigurePanel {
    pub title: String,
    pub picture: Picture,
}
