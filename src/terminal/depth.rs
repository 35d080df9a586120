//! The colours that a terminal can show, and the theme's colours among them.
//!
//! | depth | told by | a colour becomes |
//! |---|---|---|
//! | 24 bit | COLORTERM, the name of the terminal, terminfo; always on Windows | itself |
//! | 256 | terminfo, or TERM with 256color | the nearest of the 240 that no one configures |
//! | 16 | terminfo with fewer, other names | the nearest by hue; pictures keep the signs of the screen without colours |
//! | none | NO_COLOR, terminfo without a number, TERM of a terminal before colours | nothing: see [`Theme::Plain`](crate::view::Theme::Plain) |

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::palette::{indexed, sixteen};
use super::terminfo;
use crate::scene::colour::Rgb;
use crate::view::Theme;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    Full,
    Indexed,
    Sixteen,
    None,
}

/// Terminals with 24 bit by the names in TERM that they keep over ssh, where COLORTERM is lost.
const FULL: [&str; 7] = [
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "iterm",
    "kitty",
    "wezterm",
];

impl Depth {
    /// The depth that the environment tells of.
    pub fn of_environment() -> Self {
        let get = |name: &str| std::env::var(name).unwrap_or_default();
        if cfg!(windows) {
            return Self::Full;
        }
        // GNU screen keeps COLORTERM from the terminal around it, and cannot pass 24 bit on. tmux can, or makes fewer of them.
        let is_screen = get("TERM").starts_with("screen") && std::env::var_os("TMUX").is_none();
        let color_term = if is_screen {
            String::new()
        } else {
            get("COLORTERM")
        };
        let term = get("TERM");
        Self::of(&color_term, &term, terminfo::colors(&term))
    }

    /// `colors`: those that terminfo names, if it knows the terminal.
    fn of(color_term: &str, term: &str, colors: Option<u32>) -> Self {
        let has = |part: &str| term.contains(part);
        if matches!(color_term, "truecolor" | "24bit")
            || has("direct")
            || FULL.iter().any(|name| has(name))
        {
            return Self::Full;
        }
        if let Some(colors) = colors {
            return match colors {
                0..8 => Self::None,
                8..256 => Self::Sixteen,
                256..0x1_0000 => Self::Indexed,
                0x1_0000.. => Self::Full,
            };
        }
        if has("256color") {
            Self::Indexed
        } else if has("-mono") || is_video_terminal(term) || term == "dumb" {
            Self::None
        } else {
            Self::Sixteen
        }
    }

    /// A colour of the theme as the terminal can show it.
    pub(super) fn color(self, rgb: Rgb, theme: Theme) -> Color {
        match self {
            Self::Full => Color::Rgb(rgb.0, rgb.1, rgb.2),
            Self::Indexed => Color::Indexed(indexed(rgb, theme)),
            Self::Sixteen => Color::Indexed(sixteen(rgb, theme)),
            Self::None => Color::Reset,
        }
    }

    /// Replaces the colours of a screen by those that the terminal can show.
    pub(super) fn reduce(self, theme: Theme, buffer: &mut Buffer) {
        if self == Self::Full {
            return;
        }
        let dim = Theme::Dark.dim().fg;
        for cell in &mut buffer.content {
            // The dark grey of 16 colours is nearly the background of some terminals.
            if self == Self::Sixteen && theme == Theme::Dark && Some(cell.fg) == dim {
                cell.fg = Color::Reset;
                cell.modifier.insert(Modifier::DIM);
            }
            for color in [&mut cell.fg, &mut cell.bg] {
                if let Color::Rgb(r, g, b) = *color {
                    *color = self.color(Rgb(r, g, b), theme);
                }
            }
            // Many terminals show bold letters in the bright colour, which is another one here.
            if matches!(cell.fg, Color::Indexed(1..=6)) {
                cell.modifier.remove(Modifier::BOLD);
            }
        }
    }
}

/// True for DEC's terminals from before colours: vt52, vt100, vt220 …
fn is_video_terminal(term: &str) -> bool {
    let number = term.strip_prefix("vt").unwrap_or_default();
    number.starts_with(|first: char| first.is_ascii_digit())
}

/// Makes a screen for the console of Linux: it is black, and its dark grey is too dark to read. Words that are not spoken of are light grey
/// there, and all others white.
pub(super) fn brighten(buffer: &mut Buffer) {
    let dim = Theme::Dark.dim().fg;
    for cell in &mut buffer.content {
        if Some(cell.fg) == dim {
            cell.fg = Color::Indexed(7);
        } else if cell.fg == Color::Reset && !cell.modifier.contains(Modifier::REVERSED) {
            cell.fg = Color::Indexed(15);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_depth() {
        for (color_term, term, depth) in [
            ("truecolor", "xterm-256color", Depth::Full),
            ("24bit", "xterm", Depth::Full),
            ("", "xterm-direct", Depth::Full),
            ("", "xterm-kitty", Depth::Full),
            ("", "xterm-256color", Depth::Indexed),
            ("yes", "screen-256color", Depth::Indexed),
            ("", "xterm", Depth::Sixteen),
            ("", "linux", Depth::Sixteen),
            ("", "", Depth::Sixteen),
            ("", "vt100", Depth::None),
            ("", "vt220", Depth::None),
            ("", "xterm-mono", Depth::None),
        ] {
            let told = Depth::of(color_term, term, None);
            assert_eq!(told, depth, "{color_term} {term}");
        }
        for (color_term, term, colors, depth) in [
            ("", "odd", 0, Depth::None),
            ("", "odd", 8, Depth::Sixteen),
            ("", "odd", 256, Depth::Indexed),
            ("", "odd", 1 << 24, Depth::Full),
            ("", "xterm-256color", 8, Depth::Sixteen),
            ("truecolor", "odd", 8, Depth::Full),
        ] {
            let told = Depth::of(color_term, term, Some(colors));
            assert_eq!(told, depth, "{color_term} {term} {colors}");
        }
    }
}
