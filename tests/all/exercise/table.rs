//! The table of exercises is right about right answers, and tells mistakes apart.

use std::collections::BTreeSet;
use std::fs;

use nn28::equation::{self, Indices};
use nn28::exercise::value::{Answer, Argument, FUNCTIONS};
use nn28::exercise::{Blank, Body, Call, Case, Fault, Kind, all, blanks, cases, find};
use nn28::model::network::forward;
use nn28::model::printed::{
    printed_eq04_figure, printed_eq09, printed_eq10, printed_eq11, printed_eq12, printed_eq13,
    printed_eq14_first_line,
};

/// The ids in the order of the book, with the functions that are written in them. Not all of them are in the table: those on paper and
/// the predictions have none.
const IDS: &[(&str, &[&str])] = &[
    ("1", &["eq01_weighted_sum", "eq03_sum_over_inputs"]),
    ("2", &["eq02_sum_with_intercept"]),
    ("4", &["eq04_sigmoid"]),
    ("4s", &["sigmoid_slope"]),
    ("5", &["eq05_unit_sum"]),
    ("6", &["eq06_hidden_output"]),
    ("7", &["eq07_softmax"]),
    ("7s", &["log_softmax"]),
    ("pass", &["forward"]),
    ("8", &["eq08_mean_cross_entropy"]),
    ("9", &["eq09_forward_difference", "central_difference"]),
    (
        "10",
        &[
            "eq10_slope_along_weight",
            "eq11_slope_along_first_weight",
            "numerical_gradient",
        ],
    ),
    ("12", &["eq12_cross_entropy", "eq13_mean_error"]),
    ("14", &["eq14_mean_gradient"]),
    (
        "15",
        &[
            "eq15_chain_rule",
            "eq16_slope_at_first_sum",
            "eq17_slope_through_outputs",
        ],
    ),
    (
        "18",
        &[
            "eq18_slope_of_own_output",
            "eq18_line2_quotient_rule",
            "eq18_line4_in_shares",
        ],
    ),
    (
        "19",
        &[
            "eq19_slope_of_other_output",
            "eq19_line2_quotient_rule",
            "eq19_line3_in_shares",
        ],
    ),
    (
        "20",
        &[
            "eq20_error_at_first_output",
            "eq20_line1_with_slopes",
            "eq20_line2_collected",
        ],
    ),
    (
        "21",
        &[
            "eq21_error_at_second_output",
            "eq22_error_at_third_output",
            "eq23_output_error",
            "output_errors",
        ],
    ),
    (
        "24",
        &[
            "eq24_first_output_sum",
            "eq25a_slope_of_first_sum",
            "eq25b_slope_of_any_sum",
            "eq26_slope_along_output_weight",
        ],
    ),
    ("27", &["eq27_updated_output_weight", "updated_weight"]),
    (
        "28",
        &[
            "eq28_slope_along_hidden_weight",
            "eq28_line2_chain_rule",
            "gradient",
        ],
    ),
    ("step", &["online_step", "batch_step"]),
];

