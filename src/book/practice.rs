//! What the scripts of the pages know of the exercises: the list of all, each with its page, its equations and its code; the reader's
//! progress, which the terminal writes into the built book; and the scripts that judge answers in a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Serialize;

use super::GENERATED;
use super::directive::Directive;
use super::exercises::Named;
use super::markdown::{self, Context};
use super::page::Page;
use crate::exercise::{pencil, progress_script};

const LIST: &str = "exercises.js";
/// The script on a page with exercises, in the book's folder and beside the pages.
const FIELDS: &str = "fields.js";
/// The beginnings of questions that are not exercises.
const QUESTIONS: [&str; 2] = ["<details class=\"recall\">", "<details class=\"answer\">"];

/// An exercise as the scripts see it.
#[derive(Serialize)]
struct Row {
    id: &'static str,
    aliases: &'static [&'static str],
    title: &'static str,
    page: String,
    equations: Vec<String>,
    /// The ids of the pieces of code that solve it.
    code: Vec<String>,
    /// The question by hand about the same.
    again: Option<&'static str>,
}

impl Row {
    fn of(named: Named, page: String) -> Self {
        let equations = named.equations().iter().map(ToString::to_string).collect();
        match named {
            Named::Written(one) => Self {
                id: one.id,
                aliases: one.aliases,
                title: one.title,
                page,
                equations,
                code: one
                    .blanks
                    .iter()
                    .filter(|blank| blank.signature.is_none())
                    .map(|blank| progress_script::code_id(blank.module, blank.name))
                    .collect(),
                again: pencil::about(one.id),
            },
            Named::Pencil(one) => Self {
                id: one.id,
                aliases: &[],
                title: one.title,
                page,
                equations,
                code: Vec::new(),
                again: None,
            },
        }
    }
}

/// The files that the scripts need, of the book in a folder.
pub(super) fn files(book: &Path, pages: &[Page]) -> Vec<(&'static str, Vec<u8>)> {
    let list = serde_json::json!(rows(pages));
    let (name, empty) = (
        progress_script::NAME,
        progress_script::text("", &BTreeMap::new()),
    );
    let script = fs::read(book.join(FIELDS)).ok();
    let script = script.map(|script| (FIELDS, script));
    let list = format!("window.exercises = {list};\n");
    [(LIST, list.into_bytes()), (name, empty.into_bytes())]
        .into_iter()
        .chain(script)
        .collect()
}

/// All exercises that pages ask, in the order of the book, each once.
fn rows(pages: &[Page]) -> Vec<Row> {
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    for page in pages {
        for named in asked(page) {
            if seen.insert(named.id()) {
                all.push(Row::of(named, page.address()));
            }
        }
    }
    all
}

/// The exercises of a page.
fn asked(page: &Page) -> Vec<Named> {
    let found = markdown::directives(&page.source).into_iter();
    let found = found.filter(|found| found.context == Context::Prose);
    let exercises = |text: &str| match Directive::parse(text) {
        Ok(Directive::Exercise(named)) => named,
        _ => Vec::new(),
    };
    let texts = found.filter_map(|found| found.text);
    texts.flat_map(exercises).collect()
}

/// The text of a page with a place below its title for the reader's progress, if the page asks something. `marks.js` fills it; were it
/// made there, the page would move when it comes.
pub(super) fn with_head(page: &Page, text: &str) -> String {
    let class = if !asked(page).is_empty() {
        "chapter-progress with-exercises"
    } else if QUESTIONS
        .iter()
        .any(|question| page.source.contains(question))
    {
        "chapter-progress"
    } else {
        return text.to_owned();
    };
    let head = format!("\n\n<section class=\"{class}\"></section>\n\n");
    let end = if text.starts_with("<header") {
        "</header>"
    } else {
        "\n"
    };
    let (title, rest) = text.split_once(end).unwrap_or((text, ""));
    format!("{title}{end}{head}{rest}")
}

/// The script at the end of a page with exercises.
pub(super) fn script(page: &Page) -> String {
    if asked(page).is_empty() {
        return String::new();
    }
    let up = page.up();
    format!("\n\n<script src=\"{up}{GENERATED}/{FIELDS}\" defer></script>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, source: &str) -> Page {
        Page::new(Path::new("book"), name.into(), source.to_owned())
    }

    #[test]
    fn an_exercise_is_listed_once_with_its_page_its_equations_and_its_code() {
        let pages = [
            page("a.md", "{{#exercise 28}}\n\n`{{#exercise 27}}`\n"),
            page("b/c.md", "{{#exercise 7p 28}}\n"),
        ];
        let rows = serde_json::json!(rows(&pages));
        assert_eq!(rows.as_array().map(Vec::len), Some(2));
        assert_eq!(rows[0]["id"], "28");
        assert_eq!(rows[0]["page"], "a.html");
        assert_eq!(rows[0]["equations"], serde_json::json!(["28"]));
        assert_eq!(rows[0]["again"], "28p");
        let code = rows[0]["code"].to_string();
        assert!(code.contains("code-backprop-eq28"), "{code}");
        assert_eq!(rows[1]["page"], "b/c.html");
        assert_eq!(rows[1]["equations"], serde_json::json!(["7"]));
        assert!(script(&pages[1]).contains("\"../generated/fields.js\""));
        assert_eq!(script(&page("d.md", "text")), "");
    }

    #[test]
    fn a_page_that_asks_has_a_place_for_progress_below_its_title() {
        let headed = |source: &str| with_head(&page("a.md", source), source);
        for (title, rest, class) in [
            (
                "# One\n",
                "\n{{#exercise 28}}\n",
                "chapter-progress with-exercises",
            ),
            (
                "# One\n",
                "\n<details class=\"recall\">\n",
                "chapter-progress",
            ),
            (
                "<header>\n\n# One\n\n</header>",
                "\n\n<details class=\"answer\">\n",
                "chapter-progress",
            ),
        ] {
            let head = format!("\n\n<section class=\"{class}\"></section>\n\n");
            assert_eq!(
                headed(&format!("{title}{rest}")),
                format!("{title}{head}{rest}")
            );
        }
        assert_eq!(headed("# One\n\nNothing.\n"), "# One\n\nNothing.\n");
    }
}
