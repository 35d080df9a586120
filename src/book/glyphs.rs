//! The outlines of mathematical letters, drawn once a page and used many times.
//!
//! A formula says `<use href="#g-Math-Italic-77"/>`; the outline itself stands in one `<path>` at the end of the page. The fonts
//! are KaTeX's, out of a crate, so that a page needs no font file and looks the same everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use ratex_font::{FontId, katex_ttf_glyph_char};
use ttf_parser::{Face, OutlineBuilder};

/// What every glyph's id begins with.
const PREFIX: &str = "g-";

/// The fonts that a layout may ask for. The system's fonts are never asked: the book must look the same on every machine.
const FONTS: &[&str] = &[
    "AMS-Regular",
    "Caligraphic-Regular",
    "Fraktur-Bold",
    "Fraktur-Regular",
    "Main-Bold",
    "Main-BoldItalic",
    "Main-Italic",
    "Main-Regular",
    "Math-BoldItalic",
    "Math-Italic",
    "SansSerif-Bold",
    "SansSerif-Italic",
    "SansSerif-Regular",
    "Script-Regular",
    "Size1-Regular",
    "Size2-Regular",
    "Size3-Regular",
    "Size4-Regular",
    "Typewriter-Regular",
];

static FONT_BYTES: LazyLock<BTreeMap<&str, Vec<u8>>> = LazyLock::new(|| {
    let bytes = |font: &&'static str| {
        let bytes = ratex_katex_fonts::ttf_bytes(&format!("KaTeX_{font}.ttf"))?;
        Some((*font, bytes.into_owned()))
    };
    FONTS.iter().filter_map(bytes).collect()
});

/// The id of a glyph's outline, or nothing if no font of ours has the glyph.
pub(super) fn id(font: &str, code: u32) -> Option<String> {
    let face = Face::parse(FONT_BYTES.get(font)?, 0).ok()?;
    face.glyph_index(letter(font, code)?)?;
    Some(format!("{PREFIX}{font}-{code:x}"))
}

/// The outlines of all glyphs that a page uses.
pub(super) fn outlines(page: &str) -> String {
    let mut out = String::new();
    for id in used(page) {
        let outline = outline(id).unwrap_or_default();
        let _ = write!(out, r#"<path id="{id}" d="{outline}"/>"#);
    }
    out
}

fn used(page: &str) -> BTreeSet<&str> {
    let mark = format!("<use href=\"#{PREFIX}");
    let ids = page.match_indices(&mark).filter_map(|(at, _)| {
        let id = &page[at + mark.len() - PREFIX.len()..];
        id.split('"').next()
    });
    ids.collect()
}

/// The outline of a glyph, a thousand units to the em, downward.
fn outline(id: &str) -> Option<String> {
    let (font, code) = id.strip_prefix(PREFIX)?.rsplit_once('-')?;
    let face = Face::parse(FONT_BYTES.get(font)?, 0).ok()?;
    let glyph = face.glyph_index(letter(font, u32::from_str_radix(code, 16).ok()?)?)?;
    let mut path = Path {
        scale: 1000.0 / f32::from(face.units_per_em()),
        data: String::new(),
    };
    face.outline_glyph(glyph, &mut path);
    Some(path.data)
}

fn letter(font: &str, code: u32) -> Option<char> {
    Some(katex_ttf_glyph_char(FontId::parse(font)?, code))
}

/// SVG path data; fonts count upward, pages downward.
struct Path {
    scale: f32,
    data: String,
}

impl Path {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (at, (x, y)) in points.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let (x, y) = (x * self.scale, -y * self.scale);
            let _ = write!(self.data, "{space}{} {}", x.round(), y.round() + 0.0);
        }
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
        assert_eq!(id("Main-Regular", u32::from('神')), None);
        assert_eq!(id("CJK-Regular", u32::from('神')), None);
    }

    #[test]
    fn every_font_is_in_the_crate() {
        assert_eq!(FONT_BYTES.len(), FONTS.len());
    }
}
