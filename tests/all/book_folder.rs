//! The folder of a book holds more than the book: what its owner put there stays, and so does everything beside it.
#![cfg(feature = "book")]

use std::fs;
use std::path::Path;

use nn28::book::BookError;

use super::folders::{folder, names, read};
use super::one_page;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A book of a page with this text.
fn built(folder: &Path, text: &str, output: &Path) -> Result<(), BookError> {
    one_page::built(folder, &format!("# A\n\n{text}\n"), output).map(drop)
}

fn page(output: &Path) -> String {
    read(output.join("index.html"))
}

#[test]
fn a_build_leaves_the_folders_beside_it_alone() {
    let folder = folder();
    let notes = folder.path().join("out/.book-notes/diary.txt");
    write(&notes, "hello");
    built(folder.path(), "", &folder.path().join("out/book")).expect("a sound book");
    assert_eq!(read(notes), "hello");
}

#[test]
fn a_book_built_over_an_earlier_one_keeps_what_is_not_the_books() {
    let folder = folder();
    let output = folder.path().join("out");
    built(folder.path(), "The first book.", &output).expect("a sound book");
    let own = [".git/HEAD", "my-note.txt", "generated/mine.txt", "a/b.html"];
    for file in own {
        write(&output.join(file), file);
    }
    built(folder.path(), "The second book.", &output).expect("a sound book");
    assert!(page(&output).contains("The second book."));
    for file in own {
        assert_eq!(read(output.join(file)), file);
    }
}

#[test]
fn what_a_new_edition_lacks_goes_if_it_was_the_books() {
    let folder = folder();
    let output = folder.path().join("out");
    let outside = folder.path().join("outside.txt");
    built(folder.path(), "", &output).expect("a sound book");
    let list = output.join("book-files.txt");
    let old = read(&list);
    assert!(old.lines().any(|line| line == "a.html"), "{old}");
    fs::write(&list, old + "old/page.html\n../outside.txt\n").expect("a list");
    write(&output.join("old/page.html"), "");
    write(&outside, "");
    built(folder.path(), "", &output).expect("a sound book");
    assert!(!output.join("old").exists());
    assert!(outside.exists());
    let new = read(&list);
    assert!(!new.contains("old/page.html"), "{new}");
}

#[test]
fn of_a_book_without_a_list_the_pages_are_replaced_and_all_else_stays() {
    let folder = folder();
    let output = folder.path().join("out");
    let files = ["index.html", "toc.html", "woven/ink.css", "earlier.html"];
    for file in files {
        write(&output.join(file), "");
    }
    built(folder.path(), "The new book.", &output).expect("a sound book");
    assert!(page(&output).contains("The new book."));
    assert!(output.join("earlier.html").exists() && output.join("woven/ink.css").exists());
}

#[test]
fn a_folder_that_holds_no_book_is_refused_and_left_alone() {
    let folder = folder();
    let output = folder.path().join("out");
    write(&output.join("index.html"), "mine");
    let fault = built(folder.path(), "", &output).expect_err("it is taken");
    assert!(matches!(fault, BookError::Occupied { .. }), "{fault}");
    assert_eq!(page(&output), "mine");
    assert_eq!(names(&output), ["index.html"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_books_folder_stays_a_link() {
    let folder = folder();
    let (elsewhere, link) = (folder.path().join("elsewhere"), folder.path().join("out"));
    let target = elsewhere.join("site");
    fs::create_dir_all(&target).expect("a folder");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    for text in ["The first book.", "The second book."] {
        built(folder.path(), text, &link).expect("a sound book");
        assert!(page(&target).contains(text));
        assert!(link.is_symlink());
    }
    assert_eq!(names(&elsewhere), ["site"]);
}
