//! What the tests of the three stages over data share: experiments, keys, and what makes a scene valid.

use nn28::data;
use nn28::equation::Chapter;
use nn28::model::Network;
use nn28::scene::{
    Axis, Diagram, EquationCard, Mark, MarkKind, Matrices, Panel, Picture, Plane, Quantity,
    Regions, Scene, Series, Table, Target,
};
use nn28::stage::{self, Action, Direction, Experiment, Settings, Stage};
use nn28::view::{self, Theme};
use nn28::web::html;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
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
    [
        Chapter::Network,
        Chapter::NumericalGradient,
        Chapter::Backprop,
    ]
    .map(|chapter| (chapter, stage::after(chapter, bench.clone(), 0, &[], None)))
    .into()
}

pub fn act(stage: &mut dyn Stage, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        stage.act(action);
    }
}

pub fn steps(stage: &mut dyn Stage, count: usize) {
    act(stage, vec![Action::StepOn; count]);
}

/// Let one of the pictures show.
pub fn look_at(stage: &mut dyn Stage, view: &str) {
    let views = stage.scene().views.0;
    let place = views
        .iter()
        .position(|name| name == view)
        .unwrap_or_else(|| panic!("{view} is not among {views:?}"));
    stage.act(Action::Click(Target::View(place)));
}

