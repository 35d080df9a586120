//! Pictures of the later chapters, made by hand: errors over steps, regions, matrices, images, tables.

use nn28::scene::{Axis, Curve, Figure, Hue, MarkKind, Matrices, Picture, Plane, Regions, Table};

use super::{LONG, figure, one, panel};
use crate::samples::{
    digit, epsilon, errors, landscape, mark, matrices, matrix, plain_table, regions, row, series,
};

/// Pictures as the book has them.
pub fn pleasant() -> Vec<Figure> {
    vec![
        one("epsilon", Picture::Curve(epsilon())),
        one("errors", Picture::Curve(errors(2))),
        one("six-errors", Picture::Curve(errors(6))),
        one("landscape", Picture::Plane(landscape())),
        one("regions", Picture::Regions(regions(3))),
        one("ten-regions", Picture::Regions(regions(10))),
        one("gradients", Picture::Matrices(gradients())),
        one("confusion", Picture::Matrices(confusion())),
        one("heat", Picture::Matrices(heat(65, 32))),
        one("digit", Picture::Image(digit())),
        one("table", Picture::Table(table())),
        figure(
            "four",
            vec![
                panel("where the classes are", Picture::Regions(regions(3))),
                panel("the errors", Picture::Curve(errors(2))),
                panel("the way down", Picture::Plane(landscape())),
                panel("the step of the derivative", Picture::Curve(epsilon())),
            ],
        ),
    ]
}

/// Pictures with nothing in them, with far too much, and with NaN and infinities.
pub fn unfriendly() -> Vec<Figure> {
    vec![
        one("long-names", Picture::Curve(long_names())),
        one("broken", Picture::Curve(broken())),
        one("crossed", Picture::Curve(crossed())),
        one("huge-ends", Picture::Plane(ends((-1e300, 1e300)))),
        one("no-ends", Picture::Plane(ends((f64::NAN, f64::NAN)))),
        one("one-region", Picture::Regions(regions(1))),
        one("far-regions", Picture::Regions(far_regions())),
        one("odd-matrices", Picture::Matrices(odd_matrices())),
        one("wide-heat", Picture::Matrices(heat(785, 3))),
        one("tall-heat", Picture::Matrices(heat(2, 200))),
        one("odd-table", Picture::Table(odd_table())),
        one(
            "no-table",
            Picture::Table(plain_table(Vec::new(), Vec::new(), "")),
        ),
    ]
}

fn ends(ends: (f64, f64)) -> Plane {
    let mut plane = landscape();
    plane.ends = ends;
    plane
}

fn far_regions() -> Regions {
    let mut regions = regions(3);
    regions.classes = (0..40).map(|class| format!("{class} {LONG}")).collect();
    regions.cells[5] = (7, f64::NAN);
    regions.cells[6] = (usize::MAX, 1e300);
    regions.x = Axis::new(LONG, -1e300, 1e300);
    regions.marks.extend([
        mark(f64::NAN, 0.0, LONG, MarkKind::Current),
        mark(0.0, 0.0, LONG, MarkKind::Current),
        mark(0.0, 0.0, LONG, MarkKind::Class(23)),
    ]);
    regions.lines.push(series(
        LONG,
        Hue::Text,
        false,
        vec![(0.0, f64::INFINITY); 3],
    ));
    regions
}

/// The gradient by two roads, and what lies between them.
pub fn gradients() -> Matrices {
    let wave = |r: usize, c: usize| ((r * 5 + c * 3) as f64).sin() * 0.4;
    let mut first = matrix("∂E/∂w, numerically", 'w', (2, 3), wave);
    let mut second = matrix("∂E/∂w, by equation 28", 'w', (2, 3), wave);
    let mut third = matrix("difference", ' ', (2, 3), |r, c| wave(c, r) * 1e-7);
    first.selected = Some((0, 1));
    second.selected = Some((0, 1));
    second.entries[1][2] = None;
    third.worst = Some((1, 0));
    matrices(vec![first, second, third], "The two agree to seven digits.")
}

