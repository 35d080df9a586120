//! As much of Rust as is needed to find a function in a file that somebody is writing: comments, strings and brackets.

use std::ops::Range;

/// A word, a number or a sign of a text, outside of comments.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    place: Range<usize>,
}

/// A function at the margin of a file, by places in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// Where the name is written.
    pub name_at: Range<usize>,
    /// From the first word of the signature to the last bracket.
    pub whole: Range<usize>,
    /// Between the brackets of the body.
    pub body: Range<usize>,
    /// False if a curly bracket is missing, or if there is one too many.
    pub is_balanced: bool,
}

impl Function {
    /// The number of its first line and of its last, from 1.
    pub fn lines(&self, text: &str) -> (usize, usize) {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        (line(self.whole.start), line(self.whole.end))
    }

    /// True if it does nothing but say that it is to be written.
    pub fn is_blank(&self, text: &str) -> bool {
        let body = &text[self.body.clone()];
        let mut words = tokens(body).into_iter().map(|token| &body[token.place]);
        words.next() == Some("todo") && words.next() == Some("!") && body.trim().ends_with(')')
    }

    /// The text without blanks, ends of lines and comments, as one number in eight digits (FNV-1a).
    pub fn hash(&self, text: &str) -> String {
        let whole = &text[self.whole.clone()];
        let words = tokens(whole).into_iter().map(|token| &whole[token.place]);
        let bytes = words.flat_map(|word| word.bytes().chain([b' ']));
        let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        format!("{hash:08x}")
    }

    /// The words of its body, outside of comments.
    pub fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let body = &text[self.body.clone()];
        tokens(body)
            .into_iter()
            .map(|token| &body[token.place])
            .collect()
    }
}

/// The functions at the margin of a text. One whose last bracket is missing ends where the next one begins, at the margin.
pub fn functions(text: &str) -> Vec<Function> {
    let words = Words {
        text,
        tokens: tokens(text),
    };
    let (mut found, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while at < words.tokens.len() {
        match words.get(at) {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            "fn" if depth == 0 || words.is_item(at) => {
                depth = 0;
                if let Some((function, last)) = words.function(at) {
                    found.push(function);
                    at = last;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The words of a text, by their numbers.
struct Words<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Words<'a> {
    fn get(&self, at: usize) -> &'a str {
        let token = self.tokens.get(at);
        token.map_or("", |token| &self.text[token.place.clone()])
    }

    /// The first word of the item whose word `fn` this is.
    fn first(&self, at: usize) -> usize {
        let is_before = |word: &str| matches!(word, "pub" | "const" | "async" | "extern");
        let before = (0..at).rev().take_while(|at| is_before(self.get(*at)));
        before.last().unwrap_or(at)
    }

    /// True if a word `fn` begins an item at the margin.
    fn is_item(&self, at: usize) -> bool {
        let start = self.tokens[self.first(at)].place.start;
        self.get(at) == "fn" && (start == 0 || self.text[..start].ends_with(['\n', '\u{feff}']))
    }

    /// The function whose word `fn` this is, and the last word of it.
    fn function(&self, at: usize) -> Option<(Function, usize)> {
        let is_name = |c: char| c.is_alphabetic() || c == '_';
        let name = self.tokens.get(at + 1)?.place.clone();
        if !self.text[name.clone()].starts_with(is_name) {
            return None;
        }
        let count = self.tokens.len();
        let next = (at + 1..count).find(|at| self.is_item(*at));
        let end = next.map_or(count, |next| self.first(next));
        let open = (at..end).find(|at| self.get(*at) == "{")?;
        let mut depth = 0;
        let close = (open..end).find(|at| {
            depth += i32::from(self.get(*at) == "{") - i32::from(self.get(*at) == "}");
            depth == 0
        });
        let last = close.unwrap_or(end - 1);
        let body_end = match close {
            Some(close) => self.tokens[close].place.start,
            None => self.tokens[last].place.end,
        };
        // A bracket too many belongs to what is before it.
        let surplus = (last + 1..end).take_while(|at| self.get(*at) == "}");
        let surplus = surplus.last();
        let last = surplus.unwrap_or(last);
        let function = Function {
            name: self.text[name.clone()].to_owned(),
            name_at: name,
            whole: self.tokens[self.first(at)].place.start..self.tokens[last].place.end,
            body: self.tokens[open].place.end..body_end.max(self.tokens[open].place.end),
            is_balanced: close.is_some() && surplus.is_none(),
        };
        Some((function, last))
    }
}

/// The function of a name.
pub fn find(text: &str, name: &str) -> Option<Function> {
    let mut all = functions(text).into_iter();
    all.find(|function| function.name == name)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if first.is_whitespace() || first == '\u{feff}' {
            first.len_utf8()
        } else {
            let length = token(rest, first);
            found.push(Token {
                place: at..at + length,
            });
            length
        };
        at += length;
    }
    found
}

/// The length of the token at the beginning of a text.
fn token(rest: &str, first: char) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(length) = raw_string(rest) {
        return length;
    }
    match first {
        '"' => quoted(rest, '"'),
        'b' if rest.starts_with("b\"") => 1 + quoted(&rest[1..], '"'),
        '\'' => character(rest),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    }
}

/// The length of a block comment, which may hold others.
fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    until_next_item(rest)
}

/// The length of something that has no end: up to the next function at the margin.
fn until_next_item(rest: &str) -> usize {
    let starts = ["\nfn ", "\npub fn "].map(|start| rest.find(start));
    starts.into_iter().flatten().min().unwrap_or(rest.len())
}

/// The length of a string that begins here, with its quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == quote && !is_escaped {
            return at + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    until_next_item(rest)
}

