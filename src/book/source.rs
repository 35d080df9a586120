//! Code cut out of the compiled sources, piece by piece, each with its documentation.
//!
//! A file is tiled into pieces: its head (what it says of itself, and what it uses), and then one piece for every function, type,
//! constant and `impl` at the margin. A page asks for a piece by its name. Every line but the empty ones belongs to exactly one
//! piece, and so a book that shows every piece once shows the whole file.

use std::ops::Range;

/// A part of a source file that a page shows as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// `eq04_sigmoid`, `Network`, `impl Network`; empty for the head of the file.
    pub name: String,
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
}

impl Piece {
    /// The lines themselves.
    #[must_use]
    pub fn text(&self, source: &str) -> String {
        let lines: Vec<&str> = source.lines().collect();
        lines[self.lines.clone()].join("\n")
    }
}

/// The piece of a source that has this name; the empty name is that of the head.
///
/// ```
/// use nn28::book::source::piece;
/// let source = "//! A file.\n\n/// Doubles.\n#[must_use]\npub fn twice(x: f64) -> f64 {\n    2.0 * x\n}\n\npub fn other() {}\n";
/// let twice = piece(source, "twice").unwrap();
/// assert!(twice.text(source).starts_with("/// Doubles.") && twice.text(source).ends_with("2.0 * x\n}"));
/// assert_eq!(piece(source, "").unwrap().text(source), "//! A file.");
/// assert_eq!(piece(source, "twic"), None);
/// ```
#[must_use]
pub fn piece(source: &str, name: &str) -> Option<Piece> {
    pieces(source).into_iter().find(|piece| piece.name == name)
}

/// The pieces of a source in their order, without its tests.
///
/// Sources are formatted by rustfmt, so that what begins at the margin also ends there.
#[must_use]
pub fn pieces(source: &str) -> Vec<Piece> {
    let lines: Vec<&str> = source.lines().collect();
    let is_tests = |line: &&str| line.starts_with("#[cfg(test)]");
    let end = lines.iter().position(is_tests).unwrap_or(lines.len());
    let mut pieces = Vec::new();
    let mut at = head(&lines[..end]);
    let first = (0..at).find(|line| !lines[*line].is_empty());
    if let Some(first) = first {
        let last = (first..at).rev().find(|line| !lines[*line].is_empty());
        pieces.push(Piece {
            name: String::new(),
            lines: first..last.unwrap_or(first) + 1,
        });
    }
    while let Some(start) = (at..end).find(|line| !lines[*line].is_empty()) {
        let signature = (start..end).find(|line| !is_above(lines[*line]));
        let signature = signature.unwrap_or(start);
        let last = (signature..end).find(|line| ends(lines[*line], *line == signature));
        at = last.unwrap_or(end - 1) + 1;
        pieces.push(Piece {
            name: name(lines[signature]),
            lines: start..at,
        });
    }
    pieces
}

