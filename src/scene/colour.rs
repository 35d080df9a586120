//! One colour a symbol, everywhere: the hues of Okabe and Ito, in a shade for light and one for dark backgrounds.

/// Red, green and blue from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The six quantities that have a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolColor {
    /// Inputs.
    X,
    /// Hidden-layer weights and their gradients; a single neuron's weights.
    W,
    /// Hidden outputs, and the hidden sums b.
    Z,
    /// Output-layer weights and their gradients.
    V,
    /// Outputs, and the output sums a.
    Y,
    /// Targets.
    T,
}

impl SymbolColor {
    /// All six.
    pub const ALL: [Self; 6] = [Self::X, Self::W, Self::Z, Self::V, Self::Y, Self::T];

    /// The colour of a letter of the equations: a sum has the colour of what becomes of it.
    pub fn of_letter(letter: char) -> Option<Self> {
        match letter {
            'x' => Some(Self::X),
            'w' => Some(Self::W),
            'z' | 'b' => Some(Self::Z),
            'v' => Some(Self::V),
            'y' | 'a' => Some(Self::Y),
            't' => Some(Self::T),
            _ => None,
        }
    }

    /// The letter that the colour is named for.
    pub fn letter(self) -> char {
        match self {
            Self::X => 'x',
            Self::W => 'w',
            Self::Z => 'z',
            Self::V => 'v',
            Self::Y => 'y',
            Self::T => 't',
        }
    }

    /// The shade for light backgrounds: a contrast of at least 4.5 against white.
    pub fn on_light(self) -> Rgb {
        match self {
            Self::X => Rgb(0x00, 0x61, 0xa1),
            Self::W => Rgb(0x8a, 0x5a, 0x00),
            Self::Z => Rgb(0x00, 0x70, 0x4f),
            Self::V => Rgb(0xa0, 0x30, 0x7a),
            Self::Y => Rgb(0xb2, 0x3b, 0x00),
            Self::T => Rgb(0x5f, 0x5b, 0x00),
        }
    }

    /// The shade for dark backgrounds.
    pub fn on_dark(self) -> Rgb {
        match self {
            Self::X => Rgb(0x56, 0xb4, 0xe9),
            Self::W => Rgb(0xe6, 0x9f, 0x00),
            Self::Z => Rgb(0x2f, 0xc5, 0x9b),
            Self::V => Rgb(0xe0, 0x8c, 0xc0),
            Self::Y => Rgb(0xff, 0x8a, 0x4c),
            Self::T => Rgb(0xf0, 0xe4, 0x42),
        }
    }
}

/// What gives a line its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hue {
    /// None: the colour of the text.
    Text,
    /// The colour of a letter of the equations.
    Letter(char),
    /// A colour of the palette of classes, where several lines must be told apart.
    Class(usize),
}

/// The palette of the classes, which repeats after ten. A class is told by its sign as well, never by its colour alone.
pub fn of_class(class: usize) -> Rgb {
    const PALETTE: [Rgb; 10] = [
        Rgb(0x00, 0x72, 0xb2),
        Rgb(0xe6, 0x9f, 0x00),
        Rgb(0x00, 0x9e, 0x73),
        Rgb(0xcc, 0x79, 0xa7),
        Rgb(0xd5, 0x5e, 0x00),
        Rgb(0x56, 0xb4, 0xe9),
        Rgb(0xf0, 0xe4, 0x42),
        Rgb(0x8c, 0x6b, 0xc8),
        Rgb(0x99, 0x6b, 0x3d),
        Rgb(0x8f, 0x8f, 0x8f),
    ];
    PALETTE[class % PALETTE.len()]
}

/// The colour of a class where it is thin, as a sign, a line or a word: for light backgrounds a darker shade, with a contrast of at least
/// 4.5 against white; for dark ones the palette's own, three of them a little lighter.
pub fn of_class_thin(class: usize, on_light: bool) -> Rgb {
    const ON_LIGHT: [Rgb; 10] = [
        Rgb(0x00, 0x72, 0xb2),
        Rgb(0x9c, 0x6c, 0x00),
        Rgb(0x00, 0x85, 0x61),
        Rgb(0xa1, 0x60, 0x84),
        Rgb(0xc0, 0x55, 0x00),
        Rgb(0x3a, 0x7a, 0x9e),
        Rgb(0x7d, 0x77, 0x22),
        Rgb(0x82, 0x64, 0xba),
        Rgb(0x99, 0x6b, 0x3d),
        Rgb(0x75, 0x75, 0x75),
    ];
    let class = class % ON_LIGHT.len();
    match (class, on_light) {
        (_, true) => ON_LIGHT[class],
        (0, _) => Rgb(0x26, 0x87, 0xbe),
        (7, _) => Rgb(0x8f, 0x6f, 0xca),
        (8, _) => Rgb(0xa1, 0x77, 0x4d),
        _ => of_class(class),
    }
}

/// The colour of a height from 0 to 1: viridis, whose lightness rises evenly, so that it is as clear without hue.
///
/// ```
/// use nn28::scene::colour::{Rgb, viridis};
/// assert_eq!(viridis(0.0), Rgb(0x44, 0x01, 0x54));
/// ```
pub fn viridis(height: f64) -> Rgb {
    let colour = colorous::VIRIDIS.eval_continuous(height.clamp(0.0, 1.0));
    Rgb(colour.r, colour.g, colour.b)
}
