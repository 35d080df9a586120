//! The moves in which the chapters go through their equations.

use super::{Chapter, Entry, all};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    pub chapter: Chapter,
    pub title: &'static str,
    /// The book's page, without an ending.
    pub page: &'static str,
    /// Rows of the backward pass in matrix form that compute its quantities.
    pub products: &'static [usize],
}

impl Section {
    pub const WEIGHTED_SUM: Self = Self::new(Chapter::Neuron, "The weighted sum");
    pub const SIGMOID: Self = Self::new(Chapter::Neuron, "The sigmoid");
    pub const HIDDEN_LAYER: Self = Self::new(Chapter::Network, "The hidden layer");
    pub const SOFTMAX: Self = Self::new(Chapter::Network, "The softmax");
    /// On a page of its own, before the ways to make the error smaller.
    pub const ERROR: Self = Self::new(Chapter::NumericalGradient, "The error").on("error");
    pub const SLOPES_BY_TRYING: Self = Self::new(Chapter::NumericalGradient, "Slopes by trying");
    pub const SAMPLE_ERROR: Self = Self::new(Chapter::Backprop, "The error of one sample");
    pub const OUTPUT_ERROR: Self = Self::new(Chapter::Backprop, "The error at the outputs")
        .on("backprop-outputs")
        .computing(&[0]);
    pub const OUTPUT_WEIGHTS: Self = Self::new(Chapter::Backprop, "The output weights")
        .on("backprop-weights")
        .computing(&[1]);
    pub const STEP_DOWNHILL: Self = Self::new(Chapter::Backprop, "A step downhill")
        .on("backprop-weights")
        .computing(&[1]);
    pub const HIDDEN_WEIGHTS: Self = Self::new(Chapter::Backprop, "The hidden weights")
        .on("backprop-hidden")
        .computing(&[2, 3]);

    /// All sections, in the order of the book.
    pub fn all() -> impl Iterator<Item = Self> {
        let mut sections: Vec<Self> = all().map(|entry| entry.section).collect();
        sections.dedup();
        sections.into_iter()
    }

    const fn new(chapter: Chapter, title: &'static str) -> Self {
        Self {
            chapter,
            title,
            page: chapter.word(),
            products: &[],
        }
    }

    /// The same on a page that is not named as its chapter.
    const fn on(self, page: &'static str) -> Self {
        Self { page, ..self }
    }

    const fn computing(self, products: &'static [usize]) -> Self {
        Self { products, ..self }
    }

    pub fn entries(self) -> impl Iterator<Item = &'static Entry> {
        all().filter(move |entry| entry.section == self)
    }
}
