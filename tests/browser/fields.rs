//! The fields of the exercises.

use std::fs;

use nn28::exercise::pencil::{self, Pencil};
use nn28::exercise::{self, formula};
use serde_json::json;

use super::chromium::Tab;
use super::{BOOK, DESK, Faults, TELEPHONE, THEMES, address, notice, tab};

/// A tab in which progress is kept, if there is a browser.
pub fn reading() -> Option<Tab<'static>> {
    let tab = tab()?;
    tab.width(DESK);
    Some(tab)
}

/// A tab in which exercises can be answered, if the book has a judge for it.
pub fn judging() -> Option<Tab<'static>> {
    let tab = reading()?;
    let has_judge = BOOK.join("generated/judge.js").is_file();
    if !has_judge {
        notice("the fields: left out, the book was built without the judge");
    }
    has_judge.then_some(tab)
}

/// Opens a page of the book as if it had never been open.
pub fn open(tab: &Tab, page: &str) {
    tab.open("about:blank");
    tab.open(&address(page));
    tab.until("window.progress");
}

/// Goes to an exercise and waits for its fields.
pub fn go(tab: &Tab, id: &str) {
    tab.run(&format!(
        "(() => {{
            const item = document.getElementById('exercise-{id}');
            for (let fold = item.closest('details'); fold; fold = fold.parentElement.closest('details')) {{ fold.open = true; }}
            item.scrollIntoView();
        }})()"
    ));
    tab.until(&format!(
        "document.querySelector('#exercise-{id}.has-fields form')"
    ));
}

/// Types into the fields of an exercise, one after the other, and presses Enter in the last.
pub fn answer(tab: &Tab, id: &str, values: &[String]) {
    for (at, value) in values.iter().enumerate() {
        let (field, value) = (
            format!("#exercise-{id} .field:nth-child({})", at + 1),
            json!(value),
        );
        let is_choice = tab.run(&format!(
            "document.querySelector('{field}').matches('fieldset')"
        ));
        if is_choice == true {
            tab.run(&format!("[...document.querySelectorAll('{field} input')].find(one => one.value === {value}).click()"));
        } else {
            tab.run(&format!("document.querySelector('{field} input').select(), document.querySelector('{field} input').focus()"));
            tab.call("Input.insertText", &json!({ "text": value }));
        }
    }
    tab.press("Enter");
    tab.until(&format!(
        "document.querySelector('#exercise-{id} .field-said[data-verdict]')"
    ));
}

fn said(tab: &Tab, id: &str) -> String {
    tab.text(&format!(
        "document.querySelector('#exercise-{id} .field-said').textContent"
    ))
}

/// A text without the signs that the page sets as indices, as code and as lines.
fn plain(text: &str) -> String {
    text.replace(['_', '^', '{', '}', '`', '\n'], "")
}

pub fn stored(tab: &Tab) -> String {
    tab.text("localStorage.getItem('nn28-progress') ?? ''")
}

pub fn press_button(tab: &Tab, within: &str, text: &str) {
    tab.run(&format!(
        "[...document.querySelectorAll('{within} button')].find(one => one.textContent.startsWith({})).click()",
        json!(text)
    ));
}

/// The right answer to a question, as it would be typed.
pub fn right(pencil: &Pencil, seed: u64) -> Vec<String> {
    let question = pencil.question(seed);
    let typed = question.as_typed(&question.right(), 4);
    typed.split(' ').map(str::to_owned).collect()
}

pub fn silent(place: &str, tab: &Tab) {
    let mut faults = Faults::default();
    faults.heard(place, tab);
    faults.none();
}

