//! Lines of numbers that are too wide for a page, broken before a plus or a minus.

use std::fmt::Write as _;

/// The line in several rows of `aligned`, none wider than `widest` as far as its signs allow. `width` measures a piece of TeX.
///
/// Rows part at the signs of the outermost sum only, so that no small parenthesis is torn.
pub(super) fn broken(tex: &str, widest: f64, width: impl Fn(&str) -> f64) -> String {
    let fits = |piece: &str| width(piece) <= widest;
    if fits(tex) {
        return tex.to_owned();
    }
    // Stretched parentheses cannot stand on two rows; around a row of numbers plain ones do.
    let tex = tex.replace(r"\left(", "(").replace(r"\right)", ")");
    let mut rows: Vec<String> = Vec::new();
    for term in terms(&tex) {
        match rows.last_mut() {
            Some(row) if fits(&format!("{row}{term}")) => row.push_str(term),
            _ => rows.push(term.to_owned()),
        }
    }
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        let before = if at == 0 { "" } else { r" \\ &\quad {}" };
        let _ = write!(out, "{before}{}", row.trim());
    }
    out
}

/// The terms of the outermost sum, each with the sign before it.
fn terms(tex: &str) -> Vec<&str> {
    let signs = signs(tex);
    let outermost = signs.iter().map(|(_, depth)| *depth).min().unwrap_or(0);
    let (mut terms, mut from) = (Vec::new(), 0);
    for (at, depth) in signs {
        if depth == outermost {
            terms.push(&tex[from..at]);
            from = at;
        }
    }
    terms.push(&tex[from..]);
    terms
}

/// Where the signs between two terms stand, and in how many parentheses. A sign within braces is part of a fraction or a letter.
fn signs(tex: &str) -> Vec<(usize, usize)> {
    let (mut braces, mut parentheses) = (0_usize, 0_usize);
    let mut signs = Vec::new();
    for (at, letter) in tex.char_indices() {
        match letter {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            '(' => parentheses += 1,
            ')' => parentheses = parentheses.saturating_sub(1),
            '+' | '-'
                if braces == 0 && tex[..at].ends_with(' ') && tex[at + 1..].starts_with(' ') =>
            {
                signs.push((at, parentheses));
            }
            _ => {}
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sign is one wide.
    fn count(tex: &str) -> f64 {
        tex.len() as f64
    }

    #[test]
    fn a_line_that_fits_stays_as_it_is() {
        assert_eq!(broken("1 + 2", 5.0, count), "1 + 2");
    }

    #[test]
    fn a_line_is_broken_at_its_outermost_signs() {
        let tex = r"\left( (1 - 2) 3 + (4 - 5) 6 + 7 \right) 8";
        assert_eq!(
            broken(tex, 16.0, count),
            r"( (1 - 2) 3 \\ &\quad {}+ (4 - 5) 6 + 7 ) 8"
                .replace(" + 7 ) 8", r" \\ &\quad {}+ 7 ) 8")
        );
    }

    #[test]
    fn a_minus_of_a_number_and_a_sum_in_a_fraction_are_no_place_to_break() {
        let tex = r"\frac{1 + 2}{3} (-4) 5 \ink{x}{a - b}";
        assert_eq!(broken(tex, 5.0, count), tex);
    }
}
