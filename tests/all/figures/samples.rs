//! Figures made by hand: those of the book with its numbers, and some with odd numbers and words.

#[path = "networks.rs"]
pub mod networks;
#[path = "pictures.rs"]
pub mod pictures;

use std::fmt::Display;

use nn28::scene::{
    Axis, Curve, Diagram, Field, Figure, FigurePanel, Hue, Layer, Link, Mark, MarkKind, Membrane,
    Node, Picture, Plane, Quantity, Series, Surface, Symbol,
};

/// The figures as the book has them.
pub fn pleasant() -> Vec<Figure> {
    let printed = "as printed: 1 / (1 + exp(+a))";
    let own = vec![
        one(
            "sample-41",
            Picture::Membrane(membrane(&[0.55, 0.4, -0.35, 0.6])),
        ),
        one(
            "sample-42",
            Picture::Diagram(neuron(&[-2.0, 1.0, 2.0], &[1.5, 0.5])),
        ),
        figure(
            "sample-43",
            vec![
                panel("y = 1 / (1 + exp(−a))", Picture::Surface(surface(false))),
                panel(printed, Picture::Surface(surface(true))),
            ],
        ),
        one("plane", Picture::Plane(plane())),
        one("curve", Picture::Curve(curve())),
        one("network", Picture::Diagram(network(2, 2, 3, 1.0))),
    ];
    [own, pictures::pleasant(), networks::pleasant()].concat()
}

/// Figures with numbers and words that hardly fit.
pub fn unfriendly() -> Vec<Figure> {
    let many: Vec<f64> = (0..13).map(|i| f64::from(i - 6) * 12_345.678_9).collect();
    let inputs: Vec<f64> = (0..12).map(|i| 1e-9 * f64::from(i + 1)).collect();
    let extreme = [-123_456.789_1, 1e-9, f64::NAN, f64::INFINITY];
    let diagram = |name, diagram| one(name, Picture::Diagram(diagram));
    let membrane = |name, strengths: &[f64]| one(name, Picture::Membrane(membrane(strengths)));
    let turned = |yaw| panel("", Picture::Surface(turned(yaw)));
    let own = vec![
        figure(
            "twelve-inputs",
            vec![panel(LONG, Picture::Diagram(neuron(&many, &inputs)))],
        ),
        diagram("extreme", neuron(&extreme, &[1e300, -1e-300, 0.0])),
        diagram("one-input", neuron(&[0.0, 0.0], &[0.0])),
        diagram("wide", network(30, 12, 10, 1234.567)),
        diagram("small", network(2, 2, 3, -123_456.789_1)),
        diagram("lit", lit()),
        figure(
            "pair",
            vec![
                panel(LONG, Picture::Plane(crowded())),
                panel("beside", Picture::Curve(steep())),
            ],
        ),
        figure("turned", [0.0, 90.0, 135.0, 300.0].map(turned).into()),
        membrane("synapses", &[-123_456.789_1; 14]),
        membrane("no-synapse", &[]),
        figure(
            "no-field",
            vec![
                panel("", Picture::Surface(no_field())),
                panel("", Picture::Membrane(no_threshold())),
            ],
        ),
        figure("nothing", Vec::new()),
    ];
    [own, pictures::unfriendly(), networks::unfriendly()].concat()
}

pub const LONG: &str = "a label that goes on and on, far beyond what any picture has room for, and then a little further";

pub const COMMAND: &str = "nn28 neuron --w=-2,1,2 --x 1.5,0.5 --headless && echo \"<done>\"";

pub fn figure(name: &str, panels: Vec<FigurePanel>) -> Figure {
    Figure {
        name: name.to_owned(),
        number: Some(41),
        caption: "What it shows & why".to_owned(),
        alternative: "The same in words, y < 1.".to_owned(),
        panels,
        command: COMMAND.to_owned(),
    }
}

/// A figure of one picture without a title.
pub fn one(name: &str, picture: Picture) -> Figure {
    figure(name, vec![panel("", picture)])
}

pub fn panel(title: &str, picture: Picture) -> FigurePanel {
    let title = title.to_owned();
    FigurePanel { title, picture }
}

fn quantity(letter: char, index: impl Display, value: f64) -> Quantity {
    Quantity {
        symbol: Symbol::new(letter, index.to_string()),
        value: Some(value),
        lit: false,
        focused: false,
        handle: None,
    }
}

fn node(quantities: Vec<Quantity>, bias: bool) -> Node {
    Node { quantities, bias }
}

fn layer(caption: &str, nodes: Vec<Node>) -> Layer {
    let caption = caption.to_owned();
    Layer { caption, nodes }
}

