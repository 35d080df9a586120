//! From the state of the neuron to its scene.

use super::preset::CORNERS;
use super::{Neuron, View};
use crate::equation::Context;
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::model::printed::printed_eq04_figure;
use crate::scene::{
    Axis, Curve, Diagram, Field, Hue, KeyHint, Link, Mark, MarkKind, Node, Panel, Picture, Plane,
    Quantity, Scene, Series, Surface, Symbol, Table, TableRow, When, text,
};
use crate::stage::card::card;
use crate::stage::diagram::layer;
use crate::stage::pictures::{columns, zero_line};
use crate::stage::{Preset, Stage, keys};

/// Explained on the help page after the shared keys.
const HELP: [(&str, &str); 2] = [
    ("p 1–5", "presets: source, AND, OR, NAND, XOR"),
    ("m", "figure 43 as it was printed: mirrored"),
];

pub(super) fn scene(neuron: &Neuron) -> Scene {
    let screen = &neuron.screen;
    let (entry, entries) = (screen.entry(), screen.entries());
    let case = Context::worked_example().with_neuron(neuron.w.clone(), neuron.inputs_with_bias());
    Scene {
        title: "neuron".to_owned(),
        facts: facts(neuron),
        diagram: diagram(neuron, Some(entry.symbols)),
        equation: card(entry, &entries, screen.selected, &case),
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
    let weights = match neuron.preset {
        Some(preset) if preset.weights()[..] == neuron.w[..] => preset.name().to_owned(),
        Some(preset) if preset.targets().is_some() => format!("{}, changed", preset.name()),
        _ => "own".to_owned(),
    };
    let mut facts = vec![
        ("weights", weights),
        ("inputs", neuron.x.len().to_string()),
        ("a", text(neuron.sum(), 4)),
        ("y", text(neuron.output(), 4)),
        ("seed", neuron.seed.to_string()),
    ];
    if neuron.screen.playing {
        facts.push(("play", "on".to_owned()));
    }
    let fact = |(name, value): (&str, String)| (name.to_owned(), value);
    facts.into_iter().map(fact).collect()
}

/// The diagram; everything is lit, or only what the letters name.
pub(super) fn diagram(neuron: &Neuron, symbols: Option<&str>) -> Diagram {
    let inputs = neuron.inputs_with_bias();
    let last = inputs.len() - 1;
    let is_focused = neuron.screen.focus == Panel::Where && symbols.is_some();
    let quantity = |letter: char, index: &str, value, handle: Option<usize>| Quantity {
        symbol: Symbol::new(letter, index),
        value: Some(value),
        lit: symbols.is_none_or(|letters| letters.contains(letter)),
        focused: is_focused && handle == Some(neuron.focused),
        handle,
    };
    let input = |(i, x): (usize, &f64)| Node {
        name: neuron.name(i).to_owned(),
        quantities: vec![quantity('x', &i.to_string(), *x, (i < last).then_some(i))],
        bias: i == last,
    };
    let link = |(i, x): (usize, &f64)| Link {
        from: (0, i),
        to: (1, 0),
        weight: quantity('w', &i.to_string(), neuron.w[i], Some(last + i)),
        product: Some(neuron.w[i] * x),
        next: None,
        also: None,
    };
    let of_neuron = [('a', neuron.sum()), ('y', neuron.output())];
    let of_neuron = of_neuron.map(|(letter, value)| quantity(letter, "", value, None));
    let neuron_node = Node {
        name: String::new(),
        quantities: of_neuron.into(),
        bias: false,
    };
    Diagram {
        layers: vec![
            layer("inputs", inputs.iter().enumerate().map(input).collect()),
            layer("neuron", vec![neuron_node]),
        ],
        links: inputs.iter().enumerate().map(link).collect(),
        ledger: Vec::new(),
        caption: String::new(),
    }
}

/// y over the plane of the first two inputs; the others stay as they are.
pub(super) fn plane(neuron: &Neuron) -> Plane {
    let ([x, y], field, lines) = over_inputs(neuron, eq04_sigmoid);
    Plane {
        title: "output over the plane".to_owned(),
        field,
        heat: "y".to_owned(),
        ends: (0.0, 1.0),
        lines,
        marks: [corners(neuron), vec![point(neuron, neuron.output())]].concat(),
        x,
        y,
    }
}

/// The surface of figure 43, right or as the source printed it.
pub(super) fn surface(neuron: &Neuron, mirrored: bool) -> Surface {
    let (output, title): (fn(f64) -> f64, _) = if mirrored {
        let title = "as the source printed it: 1 / (1 + exp(+a))";
        (printed_eq04_figure, title)
    } else {
        (eq04_sigmoid, "y = 1 / (1 + exp(−a))")
    };
    let ([x, y], field, lines) = over_inputs(neuron, output);
    Surface {
        title: title.to_owned(),
        field,
        height: "y".to_owned(),
        yaw: neuron.turned.0,
        pitch: neuron.turned.1,
        lines,
        marks: vec![point(neuron, output(neuron.sum()))],
        x,
        y,
        mirrored,
    }
}

/// The axes of the first two inputs, the output over them, and the part of the line a = 0 between them, if there is one.
fn over_inputs(neuron: &Neuron, output: fn(f64) -> f64) -> ([Axis; 2], Field, Vec<Series>) {
    let is_plane = neuron.x.len() > 1;
    let [x, y] = [0, 1].map(|i| neuron.axis(i));
    let field = Field::sample(81, 81, &x, &y, |x_0, x_1| output(neuron.sum_at([x_0, x_1])));
    let w_1 = if is_plane { neuron.w[1] } else { 0.0 };
    let line = zero_line(neuron.sum_at([0.0; 2]), (neuron.w[0], w_1), &x, &y);
    let line = line.map(|points| Series::new("a = 0", Hue::Text, points));
    ([x, y], field, line.into_iter().collect())
}

fn point(neuron: &Neuron, y: f64) -> Mark {
    let x_1 = neuron.x.get(1).copied().unwrap_or(0.0);
    Mark::current((neuron.x[0], x_1), format!("y = {}", text(y, 4)))
}

fn corners(neuron: &Neuron) -> Vec<Mark> {
    let mark = |([x, y], target): ([f64; 2], f64)| Mark {
        x,
        y,
        label: format!("{target:.0}"),
        kind: MarkKind::Class(target as usize),
    };
    let targets = neuron.targets().into_iter().flatten();
    CORNERS.into_iter().zip(targets).map(mark).collect()
}

pub(super) fn sigmoid(neuron: &Neuron) -> Curve {
    let (a, y) = (neuron.sum(), neuron.output());
    let beside = (a.abs() * 1.1).min(f64::MAX / 4.0);
    let reach = if a.abs() > 8.0 { beside } else { 8.0 };
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
    let label = format!("a = {}, y = {}", text(a, 4), text(y, 4));
    Curve {
        title: "the sigmoid".to_owned(),
        y: Axis::new("y", 0.0, 1.0),
        series,
        marks: vec![Mark::current((a, y), label)],
        verdict: String::new(),
        x,
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
        let (a, mut cells) = outputs(neuron, corner, |x| format!("{x:.0}"));
        cells.push(format!("{target:.0}"));
        let right = Some((eq04_sigmoid(a) > 0.5) == (target > 0.5));
        TableRow { cells, right }
    };
    let rows: Vec<TableRow> = CORNERS.iter().zip(targets).map(row).collect();
    let right = rows.iter().filter(|row| row.right == Some(true)).count();
    let name = preset.name();
    let verdict = match (preset, right) {
        (Preset::Xor, _) => format!("{right} of 4 right. {}.", preset.summary()),
        (_, 4) => format!("4 of 4 right: these weights are {name}."),
        _ => {
            format!("{right} of 4 right: these weights are not {name}. r brings its weights back.")
        }
    };
    Table {
        title: format!("{name}: truth table"),
        columns: columns("x₀,x₁,a,y,target", "xxayt"),
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
        let (a, mut cells) = outputs(neuron, x, |x| text(x, 2));
        cells.push(format!("{:.4}", printed_eq04_figure(a)));
        TableRow { cells, right: None }
    };
    let state = match neuron.sum() {
        a if a > 0.0 => "a > 0: the neuron fires",
        a if a < 0.0 => "a < 0: the neuron is silent",
        _ => "a = 0: the point is on the line",
    };
    Table {
        title: "outputs, and figure 43 as printed".to_owned(),
        columns: columns("x₀,x₁,a,y,printed", "xxay "),
        rows: points.iter().map(row).collect(),
        verdict: format!("{state}. Figure 43 of the source shows 1 − y: m turns it on and off."),
    }
}

/// The sum for some inputs, and the cells with the first two of them, their sum and their output.
fn outputs(neuron: &Neuron, x: &[f64], input: impl Fn(f64) -> String) -> (f64, Vec<String>) {
    let a = eq03_sum_over_inputs(&neuron.w, &[x, &[1.0]].concat());
    let x_1 = x.get(1).map_or("–".to_owned(), |x_1| input(*x_1));
    let y = format!("{:.4}", eq04_sigmoid(a));
    (a, vec![input(x[0]), x_1, text(a, 2), y])
}

fn key_hints(neuron: &Neuron) -> Vec<KeyHint> {
    let screen = &neuron.screen;
    let (arrows, does) = match (screen.focus, neuron.view()) {
        (Panel::Where, _) => ("↑↓", "number  ←→ change"),
        (Panel::What, _) => ("←→", "equation"),
        (Panel::Does, View::Surface) => ("←↑↓→", "turn"),
        (Panel::Does, _) => ("←↑↓→", "move"),
        (Panel::When, _) => ("←→", "preset"),
    };
    let play = if screen.playing { "pause" } else { "play" };
    let mut hints = vec![("Tab", "place"), (arrows, does), ("+−", "change")];
    hints.extend([("[ ]", "equation"), ("v", "view"), ("p", "preset")]);
    hints.extend([("Space", play), ("m", "printed"), ("s", "save")]);
    hints.extend([("?", "help"), ("q", "quit")]);
    keys::hints(&hints)
}
