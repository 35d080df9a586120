//! The secant on E along one weight: all other weights stay, this one runs to both sides.

use super::{NumericalGradient, Phase};
use crate::engine::Difference;
use crate::scene::{Axis, Curve, Hue, Mark, MarkKind, Series, text};

/// How many multiplications the curve may cost.
const MOST: usize = 12_000_000;

/// The curve of E along the weight in the middle of attention, and the secant, as far as it is known.
pub(super) fn curve(stage: &mut NumericalGradient) -> Curve {
    let weight = stage.dashboard.weight;
    let name = stage.dashboard.weight_name(weight);
    let (difference, epsilon) = (stage.search.difference, stage.search.epsilon);
    let experiment = &mut stage.dashboard.experiment;
    let mut moved = experiment.parameters().clone();
    let w = moved.values[weight];
    let points = (MOST / experiment.cost_of_pass()).clamp(9, 81);
    // Beside a huge weight a short way is no way.
    let reach = (3.0 * epsilon).max(1.0).max(1e-9 * w.abs());
    let x = Axis::new(&name, w - reach, w + reach);
    let mut error_at = |w: f64| {
        moved.values[weight] = w;
        experiment.error_at(&moved)
    };
    let along: Vec<(f64, f64)> = (0..points)
        .map(|point| x.at(point as f64 / (points - 1) as f64))
        .map(|w| (w, error_at(w)))
        .collect();
    let here = error_at(w);
    let (from, to, way) = match difference {
        Difference::Forward => (w, w + epsilon, epsilon),
        Difference::Printed => (w, w - epsilon, -epsilon),
        Difference::Central => (w - epsilon, w + epsilon, 2.0 * epsilon),
    };
    let ends = [(from, error_at(from)), (to, error_at(to))];
    let slope = (ends[1].1 - ends[0].1) / way;
    let quotient = if difference == Difference::Printed {
        -slope
    } else {
        slope
    };
    let is_next = stage.search.slopes.len() == weight;
    let shown = if is_next { stage.phase } else { Phase::Run };
    let mut series = vec![Series {
        label: format!("E along {name}"),
        hue: Hue::Text,
        dashed: false,
        points: along.clone(),
    }];
    let before = format!("E = {}", text(here, 6));
    let after = match shown {
        Phase::Rest => String::new(),
        Phase::Nudged => "E′ = ?".to_owned(),
        Phase::Run => format!("E′ = {}", text(ends[1].1, 6)),
    };
    let marks = match shown {
        Phase::Rest => vec![mark((w, here), before)],
        // Two labels at one place would cover each other.
        _ if epsilon < 0.2 * reach => vec![
            mark((w, here), String::new()),
            mark((to, ends[1].1), format!("{before}, {after}")),
        ],
        _ => vec![mark((w, here), before), mark((to, ends[1].1), after)],
    };
    if shown == Phase::Run {
        let line = |x: f64| (x, ends[0].1 + slope * (x - ends[0].0));
        series.push(Series {
            label: format!("secant, slope {}", text(slope, 6)),
            hue: Hue::Letter('w'),
            dashed: false,
            points: vec![line(x.range.0), line(x.range.1)],
        });
    }
    let printed = if difference == Difference::Printed {
        ": the printed sign is the wrong one"
    } else {
        ""
    };
    Curve {
        title: format!("the {difference} difference on E"),
        y: height(&along),
        x,
        series,
        marks,
        verdict: match shown {
            Phase::Rest => "n nudges the weight.".to_owned(),
            Phase::Nudged => "n runs the network again.".to_owned(),
            Phase::Run => format!("The quotient is {}{printed}.", text(quotient, 8)),
        },
    }
}

fn mark((x, y): (f64, f64), label: String) -> Mark {
    Mark {
        x,
        y,
        label,
        kind: MarkKind::Current,
    }
}

/// A range of heights with room above and below.
fn height(points: &[(f64, f64)]) -> Axis {
    let finite = points.iter().map(|point| point.1).filter(|e| e.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), e| {
        (low.min(e), high.max(e))
    });
    if low > high {
        return Axis::new("E", 0.0, 1.0);
    }
    let margin = (0.15 * (high - low)).max(1e-9 * (1.0 + high.abs()));
    Axis::new("E", low - margin, high + margin)
}
