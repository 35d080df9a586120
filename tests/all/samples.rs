//! Scenes, pictures and networks made by hand, for the tests of screens and of figures.

pub mod screens;

use std::fmt::Display;

use nn28::scene::{
    Axis, Bar, Curve, Diagram, Field, Hue, Image, Layer, Link, Mark, MarkKind, Matrices, Matrix,
    Node, Plane, Product, Quantity, Regions, Series, Symbol, Table, TableRow,
};

/// A number between −1 and 1 that looks like chance.
pub fn chance(seed: usize) -> f64 {
    let turned = (seed as f64 * 12.9898 + 4.1).sin() * 43758.5453;
    2.0 * (turned - turned.floor()) - 1.0
}

pub fn sigmoid(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

pub fn quantity(letter: char, index: impl Display, value: f64) -> Quantity {
    Quantity {
        symbol: Symbol::new(letter, index.to_string()),
        value: Some(value),
        lit: false,
        focused: false,
        is_slope: false,
        handle: None,
        ours: None,
    }
}

pub fn node(quantities: Vec<Quantity>) -> Node {
    Node {
        name: String::new(),
        quantities,
        bias: false,
    }
}

fn bias(letter: char, index: usize) -> Node {
    Node {
        bias: true,
        ..node(vec![quantity(letter, index, 1.0)])
    }
}

pub fn layer(caption: &str, nodes: Vec<Node>) -> Layer {
    let caption = caption.to_owned();
    Layer { caption, nodes }
}

pub fn product(formula: &str, shapes: &str, lit: bool) -> Product {
    Product {
        formula: formula.to_owned(),
        shapes: shapes.to_owned(),
        lit,
    }
}

/// A network of D inputs, M hidden units and K classes, each weight with a handle; the second class is the target.
pub fn network(d: usize, m: usize, k: usize) -> Diagram {
    let inputs = (0..d).map(|i| node(vec![quantity('x', i, chance(i))]));
    let unit = |(sum, output), n: usize, seed: usize| {
        let a = 2.0 * chance(seed);
        node(vec![quantity(sum, n, a), quantity(output, n, sigmoid(a))])
    };
    let hidden = (0..m).map(|j| unit(('b', 'z'), j, j + 100));
    let outputs = (0..k).map(|k| unit(('a', 'y'), k, k + 107));
    let targets = (0..k).map(|k| node(vec![quantity('t', k, f64::from(u8::from(k == 1)))]));
    let matrix = |layer: usize, letter: char, (rows, columns): (usize, usize), first: usize| {
        (0..rows * columns).map(move |n| {
            let (row, column) = (n / columns, n % columns);
            let comma = if rows.max(columns) > 10 { "," } else { "" };
            let value = 1.5 * chance(first + n + 31);
            let mut weight = quantity(letter, format!("{row}{comma}{column}"), value);
            weight.handle = Some(first + n);
            Link {
                from: (layer, column),
                to: (layer + 1, row),
                weight,
                product: None,
                next: None,
                also: None,
            }
        })
    };
    let w = matrix(0, 'w', (m, d + 1), 0);
    Diagram {
        layers: vec![
            layer("inputs", inputs.chain([bias('x', d)]).collect()),
            layer("hidden", hidden.chain([bias('z', m)]).collect()),
            layer("outputs", outputs.collect()),
            layer("targets", targets.collect()),
        ],
        links: w.chain(matrix(1, 'v', (k, m + 1), m * (d + 1))).collect(),
        ..Diagram::default()
    }
}

/// All quantities of a diagram's nodes.
pub fn quantities(diagram: &mut Diagram) -> impl Iterator<Item = &mut Quantity> {
    let nodes = diagram.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    nodes.flat_map(|node| &mut node.quantities)
}

pub fn series(label: &str, hue: Hue, dashed: bool, points: Vec<(f64, f64)>) -> Series {
    Series {
        label: label.to_owned(),
        hue,
        dashed,
        points,
    }
}

pub fn mark(x: f64, y: f64, label: &str, kind: MarkKind) -> Mark {
    Mark {
        x,
        y,
        label: label.to_owned(),
        kind,
    }
}

pub fn names(letter: char, count: usize) -> Vec<String> {
    let low = |digit: char| char::from_u32('₀' as u32 + digit.to_digit(10)?);
    let index = |n: usize| n.to_string().chars().filter_map(low).collect::<String>();
    let name = |n| format!("{letter}{}", index(n));
    (0..count).map(name).collect()
}

/// The error of a difference quotient over its step.
pub fn epsilon() -> Curve {
    let steps = || (0..=140).map(|step| 10.0_f64.powf(f64::from(step) / 10.0 - 14.0));
    let error = |e: f64, power| {
        let rounding = 1.1e-16 / e * (1.3 + (e.ln() * 37.0).sin());
        0.2 * e.powi(power) + rounding
    };
    let of = |power| steps().map(|e| (e, error(e, power))).collect();
    Curve {
        title: "how good the derivative is".to_owned(),
        x: Axis::log("ε", 1e-14, 1.0),
        y: Axis::log("relative error", 1e-13, 1e2),
        series: vec![
            series("forward", Hue::Class(0), false, of(1)),
            series("central", Hue::Class(1), false, of(2)),
        ],
        marks: vec![mark(2.5e-8, 1.1e-8, "best ε", MarkKind::Current)],
        verdict: "for screens".to_owned(),
    }
}

/// Errors over the steps of a training.
pub fn errors(count: usize) -> Curve {
    let labels = "training, test, as printed, w before v, without scaling, ln 3";
    let labels: Vec<&str> = labels.split(", ").collect();
    let line = |n: usize| {
        let (level, pace) = (0.12 * n as f64, 60.0 + 50.0 * n as f64);
        let error = |step: f64| level + (1.1 - level) / (1.0 + step / pace);
        let points = (0..=1000).map(|step| (f64::from(step), error(step.into())));
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
        let slope = 2.0 * (a - 1.0) + 4.0 * bend;
        point = (a - 0.004 * slope, b - 0.004 * 8.0 * bend);
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

/// Sectors around the origin.
pub fn regions(classes: usize) -> Regions {
    let x = Axis::new("temperature", -3.0, 3.0);
    let y = Axis::new("pH", -3.0, 3.0);
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
    let cells: Vec<(usize, f64)> = cells.collect();
    let margin = |(_, y): &(usize, f64)| y - (1.0 - y) / (classes - 1).max(1) as f64;
    let sample = |n: usize| {
        let turn = n as f64 * 2.399_963;
        let far = 0.4 + 2.3 * ((n * 37 % 97) as f64 / 97.0);
        let (x, y) = (far * turn.cos(), far * turn.sin());
        mark(x, y, "", MarkKind::Class(of(x, y).0))
    };
    let mut marks: Vec<Mark> = (0..60).map(sample).collect();
    marks.push(mark(marks[7].x, marks[7].y, "sample 7", MarkKind::Current));
    let line = |name, from, to| series(name, Hue::Letter('b'), true, vec![from, to]);
    Regions {
        title: "the plane".to_owned(),
        x,
        y,
        columns: side,
        rows: side,
        margins: cells.iter().map(margin).collect(),
        samples: 60,
        cells,
        classes: (0..classes).map(|class| format!("class {class}")).collect(),
        lines: vec![
            line("b₀ = 0", (-4.0, -1.0), (4.0, 3.0)),
            line("b₁ = 0", (-1.0, 4.0), (0.5, -4.0)),
        ],
        marks,
        ghost: None,
    }
}

pub fn matrix(
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
        worst: Vec::new(),
        is_confusion: false,
    }
}

pub fn matrices(matrices: Vec<Matrix>, verdict: &str) -> Matrices {
    Matrices {
        title: "matrices".to_owned(),
        matrices,
        verdict: verdict.to_owned(),
    }
}

/// A three.
pub fn digit() -> Image {
    let rows = [
        "  5895  ", " 58  85 ", "     76 ", "   896  ", "     78 ", " 3    86", " 78  685",
        "  5896  ",
    ];
    let ink = |c: char| f64::from(c.to_digit(10).unwrap_or(0)) / 9.0;
    let bar = |n: usize| Bar {
        name: n.to_string(),
        share: match n {
            3 => 0.87,
            8 => 0.08,
            _ => 0.00625,
        },
        is_target: n == 3,
    };
    Image {
        title: "an image".to_owned(),
        width: 8,
        pixels: rows.concat().chars().map(ink).collect(),
        bars: (0..10).map(bar).collect(),
    }
}

pub fn plain_table(
    columns: Vec<(String, Option<char>)>,
    rows: Vec<TableRow>,
    verdict: &str,
) -> Table {
    Table {
        title: "a table".to_owned(),
        columns,
        rows,
        selected: None,
        verdict: verdict.to_owned(),
    }
}

pub fn row(cells: &[&str], right: Option<bool>) -> TableRow {
    let cells = cells.iter().map(|&cell| cell.to_owned()).collect();
    TableRow { cells, right }
}
