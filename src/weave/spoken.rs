//! A formula in words, for those who hear the page.
//!
//! The registry's equations have a reading written by hand. This is for the small formulas within a line of text.

use std::fmt::Write as _;

/// The formula in plain words and signs.
///
/// ```
/// use nn28::weave::spoken::spoken;
/// assert_eq!(spoken(r"\frac{1}{1 + \exp(-a)}"), "1 over 1 + exp( minus a)");
/// assert_eq!(spoken(r"b = x \, w^{\mathsf{T}}"), "b equals x w transposed");
/// assert_eq!(spoken(r"w_0 x_0 \ge 0"), "w 0 x 0 is at least 0");
/// assert_eq!(spoken(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"), "the matrix 1 , 2 ; 3 , 4");
/// assert_eq!(spoken(r"\sum_{i=0}^{D} w_{ji} x_i"), "the sum over i from 0 to D of w ji x i");
/// ```
#[must_use]
pub fn spoken(tex: &str) -> String {
    let mut words = String::new();
    let tex = tex
        .replace(r"^{\mathsf{T}}", " transposed ")
        .replace(r"\begin{pmatrix}", " the matrix ")
        .replace(r"\end{pmatrix}", "")
        .replace(r" \\ ", " ; ")
        .replace('&', if tex.contains("pmatrix") { "," } else { "" });
    let mut rest = tex.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some((sum, after)) = sum(rest) {
            words.push_str(&sum);
            rest = after;
            continue;
        }
        let length = match first {
            '\\' => command_length(rest),
            _ => first.len_utf8(),
        };
        match first {
            '\\' => words.push_str(&command(&rest[1..length])),
            '-' => words.push_str(" minus "),
            '=' => words.push_str(" equals "),
            '_' | '{' => words.push(' '),
            // The two halves of a fraction stand as `}{`.
            '}' if rest[1..].starts_with('{') => words.push_str(" over "),
            '}' => {}
            '^' => words.push_str(" to the "),
            '\'' => words.push_str(" prime"),
            _ => words.push(first),
        }
        rest = &rest[length..];
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sum sign with its limits at the beginning of `tex`, in words, and what comes after it.
fn sum(tex: &str) -> Option<(String, &str)> {
    let mut rest = tex.strip_prefix(r"\sum")?;
    let mut words = " the sum over".to_owned();
    if let Some((below, after)) = group(rest, '_') {
        let (index, first) = below.split_once('=').unwrap_or((below, ""));
        let _ = write!(words, " {index}");
        if !first.is_empty() {
            let _ = write!(words, " from {}", spoken(first));
        }
        rest = after;
    }
    if let Some((above, after)) = group(rest, '^') {
        let _ = write!(words, " to {}", spoken(above));
        rest = after;
    }
    Some((format!("{words} of "), rest))
}

/// What stands in `_{…}` or `^{…}` at the beginning of `tex`, or in `_n`, and what comes after it.
fn group(tex: &str, sign: char) -> Option<(&str, &str)> {
    let rest = tex.strip_prefix(sign)?;
    match rest.strip_prefix('{') {
        Some(inside) => inside.split_once('}'),
        None => rest
            .char_indices()
            .nth(1)
            .map(|(end, _)| rest.split_at(end)),
    }
}

fn command_length(tex: &str) -> usize {
    let letters = tex[1..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .count();
    if letters > 0 {
        return 1 + letters;
    }
    1 + tex[1..].chars().next().map_or(0, char::len_utf8)
}

fn command(name: &str) -> String {
    let word = match name {
        "cdot" | "times" => "times",
        "odot" => "times, entry by entry,",
        "hat" => "hat",
        "cdots" | "ldots" | "dots" => "and so on",
        "ge" | "geq" => "is at least",
        "le" | "leq" => "is at most",
        "ne" | "neq" => "is not",
        "approx" => "is about",
        "in" => "is in",
        "to" => "to",
        "infty" => "infinity",
        "varepsilon" => "epsilon",
        "leftarrow" => "becomes",
        "partial" => "d",
        "lt" => "is less than",
        "gt" => "is greater than",
        "frac" | "mathbf" | "mathrm" | "text" | "left" | "right" | "quad" | "qquad" | "begin"
        | "end" => "",
        _ if name.chars().all(|letter| letter.is_ascii_alphabetic()) => name,
        _ => "",
    };
    if matches!(name, "exp" | "log" | "max") {
        word.to_owned()
    } else {
        format!(" {word} ")
    }
}
