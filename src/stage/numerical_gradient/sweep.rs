//! The sweep of ε: how far each quotient is from the exact slope, for ε from 1e-14 to 1.

use crate::engine::{Difference, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Axis, Curve, Hue, Mark, Picture, Series};
use crate::stage::dashboard::{DashboardState, Task};
use crate::stage::experiment::Experiment;

/// Values of ε for each power of ten.
const PER_DECADE: usize = 4;
const DECADES: usize = 14;

/// The measurements along one weight.
#[derive(Debug)]
pub(super) struct EpsilonSweep {
    parameters: Parameters,
    weight: usize,
    /// The exact slope, by backpropagation, and E.
    exact: f64,
    error: f64,
    /// ε, E at w + ε, E at w − ε.
    measured: Vec<(f64, f64, f64)>,
}

impl EpsilonSweep {
    pub fn new(dashboard: &mut DashboardState) -> Self {
        Self {
            parameters: dashboard.experiment.parameters().clone(),
            weight: dashboard.weight,
            exact: 0.0,
            error: 0.0,
            measured: Vec::new(),
        }
    }

    /// The size of the slope; 1 where it is 0, so that errors are not relative there.
    fn unit(&self) -> f64 {
        if self.exact == 0.0 {
            1.0
        } else {
            self.exact.abs()
        }
    }

    /// The relative error of a quotient for each ε.
    pub fn errors(&self, difference: Difference) -> Vec<(f64, f64)> {
        let quotient = |(epsilon, above, below): &(f64, f64, f64)| match difference {
            Difference::Forward => (above - self.error) / epsilon,
            Difference::Central => (above - below) / (2.0 * epsilon),
            Difference::Printed => (below - self.error) / epsilon,
        };
        self.measured
            .iter()
            .map(|measured| {
                (
                    measured.0,
                    (quotient(measured) - self.exact).abs() / self.unit(),
                )
            })
            .collect()
    }

    /// The best ε of a quotient, and its error. An ε is judged by the worst of itself and its neighbours, so that a lucky
    /// one does not count; of equally good ones the largest is best.
    fn best(&self, difference: Difference) -> Option<(f64, f64)> {
        let errors = self.errors(difference);
        let mut best: Option<(usize, f64)> = None;
        for (index, three) in errors.windows(3).enumerate() {
            let worst = three.iter().map(|one| one.1).fold(0.0, f64::max);
            if best.is_none_or(|(_, least)| worst <= least) {
                best = Some((index + 1, worst));
            }
        }
        best.map(|(index, _)| errors[index])
    }

    /// The errors over ε, both logarithmic, with the two slopes and the best ε of each quotient.
    pub fn curve(&self, dashboard: &DashboardState) -> Curve {
        let hued = [
            (Difference::Forward, 'w'),
            (Difference::Central, 'z'),
            (Difference::Printed, 'y'),
        ];
        let series = |(difference, letter): (Difference, char)| {
            let hue = Hue::Letter(letter);
            Series::new(difference.to_string(), hue, self.errors(difference))
        };
        let mut series = hued.map(series).to_vec();
        let mut marks = Vec::new();
        if self.exact != 0.0 {
            series.extend(self.guides());
            for difference in [Difference::Forward, Difference::Central] {
                marks.extend(self.best(difference).map(|(epsilon, error)| {
                    let label = format!("best {difference} ε ≈ {}", compact(rounded(epsilon, 1)));
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
        if !self.is_complete() {
            "measuring …".to_owned()
        } else if self.exact == 0.0 {
            format!(
                "The slope along {weight} is exactly 0, and so are its quotients: choose another weight (↑↓)."
            )
        } else {
            format!(
                "Along {weight}: to the right the error is truncation, ∝ ε (forward) and ε² (central); to the left it is rounding, ∝ 1/ε."
            )
        }
    }

    /// The two slopes as straight lines: truncation through the forward error at a large ε, rounding from the size of E.
    fn guides(&self) -> Vec<Series> {
        let errors = self.errors(Difference::Forward);
        let central = self.errors(Difference::Central);
        let at = |errors: &[(f64, f64)]| errors.iter().find(|one| one.0 > 0.9e-2).copied();
        let (Some((epsilon, error)), Some((_, second))) = (at(&errors), at(&central)) else {
            return Vec::new();
        };
        let line = |label: &str, hue, f: &dyn Fn(f64) -> f64| {
            let points = errors.iter().map(|one| (one.0, f(one.0))).collect();
            Series::new(label, hue, points).dashed()
        };
        vec![
            line("truncation ∝ ε", Hue::Letter('w'), &|e| {
                error * e / epsilon
            }),
            line("truncation ∝ ε²", Hue::Letter('z'), &|e| {
                second * (e / epsilon).powi(2)
            }),
            line("rounding ∝ 1/ε", Hue::Text, &|e| {
                f64::EPSILON * self.error.abs() / e / self.unit()
            }),
        ]
    }
}

impl Task for EpsilonSweep {
    fn matches(&self, dashboard: &DashboardState) -> bool {
        self.weight == dashboard.weight && self.parameters == *dashboard.experiment.parameters()
    }

    fn is_complete(&self) -> bool {
        self.measured.len() > PER_DECADE * DECADES
    }

    fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let weight = self.weight;
        if self.measured.is_empty() {
            self.exact = experiment.gradient().values[weight];
            self.error = experiment.error();
        }
        let w = self.parameters.values[weight];
        let mut moved = self.parameters.clone();
        let mut error_at = |w: f64| {
            moved.values[weight] = w;
            experiment.error_at(&moved)
        };
        for _ in 0..passes.div_ceil(2) {
            if self.is_complete() {
                return;
            }
            let decades = self.measured.len() as f64 / PER_DECADE as f64 - DECADES as f64;
            let epsilon = 10.0_f64.powf(decades);
            let measured = (epsilon, error_at(w + epsilon), error_at(w - epsilon));
            self.measured.push(measured);
        }
    }

    fn picture(&self, dashboard: &DashboardState) -> Picture {
        Picture::Curve(self.curve(dashboard))
    }
}