/// How many lines come before the first item.
fn head(lines: &[&str]) -> usize {
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let word = line.strip_prefix("pub ").unwrap_or(line);
        if word.starts_with("use ") || word.starts_with("mod ") {
            at += lines[at..]
                .iter()
                .position(|line| line.ends_with(';'))
                .unwrap_or(0)
                + 1;
        } else if line.is_empty() || line.starts_with("//!") {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// Whether a line stands above a signature: documentation or an attribute.
fn is_above(line: &str) -> bool {
    line.starts_with("//") || line.starts_with("#[")
}

fn ends(line: &str, is_signature: bool) -> bool {
    let is_short = is_signature && (line.ends_with(';') || line.ends_with('}'));
    is_short || matches!(line, "}" | "};" | "];" | ");")
}

/// What a signature names.
fn name(signature: &str) -> String {
    let words = signature
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| matches!(*word, "pub" | "super" | "crate" | "const"));
    let is_const = signature.contains("const ") && !signature.contains("fn ");
    match words.next() {
        Some(name) if is_const => name.to_owned(),
        Some("impl") => format!("impl {}", implementor(signature)),
        Some(_) => words.next().unwrap_or_default().to_owned(),
        None => String::new(),
    }
}

/// `Network` of `impl Network {`, `Drop for Guard` of `impl Drop for Guard {`.
fn implementor(signature: &str) -> &str {
    let rest = signature.strip_prefix("impl").unwrap_or(signature);
    let rest = match rest.strip_prefix('<') {
        Some(generics) => generics.split_once('>').map_or("", |(_, rest)| rest),
        None => rest,
    };
    rest.split('{').next().unwrap_or(rest).trim()
}

/// The path below `src` of a file that a page names: `neuron` is in `model`, `engine/products` says where it is.
#[must_use]
pub fn file_name(file: &str) -> String {
    if file.contains('/') {
        format!("{file}.rs")
    } else {
        format!("model/{file}.rs")
    }
}

/// The id of a piece on its page.
#[must_use]
pub fn anchor(file: &str, piece: &str) -> String {
    let words = format!("code {file} {piece}");
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// Whether a file has a part between `ANCHOR: name` and `ANCHOR_END: name`.
#[must_use]
pub fn has_anchor(source: &str, name: &str) -> bool {
    let has = |mark: &str| {
        source.lines().any(|line| {
            line.split_once(mark)
                .is_some_and(|(_, after)| after.trim() == name)
        })
    };
    has("ANCHOR:") && has("ANCHOR_END:")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
//! A file.

use std::fmt::{
    self, Write,
};
pub use self::Row;

/// One.
pub fn one() -> u8 {
    if true {
        1
    } else {
        0
    }
}

/// Ten of them.
///
/// More words.
#[must_use]
pub fn one_and_more<T>(
    x: T,
) -> T {
    x
}

fn short() {}

/// Two of them.
#[derive(Debug)]
pub struct Pair {
    /// The first.
    pub one: u8,
}

impl Pair {
    fn sum(&self) -> u8 {
        self.one
    }
}

impl<T> From<T> for Pair {}

pub struct Unit;

pub type Row = Vec<f64>;

/// A number.
const MOST: [u8; 2] = [
    1,
    2,
];

#[cfg(test)]
mod tests {
    fn hidden() {}
}
";

    #[test]
    fn every_piece_is_found_in_its_order() {
        let names: Vec<String> = pieces(SOURCE).into_iter().map(|piece| piece.name).collect();
        let expected = [
            "",
            "one",
            "one_and_more",
            "short",
            "Pair",
            "impl Pair",
            "impl From<T> for Pair",
            "Unit",
            "Row",
            "MOST",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn the_pieces_hold_every_line_that_is_not_empty_once_but_for_the_tests() {
        let mut held: Vec<usize> = pieces(SOURCE)
            .into_iter()
            .flat_map(|piece| piece.lines)
            .collect();
        let before = held.len();
        held.dedup();
        assert_eq!(before, held.len());
        for (number, line) in SOURCE
            .lines()
            .enumerate()
            .take_while(|(_, line)| *line != "#[cfg(test)]")
        {
            assert!(
                line.is_empty() || held.contains(&number),
                "{number}: {line}"
            );
        }
        assert!(
            held.iter()
                .all(|number| *number < SOURCE.lines().count() - 4)
        );
    }

    #[test]
    fn a_piece_has_its_documentation_and_ends_where_its_own_brace_closes() {
        let text = |name| piece(SOURCE, name).expect(name).text(SOURCE);
        assert!(text("").ends_with("};\npub use self::Row;"), "{}", text(""));
        assert!(text("one").starts_with("/// One.\n"));
        assert!(text("one").ends_with("        0\n    }\n}"));
        assert!(text("one_and_more").starts_with("/// Ten of them.\n///\n"));
        assert!(text("one_and_more").ends_with(") -> T {\n    x\n}"));
        assert!(text("Pair").ends_with("    pub one: u8,\n}"));
        assert_eq!(text("Unit"), "pub struct Unit;");
        assert!(text("MOST").ends_with("    2,\n];"));
    }

    #[test]
    fn an_anchor_needs_both_of_its_ends() {
        assert!(has_anchor("// ANCHOR: a\nx\n// ANCHOR_END: a\n", "a"));
        assert!(!has_anchor("// ANCHOR: a\nx\n", "a"));
        assert!(!has_anchor("// ANCHOR: ab\n// ANCHOR_END: ab\n", "a"));
    }
}
