//! Numbers as a book prints them: a true minus sign, and no more digits than tell something.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

use crate::scene::Axis;
use crate::scene::number::{at_most, power_of_ten};
pub(super) use crate::scene::number::{printed as fixed, significant as number};

/// Round numbers along an axis, at most `most` of them, with their texts.
pub(super) fn ticks(axis: &Axis, most: usize) -> Vec<(f64, String)> {
    let powers = if axis.is_log {
        powers(axis, most)
    } else {
        Vec::new()
    };
    if powers.len() < 2 {
        even_ticks(axis, most)
    } else {
        powers
    }
}

/// The powers of ten along an axis. Small ones and large ones are written as powers, and then all of them.
fn powers(axis: &Axis, most: usize) -> Vec<(f64, String)> {
    let (first, last) = decades(axis);
    let intervals = (last - first).max(1).unsigned_abs();
    let step = intervals.div_ceil(most.max(2) as u32 - 1).cast_signed();
    let shown: Vec<i32> = (first..=last)
        .filter(|power| power.rem_euclid(step) == 0)
        .collect();
    let plain = shown.iter().all(|power| (-3..=4).contains(power));
    let tick = |power: i32| {
        let value = 10.0_f64.powi(power);
        let text = match power {
            0 | 1 => number(value),
            _ if plain => number(value),
            _ => power_of_ten(&power.to_string()),
        };
        (value, text)
    };
    shown.into_iter().map(tick).collect()
}

/// The first and the last power of ten within an axis.
fn decades(axis: &Axis) -> (i32, i32) {
    let (from, to) = axis.range;
    // An end that is a power of ten itself counts in spite of rounding.
    let first = (from.log10() - 1e-9).ceil() as i32;
    (first, (to.log10() + 1e-9).floor() as i32)
}

/// The numbers between the powers of ten of a logarithmic axis, where they do not stand too close.
pub(super) fn between_powers(axis: &Axis) -> Vec<f64> {
    let (first, last) = decades(axis);
    if !axis.is_log || last - first > 6 {
        return Vec::new();
    }
    let (from, to) = axis.range;
    (first - 1..=last)
        .flat_map(|power| (2..10).map(move |digit| f64::from(digit) * 10.0_f64.powi(power)))
        .filter(|value| (from..=to).contains(value))
        .collect()
}

fn even_ticks(axis: &Axis, most: usize) -> Vec<(f64, String)> {
    let (from, to) = axis.range;
    if to - from <= 1e-11 * from.abs().max(to.abs()) {
        // Too narrow for steps between numbers of 64 bits.
        return vec![(from, number(from))];
    }
    let places = RangedCoordf64::from(from..to).key_points(BoldPoints(most));
    let step = places
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .fold(to - from, f64::min);
    let size = from.abs().max(to.abs());
    let text = |value: f64| {
        if step < 1e-4 || size >= 1e5 {
            number(value)
        } else {
            let decimals = (-(step * 1.0001).log10().floor()).max(0.0) as usize;
            at_most(value, decimals)
        }
    };
    let ticks = places.iter().filter(|place| (from..=to).contains(place));
    ticks.map(|&place| (place, text(place))).collect()
}

/// The axis itself, or one from 0 to 1 where its range is no range.
pub(super) fn sound(axis: &Axis) -> Axis {
    let (from, to) = axis.range;
    let mut sound = axis.clone();
    let is_range = from < to && (to - from).is_finite();
    if axis.is_log && !(is_range && from > 0.0) {
        sound.range = (0.1, 10.0);
    } else if !is_range {
        sound.range = (0.0, 1.0);
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within_the_axis() {
        let texts = |from, to| -> Vec<String> {
            ticks(&Axis::new("x", from, to), 5)
                .into_iter()
                .map(|tick| tick.1)
                .collect()
        };
        assert_eq!(texts(-10.0, 10.0), ["−10", "−5", "0", "5", "10"]);
        assert_eq!(texts(0.0, 1.0), ["0", "0.5", "1"]);
        assert!(texts(1e16, 1e16 + 2.0).len() < 3);
    }

    #[test]
    fn logarithmic_ticks_are_powers_of_ten() {
        let axis = Axis::log("ε", 1e-12, 1.0);
        let few: Vec<_> = ticks(&axis, 4).into_iter().map(|tick| tick.1).collect();
        assert_eq!(few, ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]);
        let plain = ticks(&Axis::log("E", 0.005, 200.0), 6);
        let (values, texts): (Vec<f64>, Vec<String>) = plain.into_iter().unzip();
        assert_eq!(texts, ["0.01", "0.1", "1", "10", "100"]);
        assert!((axis.fraction(1e-6) - 0.5).abs() < 1e-12 && (values[2] - 1.0).abs() < 1e-15);
        let narrow = ticks(&Axis::log("E", 0.3, 0.9), 6);
        assert!(narrow.len() > 2 && narrow.len() < 8, "{narrow:?}");
    }
}
