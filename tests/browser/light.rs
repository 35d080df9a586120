//! How heavy the pages are and how soon they show something, screens that stand still, and the page for wrong addresses.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};

use super::lengths::LIMITS;
use super::*;

/// The most that a page of the main line may weigh, in bytes.
const HEAVIEST: u64 = 350_000;

/// A page with many screens, one with several figures of them, and one with the largest maps.
const SCREENS: [&str; 4] = ["network", "failure", "numerical_gradient", "learns"];

/// How much slower a processor is pretended to be, and the most milliseconds until the first figure of a page.
const SLOWER: f64 = 4.0;
const SOON: f64 = 1000.0;
/// Other work on the machine makes single openings slow, and none of them fast.
const OPENINGS: usize = 8;

#[test]
fn no_page_of_the_main_line_is_heavy() {
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    for (page, _) in LIMITS {
        let file = BOOK.join(format!("{page}.html"));
        let bytes = fs::metadata(file).expect("a page").len();
        lines.push(format!("{page} {bytes}"));
        if bytes >= HEAVIEST {
            faults.add(page, format!("{bytes} bytes, at most {HEAVIEST}"));
        }
    }
    notice(&format!("bytes: {}", lines.join(", ")));
    faults.none();
}

#[test]
fn every_letter_of_a_still_screen_is_in_its_column() {
    let Some(tab) = tab() else { return };
    // Scripts would put live dashboards in place of the screens.
    tab.without_scripts();
    tab.width(DESK);
    let mut faults = Faults::default();
    for page in SCREENS {
        tab.open(&address(&format!("{page}.html")));
        let found = tab.run(include_str!("columns.js"));
        assert!(found["pieces"].as_u64() > Some(50), "{page}: {found}");
        faults.all(page, &found["faults"]);
    }
    faults.none();
}

#[test]
fn a_still_screen_takes_its_colours_from_the_theme_and_paper_is_light() {
    let Some(tab) = tab() else { return };
    let look = |theme: &str, medium: &str| {
        tab.call(
            "Emulation.setEmulatedMedia",
            &serde_json::json!({ "media": medium }),
        );
        tab.theme(theme);
        tab.open(&address("learns.html"));
        tab.run(
            "(() => {
                const screen = document.querySelector('.screen');
                const style = (part, name) => getComputedStyle(screen.querySelector(part))[name];
                return [style('.ground', 'backgroundImage'), style('.c1', 'color'), style('.over', 'color')];
            })()",
        )
    };
    let [light, dark] = THEMES.map(|theme| look(theme, "screen"));
    assert_eq!(light, look(THEMES[0], "print"));
    assert_eq!(light, look(THEMES[1], "print"));
    for at in 0..3 {
        assert_ne!(light[at], dark[at], "{at}");
    }
    assert_eq!(light[2], "rgb(0, 0, 0)");
    assert_eq!(dark[2], "rgb(255, 255, 255)");
}

#[test]
fn every_class_of_a_still_screen_has_a_rule_and_every_variable_a_colour_on_both_papers() {
    let sheet = ["style.css", "generated/ink.css"].map(|name| fs::read_to_string(BOOK.join(name)));
    let sheet = sheet.map(|text| text.expect("a style sheet")).concat();
    let mut classes = BTreeSet::new();
    for page in pages() {
        let html = fs::read_to_string(BOOK.join(&page)).expect("a page");
        let screens = html.split("<div class=\"screen\">").skip(1);
        for screen in screens.filter_map(|rest| rest.split("</pre>").next()) {
            let named = screen.split("class=\"").skip(1);
            let named = named.filter_map(|rest| rest.split('"').next());
            classes.extend(named.flat_map(str::split_whitespace).map(str::to_owned));
        }
    }
    assert!(
        classes.contains("c1") && classes.contains("ink-w"),
        "{classes:?}"
    );
    for class in classes {
        let rule = |end: &str| sheet.contains(&format!(".{class}{end}"));
        assert!(rule(" {") || rule(" ."), "no rule for {class}");
        let name = class
            .strip_prefix('c')
            .filter(|rest| rest.parse::<u8>().is_ok());
        let name = name.map(|number| format!("--class-{number}: "));
        let name = name.or_else(|| class.starts_with("ink-").then(|| format!("--{class}: ")));
        // On light paper, on dark paper, and in print.
        if let Some(name) = name {
            assert_eq!(sheet.matches(&name).count(), 3, "{name}");
        }
    }
}

