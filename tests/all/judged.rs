//! The judge of the pages: an object in, an object out, and the same words as in a terminal.

use nn28::exercise::formula::Asked;
use nn28::exercise::pencil::{self, Right};
use nn28::web::judge;
use serde_json::{Value, json};

fn ask(object: &Value) -> Value {
    serde_json::from_str(&judge::ask(&object.to_string())).expect("JSON")
}

fn judged(id: &str, seed: u64, answers: &[&str]) -> Value {
    ask(&json!({"do": "judge", "id": id, "seed": seed, "answers": answers}))
}

fn words<'a>(rows: &'a Value, key: &str) -> Vec<&'a str> {
    let rows = rows.as_array().expect("a list").iter();
    rows.map(|row| row[key].as_str().expect("a word")).collect()
}

#[test]
fn every_exercise_of_the_list_can_be_asked_and_has_three_hints_and_a_solution() {
    let list = ask(&json!({"do": "exercises"}));
    let known = nn28::exercise::all().count() + pencil::all().count();
    assert_eq!(list.as_array().map(Vec::len), Some(known));
    for row in list.as_array().expect("a list") {
        let (id, kind) = (&row["id"], row["kind"].as_str().expect("a kind"));
        let question = ask(&json!({"do": "question", "id": id, "seed": 3}));
        assert_eq!(question["title"], row["name"], "{question}");
        let fields = question["fields"].as_array().expect("fields").len();
        assert_eq!(fields == 0, kind == "rust", "{question}");
        assert_eq!(question["hints"], 3, "{question}");
        for level in 1..=4 {
            let hint = ask(&json!({"do": "hint", "id": id, "seed": 3, "level": level}));
            assert!(
                hint["text"].as_str().is_some_and(|text| text.len() > 2),
                "{id} {level} {hint}"
            );
        }
    }
}

#[test]
fn every_exercise_is_on_the_page_that_the_list_names() {
    for row in ask(&json!({"do": "exercises"})).as_array().expect("a list") {
        let page = format!("book/src/{}.md", row["page"].as_str().expect("a page"));
        let text = std::fs::read_to_string(&page).expect("a page");
        let lists = text
            .lines()
            .filter_map(|line| line.strip_prefix("{{#exercise "));
        let mut ids = lists.flat_map(|list| list.trim_end_matches("}}").split(' '));
        assert!(
            ids.any(|id| id == row["id"]),
            "{} is not in {page}",
            row["id"]
        );
    }
}

#[test]
fn the_numbers_of_a_seed_are_those_of_the_terminal() {
    for pencil in pencil::all() {
        for seed in [1, 2, 40] {
            let asked = ask(&json!({"do": "question", "id": pencil.id, "seed": seed}));
            let lines = asked["given"].as_array().expect("lines").iter();
            let lines: Vec<&str> = lines.map(|line| line.as_str().expect("a line")).collect();
            let question = pencil.question(seed);
            assert_eq!(lines.join("\n"), question.text);
            let names: Vec<&str> = question
                .fields
                .iter()
                .map(|field| field.name.as_str())
                .collect();
            assert_eq!(words(&asked["fields"], "name"), names);
            let choices = question
                .fields
                .iter()
                .map(|field| matches!(field.right, Right::Word { .. }));
            let kinds = words(&asked["fields"], "kind")
                .into_iter()
                .map(|kind| kind == "choice");
            assert!(choices.eq(kinds), "{asked}");
        }
    }
}