#[test]
fn numbers_are_judged_in_the_page_and_remembered_everywhere() {
    let Some(tab) = judging() else { return };
    open(&tab, "network.html");
    go(&tab, "7p");
    let pencil = pencil::find("7p").expect("an exercise");
    let mut values = right(pencil, 1);
    let question = pencil.question(1);
    let typed = question.as_typed(&question.wrong[0].values, 4);
    let typed: Vec<String> = typed.split(' ').map(str::to_owned).collect();
    answer(&tab, "7p", &typed);
    let native = pencil::judge(&question, &typed.join(" "));
    let heard = plain(&said(&tab, "7p"));
    let is_told = heard.contains(&plain(&native.message));
    assert!(
        heard.starts_with("✗ Not right.") && is_told,
        "{heard}: {native:?}"
    );
    assert!(stored(&tab).ends_with(&format!("answer 7p seed=1 {} wrong", typed.join(" "))));
    tab.holds("progress.mark('7p') === 'untouched'");
    answer(&tab, "7p", &values);
    tab.until("document.querySelector('#exercise-7p .field-said').dataset.verdict === 'right'");
    tab.holds(
        "document.querySelector('#exercise-7p .exercise-mark').textContent === '● solved alone'",
    );
    open(&tab, "network.html");
    tab.holds("document.querySelector('.chapter-progress p').textContent.startsWith('1 of 7 exercises solved')");
    tab.holds("[...document.querySelectorAll('#mdbook-sidebar .contents-mark')].map(one => one.textContent)[1] === '1/7'");
    tab.holds("document.querySelector('#eq-7 ~ .equation-check .equation-yours').textContent.includes('● exercise 7p solved alone')");
    go(&tab, "7p");
    let again = tab.run(
        "[...document.querySelectorAll('#exercise-7p input[type=text]')].map(one => one.value)",
    );
    values.pop();
    assert_eq!(again, json!(values));
    press_button(&tab, "#exercise-7p", "Other numbers");
    tab.until("document.querySelector('#exercise-7p form').getAttribute('aria-label').endsWith('question 2')");
    answer(&tab, "7p", &right(pencil, 2));
    assert!(said(&tab, "7p").starts_with("✓ Right."));
    assert!(stored(&tab).contains("answer 7p seed=2 "));
    silent("7p", &tab);
}

#[test]
fn a_formula_is_judged_by_its_values_and_unfolds_the_code_that_it_stands_for() {
    let Some(tab) = judging() else { return };
    open(&tab, "network.html");
    let code = "document.getElementById('code-network-eq07_softmax')";
    tab.holds(&format!("!{code}.querySelector('details').open"));
    tab.holds(&format!("{code}.querySelector('.code-invite').textContent.startsWith('You can write this first: exercise 7')"));
    go(&tab, "7");
    let wrong = "exp(a_k)";
    answer(&tab, "7", &[wrong.to_owned()]);
    let symptom = formula::judge("7", wrong).expect("a formula").symptom;
    let heard = plain(&said(&tab, "7"));
    assert!(heard.contains(&plain(&symptom)), "{heard}: {symptom}");
    tab.holds(&format!("!{code}.querySelector('details').open"));
    answer(&tab, "7", &["exp(a_k) / sum(j, exp(a_j)".to_owned()]);
    tab.until("document.querySelector('#exercise-7 .field-said').dataset.verdict === 'unreadable'");
    tab.holds(
        "document.querySelector('#exercise-7 input').getAttribute('aria-invalid') === 'true'",
    );
    answer(&tab, "7", &["exp(a_k) / sum(j, exp(a_j))".to_owned()]);
    tab.until("progress.mark('7') === 'alone'");
    tab.holds(&format!("{code}.querySelector('details').open"));
    tab.holds(&format!(
        "{code}.querySelector('.code-invite').textContent.includes('● exercise 7 solved alone')"
    ));
    silent("7", &tab);
}

#[test]
fn hints_come_one_by_one_and_not_knowing_shows_the_way() {
    let Some(tab) = judging() else { return };
    open(&tab, "backprop-hidden.html");
    go(&tab, "28");
    let hints = exercise::find("28").expect("an exercise").hints;
    for (at, hint) in hints.iter().enumerate() {
        press_button(&tab, "#exercise-28", "Hint");
        tab.until(&format!(
            "document.querySelectorAll('#exercise-28 .field-hints li').length === {}",
            at + 1
        ));
        let shown = tab
            .text("document.querySelector('#exercise-28 .field-hints li:last-child').textContent");
        assert_eq!(plain(&shown), plain(hint));
    }
    tab.holds("[...document.querySelectorAll('#exercise-28 button')].find(one => one.textContent === 'No more hints').disabled");
    tab.holds("progress.hints('28') === 3 && progress.mark('28') === 'untouched'");
    press_button(&tab, "#exercise-28", "I don't know");
    tab.until("document.querySelector('#exercise-28 .field-said').dataset.verdict === 'shown'");
    tab.holds("progress.mark('28') === 'shown'");
    silent("28", &tab);
}

