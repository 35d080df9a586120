//! The list of all anchors of the book, each with its page, for addresses of an earlier edition: what they name may be on another page
//! now. A page loads it only if its address names something that the page does not have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::links::Rendered;
use super::page::Page;

/// The script that folds and unfolds and that reads the list, in the book's folder and beside the pages.
const SCRIPT: &str = "fold.js";
const LIST: &str = "anchors.js";

/// The beginnings of ids that only drawings use.
const OF_DRAWINGS: [&str; 2] = ["g-", "form-"];

/// Headings that are no more, and the pages on which their matter is.
const MOVED: [(&str, &str); 17] = [
    ("the-first-move-one-sample", "backprop.html"),
    ("three-misprints", "errata.html"),
    ("errata", "errata.html"),
    (
        "the-second-move-the-error-at-the-outputs",
        "backprop-outputs.html",
    ),
    ("every-output-moves", "backprop-outputs.html"),
    ("how-an-output-follows-a-sum", "backprop-outputs.html"),
    ("output-minus-target", "backprop-outputs.html"),
    (
        "where-the-targets-have-to-sum-to-1",
        "backprop-outputs.html",
    ),
    ("the-other-classes", "backprop-outputs.html"),
    (
        "the-third-move-the-output-weights-and-a-step-downhill",
        "backprop-weights.html",
    ),
    ("a-step-downhill", "backprop-weights.html"),
    ("the-fourth-move-the-hidden-weights", "backprop-hidden.html"),
    ("three-traps", "backprop-hidden.html"),
    ("the-same-sentence-again", "backprop-hidden.html"),
    ("the-fifth-move-the-procedure", "backprop-procedure.html"),
    (
        "why-nothing-is-stored-before-the-fourth-step",
        "backprop-procedure.html",
    ),
    ("what-these-networks-reach", "backprop-procedure.html"),
];

/// The script, by its name; none where the book has none.
pub(super) fn script(book: &Path) -> Option<(&'static str, Vec<u8>)> {
    let script = fs::read(book.join(SCRIPT)).ok()?;
    Some((SCRIPT, script))
}

/// The list, by its name: a script that sets `window.anchors`.
pub(super) fn list(pages: &[Page], rendered: &Rendered) -> (&'static str, Vec<u8>) {
    let list = serde_json::json!(places(pages, rendered));
    (LIST, format!("window.anchors = {list};\n").into_bytes())
}

/// The address of each anchor that only one page has, and of each heading that is no more.
fn places(pages: &[Page], rendered: &Rendered) -> BTreeMap<String, String> {
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for address in pages.iter().map(Page::address) {
        for id in rendered.ids_of(&address) {
            found.entry(id).or_default().push(address.clone());
        }
    }
    let is_shown = |id: &str| !OF_DRAWINGS.iter().any(|prefix| id.starts_with(prefix));
    let places = found
        .iter()
        .filter(|(id, on)| on.len() == 1 && is_shown(id));
    let mut places: BTreeMap<String, String> = places
        .map(|(id, on)| ((*id).to_owned(), format!("{}#{id}", on[0])))
        .collect();
    for (id, address) in MOVED {
        let is_page = pages.iter().any(|page| page.address() == address);
        if is_page && !found.contains_key(id) {
            places.insert(id.to_owned(), address.to_owned());
        }
    }
    places
}
