//! What the figures of the book and of runs show: nothing empty, no false scale, no line that only its colour tells.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use nn28::equation::Chapter;
use nn28::figure::Theme;
use nn28::model::Network;
use nn28::scene::{Axis, Curve, Figure, Hue, Picture, Series};
use nn28::stage::{self, Experiment};

use super::{area_of, drawn, samples, written_in};
use crate::stage::{bench, with_weights};
use samples::one;

pub static BOOK: LazyLock<Vec<Figure>> = LazyLock::new(stage::book_figures);

pub fn book(name: &str) -> &'static Figure {
    let figure = BOOK.iter().find(|figure| figure.name == name);
    figure.expect("a figure of the book")
}

pub fn run(chapter: Chapter, experiment: &Experiment) -> Vec<Figure> {
    stage::after(chapter, experiment.clone(), 0, &[], None).figures()
}

/// Iris with the weights of a network times a factor.
pub fn iris_times(factor: f64) -> Experiment {
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
pub static RUNS: LazyLock<Vec<Figure>> = LazyLock::new(|| {
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

pub fn curves(figures: &'static [Figure]) -> impl Iterator<Item = (&'static str, &'static Curve)> {
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
    let all = [vec![false; 8], vec![true; 6]].concat().into_iter();
    (curve.marks, curve.series) = (Vec::new(), all.map(line).collect());
    let all: BTreeSet<String> = patterns(&curve).into_iter().collect();
    assert_eq!(all.len(), 14, "{all:?}");
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
