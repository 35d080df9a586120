//! The same screen in the letters of a typewriter: for fonts, terminals and devices that have no others.
//!
//! A screen is drawn as ever, and every cell then goes through one table. A sign stays one letter wide, so that nothing moves; where a
//! blank follows it, some take that as well: → becomes ->. What colours alone would tell is taken from the screen without colours.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::text::{Line, Span};

use super::Screen;
use crate::scene::colour::Rgb;
use crate::view::{HitMap, Theme};

/// Draw a screen in ASCII: the signs of the screen without colours, in the colours of the theme.
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

/// Give a cell without colours those of another. Of two dots in one cell, one above the other, the ground becomes their mean.
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
#[must_use]
pub fn lines(lines: &[Line<'_>]) -> Vec<Line<'static>> {
    lines.iter().map(line).collect()
}

fn line(line: &Line<'_>) -> Line<'static> {
    let signs: Vec<char> = line
        .spans
        .iter()
        .flat_map(|span| span.content.chars())
        .collect();
    let mut letters = letters(&signs).into_iter();
    let spans = line.spans.iter().map(|span| {
        let count = span.content.chars().count();
        Span::styled(letters.by_ref().take(count).collect::<String>(), span.style)
    });
    Line::from(spans.collect::<Vec<_>>()).style(line.style)
}

/// A text in ASCII, line by line.
///
/// ```
/// use nn28::terminal::ascii::text;
/// assert_eq!(text("w₁₀ = 0.9454 → −½ · E²"), "w10 = 0.9454 ->-.5* E2");
/// ```
#[must_use]
pub fn text(text: &str) -> String {
    let rows = text.split('\n').map(|row| {
        let signs: Vec<char> = row.chars().collect();
        letters(&signs).into_iter().collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// A row of signs in as many letters.
fn letters(signs: &[char]) -> Vec<char> {
    let at = |place: Option<usize>| place.and_then(|place| signs.get(place)).copied();
    let blank = |place: Option<usize>| at(place).is_none_or(|sign| sign == ' ');
    let mut letters: Vec<char> = Vec::with_capacity(signs.len());
    while let Some(sign) = signs.get(letters.len()).copied() {
        let place = letters.len();
        let (before, after) = (place.checked_sub(1), Some(place + 1));
        let has_room = at(after) == Some(' ');
        let stands_alone = blank(before) && blank(after);
        match pair(sign) {
            Some(pair) if has_room && (stands_alone || !"→←".contains(sign)) => {
                letters.extend(pair);
            }
            // Between two factors it multiplies; elsewhere it is a dot.
            _ if sign == '·' && stands_alone => {
                let factors = !blank(place.checked_sub(2)) && !blank(Some(place + 2));
                letters.push(if factors { '*' } else { '.' });
            }
            _ => letters.push(letter(sign)),
        }
    }
    letters
}

/// The two letters that say it better than one, where there is room for them.
fn pair(sign: char) -> Option<[char; 2]> {
    Some(match sign {
        '→' => ['-', '>'],
        '←' => ['<', '-'],
        '≤' => ['<', '='],
        '≥' => ['>', '='],
        '≠' => ['!', '='],
        '±' => ['+', '-'],
        '∞' => ['o', 'o'],
        '½' => ['.', '5'],
        '²' => ['^', '2'],
        '³' => ['^', '3'],
        _ => return None,
    })
}

/// The letter for a sign.
fn letter(sign: char) -> char {
    const TABLE: &[(&str, char)] = &[
        // Rules and boxes: heavy ones double, broken ones dotted.
        ("─–—−⁻₋‐‑", '-'),
        ("˗", ','),
        ("━═", '='),
        ("│┃⎜⎟⎢⎥", '|'),
        ("╭╮╯╰┌┐└┘├┤┬┴┼⁺₊", '+'),
        ("╌·…⋯", '.'),
        ("╍┈⋮░", ':'),
        ("┄≈∝∼", '~'),
        ("╴", '_'),
        ("⎛⎠", '/'),
        ("⎝⎞", '\\'),
        ("⎡⎣", '['),
        ("⎤⎦", ']'),
        // Shades and bars.
        ("▒", '+'),
        ("▓", '%'),
        ("█", '#'),
        ("▏▎▍▌", '-'),
        ("▋▊▉", '='),
        ("≡", 'E'),
        ("▀", '"'),
        ("▄", '_'),
        // Signs of classes, points and verdicts.
        ("○∘⊙°", 'o'),
        ("■", 's'),
        ("▲↑", '^'),
        ("◆", 'd'),
        ("●", '*'),
        ("×", 'x'),
        ("◉", '@'),
        ("✓", 'Y'),
        ("✗", 'X'),
        ("▸›→≥", '>'),
        ("‹←≤", '<'),
        ("↓", 'v'),
        ("≠", '#'),
        ("“”", '"'),
        ("‘’′", '\''),
        ("⁾₎", ')'),
        ("⁽₍", '('),
        ("√", 'V'),
        ("∞", 'I'),
        // Greek.
        ("α", 'A'),
        ("β", 'B'),
        ("ε", 'e'),
        ("é", 'e'),
        ("λ", 'l'),
        ("µμ", 'u'),
        ("σ", 's'),
        ("Σ∑", 'S'),
        ("Π∏", 'P'),
        ("τ", 't'),
        ("Δ", 'D'),
        ("∂δ", 'd'),
        // Low and high letters.
        ("ₐᵃ", 'a'),
        ("ᵇ", 'b'),
        ("ᶜ", 'c'),
        ("ᵈ", 'd'),
        ("ₑᵉ", 'e'),
        ("ₕʰ", 'h'),
        ("ᵢⁱ", 'i'),
        ("ⱼʲ", 'j'),
        ("ₖᵏ", 'k'),
        ("ₗˡ", 'l'),
        ("ₘᵐ", 'm'),
        ("ₙⁿ", 'n'),
        ("ₒᵒ", 'o'),
        ("ₚᵖ", 'p'),
        ("ᵣʳ", 'r'),
        ("ₛˢ", 's'),
        ("ₜᵗ", 't'),
        ("ᵤᵘ", 'u'),
        ("ᵥᵛ", 'v'),
        ("ₓˣ", 'x'),
        ("ʸ", 'y'),
        ("ᵀ", 'T'),
    ];
    let digit = |zero: u32| char::from(b'0' + (sign as u32 - zero) as u8);
    match sign {
        ' '..='~' => sign,
        '⁴'..='⁹' => digit('⁰' as u32),
        '₀'..='₉' => digit('₀' as u32),
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '\u{2800}'..='\u{28ff}' => dots((sign as u32 - 0x2800) as u8),
        // Bold letters, of vectors and matrices.
        '\u{1d400}'..='\u{1d419}' => char::from(b'A' + (sign as u32 - 0x1d400) as u8),
        '\u{1d41a}'..='\u{1d433}' => char::from(b'a' + (sign as u32 - 0x1d41a) as u8),
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        _ => TABLE
            .iter()
            .find(|(signs, _)| signs.contains(sign))
            .map_or('?', |(_, letter)| *letter),
    }
}

/// The stroke that runs as the dots of a cell do: flat, steep, up, down, or too thick to tell.
fn dots(bits: u8) -> char {
    const LEFT: [u8; 4] = [0x01, 0x02, 0x04, 0x40];
    const RIGHT: [u8; 4] = [0x08, 0x10, 0x20, 0x80];
    let rows = |column: [u8; 4]| -> Vec<f64> {
        let set = (0..4).filter(|row| bits & column[*row] != 0);
        set.map(|row| row as f64).collect()
    };
    let mean = |rows: &[f64]| rows.iter().sum::<f64>() / rows.len() as f64;
    let (left, right) = (rows(LEFT), rows(RIGHT));
    match (left.as_slice(), right.as_slice()) {
        ([], []) => ' ',
        ([row], []) | ([], [row]) => {
            if *row < 2.0 {
                '\''
            } else {
                '.'
            }
        }
        (column, []) | ([], column) => {
            if column.len() > 2 {
                '|'
            } else {
                ':'
            }
        }
        _ if bits.count_ones() > 5 => '#',
        (left, right) => match (mean(left), mean(right)) {
            (one, other) if one + 0.9 < other => '\\',
            (one, other) if other + 0.9 < one => '/',
            _ if bits.count_ones() > 3 => '=',
            (one, other) if one + other > 5.0 => '_',
            _ => '-',
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_takes_a_blank_that_follows_it_and_never_more() {
        for (signs, letters) in [
            ("w ← w − α", "w <-w - A"),
            ("↑↓ number  ←→ change", "^v number  <> change"),
            ("x₀ · 2  ·  3", "x0 * 2  .  3"),
            ("(t − y)² + 1", "(t - y)^2+ 1"),
            ("u²", "u2"),
            ("where y = ½", "where y = ?"),
            ("神", "?"),
        ] {
            assert_eq!(text(signs), letters);
            assert_eq!(signs.chars().count(), letters.chars().count());
        }
    }

    #[test]
    fn dots_become_strokes() {
        let drawn: String = "⠀⠉⠒⣀⠑⠊⡇⢸⠁⡀⣿⠶⠢⠔".chars().map(letter).collect();
        assert_eq!(drawn, " --_\\/||'.#=\\/");
    }
}
