//! The book as it is built, with its true figures and screens: its pages, links, pictures and search, and what of the code it shows.
#![cfg(all(feature = "book", feature = "terminal"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use nn28::book::source::{self, pieces};
use nn28::scene::colour::{Rgb, SymbolColor};

use super::accessible::contrast;
use super::folders::{folder, names, read};

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The book of the package, with its true figures and screens, built once for all tests.
fn built() -> &'static Path {
    static BOOK: LazyLock<PathBuf> = LazyLock::new(|| {
        let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
        let _ = fs::remove_dir_all(&output);
        let said = build_to(package(), &output);
        let install = "rustup target add wasm32-unknown-unknown";
        assert!(said.contains(install), "{said}");
        output
    });
    &BOOK
}

/// The book in a folder as the program builds it where there is no target for pages; gives what it says.
fn build_to(folder: &Path, output: &Path) -> String {
    let built = Command::new(env!("CARGO_BIN_EXE_nn28"))
        .args(["book", "--output", &output.to_string_lossy()])
        .current_dir(folder)
        .env("NN28_WASM_RUSTC", "false")
        .env_remove("NN28_NO_LIVE")
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    said.into_owned()
}

#[test]
fn a_page_whose_dashboards_stand_still_says_so_once_and_links_to_nothing_that_is_not_there() {
    for (name, page) in pages(built()) {
        // The page that is printed has the notes of all pages.
        if name == "print.html" {
            continue;
        }
        let expected = usize::from(page.contains("<figure class=\"frame"));
        let said = page.matches("It stands still: this book was built without its program");
        assert_eq!(said.count(), expected, "{name}");
        for missing in [
            "data-do=",
            "data-start=",
            "data-moving=",
            ".wasm.js",
            "generated/live.js",
            "<noscript data-t",
        ] {
            assert!(!page.contains(missing), "{name}: {missing}");
        }
    }
}

/// The files of a built book's first folder with this ending, by their names.
fn files(output: &Path, ending: &str) -> Vec<(String, String)> {
    let mut names = names(output);
    names.retain(|name| name.ends_with(ending));
    let file = |name: String| (name.clone(), read(output.join(name)));
    names.into_iter().map(file).collect()
}

/// Every page of a built book, by its name.
fn pages(output: &Path) -> Vec<(String, String)> {
    files(output, ".html")
}

/// The values of an attribute, with the tags that they stand in.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let mark = format!(" {name}=\"");
    let values = page.match_indices(&mark).filter_map(|(at, _)| {
        let tag = &page[page[..at].rfind('<')?..];
        Some((tag, page[at + mark.len()..].split('"').next()?))
    });
    values.collect()
}

/// The addresses of a page, with their tags.
fn addresses(page: &str) -> Vec<(&str, &str)> {
    [attributes(page, "href"), attributes(page, "src")].concat()
}

/// The text of a page without what stands in `<name …>` to `</name>`.
fn without(page: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        out.push_str(&rest[..at]);
        rest = rest[at..].find(&close).map_or("", |end| &rest[at + end..]);
    }
    out + rest
}

#[test]
fn no_directive_and_no_tex_is_left_on_any_page() {
    let output = built();
    for (path, page) in pages(output) {
        let main = page.split("<main>").nth(1).unwrap_or("");
        let main = main.split("</main>").next().unwrap_or("");
        let prose = ["pre", "code", "script"]
            .iter()
            .fold(main.to_owned(), |page, name| without(&page, name));
        let tex = ["$", "\\frac", "\\sum", "\\ink"];
        let others = ["{{#", "NaN", "panicked", "undefined", "\u{E000}"];
        for left in tex.into_iter().chain(others) {
            assert!(!prose.contains(left), "{path}: {left}");
        }
    }
}

#[test]
fn every_address_on_every_page_leads_to_a_file_and_every_anchor_to_an_id() {
    let output = built();
    let pages = pages(output);
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| {
            let ids = attributes(page, "id").into_iter().map(|(_, id)| id);
            (path.as_str(), ids.collect())
        })
        .collect();
    for (path, page) in &pages {
        for (_, address) in addresses(page) {
            let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
            let file = if file.is_empty() { path } else { file };
            assert!(output.join(file).is_file(), "{path}: {address}");
            let has = |ids: &BTreeSet<&str>| ids.contains(anchor);
            let found = anchor.is_empty() || ids.get(file).is_some_and(has);
            assert!(found, "{path}: {address}");
        }
    }
}

