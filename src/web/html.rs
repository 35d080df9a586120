//! A screen that lives, as HTML: every piece of text pinned to the columns that a terminal gives it, so that all of them align in any font.
//!
//! A colour of the screen's theme becomes a class, so that the page's own theme decides how it looks; heat keeps its colour.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::scene::colour::{Rgb, SymbolColor};
use crate::scene::escape::escape;
use crate::view::Theme;

type Look = (Color, Color, Modifier);

/// The inside of a `<pre>`: one line of the screen a line. `theme` is the one that the buffer was drawn with.
///
/// The classes: `ink-x` … `ink-t` for the colours of the letters, `dim`, `rule`, `b` for bold, `rev` for reversed, `u` for
/// underlined, `heat` for cells of two colours, `--above` and `--below`. All text is in `<i>`,
/// which is to be as wide as `--n` columns, or as one if it has none.
pub fn frame(buffer: &Buffer, theme: Theme) -> String {
    let mut html = String::new();
    for row in rows(buffer) {
        line(row, theme, &mut html);
        html.push('\n');
    }
    html
}

/// A frame as plain text, for those who read it aloud, and for tests.
pub fn plain(buffer: &Buffer) -> String {
    let row = |row: &[Cell]| row.iter().map(Cell::symbol).collect::<String>();
    let rows = rows(buffer).map(|cells| row(cells).trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}

pub(super) fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width).max(1))
}

fn line(row: &[Cell], theme: Theme, html: &mut String) {
    let mut column = 0;
    while column < row.len() {
        let halves = halves(&row[column..]);
        if halves.len() > 1 {
            heat(&halves, html);
            column += halves.len();
            continue;
        }
        let look = look(&row[column]);
        let mut content = String::new();
        while column < row.len() && self::look(&row[column]) == look {
            let kind = Kind::of(row[column].symbol());
            let alike = |cell: &&Cell| {
                self::look(cell) == look && kind != Kind::Other && Kind::of(cell.symbol()) == kind
            };
            let rest = &row[column..];
            let count = rest.iter().take_while(alike).count().max(1);
            let run: String = rest[..count].iter().map(Cell::symbol).collect();
            column += pinned(&run, &mut content);
        }
        span(look, &content, theme, html);
    }
}

/// The colours of the cells from the first on that are two halves, one above the other.
fn halves(row: &[Cell]) -> Vec<(Rgb, Rgb)> {
    let half = |cell: &Cell| match cell.symbol() {
        "▀" => rgb(cell.fg).zip(rgb(cell.bg)),
        _ => None,
    };
    row.iter().map_while(half).collect()
}

/// Halves side by side as one piece, whose background has a stripe above and one below: a heat map has thousands of them, and a browser
/// takes long over every piece. They are there as letters too, which do not show.
fn heat(halves: &[(Rgb, Rgb)], html: &mut String) {
    let count = halves.len();
    let (above, below): (Vec<Rgb>, Vec<Rgb>) = halves.iter().copied().unzip();
    let (above, below) = (stripe(&above), stripe(&below));
    let letters = "▀".repeat(count);
    let _ = write!(
        html,
        "<i class=\"heat\" style=\"--n:{count};--above:{above};--below:{below}\">{letters}</i>"
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

/// Symbols that may be side by side in one piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
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

/// Pins symbols to as many columns as a terminal gives them, and returns their number.
fn pinned(run: &str, html: &mut String) -> usize {
    let columns = run.width().max(1);
    let _ = match columns {
        1 => write!(html, "<i>{}</i>", escape(run)),
        _ => write!(html, "<i style=\"--n:{columns}\">{}</i>", escape(run)),
    };
    columns
}

fn look(cell: &Cell) -> Look {
    (cell.fg, cell.bg, cell.modifier)
}

fn span((ink, paper, modifier): Look, content: &str, theme: Theme, html: &mut String) {
    let modifiers = [
        (Modifier::BOLD, "b"),
        (Modifier::REVERSED, "rev"),
        (Modifier::UNDERLINED, "u"),
    ];
    let set = |(one, class): (_, &str)| modifier.contains(one).then(|| class.to_owned());
    let mut classes: Vec<String> = modifiers.into_iter().filter_map(set).collect();
    let class = named(ink, theme);
    let own = rgb(ink).filter(|_| class.is_none());
    classes.extend(class);
    let mut style = String::new();
    for (property, colour) in [("color", own), ("background-color", rgb(paper))] {
        if let Some(colour) = colour {
            let _ = write!(style, "{property}:{};", colour.hex());
        }
    }
    if classes.is_empty() && style.is_empty() {
        html.push_str(content);
        return;
    }
    html.push_str("<span");
    for (name, value) in [("class", classes.join(" ")), ("style", style)] {
        if !value.is_empty() {
            let _ = write!(html, " {name}=\"{value}\"");
        }
    }
    let _ = write!(html, ">{content}</span>");
}

/// The class of a colour that the page's theme has a shade of its own for.
pub(super) fn named(colour: Color, theme: Theme) -> Option<String> {
    let shown = rgb(colour)?;
    let is_shown = |ink: &&SymbolColor| match theme {
        Theme::Light => ink.on_light() == shown,
        Theme::Dark | Theme::Plain => ink.on_dark() == shown,
    };
    if let Some(ink) = SymbolColor::ALL.iter().find(is_shown) {
        return Some(format!("ink-{}", ink.letter()));
    }
    let mut roles = [(theme.dim(), "dim"), (theme.rule(), "rule")].into_iter();
    let role = roles.find(|(style, _)| style.fg == Some(colour));
    role.map(|(_, class)| class.to_owned())
}

/// The colour itself, if it is not the page's own.
pub(super) fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some(Rgb(r, g, b)),
        _ => None,
    }
}
