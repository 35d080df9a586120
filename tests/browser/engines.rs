//! The book in the other engines, Firefox and WebKit: from its folder, and from a static host under some path.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::host::Host;
use super::webdriver::{Browser, ENGINES, Engine};
use super::{BOOK, DESK, Faults, TELEPHONE, folder, notice, pages};

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
struct Reader<'a> {
    browser: &'a Browser,
    host: &'a Host,
    base: String,
}

impl Reader<'_> {
    fn open(&self, page: &str) {
        self.browser.open(&format!("{}{page}", self.base));
    }

    /// Adds what the open page complained of, and what it asked for in vain.
    fn silent(&self, place: &str, faults: &mut Faults) {
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
    // A letter of DejaVu Sans Mono gives its size a little wrong, which Firefox puts right.
    firefox.in_firefox(&format!(
        "(() => {{
            const said = Services.console.getMessageArray().map(String);
            Services.console.reset();
            return said.filter(text => text.includes({base}) && !text.includes('Glyph bbox was incorrect'));
        }})()"
    ))
}

/// Lets a reader of each engine that this machine has read from the folder, and then from a host. Nothing may be complained of.
fn read(name: &str, calm: bool, act: impl Fn(&Reader, &mut Faults)) {
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

#[test]
fn what_a_faulty_page_complains_of_is_heard_in_every_engine() {
    read("faulty", false, |reader, _| {
        let Reader { browser, base, .. } = reader;
        browser.width(TELEPHONE);
        reader.open("faulty.html");
        browser.until("window.failed === 2");
        let mut faults = Faults::default();
        faults.all("", &browser.run(include_str!("layout.js")));
        reader.silent("", &mut faults);
        for expected in [
            "console error: an error",
            "console warn: a warning",
            "div#wide “wide” ends at 1000 of 3",
            "not loaded: http://127.0.0.1:9/",
            &format!("not loaded: {base}nowhere.png"),
            "uncaught: Error: uncaught in ",
        ] {
            let found = faults.0.keys().any(|fault| fault.starts_with(expected));
            assert!(found, "{expected} in {:#?}", faults.0);
        }
        if base.starts_with("http") {
            assert!(faults.0.contains_key("not there: /some/where/nowhere.png"));
        }
    });
}

#[test]
fn every_page_fits_and_is_silent_in_every_engine() {
    read("pages", false, |reader, faults| {
        for width in [TELEPHONE, DESK] {
            reader.browser.width(width);
            for page in pages() {
                let place = format!("{page}, {width}");
                reader.open(&page);
                for script in [
                    include_str!("layout.js"),
                    "[...document.querySelectorAll('main details')].flatMap(details => { details.open = true; return []; })",
                    include_str!("layout.js"),
                    include_str!("drawn.js"),
                ] {
                    faults.all(&place, &reader.browser.run(script));
                }
                reader.silent(&place, faults);
            }
        }
    });
}

#[test]
fn a_theme_that_is_chosen_is_that_of_the_next_page_too() {
    read("themes", false, |reader, faults| {
        let browser = reader.browser;
        let paper = "getComputedStyle(document.documentElement).backgroundColor";
        let mut papers = BTreeSet::new();
        for (theme, page, next) in [
            ("navy", "neuron.html", "network.html"),
            ("light", "network.html", "backprop-hidden.html"),
        ] {
            reader.open(page);
            browser.run(&format!(
                "document.getElementById('mdbook-theme-{theme}').click(), 0"
            ));
            papers.insert(browser.text(paper));
            reader.silent(page, faults);
            reader.open(next);
            browser.holds(&format!(
                "document.documentElement.classList.contains('{theme}')"
            ));
            papers.insert(browser.text(paper));
            reader.silent(next, faults);
        }
        assert_eq!(papers.len(), 2, "{papers:?}");
    });
}

#[test]
fn the_search_and_the_worked_example_work_in_every_engine() {
    read("search", false, |reader, faults| {
        let browser = reader.browser;
        browser.width(TELEPHONE);
        reader.open("backprop.html");
        browser.press("s");
        browser.until("document.activeElement?.id === 'mdbook-searchbar'");
        for letter in "sigmoid".chars() {
            browser.press(&letter.to_string());
        }
        browser.until("document.querySelectorAll('#mdbook-searchresults > li').length > 3");
        browser.press("Escape");
        let shown = "document.querySelector('#worked-popover').checkVisibility()";
        browser.run("document.querySelector('.worked-button').focus(), 0");
        browser.press("Enter");
        browser.until(shown);
        browser.holds("document.querySelector('#worked-popover').scrollWidth <= innerWidth");
        browser.press("Escape");
        browser.until(&format!("!({shown})"));
        reader.silent("search", faults);
    });
}

/// Opens a page and waits until its first dashboard is where it begins; false if dashboards stand still in this book.
fn open_live(reader: &Reader, page: &str) -> bool {
    if !WATCHED.join("generated/nn28.wasm.js").exists() {
        return false;
    }
    reader.open(page);
    reader
        .browser
        .run("dashboards[0].figure.scrollIntoView(), 0");
    reader
        .browser
        .until("dashboards[0].lines.length > 1 && !(dashboards[0].wants & 2)");
    true
}

/// Waits until the first dashboard shows a text.
fn shows(browser: &Browser, text: &str) {
    browser.until(&format!(
        "dashboards[0].paper.textContent.includes({})",
        json!(text)
    ));
}

/// Where the first dashboard shows a text, in pixels of the window.
fn place_of(browser: &Browser, text: &str) -> (f64, f64) {
    let text = json!(text);
    let place = browser.run(&format!(
        "(() => {{
            const {{ paper, columns, rows }} = dashboards[0], lines = [...paper.children].map(row => row.textContent);
            const row = lines.findIndex(line => line.includes({text})), column = lines[row].indexOf({text});
            const {{ left, top, width, height }} = paper.getBoundingClientRect();
            return [left + width * (column + 1.5) / columns, top + height * (row + 0.5) / rows];
        }})()"
    ));
    let number = |at: usize| place[at].as_f64().expect("a number");
    (number(0), number(1))
}

