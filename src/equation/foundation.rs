//! The equations that use an equation.

use super::{Entry, Number, all};

impl Entry {
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
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::equation::{Chapter, eq, find};

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
            for other in all() {
                let depends = on.contains(&other.number);
                assert_eq!(depends, other.used_by().contains(&entry.number));
            }
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
