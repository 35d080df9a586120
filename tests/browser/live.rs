//! The dashboards inside the pages: what a reader does, and what is there to see then.

use nn28::equation::Chapter;
use nn28::stage::keys::{self, Key};
use nn28::stage::script::{Step, parse};
use nn28::stage::{Action, of_chapter};
use nn28::view::{self, HitMap, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};

use super::chromium::Tab;
use super::{DESK, Faults, PROGRAM, TELEPHONE, address, notice, tab};

/// A tab with a page whose first dashboard lives, if there are a browser and a program for it.
pub fn live(name: &str) -> Option<Tab<'static>> {
    PROGRAM.as_ref()?;
    let tab = tab()?;
    tab.width(DESK);
    open(&tab, &format!("{name}.html"));
    Some(tab)
}

/// Opens a page and waits until its first dashboard is where it begins.
pub fn open(tab: &Tab, page: &str) {
    tab.open("about:blank");
    tab.open(&address(page));
    tab.run("dashboards[0].figure.scrollIntoView(), 0");
    wait_for_beginning(tab, 0);
}

/// Waits until a dashboard lives and has gone to where it begins: the keys that lead there are pressed a few at a time,
/// between two pictures, for as long as it wants time.
pub fn wait_for_beginning(tab: &Tab, number: usize) {
    let dashboard = format!("dashboards[{number}]");
    tab.until(&format!(
        "{dashboard}.lines.length > 1 && !({dashboard}.wants & 2)"
    ));
}

/// The screen of the first dashboard as text.
pub fn screen(tab: &Tab) -> String {
    tab.run("dashboards[0].stale && dashboards[0].draw(), 0");
    tab.text("[...dashboards[0].paper.children].map(row => row.textContent).join('\\n')")
}

/// Waits until the screen of the first dashboard shows a text.
fn shows(tab: &Tab, text: &str) {
    let text = json!(text);
    tab.until(&format!("dashboards[0].paper.textContent.includes({text})"));
}

pub fn command(tab: &Tab) -> String {
    tab.text("dashboards[0].ask(5)")
}

/// Checks that nothing is complained of.
pub fn silent(place: &str, tab: &Tab) {
    let mut faults = Faults::default();
    faults.heard(place, tab);
    faults.none();
}

#[test]
fn a_dashboard_starts_when_it_comes_into_view_and_shows_the_still_frame() {
    let Some(tab) = live("neuron") else { return };
    assert!(screen(&tab).contains("Next: Space"));
    tab.holds("[...dashboards[0].figure.querySelectorAll('.screen')].every(screen => !screen.checkVisibility())");
    tab.open("about:blank");
    tab.open(&address("neuron.html"));
    tab.holds("dashboards[0].program === undefined");
    tab.holds("[...document.querySelectorAll('.screen')].find(screen => screen.checkVisibility()).querySelector('pre').outerHTML.length > 1000");
    silent("start", &tab);
}

#[test]
fn its_keys_are_those_of_the_terminal_until_escape_gives_them_back() {
    let Some(tab) = live("neuron") else { return };
    tab.run("dashboards[0].screen.focus(), 0");
    tab.holds("getComputedStyle(dashboards[0].screen).outlineStyle === 'solid'");
    for (key, shown) in [
        ("ArrowRight", "(−2.0000) · 2.0000"),
        ("v", "[sigmoid]"),
        ("]", "(2) the sum"),
        ("?", "the next pane"),
    ] {
        tab.press(key);
        shows(&tab, shown);
    }
    // Tab goes to the next pane, now that the keys are the dashboard's; Esc closes the page of keys first.
    tab.press("Escape");
    tab.until("!dashboards[0].paper.textContent.includes('the next pane')");
    let before = tab.run("dashboards[0].paper.innerHTML");
    tab.press("Tab");
    tab.until(&format!("dashboards[0].paper.innerHTML !== {before}"));
    tab.holds("document.activeElement === dashboards[0].screen");
    tab.press("Escape");
    tab.holds("document.activeElement === document.body");
    let before = command(&tab);
    tab.press("s");
    tab.until("document.activeElement?.id === 'mdbook-searchbar'");
    assert_eq!(command(&tab), before);
    silent("keys", &tab);
}

