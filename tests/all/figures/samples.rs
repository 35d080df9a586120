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
    let printed = [false, true].map(|mirrored| panel("y", Picture::Surface(surface(mirrored))));
    let membrane = membrane(&[0.55, 0.4, -0.35, 0.6]);
    let own = vec![
        one("sample-41", Picture::Membrane(membrane)),
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
    let twelve = panel(LONG, Picture::Diagram(neuron(&many, &inputs)));
    let extreme = [-123_456.789_1, 1e-9, f64::NAN, f64::INFINITY];
    let pair = vec![
        panel(LONG, Picture::Plane(crowded())),
        panel("beside", Picture::Curve(steep())),
    ];
    let surfaces = [0.0, 90.0, 135.0, 300.0].map(|yaw| panel("", Picture::Surface(turned(yaw))));
    let own = vec![
        figure("twelve-inputs", vec![twelve]),
        of("extreme", neuron(&extreme, &[1e300, -1e-300, 0.0])),
        of("one-input", neuron(&[0.0, 0.0], &[0.0])),
        of("wide", scaled(network(30, 12, 10), 1234.567)),
        of("small", scaled(network(2, 2, 3), -123_456.789_1)),
        figure("pair", pair),
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
    for link in &mut network.links {
        link.weight.value = link.weight.value.map(|value| factor * value);
    }
    for quantity in quantities(&mut network) {
        quantity.value = quantity.value.map(|value| factor * value);
    }
    network
}

pub const LONG: &str = "a label that goes on and on, far beyond what any picture has room for, and then a little further";

pub const COMMAND: &str = "nn28 neuron --w=-2,1,2 --x 1.5,0.5 --headless && echo \"<done>\"";

pub fn figure(name: &str, panels: Vec<FigurePanel>) -> Figure {
    Figure {
        name: name.to_owned(),
        run: String::new(),
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
        name: String::new(),
        quantities: vec![quantity('x', i, value)],
        bias: i + 1 == x.len(),
    };
    let link = |(i, &value): (usize, &f64)| Link {
        from: (0, i),
        to: (1, 0),
        weight: quantity('w', i, value),
        product: Some(value * x[i]),
        next: None,
        also: None,
    };
    let a: f64 = w.iter().zip(&x).map(|(w, x)| w * x).sum();
    let body = node(vec![quantity('a', "", a), quantity('y', "", sigmoid(a))]);
    Diagram {
        layers: vec![
            layer("inputs", x.iter().enumerate().map(input).collect()),
            layer("sum and output", vec![body]),
        ],
        links: w.iter().enumerate().map(link).collect(),
        ..Diagram::default()
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
    Series::new("a = 0", Hue::Text, vec![(-10.0, -22.0), (10.0, 18.0)])
}

fn current(label: &str) -> Mark {
    Mark::current((1.5, 0.5), label)
}

pub fn surface(mirrored: bool) -> Surface {
    let (x, y) = (Axis::new("x₀", -10.0, 10.0), Axis::new("x₁", -10.0, 10.0));
    let sign = if mirrored { -1.0 } else { 1.0 };
    let height = |x0, x1| sigmoid(sign * (-2.0 * x0 + x1 + 2.0));
    Surface {
        title: "y over the plane".to_owned(),
        field: Field::sample(81, 81, &x, &y, height),
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
    Surface {
        yaw,
        pitch: yaw / 4.0,
        x: Axis::new(LONG, -123_456.789, 1e6),
        marks: vec![current(LONG)],
        ..surface(false)
    }
}

pub fn plane() -> Plane {
    let (x, y) = (Axis::new("x₀", -4.0, 4.0), Axis::new("x₁", -4.0, 4.0));
    let points = [
        (-2.0, 1.0),
        (-1.5, 2.0),
        (2.0, -1.0),
        (2.5, 0.5),
        (3.0, 3.0),
    ];
    let points = points.into_iter().enumerate();
    let classes = points.map(|(class, (x, y))| mark(x, y, "", MarkKind::Class(class)));
    Plane {
        title: "y over the plane".to_owned(),
        field: Field::sample(81, 81, &x, &y, |x0, x1| sigmoid(-2.0 * x0 + x1 + 2.0)),
        x,
        y,
        heat: "y".to_owned(),
        ends: (0.0, 1.0),
        lines: vec![boundary()],
        marks: [current("y = 0.3775")].into_iter().chain(classes).collect(),
    }
}

fn crowded() -> Plane {
    let mut plane = plane();
    plane.marks = [LONG, "at the very same position", "and again"]
        .map(current)
        .into();
    let broken = vec![(-4.0, 4.0), (f64::NAN, 0.0), (4.0, -4.0)];
    plane
        .lines
        .push(series(LONG, Hue::Letter('w'), true, broken));
    plane.field.values[100] = f64::NAN;
    Plane {
        heat: LONG.to_owned(),
        x: Axis::new(LONG, -123_456.789_1, -123_456.788),
        y: Axis::new(LONG, -1e-9, 1e-9),
        ..plane
    }
}

pub fn curve() -> Curve {
    let points = (-60..=60).map(|a| f64::from(a) / 10.0);
    let points = points.map(|a| (a, sigmoid(a))).collect();
    let help = vec![(0.5, 0.0), (0.5, 1.0)];
    Curve {
        title: "the sigmoid".to_owned(),
        x: Axis::new("a", -6.0, 6.0),
        y: Axis::new("y", 0.0, 1.0),
        series: vec![
            series("y = h(a)", Hue::Letter('y'), false, points),
            series("a = 0.5", Hue::Letter('a'), true, help),
        ],
        marks: vec![Mark::current((0.5, sigmoid(0.5)), "y = 0.6225")],
        verdict: String::new(),
    }
}

fn steep() -> Curve {
    Curve {
        x: Axis::new("a", f64::NEG_INFINITY, 1.0),
        y: Axis::new("y", 3.0, 3.0),
        ..curve()
    }
}

/// A membrane whose potential rises twice to the threshold.
pub fn membrane(strengths: &[f64]) -> Membrane {
    let synapse = |&strength: &f64| (strength, vec![6.0, 30.0, 58.0, 79.0]);
    let times = (0..=1000).map(|step| f64::from(step) / 10.0);
    Membrane {
        title: "the potential of a membrane".to_owned(),
        time: Axis::new("time in milliseconds", 0.0, 100.0),
        synapses: strengths.iter().map(synapse).collect(),
        potential: times.map(|time| (time, time / 40.0 % 1.0 - 0.2)).collect(),
        threshold: 0.8,
        pulses_out: vec![40.0, 80.0],
    }
}
