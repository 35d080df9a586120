//! Numbers as text, with a true minus sign and no minus before a zero.

/// A way to write a power of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// 1.5e−9, for a terminal.
    Plain,
    /// 1.5·10⁻⁹, for a figure.
    Raised,
    /// The same as HTML.
    Html,
    /// The same as TeX.
    Tex,
}

/// A number with as many decimals as are asked for.
pub fn decimals(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if text.chars().all(|c| "-0.".contains(c)) {
        text.trim_start_matches('-').to_owned()
    } else {
        text.replace('-', "−")
    }
}

/// A number as a power of ten, with as many decimals before it as are asked for.
pub fn scientific(value: f64, decimals: usize, notation: Notation) -> String {
    let text = format!("{value:.decimals$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    match notation {
        Notation::Plain => text.replace('-', "−"),
        Notation::Raised => format!("{}·{}", trimmed(mantissa), power_of_ten(exponent)),
        Notation::Html => {
            format!("{mantissa}\u{a0}×\u{a0}10<sup>{exponent}</sup>").replace('-', "−")
        }
        Notation::Tex => format!(r"{mantissa} \times 10^{{{exponent}}}"),
    }
}

/// A text in which powers of ten are written as a book prints them: 1.5·10⁻⁹ for 1.5e−9.
pub fn raised(text: &str) -> String {
    let mut parts = text.split('e');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let is_digit = |c: char| c.is_ascii_digit();
    for part in parts {
        let end = part.find(|c| c != '−' && c != '-' && !is_digit(c));
        let (exponent, rest) = part.split_at(end.unwrap_or(part.len()));
        if out.ends_with(is_digit) && exponent.ends_with(is_digit) {
            out = format!("{out}·{}{rest}", power_of_ten(exponent));
        } else {
            out = format!("{out}e{part}");
        }
    }
    out
}

/// Ten with a raised exponent.
pub fn power_of_ten(exponent: &str) -> String {
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize);
    let raised = |c: char| raised(c).unwrap_or('⁻');
    format!("10{}", exponent.chars().map(raised).collect::<String>())
}

/// A decimal without zeros at its end.
fn trimmed(text: &str) -> String {
    let zeros: &[_] = if text.contains('.') { &['0'] } else { &[] };
    let text = text.trim_end_matches(zeros).trim_end_matches('.');
    text.replace('-', "−")
}

/// A number with fixed decimals, or with a power of ten where the decimals would not show it.
pub fn text(value: f64, decimals: u8) -> String {
    let size = value.abs();
    let too_small = size != 0.0 && size < 5.0 * 10.0_f64.powi(-i32::from(decimals));
    if too_small || size >= 1e6 {
        scientific(value, 3, Notation::Plain)
    } else {
        self::decimals(value, usize::from(decimals))
    }
}

/// A number with four decimals, or with as many as fit into a width, or with a power of ten that does.
pub fn fitted(value: f64, width: usize) -> String {
    let shorter = [3, 2, 1].map(|decimals| text(value, decimals));
    let shorter = shorter.into_iter().filter(|text| !text.contains('e'));
    let powers = [3, 2, 1, 0].map(|decimals| scientific(value, decimals, Notation::Plain));
    let mut forms = [text(value, 4)].into_iter().chain(shorter).chain(powers);
    let fits = |text: &String| text.chars().count() <= width;
    forms.find(fits).unwrap_or_else(|| "…".to_owned())
}

/// A number of a fixed width, whose point does not move while it is small: as many decimals as fit beside a sign and a digit,
/// at most four. Where nothing is known yet, a dot.
pub fn aligned(value: Option<f64>, width: usize) -> String {
    let decimals = width.saturating_sub(3).min(4);
    let Some(value) = value else {
        // At the position of the point.
        return format!("{:>1$}{2:decimals$}", "·", width - decimals, "");
    };
    // A column stays free before a number without a sign, so that it does not run into its name.
    let room = if value < 0.0 { width } else { width - 1 };
    let fixed = text(value, decimals as u8);
    let text = if fixed.chars().count() <= room {
        fixed
    } else {
        fitted(value, room)
    };
    format!("{text:>width$}")
}

/// An entry of a matrix: no wider than its decimals call for, if that is possible.
pub fn entry(value: f64, decimals: u8) -> String {
    if decimals == 0 && value.fract() == 0.0 && value.abs() < 1e6 {
        // A count: small ones are as exact as large ones.
        return self::decimals(value, 0);
    }
    let fixed = text(value, decimals);
    let usual = usize::from(decimals) + 3;
    if decimals < 4 || value == 0.0 || fixed.chars().count() <= usual {
        fixed
    } else {
        fitted(value, usual)
    }
}

/// A number for the end of an axis: as few digits as tell it, at most three after the point.
pub fn short(value: f64) -> String {
    if value.abs() >= 1e6 {
        return scientific(value, 0, Notation::Plain);
    }
    // The sum of −0 and 0 is 0.
    let rounded = (value * 1e3).round() / 1e3 + 0.0;
    rounded.to_string().replace('-', "−")
}

/// A number with few digits, a very small or very large one as a power of ten.
pub fn compact(value: f64) -> String {
    if value == 0.0 || (0.001..1e6).contains(&value.abs()) {
        trimmed(&text(value, 4))
    } else {
        format!("{value:e}").replace('-', "−")
    }
}

