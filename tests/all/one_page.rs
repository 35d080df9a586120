//! A book of a single page, to try directives and builds on.

use std::fs;
use std::path::{Path, PathBuf};

use nn28::book::{BookError, Content, Options, Programs, build};

/// The book below a folder, which goes into `output`.
pub fn options(folder: &Path, output: &Path) -> Options {
    Options {
        book: folder.join("book"),
        sources: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        output: output.to_owned(),
        content: Content::default(),
        live: Programs::default(),
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

/// Writes such a book and builds it.
pub fn built(folder: &Path, page: &str, output: &Path) -> Result<PathBuf, BookError> {
    write(folder, page);
    build(&options(folder, output))
}
