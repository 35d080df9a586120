//! The judge inside the pages: the same program as the terminal's, compiled for WebAssembly.

use nn28::exercise::formula::Asked;
use nn28::exercise::pencil;
use nn28::web::judge;
use serde_json::{Value, json};

use super::chromium::Tab;
use super::{DESK, Faults, JUDGE, address, notice, tab};

/// The bytes that a page has for it.
const MAX_SIZE: usize = 400_000;
const SEEDS: u64 = 50;

/// A tab with a page that has exercises, if there are a browser and a judge.
fn page(name: &str) -> Option<Tab<'static>> {
    JUDGE.as_ref()?;
    let tab = tab()?;
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
fn the_judge_is_small_enough_for_a_page() {
    if let Some(program) = JUDGE.as_ref() {
        notice(&format!("the judge has {} bytes", program.len()));
        assert!(program.len() <= MAX_SIZE, "{} bytes", program.len());
    }
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
    tab.holds("window.nn28_judge === undefined");
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
    assert_eq!(said, "The judge could not be loaded.");
    of_files(&[]);
    let question = answer(&tab, json!({"do": "question", "id": "7p", "seed": 1}));
    assert_eq!(question["id"], "7p");
}

/// Everything that is asked of both programs: the right numbers and every mistake for many seeds, as they are typed with few digits and
/// with many; and formulas, right and with every sign and every letter changed.
fn requests() -> Vec<Value> {
    let mut all = vec![json!({"do": "exercises"}), json!({"do": "nothing"})];
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

/// The right formula of every equation, and the same with one character changed.
fn formulas() -> Vec<(&'static str, String)> {
    let ids = nn28::exercise::all().flat_map(|one| {
        let ids = std::iter::once(one.id).chain(one.aliases.iter().copied());
        ids.filter_map(|id| Some((id, Asked::of(id)?)))
    });
    let mut all = Vec::new();
    for (id, asked) in ids {
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

#[test]
fn page_and_terminal_judge_alike() {
    let Some(tab) = page("network") else { return };
    let requests = requests();
    let mut differences = Vec::new();
    for part in requests.chunks(500) {
        let there = answers(&tab, part);
        for (asked, there) in part.iter().zip(there) {
            let here: Value = serde_json::from_str(&judge::ask(&asked.to_string())).expect("JSON");
            let there: Value = serde_json::from_str(&there).expect("JSON");
            if here != there {
                differences.push(format!("{asked}\n  here  {here}\n  there {there}"));
            }
        }
    }
    notice(&format!("{} answers compared", requests.len()));
    let count = differences.len();
    differences.truncate(5);
    assert!(count == 0, "{count} differ:\n{}", differences.join("\n"));
}
