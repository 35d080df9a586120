//! Pictures that more than one dashboard shows: regions of the classes, an image, the confusion matrix.

use std::iter;

use super::experiment::Experiment;
use super::setup::Scale;
use crate::data::DataSet;
use crate::engine::{Engine, Parameters, PrincipalAxes, Samples, Score};
use crate::model::{Network, Sample};
use crate::scene::number::percent;
use crate::scene::{
    Axis, Bar, Hue, Image, Mark, MarkKind, Matrices, Matrix, Picture, Regions, Series, Symbol,
    Table, TableRow, text,
};

/// Into how many cells the plane is divided.
const CELLS: (usize, usize) = (72, 54);
/// The same for a figure.
const FINE: (usize, usize) = (216, 162);
/// More inputs than this, cells times D, and the cells of a plane are asked of a network with two inputs.
const MAX_OF_A_GRID: usize = 4_000_000;
/// How many samples a plane shows.
const MAX_MARKS: usize = 300;

/// The plane on which data are shown: that of the two inputs, or of the two principal axes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ground {
    axes: Option<PrincipalAxes>,
    x: Axis,
    y: Axis,
    title: String,
    /// Where the training samples lie, as many as are shown.
    points: Vec<(f64, f64)>,
    divided: Divided,
}

/// How a network divided the plane when it was last asked, so that it is asked anew only when it is another one.
#[derive(Debug, Clone, Default)]
struct Divided {
    /// Into how many cells, and the middle of each.
    grid: Option<((usize, usize), Samples)>,
    /// The weights, and what is most probable in each cell.
    cells: Option<(Parameters, Vec<(usize, f64)>)>,
}

/// All of it can be computed again from the rest of a plane, and says nothing of its own.
impl PartialEq for Divided {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Ground {
    /// The plane of a experiment's training part. It does not depend on the network.
    pub fn of(experiment: &Experiment) -> Self {
        let train = experiment.train();
        let axes = (train.inputs() > 2)
            .then(|| PrincipalAxes::of(&train.x))
            .flatten();
        let place = |x: &Vec<f64>| match &axes {
            Some(axes) => axes.project(x),
            None => (x[0], x.get(1).copied().unwrap_or(0.0)),
        };
        let all: Vec<(f64, f64)> = train.x.iter().map(place).collect();
        let axis = |label: String, number: fn(&(f64, f64)) -> f64| {
            let (from, to) = reach(all.iter().map(number));
            Axis::new(&label, from, to)
        };
        let (names, title) = match &axes {
            Some(axes) => principal(axes),
            None => plain(train, experiment.setup.scale),
        };
        let [first, second] = names;
        Self {
            x: axis(first, |point| point.0),
            y: axis(second, |point| point.1),
            points: all.into_iter().take(MAX_MARKS).collect(),
            axes,
            title,
            divided: Divided::default(),
        }
    }

    /// The D inputs of a point of the plane.
    fn inputs(&self, (x, y): (f64, f64), count: usize) -> Vec<f64> {
        match &self.axes {
            Some(axes) => axes.lift((x, y)),
            // Without axes the other inputs are as good as none.
            None => [x, y]
                .into_iter()
                .chain(iter::repeat(0.0))
                .take(count)
                .collect(),
        }
    }

    /// The number of the training sample that lies nearest to a point, given as fractions of the plane.
    pub fn nearest(&self, across: f64, up: f64) -> usize {
        let distance = |point: &(f64, f64)| {
            (self.x.fraction(point.0) - across).powi(2) + (self.y.fraction(point.1) - up).powi(2)
        };
        let mut nearest = (0, f64::INFINITY);
        for (number, point) in self.points.iter().enumerate() {
            if distance(point) < nearest.1 {
                nearest = (number, distance(point));
            }
        }
        nearest.0
    }

