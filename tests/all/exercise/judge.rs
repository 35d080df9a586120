//! The judge passes what is right, rejects what is wrong, and says what is seen.

use std::panic::{AssertUnwindSafe, catch_unwind};

use nn28::equation::Context;
use nn28::exercise::judge::{Mishap, State, Verdict, judge};
use nn28::exercise::value::{Answer, Argument};
use nn28::exercise::{Blank, Body, Case, Kind, blanks, cases, seeded};

use super::wrong::{Wrong, wrong_functions};

/// The verdict on a function that may panic.
fn judged(blank: &Blank, cases: &[Case], function: &dyn Fn(&[Argument]) -> Answer) -> Verdict {
    let mut ask = |arguments: &[Argument]| {
        catch_unwind(AssertUnwindSafe(|| function(arguments))).map_err(|_| Mishap::Panicked {
            message: "index out of bounds".into(),
            line: Some(37),
        })
    };
    judge(blank, cases, &mut ask)
}

fn of_body(blank: &Blank, body: &Body) -> Verdict {
    judged(blank, &cases(), &|arguments| body.call(arguments))
}

fn blank(name: &str) -> &'static Blank {
    let blank = blanks().find(|blank| blank.name == name);
    blank.unwrap_or_else(|| panic!("no {name}"))
}

fn shown(verdict: &Verdict) -> String {
    let Verdict {
        state, symptom, at, ..
    } = verdict;
    let (yours, expected) = (verdict.yours, verdict.expected);
    format!("{state:?} at {at}: {yours:?}, not {expected:?}: {symptom}")
}

#[test]
fn right_bodies_are_right_and_nowhere_fragile() {
    for blank in blanks() {
        let verdict = of_body(blank, &blank.right);
        let said = shown(&verdict);
        assert_eq!(verdict.state, State::Right, "{}: {said}", blank.name);
        assert!(verdict.symptom.is_empty() && verdict.case.is_none());
    }
}

#[test]
fn unusual_right_bodies_are_right_or_fragile() {
    for blank in blanks() {
        for alternative in blank.alternatives {
            let verdict = of_body(blank, alternative);
            let said = shown(&verdict);
            match verdict.state {
                State::Right => assert!(verdict.symptom.is_empty()),
                State::Fragile => {
                    assert_eq!(verdict.case, Some(Kind::Far), "{said}");
                    assert!(verdict.symptom.starts_with("Right, but "), "{said}");
                }
                _ => panic!("{}: {said}\n{}", blank.name, alternative.rust),
            }
        }
    }
}

#[test]
fn every_fault_is_rejected_and_named() {
    let mut unnamed = Vec::new();
    for blank in blanks() {
        for fault in blank.faults {
            let verdict = of_body(blank, &fault.body);
            let is_named = verdict.fault.is_some_and(|found| {
                found.name == fault.name
                    || found.same_as.contains(&fault.name)
                    || fault.same_as.contains(&found.name)
            });
            let is_rejected = matches!(
                verdict.state,
                State::Wrong | State::WrongLength | State::Panicked
            );
            if !is_rejected || !(is_named || verdict.state == State::Panicked) {
                let (name, said) = (fault.name, shown(&verdict));
                let found = verdict.fault.map(|fault| fault.name);
                unnamed.push(format!("{}, {name}: {found:?} {said}", blank.name));
            }
        }
    }
    assert!(unnamed.is_empty(), "{}", unnamed.join("\n"));
}

/// The context of a call of one of these cases, or of the first case for arguments that the judge has varied.
fn context_of<'a>(calls: &[(&'a Context, Vec<Argument>)], arguments: &[Argument]) -> &'a Context {
    let is_it = |(_, of_call): &&(&'a Context, Vec<Argument>)| of_call == arguments;
    calls.iter().find(is_it).unwrap_or(&calls[0]).0
}

fn calls_of<'a>(blank: &Blank, cases: &'a [Case]) -> Vec<(&'a Context, Vec<Argument>)> {
    let of_case = |case: &'a Case| {
        let calls = (blank.calls)(&case.context).into_iter();
        calls.map(move |call| (&case.context, call.arguments))
    };
    cases.iter().flat_map(of_case).collect()
}

/// True if two answers are further apart than any rounding.
fn differ(one: &Answer, other: &Answer) -> bool {
    let is_near = |one: f64, other: f64| (one - other).abs() <= 1e-6 * one.abs().max(1e-3);
    let apart = |(one, other): (f64, f64)| !is_near(one, other);
    let (ones, others) = (one.numbers(), other.numbers());
    one.shape() != other.shape() || ones.into_iter().zip(others).any(apart)
}

