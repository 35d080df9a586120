//! Pictures: planes, curves, surfaces, matrices, an image, a table, a network, a membrane.

use super::{Diagram, Hue, Table};

/// What a panel or a figure shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// A heat map with lines and points on it.
    Plane(Plane),
    /// Curves over one variable.
    Curve(Curve),
    /// A surface over the plane, seen from a side.
    Surface(Surface),
    /// A biological neuron and its membrane potential.
    Membrane(Membrane),
    /// A network with its numbers.
    Diagram(Diagram),
    /// The plane, divided among the classes.
    Regions(Regions),
    /// Matrices entry by entry.
    Matrices(Matrices),
    /// A grey image with the probabilities of the classes.
    Image(Image),
    /// A table.
    Table(Table),
}

impl Picture {
    /// What it shows.
    #[must_use]
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
        }
    }
}

/// A named range.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What runs along the axis, with the letter's index written low: x₀.
    pub label: String,
    /// From where to where, from < to.
    pub range: (f64, f64),
    /// Whether equal distances stand for equal factors; then both ends are above 0.
    pub is_log: bool,
}

impl Axis {
    /// An axis.
    #[must_use]
    pub fn new(label: &str, from: f64, to: f64) -> Self {
        Self {
            label: label.to_owned(),
            range: (from, to),
            is_log: false,
        }
    }

    /// An axis on which equal distances stand for equal factors. Both ends are above 0.
    ///
    /// ```
    /// use nn28::scene::Axis;
    /// let axis = Axis::log("ε", 1e-4, 1.0);
    /// assert!((axis.at(0.5) - 1e-2).abs() < 1e-15 && (axis.fraction(1e-3) - 0.25).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn log(label: &str, from: f64, to: f64) -> Self {
        Self {
            is_log: true,
            ..Self::new(label, from, to)
        }
    }

    /// The number as a fraction of the way along the axis.
    #[must_use]
    pub fn fraction(&self, number: f64) -> f64 {
        let (from, to) = self.range;
        if self.is_log {
            (number / from).ln() / (to / from).ln()
        } else {
            (number - from) / (to - from)
        }
    }

    /// The number at a fraction of the way along the axis.
    #[must_use]
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
    /// How many along x.
    pub columns: usize,
    /// How many along y.
    pub rows: usize,
    /// Row after row, the first row at the smallest y.
    pub values: Vec<f64>,
}

impl Field {
    /// The values of f at the grid points; the outermost stand on the edges. Both counts are at least 2.
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

    /// The value at a grid point.
    #[must_use]
    pub fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// The value between the grid points, at fractions of the width and of the height.
    #[must_use]
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
    /// What it shows.
    pub title: String,
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// The heat.
    pub field: Field,
    /// What the heat is called, with its symbol.
    pub heat: String,
    /// What the values 0 and 1 of the field stand for.
    pub ends: (f64, f64),
    /// Lines over it.
    pub lines: Vec<Series>,
    /// Points on it.
    pub marks: Vec<Mark>,
}

/// Curves over one variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What it shows.
    pub title: String,
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// The curves. A point that is not finite, or not above 0 on a logarithmic axis, breaks its curve.
    pub series: Vec<Series>,
    /// Points on them.
    pub marks: Vec<Mark>,
    /// What follows from it, in a sentence; may be empty.
    pub verdict: String,
}

/// The plane of two inputs, or of two axes through more of them, divided among the classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    /// What it shows, and of which plane.
    pub title: String,
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// How many cells along x, at least 2.
    pub columns: usize,
    /// How many cells along y, at least 2.
    pub rows: usize,
    /// Row after row, the first row at the smallest y: the most probable class at the cell's middle and its probability.
    pub cells: Vec<(usize, f64)>,
    /// The names of the classes.
    pub classes: Vec<String>,
    /// Lines over it, such as the boundary that one hidden unit draws.
    pub lines: Vec<Series>,
    /// The samples, and the current one.
    pub marks: Vec<Mark>,
}

