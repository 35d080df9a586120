//! From the state of the neuron to its scene.

use super::preset::CORNERS;
use super::{Neuron, View};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::model::printed::printed_eq04_figure;
use crate::scene::{
    Axis, Curve, Diagram, Field, Hue, KeyHint, Layer, Link, Mark, MarkKind, Node, Panel, Picture,
    Plane, Quantity, Scene, Series, Surface, Symbol, Table, TableRow, When, text,
};
use crate::stage::card::card;
use crate::stage::pictures::{columns, zero_line};
use crate::stage::{Preset, Stage, keys};

/// Explained on the help page after the shared keys.
const HELP: [(&str, &str); 2] = [
    ("p 1–5", "presets: source, AND, OR, NAND, XOR"),
    ("m", "figure 43 as it was printed: mirrored"),
];

pub(super) fn scene(neuron: &Neuron) -> Scene {
    let screen = &neuron.screen;
    Scene {
        title: "neuron".to_owned(),
        facts: facts(neuron),
        diagram: diagram(neuron, Some(screen.entry().symbols)),
        equation: card(
            screen.entry(),
            &screen.entries(),
            screen.selected,
            &neuron.case(),
        ),
        picture: match neuron.view() {
            View::Plane => Picture::Plane(plane(neuron)),
            View::Sigmoid => Picture::Curve(sigmoid(neuron)),
            View::Surface => Picture::Surface(surface(neuron, neuron.mirrored)),
        },
        views: screen.scene_views(),
        when: When::of(Picture::Table(table(neuron))),
        focus: screen.focus,
        keys: key_hints(neuron),
        notice: screen.notice.clone(),
        overlay: screen.overlay(&HELP, neuron.command(), None),
    }
}

fn facts(neuron: &Neuron) -> Vec<(String, String)> {
    let preset = match neuron.preset {
        Some(preset) if preset.weights()[..] == neuron.w[..] => preset.name().to_owned(),
        Some(preset) if preset.targets().is_some() => format!("{}, changed", preset.name()),
        _ => "own".to_owned(),
    };
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("weights", preset),
        fact("inputs", neuron.x.len().to_string()),
        fact("a", text(neuron.sum(), 4)),
        fact("y", text(neuron.output(), 4)),
        fact("seed", neuron.seed.to_string()),
    ];
    if neuron.screen.playing {
        facts.push(fact("play", "on".to_owned()));
    }
    facts
}

/// The diagram; everything is lit, or only what the letters name.
pub(super) fn diagram(neuron: &Neuron, symbols: Option<&str>) -> Diagram {
    let lit = |letter: char| symbols.is_none_or(|letters| letters.contains(letter));
    let inputs = neuron.inputs_with_bias();
    let last = inputs.len() - 1;
    let focused = neuron.screen.focus == Panel::Where && symbols.is_some();
    let quantity = |letter: char, index: String, value, handle: Option<usize>| Quantity {
        symbol: Symbol::new(letter, index),
        value: Some(value),
        lit: lit(letter),
        focused: focused && handle == Some(neuron.focused),
        handle,
    };
    let input = |(i, x): (usize, &f64)| Node {
        quantities: vec![quantity('x', i.to_string(), *x, (i < last).then_some(i))],
        bias: i == last,
    };
    let link = |(i, x): (usize, &f64)| Link {
        from: (0, i),
        to: (1, 0),
        weight: quantity('w', i.to_string(), neuron.w[i], Some(last + i)),
        product: Some(neuron.w[i] * x),
        next: None,
    };
    let of_neuron = [('a', neuron.sum()), ('y', neuron.output())];
    let neuron_node = Node {
        quantities: of_neuron
            .map(|(letter, value)| quantity(letter, String::new(), value, None))
            .to_vec(),
        bias: false,
    };
    Diagram {
        layers: vec![
            Layer {
                caption: "inputs".to_owned(),
                nodes: inputs.iter().enumerate().map(input).collect(),
            },
            Layer {
                caption: "neuron".to_owned(),
                nodes: vec![neuron_node],
            },
        ],
        links: inputs.iter().enumerate().map(link).collect(),
        ledger: Vec::new(),
        caption: String::new(),
    }
}

