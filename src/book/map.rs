//! The map of all equations: an arrow leads from each equation to those that use it.
//!
//! It is drawn twice, for wide and for narrow columns, and the style sheet shows one of the two. Titles and arrows come from the
//! registry; `layout` says where everything lies.

mod layout;

use std::fmt::Write as _;

use super::html;
use super::maths::{MathStyle, typeset};
use crate::equation::{Chapter, Entry, Number};
use crate::scene::marks::{self, Piece, pieces};
use crate::scene::tex::{Kind, parse};
use layout::{Card, FORMULA, Layout, Rect, rounded};

const CAPTION: &str = "What rests on what. Arrows lead from an equation to those that use it, in the colour of what it computes. \
                       A card is a link to the place where its equation is explained; pointing at it brings out its own arrows.";

/// The map as a figure. `up` leads from the page to the first folder of the book.
pub(super) fn figure(up: &str) -> Result<String, String> {
    let wide = drawing(&Layout::wide(), "map-wide", up)?;
    let narrow = drawing(&Layout::narrow(), "map-narrow", up)?;
    Ok(format!(
        "<figure class=\"figure\" id=\"map\">{wide}{narrow}<figcaption>{}</figcaption></figure>",
        html::escape(CAPTION)
    ))
}

fn drawing(layout: &Layout, class: &str, up: &str) -> Result<String, String> {
    let mut body = String::new();
    for chapter in Chapter::ALL {
        let rect = layout.panel(chapter);
        let (left, base) = (rect.left + 10.0, rect.top + 18.0);
        let title = text("map-chapter", left, base, chapter.title());
        let corners = corners(&rect, 8.0);
        let _ = write!(body, "<rect class=\"map-panel\" {corners}/>{title}");
    }
    for card in &layout.cards {
        body.push_str(&node(layout, card, up)?);
    }
    Ok(format!(
        "<svg class=\"map {class}\" role=\"group\" aria-label=\"Map of all equations, and of what rests on what\" \
         viewBox=\"0 0 {} {}\">{body}</svg>",
        rounded(layout.width),
        rounded(layout.height()),
    ))
}

/// A card with its arrows, and above it the title of the section that begins with it.
fn node(layout: &Layout, card: &Card, up: &str) -> Result<String, String> {
    let Card { entry, rect, .. } = card;
    let mut node = card.section.map_or_else(String::new, |title| {
        text("map-section", rect.left, rect.top - 9.0, title)
    });
    let _ = write!(
        node,
        "<g class=\"map-node\">{}<a href=\"{up}{}\" aria-label=\"{}\"><rect class=\"map-card\" {}/>",
        arrows(layout, card),
        entry.address(),
        html::escape(&label(entry)),
        corners(rect, 5.0)
    );
    let (left, base) = (rect.left + layout::PADDING, rect.top + layout::HEAD);
    node.push_str(&text("map-number", left, base, &entry.number.to_string()));
    node.push_str(&formula(entry, rect.right() - layout::PADDING, base)?);
    for (line, words) in card.title.iter().enumerate() {
        let y = base + layout::BELOW_HEAD + line as f64 * layout::LEADING;
        node.push_str(&text("map-title", left, y, words));
    }
    Ok(node + "</a></g>")
}

/// The arrows that leave a card, in one path, so that they are one line where they run together; and those that come to it, each in
/// its colour, which the style sheet shows only while the card is looked at.
fn arrows(layout: &Layout, card: &Card) -> String {
    let path = |class: &str, from: &Card, data: &str| {
        let ink = ink_class(from.entry);
        format!("<path class=\"map-edge{class}{ink}\" d=\"{data}\"/>")
    };
    let leads = |from: &Card, to: &Card| to.entry.depends_on.contains(&from.entry.number);
    let (mut arrows, mut leaving) = (String::new(), String::new());
    for other in &layout.cards {
        if leads(other, card) {
            arrows.push_str(&path(" map-coming", other, &layout.arrow(other, card)));
        } else if leads(card, other) {
            leaving.push_str(&layout.arrow(card, other));
        }
    }
    if !leaving.is_empty() {
        arrows.push_str(&path("", card, &leaving));
    }
    arrows
}

fn corners(rect: &Rect, radius: f64) -> String {
    let [left, top, width, height] = [rect.left, rect.top, rect.width, rect.height].map(rounded);
    format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"")
}