#[test]
fn tab_alone_passes_by() {
    let Some(tab) = live("neuron") else { return };
    tab.run("dashboards[0].choices[0].focus(), 0");
    let mut visited = Vec::new();
    for _ in 0..6 {
        tab.press("Tab");
        let focus = "document.activeElement";
        visited.push(tab.text(&format!(
            "{focus}.className + {focus}.textContent.slice(0, 20)"
        )));
    }
    let screens = visited.iter().filter(|name| name.contains("live-screen"));
    assert_eq!(screens.count(), 1, "{visited:?}");
}

#[test]
fn a_dashboard_that_stops_gives_way_to_its_still_frame_and_the_focus_goes_on() {
    let Some(tab) = live("neuron") else { return };
    tab.run("dashboards[0].screen.focus(), 0");
    tab.run("dashboards[0].program = { ...dashboards[0].program, key() { throw new Error('a fault') } }, 0");
    tab.press("ArrowRight");
    tab.until("dashboards[0].figure.querySelector('figcaption').textContent.endsWith('load the page again.)')");
    tab.holds("[...dashboards[0].figure.querySelectorAll('.screen')].some(screen => screen.checkVisibility())");
    tab.holds("document.activeElement === dashboards[0].figure.querySelector('figcaption')");
    tab.press("Tab");
    tab.holds("document.activeElement !== document.body");
}

#[test]
fn a_click_selects_what_is_there_and_a_finger_does_too() {
    let Some(tab) = live("neuron") else { return };
    let at = |text: &str| {
        tab.run(&format!(
            "(() => {{
                const rows = [...dashboards[0].paper.children], row = rows.findIndex(row => row.textContent.includes({text}));
                const box = dashboards[0].paper.getBoundingClientRect(), column = rows[row].textContent.indexOf({text});
                return {{ x: box.left + (column + 1.5) * 7, y: box.top + (row + 0.5) * 14 }};
            }})()",
            text = json!(text)
        ))
    };
    let place = at("sigmoid  surface");
    let (x, y) = (&place["x"], &place["y"]);
    for kind in ["mousePressed", "mouseReleased"] {
        let click = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
        tab.call("Input.dispatchMouseEvent", &click);
    }
    shows(&tab, "[sigmoid]");
    tab.holds("document.activeElement === dashboards[0].screen");
    let place = at("surface");
    tab.touched();
    let finger = json!([{"x": place["x"], "y": place["y"]}]);
    for (kind, points) in [("touchStart", finger), ("touchEnd", json!([]))] {
        let touch = json!({"type": kind, "touchPoints": points});
        tab.call("Input.dispatchTouchEvent", &touch);
    }
    shows(&tab, "[surface]");
    silent("click", &tab);
}

#[test]
fn it_plays_while_somebody_can_see_it() {
    let Some(tab) = live("failure") else { return };
    tab.run("dashboards[0].figure.scrollIntoView({ block: 'center' }), 0");
    let steps = "Number(/--steps (\\d+)/.exec(dashboards[0].ask(5))[1])";
    let rests = |what: &str| {
        let rest = tab.run(&format!(
            "new Promise(done => setTimeout(() => {{ const from = {steps}; setTimeout(() => done({steps} - from), 400); }}, 200))"
        ));
        assert_eq!(rest, 0, "{what}");
    };
    let runs = || {
        let from = tab.run(steps);
        tab.until(&format!("{steps} > {from}"));
    };
    rests("before it plays");
    tab.run("dashboards[0].press(' '), 0");
    runs();
    tab.run("scrollTo(0, document.body.scrollHeight)");
    rests("out of sight");
    tab.run("dashboards[0].figure.scrollIntoView({ block: 'center' }), 0");
    runs();
    tab.run(
        "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }),
            document.dispatchEvent(new Event('visibilitychange')), 0",
    );
    rests("in a hidden tab");
    tab.run("delete document.hidden, document.dispatchEvent(new Event('visibilitychange')), 0");
    runs();
    // Pause, and back to where it was before the last step.
    tab.run("dashboards[0].press(' '), 0");
    let there = tab.run(steps).as_u64().expect("a number");
    tab.run("dashboards[0].press('b'), 0");
    assert_eq!(tab.run(steps), there - 1);
    silent("play", &tab);
}

