//! The book as a browser shows it: `cargo test --features browser --test browser`.
//!
//! This needs Chromium, and some of it Firefox and WebKit; where one is missing, a notice is printed and nothing is
//! tested in it. Accessibility is judged by axe-core, whose file `axe.min.js` the environment variable `NN28_AXE`
//! names. `NN28_BOOK` names the folder of a book that is built already.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use base64::Engine as _;
use nn28::book::{Options, Programs, build};
use nn28::cli::book::CONTENT;
use nn28::cli::live::Program;
use serde_json::Value;

#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/engines.rs"]
mod engines;
#[path = "browser/fields.rs"]
mod fields;
#[path = "browser/figures.rs"]
mod figures;
#[path = "all/exercise/formulas.rs"]
mod formulas;
#[path = "browser/host.rs"]
mod host;
#[path = "browser/judge.rs"]
mod judge;
#[path = "browser/kept.rs"]
mod kept;
#[path = "browser/labs.rs"]
mod labs;
#[path = "browser/learning.rs"]
mod learning;
#[path = "browser/lengths.rs"]
mod lengths;
#[path = "browser/light.rs"]
mod light;
#[path = "browser/live.rs"]
mod live;
#[path = "browser/reader.rs"]
mod reader;
#[path = "browser/webdriver.rs"]
mod webdriver;
use chromium::{Chromium, Tab};

const THEMES: [&str; 2] = ["light", "navy"];

const TELEPHONE: u32 = 360;
const DESK: u32 = 1440;
/// With a tablet between the two.
const WIDTHS: [u32; 3] = [TELEPHONE, 800, DESK];

/// The program for the pages, if it can be had.
static PROGRAM: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| compiled(Program::Dashboards));

fn compiled(program: Program) -> Option<Vec<u8>> {
    let compiled = nn28::cli::live::program(Path::new(env!("CARGO_MANIFEST_DIR")), program, true);
    compiled
        .inspect_err(|sentence| notice(&format!("{program:?}: left out, {sentence}")))
        .ok()
}

/// The same that moves the figures.
static FIGURES: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| {
    PROGRAM.as_ref()?;
    compiled(Program::Figures)
});

/// The book with its true figures and screens, built once.
static BOOK: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(built) = std::env::var_os("NN28_BOOK") {
        return std::path::absolute(built).expect("a folder");
    }
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = folder("book");
    build(&Options {
        book: package.join("book"),
        sources: package.join("src"),
        output: output.clone(),
        content: CONTENT,
        live: Programs {
            dashboards: PROGRAM.clone(),
            judge: compiled(Program::Judge),
            figures: FIGURES.clone(),
        },
    })
    .expect("the book has no faults");
    output
});

static CHROMIUM: LazyLock<Option<Chromium>> =
    LazyLock::new(|| Chromium::start(&folder("profiles")));

/// A folder of these tests. It stays, so that the book can be looked at when a test has failed.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("browser")
        .join(name)
}

/// A new tab, if there is a browser.
fn tab() -> Option<Tab<'static>> {
    let tab = CHROMIUM.as_ref().map(Chromium::tab);
    if tab.is_none() {
        notice("the book in a browser: left out, there is no chromium or google-chrome");
    }
    tab
}

/// A line on standard output. What `println!` says is kept back when a test passes.
fn notice(line: &str) {
    writeln!(stdout(), "{line}").expect("standard output");
}

/// All pages that a reader opens, by their names.
fn pages() -> Vec<String> {
    let files = fs::read_dir(&*BOOK).expect("the book");
    let files = files.map(|file| file.expect("an entry").file_name());
    let mut names: Vec<String> = files.filter_map(|name| name.into_string().ok()).collect();
    // The table of contents is a page only for a frame that shows where scripts are off.
    let is_other = |name: &str| ["toc.html", "404.html"].contains(&name);
    names.retain(|name| name.rsplit('.').next() == Some("html") && !is_other(name));
    names.sort();
    names
}

fn address(page: &str) -> String {
    format!("file://{}/{page}", BOOK.display())
}