#[test]
fn right_numbers_are_right_in_every_field_and_each_mistake_has_its_name() {
    for pencil in pencil::all() {
        for seed in 1..=5 {
            let question = pencil.question(seed);
            let typed = question.as_typed(&question.right(), 3);
            let answers: Vec<&str> = typed.split(' ').collect();
            let right = judged(pencil.id, seed, &answers);
            assert_eq!(right["verdict"], "right", "{} {right}", pencil.id);
            assert!(
                words(&right["fields"], "verdict")
                    .iter()
                    .all(|verdict| *verdict == "right")
            );
            assert_eq!(
                right["line"],
                format!("answer {} seed={seed} {typed} right", pencil.id)
            );
            for wrong in &question.wrong {
                let typed = question.as_typed(&wrong.values, 3);
                let answers: Vec<&str> = typed.split(' ').collect();
                let verdict = judged(pencil.id, seed, &answers);
                assert_eq!(
                    verdict["fault"], wrong.name,
                    "{} {typed} {verdict}",
                    pencil.id
                );
                assert_eq!(verdict["verdict"], "wrong");
                assert!(
                    words(&verdict["fields"], "verdict").contains(&"wrong"),
                    "{verdict}"
                );
                assert!(!verdict["cause"].as_str().expect("a cause").is_empty());
            }
        }
    }
}

#[test]
fn an_empty_field_is_named_and_the_others_are_judged_but_nothing_is_noted() {
    let question = pencil::find("7p").expect("an exercise").question(1);
    let right = question.as_typed(&question.right(), 2);
    let right: Vec<&str> = right.split(' ').collect();
    let mut answers = right.clone();
    answers[1] = " ";
    let verdict = judged("7p", 1, &answers);
    assert_eq!(
        (&verdict["verdict"], &verdict["line"]),
        (&json!("blank"), &json!(""))
    );
    let names = &question.fields[1].name;
    assert_eq!(verdict["symptom"], format!("{names} is still empty."));
    let fields = words(&verdict["fields"], "verdict");
    assert_eq!(fields[..2], ["right", "blank"]);
    let nothing = judged("7p", 1, &[]);
    assert!(
        words(&nothing["fields"], "verdict")
            .iter()
            .all(|verdict| *verdict == "blank")
    );
}

#[test]
fn a_field_takes_a_number_as_people_write_it_and_says_what_it_cannot_read() {
    let question = pencil::find("7p").expect("an exercise").question(1);
    let typed = question.as_typed(&question.right(), 3).replace('.', ",");
    let typed: Vec<&str> = typed.split(' ').collect();
    assert_eq!(judged("7p", 1, &typed)["verdict"], "right");
    let mut two = typed.clone();
    two[2] = "0.1 0.2";
    let verdict = judged("7p", 1, &two);
    assert_eq!(verdict["verdict"], "unreadable");
    let fields = words(&verdict["fields"], "verdict");
    assert_eq!(fields[2], "unreadable");
    assert_eq!(fields[0], "right");
    assert_eq!(verdict["line"], "");
}

#[test]
fn not_knowing_shows_the_way_and_is_noted_as_shown() {
    let question = pencil::find("28p").expect("an exercise").question(2);
    let verdict = judged("28p", 2, &["?"]);
    assert_eq!(verdict["verdict"], "shown");
    assert!(
        verdict["symptom"]
            .as_str()
            .is_some_and(|text| text.ends_with(&question.way))
    );
    assert_eq!(verdict["line"], "shown 28p");
}

#[test]
fn none_in_the_first_field_is_an_answer_to_a_gate() {
    let gate = pencil::find("gate").expect("an exercise");
    let seed = (1..1000).find(|seed| gate.question(*seed).right().is_empty());
    let seed = seed.expect("a gate without a line");
    assert_eq!(
        ask(&json!({"do": "question", "id": "gate", "seed": seed}))["none"],
        true
    );
    assert_eq!(judged("gate", seed, &["None", "", ""])["verdict"], "right");
    assert_eq!(
        judged("gate", seed, &["1", "1", "-0.5"])["fault"],
        "one-line"
    );
    assert_eq!(judged("gate", seed, &["1", "", ""])["verdict"], "blank");
}