/// Words, and a space, so that the search index does not run them together with the next ones.
fn text(class: &str, x: f64, y: f64, words: &str) -> String {
    let (x, y, words) = (rounded(x), rounded(y), html::escape(words));
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text> ")
}

/// What the equation computes, right-aligned to a point of its base line.
fn formula(entry: &Entry, right: f64, base: f64) -> Result<String, String> {
    let drawn = typeset(&quantity(entry), MathStyle::Text)?;
    Ok(format!(
        "<g class=\"map-formula\" transform=\"translate({} {})scale({})\">{}</g>",
        rounded(right - drawn.width * FORMULA),
        rounded(base - drawn.extent.0 * FORMULA),
        FORMULA / 1000.0,
        drawn.body
    ))
}

/// The left side in one line: without what E is a function of, and with a stroke in place of a bar.
fn quantity(entry: &Entry) -> String {
    let left = entry.left.replace(r"(\mathbf{w}, \mathbf{v})", "");
    match *parse(&left) {
        [ref whole] if whole.kind == Kind::Command("frac") => {
            format!("{} / {}", whole.text(0), whole.text(1))
        }
        _ => left,
    }
}

/// The colour of what the equation computes, as a class after others.
fn ink_class(entry: &Entry) -> String {
    let marked = marks::marked(&quantity(entry));
    let ink = pieces(&marked).into_iter().find_map(|piece| match piece {
        Piece::Colored(letter, _) => Some(letter),
        Piece::Plain(_) => None,
    });
    ink.map_or_else(String::new, |letter| format!(" ink-{letter}"))
}

/// The card in words, for screen readers.
fn label(entry: &Entry) -> String {
    let (number, title) = (entry.number, entry.title);
    let (below, above) = (list(entry.depends_on), list(&entry.used_by()));
    format!("Equation {number}, {title}; rests on {below}; used by {above}")
}

fn list(numbers: &[Number]) -> String {
    let numbers: Vec<String> = numbers.iter().map(Number::to_string).collect();
    match numbers.split_last() {
        None => "no other".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation;

    fn page(up: &str) -> String {
        figure(up).expect("sound TeX")
    }

    #[test]
    fn every_equation_is_a_link_to_its_place_in_both_drawings() {
        let page = page("../");
        assert_eq!(page.matches("<svg ").count(), 2);
        assert_eq!(page.matches("<a ").count(), 58);
        for entry in equation::all() {
            let link = format!("href=\"../{}\" ", entry.address());
            assert_eq!(page.matches(&link).count(), 2, "{link}");
        }
    }

    #[test]
    fn a_link_says_what_its_equation_is_and_what_it_hangs_together_with() {
        let page = page("");
        for label in [
            "Equation 1, the weighted sum; rests on no other; used by 2 and 3",
            "Equation 18, how an output follows its own sum; rests on 7; used by 20",
            "Equation 28, the slope along a hidden weight; rests on 4, 5, 6, 15, 23 and 25b; used by no other",
        ] {
            let label = format!("aria-label=\"{label}\"");
            assert_eq!(page.matches(&label).count(), 2, "{label}");
        }
    }

    #[test]
    fn what_an_equation_computes_is_written_in_one_line() {
        let quantity = |number: &str| {
            let number = number.parse().expect("an equation");
            quantity(equation::find(number)[0])
        };
        assert_eq!([quantity("7"), quantity("8")], ["y_k", "E"]);
        assert_eq!(quantity("10"), r"\partial E / \partial w_{ji}");
        assert_eq!(quantity("25a"), r"\partial a_0 / \partial v_{0j}");
        for entry in equation::all() {
            assert!(!self::quantity(entry).contains("frac"), "{}", entry.number);
        }
    }

    #[test]
    fn number_and_formula_fit_beside_each_other() {
        for card in Layout::narrow().cards.iter().chain(&Layout::wide().cards) {
            let formula = typeset(&quantity(card.entry), MathStyle::Text).expect("sound TeX");
            let number = 10.5 * card.entry.number.to_string().len() as f64;
            let width = number + 12.0 + formula.width * FORMULA;
            let room = card.rect.width - 2.0 * layout::PADDING;
            assert!(width < room, "{}", card.entry.number);
        }
    }

    #[test]
    fn an_edge_has_the_colour_of_what_its_equation_computes_if_that_has_one() {
        let ink = |number: u8| ink_class(equation::find(Number::whole(number))[0]);
        let expected = [" ink-z", " ink-y", "", " ink-w"];
        assert_eq!([5, 7, 8, 14].map(ink), expected);
    }
}
