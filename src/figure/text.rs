//! Text: its letters, their colours, and the area it takes.
//!
//! Widths come from the font that draws the PNG, so what fits here fits there. In a browser with another font, text is
//! narrower: DejaVu is one of the widest.

#[cfg(feature = "figures")]
use std::sync::LazyLock;

/// The part of a line that lies at the point it belongs to.
pub(super) use plotters_backend::text_anchor::HPos as Anchor;
#[cfg(feature = "figures")]
use ttf_parser::Face;

use super::fonts;
#[cfg(not(feature = "figures"))]
use super::fonts::advance;
use super::geometry::{Point, Rect};
use super::theme::ColorRole;
use crate::scene::Symbol;
use crate::scene::colour::SymbolColor;
use crate::scene::number::raised;
use crate::scene::wrap::cut_in_middle;

/// The reach of a line above and below its baseline, in font sizes.
const ABOVE: f64 = 0.94;
const BELOW: f64 = 0.24;

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
    pub(super) role: ColorRole,
    pub(super) slanted: bool,
    /// The key of the symbol whose number it is, if it is one.
    pub(super) value: Option<String>,
}

impl Span {
    fn new(text: impl Into<String>, role: ColorRole, slanted: bool) -> Self {
        Self {
            text: text.into(),
            role,
            slanted,
            value: None,
        }
    }

    /// The attribute by which a script finds a number that changes.
    pub(super) fn value_attribute(&self) -> String {
        let attribute = |key: &String| format!(" data-value=\"{key}\"");
        self.value.as_ref().map(attribute).unwrap_or_default()
    }
}

impl Text {
    /// A line in which the letters of formulas are slanted and in their colours.
    pub(super) fn new(text: &str) -> Self {
        Self::toned(text, ColorRole::Text)
    }

    /// The same, with a colour for everything except the letters of formulas.
    pub(super) fn toned(text: &str, role: ColorRole) -> Self {
        Self {
            spans: spans(&raised(text), role),
            size: 14.0,
            bold: false,
        }
    }

    /// The name of an axis or of a line. After a symbol and a colon comes a reader's own name, whose letters are words.
    pub(super) fn label(label: &str, role: ColorRole) -> Self {
        let symbol = label.split_once(": ").filter(|(symbol, _)| {
            let mut letters = symbol.chars();
            let is_symbol = letters.next().and_then(SymbolColor::of_letter).is_some();
            is_symbol && letters.all(is_index)
        });
        match symbol {
            Some((symbol, name)) => Self::toned(symbol, role).and(&format!(": {name}"), role),
            None => Self::toned(label, role),
        }
    }

    /// The name of a column or of a row.
    pub(super) fn caption(text: &str) -> Self {
        Self::toned(text, ColorRole::Faint).size(13.0)
    }

    /// Words only: no letter is taken for a symbol.
    pub(super) fn words(text: &str, role: ColorRole) -> Self {
        Self::new("").and(text, role)
    }

    /// Small words that stay in the background, such as the numbers of an axis.
    pub(super) fn faint(text: &str) -> Self {
        Self::words(text, ColorRole::Faint).size(12.0)
    }

    /// A name of a reader's own, cut in its middle to a width: names that begin alike most often end differently.
    pub(super) fn name(name: &str, role: ColorRole, width: f64) -> Self {
        let text = |name: &str| Self::words(name, role).size(13.0);
        let whole = text(name);
        if whole.width() <= width {
            return whole;
        }
        let rooms = (1..crate::scene::wrap::width(name)).rev();
        let mut cut = rooms.map(|room| text(&cut_in_middle(name, room)));
        let fits = |text: &Self| text.width() <= width;
        cut.find(fits).unwrap_or_else(|| text("…"))
    }

    /// The line without symbols.
    pub(super) fn plain(mut self) -> Self {
        for span in &mut self.spans {
            (span.role, span.slanted) = (ColorRole::Text, false);
        }
        self
    }

    pub(super) fn symbol(symbol: &Symbol) -> Self {
        let role = ColorRole::of_letter(Some(symbol.letter));
        let whole = symbol.to_string();
        let (letter, index) = whole.split_at(symbol.letter.len_utf8());
        let mut text = Self::words(letter, role);
        text.spans[0].slanted = true;
        text.and(index, role)
    }

    pub(super) fn and(mut self, text: &str, role: ColorRole) -> Self {
        self.spans.push(Span::new(text, role, false));
        self
    }

    /// The line as the number of a symbol.
    pub(super) fn value_of(mut self, key: &str) -> Self {
        for span in &mut self.spans {
            span.value = Some(key.to_owned());
        }
        self
    }

