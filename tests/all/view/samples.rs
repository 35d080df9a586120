//! Scenes built by hand: every picture, and networks of several sizes.

use nn28::scene::{
    Axis, Bar, Curve, Diagram, EquationCard, EquationLine, Field, Hue, Image, KeyHint, Knob, Layer,
    Link, Mark, MarkKind, Matrices, Matrix, Node, Panel, Picture, Plane, Product, Progress,
    Quantity, Regions, Scene, Series, Symbol, Table, TableRow, When,
};

/// A number between −1 and 1 that looks like chance.
pub fn chance(seed: usize) -> f64 {
    let turned = (seed as f64 * 12.9898 + 4.1).sin() * 43758.5453;
    2.0 * (turned - turned.floor()) - 1.0
}

fn quantity(letter: char, index: impl Into<String>, value: f64) -> Quantity {
    Quantity {
        symbol: Symbol::new(letter, index),
        value: Some(value),
        lit: false,
        focused: false,
        handle: None,
    }
}

fn node(quantities: Vec<Quantity>, bias: bool) -> Node {
    Node { quantities, bias }
}

/// A network of D inputs, M hidden units and K classes, each weight with a handle.
pub fn network(d: usize, m: usize, k: usize) -> Diagram {
    let name = |n: usize| n.to_string();
    let inputs = (0..=d)
        .map(|i| {
            node(
                vec![quantity('x', name(i), if i == d { 1.0 } else { chance(i) })],
                i == d,
            )
        })
        .collect();
    let neuron = |sum: char, output: char, n: usize| {
        let a = 2.0 * chance(n + 100);
        node(
            vec![
                quantity(sum, name(n), a),
                quantity(output, name(n), 1.0 / (1.0 + (-a).exp())),
            ],
            false,
        )
    };
    let mut hidden: Vec<Node> = (0..m).map(|j| neuron('b', 'z', j)).collect();
    hidden.push(node(vec![quantity('z', name(m), 1.0)], true));
    let outputs = (0..k)
        .map(|k| neuron('a', 'y', k + 7))
        .enumerate()
        .map(|(k, mut node)| {
            for quantity in &mut node.quantities {
                quantity.symbol.index = name(k);
            }
            node
        });
    let targets = (0..k).map(|k| {
        node(
            vec![quantity('t', name(k), if k == 1 { 1.0 } else { 0.0 })],
            false,
        )
    });
    let between = |layer: usize, letter: char, from: usize, to: usize, first: usize| {
        (0..to).flat_map(move |q| {
            (0..from).map(move |p| {
                let handle = first + q * from + p;
                let index = if from > 10 || to > 10 {
                    format!("{q},{p}")
                } else {
                    format!("{q}{p}")
                };
                Link {
                    from: (layer, p),
                    to: (layer + 1, q),
                    weight: Quantity {
                        handle: Some(handle),
                        ..quantity(letter, index, 1.5 * chance(handle + 31))
                    },
                    product: None,
                    next: None,
                }
            })
        })
    };
    let links = between(0, 'w', d + 1, m, 0).chain(between(1, 'v', m + 1, k, m * (d + 1)));
    let layer = |caption: &str, nodes: Vec<Node>| Layer {
        caption: caption.to_owned(),
        nodes,
    };
    let product = |formula: &str, shapes: String, lit: bool| Product {
        formula: formula.to_owned(),
        shapes,
        lit,
    };
    Diagram {
        layers: vec![
            layer("inputs", inputs),
            layer("hidden", hidden),
            layer("outputs", outputs.collect()),
            layer("targets", targets.collect()),
        ],
        links: links.collect(),
        ledger: vec![
            product(
                "b = x wᵀ",
                format!("(1×{})({}×{m}) → 1×{m}", d + 1, d + 1),
                true,
            ),
            product("z = h(b), 1", format!("1×{m} → 1×{}", m + 1), false),
            product(
                "a = z vᵀ",
                format!("(1×{})({}×{k}) → 1×{k}", m + 1, m + 1),
                false,
            ),
        ],
        caption: "forward: b, z, a, y".to_owned(),
    }
}