/// True if a function is wrong in one of several cases that the judge does not know.
fn is_wrong_elsewhere(blank: &Blank, wrong: &Wrong) -> bool {
    let cases: Vec<Case> = (100..112).map(seeded).collect();
    let is_wrong = |(context, arguments): (&Context, Vec<Argument>)| {
        let wrong = catch_unwind(AssertUnwindSafe(|| (wrong.of)(&arguments, context)));
        wrong.is_ok_and(|wrong| differ(&blank.right.call(&arguments), &wrong))
    };
    calls_of(blank, &cases).into_iter().any(is_wrong)
}

#[test]
fn other_wrong_answers_are_rejected_and_nearly_all_are_recognised() {
    let cases = cases();
    let (mut count, mut unrecognised) = (0, Vec::new());
    for blank in blanks() {
        let calls = calls_of(blank, &cases);
        for wrong in wrong_functions(blank) {
            if !is_wrong_elsewhere(blank, &wrong) {
                continue;
            }
            let function =
                |arguments: &[Argument]| (wrong.of)(arguments, context_of(&calls, arguments));
            let verdict = judged(blank, &cases, &function);
            let said = format!("{}, {}: {}", blank.name, wrong.name, shown(&verdict));
            let is_passed = matches!(verdict.state, State::Right | State::Fragile);
            assert!(!is_passed, "{said}");
            assert!(!verdict.symptom.is_empty(), "{said}");
            assert!(verdict.symptom.chars().count() <= 300, "{said}");
            #[cfg(feature = "terminal")]
            if matches!(verdict.state, State::Wrong | State::WrongLength) {
                super::words::assert_readable(&said, &verdict.symptom);
            }
            count += 1;
            let is_fallback = verdict.symptom.ends_with("is expected.");
            if verdict.state == State::Wrong && is_fallback {
                unrecognised.push(said.clone());
            }
        }
    }
    assert!(count > 50 * blanks().count(), "{count}");
    assert!(
        10 * unrecognised.len() <= count,
        "{} of {count}\n{}",
        unrecognised.len(),
        unrecognised.join("\n")
    );
}

#[test]
fn judge_right_answers_in_ten_thousand_cases() {
    let mut tried = 0;
    'all: for seed in 1000.. {
        for blank in blanks() {
            let cases = [seeded(seed)];
            let verdict = judged(blank, &cases, &|arguments| blank.right.call(arguments));
            let said = shown(&verdict);
            assert_eq!(
                verdict.state,
                State::Right,
                "{}, seed {seed}: {said}",
                blank.name
            );
            tried += 1;
            if tried == 10_000 {
                break 'all;
            }
        }
    }
}

#[test]
fn a_call_without_a_value_is_the_verdict() {
    let blank = blank("eq01_weighted_sum");
    let told = |mishap: Mishap| {
        let mut asked = 0;
        let verdict = judge(blank, &cases(), &mut |arguments: &[Argument]| {
            asked += 1;
            if asked == 2 {
                Err(mishap.clone())
            } else {
                Ok(blank.right.call(arguments))
            }
        });
        assert_eq!(asked, 2, "no call after one without a value");
        verdict
    };
    let panicked = told(Mishap::Panicked {
        message: "index out of bounds: the len is 2 but the index is 2".into(),
        line: Some(37),
    });
    assert_eq!(panicked.state, State::Panicked);
    assert_eq!(
        panicked.symptom,
        "In the worked example, at unit 1: index out of bounds: the len is 2 but the index is 2, line 37"
    );
    assert_eq!(
        (panicked.case, panicked.at.as_str()),
        (Some(Kind::Worked), "unit 1")
    );
    assert_eq!(told(Mishap::NoAnswer).state, State::NoAnswer);
    assert_eq!(
        told(Mishap::Ended("with status 3".into())).state,
        State::Ended
    );
    let blank = told(Mishap::Blank);
    assert_eq!((blank.state, blank.case), (State::Blank, None));
}

/// What is said of a function that is made from the right one.
fn said_of(name: &str, change: impl Fn(&[Argument], Answer) -> Answer) -> Verdict {
    let blank = blank(name);
    judged(blank, &cases(), &|arguments| {
        change(arguments, blank.right.call(arguments))
    })
}

fn number(argument: &Argument) -> f64 {
    match argument {
        Argument::Number(number) => *number,
        _ => panic!("{argument:?} is not a number"),
    }
}

