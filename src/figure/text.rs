//! Text: its letters, its colours, and how much room it takes.
//!
//! Widths come from the very font that draws the PNG, so what fits here fits there. Where a reader's browser
//! has another font, text is narrower: DejaVu is one of the widest.

use std::sync::LazyLock;

use ttf_parser::Face;

use super::theme::Tone;
use crate::scene::Symbol;
use crate::scene::colour::SymbolColor;
use crate::scene::wrap::wrap_by;

/// How far a line reaches above and below its base line, in font sizes.
const ABOVE: f64 = 0.94;
const BELOW: f64 = 0.24;

/// The size of text where nothing else is said.
pub(super) const SIZE: f64 = 14.0;

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) spans: Vec<Span>,
    pub(super) size: f64,
    pub(super) bold: bool,
}

/// Part of a line in one colour and one slant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) tone: Tone,
    pub(super) slanted: bool,
}

/// Where text stands from the point that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Text {
    /// A line in which the letters of the formulas are slanted and in their colours.
    pub(super) fn new(text: &str) -> Self {
        Self::toned(text, Tone::Text)
    }

    /// The same, with another tone for all that is no letter of a formula.
    pub(super) fn toned(text: &str, tone: Tone) -> Self {
        Self {
            spans: spans(text, tone),
            size: SIZE,
            bold: false,
        }
    }

    /// Words only: no letter is taken for a symbol.
    pub(super) fn words(text: &str, tone: Tone) -> Self {
        let text = text.to_owned();
        let slanted = false;
        Self {
            spans: vec![Span {
                text,
                tone,
                slanted,
            }],
            size: SIZE,
            bold: false,
        }
    }

    /// A symbol in its colour.
    pub(super) fn symbol(symbol: &Symbol) -> Self {
        let tone = Tone::of_letter(Some(symbol.letter));
        Self::words("", tone)
            .and(&symbol.letter.to_string(), tone, true)
            .and(
                symbol.to_string().trim_start_matches(symbol.letter),
                tone,
                false,
            )
    }

    /// The line with one more part.
    pub(super) fn and(mut self, text: &str, tone: Tone, slanted: bool) -> Self {
        let text = text.to_owned();
        self.spans.push(Span {
            text,
            tone,
            slanted,
        });
        self
    }

    /// The line followed by another.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    pub(super) fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    pub(super) fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// All of it in one tone.
    pub(super) fn all(mut self, tone: Tone) -> Self {
        for span in &mut self.spans {
            span.tone = tone;
        }
        self
    }

    /// How wide the line is.
    pub(super) fn width(&self) -> f64 {
        let advance = |span: &Span| -> f64 {
            let face = FACES.of(self.bold, span.slanted);
            span.text.chars().map(|c| advance(face, c)).sum()
        };
        self.spans.iter().map(advance).sum::<f64>() * self.size
    }

    /// The line cut to a width, with an ellipsis where something is left out.
    pub(super) fn fit(mut self, width: f64) -> Self {
        if self.width() <= width {
            return self;
        }
        self.spans.push(Span {
            text: "…".to_owned(),
            tone: Tone::Faint,
            slanted: false,
        });
        while self.width() > width && self.spans.len() > 1 {
            let last = self.spans.len() - 2;
            self.spans[last].text.pop();
            if self.spans[last].text.is_empty() {
                self.spans.remove(last);
            }
        }
        self
    }

    /// A text as lines that are no wider than a width. A word that is too wide for a line is cut.
    pub(super) fn wrapped(text: &str, size: f64, tone: Tone, width: f64) -> Vec<Self> {
        let line = |words: &str| Self::toned(words, tone).size(size);
        let lines = wrap_by(text, width, |words| line(words).width());
        lines.iter().map(|words| line(words).fit(width)).collect()
    }

    /// The room that the line takes when its base line begins, is centred or ends at a point.
    pub(super) fn room(&self, (x, y): (f64, f64), anchor: Anchor) -> Rect {
        let width = self.width();
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Rect {
            left,
            top: y - ABOVE * self.size,
            right: left + width,
            bottom: y + BELOW * self.size,
        }
    }

    /// How far below the middle of the line its base line is, for figures and small letters alike.
    pub(super) fn sink(&self) -> f64 {
        0.35 * self.size
    }
}

