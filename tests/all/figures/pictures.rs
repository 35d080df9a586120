//! Pictures of the later chapters, made by hand: errors over steps, regions, matrices, images, tables.

use nn28::scene::{
    Axis, Bar, Curve, Field, Figure, Hue, Image, Mark, MarkKind, Matrices, Matrix, Picture, Plane,
    Regions, Series, Table, TableRow,
};

use super::{LONG, figure, one, panel};

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
        one("no-regions", Picture::Regions(no_regions())),
        one("odd-matrices", Picture::Matrices(odd_matrices())),
        one("wide-heat", Picture::Matrices(heat(785, 3))),
        one("tall-heat", Picture::Matrices(heat(2, 200))),
        one("no-matrices", Picture::Matrices(no_matrices())),
        one("no-image", Picture::Image(image(0, Vec::new(), Vec::new()))),
        one("odd-image", Picture::Image(odd_image())),
        one("odd-table", Picture::Table(odd_table())),
        one(
            "no-table",
            Picture::Table(plain_table(Vec::new(), Vec::new(), "")),
        ),
    ]
}

fn series(label: &str, hue: Hue, dashed: bool, points: Vec<(f64, f64)>) -> Series {
    Series {
        label: label.to_owned(),
        hue,
        dashed,
        points,
    }
}

fn mark(x: f64, y: f64, label: &str, kind: MarkKind) -> Mark {
    Mark {
        x,
        y,
        label: label.to_owned(),
        kind,
    }
}

fn names(letter: char, count: usize) -> Vec<String> {
    let low = |digit: char| char::from_u32('₀' as u32 + digit.to_digit(10)?);
    let index = |n: usize| n.to_string().chars().filter_map(low).collect::<String>();
    (0..count)
        .map(|n| format!("{letter}{}", index(n)))
        .collect()
}

/// The error of a difference quotient over its step.
pub fn epsilon() -> Curve {
    let steps = || (0..=140).map(|step| 10.0_f64.powf(f64::from(step) / 10.0 - 14.0));
    let of = |power: i32| {
        steps()
            .map(|e| {
                (
                    e,
                    0.2 * e.powi(power) + 1.1e-16 / e * (1.3 + (e.ln() * 37.0).sin()),
                )
            })
            .collect()
    };
    Curve {
        title: "how good the derivative is".to_owned(),
        x: Axis::log("ε", 1e-14, 1.0),
        y: Axis::log("relative error", 1e-13, 1e2),
        series: vec![
            series("forward", Hue::Class(0), false, of(1)),
            series("central", Hue::Class(4), false, of(2)),
        ],
        marks: vec![mark(2.5e-8, 1.1e-8, "best ε", MarkKind::Current)],
        verdict: "for screens".to_owned(),
    }
}

/// Errors over the steps of a training.
pub fn errors(count: usize) -> Curve {
    let labels = [
        "training",
        "test",
        "as printed",
        "w before v",
        "without scaling",
        "ln 3",
    ];
    let line = |n: usize| {
        let level = 0.12 * n as f64;
        let points = (0..=1000).map(f64::from).map(|step| {
            (
                step,
                level + (1.1 - level) / (1.0 + step / (60.0 + 50.0 * n as f64)),
            )
        });
        series(labels[n], Hue::Class(n), n == 5, points.collect())
    };
    Curve {
        title: "errors".to_owned(),
        x: Axis::new("step", 0.0, 1000.0),
        y: Axis::new("E", 0.0, 1.2),
        series: (0..count).map(line).collect(),
        marks: vec![mark(400.0, 0.1435, "E = 0.1435", MarkKind::Current)],
        verdict: String::new(),
    }
}

/// The error over two weights, and the way that training takes.
pub fn landscape() -> Plane {
    let (x, y) = (Axis::new("w₀₀", -3.0, 3.0), Axis::new("w₁₀", -3.0, 3.0));
    let height = |a: f64, b: f64| ((a - 1.0).powi(2) + 4.0 * (b + 0.5 * a).powi(2)) / 60.0;
    let mut point = (-2.2, 2.4);
    let mut path = vec![point];
    for _ in 0..600 {
        let (a, b): (f64, f64) = point;
        let bend = b + 0.5 * a;
        point = (
            a - 0.004 * (2.0 * (a - 1.0) + 4.0 * bend),
            b - 0.004 * 8.0 * bend,
        );
        path.push(point);
    }
    Plane {
        title: "the error over two weights".to_owned(),
        field: Field::sample(61, 61, &x, &y, |a, b| height(a, b).min(1.0)),
        x,
        y,
        heat: "E".to_owned(),
        ends: (0.031, 1.0986),
        lines: vec![series("gradient descent", Hue::Text, false, path)],
        marks: vec![mark(point.0, point.1, "E = 0.031", MarkKind::Current)],
    }
}

fn ends(ends: (f64, f64)) -> Plane {
    let mut plane = landscape();
    plane.ends = ends;
    plane
}