/// Matrices side by side, entry by entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrices {
    /// What they show.
    pub title: String,
    /// The matrices, from left to right.
    pub matrices: Vec<Matrix>,
    /// What follows from them, in a sentence; may be empty.
    pub verdict: String,
}

/// One matrix. Where it does not fit entry by entry it is drawn as a heat map, with the number of the selected entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Its name, such as ∂E/∂w.
    pub name: String,
    /// The letter whose colour it has.
    pub letter: Option<char>,
    /// The heads of the rows.
    pub rows: Vec<String>,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// Row after row; none where an entry is not known yet.
    pub entries: Vec<Vec<Option<f64>>>,
    /// How many decimals an entry has; 0 for counts.
    pub decimals: u8,
    /// Row and column of the selected entry.
    pub selected: Option<(usize, usize)>,
    /// Row and column of an entry that stands out as wrong or worst.
    pub worst: Option<(usize, usize)>,
}

impl Matrix {
    /// The number of columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.entries.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The entry in a row and a column, if there is one and it is known.
    #[must_use]
    pub fn at(&self, (row, column): (usize, usize)) -> Option<f64> {
        *self.entries.get(row)?.get(column)?
    }
}

/// A grey image, and beside it the probability of each class.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// What it shows.
    pub title: String,
    /// How many pixels along a row.
    pub width: usize,
    /// Row after row from above, from 0 for paper to 1 for ink.
    pub pixels: Vec<f64>,
    /// The bars beside it.
    pub bars: Vec<Bar>,
}

/// A named share.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// From 0 to 1.
    pub share: f64,
    /// Whether it is the one that should be largest.
    pub is_target: bool,
}

/// A line through points.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub label: String,
    /// Its colour.
    pub hue: Hue,
    /// Whether it is dashed: a help line rather than a result.
    pub dashed: bool,
    /// The points, in order.
    pub points: Vec<(f64, f64)>,
}

impl Series {
    /// An unbroken line.
    #[must_use]
    pub fn new(label: impl Into<String>, hue: Hue, points: Vec<(f64, f64)>) -> Self {
        Self {
            label: label.into(),
            hue,
            dashed: false,
            points,
        }
    }

    #[must_use]
    pub fn dashed(self) -> Self {
        Self {
            dashed: true,
            ..self
        }
    }
}

/// A marked point.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// What stands beside it; may be empty.
    pub label: String,
    /// What it is.
    pub kind: MarkKind,
}

impl Mark {
    /// The point that moves.
    #[must_use]
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
    /// The point that moves.
    Current,
    /// A sample of a class; the shape follows the number.
    Class(usize),
}

/// A surface over the plane, its heights from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// What it shows.
    pub title: String,
    /// The first variable.
    pub x: Axis,
    /// The second variable.
    pub y: Axis,
    /// What the height is called.
    pub height: String,
    /// The heights.
    pub field: Field,
    /// How far it is turned, in degrees.
    pub yaw: f64,
    /// From how high above it is seen, in degrees: 0 from the side, 90 from above.
    pub pitch: f64,
    /// Lines on the surface, given by x and y.
    pub lines: Vec<Series>,
    /// Points on the surface, given by x and y.
    pub marks: Vec<Mark>,
    /// Whether this is the surface that the source printed.
    pub mirrored: bool,
}

/// A biological neuron: pulses arrive, the membrane potential rises and falls, over a threshold a pulse leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Membrane {
    /// What it shows.
    pub title: String,
    /// The time axis, in milliseconds.
    pub time: Axis,
    /// One list a synapse: its strength and the times at which pulses arrive.
    pub synapses: Vec<(f64, Vec<f64>)>,
    /// The membrane potential over time, in units of the threshold.
    pub potential: Vec<(f64, f64)>,
    /// The threshold.
    pub threshold: f64,
    /// The times at which a pulse leaves.
    pub pulses_out: Vec<f64>,
}
