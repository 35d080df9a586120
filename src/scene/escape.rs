//! Text as HTML and XML.

use std::fmt::Write as _;

/// Text for an element or an attribute of HTML or XML. Characters that XML forbids become the replacement character.
///
/// ```
/// assert_eq!(nn28::scene::escape::escape("a < \"b\" & c\0"), "a &lt; &quot;b&quot; &amp; c\u{fffd}");
/// ```
pub fn escape(text: &str) -> String {
    escape_also(text, "")
}

/// The same, with other characters as numeric references too.
///
/// ```
/// assert_eq!(nn28::scene::escape::escape_also("w_0 > 1", "_"), "w&#95;0 &gt; 1");
/// ```
pub fn escape_also(text: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if others.contains(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if c.is_control() => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
