//! What the tests of the three stages over data share: experiments, keys, and what makes a scene valid.

use std::fmt::Debug;

use nn28::data;
use nn28::equation::Chapter;
use nn28::model::Network;
use nn28::scene::{
    Axis, Curve, Diagram, EquationCard, Link, MarkKind, Matrices, Pane, Picture, Regions, Scene,
    TableRow, Target,
};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Experiment, Settings, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A data set of a name with a network of M units, and everything else as usual.
pub fn bench(name: &str, hidden: usize) -> Experiment {
    bench_with(name, |setup| setup.hidden = hidden)
}

pub fn bench_with(name: &str, change: impl FnOnce(&mut Settings)) -> Experiment {
    let mut setup = Settings::default();
    change(&mut setup);
    Experiment::of(data::load(name, setup.seed).expect("a data set"), setup)
}

/// The same data and choices, with weights of one's own.
pub fn with_weights(bench: &Experiment, network: Network) -> Experiment {
    let weights = Some((network, "weights.json".to_owned()));
    Experiment::new(bench.set().clone(), bench.setup.clone(), weights).expect("weights that fit")
}

/// The three stages over data at their beginning.
pub fn three(bench: &Experiment) -> Vec<(Chapter, Box<dyn Stage>)> {
    let chapters = Chapter::ALL.into_iter().skip(1);
    let stage = |chapter| (chapter, stage::after(chapter, bench.clone(), 0, &[], None));
    chapters.map(stage).collect()
}

pub fn act(stage: &mut dyn Stage, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        stage.act(action);
    }
}

pub fn steps(stage: &mut dyn Stage, count: usize) {
    act(stage, vec![Action::StepOn; count]);
}

/// Let a picture be finished, whatever it takes.
pub fn finish(stage: &mut dyn Stage) {
    while stage.busy() {
        act(stage, [Action::Slice, Action::Tick]);
    }
}

/// Let one of the pictures show.
pub fn look_at(stage: &mut dyn Stage, view: &str) {
    let views = stage.scene().views.0;
    let index = views.iter().position(|name| name == view);
    let index = index.unwrap_or_else(|| panic!("{view} is not among {views:?}"));
    stage.act(Action::Click(Target::View(index)));
}

/// Turn one of the numbers along the bottom until it has a value.
pub fn set(stage: &mut dyn Stage, name: &str, value: &str) {
    let knob = |stage: &dyn Stage| {
        let knobs = stage.scene().training.knobs;
        let place = knobs.iter().position(|knob| knob.name == name);
        let place = place.unwrap_or_else(|| panic!("{name} is not among {knobs:?}"));
        (place, knobs[place].value.clone())
    };
    stage.act(Action::Click(Target::Knob(knob(stage).0)));
    for key in [Action::More, Action::Less] {
        for _ in 0..40 {
            if knob(stage).1 == value {
                return;
            }
            stage.act(key.clone());
        }
    }
    panic!("{name} does not come to {value}");
}

pub fn fact(scene: &Scene, name: &str) -> String {
    let fields = scene.status.fields.iter();
    let fields = fields.map(|field| (&field.name, &field.value));
    let facts = scene.facts.iter().map(|(name, value)| (name, value));
    let fact = facts.chain(fields).find(|(fact, _)| *fact == name);
    let fact = fact.unwrap_or_else(|| panic!("{name} is not among {:?}", scene.facts));
    fact.1.clone()
}

/// A number as a screen shows it, read again.
pub fn number(text: &str) -> f64 {
    text.replace('−', "-").parse().expect(text)
}

/// The weights of the links of a diagram, w first, then v.
pub fn weights(scene: &Scene) -> Vec<f64> {
    let value = |link: &Link| link.weight.value.expect("weights are known");
    scene.diagram.links.iter().map(value).collect()
}

pub fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// All weights of a network in the order of the links.
pub fn flat(network: &Network) -> Vec<f64> {
    let rows = network.w.iter().chain(&network.v);
    rows.flatten().copied().collect()
}

pub fn experiment(stage: &dyn Stage) -> &Experiment {
    stage.experiment().expect("an experiment")
}

