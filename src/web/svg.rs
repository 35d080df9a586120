//! A screen as a drawing: letters as text, each run as wide as its columns; blocks, lines of boxes and braille as shapes, which no
//! font can shift.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::html::{self, rgb};
use crate::scene::colour::Rgb;
use crate::scene::escape::escape;
use crate::view::Theme;

type Pair = (usize, usize);

/// The width and the height of a cell, as in the pages.
const CELL: Pair = (7, 14);
/// The paper around the cells.
const MARGIN: usize = 14;

/// The drawing of a screen that was drawn with a theme.
pub fn drawing(buffer: &Buffer, theme: Theme) -> String {
    let area = buffer.area;
    let width = usize::from(area.width) * CELL.0 + 2 * MARGIN;
    let height = usize::from(area.height) * CELL.1 + 2 * MARGIN;
    let (paper, ink) = papers(theme);
    let (paper_hex, ink_hex) = (paper.hex(), ink.hex());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"DejaVu Sans Mono, monospace\" font-size=\"11.63\" fill=\"{ink_hex}\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{paper_hex}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\">\n",
    );
    for (y, row) in html::rows(buffer).enumerate() {
        line(row, y * CELL.1, (paper, ink), &mut svg);
    }
    svg + "</g>\n</svg>\n"
}

/// What a page of the book is printed on, and with.
fn papers(theme: Theme) -> (Rgb, Rgb) {
    match theme {
        Theme::Light => (Rgb(0xff, 0xff, 0xff), Rgb(0x20, 0x20, 0x20)),
        Theme::Dark | Theme::Plain => (Rgb(0x16, 0x19, 0x23), Rgb(0xbc, 0xbd, 0xd0)),
    }
}

/// The colours of a cell: of its symbol, and of the cell itself where that is not paper.
fn colours(cell: &Cell, (paper, ink): (Rgb, Rgb)) -> (Rgb, Option<Rgb>) {
    let (fg, bg) = (rgb(cell.fg), rgb(cell.bg));
    if cell.modifier.contains(Modifier::REVERSED) {
        (bg.unwrap_or(paper), Some(fg.unwrap_or(ink)))
    } else {
        (fg.unwrap_or(ink), bg)
    }
}

fn line(row: &[Cell], y: usize, papers: (Rgb, Rgb), svg: &mut String) {
    let look = |cell: &Cell| (colours(cell, papers), cell.modifier);
    let mut x = 0;
    for cells in row.chunk_by(|one, other| look(one) == look(other)) {
        let ((ink, ground), modifier) = look(&cells[0]);
        let wide = cells.len() * CELL.0;
        if let Some(ground) = ground {
            *svg += &rectangle((x, y), (wide, CELL.1), ground);
        }
        run(cells, (x, y), (ink, modifier), svg);
        x += wide;
    }
}

/// Cells of one look: letters side by side are one text, everything else is drawn by itself.
fn run(cells: &[Cell], (x, y): Pair, look: (Rgb, Modifier), svg: &mut String) {
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let corner = (x + at * CELL.0, y);
        if let Some(shape) = shape(cell.symbol(), corner, look.0) {
            *svg += &shape;
            at += 1;
            continue;
        }
        let plain = |cell: &&Cell| cell.symbol().is_ascii() && !cell.symbol().trim().is_empty();
        let rest = &cells[at..];
        let count = rest.iter().take_while(plain).count().max(1);
        let text: String = rest[..count].iter().map(Cell::symbol).collect();
        let columns = text.width().max(1);
        if !text.trim().is_empty() {
            *svg += &letters(&text, columns, corner, look);
        }
        at += columns;
    }
}

fn letters(text: &str, columns: usize, (x, y): Pair, (ink, look): (Rgb, Modifier)) -> String {
    let mut style = String::new();
    if look.contains(Modifier::BOLD) {
        style += " font-weight=\"bold\"";
    }
    if look.contains(Modifier::UNDERLINED) {
        style += " text-decoration=\"underline\"";
    }
    let (y, wide) = (y + 11, columns * CELL.0);
    let (ink, text) = (ink.hex(), escape(text));
    format!("<text x=\"{x}\" y=\"{y}\" textLength=\"{wide}\" fill=\"{ink}\"{style}>{text}</text>\n")
}

/// A block or braille, if the symbol is one.
fn shape(symbol: &str, (x, y): Pair, ink: Rgb) -> Option<String> {
    let mut letters = symbol.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let (wide, high) = CELL;
    Some(match letter {
        '█' => rectangle((x, y), CELL, ink),
        '▀' => rectangle((x, y), (wide, high / 2), ink),
        '▄' => rectangle((x, y + high / 2), (wide, high / 2), ink),
        '\u{2800}'..='\u{28ff}' => braille(letter as u32 - 0x2800, (x, y), ink),
        _ => return None,
    })
}

fn rectangle((x, y): Pair, (wide, high): Pair, ink: Rgb) -> String {
    let ink = ink.hex();
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{ink}\"/>\n")
}

/// The column and the row of each dot of braille, in the order of their bits: the lowest two came later.
const DOTS: [Pair; 8] = [
    (0, 0),
    (0, 1),
    (0, 2),
    (1, 0),
    (1, 1),
    (1, 2),
    (0, 3),
    (1, 3),
];

fn braille(dots: u32, (x, y): Pair, ink: Rgb) -> String {
    // In half pixels: a dot in the middle of its quarter of the cell.
    let half = |number: usize| number as f64 / 2.0;
    let dot = |(column, row): Pair| {
        let (across, down) = (2 * x + 3 + 7 * column, 2 * y + 3 + 7 * row);
        format!("M{} {}h0", half(across), half(down))
    };
    let is_set = |bit: &usize| dots & (1 << bit) != 0;
    let path: String = (0..8).filter(is_set).map(|bit| dot(DOTS[bit])).collect();
    if path.is_empty() {
        return path;
    }
    let ink = ink.hex();
    format!("<path d=\"{path}\" stroke=\"{ink}\" stroke-width=\"2\" stroke-linecap=\"round\"/>\n")
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn letters_are_text_and_blocks_are_shapes() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, "a<b ▀⠁α", Style::new());
        let svg = drawing(&buffer, Theme::Light);
        for wanted in [
            "textLength=\"21\" fill=\"#202020\">a&lt;b</text>",
            "<rect x=\"28\" y=\"0\" width=\"7\" height=\"7\"",
            "<path d=\"M36.5 1.5h0\"",
            "<text x=\"42\"",
        ] {
            assert!(svg.contains(wanted), "{wanted} in {svg}");
        }
    }
}