/// Wrong numbers that readers get in the worked example, in the first call of it: exercise, function, mistake, number.
const WRONG_IN_THE_WORKED_EXAMPLE: &[(&str, &str, &str, &str)] = &[
    ("1", "eq01_weighted_sum", "assigned", "2.0000"),
    ("1", "eq01_weighted_sum", "no-bias", "-2.5000"),
    ("1", "eq01_weighted_sum", "product-of-sums", "3.0000"),
    ("1", "eq01_weighted_sum", "added", "4.0000"),
    ("2", "eq02_sum_with_intercept", "no-intercept", "-2.5000"),
    (
        "2",
        "eq02_sum_with_intercept",
        "times-last-input",
        "-1.5000",
    ),
    ("2", "eq02_sum_with_intercept", "once-per-input", "1.5000"),
    ("2", "eq02_sum_with_intercept", "subtracted", "-4.5000"),
    ("4", "eq04_sigmoid", "mirrored", "0.6225"),
    ("4", "eq04_sigmoid", "no-one-below", "0.6065"),
    ("4", "eq04_sigmoid", "not-inverted", "2.6487"),
    ("4", "eq04_sigmoid", "tanh", "-0.4621"),
    ("4s", "sigmoid_slope", "from-the-sum", "-0.7500"),
    ("4s", "sigmoid_slope", "of-tanh", "0.8575"),
    ("4s", "sigmoid_slope", "one-minus-y", "0.6225"),
    ("5", "eq05_unit_sum", "no-bias", "-2.5000"),
    ("5", "eq05_unit_sum", "one-in-front", "0.5000"),
    ("6", "eq06_hidden_output", "h-left-out", "-0.5000"),
    ("7", "eq07_softmax", "not-divided", "2.0039"),
    ("7", "eq07_softmax", "sigmoid-of-each", "0.6671"),
    ("7", "eq07_softmax", "shifted-above-alone", "0.3035"),
    ("7", "eq07_softmax", "proportional", "-2.4440"),
    ("7", "eq07_softmax", "reversed", "0.1268"),
    ("pass", "forward", "one-through-h", "0.7311"),
    ("pass", "forward", "no-hidden-bias", "0.3465"),
    ("pass", "forward", "b-for-z", "0.9454"),
    ("pass", "forward", "h-at-outputs", "0.3985"),
    ("8", "eq08_mean_cross_entropy", "no-minus", "-1.1246"),
    ("8", "eq08_mean_cross_entropy", "sum", "3.3739"),
    ("8", "eq08_mean_cross_entropy", "divided-twice", "0.3749"),
    (
        "8",
        "eq08_mean_cross_entropy",
        "mean-over-classes",
        "0.3749",
    ),
    (
        "8",
        "eq08_mean_cross_entropy",
        "classes-for-samples",
        "1.1246",
    ),
    ("8", "eq08_mean_cross_entropy", "log-of-mean", "0.9377"),
    ("8", "eq08_mean_cross_entropy", "base-2", "1.6225"),
    ("8", "eq08_mean_cross_entropy", "base-10", "0.4884"),
    (
        "8",
        "eq08_mean_cross_entropy",
        "largest-target-alone",
        "1.1246",
    ),
    ("12", "eq12_cross_entropy", "divided-by-classes", "0.1657"),
    ("12", "eq13_mean_error", "printed", "-3.3739"),
    ("12", "eq13_mean_error", "sum", "3.3739"),
    ("12", "eq13_mean_error", "one-less", "1.6869"),
    ("9", "eq09_forward_difference", "printed", "-0.2350"),
    ("9", "eq09_forward_difference", "half", "0.1175"),
    ("9", "central_difference", "one-step", "0.4700"),
    ("10", "eq10_slope_along_weight", "printed", "0.0468"),
    ("10", "eq10_slope_along_weight", "relative-step", "0.0935"),
    ("10", "numerical_gradient", "not-put-back", "-0.1003"),
    ("10", "numerical_gradient", "not-put-back", "-0.1128"),
    ("10", "numerical_gradient", "whole-row", "-0.1128"),
    ("10", "numerical_gradient", "relative-step", "-0.0250"),
    ("14", "eq14_mean_gradient", "sum", "-0.1403"),
    ("14", "eq14_mean_gradient", "divided-twice", "-0.0156"),
    ("14", "eq14_mean_gradient", "last-sample", "0.0360"),
    (
        "15",
        "eq17_slope_through_outputs",
        "no-reciprocal",
        "-0.2383",
    ),
    ("15", "eq17_slope_through_outputs", "no-minus", "0.3918"),
    ("18", "eq18_line2_quotient_rule", "turned", "-0.2383"),
    ("18", "eq18_line2_quotient_rule", "not-squared", "0.7851"),
    ("18", "eq18_line4_in_shares", "sum-constant", "0.6082"),
    ("19", "eq19_slope_of_other_output", "no-minus", "0.1565"),
    ("19", "eq19_slope_of_other_output", "own-sum", "0.1911"),
    (
        "20",
        "eq20_line2_collected",
        "first-target-missing",
        "-1.0000",
    ),
    ("21", "output_errors", "squared-error", "-0.0933"),
    ("21", "output_errors", "along-output", "-1.6441"),
    ("28", "gradient", "v-for-z", "0.3918"),
    ("28", "gradient", "b-for-z", "0.5876"),
    ("27", "eq27_updated_output_weight", "uphill", "0.9260"),
    (
        "27",
        "eq27_updated_output_weight",
        "no-learning-rate",
        "1.1479",
    ),
    ("27", "eq27_updated_output_weight", "step-alone", "0.0740"),
    ("27", "eq27_updated_output_weight", "shrinking", "0.5740"),
    (
        "28",
        "eq28_slope_along_hidden_weight",
        "no-slope",
        "-0.7302",
    ),
    (
        "28",
        "eq28_slope_along_hidden_weight",
        "h-for-slope",
        "-0.2757",
    ),
    (
        "28",
        "eq28_slope_along_hidden_weight",
        "slope-at-z",
        "-0.1762",
    ),
    (
        "28",
        "eq28_slope_along_hidden_weight",
        "first-class",
        "-0.1381",
    ),
    ("28", "gradient", "row-for-column", "-0.2051"),
    ("28", "gradient", "next-column", "0.2979"),
    ("step", "online_step", "new-output-weights", "-1.9063"),
    ("step", "online_step", "second-pass-for-v", "1.0771"),
    ("step", "batch_step", "sample-after-sample", "-1.9267"),
];