    /// The regions of the most probable class, with the samples; and the line of a hidden unit, which is drawn strong.
    pub fn regions(&mut self, experiment: &mut Experiment, unit: Option<usize>) -> Regions {
        self.divided(experiment, unit, CELLS)
    }

    /// The same for a figure: in finer cells, and without the current sample.
    pub fn finely(&mut self, experiment: &mut Experiment, unit: Option<usize>) -> Regions {
        let mut regions = self.divided(experiment, unit, FINE);
        regions.marks.retain(|mark| mark.kind != MarkKind::Current);
        regions
    }

    fn divided(
        &mut self,
        experiment: &mut Experiment,
        unit: Option<usize>,
        size: (usize, usize),
    ) -> Regions {
        let cells = self.cells(experiment, size);
        let (columns, rows) = size;
        Regions {
            title: self.title.clone(),
            x: self.x.clone(),
            y: self.y.clone(),
            columns,
            rows,
            cells,
            classes: experiment.train().classes.clone(),
            lines: self.boundaries(experiment, unit),
            marks: self.marks(experiment),
        }
    }

    /// The most probable class of each cell, and how probable it is.
    fn cells(&mut self, experiment: &mut Experiment, size: (usize, usize)) -> Vec<(usize, f64)> {
        let (inputs, classes) = (experiment.shape().inputs, experiment.shape().classes);
        if let Some(axes) = &self.axes
            && cfg!(not(target_arch = "wasm32"))
            && size.0 * size.1 * inputs > MAX_OF_A_GRID
        {
            return self.cells_of_plane(axes, &experiment.network(), size);
        }
        let (grid_size, grid) = match self.divided.grid.take() {
            Some(grid) if grid.0 == size => grid,
            _ => {
                self.divided.cells = None;
                (size, experiment.samples_at(&self.middles(inputs, size)))
            }
        };
        let known = self.divided.cells.take();
        let cells = match known {
            Some((parameters, cells)) if parameters == *experiment.parameters() => cells,
            _ => {
                let outputs = experiment.outputs_of(&grid);
                outputs.chunks(classes).map(most_probable).collect()
            }
        };
        self.divided = Divided {
            grid: Some((grid_size, grid)),
            cells: Some((experiment.parameters().clone(), cells.clone())),
        };
        cells
    }

    /// The same from a network of two inputs, the places along the axes: on the plane its sums are those of the whole one.
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
        let samples: Vec<Sample> = self.points_of_cells(size).map(sample).collect();
        let outputs = Engine::new(flat.shape, 1).outputs(&flat, &Samples::new(&samples));
        outputs.chunks(classes).map(most_probable).collect()
    }

    /// The inputs at the middle of each cell.
    fn middles(&self, inputs: usize, size: (usize, usize)) -> Vec<Vec<f64>> {
        self.points_of_cells(size)
            .map(|point| self.inputs(point, inputs))
            .collect()
    }