pub fn confusion() -> Matrices {
    let mut counts = matrix("test samples", ' ', (3, 3), |r, c| {
        if r == c {
            15.0
        } else {
            ((r * 2 + c) % 4) as f64
        }
    });
    counts.letter = None;
    counts.decimals = 0;
    counts.rows = ["t = setosa", "t = versicolor", "t = virginica"]
        .map(str::to_owned)
        .into();
    counts.columns = ["setosa", "versicolor", "virginica"]
        .map(str::to_owned)
        .into();
    counts.worst = Some((1, 0));
    matrices(vec![counts], "45 of 50 are right.")
}

pub fn heat(columns: usize, rows: usize) -> Matrices {
    let mut heat = matrix("w", 'w', (rows, columns), |r, c| {
        ((r * 7 + c * 3) as f64 * 0.37).sin() * ((c % 8) as f64 - 3.5) / 4.0
    });
    heat.selected = Some((1, 1));
    matrices(vec![heat], "")
}

fn odd_matrices() -> Matrices {
    let mut odd = matrix(LONG, 'v', (3, 2), |r, c| {
        [1e300, f64::NAN, -1e-300][(r + c) % 3]
    });
    odd.rows = vec![LONG.to_owned(); 3];
    odd.columns = vec![LONG.to_owned(); 2];
    odd.entries[2][0] = Some(f64::INFINITY);
    odd.selected = Some((2, 1));
    odd.worst = Some((0, 0));
    let mut unknown = matrix("unknown", 'w', (2, 2), |_, _| 0.0);
    unknown.entries = vec![vec![None; 2]; 2];
    let mut counts = unknown.clone();
    counts.decimals = 0;
    let mut large = matrix(
        LONG,
        'w',
        (20, 20),
        |r, _| if r == 3 { 1e300 } else { f64::NAN },
    );
    large.selected = Some((19, 19));
    large.worst = Some((0, 0));
    large.rows = vec![LONG.to_owned(); 20];
    matrices(vec![odd, unknown, counts, large], LONG)
}

/// A truth table.
pub fn table() -> Table {
    let heads = [
        ("x₀", 'x'),
        ("x₁", 'x'),
        ("a", 'a'),
        ("y", 'y'),
        ("t", 't'),
        ("says", ' '),
    ];
    plain_table(
        heads
            .map(|(name, letter)| (name.to_owned(), Some(letter)))
            .into(),
        vec![
            row(&["0", "0", "2.0000", "0.8808", "1", "on"], Some(true)),
            row(&["0", "1", "−3.0000", "0.0474", "0", "off"], Some(true)),
            row(&["1", "0", "0.0000", "0.5000", "0", "undecided"], None),
            row(&["1", "1", "1.0000", "0.7311", "0", "on"], Some(false)),
        ],
        "Three of four rows are as they should be; no line through the plane can part them all, and this sentence needs two lines.",
    )
}

fn odd_table() -> Table {
    let rows = vec![
        row(&[LONG, LONG, LONG], None),
        row(&[], Some(false)),
        row(&["1e300", "NaN", ""], Some(true)),
        row(&["", "−1.5"], None),
    ];
    let heads = [LONG, "", "x"].map(|head| (head.to_owned(), Some('w')));
    plain_table(heads.into(), rows, &[LONG; 4].join(", "))
}

/// Zeros, infinities and gaps on logarithmic axes.
pub fn broken() -> Curve {
    let mut curve = epsilon();
    let points = vec![
        (1e-10, 1e-3),
        (1e-8, 1e-4),
        (1e-6, 0.0),
        (1e-5, 1e-2),
        (1e-4, f64::NAN),
        (-1.0, 1.0),
        (1e-3, 1e-1),
        (1e-2, 1e300),
        (f64::INFINITY, 1.0),
    ];
    curve.series = vec![series("broken", Hue::Class(1), false, points)];
    curve
}

fn crossed() -> Curve {
    let mut curve = epsilon();
    curve.x = Axis::log(LONG, 0.0, f64::INFINITY);
    curve.y = Axis::log(LONG, 1e-300, 1e300);
    curve.series.push(series("", Hue::Text, false, Vec::new()));
    curve
}

fn long_names() -> Curve {
    let mut curve = errors(6);
    for line in &mut curve.series[..5] {
        LONG.clone_into(&mut line.label);
    }
    curve.x = Axis::new("step", 1e16, 1e16 + 2.0);
    curve.y = Axis::new("E", -1e300, 1e300);
    curve.marks = vec![mark(1e16, 0.0, LONG, MarkKind::Current); 3];
    curve
}
