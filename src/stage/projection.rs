//! The plane on which data are shown, divided among the classes.

use super::experiment::Experiment;
use super::pictures::{finite_range, zero_line};
use super::settings::Scale;
use crate::data::DataSet;
use crate::engine::{Engine, Parameters, PrincipalAxes, Samples};
use crate::model::network::{eq06_hidden_output, forward};
use crate::model::{Network, Sample};
use crate::scene::number::percent;
use crate::scene::{Axis, Curve, Hue, Mark, MarkKind, Regions, Seen, Series, Symbol};

/// Columns and rows of cells, on a screen and in a figure.
pub(super) const CELLS: (usize, usize) = (72, 54);
pub(super) const FIGURE_CELLS: (usize, usize) = (216, 162);
/// With more hidden units than this, the line of one is shown.
pub(super) const MAX_LINES: usize = 4;
/// Samples that a plane shows.
const MAX_MARKS: usize = 300;

/// The plane of the two inputs, or of the two principal axes of more of them.
#[derive(Debug, Clone)]
pub(super) struct Projection2d {
    axes: Option<PrincipalAxes>,
    x: Axis,
    y: Axis,
    title: String,
    /// The samples that it shows, of the training part and of the test part, each with its index.
    points: [Vec<(usize, (f64, f64))>; 2],
}

/// The choices for a plane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The hidden unit whose line is unbroken.
    pub unit: Option<usize>,
    /// The test part in place of the training part.
    pub test: bool,
    /// The test sample that is looked at, if it is one.
    pub sample: Option<usize>,
    /// Classes without shades for how sure the network is.
    pub discrete: bool,
}

impl Shown {
    /// The sample that is looked at, and the part that it is in.
    pub fn looked_at(self, experiment: &Experiment) -> (&DataSet, usize) {
        let test = experiment.test();
        let of_test = self.sample.filter(|n| self.test && *n < test.len());
        match of_test {
            Some(n) => (test, n),
            None => (experiment.train(), experiment.sample_number()),
        }
    }
}

impl Projection2d {
    /// The plane of an experiment's training part. It does not depend on the network.
    pub fn of(experiment: &Experiment) -> Self {
        let train = experiment.train();
        let many = (train.inputs() > 2).then(|| PrincipalAxes::of(&train.x));
        let axes = many.flatten();
        let place = |x: &Vec<f64>| project(axes.as_ref(), x);
        let all: Vec<(f64, f64)> = train.x.iter().map(place).collect();
        let ranges = [
            with_margin(all.iter().map(|point| point.0)),
            with_margin(all.iter().map(|point| point.1)),
        ];
        let lengths = ranges.map(|(from, to)| to - from);
        let axis = |label: String, axis: usize| {
            // Along an axis without variance the plane still has a breadth.
            let short = 0.1 * lengths[1 - axis] - 0.5 * lengths[axis];
            let more = if axes.is_some() { short.max(0.0) } else { 0.0 };
            let (from, to) = ranges[axis];
            Axis::new(&label, from - more, to + more)
        };
        let ([first, second], title) = match &axes {
            Some(axes) => principal_labels(axes),
            None => input_labels(train, experiment.setup.scale),
        };
        Self {
            x: axis(first, 0),
            y: axis(second, 1),
            points: [train, experiment.test()]
                .map(|part| chosen(part).map(|n| (n, place(&part.x[n]))).collect()),
            axes,
            title,
        }
    }

    /// The index of the training sample nearest to a point, given as fractions of the plane.
    pub fn nearest(&self, across: f64, up: f64) -> usize {
        let distance = |n: &usize| {
            let (x, y) = self.points[0][*n].1;
            (self.x.fraction(x) - across).powi(2) + (self.y.fraction(y) - up).powi(2)
        };
        let nearer = |one: &usize, other: &usize| distance(one).total_cmp(&distance(other));
        let nearest = (0..self.points[0].len()).min_by(nearer);
        nearest.map_or(0, |index| self.points[0][index].0)
    }

    /// The most probable class everywhere, the samples, and the lines of the hidden units.
    pub fn regions(
        &self,
        experiment: &Experiment,
        shown: Shown,
        (columns, rows): (usize, usize),
    ) -> Regions {
        let network = self.on_plane(experiment.network());
        let (mut cells, margins): (Vec<(usize, f64)>, _) =
            self.cells(&network, columns, rows).into_iter().unzip();
        if shown.discrete {
            for cell in &mut cells {
                cell.1 = 1.0;
            }
        }
        Regions {
            title: self.title.clone(),
            x: self.x.clone(),
            y: self.y.clone(),
            columns,
            rows,
            lines: self.boundaries(&network, shown.unit),
            cells,
            margins,
            samples: part(experiment, shown.test).len(),
            classes: experiment.train().classes.clone(),
            marks: self.marks(experiment, shown),
            ghost: None,
        }
    }

