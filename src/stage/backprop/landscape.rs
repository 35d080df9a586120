//! The error's landscape along two weights, all others as they are, and the path that the training took over it.

use crate::engine::Parameters;
use crate::scene::{Axis, Field, Hue, Mark, MarkKind, Plane, Series, text};
use crate::stage::dashboard::DashboardState;
use crate::stage::experiment::Experiment;

const COLUMNS: usize = 33;
const ROWS: usize = 25;
/// The landscape reaches at least so far to all sides of the weights.
const REACH: f64 = 2.0;

/// A landscape, as far as it is computed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landscape {
    place: Parameters,
    weights: (usize, usize),
    x: Axis,
    y: Axis,
    errors: Vec<f64>,
    path: Vec<(f64, f64)>,
}

impl Landscape {
    /// How many forward passes all of it takes.
    pub const PASSES: usize = COLUMNS * ROWS;

    /// The landscape around the weights as they are and the path that led to them, of which nothing is computed yet.
    pub fn new<'a>(dashboard: &DashboardState, path: impl Iterator<Item = &'a Parameters>) -> Self {
        let weights = (dashboard.weight, dashboard.second);
        let at =
            |parameters: &Parameters| (parameters.values[weights.0], parameters.values[weights.1]);
        let here = at(dashboard.experiment.parameters());
        let path: Vec<(f64, f64)> = path.map(at).chain([here]).collect();
        let axis = |weight: usize, number: fn(&(f64, f64)) -> f64, here: f64| {
            // Beside a huge weight a short way is no way.
            let reach = REACH.max(1e-9 * here.abs());
            let low = path.iter().map(number).fold(here - reach, f64::min);
            let high = path.iter().map(number).fold(here + reach, f64::max);
            let margin = 0.08 * (high - low);
            Axis::new(&dashboard.weight_name(weight), low - margin, high + margin)
        };
        Self {
            place: dashboard.experiment.parameters().clone(),
            x: axis(weights.0, |point| point.0, here.0),
            y: axis(weights.1, |point| point.1, here.1),
            weights,
            errors: Vec::new(),
            path,
        }
    }

    pub fn is_of(&self, dashboard: &DashboardState) -> bool {
        self.weights == (dashboard.weight, dashboard.second)
            && self.place == *dashboard.experiment.parameters()
    }

    pub fn is_complete(&self) -> bool {
        self.errors.len() == Self::PASSES
    }

    /// So many forward passes more.
    pub fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let mut moved = self.place.clone();
        let end = (self.errors.len() + passes).min(Self::PASSES);
        for cell in self.errors.len()..end {
            let (column, row) = (cell % COLUMNS, cell / COLUMNS);
            moved.values[self.weights.0] = self.x.at(column as f64 / (COLUMNS - 1) as f64);
            moved.values[self.weights.1] = self.y.at(row as f64 / (ROWS - 1) as f64);
            self.errors.push(experiment.error_at(&moved));
        }
    }

    /// The heat map: what is not computed yet is as dark as the lowest place.
    pub fn plane(&self) -> Plane {
        let finite = self
            .errors
            .iter()
            .copied()
            .filter(|error| error.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), error| {
            (low.min(error), high.max(error))
        });
        let (low, high) = if low < high { (low, high) } else { (0.0, 1.0) };
        let share = |error: &f64| ((error - low) / (high - low)).clamp(0.0, 1.0);
        let mut values: Vec<f64> = self
            .errors
            .iter()
            .map(|error| if error.is_finite() { share(error) } else { 1.0 })
            .collect();
        values.resize(Self::PASSES, 0.0);
        let (x, y) = self.path.last().copied().unwrap_or((0.0, 0.0));
        Plane {
            title: "E along two weights, the others as they are".to_owned(),
            x: self.x.clone(),
            y: self.y.clone(),
            field: Field {
                columns: COLUMNS,
                rows: ROWS,
                values,
            },
            heat: "E".to_owned(),
            ends: (low, high),
            lines: vec![Series {
                label: "path".to_owned(),
                hue: Hue::Text,
                dashed: false,
                points: self.path.clone(),
            }],
            marks: vec![Mark {
                x,
                y,
                label: format!("({}, {})", text(x, 2), text(y, 2)),
                kind: MarkKind::Current,
            }],
        }
    }
}
