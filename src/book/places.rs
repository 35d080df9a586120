//! Where in the book everything stands: equations, figures, the table of all equations.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::directive::Directive;
use super::faults::Fault;
use super::loom::Page;
use super::markdown::{self, Context};
use crate::equation::{self, Number};

/// The places, found by reading all pages once before any of them is woven.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// On which page each equation stands.
    equations: BTreeMap<Number, PathBuf>,
    /// On which page each figure stands, and what it is called there.
    figures: BTreeMap<String, (PathBuf, String)>,
    /// On which page the table of all equations stands.
    index: Option<PathBuf>,
}

impl Places {
    /// Read all pages, in the order of the book.
    pub(super) fn find(pages: &[Page], faults: &mut Vec<Fault>) -> Self {
        let mut places = Self::default();
        let mut labels = Labels::default();
        for page in pages {
            for found in markdown::directives(&page.source) {
                if found.context != Context::Prose {
                    continue;
                }
                let message = match found.text.map(Directive::parse) {
                    Some(Ok(Directive::Index)) => {
                        places.index = Some(page.address());
                        None
                    }
                    Some(Ok(Directive::Equation(number, _))) => places.equation(page, number),
                    Some(Ok(Directive::Figure(name))) => {
                        let label = labels.next(&name);
                        let place = (page.address(), label);
                        places.figures.entry(name).or_insert(place);
                        None
                    }
                    _ => None,
                };
                if let Some(message) = message {
                    let line = markdown::line_of(&page.source, found.range.start);
                    faults.push(page.fault(line, message));
                }
            }
        }
        places
    }

    fn equation(&mut self, page: &Page, number: Number) -> Option<String> {
        let mut message = None;
        for entry in equation::find(number) {
            if let Some(earlier) = self.equations.insert(entry.number, page.address()) {
                message = Some(format!(
                    "equation {} has its place already in {}",
                    entry.number,
                    earlier.with_extension("md").display()
                ));
            }
        }
        message
    }

    /// The address of an equation from a page: its place, or else its row in the table of all equations.
    pub(super) fn of_equation(&self, page: &Page, number: Number) -> Option<String> {
        let first = equation::find(number).first()?.number;
        let up = page.up();
        match (self.equations.get(&first), &self.index) {
            (Some(place), _) => Some(format!("{up}{}#eq-{first}", slashed(place))),
            (None, Some(index)) => Some(format!("{up}{}#index-eq-{first}", slashed(index))),
            (None, None) => None,
        }
    }

    /// The page of an equation, seen from another page, if it has its place.
    pub(super) fn page_of_equation(&self, page: &Page, number: Number) -> Option<String> {
        let place = self.equations.get(&number)?;
        Some(format!("{}{}", page.up(), slashed(place)))
    }

    /// The address of a figure from a page, and what the figure is called.
    pub(super) fn of_figure(&self, page: &Page, name: &str) -> Option<(String, &str)> {
        let (place, label) = self.figures.get(name)?;
        let address = format!("{}{}#figure-{name}", page.up(), slashed(place));
        Some((address, label))
    }
}

/// The numbers of the figures. Those that the source has keep the source's; a figure of our own after figure 42 is 42a.
#[derive(Debug, Default)]
struct Labels {
    number: u32,
    further: u8,
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

/// A path as an address.
fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    parts.join("/")
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