/// What equation 5 speaks of for a hidden unit: its sum, its weights, the inputs.
pub fn light(diagram: &mut Diagram, unit: usize) {
    for node in &mut diagram.layers[0].nodes {
        node.quantities[0].lit = true;
    }
    diagram.layers[1].nodes[unit].quantities[0].lit = true;
    for link in diagram.links.iter_mut().filter(|link| link.to == (1, unit)) {
        link.weight.lit = true;
    }
}

/// Put the keys on a weight that is about to change.
pub fn focus(diagram: &mut Diagram, from: (usize, usize), to: (usize, usize)) {
    for link in diagram
        .links
        .iter_mut()
        .filter(|link| link.from == from && link.to == to)
    {
        link.weight.focused = true;
        link.next = link.weight.value.map(|value| value + 0.0179);
    }
}

pub fn card() -> EquationCard {
    let line = |tex: &str, numbers: &str, value: &str| EquationLine {
        tex: tex.to_owned(),
        numbers: numbers.to_owned(),
        value: value.to_owned(),
    };
    EquationCard {
        number: "5".to_owned(),
        title: "the sums of the hidden layer".to_owned(),
        left: r"\ink{z}{b_j}".to_owned(),
        sign: "=".to_owned(),
        lines: vec![line(
            r"\sum_{i=0}^{D} \ink{w}{w_{ji}} \ink{x}{x_i}",
            r"\ink{w}{-0.5000} \cdot \ink{x}{0.2500} + \ink{w}{0.7500} \cdot \ink{x}{1.0000}",
            "0.625000",
        )],
        check: "by a compensated sum: 0.625000".to_owned(),
        holds: true,
        printed: None,
        choices: (vec!["5".to_owned(), "6".to_owned(), "7".to_owned()], 0),
        line: None,
        note: "The sum is large: the unit is saturated.".to_owned(),
    }
}

/// A derivation of some lines, each a sum of many terms.
pub fn derivation(lines: usize, terms: usize) -> EquationCard {
    let sum = |line: usize| {
        let term = |n: usize| {
            format!(
                r"\ink{{v}}{{{:.4}}} \cdot \ink{{z}}{{{:.4}}}",
                0.1 * line as f64 + 0.0001,
                0.001 * n as f64
            )
        };
        (0..terms).map(term).collect::<Vec<_>>().join(" + ")
    };
    let lines = (0..lines).map(|n| EquationLine {
        tex: r"\sum_k \frac{\partial \ink{y}{y_k}}{\partial \ink{y}{a_0}}".to_owned(),
        numbers: sum(n),
        value: format!("0.{n:06}"),
    });
    EquationCard {
        lines: lines.collect(),
        line: Some(0),
        ..card()
    }
}

pub fn regions(classes: usize) -> Picture {
    let (columns, rows) = (60, 40);
    let cell = |n: usize| {
        let (x, y) = (
            (n % columns) as f64 / columns as f64 - 0.5,
            (n / columns) as f64 / rows as f64 - 0.5,
        );
        let turn = y.atan2(x) / std::f64::consts::TAU + 0.5;
        let class = ((turn * classes as f64) as usize).min(classes - 1);
        let inside = (turn * classes as f64).fract();
        let edge = 1.0 / classes as f64;
        (class, edge + (1.0 - edge) * 4.0 * inside * (1.0 - inside))
    };
    let mark = |n: usize| Mark {
        x: 3.0 * chance(n),
        y: 3.0 * chance(n + 500),
        label: String::new(),
        kind: MarkKind::Class(n % classes),
    };
    let mut marks: Vec<Mark> = (0..30).map(mark).collect();
    marks.push(Mark {
        x: 0.5,
        y: -1.0,
        label: "n = 7".to_owned(),
        kind: MarkKind::Current,
    });
    Picture::Regions(Regions {
        title: "regions".to_owned(),
        x: Axis::new("x₀", -3.0, 3.0),
        y: Axis::new("x₁", -3.0, 3.0),
        columns,
        rows,
        cells: (0..columns * rows).map(cell).collect(),
        classes: (0..classes).map(|k| format!("class {k}")).collect(),
        lines: vec![Series {
            label: "z₀ = ½".to_owned(),
            hue: Hue::Letter('z'),
            dashed: false,
            points: vec![(-3.0, -2.0), (3.0, 2.5)],
        }],
        marks,
    })
}

