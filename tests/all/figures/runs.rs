//! What the figures of the book and of runs show: nothing empty, no false scale, no line that only its colour tells.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use nn28::equation::Chapter;
use nn28::figure::Theme;
use nn28::model::Network;
use nn28::scene::{Axis, Curve, Figure, Hue, Mark, MarkKind, Picture, Series};
use nn28::stage::{self, Experiment};

use super::{area_of, drawn, samples, tree, written_in};
use crate::stage::{bench, with_weights};
use resvg::usvg::Rect;
use samples::one;

static BOOK: LazyLock<Vec<Figure>> = LazyLock::new(stage::book_figures);

fn book(name: &str) -> &'static Figure {
    let figure = BOOK.iter().find(|figure| figure.name == name);
    figure.expect("a figure of the book")
}

fn run(chapter: Chapter, experiment: &Experiment) -> Vec<Figure> {
    stage::after(chapter, experiment.clone(), 0, &[], None).figures()
}

/// Iris with the weights of a network times a factor.
fn iris_times(factor: f64) -> Experiment {
    let bench = bench("iris", 3);
    let Network { w, v } = bench.network();
    let times = |rows: Vec<Vec<f64>>| {
        let row = |row: Vec<f64>| row.into_iter().map(|weight| factor * weight).collect();
        rows.into_iter().map(row).collect()
    };
    let network = Network {
        w: times(w),
        v: times(v),
    };
    with_weights(&bench, network)
}

/// The figures of all runs that are looked at.
static RUNS: LazyLock<Vec<Figure>> = LazyLock::new(|| {
    let benches = [
        bench("iris", 3),
        bench("xor", 1),
        iris_times(1e-6),
        iris_times(1e6),
    ];
    let of = |bench: &Experiment| {
        let chapters = Chapter::ALL.into_iter().skip(1);
        chapters
            .flat_map(|chapter| run(chapter, bench))
            .collect::<Vec<_>>()
    };
    benches.iter().flat_map(of).collect()
});

fn pictures(figures: &'static [Figure]) -> impl Iterator<Item = (&'static str, &'static Picture)> {
    let panels = figures
        .iter()
        .flat_map(|figure| figure.panels.iter().map(|panel| (&figure.name[..], panel)));
    panels.map(|(name, panel)| (name, &panel.picture))
}

fn curves(figures: &'static [Figure]) -> impl Iterator<Item = (&'static str, &'static Curve)> {
    pictures(figures).filter_map(|(name, picture)| match picture {
        Picture::Curve(curve) => Some((name, curve)),
        _ => None,
    })
}

