//! Drawings and screens are put into the pages after mdBook has rendered them.
//!
//! Until then a comment keeps their place: so neither the Markdown parser nor the search index ever sees them.

/// What is to be put into the pages.
#[derive(Debug, Default)]
pub(super) struct Slots {
    contents: Vec<String>,
}

const MARK: &str = "<!--woven ";

impl Slots {
    /// Keep `html`; the comment that stands for it is returned.
    pub(super) fn keep(&mut self, html: String) -> String {
        self.contents.push(html);
        format!("{MARK}{}-->", self.contents.len() - 1)
    }

    /// A page with everything in its place.
    pub(super) fn fill(&self, page: &str) -> String {
        let mut out = String::with_capacity(2 * page.len());
        let mut pieces = page.split(MARK);
        out.push_str(pieces.next().unwrap_or(""));
        for piece in pieces {
            let (number, rest) = piece.split_once("-->").unwrap_or(("", piece));
            let content = number
                .parse()
                .ok()
                .and_then(|n: usize| self.contents.get(n));
            out.push_str(content.map_or("", String::as_str));
            out.push_str(rest);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_in_its_place_as_often_as_it_is_named() {
        let mut slots = Slots::default();
        let (first, second) = (slots.keep("1".to_owned()), slots.keep("2".to_owned()));
        let page = format!("a{second}b{first}c{second}");
        assert_eq!(slots.fill(&page), "a2b1c2");
    }
}