#[test]
fn far_from_the_sources_the_program_builds_the_same_book_where_it_is_started_and_says_what_is_missing()
 {
    let folder = folder();
    let said = build_to(folder.path(), Path::new("output/book"));
    let sentence = "the dashboards and figures stand still in the pages, and no answers are judged there: only a clone of nn28 has the sources to make them live\n";
    assert_eq!(said, sentence);
    assert_eq!(names(folder.path()), ["output"]);
    assert_eq!(names(&folder.path().join("output")), ["book"]);
    let (far, near) = (folder.path().join("output/book"), built());
    let (far, near) = (contents(&far, &far), contents(near, near));
    assert!(far.keys().eq(near.keys()));
    for (name, bytes) in near {
        assert!(far[&name] == bytes, "{} differs", name.display());
    }
}

/// The files below a folder, by their paths in `root`.
fn contents(folder: &Path, root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = names(folder).into_iter().map(|name| folder.join(name));
    let files = paths.flat_map(|path| {
        if path.is_dir() {
            return contents(&path, root);
        }
        let name = path.strip_prefix(root).expect("below it").to_owned();
        BTreeMap::from([(name, fs::read(&path).expect("a file"))])
    });
    files.collect()
}

#[test]
fn without_the_target_for_pages_the_dashboards_stand_still() {
    let page = read(built().join("neuron.html"));
    assert!(page.contains("class=\"frame") && !page.contains("live.js"));
    assert!(!built().join("generated/live.js").exists());
    assert!(!page.contains("data-moving") && !page.contains("figures.js"));
    assert!(!built().join("generated/figures.js").exists());
}

#[test]
fn nothing_is_loaded_from_the_network() {
    let output = built();
    for (path, page) in pages(output) {
        for (_, address) in addresses(&page) {
            assert!(!address.contains("//"), "{path}: {address}");
        }
    }
    for (path, css) in files(output, ".css") {
        for rest in css.split("url(").skip(1) {
            let address = rest.split(')').next().unwrap_or("");
            assert!(!address.contains("//"), "{path}: {address}");
        }
    }
}

#[test]
fn every_ink_is_legible_on_its_paper() {
    // The themes light, and coal, navy and ayu. On the grey of the theme rust all but one reach 4.5, and that one 4.48.
    let light = Rgb(0xff, 0xff, 0xff);
    let coal = Rgb(0x14, 0x16, 0x17);
    let navy = Rgb(0x16, 0x19, 0x23);
    let ayu = Rgb(0x0f, 0x14, 0x19);
    for ink in SymbolColor::ALL {
        let on_dark = [coal, navy, ayu].map(|paper| contrast(ink.on_dark(), paper));
        let all = [contrast(ink.on_light(), light)].into_iter().chain(on_dark);
        for contrast in all {
            assert!(contrast >= 4.5, "{ink:?}: {contrast}");
        }
    }
}

#[test]
fn what_the_style_sheet_asks_for_stands_beside_it() {
    let output = built();
    let css = read(package().join("book/style.css"));
    for address in css.split("url(\"").skip(1) {
        let address = address.split('"').next().expect("a quotation mark");
        assert!(output.join(address).is_file(), "{address}");
    }
    assert!(css.contains("@import \"generated/ink.css\""));
    assert!(output.join("generated/ink.css").is_file());
}

#[test]
fn the_equations_of_every_chapter_have_their_anchors_and_their_row_in_the_index() {
    let output = built();
    let index = read(output.join("equations.html"));
    let mut on_pages = BTreeSet::new();
    for entry in nn28::equation::all() {
        let number = entry.number;
        let row = format!("id=\"index-eq-{number}\"");
        assert!(index.contains(&row), "equation {number}");
        let page = format!("{}.html", entry.page());
        let page = read(output.join(page));
        on_pages.insert(number.to_string());
        let anchors = page.matches(&format!(" id=\"eq-{number}\"")).count();
        assert_eq!(anchors, 1, "equation {number}");
        let link = format!("href=\"{}\"", entry.address());
        assert!(index.contains(&link), "{link}");
    }
    assert_eq!(on_pages.len(), 29);
}

