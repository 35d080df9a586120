//! What the figures of the book and of runs show: one layout, maps for what is large, names beside their lines.

use nn28::equation::Chapter;
use nn28::figure::Theme;
use nn28::scene::{Figure, Mark, MarkKind, Picture, Series};
use nn28::stage::Experiment;
use resvg::usvg::Rect;

use super::runs::{BOOK, RUNS, book, curves, run};
use super::{area_of, drawn, samples, tree, written_in};
use crate::stage::bench;
use samples::one;

fn size(figure: &Figure) -> (f32, f32) {
    let size = tree(&drawn(figure, Theme::Light)).size();
    (size.width(), size.height())
}

#[test]
fn the_four_steps_have_one_size_and_their_columns_stay_in_place() {
    let steps = [45, 46, 47, 48].map(|number| book(&format!("figure-{number}")));
    let heads = [
        "inputs", "hidden", "outputs", "targets", "b₀", "z₂", "a₂", "t₁",
    ];
    let places = |figure: &Figure| {
        let texts = written_in(figure);
        heads.map(|head| area_of(&texts, head).x().round() as i32)
    };
    for other in &steps[1..] {
        assert_eq!(size(other), size(steps[0]));
        let (one, other) = (places(steps[0]), places(other));
        // A letter that is bold is a little wider.
        let moved = one
            .iter()
            .zip(other)
            .map(|(one, other)| (one - other).abs());
        assert!(moved.max() <= Some(2), "columns move");
    }
}

#[test]
fn a_large_network_is_two_maps_of_its_weights_and_a_small_one_has_arrows_and_names() {
    let links = |figure: &Figure| {
        let svg = drawn(figure, Theme::Light);
        (
            svg.matches("<image").count(),
            svg.matches("stroke-dasharray").count(),
        )
    };
    let diagram = |d, m, k| samples::of("network", crate::samples::network(d, m, k));
    assert_eq!(links(&diagram(64, 32, 10)), (2, 0));
    let (maps, dashes) = links(&diagram(2, 2, 3));
    assert!(maps == 0 && dashes > 0);
    let texts = written_in(&diagram(2, 2, 3));
    assert_eq!(texts.iter().filter(|text| text.0 == "bias").count(), 2);
}

#[test]
fn a_matrix_of_many_entries_is_a_map_whose_scale_is_that_of_its_numbers() {
    let numbers = |rows: usize| {
        let matrix = crate::samples::matrix("m", 'w', (rows, 10), |r, c| -1.0 - (r + c) as f64);
        let matrices = crate::samples::matrices(vec![matrix], "");
        let texts = written_in(&one("matrix", Picture::Matrices(matrices))).into_iter();
        texts
            .map(|text| text.0)
            .filter(|text| text.starts_with('−'))
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(6).len(), 60);
    // From the smallest to the largest: nothing is above 0.
    let scale = numbers(7);
    let has_ends = ["−16", "−1"]
        .iter()
        .all(|end| scale.iter().any(|text| text == end));
    assert!(has_ends && scale.len() < 8, "{scale:?}");
}

#[test]
fn counts_say_where_they_are_right_and_all_that_are_most_often_wrong_are_marked() {
    let confusion = book("network-confusion");
    let Picture::Matrices(all) = &confusion.panels[0].picture else {
        panic!("matrices")
    };
    assert_eq!(all.matrices[0].worst, [(0, 2), (1, 2)], "both are three");
    let svg = drawn(confusion, Theme::Light);
    let frame =
        |line: &&str| line.contains("stroke=\"#1d2127\"") && line.contains("stroke-width=\"16\"");
    assert_eq!(
        svg.lines().filter(frame).count(),
        3,
        "the diagonal is framed"
    );
    let texts = written_in(confusion);
    for word in ["true class", "answer", "recall", "91 %"] {
        area_of(&texts, word);
    }
}