/// Turn one of the numbers along the bottom until it has a value.
pub fn set(stage: &mut dyn Stage, name: &str, value: &str) {
    let knob = |stage: &dyn Stage| {
        let knobs = stage.scene().when.knobs;
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
    let fact = scene.facts.iter().find(|(fact, _)| fact == name);
    fact.unwrap_or_else(|| panic!("{name} is not among {:?}", scene.facts))
        .1
        .clone()
}

/// A number as a screen shows it, read again.
pub fn number(text: &str) -> f64 {
    let text = text.replace('−', "-");
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no number"))
}

/// The weights of the links of a diagram, w first, then v.
pub fn weights(scene: &Scene) -> Vec<f64> {
    let links = scene.diagram.links.iter();
    links
        .map(|link| link.weight.value.expect("weights are known"))
        .collect()
}

pub fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// All weights of a network in the order of the links.
pub fn flat(network: &Network) -> Vec<f64> {
    let rows = network.w.iter().chain(&network.v);
    rows.flatten().copied().collect()
}

/// The weights that a stage works with.
pub fn stored(stage: &dyn Stage) -> Vec<f64> {
    stage
        .experiment()
        .expect("an experiment")
        .parameters()
        .values
        .clone()
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

pub fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (place, (one, other)) in found.iter().zip(expected).enumerate() {
        assert!(
            close(*one, *other, tolerance),
            "number {place}: {one} and {other}"
        );
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
    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.0.push(what());
        }
    }

    /// That a text has no number that is none.
    fn text(&mut self, text: &str) {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let is_bad = words.any(|word| matches!(word, "NaN" | "inf"));
        self.check(!is_bad, || format!("the text {text:?}"));
    }

    fn axis(&mut self, axis: &Axis) {
        let (from, to) = axis.range;
        self.text(&axis.label);
        let holds = from.is_finite() && to.is_finite() && from < to && (!axis.is_log || from > 0.0);
        self.check(holds, || format!("the axis {axis:?}"));
    }

    fn axes(&mut self, x: &Axis, y: &Axis) {
        self.axis(x);
        self.axis(y);
    }

    fn scene(&mut self, scene: &Scene) {
        self.check(!scene.title.is_empty(), || "no title".to_owned());
        self.check(!scene.facts.is_empty(), || "no facts".to_owned());
        for (name, value) in &scene.facts {
            self.check(!name.is_empty() && !value.is_empty(), || {
                format!("the fact {name}: {value}")
            });
            self.text(value);
        }
        self.check(scene.views.1 < scene.views.0.len(), || {
            format!("the view {:?}", scene.views)
        });
        let focused = |knob: &&nn28::scene::Knob| knob.focused;
        let focused = scene.when.knobs.iter().filter(focused).count();
        let expected = usize::from(scene.focus == Panel::When);
        self.check(focused == expected && !scene.when.knobs.is_empty(), || {
            format!("{focused} knobs of {:?} are focused", scene.when.knobs)
        });
        for knob in &scene.when.knobs {
            self.check(!knob.value.is_empty(), || format!("the knob {knob:?}"));
            self.text(&knob.value);
        }
        if let Some(progress) = &scene.when.progress {
            self.check((0.0..=1.0).contains(&progress.share), || {
                format!("{progress:?}")
            });
            self.text(&progress.left);
        }
        scene.notice.iter().for_each(|notice| self.text(notice));
        self.check(!scene.keys.is_empty(), || "no keys".to_owned());
        self.diagram(&scene.diagram);
        self.equation(&scene.equation);
        self.picture(&scene.picture);
        self.picture(&scene.when.picture);
    }

    fn equation(&mut self, card: &EquationCard) {
        self.check(card.choices.1 < card.choices.0.len(), || {
            format!("the choice {:?}", card.choices)
        });
        self.check(!card.lines.is_empty(), || "no lines".to_owned());
        self.check(card.line.is_none_or(|line| line < card.lines.len()), || {
            format!("the line {:?}", card.line)
        });
        for line in &card.lines {
            for text in [&line.numbers, &line.value] {
                let before = self.0.len();
                self.text(text);
                if self.0.len() > before {
                    self.0.push(format!("in equation {}", card.number));
                }
            }
        }
        self.text(&card.check);
        self.text(&card.note);
        card.printed.iter().for_each(|card| self.text(&card.value));
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.check(quantity.value.is_none_or(f64::is_finite), || {
            format!("{quantity:?}")
        });
    }

    fn diagram(&mut self, diagram: &Diagram) {
        self.text(&diagram.caption);
        for node in diagram.layers.iter().flat_map(|layer| &layer.nodes) {
            self.check(!node.quantities.is_empty(), || "an empty node".to_owned());
            node.quantities.iter().for_each(|one| self.quantity(one));
        }
        for link in &diagram.links {
            let exists = |(layer, node): (usize, usize)| {
                let layer = diagram.layers.get(layer);
                layer.is_some_and(|layer| node < layer.nodes.len())
            };
            let holds = exists(link.from) && exists(link.to) && link.to.0 == link.from.0 + 1;
            self.check(holds, || format!("{link:?}"));
            self.quantity(&link.weight);
            let numbers = [link.product, link.next];
            let mut numbers = numbers.into_iter().flatten();
            self.check(numbers.all(f64::is_finite), || format!("{link:?}"));
        }
    }

    fn marks(&mut self, marks: &[Mark], classes: Option<usize>) {
        for mark in marks {
            let known = match (mark.kind, classes) {
                (MarkKind::Class(class), Some(classes)) => class < classes,
                _ => true,
            };
            let holds = known && mark.x.is_finite() && mark.y.is_finite();
            self.check(holds, || format!("{mark:?}"));
            self.text(&mark.label);
        }
    }

    /// Lines over a plane; the curves of a curve may have gaps.
    fn lines(&mut self, lines: &[Series], may_have_gaps: bool) {
        for line in lines {
            self.text(&line.label);
            let finite = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
            let holds = may_have_gaps || line.points.iter().all(finite);
            self.check(holds, || format!("{line:?}"));
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.text(picture.title());
        match picture {
            Picture::Plane(plane) => self.plane(plane),
            Picture::Curve(curve) => {
                self.axes(&curve.x, &curve.y);
                self.lines(&curve.series, true);
                self.marks(&curve.marks, None);
                self.text(&curve.verdict);
            }
            Picture::Regions(regions) => self.regions(regions),
            Picture::Matrices(matrices) => self.matrices(matrices),
            Picture::Image(image) => {
                let shares = image.bars.iter().map(|bar| &bar.share);
                let mut all = image.pixels.iter().chain(shares);
                let holds = image.width > 0
                    && image.pixels.len().is_multiple_of(image.width)
                    && all.all(|share| (0.0..=1.0).contains(share));
                self.check(holds, || format!("{image:?}"));
            }
            Picture::Table(table) => self.table(table),
            Picture::Diagram(diagram) => self.diagram(diagram),
            Picture::Surface(_) | Picture::Membrane(_) => {
                self.0.push("not a picture of these stages".to_owned());
            }
        }
    }

    fn plane(&mut self, plane: &Plane) {
        self.axes(&plane.x, &plane.y);
        let field = &plane.field;
        let holds = field.columns >= 2
            && field.rows >= 2
            && field.values.len() == field.columns * field.rows
            && field.values.iter().all(|value| (0.0..=1.0).contains(value));
        self.check(holds, || format!("the field of {}", plane.title));
        let (low, high) = plane.ends;
        let holds = low.is_finite() && high.is_finite() && low < high;
        self.check(holds, || format!("the ends {:?}", plane.ends));
        self.lines(&plane.lines, false);
        self.marks(&plane.marks, None);
    }

    fn regions(&mut self, regions: &Regions) {
        self.axes(&regions.x, &regions.y);
        let classes = regions.classes.len();
        let good = |cell: &(usize, f64)| cell.0 < classes && cell.1 > 0.0 && cell.1 <= 1.0 + 1e-12;
        let holds = regions.cells.len() == regions.columns * regions.rows
            && regions.columns >= 2
            && regions.rows >= 2
            && regions.cells.iter().all(good);
        self.check(holds, || format!("the cells of {}", regions.title));
        self.lines(&regions.lines, false);
        self.marks(&regions.marks, Some(classes));
    }

    fn matrices(&mut self, matrices: &Matrices) {
        self.text(&matrices.verdict);
        self.check(!matrices.matrices.is_empty(), || "no matrix".to_owned());
        for matrix in &matrices.matrices {
            let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
            let good = |row: &Vec<Option<f64>>| {
                row.len() == columns && row.iter().flatten().all(|entry| entry.is_finite())
            };
            let inside = |place: Option<(usize, usize)>| {
                place.is_none_or(|(row, column)| row < rows && column < columns)
            };
            let holds = rows > 0
                && matrix.entries.len() == rows
                && matrix.entries.iter().all(good)
                && inside(matrix.selected)
                && inside(matrix.worst);
            self.check(holds, || format!("{matrix:?}"));
        }
    }

    fn table(&mut self, table: &Table) {
        self.text(&table.verdict);
        self.check(!table.rows.is_empty(), || "an empty table".to_owned());
        for row in &table.rows {
            let holds = row.cells.len() == table.columns.len();
            self.check(holds, || format!("{row:?}"));
            row.cells.iter().for_each(|cell| self.text(cell));
        }
    }
}

pub fn assert_valid(stage: &dyn Stage, context: &dyn Fn() -> String) {
    let faults = faults(&stage.scene());
    assert!(
        faults.is_empty(),
        "{}\nafter {}\n{}",
        faults.join("\n"),
        context(),
        stage.command()
    );
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
    let directions = [
        Direction::Left,
        Direction::Right,
        Direction::Up,
        Direction::Down,
    ];
    let simple = [
        Action::NextPanel,
        Action::PreviousPanel,
        Action::NextEquation,
        Action::PreviousEquation,
        Action::Play,
        Action::Restart,
        Action::NewSeed,
        Action::NextPreset,
        Action::Printed,
        Action::Help,
        Action::Command,
        Action::Close,
        Action::Notice("…".to_owned()),
        Action::OpenPage,
        Action::Enter,
        Action::Quit,
    ];
    let often = [
        Action::StepOn,
        Action::StepBack,
        Action::More,
        Action::Less,
        Action::NextView,
        Action::Tick,
        Action::Slice,
    ];
    match random.random_range(0..1000) {
        0..180 => Action::Move(directions[random.random_range(0..4)]),
        180..400 => often[random.random_range(0..often.len())].clone(),
        400..540 => simple[random.random_range(0..simple.len())].clone(),
        540..640 => Action::Focus(Panel::ALL[random.random_range(0..4)]),
        // The numbers along the bottom are where most can happen.
        640..700 => Action::Focus(Panel::When),
        700..710 => Action::Preset(random.random_range(0..7)),
        710..750 => Action::Measured(random.random(), random.random()),
        _ => Action::Click(random_target(random)),
    }
}

fn random_target(random: &mut ChaCha8Rng) -> Target {
    match random.random_range(0..7) {
        0 => Target::Panel(Panel::ALL[random.random_range(0..4)]),
        1 => Target::Quantity(random.random_range(0..60)),
        2 => Target::Point {
            across: random.random_range(-1.0..2.0),
            up: random.random_range(-1.0..2.0),
        },
        3 => Target::Choice(random.random_range(0..20)),
        4 => Target::View(random.random_range(0..9)),
        5 => Target::Knob(random.random_range(0..13)),
        _ => Target::Entry {
            matrix: random.random_range(0..5),
            row: random.random_range(0..12),
            column: random.random_range(0..12),
        },
    }
}

/// Play a stage at random from each of the data sets; look at it now and then, and draw it.
pub fn play_at_random(chapter: Chapter, actions: usize) {
    std::thread::scope(|scope| {
        for (seed, name) in (28..).zip(data::NAMES) {
            // Digits take their time.
            let actions = if name == "digits" {
                actions / 5
            } else {
                actions
            };
            scope.spawn(move || play_one_at_random(chapter, name, seed, actions));
        }
    });
}

fn play_one_at_random(chapter: Chapter, name: &str, seed: u64, actions: usize) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    // A small training part, for speed; a change of the data keeps the fraction.
    let bench = bench_with(name, |setup| setup.train_fraction = 0.15);
    let mut stage = stage::after(chapter, bench, 0, &[], None);
    let mut done: Vec<Action> = Vec::new();
    for count in 1..=actions {
        let action = random_action(&mut random);
        done.push(action.clone());
        stage.act(action);
        if count.is_multiple_of(10) {
            let last = || format!("{name}, {:?}", &done[done.len().saturating_sub(20)..]);
            assert_valid(stage.as_ref(), &last);
        }
        if count.is_multiple_of(actions / 4) {
            draw(&stage.scene());
        }
    }
}

