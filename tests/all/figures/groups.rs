//! The groups by which a script finds the parts of a network, whatever the form of its text.

use std::collections::BTreeMap;

use nn28::figure::{Letters, Style, Theme, svg_in};
use nn28::scene::{Diagram, Figure, Picture, Quantity};
use resvg::usvg::roxmltree::Document;

use super::runs::{BOOK, RUNS};
use super::{tree, usvg_pixels};

/// The networks of the book and of a run.
fn networks() -> Vec<(&'static Figure, &'static Diagram)> {
    let numbered = BOOK
        .iter()
        .filter(|figure| matches!(figure.number, Some(42 | 44..)));
    let steps = RUNS
        .iter()
        .filter(|figure| figure.name.starts_with("backprop-step"));
    let diagram = |figure: &'static Figure| match &figure.panels[0].picture {
        Picture::Diagram(diagram) => Some((figure, diagram)),
        _ => None,
    };
    numbered.chain(steps.take(4)).filter_map(diagram).collect()
}

fn in_form(figure: &Figure, letters: Letters) -> String {
    let style = Style {
        letters,
        ..Style::default()
    };
    svg_in(figure, Theme::Light, &style).expect("drawn")
}

/// How often an attribute names each key.
fn counts(svg: &str, attribute: &str) -> BTreeMap<String, usize> {
    let document = Document::parse(svg).expect("well-formed");
    let values = document
        .descendants()
        .filter_map(|node| node.attribute(attribute));
    let mut counts = BTreeMap::new();
    for key in values.flat_map(|value| value.split(' ').filter(|key| *key != "new")) {
        *counts.entry(key.to_owned()).or_default() += 1;
    }
    counts
}

/// The keys by the rule of the equations' TeX, which is not taken from the program.
fn key(quantity: &Quantity) -> String {
    let (letter, index) = (quantity.symbol.letter, &quantity.symbol.index);
    match index.len() {
        0 => letter.to_string(),
        _ => format!("{letter}_{index}"),
    }
}

#[test]
fn every_weight_and_every_number_of_a_node_has_its_groups_and_no_other_has_one() {
    let networks = networks();
    assert_eq!(networks.len(), 10);
    for (figure, diagram) in networks {
        let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
        let numbers = nodes.flat_map(|node| &node.quantities).map(key);
        let weights = diagram.links.iter().map(|link| key(&link.weight));
        let mut keys: Vec<String> = numbers.chain(weights).collect();
        keys.sort_unstable();
        for letters in Letters::ALL {
            let svg = in_form(figure, letters);
            let groups = counts(&svg, "data-symbol");
            let found: Vec<&String> = groups.keys().collect();
            assert_eq!(found, keys.iter().collect::<Vec<_>>(), "{}", figure.name);
            // At least one among the shapes and one among the texts.
            assert!(groups.values().all(|count| *count >= 2), "{groups:?}");
            let values = counts(&svg, "data-value");
            assert_eq!(
                values.keys().collect::<Vec<_>>(),
                found,
                "{}: numbers",
                figure.name
            );
        }
    }
}

#[test]
fn a_number_that_a_script_changes_is_the_one_that_the_diagram_shows() {
    let figure = super::runs::book("figure-42");
    let svg = in_form(figure, Letters::Live);
    let document = Document::parse(&svg).expect("well-formed");
    let number = |key: &str| {
        let mut marked = document
            .descendants()
            .filter(|node| node.attribute("data-value") == Some(key));
        marked
            .next()
            .and_then(|node| node.text().map(str::to_owned))
    };
    for (key, shown) in [("w_0", "−2"), ("w_0 x_0", "−3"), ("a", "−0.5")] {
        assert!(svg.contains(shown));
        assert_eq!(number(key).as_deref(), Some(shown), "{key}");
    }
    let step = in_form(super::runs::book("figure-46"), Letters::Live);
    assert_eq!(step.matches("data-value=\"new v_").count(), 9);
}

#[test]
fn groups_leave_the_picture_as_it_is() {
    for (figure, _) in networks().into_iter().take(3) {
        let svg = in_form(figure, Letters::Outlines);
        let mut plain = String::new();
        for part in svg.split("data-symbol=\"") {
            let rest = part.split_once('"').map_or(part, |(_, rest)| rest);
            plain += if plain.is_empty() { part } else { rest };
        }
        assert!(plain.len() < svg.len());
        let [with, without] = [&svg, &plain].map(|svg| usvg_pixels(&tree(svg)));
        assert!(with == without, "{}", figure.name);
    }
}
