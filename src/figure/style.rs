//! The form in which a figure is drawn, apart from its theme.

use crate::scene::colour::Rgb;

/// Pixels of a PNG along an inch by default: fine screens and print show them all.
pub const DPI: u16 = 192;
/// Pixels of an APNG along an inch by default, which has many frames.
pub const SCREEN_DPI: u16 = 96;

/// The form of text in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Letters {
    /// Text that can be searched, selected and read aloud, in a font that the program must have: for pages.
    #[default]
    Live,
    /// The outlines of its letters, which look the same in every program: for files, since nobody knows where they will be opened.
    Outlines,
}

choices!(Letters, "text", Live "live", Outlines "outlines");

/// The ground on which a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    #[default]
    OfTheme,
    None,
    Color(Rgb),
}

impl std::str::FromStr for Background {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match (word, number) {
            ("none", _) => Ok(Self::None),
            (_, Some(number)) => {
                let [_, red, green, blue] = number.to_be_bytes();
                Ok(Self::Color(Rgb(red, green, blue)))
            }
            _ => Err("expected none or a colour such as #ffffff".to_owned()),
        }
    }
}

/// The width of a figure on paper, and the size of its text there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Width {
    pub millimetres: f64,
    /// The size of the smallest text in points, that of the numbers on axes; names are a little larger.
    pub points: f64,
}

/// The size of the numbers on axes, in the units of a figure.
const TEXT: f64 = 12.0;
const POINTS_OF_MILLIMETRE: f64 = 72.0 / 25.4;

impl Width {
    /// So many units of a figure, which a page shows as pixels.
    pub fn of_units(units: f64) -> Self {
        Self {
            millimetres: units / POINTS_OF_MILLIMETRE,
            points: TEXT,
        }
    }

    /// The width in the units of a figure, in which text has always the same size.
    pub(super) fn units(&self) -> f64 {
        (self.millimetres * POINTS_OF_MILLIMETRE * TEXT / self.points).round()
    }
}

impl std::fmt::Display for Background {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OfTheme => Ok(()),
            Self::None => f.write_str("none"),
            // A shell takes what follows a bare # for a comment.
            Self::Color(color) => write!(f, "'{}'", color.hex()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub letters: Letters,
    pub background: Background,
    /// Whether panels have their titles.
    pub titles: bool,
    /// Shades of grey in place of colours.
    pub is_grey: bool,
    /// The width to lay a figure out for; none for that which suits it.
    pub width: Option<Width>,
    /// True for a frame of an animation: names of lines, which would jump, are in a legend or left out.
    pub moving: bool,
    /// The pixels of a PNG to an inch of the figure.
    pub dpi: u16,
}

impl Default for Style {
    /// That of pages.
    fn default() -> Self {
        Self {
            letters: Letters::Live,
            background: Background::OfTheme,
            titles: true,
            is_grey: false,
            width: None,
            moving: false,
            dpi: DPI,
        }
    }
}