/// The weights that a stage works with.
pub fn stored(stage: &dyn Stage) -> Vec<f64> {
    experiment(stage).parameters().values.clone()
}

/// The sentence about what just happened.
pub fn notice(stage: &dyn Stage) -> String {
    stage.scene().notice.expect("a sentence")
}

pub fn curve(scene: &Scene) -> &Curve {
    match &scene.picture {
        Picture::Curve(curve) => curve,
        other => panic!("a curve, not {}", other.title()),
    }
}

pub fn matrices(scene: &Scene) -> &Matrices {
    match &scene.picture {
        Picture::Matrices(matrices) => matrices,
        other => panic!("matrices, not {}", other.title()),
    }
}

pub fn close(one: f64, other: f64, tolerance: f64) -> bool {
    (one - other).abs() <= tolerance * (1.0 + other.abs())
}

/// The weights after a step against their slopes.
pub fn descended(weights: &[f64], slopes: &[f64], rate: f64) -> Vec<f64> {
    let pairs = weights.iter().zip(slopes);
    pairs.map(|(weight, slope)| weight - rate * slope).collect()
}

pub fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (index, (one, other)) in found.iter().zip(expected).enumerate() {
        let is_close = close(*one, *other, tolerance);
        assert!(is_close, "number {index}: {one} and {other}");
    }
}

/// Everything about a scene that is not as it should be.
pub fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Faults(Vec::new());
    faults.scene(scene);
    faults.0
}

struct Faults(Vec<String>);

impl Faults {
    fn check(&mut self, holds: bool, what: &dyn Debug) {
        if !holds {
            self.0.push(format!("{what:?}"));
        }
    }

    fn scene(&mut self, scene: &Scene) {
        self.numbers(scene.clone());
        self.check(!scene.title.is_empty(), &"no title");
        self.check(!scene.keys.is_empty(), &"no keys");
        let is_full = |(name, value): &(String, String)| !name.is_empty() && !value.is_empty();
        let holds = !scene.facts.is_empty() && scene.facts.iter().all(is_full);
        self.check(holds, &scene.facts);
        self.check(scene.views.1 < scene.views.0.len(), &scene.views);
        let knobs = &scene.training.knobs;
        let focused = knobs.iter().filter(|knob| knob.focused).count();
        let expected = usize::from(scene.focus == Pane::Training);
        let are_full = !knobs.is_empty() && knobs.iter().all(|knob| !knob.value.is_empty());
        self.check(focused == expected && are_full, knobs);
        if let Some(progress) = &scene.training.progress {
            self.check((0.0..=1.0).contains(&progress.share), progress);
        }
        self.equation(&scene.equation);
        self.diagram(&scene.diagram);
        self.picture(&scene.picture);
        self.picture(&scene.training.picture);
    }

    /// That nothing is infinite or NaN, no number and no text. The curves alone may have gaps.
    fn numbers(&mut self, mut scene: Scene) {
        for picture in [&mut scene.picture, &mut scene.training.picture] {
            if let Picture::Curve(curve) = picture {
                let curves = curve.series.iter_mut();
                curves.for_each(|curve| curve.points.clear());
            }
        }
        let is_bad = |part: &&str| {
            let mut words = part.split(|c: char| !c.is_alphanumeric());
            words.any(|word| matches!(word, "NaN" | "inf"))
        };
        let all = format!("{scene:?}");
        let bad = all.split(", ").filter(is_bad).map(str::to_owned);
        self.0.extend(bad);
    }

    fn equation(&mut self, card: &EquationCard) {
        let (choices, lines) = (&card.choices, card.lines.len());
        self.check(choices.1 < choices.0.len(), choices);
        self.check(lines > 0, &"no lines");
        self.check(card.line.is_none_or(|line| line < card.parts()), &card.line);
    }

    fn diagram(&mut self, diagram: &Diagram) {
        for node in diagram.layers.iter().flat_map(|layer| &layer.nodes) {
            self.check(!node.quantities.is_empty(), &"an empty node");
        }
        for link in &diagram.links {
            let exists = |(layer, node): (usize, usize)| {
                let layer = diagram.layers.get(layer);
                layer.is_some_and(|layer| node < layer.nodes.len())
            };
            let is_one_on = link.to.0 == link.from.0 + 1;
            self.check(is_one_on && exists(link.from) && exists(link.to), link);
        }
    }

