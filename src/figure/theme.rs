//! The two themes, and the roles that a picture gives its colours.

use crate::scene::colour::{Hue, Rgb, SymbolColor, of_class};

/// The background that a figure is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark on white, for paper and light pages.
    #[default]
    Light,
    /// Light on near-black, for dark pages.
    Dark,
}

/// The greys of the classes in percent from background to text: neighbours far apart, and all of them in sight as thin lines.
const SHADES: [u8; 10] = [90, 55, 72, 48, 82, 60, 100, 52, 66, 95];

/// A theme with what a style changes of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Colors {
    pub(super) theme: Theme,
    /// The background in place of the theme's.
    pub(super) background: Option<Rgb>,
    /// True where a figure has no background at all.
    pub(super) is_bare: bool,
    /// Shades of grey in place of colours.
    pub(super) is_grey: bool,
}

impl Colors {
    /// That of plates behind text. On no background they let through a part of what the figure lies on, which is not known; the
    /// rest keeps text legible on a heat map and on crossing lines. A halo around letters would do with less, but some programs
    /// draw it over the letters.
    pub(super) fn opacity_of_plates(self) -> f64 {
        if self.is_bare { 0.75 } else { 1.0 }
    }

    pub(super) fn color(self, role: ColorRole) -> Rgb {
        match (role, self.is_grey) {
            (ColorRole::Background, true) if self.background.is_some() => self.hue(role),
            (ColorRole::Signed(share), true) => {
                let percent = 50 + i16::from(share) * 45 / 100;
                self.hue(ColorRole::Grey(percent as u8)).to_grey()
            }
            (ColorRole::Class(class), true) => {
                let shade = ColorRole::Grey(SHADES[class % SHADES.len()]);
                self.hue(shade).to_grey()
            }
            (ColorRole::Ground(_, percent), true) => {
                self.hue(ColorRole::Grey(percent / 3)).to_grey()
            }
            (_, true) => self.hue(role).to_grey(),
            (_, false) => self.hue(role),
        }
    }

    fn hue(self, role: ColorRole) -> Rgb {
        let (light, dark) = match role {
            ColorRole::Background => match self.background {
                Some(color) => (color, color),
                None => (Rgb(0xff, 0xff, 0xff), Rgb(0x15, 0x18, 0x1e)),
            },
            ColorRole::Text => (Rgb(0x1d, 0x21, 0x27), Rgb(0xe9, 0xeb, 0xee)),
            ColorRole::Faint => (Rgb(0x5a, 0x62, 0x6d), Rgb(0xa3, 0xab, 0xb6)),
            ColorRole::Rule => (Rgb(0xd5, 0xd9, 0xdf), Rgb(0x3a, 0x41, 0x4b)),
            ColorRole::Body => (Rgb(0xf0, 0xf2, 0xf5), Rgb(0x23, 0x28, 0x30)),
            ColorRole::Symbol(symbol) => (symbol.on_light(), symbol.on_dark()),
            ColorRole::Exact(rgb) => (rgb, rgb),
            ColorRole::Class(class) => (on_white(class), of_class(class)),
            ColorRole::Tint(rgb, percent) => return self.tint(rgb, percent),
            ColorRole::Signed(share) => {
                let color = of_class(if share < 0 { 0 } else { 4 });
                return self.tint(color, share.unsigned_abs());
            }
            ColorRole::Ground(class, percent) => return self.tint(of_class(class), percent),
            ColorRole::Grey(percent) => return self.tint(self.hue(ColorRole::Text), percent),
            ColorRole::Wash(symbol) => return self.tint(self.hue(ColorRole::Symbol(symbol)), 13),
        };
        match self.theme {
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }

    fn tint(self, rgb: Rgb, percent: u8) -> Rgb {
        let background = self.hue(ColorRole::Background);
        let mixed = |from: u8, to: u8| {
            let (from, to) = (f64::from(from), f64::from(to));
            (from + (to - from) * (f64::from(percent) / 100.0)).round() as u8
        };
        let (red, green) = (mixed(background.0, rgb.0), mixed(background.1, rgb.1));
        Rgb(red, green, mixed(background.2, rgb.2))
    }
}

/// The colour of a class, three of them in a shade dark enough for thin lines on white: a contrast of at least 3, which the
/// guidelines for accessible pages (WCAG 2.1) ask of graphics.
fn on_white(class: usize) -> Rgb {
    match class % 10 {
        1 => Rgb(0xbe, 0x86, 0x08),
        5 => Rgb(0x4b, 0x97, 0xc2),
        6 => Rgb(0x9c, 0x96, 0x37),
        _ => of_class(class),
    }
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
    /// A share of the largest value, in percent: one hue above 0 and another below; without colours, the higher the stronger.
    Signed(i8),
    /// Blend: percent from background to the colour of a class; without colours, to a grey that all have.
    Ground(usize, u8),
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
