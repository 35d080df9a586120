//! The outlines of mathematical letters, drawn once a page and used many times.
//!
//! A formula says `<use href="#g-Math-Italic-77"/>`; the outline itself stands in one `<path>` at the end of the page. The fonts
//! are KaTeX's, out of a crate, so that a page needs no font file and looks the same everywhere.

use std::collections::BTreeSet;

use ratex_font::{FontId, katex_ttf_glyph_char};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

const PREFIX: &str = "g-";
/// The end of most fonts' names, which an id does without.
const REGULAR: &str = "-Regular";

/// Reads something of a glyph of KaTeX's fonts; `None` if they lack it. The system's fonts are never asked: the book must look the same on every machine.
fn with_glyph<T>(font: &str, code: u32, read: impl FnOnce(&Face, GlyphId) -> T) -> Option<T> {
    let bytes = ratex_katex_fonts::ttf_bytes(&format!("KaTeX_{font}.ttf"))?;
    let face = Face::parse(&bytes, 0).ok()?;
    let glyph = face.glyph_index(katex_ttf_glyph_char(FontId::parse(font)?, code))?;
    Some(read(&face, glyph))
}

/// The id of a glyph's outline, or a fault if our fonts lack the glyph.
pub(super) fn id(font: &str, code: u32) -> Result<String, String> {
    let short = font.trim_end_matches(REGULAR);
    let id = with_glyph(font, code, |_, _| format!("{PREFIX}{short}-{code:x}"));
    id.ok_or_else(|| {
        let letter = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        format!("no mathematical font has the letter {letter:?}")
    })
}

/// The outlines of all glyphs that a page uses.
pub(super) fn outlines(page: &str) -> String {
    let path = |id| {
        let outline = outline(id).unwrap_or_default();
        format!(r#"<path id="{PREFIX}{id}" d="{outline}"/>"#)
    };
    let used = ids_after(page, &format!("<use href=\"#{PREFIX}"));
    used.into_iter().map(path).collect()
}

/// The different ids that follow a mark in a page, up to the quotation mark.
pub(super) fn ids_after<'a>(page: &'a str, mark: &str) -> BTreeSet<&'a str> {
    let rests = page.split(mark).skip(1);
    rests.filter_map(|rest| rest.split('"').next()).collect()
}

/// The outline of a glyph, a thousand units to the em, downward.
fn outline(id: &str) -> Option<String> {
    let (font, code) = id.rsplit_once('-')?;
    let code = u32::from_str_radix(code, 16).ok()?;
    let regular = if font.contains('-') { "" } else { REGULAR };
    with_glyph(&format!("{font}{regular}"), code, |face, glyph| {
        let mut path = Path {
            scale: 1000.0 / f32::from(face.units_per_em()),
            data: String::new(),
            at: (0, 0),
        };
        face.outline_glyph(glyph, &mut path);
        path.data
    })
}

/// SVG path data, every contour from an absolute point on in relative steps, which have fewer digits; fonts count upward, pages downward.
struct Path {
    scale: f32,
    data: String,
    /// Where the last step ended.
    at: (i32, i32),
}

impl Path {
    fn rounded(&self, (x, y): (f32, f32)) -> (i32, i32) {
        let round = |units: f32| (units * self.scale).round() as i32;
        (round(x), round(-y))
    }

    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        let from = self.at;
        for point in points {
            self.at = self.rounded(*point);
            self.number(self.at.0 - from.0);
            self.number(self.at.1 - from.1);
        }
    }

    /// Writes a number. A minus separates it from the one before as well as a blank does.
    fn number(&mut self, number: i32) {
        if number >= 0 && self.data.ends_with(|last: char| last.is_ascii_digit()) {
            self.data.push(' ');
        }
        self.data += &number.to_string();
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (0, 0);
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('l', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_defines_each_glyph_that_it_uses_once() {
        let id = id("Math-Italic", u32::from('w')).expect("a letter");
        let page = format!(r##"<use href="#{id}"/><use href="#{id}" x="5"/>"##);
        let definitions = outlines(&page);
        assert_eq!(definitions.matches(&id).count(), 1, "{definitions}");
        assert!(definitions.contains(" d=\"M"), "{definitions}");
    }

    #[test]
    fn an_outline_goes_in_steps_from_the_beginning_of_each_contour() {
        let (scale, data, at) = (0.5, String::new(), (0, 0));
        let mut path = Path { scale, data, at };
        path.move_to(20.0, 40.0);
        path.line_to(40.0, 40.0);
        path.quad_to(40.0, 0.0, 0.0, 20.0);
        path.close();
        path.move_to(2.0, 2.0);
        assert_eq!(path.data, "M10-20l10 0q0 20-20 10zM1-1");
    }

    #[test]
    fn every_font_of_an_id_is_found_again() {
        for (font, code) in [
            ("Main-Regular", 0x28),
            ("Math-Italic", 0x77),
            ("Size2-Regular", 0x2211),
        ] {
            let id = id(font, code).expect("a letter");
            let id = id.strip_prefix(PREFIX).expect("the prefix");
            assert!(
                outline(id).is_some_and(|path| path.starts_with('M')),
                "{id}"
            );
        }
    }

    #[test]
    fn a_letter_that_our_fonts_lack_has_no_outline() {
        for font in ["Main-Regular", "CJK-Regular"] {
            assert!(id(font, u32::from('神')).is_err(), "{font}");
        }
    }
}
