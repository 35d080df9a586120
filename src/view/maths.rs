//! TeX in two dimensions on a grid of characters, each piece in the colour of its letter.

pub(super) use super::block::Block;
use crate::scene::colour::SymbolColor;
use crate::scene::tex::{Kind, Tex, parse};

/// Digits and letters that have a raised form. A minus has none that could be told from a low one without colour.
const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺=⁼(⁽)⁾nⁿiⁱ";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

/// Lays out marked TeX. A power of ten is written as on all of the screen, 1.5e−9: with a row of its own for the exponent, all below would
/// move when a number becomes small.
pub(super) fn layout(tex: &str) -> Block {
    row(&parse(&tex.replace(r" \times 10^{", r"\text{e")), None)
}

fn row(pieces: &[Tex<'_>], color: Option<SymbolColor>) -> Block {
    let mut row = Row::default();
    row.sequence(pieces, color);
    row.block
}

/// Pieces beside each other, with one blank where several meet.
#[derive(Default)]
struct Row {
    block: Block,
    ends_blank: bool,
    /// True if a minus that follows is a sign between two terms.
    has_operand: bool,
}

impl Row {
    fn add(&mut self, block: Block) {
        self.block = std::mem::take(&mut self.block).beside(block);
        (self.ends_blank, self.has_operand) = (false, true);
    }

    fn text(&mut self, text: &str, color: Option<SymbolColor>) {
        self.add(Block::text(text, color));
    }

    fn blank(&mut self) {
        if !self.ends_blank {
            let has_operand = self.has_operand;
            self.text(" ", None);
            (self.ends_blank, self.has_operand) = (true, has_operand);
        }
    }

    /// A sign with a blank on both sides.
    fn sign(&mut self, sign: &str, color: Option<SymbolColor>) {
        self.blank();
        self.text(sign, color);
        self.blank();
        self.has_operand = false;
    }

    fn sequence(&mut self, pieces: &[Tex<'_>], color: Option<SymbolColor>) {
        self.has_operand = false;
        let mut pieces = pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece.kind {
                Kind::Symbol(_) => {
                    self.text(&piece.source[..1], color);
                    self.sequence(&piece.parts, color);
                    self.has_operand = true;
                }
                Kind::Char(c) => self.char(c, color),
                Kind::Group => self.sequence(&piece.parts, color),
                Kind::Script(_) => self.add(script(piece, color)),
                Kind::Command(name @ ("sum" | "prod")) => {
                    let is_limit = |piece: &&Tex<'_>| matches!(piece.kind, Kind::Script(_));
                    let limits = std::iter::from_fn(|| pieces.next_if(is_limit));
                    let sign = Block::text(if name == "sum" { "∑" } else { "∏" }, None);
                    self.add(limits.fold(sign, |sign, limit| with_limit(sign, limit, color)));
                }
                Kind::Command(name) => {
                    self.command(name, piece, color);
                    let is_blank = |next: &&Tex<'_>| next.kind == Kind::Char(' ');
                    if piece.parts.is_empty() && name != "log" {
                        pieces.next_if(is_blank);
                    }
                }
            }
        }
    }

    fn char(&mut self, c: char, color: Option<SymbolColor>) {
        let text = c.to_string();
        match c {
            ' ' => self.blank(),
            '+' | '-' if !self.has_operand => {
                self.text(&text, color);
                self.has_operand = false;
            }
            '+' | '-' | '=' | '<' | '>' => self.sign(&text, color),
            _ => {
                self.text(&text, color);
                self.has_operand = !matches!(c, '(' | ',');
            }
        }
    }

    fn command(&mut self, name: &str, piece: &Tex<'_>, color: Option<SymbolColor>) {
        match name {
            "ink" => {
                let letter = piece.text(0).chars().next();
                self.sequence(piece.argument(1), letter.and_then(SymbolColor::of_letter));
                self.has_operand = true;
            }
            "frac" => {
                let (above, below) = (row(piece.argument(0), color), row(piece.argument(1), color));
                let bar = "─".repeat(above.width().max(below.width()) + 2);
                self.add(Block::text(&bar, None).over(below).under(above));
            }
            "left" => {
                if let [opening, inside @ .., closing] = &piece.parts[..] {
                    let inside = row(inside, color);
                    let bracket = |sign: &str| Block::bracket(sign, inside.height());
                    let (left, right) = (bracket(opening.source), bracket(closing.text(0)));
                    self.add(left.beside(inside).beside(right));
                }
            }
            "text" => self.text(piece.text(0), color),
            "mathbf" => self.text(&bold(piece.text(0)), color),
            "cdot" => self.sign("·", None),
            "times" => self.sign("×", None),
            "approx" => self.sign("≈", None),
            "," | "quad" => self.blank(),
            _ => self.text(symbol(name), color),
        }
    }
}

/// The sign of a command, or its name.
fn symbol(name: &str) -> &str {
    match name {
        "alpha" => "α",
        "varepsilon" => "ε",
        "tau" => "τ",
        "partial" => "∂",
        "infty" => "∞",
        "cdots" => "⋯",
        name => name,
    }
}

fn bold(letters: &str) -> String {
    let bold = |c: char| match c {
        'a'..='z' => char::from_u32('𝐚' as u32 + (c as u32 - 'a' as u32)),
        'A'..='Z' => char::from_u32('𝐀' as u32 + (c as u32 - 'A' as u32)),
        _ => None,
    };
    letters.chars().map(|c| bold(c).unwrap_or(c)).collect()
}

/// A power or an index: in small signs, or a row above or below.
fn script(piece: &Tex<'_>, color: Option<SymbolColor>) -> Block {
    let is_raised = piece.kind == Kind::Script('^');
    let small = if is_raised { RAISED } else { LOWERED };
    let small = |c: char| small.chars().skip_while(|other| *other != c).nth(1);
    let signs: Option<String> = piece.text(0).chars().map(small).collect();
    if let Some(signs) = signs {
        return Block::text(&signs, color);
    }
    let block = row(piece.argument(0), color);
    let blank = Block::blank_like(&block);
    if is_raised {
        blank.under(block)
    } else {
        blank.over(block)
    }
}

/// A sign with a limit below or above it.
fn with_limit(sign: Block, limit: &Tex<'_>, color: Option<SymbolColor>) -> Block {
    let text = row(limit.argument(0), color);
    match limit.kind {
        Kind::Script('_') => sign.over(text),
        _ => sign.under(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation::{self, Context};
    use crate::scene::marks::{marked, plain};

    #[test]
    fn colours_change_nothing_but_the_colours() {
        let case = Context::worked_example();
        for entry in equation::all() {
            let symbols = entry.right.iter().map(|tex| marked(tex));
            for tex in symbols.chain((entry.numbers)(&case)) {
                let drawn = layout(&tex).to_string();
                assert_eq!(drawn, layout(&plain(&tex)).to_string(), "{tex}");
                assert!(!drawn.contains(['\\', '{', '}', '_']), "{drawn}");
            }
        }
    }

    #[test]
    fn signs_powers_indices_limits_and_brackets_keep_their_places() {
        for (tex, drawn) in [
            (r"\exp(-\ink{y}{a}) - 1", "exp(−a) − 1"),
            (r"\ink{w}{-2.0000} \cdot 0.5", "−2.0000 · 0.5"),
            ("x_{n-1}^2", "xₙ₋₁²"),
            (r"\frac{\ink{y}{a}}{2}", " a \n───\n 2 "),
            ("w_{10,2} x", "w     x\n 10,2  "),
            (r"2.5 \times 10^{-5}", "2.5e−5"),
            (r"\sum_{i=0}^{D} x_i", "  D     \n  ∑   xᵢ\ni = 0   "),
            (r"\left( \frac{a}{b} \right)", "⎛  a  ⎞\n⎜ ─── ⎟\n⎝  b  ⎠"),
            (r"E(\mathbf{w}, \mathbf{v}) \, h'", "E(𝐰, 𝐯) h'"),
        ] {
            assert_eq!(layout(tex).to_string(), drawn);
        }
    }

    #[test]
    fn broken_tex_is_laid_out_as_far_as_it_goes() {
        for tex in r"\frac|\frac{a|\left|\left(|\sum_|x^|}|{|\|".split('|') {
            let _ = layout(tex).to_string();
        }
    }
}
