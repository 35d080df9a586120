//! A formula in words, for those who hear the page.
//!
//! The registry's equations have a reading written by hand. This is for the small formulas within a line of text.

/// The formula in plain words and signs.
///
/// ```
/// use nn28::weave::spoken::spoken;
/// assert_eq!(spoken(r"\frac{1}{1 + \exp(-a)}"), "1 over 1 + exp( minus a)");
/// assert_eq!(spoken(r"b = x \, w^{\mathsf{T}}"), "b equals x w transposed");
/// assert_eq!(spoken(r"w_0 x_0 \ge 0"), "w 0 x 0 is at least 0");
/// ```
#[must_use]
pub fn spoken(tex: &str) -> String {
    let mut words = String::new();
    let tex = tex.replace(r"^{\mathsf{T}}", " transposed ");
    let mut rest = tex.as_str();
    while let Some(first) = rest.chars().next() {
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
            '}' | '&' => {}
            '^' => words.push_str(" to the "),
            '\'' => words.push_str(" prime"),
            _ => words.push(first),
        }
        rest = &rest[length..];
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
        "sum" => "the sum",
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
