//! The registry: for every equation its number, its TeX, the same with the current numbers, and a check by another road.
//!
//! The TeX of an equation is written here once. The book, the terminal and the figures all draw from it.
//! There are 29 entries, because the source gives the number 25 twice.

mod backprop;
pub mod brief;
pub mod check;
mod context;
mod network;
mod neuron;
mod number;
mod numerical_gradient;
mod section;
pub mod tex;

pub use check::{Check, Verdict};
pub use context::{Context, ContextError, Indices};
pub use number::{Number, UnknownEquation};
pub use section::Section;

/// The four chapters, which are also the four stages and the four dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chapter {
    /// Equations 1–4.
    Neuron,
    /// Equations 5–7.
    Network,
    /// Equations 8–11.
    NumericalGradient,
    /// Equations 12–28.
    Backprop,
}

choices!(Chapter, "chapter", Neuron "neuron", Network "network", NumericalGradient "numerical_gradient", Backprop "backprop");

impl Chapter {
    /// The one word that names the chapter's file, stage, dashboard and binary.
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Neuron => "The neuron",
            Self::Network => "The network",
            Self::NumericalGradient => "The numerical gradient",
            Self::Backprop => "Backpropagation",
        }
    }
}

/// One equation of the book, with every fact about it.
#[derive(Debug)]
pub struct Entry {
    pub number: Number,
    /// The quantity that it computes, in a few words.
    pub title: &'static str,
    pub section: Section,
    pub left: &'static str,
    /// The right sides in TeX, one a line of the derivation.
    pub right: &'static [&'static str],
    /// The right sides with the current numbers in place of the symbols.
    pub numbers: fn(&Context) -> Vec<String>,
    /// The values of the right sides, which are all the same.
    pub values: fn(&Context) -> Vec<f64>,
    /// The sign between the left side and the right sides in TeX.
    pub relation: &'static str,
    pub spoken: &'static str,
    /// The function in `model` that computes it, as a path below `model`.
    pub code: &'static str,
    /// Which indices choose its current numbers, of "k", "j", "i" and "l".
    pub indices: &'static str,
    /// The quantities that it speaks of, which diagrams light up: `v_0j` is row 0 and the current column of v, `*` is every row,
    /// and a letter alone is all of its quantities.
    pub symbols: &'static str,
    /// The equations that it uses directly: those that compute a letter on its right side, that it repeats in another form or for a
    /// case of its own, or whose result one of its lines puts in. In the order of the book; `used_by` is the other direction.
    pub depends_on: &'static [Number],
    /// The smallest number K of classes for which it has a meaning.
    pub classes: usize,
    /// True if its numbers depend on all samples, not on the current one alone.
    pub over_all_samples: bool,
    /// True if it holds only for targets that sum to 1.
    pub assumes_targets_sum_to_1: bool,
    /// Another chapter whose dashboard shows it at its end.
    pub also_in: Option<Chapter>,
    /// The same along v_kj in place of w_ji.
    pub along_output_weight: Option<&'static Entry>,
    /// A computation by another road.
    pub check: Check,
    /// The form in the source, where that is wrong.
    pub printed: Option<Printed>,
    /// True if the printed form depends on all samples.
    pub printed_over_all_samples: bool,
}

/// The number of an equation that has no parts.
const fn eq(number: u8) -> Number {
    Number::whole(number)
}

/// A form that the source prints and that does not hold.
#[derive(Debug)]
pub struct Printed {
    /// The printed form in TeX, with the project's letters.
    pub tex: &'static str,
    pub value: fn(&Context) -> f64,
    /// The mistake, and what comes of believing it.
    pub why: &'static str,
}

impl Entry {
    /// The facts that most entries of a section have in common; every entry states the others.
    const fn of(section: Section) -> Self {
        Self {
            number: Number::whole(0),
            title: "",
            section,
            left: "",
            right: &[],
            numbers: |_| Vec::new(),
            values: |_| Vec::new(),
            relation: "=",
            spoken: "",
            code: "",
            indices: "",
            symbols: "",
            depends_on: &[],
            classes: 1,
            over_all_samples: false,
            assumes_targets_sum_to_1: false,
            also_in: None,
            along_output_weight: None,
            check: Check::by_dual_numbers(|_| f64::NAN),
            printed: None,
            printed_over_all_samples: false,
        }
    }

    /// The whole equation in TeX, several lines in `aligned`.
    pub fn tex(&self) -> String {
        let sign = self.relation;
        match self.right {
            [right] => format!("{} {sign} {right}", self.left),
            lines => {
                let lines = lines.join(&format!(r" \\ &{sign} "));
                format!(
                    r"\begin{{aligned}} {} &{sign} {lines} \end{{aligned}}",
                    self.left
                )
            }
        }
    }

    /// The value of the last line.
    pub fn value(&self, context: &Context) -> f64 {
        (self.values)(context).last().copied().unwrap_or(f64::NAN)
    }

