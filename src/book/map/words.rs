//! How wide words are, and where a line of them breaks.

use std::sync::LazyLock;

use ttf_parser::Face;

use crate::scene::wrap::wrap_by;

/// DejaVu is wider than the font of the pages, and about as wide as what a reader's browser may have in its place.
static FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(dejavu::sans::regular(), 0).ok());

/// The width of the pages' font in proportion to DejaVu, rounded up.
const NARROWER: f64 = 0.95;

/// About how wide a text is, on the safe side.
pub(super) fn width(text: &str, size: f64) -> f64 {
    NARROWER * size * text.chars().map(advance).sum::<f64>()
}

/// The width of a letter in font sizes; a letter that the font lacks counts as a wide one.
fn advance(letter: char) -> f64 {
    let known = FACE.as_ref().and_then(|face| {
        let glyph = face.glyph_index(letter)?;
        let width = face.glyph_hor_advance(glyph)?;
        Some(f64::from(width) / f64::from(face.units_per_em()))
    });
    known.unwrap_or(1.0)
}

/// The text in as few lines as a width allows, and these as even as they can be.
pub(super) fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let lines = filled(text, size, room);
    let narrower = (1..=(room as usize)).map(|width| filled(text, size, width as f64));
    let even = narrower.into_iter().find(|even| {
        let widest = even
            .iter()
            .map(|line| width(line, size))
            .fold(0.0, f64::max);
        even.len() == lines.len() && widest <= room
    });
    even.unwrap_or(lines)
}

fn filled(text: &str, size: f64, room: f64) -> Vec<String> {
    wrap_by(text, room, |line| width(line, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_few_first_and_then_even() {
        let lines = wrapped("one two three four", 10.0, width("one two three", 10.0));
        assert_eq!(lines, ["one two", "three four"]);
        assert_eq!(wrapped("one", 10.0, 1.0), ["one"]);
    }
}
