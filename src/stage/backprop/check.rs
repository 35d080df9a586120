//! The gradient check: every entry by backpropagation beside the same entry by a central difference.

use std::fmt::Write as _;

use crate::engine::{self, Difference, Engine, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Matrices, Matrix, Picture, Progress, text};
use crate::stage::dashboard::{DashboardState, SLICE, Task};
use crate::stage::experiment::Experiment;
use crate::stage::matrices::matrices_of;

/// The ε of the central difference: near the cube root of the rounding error, where it is best.
const EPSILON: f64 = 1e-5;
/// Slopes smaller than this are compared as if they were this large: rounding alone makes such errors.
const SMALLEST: f64 = 1e-6;

/// A check, as far as it has come.
#[derive(Debug)]
pub(super) struct Check {
    parameters: Parameters,
    exact: Parameters,
    search: engine::NumericalGradient,
    engine: Engine,
}

impl Check {
    /// A check of the gradient at the weights as they are.
    pub fn new(dashboard: &mut DashboardState) -> Self {
        let experiment = &mut dashboard.experiment;
        Self {
            parameters: experiment.parameters().clone(),
            exact: experiment.gradient(),
            search: engine::NumericalGradient::new(Difference::Central, EPSILON),
            engine: Engine::new(experiment.shape(), 1),
        }
    }

    /// The same with its first slopes: a small network is checked at once, so that its numbers do not flicker.
    pub fn begin(dashboard: &mut DashboardState) -> Self {
        let mut check = Self::new(dashboard);
        let passes = (2 * SLICE / dashboard.experiment.cost_of_pass()).min(2_000);
        check.advance(&mut dashboard.experiment, passes);
        check
    }

    /// The relative error of an entry.
    fn error(&self, weight: usize) -> f64 {
        let (exact, found) = (self.exact.values[weight], self.search.slopes[weight]);
        let size = exact.abs().max(found.abs()).max(SMALLEST);
        (exact - found).abs() / size
    }

    /// The entry with the largest relative error so far, and that error.
    fn worst(&self) -> Option<(usize, f64)> {
        (0..self.search.slopes.len())
            .map(|weight| (weight, self.error(weight)))
            .max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// Numbers for the first weights as two matrices.
    fn entries(
        &self,
        names: [&str; 2],
        entries: impl Iterator<Item = f64>,
        selected: Option<usize>,
    ) -> Vec<Matrix> {
        let mut entries: Vec<Option<f64>> = entries.map(Some).collect();
        entries.resize(self.parameters.values.len(), None);
        matrices_of(self.parameters.shape, names, &entries, selected)
    }

    fn mark_worst(&self, matrices: &mut [Matrix]) {
        if let Some((weight, _)) = self.worst() {
            let (letter, row, column) = self.parameters.shape.position(weight);
            matrices[usize::from(letter == 'v')].worst = Some((row, column));
        }
    }

    /// Both gradients, side by side, the worst entry marked.
    pub fn matrices(&self, dashboard: &DashboardState) -> Matrices {
        let selected = Some(dashboard.weight);
        let exact = self.exact.values.iter().copied();
        let exact = self.entries(["∂E/∂w (28)", "∂E/∂v (26)"], exact, selected);
        let found = self.search.slopes.iter().copied();
        let names = ["∂E/∂w by difference", "∂E/∂v by difference"];
        let mut found = self.entries(names, found, selected);
        self.mark_worst(&mut found);
        let pairs = exact.into_iter().zip(found);
        let mut matrices: Vec<Matrix> = pairs.flat_map(|(exact, found)| [exact, found]).collect();
        for matrix in &mut matrices {
            matrix.decimals = 5;
        }
        Matrices {
            title: format!(
                "gradient check, central difference with ε = {}",
                compact(EPSILON)
            ),
            matrices,
            verdict: self.verdict(dashboard),
        }
    }

    /// The relative error of every entry.
    pub fn errors(&self, dashboard: &DashboardState) -> Matrices {
        let errors = (0..self.search.slopes.len()).map(|weight| self.error(weight));
        let mut matrices = self.entries(["errors of ∂E/∂w", "errors of ∂E/∂v"], errors, None);
        self.mark_worst(&mut matrices);
        Matrices {
            title: "relative errors".to_owned(),
            matrices,
            verdict: self.verdict(dashboard),
        }
    }

    fn verdict(&self, dashboard: &DashboardState) -> String {
        let mut verdict = match self.worst() {
            Some((weight, error)) => format!(
                "Worst of {}: {}, relative error {}.",
                self.search.slopes.len(),
                dashboard.weight_name(weight),
                compact(rounded(error, 2))
            ),
            None => String::new(),
        };
        if let Some(found) = self.search.slopes.get(dashboard.weight) {
            let _ = write!(
                verdict,
                " {}: {} by backpropagation, {} by difference, relative error {}.",
                dashboard.weight_name(dashboard.weight),
                text(self.exact.values[dashboard.weight], 8),
                text(*found, 8),
                compact(rounded(self.error(dashboard.weight), 2))
            );
        }
        verdict
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
        let samples = experiment.train_matrices();
        let slopes = passes.div_ceil(2);
        self.search
            .advance(&mut self.engine, &self.parameters, samples, slopes);
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
