//! What hidden units make of the plane.

use crate::data::{self, Init};
use crate::engine::Method;
use crate::model::Network;
use crate::model::network::{eq05_unit_sum, eq06_hidden_output};
use crate::model::neuron::eq04_sigmoid;
use crate::scene::{Axis, Field, Figure, Hue, Mark, MarkKind, Picture, Plane, Series, text};
use crate::stage::figures::{of_panels, panel};
use crate::stage::projection::Projection2d;
use crate::stage::{Experiment, Settings};

/// Points of a field along each side.
const GRID: usize = 81;
/// The same where a reader turns the lines, and each frame counts.
const GRID_TURNED: usize = 41;

/// OR, NAND, and the AND of the two, with the bias last.
const OR: [f64; 3] = [10.0, 10.0, -5.0];
const NAND: [f64; 3] = [-10.0, -10.0, 15.0];
const AND: [f64; 3] = [10.0, 10.0, -15.0];

fn output(w: &[f64], x: (f64, f64)) -> f64 {
    eq04_sigmoid(at(w, x))
}

/// The middle of the unit square, and its corners.
const MIDDLE: (f64, f64) = (0.5, 0.5);
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)];

/// Two hidden units over the plane of two inputs, each with its bias last.
#[derive(Debug, Clone)]
pub(in crate::stage) struct Units {
    pub(in crate::stage) w: [[f64; 3]; 2],
}

impl Units {
    const XOR: Self = Self { w: [OR, NAND] };

    /// Units whose weights have directions, in degrees, and a size. Each line keeps its distance from the middle of the square: that
    /// of OR and of NAND.
    pub(in crate::stage) fn turned(directions: [f64; 2], size: f64) -> Self {
        let unit = |(degrees, of): (f64, &[f64; 3])| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let (w_0, w_1) = (size * cos, size * sin);
            // The sum in the middle is in proportion to the size.
            let middle = at(of, MIDDLE) / of[0].hypot(of[1]) * size;
            [w_0, w_1, middle - w_0 * MIDDLE.0 - w_1 * MIDDLE.1]
        };
        let [first, second] = directions;
        Self {
            w: [unit((first, &OR)), unit((second, &NAND))],
        }
    }

    fn hidden(&self, x: (f64, f64)) -> (f64, f64) {
        (output(&self.w[0], x), output(&self.w[1], x))
    }

    /// The answers of the whole network at the four corners.
    pub(in crate::stage) fn answers(&self) -> [f64; 4] {
        CORNERS.map(|corner| output(&AND, self.hidden(corner)))
    }

    /// The unit whose line is nearer to a point.
    pub(in crate::stage) fn nearest(&self, x: (f64, f64)) -> usize {
        let away = self.w.map(|w| at(&w, x).abs() / w[0].hypot(w[1]));
        usize::from(away[1] < away[0])
    }

    /// The distance from a point to the nearer of the two lines.
    pub(in crate::stage) fn distance(&self, x: (f64, f64)) -> f64 {
        let w = self.w[self.nearest(x)];
        at(&w, x).abs() / w[0].hypot(w[1])
    }

    /// The turn in degrees, about the middle of the square, that takes one point towards another.
    pub(in crate::stage) fn turn(from: (f64, f64), to: (f64, f64)) -> f64 {
        let angle = |point: (f64, f64)| (point.1 - MIDDLE.1).atan2(point.0 - MIDDLE.0);
        (angle(to) - angle(from)).to_degrees()
    }
}

fn at(w: &[f64], (x_0, x_1): (f64, f64)) -> f64 {
    eq05_unit_sum(w, &[x_0, x_1, 1.0])
}

/// XOR in the plane of the inputs and in that of the hidden outputs.
pub(super) fn hidden_plane() -> Figure {
    of_units(&Units::XOR, ["OR", "NAND"])
}

/// The same four corners with other hidden units.
pub(in crate::stage) fn hidden_plane_of(units: &Units) -> Figure {
    of_units(units, ["unit 0", "unit 1"])
}

