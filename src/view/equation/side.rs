//! A side of an equation in rows of a width: broken before signs, and a fraction that is too wide with a stroke.

use super::writer::{Lines, Writer};
use crate::scene::tex::{Kind, rewritten};
use crate::view::maths::{Block, layout};

/// The width of a sign between two sides, with the blanks around it.
pub const SIGN: usize = 3;

/// A right side after its sign, in line with the first, which alone has the left side before it.
pub struct Side<'a> {
    pub left: Block,
    pub sign: &'a str,
    pub right: &'a str,
    /// True if all its fractions stand in one row.
    pub is_flat: bool,
}

impl Side<'_> {
    fn alone(&self, right: &str) -> Block {
        layout(&format!(r"\,{}\,", self.sign)).beside(layout(right))
    }

    fn whole(&self) -> Block {
        self.left.clone().beside(self.alone(self.right))
    }

    /// True if both sides fit beside each other, broken no worse than the right one alone would be.
    pub fn fits(&self, width: usize) -> bool {
        let whole = strain(&self.whole(), width, self.left.width() + SIGN);
        let alone = || strain(&self.alone(self.right), width, SIGN);
        whole == 0 || whole < i32::MAX && whole <= alone()
    }

    /// Both sides, or the right one alone where they do not fit beside each other; a fraction that is still too wide in one row.
    pub fn lines(&self, writer: &Writer<'_>, most: usize) -> Lines {
        let width = writer.width;
        if self.is_flat {
            let whole = self.left.clone().beside(self.alone(&flat(self.right, 0)));
            return writer.broken(whole, self.left.width() + SIGN, most);
        }
        if self.fits(width) {
            return writer.broken(self.whole(), self.left.width() + SIGN, most);
        }
        let mut right = self.alone(self.right);
        if strain(&right, width, SIGN) == i32::MAX {
            right = self.alone(&flat(self.right, width.saturating_sub(SIGN)));
        }
        writer.broken(right, SIGN, most)
    }
}

/// The badness of breaking a block: 0 between terms, more within them, most of all if it does not fit even so.
fn strain(block: &Block, width: usize, indent: usize) -> i32 {
    let (pieces, worst) = block.clone().broken(width, indent.min(width / 3));
    let fits = pieces.iter().all(|piece| piece.width() <= width);
    if fits { worst } else { i32::MAX }
}

/// Fractions that are wider than the room, with a stroke instead of a bar.
fn flat(tex: &str, room: usize) -> String {
    let bracket = |tex: &str| match tex.find(' ') {
        Some(_) => format!("({tex})"),
        None => tex.to_owned(),
    };
    rewritten(tex, &|piece| {
        if piece.kind != Kind::Command("frac") {
            return None;
        }
        if layout(piece.source).width() <= room {
            return Some(piece.source.to_owned());
        }
        let (above, below) = (bracket(piece.text(0)), bracket(piece.text(1)));
        Some(format!(r"{above}\,\text{{/}}\,{below}"))
    })
}