    /// The middle of each cell on the plane.
    fn points_of_cells(
        &self,
        (columns, rows): (usize, usize),
    ) -> impl Iterator<Item = (f64, f64)> + '_ {
        let middle = |number: usize, count: usize| (number as f64 + 0.5) / count as f64;
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
        let classes = &experiment.train().class;
        let mark = |(n, point): (usize, &(f64, f64))| Mark {
            x: point.0,
            y: point.1,
            label: String::new(),
            kind: MarkKind::Class(classes[n]),
        };
        let mut marks: Vec<Mark> = self.points.iter().enumerate().map(mark).collect();
        let n = experiment.sample_number();
        let x = &experiment.train().x[n];
        let (x, y) = match &self.axes {
            Some(axes) => axes.project(x),
            None => (x[0], x.get(1).copied().unwrap_or(0.0)),
        };
        marks.push(Mark {
            x,
            y,
            label: format!("{n}: {}", experiment.train().classes[classes[n]]),
            kind: MarkKind::Current,
        });
        marks
    }

    /// Where the sums b_j of hidden units are zero: the lines that they draw. With many units only that of one.
    fn boundaries(&self, experiment: &Experiment, unit: Option<usize>) -> Vec<Series> {
        let network = experiment.network();
        let line = |(j, w_j): (usize, &Vec<f64>)| {
            // The sum is linear over the plane: three points of it tell all.
            let inputs = w_j.len() - 1;
            let sum = |x: f64, y: f64| {
                let x = self.inputs((x, y), inputs);
                w_j.iter()
                    .zip(x.iter().chain([&1.0]))
                    .map(|(w, x)| w * x)
                    .sum::<f64>()
            };
            let rest = sum(0.0, 0.0);
            let slopes = (sum(1.0, 0.0) - rest, sum(0.0, 1.0) - rest);
            let points = zero_line(rest, slopes, &self.x, &self.y)?;
            Some(Series {
                label: format!("{} = 0", Symbol::new('b', j.to_string())),
                hue: Hue::Text,
                dashed: unit != Some(j),
                points: points.to_vec(),
            })
        };
        let few = network.w.len() <= 4;
        network
            .w
            .iter()
            .enumerate()
            .filter(|(j, _)| few || unit == Some(*j))
            .filter_map(line)
            .collect()
    }
}

/// The names of the principal axes, and what they show.
fn principal(axes: &PrincipalAxes) -> ([String; 2], String) {
    let all = axes.shares[0] + axes.shares[1];
    (
        [0, 1].map(|axis| format!("axis {}: {}", axis + 1, percent(axes.shares[axis]))),
        format!(
            "classes, on the two principal axes ({} of the variance)",
            percent(all)
        ),
    )
}