    pub(super) fn then(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    pub(super) fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(super) fn bold(self) -> Self {
        self.bold_if(true)
    }

    pub(super) fn bold_if(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    pub(super) fn width(&self) -> f64 {
        let advance = |span: &Span| -> f64 {
            let index = face(self.bold, span.slanted);
            if fonts::lacked(index, &span.text).next().is_some() {
                return fonts::width(&span.text);
            }
            let letters = span.text.chars();
            letters.map(|c| advance(index, c)).sum()
        };
        self.spans.iter().map(advance).sum::<f64>() * self.size
    }

    /// The line cut to a width, with an ellipsis where something is omitted.
    pub(super) fn fit(self, width: f64) -> Self {
        if self.width() <= width {
            return self;
        }
        let mut cut = self.and("…", ColorRole::Faint);
        while cut.width() > width && cut.spans.len() > 1 {
            let last = cut.spans.len() - 2;
            cut.spans[last].text.pop();
            if cut.spans[last].text.is_empty() {
                cut.spans.remove(last);
            }
        }
        cut
    }

    /// A text as lines no wider than a width. A word too wide for a line is cut.
    pub(super) fn wrapped(text: &str, size: f64, width: f64) -> Vec<Self> {
        let line = |words: &str| Self::new(words).size(size);
        let lines = crate::scene::wrap::wrap_by(text, width, |words| line(words).width());
        lines.iter().map(|words| line(words).fit(width)).collect()
    }

    /// The area of the line if its baseline begins, is centred or ends at a point.
    pub(super) fn area(&self, (x, y): Point, anchor: Anchor) -> Rect {
        let width = self.width();
        let left = match anchor {
            Anchor::Left => x,
            Anchor::Center => x - width / 2.0,
            Anchor::Right => x - width,
        };
        let (top, bottom) = (y - ABOVE * self.size, y + BELOW * self.size);
        Rect::of_sides(left, top, left + width, bottom)
    }

    /// The distance of the baseline below the middle of the line, for figures and small letters alike.
    pub(super) fn baseline_offset(&self) -> f64 {
        0.35 * self.size
    }
}

pub(super) fn widest(texts: impl IntoIterator<Item = Text>) -> f64 {
    super::geometry::largest(texts.into_iter().map(|text| text.width()))
}

/// Upright, slanted, bold, bold and slanted.
#[cfg(feature = "figures")]
pub(super) const FONTS: [fn() -> &'static [u8]; 4] = [
    dejavu::sans::regular,
    dejavu::sans::oblique,
    dejavu::sans::bold,
    dejavu::sans::bold_oblique,
];

#[cfg(feature = "figures")]
pub(super) static FACES: LazyLock<[Option<Face<'static>>; 4]> =
    LazyLock::new(|| FONTS.map(|font| Face::parse(font(), 0).ok()));

/// The index of a font.
pub(super) fn face(bold: bool, slanted: bool) -> usize {
    usize::from(bold) * 2 + usize::from(slanted)
}

/// The width of a letter in font sizes; a letter that the font lacks counts as a wide one.
#[cfg(feature = "figures")]
pub(super) fn advance(face: usize, c: char) -> f64 {
    let width = |face: &Face| {
        let width = face.glyph_hor_advance(face.glyph_index(c)?)?;
        Some(f64::from(width) / f64::from(face.units_per_em()))
    };
    FACES[face].as_ref().and_then(width).unwrap_or(1.0)
}

/// Parts a text into words and the letters of formulas.
fn spans(text: &str, role: ColorRole) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let mut spans: Vec<Span> = Vec::new();
    let mut in_symbol = None;
    for (position, &c) in chars.iter().enumerate() {
        let symbol = symbol_at(&chars, position);
        let slanted = symbol.is_some() || is_variable(&chars, position);
        in_symbol = symbol.or(in_symbol.filter(|_| is_index(c)));
        let role = in_symbol.map_or(role, ColorRole::Symbol);
        match spans.last_mut() {
            Some(last) if last.role == role && last.slanted == slanted => last.text.push(c),
            _ => spans.push(Span::new(c, role, slanted)),
        }
    }
    spans
}

/// Whether a letter is a variable without a colour: an index, a count, the error, the step.
fn is_variable(chars: &[char], position: usize) -> bool {
    "EijknNMDKαεh".contains(chars[position]) && is_alone(chars, position)
}

fn is_alone(chars: &[char], position: usize) -> bool {
    let touches = |c: &char| c.is_alphabetic() && !is_index(*c) || matches!(c, '-' | '_' | '’');
    let next = chars.get(position + 1);
    (position == 0 || !touches(&chars[position - 1])) && !next.is_some_and(touches)
}

/// The colour of the letter at a position if it is a symbol and not part of a word. An `a` before a word is an article.
fn symbol_at(chars: &[char], position: usize) -> Option<SymbolColor> {
    let color = SymbolColor::of_letter(chars[position])?;
    let next = chars.get(position + 1).copied();
    let alone = is_alone(chars, position);
    let before_word = chars.get(position + 2).is_some_and(|c| c.is_alphabetic());
    let article = chars[position] == 'a' && next == Some(' ') && before_word;
    (alone && !article).then_some(color)
}

fn is_index(c: char) -> bool {
    ('₀'..='₉').contains(&c) || "ᵢⱼₖₙ₋₊ᵀ".contains(c)
}
