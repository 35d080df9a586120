//! How things look: one table for dark backgrounds, one for light ones, and one without any colour.

use ratatui::style::{Color, Modifier, Style};

use crate::scene::colour::{Hue, Rgb, SymbolColor, of_class, of_class_thin, viridis};

/// The look of a screen, on a dark terminal, on a light one or without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Dark,
    Light,
    /// No colour at all: weight, underlining and shades tell things apart.
    Plain,
}

/// Shades from empty to full, for heat without colour.
pub(super) const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];
/// The same in strokes, for numbers below 0.
const STROKES: [char; 5] = [' ', '-', '=', '=', '≡'];

/// An empty screen, as far as a program can know it.
const DARK: Rgb = Rgb(0x12, 0x14, 0x18);
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const DIM: Style = Style::new().add_modifier(Modifier::DIM);
/// Without colour: a sign on a picture that is dim.
const PLAIN_SIGN: Style = BOLD.remove_modifier(Modifier::DIM);

impl Theme {
    /// The theme for a background of this colour.
    pub fn on(paper: Rgb) -> Self {
        if contrast(paper) == Rgb(0, 0, 0) {
            Self::Light
        } else {
            Self::Dark
        }
    }

    /// A colour as the terminal takes it; none without colour.
    pub fn colour(self, rgb: Rgb) -> Color {
        match self {
            Self::Plain => Color::Reset,
            Self::Dark | Self::Light => Color::Rgb(rgb.0, rgb.1, rgb.2),
        }
    }

    fn choose<T>(self, dark: T, light: T, plain: T) -> T {
        match self {
            Self::Dark => dark,
            Self::Light => light,
            Self::Plain => plain,
        }
    }

    /// Text of a colour, which is another one on light paper; without colour as given.
    fn text(self, dark: Rgb, light: Rgb, plain: Style) -> Style {
        let [dark, light] = [dark, light].map(|rgb| Style::new().fg(self.colour(rgb)));
        self.choose(dark, light, plain)
    }

    /// A letter of the equations, or its number.
    pub fn ink(self, ink: SymbolColor) -> Style {
        self.text(ink.on_dark(), ink.on_light(), BOLD)
    }

    pub fn letter(self, letter: Option<char>) -> Style {
        let ink = letter.and_then(SymbolColor::of_letter);
        ink.map_or(Style::new(), |ink| self.ink(ink))
    }

    pub fn hue(self, hue: Hue) -> Style {
        match hue {
            Hue::Text => Style::new(),
            Hue::Letter(letter) => self.letter(Some(letter)),
            Hue::Class(class) => self.class(class),
        }
    }

    /// The colour of a class. Its sign tells it as well.
    pub fn class(self, class: usize) -> Style {
        let [dark, light] = [false, true].map(|on_light| of_class_thin(class, on_light));
        self.text(dark, light, Style::new())
    }

    /// Explanations, and whatever the selected equation does not speak of.
    pub fn dim(self) -> Style {
        self.text(Rgb(0x8a, 0x90, 0x99), Rgb(0x66, 0x6b, 0x73), DIM)
    }

    /// A style where something holds, else dim.
    pub fn or_dim(self, is_bright: bool, bright: Style) -> Style {
        if is_bright { bright } else { self.dim() }
    }

    /// Lines that only separate.
    pub fn rule(self) -> Style {
        self.text(Rgb(0x4a, 0x50, 0x5a), Rgb(0xb4, 0xb8, 0xbf), DIM)
    }

    pub fn title(self) -> Style {
        BOLD.fg(Color::Reset)
    }

    /// The thing that the keys act on now.
    pub fn focus(self) -> Style {
        Style::new().fg(Color::Reset).reversed()
    }

    pub fn right(self) -> Style {
        self.letter(Some('z'))
    }

    pub fn wrong(self) -> Style {
        self.letter(Some('y')).bold()
    }

    /// Two heights from 0 to 1 in one cell, one above the other.
    pub fn heat(self, above: f64, below: f64) -> (char, Style) {
        if self == Self::Plain {
            return (shade(&SHADES, f64::midpoint(above, below)), Style::new());
        }
        let [above, below] = [above, below].map(|height| self.colour(viridis(height)));
        ('▀', Style::new().fg(above).bg(below))
    }

