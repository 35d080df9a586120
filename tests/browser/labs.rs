//! The dashboards as laboratories: their steps, what they keep, their arrows, and their panes.

use nn28::equation::Chapter;
use nn28::stage::script::{Step, parse};
use nn28::stage::{keys, of_chapter};
use nn28::view::{self, Theme};
use nn28::web::html;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;

use super::chromium::Tab;
use super::live::{command, live, open, screen, silent, wait_for_beginning};
use super::{DESK, TELEPHONE, address};

/// A width at which the table of contents is beside the page, and little room is left.
const LAPTOP: u32 = 1280;

/// Waits until all steps of the first dashboard are prepared.
fn wait_for_all_steps(tab: &Tab) {
    tab.run("dashboards[0].figure.scrollIntoView({ block: 'center' }), 0");
    tab.until("dashboards[0].lines.length > 1 && !(dashboards[0].wants & (2 | 64 | 128))");
}

/// The screen to which keys lead one after the other, as a terminal shows it.
fn replayed(chapter: Chapter, line: &str, (columns, rows): (u16, u16)) -> String {
    let mut stage = of_chapter(chapter, None, None);
    stage.set_home();
    for step in parse(line).expect("a line of keys") {
        let Step::Key(key) = step else {
            panic!("{line}: only keys")
        };
        let action = keys::action_while(stage.is_typing(), key);
        stage.act(action.expect("an action"));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    view::draw(&stage.scene(), Theme::Light, buffer.area, &mut buffer);
    html::plain(&buffer)
}

/// A screen without the spaces at the ends of its rows.
fn trimmed(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().map(str::trim_end).collect();
    rows.join("\n")
}

#[test]
fn steps_are_flipped_back_and_forth_at_once_and_show_what_their_keys_lead_to() {
    let Some(tab) = live("network") else { return };
    for (page, chapter) in [
        ("network.html", Chapter::Network),
        ("backprop-procedure.html", Chapter::Backprop),
        ("neuron.html", Chapter::Neuron),
    ] {
        open(&tab, page);
        wait_for_all_steps(&tab);
        let number = |what: &str| tab.run(what).as_u64().expect("a number") as u16;
        let size = (
            number("dashboards[0].columns"),
            number("dashboards[0].rows"),
        );
        let count = number("dashboards[0].choices.length");
        let steps: Vec<u16> = (0..count).collect();
        // To the last one, back to the first one, and to the last one again.
        for step in steps.iter().chain(steps.iter().rev()).chain(&steps) {
            let choice = format!("dashboards[0].choices[{step}]");
            // Before anything else can happen in the page, the step is there.
            tab.holds(&format!("{choice}.click(), !(dashboards[0].wants & 64)"));
            let line = tab.text(&format!("{choice}.dataset.start"));
            let expected = replayed(chapter, &line, size);
            assert_eq!(trimmed(&screen(&tab)), trimmed(&expected), "{page}: {line}");
        }
    }
    silent("steps", &tab);
}

#[test]
fn a_key_pressed_on_the_way_to_a_step_counts_after_it() {
    let Some(tab) = live("failure") else { return };
    tab.run("dashboards[0].tell(0, 'backprop n*40'), dashboards[0].press('r'), 0");
    wait_for_beginning(&tab, 0);
    // Back to the start: had the key counted on the way, there would be steps after it.
    assert!(command(&tab).contains("--steps 0"), "{}", command(&tab));
    tab.run("dashboards[0].tell(0, 'backprop n*41'), dashboards[0].press('n'), 0");
    wait_for_beginning(&tab, 0);
    assert!(command(&tab).contains("--steps 42"), "{}", command(&tab));
    silent("keys on the way", &tab);
}

const OFFER: &str = "dashboards[0].figure.querySelector('.live-offer button')";

/// Closes the page and comes back to it.
fn come_back(tab: &Tab, page: &str) {
    open(tab, page);
    wait_for_all_steps(tab);
}

#[test]
fn what_was_left_is_offered_after_a_reload_until_it_is_forgotten() {
    let Some(tab) = live("neuron") else { return };
    wait_for_all_steps(&tab);
    let start = screen(&tab);
    tab.holds(&format!("{OFFER} === null"));
    tab.run("dashboards[0].screen.focus(), 0");
    for key in ["ArrowRight", "v", "]"] {
        tab.press(key);
    }
    let left = screen(&tab);
    assert_ne!(left, start);
    for _ in 0..2 {
        come_back(&tab, "neuron.html");
        assert_eq!(screen(&tab), start);
        tab.until(&format!("{OFFER}?.checkVisibility()"));
        assert!(
            tab.text(&format!("{OFFER}.textContent"))
                .starts_with("Go on where you were")
        );
        tab.run(&format!("{OFFER}.click(), 0"));
        assert_eq!(screen(&tab), left);
        tab.holds(&format!("{OFFER} === null"));
    }
    come_back(&tab, "neuron.html");
    tab.run("[...dashboards[0].figure.querySelectorAll('.live-offer button')].at(-1).click(), 0");
    tab.holds(&format!("{OFFER} === null"));
    come_back(&tab, "neuron.html");
    tab.holds(&format!("{OFFER} === null"));
    silent("a reload", &tab);
}

#[test]
fn a_large_network_comes_back_with_its_weights_and_its_curve() {
    let Some(tab) = live("failure") else { return };
    tab.run("dashboards[0].perform('data=digits hidden=16 init=uniform'), dashboards[0].use(), 0");
    tab.run("for (let step = 0; step < 12; step += 1) { dashboards[0].press('n'); }");
    let (kept, left) = (tab.text("dashboards[0].ask(8)"), screen(&tab));
    assert!(kept.contains("curve=0:") && kept.len() > 10_000, "{kept}");
    come_back(&tab, "failure.html");
    tab.run(&format!("{OFFER}.click(), 0"));
    assert_eq!(tab.text("dashboards[0].ask(8)"), kept);
    // What is said last is no part of it.
    let curve = |screen: &str| {
        let rows = screen.lines().filter(|row| row.contains("train "));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(curve(&screen(&tab)), curve(&left));
    silent("a large network", &tab);
}

#[test]
fn another_step_leaves_a_way_back_even_where_nothing_can_be_stored() {
    let Some(tab) = live("neuron") else { return };
    wait_for_all_steps(&tab);
    tab.run("Storage.prototype.setItem = () => { throw new Error('full'); }, 0");
    tab.run("dashboards[0].screen.focus(), 0");
    tab.press("ArrowRight");
    let left = screen(&tab);
    tab.run("dashboards[0].choices[1].click(), 0");
    assert_ne!(screen(&tab), left);
    tab.holds("dashboards[0].status.textContent.includes('keeps nothing')");
    tab.run(&format!("{OFFER}.click(), 0"));
    assert_eq!(screen(&tab), left);
    silent("a full storage", &tab);
}

#[test]
fn what_another_tab_kept_is_not_lost() {
    let Some(tab) = live("neuron") else { return };
    wait_for_all_steps(&tab);
    let key = tab.text("dashboards[0].memory.key");
    let (key, other) = (json!(key), json!("[\"w=1,2,3;x=1,1\"]"));
    tab.run(&format!("localStorage.setItem({key}, {other})"));
    tab.run("dashboards[0].screen.focus(), 0");
    tab.press("ArrowRight");
    tab.run("dashboards[0].memory.keep(), 0");
    come_back(&tab, "neuron.html");
    let offers = "dashboards[0].figure.querySelectorAll('.live-offer button')";
    tab.holds(&format!("{offers}.length === 3"));
    tab.run(&format!("{offers}[1].click(), 0"));
    assert!(command(&tab).contains("--w=1,2,3"), "{}", command(&tab));
}

#[test]
fn a_state_of_another_edition_is_declined_and_kept() {
    let Some(tab) = live("neuron") else { return };
    let key = json!(tab.text("dashboards[0].memory.key"));
    let other = json!("[\"w=none;x=1,1\"]");
    tab.run(&format!("localStorage.setItem({key}, {other})"));
    come_back(&tab, "neuron.html");
    let start = screen(&tab);
    tab.run(&format!("{OFFER}.click(), 0"));
    let said = screen(&tab);
    assert!(said.contains("w cannot be"), "{said}");
    let rows = start.lines().zip(said.lines());
    assert!(
        rows.filter(|(before, after)| before != after).count() < 3,
        "{said}"
    );
    tab.holds(&format!(
        "localStorage.getItem({key}) === {other} && {OFFER} !== null"
    ));
    silent("another edition", &tab);
}

#[test]
fn arrows_turn_no_page_once_a_dashboard_has_been_used() {
    let Some(tab) = live("neuron") else { return };
    tab.press("ArrowRight");
    tab.until("location.pathname.endsWith('/network.html')");
    for used in [
        "dashboards[0].figure.querySelector('.live-keys button').click()",
        "dashboards[0].choices[1].click()",
        "document.querySelector('a[data-do]').click()",
        "dashboards[0].screen.click()",
    ] {
        open(&tab, "neuron.html");
        tab.run(&format!("{used}, document.activeElement.blur(), 0"));
        for key in ["ArrowRight", "ArrowLeft"] {
            tab.press(key);
        }
        // A page that was turned to would have come by now.
        tab.run("new Promise(done => setTimeout(done, 300))");
        assert!(
            tab.text("location.pathname").ends_with("/neuron.html"),
            "{used}"
        );
    }
    // Keys that go elsewhere still do.
    tab.press("s");
    tab.until("document.activeElement?.id === 'mdbook-searchbar'");
}

#[test]
fn all_four_panes_show_beside_the_table_of_contents() {
    let Some(tab) = live("neuron") else { return };
    tab.width(LAPTOP);
    for page in [
        "neuron",
        "learns",
        "network",
        "numerical_gradient",
        "backprop-outputs",
        "backprop-procedure",
        "failure",
    ] {
        open(&tab, &format!("{page}.html"));
        tab.holds("document.querySelector('#mdbook-sidebar').getBoundingClientRect().left >= 0");
        // One page begins with a picture alone.
        if !screen(&tab).contains("─ equation ") && page == "learns" {
            tab.run("dashboards[0].press('z'), 0");
        }
        let shown = screen(&tab);
        for pane in ["network", "equation", "picture", "training"] {
            let rules = ["─", "━"].map(|rule| format!("{rule} {pane} "));
            assert!(
                rules.iter().any(|rule| shown.contains(rule)),
                "{page}: {pane} in\n{shown}"
            );
        }
        tab.holds("document.documentElement.scrollWidth <= innerWidth && !dashboards[0].panes.checkVisibility()");
    }
    open(&tab, "neuron.html");
    // The four corners of its table.
    assert!(!screen(&tab).contains("more"), "{}", screen(&tab));
}

#[test]
fn on_a_telephone_each_pane_has_a_button_with_its_name() {
    let Some(tab) = live("neuron") else { return };
    tab.width(TELEPHONE);
    open(&tab, "backprop-procedure.html");
    let buttons = "[...dashboards[0].panes.querySelectorAll('button')]";
    let names = tab.run(&format!("{buttons}.map(button => button.textContent)"));
    assert_eq!(names, json!(["network", "equation", "picture", "training"]));
    for (at, pane) in ["network", "equation", "picture", "training"]
        .iter()
        .enumerate()
    {
        tab.run(&format!("{buttons}[{at}].click(), 0"));
        assert!(
            screen(&tab).contains(&format!("━ {pane} ")),
            "{}",
            screen(&tab)
        );
        tab.holds(&format!(
            "{buttons}.filter(button => button.ariaPressed === 'true').map(button => button.textContent).join() === '{pane}'"
        ));
    }
    tab.holds(&format!(
        "{buttons}.every(button => button.getBoundingClientRect().height >= 24) && document.documentElement.scrollWidth <= innerWidth"
    ));
    tab.width(DESK);
    tab.until("!dashboards[0].panes.checkVisibility()");
    assert!(
        tab.text("location.href")
            .starts_with(&address("backprop-procedure.html"))
    );
    silent("panes", &tab);
}
