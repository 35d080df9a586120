//! Lines of numbers that are too wide for a page, broken before a plus or a minus.

use crate::scene::tex::{Tex, parse};

/// Returns the line in several rows of `aligned`, none wider than `widest` as far as its signs allow. `width` measures a piece of TeX.
///
/// Rows part at the signs of the outermost sum only, so that no small parenthesis is torn.
pub(super) fn broken(tex: &str, widest: f64, width: impl Fn(&str) -> f64) -> String {
    let fits = |piece: &str| width(piece) <= widest;
    if fits(tex) {
        return tex.to_owned();
    }
    // Stretched parentheses cannot span two rows; around a row of numbers plain ones do.
    let tex = tex.replace(r"\left(", "(").replace(r"\right)", ")");
    let mut rows: Vec<String> = Vec::new();
    for term in terms(&tex) {
        match rows.last_mut() {
            Some(row) if fits(&format!("{row}{term}")) => row.push_str(term),
            _ => rows.push(term.to_owned()),
        }
    }
    let rows: Vec<&str> = rows.iter().map(|row| row.trim()).collect();
    rows.join(r" \\ &\quad {}")
}

/// The terms of the outermost sum, each with the sign before it.
fn terms(tex: &str) -> Vec<&str> {
    let signs = signs(&parse(tex));
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

/// The positions of the signs between two terms, and their depths in parentheses. A sign within braces is part of a fraction or
/// a letter.
fn signs(pieces: &[Tex<'_>]) -> Vec<(usize, usize)> {
    let is_blank = |at: usize| pieces.get(at).is_some_and(|piece| piece.source == " ");
    let mut depth = 0_usize;
    let mut signs = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.source {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "+" | "-" if at > 0 && is_blank(at - 1) && is_blank(at + 1) => {
                signs.push((piece.start, depth));
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
        let rows = r"( (1 - 2) 3 \\ &\quad {}+ (4 - 5) 6 \\ &\quad {}+ 7 ) 8";
        assert_eq!(broken(tex, 16.0, count), rows);
    }

    #[test]
    fn a_line_is_not_broken_at_the_minus_of_a_number_or_within_a_fraction() {
        let tex = r"\frac{1 + 2}{3} (-4) 5 \ink{x}{a - b}";
        assert_eq!(broken(tex, 5.0, count), tex);
    }
}