#[test]
fn a_factor_is_named_by_what_it_belongs_to() {
    let of_unit = said_of("eq28_slope_along_hidden_weight", |arguments, right| {
        let b_j = number(&arguments[2]);
        Answer::from(right.numbers()[0] * (1.0 + b_j.cos().powi(2)))
    });
    assert!(
        of_unit.symptom.contains("belongs to the unit j"),
        "{}",
        of_unit.symptom
    );
    assert_eq!(
        (of_unit.case, of_unit.at.as_str()),
        (Some(Kind::Worked), "along w₀₀")
    );
}

#[test]
fn the_first_part_that_differs_is_named() {
    let of_a = said_of("forward", |_, mut right| {
        for number in right.parts[2..4].iter_mut().flatten().flatten() {
            *number *= 0.5;
        }
        right
    });
    assert_eq!(
        of_a.symptom,
        "b, z and log y are right; a: each number is half of what it should be, in every case."
    );
    assert_eq!(of_a.at, "sample 0, a₀");
    let of_gradient = said_of("gradient", |_, mut right| {
        for row in &mut right.parts[1] {
            row[1] = -row[1];
        }
        right
    });
    assert_eq!(of_gradient.at, "sample 0, row 0, column 1 of ∂Eₙ/∂v");
    let (yours, expected) = of_gradient
        .yours
        .zip(of_gradient.expected)
        .expect("two numbers");
    assert!((yours + expected).abs() < 1e-12);
}

#[test]
fn an_argument_without_influence_is_named() {
    let without_b = said_of("eq28_slope_along_hidden_weight", |arguments, _| {
        let (Argument::Numbers(errors), Argument::Numbers(v_j)) = (&arguments[0], &arguments[1])
        else {
            panic!("two lists");
        };
        let sum: f64 = errors
            .iter()
            .zip(v_j)
            .map(|(error, v_kj)| error * v_kj.abs().sqrt())
            .sum();
        Answer::from(sum * number(&arguments[3]))
    });
    assert_eq!(without_b.symptom, "It does not change with b_j.");
}

#[test]
fn what_holds_in_one_case_alone_is_no_pattern() {
    let worked = cases().remove(0);
    let calls = (blank("eq05_unit_sum").calls)(&worked.context);
    let verdict = said_of("eq05_unit_sum", |arguments, right| {
        let is_worked = calls.iter().any(|call| call.arguments == arguments);
        Answer::from(right.numbers()[0] * if is_worked { 2.0 } else { 1.0 })
    });
    assert_eq!(verdict.state, State::Wrong);
    assert_eq!(
        verdict.symptom,
        "In the worked example, at unit 0, it is −1.0000, and −0.5000 is expected."
    );
}

#[test]
fn a_wrong_number_of_numbers_is_said_in_words() {
    let short = said_of("eq07_softmax", |_, mut right| {
        right.parts[0][0].pop();
        right
    });
    assert_eq!(short.state, State::WrongLength);
    assert_eq!(
        short.symptom,
        "In the worked example, at sample 0: two numbers, but three are expected."
    );
    let turned = said_of("numerical_gradient", |_, mut right| {
        let w = &mut right.parts[0];
        *w = (0..w[0].len())
            .map(|i| w.iter().map(|row| row[i]).collect())
            .collect();
        right
    });
    let said = "∂E/∂w has three rows with two columns, but two rows with three columns are expected: rows and columns are exchanged.";
    assert!(turned.symptom.ends_with(said), "{}", turned.symptom);
}

#[test]
fn a_fragile_function_is_told_where_and_why() {
    let plain = blank("eq07_softmax");
    let verdict = judged(plain, &cases(), &|arguments| match &arguments[0] {
        Argument::Numbers(a) => {
            let sum: f64 = a.iter().map(|a_k| a_k.exp()).sum();
            let shares: Vec<f64> = a.iter().map(|a_k| a_k.exp() / sum).collect();
            Answer::from(shares)
        }
        _ => Answer::default(),
    });
    assert_eq!(verdict.state, State::Fragile);
    let (symptom, case) = (verdict.symptom, verdict.case);
    assert!(
        symptom.starts_with("Right, but NaN where a is near "),
        "{symptom}"
    );
    assert!(symptom.contains("exp of such a number is larger than any number"));
    assert_eq!(case, Some(Kind::Far));
    let panics = judged(plain, &cases(), &|arguments| match &arguments[0] {
        Argument::Numbers(a) if a.iter().any(|a_k| a_k.abs() > 700.0) => panic!("too large"),
        _ => plain.right.call(arguments),
    });
    assert_eq!(panics.state, State::Fragile);
    assert!(
        panics
            .symptom
            .starts_with("Right, but where sums are large, "),
        "{}",
        panics.symptom
    );
}
