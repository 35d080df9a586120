//! The form in which a figure is drawn, apart from its theme.

use crate::scene::colour::Rgb;

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

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub letters: Letters,
    pub background: Background,
    /// Whether panels have their titles.
    pub titles: bool,
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
            dpi: super::DPI,
        }
    }
}
