//! How much is read. Whatever is larger is refused with its number, rather than fill the memory.

/// The bytes of a file: a table of handwritten digits with 28 × 28 pixels, 60,000 of them, takes 110 million.
pub const MAX_BYTES: usize = 256_000_000;

/// The rows of a table, the header not counted.
pub const MAX_ROWS: usize = 1_000_000;

/// The columns of a table, the class's among them: as many as a spreadsheet has.
pub const MAX_COLUMNS: usize = 16_384;

/// The classes of a table. Where there are more, the last column is rarely a class.
pub const MAX_CLASSES: usize = 1_000;

/// What N samples hold as the equations take them: D inputs, the bias and K targets each. A dashboard keeps about five copies, 2 GB.
pub const MAX_ENTRIES: usize = 50_000_000;

/// The weights of a network, M × (D + 1) and K × (M + 1). Written with all their digits they fit into a file of [`MAX_BYTES`].
pub const MAX_WEIGHTS: usize = 10_000_000;

/// The characters in the name of a column or a class. A question of a survey fits.
pub const LONGEST_NAME: usize = 1_000;

/// The characters of a cell or a name that a message repeats.
pub(super) const LONGEST_QUOTE: usize = 40;

/// A number as people write it, with a comma after every third digit from the right.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn every_third_digit_has_a_comma() {
        let written = [0, 999, 1_000, 16_384, 1_200_000, 256_000_000].map(grouped);
        let expected = ["0", "999", "1,000", "16,384", "1,200,000", "256,000,000"];
        assert_eq!(written, expected);
    }
}
