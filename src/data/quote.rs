//! Words as a shell takes them.

use super::escaped;

/// Quotes a word of a command for the shells of the system that the program was built for, if it needs quotes.
pub fn quoted(word: &str) -> String {
    let for_shell = if cfg!(windows) {
        for_windows
    } else {
        for_posix
    };
    for_shell(word)
}

fn is_plain(word: &str, signs: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || signs.contains(c);
    !word.is_empty() && word.chars().all(plain)
}

fn for_posix(word: &str) -> String {
    if is_plain(word, "./_-+,") {
        word.to_owned()
    } else if escaped(word) != word {
        // What may not reach a terminal is spelt by its bytes.
        spelt(word)
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A word whose bytes are spelt, but for letters and signs of ASCII.
fn spelt(word: &str) -> String {
    let spelt = word.bytes().map(|byte| match byte {
        b'\'' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    });
    format!("$'{}'", spelt.collect::<String>())
}

/// A line of text whose quoted words have letters of ASCII alone, so that a command in it can be copied.
///
/// ```
/// use nn28::data::spelt_in_ascii;
/// assert_eq!(spelt_in_ascii("nn28 data '花 1.csv'"), r"nn28 data $'\xe8\x8a\xb1 1.csv'");
/// assert_eq!(spelt_in_ascii("it's 花 and 'a b'"), "it's 花 and 'a b'");
/// ```
pub fn spelt_in_ascii(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some(start) = rest.find(" '") {
        let (before, word) = rest.split_at(start + 1);
        out.push_str(before);
        let Some(end) = word[1..].find('\'') else {
            rest = word;
            break;
        };
        let (word, after) = word.split_at(end + 2);
        let inner = &word[1..=end];
        out.push_str(&if inner.is_ascii() {
            word.to_owned()
        } else {
            spelt(inner)
        });
        rest = after;
    }
    out + rest
}

/// Double quotes, which cmd and PowerShell share. What either of them replaces within such quotes stays as it is: `%name%` in cmd, `$name` in
/// PowerShell. Backslashes before a quote are doubled, as programs on Windows read them.
fn for_windows(word: &str) -> String {
    if is_plain(word, r"./_-+:\") {
        return word.to_owned();
    }
    let with_doubled_end = |part: &str| {
        let backslashes = part.len() - part.trim_end_matches('\\').len();
        format!("{part}{}", "\\".repeat(backslashes))
    };
    let word = escaped(word);
    let parts: Vec<String> = word.split('"').map(with_doubled_end).collect();
    format!("\"{}\"", parts.join("\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_as_each_shell_wants_it() {
        for (word, posix, windows) in [
            ("own/data-1.csv", "own/data-1.csv", "own/data-1.csv"),
            (r"C:\own\data.csv", r"'C:\own\data.csv'", r"C:\own\data.csv"),
            ("my data.csv", "'my data.csv'", r#""my data.csv""#),
            ("it's", r"'it'\''s'", r#""it's""#),
            (r"a folder\", r"'a folder\'", r#""a folder\\""#),
            (r#"say "so""#, r#"'say "so"'"#, r#""say \"so\"""#),
            ("-2,1", "-2,1", r#""-2,1""#),
            ("a&b", "'a&b'", r#""a&b""#),
            ("", "''", r#""""#),
            ("red \u{1b}", r"$'red \x1b'", r#""red \u{1b}""#),
        ] {
            assert_eq!([for_posix(word), for_windows(word)], [posix, windows]);
        }
    }
}
