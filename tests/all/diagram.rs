//! The network as a screen shows it: edges, numbers that belong to them, pictures of the units, slopes and changes.

use std::collections::BTreeSet;

use crate::samples::screens::{self, Screen};
use crate::samples::{self, quantities};
use crate::stage::{act, bench, experiment, flat, steps};
use nn28::model::backprop::{gradient, output_errors};
use nn28::model::network::forward;
use nn28::scene::{Diagram, Pane, Picture, Scene, Seen, Target};
use nn28::stage::{Action, Backprop, Network, NumericalGradient, Stage};
use nn28::view::Theme;
use ratatui::style::Modifier;

/// Sizes at which all weights of the 2-2-3 network have their numbers.
const WHOLE: [(u16, u16); 5] = [(80, 24), (100, 30), (140, 40), (200, 60), (79, 40)];

type Cell = (u16, u16);

fn scene(diagram: Diagram) -> Scene {
    screens::scene(diagram, Picture::Image(samples::digit()), Pane::Network)
}

/// A network whose units see something.
fn seeing(d: usize, m: usize, k: usize) -> Diagram {
    let mut diagram = screens::with_products(d, m, k);
    let unit = |j: usize| Seen {
        columns: 10,
        cells: (0..60).map(|n| ((n + 7 * j) % 60) as f64 / 60.0).collect(),
        is_signed: false,
    };
    diagram.seen = (0..m).map(unit).collect();
    diagram
}

/// A network with the keys on one weight, of a value.
fn focused(link: usize, value: f64) -> Diagram {
    let mut diagram = seeing(2, 2, 3);
    let weight = &mut diagram.links[link].weight;
    (weight.focused, weight.value) = (true, Some(value));
    diagram
}

/// The cells of the number of a weight in the diagram, not those in the sentence below it.
fn number(screen: &Screen, link: usize) -> Vec<Cell> {
    let cells = screen.buffer.area.positions().map(Cell::from);
    let is_its = |at: &Cell| screen.target(*at) == Some(Target::Quantity(link));
    let cells: Vec<Cell> = cells.filter(is_its).collect();
    let row = cells.first().map(|(_, y)| *y);
    cells.into_iter().filter(|(_, y)| Some(*y) == row).collect()
}

/// The dots of the edge of the weight that the keys change, whose cells are the only bold ones, by column and row of dots.
fn dots(screen: &Screen) -> BTreeSet<(i32, i32)> {
    const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let mut dots = BTreeSet::new();
    for (x, y) in screen.buffer.area.positions().map(Cell::from) {
        let sign = screen.buffer[(x, y)].symbol().chars().next().unwrap_or(' ') as u32;
        if (0x2801..=0x28ff).contains(&sign) && screen.has((x, y), Modifier::BOLD) {
            for (row, bits) in (0..).zip(BITS) {
                for (column, bit) in (0..).zip(bits) {
                    if sign & bit != 0 {
                        dots.insert((i32::from(x) * 2 + column, i32::from(y) * 4 + row));
                    }
                }
            }
        }
    }
    dots
}

/// The dots that can be reached from some of them without a jump.
fn reached(
    dots: &BTreeSet<(i32, i32)>,
    from: impl Iterator<Item = (i32, i32)>,
) -> BTreeSet<(i32, i32)> {
    let mut left = dots.clone();
    let mut next: Vec<_> = from.filter(|dot| left.remove(dot)).collect();
    let mut reached = BTreeSet::new();
    while let Some((x, y)) = next.pop() {
        reached.insert((x, y));
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            if left.remove(&(x + dx, y + dy)) {
                next.push((x + dx, y + dy));
            }
        }
    }
    reached
}

#[test]
fn an_edge_is_unbroken_from_its_number_to_the_node_that_it_enters() {
    for size in WHOLE {
        for link in 0..15 {
            let diagram = focused(link, 1.0);
            let (layer, node) = diagram.links[link].to;
            let name = diagram.layers[layer].nodes[node].quantities[1]
                .symbol
                .to_string();
            let screen = Screen::of(&scene(diagram), Theme::Dark, size);
            let (x, y) = *number(&screen, link).last().expect("a number");
            let dots = dots(&screen);
            let first = i32::from(x + 1) * 2;
            let begin = dots.iter().copied();
            let begin = begin.filter(|dot| dot.0 == first && dot.1 / 4 == i32::from(y));
            let edge = reached(&dots, begin);
            let last = edge.iter().map(|dot| dot.0).max().unwrap_or(0);
            let entered = screen.all(&name).into_iter().map(|(x, _)| x);
            let end = entered.filter(|at| *at > x).min().expect("a node");
            let is_whole = last / 2 == i32::from(end) - 2;
            assert!(
                is_whole,
                "{link} ends at {last} at {size:?} in:\n{}",
                screen.text
            );
        }
    }
}

