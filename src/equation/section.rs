//! The moves in which the chapters go through their equations.

use super::{Chapter, Entry, all};

/// Equations that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// The chapter.
    pub chapter: Chapter,
    /// What the section is about.
    pub title: &'static str,
    /// The first and the last of its equations.
    pub range: (u8, u8),
}

impl Section {
    /// All sections, in the order of the book. Every equation is in exactly one of them.
    pub const ALL: [Self; 11] = [
        Self::new(Chapter::Neuron, "The weighted sum", 1, 3),
        Self::new(Chapter::Neuron, "The sigmoid", 4, 4),
        Self::new(Chapter::Network, "The hidden layer", 5, 6),
        Self::new(Chapter::Network, "The softmax", 7, 7),
        Self::new(Chapter::NumericalGradient, "The error", 8, 8),
        Self::new(Chapter::NumericalGradient, "Slopes by trying", 9, 11),
        Self::new(Chapter::Backprop, "The error of one sample", 12, 14),
        Self::new(Chapter::Backprop, "The error at the outputs", 15, 23),
        Self::new(Chapter::Backprop, "The output weights", 24, 26),
        Self::new(Chapter::Backprop, "A step downhill", 27, 27),
        Self::new(Chapter::Backprop, "The hidden weights", 28, 28),
    ];

    const fn new(chapter: Chapter, title: &'static str, first: u8, last: u8) -> Self {
        Self {
            chapter,
            title,
            range: (first, last),
        }
    }

    /// Its equations.
    pub fn entries(self) -> impl Iterator<Item = &'static Entry> {
        all().filter(move |entry| (self.range.0..=self.range.1).contains(&entry.number.integer()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_equation_is_in_exactly_one_section_of_its_own_chapter() {
        let in_sections: Vec<_> = Section::ALL
            .into_iter()
            .flat_map(|section| {
                section
                    .entries()
                    .map(move |entry| (entry.number, section.chapter))
            })
            .collect();
        let in_order: Vec<_> = all().map(|entry| (entry.number, entry.chapter)).collect();
        assert_eq!(in_sections, in_order);
    }
}
