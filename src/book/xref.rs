//! Cross-references: on which page each equation, each figure and the table of all equations is.

use std::collections::BTreeMap;

use super::directive::Directive;
use super::fault::Fault;
use super::markdown::{self, Context};
use super::page::Page;
use super::worked_example;
use crate::equation::{self, Number};

/// The addresses, found by reading all pages once before any of them is rendered.
#[derive(Default)]
pub(super) struct Xref {
    equations: BTreeMap<Number, String>,
    /// Each figure's address and its label.
    figures: BTreeMap<String, (String, String)>,
    index: Option<String>,
    /// The page with the worked example.
    example: Option<String>,
}

impl Xref {
    /// Reads all pages, in the order of the book.
    pub(super) fn find(pages: &[Page], faults: &mut Vec<Fault>) -> Self {
        let mut xref = Self::default();
        let mut labels = Labels::default();
        for page in pages {
            for found in markdown::directives(&page.source) {
                let in_prose = found.text.filter(|_| found.context == Context::Prose);
                match in_prose.map(Directive::parse) {
                    Some(Ok(Directive::Index)) => xref.index = Some(page.address()),
                    Some(Ok(Directive::Example)) => xref.example = Some(page.address()),
                    Some(Ok(Directive::Equation(numbers, _))) => {
                        let line = markdown::line_of(&page.source, found.range.start);
                        let messages = numbers
                            .iter()
                            .filter_map(|number| xref.equation(page, *number));
                        faults.extend(messages.map(|message| page.fault(line, message)));
                    }
                    Some(Ok(Directive::Figure(name))) => {
                        let figure = (page.address(), labels.next(name));
                        xref.figures.entry(name.to_owned()).or_insert(figure);
                    }
                    _ => {}
                }
            }
        }
        xref
    }

    /// Notes the page of an equation; a message if another page has it already.
    fn equation(&mut self, page: &Page, number: Number) -> Option<String> {
        let mut message = None;
        for entry in equation::find(number) {
            if let Some(earlier) = self.equations.insert(entry.number, page.address()) {
                let (number, earlier) = (entry.number, earlier.replace(".html", ".md"));
                message = Some(format!(
                    "equation {number} has its place already in {earlier}"
                ));
            }
        }
        message
    }

    /// The address of an equation from a page: its card, or else its row in the table of all equations.
    pub(super) fn of_equation(&self, page: &Page, number: Number) -> Option<String> {
        let first = equation::find(number).first()?.number;
        let up = page.up();
        match (self.equations.get(&first), &self.index) {
            (Some(address), _) => Some(format!("{up}{address}#eq-{first}")),
            (None, Some(index)) => Some(format!("{up}{index}#index-eq-{first}")),
            (None, None) => None,
        }
    }

    /// The page of an equation, seen from another page.
    pub(super) fn page_of_equation(&self, page: &Page, number: Number) -> Option<String> {
        let address = self.equations.get(&number)?;
        Some(page.up() + address)
    }

    /// The address of the worked example from a page.
    pub(super) fn of_example(&self, page: &Page) -> Option<String> {
        let address = self.example.as_ref()?;
        Some(format!("{}{address}#{}", page.up(), worked_example::ID))
    }

    /// The address of a figure from a page, and its label.
    pub(super) fn of_figure(&self, page: &Page, name: &str) -> Option<(String, &str)> {
        let (address, label) = self.figures.get(name)?;
        Some((format!("{}{address}#figure-{name}", page.up()), label))
    }
}

/// The labels of the figures. The source's figures keep their numbers, from 41 on; a figure of our own after figure 42 is 42a, and one
/// before all of them 40a.
#[derive(Debug)]
struct Labels {
    number: u32,
    further: u8,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            number: 40,
            further: 0,
        }
    }
}

impl Labels {
    fn next(&mut self, name: &str) -> String {
        if let Ok(number) = name.parse() {
            (self.number, self.further) = (number, 0);
            return number.to_string();
        }
        let letter = char::from(b'a' + self.further % 26);
        self.further += 1;
        format!("{}{letter}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_of_our_own_is_named_after_the_sources_figure_before_it() {
        let mut labels = Labels::default();
        let names = ["42", "plane", "sigmoid", "43", "regions"];
        let found = names.map(|name| labels.next(name));
        assert_eq!(found, ["42", "42a", "42b", "43", "43a"]);
    }
}
