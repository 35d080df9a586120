//! Live dashboards: what tells a page's script where its dashboards are and how they begin, and the links that act on them.
//!
//! Where the program was not compiled for pages all of this is empty, and the frames stand still.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::page::Page;
use super::{GENERATED, html, markdown, moving};

/// The scripts that connect pages and program, in the book's folder and beside the pages, in the order in which they run.
const SCRIPTS: [&str; 2] = ["lab.js", "live.js"];
/// The program as a script: a page that is read from a folder may load scripts, and nothing else.
const PROGRAM: &str = "nn28.wasm.js";
/// The script that asks the judge, and the judge.
const JUDGE: [&str; 2] = ["judge.js", "judge.wasm.js"];
/// What draws the figures that move.
const FIGURES: &str = "figures.wasm.js";

/// The programs as WebAssembly that run inside the pages, as far as they could be compiled.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    /// The dashboards.
    pub dashboards: Option<Vec<u8>>,
    /// The judge of answers.
    pub judge: Option<Vec<u8>>,
    /// The figures that move.
    pub figures: Option<Vec<u8>>,
}

impl Programs {
    /// The files that they need, of the book in a folder.
    pub(super) fn files(&self, book: &Path) -> Vec<(&'static str, Vec<u8>)> {
        let script = |name: &str| fs::read(book.join(name)).unwrap_or_default();
        let mut files = Vec::new();
        if let Some(program) = &self.dashboards {
            files.extend(SCRIPTS.map(|name| (name, script(name))));
            files.push((PROGRAM, assigned("nn28", program)));
        }
        if let Some(program) = &self.judge {
            let [asking, judge] = JUDGE;
            files.push((asking, script(asking)));
            files.push((judge, assigned("nn28_judge", program)));
        }
        if let Some(program) = &self.figures {
            files.extend(moving::SCRIPTS.map(|name| (name, script(name))));
            files.push((FIGURES, assigned("nn28figures", program)));
        }
        files
    }

    /// The script at the end of a page with exercises.
    pub(super) fn judge_script(&self, page: &Page) -> String {
        if self.judge.is_none() || !has_exercises(page) {
            return String::new();
        }
        let (up, script) = (page.up(), JUDGE[0]);
        format!("\n\n<script src=\"{up}{GENERATED}/{script}\" defer></script>\n")
    }
}

/// A program as a script that gives it to the page.
fn assigned(name: &str, program: &[u8]) -> Vec<u8> {
    format!("window.{name} = \"{}\";\n", STANDARD.encode(program)).into_bytes()
}

fn has_exercises(page: &Page) -> bool {
    let mut found = markdown::directives(&page.source).into_iter();
    found.any(|found| found.text.is_some_and(|text| text.starts_with("exercise ")))
}

#[derive(Debug, Default)]
pub(super) struct Dashboards {
    is_live: bool,
    /// How many the page has, and how many of them are rendered.
    all: usize,
    rendered: usize,
    /// Whether a link that does something has begun and not ended.
    pub(super) is_doing: bool,
}

impl Dashboards {
    pub(super) fn of(page: &Page, is_live: bool) -> Self {
        let is_one = |text: &str| text.starts_with("frame ") || text.starts_with("steps ");
        let found = markdown::directives(&page.source).into_iter();
        Self {
            is_live,
            all: found.filter(|found| found.text.is_some_and(is_one)).count(),
            ..Self::default()
        }
    }

    /// A piece of a page with live dashboards, and nothing where they stand still.
    fn if_live(&self, piece: String) -> String {
        if self.is_live { piece } else { String::new() }
    }

    /// The attributes of a frame: which dashboard it is, its size, and the keys pressed before.
    pub(super) fn frame(&mut self, name: &str, arguments: &str) -> String {
        self.rendered += 1;
        let (size, keys) = arguments.split_once(' ').unwrap_or((arguments, ""));
        let keys = keys.trim().trim_start_matches("keys=\"");
        let start = self.start(keys.trim_end_matches('"'));
        let (name, size) = (html::escape(name), html::escape(size));
        self.if_live(format!(
            " id=\"dashboard-{}\" data-dashboard=\"{name}\" data-size=\"{size}\"{start}",
            self.rendered
        ))
    }

    /// The attribute that names the keys to begin with.
    pub(super) fn start(&self, keys: &str) -> String {
        self.if_live(format!(" data-start=\"{}\"", html::escape(keys)))
    }

    /// Begins a link that does something on the dashboard before it, or on the first of the page.
    pub(super) fn begin_link(&mut self, line: &str) -> Result<String, String> {
        if self.all == 0 {
            return Err("this page has no dashboard on which anything could be done".to_owned());
        }
        if std::mem::replace(&mut self.is_doing, true) {
            return Err("{{#do}} within {{#do}}: expected {{#done}} first".to_owned());
        }
        let (dashboard, line) = (self.rendered.max(1), html::escape(line));
        Ok(self.if_live(format!(
            "<a class=\"do\" href=\"#dashboard-{dashboard}\" data-do=\"{line}\">"
        )))
    }

    pub(super) fn end_link(&mut self) -> Result<String, String> {
        if !std::mem::take(&mut self.is_doing) {
            return Err("{{#done}} without {{#do}}".to_owned());
        }
        Ok(self.if_live("</a>".to_owned()))
    }

    /// The scripts at the end of a page with dashboards.
    pub(super) fn script(&self, page: &Page) -> String {
        if !self.is_live || self.all == 0 {
            return String::new();
        }
        let up = page.up();
        let script = |name| format!("<script src=\"{up}{GENERATED}/{name}\" defer></script>\n");
        let scripts = SCRIPTS.map(script).concat();
        format!("\n\n{scripts}")
    }
}
