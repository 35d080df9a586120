//! The axes of plots: their ranges, with round numbers of our choice and their texts.

use super::prelude::*;

#[cfg(feature = "figures")]
use super::chart::round_values;
#[cfg(not(feature = "figures"))]
use super::mesh::round_values;
use crate::scene::Axis;
use crate::scene::number::{Notation, at_most, power_of_ten, scientific, significant};

/// Digits of a tick after its first.
const MAX_DIGITS: f64 = 4.0;

/// An axis with its ticks, each a number and its text.
pub(super) struct PlotAxis {
    pub(super) axis: Axis,
    pub(super) ticks: Vec<(f64, String)>,
}

impl PlotAxis {
    pub(super) fn new(axis: &Axis, max_ticks: usize) -> Self {
        let mut axis = valid(axis);
        let powers = axis.is_log.then(|| powers(&axis, max_ticks));
        let powers = powers.filter(|powers| powers.len() > 1);
        let ticks = powers.unwrap_or_else(|| even_ticks(&mut axis, max_ticks));
        Self { axis, ticks }
    }

    #[cfg(feature = "figures")]
    pub(super) fn text(&self, value: f64) -> String {
        let mut ticks = self.ticks.iter();
        let tick = ticks.find(|tick| tick.0.total_cmp(&value).is_eq());
        tick.map_or(String::new(), |tick| tick.1.clone())
    }

    pub(super) fn widest_text(&self) -> f64 {
        widest(self.ticks.iter().map(|tick| Text::faint(&tick.1)))
    }
}

/// The powers of ten along an axis, the first of every few with its text. Either all of them are written as decimals, or all except
/// 1 and 10 as powers. Between few of them there are numbers as well.
fn powers(axis: &Axis, max: usize) -> Vec<(f64, String)> {
    let (first, last) = decades(axis);
    let intervals = (last - first).max(1).unsigned_abs();
    let step = intervals.div_ceil(max.max(2) as u32 - 1).cast_signed();
    let plain = (first..=last).all(|power| power % step != 0 || (-3..=4).contains(&power));
    let tick = |power: i32| {
        let value = 10.0_f64.powi(power);
        match power {
            _ if power % step != 0 => (value, String::new()),
            2.. | ..0 if !plain => (value, power_of_ten(&power.to_string())),
            _ => (value, significant(value)),
        }
    };
    let mut ticks: Vec<(f64, String)> = (first..=last).map(tick).collect();
    if ticks.len() < 4 {
        let between = between_powers(axis);
        ticks.extend(between.into_iter().map(|value| (value, significant(value))));
    }
    ticks
}

fn decades(axis: &Axis) -> (i32, i32) {
    let (from, to) = axis.range;
    // An end that is a power of ten itself counts in spite of rounding.
    let first = (from.log10() - 1e-9).ceil() as i32;
    (first, (to.log10() + 1e-9).floor() as i32)
}

/// The numbers between the powers of ten of a logarithmic axis, unless they would be too close together.
pub(super) fn between_powers(axis: &Axis) -> Vec<f64> {
    let (first, last) = decades(axis);
    if !axis.is_log || last - first > 6 {
        return Vec::new();
    }
    let (from, to) = axis.range;
    let digits = |power| [2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power));
    let values = (first - 1..=last).flat_map(digits);
    values.filter(|value| (from..=to).contains(value)).collect()
}

/// Ticks with as many digits as tell them apart. Where those are too many, the ticks count from the middle one, which the name of
/// the axis then has: `w₀₀ − 326943`.
fn even_ticks(axis: &mut Axis, max: usize) -> Vec<(f64, String)> {
    let (from, to) = axis.range;
    let size = from.abs().max(to.abs());
    if to - from <= 1e-11 * size {
        // Too narrow for steps between numbers of 64 bits.
        return vec![(from, significant(from))];
    }
    let mut values = round_values((from, to), max);
    let steps = values.windows(2).map(|pair| pair[1] - pair[0]);
    let step = steps.fold(to - from, f64::min);
    values.retain(|value| (from..=to).contains(value));
    let place = (step * 1.0001).log10().floor();
    let (digits, decimals) = (size.log10().floor() - place, (-place).max(0.0) as usize);
    let middle = values.get(values.len() / 2).copied();
    let origin = middle.filter(|_| digits > MAX_DIGITS).unwrap_or(0.0);
    if origin != 0.0 {
        let sign = if origin < 0.0 { '+' } else { '−' };
        let number = at_most(origin.abs(), decimals);
        axis.label = format!("{} {sign} {number}", axis.label);
    }
    let text = |value: f64| match value - origin {
        0.0 => "0".to_owned(),
        value if step < 1e-4 || value.abs() >= 1e5 => {
            let digits = value.abs().log10().floor() - place;
            scientific(value, digits.max(0.0) as usize, Notation::Raised)
        }
        value => at_most(value, decimals),
    };
    values.iter().map(|&value| (value, text(value))).collect()
}

/// The axis itself, or one with a usual range where its own is empty or infinite.
fn valid(axis: &Axis) -> Axis {
    let (from, to) = axis.range;
    let is_range = from < to && (to - from).is_finite();
    match axis.is_log {
        true if !(is_range && from > 0.0) => Axis::log(&axis.label, 0.1, 10.0),
        false if !is_range => Axis::new(&axis.label, 0.0, 1.0),
        _ => axis.clone(),
    }
}
