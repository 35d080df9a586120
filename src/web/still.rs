//! A screen that stands still in a page, written once for light and for dark paper.
//!
//! The letters are lines of text; what is behind them, from the heat of a map to the ground of a sign, is one picture of two pixels a
//! cell for each paper. A letter's colour is a class or a pair of variables, of which the style sheet takes the one for the page's theme.

use std::fmt::Write as _;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::html::{named, rgb, rows};
use crate::scene::colour::{Rgb, of_class_thin};
use crate::scene::escape::escape;
use crate::view::Theme;

/// A screen for pages of all themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// The inside of a `<pre>`.
    pub letters: String,
    /// The pictures below the letters, as the variables `--light` and, where it is another one, `--dark`. Empty if nothing has a ground.
    pub ground: String,
}

/// A screen, drawn on light and on dark paper.
///
/// The text is in attributes `data-t`, where the book's search does not look for words; `<b>` is bold. The classes are those of
/// [`frame`](super::html::frame), and `c0` … `c9` for the colours of classes, `over` for black or white, `pair` for a colour of its own on each paper, `pin` for what
/// the fonts of the pages lack.
///
/// # Errors
/// Two screens that differ in more than their colours, or a picture that cannot be written.
pub fn screen(light: &Buffer, dark: &Buffer) -> Result<Still, String> {
    let is_alike = |(light, dark): (&Cell, &Cell)| {
        light.symbol() == dark.symbol() && light.modifier == dark.modifier
    };
    if light.area != dark.area || !light.content.iter().zip(&dark.content).all(is_alike) {
        return Err("the screens for light and dark paper differ in their letters".to_owned());
    }
    let mut letters = String::new();
    for (light, dark) in rows(light).zip(rows(dark)) {
        for piece in pieces(light, dark) {
            piece.write(&mut letters);
        }
        // A line break as an entity: an empty line would end the HTML within Markdown.
        letters.push_str("&#10;");
    }
    let ground = ground(light, dark).map_err(|error| error.to_string())?;
    Ok(Still { letters, ground })
}

/// The most frequent pair of colours: signs over heat that is light on light paper and dark on dark paper.
const OVER_HEAT: (Rgb, Rgb) = (Rgb(0, 0, 0), Rgb(0xff, 0xff, 0xff));

/// The number of colours for classes.
const CLASSES: usize = 10;

/// The look of a letter: its colour on light and on dark paper, and its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    ink: (Color, Color),
    modifier: Modifier,
}

/// Letters of one look side by side.
struct Piece {
    look: Look,
    text: String,
    /// Nothing of it shows but the ground.
    is_blank: bool,
    is_pinned: bool,
}

fn pieces(light: &[Cell], dark: &[Cell]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut column = 0;
    while let (Some(light), Some(dark)) = (light.get(column), dark.get(column)) {
        column += light.symbol().width().max(1);
        let next = piece(light, dark);
        match pieces.last_mut() {
            Some(last) if last.joins(&next) => last.push(&next),
            _ => pieces.push(next),
        }
    }
    while pieces.last().is_some_and(|last| last.is_blank) {
        pieces.pop();
    }
    if let Some(last) = pieces
        .last_mut()
        .filter(|last| !last.look.is_seen_on_blanks())
    {
        last.text.truncate(last.text.trim_end().len());
    }
    pieces
}

fn piece(light: &Cell, dark: &Cell) -> Piece {
    let look = Look {
        ink: (light.fg, dark.fg),
        modifier: light.modifier,
    };
    let symbol = if is_heat(light) { " " } else { light.symbol() };
    let beyond = |letter: char| u32::from(letter) > 0xffff;
    Piece {
        look,
        text: symbol.to_owned(),
        is_blank: symbol.trim().is_empty() && !look.is_seen_on_blanks(),
        is_pinned: symbol.chars().any(beyond),
    }
}

impl Look {
    /// Reversed or underlined: a blank shows it as well.
    fn is_seen_on_blanks(self) -> bool {
        self.modifier
            .intersects(Modifier::REVERSED | Modifier::UNDERLINED)
    }

