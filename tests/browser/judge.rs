//! The judge inside the pages: the same program as the terminal's, compiled for WebAssembly.

use std::collections::BTreeSet;

use nn28::exercise::formula::Asked;
use nn28::exercise::pencil;
use nn28::web::judge;
use serde_json::{Value, json};

use super::chromium::Tab;
use super::formulas::{RIGHT, WRONG};
use super::{BOOK, DESK, Faults, address, notice, tab};

const SEEDS: u64 = 50;
/// So many objects are asked of the page by one call.
const AT_ONCE: usize = 2_000;

/// A tab with a page that has exercises, if there are a browser and a judge.
fn page(name: &str) -> Option<Tab<'static>> {
    let tab = tab()?;
    if !BOOK.join("generated/judge.js").is_file() {
        notice("the judge: left out, the book was built without it");
        return None;
    }
    tab.width(DESK);
    tab.open(&address(&format!("{name}.html")));
    Some(tab)
}

/// The answers of the page to some objects, one after the other, as JSON.
fn answers(tab: &Tab, asked: &[Value]) -> Vec<String> {
    let asked = json!(asked);
    let script = format!(
        "(async () => {{ const all = []; for (const one of {asked}) {{ all.push(JSON.stringify(await judge.ask(one))); }} return all; }})()"
    );
    let answers = tab.run(&script);
    let answers = answers.as_array().expect("a list").iter();
    answers
        .map(|answer| answer.as_str().expect("a text").to_owned())
        .collect()
}

fn answer(tab: &Tab, asked: Value) -> Value {
    let answers = answers(tab, &[asked]);
    serde_json::from_str(&answers[0]).expect("JSON")
}

#[test]
fn the_judge_is_loaded_from_a_folder_when_it_is_asked_for_the_first_time() {
    let Some(tab) = page("network") else { return };
    tab.holds(
        "performance.getEntriesByType('resource').every(one => !one.name.includes('judge.wasm'))",
    );
    let question = answer(&tab, json!({"do": "question", "id": "7p", "seed": 1}));
    let fields: Vec<&str> = question["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| field["name"].as_str().expect("a name"))
        .collect();
    let expected = pencil::find("7p").expect("an exercise").question(1);
    let names: Vec<&str> = expected
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(fields, names);
    tab.holds("window.nn28Packed.judge === undefined");
    let mut faults = Faults::default();
    faults.heard("network.html", &tab);
    faults.none();
}

#[test]
fn a_judge_that_could_not_be_loaded_is_loaded_when_it_is_asked_again() {
    let Some(tab) = page("network") else { return };
    let of_files = |blocked: &[&str]| {
        tab.call("Network.setBlockedURLs", &json!({ "urls": blocked }));
    };
    of_files(&["*judge.wasm.js"]);
    let said =
        tab.text("judge.ask({do: 'exercises'}).then(() => 'loaded', error => error.message)");
    assert_eq!(said, "judge.wasm.js could not be loaded.");
    of_files(&[]);
    let question = answer(&tab, json!({"do": "question", "id": "7p", "seed": 1}));
    assert_eq!(question["id"], "7p");
}

#[test]
fn a_browser_that_cannot_unpack_programs_keeps_the_printed_exercises() {
    let Some(tab) = page("network") else { return };
    tab.before_every_page("delete window.DecompressionStream;");
    tab.open(&address("network.html"));
    let said =
        tab.text("judge.ask({do: 'exercises'}).then(() => 'loaded', error => error.message)");
    assert_eq!(
        said,
        "This browser is too old for the programs of this book."
    );
    tab.holds("!document.querySelector('.has-fields')");
}

/// Everything that is asked of both programs: every question and hint; the right numbers and every mistake for many seeds, as they are typed with few digits and
/// with many; and formulas, right and with every sign and every letter changed.
fn requests() -> Vec<Value> {
    let mut all = vec![json!({"do": "exercises"}), json!({"do": "nothing"})];
    let by_hand = pencil::all().map(|one| one.id);
    for id in ids().chain(by_hand) {
        all.push(json!({"do": "question", "id": id}));
        let hint = |level: usize| json!({"do": "hint", "id": id, "level": level});
        all.extend((0..=5).map(hint));
    }
    for pencil in pencil::all() {
        for seed in 1..=SEEDS {
            let question = pencil.question(seed);
            let id = pencil.id;
            all.push(json!({"do": "question", "id": id, "seed": seed}));
            all.push(json!({"do": "hint", "id": id, "seed": seed, "level": 4}));
            let slips = question.wrong.iter().map(|wrong| wrong.values.clone());
            for values in slips.chain([question.right()]) {
                for digits in [2, 6] {
                    let typed = question.as_typed(&values, digits);
                    let answers: Vec<&str> = typed.split(' ').collect();
                    all.push(json!({"do": "judge", "id": id, "seed": seed, "answers": answers}));
                }
            }
        }
    }
    for (id, formula) in formulas() {
        all.push(json!({"do": "judge", "id": id, "answers": [formula]}));
    }
    all
}

/// The names of all exercises that are written.
fn ids() -> impl Iterator<Item = &'static str> {
    nn28::exercise::all().flat_map(|one| [one.id].into_iter().chain(one.aliases.iter().copied()))
}

