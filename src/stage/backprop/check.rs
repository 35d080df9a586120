//! The gradient check: every entry by backpropagation beside the same entry by a central difference.

use crate::engine::{Difference, NumericalGradient, Parameters};
use crate::scene::number::{compact, power_of_ten, rounded};
use crate::scene::{Matrices, Matrix, Picture, Progress, text};
use crate::stage::dashboard::{DashboardState, SLICE, Task};
use crate::stage::experiment::Experiment;
use crate::stage::matrices::matrices_of;

/// The ε of the central difference: near the cube root of the rounding error, where it is best.
const EPSILON: f64 = 1e-5;
/// Slopes smaller than this are compared as if they were this large: rounding alone makes such errors.
const SMALLEST: f64 = 1e-6;
/// Errors of a figure smaller than this are told as this one: there are none smaller, but for 0.
const SMALLEST_ERROR: f64 = 1e-16;
/// Entries of a matrix whose numbers a figure shows.
const MAX_ENTRIES: usize = 60;

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

    fn relative_errors(&self) -> Vec<f64> {
        let pairs = self.exact.values.iter().zip(&self.search.slopes);
        let size = |exact: &f64, found: &f64| exact.abs().max(found.abs()).max(SMALLEST);
        pairs
            .map(|(exact, found)| (exact - found).abs() / size(exact, found))
            .collect()
    }

    /// Numbers of the first weights as two matrices, the entry with the largest relative error marked.
    fn marked(&self, names: [&str; 2], known: &[f64], selected: Option<usize>) -> [Matrix; 2] {
        let shape = self.parameters.shape;
        let known = |weight: usize| known.get(weight).copied();
        let mut matrices = matrices_of(shape, names, known, selected);
        if let Some((weight, _)) = worst(&self.relative_errors()) {
            let (letter, row, column) = shape.position(weight);
            matrices[usize::from(letter == 'v')]
                .worst
                .push((row, column));
        }
        matrices
    }

    pub fn matrices(&self, dashboard: &DashboardState) -> Matrices {
        let (shape, selected) = (self.parameters.shape, Some(dashboard.weight));
        let names = ["∂E/∂w (28)", "∂E/∂v (26)"];
        let exact = |weight: usize| Some(self.exact.values[weight]);
        let [exact_w, exact_v] = matrices_of(shape, names, exact, selected);
        let names = ["∂E/∂w by difference", "∂E/∂v by difference"];
        let [found_w, found_v] = self.marked(names, &self.search.slopes, selected);
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

    /// The slopes by both roads and their errors, those of w before those of v, in units that their digits show. The errors of many
    /// weights are told by their powers of ten.
    pub fn matrices_of_figure(&self, dashboard: &DashboardState) -> Matrices {
        let mut all = self.matrices(dashboard);
        let names = ["errors of ∂E/∂w", "errors of ∂E/∂v"];
        let [error_w, error_v] = self.marked(names, &self.relative_errors(), None);
        for (place, mut errors) in [(2, error_w), (5, error_v)] {
            if errors.width() * errors.entries.len() > MAX_ENTRIES {
                errors.name = format!("log₁₀ of the {}", errors.name);
                let entries = errors.entries.iter_mut().flatten().flatten();
                entries.for_each(|error| *error = error.max(SMALLEST_ERROR).log10());
            }
            all.matrices.insert(place, errors);
        }
        let slopes = self.exact.values.iter().filter(|slope| slope.is_finite());
        let largest = slopes.fold(0.0_f64, |largest, slope| largest.max(slope.abs()));
        let power = largest.log10().floor();
        for three in all.matrices.chunks_mut(3) {
            let worst = three[2].worst.clone();
            for matrix in &mut three[..2] {
                (matrix.worst, matrix.decimals) = (worst.clone(), 4);
                if power < -1.0 && largest > 0.0 {
                    matrix.name =
                        format!("{} in {}", matrix.name, power_of_ten(&power.to_string()));
                    let entries = matrix.entries.iter_mut().flatten().flatten();
                    entries.for_each(|slope| *slope /= 10.0_f64.powf(power));
                }
            }
        }
        all
    }

    fn verdict(&self, dashboard: &DashboardState) -> String {
        let (errors, weight) = (self.relative_errors(), dashboard.weight);
        let worst = worst(&errors).map(|(weight, error)| {
            let (count, name) = (errors.len(), dashboard.weight_name(weight));
            let error = compact(rounded(error, 2));
            format!("Worst of {count}: {name}, relative error {error}.")
        });
        let selected = errors.get(weight).map(|error| {
            let name = dashboard.weight_name(weight);
            let slopes = [&self.exact.values, &self.search.slopes];
            let [exact, found] = slopes.map(|slopes| text(slopes[weight], 8));
            let error = compact(rounded(*error, 2));
            format!(
                " {name}: {exact} by backpropagation, {found} by difference, relative error {error}."
            )
        });
        worst.unwrap_or_default() + &selected.unwrap_or_default()
    }
}

fn worst(errors: &[f64]) -> Option<(usize, f64)> {
    let errors = errors.iter().copied().enumerate();
    errors.max_by(|one, other| one.1.total_cmp(&other.1))
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
        let left = format!("{done} of {all}");
        let progress = Progress::new("gradient check", done as f64 / all as f64, left);
        (!self.is_complete()).then_some(progress)
    }

    fn picture(&self, dashboard: &DashboardState) -> Picture {
        Picture::Matrices(self.matrices(dashboard))
    }
}