/// Sectors around the origin.
pub fn regions(classes: usize) -> Regions {
    let (x, y) = (
        Axis::new("temperature", -3.0, 3.0),
        Axis::new("pH", -3.0, 3.0),
    );
    let of = |x: f64, y: f64| {
        let turn = (y.atan2(x) / std::f64::consts::TAU + 0.5) * classes as f64;
        let class = (turn.floor() as usize).min(classes - 1);
        let edge = (turn - turn.floor() - 0.5).abs() * 2.0;
        let least = 1.0 / classes as f64;
        let sure = (x.hypot(y) / 2.0).min(1.0) * (1.0 - edge).sqrt();
        (class, least + (1.0 - least) * sure)
    };
    let side = 60;
    let middle = |n: usize| -3.0 + 6.0 * (n as f64 + 0.5) / side as f64;
    let cells = (0..side * side).map(|n| of(middle(n % side), middle(n / side)));
    let sample = |n: usize| {
        let (turn, far) = (
            n as f64 * 2.399_963,
            0.4 + 2.3 * ((n * 37 % 97) as f64 / 97.0),
        );
        let (x, y) = (far * turn.cos(), far * turn.sin());
        mark(x, y, "", MarkKind::Class(of(x, y).0))
    };
    let mut marks: Vec<Mark> = (0..60).map(sample).collect();
    marks.push(mark(marks[7].x, marks[7].y, "sample 7", MarkKind::Current));
    Regions {
        title: "the plane".to_owned(),
        x,
        y,
        columns: side,
        rows: side,
        cells: cells.collect(),
        classes: (0..classes).map(|class| format!("class {class}")).collect(),
        lines: vec![
            series(
                "b₀ = 0",
                Hue::Letter('b'),
                true,
                vec![(-4.0, -1.0), (4.0, 3.0)],
            ),
            series(
                "b₁ = 0",
                Hue::Letter('b'),
                true,
                vec![(-1.0, 4.0), (0.5, -4.0)],
            ),
        ],
        marks,
    }
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

fn no_regions() -> Regions {
    let mut regions = regions(1);
    (regions.columns, regions.rows) = (0, 0);
    regions.cells.clear();
    regions.classes.clear();
    regions.marks.clear();
    regions
}

fn matrix(
    name: &str,
    letter: char,
    (rows, columns): (usize, usize),
    f: impl Fn(usize, usize) -> f64,
) -> Matrix {
    let row = |r: usize| (0..columns).map(|c| Some(f(r, c))).collect();
    Matrix {
        name: name.to_owned(),
        letter: Some(letter),
        rows: names('b', rows),
        columns: names('x', columns),
        entries: (0..rows).map(row).collect(),
        decimals: 4,
        selected: None,
        worst: None,
    }
}

fn matrices(matrices: Vec<Matrix>, verdict: &str) -> Matrices {
    Matrices {
        title: "matrices".to_owned(),
        matrices,
        verdict: verdict.to_owned(),
    }
}

/// The gradient in two ways, and the difference.
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
    odd.rows = vec![LONG.to_owned()];
    odd.columns = vec![LONG.to_owned(); 9];
    odd.entries[1].pop();
    odd.entries[2][0] = Some(f64::INFINITY);
    odd.selected = Some((9, 9));
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
    large.selected = Some((30, 30));
    large.worst = Some((0, 0));
    large.rows = vec![LONG.to_owned(); 20];
    let empty = matrix("empty", 'w', (0, 0), |_, _| 0.0);
    matrices(vec![odd, unknown, counts, empty, large], LONG)
}

fn no_matrices() -> Matrices {
    matrices(Vec::new(), "")
}

fn image(width: usize, pixels: Vec<f64>, bars: Vec<Bar>) -> Image {
    Image {
        title: "an image".to_owned(),
        width,
        pixels,
        bars,
    }
}

fn bar(name: &str, share: f64, is_target: bool) -> Bar {
    let name = name.to_owned();
    Bar {
        name,
        share,
        is_target,
    }
}

/// A three.
pub fn digit() -> Image {
    let rows = [
        "  5895  ", " 58  85 ", "     76 ", "   896  ", "     78 ", " 3    86", " 78  685",
        "  5896  ",
    ];
    let ink = |c: char| f64::from(c.to_digit(10).unwrap_or(0)) / 9.0;
    let pixels = rows.iter().flat_map(|row| row.chars().map(ink)).collect();
    let share = |n: usize| match n {
        3 => 0.87,
        8 => 0.08,
        _ => 0.00625,
    };
    let bars = (0..10).map(|n| bar(&n.to_string(), share(n), n == 3));
    image(8, pixels, bars.collect())
}

fn odd_image() -> Image {
    let pixels = vec![f64::NAN, 1e300, -5.0, 0.5, 0.2];
    let mut bars = vec![
        bar(LONG, f64::NAN, true),
        bar("", -1.0, false),
        bar("too much", 1e300, true),
    ];
    bars.extend(vec![bar("more", 0.5, false); 30]);
    image(3, pixels, bars)
}

fn plain_table(columns: Vec<(String, Option<char>)>, rows: Vec<TableRow>, verdict: &str) -> Table {
    Table {
        title: "a table".to_owned(),
        columns,
        rows,
        verdict: verdict.to_owned(),
    }
}

fn row(cells: &[&str], right: Option<bool>) -> TableRow {
    let cells = cells.iter().map(|&cell| cell.to_owned()).collect();
    TableRow { cells, right }
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
    let rows = (0..60).map(|n| match n % 4 {
        0 => row(&[LONG, LONG, LONG], None),
        1 => row(&[], Some(false)),
        2 => row(
            &["1e300", "NaN", "", "more cells than heads", "and more"],
            Some(true),
        ),
        _ => row(&["", "−1.5"], None),
    });
    let heads = vec![(LONG.to_owned(), None), (String::new(), Some('w'))];
    plain_table(heads, rows.collect(), &[LONG; 4].join(", "))
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
