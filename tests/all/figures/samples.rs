//! Figures made by hand: those of the book with its numbers, and some with odd numbers and words.

#[path = "networks.rs"]
pub mod networks;
#[path = "pictures.rs"]
pub mod pictures;

use nn28::scene::{
    Axis, Curve, Diagram, Field, Figure, FigurePanel, Hue, Link, Mark, MarkKind, Membrane, Node,
    Picture, Plane, Series, Surface,
};

use crate::samples::{layer, mark, network, node, quantities, quantity, series, sigmoid};

/// The figures as the book has them.
pub fn pleasant() -> Vec<Figure> {
    let printed = [
        panel("y = 1 / (1 + exp(−a))", Picture::Surface(surface(false))),
        panel(
            "as printed: 1 / (1 + exp(+a))",
            Picture::Surface(surface(true)),
        ),
    ];
    let own = vec![
        one(
            "sample-41",
            Picture::Membrane(membrane(&[0.55, 0.4, -0.35, 0.6])),
        ),
        of("sample-42", neuron(&[-2.0, 1.0, 2.0], &[1.5, 0.5])),
        figure("sample-43", printed.into()),
        one("plane", Picture::Plane(plane())),
        one("curve", Picture::Curve(curve())),
        of("network", network(2, 2, 3)),
    ];
    [own, pictures::pleasant(), networks::pleasant()].concat()
}

/// Figures with numbers and words that hardly fit.
pub fn unfriendly() -> Vec<Figure> {
    let many: Vec<f64> = (0..13).map(|i| f64::from(i - 6) * 12_345.678_9).collect();
    let inputs: Vec<f64> = (0..12).map(|i| 1e-9 * f64::from(i + 1)).collect();
    let extreme = [-123_456.789_1, 1e-9, f64::NAN, f64::INFINITY];
    let surfaces = [0.0, 90.0, 135.0, 300.0].map(|yaw| panel("", Picture::Surface(turned(yaw))));
    let own = vec![
        figure(
            "twelve-inputs",
            vec![panel(LONG, Picture::Diagram(neuron(&many, &inputs)))],
        ),
        of("extreme", neuron(&extreme, &[1e300, -1e-300, 0.0])),
        of("one-input", neuron(&[0.0, 0.0], &[0.0])),
        of("wide", scaled(network(30, 12, 10), 1234.567)),
        of("small", scaled(network(2, 2, 3), -123_456.789_1)),
        figure(
            "pair",
            vec![
                panel(LONG, Picture::Plane(crowded())),
                panel("beside", Picture::Curve(steep())),
            ],
        ),
        figure("turned", surfaces.into()),
        of("lit", lit()),
    ];
    [own, pictures::unfriendly(), networks::unfriendly()].concat()
}

/// A figure of one picture.
pub fn one(name: &str, picture: Picture) -> Figure {
    figure(name, vec![panel("", picture)])
}

/// A figure of one diagram.
pub fn of(name: &str, diagram: Diagram) -> Figure {
    one(name, Picture::Diagram(diagram))
}

/// The same network with other numbers.
pub fn scaled(mut network: Diagram, factor: f64) -> Diagram {
    let weights = network.links.iter_mut().map(|link| &mut link.weight);
    for quantity in weights {
        quantity.value = quantity.value.map(|value| factor * value);
    }
    quantities(&mut network)
        .for_each(|quantity| quantity.value = quantity.value.map(|value| factor * value));
    network
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

pub fn panel(title: &str, picture: Picture) -> FigurePanel {
    let title = title.to_owned();
    FigurePanel { title, picture }
}

/// A neuron with its bias last.
pub fn neuron(w: &[f64], x: &[f64]) -> Diagram {
    let x: Vec<f64> = x.iter().copied().chain([1.0]).collect();
    let input = |(i, &value): (usize, &f64)| Node {
        quantities: vec![quantity('x', i, value)],
        bias: i + 1 == x.len(),
    };
    let link = |(i, &value): (usize, &f64)| Link {
        from: (0, i),
        to: (1, 0),
        weight: quantity('w', i, value),
        product: Some(value * x[i]),
        next: None,
    };
    let a: f64 = w.iter().zip(&x).map(|(w, x)| w * x).sum();
    let body = node(vec![quantity('a', "", a), quantity('y', "", sigmoid(a))]);
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

/// A network of which one weight and what it needs are spoken of.
fn lit() -> Diagram {
    let mut network = network(2, 2, 3);
    network.layers[1].nodes[1].quantities[1].lit = true;
    network.layers[2].nodes[0].quantities[1].lit = true;
    for link in &mut network.links {
        link.weight.lit = link.from == (1, 1) && link.to == (2, 0);
    }
    network
}

fn boundary() -> Series {
    series(
        "a = 0",
        Hue::Text,
        false,
        vec![(-10.0, -22.0), (10.0, 18.0)],
    )
}

fn current(label: &str) -> Mark {
    mark(1.5, 0.5, label, MarkKind::Current)
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
    plane.lines.push(series(
        LONG,
        Hue::Letter('w'),
        true,
        vec![(-4.0, 4.0), (f64::NAN, 0.0), (4.0, -4.0)],
    ));
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