#[test]
fn the_solution_of_every_formula_is_right() {
    let list = ask(&json!({"do": "exercises"}));
    let formulas = list.as_array().expect("a list").iter();
    let ids = formulas
        .filter_map(|row| row["formulas"].as_array())
        .flatten();
    let ids: Vec<&str> = ids.map(|id| id.as_str().expect("an id")).collect();
    assert_eq!(ids.len(), 38, "{ids:?}");
    for id in ids {
        let solution = ask(&json!({"do": "hint", "id": id, "level": 4}));
        let text = solution["text"].as_str().expect("a formula");
        let verdict = judged(id, 1, &[text]);
        assert_eq!(verdict["state"], "right", "({id}) {text} {verdict}");
        assert_eq!(Asked::of(id).map(|asked| asked.solution), Some(text));
    }
}

#[test]
fn a_wrong_formula_has_its_symptom_its_cause_and_both_numbers() {
    let verdict = judged("28", 1, &["sum(k, (y_k - t_k) v_kj) x_i"]);
    assert_eq!(verdict["fault"], "no-slope");
    assert_eq!(verdict["fields"][0]["verdict"], "wrong");
    assert_eq!(
        verdict["line"],
        "answer 28 formula \"sum(k, (y_k - t_k) v_kj) x_i\" wrong"
    );
    let numbers = verdict["numbers"].as_str().expect("numbers");
    assert!(numbers.starts_with("worked example, "), "{numbers}");
    let unread = judged("28", 1, &["sum(k, (y_k - t_k) v_kj"]);
    assert_eq!(unread["verdict"], "unreadable");
    assert_eq!(unread["fields"][0]["at"], 23);
    assert_eq!(judged("28", 1, &["  "])["verdict"], "blank");
}

#[test]
fn what_makes_no_sense_is_answered_by_a_sentence() {
    for (asked, sentence) in [
        ("", "no request: "),
        ("{}", "no request: "),
        (
            r#"{"do": "dance"}"#,
            "there is nothing like \"dance\" to do",
        ),
        (
            r#"{"do": "question", "id": "99"}"#,
            "there is no exercise \"99\"",
        ),
        (
            r#"{"do": "hint", "id": "28", "level": 5}"#,
            "there is no hint 5",
        ),
        (
            r#"{"do": "judge", "id": "pass", "answers": ["1"]}"#,
            "(pass) is a function in Rust",
        ),
    ] {
        let answer: Value = serde_json::from_str(&judge::ask(asked)).expect("JSON");
        let said = answer["error"].as_str().expect("a sentence");
        assert!(said.starts_with(sentence), "{asked} {said}");
    }
}

#[test]
fn a_line_of_a_derivation_has_its_own_letters_and_leaves_the_exercise_open() {
    let question = ask(&json!({"do": "question", "id": "28.2"}));
    assert_eq!(question["fields"][0]["label"], "∂E_n/∂w_ji =");
    assert_eq!(
        question["given"][0]
            .as_str()
            .map(|given| given
                .starts_with("A formula for (28.2), line 2 of (28), chain rule, may use")),
        Some(true)
    );
    // The letters of slopes have all the values of their indices, without limits too.
    let short = "sum(k, ∂E_n/∂a_k ∂a_k/∂z_j) ∂z_j/∂b_j ∂b_j/∂w_ji";
    assert_eq!(judged("28.2", 1, &[short])["verdict"], "right");
    let refused = judged("18.2", 1, &["y_0 (1 - y_0)"]);
    assert_eq!(refused["verdict"], "unreadable", "{refused}");
    let turned = judged("18.2", 1, &["(exp(a_0) exp(a_0) - exp(a_0) u) / u^2"]);
    assert_eq!(turned["fault"], "turned");
    let right = judged("20.2", 1, &["(t_0 + t_1 + t_2) y_0 - t_0"]);
    assert_eq!(
        right["line"],
        "derived 20.2 formula \"(t_0 + t_1 + t_2) y_0 - t_0\" right"
    );
}