#[test]
fn a_line_of_a_derivation_is_a_field_of_its_own_and_shares_the_hints_of_its_exercise() {
    let Some(tab) = judging() else { return };
    open(&tab, "backprop-hidden.html");
    go(&tab, "28");
    let line = "[...document.querySelectorAll('#exercise-28 form')].find(form => form.ariaLabel === 'Answer 28.2')";
    tab.holds(&format!(
        "{line}.querySelector('.question').textContent.includes('line 2 of (28), chain rule')"
    ));
    let type_into_it = |text: &str, verdict: &str| {
        tab.run(&format!("{line}.querySelector('input').select(), 0"));
        tab.run(&format!("{line}.querySelector('input').focus(), 0"));
        tab.call("Input.insertText", &json!({ "text": text }));
        tab.press("Enter");
        tab.until(&format!(
            "{line}.querySelector('.field-said').dataset.verdict === '{verdict}'"
        ));
    };
    // Shorter than the book's, whose sum says how far k runs.
    let right = "sum(k, ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji";
    type_into_it("∂z_j/∂b_j", "wrong");
    type_into_it(right, "right");
    assert!(stored(&tab).ends_with(&format!("derived 28.2 formula \"{right}\" right")));
    // A line is not the whole exercise.
    tab.holds("progress.mark('28') === 'untouched'");
    press_button(&tab, "#exercise-28", "Hint 1");
    tab.until("document.querySelectorAll('#exercise-28 .field-hints li').length === 1");
    tab.holds("[...document.querySelectorAll('#exercise-28 button')].filter(one => one.textContent === 'Hint 2 of 3').length === 2");
    open(&tab, "backprop-hidden.html");
    go(&tab, "28");
    let again = tab.text(&format!("{line}.querySelector('input').value"));
    assert_eq!(again, right);
    silent("28.2", &tab);
}

#[test]
fn the_keyboard_alone_answers_without_turning_the_page() {
    let Some(tab) = judging() else { return };
    open(&tab, "network.html");
    go(&tab, "7p");
    let here = tab.text("location.href");
    tab.run("document.querySelector('#exercise-7p input').focus()");
    let values = right(pencil::find("7p").expect("an exercise"), 1);
    for value in values.iter().take(values.len() - 1) {
        tab.call("Input.insertText", &json!({ "text": value }));
        tab.press("ArrowLeft");
        tab.press("ArrowRight");
        tab.press("Tab");
    }
    // The last field is a choice: the arrows choose.
    tab.press("ArrowDown");
    tab.press("ArrowUp");
    tab.holds("document.activeElement.matches('#exercise-7p input[type=radio]:checked')");
    if tab.text("document.activeElement.value") != values[values.len() - 1] {
        tab.press("ArrowDown");
    }
    tab.press("Enter");
    tab.until("document.querySelector('#exercise-7p .field-said').dataset.verdict === 'right'");
    assert_eq!(tab.text("location.href"), here);
    tab.press("Tab");
    tab.holds("document.activeElement.textContent === 'Check'");
    tab.press("Tab");
    tab.press("Enter");
    tab.until("document.querySelectorAll('#exercise-7p .field-hints li').length === 1");
    silent("keys", &tab);
}

/// A tap with a finger on an element.
fn tap(tab: &Tab, element: &str) {
    // A figure that comes into sight changes the height of the page.
    let place = tab.run(&format!(
        "(async () => {{
            const one = {element};
            let box, top = NaN;
            for (let same = 0; same < 30; same = box.y === top ? same + 1 : 0) {{
                top = box?.y;
                one.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                await new Promise(requestAnimationFrame);
                box = one.getBoundingClientRect();
            }}
            return [box.x + box.width / 2, box.y + box.height / 2, box.height];
        }})()"
    ));
    let number = |at: usize| place[at].as_f64().expect("a number");
    assert!(number(2) >= 24.0, "{element} is {} pixels high", number(2));
    let points = json!([{ "x": number(0), "y": number(1) }]);
    tab.call(
        "Input.dispatchTouchEvent",
        &json!({ "type": "touchStart", "touchPoints": points }),
    );
    tab.call(
        "Input.dispatchTouchEvent",
        &json!({ "type": "touchEnd", "touchPoints": [] }),
    );
}

#[test]
fn a_finger_answers_on_a_telephone() {
    let Some(tab) = judging() else { return };
    tab.width(TELEPHONE);
    tab.touched();
    open(&tab, "neuron.html");
    go(&tab, "gate");
    tap(
        &tab,
        "[...document.querySelectorAll('#exercise-gate button')].find(one => one.textContent.startsWith('Hint'))",
    );
    tab.until("document.querySelectorAll('#exercise-gate .field-hints li').length === 1");
    tap(
        &tab,
        "[...document.querySelectorAll('#exercise-gate button')].find(one => one.textContent === 'There are none')",
    );
    tab.until("document.querySelector('#exercise-gate .field-said[data-verdict]')");
    let question = pencil::find("gate").expect("an exercise").question(1);
    let is_right = pencil::judge(&question, "none").state == pencil::State::Right;
    let expected = if is_right { "right" } else { "wrong" };
    assert_eq!(
        tab.text("document.querySelector('#exercise-gate .field-said').dataset.verdict"),
        expected
    );
    tap(&tab, "document.querySelector('details.recall summary')");
    tab.until("document.querySelector('details.recall').open");
    tap(
        &tab,
        "document.querySelector('details.recall .recall-own button')",
    );
    tab.until("document.querySelector('details.recall .recalled').textContent === ' ✓ known'");
    silent("finger", &tab);
}

