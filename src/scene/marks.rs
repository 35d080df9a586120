//! Reading TeX in which `\ink{w}{…}` marks a piece as belonging to the letter w.

/// A piece of marked TeX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// TeX without a colour.
    Plain(&'a str),
    /// TeX in the colour of a letter.
    Colored(char, &'a str),
}

/// Marked TeX in pieces. Marks do not nest.
#[must_use]
pub fn pieces(tex: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = tex;
    while let Some(start) = rest.find(r"\ink{") {
        let mark = &rest[start + r"\ink{".len()..];
        let Some(letter) = mark.chars().next().filter(|_| mark[1..].starts_with("}{")) else {
            break;
        };
        let body = &mark["w}{".len()..];
        let end = closing_brace(body);
        out.push(Piece::Plain(&rest[..start]));
        out.push(Piece::Colored(letter, &body[..end]));
        rest = &body[(end + 1).min(body.len())..];
    }
    out.push(Piece::Plain(rest));
    out.retain(|piece| *piece != Piece::Plain(""));
    out
}

fn closing_brace(body: &str) -> usize {
    let mut depth = 1;
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    body.len()
}

/// The TeX without its marks, as any TeX program reads it.
#[must_use]
pub fn plain(tex: &str) -> String {
    pieces(tex)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(tex) | Piece::Colored(_, tex) => tex,
        })
        .collect()
}
