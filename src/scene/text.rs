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