    fn axes(&mut self, axes: [&Axis; 2]) {
        for axis in axes {
            let (from, to) = axis.range;
            self.check(from < to && (!axis.is_log || from > 0.0), axis);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let share = 0.0..=1.0;
        match picture {
            Picture::Plane(plane) => {
                self.axes([&plane.x, &plane.y]);
                let field = &plane.field;
                let holds = field.columns >= 2
                    && field.rows >= 2
                    && field.values.len() == field.columns * field.rows
                    && field.values.iter().all(|value| share.contains(value));
                self.check(holds, field);
                self.check(plane.ends.0 <= plane.ends.1, &plane.ends);
            }
            Picture::Curve(curve) => self.axes([&curve.x, &curve.y]),
            Picture::Regions(regions) => self.regions(regions),
            Picture::Matrices(matrices) => self.matrices(matrices),
            Picture::Image(image) => {
                let shares = image.bars.iter().map(|bar| &bar.share);
                let holds = image.width > 0
                    && image.pixels.len().is_multiple_of(image.width)
                    && image
                        .pixels
                        .iter()
                        .chain(shares)
                        .all(|of| share.contains(of));
                self.check(holds, image);
            }
            Picture::Table(table) => {
                let is_full = |row: &TableRow| row.cells.len() == table.columns.len();
                self.check(
                    !table.rows.is_empty() && table.rows.iter().all(is_full),
                    table,
                );
            }
            Picture::Diagram(diagram) => self.diagram(diagram),
            Picture::Surface(_) | Picture::Membrane(_) | Picture::Units(_) => {
                self.check(false, &"not a picture of these stages");
            }
        }
    }

    fn regions(&mut self, regions: &Regions) {
        self.axes([&regions.x, &regions.y]);
        let classes = regions.classes.len();
        let is_good =
            |cell: &(usize, f64)| cell.0 < classes && cell.1 > 0.0 && cell.1 <= 1.0 + 1e-12;
        let holds = regions.cells.len() == regions.columns * regions.rows
            && regions.columns >= 2
            && regions.rows >= 2
            && regions.cells.iter().all(is_good);
        self.check(holds, &("the cells", &regions.title));
        for mark in &regions.marks {
            let is_known = !matches!(mark.kind, MarkKind::Class(class) if class >= classes);
            self.check(is_known, mark);
        }
    }

    fn matrices(&mut self, matrices: &Matrices) {
        self.check(!matrices.matrices.is_empty(), &"no matrix");
        for matrix in &matrices.matrices {
            let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
            let mut chosen = matrix.selected.into_iter().chain(matrix.worst.clone());
            let holds = rows > 0
                && matrix.entries.len() == rows
                && matrix.entries.iter().all(|row| row.len() == columns)
                && chosen.all(|(row, column)| row < rows && column < columns);
            self.check(holds, matrix);
        }
    }
}

/// That a scene has no fault.
pub fn assert_faultless(scene: &Scene) {
    assert_eq!(faults(scene), Vec::<String>::new());
}

pub fn assert_valid(stage: &dyn Stage, context: &dyn Fn() -> String) {
    let faults = faults(&stage.scene()).join("\n");
    let (after, command) = (context(), stage.command());
    assert!(faults.is_empty(), "{faults}\nafter {after}\n{command}");
}

/// Draw a scene at four sizes in the three themes.
pub fn draw(scene: &Scene) {
    for (width, height) in [(80, 24), (140, 40), (39, 11), (200, 60)] {
        for theme in [Theme::Dark, Theme::Light, Theme::Plain] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            view::draw(scene, theme, buffer.area, &mut buffer);
            assert!(!html::plain(&buffer).trim().is_empty());
        }
    }
}

