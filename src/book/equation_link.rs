//! Links to equations, and the equation itself beside each link, for a reader who hovers or goes there by keyboard.
//!
//! An equation's form is drawn once a page, in a place that shows nothing, and every preview uses that drawing.

use super::equation_card::{capitalised, spaced};
use super::maths::{Formula, MathStyle, typeset};
use super::page::Page;
use super::xref::Xref;
use super::{glyphs, html};
use crate::equation::{self, Entry, Number};

/// The beginning of the id of an equation's form.
const PREFIX: &str = "form-";

/// A link to an equation, with its preview. Where the book has no place for the equation, the number alone.
pub(super) fn link(xref: &Xref, page: &Page, number: Number) -> String {
    let entries = equation::find(number);
    let (Some(address), Some(entry)) = (xref.of_equation(page, number), entries.first()) else {
        return format!("({number})");
    };
    let preview: String = entries.iter().map(|entry| preview(entry)).collect();
    let title = html::escape(entry.title);
    format!(
        "<span class=\"reference\"><a href=\"{address}\" aria-label=\"equation {number}, {title}\">({number})</a>\
         <span class=\"preview\" aria-hidden=\"true\">{preview}</span></span>"
    )
}

fn preview(entry: &Entry) -> String {
    let Ok(formula) = form(entry) else {
        return String::new();
    };
    let (number, title) = (entry.number, html::escape(&capitalised(entry.title)));
    let form = format!("<use href=\"#{PREFIX}{number}\"/>");
    let drawing = formula.drawing("aria-hidden=\"true\"", &form);
    format!("<span class=\"preview-title\">{number} · {title}</span>{drawing}")
}

fn form(entry: &Entry) -> Result<Formula, String> {
    typeset(&spaced(entry), MathStyle::Display)
}

/// The hidden definitions that a page's drawings use: the forms of its previews and the outlines of all letters.
pub(super) fn definitions(page: &str) -> String {
    let used = glyphs::ids_after(page, &format!("<use href=\"#{PREFIX}"));
    let entries = equation::all().filter(|entry| used.contains(&*entry.number.to_string()));
    let definition = |entry: &Entry| {
        let body = form(entry).ok()?.body;
        Some(format!("<g id=\"{PREFIX}{}\">{body}</g>", entry.number))
    };
    let forms: String = entries.filter_map(definition).collect();
    let outlines = glyphs::outlines(&format!("{page}{forms}"));
    if outlines.is_empty() {
        return String::new();
    }
    format!(
        "\n\n<div class=\"definitions\" aria-hidden=\"true\"><svg width=\"0\" height=\"0\"><defs>{forms}{outlines}</defs></svg></div>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_draws_the_form_of_each_equation_that_it_refers_to_once() {
        let entry = equation::find(Number::whole(4))[0];
        let page = preview(entry) + &preview(entry);
        assert_eq!(page.matches("#form-4\"").count(), 2);
        let definitions = definitions(&page);
        assert_eq!(definitions.matches("id=\"form-4\"").count(), 1);
        let letter = "id=\"g-Math-Italic-79\"";
        assert!(definitions.contains(letter), "{definitions}");
        assert!(!definitions.contains("\n\n<g"));
    }

    #[test]
    fn a_page_without_formulas_needs_no_definitions() {
        assert_eq!(definitions("# A\n\ntext\n"), "");
    }
}