/// The length of r"…" or r#"…"#, if one begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let before = rest.len() - inside.len();
    Some(
        inside
            .find(&end)
            .map_or_else(|| until_next_item(rest), |at| before + at + end.len()),
    )
}

/// The length of 'a', or of the sign of a lifetime.
fn character(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), _) => quoted(rest, '\''),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "use a::b; // fn no() {}\n\n/// One. fn nor() { }\npub fn one(w: &[f64], mut f: impl Fn(f64) -> f64) -> Vec<f64> {\n    \
        let brace = '{'; let text = \"}\\\"{\"; let raw = r#\"}\"#; /* } /* } */ */\n    if w.len() > 1 { f(1.0) } else { 0.0 }\n}\n\nmod inner { fn hidden() {} }\nfn two<'a>(x: &'a str) { todo!(\"(2)\") }\n";

    #[test]
    fn functions_are_found_outside_of_comments_strings_and_modules() {
        let names: Vec<String> = functions(TEXT).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["one", "two"]);
        let one = find(TEXT, "one").expect("one");
        assert!(
            TEXT[one.whole.clone()].starts_with("pub fn one(")
                && TEXT[one.whole.clone()].ends_with("0.0 }\n}")
        );
        assert_eq!(one.lines(TEXT), (4, 7));
    }

    #[test]
    fn only_a_function_with_nothing_but_a_todo_is_blank() {
        let is_blank = |name| find(TEXT, name).expect("a function").is_blank(TEXT);
        assert!(!is_blank("one") && is_blank("two"));
        let partial = "fn f() { let x = todo!(); x }";
        assert!(!find(partial, "f").expect("f").is_blank(partial));
    }

    #[test]
    fn comments_and_blanks_do_not_change_the_hash_and_anything_else_does() {
        let hash = |text: &str| functions(text)[0].hash(text);
        assert_eq!(hash("fn f() { 1 }"), hash("fn f()\n{ // one\n1\r\n}"));
        assert_ne!(hash("fn f() { 1 }"), hash("fn f() { 2 }"));
    }

    #[test]
    fn what_has_no_end_ends_at_the_next_function_at_the_margin() {
        let unfinished = [
            "    if true { 1 }",
            "    let text = \"no end;\n}",
            "    /* no end\n}",
            "    r#\"no end\"\n}",
        ];
        for inside in unfinished {
            let text = format!("pub fn f() {{\n{inside}\n\n/// G.\npub fn g() {{ 2 }}\n");
            let names: Vec<String> = functions(&text).into_iter().map(|one| one.name).collect();
            assert_eq!(names, ["f", "g"], "{text}");
            let g = find(&text, "g").expect("g");
            assert_eq!(&text[g.whole], "pub fn g() { 2 }");
        }
        let text = "impl X {\n    fn no() {}\n\nfn f() { 1 }\n";
        assert_eq!(find(text, "f").map(|one| one.lines(text)), Some((4, 4)));
    }

    #[test]
    fn a_bracket_too_many_is_part_of_the_function_before_it() {
        let text = "fn f() { 1 }\n}\n\nfn g() {}\n";
        assert_eq!(find(text, "f").expect("f").whole, 0..14);
        assert_eq!(find(text, "f").expect("f").body, 8..11);
        assert_eq!(functions(text).len(), 2);
    }

    #[test]
    fn a_type_of_functions_is_no_function() {
        assert!(functions("const F: fn(f64) -> f64 = f64::exp;\n").is_empty());
    }
}
