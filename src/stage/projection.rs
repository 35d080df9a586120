//! The plane on which data are shown, divided among the classes.

use super::experiment::Experiment;
use super::pictures::{finite_range, zero_line};
use super::settings::Scale;
use crate::data::DataSet;
use crate::engine::{Engine, Parameters, PrincipalAxes, Samples};
use crate::model::{Network, Sample};
use crate::scene::number::percent;
use crate::scene::{Axis, Hue, Mark, MarkKind, Regions, Series, Symbol};

/// Columns and rows of cells.
const CELLS: (usize, usize) = (72, 54);
/// The same in a figure.
const FIGURE_CELLS: (usize, usize) = (216, 162);
/// Above this number of inputs, cells times D, a network with two inputs stands in for the whole one.
const MAX_GRID_INPUTS: usize = 4_000_000;
/// Samples that a plane shows.
const MAX_MARKS: usize = 300;

/// The plane of the two inputs, or of the two principal axes of more of them.
#[derive(Debug, Clone)]
pub(super) struct Projection2d {
    axes: Option<PrincipalAxes>,
    x: Axis,
    y: Axis,
    title: String,
    /// The training samples, as many as are shown.
    points: Vec<(f64, f64)>,
    cache: RegionCache,
}

/// The regions of the network that was asked last.
#[derive(Debug, Clone, Default)]
struct RegionCache {
    /// Columns and rows, and the middle of each cell.
    grid: Option<((usize, usize), Samples)>,
    /// The weights, and the most probable class of each cell with its probability.
    cells: Option<(Parameters, Vec<(usize, f64)>)>,
}

impl Projection2d {
    /// The plane of an experiment's training part. It does not depend on the network.
    pub fn of(experiment: &Experiment) -> Self {
        let train = experiment.train();
        let axes = (train.inputs() > 2)
            .then(|| PrincipalAxes::of(&train.x))
            .flatten();
        let all: Vec<(f64, f64)> = train.x.iter().map(|x| project(axes.as_ref(), x)).collect();
        let axis = |label: String, number: fn(&(f64, f64)) -> f64| {
            let (from, to) = with_margin(all.iter().map(number));
            Axis::new(&label, from, to)
        };
        let ([first, second], title) = match &axes {
            Some(axes) => principal_labels(axes),
            None => input_labels(train, experiment.setup.scale),
        };
        Self {
            x: axis(first, |point| point.0),
            y: axis(second, |point| point.1),
            points: all.into_iter().take(MAX_MARKS).collect(),
            axes,
            title,
            cache: RegionCache::default(),
        }
    }

    /// The D inputs of a point of the plane. Without axes inputs beyond the second are 0.
    fn inputs(&self, (x, y): (f64, f64), count: usize) -> Vec<f64> {
        match &self.axes {
            Some(axes) => axes.lift((x, y)),
            None => [x, y]
                .into_iter()
                .chain(std::iter::repeat(0.0))
                .take(count)
                .collect(),
        }
    }

    /// The index of the training sample nearest to a point, given as fractions of the plane.
    pub fn nearest(&self, across: f64, up: f64) -> usize {
        let distance = |point: &(f64, f64)| {
            (self.x.fraction(point.0) - across).powi(2) + (self.y.fraction(point.1) - up).powi(2)
        };
        let mut nearest = (0, f64::INFINITY);
        for (index, point) in self.points.iter().enumerate() {
            if distance(point) < nearest.1 {
                nearest = (index, distance(point));
            }
        }
        nearest.0
    }

    /// The most probable class everywhere, the samples, and the lines of the hidden units; that of `unit` is unbroken.
    pub fn regions(&mut self, experiment: &mut Experiment, unit: Option<usize>) -> Regions {
        self.divide(experiment, unit, CELLS)
    }

    /// The same for a figure: in finer cells, and without the current sample.
    pub fn high_res(&mut self, experiment: &mut Experiment, unit: Option<usize>) -> Regions {
        let mut regions = self.divide(experiment, unit, FIGURE_CELLS);
        regions.marks.retain(|mark| mark.kind != MarkKind::Current);
        regions
    }

    fn divide(
        &mut self,
        experiment: &mut Experiment,
        unit: Option<usize>,
        size: (usize, usize),
    ) -> Regions {
        Regions {
            title: self.title.clone(),
            x: self.x.clone(),
            y: self.y.clone(),
            columns: size.0,
            rows: size.1,
            cells: self.cells(experiment, size),
            classes: experiment.train().classes.clone(),
            lines: self.boundaries(experiment, unit),
            marks: self.marks(experiment),
        }
    }

    /// The most probable class of each cell, and how probable it is.
    fn cells(&mut self, experiment: &mut Experiment, size: (usize, usize)) -> Vec<(usize, f64)> {
        let inputs = experiment.shape().inputs;
        if let Some(axes) = &self.axes
            && cfg!(not(target_arch = "wasm32"))
            && size.0 * size.1 * inputs > MAX_GRID_INPUTS
        {
            return self.cells_of_plane(axes, &experiment.network(), size);
        }
        let grid = match self.cache.grid.take() {
            Some(grid) if grid.0 == size => grid,
            _ => {
                self.cache.cells = None;
                let middles = self.middles(size).map(|point| self.inputs(point, inputs));
                (size, experiment.samples_at(&middles.collect::<Vec<_>>()))
            }
        };
        let cells = match self.cache.cells.take() {
            Some((parameters, cells)) if parameters == *experiment.parameters() => cells,
            _ => most_probable(&experiment.outputs_of(&grid.1), experiment.shape().classes),
        };
        self.cache = RegionCache {
            grid: Some(grid),
            cells: Some((experiment.parameters().clone(), cells.clone())),
        };
        cells
    }