fn of_units(units: &Units, names: [&str; 2]) -> Figure {
    let is_xor = names[0] == "OR";
    let axes =
        |letter: char| [0, 1].map(|i| Axis::new(&format!("{letter}{}", ['₀', '₁'][i]), -0.3, 1.3));
    let marks = |is_hidden: bool| {
        let mark = |corner: (f64, f64)| {
            let (x, y) = if is_hidden {
                units.hidden(corner)
            } else {
                corner
            };
            let name = format!("({}, {})", corner.0, corner.1);
            // Both true corners of XOR are at nearly the same place of the hidden plane.
            let label = match &name[..] {
                "(1, 0)" if is_hidden && is_xor => String::new(),
                "(0, 1)" if is_hidden && is_xor => "(0, 1) and (1, 0)".to_owned(),
                _ => name,
            };
            let is_one = (corner.0 - corner.1).abs() > 0.5;
            let kind = MarkKind::Class(usize::from(is_one));
            Mark { x, y, label, kind }
        };
        CORNERS.map(mark).to_vec()
    };
    let grid = if is_xor { GRID } else { GRID_TURNED };
    let inputs = plane(
        grid,
        axes('x'),
        |x| output(&AND, units.hidden(x)),
        vec![
            line(names[0], &units.w[0], 0),
            line(names[1], &units.w[1], 1),
        ],
        marks(false),
    );
    let outputs = plane(
        grid,
        axes('z'),
        |z| output(&AND, z),
        vec![line("AND", &AND, 2)],
        marks(true),
    );
    of_panels(
        "hidden-plane",
        "XOR, left in the plane of the inputs, right in the plane of the hidden outputs z₀ (OR) and z₁ (NAND). The hidden units move \
         the four corners until one straight line parts them.",
        "Two planes with the same four corners. Left the two true ones lie across from each other, between the lines of OR and NAND. \
         Right both lie at about (1, 1), the false ones at about (0, 1) and (1, 0), and one line is between.",
        vec![
            panel("the inputs’ plane", Picture::Plane(inputs)),
            panel("the hidden plane", Picture::Plane(outputs)),
        ],
    )
}

/// The line on which the sum of a neuron is zero, across all of the plane.
fn line(name: &str, w: &[f64; 3], number: usize) -> Series {
    let ends = [-0.3, 1.3];
    let ends = if w[1].abs() >= w[0].abs() {
        ends.map(|x_0| (x_0, -(w[0] * x_0 + w[2]) / w[1]))
    } else {
        ends.map(|x_1| (-(w[1] * x_1 + w[2]) / w[0], x_1))
    };
    Series::new(name, Hue::Class(number), ends.to_vec())
}

fn plane(
    grid: usize,
    [x, y]: [Axis; 2],
    f: impl Fn((f64, f64)) -> f64,
    lines: Vec<Series>,
    marks: Vec<Mark>,
) -> Plane {
    Plane {
        title: String::new(),
        field: Field::sample(grid, grid, &x, &y, |x, y| f((x, y))),
        heat: "y".to_owned(),
        ends: (0.0, 1.0),
        lines,
        marks,
        x,
        y,
    }
}

/// A trained network on the plane: what it answers, and what each of its hidden units sees.
pub(super) fn unit_images() -> Figure {
    let setup = Settings {
        hidden: 3,
        init: Init::Xavier,
        learning_rate: 1.0,
        ..Settings::default()
    };
    let mut experiment = Experiment::of(data::clusters(setup.seed), setup);
    let mut training = experiment.training(Method::Backprop);
    training.steps(experiment.train_matrices(), 300);
    experiment.set_parameters(training.parameters);
    let projection = Projection2d::of(&experiment);
    let regions = projection.regions_of_figure(&experiment, None);
    let Network { w, .. } = experiment.network();
    let (x, y) = (regions.x.clone(), regions.y.clone());
    let seen = |(j, w): (usize, &Vec<f64>)| {
        let output = |(x_0, x_1)| eq06_hidden_output(eq05_unit_sum(w, &[x_0, x_1, 1.0]));
        let mut plane = plane(GRID, [x.clone(), y.clone()], output, Vec::new(), Vec::new());
        plane.heat = format!("z{}", ['₀', '₁', '₂'][j]);
        panel(&format!("hidden unit {j}"), Picture::Plane(plane))
    };
    let error = text(experiment.scores().0.error, 4);
    let whole = panel("the network", Picture::Regions(regions));
    let panels = [whole].into_iter().chain(w.iter().enumerate().map(seen));
    of_panels(
        "unit-images",
        format!(
            "A trained network, and what each of its three hidden units sees: its output z over the same plane. Each unit draws one \
             line; the outputs put the three together. E = {error}."
        ),
        "A plane divided into the regions of three classes, and three planes with a straight border each, between z near 0 and z near 1.",
        panels.collect(),
    )
}
