//! A screen as HTML: every piece of text pinned to the columns that a terminal gives it, so that all of them align in any font.
//!
//! A colour of the screen's theme becomes a class, so that the page's own theme decides how it looks; heat keeps its colour.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::scene::colour::{Rgb, SymbolColor};
use crate::scene::escape::escape;
use crate::view::Theme;

/// What the look of a run of cells depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The inside of a `<pre>`: one line of the screen a line. `theme` is the one that the buffer was drawn with.
///
/// The classes: `ink-x` … `ink-t` for the colours of the letters, `dim`, `rule`, `b` for bold, `rev` for reversed, `u` for
/// underlined, `heat` for cells of two colours, `--above` and `--below`. All text stands in `<i>`, which is to be as wide as `--n` columns, or as one if it has none.
pub fn frame(buffer: &Buffer, theme: Theme) -> String {
    let area = buffer.area;
    let mut html = String::new();
    for y in area.top()..area.bottom() {
        let row: Vec<&Cell> = (area.left()..area.right())
            .map(|x| &buffer[(x, y)])
            .collect();
        line(&row, theme, &mut html);
        html.push('\n');
    }
    html
}

/// A frame as plain text, for those who read it aloud, and for tests.
pub fn plain(buffer: &Buffer) -> String {
    let area = buffer.area;
    let row = |y| {
        (area.left()..area.right())
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
            .trim_end()
            .to_owned()
    };
    (area.top()..area.bottom())
        .map(row)
        .collect::<Vec<_>>()
        .join("\n")
}

fn line(row: &[&Cell], theme: Theme, html: &mut String) {
    let mut column = 0;
    while column < row.len() {
        let halves = halves(&row[column..]);
        if halves.len() > 1 {
            heat(&halves, html);
            column += halves.len();
            continue;
        }
        let look = look(row[column]);
        let mut content = String::new();
        while column < row.len() && self::look(row[column]) == look {
            let kind = Kind::of(row[column].symbol());
            let alike = |cell: &&&Cell| {
                self::look(cell) == look && kind != Kind::Other && Kind::of(cell.symbol()) == kind
            };
            let count = row[column..].iter().take_while(alike).count().max(1);
            let run = row[column..column + count].iter();
            let run: String = run.map(|cell| cell.symbol()).collect();
            column += pinned(&run, &mut content);
        }
        span(look, &content, theme, html);
    }
}

/// The colours of the cells from the first on that are two halves, one above the other.
fn halves(row: &[&Cell]) -> Vec<(Rgb, Rgb)> {
    let half = |cell: &&Cell| match (cell.symbol(), cell.fg, cell.bg) {
        ("▀", Color::Rgb(r, g, b), Color::Rgb(red, green, blue)) => {
            Some((Rgb(r, g, b), Rgb(red, green, blue)))
        }
        _ => None,
    };
    row.iter().map_while(half).collect()
}

/// Halves side by side as one piece, whose background has a stripe above and one below: a heat map has thousands of them, and a browser
/// takes long over every piece. They are there as letters too, which do not show.
fn heat(halves: &[(Rgb, Rgb)], html: &mut String) {
    let count = halves.len();
    let above: Vec<Rgb> = halves.iter().map(|(above, _)| *above).collect();
    let below: Vec<Rgb> = halves.iter().map(|(_, below)| *below).collect();
    let _ = write!(
        html,
        "<i class=\"heat\" style=\"--n:{count};--above:{};--below:{}\">{}</i>",
        stripe(&above),
        stripe(&below),
        "▀".repeat(count)
    );
}

/// Colours side by side, each as wide as a column.
fn stripe(colours: &[Rgb]) -> String {
    let mut stripe = "linear-gradient(90deg".to_owned();
    let mut column = 0;
    for alike in colours.chunk_by(|one, other| one == other) {
        column += alike.len();
        let end = (column * 1_000_000 / colours.len()) as f64 / 10_000.0;
        let _ = write!(stripe, ",{} 0 {end}%", alike[0].hex());
    }
    stripe + ")"
}

/// What may stand side by side in one piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Plain characters.
    Plain,
    /// The lines of boxes, which come in long runs and are as wide as a column in any font for terminals.
    Line,
    /// Everything else: braille, blocks, arrows, Japanese. A font may give it another width.
    Other,
}

impl Kind {
    fn of(symbol: &str) -> Self {
        let is_line = |letter: char| ('\u{2500}'..='\u{257f}').contains(&letter);
        if symbol.is_ascii() {
            Self::Plain
        } else if symbol.chars().all(is_line) {
            Self::Line
        } else {
            Self::Other
        }
    }
}

/// Symbols side by side, pinned to as many columns as a terminal gives them; how many that are.
fn pinned(run: &str, html: &mut String) -> usize {
    let columns = run.width().max(1);
    let style = match columns {
        1 => String::new(),
        columns => format!(" style=\"--n:{columns}\""),
    };
    let _ = write!(html, "<i{style}>{}</i>", escape(run));
    columns
}

fn look(cell: &Cell) -> Look {
    Look {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    }
}

fn span(look: Look, content: &str, theme: Theme, html: &mut String) {
    let (mut classes, mut style) = (Vec::new(), String::new());
    for (modifier, class) in [
        (Modifier::BOLD, "b"),
        (Modifier::REVERSED, "rev"),
        (Modifier::UNDERLINED, "u"),
    ] {
        if look.modifier.contains(modifier) {
            classes.push(class.to_owned());
        }
    }
    match named(look.fg, theme) {
        Some(class) => classes.push(class),
        None => paint("color", look.fg, &mut style),
    }
    paint("background-color", look.bg, &mut style);
    if classes.is_empty() && style.is_empty() {
        html.push_str(content);
        return;
    }
    let classes = if classes.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", classes.join(" "))
    };
    let style = if style.is_empty() {
        style
    } else {
        format!(" style=\"{style}\"")
    };
    let _ = write!(html, "<span{classes}{style}>{content}</span>");
}

/// The class of a colour that the page's theme has a shade of its own for.
fn named(colour: Color, theme: Theme) -> Option<String> {
    let Color::Rgb(r, g, b) = colour else {
        return None;
    };
    let shade = |ink: &SymbolColor| match theme {
        Theme::Light => ink.on_light(),
        Theme::Dark | Theme::Plain => ink.on_dark(),
    };
    let ink = SymbolColor::ALL
        .into_iter()
        .find(|ink| shade(ink) == Rgb(r, g, b));
    let role = || {
        let roles = [(theme.dim(), "dim"), (theme.rule(), "rule")];
        roles
            .into_iter()
            .find(|(style, _)| style.fg == Some(colour))
            .map(|(_, class)| class.to_owned())
    };
    ink.map(|ink| format!("ink-{}", ink.letter())).or_else(role)
}

fn paint(property: &str, colour: Color, style: &mut String) {
    if let Color::Rgb(r, g, b) = colour {
        let _ = write!(style, "{property}:{};", Rgb(r, g, b).hex());
    }
}