#[test]
fn every_anchor_of_an_equation_and_of_code_is_in_the_list_and_every_address_of_the_list_is_there() {
    let list = read(built().join("generated/anchors.js"));
    for entry in nn28::equation::all() {
        let anchor = format!("\"eq-{}\":\"", entry.number);
        assert!(list.contains(&anchor), "{anchor}");
        let code = format!("\"code-{}\":\"", entry.code.replace("::", "-"));
        assert!(list.contains(&code), "{code}");
    }
    let heading = "\"three-traps\":\"backprop-hidden.html";
    assert!(list.contains(heading), "{heading}");
    for address in list.split("\":\"").skip(1) {
        let address = address.split('"').next().unwrap_or_default();
        let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
        let page = read(built().join(page));
        let is_there = anchor.is_empty() || page.contains(&format!(" id=\"{anchor}\""));
        assert!(is_there, "{address}");
    }
}

#[test]
fn every_picture_says_what_it_shows() {
    let output = built();
    for (path, page) in pages(output) {
        for tag in page.split("<img").skip(1) {
            let tag = tag.split('>').next().unwrap_or("");
            assert!(tag.contains(" alt=\""), "{path}: {tag}");
            assert!(!tag.contains(" alt=\"\""), "{path}: {tag}");
        }
        for (tag, label) in attributes(&page, "aria-label") {
            assert!(!label.trim().is_empty(), "{path}: {tag:.80}");
        }
        let formulas = page.matches("<svg class=\"maths\"").count();
        let with = |attributes: &str| {
            let tag = format!("<svg class=\"maths\" {attributes}=\"");
            page.matches(&tag).count()
        };
        // A preview is for the eye: its link says in words where it leads.
        let named = with("role=\"img\" aria-label") + with("aria-hidden");
        assert_eq!(formulas, named, "{path}");
    }
}

