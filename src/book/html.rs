//! Text as HTML.

use std::fmt::Write as _;

use crate::scene::escape::escape_also;

/// Text that stands between tags, in Markdown as well: what Markdown would take for its own is written as an entity.
///
/// ```
/// use nn28::book::html::text;
/// assert_eq!(text("w_0 < 1"), "w&#95;0 &lt; 1");
/// ```
#[must_use]
pub fn text(plain: &str) -> String {
    escape_also(plain, "_*\\|[]`~${}\"'\n")
}

/// A sentence with letters such as `w_0`, whose index is set below the line.
///
/// ```
/// use nn28::book::html::sentence;
/// assert_eq!(sentence("E_n & w_ji."), "E<sub>n</sub> &amp; w<sub>ji</sub>.");
/// ```
#[must_use]
pub fn sentence(plain: &str) -> String {
    let mut pieces = plain.split('_');
    let mut out = text(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(piece.len());
        let (index, rest) = piece.split_at(end);
        let _ = write!(out, "<sub>{}</sub>{}", text(index), text(rest));
    }
    out
}

/// Text inside the quotation marks of an attribute.
#[must_use]
pub fn attribute(plain: &str) -> String {
    // A bar would part the cells of a Markdown table, a backtick would begin code.
    escape_also(&plain.replace('\n', " "), "|`")
}