#[test]
fn no_figure_of_a_run_is_empty() {
    for (name, picture) in pictures(&RUNS).chain(pictures(&BOOK)) {
        match picture {
            Picture::Matrices(all) => {
                let mut entries = all
                    .matrices
                    .iter()
                    .flat_map(|matrix| matrix.entries.iter().flatten());
                assert!(entries.all(Option::is_some), "{name} has gaps");
            }
            Picture::Curve(curve) => {
                let inside = |(x, y): &(f64, f64)| {
                    let [x, y] = [curve.x.fraction(*x), curve.y.fraction(*y)];
                    (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)
                };
                for line in curve.series.iter().filter(|line| !line.dashed) {
                    assert!(
                        line.points.iter().any(inside),
                        "{name}: {} is out of sight",
                        line.label
                    );
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_caption_speaks_of_a_path_only_where_there_is_one() {
    let landscape = |stage: &dyn stage::Stage| {
        let figures = stage.figures();
        let figure = figures
            .into_iter()
            .find(|figure| figure.name == "backprop-landscape");
        let figure = figure.expect("a landscape");
        let Picture::Plane(plane) = &figure.panels[0].picture else {
            panic!("a plane")
        };
        (plane.lines[0].points.len(), figure.caption)
    };
    let mut stage = stage::after(Chapter::Backprop, bench("iris", 2), 0, &[], None);
    let (points, caption) = landscape(&*stage);
    assert!(points == 1 && !caption.contains("path"), "{caption}");
    let weights = stage.experiment().expect("data").parameters().clone();
    stage.remember(vec![weights; 5]);
    let (points, caption) = landscape(&*stage);
    assert!(
        points == 6 && caption.contains("the path of the training"),
        "{caption}"
    );
}

#[test]
fn level_and_huge_numbers_have_a_true_scale() {
    let mut plane = samples::plane();
    plane.ends = (559_803.25, 559_803.25);
    plane.field.values.fill(0.5);
    plane.x = Axis::new("w", -1_166_942.0, -1_166_938.0);
    let texts = written_in(&one("level", Picture::Plane(plane)));
    let words: Vec<&str> = texts.iter().map(|text| &text.0[..]).collect();
    assert!(words.contains(&"5.6·10⁵"), "{words:?}");
    let scale = area_of(&texts, "5.6·10⁵").left();
    let on_scale = texts.iter().filter(|text| text.1.left() >= scale);
    assert_eq!(on_scale.count(), 1, "a scale of other numbers: {words:?}");
    for word in ["w + 1166940", "−1", "0", "1"] {
        assert!(words.contains(&word), "{word} is not among {words:?}");
    }
    let is_plot = |figure: &&Figure| {
        matches!(
            figure.panels[0].picture,
            Picture::Plane(_) | Picture::Curve(_)
        )
    };
    for figure in RUNS.iter().filter(is_plot) {
        let name = &figure.name;
        let texts = written_in(figure);
        let mut ticks: Vec<_> = texts.iter().filter(|text| text.0.contains("·10")).collect();
        ticks.sort_by(|one, other| one.0.cmp(&other.0));
        for two in ticks.windows(2) {
            let same_row = (two[0].1.y() - two[1].1.y()).abs() < 1.0;
            assert!(
                two[0].0 != two[1].0 || !same_row,
                "{name}: {:?} twice",
                two[0].0
            );
        }
    }
}

/// The patterns of the lines of a curve, as they are drawn.
fn patterns(curve: &Curve) -> Vec<String> {
    let svg = drawn(
        &one("patterns", Picture::Curve(curve.clone())),
        Theme::Light,
    );
    let lines = svg.lines().filter(|line| {
        ["22", "16"]
            .iter()
            .any(|width| line.contains(&format!("stroke-width=\"{width}\"")))
    });
    let look = |line: &str| line.split(" d=").next().map(str::to_owned);
    lines.filter_map(look).collect()
}

#[test]
fn lines_of_one_chart_differ_by_more_than_their_colour() {
    let line = |dashed: bool| {
        let line = Series::new("", Hue::Text, vec![(-5.0, 0.2), (5.0, 0.8)]);
        if dashed { line.dashed() } else { line }
    };
    let mut curve = samples::curve();
    (curve.marks, curve.series) = (
        Vec::new(),
        [false, false, false, false, true, true, true]
            .map(line)
            .into(),
    );
    let all: BTreeSet<String> = patterns(&curve).into_iter().collect();
    assert_eq!(all.len(), 7, "{all:?}");
}

#[test]
fn every_decade_of_a_logarithmic_axis_has_a_line() {
    for (name, curve) in curves(&BOOK).filter(|(_, curve)| curve.y.is_log) {
        let svg = drawn(&one("decades", Picture::Curve(curve.clone())), Theme::Light);
        let rule = svg.lines().filter(|line| {
            line.contains("stroke=\"#d5d9df\"") && line.contains("stroke-width=\"8\"")
        });
        let levels = rule
            .flat_map(|line| line.split('M').skip(1))
            .filter(|path| path.trim_end_matches(['"', '/', '>']).ends_with(",0"))
            .count();
        let (from, to) = curve.y.range;
        let decades = (to.log10() + 1e-9).floor() - (from.log10() - 1e-9).ceil() + 1.0;
        assert!(levels as f64 >= decades, "{name}: {levels} of {decades}");
    }
}

#[test]
fn the_three_descents_are_all_in_sight_and_one_that_is_given_up_says_so() {
    let Picture::Curve(curve) = &book("numerical-gradient-descent").panels[0].picture else {
        panic!("a curve")
    };
    assert!(curve.y.is_log);
    let central = curve.series.iter().find(|line| line.label == "central");
    assert!(
        central.is_some_and(|line| !line.dashed),
        "a result is no help line"
    );
    let words = written_in(book("numerical-gradient-descent"));
    assert!(
        words
            .iter()
            .any(|text| text.0.starts_with("given up at step"))
    );
}

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
        let is_shown = |mark: &&Mark| mark.kind == MarkKind::Class(class);
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