/// What was found, each with the places where it was found: much is the same on every page.
#[derive(Debug, Default)]
struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    fn add(&mut self, place: &str, fault: impl Into<String>) {
        let places = self.0.entry(fault.into()).or_default();
        places.push(place.to_owned());
    }

    /// Adds the faults that a script has found.
    fn all(&mut self, place: &str, answer: &Value) {
        for fault in answer.as_array().expect("a list") {
            self.add(place, fault.as_str().expect("a text"));
        }
    }

    /// Adds what went wrong in a tab since the last time, and what was asked for outside the book's folder.
    fn heard(&mut self, place: &str, tab: &Tab) {
        for event in tab.heard() {
            if let Some(complaint) = complaint(&event) {
                self.add(place, complaint);
            }
        }
    }

    /// Fails with all of them, if there are any.
    fn none(&self) {
        assert!(self.0.is_empty(), "{} faults: {:#?}", self.0.len(), self.0);
    }
}

/// What an event complains of, if it does.
fn complaint(event: &Value) -> Option<String> {
    let told = &event["params"];
    match event["method"].as_str()? {
        "Runtime.consoleAPICalled" => {
            let kind = told["type"].as_str()?;
            let is_bad = ["error", "warning", "assert"].contains(&kind);
            is_bad.then(|| format!("console {kind}: {}", told["args"]))
        }
        "Log.entryAdded" => {
            let entry = &told["entry"];
            let is_bad = ["error", "warning"].contains(&entry["level"].as_str()?);
            is_bad.then(|| format!("log: {} {}", entry["text"], entry["url"]))
        }
        "Runtime.exceptionThrown" => {
            let details = &told["exceptionDetails"];
            let what = &details["exception"]["description"];
            Some(format!("uncaught: {what} in {}", details["url"]))
        }
        "Network.loadingFailed" => Some(format!("not loaded: {}", told["errorText"])),
        "Network.requestWillBeSent" => {
            let url = told["request"]["url"].as_str()?;
            let own = url.starts_with(&address("")) || url.starts_with("data:");
            (!own).then(|| format!("asks for {url}"))
        }
        _ => None,
    }
}

#[test]
fn the_faults_of_a_faulty_page_are_found() {
    let Some(tab) = tab() else { return };
    tab.width(TELEPHONE);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/faulty.html");
    tab.open(&format!("file://{}", page.display()));
    let mut faults = Faults::default();
    faults.all("", &tab.run(include_str!("browser/layout.js")));
    tab.until("window.failed === 2");
    faults.heard("", &tab);
    faults.all("", &tab.run(include_str!("browser/reading.js")));
    tab_through("", &tab, &mut faults);
    let found: Vec<&str> = faults.0.keys().map(String::as_str).collect();
    let expected = [
        "asks for file:///",
        "asks for file:///",
        "asks for http://127.0.0.1:9/",
        "console error: ",
        "console warning: ",
        "div#cuts “cut” cuts off 640 of its 1000 pixels",
        "div#wide “wide” ends at 1000 of 360",
        "log: \"Failed to load resource: net::ERR_FILE_NOT_FOUND\"",
        "log: \"Failed to load resource: ",
        "not drawn: “not drawn”",
        "not loaded: \"net::ERR_FILE_NOT_FOUND\"",
        "not loaded: \"net::ERR_",
        "the body is 1000 wide in a window of 360",
        "the document is 1000 wide in a window of 360",
        "the focus is not seen on \"a “not seen”\"",
        "the keyboard does not reach \"<a href=\\\"#\\\" tabindex",
        "the title is below <div",
        "uncaught: \"Error: uncaught",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{expected} in {found}");
    }
}

