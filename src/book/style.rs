//! Colours and fonts, which are written beside the pages.

use std::fmt::Write as _;

use crate::scene::colour::{Rgb, SymbolColor, of_class_thin};

/// The classes that have colours of their own.
const CLASSES: usize = 10;

/// The style sheet that names the colours.
fn ink_css() -> String {
    let variables = |shade: fn(SymbolColor) -> Rgb, on_light| {
        let variable = |ink| format!(" --ink-{}: {};", SymbolColor::letter(ink), shade(ink).hex());
        let mut variables = SymbolColor::ALL.map(variable).concat();
        for class in 0..CLASSES {
            let _ = write!(
                variables,
                " --class-{class}: {};",
                of_class_thin(class, on_light).hex()
            );
        }
        variables
    };
    let light = variables(SymbolColor::on_light, true);
    let dark = variables(SymbolColor::on_dark, false);
    let class = |letter| {
        format!(".ink-{letter} {{ color: var(--ink-{letter}); fill: var(--ink-{letter}); }}\n")
    };
    let mut classes = SymbolColor::ALL.map(|ink| class(ink.letter())).concat();
    for class in 0..CLASSES {
        let _ = writeln!(
            classes,
            ".screen .c{class} {{ color: var(--class-{class}); }}"
        );
    }
    format!(
        ":root, .light, .rust {{{light} }}\n.coal, .navy, .ayu {{{dark} }}\n@media print {{ html:root {{{light} }} }}\n{classes}"
    )
}

/// The colours and the fonts that every page needs, by their file names.
pub(super) fn files() -> [(&'static str, Vec<u8>); 4] {
    let bold = dejavu::sans_mono::bold();
    [
        ("ink.css", ink_css().into_bytes()),
        ("DejaVuSansMono.ttf", dejavu::sans_mono::regular().to_vec()),
        // The font for screens has no braille, with which curves are drawn; its sister has.
        ("DejaVuSans.ttf", dejavu::sans::regular().to_vec()),
        ("DejaVuSansMono-Bold.ttf", bold.to_vec()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_names_every_ink_for_every_theme() {
        let css = ink_css();
        for theme in [".light", ".rust", ".coal", ".navy", ".ayu", "print"] {
            assert!(css.contains(theme), "{theme}");
        }
        assert_eq!(css.matches("--ink-w: ").count(), 3);
        assert_eq!(css.matches("--class-9: ").count(), 3);
    }
}
