//! The book: pages of text, woven together with the equations, the code, the figures and the screens of the program itself.
//!
//! `book/src` holds the text. In it stand directives such as `{{#equation 4}}` or `{{#value 4 w=-2,1,2 x=0,0}}` and formulas between
//! dollar signs; [`Directive`] lists them all. [`build`] replaces them by what the registry, the sources and the figures say today, lets
//! mdBook render the pages, and checks that every link leads somewhere. Nothing that the book shows is typed by hand.
//!
//! | file | what it does |
//! |---|---|
//! | `directive` | reads what stands between `{{#` and `}}` |
//! | `markdown` | finds directives, formulas and links in a page |
//! | `loom` | weaves one page |
//! | `maths`, `glyphs`, [`spoken`] | TeX to a drawing, and to words |
//! | `passport`, `index` | what a page shows of an equation, and the table of all of them |
//! | `map` | the map of all equations and of what rests on what |
//! | `quantity` | numbers in the text that belong to no equation |
//! | [`source`] | cuts functions and types out of the code |
//! | `slots` | puts drawings into the rendered pages |
//! | `links` | follows every link |
//! | [`style`] | colours and fonts |
//! | `faults` | what is wrong, and where |

mod directive;
mod faults;
mod glyphs;
pub mod html;
mod index;
mod links;
mod loom;
mod map;
mod markdown;
mod maths;
mod passport;
mod quantity;
mod slots;
pub mod source;
pub mod spoken;
pub mod style;

pub use directive::{Directive, Example, Neuron, Precision};
pub use faults::{Fault, WeaveError};
pub use quantity::Quantity;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use links::Rendered;
use loom::{Loom, Page};

/// What draws the figures and the screens that the pages ask for.
pub trait Illustrator {
    /// The figure called `name`, or nothing if there is no such figure.
    fn figure(&self, name: &str) -> Option<FigureParts>;

    /// A screen of the dashboard `name`; `arguments` is the rest of the directive, as in `100x32 keys="n n"`.
    ///
    /// # Errors
    /// What is wrong with the name or the arguments.
    fn frame(&self, name: &str, arguments: &str) -> Result<FrameParts, String>;

    /// What a command line prints.
    ///
    /// # Errors
    /// Why the command cannot be run.
    fn transcript(&self, command_line: &str) -> Result<String, String>;

    /// The numbers that a run of one of the programs ends with, by their names in its JSON; the weights by row and column, `w00` first.
    /// `command_line` is the program and its options, as in `backprop --data iris --steps 500`.
    ///
    /// # Errors
    /// Why the program cannot be run.
    fn run(&self, command_line: &str) -> Result<Vec<(String, f64)>, String>;
}

/// A figure, with what is said about it.
#[derive(Debug, Clone)]
pub struct FigureParts {
    /// The sentence below it.
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The drawing for light paper.
    pub light_svg: String,
    /// The drawing for dark paper.
    pub dark_svg: String,
}

/// A screen of a dashboard.
#[derive(Debug, Clone)]
pub struct FrameParts {
    /// What stands inside `<pre>`: text and `<span>`s, with line breaks.
    pub html: String,
    /// The same for light pages, where it is another.
    pub light_html: Option<String>,
    /// The sentence below it.
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Where the book is, where it goes, and who draws its figures.
pub struct Options<'a> {
    /// The folder with `book.toml`.
    pub book: PathBuf,
    /// The folder with the code that the pages quote.
    pub sources: PathBuf,
    /// Where the rendered book goes.
    pub output: PathBuf,
    /// Who draws the figures and the screens.
    pub illustrator: &'a dyn Illustrator,
}

impl<'a> Options<'a> {
    /// The book of this package: from the current folder, or else from where the package was compiled.
    ///
    /// # Errors
    /// If neither has a book.
    pub fn located(illustrator: &'a dyn Illustrator) -> Result<Self, WeaveError> {
        let wanted = Path::new("book").join("book.toml");
        let roots = [".", env!("CARGO_MANIFEST_DIR")].map(PathBuf::from);
        let found = roots.into_iter().find(|root| root.join(&wanted).is_file());
        let root = found.ok_or(WeaveError::NoBook { wanted })?;
        Ok(Self {
            book: root.join("book"),
            sources: root.join("src"),
            output: Path::new("output").join("book"),
            illustrator,
        })
    }
}