pub fn matrix(name: &str, letter: char, rows: usize, columns: usize) -> Matrix {
    let entry = |r: usize, c: usize| (r + c != 3).then(|| chance(r * columns + c) * 2.0);
    Matrix {
        name: name.to_owned(),
        letter: Some(letter),
        rows: (0..rows).map(|r| r.to_string()).collect(),
        columns: (0..columns).map(|c| c.to_string()).collect(),
        entries: (0..rows)
            .map(|r| (0..columns).map(|c| entry(r, c)).collect())
            .collect(),
        decimals: 4,
        selected: Some((rows / 2, columns / 2)),
        worst: Some((0, 0)),
    }
}

pub fn matrices(shapes: &[(usize, usize)]) -> Picture {
    Picture::Matrices(Matrices {
        title: "gradients".to_owned(),
        matrices: shapes
            .iter()
            .zip([("∂E/∂w", 'w'), ("∂E/∂v", 'v'), ("w", 'w')])
            .map(|((r, c), (name, letter))| matrix(name, letter, *r, *c))
            .collect(),
        verdict: "The two agree to 3.2e−9, and nothing but the last digits differs between them."
            .to_owned(),
    })
}

pub fn image() -> Picture {
    let pixel = |n: usize| {
        let (x, y) = ((n % 8) as f64 - 3.5, (n / 8) as f64 - 3.5);
        (1.6 - ((x * x + y * y).sqrt() - 2.6).abs()).clamp(0.0, 1.0)
    };
    Picture::Image(Image {
        title: "digit".to_owned(),
        width: 8,
        pixels: (0..64).map(pixel).collect(),
        bars: (0..10)
            .map(|k| Bar {
                name: k.to_string(),
                share: if k == 0 { 0.82 } else { 0.02 },
                is_target: k == 0,
            })
            .collect(),
    })
}

pub fn loss() -> Curve {
    let points = |rate: f64| {
        (0..400)
            .map(|n| {
                (
                    f64::from(n),
                    1.1 * (-rate * f64::from(n) / 100.0).exp() + 0.05,
                )
            })
            .collect()
    };
    let series = |label: &str, hue, dashed, rate| Series {
        label: label.to_owned(),
        hue,
        dashed,
        points: points(rate),
    };
    Curve {
        title: "loss".to_owned(),
        x: Axis::new("τ", 0.0, 400.0),
        y: Axis::new("E", 0.0, 1.2),
        series: vec![
            series("train", Hue::Letter('y'), false, 2.0),
            series("test", Hue::Text, true, 1.2),
        ],
        marks: vec![Mark {
            x: 120.0,
            y: 0.1 + 0.05,
            label: "τ = 120, E = 0.1499".to_owned(),
            kind: MarkKind::Current,
        }],
        verdict: String::new(),
    }
}

/// The error of a difference over its ε: both axes logarithmic.
pub fn errors() -> Curve {
    let epsilons = || (0..=120).map(|n| 10_f64.powf(-12.0 + 0.1 * f64::from(n)));
    let series = |label: &str, class, order: i32| Series {
        label: label.to_owned(),
        hue: Hue::Class(class),
        dashed: false,
        points: epsilons()
            .map(|e| {
                (
                    e,
                    if e > 0.9e-12 && e < 1.1e-12 {
                        0.0
                    } else {
                        e.powi(order) + 1e-16 / e
                    },
                )
            })
            .collect(),
    };
    Curve {
        title: "error over ε".to_owned(),
        x: Axis::log("ε", 1e-12, 1.0),
        y: Axis::log("relative error", 1e-12, 1.0),
        series: vec![series("forward", 0, 1), series("central", 1, 2)],
        marks: vec![Mark {
            x: 1e-8,
            y: 2e-8,
            label: "ε = 1e−8".to_owned(),
            kind: MarkKind::Current,
        }],
        verdict: "Smaller is better only down to the square root of the rounding error.".to_owned(),
    }
}

