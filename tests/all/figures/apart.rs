//! Lines that are told apart by pattern, or by colour even where colours fail: for the eyes of deuteranopes and on grey paper.

use std::collections::BTreeSet;

use nn28::equation::Chapter;
use nn28::figure::Theme;
use nn28::scene::{Axis, Picture, Series};

use super::drawn;
use super::runs::{BOOK, RUNS, run};
use super::samples::one;
use crate::stage::bench;

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    color: [u8; 3],
    dashes: Vec<u32>,
    width: u32,
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The looks of the lines of a picture: results have a width of 2.2 pixels, help lines one of 1.6.
fn looks(picture: &Picture, theme: Theme) -> BTreeSet<Look> {
    let svg = drawn(&one("apart", picture.clone()), theme);
    let paths = svg.lines().filter(|line| line.starts_with("<path"));
    let look = |path: &str| {
        let width: u32 = attribute(path, "stroke-width")?.parse().ok()?;
        let number = u32::from_str_radix(attribute(path, "stroke")?.strip_prefix('#')?, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        let dashes = attribute(path, "stroke-dasharray").unwrap_or_default();
        let dashes = dashes
            .split_whitespace()
            .filter_map(|dash| dash.parse().ok());
        Some(Look {
            color: [red, green, blue],
            dashes: dashes.collect(),
            width,
        })
    };
    let is_of_a_line = |look: &Look| matches!(look.width, 16 | 22);
    paths.filter_map(look).filter(is_of_a_line).collect()
}

/// Another number of dashes, or one and a half times as long a dash or gap.
fn have_other_patterns(one: &Look, other: &Look) -> bool {
    let pairs = one.dashes.iter().zip(&other.dashes);
    let mut pairs = pairs.map(|(a, b)| (*a.min(b), *a.max(b)));
    one.dashes.len() != other.dashes.len() || pairs.any(|(low, high)| 2 * high >= 3 * low)
}

type Three = [f64; 3];

fn times(matrix: [Three; 3], vector: Three) -> Three {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// Light of the three lamps of a screen.
fn linear(color: [u8; 3]) -> Three {
    color.map(|level| match f64::from(level) / 255.0 {
        level if level <= 0.04045 => level / 12.92,
        level => ((level + 0.055) / 1.055).powf(2.4),
    })
}

/// CIE 1976 L*a*b* under D65.
fn lab(light: Three) -> Three {
    let xyz = times(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        light,
    );
    let white = [0.950_47, 1.0, 1.088_83];
    let bent = |(part, white): (f64, f64)| match part / white {
        share if share > 216.0 / 24389.0 => share.cbrt(),
        share => (24389.0 / 27.0 * share + 16.0) / 116.0,
    };
    let [x, y, z] = [0, 1, 2].map(|part| bent((xyz[part], white[part])));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Machado, Oliveira and Fernandes (2009), deuteranopia at severity 1.
fn as_deuteranopes_see(light: Three) -> Three {
    let seen = times(
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        light,
    );
    seen.map(|level| level.clamp(0.0, 1.0))
}

/// The difference of two colours to a deuteranope, and on grey paper.
fn differences(one: [u8; 3], other: [u8; 3]) -> (f64, f64) {
    let [a, b] = [one, other].map(|color| lab(as_deuteranopes_see(linear(color))));
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    let grey = [one, other].map(|color| lab(linear(color))[0]);
    (squares.sum::<f64>().sqrt(), (grey[0] - grey[1]).abs())
}

/// The lines of a picture with what they are within.
fn lines(picture: &Picture) -> Option<([&Axis; 2], &[Series])> {
    match picture {
        Picture::Curve(curve) => Some(([&curve.x, &curve.y], &curve.series)),
        Picture::Plane(plane) => Some(([&plane.x, &plane.y], &plane.lines)),
        Picture::Regions(regions) => Some(([&regions.x, &regions.y], &regions.lines)),
        _ => None,
    }
}

/// How many lines have two points next to each other within the frame.
fn count_of_visible([x, y]: [&Axis; 2], lines: &[Series]) -> usize {
    let inside = |(a, b): (f64, f64)| {
        [x.fraction(a), y.fraction(b)]
            .iter()
            .all(|part| (0.0..=1.0).contains(part))
    };
    let is_visible = |line: &&Series| {
        line.points
            .windows(2)
            .any(|two| two.iter().all(|&at| inside(at)))
    };
    lines.iter().filter(is_visible).count()
}

#[test]
fn the_differences_of_colours_are_those_of_the_literature() {
    // Blue, and the yellow that deuteranopes confuse with red and green alike.
    let [red, green, blue] = [[255, 0, 0], [0, 128, 0], [0, 0, 255]];
    assert!(differences(red, green).0 < differences(red, blue).0 / 2.0);
    let (seen, grey) = differences([0, 0, 0], [255, 255, 255]);
    assert!((seen - 100.0).abs() < 0.1 && (grey - 100.0).abs() < 0.1);
    // L* of middle grey.
    assert!((differences([0, 0, 0], [119, 119, 119]).1 - 50.0).abs() < 0.1);
}

#[test]
fn two_lines_of_a_panel_differ_in_pattern_or_else_in_colour_to_every_eye_and_on_grey_paper() {
    let digits = Chapter::ALL.into_iter().skip(1);
    let digits: Vec<_> = digits
        .flat_map(|chapter| run(chapter, &bench("digits", 2)))
        .collect();
    let figures = BOOK.iter().chain(&*RUNS).chain(&digits);
    let mut faults = Vec::new();
    for figure in figures {
        for panel in &figure.panels {
            let Some((axes, series)) = lines(&panel.picture) else {
                continue;
            };
            for theme in Theme::ALL {
                let looks: Vec<Look> = looks(&panel.picture, theme).into_iter().collect();
                let (name, count) = (&figure.name, count_of_visible(axes, series));
                if looks.len() < count {
                    faults.push(format!(
                        "{name}, {theme}: {count} lines, {} looks",
                        looks.len()
                    ));
                }
                for (index, one) in looks.iter().enumerate() {
                    for other in &looks[index + 1..] {
                        let (seen, grey) = differences(one.color, other.color);
                        let is_told =
                            have_other_patterns(one, other) || seen >= 15.0 && grey >= 15.0;
                        if !is_told {
                            faults.push(format!(
                                "{name}, {theme}: {one:?} and {other:?}: {seen:.0}, {grey:.0}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