#[test]
fn a_question_that_was_known_stays_known_until_it_is_not() {
    let Some(tab) = reading() else { return };
    open(&tab, "error.html");
    let count = tab.run("document.querySelectorAll('details.recall .recall-own').length");
    assert!(count.as_u64() > Some(0));
    tab.run("document.querySelector('details.recall').open = true, 0");
    press_button(&tab, "details.recall", "I knew it");
    open(&tab, "error.html");
    tab.holds("document.querySelector('details.recall .recalled').textContent === ' ✓ known'");
    tab.holds("/ 1 of \\d+ questions known/.test(document.querySelector('.chapter-progress p').textContent)");
    press_button(&tab, "details.recall", "Not yet");
    tab.holds("document.querySelector('details.recall .recalled').textContent === ' ○ not yet'");
    tab.holds("[...document.querySelectorAll('details.recall .recall-own')][0].querySelectorAll('[aria-pressed=true]').length === 1");
    silent("recall", &tab);
}

/// The pages with exercises, each with their ids.
fn pages_with_exercises(tab: &Tab) -> Vec<(String, Vec<String>)> {
    open(tab, "network.html");
    let all = tab.run("exercises.map(one => [one.page, one.id])");
    let mut pages: Vec<(String, Vec<String>)> = Vec::new();
    for pair in all.as_array().expect("a list") {
        let text = |at: usize| pair[at].as_str().expect("a text").to_owned();
        if pages.last().is_none_or(|(page, _)| *page != text(0)) {
            pages.push((text(0), Vec::new()));
        }
        pages.last_mut().expect("a page").1.push(text(1));
    }
    pages
}

#[test]
fn every_field_fits_has_a_name_and_keeps_nobody_out() {
    let Some(tab) = judging() else { return };
    let axe = std::env::var_os("NN28_AXE");
    let axe = axe.map(|axe| fs::read_to_string(&axe).expect("the file that NN28_AXE names"));
    if axe.is_none() {
        notice("accessibility of the fields: left out, NN28_AXE does not name axe.min.js");
    }
    let mut faults = Faults::default();
    let pages = pages_with_exercises(&tab);
    assert_eq!(pages.len(), 9);
    for (theme, width) in [(THEMES[0], TELEPHONE), (THEMES[1], DESK)] {
        tab.theme(theme);
        tab.width(width);
        // What is too wide is so on a telephone; the first page has fields of all kinds.
        let count = if width == TELEPHONE { pages.len() } else { 1 };
        for (at, (page, ids)) in pages.iter().take(count).enumerate() {
            tab.open(&address(page));
            tab.until("window.progress");
            for id in ids.iter().filter(|id| has_fields(id)) {
                go(&tab, id);
            }
            tab.run(
                "document.querySelectorAll('main details').forEach(details => details.open = true)",
            );
            let place = format!("{page}, {width}, {theme}");
            faults.all(&place, &tab.run(include_str!("layout.js")));
            let unnamed = "[...document.querySelectorAll('form.fields :is(input, button), .chapter-progress :is(input, textarea, button)')]
                .filter(one => !(one.textContent || one.labels?.[0]?.textContent || one.getAttribute('aria-label'))).length";
            if tab.run(unnamed) != 0 {
                faults.add(&place, "a control without a name");
            }
            faults.heard(&place, &tab);
            if let Some(axe) = axe.as_ref().filter(|_| at == 0) {
                tab.run(&format!("{axe}; 0"));
                let found = tab.run(include_str!("axe.js"));
                for pair in found.as_array().expect("a list") {
                    let text = |at: usize| pair[at].as_str().expect("a text");
                    faults.add(&format!("{place}, {}", text(1)), text(0));
                }
            }
            // What axe-core asks for is not the page's.
            tab.heard();
        }
    }
    faults.none();
}

/// True if an exercise is answered in a page: by numbers, or by a formula.
fn has_fields(id: &str) -> bool {
    pencil::find(id).is_some() || formula::known(id).is_ok()
}
