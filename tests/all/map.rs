//! The map of the equations as a page shows it.
#![cfg(feature = "book")]

use std::path::Path;

use nn28::book::BookError;

use super::folders::{folder, names, read};
use super::one_page::built;

/// The HTML of a book of one page.
fn book(folder: &Path, page: &str) -> Result<String, BookError> {
    built(folder, &format!("# A\n\n{page}\n"), &folder.join("out"))?;
    Ok(read(folder.join("out/a.html")))
}

#[test]
fn the_map_stands_in_a_page_with_its_caption_and_the_outlines_of_its_letters() {
    let folder = folder();
    let page = book(folder.path(), "Before.\n\n{{#map}}\n\nAfter.").expect("a sound page");
    let (before, rest) = page.split_once("<p>Before.</p>").expect("the text before");
    let (map, after) = rest.split_once("<p>After.</p>").expect("the text after");
    let figures = map.matches("<figure class=\"figure\" id=\"map\">");
    assert_eq!(figures.count(), 1);
    let caption = "</svg><figcaption>What rests on what.";
    assert!(map.contains(caption), "{map}");
    assert!(!before.contains("map-node"));
    for rest in map.split("<use href=\"#").skip(1) {
        let letter = rest.split('"').next().expect("a quotation mark");
        let outline = format!("<path id=\"{letter}\"");
        assert!(after.contains(&outline), "{letter}");
    }
}

#[test]
fn the_search_index_takes_the_words_of_the_map_and_keeps_them_apart() {
    let folder = folder();
    book(folder.path(), "{{#map}}").expect("a sound page");
    let out = folder.path().join("out");
    let mut files = names(&out).into_iter();
    let index = files.find(|name| name.contains("searchindex"));
    let index = read(out.join(index.expect("a search index")));
    assert!(index.contains("7 the softmax The error 8 the mean cross-entropy error"));
    for junk in ["map-node", "viewBox", "M0", "Math-Italic"] {
        assert!(!index.contains(junk), "{junk}");
    }
}

#[test]
fn a_map_stands_alone_and_takes_no_argument() {
    for (line, expected) in [
        ("{{#map 3}}", "map takes no argument, but found \"3\""),
        ("See {{#map}}", "{{#map}} must stand alone on its line"),
    ] {
        let error = book(folder().path(), line).expect_err(line);
        let expected = format!("book/src/a.md:3: {expected}");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}
