//! The secant on E along one weight: all other weights stay, this one runs to both sides.

use super::Phase;
use crate::engine::{self, Difference};
use crate::scene::{Axis, Curve, Hue, Mark, Series, text};
use crate::stage::dashboard::DashboardState;
use crate::stage::pictures::finite_range;

/// Multiplications that the curve may cost.
const MAX_COST: usize = 12_000_000;

/// E along one weight.
struct Section {
    /// From edge to edge.
    along: Vec<(f64, f64)>,
    /// At the weight as it is.
    here: (f64, f64),
    /// The two points of the secant; the second is the nudged one.
    ends: [(f64, f64); 2],
    slope: f64,
}

/// The curve of E along the focused weight, and the secant as far as it is known in a phase.
pub(super) fn curve(
    dashboard: &mut DashboardState,
    search: &engine::NumericalGradient,
    phase: Phase,
) -> Curve {
    let name = dashboard.weight_name(dashboard.weight);
    let (difference, epsilon) = (search.difference, search.epsilon);
    let w = dashboard.experiment.parameters().values[dashboard.weight];
    // Added to a huge weight, a short reach would be lost to rounding.
    let reach = (3.0 * epsilon).max(1.0).max(1e-9 * w.abs());
    let x = Axis::new(&name, w - reach, w + reach);
    let section = section(dashboard, search, &x);
    let label = format!("E along {name}");
    let mut series = vec![Series::new(label, Hue::Text, section.along.clone())];
    if phase == Phase::Run {
        let (from, slope) = (section.ends[0], section.slope);
        let line = |x: f64| (x, from.1 + slope * (x - from.0));
        series.push(Series::new(
            format!("secant, slope {}", text(slope, 6)),
            Hue::Letter('w'),
            vec![line(x.range.0), line(x.range.1)],
        ));
    }
    let verdict = match phase {
        Phase::Rest => "n nudges the weight.".to_owned(),
        Phase::Nudged => "n runs the network again.".to_owned(),
        Phase::Run if difference == Difference::Printed => format!(
            "The quotient is {}: the printed sign is the wrong one.",
            text(-section.slope, 8)
        ),
        Phase::Run => format!("The quotient is {}.", text(section.slope, 8)),
    };
    Curve {
        title: format!("the {difference} difference on E"),
        y: height(&section.along),
        series,
        marks: marks(&section, phase, epsilon < 0.2 * reach),
        verdict,
        x,
    }
}

fn section(
    dashboard: &mut DashboardState,
    search: &engine::NumericalGradient,
    x: &Axis,
) -> Section {
    let (weight, epsilon) = (dashboard.weight, search.epsilon);
    let experiment = &mut dashboard.experiment;
    let w = experiment.parameters().values[weight];
    let points = (MAX_COST / experiment.cost_of_pass()).clamp(9, 81);
    let mut moved = experiment.parameters().clone();
    let mut point = |w: f64| {
        moved.values[weight] = w;
        (w, experiment.error_at(&moved))
    };
    let fraction = |index: usize| index as f64 / (points - 1) as f64;
    let (from, to, way) = match search.difference {
        Difference::Forward => (w, w + epsilon, epsilon),
        Difference::Printed => (w, w - epsilon, -epsilon),
        Difference::Central => (w - epsilon, w + epsilon, 2.0 * epsilon),
    };
    let ends = [point(from), point(to)];
    Section {
        along: (0..points)
            .map(|index| point(x.at(fraction(index))))
            .collect(),
        here: point(w),
        slope: (ends[1].1 - ends[0].1) / way,
        ends,
    }
}

/// The weight as it is and the nudged one.
fn marks(section: &Section, phase: Phase, are_close: bool) -> Vec<Mark> {
    let nudged = section.ends[1];
    let before = format!("E = {}", text(section.here.1, 6));
    let after = match phase {
        Phase::Rest => return vec![Mark::current(section.here, before)],
        Phase::Nudged => "E′ = ?".to_owned(),
        Phase::Run => format!("E′ = {}", text(nudged.1, 6)),
    };
    // Two labels at one point would cover each other.
    let (before, after) = if are_close {
        (String::new(), format!("{before}, {after}"))
    } else {
        (before, after)
    };
    vec![
        Mark::current(section.here, before),
        Mark::current(nudged, after),
    ]
}

/// A range of heights with room above and below.
fn height(points: &[(f64, f64)]) -> Axis {
    let Some((low, high)) = finite_range(points.iter().map(|point| point.1)) else {
        return Axis::new("E", 0.0, 1.0);
    };
    let margin = (0.15 * (high - low)).max(1e-9 * (1.0 + high.abs()));
    Axis::new("E", low - margin, high + margin)
}
