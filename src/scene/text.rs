//! Numbers as a reader sees them.

/// A number as text with a typographic minus sign, and a power of ten where the decimals would not show it.
///
/// ```
/// use nn28::scene::text;
/// assert_eq!(text(-0.5, 4), "−0.5000");
/// assert_eq!(text(1.5e-9, 4), "1.500e−9");
/// ```
#[must_use]
pub fn text(value: f64, decimals: u8) -> String {
    let size = value.abs();
    let too_small = size != 0.0 && size < 5.0 * 10.0_f64.powi(-i32::from(decimals));
    let text = if too_small || size >= 1e6 {
        format!("{value:.3e}")
    } else {
        format!("{value:.0$}", usize::from(decimals))
    };
    let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
    if is_zero && !text.contains("NaN") && !text.contains("inf") {
        return text.replace('-', "");
    }
    text.replace('-', "−")
}

/// A number with four decimals, or with as many as fit into a width, or with a power of ten that does.
///
/// ```
/// use nn28::scene::fitted;
/// assert_eq!(fitted(-2.0, 8), "−2.0000");
/// assert_eq!(fitted(12345.678, 8), "12345.68");
/// assert_eq!(fitted(-1e-7, 8), "−1.00e−7");
/// ```
#[must_use]
pub fn fitted(value: f64, width: usize) -> String {
    let fits = |text: &String| text.chars().count() <= width;
    let shorter = (1..4)
        .rev()
        .map(|decimals| text(value, decimals))
        .filter(|text| !text.contains('e'));
    let powers = (0..4_usize)
        .rev()
        .map(|digits| format!("{value:.digits$e}").replace('-', "−"));
    let mut forms = [text(value, 4)].into_iter().chain(shorter).chain(powers);
    forms.find(fits).unwrap_or_else(|| "…".to_owned())
}

/// A number for the end of an axis: as few digits as tell it, at most three after the point.
///
/// ```
/// use nn28::scene::short;
/// assert_eq!((short(-10.0), short(0.5)), ("−10".to_owned(), "0.5".to_owned()));
/// ```
#[must_use]
pub fn short(value: f64) -> String {
    let size = value.abs();
    let text = if size >= 1e6 {
        format!("{value:.0e}")
    } else {
        format!("{}", (value * 1e3).round() / 1e3)
    };
    text.replace('-', "−")
}
