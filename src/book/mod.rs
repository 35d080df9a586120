//! The book: pages of text, with the equations, the code, the figures and the screens of the program itself.
//!
//! `book/src` holds the text. It has directives such as `{{#equation 4}}` or `{{#value 4 w=-2,1,2 x=0,0}}` and formulas between
//! dollar signs; `directive` lists them all. [`build`] replaces them by what the registry, the sources and the figures say today, lets
//! mdBook render the pages, and checks that every link leads somewhere. [`preprocess`] does the same for a stock
//! `mdbook build`. Nothing that the book shows is typed by hand.
//!
//! A page passes through these files in this order:
//!
//! | file | what it does |
//! |---|---|
//! | `page`, `markdown` | a page, and the directives, formulas and links in it |
//! | `directive`, `example` | read what is between `{{#` and `}}` |
//! | `xref` | finds the page of every equation and figure |
//! | `renderer` | replaces the directives and formulas of one page |
//! | `equation_card`, `equation_link`, `index`, `map` | an equation's card, links to it, the table and the map of all equations |
//! | `number`, `quantity` | numbers in the text, and those that are no equation's value |
//! | `runs`, `run_line`, `claim` | numbers of trainings, how to get them again, and statements about numbers |
//! | `exercises`, `datasets`, `worked_example` | exercises of the workbook; the table of the data; the worked example |
//! | `embeds`, `live`, `content` | code, figures, screens and transcripts; dashboards that live in the pages |
//! | [`source`] | cuts functions and types out of the code |
//! | `maths`, `breaks`, `glyphs` | TeX to a drawing |
//! | `names` | looks for the names of code that the text speaks of |
//! | `html`, `style` | escapes; colours and fonts |
//! | `links`, `anchors` | follows every link; the list of all anchors for addresses of earlier editions |
//! | `output` | delivers the book in its folder |
//! | `fault` | what is wrong, and where |

mod anchors;
mod breaks;
mod claim;
mod content;
mod datasets;
mod directive;
mod embeds;
mod equation_card;
mod equation_link;
mod example;
mod exercises;
mod fault;
mod glyphs;
mod html;
mod index;
mod links;
mod live;
mod map;
mod markdown;
mod maths;
mod names;
mod number;
mod output;
mod page;
mod quantity;
mod renderer;
mod run_line;
mod runs;
pub mod source;
mod style;
mod worked_example;
mod xref;

pub use content::{Content, FigureParts, FrameParts, Outcome, Plan};
pub use fault::{BookError, Fault};
pub use live::Programs;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::config::Config;

use links::Rendered;
use output::Output;
use page::Page;
use renderer::PageRenderer;

/// The folders of a book, and what its pages show.
pub struct Options {
    /// The folder with `book.toml`.
    pub book: PathBuf,
    /// The folder with the code that the pages quote.
    pub sources: PathBuf,
    pub output: PathBuf,
    pub content: Content,
    /// The programs that run inside the pages.
    pub live: Programs,
}

impl Options {
    /// The book of a package in a folder, for the current folder's `output/book`.
    pub fn of_package(root: &Path, content: Content) -> Self {
        Self {
            book: root.join("book"),
            sources: root.join("src"),
            output: Path::new("output").join("book"),
            content,
            live: Programs::default(),
        }
    }
}

/// Writes files, given by their paths with their text, below a folder.
///
/// # Errors
/// A file that cannot be written.
pub fn unpack(files: &[(&str, &str)], folder: &Path) -> Result<(), BookError> {
    for (path, text) in files {
        let path = folder.join(path);
        create_parent(&path)?;
        fs::write(&path, text).map_err(BookError::io("write", &path))?;
    }
    Ok(())
}

/// The pages as Markdown that mdBook renders, and the files beside them.
struct Rendering {
    /// The text of each page, by its path in `src`.
    pages: BTreeMap<PathBuf, String>,
    /// The files, by their path below [`GENERATED`].
    files: BTreeMap<PathBuf, Vec<u8>>,
    faults: Vec<Fault>,
}

/// The folder of the book for everything that is made with it and is no page.
const GENERATED: &str = "generated";

fn render_pages(options: &Options, pages: &[Page]) -> Rendering {
    let mut renderer = PageRenderer::new(options, pages);
    let rendered = pages
        .iter()
        .map(|page| (page.path.clone(), renderer.render(page)));
    let rendered = rendered.collect();
    let live = options.live.files(&options.book);
    let files = style::files()
        .into_iter()
        .chain(live)
        .chain(anchors::script(&options.book));
    let mut files: BTreeMap<_, _> = files.map(|(name, bytes)| (name.into(), bytes)).collect();
    for (name, figure) in renderer.figures {
        for (theme, svg) in [("light", figure.light_svg), ("dark", figure.dark_svg)] {
            let path = Path::new("figures").join(format!("{name}-{theme}.svg"));
            files.insert(path, svg.into_bytes());
        }
    }
    Rendering {
        pages: rendered,
        files,
        faults: renderer.faults,
    }
}

impl Rendering {
    fn add_anchors(&mut self, pages: &[Page], rendered: &Rendered) {
        let (name, list) = anchors::list(pages, rendered);
        self.files.insert(name.into(), list);
    }

