//! From the state of the neuron to its scene.

use super::guide::PICTURES;
use super::preset::CORNERS;
use super::{Neuron, View};
use crate::equation::Context;
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::model::printed::printed_eq04_figure;
use crate::scene::{
    Axis, Curve, Diagram, EquationCard, Field, Hue, KeyHint, Link, Mark, MarkKind, Node, Overlay,
    Pane, Picture, Plane, Quantity, Scene, Series, Status, StatusField, Surface, Symbol, Table,
    TableRow, Training, text,
};
use crate::stage::card::{card, take_yours};
use crate::stage::dashboard::{Keys, about as lines_about, about_equation};
use crate::stage::departures::title_in_hands;
use crate::stage::diagram::layer;
use crate::stage::experiment::is_same;
use crate::stage::pictures::{columns, zero_line};
use crate::stage::{Preset, Stage, keys};

/// Explained on the help page after the shared keys.
const HELP: [(&str, &str); 2] = [
    ("p", "presets: source, AND, OR, NAND, XOR"),
    ("m", "figure 43 as it was printed: mirrored"),
];

pub(super) fn scene(neuron: &Neuron) -> Scene {
    let screen = &neuron.screen;
    let entry = screen.entry();
    let case = Context::worked_example().with_neuron(neuron.w.clone(), neuron.inputs_with_bias());
    screen.guide(Scene {
        title: title_in_hands("neuron", neuron.mine.as_ref()),
        facts: facts(neuron),
        diagram: diagram(neuron, Some(entry.symbols)),
        equation: equation(neuron, &case),
        picture: match neuron.view() {
            View::Plane => Picture::Plane(plane(neuron)),
            View::Sigmoid => Picture::Curve(sigmoid(neuron)),
            View::Surface => Picture::Surface(surface(neuron, neuron.mirrored)),
        },
        views: screen.scene_views(),
        training: Training::of(Picture::Table(table(neuron))),
        focus: screen.focus,
        is_zoomed: screen.is_zoomed,
        next: next(neuron).to_owned(),
        guide: None,
        status: Status {
            fields: vec![
                StatusField::new("a", text(neuron.sum(), 4), 8),
                StatusField::new("y", text(neuron.output(), 4), 6),
            ],
            errors: Vec::new(),
        },
        keys: key_hints(neuron),
        notice: screen.message(),
        overlay: screen.overlay(keys_of_pane(neuron), &HELP, neuron.command(), None),
    })
}

fn equation(neuron: &Neuron, case: &Context) -> EquationCard {
    let screen = &neuron.screen;
    let (entry, entries) = (screen.entry(), screen.entries());
    let mut card = EquationCard {
        line: screen.line,
        mark: screen.mark(),
        ..card(entry, &entries, screen.selected, case)
    };
    if let Some(yours) = neuron.in_hands(|mine| mine.value(entry, case)) {
        take_yours(&mut card, entry, case, yours);
    }
    card
}

fn next(neuron: &Neuron) -> &'static str {
    if neuron.screen.playing {
        return "The point crosses the line: watch y pass ½ there. Space pauses.";
    }
    match (neuron.screen.focus, neuron.view()) {
        (Pane::Picture, View::Plane | View::Sigmoid) => {
            "Next: Space lets the point cross y = ½ on the line; arrows move it."
        }
        (Pane::Picture, View::Surface) => "Next: arrows turn the surface. v shows another picture.",
        (Pane::Network, _) => "Next: ↑↓ choose a number, ←→ change it, and see what follows.",
        (Pane::Equation, _) => {
            "Next: [ and ] go through the equations. o opens the page about this one."
        }
        (Pane::Training, _) => "Next: ↑↓ take another preset. Can you find weights for XOR?",
    }
}

fn facts(neuron: &Neuron) -> Vec<(String, String)> {
    let weights = match neuron.preset {
        Some(preset) if neuron.is_at(preset) => preset.name().to_owned(),
        Some(preset) if preset.targets().is_some() => format!("{}, changed", preset.name()),
        _ => "own".to_owned(),
    };
    let mut facts = vec![
        ("weights", weights),
        ("inputs", neuron.x.len().to_string()),
        ("seed", neuron.seed.to_string()),
    ];
    if neuron.screen.playing {
        facts.push(("play", neuron.pace.to_string()));
    }
    let fact = |(name, value): (&str, String)| (name.to_owned(), value);
    facts.into_iter().map(fact).collect()
}

