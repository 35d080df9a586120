//! The laboratory of ε: how far each quotient is from the exact slope, for ε from 1e-14 to 1.

use crate::engine::{Difference, Parameters};
use crate::scene::number::{compact, rounded};
use crate::scene::{Axis, Curve, Hue, Mark, MarkKind, Series};
use crate::stage::dashboard::DashboardState;
use crate::stage::experiment::Experiment;

/// Four values of ε for each power of ten.
const PER_DECADE: usize = 4;
const DECADES: usize = 14;
/// The distance from 1 to the next number.
const ROUNDING: f64 = f64::EPSILON;

/// The measurements along one weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Laboratory {
    /// Where they were made: the weights and which of them.
    place: Option<(Parameters, usize)>,
    /// The exact slope, by backpropagation, and E.
    exact: f64,
    error: f64,
    /// ε, E at w + ε, E at w − ε.
    measured: Vec<(f64, f64, f64)>,
}

/// No measurement yet.
pub(super) fn empty() -> Curve {
    Curve {
        title: "the laboratory of ε".to_owned(),
        x: Axis::log("ε", 1e-14, 1.0),
        y: Axis::log("relative error", 1e-14, 1e2),
        series: Vec::new(),
        marks: Vec::new(),
        verdict: String::new(),
    }
}

impl Laboratory {
    pub fn new() -> Self {
        Self {
            place: None,
            exact: 0.0,
            error: 0.0,
            measured: Vec::new(),
        }
    }

    /// Begin anew if the weights are others or another one of them is looked at.
    pub fn of(&mut self, experiment: &Experiment, weight: usize) {
        let same = self.place.as_ref().is_some_and(|(parameters, place)| {
            *place == weight && parameters == experiment.parameters()
        });
        if !same {
            *self = Self::new();
            self.place = Some((experiment.parameters().clone(), weight));
        }
    }

    pub fn is_complete(&self) -> bool {
        self.measured.len() > PER_DECADE * DECADES
    }

    /// So many forward passes more, or a few.
    pub fn advance(&mut self, experiment: &mut Experiment, passes: usize) {
        let Some((parameters, weight)) = self.place.clone() else {
            return;
        };
        if self.measured.is_empty() {
            self.exact = experiment.gradient().values[weight];
            self.error = experiment.error();
        }
        let w = parameters.values[weight];
        let mut moved = parameters;
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

    /// The relative error of a quotient for each ε; where the slope is 0 the error itself.
    pub fn errors(&self, difference: Difference) -> Vec<(f64, f64)> {
        let unit = if self.exact == 0.0 {
            1.0
        } else {
            self.exact.abs()
        };
        let quotient = |(epsilon, above, below): &(f64, f64, f64)| match difference {
            Difference::Forward => (above - self.error) / epsilon,
            Difference::Central => (above - below) / (2.0 * epsilon),
            Difference::Printed => (below - self.error) / epsilon,
        };
        self.measured
            .iter()
            .map(|measured| (measured.0, (quotient(measured) - self.exact).abs() / unit))
            .collect()
    }

    /// ε at which a quotient is best. Of equally good ones the largest, and a stroke of luck does not count:
    /// an ε is judged by the worst of itself and its neighbours.
    pub fn best(&self, difference: Difference) -> Option<(f64, f64)> {
        let errors = self.errors(difference);
        let mut best: Option<(usize, f64)> = None;
        for (place, three) in errors.windows(3).enumerate() {
            let worst = three.iter().map(|one| one.1).fold(0.0, f64::max);
            if best.is_none_or(|(_, least)| worst <= least) {
                best = Some((place + 1, worst));
            }
        }
        best.map(|(place, _)| errors[place])
    }

    /// The errors over ε, both logarithmic, with the two slopes and the best ε of each quotient.
    pub fn curve(&self, dashboard: &DashboardState) -> Curve {
        let series = |label: &str, hue, dashed, points| Series {
            label: label.to_owned(),
            hue,
            dashed,
            points,
        };
        let of = |difference| self.errors(difference);
        let mut all = vec![
            series("forward", Hue::Letter('w'), false, of(Difference::Forward)),
            series("central", Hue::Letter('z'), false, of(Difference::Central)),
            series("printed", Hue::Letter('y'), false, of(Difference::Printed)),
        ];
        if self.exact != 0.0 {
            all.extend(self.guides());
        }
        let mark = |difference| {
            self.best(difference).map(|(epsilon, error)| Mark {
                x: epsilon,
                y: error.max(1e-14),
                label: format!("best {difference} ε ≈ {}", compact(rounded(epsilon, 1))),
                kind: MarkKind::Current,
            })
        };
        let marks = [Difference::Forward, Difference::Central]
            .into_iter()
            .filter(|_| self.exact != 0.0)
            .filter_map(mark);
        let verdict = if self.is_complete() && self.exact == 0.0 {
            format!(
                "The slope along {} is exactly 0, and so are its quotients: choose another weight (↑↓).",
                dashboard.weight_name(dashboard.weight)
            )
        } else if self.is_complete() {
            format!(
                "Along {}: to the right the error is truncation, ∝ ε (forward) and ε² (central); to the left it is rounding, ∝ 1/ε.",
                dashboard.weight_name(dashboard.weight)
            )
        } else {
            "measuring …".to_owned()
        };
        Curve {
            series: all,
            marks: marks.collect(),
            verdict,
            ..empty()
        }
    }

    /// The two slopes as straight lines: truncation through the forward error at a large ε, rounding from the size of E.
    fn guides(&self) -> Vec<Series> {
        let errors = self.errors(Difference::Forward);
        let unit = if self.exact == 0.0 {
            1.0
        } else {
            self.exact.abs()
        };
        let central = self.errors(Difference::Central);
        let at = |errors: &[(f64, f64)]| errors.iter().find(|one| one.0 > 0.9e-2).copied();
        let (Some((epsilon, error)), Some((_, second))) = (at(&errors), at(&central)) else {
            return Vec::new();
        };
        let line = |label: &str, hue, f: &dyn Fn(f64) -> f64| Series {
            label: label.to_owned(),
            hue,
            dashed: true,
            points: errors.iter().map(|one| (one.0, f(one.0))).collect(),
        };
        vec![
            line("truncation ∝ ε", Hue::Letter('w'), &|e| {
                error * e / epsilon
            }),
            line("truncation ∝ ε²", Hue::Letter('z'), &|e| {
                second * (e / epsilon).powi(2)
            }),
            line("rounding ∝ 1/ε", Hue::Text, &|e| {
                ROUNDING * self.error.abs() / e / unit
            }),
        ]
    }
}
