//! The book in the other engines, Firefox and WebKit: from its folder, and from a static host under some path.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::reader::{Reader, has, read};
use super::webdriver::{Browser, Engine};
use super::{DESK, Faults, TELEPHONE, pages};

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
            // WebKit tells no more of a file's script.
            "uncaught: ",
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
            // The page for printing is all the others in one.
            for page in pages().iter().filter(|page| *page != "print.html") {
                let place = format!("{page}, {width}");
                reader.open(page);
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
    if !has("nn28") {
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
            return;
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
fn every_dashboard_begins_in_every_engine_with_each_letter_in_its_cell() {
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
        reader.open("print.html");
        browser.holds("document.querySelector('main > :last-child h1').textContent === 'Answers'");
        reader.silent("print.html", faults);
        // A folder's styles are closed to scripts.
        if reader.base.starts_with("http") {
            reader.open("backprop-hidden.html");
            browser.run("dispatchEvent(new Event('beforeprint')), 0");
            faults.all("on paper", &browser.run(include_str!("paper.js")));
            faults.all("on paper", &browser.run(include_str!("layout.js")));
        }
    });
}

/// Types letter by letter into what has the focus, and presses Enter.
fn enter(browser: &Browser, text: &str) {
    for letter in text.chars() {
        browser.press(&letter.to_string());
    }
    browser.press("Enter");
}

#[test]
fn a_field_judges_and_the_next_page_remembers_it_in_every_engine() {
    read("fields", false, |reader, faults| {
        if !has("judge") {
            return;
        }
        let browser = reader.browser;
        let mark = "window.progress?.mark('7')";
        reader.open("network.html");
        browser.until(&format!("{mark} === 'untouched'"));
        browser.run(
            "(() => {
                const item = document.getElementById('exercise-7');
                for (let fold = item.closest('details'); fold; fold = fold.parentElement.closest('details')) { fold.open = true; }
                item.scrollIntoView();
            })()",
        );
        browser.until("document.querySelector('#exercise-7.has-fields form input')");
        let field = "document.querySelector('#exercise-7 input')";
        let verdict = "document.querySelector('#exercise-7 .field-said').dataset.verdict";
        for (formula, judged) in [
            ("exp(a_k)", "wrong"),
            ("exp(a_k) / sum(j, exp(a_j)", "unreadable"),
            ("exp(a_k) / sum(j, exp(a_j))", "right"),
        ] {
            browser.run(&format!("{field}.focus(), {field}.select(), 0"));
            enter(browser, formula);
            browser.until(&format!("{verdict} === '{judged}'"));
        }
        // The arrows stay in the field.
        browser.run(&format!("{field}.focus(), 0"));
        browser.press("ArrowLeft");
        browser.press("ArrowRight");
        browser.holds("location.pathname.endsWith('/network.html')");
        faults.all("fields", &browser.run(include_str!("layout.js")));
        reader.silent("network.html", faults);
        reader.open("neuron.html");
        browser.until(&format!("{mark} === 'alone'"));
        reader.silent("neuron.html", faults);
    });
}

#[test]
fn a_figure_moves_by_mouse_and_by_keys_in_every_engine() {
    read("figures", false, |reader, faults| {
        if !has("figures") {
            return;
        }
        let browser = reader.browser;
        browser.width(DESK);
        reader.open("neuron.html");
        let count = browser
            .run("movingFigures.length")
            .as_u64()
            .expect("a number");
        assert_ne!(count, 0);
        for number in 0..count {
            let figure = format!("movingFigures[{number}]");
            browser.run(&format!("{figure}.figure.scrollIntoView(), 0"));
            browser.until(&format!("{figure}.values"));
        }
        // The first one with a plane, in which something can be dragged.
        let place = browser.run(
            "(() => {
                window.moving = movingFigures.find(moving => moving.svg.querySelector('[data-x]'));
                moving.figure.scrollIntoView({ block: 'center' });
                const { left, top, width, height } = moving.svg.querySelector('[data-x]').getBoundingClientRect();
                return [left, top, width, height];
            })()",
        );
        let [left, top, width, height] =
            [0, 1, 2, 3].map(|at| place[at].as_f64().expect("a number"));
        let values = "moving.values.join()";
        let at = |x: f64, y: f64| (left + width * x, top + height * y);
        let before = (browser.text(values), browser.text("moving.svg.outerHTML"));
        browser.drag(&[at(0.5, 0.5), at(0.6, 0.4), at(0.7, 0.3)]);
        browser.until(&format!("{values} !== {}", json!(before.0)));
        browser.until(&format!("moving.svg.outerHTML !== {}", json!(before.1)));
        let before = browser.text(values);
        let slider = "moving.sliders[0].input";
        browser.run(&format!("{slider}.focus(), 0"));
        browser.press(
            if browser.run(&format!("{slider}.value === {slider}.max")) == true {
                "ArrowLeft"
            } else {
                "ArrowRight"
            },
        );
        browser.until(&format!("{values} !== {}", json!(before)));
        browser.holds("location.pathname.endsWith('/neuron.html')");
        browser.holds(&format!("{slider}.getAttribute('aria-valuetext') !== null"));
        faults.all("figures", &browser.run(include_str!("layout.js")));
        reader.silent("neuron.html", faults);
    });
}
