//! Text as the outlines of its letters: right in every program, whatever fonts it has. A letter is defined once and then used.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::prelude::*;
use super::text::{FACES, face};
use super::theme::Colors;

/// The glyphs that a figure needs, by the index of their face.
#[derive(Debug, Clone, Default)]
pub(super) struct Glyphs {
    /// The beginning of all ids, so that figures and themes can share a page.
    prefix: String,
    used: BTreeSet<(usize, GlyphId)>,
}

impl Glyphs {
    pub(super) fn new(prefix: String) -> Self {
        let used = BTreeSet::new();
        Self { prefix, used }
    }

    /// None are used yet; the ids are the same.
    pub(super) fn part(&self) -> Self {
        Self::new(self.prefix.clone())
    }

    pub(super) fn extend(&mut self, part: Self) {
        self.used.extend(part.used);
    }

    /// A line whose baseline begins at a point; none if DejaVu lacks one of its letters.
    pub(super) fn line(&mut self, (x, y): Point, text: &Text, colors: Colors) -> Option<String> {
        let em = f64::from(FACES[0].as_ref()?.units_per_em());
        let scale = text.size / em;
        let mut line =
            format!("<g transform=\"translate({x:.1} {y:.1}) scale({scale:.6} -{scale:.6})\">");
        let mut left = 0;
        for span in text.spans.iter().filter(|span| !span.text.is_empty()) {
            let index = face(text.bold, span.slanted);
            let font = FACES[index].as_ref()?;
            let fill = colors.color(span.role).hex();
            let value = span.value_attribute();
            let _ = write!(line, "<g fill=\"{fill}\"{value}>");
            for letter in span.text.chars() {
                let glyph = font.glyph_index(letter)?;
                if !letter.is_whitespace() {
                    self.used.insert((index, glyph));
                    let id = self.id(index, glyph);
                    let _ = write!(line, "<use xlink:href=\"#{id}\" x=\"{left}\"/>");
                }
                left += i32::from(font.glyph_hor_advance(glyph)?);
            }
            line += "</g>";
        }
        Some(line + "</g>\n")
    }

    fn id(&self, face: usize, glyph: GlyphId) -> String {
        format!("{}-{face}-{}", self.prefix, glyph.0)
    }

    pub(super) fn definitions(&self) -> String {
        if self.used.is_empty() {
            return String::new();
        }
        let mut definitions = "<defs>\n".to_owned();
        for &(index, glyph) in &self.used {
            let path = FACES[index].as_ref().map(|face| Path::of(face, glyph));
            let (id, path) = (self.id(index, glyph), path.unwrap_or_default());
            let _ = writeln!(definitions, "<path id=\"{id}\" d=\"{path}\"/>");
        }
        definitions + "</defs>\n"
    }
}

/// The commands of a path, in the units of a font, which has its y axis upwards.
#[derive(Default)]
struct Path(String);

impl Path {
    fn of(face: &Face, glyph: GlyphId) -> String {
        let mut path = Self::default();
        // A glyph without an outline leaves the path empty.
        let _ = face.outline_glyph(glyph, &mut path);
        path.0
    }

    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.0.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let _ = write!(self.0, "{space}{x},{y}");
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
