//! The one reader of TeX: a small tree. Colours, spoken words, rows of characters and line breaks are folds over it.
//!
//! Nothing is refused: broken TeX becomes a tree as far as it goes, and every byte of it lies in the source of a piece.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tex<'a> {
    pub kind: Kind<'a>,
    /// The index of a symbol, the arguments of a command, the content of a group, or the body of a script.
    pub parts: Vec<Tex<'a>>,
    pub source: &'a str,
    /// The position of the source in the whole.
    pub start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A letter, with its index.
    Symbol(char),
    /// A digit, a sign or a blank.
    Char(char),
    /// `\name`. A `\left` holds everything up to its `\right`.
    Command(&'a str),
    /// `{…}`, or the `[…]` of a root.
    Group,
    /// `_` or `^`.
    Script(char),
}

impl<'a> Tex<'a> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.source.len()
    }

    /// The source without the braces of a group.
    pub fn inside(&self) -> &'a str {
        if self.kind != Kind::Group {
            return self.source;
        }
        let (opening, inside) = self.source.split_at(1);
        let closing = if opening == "{" { '}' } else { ']' };
        inside.strip_suffix(closing).unwrap_or(inside)
    }

    /// The content of a group, or the piece itself.
    pub fn content(&self) -> &[Self] {
        match self.kind {
            Kind::Group => &self.parts,
            _ => std::slice::from_ref(self),
        }
    }

    /// An argument of a command; nothing if it is missing.
    pub fn argument(&self, index: usize) -> &[Self] {
        self.parts.get(index).map_or(&[], Self::content)
    }

    /// The source of an argument, without its braces.
    pub fn text(&self, index: usize) -> &'a str {
        self.parts.get(index).map_or("", Self::inside)
    }
}

/// The pieces of a formula.
///
/// ```
/// use nn28::scene::tex::{Kind, parse};
/// let formula = parse(r"\frac{w_{ji}}{2}");
/// assert_eq!(formula[0].kind, Kind::Command("frac"));
/// assert_eq!(formula[0].argument(0)[0].kind, Kind::Symbol('w'));
/// ```
pub fn parse(source: &str) -> Vec<Tex<'_>> {
    let mut reader = Reader {
        source,
        at: 0,
        groups: 0,
    };
    reader.pieces(|_| false)
}

/// The outermost pieces of which `read` makes something, and their ranges.
pub fn outermost<'a, T>(
    source: &'a str,
    read: &dyn Fn(&Tex<'a>) -> Option<T>,
) -> Vec<(Range<usize>, T)> {
    fn visit<'a, T>(
        pieces: &[Tex<'a>],
        read: &dyn Fn(&Tex<'a>) -> Option<T>,
        found: &mut Vec<(Range<usize>, T)>,
    ) {
        for piece in pieces {
            match read(piece) {
                Some(thing) => found.push((piece.range(), thing)),
                None => visit(&piece.parts, read, found),
            }
        }
    }
    let mut found = Vec::new();
    visit(&parse(source), read, &mut found);
    found
}

/// The source with the outermost pieces of which `write` makes another text replaced.
pub fn rewritten<'a>(source: &'a str, write: &dyn Fn(&Tex<'a>) -> Option<String>) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for (range, text) in outermost(source, write) {
        out.push_str(&source[done..range.start]);
        out.push_str(&text);
        done = range.end;
    }
    out + &source[done..]
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    /// Open groups around the current position.
    groups: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// The pieces through the first that is `last`, or to the end of the group.
    fn pieces(&mut self, last: fn(Kind) -> bool) -> Vec<Tex<'a>> {
        let mut pieces = Vec::new();
        while let Some(piece) = self.piece() {
            let ends = last(piece.kind);
            pieces.push(piece);
            if ends {
                break;
            }
        }
        pieces
    }

    fn piece(&mut self) -> Option<Tex<'a>> {
        let start = self.at;
        let first = self.rest().chars().next();
        let first = first.filter(|c| *c != '}' || self.groups == 0)?;
        self.at += first.len_utf8();
        let (kind, parts) = match first {
            '{' => (Kind::Group, self.group()),
            '_' | '^' => (Kind::Script(first), self.argument().into_iter().collect()),
            '\\' => self.command(),
            c if c.is_ascii_alphabetic() => {
                let has_index = self.rest().starts_with('_');
                let index = if has_index { self.piece() } else { None };
                (Kind::Symbol(c), index.into_iter().collect())
            }
            c => (Kind::Char(c), Vec::new()),
        };
        Some(self.since(start, kind, parts))
    }

    /// A piece that reaches from a position to the current one.
    fn since(&self, start: usize, kind: Kind<'a>, parts: Vec<Tex<'a>>) -> Tex<'a> {
        let source = &self.source[start..self.at];
        Tex {
            kind,
            parts,
            source,
            start,
        }
    }

    fn group(&mut self) -> Vec<Tex<'a>> {
        self.groups += 1;
        let parts = self.pieces(|_| false);
        self.groups -= 1;
        self.at += usize::from(self.rest().starts_with('}'));
        parts
    }

    /// A group, or a single letter without its index.
    fn argument(&mut self) -> Option<Tex<'a>> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        let first = self.rest().chars().next()?;
        if !first.is_ascii_alphabetic() {
            return self.piece();
        }
        self.at += 1;
        Some(self.since(self.at - 1, Kind::Symbol(first), Vec::new()))
    }

    /// A command after its stroke, with the arguments that are here.
    fn command(&mut self) -> (Kind<'a>, Vec<Tex<'a>>) {
        let rest = self.rest();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic());
        let sign = rest.chars().next().map_or(0, char::len_utf8);
        let name = &rest[..letters.unwrap_or(rest.len()).max(sign)];
        self.at += name.len();
        let mut parts = Vec::new();
        if name == "sqrt" && self.rest().starts_with('[') {
            let start = self.at;
            self.at += 1;
            let order = self.pieces(|kind| kind == Kind::Char(']'));
            parts.push(self.since(start, Kind::Group, order));
        }
        for _ in 0..arity(name) {
            parts.extend(self.argument());
        }
        if name == "left" {
            parts.extend(self.pieces(|kind| kind == Kind::Command("right")));
        }
        (Kind::Command(name), parts)
    }
}

/// The number of arguments of a command.
fn arity(name: &str) -> usize {
    match name {
        "frac" | "ink" => 2,
        "mathbf" | "mathrm" | "mathsf" | "mathit" | "text" | "hat" | "bar" | "sqrt" | "left"
        | "right" | "begin" | "end" => 1,
        _ => 0,
    }
}
