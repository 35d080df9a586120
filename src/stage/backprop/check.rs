//! The gradient check: every entry by backpropagation beside the same entry by a central difference.

use crate::engine::{Difference, NumericalGradient, Parameters};
use crate::model::{Network, Sample};
use crate::scene::number::{compact, power_of_ten, rounded};
use crate::scene::{Matrices, Matrix, Picture, Progress, text};
use crate::stage::dashboard::{DashboardState, SLICE, Task};
use crate::stage::experiment::{Experiment, is_same};
use crate::stage::matrices::{descended, matrices_of};

use super::broken::Ratios;
use super::update_steps::wrong_slopes;

/// The ε of the central difference: near the cube root of the rounding error, where it is best.
const EPSILON: f64 = 1e-5;
/// Slopes smaller than this are compared as if they were this large: rounding alone makes such errors.
const SMALLEST: f64 = 1e-4;
/// Slopes with a larger relative error than this differ.
const THRESHOLD: f64 = 1e-6;
/// Errors of a figure smaller than this are told as this one: there are none smaller, but for 0.
const SMALLEST_ERROR: f64 = 1e-16;
/// Entries of a matrix whose numbers a figure shows.
const MAX_ENTRIES: usize = 60;

#[derive(Debug)]
pub(super) struct Check {
    parameters: Parameters,
    /// α, which slopes with a hidden fault may depend on.
    rate: f64,
    exact: Parameters,
    /// Ours, if those are the reader's.
    ours: Option<Parameters>,
    /// The slopes along w that are wrong, until they are all known.
    wrong: Option<EarlySlopes>,
    search: NumericalGradient,
}

impl Check {
    /// A check of the slopes by which the network trains, which are wrong where v is stored too early.
    pub fn new(dashboard: &mut DashboardState, is_early: bool) -> Self {
        let experiment = &mut dashboard.experiment;
        let exact = experiment.gradient();
        let ours = experiment.our_gradient();
        Self {
            parameters: experiment.parameters().clone(),
            rate: experiment.setup.learning_rate,
            wrong: is_early.then(|| EarlySlopes::new(experiment, &exact)),
            exact,
            ours,
            search: NumericalGradient::new(Difference::Central, EPSILON),
        }
    }

    /// The same with its first slopes: a small network is checked at once, so that its numbers do not flicker.
    pub fn begin(dashboard: &mut DashboardState, is_early: bool) -> Self {
        let mut check = Self::new(dashboard, is_early);
        let passes = (2 * SLICE / dashboard.experiment.cost_of_pass()).min(2_000);
        check.advance(&mut dashboard.experiment, passes);
        if check.wrong.is_none() {
            check.search_on(&mut dashboard.experiment, passes);
        }
        check
    }

    fn search_on(&mut self, experiment: &mut Experiment, passes: usize) {
        experiment.search(&mut self.search, &self.parameters, passes.div_ceil(2));
    }

    fn relative_errors(&self) -> Vec<f64> {
        let pairs = self.exact.values.iter().zip(&self.search.slopes);
        let size = |exact: &f64, found: &f64| exact.abs().max(found.abs()).max(SMALLEST);
        pairs
            .map(|(exact, found)| (exact - found).abs() / size(exact, found))
            .collect()
    }

    /// Numbers of the first weights as two matrices. Entries of the reader's that are not ours are marked; the one with the largest relative error is marked if that is beyond the threshold.
    fn marked(&self, names: [&str; 2], known: &[f64], selected: Option<usize>) -> [Matrix; 2] {
        let shape = self.parameters.shape;
        let known = |weight: usize| known.get(weight).copied();
        let mut matrices = matrices_of(shape, names, known, selected);
        let weights = self.ours.iter().flat_map(|ours| &ours.values);
        let pairs = self.exact.values.iter().zip(weights).enumerate();
        for (weight, _) in pairs.filter(|(_, (yours, ours))| !is_same(**yours, **ours)) {
            let (letter, row, column) = shape.position(weight);
            matrices[usize::from(letter == 'v')]
                .worst
                .push((row, column));
        }
        let worst = worst(&self.relative_errors());
        if let Some((weight, _)) = worst.filter(|(_, error)| *error > THRESHOLD) {
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
        let exact = self.wrong.is_none().then_some(&self.exact.values[..]);
        let [exact_w, exact_v] = self.marked(names, exact.unwrap_or_default(), selected);
        let names = ["∂E/∂w by difference", "∂E/∂v by difference"];
        let found = |weight: usize| self.search.slopes.get(weight).copied();
        let [found_w, found_v] = matrices_of(shape, names, found, selected);
        let mut matrices = vec![exact_w, found_w, exact_v, found_v];
        for matrix in &mut matrices {
            matrix.decimals = 5;
        }
        if let Some(ratios) = self.ratios(dashboard) {
            let names = ["ratio, w", "ratio, v"];
            let ratio = |weight: usize| ratios.of(weight);
            for mut matrix in matrices_of(shape, names, ratio, selected) {
                matrix.decimals = 3;
                matrices.push(matrix);
            }
        }
        let epsilon = compact(EPSILON);
        Matrices {
            title: format!("gradient check, central difference with ε = {epsilon}"),
            matrices,
            verdict: self.verdict(dashboard),
        }
    }

    /// The ratios of the slopes to those by difference, where some differ, or where a fault is hidden that may be anywhere.
    fn ratios(&self, dashboard: &DashboardState) -> Option<Ratios<'_>> {
        let experiment = &dashboard.experiment;
        let mut errors = self.relative_errors().into_iter();
        let is_wanted = experiment.broken().is_some() || errors.any(|error| error > THRESHOLD);
        is_wanted.then(|| Ratios {
            shape: self.parameters.shape,
            samples: experiment.train().len(),
            slopes: &self.exact.values,
            right: &self.search.slopes,
        })
    }

