//! Live dashboards: what tells a page's script where its dashboards are and how they begin, and the links that act on them.
//!
//! Where the program was not compiled for pages all of this is empty, and the frames stand still.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::page::Page;
use super::{GENERATED, html, markdown, moving};

/// What a reader without the target for the pages types.
const INSTALL: &str = "rustup target add wasm32-unknown-unknown";
/// The scripts that connect pages and program, in the book's folder and beside the pages, in the order in which they run.
const SCRIPTS: [&str; 2] = ["lab.js", "live.js"];
/// The script that unpacks programs for the others.
const UNPACKING: &str = "program.js";
/// The script that asks the judge.
const ASKING: &str = "judge.js";

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
        // A program is a script: a page that is read from a folder may load scripts, and nothing else.
        let programs = [
            (&self.dashboards, &SCRIPTS[..], ("nn28.wasm.js", "nn28")),
            (&self.judge, &[ASKING], ("judge.wasm.js", "judge")),
            (
                &self.figures,
                &moving::SCRIPTS[..],
                ("figures.wasm.js", "figures"),
            ),
        ];
        let read = |name: &'static str| (name, fs::read(book.join(name)).unwrap_or_default());
        let mut files = Vec::new();
        for (program, scripts, (file, name)) in programs {
            if let Some(program) = program {
                files.extend(scripts.iter().copied().map(read));
                files.push((file, packed(name, program)));
            }
        }
        if !files.is_empty() {
            files.push(read(UNPACKING));
        }
        files
    }

    /// The script at the end of a page with exercises.
    pub(super) fn judge_script(&self, page: &Page) -> String {
        if self.judge.is_none() || !has_exercises(page) {
            return String::new();
        }
        let up = page.up();
        format!("\n\n<script src=\"{up}{GENERATED}/{ASKING}\" defer></script>\n")
    }
}

/// Scripts of a page that load programs, behind the one that unpacks those.
pub(super) fn unpacking(page: &Page, scripts: String) -> String {
    if scripts.is_empty() {
        return scripts;
    }
    let up = page.up();
    format!("\n\n<script src=\"{up}{GENERATED}/{UNPACKING}\" defer></script>\n{scripts}")
}

/// A program as a script that gives it to the page: compressed, in base64, and the same on every system.
fn packed(name: &str, program: &[u8]) -> Vec<u8> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into memory cannot fail.
    let bytes = writer.write_all(program).and_then(|()| writer.finish());
    let letters = STANDARD.encode(bytes.unwrap_or_default());
    format!("(window.nn28Packed ??= {{}}).{name} = \"{letters}\";\n").into_bytes()
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

    /// Why the dashboard that was rendered last stands still, in one line below the first one of a page.
    pub(super) fn note(&self) -> String {
        if self.rendered != 1 {
            return String::new();
        }
        if self.is_live {
            // In an attribute, where the book's search does not look for words.
            return "<noscript data-t=\" It stands still here, because scripts are off.\"></noscript>".to_owned();
        }
        format!(
            " It stands still: this book was built without its program, which <code>{INSTALL}</code> and then \
             <code>cargo run --release -- book</code> put into the page."
        )
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

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;

    use super::*;

    #[test]
    fn a_packed_program_is_smaller_and_unpacks_to_the_same_bytes() {
        let program: Vec<u8> = (0..60_000_u32).map(|at| (at / 7 % 50) as u8).collect();
        let script = String::from_utf8(packed("judge", &program)).expect("a text");
        assert!(script.len() < program.len() / 10, "{}", script.len());
        let letters = script
            .strip_prefix("(window.nn28Packed ??= {}).judge = \"")
            .and_then(|script| script.strip_suffix("\";\n"))
            .expect("an assignment");
        let bytes = STANDARD.decode(letters).expect("base64");
        let mut unpacked = Vec::new();
        let mut reader = ZlibDecoder::new(&bytes[..]);
        reader.read_to_end(&mut unpacked).expect("zlib");
        assert_eq!(unpacked, program);
    }

    #[test]
    fn a_page_without_programs_has_no_script_that_unpacks_them() {
        let page = Page::new(Path::new("book"), "b/c.md".into(), String::new());
        assert_eq!(unpacking(&page, String::new()), "");
        let scripts = unpacking(&page, "<script src=\"judge.js\"></script>".to_owned());
        let at = |name: &str| scripts.find(name).expect("a script");
        assert!(at("../generated/program.js") < at("judge.js"), "{scripts}");
    }
}