pub fn landscape() -> Picture {
    let (x, y) = (Axis::new("w₀₀", -4.0, 4.0), Axis::new("w₀₁", -4.0, 4.0));
    let field = Field::sample(40, 40, &x, &y, |x, y| {
        ((x * x + 2.0 * y * y) / 48.0).min(1.0)
    });
    let path = (0..60)
        .map(|n| {
            (
                3.5 * (-0.05 * f64::from(n)).exp(),
                3.0 * (-0.12 * f64::from(n)).exp(),
            )
        })
        .collect();
    Picture::Plane(Plane {
        title: "landscape".to_owned(),
        x,
        y,
        field,
        heat: "E".to_owned(),
        ends: (0.125, 4.5),
        lines: vec![Series {
            label: "the path".to_owned(),
            hue: Hue::Letter('w'),
            dashed: false,
            points: path,
        }],
        marks: vec![Mark {
            x: 0.2,
            y: 0.0,
            label: "E = 0.1300".to_owned(),
            kind: MarkKind::Current,
        }],
    })
}

pub fn table(rows: usize) -> Picture {
    let row = |n: usize| TableRow {
        cells: vec![
            format!("weight {n}"),
            format!("{:.4}", chance(n)),
            format!("{:.3e}", chance(n + 9).abs() * 1e-9),
            n.to_string(),
        ],
        right: Some(n % 7 != 3),
    };
    Picture::Table(Table {
        title: "checks".to_owned(),
        columns: vec![
            ("what".to_owned(), None),
            ("value".to_owned(), Some('w')),
            ("error".to_owned(), None),
            ("n".to_owned(), None),
        ],
        rows: (0..rows).map(row).collect(),
        verdict: "All but a few hold.".to_owned(),
    })
}

pub fn knobs(count: usize, focused: usize) -> Vec<Knob> {
    let names = [
        ("α", "0.5"),
        ("hidden M", "2"),
        ("steps", "1000"),
        ("update", "batch"),
        ("init", "xavier"),
        ("seed", "28"),
        ("data", "clusters"),
        ("scale", "standard"),
    ];
    let knob = |n: usize| Knob {
        name: names[n % 8].0.to_owned(),
        value: names[n % 8].1.to_owned(),
        focused: n == focused,
    };
    (0..count).map(knob).collect()
}

/// A whole screen about a network, with a picture.
pub fn scene(diagram: Diagram, picture: Picture, focus: Panel) -> Scene {
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let key = |key: &str, does: &str| KeyHint {
        key: key.to_owned(),
        does: does.to_owned(),
    };
    Scene {
        title: "network".to_owned(),
        facts: vec![
            fact("data", "clusters"),
            fact("shape", "2-2-3"),
            fact("seed", "28"),
            fact("α", "0.5"),
        ],
        diagram,
        equation: card(),
        picture,
        views: (vec!["regions".to_owned(), "matrices".to_owned()], 0),
        when: When {
            knobs: knobs(8, 2),
            progress: Some(Progress {
                label: "training".to_owned(),
                share: 0.43,
                left: "12 s left".to_owned(),
            }),
            picture: Picture::Curve(loss()),
        },
        focus,
        keys: vec![key("Tab", "place"), key("?", "help"), key("q", "quit")],
        notice: None,
        overlay: None,
    }
}

/// Every picture that there is a sample of.
pub fn pictures() -> Vec<Picture> {
    vec![
        regions(3),
        regions(10),
        matrices(&[(2, 3), (3, 3)]),
        matrices(&[(32, 65), (10, 33)]),
        image(),
        Picture::Curve(loss()),
        Picture::Curve(errors()),
        landscape(),
        table(40),
        Picture::Diagram(network(2, 2, 3)),
        Picture::Diagram(network(64, 32, 10)),
    ]
}
