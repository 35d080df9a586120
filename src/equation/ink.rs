//! Which letter has which colour: `\ink{w}{…}` marks a piece of TeX as belonging to w.
//!
//! The registry's TeX is plain. [`marked`] finds the letters in it and marks them; the numbers that replace them are marked where
//! they are written. What a mark looks like is decided where it is drawn, with the help of `scene::marks`, which reads them again.

/// The letter whose colour a letter of the equations has: sums share the colour of what becomes of them.
#[must_use]
pub fn symbol_color(letter: char) -> Option<char> {
    match letter {
        'x' | 'w' | 'z' | 'v' | 'y' | 't' => Some(letter),
        'b' => Some('z'),
        'a' => Some('y'),
        _ => None,
    }
}

/// A piece of TeX in the colour of a letter.
#[must_use]
pub fn ink(letter: char, tex: &str) -> String {
    symbol_color(letter).map_or_else(|| tex.to_owned(), |ink| format!("\\ink{{{ink}}}{{{tex}}}"))
}

/// The TeX with every coloured letter, together with its index, marked.
///
/// ```
/// use nn28::equation::ink::marked;
/// assert_eq!(marked(r"b_j = \exp(x_{0})"), r"\ink{z}{b_j} = \exp(\ink{x}{x_{0}})");
/// ```
#[must_use]
pub fn marked(tex: &str) -> String {
    let mut out = String::new();
    let mut rest = tex;
    while let Some(first) = rest.chars().next() {
        let (piece, letter) = next_piece(rest, first);
        match letter.and_then(symbol_color) {
            Some(letter) => out.push_str(&ink(letter, piece)),
            None => out.push_str(piece),
        }
        rest = &rest[piece.len()..];
    }
    out
}

/// The first piece of TeX, and the letter that it is a name of, if it is one.
fn next_piece(tex: &str, first: char) -> (&str, Option<char>) {
    if let Some(name) = tex.strip_prefix(r"\mathbf{") {
        return (through_brace(tex), name.chars().next());
    }
    let opaque = [r"\text{", r"\begin{", r"\end{"];
    if opaque.iter().any(|command| tex.starts_with(command)) {
        return (through_brace(tex), None);
    }
    if first == '\\' {
        return (&tex[..=command_name(&tex[1..]).len()], None);
    }
    if first.is_ascii_alphabetic() {
        return (&tex[..=index_length(&tex[1..])], Some(first));
    }
    (first_letter(tex), None)
}

/// The name of a command, from what follows its stroke: letters, or a single sign.
pub(super) fn command_name(tex: &str) -> &str {
    let letters = tex
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(tex.len());
    &tex[..letters.max(first_letter(tex).len())]
}

/// What stands before the first closing brace, and the brace; everything if there is none.
fn through_brace(tex: &str) -> &str {
    tex.split_inclusive('}').next().unwrap_or(tex)
}

fn first_letter(tex: &str) -> &str {
    tex.chars().next().map_or("", |c| &tex[..c.len_utf8()])
}

/// How many bytes an index such as `_j` or `_{ji}` takes.
fn index_length(tex: &str) -> usize {
    tex.strip_prefix('_').map_or(0, |index| {
        let index = if index.starts_with('{') {
            through_brace(index)
        } else {
            first_letter(index)
        };
        1 + index.len()
    })
}
