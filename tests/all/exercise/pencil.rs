//! Exercises by hand: the right answer is right however it is typed, and every listed slip is named.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use nn28::exercise::pencil::{Question, Right, State, all, find, judge, typed};
use proptest::prelude::{ProptestConfig, any, proptest};

const SEEDS: u64 = 500;

const IDS: [&str; 11] = [
    "3p", "gate", "pass-p", "7p", "8p", "9p", "10p", "23p", "26p", "28p", "step-p",
];

/// The questions of all seeds, drawn once.
fn questions(id: &str) -> &'static [Question] {
    static ALL: LazyLock<Vec<Vec<Question>>> = LazyLock::new(|| {
        let of = |id: &&str| {
            (0..SEEDS)
                .map(|seed| find(id).expect("an exercise").question(seed))
                .collect()
        };
        IDS.iter().map(of).collect()
    });
    let position = IDS.iter().position(|other| *other == id);
    &ALL[position.expect("an exercise")]
}

fn question(id: &str, seed: u64) -> Question {
    questions(id)[seed as usize].clone()
}

/// A question of some seed whose text has these words.
fn question_with(id: &str, words: &str) -> Question {
    let mut all = questions(id).iter();
    let found = all.find(|question| question.text.contains(words));
    found.expect("such numbers").clone()
}

fn values(question: &Question) -> Vec<f64> {
    question.right()
}

