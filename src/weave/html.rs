//! Text as HTML.

use std::fmt::Write as _;

/// Text that stands between tags, in Markdown as well: what Markdown would take for its own is written as an entity.
///
/// ```
/// use nn28::weave::html::text;
/// assert_eq!(text("w_0 < 1"), "w&#95;0 &lt; 1");
/// ```
#[must_use]
pub fn text(plain: &str) -> String {
    let mut out = String::new();
    for letter in plain.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' | '*' | '\\' | '|' | '[' | ']' | '`' | '~' | '$' | '{' | '}' | '"' | '\''
            | '\n' => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// Text inside the quotation marks of an attribute.
#[must_use]
pub fn attribute(plain: &str) -> String {
    plain
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        // A bar would part the cells of a Markdown table, a backtick would begin code.
        .replace('|', "&#124;")
        .replace('`', "&#96;")
        .replace('\n', " ")
}
