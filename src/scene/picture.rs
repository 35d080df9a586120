//! Pictures: planes, curves, surfaces, matrices, an image, a table, a network, a membrane.

use super::{Diagram, Hue, Seen, Table};

/// What a panel or a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// A heat map with lines and points on it.
    Plane(Plane),
    Curve(Curve),
    /// A surface over the plane, seen from a side.
    Surface(Surface),
    /// A biological neuron and its membrane potential.
    Membrane(Membrane),
    Diagram(Diagram),
    /// The plane, divided among the classes.
    Regions(Regions),
    Matrices(Matrices),
    Image(Image),
    Table(Table),
    Units(Units),
}

impl Picture {
    pub fn title(&self) -> &str {
        match self {
            Self::Plane(plane) => &plane.title,
            Self::Curve(curve) => &curve.title,
            Self::Surface(surface) => &surface.title,
            Self::Membrane(membrane) => &membrane.title,
            Self::Diagram(diagram) => &diagram.caption,
            Self::Regions(regions) => &regions.title,
            Self::Matrices(matrices) => &matrices.title,
            Self::Image(image) => &image.title,
            Self::Table(table) => &table.title,
            Self::Units(units) => &units.title,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What runs along the axis, with the letter's index written low: x₀.
    pub label: String,
    /// (from, to), from < to.
    pub range: (f64, f64),
    /// True if equal distances mean equal factors; then both ends are above 0.
    pub is_log: bool,
}

impl Axis {
    pub fn new(label: &str, from: f64, to: f64) -> Self {
        Self {
            label: label.to_owned(),
            range: (from, to),
            is_log: false,
        }
    }

    /// An axis on which equal distances mean equal factors. Both ends are above 0.
    ///
    /// ```
    /// use nn28::scene::Axis;
    /// let axis = Axis::log("ε", 1e-4, 1.0);
    /// assert!((axis.at(0.5) - 1e-2).abs() < 1e-15 && (axis.fraction(1e-3) - 0.25).abs() < 1e-15);
    /// ```
    pub fn log(label: &str, from: f64, to: f64) -> Self {
        Self {
            is_log: true,
            ..Self::new(label, from, to)
        }
    }

    pub fn fraction(&self, number: f64) -> f64 {
        let (from, to) = self.range;
        if self.is_log {
            (number / from).ln() / (to / from).ln()
        } else {
            (number - from) / (to - from)
        }
    }

    /// The number at a fraction of the way along the axis.
    pub fn at(&self, fraction: f64) -> f64 {
        let (from, to) = self.range;
        if self.is_log {
            from * (to / from).powf(fraction)
        } else {
            from + fraction * (to - from)
        }
    }
}

/// Numbers on an even grid that covers both ranges from edge to edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub columns: usize,
    pub rows: usize,
    /// Row after row, the first row at the smallest y.
    pub values: Vec<f64>,
}

impl Field {
    /// The values of f at the grid points; the outermost are on the edges. Both counts are at least 2.
    pub fn sample(
        columns: usize,
        rows: usize,
        x: &Axis,
        y: &Axis,
        f: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let at = |number: usize, count: usize| number as f64 / (count - 1) as f64;
        let row = |r: usize| (0..columns).map(move |c| (c, r));
        let values = (0..rows)
            .flat_map(row)
            .map(|(c, r)| f(x.at(at(c, columns)), y.at(at(r, rows))))
            .collect();
        Self {
            columns,
            rows,
            values,
        }
    }

    pub fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// The value between the grid points, at fractions of the width and of the height.
    pub fn between(&self, across: f64, up: f64) -> f64 {
        let (column, right) = Self::cell(across, self.columns);
        let (row, above) = Self::cell(up, self.rows);
        let along =
            |row: usize| self.at(column, row) * (1.0 - right) + self.at(column + 1, row) * right;
        along(row) * (1.0 - above) + along(row + 1) * above
    }

    fn cell(fraction: f64, count: usize) -> (usize, f64) {
        let place = fraction.clamp(0.0, 1.0) * (count - 1) as f64;
        let cell = (place.floor() as usize).min(count - 2);
        (cell, place - cell as f64)
    }
}

/// A heat map over two variables, its values from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub field: Field,
    /// What the heat is called, with its symbol.
    pub heat: String,
    /// The numbers that the values 0 and 1 of the field mean.
    pub ends: (f64, f64),
    pub lines: Vec<Series>,
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    /// The curves. A point that is not finite, or not above 0 on a logarithmic axis, breaks its curve.
    pub series: Vec<Series>,
    pub marks: Vec<Mark>,
    pub verdict: String,
}

