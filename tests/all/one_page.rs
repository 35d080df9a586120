//! A book of a single page, to try directives and builds on.

use std::fs;
use std::path::{Path, PathBuf};

use nn28::book::{BookError, Content, Options, build};

/// The book below a folder, which goes into `output`.
pub fn options(folder: &Path, output: &Path) -> Options {
    Options {
        book: folder.join("book"),
        sources: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        output: output.to_owned(),
        content: Content::default(),
        live: None,
    }
}

/// Writes the sources of a book whose only page, `a.md`, is given.
pub fn write(folder: &Path, page: &str) {
    let book = folder.join("book");
    fs::create_dir_all(book.join("src")).expect("a folder");
    fs::write(book.join("book.toml"), "[book]\ntitle = \"A\"\n").expect("a file");
    fs::write(book.join("src/SUMMARY.md"), "# Summary\n\n- [A](a.md)\n").expect("a file");
    fs::write(book.join("src/a.md"), page).expect("a file");
}

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
    names.sort();
    names
}

/// Writes such a book and builds it.
pub fn built(folder: &Path, page: &str, output: &Path) -> Result<PathBuf, BookError> {
    write(folder, page);
    build(&options(folder, output))
}