/// Right and wrong formulas, and the right one of every equation with one character changed.
fn formulas() -> Vec<(&'static str, String)> {
    let right = RIGHT
        .iter()
        .flat_map(|(id, forms)| forms.iter().map(|form| (*id, *form)));
    let wrong = WRONG.iter().map(|(id, form, _)| (*id, *form));
    let written = right.chain(wrong);
    let mut all: Vec<_> = written.map(|(id, form)| (id, form.to_owned())).collect();
    for (id, asked) in ids().filter_map(|id| Some((id, Asked::of(id)?))) {
        all.push((id, asked.solution.to_owned()));
        for (at, letter) in asked.solution.char_indices() {
            let others = match letter {
                '+' => "−",
                '−' => "+",
                '/' => "·",
                'k' => "j0",
                'j' => "ki0",
                'i' => "j1",
                '0' => "1",
                '1' => "2",
                'y' => "t",
                't' => "y",
                'z' => "b",
                '(' | ')' | '′' => " ",
                _ => "",
            };
            for other in others.chars() {
                let (before, after) = asked.solution.split_at(at);
                let after = &after[letter.len_utf8()..];
                all.push((id, format!("{before}{other}{after}")));
            }
        }
    }
    all
}

/// True if two answers about the best step have the same words: rounding with a tiny step is the processor's own.
fn is_rounding(asked: &Value, answers: [&Value; 2]) -> bool {
    let [here, there] = answers.map(|answer| {
        let mut text = answer.to_string();
        text.retain(|letter| !letter.is_ascii_digit() && letter != '−');
        text
    });
    asked["id"] == "9p" && here == there
}

#[test]
fn page_and_terminal_judge_alike() {
    let Some(tab) = page("network") else { return };
    let requests = requests();
    // Both at once, so that neither waits for the other.
    let (here, there) = std::thread::scope(|scope| {
        let here = scope.spawn(|| {
            let asked = requests.iter().map(Value::to_string);
            asked.map(|asked| judge::ask(&asked)).collect::<Vec<_>>()
        });
        let there: Vec<String> = requests
            .chunks(AT_ONCE)
            .flat_map(|part| answers(&tab, part))
            .collect();
        (here.join().expect("answers"), there)
    });
    assert_eq!(here.len(), there.len());
    let mut differences = Vec::new();
    let mut faults = BTreeSet::new();
    for (asked, (here, there)) in requests.iter().zip(here.iter().zip(&there)) {
        let [here, there] =
            [here, there].map(|answer| serde_json::from_str::<Value>(answer).expect("JSON"));
        if here != there && !is_rounding(asked, [&here, &there]) {
            differences.push(format!("{asked}\n  here  {here}\n  there {there}"));
        }
        if let Some(fault) = here["fault"].as_str() {
            faults.insert((asked["id"].as_str().unwrap_or_default(), fault.to_owned()));
        }
    }
    let (answers, faults) = (requests.len(), faults.len());
    notice(&format!("{answers} answers compared, with {faults} faults"));
    let count = differences.len();
    differences.truncate(5);
    assert!(count == 0, "{count} differ:\n{}", differences.join("\n"));
}
