//! From TeX to a drawing inside the page.
//!
//! `RaTeX` parses and lays out; this file writes its display list as SVG, a thousand units to the em. Marked letters become the
//! book's ink colours by way of sentinel colours, everything else takes the colour of the text around it.

use ratex_layout::{LayoutOptions, layout, to_display_list, validate_layout};
pub(super) use ratex_types::MathStyle;
use ratex_types::path_command::PathCommand;
use ratex_types::{Color, DisplayItem};

use super::{glyphs, html};
use crate::scene::marks::{self, Piece, pieces};

pub(super) struct Formula {
    /// What stands inside `<svg>`, without a line break.
    pub(super) body: String,
    /// In em.
    pub(super) width: f64,
    /// How high it stands above the line, and how deep it hangs below it, in em.
    pub(super) extent: (f64, f64),
}

impl Formula {
    /// The drawing; `label` is what a screen reader says.
    pub(super) fn svg(&self, label: &str) -> String {
        let attributes = format!("role=\"img\" aria-label=\"{}\"", html::escape(label));
        self.drawing(&attributes, &self.body)
    }

    /// An `<svg>` element of the formula's size, with the attributes and the content that are given.
    pub(super) fn drawing(&self, attributes: &str, body: &str) -> String {
        let (above, below) = self.extent;
        let width = em(self.width);
        format!(
            r#"<svg class="maths" {attributes} viewBox="0 0 {} {}" style="--width:{width};height:{}em;vertical-align:{}em">{body}</svg>"#,
            units(self.width),
            units(above + below),
            em(above + below),
            em(-below),
        )
    }
}

/// Draws `tex`, with its letters in their colours.
pub(super) fn typeset(tex: &str, style: MathStyle) -> Result<Formula, String> {
    let parsed = ratex_parser::parse(&coloured(tex)).map_err(|error| error.message)?;
    let laid_out = layout(&parsed, &LayoutOptions::default().with_style(style));
    validate_layout(&laid_out)?;
    let list = to_display_list(&laid_out);
    Ok(Formula {
        body: list.items.iter().map(drawn).collect::<Result<_, _>>()?,
        width: list.width,
        extent: (list.height, list.depth),
    })
}

/// The TeX with its ink marks as sentinel colours. TeX that is not marked yet is marked first.
fn coloured(tex: &str) -> String {
    let marked = if tex.contains(r"\ink{") {
        tex.to_owned()
    } else {
        marks::marked(tex)
    };
    let colored = |piece| match piece {
        Piece::Plain(tex) => tex.to_owned(),
        Piece::Colored(letter, tex) => {
            format!(r"\textcolor{{#fe00{:02x}}}{{{tex}}}", u32::from(letter))
        }
    };
    pieces(&marked).into_iter().map(colored).collect()
}

/// The class of what has a sentinel's colour.
fn class(color: &Color) -> String {
    let parts = [color.r, color.g, color.b].map(|part| (part * 255.0).round() as u8);
    match parts {
        [0xfe, 0, letter] => format!(r#" class="ink-{}""#, char::from(letter)),
        _ => String::new(),
    }
}

fn drawn(item: &DisplayItem) -> Result<String, String> {
    Ok(match item {
        DisplayItem::GlyphPath {
            x,
            y,
            scale,
            font,
            char_code,
            color,
        } => {
            let id = glyphs::id(font, *char_code)?;
            let (position, class) = (position(*x, *y, *scale), class(color));
            format!(r##"<use href="#{id}"{position}{class}/>"##)
        }
        DisplayItem::Line {
            x,
            y,
            width,
            thickness,
            color,
            ..
        } => rectangle([*x, y - thickness / 2.0, *width, *thickness], color),
        DisplayItem::Rect {
            x,
            y,
            width,
            height,
            color,
        } => rectangle([*x, *y, *width, *height], color),
        DisplayItem::Path {
            x,
            y,
            commands,
            color,
            ..
        } => path((*x, *y), commands, color),
    })
}

fn position(x: f64, y: f64, scale: f64) -> String {
    let (x, y) = (units(x), units(y));
    if (scale - 1.0).abs() < 1e-9 {
        // A line of text begins at 0.
        let x = Some(x).filter(|x| x.abs() > 0.0);
        let x = x.map(|x| format!(r#" x="{x}""#)).unwrap_or_default();
        return format!(r#"{x} y="{y}""#);
    }
    let scale = em(scale);
    format!(r#" transform="translate({x} {y})scale({scale})""#)
}

fn rectangle(place: [f64; 4], color: &Color) -> String {
    let ([x, y, width, height], class) = (place.map(units), class(color));
    format!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}"{class}/>"#)
}

fn path((left, top): (f64, f64), commands: &[PathCommand], color: &Color) -> String {
    let point = |x: f64, y: f64| format!("{} {}", units(left + x), units(top + y));
    let commands = commands.iter().map(|command| match *command {
        PathCommand::MoveTo { x, y } => format!("M{}", point(x, y)),
        PathCommand::LineTo { x, y } => format!("L{}", point(x, y)),
        PathCommand::QuadTo { x1, y1, x, y } => format!("Q{} {}", point(x1, y1), point(x, y)),
        PathCommand::CubicTo {
            x1,
            y1,
            x2,
            y2,
            x,
            y,
        } => format!("C{} {} {}", point(x1, y1), point(x2, y2), point(x, y)),
        PathCommand::Close => "Z".to_owned(),
    });
    let (data, class) = (commands.collect::<String>(), class(color));
    format!(r#"<path d="{data}"{class}/>"#)
}

/// A length in em as thousandths.
fn units(length: f64) -> f64 {
    (length * 1000.0).round() + 0.0
}

/// A length in em with at most three decimals, a fiftieth of a pixel.
fn em(length: f64) -> f64 {
    units(length) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_ink_and_other_signs_the_colour_of_the_text() {
        let formula = typeset("w_0 + 1", MathStyle::Text).expect("sound TeX");
        let svg = formula.svg("w zero plus one");
        assert_eq!(svg.matches("ink-w").count(), 2, "{svg}");
        assert_eq!(svg.matches("<use").count(), 4, "{svg}");
        assert!(svg.contains(r#"aria-label="w zero plus one""#), "{svg}");
        // The index hangs below the line.
        assert!(svg.contains("vertical-align:-0.1"), "{svg}");
    }

    #[test]
    fn a_fault_in_the_tex_is_an_error() {
        for tex in [r"\frac{1", r"\nosuchcommand", "神"] {
            assert!(typeset(tex, MathStyle::Text).is_err(), "{tex}");
        }
    }
}
