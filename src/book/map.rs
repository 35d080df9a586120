//! The map of all equations: what rests on what.
//!
//! It is drawn twice, for wide and for narrow columns, and the style sheet shows one of the two. Everything comes from the registry:
//! the cards and their order, the titles, and the edges by what each entry says that it rests on.
//!
//! | file | what it does |
//! |---|---|
//! | `board` | gives every equation a row and a column |
//! | `wires`, `lanes` | find a way for every edge |
//! | `plan` | turns both into pixels |
//! | `shapes`, `words` | lines with round corners, and lines of words |

mod board;
mod lanes;
mod plan;
mod shapes;
mod wires;
mod words;

use std::fmt::Write as _;

use super::html;
use super::maths::{Place, typeset};
use crate::equation::{Chapter, Entry, Number};
use crate::scene::marks::{self, Piece, pieces};
use plan::{Card, Plan};
use shapes::{Rect, rounded};

/// What is said below the map.
const CAPTION: &str = "What rests on what. Arrows lead from an equation to those that use it, in the colour of what it computes. \
                       A card is a link to the place where its equation is explained; pointing at it brings out its own arrows.";

/// The size of the formulas on the cards, in pixels to the em.
const FORMULA: f64 = 14.5;

/// The map as a figure. `up` leads from the page to the first folder of the book.
pub(super) fn figure(up: &str) -> Result<String, String> {
    let wide = drawing(&Plan::wide(), "map-wide", up)?;
    let narrow = drawing(&Plan::narrow(), "map-narrow", up)?;
    Ok(format!(
        "\n\n<figure class=\"figure\" id=\"map\">{}<figcaption>{}</figcaption></figure>\n\n",
        wide + &narrow,
        html::text(CAPTION)
    ))
}

fn drawing(plan: &Plan, class: &str, up: &str) -> Result<String, String> {
    let mut body = String::new();
    for (chapter, rect) in &plan.panels {
        body.push_str(&panel(*chapter, rect));
    }
    for (at, card) in plan.cards.iter().enumerate() {
        body.push_str(&node(plan, at, card, up)?);
    }
    Ok(format!(
        "<svg class=\"map {class}\" role=\"group\" aria-label=\"Map of all equations, and of what rests on what\" \
         viewBox=\"0 0 {} {}\">{body}</svg>",
        rounded(plan.width),
        rounded(plan.height),
    ))
}

fn panel(chapter: Chapter, rect: &Rect) -> String {
    format!(
        "<rect class=\"map-panel\" {}/>{}",
        corners(rect, 8.0),
        text("map-chapter", 10.0, rect.top + 18.0, chapter.title())
    )
}

/// A card with its edges, and above it the title of the section that begins with it.
fn node(plan: &Plan, at: usize, card: &Card, up: &str) -> Result<String, String> {
    let Card { entry, rect, .. } = card;
    let mut node = section(card);
    let _ = write!(
        node,
        "<g class=\"map-node\">{}<a href=\"{up}{}\" aria-label=\"{}\"><rect class=\"map-card\" {}/>",
        edges(plan, at),
        entry.address(),
        html::attribute(&label(entry)),
        corners(rect, 5.0)
    );
    let (left, base) = (rect.left + plan::PADDING, rect.top + plan::HEAD);
    node.push_str(&text("map-number", left, base, &entry.number.to_string()));
    node.push_str(&formula(entry, rect.right() - plan::PADDING, base)?);
    for (line, words) in card.title.iter().enumerate() {
        let y = base + plan::BELOW_HEAD + line as f64 * plan::LEADING;
        node.push_str(&text("map-title", left, y, words));
    }
    Ok(node + "</a></g>")
}

fn section(card: &Card) -> String {
    let line = |(line, words): (usize, &String)| {
        let (x, y) = card.section_line(line);
        text("map-section", x, y, words)
    };
    card.section.iter().enumerate().map(line).collect()
}

/// The edges that leave a card, in one path, so that where they run together they are one line; and those that come to it, each in
/// its colour, which the style sheet shows only while the card is looked at.
fn edges(plan: &Plan, at: usize) -> String {
    let path = |class: &str, from: usize, data: &str| {
        let ink = ink_class(plan.cards[from].entry);
        format!("<path class=\"map-edge{class}{ink}\" d=\"{data}\"/>")
    };
    let mut edges = String::new();
    for wire in plan.wires.iter().filter(|wire| wire.to == at) {
        edges.push_str(&path(" map-coming", wire.from, &wire.curve.data()));
    }
    let leaving = plan.wires.iter().filter(|wire| wire.from == at);
    let data: String = leaving.map(|wire| wire.curve.data()).collect();
    if !data.is_empty() {
        edges.push_str(&path("", at, &data));
    }
    edges
}

fn corners(rect: &Rect, radius: f64) -> String {
    let [left, top, width, height] = [rect.left, rect.top, rect.width, rect.height].map(rounded);
    format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"")
}

/// Words, and a space, so that the search index does not run them together with the next ones.
fn text(class: &str, x: f64, y: f64, words: &str) -> String {
    format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text> ",
        rounded(x),
        rounded(y),
        html::text(words)
    )
}

/// What the equation computes, so that it ends at a point of its base line.
fn formula(entry: &Entry, right: f64, base: f64) -> Result<String, String> {
    let drawn = typeset(&quantity(entry), Place::Inline)?;
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
    let parts = left
        .strip_prefix(r"\frac{")
        .and_then(|rest| rest.split_once("}{"));
    match parts {
        Some((above, below)) => format!("{above} / {}", below.strip_suffix('}').unwrap_or(below)),
        None => left,
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

/// The card in words.
fn label(entry: &Entry) -> String {
    format!(
        "Equation {}, {}; rests on {}; used by {}",
        entry.number,
        entry.title,
        list(entry.depends_on),
        list(&entry.used_by())
    )
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
        assert_eq!(quantity("7"), "y_k");
        assert_eq!(quantity("8"), "E");
        assert_eq!(quantity("10"), r"\partial E / \partial w_{ji}");
        assert_eq!(quantity("25a"), r"\partial a_0 / \partial v_{0j}");
        for entry in equation::all() {
            assert!(!self::quantity(entry).contains("frac"), "{}", entry.number);
        }
    }

    #[test]
    fn number_and_formula_fit_beside_each_other() {
        for card in Plan::narrow().cards.iter().chain(&Plan::wide().cards) {
            let formula = typeset(&quantity(card.entry), Place::Inline).expect("sound TeX");
            let number = words::width(&card.entry.number.to_string(), 1.2 * plan::TITLE);
            let room = card.rect.width - 2.0 * plan::PADDING;
            let width = number + 12.0 + formula.width * FORMULA;
            assert!(width < room, "{}", card.entry.number);
        }
    }

    #[test]
    fn an_edge_has_the_colour_of_what_its_equation_computes_if_that_has_one() {
        let ink = |number: u8| ink_class(equation::find(Number::whole(number))[0]);
        assert_eq!(
            [ink(5), ink(7), ink(8), ink(14)],
            [" ink-z", " ink-y", "", " ink-w"]
        );
    }
}
