//! One who reads the book in Firefox and in WebKit, from its folder and from a static host, and hears what the pages complain of.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::host::Host;
use super::webdriver::{Browser, ENGINES, Engine};
use super::{BOOK, Faults, folder, notice};

/// The book with a script before all others in each page, which notes what the page complains of.
static WATCHED: LazyLock<PathBuf> = LazyLock::new(|| {
    let watched = folder("watched");
    // One that is left from an earlier run.
    let _ = fs::remove_dir_all(&watched);
    fs::create_dir_all(&watched).expect("a folder");
    let entries = fs::read_dir(&*BOOK).expect("the book");
    let files = entries.map(|entry| entry.expect("an entry").path());
    let faulty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/faulty.html");
    for from in files.chain([faulty]) {
        let to = watched.join(from.file_name().expect("a name"));
        if from.extension().is_some_and(|ending| ending == "html") {
            let page = fs::read_to_string(&from).expect("a page");
            // At the start of what is within the document, with a head or without.
            let start = page.find("<head>").map_or(0, |head| head + "<head>".len());
            let (before, after) = page.split_at(start.max("<!DOCTYPE html>".len()));
            let watch = include_str!("watch.js");
            let page = format!("{before}<script>{watch}</script>{after}");
            fs::write(&to, page).expect("a file");
        } else {
            symlink(&from, &to).expect("a link");
        }
    }
    watched
});

/// One who reads the book in an engine, opened from its folder or from a host.
pub struct Reader<'a> {
    pub browser: &'a Browser,
    host: &'a Host,
    pub base: String,
}

impl Reader<'_> {
    pub fn open(&self, page: &str) {
        self.browser.open(&format!("{}{page}", self.base));
    }

    /// Adds what the open page complained of, and what it asked for in vain.
    pub fn silent(&self, place: &str, faults: &mut Faults) {
        let place = format!("{:?}, {}{place}", self.browser.engine, self.base);
        faults.all(&place, &self.browser.run("complaints.splice(0)"));
        for missed in self.host.missed() {
            faults.add(&place, format!("not there: {missed}"));
        }
        if self.browser.engine == Engine::Firefox {
            faults.all(&place, &console(self.browser, &self.base));
        }
    }
}

/// What Firefox' own console says of the pages, since the last time.
fn console(firefox: &Browser, base: &str) -> Value {
    let base = json!(base);
    // Letters of DejaVu Sans Mono give their size a little wrong, which Firefox puts right; and mdBook moves its menu bar as one scrolls.
    firefox.in_firefox(&format!(
        "(() => {{
            const said = Services.console.getMessageArray().map(String);
            Services.console.reset();
            const known = /Glyph bbox was incorrect|scroll-linked positioning effect/;
            return said.filter(text => text.includes({base}) && !known.test(text));
        }})()"
    ))
}

/// Lets a reader of each engine that this machine has read from the folder, and then from a host. Nothing may be complained of.
pub fn read(name: &str, calm: bool, act: impl Fn(&Reader, &mut Faults)) {
    let mut faults = Faults::default();
    for engine in ENGINES {
        let profile = folder("engines").join(format!("{name}-{engine:?}"));
        let Some(browser) = Browser::start(engine, &profile, calm) else {
            notice(&format!("{name}: left out, there is no {engine:?}"));
            continue;
        };
        let host = Host::start(WATCHED.clone());
        for base in [format!("file://{}/", WATCHED.display()), host.address("")] {
            let reader = Reader {
                browser: &browser,
                host: &host,
                base,
            };
            act(&reader, &mut faults);
        }
    }
    faults.none();
}

/// True if the pages have one of their programs.
pub fn has(program: &str) -> bool {
    let has = WATCHED
        .join(format!("generated/{program}.wasm.js"))
        .exists();
    if !has {
        notice(&format!(
            "{program} in other engines: left out, this book has no such program"
        ));
    }
    has
}