    /// A number from −1 to 1 without colour: shades above 0, strokes below, nothing around it.
    pub fn signed_heat(value: f64) -> char {
        let signs = if value < 0.0 { STROKES } else { SHADES };
        shade(&signs, value.abs())
    }

    /// A point of the plane that belongs to a class, with a certainty from 0 to 1.
    pub fn region(self, class: usize, certainty: f64) -> Rgb {
        let paper = self.choose(DARK, Rgb(0xff, 0xff, 0xff), DARK);
        mixed(paper, of_class(class), 0.12 + 0.48 * certainty)
    }

    /// A sign on a region: its own colour, or that of the text, on a ground that sets it off.
    pub fn on_region(self, sign: Style, ground: Rgb) -> Style {
        if self == Self::Plain {
            return PLAIN_SIGN;
        }
        let paper = self.choose(Rgb(0x12, 0x14, 0x18), Rgb(0xff, 0xff, 0xff), ground);
        let text = contrast(paper);
        let ink = sign.fg.filter(|colour| *colour != Color::Reset);
        let ink = ink.unwrap_or(self.colour(text));
        BOLD.fg(ink).bg(self.colour(mixed(ground, paper, 0.6)))
    }

    /// A pixel, from 0 for paper to 1 for ink.
    pub fn grey(self, ink: f64) -> Rgb {
        let dark = mixed(Rgb(0x24, 0x27, 0x2d), Rgb(0xf4, 0xf4, 0xf0), ink);
        let light = mixed(Rgb(0xe9, 0xea, 0xec), Rgb(0x10, 0x10, 0x10), ink);
        self.choose(dark, light, dark)
    }

    /// A number from −1 to 1: blue below 0, orange above, pale in between.
    pub fn diverging(self, value: f64) -> Rgb {
        let end = of_class(usize::from(value > 0.0));
        mixed(self.grey(0.0), end, value.abs().sqrt())
    }

    /// A line or a number that tells its sign by its colour, as `diverging` has it.
    pub fn sign(self, value: f64, is_bright: bool) -> Style {
        let style = self.class(usize::from(value > 0.0));
        if is_bright { style.bold() } else { style }
    }

    /// The same, but faint.
    pub fn faint_over(self, under: Rgb) -> Style {
        let [ink, paper] = [mixed(under, contrast(under), 0.45), under];
        Style::new().fg(self.colour(ink)).bg(self.colour(paper))
    }

    /// A thing drawn over a colour, so that it can be seen on it.
    pub fn over(self, under: Rgb) -> Style {
        if self == Self::Plain {
            return PLAIN_SIGN;
        }
        let [ink, paper] = [contrast(under), under].map(|rgb| self.colour(rgb));
        BOLD.fg(ink).bg(paper)
    }
}

/// The sign at a share of the way through the signs.
pub(super) fn shade(signs: &[char], share: f64) -> char {
    signs[(share.clamp(0.0, 1.0) * (signs.len() - 1) as f64).round() as usize]
}

fn mixed(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let share = share.clamp(0.0, 1.0);
    let mix = |from: u8, to: u8| {
        let (from, to) = (f64::from(from), f64::from(to));
        (from + share * (to - from)).round() as u8
    };
    Rgb(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Black or white, whichever stands out. Lightness grows about as the square of a colour's numbers; a fifth of it is halfway for the eye.
pub(super) fn contrast(under: Rgb) -> Rgb {
    let square = |part: u8| f64::from(part) * f64::from(part);
    let light = 0.2126 * square(under.0) + 0.7152 * square(under.1) + 0.0722 * square(under.2);
    let is_light = light > 0.21 * square(0xff);
    let part = if is_light { 0 } else { 0xff };
    Rgb(part, part, part)
}

/// The sign of a class: a shape for each of a few, a digit where there are many.
pub fn sign_of_class(class: usize, count: usize) -> char {
    const SHAPES: [char; 4] = ['○', '■', '▲', '◆'];
    if count <= SHAPES.len() {
        SHAPES[class % SHAPES.len()]
    } else {
        char::from(b'0' + (class % 10) as u8)
    }
}
