//! The map of the equations as a page shows it.
#![cfg(feature = "book")]

use std::fs;
use std::path::Path;

use nn28::book::BookError;

use super::one_page::built;

/// The HTML of a book of one page.
fn book(folder: &Path, page: &str) -> Result<String, BookError> {
    built(folder, page, &folder.join("out"))?;
    Ok(fs::read_to_string(folder.join("out/a.html")).expect("the page"))
}

#[test]
fn the_map_stands_in_a_page_with_its_caption_and_the_outlines_of_its_letters() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = book(folder.path(), "# A\n\nBefore.\n\n{{#map}}\n\nAfter.\n").expect("a sound page");
    let (before, rest) = page.split_once("<p>Before.</p>").expect("the text before");
    let (map, after) = rest.split_once("<p>After.</p>").expect("the text after");
    assert_eq!(
        map.matches("<figure class=\"figure\" id=\"map\">").count(),
        1
    );
    assert!(
        map.contains("</svg><figcaption>What rests on what."),
        "{map}"
    );
    assert!(!before.contains("map-node"));
    let letters = map
        .split("<use href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    for letter in letters {
        assert!(
            after.contains(&format!("<path id=\"{letter}\"")),
            "{letter}"
        );
    }
}

#[test]
fn the_search_index_takes_the_words_of_the_map_and_keeps_them_apart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    book(folder.path(), "# A\n\n{{#map}}\n").expect("a sound page");
    let files = fs::read_dir(folder.path().join("out")).expect("the book");
    let index = files
        .map(|file| file.expect("a file").path())
        .find(|path| path.to_string_lossy().contains("searchindex"))
        .expect("a search index");
    let index = fs::read_to_string(index).expect("the search index");
    assert!(index.contains("7 the softmax The error 8 the mean cross-entropy error"));
    for junk in ["map-node", "viewBox", "M0", "Math-Italic"] {
        assert!(!index.contains(junk), "{junk}");
    }
}

#[test]
fn a_map_stands_alone_and_takes_no_argument() {
    for (line, expected) in [
        (
            "{{#map 3}}",
            "book/src/a.md:3: map takes no argument, but found \"3\"",
        ),
        (
            "See {{#map}}",
            "book/src/a.md:3: {{#map}} must stand alone on its line",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let error = book(folder.path(), &format!("# A\n\n{line}\n")).expect_err(line);
        assert!(error.to_string().contains(expected), "{error}");
    }
}
