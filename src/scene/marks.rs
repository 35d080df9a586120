//! Which letter has which colour: `\ink{w}{…}` marks a piece of TeX as belonging to w.
//!
//! The registry's TeX is plain, and its symbols are marked here. The numbers that replace them are marked where they are written.

use super::colour::SymbolColor;
use super::tex::{Kind, Tex, outermost, rewritten};

/// The TeX with every coloured letter, together with its index, marked.
pub fn marked(tex: &str) -> String {
    rewritten(tex, &|piece| {
        let letter = match piece.kind {
            Kind::Symbol(letter) => Some(letter),
            Kind::Command("mathbf") => Some(piece.text(0).chars().next()?),
            Kind::Command("text" | "begin" | "end") => None,
            _ => return None,
        };
        Some(match letter.and_then(SymbolColor::of_letter) {
            Some(color) => format!("\\ink{{{}}}{{{}}}", color.letter(), piece.source),
            None => piece.source.to_owned(),
        })
    })
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// TeX without a colour.
    Plain(&'a str),
    /// TeX in the colour of a letter.
    Colored(char, &'a str),
}

/// Marked TeX in pieces. Marks do not nest.
pub fn pieces(tex: &str) -> Vec<Piece<'_>> {
    let (mut out, mut done) = (Vec::new(), 0);
    for (range, (letter, body)) in outermost(tex, &mark) {
        out.extend([
            Piece::Plain(&tex[done..range.start]),
            Piece::Colored(letter, body),
        ]);
        done = range.end;
    }
    out.push(Piece::Plain(&tex[done..]));
    out.retain(|piece| *piece != Piece::Plain(""));
    out
}

/// The TeX without its marks, as any TeX program reads it.
pub fn plain(tex: &str) -> String {
    rewritten(tex, &|piece| mark(piece).map(|(_, body)| body.to_owned()))
}

/// The letter of a mark's color, and its body.
fn mark<'a>(piece: &Tex<'a>) -> Option<(char, &'a str)> {
    let is_mark = piece.kind == Kind::Command("ink") && piece.parts.len() == 2;
    let letter = piece.text(0).chars().next().filter(|_| is_mark)?;
    let color = SymbolColor::of_letter(letter);
    Some((color.map_or(letter, SymbolColor::letter), piece.text(1)))
}