    pub fn verdict(&self, context: &Context) -> Verdict {
        self.check.verdict(context, self.value(context))
    }

    pub fn chapter(&self) -> Chapter {
        self.section.chapter
    }

    /// True if it speaks of this quantity: a letter with its row and, in a matrix, its column.
    pub fn lights(&self, letter: char, (row, column): (usize, usize), indices: Indices) -> bool {
        let is_here = |(index, found): (char, usize)| match index {
            'k' => found == indices.k,
            'j' => found == indices.j,
            'i' => found == indices.i,
            '*' => true,
            digit => digit.to_digit(10) == u32::try_from(found).ok(),
        };
        self.symbols.split(' ').any(|symbol| {
            let mut indices = symbol.chars().skip(2).zip([row, column]);
            symbol.starts_with(letter) && indices.all(is_here)
        })
    }

    /// The equations that use this one directly, in the order of the book.
    ///
    /// ```
    /// use nn28::equation::{self, Number};
    /// let sigmoid = equation::find(Number::whole(4))[0];
    /// assert_eq!(sigmoid.used_by(), [Number::whole(6), Number::whole(28)]);
    /// ```
    pub fn used_by(&self) -> Vec<Number> {
        let users = all().filter(|entry| entry.depends_on.contains(&self.number));
        users.map(|entry| entry.number).collect()
    }

    /// The page of the book, without an ending.
    pub fn page(&self) -> &'static str {
        self.section.page
    }

    /// The address in the book, as in `neuron.html#eq-4`.
    pub fn address(&self) -> String {
        format!("{}.html#eq-{}", self.page(), self.number)
    }

    /// The command that shows this equation in a terminal.
    pub fn command(&self) -> String {
        format!("nn28 equation {}", self.number)
    }
}

/// All 29 entries, in the order of the book.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    chapters().into_iter().flatten()
}

const fn chapters() -> [&'static [Entry]; 6] {
    [
        neuron::ENTRIES,
        network::ENTRIES,
        numerical_gradient::ENTRIES,
        backprop::mean::ENTRIES,
        backprop::output::ENTRIES,
        backprop::weights::ENTRIES,
    ]
}

/// The entries of one number: one, except for 25, which has two.
pub fn find(number: Number) -> Vec<&'static Entry> {
    let is_asked = |entry: &&Entry| entry.number.answers_to(number);
    all().filter(is_asked).collect()
}

pub fn of_chapter(chapter: Chapter) -> impl Iterator<Item = &'static Entry> {
    all().filter(move |entry| entry.chapter() == chapter)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Everything that an equation depends on, near or far.
    fn foundations(entry: &Entry) -> BTreeSet<Number> {
        let mut reached = BTreeSet::new();
        let mut waiting = entry.depends_on.to_vec();
        while let Some(number) = waiting.pop() {
            if reached.insert(number) {
                waiting.extend(find(number)[0].depends_on);
            }
        }
        reached
    }

    fn numbers_of(test: impl Fn(&Entry) -> bool) -> String {
        let found = all().filter(|entry| test(entry));
        let numbers: Vec<String> = found.map(|entry| entry.number.to_string()).collect();
        numbers.join(" ")
    }

    #[test]
    fn an_equation_names_once_and_in_order_the_earlier_ones_it_depends_on() {
        let order: Vec<Number> = all().map(|entry| entry.number).collect();
        for (index, entry) in all().enumerate() {
            let on = entry.depends_on;
            assert!(on.is_sorted_by(|one, next| one < next), "{}", entry.number);
            let is_earlier = |number| order[..index].contains(number);
            assert!(on.iter().all(is_earlier), "{}", entry.number);
        }
    }

    #[test]
    fn the_ends_of_the_book_and_what_its_last_equations_do_not_need() {
        assert_eq!(numbers_of(|entry| entry.depends_on.is_empty()), "1 9");
        assert_eq!(numbers_of(|entry| entry.used_by().is_empty()), "11 27 28");
        for (number, unneeded) in [(27, "9 10 11 27 28"), (28, "9 10 11 13 14 26 27 28")] {
            let needed = foundations(find(eq(number))[0]);
            let found = numbers_of(|entry| !needed.contains(&entry.number));
            assert_eq!(found, unneeded, "{number}");
        }
    }

    #[test]
    fn an_equation_depends_near_or_far_on_those_that_compute_its_letters() {
        // A single neuron has letters of its own, and 9 speaks of any function: that it is tried on the sigmoid is an example.
        let is_of_a_network =
            |entry: &&Entry| entry.chapter() != Chapter::Neuron && entry.number != eq(9);
        for entry in all().filter(is_of_a_network) {
            let foundations = foundations(entry);
            for (letter, source) in [('b', 5), ('z', 6), ('a', 5), ('y', 7), ('E', 8)] {
                let needs = entry.symbols.contains(letter) && entry.number != eq(source);
                let rests = foundations.contains(&eq(source));
                assert!(!needs || rests, "{} with {letter}", entry.number);
            }
        }
    }
}
