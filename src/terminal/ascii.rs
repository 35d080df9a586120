//! The same screen in ASCII, for fonts, terminals and devices that have nothing else.
//!
//! A screen is drawn as usual, then every cell is translated. A sign stays one cell wide, so that nothing moves; if a blank follows it,
//! some signs use both cells: → becomes ->. What only colours would tell is taken from the screen without colours.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::text::{Line, Span};

use super::Screen;
use crate::scene::colour::Rgb;
use crate::view::{HitMap, Theme};

/// Draws a screen in ASCII: the signs of the screen without colours, in the colours of the theme.
pub(super) fn draw(screen: &dyn Screen, theme: Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut plain = Buffer::empty(area);
    let hits = screen.draw(Theme::Plain, area, &mut plain);
    if theme != Theme::Plain {
        screen.draw(theme, area, buffer);
        for (cell, coloured) in plain.content.iter_mut().zip(&buffer.content) {
            colour(cell, coloured, theme);
        }
    }
    for row in plain.content.chunks_mut(usize::from(area.width).max(1)) {
        let signs: Vec<char> = row.iter().map(|cell| first(cell.symbol())).collect();
        for (cell, letter) in row.iter_mut().zip(letters(&signs)) {
            cell.set_char(letter);
        }
    }
    *buffer = plain;
    hits
}

/// Colours a cell. If the coloured cell shows two dots, one above the other, the background becomes their mean.
fn colour(cell: &mut Cell, coloured: &Cell, theme: Theme) {
    let plain = cell.modifier;
    cell.set_style(coloured.style());
    cell.modifier |= plain & (Modifier::BOLD | Modifier::REVERSED);
    if let (Color::Rgb(r, g, b), Color::Rgb(s, h, c)) = (coloured.fg, coloured.bg)
        && "▀▄".contains(first(coloured.symbol()))
    {
        let mean = Rgb(r.midpoint(s), g.midpoint(h), b.midpoint(c));
        cell.set_style(theme.over(mean));
        cell.modifier = plain;
    }
}

fn first(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(' ')
}

/// Printed lines in ASCII; each sign keeps its style.
pub fn lines(lines: &[Line<'_>]) -> Vec<Line<'static>> {
    let translate = |line: &Line<'_>| {
        let signs = line.spans.iter().flat_map(|span| span.content.chars());
        let mut letters = letters(&signs.collect::<Vec<_>>()).into_iter();
        let spans = line.spans.iter().map(|span| {
            let count = span.content.chars().count();
            Span::styled(letters.by_ref().take(count).collect::<String>(), span.style)
        });
        Line::from(spans.collect::<Vec<_>>()).style(line.style)
    };
    lines.iter().map(translate).collect()
}

/// A text in ASCII.
///
/// ```
/// use nn28::terminal::ascii::text;
/// assert_eq!(text("w₁₀ = 0.9454 → −½ · E²"), "w10 = 0.9454 ->-.5* E2");
/// ```
pub fn text(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let rows = signs.split(|sign| *sign == '\n').map(letters);
    rows.collect::<Vec<_>>().join(&'\n').into_iter().collect()
}

/// Translates a row of signs into as many letters.
fn letters(signs: &[char]) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(signs.len());
    while let Some(sign) = signs.get(letters.len()).copied() {
        let position = letters.len();
        let at = |offset: isize| signs.get(position.wrapping_add_signed(offset)).copied();
        let is_blank = |offset: isize| at(offset).is_none_or(|sign| sign == ' ');
        let is_alone = is_blank(-1) && is_blank(1);
        match PAIRS.iter().find(|(pair, _)| *pair == sign) {
            Some((_, pair)) if at(1) == Some(' ') && (is_alone || !"→←".contains(sign)) => {
                letters.extend(pair.chars());
            }
            // Between two factors it multiplies; elsewhere it is a dot.
            _ if sign == '·' && is_alone && !is_blank(-2) && !is_blank(2) => letters.push('*'),
            _ => letters.push(letter(sign)),
        }
    }
    letters
}

/// Signs that two letters show better than one.
const PAIRS: [(char, &str); 10] = [
    ('→', "->"),
    ('←', "<-"),
    ('≤', "<="),
    ('≥', ">="),
    ('≠', "!="),
    ('±', "+-"),
    ('∞', "oo"),
    ('½', ".5"),
    ('²', "^2"),
    ('³', "^3"),
];

/// Signs, and below each its letter. The last letter of a row is that of all further signs.
const LETTERS: [[&str; 2]; 16] = [
    ["─–—−⁻₋‐‑▏▎▍▌", "-"],
    ["━═▋▊▉", "="],
    ["│┃⎜⎟⎢⎥", "|"],
    ["╭╮╯╰┌┐└┘├┤┬┴┼⁺₊▒", "+"],
    ["╌·…⋯", "."],
    ["╍┈⋮░", ":"],
    ["┄≈∝∼", "~"],
    ["○∘⊙°", "o"],
    ["╴▄▓█▀˗⎛⎠⎝⎞⎡⎣⎤⎦", r#"__%#",//\\[[]]"#],
    ["■▲↑◆●×◉✓✗≡√∞≠", "s^^d*x@YXEVI#"],
    ["▸›→≥‹←≤↓⁾₎⁽₍“”‘’′", r#">>>><<<v))((""'''"#],
    ["αβεéλµμσΣ∑Π∏τΔ∂δ", "ABeeluusSSPPtDdd"],
    ["⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"],
    ["₀₁₂₃₄₅₆₇₈₉", "0123456789"],
    ["ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx"],
    [
        "ᵃᵇᶜᵈᵉʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛˣʸᵀ\u{a0}\u{2009}\u{202f}",
        "abcdehijklmnoprstuvxyT ",
    ],
];

fn letter(sign: char) -> char {
    match sign {
        ' '..='~' => sign,
        '\u{2800}'..='\u{28ff}' => stroke((sign as u32 - 0x2800) as u8),
        // Bold letters, of vectors and matrices.
        '\u{1d400}'..='\u{1d419}' => char::from(b'A' + (sign as u32 - 0x1d400) as u8),
        '\u{1d41a}'..='\u{1d433}' => char::from(b'a' + (sign as u32 - 0x1d41a) as u8),
        _ => {
            let found = LETTERS.iter().find_map(|[signs, letters]| {
                let position = signs.chars().position(|one| one == sign)?;
                letters.chars().nth(position).or(letters.chars().last())
            });
            found.unwrap_or('?')
        }
    }
}

/// The stroke that runs like the dots of a braille cell: flat, steep, up, down, or too thick to tell.
fn stroke(dots: u8) -> char {
    // The number of dots in a column, and their mean row.
    let column = |dots_of_rows: [u8; 4]| {
        let rows = (0..4).filter(|row| dots & dots_of_rows[*row] != 0);
        let count = rows.clone().count();
        (count, rows.sum::<usize>() as f64 / count as f64)
    };
    let (left, from) = column([0x01, 0x02, 0x04, 0x40]);
    let (right, to) = column([0x08, 0x10, 0x20, 0x80]);
    match (left, right) {
        (0, 0) => ' ',
        (1, 0) | (0, 1) if dots & 0x1b != 0 => '\'',
        (1, 0) | (0, 1) => '.',
        (2, 0) | (0, 2) => ':',
        (_, 0) | (0, _) => '|',
        (left, right) if left + right > 5 => '#',
        _ if from + 0.9 < to => '\\',
        _ if to + 0.9 < from => '/',
        (left, right) if left + right > 3 => '=',
        _ if from + to > 5.0 => '_',
        _ => '-',
    }
}