    /// The class in each cell by a network of D inputs.
    pub fn classes_of(&self, network: Network, (columns, rows): (usize, usize)) -> Vec<usize> {
        let cells = self.cells(&self.on_plane(network), columns, rows);
        cells.into_iter().map(|(answer, _)| answer.0).collect()
    }

    /// The network of a point's two coordinates. On the plane its sums are those of the network of D inputs, which are linear there.
    fn on_plane(&self, network: Network) -> Network {
        let row = |w: &Vec<f64>| {
            let bias = w[w.len() - 1];
            let Some(axes) = &self.axes else {
                // Inputs beyond the second are 0.
                return vec![w[0], if w.len() > 2 { w[1] } else { 0.0 }, bias];
            };
            let dot = |of: &[f64]| w.iter().zip(of).map(|(w, x)| w * x).sum::<f64>();
            let [first, second] = &axes.axes;
            vec![dot(first), dot(second), dot(&axes.mean) + bias]
        };
        Network {
            w: network.w.iter().map(row).collect(),
            v: network.v,
        }
    }

    /// The output of each hidden unit over the plane.
    pub fn seen(&self, network: Network, (columns, rows): (usize, usize)) -> Vec<Seen> {
        let middle = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
        let of_unit = |w: &Vec<f64>| {
            let output = |cell: usize| {
                let x = self.x.at(middle(cell % columns, columns));
                let y = self.y.at(1.0 - middle(cell / columns, rows));
                eq06_hidden_output(w[0] * x + w[1] * y + w[2])
            };
            Seen {
                columns,
                cells: (0..columns * rows).map(output).collect(),
                is_signed: false,
            }
        };
        self.on_plane(network).w.iter().map(of_unit).collect()
    }

    /// The same for a figure, whose axes say what they are.
    pub fn regions_of_figure(&self, experiment: &Experiment, unit: Option<usize>) -> Regions {
        self.regions_of_cells(experiment, unit, FIGURE_CELLS)
    }

    /// The same with fewer or more cells.
    pub fn regions_of_cells(
        &self,
        experiment: &Experiment,
        unit: Option<usize>,
        cells: (usize, usize),
    ) -> Regions {
        let shown = Shown {
            unit,
            ..Shown::default()
        };
        let mut regions = self.regions(experiment, shown, cells);
        regions.marks.retain(|mark| mark.kind != MarkKind::Current);
        if let Some(axes) = &self.axes {
            let both = [&mut regions.x, &mut regions.y]
                .into_iter()
                .zip(axes.shares);
            for (number, (axis, share)) in (1..).zip(both) {
                let share = percent(share);
                axis.label = format!("principal axis {number} ({share} of the variance)");
            }
        }
        regions
    }

    /// The probabilities of the classes over the only input, with the samples below them; none if there are more inputs.
    pub fn probabilities(&self, experiment: &Experiment) -> Option<Curve> {
        let (train, network) = (experiment.train(), experiment.network());
        if train.inputs() != 1 {
            return None;
        }
        let steps = (0..=200).map(|step| self.x.at(f64::from(step) / 200.0));
        let outputs: Vec<(f64, Vec<f64>)> =
            steps.map(|x| (x, forward(&network, &[x, 1.0]).y)).collect();
        let line = |(k, class): (usize, &String)| {
            let points = outputs.iter().map(|(x, y)| (*x, y[k])).collect();
            let symbol = Symbol::new('y', k.to_string());
            Series::new(format!("{symbol}: {class}"), Hue::Class(k), points)
        };
        let below = |mut mark: Mark| {
            mark.y = -0.06;
            mark
        };
        let marks = self.marks(experiment, Shown::default()).into_iter();
        let marks = marks
            .filter(|mark| mark.kind != MarkKind::Current)
            .map(below);
        Some(Curve {
            title: "the outputs over the input".to_owned(),
            x: self.x.clone(),
            y: Axis::new("probability", -0.12, 1.06),
            series: train.classes.iter().enumerate().map(line).collect(),
            marks: marks.collect(),
            verdict: String::new(),
        })
    }

    /// Class, probability and margin of each cell.
    fn cells(&self, network: &Network, columns: usize, rows: usize) -> Vec<Answer> {
        let network = Parameters::from(network);
        let classes = network.shape.classes;
        let middle = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
        let sample = |cell: usize| {
            let x = self.x.at(middle(cell % columns, columns));
            let y = self.y.at(middle(cell / columns, rows));
            let (x, t) = (vec![x, y, 1.0], vec![0.0; classes]);
            Sample { x, t }
        };
        let samples: Vec<Sample> = (0..columns * rows).map(sample).collect();
        answers(&network, &samples)
    }