#[test]
fn a_still_screen_has_the_colours_of_the_dashboard_that_takes_its_place() {
    if PROGRAM.is_none() {
        return;
    }
    let Some(tab) = tab() else { return };
    tab.width(DESK);
    for theme in THEMES {
        tab.theme(theme);
        for page in ["neuron", "failure"] {
            super::live::open(&tab, &format!("{page}.html"));
            let found = tab.run(include_str!("inks.js"));
            assert!(found["letters"].as_u64() > Some(500), "{page}: {found}");
            let faults = found["faults"].as_array().expect("a list");
            assert!(faults.is_empty(), "{page}, {theme}: {found:#}");
        }
    }
}

#[test]
fn the_first_figure_of_a_page_shows_within_a_second_on_a_slow_machine() {
    let Some(tab) = tab() else { return };
    tab.width(DESK);
    tab.before_every_page(include_str!("first_figure.js"));
    let slower = serde_json::json!({ "rate": SLOWER });
    tab.call("Emulation.setCPUThrottlingRate", &slower);
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    for (page, _) in LIMITS {
        let opened = (0..OPENINGS).map(|_| {
            tab.open("about:blank");
            tab.open(&address(&format!("{page}.html")));
            let drawn = "[...document.querySelectorAll('main figure:not(.code) :is(img, svg, pre, table)')]";
            if tab.run(&format!("{drawn}.some(drawn => drawn.checkVisibility())")) == false {
                return 0.0;
            }
            tab.until("window.firstFigure");
            tab.run("firstFigure").as_f64().expect("milliseconds")
        });
        let mut quickest = f64::INFINITY;
        for time in opened {
            quickest = quickest.min(time);
            if quickest <= SOON {
                break;
            }
        }
        lines.push(format!("{page} {quickest:.0}"));
        if quickest > SOON {
            faults.add(page, format!("{quickest:.0} ms until the first figure"));
        }
    }
    notice(&format!("milliseconds: {}", lines.join(", ")));
    if is_busy() {
        return notice("the time to the first figure: not judged, this machine has other work");
    }
    faults.none();
}

/// Whether more threads wait for the processors than these tests have, as far as the system tells it.
fn is_busy() -> bool {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: f64 = load
        .split(' ')
        .next()
        .and_then(|load| load.parse().ok())
        .unwrap_or(0.0);
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    load > 2.0 * processors as f64
}

/// The folder of the book on the server.
const FOLDER: &str = "/some/where/";

/// Serves the book below a folder, and its page for wrong addresses everywhere else; returns the address of the server.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Who asks may have gone before the answer.
            let _ = answer(stream);
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines.by_ref() {
        if line?.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let name = path
        .split('?')
        .next()
        .and_then(|path| path.strip_prefix(FOLDER));
    let found = name.and_then(|name| fs::read(BOOK.join(name)).ok());
    let status = if found.is_some() {
        "200 OK"
    } else {
        "404 Not Found"
    };
    let kind = match name.and_then(|name| name.rsplit('.').next()) {
        Some("js") if found.is_some() => "text/javascript",
        Some("css") if found.is_some() => "text/css",
        _ => "text/html",
    };
    let body = found.map_or_else(|| fs::read(BOOK.join("404.html")), Ok)?;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

#[test]
fn a_wrong_address_finds_the_book_from_any_depth() {
    let Some(tab) = tab() else { return };
    let (server, book) = (server(), FOLDER);
    let own = server.clone() + book;
    for wrong in [
        "nothing.html",
        "chapters/",
        "old/deep/nothing.html?a=b#none",
    ] {
        tab.open(&format!("{own}{wrong}"));
        tab.until("document.documentElement.classList.contains('found')");
        tab.holds("document.querySelector('h1').textContent.includes('no such page')");
        let links = tab.run("[...document.querySelectorAll('a')].map(link => link.href)");
        for link in links.as_array().expect("a list") {
            let link = link.as_str().expect("an address");
            let name = link.strip_prefix(&own);
            let name = name.unwrap_or_else(|| panic!("{wrong} leads to {link}"));
            assert!(BOOK.join(name).is_file(), "{wrong} leads to {link}");
        }
    }
    // A thing of the book that an earlier edition had on another page.
    tab.open(&format!("{own}old/nothing.html#eq-28"));
    tab.until("document.getElementById('eq-28') && location.hash === '#eq-28'");
    tab.holds(&format!("location.pathname.startsWith('{book}')"));
}
