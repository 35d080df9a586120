//! The error's landscape along two weights, all others as they are, and the path that the training took over it.

use std::sync::Arc;

use super::Snapshot;
use crate::engine::Parameters;
use crate::scene::{Axis, Field, Hue, Mark, Picture, Plane, Series, text};
use crate::stage::dashboard::{DashboardState, SLICE, Task};
use crate::stage::experiment::Experiment;
use crate::stage::pictures::finite_range;

const COLUMNS: usize = 33;
const ROWS: usize = 25;
const PASSES: usize = COLUMNS * ROWS;
/// The landscape reaches at least this far to all sides of the weights.
const REACH: f64 = 2.0;

/// The path in words: it was walked in other landscapes.
const PATH: &str = "path: other weights moved too";

#[derive(Debug)]
pub(super) struct Landscape {
    parameters: Parameters,
    weights: (usize, usize),
    x: Axis,
    y: Axis,
    errors: Vec<f64>,
    path: Vec<(f64, f64)>,
}

fn is_cheap(experiment: &Experiment) -> bool {
    experiment.cost_of_pass() * PASSES < 4 * SLICE
}

impl Landscape {
    /// The landscape around the weights as they are and the path that led to them. Nothing of it is computed yet.
    pub fn new(dashboard: &DashboardState, trail: &[Arc<Snapshot>]) -> Self {
        let (first, second) = (dashboard.weight, dashboard.second);
        let at = |weights: &Parameters| (weights.values[first], weights.values[second]);
        let here = at(dashboard.experiment.parameters());
        let earlier = trail.iter().map(|earlier| at(&earlier.parameters));
        let path: Vec<(f64, f64)> = earlier.chain([here]).collect();
        let axis = |weight: usize, number: fn(&(f64, f64)) -> f64, here: f64| {
            // Added to a huge weight, a short reach would be lost to rounding.
            let reach = REACH.max(1e-9 * here.abs());
            let low = path.iter().map(number).fold(here - reach, f64::min);
            let high = path.iter().map(number).fold(here + reach, f64::max);
            let margin = 0.08 * (high - low);
            Axis::new(&dashboard.weight_name(weight), low - margin, high + margin)
        };
        Self {
            parameters: dashboard.experiment.parameters().clone(),
            x: axis(first, |point| point.0, here.0),
            y: axis(second, |point| point.1, here.1),
            weights: (first, second),
            errors: Vec::new(),
            path,
        }
    }

    pub fn begin(dashboard: &mut DashboardState, trail: &[Arc<Snapshot>]) -> Self {
        let mut landscape = Self::new(dashboard, trail);
        if is_cheap(&dashboard.experiment) {
            landscape.advance(&mut dashboard.experiment, PASSES);
        }
        landscape
    }

    pub fn has_path(&self) -> bool {
        self.path.len() > 1
    }

    /// The heat map. Cells that are not computed yet are as dark as the lowest point.
    pub fn plane(&self) -> Plane {
        let range = finite_range(self.errors.iter().copied());
        let (low, high) = range.unwrap_or((0.0, 1.0));
        let share = |error: &f64| match *error {
            error if !error.is_finite() => 1.0,
            error if low < high => (error - low) / (high - low),
            _ => 0.5,
        };
        let mut values: Vec<f64> = self.errors.iter().map(share).collect();
        values.resize(PASSES, 0.0);
        let (x, y) = self.path.last().copied().unwrap_or((0.0, 0.0));
        let label = format!("({}, {})", text(x, 2), text(y, 2));
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
            lines: vec![Series::new("path", Hue::Text, self.path.clone())],
            marks: vec![Mark::current((x, y), label)],
        }
    }
}

impl Task for Landscape {
    /// While it plays, a landscape that is still being computed is finished first.
    fn matches(&self, dashboard: &DashboardState) -> bool {
        let is_same = self.weights == (dashboard.weight, dashboard.second)
            && self.parameters == *dashboard.experiment.parameters();
        let is_awaited = dashboard.screen.playing && !self.is_complete();
        is_same || is_awaited && !is_cheap(&dashboard.experiment)
    }

    fn is_complete(&self) -> bool {
        self.errors.len() == PASSES
    }

    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let mut moved = self.parameters.clone();
        let end = (self.errors.len() + passes).min(PASSES);
        for cell in self.errors.len()..end {
            let (column, row) = (cell % COLUMNS, cell / COLUMNS);
            moved.values[self.weights.0] = self.x.at(column as f64 / (COLUMNS - 1) as f64);
            moved.values[self.weights.1] = self.y.at(row as f64 / (ROWS - 1) as f64);
            self.errors.push(experiment.error_at(&moved));
        }
    }

    fn picture(&self, _: &DashboardState) -> Picture {
        let mut plane = self.plane();
        for line in &mut plane.lines {
            PATH.clone_into(&mut line.label);
        }
        Picture::Plane(plane)
    }
}
