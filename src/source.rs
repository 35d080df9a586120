//! Rust sources cut into pieces, each with its documentation.
//!
//! A file is tiled into pieces: its head (what it says of itself, and what it uses), and then one piece for every function, type,
//! constant and `impl` at the margin. A piece is asked for by its name. Every line but the empty ones belongs to exactly one
//! piece, and so what shows every piece once shows the whole file.

use std::ops::Range;

/// A part of a source file that belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// `eq04_sigmoid`, `Network`, `impl Network`; empty for the head of the file.
    pub name: String,
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
}

impl Piece {
    pub fn text(&self, source: &str) -> String {
        let lines: Vec<&str> = source.lines().collect();
        lines[self.lines.clone()].join("\n")
    }
}

/// The piece of a source that has this name; the empty name is that of the head.
///
/// ```
/// use nn28::source::piece;
/// let source = "//! A file.\n\n/// Doubles.\n#[must_use]\npub fn twice(x: f64) -> f64 {\n    2.0 * x\n}\n\npub fn other() {}\n";
/// let twice = piece(source, "twice").unwrap();
/// assert!(twice.text(source).starts_with("/// Doubles.") && twice.text(source).ends_with("2.0 * x\n}"));
/// assert_eq!(piece(source, "").unwrap().text(source), "//! A file.");
/// assert_eq!(piece(source, "twic"), None);
/// ```
pub fn piece(source: &str, name: &str) -> Option<Piece> {
    pieces(source).into_iter().find(|piece| piece.name == name)
}

/// The pieces of a source in their order, without its tests.
///
/// Sources are formatted by rustfmt, so that what begins at the margin also ends there.
pub fn pieces(source: &str) -> Vec<Piece> {
    let lines: Vec<&str> = source.lines().collect();
    let is_tests = |line: &&str| line.starts_with("#[cfg(test)]");
    let end = lines.iter().position(is_tests).unwrap_or(lines.len());
    let is_code = |line: &usize| !lines[*line].is_empty();
    let mut at = head(&lines[..end]);
    let mut pieces = Vec::new();
    if let (Some(first), Some(last)) = ((0..at).find(is_code), (0..at).rfind(is_code)) {
        pieces.push(Piece {
            name: String::new(),
            lines: first..last + 1,
        });
    }
    while let Some(start) = (at..end).find(is_code) {
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

/// The number of lines before the first item.
fn head(lines: &[&str]) -> usize {
    let mut is_inside = false;
    let belongs = |line: &&&str| {
        let word = line.strip_prefix("pub ").unwrap_or(line);
        let is_use = is_inside || word.starts_with("use ") || word.starts_with("mod ");
        is_inside = is_use && !line.ends_with(';');
        is_use || line.is_empty() || line.starts_with("//!")
    };
    lines.iter().take_while(belongs).count()
}

/// Whether a line stands above a signature: documentation or an attribute.
fn is_above(line: &str) -> bool {
    line.starts_with("//") || line.starts_with("#[")
}

fn ends(line: &str, is_signature: bool) -> bool {
    let is_short = is_signature && (line.ends_with(';') || line.ends_with('}'));
    is_short || matches!(line, "}" | "};" | "];" | ");")
}

/// The parts of a text between its signs and blanks.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty())
}

/// The name of what a signature introduces.
fn name(signature: &str) -> String {
    let is_prefix = |word: &&str| matches!(*word, "pub" | "super" | "crate" | "const");
    let mut words = words(signature).skip_while(is_prefix);
    let is_const = signature.contains("const ") && !signature.contains("fn ");
    match words.next() {
        Some(name) if is_const => name.to_owned(),
        Some("impl") => format!("impl {}", implementor(signature)),
        _ => words.next().unwrap_or_default().to_owned(),
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
        let expected = "|one|one_and_more|short|Pair|impl Pair|impl From<T> for Pair|Unit|Row|MOST";
        assert_eq!(names.join("|"), expected);
    }

    #[test]
    fn the_pieces_hold_every_line_that_is_not_empty_once_but_for_the_tests() {
        let held: Vec<usize> = pieces(SOURCE).into_iter().flat_map(|p| p.lines).collect();
        let lines = SOURCE.lines().take_while(|line| *line != "#[cfg(test)]");
        let count = lines.clone().count();
        assert!(held.iter().all(|line| *line < count));
        for (number, line) in lines.enumerate() {
            let times = held.iter().filter(|held| **held == number).count();
            let is_right = times == 1 || line.is_empty() && times == 0;
            assert!(is_right, "{number}: {line}");
        }
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
}
