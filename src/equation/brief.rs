//! What the workbook knows of an equation, apart from all that is shown of it: a program that holds this holds no entry.

use super::{Context, Entry, Number, chapters};

/// The short form of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Brief {
    pub number: Number,
    /// The page of the book, without an ending.
    pub page: &'static str,
    /// The value by the road of its check.
    pub other_road: fn(&Context) -> f64,
}

/// The number of entries: 28 equations, of which one has two.
const COUNT: usize = 29;

/// All of them, in the order of the book. They are taken from the entries while this is compiled.
pub static ALL: [Brief; COUNT] = {
    let mut all = [of(&chapters()[0][0]); COUNT];
    let (mut chapter, mut at) = (0, 0);
    while chapter < chapters().len() {
        let entries = chapters()[chapter];
        let mut row = 0;
        while row < entries.len() {
            all[at] = of(&entries[row]);
            (row, at) = (row + 1, at + 1);
        }
        chapter += 1;
    }
    assert!(at == COUNT);
    all
};

const fn of(entry: &Entry) -> Brief {
    Brief {
        number: entry.number,
        page: entry.section.page,
        other_road: entry.check.value,
    }
}

/// The equation of a number, or the first of its parts.
pub fn find(number: Number) -> Option<&'static Brief> {
    ALL.iter().find(|brief| brief.number.answers_to(number))
}