impl Rect {
    pub(super) fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> (f64, f64) {
        (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    /// Its corners, in turn.
    pub(super) fn corners(&self) -> [(f64, f64); 4] {
        [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ]
    }

    /// The rectangle made smaller on every side; larger where `by` is negative.
    pub(super) fn inset(&self, by: f64) -> Self {
        Self {
            left: self.left + by,
            top: self.top + by,
            right: self.right - by,
            bottom: self.bottom - by,
        }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    pub(super) fn has(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

struct Faces {
    upright: Option<Face<'static>>,
    slanted: Option<Face<'static>>,
    bold: Option<Face<'static>>,
    bold_slanted: Option<Face<'static>>,
}

static FACES: LazyLock<Faces> = LazyLock::new(|| Faces {
    upright: Face::parse(dejavu::sans::regular(), 0).ok(),
    slanted: Face::parse(dejavu::sans::oblique(), 0).ok(),
    bold: Face::parse(dejavu::sans::bold(), 0).ok(),
    bold_slanted: Face::parse(dejavu::sans::bold_oblique(), 0).ok(),
});

impl Faces {
    fn of(&self, bold: bool, slanted: bool) -> Option<&Face<'static>> {
        match (bold, slanted) {
            (true, false) => self.bold.as_ref(),
            (true, true) => self.bold_slanted.as_ref(),
            (false, true) => self.slanted.as_ref(),
            (false, false) => self.upright.as_ref(),
        }
    }
}

/// The width of a letter in font sizes; a letter that the font lacks counts as a wide one.
fn advance(face: Option<&Face>, c: char) -> f64 {
    face.and_then(|face| {
        let glyph = face.glyph_index(c)?;
        let width = face.glyph_hor_advance(glyph)?;
        Some(f64::from(width) / f64::from(face.units_per_em()))
    })
    .unwrap_or(1.0)
}

/// Parts a text into words and the letters of formulas.
fn spans(text: &str, tone: Tone) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans: Vec<Span> = Vec::new();
    let mut in_symbol = None;
    for (place, &c) in chars.iter().enumerate() {
        let (ink, slanted) = match (symbol_at(&chars, place), in_symbol) {
            (Some(ink), _) => (Some(ink), true),
            (None, Some(ink)) if is_index(c) => (Some(ink), false),
            _ => (None, false),
        };
        in_symbol = ink;
        let tone = ink.map_or(tone, Tone::SymbolColor);
        match spans.last_mut() {
            Some(last) if last.tone == tone && last.slanted == slanted => last.text.push(c),
            _ => spans.push(Span {
                text: c.to_string(),
                tone,
                slanted,
            }),
        }
    }
    spans
}

/// The ink of the letter at a place, if it stands alone as a symbol. An `a` before a word is an article.
fn symbol_at(chars: &[char], place: usize) -> Option<SymbolColor> {
    let ink = SymbolColor::of_letter(chars[place])?;
    let next = chars.get(place + 1).copied();
    let touches = |c: char| c.is_alphabetic() && !is_index(c) || c == '-' || c == '’';
    let alone = (place == 0 || !touches(chars[place - 1])) && !next.is_some_and(touches);
    let article = chars[place] == 'a'
        && next == Some(' ')
        && chars.get(place + 2).is_some_and(|c| c.is_alphabetic());
    (alone && !article).then_some(ink)
}

fn is_index(c: char) -> bool {
    ('₀'..='₉').contains(&c) || "ᵢⱼₖₙ₋₊ᵀ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<String> {
        let spans = Text::new(text).spans.into_iter();
        spans
            .filter(|span| span.slanted)
            .map(|span| span.text)
            .collect()
    }

    #[test]
    fn letters_of_formulas_are_told_from_words() {
        assert_eq!(symbols("w₀ x₀ + w₁₀ x₁"), ["w", "x", "w", "x"]);
        assert_eq!(symbols("a = 0"), ["a"]);
        assert!(symbols("a pulse arrives at two axons").is_empty());
        assert_eq!(symbols("output y of a neuron"), ["y"]);
        assert_eq!(symbols("b = x wᵀ"), ["b", "x", "w"]);
    }

    #[test]
    fn text_that_is_too_long_ends_in_an_ellipsis() {
        let text = Text::new("a very long label that no picture has room for").fit(120.0);
        assert!(text.width() <= 120.0);
        assert!(text.spans.last().is_some_and(|span| span.text == "…"));
    }
}
