//! The book: pages of text, woven together with the equations, the code, the figures and the screens of the program itself.
//!
//! `book/src` holds the text. In it stand directives such as `{{#equation 4}}` or `{{#value 4 w=-2,1,2 x=0,0}}` and formulas between
//! dollar signs; [`Directive`] lists them all. [`build`] replaces them by what the registry, the sources and the figures say today, lets
//! mdBook render the pages, and checks that every link leads somewhere. [`preprocess`] does the same for a stock
//! `mdbook build`. Nothing that the book shows is typed by hand.
//!
//! | file | what it does |
//! |---|---|
//! | `directive`, `example` | read what stands between `{{#` and `}}` |
//! | `markdown` | finds directives, formulas and links in a page |
//! | `loom` | weaves one page |
//! | `maths`, `glyphs` | TeX to a drawing |
//! | `passport`, `reference`, `index` | what a page shows of an equation, links to it, and the table of all of them |
//! | `map` | the map of all equations and of what rests on what |
//! | `breaks` | lines of numbers that are too wide |
//! | `exhibit` | code, figures, screens, transcripts |
//! | `live` | dashboards that live in the pages |
//! | `places` | on which page everything stands |
//! | `quantity` | numbers in the text that belong to no equation |
//! | [`source`] | cuts functions and types out of the code |
//! | `links` | follows every link |
//! | [`style`] | colours and fonts |
//! | `workshop` | where a book lies until all of it is sound |
//! | `faults` | what is wrong, and where |

mod breaks;
mod directive;
mod example;
mod exhibit;
mod faults;
mod glyphs;
pub mod html;
mod index;
mod links;
mod live;
mod loom;
mod map;
mod markdown;
mod maths;
mod passport;
mod places;
mod quantity;
mod reference;
pub mod source;
pub mod style;
mod workshop;

pub use directive::Directive;
pub use example::{Example, Neuron, Precision};
pub use faults::{Fault, WeaveError};
pub use quantity::Quantity;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::config::Config;

use links::Rendered;
use loom::{Loom, Page};
use workshop::Workshop;

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
    /// The program as WebAssembly, if the dashboards are to live in the pages.
    pub live: Option<Vec<u8>>,
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
            live: None,
        })
    }
}

/// The book as `mdBook` takes it: pages of Markdown, and the files beside them.
pub(super) struct Woven {
    /// The text of each page, by its path in `src`.
    pages: BTreeMap<PathBuf, String>,
    /// The files, by their path below [`BESIDE`].
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What is wrong with the pages.
    faults: Vec<Fault>,
}

/// The folder of the book in which everything stands that is made with it and is no page.
const BESIDE: &str = "woven";

/// Weave all pages.
fn weave(options: &Options<'_>, pages: &[Page]) -> Woven {
    let mut loom = Loom::new(options, pages);
    let texts = pages
        .iter()
        .map(|page| (page.path.clone(), loom.weave(page)))
        .collect();
    let live = options
        .live
        .as_ref()
        .map(|program| live::files(options, program));
    let mut files: BTreeMap<PathBuf, Vec<u8>> = style::files()
        .into_iter()
        .chain(live.into_iter().flatten())
        .map(|(name, bytes)| (PathBuf::from(name), bytes))
        .collect();
    for (name, figure) in loom.figures {
        for (theme, svg) in [("light", figure.light_svg), ("dark", figure.dark_svg)] {
            let path = Path::new("figures").join(format!("{name}-{theme}.svg"));
            files.insert(path, svg.into_bytes());
        }
    }
    Woven {
        pages: texts,
        files,
        faults: loom.faults,
    }
}

impl Woven {
    /// Write the files into a folder, in place of what was there. A file that is as it should be is left alone, or else `mdbook serve`,
    /// which watches the folder, would never come to rest.
    fn write_files(&self, folder: &Path) -> Result<(), WeaveError> {
        fs::create_dir_all(folder).map_err(WeaveError::io("create", folder))?;
        for path in links::files_below(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            if !self.files.contains_key(name) {
                fs::remove_file(&path).map_err(WeaveError::io("remove", &path))?;
            }
        }
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            if fs::read(&path).is_ok_and(|there| there == *bytes) {
                continue;
            }
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(WeaveError::io("create", parent))?;
            fs::write(&path, bytes).map_err(WeaveError::io("write", &path))?;
        }
        Ok(())
    }

    /// Put the woven text in place of what the pages of a book hold.
    fn take_place(&self, book: &mut Book) {
        book.for_each_chapter_mut(|chapter| {
            let text = chapter.path.as_ref().and_then(|path| self.pages.get(path));
            if let Some(text) = text {
                chapter.content.clone_from(text);
            }
        });
    }
}