/// Build the book and return its first page.
///
/// The new book is built beside the old one and takes its place when all of it is sound.
///
/// # Errors
/// All faults of the sources at once, or a file that cannot be read or written.
pub fn build(options: &Options<'_>) -> Result<PathBuf, WeaveError> {
    let (pages, mut faults) = read_pages(options)?;
    let mut loom = Loom::new(options, &pages);
    let woven: BTreeMap<&Path, String> = pages
        .iter()
        .map(|page| (page.path.as_path(), loom.weave(page)))
        .collect();

    let beside = options.output.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(beside).map_err(WeaveError::io("create", beside))?;
    let workshop = tempfile::Builder::new()
        .prefix(".book-")
        .tempdir_in(beside)
        .map_err(WeaveError::io("write in", beside))?;
    let new = workshop.path().join("new");

    // mdBook refuses a table of contents that names a missing page; that fault is known already.
    if faults.is_empty() {
        render(options, &woven, &new)?;
        finish(&loom, &new)?;
        let rendered = Rendered::read(&new)?;
        faults.extend(pages.iter().flat_map(|page| rendered.check(page)));
    }
    faults.append(&mut loom.faults);
    if !faults.is_empty() {
        faults.sort();
        faults.dedup();
        return Err(WeaveError::Faults(faults));
    }
    swap(&new, &options.output, &workshop.path().join("old"))?;
    Ok(options.output.join("index.html"))
}

/// The pages that the table of contents names, and a fault for each that is not there.
fn read_pages(options: &Options<'_>) -> Result<(Vec<Page>, Vec<Fault>), WeaveError> {
    let folder = options.book.join("src");
    let summary = read_page(options, PathBuf::from("SUMMARY.md"))?;
    let (mut pages, mut faults) = (Vec::new(), Vec::new());
    for link in markdown::links(&summary.source) {
        let path = PathBuf::from(&link.target);
        if folder.join(&path).is_file() {
            pages.push(read_page(options, path)?);
        } else if !link.target.is_empty() {
            let message = format!("no such file: {}", link.target);
            faults.push(summary.fault(link.line, message));
        }
    }
    Ok((pages, faults))
}

fn read_page(options: &Options<'_>, path: PathBuf) -> Result<Page, WeaveError> {
    let full = options.book.join("src").join(&path);
    let source = fs::read_to_string(&full).map_err(WeaveError::io("read", &full))?;
    let book = options.book.file_name().unwrap_or("book".as_ref());
    let file = Path::new(book).join("src").join(&path);
    Ok(Page {
        file: file.to_string_lossy().replace('\\', "/"),
        path,
        source,
    })
}

/// Let mdBook render the woven pages.
fn render(
    options: &Options<'_>,
    woven: &BTreeMap<&Path, String>,
    new: &Path,
) -> Result<(), WeaveError> {
    let fault = |error: mdbook_driver::errors::Error| WeaveError::Mdbook(format!("{error:#}"));
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(WeaveError::io("find the absolute path of", path))
    };
    let mut config = Config::from_disk(options.book.join("book.toml")).map_err(fault)?;
    config.build.build_dir = absolute(new)?;
    config.build.create_missing = false;
    let mut book = MDBook::load_with_config(absolute(&options.book)?, config).map_err(fault)?;
    book.book.for_each_chapter_mut(|chapter| {
        let text = chapter.path.as_deref().and_then(|path| woven.get(path));
        if let Some(text) = text {
            chapter.content.clone_from(text);
        }
    });
    book.build().map_err(fault)
}

/// Put the drawings into the pages, and colours, fonts and figures beside them.
fn finish(loom: &Loom<'_>, new: &Path) -> Result<(), WeaveError> {
    for path in links::files_below(new)? {
        if path.extension().is_some_and(|ending| ending == "html") {
            let page = fs::read_to_string(&path).map_err(WeaveError::io("read", &path))?;
            let page = loom.slots.fill(&page);
            let glyphs = glyphs::definitions(&page);
            let page = page.replacen("</main>", &format!("{glyphs}</main>"), 1);
            fs::write(&path, page).map_err(WeaveError::io("write", &path))?;
        }
    }
    style::write(new)?;
    let figures = new.join("figures");
    fs::create_dir_all(&figures).map_err(WeaveError::io("create", &figures))?;
    for (name, figure) in &loom.figures {
        for (theme, svg) in [("light", &figure.light_svg), ("dark", &figure.dark_svg)] {
            let path = figures.join(format!("{name}-{theme}.svg"));
            fs::write(&path, svg).map_err(WeaveError::io("write", &path))?;
        }
    }
    Ok(())
}

/// Let the new book take the place of the old one.
fn swap(new: &Path, place: &Path, old: &Path) -> Result<(), WeaveError> {
    let had_one = place.exists();
    if had_one && !is_replaceable(place) {
        return Err(WeaveError::Occupied {
            path: place.to_owned(),
        });
    }
    if had_one {
        fs::rename(place, old).map_err(WeaveError::io("move", place))?;
    }
    fs::rename(new, place).map_err(|reason| {
        if had_one {
            // The old book is better than none; if it cannot be put back either, the first reason is the one to tell.
            let _ = fs::rename(old, place);
        }
        WeaveError::io("write", place)(reason)
    })
}

/// Whether a place may be cleared for a book: an empty folder, or a book built before.
fn is_replaceable(place: &Path) -> bool {
    let is_empty = || fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none());
    let is_book = || {
        ["index.html", "ink.css", "toc.html"]
            .iter()
            .all(|file| place.join(file).is_file())
    };
    place.is_dir() && (is_book() || is_empty())
}
