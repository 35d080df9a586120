//! Text as HTML.

use std::fmt::Write as _;

use crate::scene::escape::escape_also;

/// Text between tags or inside the quotation marks of an attribute, also within Markdown, whose signs become entities.
pub(super) fn escape(plain: &str) -> String {
    escape_also(plain, "_*\\|[]`~${}\"'\n")
}

/// A sentence in which the index of a letter such as `w_0` becomes a subscript.
pub(super) fn sentence(plain: &str) -> String {
    let mut pieces = plain.split('_');
    let mut out = escape(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(piece.len());
        let (index, rest) = piece.split_at(end);
        let _ = write!(out, "<sub>{}</sub>{}", escape(index), escape(rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_become_entities_and_indices_subscripts() {
        assert_eq!(escape("w_0 < 1"), "w&#95;0 &lt; 1");
        assert_eq!(
            sentence("E_n & w_ji."),
            "E<sub>n</sub> &amp; w<sub>ji</sub>."
        );
    }
}