/// Any action, with targets inside and outside of what there is. Only figures are saved elsewhere: they take their time.
pub fn random_action(random: &mut ChaCha8Rng) -> Action {
    let mut key = |letters: &[u8]| {
        let letter = letters[random.random_range(0..letters.len())];
        keys::action(Key::Char(letter.into())).expect("the key of an action")
    };
    let [arrow, often, other] = [
        key(b"hjkl"),
        key(b"nb+-v"),
        key(b"[] rRpm?yoqgTiePBDdtzL<>.,1234567890uUxX"),
    ];
    let others = [Key::Tab, Key::BackTab, Key::Escape, Key::Enter];
    match random.random_range(0..1000) {
        0..180 => arrow,
        180..340 => often,
        340..370 => Action::Tick,
        370..400 => Action::Slice,
        400..500 => other,
        500..530 => keys::action(others[random.random_range(0..4)]).expect("an action"),
        530..540 => Action::Notice("…".to_owned()),
        540..640 => Action::Focus(Pane::ALL[random.random_range(0..4)]),
        // The numbers along the bottom are where most can happen.
        640..700 => Action::Focus(Pane::Training),
        700..710 => Action::Preset(random.random_range(0..7)),
        710..713 => Action::Column(random.random_range(0..5)),
        713..715 => Action::Chosen(random.random_range(0..9)),
        715..750 => Action::Measured(random.random(), random.random()),
        _ => Action::Click(random_target(random)),
    }
}

fn random_target(random: &mut ChaCha8Rng) -> Target {
    match random.random_range(0..8) {
        0 => Target::Pane(Pane::ALL[random.random_range(0..4)]),
        1 => Target::Quantity(random.random_range(0..60)),
        2 => Target::Point {
            across: random.random_range(-1.0..2.0),
            up: random.random_range(-1.0..2.0),
        },
        3 => Target::Choice(random.random_range(0..20)),
        4 => Target::View(random.random_range(0..9)),
        5 => Target::Knob(random.random_range(0..16)),
        6 => Target::Answer(random.random_range(0..5)),
        _ => Target::Entry {
            matrix: random.random_range(0..5),
            row: random.random_range(0..12),
            column: random.random_range(0..12),
        },
    }
}

/// That every figure of a stage can be printed, read aloud and found again.
#[cfg(feature = "figures")]
pub fn assert_figures(stage: &mut dyn Stage) {
    use nn28::figure;
    let Some(stage::Request::Save(figures)) = stage.act(Action::SaveAll) else {
        panic!("the figures are asked for")
    };
    assert!(!figures.is_empty() && figures == stage.figures());
    let names: std::collections::BTreeSet<_> = figures.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), figures.len(), "{names:?}");
    for one in &figures {
        let name = &one.name;
        assert_eq!(one.command, stage.command(), "{name}");
        let is_told = one.caption.len() > 20 && one.alternative.len() > 20;
        assert!(is_told, "{name}");
        for theme in figure::Theme::ALL {
            let drawn = figure::svg(one, theme).expect("it can be drawn");
            let is_svg = drawn.starts_with("<svg") || drawn.starts_with("<?xml");
            // The code of a bitmap may have these letters.
            let mut outside = drawn.split('"').filter(|part| !part.starts_with("data:"));
            assert!(
                is_svg && !outside.any(|part| part.contains("NaN")),
                "{name}"
            );
        }
    }
}

/// The words of the command that a stage gives for its screen, without the program.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn arguments(command: &str) -> Vec<String> {
    let (_, options) = command.split_once(" -- ").expect("a command with options");
    options.split(' ').map(str::to_owned).collect()
}

/// Run a program with the options of a stage's command, and get its report.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn report(program: &str, arguments: &[String]) -> serde_json::Value {
    let output = std::process::Command::new(program)
        .args(["--headless", "--json", "--no-figures"])
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {message}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// That the command of a stage leads to the same weights, bit for bit. Returns the report.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn assert_reproduced(stage: &dyn Stage, program: &str) -> serde_json::Value {
    let command = stage.command();
    let report = report(program, &arguments(&command));
    let found = bits(&weights_of(&report));
    assert_eq!(found, bits(&stored(stage)), "{command}");
    report
}

/// The weights of a report, w first, then v.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn weights_of(report: &serde_json::Value) -> Vec<f64> {
    let matrix = |name: &str| -> Vec<Vec<f64>> {
        serde_json::from_value(report[name].clone()).expect("a matrix")
    };
    [matrix("w"), matrix("v")].concat().concat()
}
