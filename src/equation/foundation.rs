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
        all()
            .filter(|entry| entry.depends_on.contains(&self.number))
            .map(|entry| entry.number)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::equation::{Chapter, find};

    fn numbers(texts: &[&str]) -> BTreeSet<Number> {
        let number = |text: &&str| text.parse().expect("an equation");
        texts.iter().map(number).collect()
    }

    /// Everything that can be reached from an equation by one direction, however far it is.
    fn reached(from: Number, next: fn(&Entry) -> Vec<Number>) -> BTreeSet<Number> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![from];
        while let Some(number) = waiting.pop() {
            let found = next(find(number)[0]);
            waiting.extend(found.into_iter().filter(|number| reached.insert(*number)));
        }
        reached
    }

    fn foundations(entry: &Entry) -> BTreeSet<Number> {
        reached(entry.number, |entry| entry.depends_on.to_vec())
    }

    fn where_not(test: impl Fn(&Entry) -> bool) -> BTreeSet<Number> {
        let others = all().filter(|entry| !test(entry));
        others.map(|entry| entry.number).collect()
    }

    #[test]
    fn an_equation_depends_only_on_earlier_ones_so_that_there_is_no_circle() {
        let order: Vec<Number> = all().map(|entry| entry.number).collect();
        for (index, entry) in all().enumerate() {
            for number in entry.depends_on {
                assert!(
                    order[..index].contains(number),
                    "{} on {number}",
                    entry.number
                );
            }
        }
    }

    #[test]
    fn what_an_equation_depends_on_is_named_once_and_in_the_order_of_the_book() {
        for entry in all() {
            assert!(entry.depends_on.is_sorted_by(|one, next| one < next));
        }
    }

    #[test]
    fn an_equation_is_used_by_those_that_depend_on_it_and_by_no_others() {
        for one in all() {
            for other in all() {
                let depends = other.depends_on.contains(&one.number);
                let used = one.used_by().contains(&other.number);
                assert_eq!(depends, used, "{} and {}", other.number, one.number);
            }
        }
    }

    #[test]
    fn all_begins_with_the_weighted_sum_and_the_forward_difference() {
        let beginnings = where_not(|entry| !entry.depends_on.is_empty());
        assert_eq!(beginnings, numbers(&["1", "9"]));
    }

    #[test]
    fn all_ends_with_a_slope_by_trying_a_step_downhill_and_the_slope_along_a_hidden_weight() {
        let ends = where_not(|entry| !entry.used_by().is_empty());
        assert_eq!(ends, numbers(&["11", "27", "28"]));
    }

    #[test]
    fn the_last_equation_needs_all_others_except_the_slopes_by_trying_the_mean_and_the_output_weights()
     {
        let last = find(Number::whole(28))[0];
        let foundations = foundations(last);
        let unneeded = where_not(|entry| foundations.contains(&entry.number));
        let expected = ["9", "10", "11", "13", "14", "26", "27", "28"];
        assert_eq!(unneeded, numbers(&expected));
    }

    #[test]
    fn a_step_downhill_needs_no_hidden_slope_and_no_slope_by_trying() {
        let foundations = foundations(find(Number::whole(27))[0]);
        let unneeded = where_not(|entry| foundations.contains(&entry.number));
        assert_eq!(unneeded, numbers(&["9", "10", "11", "27", "28"]));
    }

    #[test]
    fn an_equation_depends_near_or_far_on_those_that_compute_its_letters() {
        let sources = [('b', 5), ('z', 6), ('a', 5), ('y', 7), ('E', 8)];
        // A single neuron has letters of its own, and 9 speaks of any function: that it is tried on the sigmoid is an example.
        let written_for_a_network =
            |entry: &&Entry| entry.chapter() != Chapter::Neuron && entry.number != Number::whole(9);
        for entry in all().filter(written_for_a_network) {
            let foundations = foundations(entry);
            for (letter, source) in sources.map(|(letter, source)| (letter, Number::whole(source)))
            {
                let needs = entry.symbols.contains(letter) && entry.number != source;
                assert!(
                    !needs || foundations.contains(&source),
                    "{} says {letter} and does not depend on {source}",
                    entry.number
                );
            }
        }
    }
}