    /// Writes the files into a folder, in place of what was there. A file that is as it should be is left alone, because `mdbook serve`
    /// watches the folder and would never come to rest.
    fn write_files(&self, folder: &Path) -> Result<(), BookError> {
        fs::create_dir_all(folder).map_err(BookError::io("create", folder))?;
        for path in links::files_below(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            if !self.files.contains_key(name) {
                fs::remove_file(&path).map_err(BookError::io("remove", &path))?;
            }
        }
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            if fs::read(&path).is_ok_and(|there| there == *bytes) {
                continue;
            }
            create_parent(&path)?;
            fs::write(&path, bytes).map_err(BookError::io("write", &path))?;
        }
        Ok(())
    }

    /// Replaces the text of a book's pages.
    fn apply_to(&self, book: &mut Book) {
        book.for_each_chapter_mut(|chapter| {
            if let Some(text) = chapter.path.as_ref().and_then(|path| self.pages.get(path)) {
                chapter.content.clone_from(text);
            }
        });
    }
}

/// Builds the book and returns its first page.
///
/// The new book is built beside the old one, whose files it replaces when all of it is sound.
///
/// # Errors
/// All faults of the sources at once, or a file that cannot be read or written.
pub fn build(options: &Options) -> Result<PathBuf, BookError> {
    let output = Output::new(&options.output)?;
    let (pages, mut faults) = read_pages(options)?;
    let mut rendering = render_pages(options, &pages);
    let new = output.build.path();

    // mdBook refuses a table of contents that names a missing page; that fault is known already.
    if faults.is_empty() {
        let generated = new.join(GENERATED);
        run_mdbook(options, &rendering, new)?;
        rendering.write_files(&generated)?;
        let rendered = Rendered::read(new)?;
        rendering.add_anchors(&pages, &rendered);
        rendering.write_files(&generated)?;
        faults.extend(pages.iter().flat_map(|page| rendered.check(page)));
    }
    faults.append(&mut rendering.faults);
    fault::none(faults)?;
    output.deliver()?;
    Ok(options.output.join("index.html"))
}

/// Renders the pages of the book that a stock `mdbook build` hands to its preprocessor, as JSON, and hands it back.
///
/// `live` gives the programs for the pages of the book in a folder. The files beside the pages go into the
/// folder `generated` of the sources, from where `mdbook` copies them.
///
/// # Errors
/// All faults of the pages at once, input that is not `mdBook`'s, or a file that cannot be written.
pub fn preprocess(
    content: Content,
    live: impl FnOnce(&Path) -> Programs,
    input: impl Read,
    output: impl Write,
) -> Result<(), BookError> {
    let (context, mut book) = mdbook_preprocessor::parse_input(input).map_err(mdbook_fault)?;
    let source = context.root.join(&context.config.book.src);
    let options = Options {
        sources: context.root.join("..").join("src"),
        output: PathBuf::new(),
        live: live(&context.root),
        book: context.root,
        content,
    };
    let mut pages = Vec::new();
    book.for_each_chapter_mut(|chapter| {
        let (path, text) = (chapter.path.clone(), chapter.content.clone());
        pages.extend(path.map(|path| Page::new(&options.book, path, text)));
    });
    let mut rendering = render_pages(&options, &pages);
    fault::none(std::mem::take(&mut rendering.faults))?;
    // Which anchors there are shows only in the pages that mdBook makes of this.
    let trial = tempfile::tempdir().map_err(BookError::io("write in", &std::env::temp_dir()))?;
    run_mdbook(&options, &rendering, trial.path())?;
    rendering.add_anchors(&pages, &Rendered::read(trial.path())?);
    rendering.write_files(&source.join(GENERATED))?;
    rendering.apply_to(&mut book);
    serde_json::to_writer(output, &book).map_err(|error| mdbook_fault(error.into()))
}

/// The pages that the table of contents names, and a fault for each that is not there.
fn read_pages(options: &Options) -> Result<(Vec<Page>, Vec<Fault>), BookError> {
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

fn read_page(options: &Options, path: PathBuf) -> Result<Page, BookError> {
    let full = options.book.join("src").join(&path);
    let source = fs::read_to_string(&full).map_err(BookError::io("read", &full))?;
    Ok(Page::new(&options.book, path, source))
}

fn create_parent(path: &Path) -> Result<(), BookError> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(BookError::io("create", parent))
}

fn run_mdbook(options: &Options, rendering: &Rendering, new: &Path) -> Result<(), BookError> {
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(BookError::io("find the absolute path of", path))
    };
    let mut config = Config::from_disk(options.book.join("book.toml")).map_err(mdbook_fault)?;
    config.build.build_dir = absolute(new)?;
    config.build.create_missing = false;
    // What the preprocessor would do is done already.
    let none = BTreeMap::<String, String>::new();
    config.set("preprocessor", none).map_err(mdbook_fault)?;
    let book = MDBook::load_with_config(absolute(&options.book)?, config);
    let mut book = book.map_err(mdbook_fault)?;
    rendering.apply_to(&mut book.book);
    book.build().map_err(mdbook_fault)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn mdbook_fault(error: mdbook_driver::errors::Error) -> BookError {
    BookError::Mdbook(format!("{error:#}"))
}