    /// The same from a network of two inputs, the positions along the axes: on the plane its sums are those of the whole one.
    fn cells_of_plane(
        &self,
        axes: &PrincipalAxes,
        network: &Network,
        size: (usize, usize),
    ) -> Vec<(usize, f64)> {
        let on_plane = |w: &Vec<f64>| {
            let dot = |of: &[f64]| w.iter().zip(of).map(|(w, x)| w * x).sum::<f64>();
            let [first, second] = &axes.axes;
            let bias = w.last().copied().unwrap_or(0.0);
            vec![dot(first), dot(second), dot(&axes.mean) + bias]
        };
        let flat = Parameters::from(&Network {
            w: network.w.iter().map(on_plane).collect(),
            v: network.v.clone(),
        });
        let classes = flat.shape.classes;
        let sample = |(u, v): (f64, f64)| Sample {
            x: vec![u, v, 1.0],
            t: vec![0.0; classes],
        };
        let samples: Vec<Sample> = self.middles(size).map(sample).collect();
        let outputs = Engine::new(flat.shape, 1).outputs(&flat, &Samples::new(&samples));
        most_probable(&outputs, classes)
    }

    /// The middle of each cell on the plane.
    fn middles(&self, (columns, rows): (usize, usize)) -> impl Iterator<Item = (f64, f64)> + '_ {
        let middle = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
        (0..rows)
            .flat_map(move |row| (0..columns).map(move |column| (column, row)))
            .map(move |(column, row)| {
                (
                    self.x.at(middle(column, columns)),
                    self.y.at(middle(row, rows)),
                )
            })
    }

    fn marks(&self, experiment: &Experiment) -> Vec<Mark> {
        let train = experiment.train();
        let mark = |(n, point): (usize, &(f64, f64))| Mark {
            x: point.0,
            y: point.1,
            label: String::new(),
            kind: MarkKind::Class(train.class[n]),
        };
        let n = experiment.sample_number();
        let current = Mark::current(
            project(self.axes.as_ref(), &train.x[n]),
            format!("{n}: {}", train.classes[train.class[n]]),
        );
        let marks = self.points.iter().enumerate().map(mark);
        marks.chain([current]).collect()
    }

    /// Where the sums b_j of hidden units are zero: the lines that they draw. With many units only that of one.
    fn boundaries(&self, experiment: &Experiment, unit: Option<usize>) -> Vec<Series> {
        let network = experiment.network();
        let line = |(j, w_j): (usize, &Vec<f64>)| {
            // The sum is linear over the plane: three points of it tell all.
            let sum = |x: f64, y: f64| {
                let x = self.inputs((x, y), w_j.len() - 1);
                let products = w_j.iter().zip(x.iter().chain([&1.0])).map(|(w, x)| w * x);
                products.sum::<f64>()
            };
            let rest = sum(0.0, 0.0);
            let slopes = (sum(1.0, 0.0) - rest, sum(0.0, 1.0) - rest);
            let points = zero_line(rest, slopes, &self.x, &self.y)?;
            let label = format!("{} = 0", Symbol::new('b', j.to_string()));
            let line = Series::new(label, Hue::Text, points);
            Some(if unit == Some(j) { line } else { line.dashed() })
        };
        let is_shown = |j: usize| network.w.len() <= 4 || unit == Some(j);
        let units = network.w.iter().enumerate();
        units
            .filter(|(j, _)| is_shown(*j))
            .filter_map(line)
            .collect()
    }
}

/// The point of the plane that stands for D inputs.
fn project(axes: Option<&PrincipalAxes>, x: &[f64]) -> (f64, f64) {
    match axes {
        Some(axes) => axes.project(x),
        None => (x[0], x.get(1).copied().unwrap_or(0.0)),
    }
}

/// The labels of the principal axes, and the title.
fn principal_labels(axes: &PrincipalAxes) -> ([String; 2], String) {
    let all = percent(axes.shares[0] + axes.shares[1]);
    (
        [0, 1].map(|axis| format!("axis {}: {}", axis + 1, percent(axes.shares[axis]))),
        format!("classes, on the two principal axes ({all} of the variance)"),
    )
}

/// The labels of two inputs, and the title.
fn input_labels(train: &DataSet, scale: Scale) -> ([String; 2], String) {
    let scaled = match scale {
        Scale::Standard => ", scaled",
        Scale::None => "",
    };
    let name = |i: usize| {
        let symbol = Symbol::new('x', i.to_string()).to_string();
        match train.features.get(i) {
            Some(name) if *name != format!("x{i}") => format!("{symbol}: {name}{scaled}"),
            Some(_) => symbol,
            None => "nothing".to_owned(),
        }
    };
    ([name(0), name(1)], "classes over the plane".to_owned())
}

/// A range around numbers with a margin.
fn with_margin(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let Some((from, to)) = finite_range(numbers) else {
        return (-1.0, 1.0);
    };
    let margin = (0.12 * (to - from)).max(1e-6 * (1.0 + from.abs().max(to.abs())));
    (from - margin, to + margin)
}

/// The most probable class of each row of `outputs`, and its probability. NaN counts as nothing known.
fn most_probable(outputs: &[f64], classes: usize) -> Vec<(usize, f64)> {
    let of_row = |y: &[f64]| {
        let mut best = (0, 1.0 / y.len() as f64);
        for (class, probability) in y.iter().enumerate() {
            if *probability > best.1 {
                best = (class, *probability);
            }
        }
        best
    };
    outputs.chunks(classes).map(of_row).collect()
}
