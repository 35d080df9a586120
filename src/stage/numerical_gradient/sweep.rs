//! The sweep of ε: how far each quotient is from the exact slope, for ε from 1e-14 to 1.

use crate::engine::{Difference, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Axis, Curve, Hue, Mark, Picture, Series};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::experiment::Experiment;

const PER_DECADE: usize = 4;
const DECADES: usize = 14;

#[derive(Debug)]
pub(super) struct EpsilonSweep {
    parameters: Parameters,
    weight: usize,
    /// The exact slope, by backpropagation, and E.
    exact: f64,
    error: f64,
    /// The size of the slope; 1 where it is 0, so that errors are not relative there.
    unit: f64,
    /// The relative errors of the three quotients, each over ε.
    errors: [Vec<(f64, f64)>; 3],
}

impl EpsilonSweep {
    pub fn new(dashboard: &mut DashboardState) -> Self {
        let (experiment, weight) = (&mut dashboard.experiment, dashboard.weight);
        let exact = experiment.gradient().values[weight];
        let parameters = experiment.parameters().clone();
        Self {
            weight,
            exact,
            unit: if exact == 0.0 { 1.0 } else { exact.abs() },
            error: experiment.error_at(&parameters),
            errors: Default::default(),
            parameters,
        }
    }

    /// The best ε of a quotient, and its error. An ε is judged by the worst of itself and its neighbours, so that a lucky
    /// one does not count; of equally good ones the largest is best.
    fn best(&self, difference: Difference) -> Option<(f64, f64)> {
        let errors = &self.errors[difference as usize];
        let worst = |three: &[(f64, f64)]| three.iter().map(|one| one.1).fold(0.0, f64::max);
        let from_above = errors.windows(3).rev();
        let best = from_above.min_by(|one, other| worst(one).total_cmp(&worst(other)));
        best.map(|three| three[1])
    }

    /// The errors over ε, both logarithmic, with the two slopes and the best ε of each quotient.
    pub fn curve(&self, dashboard: &DashboardState) -> Curve {
        let series = |(difference, letter): (Difference, char)| {
            let errors = self.errors[difference as usize].clone();
            Series::new(difference.to_string(), Hue::Letter(letter), errors)
        };
        let hued = Difference::ALL.into_iter().zip(['w', 'z', 'y']);
        let mut series: Vec<Series> = hued.map(series).collect();
        let mut marks = Vec::new();
        if self.exact != 0.0 {
            series.extend(self.guides());
            for difference in [Difference::Forward, Difference::Central] {
                marks.extend(self.best(difference).map(|(epsilon, error)| {
                    let label = format!("{difference} ε ≈ {}", compact(rounded(epsilon, 1)));
                    Mark::current((epsilon, error.max(1e-14)), label)
                }));
            }
        }
        Curve {
            title: "the laboratory of ε".to_owned(),
            x: Axis::log("ε", 1e-14, 1.0),
            y: Axis::log("relative error", 1e-14, 1e2),
            series,
            marks,
            verdict: self.verdict(&dashboard.weight_name(self.weight)),
        }
    }

    fn verdict(&self, weight: &str) -> String {
        match (self.is_complete(), self.exact == 0.0) {
            (false, _) => "measuring …".to_owned(),
            (true, true) => format!(
                "The slope along {weight} is exactly 0, and so are its quotients: choose another weight (↑↓)."
            ),
            (true, false) => format!(
                "Along {weight}: to the right the error is truncation, ∝ ε (forward) and ε² (central); to the left it is rounding, ∝ 1/ε."
            ),
        }
    }

    /// The two slopes as straight lines: truncation through the forward error at a large ε, rounding from the size of E.
    fn guides(&self) -> Vec<Series> {
        let at = |errors: &[(f64, f64)]| errors.iter().find(|one| one.0 > 0.9e-2).copied();
        let [forward, central, _] = &self.errors;
        let (Some((at, first)), Some((_, second))) = (at(forward), at(central)) else {
            return Vec::new();
        };
        let line = |label: &str, hue, f: &dyn Fn(f64) -> f64| {
            let points = forward.iter().map(|one| (one.0, f(one.0)));
            Series::new(label, hue, points.collect()).dashed()
        };
        let size = self.error.abs();
        vec![
            line("truncation ∝ ε", Hue::Letter('w'), &|e| first * e / at),
            line("truncation ∝ ε²", Hue::Letter('z'), &|e| {
                second * (e / at).powi(2)
            }),
            line("rounding ∝ 1/ε", Hue::Text, &|e| {
                f64::EPSILON * size / e / self.unit
            }),
        ]
    }
}

impl Task for EpsilonSweep {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        self.weight == dashboard.weight && self.parameters == *dashboard.experiment.parameters()
    }

    fn is_complete(&self) -> bool {
        self.errors[0].len() > PER_DECADE * DECADES
    }

    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let mut moved = self.parameters.clone();
        let w = moved.values[self.weight];
        for _ in 0..passes.div_ceil(2) {
            if self.is_complete() {
                return;
            }
            let decades = self.errors[0].len() as f64 / PER_DECADE as f64 - DECADES as f64;
            let epsilon = 10.0_f64.powf(decades);
            let [above, below] = [w + epsilon, w - epsilon].map(|w| {
                moved.values[self.weight] = w;
                experiment.error_at(&moved)
            });
            let quotients = [
                (above - self.error) / epsilon,
                (above - below) / (2.0 * epsilon),
                (below - self.error) / epsilon,
            ];
            for (errors, quotient) in self.errors.iter_mut().zip(quotients) {
                errors.push((epsilon, (quotient - self.exact).abs() / self.unit));
            }
        }
    }

    fn picture(&self, dashboard: &DashboardState) -> Picture {
        Picture::Curve(self.curve(dashboard))
    }
}