#[test]
fn the_search_index_knows_words_and_every_equation_and_no_drawings() {
    let index = read(built().join("searchindex.js"));
    assert!(index.contains("logistic") && index.contains("eq04_sigmoid"));
    for junk in ["<svg", "viewbox", "generated/", "▀", "Math-Italic"] {
        assert!(!index.contains(junk), "{junk}");
    }
    for entry in nn28::equation::all() {
        let number = entry.number;
        let address = format!("\"{}\"", entry.address());
        assert!(index.contains(&address), "{number}");
        let title = format!("Equation {number} · ");
        assert!(index.contains(&title), "{number}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// A book with one page of everything, since the gate has a stock mdbook build the whole one.
const PAGE: &str = "# A\n\nSee {{#eq 5}}: $x_0$.\n\n{{#equation 1 w=-2,1,2 x=0.5,1}}\n\n{{#figure 43}}\n\n{{#code neuron::eq01_weighted_sum}}\n";

#[test]
fn a_stock_mdbook_builds_the_same_pages_through_the_preprocessor() {
    let folder = folder();
    let root = folder.path().join("book");
    copy(&package().join("src"), &folder.path().join("src"));
    let package_file = folder.path().join("Cargo.toml");
    fs::copy(package().join("Cargo.toml"), &package_file).expect("a file");
    fs::create_dir_all(root.join("src")).expect("a folder");
    for part in [
        "book.toml",
        "style.css",
        "workbook.js",
        "progress.js",
        "marks.js",
        "fold.js",
        "live.js",
        "figures.js",
        "program.js",
        "symbols.js",
    ] {
        fs::copy(package().join("book").join(part), root.join(part)).expect("a file");
    }
    copy(&package().join("book/theme"), &root.join("theme"));
    fs::write(
        root.join("src/SUMMARY.md"),
        "# Summary\n\n- [A](a.md)\n    - [B](b.md)\n",
    )
    .expect("a file");
    fs::write(root.join("src/a.md"), PAGE).expect("a file");
    // A figure without a number goes by the figure before it.
    fs::write(root.join("src/b.md"), "# B\n\n{{#figure saturation}}\n").expect("a file");
    let own = folder.path().join("own");
    build_to(folder.path(), &own);
    // Without it the preprocessor does not try to compile the dashboards.
    fs::remove_file(package_file).expect("a file");

    let mut config = Config::from_disk(root.join("book.toml")).expect("the settings");
    let command: Option<String> = config.get("preprocessor.nn28.command").expect("a command");
    let command = command.expect("it is named");
    assert!(command.ends_with("--bin nn28 -- preprocess"));
    let program = format!("{:?} preprocess", env!("CARGO_BIN_EXE_nn28"));
    let set = config.set("preprocessor.nn28.command", program);
    set.expect("a command");
    let generated = root.join("src/generated");
    fs::create_dir_all(generated.join("figures")).expect("a folder");
    fs::write(generated.join("figures/of-an-earlier-book.svg"), "<svg/>").expect("a file");
    fs::copy(own.join("generated/ink.css"), generated.join("ink.css")).expect("a file");
    let written = || {
        let file = fs::metadata(generated.join("ink.css"));
        file.and_then(|file| file.modified()).expect("a time")
    };
    let before = written();
    let book = MDBook::load_with_config(root, config).expect("a book");
    book.build().expect("a sound book");
    assert!(!generated.join("figures/of-an-earlier-book.svg").exists());
    // What is as it should be is not written again: who watches the folder is not to be woken for nothing.
    assert_eq!(written(), before);
    // The preprocessor is a process of its own: two runs give the same bytes.
    let stock = folder.path().join("output/book");
    assert_eq!(pages(&stock), pages(&own));
    for file in [
        "generated/anchors.js",
        "generated/ink.css",
        "generated/DejaVuSansMono.ttf",
        "generated/figures/43-dark.svg",
        "searchindex.js",
    ] {
        let read = |book: &Path| fs::read(book.join(file)).expect(file);
        assert!(read(&stock) == read(&own), "{file}");
    }
}

#[test]
fn every_function_that_the_registry_names_can_be_cut_out_of_the_code() {
    for entry in nn28::equation::all() {
        let (file, name) = entry.code.split_once("::").expect("file and function");
        let path = package().join("src/model").join(file).with_extension("rs");
        let text = read(&path);
        let number = format!("eq{:0>2}_", entry.number.to_string());
        assert!(name.starts_with(&number), "{name} for {number}");
        let code = source::piece(&text, name).unwrap_or_else(|| panic!("{}", entry.code));
        let code = code.text(&text);
        assert!(code.starts_with("/// "), "{code}");
        let [opened, closed] = ['{', '}'].map(|brace| code.matches(brace).count());
        assert_eq!(opened, closed, "{code}");
    }
}

/// Where the links of a page lead.
fn targets(page: &str) -> Vec<&str> {
    let rests = page.split("](").skip(1);
    rests.filter_map(|rest| rest.split(')').next()).collect()
}

/// The pages of the book, in the order in which a reader meets them.
fn pages_in_order() -> Vec<String> {
    let folder = package().join("book/src");
    let summary = read(folder.join("SUMMARY.md"));
    let page = |name| read(folder.join(name));
    targets(&summary).into_iter().map(page).collect()
}

/// How often the book shows each line of a file of `model`, by the `{{#code …}}` of its pages.
fn shown(file: &str, text: &str, book: &str) -> Vec<usize> {
    let mut counts = vec![0; text.lines().count()];
    for piece in pieces(text) {
        let directive = match piece.name.as_str() {
            "" => format!("{{{{#code {file}}}}}"),
            name => format!("{{{{#code {file}::{name}}}}}"),
        };
        for line in piece.lines {
            counts[line] += book.matches(&directive).count();
        }
    }
    counts
}

#[test]
fn every_line_of_the_model_outside_tests_stands_in_exactly_one_place_of_the_book() {
    let book = pages_in_order().concat();
    let (mut lines, mut covered, mut wrong) = (0_u32, 0_u32, Vec::new());
    for entry in fs::read_dir(package().join("src/model")).expect("the model") {
        let path = entry.expect("an entry").path();
        let file = path.file_stem().expect("a name").to_string_lossy();
        let text = read(&path);
        let counts = shown(&file, &text, &book);
        let is_code = |line: &&str| !line.starts_with("#[cfg(test)]");
        let code = text.lines().take_while(is_code);
        for (number, (line, count)) in (1..).zip(code.zip(counts)) {
            if line.is_empty() {
                continue;
            }
            lines += 1;
            covered += u32::from(count == 1);
            if count != 1 {
                wrong.push(format!("{file}.rs:{number}: {count} times: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{covered} of {lines} lines: {wrong:#?}");
    assert!(lines > 700, "{lines}");
}

/// The pages of the main line after the first two, which teach nothing to be practised.
fn chapters() -> Vec<(String, String)> {
    let folder = package().join("book/src");
    let summary = read(folder.join("SUMMARY.md"));
    let (main_line, _) = summary.split_once("# Appendix").expect("an appendix");
    let names = targets(main_line).into_iter().map(str::to_owned);
    let pages = names.map(|name| (name.clone(), read(folder.join(name))));
    pages.skip(2).collect()
}

#[test]
fn every_chapter_ends_with_what_the_reader_can_do_and_with_exercises_whose_answers_are_folded() {
    let chapters = chapters();
    assert_eq!(chapters.len(), 11);
    for (name, text) in chapters {
        let (_, end) = text.split_once("\n## What you can do now\n").expect(&name);
        let (abilities, exercises) = end.split_once("\n## Exercises\n").expect(&name);
        let points = abilities.matches("\n- ").count();
        assert!((2..=6).contains(&points), "{name}: {points}");
        assert!(!exercises.contains("\n## "), "{name}");
        // Those of the workbook are judged by it; every other one has its answer.
        let asked = exercises.matches("\n**").count();
        let answered = exercises.matches("<details class=\"answer\">").count();
        let without = exercises.matches("\n**Find the fault.**").count();
        assert!(
            asked >= 2 && asked == answered + without,
            "{name}: {asked}, {answered}"
        );
    }
}

#[test]
fn the_pages_ask_for_every_exercise_of_the_workbook_once() {
    let text: String = chapters().into_iter().map(|(_, text)| text).collect();
    let lists = text.split("{{#exercise ").skip(1);
    let ids = lists.flat_map(|rest| rest.split("}}").next().unwrap_or("").split_whitespace());
    let mut asked: Vec<&str> = ids.collect();
    let functions = nn28::exercise::all().map(|exercise| exercise.id);
    let by_hand = nn28::exercise::pencil::all().map(|pencil| pencil.id);
    let mut all: Vec<&str> = functions.chain(by_hand).collect();
    asked.sort_unstable();
    all.sort_unstable();
    assert_eq!(asked, all);
}

#[test]
fn the_reader_is_asked_before_he_goes_on() {
    for (name, text) in chapters() {
        let questions = text.matches("<summary>Before you go on: ").count();
        assert!(questions >= 2, "{name}: {questions}");
    }
}

#[test]
fn every_figure_has_a_caption_with_its_number_and_every_screen_a_text_beside_it() {
    let (mut figures, mut screens) = (0, 0);
    for (path, page) in pages(built()) {
        for figure in page.split("<figure ").skip(1) {
            let figure = figure.split("</figure>").next().unwrap_or_default();
            if figure.starts_with("class=\"figure\" id=\"figure-") {
                figures += 1;
                let caption = figure.split("<figcaption>").nth(1).unwrap_or_default();
                let is_numbered = caption.starts_with("<a class=\"figure-number\"");
                assert!(is_numbered && caption.len() > 60, "{path}: {caption}");
            }
            if figure.starts_with("class=\"frame") {
                assert!(figure.contains("<figcaption>The dashboard of"), "{path}");
                let drawn = figure.matches("<pre").count();
                let told = figure.matches("role=\"img\" aria-label=\"The dashboard of");
                assert_eq!(drawn, told.count(), "{path}");
                screens += drawn;
            }
        }
    }
    assert!(figures > 40, "{figures} figures");
    assert!(screens > 20, "{screens} screens");
}