/// True if the answer is the expected one: the same shape, and every number near enough.
fn agrees(blank: &Blank, expected: &Answer, found: &Answer) -> bool {
    let numbers = expected.numbers();
    let largest = numbers
        .iter()
        .fold(1.0, |largest: f64, number| largest.max(number.abs()));
    let is_near = |(one, other): (f64, f64)| {
        let (distance, size) = ((one - other).abs(), one.abs().max(other.abs()));
        let is_near = size.is_finite() && distance <= 1e-9 * size + blank.slack * largest;
        is_near || one.total_cmp(&other).is_eq() || (one.is_nan() && other.is_nan())
    };
    expected.shape() == found.shape() && numbers.into_iter().zip(found.numbers()).all(is_near)
}

fn calls_of<'a>(blank: &'a Blank, cases: &'a [Case]) -> impl Iterator<Item = (&'a Case, Call)> {
    cases.iter().flat_map(|case| {
        let calls = (blank.calls)(&case.context).into_iter();
        calls.map(move |call| (case, call))
    })
}

/// True if a network has the outputs that an equation names, and targets as it assumes them.
fn has_meaning(blank: &Blank, case: &Case) -> bool {
    let entry = |number| equation::find(number)[0];
    let classes = blank.equation.map_or(1, |number| entry(number).classes);
    let has_outputs = classes <= case.context.network.classes();
    has_outputs && (case.kind != Kind::AnyTargets || !blank.assumes_targets_sum_to_1)
}

fn ordinary_cases() -> Vec<Case> {
    let cases = cases().into_iter();
    cases.filter(|case| !case.kind.is_far()).collect()
}

/// What a body answers in every call of these cases.
fn answers(blank: &Blank, body: &Body, cases: &[Case]) -> Vec<Answer> {
    calls_of(blank, cases)
        .map(|(_, call)| body.call(&call.arguments))
        .collect()
}

fn differ(blank: &Blank, one: &[Answer], other: &[Answer]) -> bool {
    let agree = |(one, other)| agrees(blank, one, other);
    !one.iter().zip(other).all(agree)
}

fn faults() -> impl Iterator<Item = (&'static Blank, &'static Fault)> {
    blanks().flat_map(|blank| blank.faults.iter().map(move |fault| (blank, fault)))
}