/// The plane of two inputs, or of two axes through more of them, divided among the classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    /// Cells along x, at least 2.
    pub columns: usize,
    /// Cells along y, at least 2.
    pub rows: usize,
    /// Row after row, the first row at the smallest y: the most probable class at the cell's middle and its probability.
    pub cells: Vec<(usize, f64)>,
    /// By how much each cell's class is more probable than the next.
    pub margins: Vec<f64>,
    /// The number of samples, of which `marks` may be some.
    pub samples: usize,
    pub classes: Vec<String>,
    /// Lines over it, such as the boundary that one hidden unit draws.
    pub lines: Vec<Series>,
    pub marks: Vec<Mark>,
    pub ghost: Option<Ghost>,
}

/// An earlier run, whose borders show over the regions: its name, and its class in each cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub label: String,
    pub classes: Vec<usize>,
}

/// Matrices side by side, entry by entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrices {
    pub title: String,
    pub matrices: Vec<Matrix>,
    pub verdict: String,
}

/// One matrix. Where it does not fit entry by entry it is drawn as a heat map, with the number of the selected entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    pub name: String,
    pub letter: Option<char>,
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// Row after row; `None` where an entry is not known yet.
    pub entries: Vec<Vec<Option<f64>>>,
    /// Decimals of an entry; 0 for counts.
    pub decimals: u8,
    /// Row and column of the selected entry.
    pub selected: Option<(usize, usize)>,
    /// Row and column of each entry that stands out as wrong or worst.
    pub worst: Vec<(usize, usize)>,
    /// True if it counts who was taken for whom: the rows and the columns are the same classes.
    pub is_confusion: bool,
}

impl Matrix {
    pub fn width(&self) -> usize {
        self.entries.iter().map(Vec::len).max().unwrap_or(0)
    }

    pub fn at(&self, (row, column): (usize, usize)) -> Option<f64> {
        *self.entries.get(row)?.get(column)?
    }

    /// The part of its row that an entry is; none in a row of zeros.
    pub fn share(&self, (row, column): (usize, usize)) -> Option<f64> {
        let all: f64 = self.entries.get(row)?.iter().flatten().sum();
        let entry = self.at((row, column))?;
        (all > 0.0).then_some(entry / all)
    }
}

/// A grey image, and beside it the probability of each class.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    pub title: String,
    /// Pixels along a row.
    pub width: usize,
    /// Row after row from above, from 0 for paper to 1 for ink.
    pub pixels: Vec<f64>,
    pub bars: Vec<Bar>,
}

/// What each hidden unit sees of the plane, side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Units {
    pub title: String,
    pub seen: Vec<Seen>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub name: String,
    pub share: f64,
    /// True if it should be the largest.
    pub is_target: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: String,
    pub hue: Hue,
    /// True for a help line, false for a result.
    pub dashed: bool,
    pub points: Vec<(f64, f64)>,
}

impl Series {
    pub fn new(label: impl Into<String>, hue: Hue, points: Vec<(f64, f64)>) -> Self {
        Self {
            label: label.into(),
            hue,
            dashed: false,
            points,
        }
    }

    pub fn dashed(self) -> Self {
        Self {
            dashed: true,
            ..self
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub label: String,
    pub kind: MarkKind,
}

impl Mark {
    pub fn current((x, y): (f64, f64), label: impl Into<String>) -> Self {
        Self {
            x,
            y,
            label: label.into(),
            kind: MarkKind::Current,
        }
    }
}

/// What a point is, and so its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    Current,
    /// A sample of a class; the shape follows the number.
    Class(usize),
    /// The same, but the network takes it for one of another class.
    Wrong(usize),
}

/// A surface over the plane, its heights from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub height: String,
    pub field: Field,
    /// The turn about the vertical axis, in degrees.
    pub yaw: f64,
    /// The height of the eye, in degrees: 0 from the side, 90 from above.
    pub pitch: f64,
    pub lines: Vec<Series>,
    pub marks: Vec<Mark>,
    /// True if this is the surface that the source printed.
    pub mirrored: bool,
}

/// A biological neuron: pulses arrive, the membrane potential rises and falls, over a threshold a pulse leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Membrane {
    pub title: String,
    pub time: Axis,
    /// One list a synapse: its strength and the times at which pulses arrive.
    pub synapses: Vec<(f64, Vec<f64>)>,
    /// The membrane potential over time, in units of the threshold.
    pub potential: Vec<(f64, f64)>,
    pub threshold: f64,
    /// The times at which a pulse leaves.
    pub pulses_out: Vec<f64>,
}
