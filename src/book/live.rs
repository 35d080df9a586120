//! Dashboards that live in the pages: what tells the page's script where they are and how they begin, and links that act on them.
//!
//! Where the program was not compiled for pages, all of this is nothing, and the frames stand still.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::loom::{Loom, Page};
use super::{BESIDE, Options, html, markdown};

/// The script that connects pages and program, in the book's folder and beside the pages.
const SCRIPT: &str = "live.js";
/// The program as a script: a page that is read from a folder may load scripts, and nothing else.
const PROGRAM: &str = "nn28.wasm.js";

/// The dashboards of a page.
#[derive(Debug, Default)]
pub(super) struct Dashboards {
    /// How many the page has.
    all: usize,
    /// How many of them are woven.
    woven: usize,
    /// Whether a link that does something has begun and not ended.
    pub(super) is_doing: bool,
}

impl Dashboards {
    pub(super) fn of(page: &Page) -> Self {
        let is_one = |text: &str| text.starts_with("frame ") || text.starts_with("steps ");
        let texts = markdown::directives(&page.source);
        Self {
            all: texts
                .iter()
                .filter(|found| found.text.is_some_and(is_one))
                .count(),
            ..Self::default()
        }
    }
}

/// The files that live dashboards need.
pub(super) fn files(options: &Options<'_>, program: &[u8]) -> [(&'static str, Vec<u8>); 2] {
    let script = fs::read(options.book.join(SCRIPT)).unwrap_or_default();
    let program = format!("window.nn28 = \"{}\";\n", STANDARD.encode(program));
    [(SCRIPT, script), (PROGRAM, program.into_bytes())]
}

impl Loom<'_> {
    /// What a frame says to the script: which dashboard it is, its size, and what was done before.
    pub(super) fn live_frame(&mut self, name: &str, arguments: &str) -> String {
        self.dashboards.woven += 1;
        if self.options.live.is_none() {
            return String::new();
        }
        let (size, keys) = arguments.split_once(' ').unwrap_or((arguments, ""));
        let keys = keys
            .trim()
            .trim_start_matches("keys=\"")
            .trim_end_matches('"');
        format!(
            " id=\"dashboard-{}\" data-dashboard=\"{}\" data-size=\"{}\" data-start=\"{}\"",
            self.dashboards.woven,
            html::attribute(name),
            html::attribute(size),
            html::attribute(keys)
        )
    }

    /// What a choice among screens says to the script.
    pub(super) fn live_choice(&self, keys: &str) -> String {
        if self.options.live.is_none() {
            return String::new();
        }
        format!(" data-start=\"{}\"", html::attribute(keys))
    }

    /// The beginning of a link that does something on the dashboard before it, or on the first of the page.
    pub(super) fn begin_doing(&mut self, line: &str) -> Result<String, String> {
        let Dashboards {
            all,
            woven,
            is_doing,
        } = self.dashboards;
        if all == 0 {
            return Err("this page has no dashboard on which anything could be done".to_owned());
        }
        if is_doing {
            return Err("{{#do}} within {{#do}}: expected {{#done}} first".to_owned());
        }
        self.dashboards.is_doing = true;
        if self.options.live.is_none() {
            return Ok(String::new());
        }
        Ok(format!(
            "<a class=\"do\" href=\"#dashboard-{}\" data-do=\"{}\">",
            woven.max(1),
            html::attribute(line)
        ))
    }

    /// The end of such a link.
    pub(super) fn end_doing(&mut self) -> Result<String, String> {
        if !std::mem::take(&mut self.dashboards.is_doing) {
            return Err("{{#done}} without {{#do}}".to_owned());
        }
        let end = if self.options.live.is_some() {
            "</a>"
        } else {
            ""
        };
        Ok(end.to_owned())
    }

    /// The script at the end of a page with dashboards.
    pub(super) fn script(&self, page: &Page) -> String {
        if self.options.live.is_none() || self.dashboards.all == 0 {
            return String::new();
        }
        let place = Path::new(&page.up()).join(BESIDE).join(SCRIPT);
        format!("\n\n<script src=\"{}\" defer></script>\n", place.display())
    }
}
