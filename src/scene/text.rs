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
    text.replace('-', "−")
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