/// The diagram; everything is lit, or only what the letters name.
pub(super) fn diagram(neuron: &Neuron, symbols: Option<&str>) -> Diagram {
    let inputs = neuron.inputs_with_bias();
    let last = inputs.len() - 1;
    let is_focused = neuron.screen.focus == Pane::Network && symbols.is_some();
    let quantity = |letter: char, index: &str, value, handle: Option<usize>| Quantity {
        symbol: Symbol::new(letter, index),
        value: Some(value),
        ours: neuron.ours(letter).filter(|ours| !is_same(value, *ours)),
        lit: symbols.is_none_or(|letters| letters.contains(letter)),
        focused: is_focused && handle == Some(neuron.focused),
        is_slope: false,
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
        ..Diagram::default()
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
        selected: None,
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
        selected: None,
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

/// Two lines about what is selected in the pane with the focus.
pub(super) fn about(neuron: &Neuron) -> Overlay {
    let screen = &neuron.screen;
    match screen.focus {
        Pane::Network => about_number(neuron),
        Pane::Equation => about_equation(screen.entry()),
        Pane::Picture => {
            let does = "◉ is the point of the inputs: arrows move it. v shows another picture.";
            screen.about_picture(PICTURES, does.to_owned())
        }
        Pane::Training => {
            let is = table(neuron).title;
            let does = "↑↓ take other weights that are worth knowing; p lists them.".to_owned();
            lines_about(
                "table",
                format!("{is}: a row for each point, with its a and y."),
                does,
            )
        }
    }
}

fn about_number(neuron: &Neuron) -> Overlay {
    let inputs = neuron.x.len();
    let is = match neuron.focused.checked_sub(inputs) {
        None => {
            let (value, name) = (neuron.x[neuron.focused], neuron.name(neuron.focused));
            let named = if name.is_empty() {
                String::new()
            } else {
                format!(" ({name})")
            };
            format!("{}, input {}{named}.", text(value, 4), neuron.focused)
        }
        Some(i) if i < inputs => format!("{}, the weight of input {i}.", text(neuron.w[i], 4)),
        Some(i) => {
            let value = text(neuron.w[i], 4);
            format!("{value}, the bias: a weight whose input is always 1.")
        }
    };
    let does = "↑↓ choose another number, ←→ change this one, Enter types it.".to_owned();
    lines_about(&neuron.focused_name(), is, does)
}

fn keys_of_pane(neuron: &Neuron) -> Keys {
    match (neuron.screen.focus, neuron.view()) {
        (Pane::Network, _) => &[
            ("↑↓", "number"),
            ("←→", "change"),
            ("Enter", "type a number"),
        ],
        (Pane::Equation, _) => &[("↑↓", "equation"), ("←→", "line")],
        (Pane::Picture, View::Surface) => &[("←↑↓→", "turn")],
        (Pane::Picture, _) => &[("←↑↓→", "move")],
        (Pane::Training, _) => &[("↑↓", "preset")],
    }
}

/// The lines of the help that are the neuron's own.
pub(super) fn own_keys(neuron: &Neuron) -> usize {
    HELP.len() + keys_of_pane(neuron).len()
}

fn key_hints(neuron: &Neuron) -> Vec<KeyHint> {
    let screen = &neuron.screen;
    if let Some(hints) = screen.modal_hints() {
        return hints;
    }
    let play = if screen.playing { "pause" } else { "play" };
    let mut hints = vec![("Space", play), ("n b", "step"), ("Tab", "pane")];
    hints.extend(keys_of_pane(neuron).iter().take(2));
    hints.extend([
        (keys::TOUR, "tour"),
        ("v", "picture"),
        (keys::ABOUT, "what is this"),
        (keys::EXPECT, "expect"),
        ("p", "presets"),
        ("z", "zoom"),
        ("< >", "speed"),
    ]);
    hints.extend([
        ("[ ]", "equation"),
        ("m", "printed"),
        ("u", "undo"),
        ("r R", "restart"),
        ("s", "save"),
    ]);
    hints.extend([("?", "help"), ("q", "quit")]);
    keys::hints(&hints)
}
