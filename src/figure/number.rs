//! Numbers as a book prints them: a true minus sign, and no more digits than tell something.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

use crate::scene::Axis;

/// A number with four significant digits, very large and very small ones as a power of ten.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let size = value.abs();
    if size != 0.0 && !(1e-3..99_999.5).contains(&size) {
        return power_of_ten(value);
    }
    let before_point = if size < 1.0 {
        1
    } else {
        size.log10().floor() as usize + 1
    };
    trimmed(value, 5_usize.saturating_sub(before_point).min(4))
}

fn not_finite(value: f64) -> String {
    let text = match value {
        v if v.is_nan() => "NaN",
        v if v > 0.0 => "∞",
        _ => "−∞",
    };
    text.to_owned()
}

fn power_of_ten(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!(
        "{}·10{}",
        minus(digits),
        exponent.chars().map(raised).collect::<String>()
    )
}

fn raised(c: char) -> char {
    match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => c
            .to_digit(10)
            .and_then(|digit| char::from_u32('⁰' as u32 + digit))
            .unwrap_or(c),
    }
}

fn trimmed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    minus(if text == "-0" { "0" } else { text })
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

/// Round numbers along an axis, at most `most` of them, with their texts.
pub(super) fn ticks(axis: &Axis, most: usize) -> Vec<(f64, String)> {
    let (from, to) = axis.range;
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
            trimmed(value, decimals)
        }
    };
    let ticks = places.iter().filter(|place| (from..=to).contains(place));
    ticks.map(|&place| (place, text(place))).collect()
}

/// The axis itself, or one from 0 to 1 where its range is no range.
pub(super) fn sound(axis: &Axis) -> Axis {
    let (from, to) = axis.range;
    let mut sound = axis.clone();
    if !(from.is_finite() && to.is_finite() && from < to) {
        sound.range = (0.0, 1.0);
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_a_true_minus_sign() {
        let printed = [
            (0.0, "0"),
            (-0.0, "0"),
            (-2.0, "−2"),
            (0.880_797, "0.8808"),
            (-123.456_78, "−123.46"),
            (-123_456.789_1, "−1.23·10⁵"),
            (1e-9, "1·10⁻⁹"),
            (12_345.0, "12345"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in printed {
            assert_eq!(number(value), text);
        }
    }

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
    }
}
