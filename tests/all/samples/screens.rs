//! Whole screens about a network.

use nn28::scene::{
    Diagram, EquationCard, EquationLine, KeyHint, Knob, Panel, Picture, Progress, Scene, TableRow,
    When,
};

use super::{
    chance, digit, epsilon, errors, landscape, matrices as of_matrices, matrix as of_numbers,
    network, plain_table, product, regions,
};
use nn28::scene::Matrix;

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
    for link in diagram
        .links
        .iter_mut()
        .filter(|link| link.from == from && link.to == to)
    {
        link.weight.focused = true;
        link.next = link.weight.value.map(|value| value + 0.0179);
    }
}

pub fn card() -> EquationCard {
    let line = |tex: &str, numbers: &str, value: &str| EquationLine {
        tex: tex.to_owned(),
        numbers: numbers.to_owned(),
        value: value.to_owned(),
    };
    EquationCard {
        number: "5".to_owned(),
        title: "the sums of the hidden layer".to_owned(),
        left: r"\ink{z}{b_j}".to_owned(),
        sign: "=".to_owned(),
        lines: vec![line(
            r"\sum_{i=0}^{D} \ink{w}{w_{ji}} \ink{x}{x_i}",
            r"\ink{w}{-0.5000} \cdot \ink{x}{0.2500} + \ink{w}{0.7500} \cdot \ink{x}{1.0000}",
            "0.625000",
        )],
        check: "by a compensated sum: 0.625000".to_owned(),
        holds: true,
        printed: None,
        choices: (vec!["5".to_owned(), "6".to_owned(), "7".to_owned()], 0),
        line: None,
        note: "The sum is large: the unit is saturated.".to_owned(),
    }
}

/// A derivation of some lines, each a sum of many terms.
pub fn derivation(lines: usize, terms: usize) -> EquationCard {
    let sum = |line: usize| {
        let term = |n: usize| {
            format!(
                r"\ink{{v}}{{{:.4}}} \cdot \ink{{z}}{{{:.4}}}",
                0.1 * line as f64 + 0.0001,
                0.001 * n as f64
            )
        };
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

pub fn matrix(name: &str, letter: char, rows: usize, columns: usize) -> Matrix {
    let entry = |r: usize, c: usize| chance(r * columns + c) * 2.0;
    let mut matrix = of_numbers(name, letter, (rows, columns), entry);
    for (r, row) in matrix.entries.iter_mut().enumerate() {
        if let Some(entry) = 3_usize.checked_sub(r).and_then(|c| row.get_mut(c)) {
            *entry = None;
        }
    }
    matrix.rows = (0..rows).map(|r| r.to_string()).collect();
    matrix.columns = (0..columns).map(|c| c.to_string()).collect();
    matrix.selected = Some((rows / 2, columns / 2));
    matrix.worst = Some((0, 0));
    matrix
}

pub fn matrices(shapes: &[(usize, usize)]) -> Picture {
    let names = [("∂E/∂w", 'w'), ("∂E/∂v", 'v'), ("w", 'w')];
    let matrices = shapes.iter().zip(names);
    let matrices = matrices.map(|((r, c), (name, letter))| matrix(name, letter, *r, *c));
    let verdict = "The two agree to 3.2e−9, and nothing but the last digits differs between them.";
    Picture::Matrices(of_matrices(matrices.collect(), verdict))
}

pub fn table(rows: usize) -> Picture {
    let row = |n: usize| TableRow {
        cells: vec![
            format!("weight {n}"),
            format!("{:.4}", chance(n)),
            format!("{:.3e}", chance(n + 9).abs() * 1e-9),
            n.to_string(),
        ],
        right: Some(n % 7 != 3),
    };
    let columns = [
        ("what", None),
        ("value", Some('w')),
        ("error", None),
        ("n", None),
    ];
    let columns = columns.map(|(name, letter)| (name.to_owned(), letter));
    let rows = (0..rows).map(row).collect();
    Picture::Table(plain_table(columns.into(), rows, "All but a few hold."))
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
    let knob = |n: usize| Knob {
        name: names[n % 8].0.to_owned(),
        value: names[n % 8].1.to_owned(),
        focused: n == focused,
    };
    (0..count).map(knob).collect()
}

/// A whole screen about a network, with a picture.
pub fn scene(diagram: Diagram, picture: Picture, focus: Panel) -> Scene {
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let key = |key: &str, does: &str| KeyHint {
        key: key.to_owned(),
        does: does.to_owned(),
    };
    Scene {
        title: "network".to_owned(),
        facts: vec![
            fact("data", "clusters"),
            fact("shape", "2-2-3"),
            fact("seed", "28"),
            fact("α", "0.5"),
        ],
        diagram,
        equation: card(),
        picture,
        views: (vec!["regions".to_owned(), "matrices".to_owned()], 0),
        when: When {
            knobs: knobs(8, 2),
            progress: Some(Progress {
                label: "training".to_owned(),
                share: 0.43,
                left: "12 s left".to_owned(),
            }),
            picture: Picture::Curve(errors(2)),
        },
        focus,
        keys: vec![key("Tab", "place"), key("?", "help"), key("q", "quit")],
        notice: None,
        overlay: None,
    }
}

/// The network with its products of matrices below.
pub fn with_products(d: usize, m: usize, k: usize) -> Diagram {
    let mut network = network(d, m, k);
    network.ledger = vec![
        product(
            "b = x wᵀ",
            &format!("(1×{})({}×{m}) → 1×{m}", d + 1, d + 1),
            true,
        ),
        product("z = h(b), 1", &format!("1×{m} → 1×{}", m + 1), false),
        product(
            "a = z vᵀ",
            &format!("(1×{})({}×{k}) → 1×{k}", m + 1, m + 1),
            false,
        ),
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
