//! The secant on E along one weight: all other weights stay, this one runs to both sides.

use super::Phase;
use crate::engine::{Difference, NumericalGradient};
use crate::scene::{Axis, Curve, Hue, Mark, Series, text};
use crate::stage::dashboard::DashboardState;
use crate::stage::pictures::finite_range;

const MAX_COST: usize = 12_000_000;

struct Section {
    x: Axis,
    along: Vec<(f64, f64)>,
    here: (f64, f64),
    /// The two points of the secant; the second is the nudged one.
    ends: [(f64, f64); 2],
    slope: f64,
    are_close: bool,
}

impl Section {
    fn new(dashboard: &mut DashboardState, search: &NumericalGradient) -> Self {
        let (weight, epsilon) = (dashboard.weight, search.epsilon);
        let name = dashboard.weight_name(weight);
        let experiment = &mut dashboard.experiment;
        let points = (MAX_COST / experiment.cost_of_pass()).clamp(9, 81);
        let mut moved = experiment.parameters().clone();
        let w = moved.values[weight];
        let mut point = |w: f64| {
            moved.values[weight] = w;
            (w, experiment.error_at(&moved))
        };
        // Added to a huge weight, a short reach would be lost to rounding.
        let reach = (3.0 * epsilon).max(1.0).max(1e-9 * w.abs());
        let x = Axis::new(&name, w - reach, w + reach);
        let number = |index: usize| x.at(index as f64 / (points - 1) as f64);
        let along = (0..points).map(|index| point(number(index))).collect();
        let (from, to, way) = match search.difference {
            Difference::Forward => (w, w + epsilon, epsilon),
            Difference::Printed => (w, w - epsilon, -epsilon),
            Difference::Central => (w - epsilon, w + epsilon, 2.0 * epsilon),
        };
        let ends = [point(from), point(to)];
        Self {
            x,
            along,
            here: point(w),
            slope: (ends[1].1 - ends[0].1) / way,
            ends,
            are_close: epsilon < 0.2 * reach,
        }
    }

    /// Leaves nothing but the point, in the middle.
    fn hide(&mut self) {
        self.along.clear();
    }

    fn y(&self) -> Axis {
        let here = self.here.1;
        if self.along.is_empty() && here.is_finite() {
            return Axis::new("E", here - 1.0, here + 1.0);
        }
        let Some((low, high)) = finite_range(self.along.iter().map(|point| point.1)) else {
            return Axis::new("E", 0.0, 1.0);
        };
        let margin = (0.15 * (high - low)).max(1e-9 * (1.0 + high.abs()));
        Axis::new("E", low - margin, high + margin)
    }

    fn secant(&self) -> Series {
        let (x, y) = self.ends[0];
        let (from, to) = self.x.range;
        let points = [from, to].map(|end| (end, y + self.slope * (end - x)));
        let label = format!("secant, slope {}", text(self.slope, 6));
        Series::new(label, Hue::Letter('w'), points.into())
    }

    fn marks(&self, phase: Phase) -> Vec<Mark> {
        let nudged = self.ends[1];
        let mut before = format!("E = {}", of_error(self.here.1));
        let mut after = match phase {
            Phase::Rest => return vec![Mark::current(self.here, before)],
            Phase::Nudged => "E′ = ?".to_owned(),
            Phase::Run => format!("E′ = {}", of_error(nudged.1)),
        };
        if self.are_close {
            // Two labels at one point would cover each other.
            after = format!("{before}, {after}");
            before.clear();
        }
        let here = Mark::current(self.here, before);
        vec![here, Mark::current(nudged, after)]
    }
}

/// Six decimals, or fewer before more than three digits: none of nine digits is cut.
fn of_error(error: f64) -> String {
    let before = error.abs().log10().clamp(2.0, 8.0);
    text(error, 8 - before as u8)
}

/// The curve of E along the focused weight, and the secant as far as it is known in a phase.
pub(super) fn curve(
    dashboard: &mut DashboardState,
    search: &NumericalGradient,
    phase: Phase,
) -> Curve {
    let mut section = Section::new(dashboard, search);
    let is_asked = dashboard.screen.is_asking();
    if is_asked {
        section.hide();
    }
    let label = format!("E along {}", section.x.label);
    let along = Series::new(label, Hue::Text, section.along.clone());
    let secant = (phase == Phase::Run).then(|| section.secant());
    let verdict = match (phase, search.difference) {
        _ if is_asked => "The curve shows after the answer.".to_owned(),
        (Phase::Rest, _) => "n nudges the weight.".to_owned(),
        (Phase::Nudged, _) => "n runs the network again.".to_owned(),
        (Phase::Run, Difference::Printed) => format!(
            "The quotient is {}: the printed sign is the wrong one.",
            text(-section.slope, 8)
        ),
        (Phase::Run, _) => format!("The quotient is {}.", text(section.slope, 8)),
    };
    Curve {
        title: format!("the {} difference on E", search.difference),
        y: section.y(),
        series: [along].into_iter().chain(secant).collect(),
        marks: section.marks(phase),
        verdict,
        x: section.x,
    }
}
