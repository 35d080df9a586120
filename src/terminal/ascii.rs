//! The same screen in ASCII, for fonts, terminals and devices that have nothing else, or in the few letters of a console.
//!
//! A screen is drawn as usual, then every cell is translated. A sign stays one cell wide, so that nothing moves; where there are
//! blanks around it, some signs use them: → becomes ->, ✓ becomes ok, α becomes alpha. What only colours would tell is taken from the screen without colours.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::text::{Line, Span};

use super::{Depth, Screen};
use crate::scene::colour::Rgb;
use crate::view::{HitMap, Theme};

/// The letters that a terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Letters {
    #[default]
    All,
    /// ASCII and what the fonts of Linux's console have beside it: no braille, no heavy lines, no subscripts.
    Console,
    Ascii,
}

/// What the fonts of Linux's console have beside ASCII, whichever is loaded.
const CONSOLE: &str = "─│┌┐└┘├┤┬┴┼░▒▓█▀▄■▲◆○·°±²½←→↑↓≤≥≠";
/// Lines that a console has in a simpler form.
const SIMPLER: [[&str; 2]; 5] = [
    ["━╌┄╍┈", "─"],
    ["┃", "│"],
    ["╭╮╰╯", "┌┐└┘"],
    ["−⁻", "-"],
    ["●∙◐", "■·◆"],
];

/// Draws the signs of the screen without colours, in the colours of the theme.
pub(super) fn draw_signs(
    screen: &dyn Screen,
    theme: Theme,
    depth: Depth,
    area: Rect,
    buffer: &mut Buffer,
) -> HitMap {
    let mut plain = Buffer::empty(area);
    let hits = screen.draw(Theme::Plain, area, &mut plain);
    if theme != Theme::Plain {
        screen.draw(theme, area, buffer);
        for (cell, coloured) in plain.content.iter_mut().zip(&buffer.content) {
            if depth == Depth::Sixteen {
                colour_sign(cell, coloured);
            } else {
                colour(cell, coloured, theme);
            }
        }
    }
    *buffer = plain;
    hits
}

/// Translates every cell of a screen.
pub(super) fn translate(buffer: &mut Buffer, known: Letters) {
    for row in buffer
        .content
        .chunks_mut(usize::from(buffer.area.width).max(1))
    {
        let signs: Vec<char> = row.iter().map(|cell| first(cell.symbol())).collect();
        for (cell, letter) in row.iter_mut().zip(letters(&signs, known)) {
            cell.set_char(letter);
        }
    }
}

/// Colours a cell. If the coloured cell shows two dots, one above the other, the background becomes their mean.
fn colour(cell: &mut Cell, coloured: &Cell, theme: Theme) {
    let plain = cell.modifier;
    cell.set_style(coloured.style());
    cell.modifier |= plain & (Modifier::BOLD | Modifier::REVERSED);
    if let Some(mean) = mean_of_dots(coloured) {
        cell.set_style(theme.over(mean));
        cell.modifier = plain;
    }
}

/// Colours the sign of a cell and leaves its background alone: of 16 colours, few can be written on.
fn colour_sign(cell: &mut Cell, coloured: &Cell) {
    // A line of dots has one colour, whatever is under it.
    let mean = mean_of_dots(coloured);
    if mean.is_some() && first(cell.symbol()) == '●' {
        return;
    }
    if let Some(Rgb(r, g, b)) = mean {
        cell.fg = Color::Rgb(r, g, b);
    } else if coloured.bg == Color::Reset || has_hue(coloured.fg) {
        cell.fg = coloured.fg;
    }
    // Signs of a region stay dim, so that they are not taken for samples.
    let is_sign = mean.is_some() && !"░▒▓█".contains(first(cell.symbol()));
    if cell.fg != Color::Reset && !is_sign {
        cell.modifier.remove(Modifier::DIM);
    }
}

/// True for a colour that can be read on any background: no black, white or grey.
fn has_hue(color: Color) -> bool {
    matches!(color, Color::Rgb(r, g, b) if r.abs_diff(g).max(g.abs_diff(b)) > 40)
}

/// The mean of two dots in one cell, one above the other.
fn mean_of_dots(cell: &Cell) -> Option<Rgb> {
    match (cell.fg, cell.bg) {
        (Color::Rgb(r, g, b), Color::Rgb(s, h, c)) if "▀▄".contains(first(cell.symbol())) => {
            Some(Rgb(r.midpoint(s), g.midpoint(h), b.midpoint(c)))
        }
        _ => None,
    }
}

fn first(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(' ')
}

