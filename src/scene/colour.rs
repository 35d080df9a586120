//! One colour a symbol, everywhere: the hues of Okabe and Ito, in a shade for light and one for dark backgrounds.

/// Red, green and blue from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn of(hex: u32) -> Self {
        let [_, red, green, blue] = hex.to_be_bytes();
        Self(red, green, blue)
    }

    /// The grey of the same luminance, as the guidelines for accessible pages (WCAG 2.1) define it.
    pub fn to_grey(self) -> Self {
        let linear = |channel: u8| (f64::from(channel) / 255.0).powf(2.2);
        let light = 0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2);
        let grey = (255.0 * light.powf(1.0 / 2.2)).round() as u8;
        Self(grey, grey, grey)
    }

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
    pub const ALL: [Self; 6] = [Self::X, Self::W, Self::Z, Self::V, Self::Y, Self::T];

    /// The colour of a letter of the equations: a sum has the colour of what becomes of it.
    pub fn of_letter(letter: char) -> Option<Self> {
        let symbol = match letter {
            'a' => 'y',
            'b' => 'z',
            other => other,
        };
        Self::ALL.into_iter().find(|color| color.letter() == symbol)
    }

    /// The letter that the colour is named for, and its shades for light and for dark backgrounds.
    fn row(self) -> (char, u32, u32) {
        match self {
            Self::X => ('x', 0x00_61_a1, 0x56_b4_e9),
            Self::W => ('w', 0x8a_5a_00, 0xe6_9f_00),
            Self::Z => ('z', 0x00_70_4f, 0x2f_c5_9b),
            Self::V => ('v', 0xa0_30_7a, 0xe0_8c_c0),
            Self::Y => ('y', 0xb2_3b_00, 0xff_8a_4c),
            Self::T => ('t', 0x5f_5b_00, 0xf0_e4_42),
        }
    }

    pub fn letter(self) -> char {
        self.row().0
    }

    /// The shade for light backgrounds: a contrast of at least 4.5 against white.
    pub fn on_light(self) -> Rgb {
        Rgb::of(self.row().1)
    }

    pub fn on_dark(self) -> Rgb {
        Rgb::of(self.row().2)
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
const PALETTE: [u32; 10] = [
    0x00_72_b2, 0xe6_9f_00, 0x00_9e_73, 0xcc_79_a7, 0xd5_5e_00, 0x56_b4_e9, 0xf0_e4_42, 0x8c_6b_c8,
    0x99_6b_3d, 0x8f_8f_8f,
];

/// The palette where it is thin on light backgrounds: darker, with a contrast of at least 4.5 against white.
const THIN_ON_LIGHT: [u32; 10] = [
    0x00_72_b2, 0x9c_6c_00, 0x00_85_61, 0xa1_60_84, 0xc0_55_00, 0x3a_7a_9e, 0x7d_77_22, 0x82_64_ba,
    0x99_6b_3d, 0x75_75_75,
];

pub fn of_class(class: usize) -> Rgb {
    Rgb::of(PALETTE[class % PALETTE.len()])
}

/// The colour of a class where it is thin, as a sign, a line or a word. On dark backgrounds, with a
/// contrast of at least 4.5 against the pages' navy, three of the palette's are a little lighter.
pub fn of_class_thin(class: usize, on_light: bool) -> Rgb {
    let class = class % PALETTE.len();
    Rgb::of(match (class, on_light) {
        (_, true) => THIN_ON_LIGHT[class],
        (0, _) => 0x28_89_c0,
        (7, _) => 0x91_72_cc,
        (8, _) => 0xa4_7a_4f,
        _ => PALETTE[class],
    })
}

/// The colour of a height from 0 to 1: viridis, whose lightness rises evenly, so that it is as clear without hue.
pub fn viridis(height: f64) -> Rgb {
    let colour = colorous::VIRIDIS.eval_continuous(height.clamp(0.0, 1.0));
    Rgb(colour.r, colour.g, colour.b)
}