fn plain(train: &DataSet, scale: Scale) -> ([String; 2], String) {
    let scaled = if scale == Scale::Standard {
        ", scaled"
    } else {
        ""
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
fn reach(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
    for number in numbers.filter(|number| number.is_finite()) {
        (from, to) = (from.min(number), to.max(number));
    }
    if from > to {
        return (-1.0, 1.0);
    }
    let margin = (0.12 * (to - from)).max(1e-6 * (1.0 + from.abs().max(to.abs())));
    (from - margin, to + margin)
}

/// The most probable class and its probability. What is no number counts as nothing known.
fn most_probable(y: &[f64]) -> (usize, f64) {
    let mut best = (0, 1.0 / y.len() as f64);
    for (class, probability) in y.iter().enumerate() {
        if *probability > best.1 {
            best = (class, *probability);
        }
    }
    best
}

/// Where rest + s·x + t·y = 0 crosses the plane, if it does.
fn zero_line(rest: f64, (s, t): (f64, f64), x: &Axis, y: &Axis) -> Option<[(f64, f64); 2]> {
    let inside = |at: f64, axis: &Axis| (axis.range.0..=axis.range.1).contains(&at);
    let mut points = Vec::new();
    for edge in [x.range.0, x.range.1] {
        let at = -(rest + s * edge) / t;
        if inside(at, y) {
            points.push((edge, at));
        }
    }
    for edge in [y.range.0, y.range.1] {
        let at = -(rest + t * edge) / s;
        if inside(at, x) {
            points.push((at, edge));
        }
    }
    let (first, last) = ends(&points)?;
    (first != last).then_some([first, last])
}

/// The first and the last of some points, from the left to the right.
pub(super) fn ends(points: &[(f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
    let order = |one: &&(f64, f64), other: &&(f64, f64)| {
        one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal)
    };
    Some((*points.iter().min_by(order)?, *points.iter().max_by(order)?))
}

/// The current sample as an image with the outputs beside it, where the inputs are pixels.
/// The outputs are left out where they are not computed yet.
pub(super) fn image(experiment: &mut Experiment, with_outputs: bool) -> Option<Image> {
    if experiment.set().name != "digits" {
        return None;
    }
    // The picture is of what was measured; the network sees it scaled.
    let n = experiment.sample_number();
    let scaled = experiment.train().x[n].clone();
    let pixels = experiment
        .unscaled(&scaled)
        .into_iter()
        .map(|x| (x / 16.0).clamp(0.0, 1.0));
    let sample = experiment.samples_at(&[scaled]);
    let y = experiment.outputs_of(&sample);
    let target = experiment.train().class[n];
    let bar = |(class, share): (usize, &f64)| Bar {
        name: experiment.train().classes[class].clone(),
        share: if share.is_finite() { *share } else { 0.0 },
        is_target: class == target,
    };
    Some(Image {
        title: format!("sample {n}: a {}", experiment.train().classes[target]),
        width: 8,
        pixels: pixels.collect(),
        bars: y
            .iter()
            .enumerate()
            .filter(|_| with_outputs)
            .map(bar)
            .collect(),
    })
}

/// Who was taken for whom, over the test part or, where there is none, over the training part.
pub(super) fn confusion(
    experiment: &Experiment,
    scores: &(Option<Score>, Option<Score>),
) -> Picture {
    let (score, part) = match scores {
        (_, Some(test)) => (test, "test"),
        (Some(train), None) => (train, "training"),
        (None, None) => {
            return Picture::Table(Table {
                title: "confusion".to_owned(),
                columns: Vec::new(),
                rows: Vec::new(),
                verdict: "There are no samples.".to_owned(),
            });
        }
    };
    let row = |row: &Vec<usize>| row.iter().map(|count| Some(*count as f64)).collect();
    let worst = worst_confusion(&score.confusion);
    let classes = &experiment.train().classes;
    let verdict = match worst {
        Some((class, taken_for)) => format!(
            "{} of {} {part} samples are right. Most often wrong: {} taken for {}, {} times.",
            score.right,
            score.count,
            classes[class],
            classes[taken_for],
            score.confusion[class][taken_for]
        ),
        None => format!("All {} {part} samples are right.", score.count),
    };
    Picture::Matrices(Matrices {
        title: format!("confusion, {part} part: class down, taken for across"),
        matrices: vec![Matrix {
            name: "class ↓ answer →".to_owned(),
            letter: None,
            rows: classes.clone(),
            columns: classes.clone(),
            entries: score.confusion.iter().map(row).collect(),
            decimals: 0,
            selected: None,
            worst,
        }],
        verdict,
    })
}

/// The largest count beside the diagonal.
fn worst_confusion(confusion: &[Vec<usize>]) -> Option<(usize, usize)> {
    let mut worst = (None, 0);
    for (class, row) in confusion.iter().enumerate() {
        for (taken_for, count) in row.iter().enumerate() {
            if class != taken_for && *count > worst.1 {
                worst = (Some((class, taken_for)), *count);
            }
        }
    }
    worst.0
}

/// Error and accuracy of both parts.
pub(super) fn score_table(
    experiment: &Experiment,
    scores: &(Option<Score>, Option<Score>),
) -> Table {
    let row = |name: &str, score: &Option<Score>| {
        let cells = match score {
            Some(score) => [
                name.to_owned(),
                score.count.to_string(),
                text(score.error, 6),
                score.right.to_string(),
                text(score.accuracy(), 4),
            ],
            None => [name, "0", "–", "–", "–"].map(str::to_owned),
        };
        TableRow {
            cells: cells.to_vec(),
            right: None,
        }
    };
    let classes = experiment.shape().classes;
    let head = |name: &str| (name.to_owned(), None);
    Table {
        title: "error and accuracy".to_owned(),
        columns: ["part", "N", "E", "right", "accuracy"].map(head).to_vec(),
        rows: vec![row("training", &scores.0), row("test", &scores.1)],
        verdict: format!(
            "Whoever guesses has the error ln {classes} = {} and is right once in {classes} times.",
            text((classes as f64).ln(), 4)
        ),
    }
}
