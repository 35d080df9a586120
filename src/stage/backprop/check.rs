//! The gradient check: every entry by backpropagation beside the same entry by a central difference.

use std::fmt::Write as _;

use crate::engine::{self, Difference, Engine, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Matrices, text};
use crate::stage::dashboard::DashboardState;
use crate::stage::experiment::Experiment;
use crate::stage::matrices::matrices_of;

/// The ε of the central difference: near the cube root of the rounding error, where it is best.
const EPSILON: f64 = 1e-5;
/// Slopes smaller than this are compared as if they were this large: rounding alone makes such errors.
const SMALLEST: f64 = 1e-6;

/// A check on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Check {
    place: Parameters,
    exact: Parameters,
    search: engine::NumericalGradient,
    engine: Engine,
}

impl Check {
    /// A check of the gradient at the weights as they are.
    pub fn new(experiment: &mut Experiment) -> Self {
        Self {
            place: experiment.parameters().clone(),
            exact: experiment.gradient(),
            search: engine::NumericalGradient::new(Difference::Central, EPSILON),
            engine: Engine::new(experiment.shape(), 1),
        }
    }

    pub fn is_of(&self, experiment: &Experiment) -> bool {
        self.place == *experiment.parameters()
    }

    pub fn is_complete(&self) -> bool {
        self.search.is_complete(&self.place)
    }

    /// How many entries are compared, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.search.slopes.len(), self.place.values.len())
    }

    pub fn advance(&mut self, experiment: &Experiment, passes: usize) {
        let samples = experiment.train_matrices();
        let slopes = passes.div_ceil(2);
        self.search
            .advance(&mut self.engine, &self.place, samples, slopes);
    }

    /// The relative error of an entry.
    fn error(&self, place: usize) -> f64 {
        let (exact, found) = (self.exact.values[place], self.search.slopes[place]);
        let size = exact.abs().max(found.abs()).max(SMALLEST);
        (exact - found).abs() / size
    }

    /// The entry with the largest relative error so far, and that error.
    pub fn worst(&self) -> Option<(usize, f64)> {
        (0..self.search.slopes.len())
            .map(|place| (place, self.error(place)))
            .max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// Both gradients, side by side, the worst entry marked.
    pub fn matrices(&self, dashboard: &DashboardState) -> Matrices {
        let shape = self.place.shape;
        let known: Vec<Option<f64>> = (0..shape.parameters())
            .map(|place| self.search.slopes.get(place).copied())
            .collect();
        let exact: Vec<Option<f64>> = self.exact.values.iter().copied().map(Some).collect();
        let selected = Some(dashboard.weight);
        let mut by_backprop = matrices_of(shape, ["∂E/∂w (28)", "∂E/∂v (26)"], &exact, selected);
        let mut by_difference = matrices_of(
            shape,
            ["∂E/∂w by difference", "∂E/∂v by difference"],
            &known,
            selected,
        );
        for matrix in by_backprop.iter_mut().chain(&mut by_difference) {
            matrix.decimals = 5;
        }
        if let Some((place, _)) = self.worst() {
            let (letter, row, column) = shape.position(place);
            by_difference[usize::from(letter == 'v')].worst = Some((row, column));
        }
        let (mut difference, mut exact) = (by_difference.into_iter(), by_backprop.into_iter());
        let pairs = std::iter::from_fn(|| Some([exact.next()?, difference.next()?]));
        Matrices {
            title: format!(
                "gradient check, central difference with ε = {}",
                compact(EPSILON)
            ),
            matrices: pairs.flatten().collect(),
            verdict: self.verdict(dashboard),
        }
    }

    /// The relative error of every entry.
    pub fn errors(&self, dashboard: &DashboardState) -> Matrices {
        let shape = self.place.shape;
        let errors: Vec<Option<f64>> = (0..self.search.slopes.len())
            .map(|place| Some(self.error(place)))
            .collect();
        let mut matrices =
            matrices_of(shape, ["errors of ∂E/∂w", "errors of ∂E/∂v"], &errors, None);
        if let Some((place, _)) = self.worst() {
            let (letter, row, column) = shape.position(place);
            matrices[usize::from(letter == 'v')].worst = Some((row, column));
        }
        Matrices {
            title: "relative errors".to_owned(),
            matrices,
            verdict: self.verdict(dashboard),
        }
    }

    fn verdict(&self, dashboard: &DashboardState) -> String {
        let mut says = match self.worst() {
            Some((place, error)) => format!(
                "Worst of {}: {}, relative error {}.",
                self.search.slopes.len(),
                dashboard.weight_name(place),
                compact(rounded(error, 2))
            ),
            None => String::new(),
        };
        if let Some(found) = self.search.slopes.get(dashboard.weight) {
            let _ = write!(
                says,
                " {}: {} by backpropagation, {} by difference, relative error {}.",
                dashboard.weight_name(dashboard.weight),
                text(self.exact.values[dashboard.weight], 8),
                text(*found, 8),
                compact(rounded(self.error(dashboard.weight), 2))
            );
        }
        says
    }
}
