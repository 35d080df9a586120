//! The two themes, and the tones that a picture is drawn in.

use std::fmt;
use std::str::FromStr;

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
    /// Both themes.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The colour of a tone.
    pub(super) fn colour(self, tone: Tone) -> Rgb {
        match (tone, self) {
            (Tone::Exactly(rgb), _) => rgb,
            (Tone::Class(class), _) => self.legible(of_class(class)),
            (Tone::Tint(rgb, share), _) => {
                mix(self.colour(Tone::Background), rgb, f64::from(share) / 100.0)
            }
            (Tone::Grey(share), _) => mix(
                self.colour(Tone::Background),
                self.colour(Tone::Text),
                f64::from(share) / 100.0,
            ),
            (Tone::SymbolColor(ink), Self::Light) => ink.on_light(),
            (Tone::SymbolColor(ink), Self::Dark) => ink.on_dark(),
            (Tone::Wash(ink), _) => mix(
                self.colour(Tone::Background),
                self.colour(Tone::SymbolColor(ink)),
                0.13,
            ),
            (Tone::Background, Self::Light) => Rgb(0xff, 0xff, 0xff),
            (Tone::Background, Self::Dark) => Rgb(0x15, 0x18, 0x1e),
            (Tone::Text, Self::Light) => Rgb(0x1d, 0x21, 0x27),
            (Tone::Text, Self::Dark) => Rgb(0xe9, 0xeb, 0xee),
            (Tone::Faint, Self::Light) => Rgb(0x5a, 0x62, 0x6d),
            (Tone::Faint, Self::Dark) => Rgb(0xa3, 0xab, 0xb6),
            (Tone::Rule, Self::Light) => Rgb(0xd5, 0xd9, 0xdf),
            (Tone::Rule, Self::Dark) => Rgb(0x3a, 0x41, 0x4b),
            (Tone::Body, Self::Light) => Rgb(0xf0, 0xf2, 0xf5),
            (Tone::Body, Self::Dark) => Rgb(0x23, 0x28, 0x30),
        }
    }

    /// The colour itself, or as little of the text's colour in it as makes a thin line of it legible.
    fn legible(self, rgb: Rgb) -> Rgb {
        let (background, text) = (self.colour(Tone::Background), self.colour(Tone::Text));
        let shades = (0..=20).map(|step| mix(rgb, text, f64::from(step) / 20.0));
        shades
            .into_iter()
            .find(|&shade| contrast(shade, background) >= LEGIBLE)
            .unwrap_or(text)
    }
}

/// The contrast that the guidelines for accessible pages (WCAG 2.1) ask of graphics.
const LEGIBLE: f64 = 3.0;

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

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
    let channel =
        |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Rgb(
        channel(from.0, to.0),
        channel(from.1, to.1),
        channel(from.2, to.2),
    )
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
        })
    }
}

impl FromStr for Theme {
    type Err = UnknownChoice;

    /// ```
    /// use nn28::figure::Theme;
    /// assert_eq!("dark".parse(), Ok(Theme::Dark));
    /// assert!("grey".parse::<Theme>().is_err());
    /// ```
    fn from_str(asked: &str) -> Result<Self, Self::Err> {
        match asked {
            "light" => Ok(Self::Light),
            "dark" => Ok(Self::Dark),
            _ => Err(UnknownChoice::new(asked, "a theme", "light or dark")),
        }
    }
}

/// A word that is none of the words to choose from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{asked:?} is not {what}: expected {choices}")]
pub struct UnknownChoice {
    asked: String,
    what: &'static str,
    choices: &'static str,
}

impl UnknownChoice {
    pub(super) fn new(asked: &str, what: &'static str, choices: &'static str) -> Self {
        Self {
            asked: asked.to_owned(),
            what,
            choices,
        }
    }
}

/// A colour by its task, so that a picture is laid out without knowing the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// What lies behind everything.
    Background,
    /// Text and the lines that matter.
    Text,
    /// Text and lines that stand back.
    Faint,
    /// Grid lines.
    Rule,
    /// The inside of things.
    Body,
    /// The colour of a symbol.
    SymbolColor(SymbolColor),
    /// A hint of the colour of a symbol, as a background for it.
    Wash(SymbolColor),
    /// A colour of a scale.
    Exactly(Rgb),
    /// The colour of a class, in a shade that is legible on the background.
    Class(usize),
    /// The background with so many percent of a colour in it.
    Tint(Rgb, u8),
    /// So many percent of the way from the background to the text.
    Grey(u8),
}

impl Tone {
    /// The tone of a letter: its ink, or that of the text.
    pub(super) fn of_letter(letter: Option<char>) -> Self {
        letter
            .and_then(SymbolColor::of_letter)
            .map_or(Self::Text, Self::SymbolColor)
    }

    /// The tone of a line.
    pub(super) fn of_hue(hue: Hue) -> Self {
        match hue {
            Hue::Text => Self::Text,
            Hue::Letter(letter) => Self::of_letter(Some(letter)),
            Hue::Class(class) => Self::Class(class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_of_classes_are_legible_on_both_backgrounds_and_differ() {
        for theme in Theme::ALL {
            let shades =
                [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|class| theme.colour(Tone::Class(class)));
            for (number, &shade) in shades.iter().enumerate() {
                assert!(contrast(shade, theme.colour(Tone::Background)) >= LEGIBLE);
                assert!(!shades[..number].contains(&shade));
            }
        }
    }
}
