//! The two themes, and the roles that a picture gives its colours.

use crate::scene::colour::{Hue, Rgb, SymbolColor, of_class};

/// The background that a figure is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark on white, for paper and light pages.
    Light,
    /// Light on near-black, for dark pages.
    Dark,
}

impl Theme {
    pub(super) fn color(self, role: ColorRole) -> Rgb {
        let (light, dark) = match role {
            ColorRole::Background => (Rgb(0xff, 0xff, 0xff), Rgb(0x15, 0x18, 0x1e)),
            ColorRole::Text => (Rgb(0x1d, 0x21, 0x27), Rgb(0xe9, 0xeb, 0xee)),
            ColorRole::Faint => (Rgb(0x5a, 0x62, 0x6d), Rgb(0xa3, 0xab, 0xb6)),
            ColorRole::Rule => (Rgb(0xd5, 0xd9, 0xdf), Rgb(0x3a, 0x41, 0x4b)),
            ColorRole::Body => (Rgb(0xf0, 0xf2, 0xf5), Rgb(0x23, 0x28, 0x30)),
            ColorRole::Symbol(symbol) => (symbol.on_light(), symbol.on_dark()),
            ColorRole::Exact(rgb) => (rgb, rgb),
            ColorRole::Class(class) => return self.legible(of_class(class)),
            ColorRole::Tint(rgb, percent) => return self.tint(rgb, percent),
            ColorRole::Grey(percent) => return self.tint(self.color(ColorRole::Text), percent),
            ColorRole::Wash(symbol) => {
                return self.tint(self.color(ColorRole::Symbol(symbol)), 13);
            }
        };
        match self {
            Self::Light => light,
            Self::Dark => dark,
        }
    }

    fn tint(self, rgb: Rgb, percent: u8) -> Rgb {
        let background = self.color(ColorRole::Background);
        mix(background, rgb, f64::from(percent) / 100.0)
    }

    /// The colour with just enough of the text's colour in it to make a thin line of it legible.
    fn legible(self, rgb: Rgb) -> Rgb {
        let text = self.color(ColorRole::Text);
        let mut shades = (0..=20).map(|step| mix(rgb, text, f64::from(step) / 20.0));
        let is_legible = |&shade: &Rgb| self.contrast(shade) >= LEGIBLE;
        shades.find(is_legible).unwrap_or(text)
    }

    fn contrast(self, rgb: Rgb) -> f64 {
        let background = luminance(self.color(ColorRole::Background));
        let own = luminance(rgb);
        (own.max(background) + 0.05) / (own.min(background) + 0.05)
    }
}

/// The contrast that the guidelines for accessible pages (WCAG 2.1) ask of graphics.
const LEGIBLE: f64 = 3.0;

fn luminance(rgb: Rgb) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(rgb.0) + 0.7152 * linear(rgb.1) + 0.0722 * linear(rgb.2)
}

fn mix(from: Rgb, to: Rgb, part: f64) -> Rgb {
    let [r, g, b] = [(from.0, to.0), (from.1, to.1), (from.2, to.2)].map(|(from, to)| {
        let (from, to) = (f64::from(from), f64::from(to));
        (from + (to - from) * part).round() as u8
    });
    Rgb(r, g, b)
}

choices!(Theme, "theme", Light "light", Dark "dark");

/// A colour by its task, so that a picture is laid out without knowing the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColorRole {
    Background,
    /// Text and the lines that matter.
    Text,
    /// Text and lines that stay in the background.
    Faint,
    Rule,
    /// The inside of things.
    Body,
    Symbol(SymbolColor),
    /// A hint of the colour of a symbol, as a background for it.
    Wash(SymbolColor),
    /// A colour of a scale.
    Exact(Rgb),
    /// The colour of a class, in a shade that is legible on the background.
    Class(usize),
    /// Blend: percent from background to a colour.
    Tint(Rgb, u8),
    /// Blend: percent from background to text colour.
    Grey(u8),
}

impl ColorRole {
    /// The colour of a letter, or that of the text if it has none.
    pub(super) fn of_letter(letter: Option<char>) -> Self {
        let color = letter.and_then(SymbolColor::of_letter);
        color.map_or(Self::Text, Self::Symbol)
    }

    /// The colour of text, which stays in the background on a condition.
    pub(super) fn faint_if(condition: bool) -> Self {
        if condition { Self::Faint } else { Self::Text }
    }

    pub(super) fn of_hue(hue: Hue) -> Self {
        match hue {
            Hue::Text => Self::Text,
            Hue::Letter(letter) => Self::of_letter(Some(letter)),
            Hue::Class(class) => Self::Class(class),
        }
    }

    /// The fill and the edge of a thing that holds a symbol.
    pub(super) fn of_body(color: Option<SymbolColor>) -> (Self, Self) {
        let body = (Self::Body, Self::Faint);
        color.map_or(body, |color| (Self::Wash(color), Self::Symbol(color)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colors_of_classes_are_legible_on_both_backgrounds_and_differ() {
        for theme in Theme::ALL {
            let shades = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
            let shades = shades.map(|class| theme.color(ColorRole::Class(class)));
            for (index, &shade) in shades.iter().enumerate() {
                assert!(theme.contrast(shade) >= LEGIBLE);
                assert!(!shades[..index].contains(&shade));
            }
        }
    }
}