    /// The classes and the style.
    fn attributes(self) -> String {
        let modifiers = [(Modifier::REVERSED, "rev"), (Modifier::UNDERLINED, "u")];
        let set = |(one, class): (_, &str)| self.modifier.contains(one).then(|| class.to_owned());
        let mut classes: Vec<String> = modifiers.into_iter().filter_map(set).collect();
        let mut style = String::new();
        match class(self.ink) {
            Some(class) => classes.push(class),
            None if self.ink.0 == self.ink.1 => {
                style = rgb(self.ink.0).map_or(style, |ink| format!("color:{}", ink.hex()));
            }
            None => {
                classes.push("pair".to_owned());
                let (light, dark) = (css(self.ink.0), css(self.ink.1));
                style = format!("--light:{light};--dark:{dark}");
            }
        }
        attribute("class", &classes.join(" ")) + &attribute("style", &style)
    }
}

impl Piece {
    /// Whether the next cell continues this piece: blanks belong to any letters.
    fn joins(&self, next: &Self) -> bool {
        let is_free = self.is_blank || next.is_blank;
        let is_seen = self.look.is_seen_on_blanks() || next.look.is_seen_on_blanks();
        let is_pinned = self.is_pinned || next.is_pinned;
        !is_pinned && (self.look == next.look || is_free && !is_seen)
    }

    fn push(&mut self, next: &Self) {
        if self.is_blank {
            self.look = next.look;
        }
        self.is_blank &= next.is_blank;
        self.text += &next.text;
    }

    fn write(&self, html: &mut String) {
        let is_bold = self.look.modifier.contains(Modifier::BOLD);
        let tag = if is_bold { "b" } else { "i" };
        let (text, attributes) = (escape(&self.text), self.look.attributes());
        let piece = format!("<{tag}{attributes} data-t=\"{text}\"></{tag}>");
        if self.is_pinned {
            let _ = write!(html, "<i class=\"pin\">{piece}</i>");
        } else {
            html.push_str(&piece);
        }
    }
}

fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!(" {name}=\"{value}\"")
}

fn css(colour: Color) -> String {
    rgb(colour).map_or_else(|| "currentcolor".to_owned(), Rgb::hex)
}

/// The class of a colour that the page's theme has a shade of its own for.
fn class((light, dark): (Color, Color)) -> Option<String> {
    let named = (named(light, Theme::Light), named(dark, Theme::Dark));
    if let (Some(class), Some(other)) = named
        && class == other
    {
        return Some(class);
    }
    let shown = rgb(light).zip(rgb(dark))?;
    if shown == OVER_HEAT {
        return Some("over".to_owned());
    }
    let is_shown =
        |class: &usize| (of_class_thin(*class, true), of_class_thin(*class, false)) == shown;
    let class = (0..CLASSES).find(is_shown)?;
    Some(format!("c{class}"))
}

/// Whether a cell is two halves of heat, which are in the picture below the letters.
fn is_heat(cell: &Cell) -> bool {
    cell.symbol() == "▀" && rgb(cell.fg).is_some() && rgb(cell.bg).is_some()
}

fn ground(light: &Buffer, dark: &Buffer) -> io::Result<String> {
    if light.content.iter().all(|cell| rgb(cell.bg).is_none()) {
        return Ok(String::new());
    }
    let [light, dark] = [picture(light)?, picture(dark)?];
    let url = |picture: &[u8]| format!("url(data:image/png;base64,{})", STANDARD.encode(picture));
    let mut style = format!("--light:{}", url(&light));
    if dark != light {
        let _ = write!(style, ";--dark:{}", url(&dark));
    }
    Ok(style)
}