#[test]
fn borders_of_regions_are_lines_and_samples_that_are_left_out_are_counted() {
    let svg = drawn(book("network-regions"), Theme::Light);
    let border = svg
        .lines()
        .filter(|line| line.contains("stroke-width=\"12\""));
    let pieces: usize = border.map(|line| line.matches('M').count()).sum();
    assert!(pieces > 300, "{pieces} pieces of borders");
    let experiment = bench("digits", 8);
    let train = experiment.train();
    let figures = run(Chapter::Network, &experiment);
    let regions = figures
        .iter()
        .find(|figure| figure.name == "network-regions");
    let regions = regions.expect("regions");
    area_of(
        &written_in(regions),
        &format!("300 of {} samples", train.len()),
    );
    let Picture::Regions(found) = &regions.panels[0].picture else {
        panic!("regions")
    };
    // As many of each class as its part of the whole.
    for class in 0..10 {
        let all = train.class.iter().filter(|found| **found == class).count();
        let is_shown =
            |mark: &&Mark| [MarkKind::Class(class), MarkKind::Wrong(class)].contains(&mark.kind);
        let shown = found.marks.iter().filter(is_shown).count() as f64;
        let due = 300.0 * all as f64 / train.len() as f64;
        assert!((shown - due).abs() <= 1.0, "{class}: {shown} for {due}");
    }
    let label = &found.x.label;
    assert!(regions.caption.contains("principal axes") && label.contains("of the variance"));
}

#[test]
fn a_single_input_has_curves_and_no_plane() {
    let set = nn28::data::DataSet {
        features: vec!["height".to_owned()],
        x: (0..40).map(|n| vec![f64::from(n)]).collect(),
        class: (0..40).map(|n| usize::from(n > 20)).collect(),
        classes: vec!["small".to_owned(), "tall".to_owned()],
        ..bench("xor", 1).set().clone()
    };
    let experiment = Experiment::of(set, nn28::stage::Settings::default());
    for chapter in [Chapter::Network, Chapter::Backprop] {
        let figures = run(chapter, &experiment);
        let figure = figures
            .iter()
            .find(|figure| figure.name.ends_with("-regions"));
        let Picture::Curve(curve) = &figure.expect("a figure").panels[0].picture else {
            panic!("curves")
        };
        assert_eq!(curve.series.len(), 2);
        for (one, other) in curve.series[0].points.iter().zip(&curve.series[1].points) {
            assert!((one.1 + other.1 - 1.0).abs() < 1e-12, "probabilities");
        }
        assert_eq!(curve.marks.len(), experiment.train().len());
    }
}

#[test]
fn error_and_accuracy_have_an_axis_each() {
    let panels = book("backprop-training").panels.iter();
    let label = |picture: &'static Picture| match picture {
        Picture::Curve(curve) => &curve.y.label[..],
        _ => "",
    };
    let labels: Vec<&str> = panels.map(|panel| label(&panel.picture)).collect();
    assert_eq!(labels, ["E", "accuracy"]);
}

#[test]
fn both_roads_of_the_check_are_in_one_table_with_one_key() {
    let texts = written_in(book("backprop-check"));
    let count = |word: &str| texts.iter().filter(|text| text.0 == word).count();
    assert_eq!((count("selected"), count("stands out as worst")), (1, 1));
    let [w, v] = ["∂E/∂w (28) in 10⁻²", "∂E/∂v (26) in 10⁻²"].map(|name| area_of(&texts, name));
    assert!(w.bottom() < v.top() && (w.x() - v.x()).abs() < 20.0);
}