#[test]
fn every_page_fits_every_window_and_loads_in_silence() {
    let Some(tab) = tab() else { return };
    let mut faults = Faults::default();
    for theme in THEMES {
        tab.theme(theme);
        // In every theme all is as wide.
        let widths = if theme == THEMES[0] {
            &WIDTHS[..]
        } else {
            &[DESK]
        };
        for &width in widths {
            tab.width(width);
            for page in pages() {
                let place = format!("{page}, {width}, {theme}");
                tab.open(&address(&page));
                let chosen = tab.text("document.documentElement.className");
                assert!(chosen.contains(theme), "{place}: {chosen}");
                faults.all(&place, &tab.run(include_str!("browser/layout.js")));
                if theme == THEMES[0] {
                    tab.run("document.querySelectorAll('main details').forEach(details => details.open = true)");
                    faults.all(&place, &tab.run(include_str!("browser/layout.js")));
                }
                faults.heard(&place, &tab);
            }
        }
    }
    faults.none();
}

/// Where the results of a search lead, and what they say.
fn results(tab: &Tab, words: &str) -> Vec<(String, String)> {
    tab.open(&address("network.html"));
    tab.press("s");
    tab.until("document.activeElement?.id === 'mdbook-searchbar'");
    for letter in words.chars() {
        tab.press(&letter.to_string());
    }
    tab.until(&format!(
        "document.querySelector('#mdbook-searchresults-header').textContent.includes(\"'{words}'\")"
    ));
    let found = tab.run(
        "[...document.querySelectorAll('#mdbook-searchresults > li')]
            .map(item => [item.querySelector('a').href, item.textContent])",
    );
    let texts = |pair: &Value| {
        let text = |at: usize| pair[at].as_str().expect("a text").to_owned();
        (text(0), text(1))
    };
    let found = found.as_array().expect("a list");
    found.iter().map(texts).collect()
}

#[test]
fn the_search_finds_words_and_equations_and_shows_no_markup() {
    let Some(tab) = tab() else { return };
    let mut faults = Faults::default();
    for words in ["sigmoid", "eq 17", "chain rule"] {
        let found = results(&tab, words);
        if found.is_empty() {
            faults.add(words, "no result");
        }
        for (link, text) in &found {
            for markup in ["\\", "<svg", "viewBox", "{{#"] {
                if text.contains(markup) {
                    faults.add(words, format!("{markup} in {link}: {text}"));
                }
            }
        }
        let mut first = found.iter().take(3);
        if words == "eq 17" && !first.any(|(link, _)| link.ends_with("#eq-17")) {
            faults.add(words, format!("#eq-17 is not among the first: {found:#?}"));
        }
        faults.heard(words, &tab);
    }
    faults.none();
}

#[test]
fn an_equation_that_a_link_leads_to_is_in_sight() {
    let Some(tab) = tab() else { return };
    for width in WIDTHS {
        tab.width(width);
        tab.open("about:blank");
        tab.open(&address("backprop.html#eq-18"));
        tab.until("document.readyState === 'complete' && document.getElementById('eq-18')");
        // The upper edge of the equation, that of the window below the menu bar, and what is drawn on the former.
        let places = tab.run(
            "(() => {
                const card = document.getElementById('eq-18'), box = card.getBoundingClientRect();
                const menu = document.getElementById('mdbook-menu-bar').getBoundingClientRect();
                const there = document.elementFromPoint((box.left + box.right) / 2, box.top + 2);
                return {
                    top: box.top, from: Math.max(0, menu.bottom), to: innerHeight,
                    drawn: card.contains(there), there: there && there.outerHTML.slice(0, 200),
                };
            })()",
        );
        let number = |name: &str| places[name].as_f64().expect("a number");
        let inside = (number("from")..number("to")).contains(&number("top"));
        assert!(inside && places["drawn"] == true, "{width}: {places}");
    }
}