#[test]
fn a_link_of_the_text_changes_the_dashboard_beside_it() {
    let Some(tab) = live("neuron") else { return };
    tab.run("document.querySelector('a[data-do^=\"w0=3\"]').click(), 0");
    shows(&tab, "= 3.0000 · 1.5000");
    assert!(command(&tab).contains("--w=3,1,2"));
    // A choice above the screen begins anew.
    tab.run("dashboards[0].choices[2].click(), 0");
    tab.until("dashboards[0].ask(5).includes('--w=2,1,2')");
    silent("links", &tab);
}

#[test]
fn an_equation_is_selected_in_the_text_and_in_the_dashboard_at_once() {
    let Some(tab) = live("neuron") else { return };
    // One card has the first three.
    let marked = |number: u8| {
        format!(
            "document.querySelectorAll('.equation.marked').length === 1 && document.querySelector('.equation.marked #eq-{number}')"
        )
    };
    tab.holds("!document.querySelector('.equation.marked')");
    tab.run("dashboards[0].press(']'), dashboards[0].press(']'), 0");
    tab.until(&marked(3));
    tab.run("document.querySelector('main #eq-4 a').click(), 0");
    tab.until(&marked(4));
    tab.run("dashboards[0].figure.scrollIntoView(), 0");
    shows(&tab, "(4) the sigmoid");
    silent("equations", &tab);
}

#[test]
fn a_link_restores_a_state_and_a_bad_one_does_no_harm() {
    let Some(tab) = live("neuron") else { return };
    tab.run("['ArrowRight', 'v', ']'].forEach(key => dashboards[0].press(key)), 0");
    tab.run("[...dashboards[0].figure.querySelectorAll('button')].find(button => button.textContent === 'copy the link').click(), 0");
    let (link, before) = (tab.text("dashboards[0].copied"), screen(&tab));
    assert!(link.contains("#s=1;"), "{link}");
    assert_eq!(tab.text("location.href"), link);
    tab.open("about:blank");
    tab.open(&link);
    wait_for_beginning(&tab, 0);
    assert_eq!(screen(&tab), before);
    tab.holds("dashboards[0].figure.getBoundingClientRect().top < innerHeight");
    for bad in ["s=1;w=1", "s=9;q=%F0%9F", "s=1;%", "s=1;nonsense", "s=;"] {
        open(&tab, &format!("neuron.html#{bad}"));
        assert!(screen(&tab).contains("−2.0000"), "{bad}");
        silent(bad, &tab);
    }
}

#[test]
fn the_command_is_copied_and_the_picture_saved() {
    let Some(tab) = live("neuron") else { return };
    let copied = tab.run(
        "[...dashboards[0].figure.querySelectorAll('button')].find(button => button.textContent === 'copy the command').click(),
            dashboards[0].copied",
    );
    assert_eq!(
        copied,
        "cargo run --release --bin neuron -- --w=-2,1,2 --x=1.5,0.5 --equation 1 --view plane"
    );
    tab.holds(
        "(() => {
            const drawing = new DOMParser().parseFromString(dashboards[0].ask(2), 'image/svg+xml');
            return drawing.documentElement.nodeName === 'svg' && !drawing.querySelector('parsererror')
                && drawing.querySelectorAll('text').length > 50;
        })()",
    );
    tab.run(
        "window.saved = undefined, URL.createObjectURL = blob => (saved = blob, 'data:,'), dashboards[0].press('s'), 0",
    );
    tab.until("saved?.type === 'image/svg+xml' && saved.size > 5000");
}