/// A neuron with its bias last.
pub fn neuron(w: &[f64], x: &[f64]) -> Diagram {
    let x: Vec<f64> = x.iter().copied().chain([1.0]).collect();
    let input = |(i, &value): (usize, &f64)| node(vec![quantity('x', i, value)], i + 1 == x.len());
    let link = |(i, &value): (usize, &f64)| Link {
        from: (0, i),
        to: (1, 0),
        weight: quantity('w', i, value),
        product: Some(value * x[i]),
        next: None,
    };
    let a: f64 = w.iter().zip(&x).map(|(w, x)| w * x).sum();
    let body = node(
        vec![quantity('a', "", a), quantity('y', "", sigmoid(a))],
        false,
    );
    Diagram {
        layers: vec![
            layer("inputs", x.iter().enumerate().map(input).collect()),
            layer("sum and output", vec![body]),
        ],
        links: w.iter().enumerate().map(link).collect(),
        ledger: Vec::new(),
        caption: String::new(),
    }
}

/// Two layers of weights, D inputs, M hidden units and K outputs.
pub fn network(d: usize, m: usize, k: usize, scale: f64) -> Diagram {
    let some = |i: usize, j: usize| scale * ((i * 7 + j * 5 + 3) % 11) as f64 / 5.0 - scale;
    let inputs = (0..=d).map(|i| {
        node(
            vec![quantity('x', i, if i == d { 1.0 } else { some(i, 1) })],
            i == d,
        )
    });
    let hidden = (0..=m).map(|j| match j {
        j if j == m => node(vec![quantity('z', j, 1.0)], true),
        j => node(
            vec![
                quantity('b', j, some(j, 4)),
                quantity('z', j, sigmoid(some(j, 4))),
            ],
            false,
        ),
    });
    let outputs = (0..k).map(|k| {
        node(
            vec![quantity('a', k, some(k, 2)), quantity('y', k, 0.333_33)],
            false,
        )
    });
    let targets = (0..k).map(|k| node(vec![quantity('t', k, f64::from(u8::from(k == 0)))], false));
    let link = |from, to, letter, weight| Link {
        from,
        to,
        weight,
        product: None::<f64>.filter(|_| letter == 'w'),
        next: None,
    };
    let w = (0..m).flat_map(|j| (0..=d).map(move |i| (i, j)));
    let w = w.map(|(i, j)| {
        link(
            (0, i),
            (1, j),
            'w',
            quantity('w', format!("{j}{i}"), some(i, j)),
        )
    });
    let v = (0..k).flat_map(|k| (0..=m).map(move |j| (j, k)));
    let v = v.map(|(j, k)| {
        link(
            (1, j),
            (2, k),
            'v',
            quantity('v', format!("{k}{j}"), some(j + 2, k)),
        )
    });
    Diagram {
        layers: vec![
            layer("inputs", inputs.collect()),
            layer("hidden units", hidden.collect()),
            layer("outputs", outputs.collect()),
            layer("targets", targets.collect()),
        ],
        links: w.chain(v).collect(),
        ledger: Vec::new(),
        caption: String::new(),
    }
}

/// A network in which an equation refers to one weight and the numbers it needs.
fn lit() -> Diagram {
    let mut network = network(2, 2, 3, 1.0);
    network.layers[1].nodes[1].quantities[1].lit = true;
    network.layers[2].nodes[0].quantities[1].lit = true;
    for link in &mut network.links {
        link.weight.lit = link.from == (1, 1) && link.to == (2, 0);
    }
    network
}

fn no_field() -> Surface {
    let mut surface = surface(false);
    surface.field = Field {
        columns: 0,
        rows: 0,
        values: Vec::new(),
    };
    surface
}

fn no_threshold() -> Membrane {
    let mut membrane = membrane(&[f64::NAN, 0.0]);
    membrane.threshold = f64::NAN;
    membrane.potential.clear();
    membrane
}