/// What keeps anyone from reading the pages in a theme.
fn barriers(theme: &str) {
    let Some(tab) = tab() else { return };
    let Some(axe) = std::env::var_os("NN28_AXE") else {
        let fault = "left out, NN28_AXE does not name axe.min.js";
        return notice(&format!("accessibility, {theme}: {fault}"));
    };
    let axe = fs::read_to_string(&axe).expect("the file that NN28_AXE names");
    let mut faults = Faults::default();
    tab.theme(theme);
    // On a dashboard the table of contents is there. On a telephone the most scrolls, and so needs the keyboard.
    // In another theme only colours differ.
    let views = if theme == THEMES[0] {
        &[(DESK, false), (TELEPHONE, true)][..]
    } else {
        &[(DESK, true)]
    };
    for &(width, open) in views {
        tab.width(width);
        for page in pages() {
            tab.open(&address(&page));
            let all = "document.querySelectorAll('details')";
            tab.run(&format!(
                "{all}.forEach(details => details.open ||= {open})"
            ));
            // A screen that is drawn anew while it is judged would be judged in pieces. A dashboard in sight starts, and then rests as it
            // does in a hidden tab.
            tab.until(
                "!window.dashboards || dashboards.every(one => !one.visible || one.failed || one.lines.length > 1)",
            );
            tab.run(
                "Object.defineProperty(document, 'hidden', { get: () => true }),
                    document.dispatchEvent(new Event('visibilitychange')), 0",
            );
            tab.run(&format!("{axe}; 0"));
            let found = tab.run(include_str!("browser/axe.js"));
            for pair in found.as_array().expect("a list") {
                let text = |at: usize| pair[at].as_str().expect("a text");
                let place = format!("{page}, {width}, {theme}, {}", text(1));
                faults.add(&place, text(0));
            }
        }
    }
    faults.none();
}

// One test for each theme, because they take longest and there is more than one core.
#[test]
fn nothing_keeps_anyone_from_reading_the_light_pages() {
    barriers(THEMES[0]);
}

#[test]
fn nothing_keeps_anyone_from_reading_the_dark_pages() {
    barriers(THEMES[1]);
}

/// Goes through the open page with the keyboard. A figure that moves once it is in sight takes the place of the links to its files.
fn tab_through(place: &str, tab: &Tab, faults: &mut Faults) {
    tab.run(
        "window.visited = new Set(), window.links = [...document.querySelectorAll('a[href]')]
            .filter(link => link.checkVisibility({ visibilityProperty: true }) && !link.closest('[data-moving]')), 0",
    );
    let mut reached = BTreeSet::new();
    loop {
        tab.press("Tab");
        let focus = tab.run(include_str!("browser/focus.js"));
        // After the last element the focus leaves the page, or begins anew.
        if focus.is_null() || focus["again"] == true {
            break;
        }
        if focus["seen"] != true {
            faults.add(place, format!("the focus is not seen on {}", focus["name"]));
        }
        reached.extend(focus["link"].as_u64());
    }
    let links = tab.run("links.map(link => link.outerHTML.slice(0, 120))");
    let links = links.as_array().expect("a list");
    assert!(!links.is_empty(), "{place}: no links");
    for (at, link) in (0..).zip(links) {
        if !reached.contains(&at) {
            faults.add(place, format!("the keyboard does not reach {link}"));
        }
    }
}

#[test]
fn the_keyboard_reaches_every_link_and_the_focus_is_seen() {
    let Some(tab) = tab() else { return };
    tab.width(DESK);
    let mut faults = Faults::default();
    for page in ["index.html", "neuron.html", "equations.html"] {
        tab.open(&address(page));
        tab_through(page, &tab, &mut faults);
    }
    faults.none();
}

#[test]
fn the_focus_goes_on_where_something_printed_gives_way_to_fields_or_a_figure_that_moves() {
    let Some(tab) = tab() else { return };
    if !BOOK.join("generated/judge.js").is_file() || FIGURES.is_none() {
        notice("the focus: left out, the book was built without its programs");
        return;
    }
    tab.width(DESK);
    // Each is far down its page, and has not come near before the focus brings it.
    for (place, printed, fresh, stays) in [
        ("[data-moving=softmax-bars]", "a[href]", "moves", false),
        ("#exercise-7p", "summary", "has-fields", false),
        ("#exercise-7p", "button.copy", "has-fields", true),
    ] {
        tab.open("about:blank");
        tab.open(&address("network.html"));
        let printed = format!(
            "[...document.querySelectorAll('{place} {printed}')].find(one => one.checkVisibility())"
        );
        tab.run("document.querySelectorAll('details').forEach(fold => fold.open = true), 0");
        tab.run(&format!("window.printed = {printed}, printed.focus(), 0"));
        tab.until(&format!(
            "document.querySelector('{place}').classList.contains('{fresh}')"
        ));
        tab.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        tab.holds(&format!("printed.checkVisibility() === {stays}"));
        tab.holds(&format!("(document.activeElement === printed) === {stays}"));
        tab.holds(&format!(
            "document.activeElement.closest('{place}') && document.activeElement.checkVisibility()"
        ));
    }
}