    fn marks(&self, experiment: &Experiment, shown: Shown) -> Vec<Mark> {
        let part = part(experiment, shown.test);
        let points = &self.points[usize::from(shown.test)];
        let samples: Vec<Sample> = points.iter().map(|(n, _)| part.sample(*n)).collect();
        let answers = answers(experiment.parameters(), &samples);
        let mark = |(&(n, (x, y)), answer): (&(usize, (f64, f64)), &Answer)| Mark {
            x,
            y,
            label: String::new(),
            kind: match part.class[n] {
                class if class == answer.0.0 => MarkKind::Class(class),
                class => MarkKind::Wrong(class),
            },
        };
        let (from, n) = shown.looked_at(experiment);
        let at = project(self.axes.as_ref(), &from.x[n]);
        let current = Mark::current(at, format!("{n}: {}", from.classes[from.class[n]]));
        let marks = points.iter().zip(&answers).map(mark);
        marks.chain([current]).collect()
    }

    /// Where the sums b_j of hidden units are zero: the lines that they draw. With many units only that of one.
    fn boundaries(&self, network: &Network, unit: Option<usize>) -> Vec<Series> {
        let line = |(j, w): (usize, &Vec<f64>)| {
            let points = zero_line(w[2], (w[0], w[1]), &self.x, &self.y)?;
            let label = format!("{} = 0", Symbol::new('b', j.to_string()));
            let line = Series::new(label, Hue::Text, points);
            Some(if unit == Some(j) { line } else { line.dashed() })
        };
        let is_shown = |j: usize| network.w.len() <= MAX_LINES || unit == Some(j);
        let units = network.w.iter().enumerate();
        let shown = units.filter(|(j, _)| is_shown(*j));
        shown.filter_map(line).collect()
    }
}

fn project(axes: Option<&PrincipalAxes>, x: &[f64]) -> (f64, f64) {
    match axes {
        Some(axes) => axes.project(x),
        None => (x[0], x.get(1).copied().unwrap_or(0.0)),
    }
}

fn principal_labels(axes: &PrincipalAxes) -> ([String; 2], String) {
    let all = percent(axes.shares[0] + axes.shares[1]);
    let title = format!("classes, on the two principal axes ({all} of the variance)");
    let label = |axis: usize| format!("axis {}: {}", axis + 1, percent(axes.shares[axis]));
    ([0, 1].map(label), title)
}

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

fn with_margin(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let Some((from, to)) = finite_range(numbers) else {
        return (-1.0, 1.0);
    };
    let margin = (0.12 * (to - from)).max(1e-6 * (1.0 + from.abs().max(to.abs())));
    (from - margin, to + margin)
}

/// A class with its probability, and its margin before the next.
type Answer = ((usize, f64), f64);

/// The answers to samples.
fn answers(network: &Parameters, samples: &[Sample]) -> Vec<Answer> {
    let outputs = Engine::new(network.shape, 1).outputs(network, &Samples::new(samples));
    let each = outputs.chunks(network.shape.classes);
    each.map(most_probable).collect()
}

/// The samples of a part that are taken for another class, each with that class and its probability.
pub(super) fn mistakes(experiment: &Experiment, of_test: bool) -> Vec<(usize, (usize, f64))> {
    let part = part(experiment, of_test);
    let answers = answers(experiment.parameters(), &part.samples());
    let numbered = answers.into_iter().map(|(answer, _)| answer).enumerate();
    numbered
        .filter(|(n, (class, _))| *class != part.class[*n])
        .collect()
}

pub(super) fn part(experiment: &Experiment, of_test: bool) -> &DataSet {
    if of_test {
        experiment.test()
    } else {
        experiment.train()
    }
}

/// The most probable class. NaN counts as nothing known.
fn most_probable(y: &[f64]) -> Answer {
    let nothing = (0, 1.0 / y.len() as f64);
    let larger = |best: (usize, f64), one: (usize, f64)| if one.1 > best.1 { one } else { best };
    let best = y.iter().copied().enumerate().fold(nothing, larger);
    let others = y.iter().enumerate().filter(|(class, _)| *class != best.0);
    let next = others.map(|(_, y)| *y).fold(0.0, f64::max);
    (best, best.1 - next)
}

/// The samples that a plane shows: all, or as many as it can, evenly over the classes.
fn chosen(part: &DataSet) -> impl Iterator<Item = usize> {
    let count = part.len();
    let mut order: Vec<usize> = (0..count).collect();
    if count > MAX_MARKS {
        order.sort_by_key(|n| part.class[*n]);
    }
    let marks = count.min(MAX_MARKS);
    let mut shown: Vec<usize> = (0..marks).map(|mark| order[mark * count / marks]).collect();
    shown.sort_unstable();
    shown.into_iter()
}
