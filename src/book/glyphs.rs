//! The outlines of mathematical letters, drawn once a page and used many times.
//!
//! A formula says `<use href="#g-Math-Italic-77"/>`; the outline itself stands in one `<path>` at the end of the page. The fonts
//! are KaTeX's, out of a crate, so that a page needs no font file and looks the same everywhere.

use std::collections::BTreeSet;

use ratex_font::{FontId, katex_ttf_glyph_char};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

const PREFIX: &str = "g-";

/// Reads something of a glyph of KaTeX's fonts; `None` if they lack it. The system's fonts are never asked: the book must look the same on every machine.
fn with_glyph<T>(font: &str, code: u32, read: impl FnOnce(&Face, GlyphId) -> T) -> Option<T> {
    let bytes = ratex_katex_fonts::ttf_bytes(&format!("KaTeX_{font}.ttf"))?;
    let face = Face::parse(&bytes, 0).ok()?;
    let glyph = face.glyph_index(katex_ttf_glyph_char(FontId::parse(font)?, code))?;
    Some(read(&face, glyph))
}

/// The id of a glyph's outline, or a fault if our fonts lack the glyph.
pub(super) fn id(font: &str, code: u32) -> Result<String, String> {
    let id = with_glyph(font, code, |_, _| format!("{PREFIX}{font}-{code:x}"));
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
    with_glyph(font, code, |face, glyph| {
        let (scale, data) = (1000.0 / f32::from(face.units_per_em()), String::new());
        let mut path = Path { scale, data };
        face.outline_glyph(glyph, &mut path);
        path.data
    })
}

/// SVG path data; fonts count upward, pages downward.
struct Path {
    scale: f32,
    data: String,
}

impl Path {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        let point = |(x, y): &(f32, f32)| {
            let (x, y) = (x * self.scale, -y * self.scale);
            format!("{} {}", x.round(), y.round() + 0.0)
        };
        let points: Vec<String> = points.iter().map(point).collect();
        self.data.push(command);
        self.data += &points.join(" ");
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
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
    fn a_letter_that_our_fonts_lack_has_no_outline() {
        for font in ["Main-Regular", "CJK-Regular"] {
            assert!(id(font, u32::from('神')).is_err(), "{font}");
        }
    }
}