/// That every figure of a stage can be printed, read aloud and found again.
#[cfg(feature = "figures")]
pub fn assert_figures(stage: &mut dyn Stage) {
    use nn28::figure;
    let Some(stage::Request::Save(figures)) = stage.act(Action::Save) else {
        panic!("the figures are asked for")
    };
    assert!(!figures.is_empty() && figures == stage.figures());
    let names: std::collections::BTreeSet<_> = figures.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), figures.len(), "{names:?}");
    for one in &figures {
        assert_eq!(one.command, stage.command(), "{}", one.name);
        assert!(
            one.caption.len() > 20 && one.alternative.len() > 20,
            "{}",
            one.name
        );
        for theme in figure::Theme::ALL {
            let drawn = figure::svg(one, theme).expect("it can be drawn");
            assert!(
                drawn.starts_with("<svg") || drawn.starts_with("<?xml"),
                "{}",
                one.name
            );
            assert!(!drawn.contains("NaN"), "{}", one.name);
        }
    }
}

/// The words of the command that a stage gives for its screen, without the program.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn arguments(command: &str) -> Vec<String> {
    let words = command
        .split_once(" -- ")
        .expect("a command with options")
        .1;
    words.split(' ').map(str::to_owned).collect()
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

/// The weights of a report, w first, then v.
#[cfg(all(feature = "terminal", feature = "figures"))]
pub fn weights_of(report: &serde_json::Value) -> Vec<f64> {
    let matrix = |name: &str| -> Vec<Vec<f64>> {
        serde_json::from_value(report[name].clone()).expect("a matrix")
    };
    [matrix("w"), matrix("v")].concat().concat()
}