/// y over the plane of the first two inputs; the others stay as they are.
pub(super) fn plane(neuron: &Neuron) -> Plane {
    let (x, y) = axes(neuron);
    let field = Field::sample(81, 81, &x, &y, |x_0, x_1| {
        eq04_sigmoid(neuron.sum_at(x_0, x_1))
    });
    Plane {
        title: "output over the plane".to_owned(),
        field,
        heat: "y".to_owned(),
        ends: (0.0, 1.0),
        lines: decision_line(neuron, &x, &y),
        marks: [corners(neuron), vec![point(neuron, neuron.output())]].concat(),
        x,
        y,
    }
}

fn axes(neuron: &Neuron) -> (Axis, Axis) {
    (
        neuron.axis("x₀"),
        neuron.axis(if neuron.x.len() > 1 {
            "x₁"
        } else {
            "no x₁"
        }),
    )
}

/// The point of the current inputs.
fn point(neuron: &Neuron, y: f64) -> Mark {
    let x_1 = neuron.x.get(1).copied().unwrap_or(0.0);
    Mark::current((neuron.x[0], x_1), format!("y = {}", text(y, 4)))
}

/// The corners of the truth table, by their class.
fn corners(neuron: &Neuron) -> Vec<Mark> {
    let mark = |(corner, target): (&[f64; 2], f64)| Mark {
        x: corner[0],
        y: corner[1],
        label: format!("{target:.0}"),
        kind: MarkKind::Class(target as usize),
    };
    let targets = neuron.targets().into_iter().flatten();
    CORNERS.iter().zip(targets).map(mark).collect()
}

/// The part of the line a = 0 inside the plane, if there is one.
fn decision_line(neuron: &Neuron, x: &Axis, y: &Axis) -> Vec<Series> {
    let w_1 = if neuron.x.len() > 1 { neuron.w[1] } else { 0.0 };
    let points = zero_line(neuron.sum_at(0.0, 0.0), (neuron.w[0], w_1), x, y);
    let line = points.map(|points| Series::new("a = 0", Hue::Text, points));
    line.into_iter().collect()
}

/// The sigmoid over a, with the current sum on it.
pub(super) fn sigmoid(neuron: &Neuron) -> Curve {
    let a = neuron.sum();
    let reach = if a.abs() > 8.0 {
        (a.abs() * 1.1).min(f64::MAX / 4.0)
    } else {
        8.0
    };
    let x = Axis::new("a", -reach, reach);
    let curve = |label: &str, hue, f: fn(f64) -> f64| {
        let grid = (0..=200).map(|step| x.at(f64::from(step) / 200.0));
        Series::new(label, hue, grid.map(|a| (a, f(a))).collect())
    };
    let mut series = vec![curve("1 / (1 + exp(−a))", Hue::Letter('y'), eq04_sigmoid)];
    if neuron.mirrored {
        let printed = curve("printed: 1 / (1 + exp(+a))", Hue::Text, printed_eq04_figure);
        series.push(printed.dashed());
    }
    let label = format!("a = {}, y = {}", text(a, 4), text(neuron.output(), 4));
    Curve {
        title: "the sigmoid".to_owned(),
        y: Axis::new("y", 0.0, 1.0),
        series,
        marks: vec![Mark::current((a, neuron.output()), label)],
        verdict: String::new(),
        x,
    }
}

/// The surface of figure 43, right or as the source printed it.
pub(super) fn surface(neuron: &Neuron, mirrored: bool) -> Surface {
    let (x, y) = axes(neuron);
    let height = if mirrored {
        printed_eq04_figure
    } else {
        eq04_sigmoid
    };
    let field = Field::sample(81, 81, &x, &y, |x_0, x_1| height(neuron.sum_at(x_0, x_1)));
    let title = if mirrored {
        "as the source printed it: 1 / (1 + exp(+a))"
    } else {
        "y = 1 / (1 + exp(−a))"
    };
    Surface {
        title: title.to_owned(),
        field,
        height: "y".to_owned(),
        yaw: neuron.turned.0,
        pitch: neuron.turned.1,
        lines: decision_line(neuron, &x, &y),
        marks: vec![point(neuron, height(neuron.sum()))],
        x,
        y,
        mirrored,
    }
}

