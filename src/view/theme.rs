//! How things look: one table for dark backgrounds, one for light ones, and one without any colour.

use ratatui::style::{Color, Modifier, Style};

use crate::scene::colour::{Hue, Rgb, SymbolColor, of_class, of_class_thin, viridis};

/// The look of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Colours for a dark terminal.
    Dark,
    /// Colours for a light terminal.
    Light,
    /// No colour at all: weight, underlining and shades tell things apart.
    Plain,
}

/// Shades from empty to full, for heat without colour.
const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];
/// The same in strokes, for what is below 0.
const STROKES: [char; 5] = [' ', '-', '=', '=', '≡'];

impl Theme {
    /// A colour as the terminal takes it; none without colour.
    #[must_use]
    pub fn colour(self, rgb: Rgb) -> Color {
        match self {
            Self::Plain => Color::Reset,
            Self::Dark | Self::Light => Color::Rgb(rgb.0, rgb.1, rgb.2),
        }
    }

    /// A letter of the equations, or the number that stands for it.
    #[must_use]
    pub fn ink(self, ink: SymbolColor) -> Style {
        match self {
            Self::Plain => Style::new().add_modifier(Modifier::BOLD),
            Self::Dark => Style::new().fg(self.colour(ink.on_dark())),
            Self::Light => Style::new().fg(self.colour(ink.on_light())),
        }
    }

    /// A letter that has a colour, or one that has none.
    #[must_use]
    pub fn letter(self, letter: Option<char>) -> Style {
        letter
            .and_then(SymbolColor::of_letter)
            .map_or(Style::new(), |ink| self.ink(ink))
    }

    /// The colour of a line.
    #[must_use]
    pub fn hue(self, hue: Hue) -> Style {
        match hue {
            Hue::Text => Style::new(),
            Hue::Letter(letter) => self.letter(Some(letter)),
            Hue::Class(class) => self.class(class),
        }
    }

    /// The colour of a class. Its sign tells it as well.
    #[must_use]
    pub fn class(self, class: usize) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Dark | Self::Light => {
                Style::new().fg(self.colour(of_class_thin(class, self == Self::Light)))
            }
        }
    }

    /// What the selected equation does not speak of, and what explains.
    #[must_use]
    pub fn dim(self) -> Style {
        match self {
            Self::Plain => Style::new().add_modifier(Modifier::DIM),
            Self::Dark => Style::new().fg(self.colour(Rgb(0x8a, 0x90, 0x99))),
            Self::Light => Style::new().fg(self.colour(Rgb(0x66, 0x6b, 0x73))),
        }
    }

    /// Lines that only separate.
    #[must_use]
    pub fn rule(self) -> Style {
        match self {
            Self::Plain => Style::new().add_modifier(Modifier::DIM),
            Self::Dark => Style::new().fg(self.colour(Rgb(0x4a, 0x50, 0x5a))),
            Self::Light => Style::new().fg(self.colour(Rgb(0xb4, 0xb8, 0xbf))),
        }
    }

    /// Names of places and of stages.
    #[must_use]
    pub fn title(self) -> Style {
        Style::new().fg(Color::Reset).add_modifier(Modifier::BOLD)
    }

    /// What the keys act on now.
    #[must_use]
    pub fn focus(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .add_modifier(Modifier::REVERSED)
    }

    /// What holds.
    #[must_use]
    pub fn right(self) -> Style {
        self.letter(Some('z'))
    }

    /// What does not hold.
    #[must_use]
    pub fn wrong(self) -> Style {
        self.letter(Some('y')).add_modifier(Modifier::BOLD)
    }

    /// Two heights from 0 to 1 in one cell, one above the other.
    #[must_use]
    pub fn heat(self, above: f64, below: f64) -> (char, Style) {
        match self {
            Self::Plain => {
                let shade = f64::midpoint(above, below).clamp(0.0, 1.0) * (SHADES.len() - 1) as f64;
                (SHADES[shade.round() as usize], Style::new())
            }
            Self::Dark | Self::Light => (
                '▀',
                Style::new()
                    .fg(self.colour(viridis(above)))
                    .bg(self.colour(viridis(below))),
            ),
        }
    }

    /// A number from −1 to 1 without colour: shades above 0, strokes below, nothing around it.
    #[must_use]
    pub fn signed_heat(value: f64) -> char {
        let signs = if value < 0.0 { STROKES } else { SHADES };
        let shade = value.abs().clamp(0.0, 1.0) * (signs.len() - 1) as f64;
        signs[shade.round() as usize]
    }

    /// A thing drawn over heat of a height, so that it can be seen on it.
    #[must_use]
    pub fn over_heat(self, height: f64) -> Style {
        match self {
            Self::Plain => Style::new().add_modifier(Modifier::BOLD),
            Self::Dark | Self::Light => self.over(viridis(height)),
        }
    }

    /// What an empty screen looks like, as far as a program can know it.
    fn paper(self) -> Rgb {
        match self {
            Self::Dark | Self::Plain => Rgb(0x12, 0x14, 0x18),
            Self::Light => Rgb(0xff, 0xff, 0xff),
        }
    }

    /// A place of the plane that belongs to a class, with a certainty from 0 to 1.
    #[must_use]
    pub fn region(self, class: usize, certainty: f64) -> Rgb {
        mixed(self.paper(), of_class(class), 0.15 + 0.6 * certainty)
    }

    /// A pixel, from 0 for paper to 1 for ink.
    #[must_use]
    pub fn grey(self, ink: f64) -> Rgb {
        match self {
            Self::Dark | Self::Plain => mixed(Rgb(0x24, 0x27, 0x2d), Rgb(0xf4, 0xf4, 0xf0), ink),
            Self::Light => mixed(Rgb(0xe9, 0xea, 0xec), Rgb(0x10, 0x10, 0x10), ink),
        }
    }

    /// A number from −1 to 1: blue below 0, orange above, pale in between.
    #[must_use]
    pub fn diverging(self, value: f64) -> Rgb {
        let end = of_class(usize::from(value > 0.0));
        mixed(self.grey(0.0), end, value.abs().sqrt())
    }

    /// A thing drawn over a colour, so that it can be seen on it.
    #[must_use]
    pub fn over(self, under: Rgb) -> Style {
        match self {
            Self::Plain => Style::new().add_modifier(Modifier::BOLD),
            Self::Dark | Self::Light => Style::new()
                .fg(self.colour(contrast(under)))
                .bg(self.colour(under))
                .add_modifier(Modifier::BOLD),
        }
    }
}

/// A colour between two others.
fn mixed(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let share = share.clamp(0.0, 1.0);
    let mix = |from: u8, to: u8| {
        (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u8
    };
    Rgb(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Black or white, whichever stands out. Lightness grows about as the square of a colour's numbers; a fifth of it is halfway for the eye.
pub(super) fn contrast(under: Rgb) -> Rgb {
    let square = |part: u8| f64::from(part) * f64::from(part);
    let light = 0.2126 * square(under.0) + 0.7152 * square(under.1) + 0.0722 * square(under.2);
    if light > 0.21 * square(0xff) {
        Rgb(0, 0, 0)
    } else {
        Rgb(0xff, 0xff, 0xff)
    }
}

/// The sign of a class: a shape for each of a few, a digit where there are many.
#[must_use]
pub fn sign_of_class(class: usize, count: usize) -> char {
    const SHAPES: [char; 4] = ['○', '■', '▲', '◆'];
    const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    if count <= SHAPES.len() {
        SHAPES[class % SHAPES.len()]
    } else {
        DIGITS[class % DIGITS.len()]
    }
}
