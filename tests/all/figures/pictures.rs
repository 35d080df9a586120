//! Pictures of the later chapters, made by hand: errors over steps, regions, matrices, images, tables.

use nn28::scene::{
    Axis, Curve, Figure, Hue, Mark, MarkKind, Matrices, Picture, Plane, Regions, Series, Table,
};

use super::{LONG, figure, one, panel};
use crate::samples::{
    digit, epsilon, errors, landscape, mark, matrices, matrix, plain_table, regions, row,
};

/// Pictures as the book has them.
pub fn pleasant() -> Vec<Figure> {
    let four = [
        ("where the classes are", Picture::Regions(regions(3))),
        ("the errors", Picture::Curve(errors(2))),
        ("the way down", Picture::Plane(landscape())),
        ("the step of the derivative", Picture::Curve(epsilon())),
    ];
    let four = four.map(|(title, picture)| panel(title, picture));
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
        figure("four", four.into()),
    ]
}

/// Pictures with far too much in them, and with NaN and infinities.
pub fn unfriendly() -> Vec<Figure> {
    let ends = |ends| {
        Picture::Plane(Plane {
            ends,
            ..landscape()
        })
    };
    let no_table = plain_table(Vec::new(), Vec::new(), "");
    vec![
        one("long-names", Picture::Curve(long_names())),
        one("broken", Picture::Curve(broken())),
        one("crossed", Picture::Curve(crossed())),
        one("huge-ends", ends((-1e300, 1e300))),
        one("no-ends", ends((f64::NAN, f64::NAN))),
        one("one-region", Picture::Regions(regions(1))),
        one("far-regions", Picture::Regions(far_regions())),
        one("odd-matrices", Picture::Matrices(odd_matrices())),
        one("wide-heat", Picture::Matrices(heat(785, 3))),
        one("tall-heat", Picture::Matrices(heat(2, 200))),
        one("odd-table", Picture::Table(odd_table())),
        one("no-table", Picture::Table(no_table)),
    ]
}

fn far_regions() -> Regions {
    let mut regions = regions(3);
    regions.cells[5] = (7, f64::NAN);
    regions.cells[6] = (usize::MAX, 1e300);
    let far = [(f64::NAN, 0.0), (0.0, 0.0)].map(|at| Mark::current(at, LONG));
    regions.marks.extend(far);
    let class = mark(0.0, 0.0, LONG, MarkKind::Class(23));
    regions.marks.push(class);
    let points = vec![(0.0, f64::INFINITY); 3];
    regions.lines.push(Series::new(LONG, Hue::Text, points));
    Regions {
        classes: (0..40).map(|class| format!("{class} {LONG}")).collect(),
        x: Axis::new(LONG, -1e300, 1e300),
        ..regions
    }
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
    third.worst = vec![(1, 0)];
    matrices(vec![first, second, third], "The two agree to seven digits.")
}

pub fn confusion() -> Matrices {
    let count = |r, c| {
        if r == c {
            15.0
        } else {
            ((r * 2 + c) % 4) as f64
        }
    };
    let mut counts = matrix("test samples", ' ', (3, 3), count);
    counts.letter = None;
    counts.decimals = 0;
    let classes = ["setosa", "versicolor", "virginica"];
    counts.rows = classes.map(|class| format!("t = {class}")).into();
    counts.columns = classes.map(str::to_owned).into();
    counts.worst = vec![(1, 0)];
    matrices(vec![counts], "45 of 50 are right.")
}

pub fn heat(columns: usize, rows: usize) -> Matrices {
    let wave = |r, c| ((r * 7 + c * 3) as f64 * 0.37).sin() * ((c % 8) as f64 - 3.5) / 4.0;
    let mut heat = matrix("w", 'w', (rows, columns), wave);
    heat.selected = Some((1, 1));
    matrices(vec![heat], "")
}

fn odd_matrices() -> Matrices {
    let extreme = |r, c| [1e300, f64::NAN, -1e-300][(r + c) % 3];
    let mut odd = matrix(LONG, 'v', (3, 2), extreme);
    odd.rows = vec![LONG.to_owned(); 3];
    odd.columns = vec![LONG.to_owned(); 2];
    odd.entries[2][0] = Some(f64::INFINITY);
    odd.selected = Some((2, 1));
    odd.worst = vec![(0, 0)];
    let mut unknown = matrix("unknown", 'w', (2, 2), |_, _| 0.0);
    unknown.entries = vec![vec![None; 2]; 2];
    let mut counts = unknown.clone();
    counts.decimals = 0;
    let mut large = matrix(LONG, 'w', (20, 20), extreme);
    large.selected = Some((19, 19));
    large.worst = vec![(0, 0)];
    large.rows = vec![LONG.to_owned(); 20];
    matrices(vec![odd, unknown, counts, large], LONG)
}

/// A truth table.
pub fn table() -> Table {
    let heads = ["x₀", "x₁", "a", "y", "t", "says"];
    let head = |name: &str| (name.to_owned(), name.chars().next().filter(|&c| c != 's'));
    plain_table(
        heads.map(head).into(),
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
    Curve {
        series: vec![Series::new("broken", Hue::Class(1), points)],
        ..epsilon()
    }
}

fn crossed() -> Curve {
    let mut curve = epsilon();
    curve.series.push(Series::new("", Hue::Text, Vec::new()));
    Curve {
        x: Axis::log(LONG, 0.0, f64::INFINITY),
        y: Axis::log(LONG, 1e-300, 1e300),
        ..curve
    }
}

fn long_names() -> Curve {
    let mut curve = errors(6);
    for line in &mut curve.series[..5] {
        LONG.clone_into(&mut line.label);
    }
    Curve {
        x: Axis::new("step", 1e16, 1e16 + 2.0),
        y: Axis::new("E", -1e300, 1e300),
        marks: vec![Mark::current((1e16, 0.0), LONG); 3],
        ..curve
    }
}