#[test]
fn the_right_body_agrees_with_the_other_road_in_every_case() {
    let cases = cases();
    let mut wrong = Vec::new();
    for blank in blanks() {
        for (case, call) in calls_of(blank, &cases) {
            let found = blank.right.call(&call.arguments);
            if !agrees(blank, &call.expected, &found) {
                let (name, kind, at) = (blank.name, case.kind, &call.at);
                let expected = &call.expected;
                wrong.push(format!("{name}, {kind}, {at}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_function_is_called_in_every_case_of_its_meaning_and_takes_its_arguments() {
    let cases = cases();
    for blank in blanks() {
        for case in &cases {
            let calls = (blank.calls)(&case.context);
            let is_called = !calls.is_empty() || !has_meaning(blank, case);
            assert!(is_called, "{} in {}", blank.name, case.kind);
            for call in calls {
                assert_eq!(call.arguments.len(), blank.parameters.len());
                let found = blank.right.call(&call.arguments);
                assert!(!found.numbers().is_empty(), "{}", blank.name);
                let parts = found.parts.len();
                assert!(blank.parts.is_empty() || blank.parts.len() == parts);
                assert!(call.n < case.context.samples.len());
            }
        }
    }
}

#[test]
fn the_calls_of_a_case_are_told_apart_by_their_places() {
    for blank in blanks() {
        for case in cases() {
            let calls = (blank.calls)(&case.context);
            let places: BTreeSet<&str> = calls.iter().map(|call| call.at.as_str()).collect();
            assert_eq!(places.len(), calls.len(), "{} {places:?}", blank.name);
        }
    }
}

#[test]
fn unusual_right_forms_agree_in_every_ordinary_case() {
    let cases = ordinary_cases();
    for blank in blanks() {
        let count = blank.alternatives.len();
        assert!((2..=4).contains(&count), "{} has {count}", blank.name);
        for alternative in blank.alternatives {
            for (case, call) in calls_of(blank, &cases) {
                let found = alternative.call(&call.arguments);
                let (kind, text) = (case.kind, alternative.rust);
                let holds = agrees(blank, &call.expected, &found);
                assert!(holds, "{}, {kind}: {found:?} by {text}", blank.name);
            }
        }
    }
}

#[test]
fn forms_that_lose_their_digits_are_seen_where_sums_are_large() {
    let far: Vec<Case> = cases()
        .into_iter()
        .filter(|one| one.kind.is_far())
        .collect();
    let fragile = |blank: &&Blank| {
        let right = answers(blank, &blank.right, &far);
        let fails = |form: &&Body| differ(blank, &right, &answers(blank, form, &far));
        blank.alternatives.iter().filter(fails).count()
    };
    for (name, count) in [
        ("eq04_sigmoid", 1),
        ("sigmoid_slope", 2),
        ("eq06_hidden_output", 1),
        ("eq07_softmax", 2),
        ("log_softmax", 3),
        ("eq08_mean_cross_entropy", 2),
        ("eq12_cross_entropy", 2),
    ] {
        let blank = blanks().find(|blank| blank.name == name);
        assert_eq!(blank.as_ref().map(fragile), Some(count), "{name}");
    }
}

#[test]
fn the_misprints_of_the_source_are_among_the_faults() {
    let fault = |name: &str, fault: &str| {
        let blank = blanks()
            .find(|blank| blank.name == name)
            .expect("a function");
        let fault = blank.faults.iter().find(|one| one.name == fault);
        (blank, fault.expect("a fault"))
    };
    let cases = ordinary_cases();
    let agree = |(blank, fault): (&Blank, &Fault), printed: &dyn Fn(&Call, &Case) -> f64| {
        for (case, call) in calls_of(blank, &cases) {
            let found = fault.body.call(&call.arguments);
            assert!(agrees(blank, &printed(&call, case).into(), &found));
        }
    };
    agree(fault("eq04_sigmoid", "mirrored"), &|call, case| {
        let pass = forward(&case.context.network, &case.context.sample().x);
        printed_eq04_figure(pass.b[call.indices.j])
    });
    agree(fault("eq08_mean_cross_entropy", "sum"), &|_, case| {
        printed_eq12(&case.context.network, &case.context.samples)
    });
    agree(fault("eq13_mean_error", "printed"), &|_, case| {
        printed_eq13(&case.context.sample_errors(), 3)
    });
    agree(fault("eq09_forward_difference", "printed"), &|call, _| {
        let [
            Argument::Function(place),
            Argument::Number(x),
            Argument::Number(epsilon),
        ] = call.arguments[..]
        else {
            unreachable!("a function, x and ε");
        };
        printed_eq09(FUNCTIONS[place].at, x, epsilon)
    });
    agree(
        fault("eq10_slope_along_weight", "printed"),
        &|call, case| {
            let (network, samples) = (&case.context.network, &case.context.samples);
            let Indices { j, i, .. } = call.indices;
            printed_eq10(network, samples, j, i, case.context.epsilon)
        },
    );
    let first = fault("eq11_slope_along_first_weight", "printed");
    agree(first, &|call, case| {
        let (network, samples) = (&case.context.network, &case.context.samples);
        printed_eq11(network, samples, call.indices.j, case.context.epsilon)
    });
    agree(fault("eq14_mean_gradient", "printed"), &|call, case| {
        let (network, samples) = (&case.context.network, &case.context.samples);
        let Indices { j, i, .. } = call.indices;
        printed_eq14_first_line(network, samples, j, i)
    });
}

#[test]
fn every_fault_is_seen_in_an_ordinary_case() {
    let cases = ordinary_cases();
    let is_unseen = |(blank, fault): &(&'static Blank, &'static Fault)| {
        let right = answers(blank, &blank.right, &cases);
        let found = answers(blank, &fault.body, &cases);
        !differ(blank, &right, &found)
    };
    let unseen: Vec<_> = faults().filter(is_unseen).collect();
    let names: Vec<_> = unseen.iter().map(|(_, fault)| fault.name).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn two_faults_of_a_function_differ_in_some_case_or_say_that_they_do_not() {
    let cases = cases();
    let mut alike = Vec::new();
    for blank in blanks() {
        let found: Vec<(&Fault, Vec<Answer>)> = blank
            .faults
            .iter()
            .map(|fault| (fault, answers(blank, &fault.body, &cases)))
            .collect();
        for (index, (one, its)) in found.iter().enumerate() {
            for (other, others) in &found[..index] {
                let declared =
                    one.same_as.contains(&other.name) || other.same_as.contains(&one.name);
                if differ(blank, its, others) == declared {
                    alike.push(format!("{}: {}, {}", blank.name, one.name, other.name));
                }
            }
        }
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}

#[test]
fn mistakes_give_the_numbers_that_readers_see_in_the_worked_example() {
    let worked = &cases()[..1];
    for (id, name, fault, number) in WRONG_IN_THE_WORKED_EXAMPLE {
        let exercise = find(id).expect("an exercise");
        let blank = exercise.blanks.iter().find(|blank| blank.name == *name);
        let blank = blank.expect("a function");
        let fault = blank.faults.iter().find(|one| one.name == *fault);
        let fault = fault.unwrap_or_else(|| panic!("{id} lacks {number}"));
        let found = answers(blank, &fault.body, worked)[0].numbers();
        let found: Vec<String> = found.iter().map(|found| format!("{found:.4}")).collect();
        let is_there = found.iter().any(|found| found == number);
        assert!(is_there, "{name}, {}: {found:?}, not {number}", fault.name);
    }
}

#[test]
fn ids_are_unique_and_in_the_order_of_the_book() {
    let named: Vec<&str> = all().map(|exercise| exercise.id).collect();
    let order: Vec<&str> = IDS.iter().map(|(id, _)| *id).collect();
    let kept: Vec<&str> = order.into_iter().filter(|id| named.contains(id)).collect();
    assert_eq!(named, kept);
    let answered = all().flat_map(|exercise| exercise.aliases.iter().chain([&exercise.id]));
    let mut seen = BTreeSet::new();
    for name in answered {
        assert!(seen.insert(name), "{name} is named twice");
    }
}

#[test]
fn an_exercise_asks_for_the_functions_of_its_equations() {
    for (id, expected) in IDS.iter().filter(|(_, names)| !names.is_empty()) {
        let exercise = find(id).expect("an exercise");
        let names: Vec<&str> = exercise.blanks.iter().map(|blank| blank.name).collect();
        assert_eq!(names, *expected, "{id}");
    }
    for blank in blanks() {
        let number = blank.name.strip_prefix("eq").map(|rest| &rest[..2]);
        let (Some(number), None) = (number, blank.signature) else {
            continue;
        };
        let number: u8 = number.parse().expect("a number");
        let equation = blank.equation.expect("an equation").to_string();
        let digits = equation.trim_end_matches(char::is_alphabetic);
        assert_eq!(digits, number.to_string(), "{}", blank.name);
        let exercise = all().find(|one| one.blanks.iter().any(|other| other.name == blank.name));
        assert!(exercise.expect("an exercise").answers_to(digits));
    }
}

#[test]
fn a_function_of_the_model_has_the_parameters_that_it_has_there() {
    for blank in blanks().filter(|blank| blank.signature.is_none()) {
        let path = format!("src/model/{}.rs", blank.module);
        let text = fs::read_to_string(path).expect("a file of the model");
        let (_, after) = text
            .split_once(&format!("pub fn {}(", blank.name))
            .unwrap_or_else(|| panic!("the model has no {}", blank.name));
        let (head, _) = after.split_once(" {\n").expect("a body");
        let (list, _) = head.rsplit_once(") ->").expect("an answer");
        let last_word = |before: &str| before.rsplit([' ', '\n', ',']).next().map(str::to_owned);
        let mut names: Vec<String> = list.split(": ").filter_map(last_word).collect();
        names.pop();
        assert_eq!(names, blank.parameters, "{}", blank.name);
    }
}

#[test]
fn what_is_said_of_a_fault_is_short_and_its_own() {
    for blank in blanks() {
        let mut said = BTreeSet::new();
        for fault in blank.faults {
            let length = fault.symptom.chars().count();
            let at = format!("{}, {}", blank.name, fault.name);
            assert!((10..=100).contains(&length), "{at}: {length} characters");
            assert!(fault.cause.chars().count() <= 200, "{at}");
            assert!(said.insert(fault.symptom), "{at} says what another says");
            assert!(said.insert(fault.name), "{at} has the name of another");
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(fault.name.chars().all(kebab), "{at}");
            let ends = |text: &str| text.ends_with(['.', '?', ')']);
            assert!(ends(fault.symptom) && ends(fault.cause), "{at}");
            let named = |same: &&str| blank.faults.iter().any(|other| other.name == *same);
            assert!(fault.same_as.iter().all(named), "{at}");
        }
    }
}

#[test]
fn a_wrong_body_can_be_read_in_the_reader_s_file() {
    for blank in blanks() {
        let wrong = blank.faults.iter().map(|fault| &fault.body);
        for body in wrong.chain(blank.alternatives) {
            let (name, text) = (blank.name, body.rust);
            assert!(!text.contains("model ::") && !text.contains("model::"));
            let own = format!("{}::", blank.module);
            assert!(!text.replace(' ', "").contains(&own), "{name}: {text}");
            let calls_itself = text.replace(' ', "").contains(&format!("{name}("));
            assert!(!calls_itself, "{name} calls itself: {text}");
        }
    }
}

#[test]
fn the_first_two_hints_leave_the_solution_to_the_third() {
    for exercise in all() {
        let [points, doubts, line] = exercise.hints;
        assert!(points.ends_with('?'), "{}: {points}", exercise.id);
        for hint in [points, doubts] {
            assert!(!hint.contains('`') && !hint.contains('…'), "{hint}");
        }
        assert!(line.contains('`') && line.contains('…'), "{line}");
    }
}