#[test]
fn its_colours_follow_the_theme() {
    let Some(tab) = live("network") else { return };
    let colours = "dashboards[0].lines.join().match(/#[0-9a-f]{6}/g).join()";
    let ink = "getComputedStyle(dashboards[0].paper.querySelector('.ink-w')).color";
    let light = (tab.run(colours), tab.run(ink));
    tab.run("document.getElementById('mdbook-theme-navy').click(), 0");
    tab.until(&format!("{colours} !== {}", light.0));
    assert_ne!(tab.run(ink), light.1);
    silent("theme", &tab);
}

#[test]
fn it_fits_a_telephone_and_can_be_used_there() {
    let pages = [
        "neuron",
        "network",
        "numerical_gradient",
        "backprop-procedure",
    ];
    let Some(tab) = live("neuron") else { return };
    tab.width(TELEPHONE);
    for page in pages.map(|name| format!("{name}.html")) {
        open(&tab, &page);
        tab.holds(
            "document.documentElement.scrollWidth <= innerWidth && dashboards[0].columns >= 40
                && dashboards[0].screen.getBoundingClientRect().right <= innerWidth
                && dashboards[0].screen.getBoundingClientRect().height < innerHeight",
        );
        tab.holds("[...dashboards[0].figure.querySelectorAll('.live-keys button')].every(button => button.checkVisibility())");
        let before = screen(&tab);
        tab.run("dashboards[0].figure.querySelector('.live-keys [data-key=Tab]').click(), 0");
        assert_ne!(screen(&tab), before, "{page}");
        silent("telephone", &tab);
    }
}

#[test]
fn a_frame_and_a_tick_are_quick() {
    let Some(tab) = live("neuron") else { return };
    let mut lines = Vec::new();
    for (page, keys) in [
        ("neuron.html", " "),
        ("network.html", " "),
        ("numerical_gradient.html", " "),
        ("backprop-procedure.html", "vvvvvv "),
    ] {
        // The best of three, because the machine may have other work as well.
        let measure = || {
            open(&tab, page);
            let times = include_str!("times.js");
            tab.run(&format!("(\n{times}\n)('{keys}')"))
        };
        let number = |times: &Value, index: usize| times[index].as_f64().unwrap_or(f64::INFINITY);
        let measured = (0..3).map(|_| measure());
        let by_frame = |one: &Value, other: &Value| number(one, 0).total_cmp(&number(other, 0));
        let best = measured.min_by(by_frame).expect("three measurements");
        let [frame, longest, tick, slowest] = [0, 1, 2, 3].map(|index| number(&best, index));
        lines.push(format!(
            "{page}: frame {frame:.1} (at most {longest:.1}) ms, tick {tick:.1} (at most {slowest:.1}) ms"
        ));
        // On a quick machine a frame takes 3 to 7 ms; one that is half as fast still has a picture in time for every turn of a screen.
        assert!(frame < 16.0 && tick < 16.0, "{lines:#?}");
    }
    notice(&lines.join("\n"));
}

/// One of a hundred things that are done: a key, a click at a place of the screen, or time that passes.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Press(Key),
    Click(u16, u16),
    Tick,
    Slice,
}