#[test]
fn the_edge_of_a_negative_weight_is_broken_and_begins_at_its_number() {
    for size in WHOLE {
        for link in 0..15 {
            let [whole, broken] = [1.0, -1.0].map(|value| {
                let screen = Screen::of(&scene(focused(link, value)), Theme::Plain, size);
                let (x, y) = *number(&screen, link).last().expect("a number");
                let begins = screen.buffer[(x + 1, y)].symbol().to_owned();
                assert!(
                    begins.as_str() > "⠀",
                    "{link} at {size:?}:\n{}",
                    screen.text
                );
                dots(&screen).len()
            });
            assert!(broken < whole, "{broken} of {whole}, {link} at {size:?}");
        }
    }
}

#[test]
fn no_two_weights_share_a_cell_and_those_of_a_node_are_in_the_order_of_their_targets() {
    for size in WHOLE {
        let diagram = seeing(2, 2, 3);
        let screen = Screen::of(&scene(diagram.clone()), Theme::Dark, size);
        let numbers: Vec<Vec<Cell>> = (0..15).map(|link| number(&screen, link)).collect();
        let mut all = BTreeSet::new();
        for (link, cells) in numbers.iter().enumerate() {
            assert_eq!(cells.len(), numbers[0].len(), "{link} at {size:?}");
            assert!(
                cells.iter().all(|cell| all.insert(*cell)),
                "{link} at {size:?}"
            );
        }
        for (one, other) in (0..15).flat_map(|one| (0..15).map(move |other| (one, other))) {
            let [from, to] = [one, other].map(|link| &diagram.links[link]);
            if from.from == to.from && from.to < to.to {
                assert!(
                    numbers[one][0].1 < numbers[other][0].1,
                    "{one}, {other} at {size:?}"
                );
            }
        }
    }
}

#[test]
fn the_sign_of_a_weight_is_in_its_colour_and_its_size_in_the_weight_of_its_line() {
    let look = |value| {
        let screen = Screen::of(&scene(focused(0, value)), Theme::Plain, (140, 40));
        dots(&screen).len()
    };
    let (thin, middle, thick) = (look(0.1), look(0.5), look(2.0));
    assert!(thin < middle && middle < thick, "{thin} {middle} {thick}");
    for theme in [Theme::Dark, Theme::Light] {
        let [above, below] = [1.0, -1.0].map(|value| {
            let mut diagram = seeing(2, 2, 3);
            diagram.links[0].weight.value = Some(value);
            let screen = Screen::of(&scene(diagram), theme, (140, 40));
            let (x, y) = *number(&screen, 0).last().expect("a number");
            [(x, y), (x + 1, y)].map(|at| screen.buffer[at].fg)
        });
        assert_eq!(above[0], above[1], "the number and its edge");
        assert_ne!(above[0], below[0]);
    }
}

#[test]
fn each_hidden_unit_shows_what_it_sees() {
    for size in [(80, 24), (140, 40), (200, 60)] {
        let [with, without] = [seeing(2, 2, 3), screens::with_products(2, 2, 3)].map(|diagram| {
            Screen::of(&scene(diagram), Theme::Dark, size)
                .all("▀")
                .len()
        });
        assert!(with >= without + 2 * 8 * 3, "{with}, {without} at {size:?}");
    }
}

#[test]
fn numbers_of_weights_do_not_jump_whatever_they_are() {
    let points = |value: f64| {
        let mut diagram = seeing(2, 2, 3);
        for link in &mut diagram.links {
            link.weight.value = Some(value);
        }
        let numbers = quantities(&mut diagram).filter(|quantity| quantity.symbol.letter != 't');
        numbers.for_each(|quantity| quantity.value = Some(value));
        Screen::of(&scene(diagram), Theme::Dark, (140, 40)).all(".")
    };
    let usual = points(0.5);
    for value in [-0.5, 1e-5, -1e-9, 9.99, -9.99] {
        assert_eq!(points(value), usual, "{value}");
    }
}

#[test]
fn what_the_last_step_changed_has_an_arrow() {
    let mut diagram = seeing(2, 2, 3);
    diagram.before = diagram
        .links
        .iter()
        .map(|link| link.weight.value.unwrap_or(0.0))
        .collect();
    diagram.before[0] -= 0.5;
    diagram.before[4] += 0.5;
    let arrow = |screen: &Screen, link: usize| {
        let (x, y) = number(screen, link)[0];
        screen.buffer[(x - 1, y)].symbol().to_owned()
    };
    for size in WHOLE {
        let screen = Screen::of(&scene(diagram.clone()), Theme::Plain, size);
        let arrows = [0, 1, 4].map(|link| arrow(&screen, link));
        assert_eq!(arrows[0], "▴", "{size:?}");
        assert_eq!(arrows[2], "▾", "{size:?}");
        assert_ne!(arrows[1], "▴", "{size:?}");
    }
    diagram.links[0].weight.focused = true;
    let screen = Screen::of(&scene(diagram), Theme::Plain, (140, 40));
    screen.shows(&["(+0.5000 in the last step)"]);
}

