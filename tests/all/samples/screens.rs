//! Whole screens about a network.

use nn28::scene::{
    Diagram, EquationCard, EquationLine, KeyHint, Knob, Matrix, Pane, Picture, Progress, Scene,
    Status, Target, Training,
};
use nn28::view::{self, HitMap, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{chance, digit, epsilon, errors, landscape, network, product, regions};

pub const THEMES: [Theme; 3] = [Theme::Dark, Theme::Light, Theme::Plain];

type Cell = (u16, u16);

/// A screen as it is drawn.
pub struct Screen {
    pub buffer: Buffer,
    pub text: String,
    hits: HitMap,
}

impl Screen {
    pub fn of(scene: &Scene, theme: Theme, (width, height): (u16, u16)) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let hits = view::draw(scene, theme, buffer.area, &mut buffer);
        let text = html::plain(&buffer);
        Self { buffer, text, hits }
    }

    /// The cells where a text begins.
    pub fn all(&self, wanted: &str) -> Vec<Cell> {
        let begins = |at: &Cell| {
            let cells = (at.0..self.buffer.area.width).map(|x| self.buffer[(x, at.1)].symbol());
            let mut signs = wanted.chars().map(String::from);
            let fitting = cells.zip(signs.by_ref()).take_while(|(cell, c)| cell == c);
            fitting.count() == wanted.chars().count()
        };
        let cells = self.buffer.area.positions().map(Cell::from);
        cells.filter(begins).collect()
    }

    /// The first cell of a text that is on the screen.
    pub fn find(&self, wanted: &str) -> Cell {
        let first = self.all(wanted).first().copied();
        first.unwrap_or_else(|| panic!("{wanted} is missing in:\n{}", self.text))
    }

    /// Checks that texts are on the screen.
    pub fn shows(&self, texts: &[&str]) {
        for text in texts {
            let is_there = self.text.contains(text);
            assert!(is_there, "{text} is missing in:\n{}", self.text);
        }
    }

    pub fn has(&self, at: Cell, modifier: Modifier) -> bool {
        self.buffer[at].modifier.contains(modifier)
    }

    pub fn target(&self, (x, y): Cell) -> Option<Target> {
        self.hits.at(x, y)
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
    let links = diagram.links.iter_mut();
    for link in links.filter(|link| link.from == from && link.to == to) {
        link.weight.focused = true;
        link.next = link.weight.value.map(|value| value + 0.0179);
    }
}

pub fn card() -> EquationCard {
    let [w0, w1] = ["-0.5000", "0.7500"].map(|number| format!(r"\ink{{w}}{{{number}}}"));
    let [x0, x1] = ["0.2500", "1.0000"].map(|number| format!(r"\ink{{x}}{{{number}}}"));
    EquationCard {
        number: "5".to_owned(),
        title: "the sums of the hidden layer".to_owned(),
        left: r"\ink{z}{b_j}".to_owned(),
        sign: "=".to_owned(),
        lines: vec![EquationLine {
            tex: r"\sum_{i=0}^{D} \ink{w}{w_{ji}} \ink{x}{x_i}".to_owned(),
            numbers: format!(r"{w0} \cdot {x0} + {w1} \cdot {x1}"),
            value: "0.625000".to_owned(),
        }],
        check: "by a compensated sum: 0.625000".to_owned(),
        holds: true,
        printed: None,
        choices: (vec!["5".to_owned(), "6".to_owned(), "7".to_owned()], 0),
        line: None,
        note: "The sum is large: the unit is saturated.".to_owned(),
        mark: None,
    }
}

/// A derivation of some lines, each a sum of many terms.
pub fn derivation(lines: usize, terms: usize) -> EquationCard {
    let sum = |line: usize| {
        let v = 0.1 * line as f64 + 0.0001;
        let z = |n: usize| 0.001 * n as f64;
        let term = |n| format!(r"\ink{{v}}{{{v:.4}}} \cdot \ink{{z}}{{{:.4}}}", z(n));
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

fn matrix(name: &str, letter: char, rows: usize, columns: usize) -> Matrix {
    let entry = |r: usize, c: usize| chance(r * columns + c) * 2.0;
    let mut matrix = super::matrix(name, letter, (rows, columns), entry);
    for (r, row) in matrix.entries.iter_mut().enumerate() {
        if let Some(entry) = 3_usize.checked_sub(r).and_then(|c| row.get_mut(c)) {
            *entry = None;
        }
    }
    matrix.rows = (0..rows).map(|r| r.to_string()).collect();
    matrix.columns = (0..columns).map(|c| c.to_string()).collect();
    matrix.selected = Some((rows / 2, columns / 2));
    matrix.worst = vec![(0, 0)];
    matrix
}

pub fn matrices(shapes: &[(usize, usize)]) -> Picture {
    matrices_with(shapes, |_| {})
}

/// Matrices, each of them changed.
pub fn matrices_with(shapes: &[(usize, usize)], mut change: impl FnMut(&mut Matrix)) -> Picture {
    let names = [("∂E/∂w", 'w'), ("∂E/∂v", 'v'), ("w", 'w')];
    let mut matrices = Vec::new();
    for ((rows, columns), (name, letter)) in shapes.iter().zip(names) {
        let mut matrix = matrix(name, letter, *rows, *columns);
        change(&mut matrix);
        matrices.push(matrix);
    }
    let verdict = "The two agree to 3.2e−9, and nothing but the last digits differs between them.";
    Picture::Matrices(super::matrices(matrices, verdict))
}

pub fn table(rows: usize) -> Picture {
    let row = |n: usize| {
        let cells = [
            format!("weight {n}"),
            format!("{:.4}", chance(n)),
            format!("{:.3e}", chance(n + 9).abs() * 1e-9),
            n.to_string(),
        ];
        super::row(&cells.each_ref().map(String::as_str), Some(n % 7 != 3))
    };
    let columns = ["what", "value", "error", "n"];
    let columns = columns.map(|name| (name.to_owned(), (name == "value").then_some('w')));
    let (columns, rows) = (columns.into(), (0..rows).map(row).collect());
    Picture::Table(super::plain_table(columns, rows, "All but a few hold."))
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
    let knob = |n: usize| {
        let (name, value) = names[n % 8];
        Knob {
            name: name.to_owned(),
            value: value.to_owned(),
            focused: n == focused,
        }
    };
    (0..count).map(knob).collect()
}

/// A whole screen about a network, with a picture.
pub fn scene(diagram: Diagram, picture: Picture, focus: Pane) -> Scene {
    let facts = ["data clusters", "shape 2-2-3", "seed 28", "α 0.5"];
    let fact = |fact: &str| {
        let (name, value) = fact.split_once(' ').expect("two words");
        (name.to_owned(), value.to_owned())
    };
    let key = |key: &str, does: &str| KeyHint {
        key: key.to_owned(),
        does: does.to_owned(),
    };
    Scene {
        status: Status::default(),
        is_zoomed: false,
        next: "Next: Space".to_owned(),
        guide: None,
        title: "network".to_owned(),
        facts: facts.map(fact).into(),
        diagram,
        equation: card(),
        picture,
        views: (vec!["regions".to_owned(), "matrices".to_owned()], 0),
        training: Training {
            knobs: knobs(8, 2),
            progress: Some(Progress::new("training", 0.43, "12 s left")),
            picture: Picture::Curve(errors(2)),
            below: None,
        },
        focus,
        keys: vec![key("Tab", "pane"), key("?", "help"), key("q", "quit")],
        notice: None,
        overlay: None,
    }
}

/// The network with its products of matrices below.
pub fn with_products(d: usize, m: usize, k: usize) -> Diagram {
    let mut network = network(d, m, k);
    let shapes = |from: usize, to: usize| format!("(1×{from})({from}×{to}) → 1×{to}");
    network.ledger = vec![
        product("b = x wᵀ", &shapes(d + 1, m), true),
        product("z = h(b), 1", &format!("1×{m} → 1×{}", m + 1), false),
        product("a = z vᵀ", &shapes(m + 1, k), false),
    ];
    "forward: b, z, a, y".clone_into(&mut network.caption);
    network
}

/// Every picture that there is a sample of.
pub fn pictures() -> Vec<Picture> {
    vec![
        Picture::Regions(regions(3)),
        Picture::Regions(regions(10)),
        matrices(&[(2, 3), (3, 3)]),
        matrices(&[(32, 65), (10, 33)]),
        Picture::Image(digit()),
        Picture::Curve(errors(2)),
        Picture::Curve(epsilon()),
        Picture::Plane(landscape()),
        table(40),
        Picture::Diagram(with_products(2, 2, 3)),
        Picture::Diagram(with_products(64, 32, 10)),
    ]
}