#[test]
fn every_page_can_be_read_without_scripts() {
    let Some(tab) = tab() else { return };
    tab.without_scripts();
    tab.width(TELEPHONE);
    let mut faults = Faults::default();
    for page in pages() {
        tab.open(&address(&page));
        let scripts = tab.run("document.documentElement.classList.contains('js')");
        assert_eq!(scripts, false, "{page}: scripts are on");
        let place = format!("{page}, {TELEPHONE}, without scripts");
        faults.all(&place, &tab.run(include_str!("browser/reading.js")));
        faults.all(&place, &tab.run(include_str!("browser/layout.js")));
        faults.heard(&place, &tab);
    }
    faults.none();
}

#[test]
fn arrows_choose_a_screen_and_do_not_turn_the_page() {
    let Some(tab) = tab() else { return };
    let shown = "[...document.querySelector('.steps').querySelectorAll('.screen')].map(screen => screen.checkVisibility())";
    tab.open(&address("backprop-procedure.html"));
    let before = tab.run(shown);
    assert_eq!(before[0], true, "{before}");
    tab.run("document.querySelector('.steps input').focus(), 0");
    tab.press("ArrowRight");
    let after = tab.run(shown);
    assert_eq!(after[0], false, "{after}");
    assert_eq!(after[1], true, "{after}");
    tab.holds("location.pathname.endsWith('/backprop-procedure.html')");
}

#[test]
fn a_reference_shows_its_equation_to_the_keyboard_until_escape_hides_it() {
    let Some(tab) = tab() else { return };
    let shown = "document.querySelector('main .reference .preview').checkVisibility()";
    tab.open(&address("backprop.html"));
    assert_eq!(tab.run(shown), false);
    tab.run("document.querySelector('main .reference a').focus(), 0");
    tab.holds(shown);
    tab.holds("document.querySelector('main .preview svg').getBoundingClientRect().width > 20");
    tab.holds("document.documentElement.scrollWidth <= innerWidth");
    tab.press("Escape");
    assert_eq!(tab.run(shown), false);
}

#[test]
fn one_click_copies_the_command_of_an_equation() {
    let Some(tab) = tab() else { return };
    tab.open(&address("backprop.html#eq-28"));
    tab.until(
        "document.getElementById('eq-28')?.closest('.equation').querySelector('button.copy')",
    );
    let command = tab.run(
        "(() => {
            addEventListener('copy', () => { window.copied = document.activeElement.value; }, true);
            const card = document.getElementById('eq-28').closest('.equation');
            card.querySelector('details').open = true;
            window.button = [...card.querySelectorAll('button.copy')].at(-1);
            button.focus();
            return button.dataset.clipboardText;
        })()",
    );
    assert_eq!(command, "cargo run --release -- equation 28");
    tab.press("Enter");
    tab.until("button.textContent === 'copied'");
    assert_eq!(tab.run("copied"), "cargo run --release -- equation 28");
}

#[test]
fn an_address_of_an_earlier_edition_leads_to_where_its_thing_is_now() {
    let Some(tab) = tab() else { return };
    // None of them is on this page, and each is somewhere.
    for anchor in [
        "eq-4",
        "eq-15",
        "eq-28",
        "code-network-eq07_softmax",
        "worked-example",
    ] {
        tab.open("about:blank");
        tab.open(&address(&format!("promises.html#{anchor}")));
        tab.until(&format!(
            "document.getElementById('{anchor}') && location.hash === '#{anchor}'"
        ));
    }
    tab.open("about:blank");
    tab.open(&address("promises.html#three-traps"));
    tab.until("location.pathname.endsWith('/backprop-hidden.html')");
}