    /// The slopes by both roads and their errors, those of w before those of v, in units that their digits show. The errors of many
    /// weights are told by their powers of ten.
    pub fn matrices_of_figure(&self, dashboard: &DashboardState) -> Matrices {
        let mut all = self.matrices(dashboard);
        all.matrices.truncate(4);
        let names = ["errors of ∂E/∂w", "errors of ∂E/∂v"];
        let (shape, errors) = (self.parameters.shape, self.relative_errors());
        let known = |weight: usize| errors.get(weight).copied();
        let mut of_errors = matrices_of(shape, names, known, None);
        if let Some((weight, _)) = worst(&errors) {
            let (letter, row, column) = shape.position(weight);
            of_errors[usize::from(letter == 'v')].worst = vec![(row, column)];
        }
        let [error_w, error_v] = of_errors;
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

    /// The verdict about all slopes that are compared so far, and the chosen one in full.
    fn verdict(&self, dashboard: &DashboardState) -> String {
        let errors = self.relative_errors();
        let Some((worst, error)) = worst(&errors) else {
            return String::new();
        };
        let (known, all) = (errors.len(), self.parameters.values.len());
        let count = if known < all {
            format!("{known} of {all} compared")
        } else {
            format!("all {all} compared")
        };
        let beyond = errors.iter().filter(|error| **error > THRESHOLD).count();
        let (sign, agree) = match beyond {
            0 => ("✓", "all of them agree".to_owned()),
            1 => ("✗", "one differs".to_owned()),
            beyond => ("✗", format!("{beyond} of them differ")),
        };
        let name = dashboard.weight_name(worst);
        let [error, threshold] = [rounded(error, 2), THRESHOLD].map(compact);
        let verdict = format!(
            "{sign} {count}, {agree}: the worst is {name}, relative error {error}, at most {threshold} is rounding."
        );
        let ratios = self.ratios(dashboard);
        let ratios = ratios.map_or(String::new(), |ratios| {
            format!(" Ratio to the difference: {}.", ratios.summary())
        });
        verdict + &ratios + &self.in_full(dashboard, &errors)
    }

    /// Both slopes along the chosen weight: their difference, their ratio, and their relative error.
    fn in_full(&self, dashboard: &DashboardState, errors: &[f64]) -> String {
        let Some(error) = errors.get(dashboard.weight) else {
            return String::new();
        };
        let name = dashboard.weight_name(dashboard.weight);
        let slopes = [&self.exact.values, &self.search.slopes];
        let [exact, found] = slopes.map(|slopes| slopes[dashboard.weight]);
        let [difference, error] = [exact - found, *error].map(|number| compact(rounded(number, 2)));
        let ratio = if found == 0.0 {
            String::new()
        } else {
            format!(", ratio {}", text(exact / found, 6))
        };
        let [exact, found] = [exact, found].map(|slope| text(slope, 8));
        format!(
            " {name}: {exact} by backpropagation, {found} by difference; difference {difference}{ratio}, relative error {error}."
        )
    }
}

/// The slopes along w that come out over all samples if the new v is stored before they are computed: their sums over the first samples.
#[derive(Debug)]
struct EarlySlopes {
    old: Network,
    v: Vec<Vec<f64>>,
    sums: Vec<f64>,
    samples: usize,
}

impl EarlySlopes {
    fn new(experiment: &Experiment, exact: &Parameters) -> Self {
        let rate = experiment.setup.learning_rate;
        let new = descended(experiment.parameters(), &exact.values, rate).to_network();
        Self {
            old: experiment.network(),
            v: new.v,
            sums: vec![0.0; experiment.shape().w()],
            samples: 0,
        }
    }

    /// Goes on for as many samples as there is time for. Returns the means, once they are over all.
    fn advance(&mut self, samples: &[Sample]) -> Option<Vec<f64>> {
        let count = (SLICE / (4 * self.sums.len())).max(1);
        for sample in samples.iter().skip(self.samples).take(count) {
            for (sum, slope) in self
                .sums
                .iter_mut()
                .zip(wrong_slopes(&self.old, &self.v, sample))
            {
                *sum += slope;
            }
        }
        self.samples += count;
        let mean = |sum: &f64| sum / samples.len() as f64;
        (self.samples >= samples.len()).then(|| self.sums.iter().map(mean).collect())
    }
}

fn worst(errors: &[f64]) -> Option<(usize, f64)> {
    let errors = errors.iter().copied().enumerate();
    errors.max_by(|one, other| one.1.total_cmp(&other.1))
}

impl Task for Check {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        let experiment = &dashboard.experiment;
        let is_same_rate = self.rate.to_bits() == experiment.setup.learning_rate.to_bits();
        self.parameters == *experiment.parameters()
            && (is_same_rate || experiment.broken().is_none())
    }

    fn is_complete(&self) -> bool {
        self.wrong.is_none() && self.search.is_complete(&self.parameters)
    }

    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let Some(wrong) = &mut self.wrong else {
            return self.search_on(experiment, passes);
        };
        if let Some(slopes) = wrong.advance(experiment.train_samples()) {
            self.exact.values[..slopes.len()].copy_from_slice(&slopes);
            self.wrong = None;
        }
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