fn sigmoid(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

fn boundary() -> Series {
    Series {
        label: "a = 0".to_owned(),
        hue: Hue::Text,
        dashed: false,
        points: vec![(-10.0, -22.0), (10.0, 18.0)],
    }
}

fn current(label: &str) -> Mark {
    Mark {
        x: 1.5,
        y: 0.5,
        label: label.to_owned(),
        kind: MarkKind::Current,
    }
}

pub fn surface(mirrored: bool) -> Surface {
    let (x, y) = (Axis::new("x₀", -10.0, 10.0), Axis::new("x₁", -10.0, 10.0));
    let sign = if mirrored { -1.0 } else { 1.0 };
    Surface {
        title: "y over the plane".to_owned(),
        field: Field::sample(81, 81, &x, &y, |x0, x1| {
            sigmoid(sign * (-2.0 * x0 + x1 + 2.0))
        }),
        x,
        y,
        height: "y".to_owned(),
        yaw: 21.0,
        pitch: 34.0,
        lines: vec![boundary()],
        marks: Vec::new(),
        mirrored,
    }
}

fn turned(yaw: f64) -> Surface {
    let mut surface = surface(false);
    surface.yaw = yaw;
    surface.pitch = yaw / 4.0;
    surface.x = Axis::new(LONG, -123_456.789, 1e6);
    surface.marks = vec![current(LONG)];
    surface
}

pub fn plane() -> Plane {
    let (x, y) = (Axis::new("x₀", -4.0, 4.0), Axis::new("x₁", -4.0, 4.0));
    let class = |x, y, class| Mark {
        x,
        y,
        label: String::new(),
        kind: MarkKind::Class(class),
    };
    Plane {
        title: "y over the plane".to_owned(),
        field: Field::sample(81, 81, &x, &y, |x0, x1| sigmoid(-2.0 * x0 + x1 + 2.0)),
        x,
        y,
        heat: "y".to_owned(),
        ends: (0.0, 1.0),
        lines: vec![boundary()],
        marks: vec![
            current("y = 0.3775"),
            class(-2.0, 1.0, 0),
            class(-1.5, 2.0, 1),
            class(2.0, -1.0, 2),
            class(2.5, 0.5, 3),
            class(3.0, 3.0, 4),
        ],
    }
}

fn crowded() -> Plane {
    let mut plane = plane();
    plane.marks = vec![
        current(LONG),
        current("at the very same position"),
        current("and again"),
    ];
    plane.lines.push(Series {
        label: LONG.to_owned(),
        hue: Hue::Letter('w'),
        dashed: true,
        points: vec![(-4.0, 4.0), (f64::NAN, 0.0), (4.0, -4.0)],
    });
    LONG.clone_into(&mut plane.heat);
    plane.field.values[100] = f64::NAN;
    plane.x = Axis::new(LONG, -123_456.789_1, -123_456.788);
    plane.y = Axis::new(LONG, -1e-9, 1e-9);
    plane
}

pub fn curve() -> Curve {
    let line = |label: &str, hue, dashed, points| Series {
        label: label.to_owned(),
        hue,
        dashed,
        points,
    };
    let points = |from: i32, to: i32, f: fn(f64) -> f64| {
        (from * 10..=to * 10)
            .map(|a| f64::from(a) / 10.0)
            .map(|a| (a, f(a)))
            .collect()
    };
    Curve {
        title: "the sigmoid".to_owned(),
        x: Axis::new("a", -6.0, 6.0),
        y: Axis::new("y", 0.0, 1.0),
        series: vec![
            line("y = h(a)", Hue::Letter('y'), false, points(-6, 6, sigmoid)),
            line(
                "a = 0.5",
                Hue::Letter('a'),
                true,
                vec![(0.5, 0.0), (0.5, 1.0)],
            ),
        ],
        marks: vec![Mark {
            x: 0.5,
            y: sigmoid(0.5),
            label: "y = 0.6225".to_owned(),
            kind: MarkKind::Current,
        }],
        verdict: String::new(),
    }
}

fn steep() -> Curve {
    let mut curve = curve();
    curve.y = Axis::new("y", 3.0, 3.0);
    curve.x = Axis::new("a", f64::NEG_INFINITY, 1.0);
    curve
}

/// A membrane that leaks, adds up what arrives, and starts again after each pulse that leaves.
pub fn membrane(strengths: &[f64]) -> Membrane {
    let times: [&[f64]; 4] = [
        &[6.0, 30.0, 33.0, 58.0, 79.0],
        &[9.0, 31.5, 60.0, 61.0, 82.0],
        &[18.0, 45.0, 84.0],
        &[32.5, 50.0, 62.5],
    ];
    let synapses: Vec<(f64, Vec<f64>)> = strengths
        .iter()
        .enumerate()
        .map(|(i, &strength)| (strength, times[i % 4].to_vec()))
        .collect();
    let (mut potential, mut pulses_out, mut level) = (Vec::new(), Vec::new(), 0.0_f64);
    for step in 0..=1000 {
        let time = f64::from(step) / 10.0;
        level *= 0.99;
        for (strength, times) in &synapses {
            level += strength
                * times
                    .iter()
                    .filter(|&&arrival| (arrival - time).abs() < 0.04)
                    .count() as f64;
        }
        potential.push((time, level));
        if level > 1.0 {
            pulses_out.push(time);
            level = -0.15;
        }
    }
    Membrane {
        title: "the potential of a membrane".to_owned(),
        time: Axis::new("time in milliseconds", 0.0, 100.0),
        synapses,
        potential,
        threshold: 1.0,
        pulses_out,
    }
}