#[test]
fn long_names_many_units_and_many_classes_have_a_form_at_every_size() {
    for (d, m, k) in [(4, 4, 3), (13, 2, 3), (2, 16, 2), (64, 64, 10), (9, 3, 10)] {
        let mut diagram = seeing(d, m, k);
        for layer in [0, 2] {
            for node in diagram.layers[layer]
                .nodes
                .iter_mut()
                .filter(|node| !node.bias)
            {
                "Mediterranean cypress (m)".clone_into(&mut node.name);
            }
        }
        for size in [(60, 18), (80, 24), (100, 30), (140, 40), (200, 60)] {
            let screen = Screen::of(&scene(diagram.clone()), Theme::Plain, size);
            screen.shows(&["x₀", "t₁ 1"]);
            let has_edges = screen.buffer.content.iter().any(|cell| {
                let sign = cell.symbol().chars().next().unwrap_or(' ');
                ('\u{2801}'..='\u{28ff}').contains(&sign)
            });
            assert!(has_edges, "{d}-{m}-{k} at {size:?}:\n{}", screen.text);
        }
    }
}

#[test]
fn slopes_take_the_places_of_the_values_and_back() {
    let stages: [Box<dyn Stage>; 3] = [
        Box::new(Backprop::new(bench("clusters", 2), 0, &[])),
        Box::new(Network::new(bench("clusters", 2), 0)),
        Box::new(NumericalGradient::new(bench("clusters", 2), 0, &[])),
    ];
    for mut stage in stages {
        let values = stage.scene();
        act(stage.as_mut(), [Action::Gradients]);
        let slopes = stage.scene().diagram;
        let (network, sample) = (
            experiment(&*stage).network(),
            experiment(&*stage).sample().clone(),
        );
        let found = gradient(&network, &sample);
        let expected: Vec<f64> = found.w.iter().chain(&found.v).flatten().copied().collect();
        let shown = slopes
            .links
            .iter()
            .map(|link| link.weight.value.unwrap_or(f64::NAN));
        assert!(
            shown
                .zip(&expected)
                .all(|(shown, slope)| (shown - slope).abs() < 1e-12)
        );
        let errors = output_errors(&forward(&network, &sample.x).y, &sample.t);
        for (node, error) in slopes.layers[2].nodes.iter().zip(errors) {
            assert!((node.quantities[0].value.unwrap_or(f64::NAN) - error).abs() < 1e-12);
        }
        // The slope along a bias weight is that along its sum.
        for (j, node) in slopes.layers[1].nodes.iter().enumerate().take(2) {
            let along = node.quantities[0].value.unwrap_or(f64::NAN);
            assert!((along - found.w[j][2]).abs() < 1e-12);
        }
        let screen = Screen::of(&stage.scene(), Theme::Plain, (140, 40));
        screen.shows(&["∂b₀", "∂z₁", "∂a₂", "∂w", "∂v", "←"]);
        act(stage.as_mut(), [Action::Gradients]);
        assert_eq!(stage.scene().diagram, values.diagram);
    }
}

#[test]
fn slopes_hold_for_targets_that_do_not_sum_to_1() {
    let mut stage = Backprop::new(bench("clusters", 2), 0, &[]);
    act(&mut stage, [Action::Preset(3), Action::Gradients]);
    let outputs = stage.scene().diagram.layers.swap_remove(2).nodes;
    let along_a = outputs.iter().filter_map(|node| node.quantities[0].value);
    // All sums moved alike move no output.
    assert!(along_a.sum::<f64>().abs() < 1e-12);
}

#[test]
fn the_weights_before_a_step_are_kept_beside_those_after_it() {
    let mut stage = Backprop::new(bench("iris", 2), 0, &[]);
    assert!(stage.scene().diagram.before.is_empty());
    for _ in 0..3 {
        let old = flat(&experiment(&stage).network());
        steps(&mut stage, 1);
        assert_eq!(stage.scene().diagram.before, old);
    }
    act(&mut stage, [Action::Restart]);
    assert!(stage.scene().diagram.before.is_empty());
}

#[test]
fn a_unit_sees_the_plane_or_the_pixels_of_a_digit() {
    let of = |name| Backprop::new(bench(name, 3), 0, &[]).scene().diagram.seen;
    for seen in of("clusters").iter().chain(&of("wine")) {
        assert_eq!(
            (seen.columns, seen.cells.len(), seen.is_signed),
            (10, 60, false)
        );
        assert!(seen.cells.iter().all(|output| (0.0..=1.0).contains(output)));
    }
    for seen in of("digits") {
        assert_eq!(
            (seen.columns, seen.cells.len(), seen.is_signed),
            (8, 64, true)
        );
        let largest = seen
            .cells
            .iter()
            .map(|weight| weight.abs())
            .fold(0.0, f64::max);
        assert!((largest - 1.0).abs() < 1e-12);
    }
}
