//! The gradient check: every entry by backpropagation beside the same entry by a central difference.

use crate::engine::{Difference, NumericalGradient, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Matrices, Matrix, Picture, Progress, text};
use crate::stage::dashboard::{DashboardState, SLICE, Task};
use crate::stage::experiment::Experiment;
use crate::stage::matrices::matrices_of;

/// The ε of the central difference: near the cube root of the rounding error, where it is best.
const EPSILON: f64 = 1e-5;
/// Slopes smaller than this are compared as if they were this large: rounding alone makes such errors.
const SMALLEST: f64 = 1e-6;

#[derive(Debug)]
pub(super) struct Check {
    parameters: Parameters,
    exact: Parameters,
    search: NumericalGradient,
}

impl Check {
    pub fn new(dashboard: &mut DashboardState) -> Self {
        let experiment = &mut dashboard.experiment;
        Self {
            parameters: experiment.parameters().clone(),
            exact: experiment.gradient(),
            search: NumericalGradient::new(Difference::Central, EPSILON),
        }
    }

    /// The same with its first slopes: a small network is checked at once, so that its numbers do not flicker.
    pub fn begin(dashboard: &mut DashboardState) -> Self {
        let mut check = Self::new(dashboard);
        let passes = (2 * SLICE / dashboard.experiment.cost_of_pass()).min(2_000);
        check.advance(&mut dashboard.experiment, passes);
        check
    }

    /// The slope of a weight by difference, once it is found.
    fn found(&self, weight: usize) -> Option<f64> {
        self.search.slopes.get(weight).copied()
    }

    /// The relative error of a slope that is found.
    fn error(&self, weight: usize) -> Option<f64> {
        let (exact, found) = (self.exact.values[weight], self.found(weight)?);
        let size = exact.abs().max(found.abs()).max(SMALLEST);
        Some((exact - found).abs() / size)
    }

    /// The weight with the largest relative error so far, and that error.
    fn worst(&self) -> Option<(usize, f64)> {
        (0..self.search.slopes.len())
            .filter_map(|weight| Some((weight, self.error(weight)?)))
            .max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// Numbers for the weights as two matrices, the worst entry marked.
    fn marked(
        &self,
        names: [&str; 2],
        known: impl Fn(usize) -> Option<f64>,
        selected: Option<usize>,
    ) -> [Matrix; 2] {
        let shape = self.parameters.shape;
        let mut matrices = matrices_of(shape, names, known, selected);
        if let Some((weight, _)) = self.worst() {
            let (letter, row, column) = shape.position(weight);
            matrices[usize::from(letter == 'v')].worst = Some((row, column));
        }
        matrices
    }

    /// Both gradients, side by side.
    pub fn matrices(&self, dashboard: &DashboardState) -> Matrices {
        let (shape, selected) = (self.parameters.shape, Some(dashboard.weight));
        let names = ["∂E/∂w (28)", "∂E/∂v (26)"];
        let exact = |weight: usize| Some(self.exact.values[weight]);
        let [exact_w, exact_v] = matrices_of(shape, names, exact, selected);
        let names = ["∂E/∂w by difference", "∂E/∂v by difference"];
        let [found_w, found_v] = self.marked(names, |weight| self.found(weight), selected);
        let mut matrices = vec![exact_w, found_w, exact_v, found_v];
        for matrix in &mut matrices {
            matrix.decimals = 5;
        }
        let epsilon = compact(EPSILON);
        Matrices {
            title: format!("gradient check, central difference with ε = {epsilon}"),
            matrices,
            verdict: self.verdict(dashboard),
        }
    }

    pub fn errors(&self, dashboard: &DashboardState) -> Matrices {
        let names = ["errors of ∂E/∂w", "errors of ∂E/∂v"];
        let matrices = self.marked(names, |weight| self.error(weight), None);
        Matrices {
            title: "relative errors".to_owned(),
            matrices: matrices.into(),
            verdict: self.verdict(dashboard),
        }
    }

    fn verdict(&self, dashboard: &DashboardState) -> String {
        let relative = |error: f64| compact(rounded(error, 2));
        let worst = |(weight, error): (usize, f64)| {
            let (count, name) = (self.search.slopes.len(), dashboard.weight_name(weight));
            format!(
                "Worst of {count}: {name}, relative error {}.",
                relative(error)
            )
        };
        let weight = dashboard.weight;
        let selected = |(found, error): (f64, f64)| {
            format!(
                " {}: {} by backpropagation, {} by difference, relative error {}.",
                dashboard.weight_name(weight),
                text(self.exact.values[weight], 8),
                text(found, 8),
                relative(error)
            )
        };
        let worst = self.worst().map(worst).unwrap_or_default();
        let pair = self.found(weight).zip(self.error(weight));
        worst + &pair.map(selected).unwrap_or_default()
    }
}

impl Task for Check {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        self.parameters == *dashboard.experiment.parameters()
    }

    fn is_complete(&self) -> bool {
        self.search.is_complete(&self.parameters)
    }

    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        experiment.search(&mut self.search, &self.parameters, passes.div_ceil(2));
    }

    fn progress(&self) -> Option<Progress> {
        let (done, all) = (self.search.slopes.len(), self.parameters.values.len());
        (!self.is_complete()).then(|| Progress {
            label: "gradient check".to_owned(),
            share: done as f64 / all as f64,
            left: format!("{done} of {all}"),
        })
    }

    fn picture(&self, dashboard: &DashboardState) -> Picture {
        Picture::Matrices(self.matrices(dashboard))
    }
}