/// The grounds of a screen as PNG, transparent where a cell has none.
fn picture(buffer: &Buffer) -> io::Result<Vec<u8>> {
    let mut pixels = Vec::new();
    for row in rows(buffer) {
        for is_above in [true, false] {
            pixels.extend(row.iter().flat_map(|cell| pixel(cell, is_above)));
        }
    }
    let mut bytes = Vec::new();
    let (width, height) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let mut encoder = png::Encoder::new(&mut bytes, width, height * 2);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Best);
    encoder.set_adaptive_filter(png::AdaptiveFilterType::Adaptive);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Half of a cell's ground.
fn pixel(cell: &Cell, is_above: bool) -> [u8; 4] {
    let colour = if is_above && is_heat(cell) {
        cell.fg
    } else {
        cell.bg
    };
    rgb(colour).map_or([0; 4], |Rgb(red, green, blue)| [red, green, blue, 0xff])
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const GROUND: Color = Color::Rgb(1, 2, 3);

    fn drawn(draw: impl Fn(&mut Buffer, Theme)) -> Result<Still, String> {
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
            draw(&mut buffer, theme);
            buffer
        });
        screen(&light, &dark)
    }

    #[test]
    fn a_colour_of_both_papers_is_a_class_and_blanks_belong_to_the_letters_before() {
        let html = drawn(|buffer, theme| {
            buffer.set_string(1, 0, "α", theme.dim());
            buffer.set_string(3, 0, "0.5", Style::new().bold());
            buffer.set_string(8, 0, "w", theme.letter(Some('w')));
            buffer.set_string(0, 1, "<", theme.class(3));
        });
        assert_eq!(
            html.map(|still| still.letters).as_deref(),
            Ok(
                "<i class=\"dim\" data-t=\" α \"></i><b data-t=\"0.5  \"></b><i class=\"ink-w\" data-t=\"w\"></i>&#10;\
                 <i class=\"c3\" data-t=\"&lt;\"></i>&#10;"
            )
        );
    }

    #[test]
    fn a_colour_that_no_class_has_is_written_for_each_paper() {
        let html = drawn(|buffer, theme| {
            let ink = if theme == Theme::Light { 1 } else { 254 };
            let style = Style::new().fg(Color::Rgb(ink, 2, 3));
            buffer.set_string(0, 0, "x", style);
            buffer.set_string(0, 1, "𝐯", Style::new().reversed());
        });
        assert_eq!(
            html.map(|still| still.letters).as_deref(),
            Ok(
                "<i class=\"pair\" style=\"--light:#010203;--dark:#fe0203\" data-t=\"x\"></i>&#10;\
                 <i class=\"pin\"><i class=\"rev\" data-t=\"𝐯\"></i></i>&#10;"
            )
        );
    }

    #[test]
    fn a_heat_map_is_a_picture_of_two_pixels_a_cell() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        let heat = Style::new().fg(Color::Rgb(9, 8, 7)).bg(GROUND);
        buffer.set_string(0, 0, "▀", heat);
        let bytes = picture(&buffer).expect("a picture");
        let mut reader = png::Decoder::new(bytes.as_slice())
            .read_info()
            .expect("PNG");
        let mut pixels = vec![0; reader.output_buffer_size()];
        reader.next_frame(&mut pixels).expect("pixels");
        let (above, below, none) = ([9, 8, 7, 255], [1, 2, 3, 255], [0; 4]);
        assert_eq!(pixels, [above, none, below, none].concat());
    }

    #[test]
    fn one_picture_serves_both_papers_where_their_grounds_agree() {
        let html = drawn(|buffer, _| {
            buffer.set_string(4, 0, "■", Style::new().bg(GROUND));
        });
        let still = html.expect("a screen");
        assert!(still.ground.starts_with("--light:url(data:"), "{still:?}");
        assert!(!still.ground.contains("--dark"), "{still:?}");
        assert!(still.letters.contains("data-t=\"    ■\""), "{still:?}");
    }

    #[test]
    fn screens_of_different_letters_are_an_error() {
        let html = drawn(|buffer, theme| {
            buffer.set_string(
                0,
                0,
                if theme == Theme::Light { "a" } else { "b" },
                Style::new(),
            );
        });
        assert!(html.is_err(), "{html:?}");
    }
}