/// Printed lines in the letters that are known; each sign keeps its style.
pub fn lines(lines: &[Line<'_>], known: Letters) -> Vec<Line<'static>> {
    let translate = |line: &Line<'_>| {
        let signs = line.spans.iter().flat_map(|span| span.content.chars());
        let mut letters = letters(&signs.collect::<Vec<_>>(), known).into_iter();
        let spans = line.spans.iter().map(|span| {
            let count = span.content.chars().count();
            Span::styled(letters.by_ref().take(count).collect::<String>(), span.style)
        });
        Line::from(spans.collect::<Vec<_>>()).style(line.style)
    };
    lines.iter().map(translate).collect()
}

/// A text in the letters that are known.
///
/// ```
/// use nn28::terminal::{Letters, ascii::text};
/// assert_eq!(text("w₁₀ = 0.9454 → −½ · E²", Letters::Ascii), "w10 = 0.9454 ->-.5* E2");
/// assert_eq!(text("w₁₀ = 0.9454 → −½ · E²", Letters::Console), "w10 = 0.9454 → -½ · E²");
/// assert_eq!(text(" ✓ M 2      α 0.5  α", Letters::Ascii), "ok M 2  alpha 0.5  A");
/// ```
pub fn text(text: &str, known: Letters) -> String {
    let signs: Vec<char> = text.chars().collect();
    let rows = signs
        .split(|sign| *sign == '\n')
        .map(|row| letters(row, known));
    rows.collect::<Vec<_>>().join(&'\n').into_iter().collect()
}

/// Translates a row of signs into as many letters.
fn letters(signs: &[char], known: Letters) -> Vec<char> {
    match known {
        Letters::All => signs.to_vec(),
        Letters::Ascii => in_ascii(signs),
        Letters::Console => {
            let simple = |sign: &char| counterpart(&SIMPLER, *sign).unwrap_or(*sign);
            let simple: Vec<char> = signs.iter().map(simple).collect();
            // A sign that is kept takes no blank behind it.
            let others: Vec<char> = simple
                .iter()
                .map(|sign| if CONSOLE.contains(*sign) { '.' } else { *sign })
                .collect();
            let kept = simple.iter().zip(in_ascii(&others));
            let keep = |(sign, letter): (&char, char)| {
                if CONSOLE.contains(*sign) {
                    *sign
                } else {
                    letter
                }
            };
            kept.map(keep).collect()
        }
    }
}

/// The letter below a sign. The last letter of a row is that of all further signs.
fn counterpart(rows: &[[&str; 2]], sign: char) -> Option<char> {
    rows.iter().find_map(|[signs, letters]| {
        let position = signs.chars().position(|one| one == sign)?;
        letters.chars().nth(position).or(letters.chars().last())
    })
}

fn in_ascii(signs: &[char]) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(signs.len());
    while let Some(sign) = signs.get(letters.len()).copied() {
        let position = letters.len();
        let at = |offset: isize| signs.get(position.wrapping_add_signed(offset)).copied();
        let is_blank = |offset: isize| at(offset).is_none_or(|sign| sign == ' ');
        let is_alone = is_blank(-1) && is_blank(1);
        if let Some((_, word)) = WORDS.iter().find(|(one, _)| *one == sign)
            && is_blank(1)
            && has_room(&letters, word.len())
        {
            letters.truncate(position + 1 - word.len());
            letters.extend(word.chars());
            continue;
        }
        let is_large = position > 0 && [-2, -1, 2].into_iter().all(is_blank);
        if sign == '∑' && is_large && at(1) == Some(' ') {
            letters.pop();
            letters.extend("SUM".chars());
            continue;
        }
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

/// True if the last letter of a word can be the next one, with a blank before the word.
fn has_room(letters: &[char], word: usize) -> bool {
    let mut before = letters.iter().rev().take(word);
    letters.len() + 1 >= word && before.all(|letter| *letter == ' ')
}

/// Signs that a word shows better, where there are blanks before it.
const WORDS: [(char, &str); 3] = [('α', "alpha"), ('ε', "eps"), ('✓', "ok")];

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
    ["━═▋▊▉▅▆▇", "="],
    ["│┃⎜⎟⎢⎥", "|"],
    ["╭╮╯╰┌┐└┘├┤┬┴┼⁺₊▒", "+"],
    ["╌·…⋯", "."],
    ["╍┈⋮░", ":"],
    ["┄≈∝∼", "~"],
    ["○∘⊙°", "o"],
    ["╴▁▂▃▄▓█▀˗⎛⎠⎝⎞⎡⎣⎤⎦▴▾", r#"_____%#",//\\[[]]/\"#],
    ["■▲↑◆●×◉✓✗≡√∞≠◐", "s^^d*x@YXEVI#+"],
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
        _ => counterpart(&LETTERS, sign).unwrap_or('?'),
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