#[test]
fn a_dashboard_lives_in_every_engine_and_has_its_keys_and_the_mouse() {
    read("live", false, |reader, faults| {
        let browser = reader.browser;
        browser.width(DESK);
        if !open_live(reader, "neuron.html") {
            return notice("live dashboards in other engines: left out");
        }
        // Each letter is as wide as its cell, also where a font has it from another one.
        faults.all("neuron", &browser.run(include_str!("cells.js")));
        browser.run("dashboards[0].screen.focus(), 0");
        for (key, shown) in [
            ("ArrowRight", "(−2.0000) · 2.0000"),
            ("v", "[sigmoid]"),
            ("]", "(2) the sum"),
            ("?", "the next pane"),
        ] {
            browser.press(key);
            shows(browser, shown);
        }
        browser.press("Escape");
        browser.press("Escape");
        browser.until("document.activeElement === document.body");
        browser.holds("location.pathname.endsWith('/neuron.html')");
        shows(browser, "[sigmoid]");
        browser.drag(&[place_of(browser, "surface")]);
        shows(browser, "[surface]");
        browser.holds("document.activeElement === dashboards[0].screen");
        let ink = "getComputedStyle(dashboards[0].paper.querySelector('.ink-w')).color";
        let before = browser.text(ink);
        browser.run("document.getElementById('mdbook-theme-navy').click(), 0");
        browser.until(&format!("{ink} !== '{before}'"));
        reader.silent("neuron.html", faults);
    });
}

#[test]
fn every_dashboard_begins_in_every_engine_as_in_chromium() {
    read("begin", false, |reader, faults| {
        for width in [TELEPHONE, DESK] {
            reader.browser.width(width);
            for page in [
                "neuron",
                "network",
                "numerical_gradient",
                "backprop-procedure",
            ] {
                let page = format!("{page}.html");
                if open_live(reader, &page) {
                    faults.all(&page, &reader.browser.run(include_str!("cells.js")));
                    faults.all(&page, &reader.browser.run(include_str!("layout.js")));
                    reader.silent(&page, faults);
                }
            }
        }
    });
}

/// The time between pictures while a dashboard plays, in milliseconds.
fn rests(browser: &Browser) -> Vec<f64> {
    browser.run(
        "(() => {
            const dashboard = dashboards[0], draw = dashboard.draw;
            window.drawn = [];
            dashboard.draw = function (...all) { drawn.push(performance.now()); return draw.apply(this, all); };
            dashboard.press(' ');
            return 0;
        })()",
    );
    browser.until("drawn.length > 4");
    let rests = browser.run("drawn.slice(2).map((time, at) => time - drawn[at + 1])");
    rests
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_f64)
        .collect()
}

#[test]
fn whoever_wants_little_motion_gets_few_pictures_in_every_engine() {
    for calm in [false, true] {
        read(&format!("calm-{calm}"), calm, |reader, faults| {
            let browser = reader.browser;
            browser.holds(&format!(
                "matchMedia('(prefers-reduced-motion: reduce)').matches === {calm}"
            ));
            if open_live(reader, "failure.html") {
                let rests = rests(browser);
                let is_slow = rests.iter().all(|&rest| rest > 450.0);
                assert_eq!(is_slow, calm, "{rests:?}");
                reader.silent("failure.html", faults);
            }
        });
    }
}

#[test]
fn on_paper_all_is_open_and_nothing_is_cut_in_every_engine() {
    read("paper", false, |reader, faults| {
        let browser = reader.browser;
        // A sheet of A4 without its margins.
        browser.width(700);
        reader.open("backprop-hidden.html");
        let closed = "document.querySelectorAll('main details:not([open])').length";
        let before = browser.run(closed);
        assert_ne!(before, 0);
        browser.run(&format!(
            "addEventListener('beforeprint', () => {{ window.onPaper = {closed}; }}), 0"
        ));
        if browser.engine == Engine::Firefox {
            let printed = browser.print_from_firefox();
            assert!(printed.starts_with("JVBERi"), "no PDF");
        } else {
            browser.run("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint')), 0");
        }
        browser.until("window.onPaper === 0");
        assert_eq!(browser.run(closed), before);
        reader.silent("on paper", faults);
        // A folder's styles are closed to scripts.
        if reader.base.starts_with("http") {
            browser.run("dispatchEvent(new Event('beforeprint')), 0");
            faults.all("on paper", &browser.run(include_str!("paper.js")));
            faults.all("on paper", &browser.run(include_str!("layout.js")));
        }
    });
}