#[test]
fn variables_are_slanted_and_powers_of_ten_are_raised() {
    for figure in BOOK.iter().chain(RUNS.iter()) {
        for (words, _) in written_in(figure) {
            let is_power = |two: &[&str]| {
                let [before, after] = [two[0].chars().last(), two[1].chars().next()];
                [before, after]
                    .iter()
                    .all(|c| c.is_some_and(|c| c.is_ascii_digit()))
            };
            let parts: Vec<&str> = words.split("e−").collect();
            assert!(!parts.windows(2).any(is_power), "{}: {words}", figure.name);
        }
    }
    let svg = drawn(book("numerical-gradient-secant"), Theme::Light);
    for letter in ["E", "ε"] {
        let all = svg.matches(&format!(">{letter}<")).count();
        let slanted = svg.matches(&format!("italic\">{letter}<")).count();
        assert!(all > 0 && all == slanted, "{letter}: {slanted} of {all}");
    }
}

/// A number of an axis as a reader sees it: its value, and the middle of its text.
fn ticks(texts: &[(String, Rect)], is_one: impl Fn(&Rect) -> bool) -> Vec<(f64, (f32, f32))> {
    let ticks = texts
        .iter()
        .filter(|text| is_one(&text.1))
        .filter_map(|(text, area)| {
            let middle = (
                area.x() + area.width() / 2.0,
                area.y() + area.height() / 2.0,
            );
            Some((text.replace('−', "-").parse().ok()?, middle))
        });
    ticks.collect()
}

#[test]
fn a_name_is_nearer_to_its_own_line_than_to_any_other() {
    let mut named = 0;
    for (figure, curve) in curves(&RUNS).chain(curves(&BOOK)) {
        if curve.x.is_log || curve.y.is_log {
            continue;
        }
        let texts = written_in(&one("names", Picture::Curve(curve.clone())));
        let is_plain = |label: &String| texts.iter().any(|text| text.0 == *label);
        if !is_plain(&curve.x.label) || !is_plain(&curve.y.label) {
            continue; // An axis that counts from a number far from 0.
        }
        let bottom = area_of(&texts, &curve.x.label).top();
        let left = area_of(&texts, &curve.y.label).left();
        let below = ticks(&texts, |area| (bottom - 24.0..bottom).contains(&area.top()));
        let beside = ticks(&texts, |area| area.right() < left);
        let ([(x0, at_x0), .., (x1, at_x1)], [(y0, at_y0), .., (y1, at_y1)]) =
            (&below[..], &beside[..])
        else {
            continue;
        };
        let position = |(x, y): &(f64, f64)| {
            let [across, up] = [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)];
            let x = f64::from(at_x0.0) + across * f64::from(at_x1.0 - at_x0.0);
            (x, f64::from(at_y0.1) + up * f64::from(at_y1.1 - at_y0.1))
        };
        let far = |area: &Rect, line: &Series| {
            let along = |pair: &[(f64, f64)]| {
                let ends = [position(&pair[0]), position(&pair[1])];
                (0..=40).map(move |step| {
                    let part = f64::from(step) / 40.0;
                    (
                        ends[0].0 + part * (ends[1].0 - ends[0].0),
                        ends[0].1 + part * (ends[1].1 - ends[0].1),
                    )
                })
            };
            let points = line.points.windows(2).flat_map(along);
            let distances = points.map(|(x, y)| {
                let across = (f64::from(area.left()) - x)
                    .max(x - f64::from(area.right()))
                    .max(0.0);
                across.hypot(
                    (f64::from(area.top()) - y)
                        .max(y - f64::from(area.bottom()))
                        .max(0.0),
                )
            });
            distances.fold(f64::MAX, f64::min)
        };
        for line in curve.series.iter().filter(|line| !line.label.is_empty()) {
            let area = area_of(&texts, &line.label);
            if area.top() > bottom {
                continue; // In the legend.
            }
            named += 1;
            let own = far(&area, line);
            for other in curve
                .series
                .iter()
                .filter(|other| other.label != line.label)
            {
                assert!(
                    own < far(&area, other),
                    "{figure}: {} is beside {}",
                    line.label,
                    other.label
                );
            }
        }
    }
    assert!(named > 5, "{named} names beside lines");
}
