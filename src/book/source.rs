//! Where the code of a page comes from: its file, its anchor.

use crate::source::words;
pub use crate::source::{Piece, piece, pieces};

/// The path below `src` of a file that a page names: `neuron` is in `model`, `engine/products` says where it is.
pub(super) fn file_name(file: &str) -> String {
    let folder = if file.contains('/') { "" } else { "model/" };
    format!("{folder}{file}.rs")
}

/// The id of a piece on its page.
pub(super) fn anchor(file: &str, piece: &str) -> String {
    let text = format!("code {file} {piece}");
    words(&text).collect::<Vec<_>>().join("-")
}

/// Whether a file has a part between `ANCHOR: name` and `ANCHOR_END: name`.
pub(super) fn has_anchor(source: &str, name: &str) -> bool {
    let has = |mark: &str| {
        let mut marked = source.lines().filter_map(|line| line.split_once(mark));
        marked.any(|(_, after)| after.trim() == name)
    };
    has("ANCHOR:") && has("ANCHOR_END:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_needs_both_of_its_ends() {
        assert!(has_anchor("// ANCHOR: a\nx\n// ANCHOR_END: a\n", "a"));
        assert!(!has_anchor("// ANCHOR: a\nx\n", "a"));
        assert!(!has_anchor("// ANCHOR: ab\n// ANCHOR_END: ab\n", "a"));
    }
}
