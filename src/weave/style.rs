//! Colours and fonts, written beside the pages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::WeaveError;

/// One colour for one letter, on light and on dark paper.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// The letter.
    pub letter: char,
    /// On light paper.
    pub light: &'static str,
    /// On dark paper.
    pub dark: &'static str,
}

// TODO(scene): this table moves to `scene::Ink`, from which the dashboards and the figures draw as well.
/// The colours of the letters: the hues of Okabe and Ito, each with a contrast of at least 4.5 to 1 on its paper.
pub const INKS: &[Ink] = &[
    ink('x', "#0061A1", "#56B4E9"),
    ink('w', "#8A5A00", "#E69F00"),
    ink('z', "#00704F", "#2FC59B"),
    ink('v', "#A0307A", "#E08CC0"),
    ink('y', "#B33C00", "#FF8A4C"),
    ink('t', "#5F5B00", "#F0E442"),
];

const fn ink(letter: char, light: &'static str, dark: &'static str) -> Ink {
    Ink {
        letter,
        light,
        dark,
    }
}

/// The style sheet that names the colours.
#[must_use]
pub fn ink_css() -> String {
    let variables = |of: fn(&Ink) -> &'static str| {
        let each = INKS
            .iter()
            .map(|ink| format!(" --ink-{}: {};", ink.letter, of(ink)));
        each.collect::<String>()
    };
    let (light, dark) = (variables(|ink| ink.light), variables(|ink| ink.dark));
    let mut css = format!(
        ":root, .light, .rust {{{light} }}\n.coal, .navy, .ayu {{{dark} }}\n@media print {{ html {{{light} }} }}\n"
    );
    for ink in INKS {
        let letter = ink.letter;
        let _ = writeln!(
            css,
            ".ink-{letter} {{ color: var(--ink-{letter}); fill: var(--ink-{letter}); }}"
        );
    }
    css
}

/// Write the colours and the fonts beside the pages.
pub(super) fn write(book: &Path) -> Result<(), WeaveError> {
    let fonts = book.join("fonts");
    fs::create_dir_all(&fonts).map_err(WeaveError::io("create", &fonts))?;
    let css = ink_css();
    let files: [(_, &[u8]); 3] = [
        (book.join("ink.css"), css.as_bytes()),
        (
            fonts.join("DejaVuSansMono.ttf"),
            dejavu::sans_mono::regular(),
        ),
        (
            fonts.join("DejaVuSansMono-Bold.ttf"),
            dejavu::sans_mono::bold(),
        ),
    ];
    for (path, bytes) in files {
        fs::write(&path, bytes).map_err(WeaveError::io("write", &path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour, as WCAG defines it.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let byte = u8::from_str_radix(&colour[at..at + 2], 16).expect("two hex digits");
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_ink_is_legible_on_its_paper() {
        for ink in INKS {
            for paper in ["#FFFFFF", "#E1E1DB"] {
                let contrast = contrast(ink.light, paper);
                assert!(contrast >= 4.5, "{} on {paper}: {contrast}", ink.letter);
            }
            for paper in ["#141617", "#161923", "#0F1419"] {
                let contrast = contrast(ink.dark, paper);
                assert!(contrast >= 4.5, "{} on {paper}: {contrast}", ink.letter);
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