/// Along the bottom: the truth table of a gate, or the outputs beside what figure 43 would have them be.
fn table(neuron: &Neuron) -> Table {
    match (neuron.preset, neuron.targets()) {
        (Some(preset), Some(targets)) => truth_table(neuron, preset, targets),
        _ => against_the_print(neuron),
    }
}

fn truth_table(neuron: &Neuron, preset: Preset, targets: [f64; 4]) -> Table {
    let row = |(corner, target): (&[f64; 2], f64)| {
        let a = eq03_sum_over_inputs(&neuron.w, &[corner[0], corner[1], 1.0]);
        let y = eq04_sigmoid(a);
        let cells = vec![
            format!("{:.0}", corner[0]),
            format!("{:.0}", corner[1]),
            text(a, 2),
            share(y),
            format!("{target:.0}"),
        ];
        TableRow {
            cells,
            right: Some((y > 0.5) == (target > 0.5)),
        }
    };
    let rows: Vec<TableRow> = CORNERS.iter().zip(targets).map(row).collect();
    let right = rows.iter().filter(|row| row.right == Some(true)).count();
    let verdict = match (preset, right) {
        (Preset::Xor, _) => format!("{right} of 4 right. {}.", preset.summary()),
        (_, 4) => format!("4 of 4 right: these weights are {}.", preset.name()),
        _ => format!(
            "{right} of 4 right: these weights are not {}. r brings its weights back.",
            preset.name()
        ),
    };
    Table {
        title: format!("{}: truth table", preset.name()),
        columns: columns(&[
            ("x₀", 'x'),
            ("x₁", 'x'),
            ("a", 'a'),
            ("y", 'y'),
            ("target", 't'),
        ]),
        rows,
        verdict,
    }
}

fn against_the_print(neuron: &Neuron) -> Table {
    let mut points = vec![neuron.x.clone()];
    if neuron.x.len() == 2 {
        let (from, to) = neuron.range();
        points.extend([vec![0.0, 0.0], vec![from, to], vec![to, from]]);
    }
    let row = |x: &Vec<f64>| {
        let inputs: Vec<f64> = x.iter().copied().chain([1.0]).collect();
        let a = eq03_sum_over_inputs(&neuron.w, &inputs);
        let second = x.get(1).map_or("–".to_owned(), |x_1| text(*x_1, 2));
        let cells = vec![
            text(x[0], 2),
            second,
            text(a, 2),
            share(eq04_sigmoid(a)),
            share(printed_eq04_figure(a)),
        ];
        TableRow { cells, right: None }
    };
    let state = if neuron.sum() > 0.0 {
        "a > 0: the neuron fires"
    } else if neuron.sum() < 0.0 {
        "a < 0: the neuron is silent"
    } else {
        "a = 0: the point is on the line"
    };
    Table {
        title: "outputs, and figure 43 as printed".to_owned(),
        columns: columns(&[
            ("x₀", 'x'),
            ("x₁", 'x'),
            ("a", 'a'),
            ("y", 'y'),
            ("printed", ' '),
        ]),
        rows: points.iter().map(row).collect(),
        verdict: format!("{state}. Figure 43 of the source shows 1 − y: m turns it on and off."),
    }
}

/// A number from 0 to 1 with four decimals.
fn share(number: f64) -> String {
    format!("{number:.4}")
}

/// The keys that matter now.
fn key_hints(neuron: &Neuron) -> Vec<KeyHint> {
    let (arrows, does) = match (neuron.screen.focus, neuron.view()) {
        (Panel::Where, _) => ("↑↓", "number  ←→ change"),
        (Panel::What, _) => ("←→", "equation"),
        (Panel::Does, View::Surface) => ("←↑↓→", "turn"),
        (Panel::Does, _) => ("←↑↓→", "move"),
        (Panel::When, _) => ("←→", "preset"),
    };
    let play = if neuron.screen.playing {
        "pause"
    } else {
        "play"
    };
    keys::hints(&[
        ("Tab", "place"),
        (arrows, does),
        ("+−", "change"),
        ("[ ]", "equation"),
        ("v", "view"),
        ("p", "preset"),
        ("Space", play),
        ("m", "printed"),
        ("s", "save"),
        ("?", "help"),
        ("q", "quit"),
    ])
}
