//! The network that learns on the first page: played, paused, made to go on by a step, and given other data.

use nn28::web::figures::answer;
use serde_json::{Value, json};

use super::chromium::Tab;
use super::figures::{drawn, moving_figure, silent, values};
use super::{DESK, TELEPHONE};

fn figure(width: u32) -> Option<Tab<'static>> {
    moving_figure("learns", "learned", width)
}

/// Gives a button the focus, and presses Enter on it.
fn press(tab: &Tab, button: &str) {
    tab.run(&format!(
        "[...moved.figure.querySelectorAll('button')].find(button => button.textContent === '{button}').focus(), 0"
    ));
    tab.press("Enter");
}

#[test]
fn the_network_begins_as_the_book_shows_it_and_waits_to_be_played() {
    let Some(tab) = figure(DESK) else { return };
    let reply: Value = serde_json::from_str(&answer(r#"{"name": "learned"}"#)).expect("an answer");
    let line = reply["lines"][0].as_array().expect("a line").iter();
    let expected: String = line
        .map(|piece| piece[1].as_str().unwrap_or_default())
        .collect();
    assert_eq!(tab.text("moved.lines.textContent"), expected);
    assert_eq!(values(&tab), [0.0, 2000.0]);
    tab.holds("moved.svg.querySelectorAll('image').length === 10");
    tab.holds("moved.status.textContent === ''");
    silent("the network that learns", &tab);
}

#[test]
fn the_network_is_played_and_paused_and_goes_on_by_keys_and_speaks_when_it_rests() {
    let Some(tab) = figure(DESK) else { return };
    press(&tab, "Play");
    // It begins at the start, since it has learned already.
    tab.until("moved.values[1] > 40 && moved.values[1] < 2000");
    tab.holds("moved.status.textContent === ''");
    press(&tab, "Pause");
    drawn(&tab);
    let step = values(&tab)[1];
    press(&tab, "One step");
    drawn(&tab);
    assert_eq!(values(&tab), [0.0, step + 1.0]);
    tab.until(&format!(
        "moved.status.textContent.includes('after {} steps')",
        step + 1.0
    ));
    press(&tab, "Start again");
    drawn(&tab);
    assert_eq!(values(&tab), [0.0, 0.0]);
    press(&tab, "As in the book");
    drawn(&tab);
    assert_eq!(values(&tab), [0.0, 2000.0]);
    tab.holds("location.pathname.endsWith('/learns.html')");
    silent("played", &tab);
}

#[test]
fn other_data_are_chosen_by_keys_and_learned_from_the_start() {
    let Some(tab) = figure(DESK) else { return };
    tab.run("moved.figure.querySelector('select').focus(), 0");
    tab.press("ArrowDown");
    tab.until("moved.values[0] === 1 && moved.values[1] === 0");
    drawn(&tab);
    tab.holds("moved.figure.querySelector('select').selectedOptions[0].textContent === 'clusters'");
    tab.run("moved.sliders[1].input.focus(), 0");
    tab.press("ArrowRight");
    tab.until("moved.values[1] === 1");
    tab.holds("moved.figure.querySelector('select').getAttribute('aria-label') === 'data set'");
    silent("other data", &tab);
}

#[test]
fn the_network_is_played_by_finger_and_rests_out_of_sight() {
    let Some(tab) = figure(TELEPHONE) else { return };
    tab.touched();
    let place = tab.run(
        "(() => { const play = moved.figure.querySelector('.moving-play button');
            play.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = play.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]; })()",
    );
    let (x, y): (f64, f64) = serde_json::from_value(place).expect("a place");
    for (kind, points) in [
        ("touchStart", json!([{"x": x, "y": y}])),
        ("touchEnd", json!([])),
    ] {
        tab.call(
            "Input.dispatchTouchEvent",
            &json!({"type": kind, "touchPoints": points}),
        );
    }
    tab.run("moved.svg.scrollIntoView({ behavior: 'instant' }), 0");
    tab.until("moved.values[1] > 5 && moved.values[1] < 2000");
    tab.holds("document.documentElement.scrollWidth <= innerWidth");
    tab.holds("moved.svg.getBoundingClientRect().width <= innerWidth");
    tab.run("scrollTo({ top: 0, behavior: 'instant' }), 0");
    // Two frames on, it has been told that nobody sees it.
    tab.run("new Promise(done => setTimeout(done, 150))");
    let step = values(&tab)[1];
    tab.run("new Promise(done => setTimeout(done, 150))");
    assert_eq!(values(&tab), [0.0, step]);
    tab.run("moved.svg.scrollIntoView({ behavior: 'instant' }), 0");
    tab.until(&format!("moved.values[1] > {step}"));
    silent("by finger", &tab);
}
