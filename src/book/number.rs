//! Numbers as the text has them.

use super::markdown::Context;
use crate::scene::number::{Notation, decimals, scientific};

/// How a number in the text is written.
#[derive(Clone, Copy)]
pub(super) enum Precision {
    /// `digits=3`: decimals.
    Decimals(usize),
    /// `scientific=1`: decimals, and a power of ten.
    Scientific(usize),
}

impl Default for Precision {
    fn default() -> Self {
        Self::Decimals(4)
    }
}

pub(super) fn number(value: f64, precision: Precision, context: Context) -> String {
    match (precision, context) {
        (Precision::Decimals(digits), Context::Maths) => decimals(value, digits).replace('−', "-"),
        (Precision::Decimals(digits), _) => decimals(value, digits),
        (Precision::Scientific(digits), Context::Maths) => scientific(value, digits, Notation::Tex),
        (Precision::Scientific(digits), _) => scientific(value, digits, Notation::Html),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_of_ten_is_written_as_its_context_needs_it() {
        let write = |context| number(-1.25e-7, Precision::Scientific(1), context);
        assert_eq!(write(Context::Prose), "−1.2\u{a0}×\u{a0}10<sup>−7</sup>");
        assert_eq!(write(Context::Maths), r"-1.2 \times 10^{-7}");
    }
}
