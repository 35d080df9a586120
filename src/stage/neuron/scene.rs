//! What the neuron's dashboard shows.

use super::preset::CORNERS;
use super::{Neuron, Page, View, entries, help};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::model::printed::printed_eq04_figure;
use crate::scene::{
    Axis, Curve, Diagram, Field, Hue, KeyHint, Layer, Link, Mark, MarkKind, Node, Overlay, Panel,
    Picture, Plane, Quantity, Scene, Series, Surface, Symbol, Table, TableRow, When, text,
};
use crate::stage::card::card;
use crate::stage::{Preset, Stage};

pub(super) fn scene(neuron: &Neuron) -> Scene {
    let views = View::ALL.iter().map(ToString::to_string).collect();
    let view = View::ALL
        .iter()
        .position(|view| *view == neuron.view)
        .unwrap_or(0);
    Scene {
        title: "neuron".to_owned(),
        facts: facts(neuron),
        diagram: diagram(neuron, Some(neuron.entry().symbols)),
        equation: card(neuron.entry(), &entries(), neuron.selected, &neuron.case()),
        picture: match neuron.view {
            View::Plane => Picture::Plane(plane(neuron)),
            View::Sigmoid => Picture::Curve(sigmoid(neuron)),
            View::Surface => Picture::Surface(surface(neuron, neuron.mirrored)),
        },
        views: (views, view),
        when: When::of(Picture::Table(table(neuron))),
        focus: neuron.focus,
        keys: keys(neuron),
        notice: neuron.notice.clone(),
        overlay: neuron.overlay.map(|page| overlay(neuron, page)),
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
    if neuron.playing {
        facts.push(fact("play", "on".to_owned()));
    }
    facts
}

/// The diagram; everything is lit, or only what the letters name.
pub(super) fn diagram(neuron: &Neuron, symbols: Option<&str>) -> Diagram {
    let lit = |letter: char| symbols.is_none_or(|letters| letters.contains(letter));
    let inputs = neuron.inputs_with_bias();
    let last = inputs.len() - 1;
    let focused = neuron.focus == Panel::Where && symbols.is_some();
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
        lines: decision_line(neuron, &x, &y).into_iter().collect(),
        marks: corners(neuron).into_iter().chain([point(neuron)]).collect(),
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
fn point(neuron: &Neuron) -> Mark {
    let label = format!("y = {}", text(neuron.output(), 4));
    Mark {
        x: neuron.x[0],
        y: neuron.x.get(1).copied().unwrap_or(0.0),
        label,
        kind: MarkKind::Current,
    }
}

/// The corners of the truth table, by their class.
fn corners(neuron: &Neuron) -> Vec<Mark> {
    let Some(targets) = neuron.preset.and_then(Preset::targets) else {
        return Vec::new();
    };
    let mark = |(corner, target): (&[f64; 2], f64)| Mark {
        x: corner[0],
        y: corner[1],
        label: format!("{target:.0}"),
        kind: MarkKind::Class(target as usize),
    };
    CORNERS.iter().zip(targets).map(mark).collect()
}

/// The part of the line a = 0 that the plane shows, if it shows any: where the line meets the four edges.
pub(super) fn decision_line(neuron: &Neuron, x: &Axis, y: &Axis) -> Option<Series> {
    let rest = neuron.sum_at(0.0, 0.0);
    let w_0 = neuron.w[0];
    let w_1 = if neuron.x.len() > 1 { neuron.w[1] } else { 0.0 };
    let inside = |at: f64, axis: &Axis| (axis.range.0..=axis.range.1).contains(&at);
    let mut points = Vec::new();
    for edge in [x.range.0, x.range.1] {
        let at = -(rest + w_0 * edge) / w_1;
        if inside(at, y) {
            points.push((edge, at));
        }
    }
    for edge in [y.range.0, y.range.1] {
        let at = -(rest + w_1 * edge) / w_0;
        if inside(at, x) {
            points.push((at, edge));
        }
    }
    let (first, last) = crate::stage::pictures::ends(&points)?;
    let series = Series {
        label: "a = 0".to_owned(),
        hue: Hue::Text,
        dashed: false,
        points: vec![first, last],
    };
    (first != last).then_some(series)
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
    let grid = (0..=200).map(|step| x.at(f64::from(step) / 200.0));
    let curve = |label: &str, hue, dashed, f: fn(f64) -> f64| Series {
        label: label.to_owned(),
        hue,
        dashed,
        points: grid.clone().map(|a| (a, f(a))).collect(),
    };
    let mut series = vec![curve(
        "1 / (1 + exp(−a))",
        Hue::Letter('y'),
        false,
        eq04_sigmoid,
    )];
    if neuron.mirrored {
        series.push(curve(
            "printed: 1 / (1 + exp(+a))",
            Hue::Text,
            true,
            printed_eq04_figure,
        ));
    }
    let label = format!("a = {}, y = {}", text(a, 4), text(neuron.output(), 4));
    Curve {
        title: "the sigmoid".to_owned(),
        x,
        y: Axis::new("y", 0.0, 1.0),
        series,
        marks: vec![Mark {
            x: a,
            y: neuron.output(),
            label,
            kind: MarkKind::Current,
        }],
        verdict: String::new(),
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
    let label = format!("y = {}", text(height(neuron.sum()), 4));
    Surface {
        title: title.to_owned(),
        field,
        height: "y".to_owned(),
        yaw: neuron.turned.0,
        pitch: neuron.turned.1,
        lines: decision_line(neuron, &x, &y).into_iter().collect(),
        marks: vec![Mark {
            label,
            ..point(neuron)
        }],
        x,
        y,
        mirrored,
    }
}

/// Along the bottom: the truth table of a gate, or the outputs beside what figure 43 would have them be.
fn table(neuron: &Neuron) -> Table {
    match neuron
        .preset
        .and_then(|preset| Some((preset, preset.targets()?)))
    {
        Some((preset, targets)) => truth_table(neuron, preset, targets),
        None => against_the_print(neuron),
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
        (Preset::Xor, _) => format!("{right} of 4 right. {}.", preset.says()),
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
    let mut places = vec![neuron.x.clone()];
    if neuron.x.len() == 2 {
        let (from, to) = neuron.range();
        places.extend([vec![0.0, 0.0], vec![from, to], vec![to, from]]);
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
    let says = if neuron.sum() > 0.0 {
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
        rows: places.iter().map(row).collect(),
        verdict: format!("{says}. Figure 43 of the source shows 1 − y: m turns it on and off."),
    }
}

/// A number from 0 to 1 with four decimals, whatever its size.
fn share(number: f64) -> String {
    format!("{number:.4}")
}

fn columns(heads: &[(&str, char)]) -> Vec<(String, Option<char>)> {
    heads
        .iter()
        .map(|(head, letter)| ((*head).to_owned(), (*letter != ' ').then_some(*letter)))
        .collect()
}

/// The keys that matter now.
fn keys(neuron: &Neuron) -> Vec<KeyHint> {
    let arrows = match (neuron.focus, neuron.view) {
        (Panel::Where, _) => "↑↓ number  ←→ change",
        (Panel::What, _) => "←→ equation",
        (Panel::Does, View::Surface) => "←↑↓→ turn",
        (Panel::Does, _) => "←↑↓→ move",
        (Panel::When, _) => "←→ preset",
    };
    let (arrows, does) = arrows.split_once(' ').unwrap_or((arrows, ""));
    let play = if neuron.playing { "pause" } else { "play" };
    let hints = [
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
    ];
    hints
        .iter()
        .map(|(key, does)| KeyHint {
            key: (*key).to_owned(),
            does: (*does).to_owned(),
        })
        .collect()
}

fn overlay(neuron: &Neuron, page: Page) -> Overlay {
    match page {
        Page::Help => Overlay {
            title: "keys".to_owned(),
            lines: help(),
        },
        Page::Command => Overlay {
            title: "the command that reproduces this screen".to_owned(),
            lines: vec![(String::new(), neuron.command())],
        },
    }
}