/// A number to the last bit, as a program reads it: as a power of ten if it would otherwise be long.
pub fn exact(value: f64) -> String {
    let plain = value.to_string();
    let power = format!("{value:e}");
    let is_short = plain.len() <= power.len().max(20);
    if is_short { plain } else { power }
}

/// A number with four significant digits as a book prints it, a very small or very large one as a power of ten.
pub fn significant(value: f64) -> String {
    let size = value.abs();
    if !size.is_finite() || size == 0.0 || (1e-3..99_999.5).contains(&size) {
        let before_point = size.max(1.0).log10().floor() as usize;
        return at_most(value, 4_usize.saturating_sub(before_point));
    }
    scientific(value, 2, Notation::Raised)
}

/// A number with at most as many decimals as are given, without zeros at its end.
pub fn at_most(value: f64, decimals: usize) -> String {
    finite(value, || trimmed(&self::decimals(value, decimals)))
}

/// A number with fixed decimals as a book prints it, or as a power of ten where they would not show it.
pub fn printed(value: f64, decimals: u8) -> String {
    let size = value.abs();
    let too_small = size != 0.0 && size < 0.5 * 10.0_f64.powi(-i32::from(decimals));
    finite(value, || {
        if too_small || size >= 1e6 {
            scientific(value, 2, Notation::Raised)
        } else {
            self::decimals(value, usize::from(decimals))
        }
    })
}

/// The text of a finite number, or a word or sign for any other.
fn finite(value: f64, text: impl FnOnce() -> String) -> String {
    match value {
        f64::INFINITY => "∞".to_owned(),
        f64::NEG_INFINITY => "−∞".to_owned(),
        _ if value.is_nan() => "NaN".to_owned(),
        _ => text(),
    }
}

/// A share in whole percent.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A number rounded to as many significant digits as are given.
pub fn rounded(value: f64, digits: usize) -> f64 {
    let text = format!("{value:.0$e}", digits.saturating_sub(1));
    text.parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_write_a_number_has_its_form() {
        for (found, expected) in [
            (decimals(-0.5, 2), "−0.50"),
            (aligned(Some(-0.5), 8), " −0.5000"),
            (aligned(Some(0.5), 6), " 0.500"),
            (aligned(Some(-0.5), 6), "−0.500"),
            (aligned(None, 6), "  ·   "),
            (printed(3.0, 0), "3"),
            (scientific(1.5e-9, 2, Notation::Plain), "1.50e−9"),
            (scientific(1.5e-9, 2, Notation::Raised), "1.5·10⁻⁹"),
            (scientific(1.5e-9, 1, Notation::Tex), r"1.5 \times 10^{-9}"),
            (power_of_ten("-1234567890"), "10⁻¹²³⁴⁵⁶⁷⁸⁹⁰"),
            (text(-0.5, 4), "−0.5000"),
            (text(1.5e-9, 4), "1.500e−9"),
            (fitted(-2.0, 8), "−2.0000"),
            (fitted(12345.678, 8), "12345.68"),
            (fitted(-1e-7, 8), "−1.00e−7"),
            (short(-10.0), "−10"),
            (short(0.5), "0.5"),
            (exact(-0.5), "-0.5"),
            (exact(1e307), "1e307"),
            (printed(-0.25, 2), "−0.25"),
            (printed(1e-9, 4), "1·10⁻⁹"),
            (rounded(0.01234, 2).to_string(), "0.012"),
            (
                raised("e = 2e−7, 1.5e10 and 3 e"),
                "e = 2·10⁻⁷, 1.5·10¹⁰ and 3 e",
            ),
            (raised("the 4em, iris2e"), "the 4em, iris2e"),
        ] {
            assert_eq!(found, expected);
        }
        let numbers = [0.0, 1e-8, 3.2e-4, 0.001, 100.0, 1e308];
        let texts = ["0", "1e−8", "3.2e−4", "0.001", "100", "1e308"];
        assert_eq!(numbers.map(compact), texts);
        let numbers = [0.880_797, -123_456.8, -2.0, -123.456_78, 1e-9, 12_345.0];
        let texts = ["0.8808", "−1.23·10⁵", "−2", "−123.46", "1·10⁻⁹", "12345"];
        assert_eq!(numbers.map(significant), texts);
        let numbers = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        assert_eq!(numbers.map(significant), ["NaN", "∞", "−∞"]);
        let html = scientific(1.3e-16, 1, Notation::Html);
        assert_eq!(html, "1.3\u{a0}×\u{a0}10<sup>−16</sup>");
    }

    #[test]
    fn no_zero_has_a_minus() {
        assert_eq!([-0.0004, -0.0, 0.0].map(short), ["0"; 3]);
        assert_eq!([-0.0, -1e-9].map(|value| decimals(value, 0)), ["0"; 2]);
        assert_eq!([-0.0, -1e-9].map(|value| at_most(value, 3)), ["0"; 2]);
        assert_eq!([printed(-0.0, 2), text(-0.0, 2)], ["0.00"; 2]);
        assert_eq!([compact(-0.0), significant(-0.0)], ["0"; 2]);
    }

    #[test]
    fn large_and_small_numbers_are_short_and_exact() {
        for value in [1e307, -f64::MAX, f64::MIN_POSITIVE, 0.1, -1.0 / 81.0] {
            let text = exact(value);
            assert!(text.len() < 26, "{text}");
            assert_eq!(text.parse(), Ok(value));
        }
    }
}