#[test]
fn every_exercise_by_hand_has_its_own_id_and_three_hints() {
    let ids: Vec<&str> = all().map(|pencil| pencil.id).collect();
    let sorted = |ids: &[&'static str]| ids.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&ids), sorted(&IDS));
    assert_eq!(ids.len(), IDS.len());
    for pencil in all() {
        assert!(
            pencil.hints.iter().all(|hint| hint.len() > 20),
            "{}",
            pencil.id
        );
        assert!(nn28::exercise::find(pencil.id).is_none(), "{}", pencil.id);
    }
}

#[test]
fn the_right_answer_is_right_with_two_three_and_six_digits() {
    for pencil in all() {
        for seed in 0..SEEDS {
            let question = question(pencil.id, seed);
            for digits in [2, 3, 6] {
                let answer = question.as_typed(&question.right(), digits);
                let verdict = judge(&question, &answer);
                let id = pencil.id;
                assert_eq!(
                    verdict.state,
                    State::Right,
                    "{id} {seed}: {answer}\n{}\n{}",
                    question.text,
                    verdict.message
                );
            }
        }
    }
}

#[test]
fn every_listed_slip_is_wrong_and_named_and_differs_from_the_right_answer_at_two_digits() {
    for pencil in all() {
        for seed in 0..SEEDS {
            let question = question(pencil.id, seed);
            let right = question.as_typed(&question.right(), 2);
            for wrong in &question.wrong {
                let about = format!("{} {seed}: {}\n{}", pencil.id, wrong.name, question.text);
                assert_ne!(question.as_typed(&wrong.values, 2), right, "{about}");
                for digits in [2, 3, 6] {
                    let answer = question.as_typed(&wrong.values, digits);
                    let verdict = judge(&question, &answer);
                    assert_eq!(verdict.state, State::Wrong, "{about}\n{answer}");
                    assert_eq!(verdict.fault, Some(wrong.name), "{about}\n{answer}");
                    assert!(
                        !verdict.message.is_empty() && !verdict.cause.is_empty(),
                        "{about}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_usual_slips_are_listed_with_every_seed_or_nearly() {
    let wanted: [(&str, &[&str]); 11] = [
        (
            "3p",
            &["no-bias", "bias-twice", "signs-dropped", "mirrored"],
        ),
        ("gate", &[]),
        (
            "pass-p",
            &["no-input-bias", "no-hidden-bias", "b-for-z", "no-softmax"],
        ),
        ("7p", &["not-divided", "only-differences"]),
        (
            "8p",
            &["one-share", "base-2", "nothing-known", "sum-for-mean"],
        ),
        (
            "9p",
            &["too-small", "too-large", "same-for-both", "exchanged"],
        ),
        ("10p", &["uphill", "no-rate", "step-alone", "printed-falls"]),
        ("23p", &["a-for-y"]),
        ("26p", &["v-for-z", "no-slope-for-bias"]),
        ("28p", &["no-slope", "h-for-slope", "turned", "no-weights"]),
        ("step-p", &["uphill", "no-learning-rate", "step-alone"]),
    ];
    for (id, names) in wanted {
        for name in names {
            let has = |seed: &u64| {
                question(id, *seed)
                    .wrong
                    .iter()
                    .any(|wrong| wrong.name == *name)
            };
            let count = (0..SEEDS).filter(has).count() as u64;
            assert!(
                count * 100 >= SEEDS * 95,
                "{id} {name}: in {count} of {SEEDS}"
            );
        }
        let least = (0..SEEDS).map(|seed| question(id, seed).wrong.len()).min();
        assert!(least >= Some(1), "{id}: {least:?}");
    }
}

#[test]
fn a_seed_has_always_the_same_numbers_and_others_have_others() {
    for pencil in all() {
        assert_eq!(pencil.question(7), pencil.question(7));
        let texts: BTreeSet<String> = (0..40).map(|seed| pencil.question(seed).text).collect();
        let least = if pencil.id == "gate" { 12 } else { 30 };
        assert!(texts.len() >= least, "{}: {}", pencil.id, texts.len());
    }
}

#[test]
fn right_answers_are_what_a_calculation_on_paper_gives() {
    let h = |a: f64| 1.0 / (1.0 + (-a).exp());
    for seed in 0..50 {
        let question = question("pass-p", seed);
        // The rows of the text, read again.
        let rows = numbers(&question.text);
        let classes = (question.fields.len() - 4) / 2;
        let (w, rest) = rows.split_at(2 * 4);
        let (v, rest) = rest.split_at(classes * 4);
        let x = [rest[0], rest[1], 1.0];
        let row = |rows: &[f64], at: usize| [rows[4 * at + 1], rows[4 * at + 2], rows[4 * at + 3]];
        let product = |row: [f64; 3], x: [f64; 3]| row[0] * x[0] + row[1] * x[1] + row[2] * x[2];
        let b = [0, 1].map(|j| product(row(w, j), x));
        let z = [h(b[0]), h(b[1]), 1.0];
        let a: Vec<f64> = (0..classes).map(|k| product(row(v, k), z)).collect();
        let u: f64 = a.iter().map(|a| a.exp()).sum();
        let y = a.iter().map(|a| a.exp() / u);
        let expected: Vec<f64> = b
            .into_iter()
            .chain([z[0], z[1]])
            .chain(a.clone())
            .chain(y)
            .collect();
        for (right, expected) in values(&question).iter().zip(&expected) {
            assert!((right - expected).abs() < 1e-9, "{}", question.text);
        }
    }
    for seed in 0..50 {
        let question = question("10p", seed);
        let found = numbers(&question.text);
        let (weight, slope, rate) = (found[0], found[1], found[2]);
        let right = values(&question);
        assert!((right[0] - (weight - rate * slope)).abs() < 1e-12);
        assert!((right[1] - (weight + rate * slope)).abs() < 1e-12);
    }
}

/// The numbers of a text, with − for a minus before a digit.
fn numbers(text: &str) -> Vec<f64> {
    let text = text.replace('−', "-");
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let pieces = text.split(|c: char| !is_of_number(c));
    let pieces = pieces.map(|piece| piece.trim_end_matches('.'));
    pieces.filter_map(|piece| piece.parse().ok()).collect()
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let (question, shares) = (question_with("8p", "and 2 classes"), question("7p", 1));
    for answer in [
        "0.69", ".69", "0,69", "0.693", "ln 2", "ln(2)", "log 2", "E = 0.69", "E=.693", "69/100",
        "69 / 100", "6.93e-1", " 0.6931 ", "0.69,",
    ] {
        assert_eq!(judge(&question, answer).state, State::Right, "{answer}");
    }
    for answer in ["-0.69", "−0.69", "–0.69", "-ln 2"] {
        assert_eq!(judge(&question, answer).fault, Some("negative"), "{answer}");
    }
    for answer in [
        "",
        "x",
        "0.69 0.69",
        "0.6.9",
        "none",
        "1/0",
        "inf",
        "nan",
        "e",
        "ln",
        "0x1",
    ] {
        let verdict = judge(&question, answer);
        assert_eq!(verdict.state, State::Unreadable, "{answer}");
        assert!(!verdict.message.is_empty());
    }
    let right = values(&shares);
    let one = |value: &f64, comma: &str| typed(*value, 3).replace('.', comma);
    for answer in [
        format!(
            "{} {} {} stay",
            one(&right[0], "."),
            one(&right[1], "."),
            one(&right[2], ".")
        ),
        format!(
            "{}, {}, {}, stay",
            one(&right[0], "."),
            one(&right[1], "."),
            one(&right[2], ".")
        ),
        format!(
            "{};{};{};stay",
            one(&right[0], ","),
            one(&right[1], ","),
            one(&right[2], ",")
        ),
        format!(
            "{}, {}, {}, stay",
            one(&right[0], ","),
            one(&right[1], ","),
            one(&right[2], ",")
        ),
        format!(
            "y_0 = {} y_1={} y_2 = {} s",
            one(&right[0], "."),
            one(&right[1], "."),
            one(&right[2], ".")
        ),
    ] {
        assert_eq!(judge(&shares, &answer).state, State::Right, "{answer}");
    }
}

#[test]
fn each_value_may_be_typed_with_the_name_of_its_field() {
    for id in IDS.iter().filter(|id| **id != "gate") {
        let question = question(id, 3);
        let typed = question.as_typed(&question.right(), 3);
        let values = typed.split(' ').map(str::to_owned);
        let named = question.fields.iter().zip(values);
        let named: Vec<String> = named
            .map(|(field, value)| format!("{} = {value}", field.name))
            .collect();
        assert_eq!(
            judge(&question, &named.join(", ")).state,
            State::Right,
            "{named:?}"
        );
    }
}

#[test]
fn too_few_digits_and_rounding_are_no_mistakes() {
    let question = question_with("8p", "and 3 classes");
    // ln 3 = 1.0986.
    for (answer, state) in [
        ("1", State::TooFew),
        ("1.1", State::Right),
        ("1.0", State::Rounded),
        ("1.09", State::Rounded),
        ("1.10", State::Right),
        ("1.098", State::Rounded),
        ("1.3", State::Wrong),
    ] {
        let verdict = judge(&question, answer);
        assert_eq!(verdict.state, state, "{answer}: {}", verdict.message);
    }
    assert!(
        judge(&question, "1")
            .message
            .contains("agrees as far as it goes")
    );
    assert!(judge(&question, "1.09").message.contains("rounding"));
}

#[test]
fn the_way_is_shown_without_shame_when_it_is_asked_for() {
    for pencil in all() {
        let question = pencil.question(1);
        for asked in ["?", "I don't know", "i don’t know.", " idk "] {
            let verdict = judge(&question, asked);
            assert_eq!(verdict.state, State::Shown);
            assert!(verdict.message.contains(&question.way));
        }
    }
}

#[test]
fn a_gate_is_judged_at_its_corners_and_none_is_right_where_no_line_is() {
    let and = question_with("gate", "“AND”");
    for answer in [
        "1 1 -1.5",
        "2 2 −3",
        "0,5 0,5 -0,7",
        "w_0 = 10 w_1 = 10 w_2 = -15",
    ] {
        assert_eq!(judge(&and, answer).state, State::Right, "{answer}");
    }
    assert_eq!(judge(&and, "1 1 -0.5").fault, Some("bias-between"));
    assert_eq!(judge(&and, "-1 -1 1.5").fault, Some("signs-turned"));
    assert!(judge(&and, "-1 -1 1.5").message.contains("NAND"));
    assert!(
        judge(&and, "1 1 -0.5")
            .message
            .starts_with("At (0, 1) it answers 0.62 and should answer 0.")
    );
    assert!(
        judge(&and, "1 1 -1")
            .message
            .contains("the line goes through that corner")
    );
    assert_eq!(judge(&and, "none").fault, Some("none-for-a-line"));
    assert_eq!(judge(&and, "1 1").state, State::Unreadable);
    for name in ["“XOR”", "“XNOR”"] {
        let question = question_with("gate", name);
        assert!(question.right().is_empty());
        assert_eq!(judge(&question, "none").state, State::Right);
        assert_eq!(judge(&question, "1 1 -0.5").state, State::Wrong);
    }
}

#[test]
fn a_step_that_is_far_from_the_best_one_is_answered_with_what_it_gives() {
    let question = question("9p", 1);
    assert_eq!(judge(&question, "1e-8 1e-5").state, State::Right);
    assert_eq!(judge(&question, "10^-7 3e-6").state, State::Right);
    let verdict = judge(&question, "1e-8 1e-12");
    assert_eq!(verdict.state, State::Wrong);
    assert!(
        verdict
            .message
            .contains("With ε = 1e−12 the central difference is"),
        "{}",
        verdict.message
    );
    assert!(judge(&question, "-1 1e-5").message.contains("positive"));
}

#[test]
fn messages_fit_into_a_few_lines_and_questions_show_each_number() {
    for pencil in all() {
        for seed in 0..40 {
            let question = question(pencil.id, seed);
            let fits = |text: &str, most: usize| {
                text.lines().count() <= most && text.lines().all(|line| line.chars().count() <= 120)
            };
            assert!(fits(&question.text, 5), "{}", question.text);
            assert!(fits(&question.way, 5), "{}", question.way);
            for field in &question.fields {
                assert!(!field.name.contains(' '), "{}", field.name);
                assert!(question.asked().contains(&field.name));
                assert!(!matches!(field.right, Right::Number(value) if !value.is_finite()));
            }
            for wrong in &question.wrong {
                let answer = question.as_typed(&wrong.values, 2);
                let message = judge(&question, &answer).message;
                assert!(message.lines().count() <= 3, "{message}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_answer_makes_the_judge_panic(
        exercise in 0_usize..11,
        seed in any::<u64>(),
        answer in r"([-+−0-9.,/=e ;?]|ln|none|10\^|stay|y_0|\p{Any}){0,30}",
    ) {
        let question = question(IDS[exercise], seed % 50);
        let verdict = judge(&question, &answer);
        assert!(verdict.state == State::Right || !verdict.message.is_empty());
    }
}