#[test]
fn code_is_folded_until_a_link_or_a_search_leads_into_it_or_it_is_printed() {
    let Some(tab) = tab() else { return };
    let open = "document.querySelectorAll('main details.code[open]').length";
    tab.open(&address("neuron.html"));
    assert_eq!(tab.run(open), 0);
    tab.run("location.hash = 'code-neuron-eq04_sigmoid', 0");
    tab.until(&format!("{open} === 1"));
    tab.holds("document.querySelector('#code-neuron-eq04_sigmoid details').open");
    tab.run("dispatchEvent(new Event('beforeprint')), 0");
    tab.holds("document.querySelector('main details:not([open])') === null");
    tab.run("dispatchEvent(new Event('afterprint')), 0");
    assert_eq!(tab.run(open), 1);
    tab.open(&address("neuron.html?highlight=eq04_sigmoid"));
    tab.until("document.querySelector('#code-neuron-eq04_sigmoid mark')?.checkVisibility()");
}

#[test]
fn on_the_page_that_is_printed_the_answers_come_last() {
    let Some(tab) = tab() else { return };
    tab.open(&address("print.html"));
    tab.holds("document.querySelector('main details.answer, main details:not([open])') === null");
    tab.holds("document.querySelector('main > :last-child h1').textContent === 'Answers'");
    tab.holds(
        "[...document.querySelectorAll('.answer-link a, .answers p:first-child a')]
            .every(link => document.querySelector(link.getAttribute('href')))",
    );
}

#[test]
fn the_worked_example_opens_and_escape_closes_it() {
    let Some(tab) = tab() else { return };
    let shown = "document.querySelector('#worked-popover').checkVisibility()";
    for width in WIDTHS {
        tab.width(width);
        tab.open(&address("backprop.html"));
        assert_eq!(tab.run(shown), false, "{width}");
        tab.run("document.querySelector('.worked-button').focus(), 0");
        tab.press("Enter");
        tab.until(shown);
        tab.holds("document.querySelector('#worked-popover').scrollWidth <= innerWidth");
        tab.press("Escape");
        tab.until(&format!("!({shown})"));
    }
}

/// A part of the open page as a picture: what a selector finds first and can be seen, or the page around its upper edge.
fn picture(tab: &Tab, selector: &str, page: bool) -> Vec<u8> {
    let place = tab.run(&format!(
        "(() => {{
            const part = [...document.querySelectorAll('{selector}')].find(part => part.checkVisibility());
            const {{ left, top, width, height }} = part.getBoundingClientRect(), y = top + scrollY;
            return {page}
                ? {{ x: left - 40, y: y - 130, width: width + 80, height: 860, scale: 1 }}
                : {{ x: left, y, width, height, scale: 1 }};
        }})()"
    ));
    let options = serde_json::json!({ "clip": place, "captureBeyondViewport": true });
    let answer = tab.call("Page.captureScreenshot", &options);
    let data = answer["data"].as_str().expect("a picture");
    let picture = base64::engine::general_purpose::STANDARD.decode(data);
    picture.expect("base64")
}

#[test]
#[ignore = "draws the pictures of the README anew, into book/pictures"]
fn the_pictures_of_the_readme_are_drawn() {
    let Some(tab) = tab() else { return };
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/pictures");
    fs::create_dir_all(&pictures).expect("a folder");
    tab.width(1000);
    for theme in THEMES {
        tab.theme(theme);
        for (name, page, selector, is_page) in [
            (
                "page",
                "backprop-hidden.html",
                ".equation:has(#eq-28)",
                true,
            ),
            ("dashboard", "neuron.html", ".frame .screen pre", false),
        ] {
            tab.open(&address(page));
            tab.run("document.querySelectorAll('#mdbook-sidebar, #mdbook-menu-bar').forEach(part => part.remove())");
            let file = pictures.join(format!("{name}-{theme}.png"));
            fs::write(file, picture(&tab, selector, is_page)).expect("a file");
        }
    }
}