/// Build the book and return its first page.
///
/// The new book is built beside the old one and takes its place when all of it is sound.
///
/// # Errors
/// All faults of the sources at once, or a file that cannot be read or written.
pub fn build(options: &Options<'_>) -> Result<PathBuf, WeaveError> {
    is_free(&options.output)?;
    let (pages, mut faults) = read_pages(options)?;
    let mut woven = weave(options, &pages);

    let beside = options.output.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(beside).map_err(WeaveError::io("create", beside))?;
    let workshop = Workshop::open(beside).map_err(WeaveError::io("write in", beside))?;
    let new = workshop.path().join("new");

    // mdBook refuses a table of contents that names a missing page; that fault is known already.
    if faults.is_empty() {
        render(options, &woven, &new)?;
        woven.write_files(&new.join(BESIDE))?;
        let rendered = Rendered::read(&new)?;
        faults.extend(pages.iter().flat_map(|page| rendered.check(page)));
    }
    faults.append(&mut woven.faults);
    faults::none(faults)?;
    swap(&new, &options.output, &workshop.path().join("old"))?;
    Ok(options.output.join("index.html"))
}

/// Weave the book that a stock `mdbook build` hands to its preprocessor, as JSON, and hand it back.
///
/// `live` gives the program for the dashboards of the book in a folder, if they are to live. The files beside the pages go into the folder `woven` of the sources, from where `mdbook` copies them.
///
/// # Errors
/// All faults of the pages at once, input that is not `mdBook`'s, or a file that cannot be written.
pub fn preprocess(
    illustrator: &dyn Illustrator,
    live: impl FnOnce(&Path) -> Option<Vec<u8>>,
    input: impl Read,
    output: impl Write,
) -> Result<(), WeaveError> {
    let (context, mut book) = mdbook_preprocessor::parse_input(input).map_err(mdbook_fault)?;
    let source = context.root.join(&context.config.book.src);
    let options = Options {
        sources: context.root.join("..").join("src"),
        output: PathBuf::new(),
        live: live(&context.root),
        book: context.root,
        illustrator,
    };
    let mut pages = Vec::new();
    book.for_each_chapter_mut(|chapter| {
        if let Some(path) = &chapter.path {
            pages.push(Page::new(&options, path.clone(), chapter.content.clone()));
        }
    });
    let mut woven = weave(&options, &pages);
    faults::none(std::mem::take(&mut woven.faults))?;
    woven.write_files(&source.join(BESIDE))?;
    woven.take_place(&mut book);
    serde_json::to_writer(output, &book).map_err(|error| mdbook_fault(error.into()))
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
    Ok(Page::new(options, path, source))
}

/// Let mdBook render the woven pages.
fn render(options: &Options<'_>, woven: &Woven, new: &Path) -> Result<(), WeaveError> {
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(WeaveError::io("find the absolute path of", path))
    };
    let mut config = Config::from_disk(options.book.join("book.toml")).map_err(mdbook_fault)?;
    config.build.build_dir = absolute(new)?;
    config.build.create_missing = false;
    // What the preprocessor would do is done already.
    let none = BTreeMap::<String, String>::new();
    config.set("preprocessor", none).map_err(mdbook_fault)?;
    let mut book =
        MDBook::load_with_config(absolute(&options.book)?, config).map_err(mdbook_fault)?;
    woven.take_place(&mut book.book);
    book.build().map_err(mdbook_fault)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn mdbook_fault(error: mdbook_driver::errors::Error) -> WeaveError {
    WeaveError::Mdbook(format!("{error:#}"))
}

/// Let the new book take the place of the old one, which then lies where the new one was, or at `old`.
fn swap(new: &Path, place: &Path, old: &Path) -> Result<(), WeaveError> {
    is_free(place)?;
    if exchanged(new, place) {
        return Ok(());
    }
    let had_one = place.exists();
    if had_one {
        fs::rename(place, old).map_err(WeaveError::io("move", place))?;
    }
    fs::rename(new, place).or_else(|reason| {
        if had_one {
            // The old book is better than none; if it cannot be put back either, the first reason is the one to tell.
            let _ = fs::rename(old, place);
        } else if is_replaceable(place) && exchanged(new, place) {
            // Another program has put the first book there in the meantime.
            return Ok(());
        }
        Err(WeaveError::io("write", place)(reason))
    })
}

/// Let two folders change places at once, so that there is always one of them; false where the system or the disk cannot.
#[cfg(target_os = "linux")]
fn exchanged(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchanged(_: &Path, _: &Path) -> bool {
    false
}

/// Refuse a place where something stands that is no book.
fn is_free(place: &Path) -> Result<(), WeaveError> {
    // Who looks into a book at the moment in which another takes its place finds half of one; the next look finds the other.
    let is_taken = || place.exists() && !is_replaceable(place);
    if is_taken() && is_taken() {
        return Err(WeaveError::Occupied {
            path: place.to_owned(),
        });
    }
    Ok(())
}

/// Whether a place may be cleared for a book: an empty folder, or a book built before.
fn is_replaceable(place: &Path) -> bool {
    let is_empty = || fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none());
    let is_book = || {
        let has = |file: &str| place.join(file).is_file();
        has("index.html") && has("toc.html") && (has("woven/ink.css") || has("ink.css"))
    };
    place.is_dir() && (is_book() || is_empty())
}
