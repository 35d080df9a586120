//! Names in scripts that DejaVu lacks. What fonts a machine has is unknown here: both outcomes are right.

use nn28::figure::{DPI, Format, Letters, Style, Theme, Written, pdf, png, svg_in, write};
use nn28::scene::{Axis, Curve, Figure, FigurePanel, Hue, Picture, Series};

use super::all;
use crate::folders::folder;

/// A curve whose axes have a name.
fn named(name: &str) -> Figure {
    let curve = Curve {
        title: String::new(),
        x: Axis::new(name, 0.0, 1.0),
        y: Axis::new("E", 0.0, 1.0),
        series: vec![Series::new("", Hue::Text, vec![(0.0, 0.0), (1.0, 1.0)])],
        marks: Vec::new(),
        verdict: String::new(),
    };
    let panel = FigurePanel {
        title: String::new(),
        picture: Picture::Curve(curve),
    };
    Figure {
        panels: vec![panel],
        ..all()[0].clone()
    }
}

fn written(figure: &Figure) -> Written {
    let temporary = folder();
    let (formats, themes) = ([Format::Svg], [Theme::Light]);
    let figures = std::slice::from_ref(figure);
    let style = Style::default();
    let written = write(
        figures,
        temporary.path(),
        &formats,
        &themes,
        &style,
        &mut |_, _| {},
    );
    written.expect("a figure")
}

#[test]
fn letters_that_the_bundled_font_lacks_are_named_with_the_font_that_they_are_in_or_with_what_to_do()
{
    for (name, letters) in [("花弁の長さ", "花弁長"), ("🫠", "🫠"), ("ভাষা", "ভ")]
    {
        let remarks = written(&named(name)).remarks.join("\n");
        let is_named = letters.chars().all(|letter| remarks.contains(letter));
        assert!(is_named, "{remarks}");
        let has_font = remarks.contains("a font of this system, instead");
        assert!(has_font || remarks.contains("Install one"), "{remarks}");
    }
    for name in [
        "sepal length",
        "длина",
        "μήκος",
        "x₀ − ½ → ∂",
        "a\u{3000}b\u{301}",
    ] {
        assert_eq!(written(&named(name)).remarks, [""; 0], "{name}");
    }
}

#[test]
fn outlines_have_no_live_text_in_any_script_and_every_format_can_be_made() {
    for name in ["花弁の長さ", "🫠", "ভাষা", "length 長さ"] {
        let draw = |letters| {
            let style = Style {
                letters,
                ..Style::default()
            };
            svg_in(&named(name), Theme::Light, &style).expect("drawn")
        };
        let [live, outlines] = [Letters::Live, Letters::Outlines].map(draw);
        assert!(live.contains(name));
        assert!(!outlines.contains("<text"), "{name}");
        assert_eq!(outlines, draw(Letters::Outlines));
        png(&outlines, DPI).expect("pixels");
        assert_eq!(pdf(&live).expect("a PDF"), pdf(&live).expect("a PDF"));
    }
}