/// A hundred deeds in an order that looks like chance, and is the same every time.
fn deeds(seed: u64, (columns, rows): (u16, u16)) -> Vec<Deed> {
    let keys = "Tab*2 Left*2 Right*2 Up Down*2 [ ]*2 Space*2 n*3 b +*2 - v*2 p 2 m r R y ? z t d g e T i u < > Enter L P , .";
    let steps = parse(keys).expect("keys").into_iter();
    let keys = steps.filter_map(|step| match step {
        Step::Key(key) => Some(key),
        Step::Set(..) => None,
    });
    let mut keys: Vec<Key> = keys.collect();
    keys.insert(2, Key::BackTab);
    keys.insert(10, Key::Escape);
    let mut state = seed;
    let mut chance = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..100)
        .map(|_| match chance(10) {
            0 | 1 => Deed::Click(chance(columns.into()) as u16, chance(rows.into()) as u16),
            2 => Deed::Tick,
            3 => Deed::Slice,
            _ => Deed::Press(keys[chance(keys.len())]),
        })
        .collect()
}

/// What the deed is called in the page.
fn call(deed: Deed) -> Value {
    let key = |key: Key| match key {
        Key::Left => 1,
        Key::Right => 2,
        Key::Up => 3,
        Key::Down => 4,
        Key::Home => 5,
        Key::End => 6,
        Key::PageUp => 7,
        Key::PageDown => 11,
        Key::Backspace => 127,
        Key::BackTab => 8,
        Key::Tab => 9,
        Key::Enter => 13,
        Key::Escape => 27,
        Key::Char(letter) | Key::Control(letter) => u32::from(letter),
    };
    match deed {
        Deed::Press(pressed) => json!(["key", key(pressed)]),
        Deed::Click(column, row) => json!(["pointer", column, row]),
        Deed::Tick => json!(["tick", 0, 0]),
        Deed::Slice => json!(["tick", 1, 0]),
    }
}

/// The frames of a hundred deeds as the terminal's stage and view make them, without anything that a page has.
fn frames(chapter: Chapter, (columns, rows): (u16, u16), deeds: &[Deed]) -> Vec<String> {
    let mut stage = of_chapter(chapter, None, None);
    stage.set_home();
    let mut hits = HitMap::default();
    let mut frames = Vec::new();
    for deed in [None].into_iter().chain(deeds.iter().map(Some)) {
        let action = deed.and_then(|deed| match *deed {
            Deed::Press(key) => keys::action_while(stage.is_typing(), key),
            Deed::Click(column, row) => {
                keys::action_of_click(stage.is_typing(), hits.at(column, row))
            }
            Deed::Tick => Some(Action::Tick),
            Deed::Slice => Some(Action::Slice),
        });
        if let Some(action) = action {
            stage.act(action);
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        hits = view::draw(&stage.scene(), Theme::Light, buffer.area, &mut buffer);
        frames.push(html::frame(&buffer, Theme::Light));
    }
    frames
}

#[test]
fn a_hundred_deeds_give_the_same_frames_natively_and_in_the_page_cell_by_cell() {
    let Some(tab) = live("neuron") else { return };
    tab.theme("light");
    for (at, chapter) in Chapter::ALL.into_iter().enumerate() {
        let page = match chapter {
            Chapter::Backprop => "backprop-procedure.html".to_owned(),
            chapter => format!("{}.html", chapter.word()),
        };
        open(&tab, &page);
        // From the beginning, on a screen of its own, with time standing still.
        let size = tab.run(&format!(
            "(() => {{
                const dashboard = dashboards[0];
                dashboard.go = () => {{}};
                dashboard.tell(0, '{}');
                dashboard.fit();
                return [dashboard.columns, dashboard.rows];
            }})()",
            chapter.word()
        ));
        let number = |place: usize| size[place].as_u64().expect("a number") as u16;
        let size = (number(0), number(1));
        let deeds = deeds(at as u64 + 1, size);
        let frames = frames(chapter, size, &deeds);
        let calls: Vec<Value> = deeds.iter().map(|deed| call(*deed)).collect();
        let compare = include_str!("compare.js");
        let (calls, frames) = (json!(calls), json!(frames));
        let wrong = tab.run(&format!("(\n{compare}\n)({calls}, {frames})"));
        assert_eq!(wrong, 101, "{page}: {wrong:#}");
    }
}
